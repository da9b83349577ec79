"""Review: what a second person says of the case as it stood at a head, and what was written after that."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QPushButton, QSplitter

from casefiles import courtroom
from casefiles.courtroom import Reviewed
from casefiles.keys import Signer
from casefiles.reviews import Edited, Review, Said
from gui.desk import Desk
from gui.fields import Blank, Values
from gui.formdialog import Form
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, plain_label, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import counted, one_line, paragraphs

EMPTY = (
    "Reviews belong here: a second person reads the case, comments, agrees or dissents, and what is written after "
    "that is marked.\n\nMake or open a case."
)
_ABOUT = (
    "It is recorded with your signature for the case as it stands now. Who wrote an opinion cannot agree with it as a "
    "second person; to release it takes the role of authoriser."
)
_SAYS = (
    (Said.READ, "I have &read it…"),
    (Said.COMMENT, "&Comment…"),
    (Said.AGREES, "&Agree…"),
    (Said.DISSENTS, "&Dissent…"),
    (Said.AUTHORISES, "Authorise the release…"),
)


class ReviewPane(AskingPane):
    """What was said, what was written since, and the five things that a reviewer can say."""

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self.model: RowsModel[Review] = RowsModel(
            (
                Heading("Id", lambda row: row.id, fixed=True),
                Heading("Who", lambda row: one_line(row.by)),
                Heading("Says", lambda row: tr(row.kind.value)),
                Heading("About", lambda row: one_line(row.item) or tr("the whole")),
                Heading("Words", lambda row: one_line(row.text)),
                Heading("Of events", lambda row: str(row.head_size), lambda row: row.head_size, right=True, fixed=True),
            ),
            self,
        )
        self.view = table(tr("Reviews"), self.model, 4, (80, 110, 110, 80, 0, 80))
        self.text = reading_field(tr("The review that is marked"))
        self.since = plain_label(tr("What was written after the last review"))
        self.edited: RowsModel[Edited] = RowsModel(
            (
                Heading("Event", lambda row: str(row.event), lambda row: row.event, right=True, fixed=True),
                Heading("When", lambda row: one_line(row.at), fixed=True),
                Heading("Who", lambda row: one_line(row.by)),
                Heading("What", lambda row: one_line(f"{row.item}: {row.what}")),
            ),
            self,
        )
        self.edited_view = table(tr("Written after the last review"), self.edited, 3, (54, 180, 110, 0))
        buttons = []
        for kind, words in _SAYS:
            button = QPushButton(tr(words))
            button.clicked.connect(partial(self.say, kind))
            buttons.append(button)
        self.none = plain_label(tr("That there is no review"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(column(beside(*buttons, stretch=-1), self.none, self.since, self.view, margin=0))
        split.addWidget(self.text)
        split.addWidget(self.edited_view)
        for place, share in enumerate((3, 1, 2)):
            split.setStretchFactor(place, share)
        self.hold(Page(tr("Review"), tr(EMPTY), split))
        self.view.selectionModel().selectionChanged.connect(self._marked)

    def fetch(self) -> None:
        path = self.desk.path
        assert path is not None
        self.ask(tr("Reading the reviews"), partial(courtroom.reviewed, path), self.show_reviewed)

    def clear(self) -> None:
        self.model.set_rows(())
        self.edited.set_rows(())
        super().clear()

    def show_reviewed(self, found: Reviewed) -> None:
        """Show what was said and what was written since."""
        self.model.set_rows(found.reviews)
        self.text.clear()
        self.none.setText("" if found.reviews else tr("Nobody has reviewed this case yet."))
        self.none.setVisible(not found.reviews)
        self.edited.set_rows(found.edited)
        if not found.concluded:
            self.since.setText(tr("No review has agreed, dissented or authorised yet, so nothing stands after one."))
        elif found.edited:
            count = counted(len(found.edited), "entry", "entries")
            self.since.setText(tr("After the last review that concluded, {count} came: read them again.", count=count))
        else:
            self.since.setText(tr("Nothing was written after the last review that concluded."))
        self.edited_view.setVisible(bool(found.edited))
        self.page.show_content()

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        row = self.model.row(rows[0]) if rows else None
        self.text.setPlainText(review_words(row) if row is not None else "")

    def say(self, kind: Said) -> None:
        """Say something as a reviewer."""
        needed = kind in (Said.COMMENT, Said.DISSENTS)
        blanks = (
            Blank("text", tr("&Words"), tall=True, needed=needed),
            Blank("item", tr("A&bout: F-0001 or O-0001; empty for the whole")),
        )
        form = Form(tr("Review: {says}", says=tr(kind.value)), tr(_ABOUT), blanks, tr("Record"))
        self.fill(form, partial(_say, kind))


def _say(kind: Said, path: Path, signer: Signer, given: Values) -> tuple[Review, ...]:
    return courtroom.review(path, kind, signer=signer, text=given["text"], item=given["item"])


def review_words(row: Review) -> str:
    """Return a whole review as text to read."""
    return "\n".join(
        (
            f"{row.id}, {row.made}: {one_line(row.by)} {tr(row.kind.value)}",
            tr("About: {item}", item=one_line(row.item) or tr("the whole")),
            tr("Of the case at {size} events, root {root}", size=row.head_size, root=row.head_root),
            tr("Custody event {event}", event=row.event),
            "",
            paragraphs(row.text),
        )
    )
