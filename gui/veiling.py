"""The veil over exhibits that are restricted, warned of, or all until asked; and the warning that a person records."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from casefiles.views import ExhibitId
from gui.desk import Desk
from gui.notedialog import NoteDialog
from gui.panes.viewer import ViewerPane
from gui.questions import Questions
from gui.saying import tr
from gui.words import one_line


class Veiling(QObject):
    """Decides what is shown as grey squares until it is asked for."""

    told = Signal(str)

    def __init__(self, desk: Desk, viewer: ViewerPane, questions: Questions, settings: QSettings) -> None:
        super().__init__(viewer)
        self._desk, self._projector, self._viewer = desk, viewer.projector, viewer
        self._questions, self._settings = questions, settings
        self._exhibit: ExhibitId | None = None
        self._restricted: frozenset[ExhibitId] | None = None
        self._unveiled: set[ExhibitId] = set()
        self._warned: dict[ExhibitId, str] = {}
        viewer.clearly.clicked.connect(self.unveil)
        desk.warned.connect(self._warned_of)
        desk.handled.connect(self._handled)

    def opened(self, exhibit: ExhibitId) -> None:
        """Veil an exhibit that is opened, where its handling asks for that."""
        self._exhibit = exhibit
        self._veil()

    def closed(self) -> None:
        """Nothing is shown."""
        self._exhibit = None

    def unveil(self) -> None:
        """Show a veiled exhibit clearly, or veil it again."""
        exhibit = self._exhibit
        if exhibit is None:
            return
        self._unveiled ^= {exhibit}
        self._veil()

    def veil_all(self) -> None:
        """Veil every exhibit until asked, or only those that are restricted; kept for the next time."""
        now = not self._veils_all()
        self._settings.setValue("veil", "all" if now else "restricted")
        self._unveiled.clear()
        self._veil()
        self.told.emit(
            tr("every exhibit is veiled until you ask") if now else tr("only restricted exhibits are veiled")
        )

    def _veils_all(self) -> bool:
        return bool(self._settings.value("veil") == "all")

    def _handled(self, restricted: frozenset[ExhibitId]) -> None:
        self._restricted = restricted
        self._veil()

    def _warned_of(self, warned: dict[ExhibitId, str]) -> None:
        self._warned = warned

    def warn(self) -> None:
        """Warn whoever opens this exhibit of its content, or take the warning back; recorded with your key."""
        exhibit = self._exhibit
        if exhibit is None:
            return
        if exhibit in self._warned:
            self._questions.signed(partial(self._desk.warn, "", on=False))
            return
        dialog = NoteDialog(
            tr("What is to be seen in {exhibit}, so that a reader can prepare?", exhibit=exhibit), parent=self._window()
        )
        dialog.setWindowTitle("Warn of graphic content")
        dialog.accepted.connect(partial(self._submit_warning, dialog))
        self._questions.ask(dialog)

    def _submit_warning(self, dialog: NoteDialog) -> None:
        self._questions.signed(partial(self._desk.warn, dialog.text(), on=True))

    def _window(self) -> QWidget:
        return self._viewer.window()

    def _veil(self) -> None:
        exhibit = self._exhibit
        if exhibit is None:
            return
        of_its_own = self._restricted is None or exhibit in self._restricted or exhibit in self._warned
        veiled = (self._veils_all() or of_its_own) != (exhibit in self._unveiled)  # asked for: the other way round
        self._projector.show_as(replace(self._projector.look, veiled=veiled))
        warning = (
            tr("Graphic content: {warned}", warned=one_line(self._warned[exhibit], 300))
            if exhibit in self._warned
            else ""
        )
        shown = tr("Veiled: press Ctrl+U to see this exhibit clearly.") if veiled else ""
        self._viewer.show_veil("\n".join(filter(None, (warning, shown))), veiled=veiled)
