"""The findings of an exhibit or of the case: observed what, resting on what, innocent how, and printed how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QPushButton, QSplitter

from casefiles import courtroom
from casefiles.choices import ChosenFinding, Printed
from casefiles.keys import Signer
from casefiles.report.loci import brief, locus_words
from casefiles.views import ExhibitDetail, ExhibitId
from forensics.types import Finding, FrameLocus, TimeSpan
from gui.desk import Desk
from gui.fields import Blank, Values
from gui.formdialog import Form
from gui.models.rows import Heading, Order, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, filter_field, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import one_line, paragraphs

EMPTY = (
    "Findings belong here: observations with the measurements that they rest on, their innocent explanations and "
    "their limits.\n\nExamine the exhibit to get them."
)
NONE = (
    "No method made a finding in this exhibit.\n\nThat supports nothing: see the page “Not measured” for what could "
    "not be looked at."
)
UNDIRECTED = "none stated"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as the page shows it; ``chosen`` is None until its number was read."""

    exhibit: ExhibitId
    finding: Finding
    chosen: ChosenFinding | None

    @property
    def number(self) -> str:
        """Return its number in the report, '' while it is not known."""
        return self.chosen.numbered.number if self.chosen is not None else ""


def place_words(finding: Finding) -> str:
    """Return where a finding lies: its first place, and how many more."""
    if not finding.loci:
        return tr("the file as a whole")
    first = brief(finding.loci[0])
    return tr("{place} +{count}", place=first, count=len(finding.loci) - 1) if finding.loci[1:] else first


def _place(row: FindingRow) -> Order:
    """Sort by exhibit, then by time where there is one."""
    match row.finding.loci[:1]:
        case (TimeSpan(_, start, _),):
            return (row.exhibit, 1, f"{float(start.seconds):015.6f}")
        case (FrameLocus(_, _, at, _),):
            return (row.exhibit, 1, f"{float(at.seconds):015.6f}")
    return (row.exhibit, 0, place_words(row.finding))


def direction_words(finding: Finding) -> str:
    """Return the direction that a finding states, in words."""
    if finding.direction is None:
        return tr(UNDIRECTED)
    towards = finding.direction.towards
    return tr("neither") if towards == "neither" else tr("towards {side}", side=towards)


def finding_words(finding: Finding) -> str:
    """Return a whole finding as text to read."""
    parts = [paragraphs(finding.observation)]
    if finding.direction is not None:
        d = finding.direction
        said = tr("Direction under {pair}: {towards}, because {because}", pair=one_line(d.pair), towards=d.towards,
                  because=one_line(d.because))  # fmt: skip
        parts.append(said)
    for title, lines in (
        (tr("Innocent explanations"), finding.innocent_explanations),
        (tr("Limits"), finding.limits),
        (tr("Places"), tuple(locus_words(locus) for locus in finding.loci[:50])),
        (tr("Rests on"), finding.rests_on),
    ):
        if lines:
            parts.append("\n".join((title, *(f"  • {one_line(line, 2000)}" for line in lines))))
    method, version, code = one_line(finding.method), one_line(finding.version), one_line(finding.code)
    parts.append(tr("Method {method} {version}, code {code}", method=method, version=version, code=code))
    return "\n\n".join(parts)


