"""The notes of an exhibit: what a person marked on which frame, and the stills that were kept."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from casefiles.marking import Annotation, drawing_words, values_words
from casefiles.report.loci import locus_words
from casefiles.verbs_desk import Notes
from casefiles.views import Derivative
from gui.models.rows import Heading, RowsModel
from gui.panes.page import Page, reading_field, table
from gui.saying import tr
from gui.words import one_line, paragraphs

EMPTY = (
    "Notes belong here: what you mark on a frame or a range, in your words, and stills that you keep.\n\n"
    "Press Ctrl+M to write one on the frame that is shown, Ctrl+J to keep its picture at once."
)


def note_words(note: Annotation, still: Derivative | None) -> str:
    """Return a whole note as text to read."""
    parts = [
        paragraphs(note.text),
        "",
        tr(
            "{id}, by {by}, {made} (custody event {event})",
            id=note.id,
            by=one_line(note.by),
            made=note.made,
            event=note.event,
        ),
        tr("A person's note, not a measurement."),
        tr("At: {at}", at=locus_words(note.at)),
    ]
    parts += [tr("Until: {until}", until=locus_words(note.until))] if note.until is not None else []
    parts += [
        tr("Drawn: {drawing}", drawing=drawing_words(note.drawing)),
        *([tr("Pixels: {values}", values=values_words(note))] if note.values else []),
        tr("SHA-256 of the decoded frame: {frame_sha256}", frame_sha256=one_line(note.frame_sha256)),
    ]
    if still is not None:
        parts += [
            "",
            tr(
                "Still {id}: {width} × {height}, SHA-256 {sha256}",
                id=still.id,
                width=still.width,
                height=still.height,
                sha256=one_line(still.sha256),
            ),
        ]
        parts += [
            tr("Recipe: {recipe}", recipe=one_line(still.recipe, 2000)),
            tr("Kept as: {path}", path=one_line(still.path)),
        ]
    return "\n".join(parts)


class NotesPane(QWidget):
    """A table of notes and the marked one in full."""

    located = Signal(object)  # FrameLocus

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stills: dict[str, Derivative] = {}
        self.model: RowsModel[Annotation] = RowsModel(
            (
                Heading("Id", lambda row: row.id, fixed=True),
                Heading("Frame", _frames, lambda row: row.at.index, right=True, fixed=True),
                Heading("Words", lambda row: one_line(row.text)),
                Heading("Drawn", lambda row: row.drawing.shape.value),
                Heading("Still", lambda row: row.still or "–", fixed=True),
            ),
            self,
        )
        self.view = table("Notes on this exhibit", self.model, 2, (84, 80, 0, 80, 70))
        self.text = reading_field("The note that is marked")
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.view)
        split.addWidget(self.text)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.page = Page("Notes", EMPTY, split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.page)
        self.view.selectionModel().selectionChanged.connect(self._marked)
        self.view.activated.connect(self._go)

    def show_notes(self, found: Notes | None) -> None:
        """Replace the notes."""
        notes = found.notes if found is not None else ()
        self._stills = {one.id: one for one in found.stills} if found is not None else {}
        self.model.set_rows(notes)
        self.text.clear()
        if notes:
            self.page.show_content()
        else:
            self.page.show_empty()

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        note = self.model.row(rows[0]) if rows else None
        self.text.setPlainText(note_words(note, self._stills.get(note.still)) if note is not None else "")

    def _go(self, index: QModelIndex) -> None:
        note = self.model.row(index)
        if note is not None:
            self.located.emit(note.at)


def _frames(note: Annotation) -> str:
    return str(note.at.index) if note.until is None else f"{note.at.index}–{note.until.index}"
