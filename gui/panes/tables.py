"""Panes that are one table with a field that narrows it: values, what could not be measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from casefiles.report.loci import locus_words
from casefiles.views import ExhibitDetail
from forensics.types import Measurement, NotMeasured
from gui.models.rows import Heading, RowsModel
from gui.panes.page import Page, column, filter_field, reading_field, table
from gui.saying import tr
from gui.words import one_line, paragraphs, value_words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TableOf(Generic[T]):
    """What a pane shows: ``empty`` is said before an examination, ``none`` after one that gave no row."""

    name: str
    empty: str
    none: str
    headings: Sequence[Heading[T]]
    widths: tuple[int, ...]
    stretch: int
    rows: Callable[[ExhibitDetail], Sequence[T]]
    whole: Callable[[T], str]


class TablePane(QWidget, Generic[T]):
    """A table, a field that narrows it, and the marked row in full."""

    def __init__(self, shows: TableOf[T]) -> None:
        super().__init__()
        self._shows = shows
        name = tr(shows.name)
        self.model: RowsModel[T] = RowsModel(shows.headings, self)
        self.view = table(name, self.model, shows.stretch, shows.widths)
        self.filter = filter_field(tr("Narrow: {name}", name=name), tr("Narrow to…"))
        self.text = reading_field(tr("{name}: the row that is marked", name=name))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(column(self.filter, self.view, margin=0))
        split.addWidget(self.text)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 1)
        self.page = Page(name, shows.empty, split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.page)
        self.filter.textChanged.connect(self.model.set_filter)
        self.view.selectionModel().selectionChanged.connect(self._marked)

    def show_detail(self, detail: ExhibitDetail | None) -> None:
        """Replace the rows."""
        rows = self._shows.rows(detail) if detail is not None else ()
        self.model.set_rows(rows)
        self.text.clear()
        if rows:
            self.page.show_content()
        else:
            examined = detail is not None and detail.examination is not None
            self.page.show_empty(tr(self._shows.none if examined else self._shows.empty))

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        row = self.model.row(rows[0]) if rows else None
        self.text.setPlainText(self._shows.whole(row) if row is not None else "")


def values_pane() -> TablePane[Measurement]:
    """Return the pane of single measured values."""
    return TablePane(
        TableOf(
            "Values",
            "Measured values belong here, each with its unit and its place.\n\nExamine the exhibit.",
            "No single value was measured.",
            (
                Heading("Quantity", lambda row: one_line(row.quantity)),
                Heading("Value", lambda row: value_words(row.value, row.unit)),
                Heading("Place", lambda row: locus_words(row.locus)),
            ),
            (210, 0, 130),
            1,
            lambda detail: detail.measurements(),
            lambda row: (
                f"{one_line(row.quantity)}, {locus_words(row.locus)}\n\n"
                f"{paragraphs(row.value) if isinstance(row.value, str) else value_words(row.value, row.unit)}"
            ),
        )
    )


def gaps_pane() -> TablePane[NotMeasured]:
    """Return the pane of what could not be measured, with the reasons."""
    return TablePane(
        TableOf(
            "Not measured",
            "What could not be measured belongs here, with the reason.\n\nExamine the exhibit.",
            "Everything that was asked for could be measured.",
            (
                Heading("Quantity", lambda row: one_line(row.quantity)),
                Heading("Reason", lambda row: one_line(row.reason)),
                Heading("Place", lambda row: locus_words(row.locus)),
            ),
            (180, 0, 130),
            1,
            lambda detail: detail.not_measured(),
            lambda row: f"{one_line(row.quantity)}, {locus_words(row.locus)}\n\n{paragraphs(row.reason)}",
        )
    )
