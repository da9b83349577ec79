"""The exhibits of the case: pick one, drop files here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelection, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from casefiles.views import ExhibitId, ExhibitRow
from gui.models.rows import Heading, RowsModel
from gui.panes.page import Page, table
from gui.words import counted, one_line

EMPTY = (
    "The files of the case belong here.\n\nDrop a video on this pane, or press “Add files…”. Each file is copied into "
    "the case, digested and read back; the file that you drop is never changed."
)


def state_words(row: ExhibitRow) -> str:
    """Return where an exhibit stands, in words."""
    if row.examination is None:
        return "not examined"
    return counted(row.findings, "finding")


class ExhibitsPane(QWidget):
    """Lists exhibits; tells which one a person picks and which files are dropped."""

    picked = Signal(object)  # ExhibitId
    dropped = Signal(object)  # tuple[Path, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName("Exhibits pane")
        self.model: RowsModel[ExhibitRow] = RowsModel(
            (
                Heading("Id", lambda row: row.id, fixed=True),
                Heading("Exhibit", lambda row: one_line(row.name)),
                Heading("Findings", state_words),
            ),
            self,
        )
        self.view = table("Exhibits", self.model, 1, (60, 0, 95))
        self.add = QPushButton("&Add files…")
        self.add.setAccessibleName("Add files to the case")
        self.page = Page("Exhibits", EMPTY, self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.add)
        self.view.selectionModel().selectionChanged.connect(self._selected)

    def show_rows(self, rows: tuple[ExhibitRow, ...]) -> None:
        """Replace the list; the selection stays on the same exhibit."""
        chosen = self.chosen()
        self.model.set_rows(rows)
        if rows:
            self.page.show_content()
        else:
            self.page.show_empty()
        if chosen is not None:
            self.choose(chosen.id)

    def choose(self, exhibit: ExhibitId) -> None:
        """Mark an exhibit as the one picked, without telling so."""
        for number, row in enumerate(self.model.rows()):
            if row.id == exhibit:
                self.view.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's own signature
                self.view.selectRow(number)
                self.view.selectionModel().blockSignals(False)  # noqa: FBT003 - Qt's own signature
                self.view.viewport().update()

    def chosen(self) -> ExhibitRow | None:
        """Return the exhibit that is marked."""
        rows = self.view.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        row = self.chosen()
        if row is not None:
            self.picked.emit(row.id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


def dropped_paths(event: QDropEvent) -> tuple[Path, ...]:
    """Return the local files that a drag carries."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
