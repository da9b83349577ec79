"""All pages of the window, in groups, and what joins them to the desk."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from casefiles.views import ExhibitDetail
from gui.acting import Acting
from gui.acts.books import BOOKS
from gui.desk import Desk
from gui.jumping import Jumping
from gui.looking import Looking
from gui.pages import PageOf
from gui.panes.board import BoardPane
from gui.panes.book import BookPane
from gui.panes.clocks import ClocksPane
from gui.panes.container import ContainerPane
from gui.panes.copies import CopiesPane
from gui.panes.custody import CustodyPane
from gui.panes.denied import DeniedPane
from gui.panes.findings import FindingsPane
from gui.panes.generators import GeneratorsPane
from gui.panes.overview import OverviewPane
from gui.panes.provenance import ProvenancePane
from gui.panes.reference import ReferencePane
from gui.panes.reportpage import ReportPane
from gui.panes.review import ReviewPane
from gui.panes.search import SearchPane
from gui.panes.searches import SearchesPane
from gui.panes.source import SourcePane
from gui.panes.statements import StatementsPane
from gui.panes.tables import gaps_pane, values_pane
from gui.panes.tags import TagsPane
from gui.panes.transcript import TranscriptPane
from gui.questions import Questions

READ, FILE, ORIGIN, WEIGH, CASE, HOLD = "Read", "File", "Origin", "Weigh", "Case", "Compare"


class Shelf(QObject):
    """Makes the pages and gives each what it shows."""

    told = Signal(str)

    def __init__(self, desk: Desk, questions: Questions, looking: Looking, jumping: Jumping, *, acting: Acting) -> None:
        super().__init__(desk)
        self.books = {book.title: BookPane(desk, questions, acting, book) for book in BOOKS}
        self.overview = OverviewPane()
        self.findings = FindingsPane(desk, questions)
        self.container = ContainerPane(desk, questions)
        self.tags, self.values, self.gaps = TagsPane(), values_pane(), gaps_pane()
        self.clocks, self.reference = ClocksPane(desk, questions), ReferencePane(desk, questions)
        self.provenance, self.generators = ProvenancePane(), GeneratorsPane()
        self.source, self.transcript = SourcePane(desk, questions), TranscriptPane(desk, questions)
        self.searches, self.copies = SearchesPane(desk, questions), CopiesPane(desk, questions)
        self.board, self.statements = BoardPane(desk, questions), StatementsPane(desk, questions)
        self.review, self.report = ReviewPane(desk, questions), ReportPane(desk, questions)
        self.denied = DeniedPane(desk, questions)
        self.custody, self.search = CustodyPane(), SearchPane(desk, questions)
        self.pages = (
            PageOf(READ, "First page", "Ctrl+1", self.overview),
            PageOf(READ, "Findings", "Ctrl+2", self.findings),
            PageOf(READ, "Notes", "Ctrl+3", looking.notes),
            PageOf(FILE, "Structure", "Ctrl+4", self.container),
            PageOf(FILE, "Tags", "Ctrl+5", self.tags),
            PageOf(FILE, "Clocks", "Ctrl+6", self.clocks),
            PageOf(FILE, "Values", "Ctrl+7", self.values),
            PageOf(FILE, "Not measured", "Ctrl+8", self.gaps),
            PageOf(ORIGIN, "Provenance", "Alt+1", self.provenance),
            PageOf(ORIGIN, "Generators", "Alt+2", self.generators),
            PageOf(ORIGIN, "Source", "Alt+3", self.source),
            PageOf(ORIGIN, "Transcript", "Alt+4", self.transcript),
            PageOf(ORIGIN, "Searches", "Alt+5", self.searches),
            self._book(ORIGIN, "Testimony", "Ctrl+F4"),
            self._book(ORIGIN, "Check-list", "Ctrl+F12"),
            PageOf(HOLD, "Copies", "Alt+6", self.copies),
            PageOf(HOLD, "References", "Ctrl+9", self.reference),
            self._book(HOLD, "Sensors", "Ctrl+F7"),
            self._book(HOLD, "Calculations", "Ctrl+F8"),
            self._book(HOLD, "Calibration", "Ctrl+F9"),
            self._book(HOLD, "Other methods", "Ctrl+Shift+F6"),
            self._book(HOLD, "Lists", "Ctrl+F10"),
            self._book(HOLD, "Library", "Ctrl+F11"),
            PageOf(WEIGH, "Board", "Alt+7", self.board),
            PageOf(WEIGH, "Statements", "Alt+8", self.statements),
            PageOf(WEIGH, "Review", "Alt+9", self.review),
            PageOf(WEIGH, "If denied", "Alt+0", self.denied),
            PageOf(CASE, "Report", "F8", self.report),
            PageOf(CASE, "Custody", "F7", self.custody),
            self._book(CASE, "People", "Ctrl+Shift+F7"),
            self._book(CASE, "Handovers", "Ctrl+Shift+F8"),
            self._book(CASE, "Seals", "Ctrl+Shift+F9"),
            self._book(CASE, "Corrections", "Ctrl+Shift+F10"),
            self._book(CASE, "Published", "Ctrl+Shift+F11"),
            PageOf(CASE, "Search", "Ctrl+F", self.search),
        )
        desk.events.connect(self.custody.show_events)
        desk.matched.connect(self.generators.show_match)
        self.searches.pack.clicked.connect(looking.pack)
        self.searches.log.clicked.connect(looking.log_search)
        self.transcript.time_wanted.connect(looking.show_time)
        for pane in (self.findings, self.board):
            pane.located.connect(jumping.to_locus)
        self.copies.beside_wanted.connect(jumping.to_both)
        self.search.hit_wanted.connect(jumping.to_hit)
        for page in self.pages:
            signal = getattr(page.pane, "told", None)
            if signal is not None:
                signal.connect(self.told)

    def _book(self, group: str, title: str, key: str) -> PageOf:
        return PageOf(group, title, key, self.books[title])

    def show_detail(self, detail: ExhibitDetail | None) -> None:
        """Give every page about the exhibit picked what it shows."""
        for pane in (self.overview, self.findings, self.provenance, self.container, self.tags, self.values, self.gaps):
            pane.show_detail(detail)

    def close_case(self) -> None:
        """Show nothing of any case."""
        self.custody.show_events(())
