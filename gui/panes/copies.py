"""The copies page: which exhibits are copies of each other, how, and which moment of one is which moment of another."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter

from casefiles import verbs_copies
from casefiles.aligning import Alignment
from casefiles.copies import Copies
from casefiles.copy_map import NOTHING, AlignmentMap, Segment, alignment_map, family_map
from casefiles.library import LibraryEntry
from casefiles.views import ExhibitId, Watcher
from forensics.fingerprint.relation import Relation
from gui.desk import Desk
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.copygraph import AlignmentView, CopyGraph
from gui.panes.page import Page, beside, column, plain_label, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import counted, one_line

EMPTY = (
    "Copies belong here: which exhibits of the case are copies of each other, how they are related, and which moment "
    "of one is which moment of the other.\n\nMake or open a case with at least two exhibits."
)
BEGIN = "The exhibits have not been compared yet. Comparing reads their fingerprints, and no file is opened."


class CopiesPane(AskingPane):
    """Graph, relations, alignment with its segments, and the words of the relation that is marked."""

    beside_wanted = Signal(object, object)  # Alignment, Fraction seconds

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self._found: Copies | None = None
        self._map = AlignmentMap((), 0.0, 0.0)
        self.compare = QPushButton(tr("&Compare the exhibits"))
        self.keep = QPushButton(tr("Take the case into the &library"))
        self.look = QPushButton(tr("&Look at both"))
        self.words = plain_label(tr("What comparing came to"), tr(BEGIN))
        self.graph = CopyGraph()
        self.model: RowsModel[Relation] = RowsModel(_RELATIONS, self)
        self.view = table(tr("Relations between copies"), self.model, 2, (70, 70, 0, 260))
        self.alignment = AlignmentView()
        self.segments: RowsModel[Segment] = RowsModel(_SEGMENTS, self)
        self.segment_view = table(tr("Stretches that both share"), self.segments, 1, (70, 0, 120, 58, 60))
        self.text = reading_field(tr("The relation that is marked"))
        self.hold(Page(tr("Copies"), tr(EMPTY), self._laid_out()))
        self.compare.clicked.connect(self.compare_all)
        self.keep.clicked.connect(self.take_into_library)
        self.look.clicked.connect(self.look_at_both)
        self.graph.relation_chosen.connect(self._choose)
        self.view.selectionModel().selectionChanged.connect(self._marked)
        self.view.activated.connect(self.look_at_both)
        self.alignment.segment_chosen.connect(self._segment_chosen)
        self.segment_view.selectionModel().selectionChanged.connect(self._segment_marked)
        self.segment_view.activated.connect(self.look_at_both)
        desk.exhibits.connect(self._listed)

    def _laid_out(self) -> QSplitter:
        head = column(beside(self.compare, self.look, self.keep, stretch=-1), self.words, self.graph, margin=0)
        low = QSplitter(Qt.Orientation.Horizontal)
        low.addWidget(self.segment_view)
        low.addWidget(self.text)
        split = QSplitter(Qt.Orientation.Vertical)
        for place, (widget, share) in enumerate(((head, 4), (self.view, 2), (self.alignment, 1), (low, 3))):
            split.addWidget(widget)
            split.setStretchFactor(place, share)
        return split

    def fetch(self) -> None:
        if self.desk.rows:
            self.page.show_content()
        else:
            self._stale = True

    def clear(self) -> None:
        self._show(None)
        super().clear()

    def _listed(self, rows: Sequence[object]) -> None:
        if rows and self.isVisible():
            self.page.show_content()

    # Comparing.

    def compare_all(self) -> None:
        """Compare every two exhibits by their fingerprints."""
        self.work(tr("Comparing the exhibits"), _copies, self.show_copies)

    def show_copies(self, found: Copies) -> None:
        """Show what comparing came to."""
        self._show(found)
        self.page.show_content()

    def _show(self, found: Copies | None) -> None:
        self._found = found
        self.model.set_rows(found.relations if found is not None else ())
        self.words.setText(tr(BEGIN) if found is None else copies_words(found))
        self.graph.show_map(family_map(found.graph) if found is not None else NOTHING)
        self._show_relation(None)
        if found is not None and found.relations:
            self.view.selectRow(0)

    def take_into_library(self) -> None:
        """Take every exhibit that has a fingerprint into the library of this machine."""
        self.work(tr("Taking the case into the library"), _take, self._taken)

    def _taken(self, entries: tuple[LibraryEntry, ...]) -> None:
        self.told.emit(tr("{entries} stand in the library.", entries=counted(len(entries), "exhibit")))

    # One relation.

    def _choose(self, relation: int) -> None:
        wanted = self._found.relations[relation] if self._found is not None else None
        for number, row in enumerate(self.model.rows()):
            if row is wanted:
                self.view.selectRow(number)

    def _chosen(self) -> Relation | None:
        rows = self.view.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_relation(self._chosen())

    def _show_relation(self, row: Relation | None) -> None:
        found = self._found
        self.look.setEnabled(row is not None)
        if row is None or found is None:
            self._map = AlignmentMap((), 0.0, 0.0)
            self.alignment.show_map(self._map, ("", ""))
            self.segments.set_rows(())
            self.text.clear()
            return
        self.graph.mark(found.relations.index(row))
        self._map = alignment_map(row, found.graph)
        self.alignment.show_map(self._map, (one_line(row.this, 60), one_line(row.other, 60)))
        self.segments.set_rows(self._map.segments)
        self.text.setPlainText(relation_words(row))

    def _segment_chosen(self, number: int) -> None:
        wanted = self._map.segments[number]
        for place, row in enumerate(self.segments.rows()):
            if row is wanted:
                self.segment_view.selectRow(place)

    def _segment_marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        row = self._segment()
        if row is not None and self.alignment.chosen() != self._map.segments.index(row):
            self.alignment.choose(self._map.segments.index(row))

    def _segment(self) -> Segment | None:
        rows = self.segment_view.selectionModel().selectedRows()
        return self.segments.row(rows[0]) if rows else None

    def look_at_both(self, _index: QModelIndex | bool = False) -> None:  # noqa: FBT001, FBT002 - what Qt's signals carry
        """Look at both copies beside each other, held together by their alignment, from the marked stretch on."""
        row, segment = self._chosen(), self._segment()
        if row is None:
            return
        path = self.desk.path
        assert path is not None
        work = partial(verbs_copies.alignment, path, ExhibitId(row.this), ExhibitId(row.other))
        self.ask(tr("Aligning both"), work, partial(self._aligned, segment))

    def _aligned(self, segment: Segment | None, found: Alignment) -> None:
        first = segment or (self._map.segments[0] if self._map.segments else None)
        # A little inside: the frame on the screen at the very start may still be the one before it.
        inside = first.start + min(0.1, (first.end - first.start) / 2) if first is not None else 0.0
        start = Fraction(inside).limit_denominator(1000)
        self.beside_wanted.emit(found, start)


def _copies(path: Path, watcher: Watcher) -> Copies:
    return verbs_copies.copies(path, watcher=watcher)


def _take(path: Path, watcher: Watcher) -> tuple[LibraryEntry, ...]:
    return verbs_copies.library_add(path, watcher=watcher)


def copies_words(found: Copies) -> str:
    """Return in words what comparing came to, with what was left out and why."""
    pairs = counted(found.compared, "pair")
    if found.relations:
        said = tr("{pairs} compared: {relations} in {families}.", pairs=pairs,
                  relations=counted(len(found.relations), "relation"),
                  families=counted(len(found.families), "family", "families"))  # fmt: skip
    else:
        said = tr("{pairs} compared: no copies were found. That says nothing about other files.", pairs=pairs)
    left = [f"{one_line(name, 40)}: {one_line(reason)}" for name, reason in found.left_out[:6]]
    more = [f"… +{len(found.left_out) - 6:,}"] if len(found.left_out) > 6 else []
    return "\n".join((said, *([tr("Not compared: {which}", which="; ".join(left + more))] if left else [])))


def relation_words(row: Relation) -> str:
    """Return a relation as text to read: statements with their evidence, and which copy is proposed as nearer."""
    lines = [f"{one_line(row.this, 60)} – {one_line(row.other, 60)}"]
    for one in row.statements:
        lines += [f"• {one_line(one.words, 1000)}", f"   {one_line(one.evidence, 1000)}"]
    lines += ["", one_line(row.nearness.proposal, 1000)]
    lines += [f"• {one_line(r.towards, 60)}: {one_line(r.words, 1000)}" for r in row.nearness.reasons]
    return "\n".join(lines)


_RELATIONS: Sequence[Heading[Relation]] = (
    Heading("Copy", lambda row: one_line(row.this, 60), fixed=True),
    Heading("Of", lambda row: one_line(row.other, 60), fixed=True),
    Heading("How they are related", lambda row: "; ".join(one.code for one in row.statements)),
    Heading("Nearer the original", lambda row: one_line(row.nearness.proposal)),
)
_SEGMENTS: Sequence[Heading[Segment]] = (
    Heading("Of", lambda row: tr(row.kind)),
    Heading("Here", lambda row: f"{row.start:.2f}–{row.end:.2f} s", lambda row: row.start, fixed=True),
    Heading(
        "There", lambda row: f"{row.other_start:.2f}–{row.other_end:.2f} s", lambda row: row.other_start, fixed=True
    ),
    Heading("Speed", lambda row: f"{row.speed:.4g}×", lambda row: row.speed, right=True),
    Heading("Support", lambda row: f"{row.support:.1f}", lambda row: row.support, right=True),
)
