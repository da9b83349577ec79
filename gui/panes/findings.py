"""The findings of an exhibit: what was observed, what it rests on, how it may be innocent, where it ends."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from casefiles.report.loci import locus_words
from casefiles.views import ExhibitDetail
from forensics.types import Finding, Locus
from gui.models.rows import Heading, RowsModel
from gui.panes.page import Page, column, filter_field, reading_field, table
from gui.words import one_line, paragraphs

EMPTY = (
    "Findings belong here: observations with the measurements that they rest on, their innocent explanations and "
    "their limits.\n\nExamine the exhibit to get them."
)
NONE = (
    "No method made a finding in this exhibit.\n\nThat supports nothing: see the page “Not measured” for what could "
    "not be looked at."
)


def place_words(finding: Finding) -> str:
    """Return where a finding lies: its first place, and how many more."""
    if not finding.loci:
        return "the file as a whole"
    more = f" and {len(finding.loci) - 1} more" if len(finding.loci) > 1 else ""
    return locus_words(finding.loci[0]) + more


def finding_words(finding: Finding) -> str:
    """Return a whole finding as text to read."""
    parts = [paragraphs(finding.observation)]
    if finding.direction is not None:
        d = finding.direction
        parts.append(f"Direction under {one_line(d.pair)}: {d.towards}, because {one_line(d.because)}")
    for title, lines in (
        ("Innocent explanations", finding.innocent_explanations),
        ("Limits", finding.limits),
        ("Places", tuple(locus_words(locus) for locus in finding.loci[:50])),
        ("Rests on", finding.rests_on),
    ):
        if lines:
            parts.append("\n".join((title, *(f"  • {one_line(line, 2000)}" for line in lines))))
    parts.append(f"Method {one_line(finding.method)} {one_line(finding.version)}, code {one_line(finding.code)}")
    return "\n\n".join(parts)


class FindingsPane(QWidget):
    """A table of findings and below it the whole of the one that is marked."""

    located = Signal(object)  # Locus: a person wants to see this place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model: RowsModel[Finding] = RowsModel(
            (
                Heading("Observation", lambda row: one_line(row.observation)),
                Heading("Place", place_words),
                Heading("Method", lambda row: one_line(row.method)),
            ),
            self,
        )
        self.view = table("Findings", self.model, 0, (0, 180, 110))
        self.text = reading_field("The finding that is marked")
        self.filter = filter_field("Narrow the findings", "Narrow to…")
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(column(self.filter, self.view, margin=0))
        split.addWidget(self.text)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.page = Page("Findings", EMPTY, split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.page)
        self.filter.textChanged.connect(self.model.set_filter)
        self.view.selectionModel().selectionChanged.connect(self._marked)
        self.view.activated.connect(self._activated)

    def show_detail(self, detail: ExhibitDetail | None) -> None:
        """Replace the findings."""
        findings = detail.findings if detail is not None else ()
        self.model.set_rows(findings)
        self.text.clear()
        if findings:
            self.page.show_content()
            self.view.selectRow(0)
        else:
            self.page.show_empty(NONE if detail is not None and detail.examination is not None else EMPTY)

    def choose(self, finding: Finding) -> None:
        """Mark a finding, if the filter shows it."""
        for number, row in enumerate(self.model.rows()):
            if row is finding:
                self.view.selectRow(number)
                return

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        finding = self.model.row(rows[0]) if rows else None
        self.text.setPlainText(finding_words(finding) if finding is not None else "")

    def _activated(self, index: QModelIndex) -> None:
        finding = self.model.row(index)
        if finding is not None and finding.loci:
            place: Locus = finding.loci[0]
            self.located.emit(place)