class FindingsPane(AskingPane):
    """A table of findings and below it the whole of the one that is marked."""

    of_exhibit = True
    located = Signal(object, object)  # ExhibitId, Locus: a person wants to see this place

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self._detail: ExhibitDetail | None = None
        self.model: RowsModel[FindingRow] = RowsModel(_HEADINGS, self)
        self.view = table(tr("Findings"), self.model, 1, (64, 0, 116, 84, 62, 84, 64))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setColumnHidden(6, True)  # noqa: FBT003 - Qt's own signature
        self.text = reading_field(tr("The finding that is marked"))
        self.filter = filter_field(tr("Narrow the findings"), tr("Narrow to…"))
        self.everything = QCheckBox(tr("Of &all exhibits"))
        self.shorten, self.whole = QPushButton(tr("Print as &one line…")), QPushButton(tr("Print in &full…"))
        split = QSplitter(Qt.Orientation.Vertical)
        head = beside(self.filter, self.everything, stretch=0)
        split.addWidget(column(head, self.view, beside(self.shorten, self.whole, stretch=-1), margin=0))
        split.addWidget(self.text)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.hold(Page(tr("Findings"), tr(EMPTY), split))
        self.filter.textChanged.connect(self.model.set_filter)
        self.everything.toggled.connect(self._scope_changed)
        self.view.selectionModel().selectionChanged.connect(self._marked)
        self.view.activated.connect(self._activated)
        self.shorten.clicked.connect(partial(self.choose_printed, Printed.LINE))
        self.whole.clicked.connect(partial(self.choose_printed, Printed.FULL))

    def fetch(self) -> None:
        path, exhibit = self.desk.path, None if self.everything.isChecked() else self.desk.exhibit
        assert path is not None
        self.ask(tr("Reading the findings"), partial(courtroom.findings, path, exhibit), self.show_chosen)

    def clear(self) -> None:
        self.show_detail(None)

    def show_detail(self, detail: ExhibitDetail | None) -> None:
        """Show the findings of an exhibit at once; their numbers come a moment later."""
        self._detail = detail
        if self.everything.isChecked() and detail is not None:
            return
        findings = detail.findings if detail is not None else ()
        known = {id(row.finding): row for row in self.model.rows()}
        if not findings or any(id(finding) not in known for finding in findings):
            exhibit = detail.row.id if detail is not None else ExhibitId("")
            self._replace([FindingRow(exhibit, finding, None) for finding in findings])

    def show_chosen(self, found: tuple[ChosenFinding, ...]) -> None:
        """Show findings with their numbers and how each is printed."""
        self._replace([FindingRow(one.numbered.exhibit, one.numbered.finding, one) for one in found])

    def _replace(self, rows: Sequence[FindingRow]) -> None:
        before = self._chosen()
        self.model.set_rows(rows)
        self.text.clear()
        if not rows:
            examined = self._detail is not None and self._detail.examination is not None
            self.page.show_empty(tr(NONE if examined else EMPTY))
            return
        self.page.show_content()
        shown = self.model.rows()
        same = [n for n, row in enumerate(shown) if before and row.finding == before[0].finding]
        if shown:
            self.view.selectRow(same[0] if same else 0)

    def choose(self, finding: Finding) -> None:
        """Mark a finding, if the filter shows it."""
        for number, row in enumerate(self.model.rows()):
            if row.finding == finding:
                self.view.selectRow(number)
                return

    def _scope_changed(self) -> None:
        everything = self.everything.isChecked()
        self.view.setColumnHidden(6, not everything)
        self._stale = True
        if not everything:
            self.show_detail(self._detail)
        self._wake()

    def _chosen(self) -> list[FindingRow]:
        rows = (self.model.row(index) for index in self.view.selectionModel().selectedRows())
        return [row for row in rows if row is not None]

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self._chosen()
        self.text.setPlainText(row_words(rows[0]) if len(rows) == 1 else "")

    def _activated(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and row.finding.loci:
            self.located.emit(row.exhibit, row.finding.loci[0])

    def choose_printed(self, printed: Printed) -> None:
        """Say how the report prints the findings that are marked, with the reason."""
        numbers = [row.number for row in self._chosen() if row.number]
        if not numbers:
            self.told.emit(tr("Mark the findings first."))
            return
        title = f"{', '.join(numbers[:8])}{' …' if len(numbers) > 8 else ''}: {tr(printed.value)}"
        blanks = (Blank("because", tr("&Because"), tall=True, needed=True),)

        def write(path: Path, signer: Signer, given: Values) -> tuple[ChosenFinding, ...]:
            return courtroom.choose(path, numbers, printed, because=given["because"], signer=signer)

        self.fill(Form(title, tr(_PRINTING), blanks, tr("Keep")), write)


def row_words(row: FindingRow) -> str:
    """Return a whole row as text to read."""
    choice = row.chosen.choice if row.chosen is not None else None
    said = []
    if choice is not None:
        said.append(tr("Printed {how}: {by}, {made}: {because}", how=tr(choice.printed.value), by=one_line(choice.by),
                       made=choice.made, because=one_line(choice.because, 2000)))  # fmt: skip
    return "\n\n".join((*([f"{row.number}, {row.exhibit}"] if row.number else []), *said, finding_words(row.finding)))


_HEADINGS: Sequence[Heading[FindingRow]] = (
    Heading("No.", lambda row: row.number or "…", fixed=True),
    Heading("Observation", lambda row: one_line(row.finding.observation)),
    Heading("Place", lambda row: place_words(row.finding), _place),
    Heading("Direction", lambda row: direction_words(row.finding)),
    Heading("Printed", lambda row: tr(row.chosen.printed.value) if row.chosen is not None else "…"),
    Heading("Method", lambda row: one_line(row.finding.method)),
    Heading("Exhibit", lambda row: row.exhibit, fixed=True),
)
_PRINTING = (
    "No finding is ever left out of the report: one that is printed as one line keeps its number, its sentence and its "
    "place on the board, with your reason beside it; the whole of it is in the report’s JSON."
)
