"""Asks what a person must say before something is done, and holds what is to be done until then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from casefiles.keys import Signer
from gui.desk import Desk
from gui.dialogs import AddFilesDialog, KeyDialog, NewCaseDialog
from gui.jobs import Failure
from gui.saying import dress, tr
from gui.words import one_line


class Questions(QObject):
    """One dialog at a time; ``signed`` does something at once, or when the key is unlocked."""

    unlocked = Signal(object)  # Signer

    def __init__(self, window: QWidget, desk: Desk, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._desk, self._settings = window, desk, settings
        self.dialog: QDialog | None = None
        self._after_unlock: Callable[[], None] | None = None
        self._dropped: tuple[Path, ...] = ()
        desk.unlocked.connect(self._unlocked)
        desk.locked.connect(self._stayed_locked)

    def signed(self, act: Callable[[], None]) -> None:
        """Do what needs the key, after asking for it where it is locked."""
        if self._desk.signer is not None:
            act()
        else:
            self._after_unlock = act
            self.key()

    def key(self) -> None:
        """Ask for the passphrase, or on first use for a new key."""
        dialog = KeyDialog(exists=self._desk.key_exists(), parent=self._window)
        dialog.create_wanted.connect(self._desk.create_key)
        dialog.unlock_wanted.connect(self._desk.unlock)
        dialog.rejected.connect(self._forget)
        self.ask(dialog)

    def new_case(self) -> None:
        """Ask for what a new case needs, then make it."""
        name = one_line(self._dropped[0].stem, 60) if self._dropped else ""
        dialog = NewCaseDialog(Path(self._kept("folder")), name, self._window)
        dialog.accepted.connect(partial(self._new_case, dialog))
        dialog.rejected.connect(self._forget)
        self.ask(dialog)

    def open_case(self) -> None:
        """Ask for a case folder and open it."""
        title = tr("Open a case folder (NAME.assay)")
        chosen = QFileDialog.getExistingDirectory(self._window, title, self._kept("folder"))
        if chosen:
            self._settings.setValue("folder", str(Path(chosen).parent))
            self._desk.open(Path(chosen))

    def files(self) -> None:
        """Ask for files and add them."""
        chosen, _kind = QFileDialog.getOpenFileNames(self._window, "Add files to the case", self._kept("sources"))
        if chosen:
            self._settings.setValue("sources", str(Path(chosen[0]).parent))
            self.add(tuple(Path(name) for name in chosen))

    def add(self, sources: tuple[Path, ...]) -> None:
        """Ask what is known of files, then copy them into the case."""
        dialog = AddFilesDialog(sources, self._window)
        dialog.accepted.connect(partial(self._add, dialog))
        self.ask(dialog)

    def dropped_without_case(self, paths: tuple[Path, ...]) -> None:
        """Open the case that was dropped, or make one for the files."""
        cases = [path for path in paths if path.suffix == ".assay" and path.is_dir()]
        if cases:
            self._desk.open(cases[0])
        else:
            self._dropped = paths
            self.new_case()

    def case_is_open(self) -> None:
        """Go on with files that were dropped before there was a case."""
        dropped, self._dropped = self._dropped, ()
        if dropped:
            self.add(dropped)

    def tell(self, icon: QMessageBox.Icon, title: str, words: str, advice: str) -> None:
        """Say something that a person must have read: words, and what to do."""
        box = QMessageBox(icon, title, words, QMessageBox.StandardButton.Ok, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(advice)
        box.setAccessibleName(title)
        self.ask(box)

    def ask(self, dialog: QDialog) -> None:
        """Show a dialog without holding up anything else."""
        if not isinstance(dialog, QMessageBox):
            dress(dialog)
        self.dialog = dialog
        dialog.finished.connect(partial(self._answered, dialog))
        dialog.open()

    def _answered(self, dialog: QDialog, _code: int) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _unlocked(self, signer: Signer) -> None:
        if isinstance(self.dialog, KeyDialog):
            self.dialog.accept()
        self.unlocked.emit(signer)
        act, self._after_unlock = self._after_unlock, None
        if act is not None:
            act()

    def _stayed_locked(self, failure: Failure) -> None:
        if isinstance(self.dialog, KeyDialog):
            self.dialog.refuse(failure)

    def _forget(self) -> None:
        self._after_unlock = None
        self._dropped = ()

    def _new_case(self, dialog: NewCaseDialog) -> None:
        given = dialog.given()
        self._settings.setValue("folder", str(given.path.parent))
        self.signed(partial(self._desk.create, given.path, given.name, given.claim))

    def _add(self, dialog: AddFilesDialog) -> None:
        given = dialog.given()
        self.signed(partial(self._desk.acquire, given.sources, given.provided, given.digests))

    def _kept(self, name: str) -> str:
        return str(self._settings.value(name, str(Path.home())))
