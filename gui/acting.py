"""Does what an act declares: asks for the key, reads what its form offers, keeps the form until it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefiles.views import ExhibitId, Watcher
from gui.acts.declared import AnyAct, At, Done
from gui.desk import Desk
from gui.fields import Blank, Values
from gui.formdialog import Form, FormDialog
from gui.jobs import Failure
from gui.questions import Questions
from gui.resultdialog import ResultDialog
from gui.saying import tr
from gui.words import one_line


class Acting(QObject):
    """One form at a time; long work goes on beside it, and the form comes back where it is refused."""

    told = Signal(str)

    def __init__(self, window: QWidget, desk: Desk, questions: Questions) -> None:
        super().__init__(window)
        self._window, self._desk, self._questions = window, desk, questions
        self.show_folder: Callable[[Path], bool] = lambda _folder: True

    def start(self, act: AnyAct, row: object = None) -> None:
        """Begin an act, on the row that is marked where it needs one."""
        if act.needs == "case" and self._desk.path is None:
            return
        if act.needs == "exhibit" and self._desk.exhibit is None:
            return
        begin = partial(self._begin, act, row)
        if act.signed:
            self._questions.signed(begin)
        else:
            begin()

    def _begin(self, act: AnyAct, row: object) -> None:
        desk = self._desk
        exhibit = desk.exhibit if desk.exhibit is not None else ExhibitId("")
        at = At(desk.path or Path(), exhibit, desk.rows, row, desk.signer if act.signed else None)
        self._desk.read(tr("Reading what can be chosen"), partial(_blanks, act, at), partial(self._ask, act, at))

    def _ask(self, act: AnyAct, at: At[Any], blanks: tuple[Blank, ...]) -> None:
        title = tr(act.title).replace("…", "")
        form = Form(title, tr(act.about), blanks, tr(act.button))
        dialog = FormDialog(form, self._window)
        dialog.submitted.connect(partial(self._submit, dialog, act, at))
        self._questions.ask(dialog)

    def _submit(self, dialog: FormDialog, act: AnyAct, at: At[Any], given: Values) -> None:
        done, failed = partial(self._done, dialog), partial(self._refused, dialog)
        if not act.long:
            self._desk.do(dialog.windowTitle(), partial(act.do, at, given), done, failed)
            return
        dialog.hide()

        def work(watcher: Watcher) -> Done:
            return act.do(replace(at, watcher=watcher), given)

        self._desk.labour_apart(dialog.windowTitle(), work, done, failed)

    def _done(self, dialog: FormDialog, done: Done) -> None:
        title = dialog.windowTitle()
        dialog.accept()
        self._desk.refetch()
        if done.case is not None:
            self._desk.open(done.case)
        self.told.emit(one_line(done.words, 400))
        if done.text:
            self._questions.ask(ResultDialog(title, done, self.show_folder, self._window))

    def _refused(self, dialog: FormDialog, failure: Failure) -> None:
        if failure.cancelled:
            dialog.give_back()
        else:
            dialog.refuse(failure)
        if not dialog.isVisible():
            dialog.open()


def _blanks(act: AnyAct, at: At[Any]) -> tuple[Blank, ...]:
    return tuple(act.blanks(at))
