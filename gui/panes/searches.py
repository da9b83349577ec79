"""The searches that were made by hand for an exhibit, also those that found nothing; and the pack to search with."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QPushButton, QSplitter

from casefiles import verbs_desk
from casefiles.handsearch import Searched
from gui.desk import Desk
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, plain_label, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import one_line, paragraphs

EMPTY = (
    "Searches for earlier copies that you make by hand belong here, also those that found nothing; and a pack of "
    "pictures to search with.\n\nPick an exhibit."
)
NONE = (
    "No search is logged for this exhibit. Write a pack of pictures, look them up where you decide to, and log each "
    "search with what came of it: one that found nothing counts as well. The program sends nothing anywhere."
)


class SearchesPane(AskingPane):
    """The log as a table, the marked search in full, and the two acts."""

    of_exhibit = True

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self.model: RowsModel[Searched] = RowsModel(
            (
                Heading("Id", lambda row: row.id, fixed=True),
                Heading("When", lambda row: one_line(row.made), fixed=True),
                Heading("Where", lambda row: one_line(row.place)),
                Heading("With", lambda row: one_line(row.asked_with)),
                Heading("Outcome", lambda row: tr(row.outcome.value)),
            ),
            self,
        )
        self.view = table(tr("Searches made by hand"), self.model, 2, (76, 180, 0, 130, 120))
        self.text = reading_field(tr("The search that is marked"))
        self.none = plain_label(tr("That no search is logged"))
        self.pack, self.log = QPushButton(tr("Write a search &pack…")), QPushButton(tr("&Log a search…"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(column(beside(self.pack, self.log, stretch=-1), self.none, self.view, margin=0))
        split.addWidget(self.text)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self.hold(Page(tr("Searches"), tr(EMPTY), split))
        self.view.selectionModel().selectionChanged.connect(self._marked)

    def fetch(self) -> None:
        path, exhibit = self.desk.path, self.desk.exhibit
        assert path is not None and exhibit is not None
        self.ask(tr("Reading the searches"), partial(verbs_desk.searches, path, exhibit), self.show_searches)

    def clear(self) -> None:
        self.model.set_rows(())
        self.text.clear()
        super().clear()

    def show_searches(self, found: tuple[Searched, ...]) -> None:
        """Show the log of this exhibit."""
        self.model.set_rows(found)
        self.text.clear()
        self.none.setText("" if found else tr(NONE))
        self.none.setVisible(not found)
        self.page.show_content()

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        row = self.model.row(rows[0]) if rows else None
        self.text.setPlainText(searched_words(row) if row is not None else "")


def searched_words(row: Searched) -> str:
    """Return a whole search as text to read."""
    return "\n".join(
        (
            tr("{id}, {by}, {made} (custody event {event})", id=row.id, by=one_line(row.by), made=row.made,
               event=row.event),
            tr("Where: {place}", place=paragraphs(row.place)),
            tr("With: {words}", words=paragraphs(row.asked_with)),
            tr("Outcome: {outcome}", outcome=tr(row.outcome.value)),
            paragraphs(row.note),
        )
    )  # fmt: skip
