"""Search everything in the case for words: transcripts, sources, notes, findings, tags; a hit leads to its moment."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

from casefiles import verbs_sources
from casefiles.searching import NO_TIME, Hit
from gui.desk import Desk
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, plain_label, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import clock_words, counted, one_line

EMPTY = (
    "A search through everything that is written in the case belongs here: transcripts, source records, notes, "
    "findings, tags, names.\n\nMake or open a case."
)
BEGIN = "Give words; all must stand in one place. A word ending in * stands for all that begin so."
NOTHING = "Nothing was found. That means little: not everything that is seen or heard is written."


class SearchPane(AskingPane):
    """A field for words and the places that hold them."""

    hit_wanted = Signal(object)  # Hit

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self.words = QLineEdit()
        self.words.setAccessibleName(tr("Words to search the case for"))
        self.words.setPlaceholderText(tr("Words to search the case for"))
        self.restricted = QCheckBox(tr("Also &restricted values"))
        self.seek = QPushButton(tr("&Search"))
        self.found = plain_label(tr("What the search came to"), tr(BEGIN))
        self.model: RowsModel[Hit] = RowsModel(
            (
                Heading("Where", lambda row: tr(row.where) if row.where.isascii() else one_line(row.where)),
                Heading("Exhibit", lambda row: one_line(row.exhibit), fixed=True),
                Heading("At", _at, lambda row: row.milliseconds, fixed=True),
                Heading("Words", lambda row: one_line(row.text.replace("\n", " · "))),
                Heading("Entry", lambda row: one_line(row.id), fixed=True),
            ),
            self,
        )
        self.view = table(tr("Places that hold the words"), self.model, 3, (110, 70, 100, 0, 110))
        row = beside(self.words, self.restricted, self.seek, stretch=0)
        self.hold(Page(tr("Search"), tr(EMPTY), column(row, self.found, self.view, margin=0)))
        self.seek.clicked.connect(self.search)
        self.words.returnPressed.connect(self.search)
        self.view.activated.connect(self._go)

    def fetch(self) -> None:
        self.page.show_content()
        if self.words.text().strip() and self.model.total():
            self.search()  # what was found may have changed

    def clear(self) -> None:
        self.model.set_rows(())
        self.found.setText(tr(BEGIN))
        super().clear()

    def search(self) -> None:
        """Search the case for the words."""
        path, words = self.desk.path, self.words.text().strip()
        if path is None or not words:
            self.words.setFocus()
            return
        work = partial(verbs_sources.search, path, words, restricted=self.restricted.isChecked())
        self.ask(tr("Searching the case"), work, self.show_hits)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show what was found."""
        self.model.set_rows(hits)
        self.found.setText(tr(NOTHING) if not hits else tr(_FOUND, places=counted(len(hits), "place")))

    def _go(self, index: QModelIndex) -> None:
        hit = self.model.row(index)
        if hit is not None:
            self.hit_wanted.emit(hit)


def _at(row: Hit) -> str:
    return clock_words(row.milliseconds) if row.milliseconds != NO_TIME else ""


_FOUND = "{places}, best first. Enter goes to the exhibit, and where there is a time to that moment."
