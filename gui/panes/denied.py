"""The page for when somebody says that footage is made up: topic by topic, what is held and what to get in time."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from casefiles import verbs_origin
from casefiles.denial import Denial
from casefiles.views import ExhibitDetail, ExhibitId, Watcher
from gui.desk import Desk
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, plain_label, reading_field
from gui.questions import Questions
from gui.saying import tr
from gui.words import paragraphs

EMPTY = (
    "When somebody says that an exhibit is made up, what speaks for it belongs here: custody, the person behind it, "
    "the original, structure, clocks, copies; and what to get while it can still be had.\n\nPick an exhibit."
)
BEGIN = "Nothing was gone through yet. It compares the exhibit with all others and with the references."


class DeniedPane(AskingPane):
    """A button that goes through the topics, and what came of it, as plain text."""

    of_exhibit = True

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self.button = QPushButton(tr("&Go through what the case holds"))
        self.words = plain_label(tr("What going through it came to"), tr(BEGIN))
        self.text = reading_field(tr("Topics, what is held, what is missing, what to do"))
        content = column(beside(self.button, stretch=-1), self.words, self.text, margin=0)
        self.hold(Page(tr("If it is denied"), tr(EMPTY), content))
        self.button.clicked.connect(self.go_through)

    def fetch(self) -> None:
        self.page.show_content()

    def clear(self) -> None:
        self.text.clear()
        self.words.setText(tr(BEGIN))
        super().clear()

    def _picked(self, detail: ExhibitDetail | None) -> None:
        self.text.clear()
        self.words.setText(tr(BEGIN))
        super()._picked(detail)

    def go_through(self) -> None:
        """Gather what the case holds on the exhibit that is picked."""
        exhibit = self.desk.exhibit
        if exhibit is not None:
            self.work(tr("Going through what the case holds"), partial(_gathered, exhibit=exhibit), self.show_denial)

    def show_denial(self, found: Denial) -> None:
        """Show the topics, unless another exhibit was picked meanwhile."""
        if found.exhibit != self.desk.exhibit:
            return
        self.words.setText(found.caution)
        self.text.setPlainText(paragraphs(_words(found)))
        self.page.show_content()


def _gathered(path: Path, watcher: Watcher, *, exhibit: ExhibitId) -> Denial:
    return verbs_origin.denial(path, exhibit, watcher=watcher)


def _words(found: Denial) -> str:
    parts = []
    for topic in found.topics:
        parts += [topic.heading.upper(), topic.why]
        parts += [f"  • {one}" for one in topic.held]
        parts += [f"  – {tr('Missing')}: {one}" for one in topic.missing]
        parts += [f"  → {tr('To do')}: {one}" for one in topic.next]
        parts.append("")
    return "\n".join(parts)
