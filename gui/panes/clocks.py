"""The clocks of an exhibit: each raw value, then all of them under each time-zone hypothesis, and what conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QSplitter

from casefiles import workbench
from casefiles.report.loci import locus_words
from forensics.evaluation.clock_rows import Clock
from forensics.evaluation.clocks_table import Cell, ClockTable, Hypothesis
from gui.desk import Desk
from gui.jobs import Failure
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, plain_label, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import counted, one_line

EMPTY = (
    "The clocks of the file belong here: each as it stands, then all of them under each time-zone hypothesis, with "
    "what conflicts.\n\nExamine the exhibit."
)
NONE = "The file states no time. That supports nothing."


@dataclass(frozen=True, slots=True)
class ClockCell:
    """One clock under the hypothesis that is marked."""

    clock: Clock
    cell: Cell


class ClocksPane(AskingPane):
    """Clocks, hypotheses, the clocks under the one that is marked, and the conflicts."""

    of_exhibit = True

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self._found: ClockTable | None = None
        self.clocks: RowsModel[Clock] = RowsModel(_CLOCKS, self)
        self.clock_view = table(tr("Clocks as they stand in the file"), self.clocks, 0, (0, 150, 140, 110, 80))
        self.hypotheses: RowsModel[Hypothesis] = RowsModel(_HYPOTHESES, self)
        self.hypothesis_view = table(tr("Time-zone hypotheses"), self.hypotheses, 4, (90, 170, 60, 80, 0))
        self.cells: RowsModel[ClockCell] = RowsModel(_CELLS, self)
        self.cell_view = table(tr("Clocks under the hypothesis that is marked"), self.cells, 0, (0, 180, 180, 80))
        self.zone = QLineEdit()
        self.zone.setAccessibleName(tr("A further time zone to try, such as +02:00"))
        self.zone.setPlaceholderText("+02:00")
        self.zone.setMaximumWidth(120)
        self.attempt = QPushButton(tr("&Try this zone"))
        self.conflicts = reading_field(tr("Conflicts"))
        label = plain_label(tr("What a hypothesis is"), tr(_HYPOTHESIS))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.clock_view)
        split.addWidget(
            column(label, beside(self.zone, self.attempt, stretch=-1), self.hypothesis_view, self.cell_view, margin=0)
        )
        split.addWidget(self.conflicts)
        for place, share in enumerate((3, 5, 2)):
            split.setStretchFactor(place, share)
        self.hold(Page(tr("Clocks"), tr(EMPTY), split))
        self.attempt.clicked.connect(self.fetch)
        self.zone.returnPressed.connect(self.fetch)
        self.hypothesis_view.selectionModel().selectionChanged.connect(self._marked)

    def fetch(self) -> None:
        path, exhibit, zone = self.desk.path, self.desk.exhibit, self.zone.text().strip()
        assert path is not None and exhibit is not None
        zones = (zone,) if zone else ()
        self.ask(tr("Reading the clocks"), partial(_clocks, partial(workbench.clocks, path, exhibit, zones=zones)),
                 self.show_clocks)  # fmt: skip

    def clear(self) -> None:
        self._found = None
        for model in (self.clocks, self.hypotheses, self.cells):
            model.set_rows(())
        self.zone.clear()
        super().clear()

    def show_clocks(self, found: ClockTable | str) -> None:
        """Show a table of clocks, or why a zone is none."""
        if isinstance(found, str):
            self.refused(Failure(found, tr("Give an offset from UTC such as +02:00.")))
            return
        self._found = found
        self.clocks.set_rows(found.clocks)
        self.hypotheses.set_rows(found.hypotheses)
        self.cells.set_rows(())
        if found.hypotheses:
            self.hypothesis_view.selectRow(0)
        self.conflicts.setPlainText(conflicts_words(found))
        if found.clocks:
            self.page.show_content()
        else:
            self.page.show_empty(tr(NONE))

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.hypothesis_view.selectionModel().selectedRows()
        row, found = (self.hypotheses.row(rows[0]) if rows else None), self._found
        cells = row.cells if row is not None and found is not None else ()
        self.cells.set_rows([ClockCell(found.clocks[cell.clock], cell) for cell in cells] if found is not None else ())


def _clocks(work: partial[ClockTable]) -> ClockTable | str:
    try:
        return work()
    except ValueError as error:
        return str(error)


def _name(clock: Clock) -> str:
    count = f" ×{clock.times}" if clock.times > 1 else ""
    return one_line(clock.name.removeprefix("clock.") + count)


def _fits(row: ClockCell) -> str:
    return tr("fits") if row.cell.fits else tr("{seconds:+,} s apart", seconds=row.cell.apart)


def conflicts_words(found: ClockTable) -> str:
    """Return the conflicts as text to read."""
    if not found.conflicts:
        head = [tr("No conflict was found. That two clocks agree does not show that they are right.")]
    else:
        head = [counted(len(found.conflicts), "conflict")]
    for one in found.conflicts:
        head += [f"  • {one_line(one.words, 2000)}", f"     {'; '.join(locus_words(each) for each in one.loci[:8])}"]
    return "\n".join((*head, *([one_line(found.remark, 2000)] if found.remark else [])))


_CLOCKS: Sequence[Heading[Clock]] = (
    Heading("Clock", _name),
    Heading("As it stands", lambda row: one_line(f"{row.raw} {row.unit}"), fixed=True),
    Heading("Shows", lambda row: one_line(row.wall) or "–", fixed=True),
    Heading("Zone", lambda row: tr(row.reading.value)),
    Heading("Time of", lambda row: tr(row.role.value)),
)
_HYPOTHESES: Sequence[Heading[Hypothesis]] = (
    Heading("Device at", lambda row: one_line(row.zone), fixed=True),
    Heading("Container clocks are", lambda row: one_line(row.container)),
    Heading("Fit", lambda row: str(row.fitting), lambda row: row.fitting, right=True),
    Heading("Do not fit", lambda row: str(row.not_fitting), lambda row: row.not_fitting, right=True),
    Heading("Because", lambda row: one_line(row.because)),
)
_CELLS: Sequence[Heading[ClockCell]] = (
    Heading("Clock", lambda row: _name(row.clock)),
    Heading("UTC", lambda row: one_line(row.cell.utc) or "–", fixed=True),
    Heading("Local there", lambda row: one_line(row.cell.local) or "–", fixed=True),
    Heading("With the others", _fits),
)
_HYPOTHESIS = (
    "A hypothesis says where the device’s clock stood and how to read the container’s clocks. Each is shown with what "
    "fits it; nothing here says which one holds."
)
