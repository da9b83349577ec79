"""The tags of an exhibit: a row for each, a column for each reader, those on which readers disagree first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QHeaderView, QSplitter, QVBoxLayout, QWidget

from casefiles.report.loci import locus_words
from casefiles.views import ExhibitDetail
from forensics.evaluation.readers import Agreement, TagRow, side_by_side
from gui.models.rows import Heading, RowsModel
from gui.panes.page import Page, column, filter_field, plain_label, reading_field, table
from gui.saying import tr
from gui.words import counted, one_line, paragraphs

EMPTY = "Tags belong here: what the file says of itself, every reader’s reading side by side.\n\nExamine the exhibit."
NONE = "No reader found a tag in this file. That supports nothing: platforms remove tags."
_FIRST = {Agreement.DIFFER: 0, Agreement.AGREE: 1, Agreement.ALONE: 2}


class TagsPane(QWidget):
    """The table, a field that narrows it, and the marked tag in full with where each reader found it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowsModel[TagRow] = RowsModel(_headings(()), self)
        self.view = table(tr("Tags, readers side by side"), self.model, 1, (70, 0, 90))
        self.filter = filter_field(tr("Narrow the tags"), tr("Narrow to…"))
        self.counts = plain_label(tr("How readers agree"))
        self.text = reading_field(tr("The tag that is marked"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(column(self.filter, self.counts, self.view, margin=0))
        split.addWidget(self.text)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 1)
        self.page = Page(tr("Tags"), tr(EMPTY), split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.page)
        self.filter.textChanged.connect(self.model.set_filter)
        self.view.selectionModel().selectionChanged.connect(self._marked)

    def show_detail(self, detail: ExhibitDetail | None) -> None:
        """Replace the tags."""
        found = side_by_side(result.outcome for result in detail.results) if detail is not None else ()
        rows = sorted(found, key=lambda row: _FIRST[row.agreement])
        readers = tuple(dict.fromkeys(one.reader for row in rows for one in row.said))
        self.model.set_headings(_headings(readers))
        self.model.set_rows(rows)
        header = self.view.horizontalHeader()
        for number in range(3, 3 + len(readers)):
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.text.clear()
        differing = sum(row.agreement is Agreement.DIFFER for row in rows)
        self.counts.setText(
            tr("{tags}; on {differing} readers disagree.", tags=counted(len(rows), "tag"), differing=f"{differing:,}")
        )
        if rows:
            self.page.show_content()
        else:
            self.page.show_empty(tr(NONE if detail is not None and detail.examination is not None else EMPTY))

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        row = self.model.row(rows[0]) if rows else None
        self.text.setPlainText(tag_words(row) if row is not None else "")


def _headings(readers: tuple[str, ...]) -> tuple[Heading[TagRow], ...]:
    return (
        Heading("Of", lambda row: one_line(row.scope)),
        Heading("Tag", lambda row: one_line(row.name)),
        Heading("Readers", lambda row: tr(row.agreement.value)),
        *(Heading(reader, partial(_said, reader)) for reader in readers),
    )


def _said(reader: str, row: TagRow) -> str:
    return " | ".join(one_line(one.value) for one in row.said if one.reader == reader) or "–"


def tag_words(row: TagRow) -> str:
    """Return a tag in full: what each reader says, under its own name for it, and where."""
    lines = [f"{one_line(row.scope)} · {one_line(row.name)}: {tr(row.agreement.value)}"]
    for one in row.said:
        lines += ["", f"{one_line(one.reader)}, {one_line(one.name)}, {locus_words(one.locus)}", paragraphs(one.value)]
    return "\n".join(lines)
