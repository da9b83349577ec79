"""Panes that ask the case themselves for what they show: when they are looked at, and when it may have changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefiles.keys import Signer
from casefiles.views import ExhibitDetail, ExhibitId, Watcher
from gui.desk import Desk
from gui.fields import Values
from gui.formdialog import Form, FormDialog
from gui.jobs import Failure
from gui.panes.page import Page
from gui.questions import Questions

T = TypeVar("T")


class AskingPane(QWidget):
    """A page that costs nothing until it is seen; ``of_exhibit`` says whether it is about the exhibit picked."""

    told = Signal(str)
    of_exhibit = False

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__()
        self.desk, self.questions = desk, questions
        self.page: Page
        self._stale = True
        self._exhibit: ExhibitId | None = None
        desk.opened.connect(self._changed)
        desk.closed.connect(self._put_away)
        if self.of_exhibit:
            desk.picked.connect(self._picked)

    def hold(self, page: Page) -> None:
        """Take the page that is shown."""
        self.page = page
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(page)

    def fetch(self) -> None:
        """Ask for what is shown."""
        raise NotImplementedError

    def clear(self) -> None:
        """Show nothing of any case."""
        self.page.show_empty()

    # What the panes call.

    def ask(self, name: str, work: Callable[[], T], show: Callable[[T], None]) -> None:
        """Read something and show it, unless another case or exhibit was taken up meanwhile."""
        self.desk.read(name, work, partial(self._deliver, show, self.desk.path, self._about()))

    def fill(
        self, form: Form, write: Callable[[Path, Signer, Values], T], done: Callable[[T], None] | None = None
    ) -> None:
        """Ask a person to fill a form, then write what was given; the form stays open while it is refused."""
        self.questions.signed(partial(self._open, form, write, done))

    def _open(self, form: Form, write: Callable[[Path, Signer, Values], T], done: Callable[[T], None] | None) -> None:
        dialog = FormDialog(form, self.window())
        dialog.submitted.connect(partial(self._submit, dialog, write, done))
        self.questions.ask(dialog)

    def _submit(
        self,
        dialog: FormDialog,
        write: Callable[[Path, Signer, Values], T],
        done: Callable[[T], None] | None,
        given: Values,
    ) -> None:
        def written(result: T) -> None:
            if self.questions.dialog is dialog:
                dialog.accept()
            if done is not None:
                done(result)

        def refused(failure: Failure) -> None:
            if self.questions.dialog is dialog:
                dialog.refuse(failure)

        def work(path: Path, signer: Signer) -> T:
            return write(path, signer, given)

        self.desk.write(dialog.windowTitle(), work, written, refused)

    def sign(self, name: str, work: Callable[[Path, Signer], T], done: Callable[[T], None]) -> None:
        """Write something to the case with the person's key, which is asked for where it is locked."""
        self.questions.signed(partial(self.desk.write, name, work, done, self.refused))

    def work(self, name: str, work: Callable[[Path, Watcher], T], done: Callable[[T], None]) -> None:
        """Do long work on the case that can be watched and stopped."""
        self.desk.labour(name, work, done)

    def refused(self, failure: Failure) -> None:
        """Say why something was not done; a pane can say it in its own place."""
        self.desk.failed.emit(failure)

    # When to ask.

    def _deliver(self, show: Callable[[T], None], path: Path | None, exhibit: ExhibitId | None, found: T) -> None:
        if path == self.desk.path and exhibit == self._about():
            show(found)

    def _about(self) -> ExhibitId | None:
        return self.desk.exhibit if self.of_exhibit else None

    def _changed(self, _summary: object) -> None:
        if not self.of_exhibit:
            self._stale = True
            self._wake()

    def _picked(self, detail: ExhibitDetail | None) -> None:
        if detail is None or detail.row.id != self._exhibit:
            self.clear()
        self._exhibit = detail.row.id if detail is not None else None
        self._stale = True
        self._wake()

    def _put_away(self) -> None:
        self._exhibit, self._stale = None, True
        self.clear()

    def _wake(self) -> None:
        ready = self.desk.exhibit is not None if self.of_exhibit else self.desk.path is not None
        if self._stale and ready and self.isVisible():
            self._stale = False
            self.fetch()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wake()
