"""The first page: an exhibit in plain words."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from casefiles.firstpage import Section, Sentence, first_page
from casefiles.views import ExhibitDetail
from gui.panes.digestline import DigestLine
from gui.panes.page import Page, plain_label
from gui.saying import tr

_DIGEST = re.compile(r"\w+: [0-9a-f]{32,}")
EMPTY = (
    "The first page of an exhibit belongs here: what was preserved, what speaks from the file, what could not be "
    "measured, and what to do next.\n\nPick an exhibit, or add one."
)


class OverviewPane(QWidget):
    """Shows the sections of the first page one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[QLabel | DigestLine] = []
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(14, 12, 14, 14)
        self._lines.setSpacing(4)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._inside)
        scroll.setAccessibleName("First page")
        self.page = Page("First page", EMPTY, scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)

    def show_detail(self, detail: ExhibitDetail | None) -> None:
        """Write the page anew."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._labels.clear()
        if detail is None:
            self.page.show_empty()
            return
        for section in first_page(detail):
            self._write(section)
        self._lines.addStretch(1)
        self.page.show_content()

    def words(self) -> str:
        """Return all that is written, for tests and for copying."""
        return "\n".join(label.text() for label in self._labels)

    def _write(self, section: Section) -> None:
        name = tr(section.heading)
        heading = plain_label(tr("Heading: {heading}", heading=name), name)
        heading.setObjectName("heading")
        self._add(heading)
        for number, line in enumerate([in_language(one) for one in section.lines] or [tr(section.nothing)]):
            called = tr("{heading}, line {number}", heading=name, number=number + 1)
            if _DIGEST.fullmatch(line):
                self._add(DigestLine(called, line))
                continue
            label = plain_label(called, line)
            label.setObjectName("line")
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._add(label)

    def _add(self, label: QLabel | DigestLine) -> None:
        self._labels.append(label)
        self._lines.addWidget(label)


def in_language(sentence: Sentence) -> str:
    """Return a sentence of the first page in the language of the window."""
    return tr(sentence.template, **sentence.values) if sentence.values else tr(sentence.template)
