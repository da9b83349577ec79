"""The report as it would be now, page by page; drawn anew whenever the case changes and somebody looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from casefiles import courtroom
from gui.desk import Desk
from gui.jobs import Failure
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, plain_label
from gui.questions import Questions
from gui.saying import tr
from gui.words import one_line

if TYPE_CHECKING:
    from casefiles.previews import DrawnPage, Preview

EMPTY = (
    "The report as it would be now belongs here, page by page; it changes as the case does, and nothing is written or "
    "recorded before you make it.\n\nMake or open a case."
)
AT_ONCE = 4
"""Pages that are drawn in one go, the one that is wanted first."""
KEPT = 24


class ReportPane(AskingPane):
    """One page at a time, with the pages around it at hand."""

    report_wanted = Signal()

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self._preview: Preview | None = None
        self._drawn: dict[int, DrawnPage] = {}
        self._asked: set[int] = set()
        self.number = QSpinBox()
        self.number.setAccessibleName(tr("Page of the report"))
        self.number.setRange(1, 1)
        self.back, self.on = QPushButton(tr("&Back")), QPushButton(tr("O&n"))
        self.make = QPushButton(tr("Make the &report"))
        self.state = plain_label(tr("State of the preview"))
        self.sheet = QLabel()
        self.sheet.setAccessibleName(tr("The page"))
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setWidget(self.sheet)
        self.area.setWidgetResizable(True)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setAccessibleName(tr("Page of the report, drawn"))
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside(self.back, self.number, self.on, self.state, self.make, stretch=3))
        layout.addWidget(self.area, 1)
        self.hold(Page(tr("Report"), tr(EMPTY), inside))
        self.number.valueChanged.connect(self._turned)
        self.back.clicked.connect(self.number.stepDown)
        self.on.clicked.connect(self.number.stepUp)
        self.make.clicked.connect(self.report_wanted)

    def fetch(self) -> None:
        path = self.desk.path
        assert path is not None
        self.state.setText(tr("Setting the report …"))
        self.page.show_content()
        self.desk.draw(tr("Setting the report"), partial(courtroom.preview, path), self._set, self._not_set)

    def clear(self) -> None:
        self._preview = None
        self._drawn.clear()
        self._asked.clear()
        self.sheet.clear()
        super().clear()

    def _set(self, found: Preview) -> None:
        if self.desk.path is None:
            return
        self._preview = found
        self._drawn.clear()
        self._asked.clear()
        self._turned(self.number.value())

    def _not_set(self, failure: Failure) -> None:
        self.state.setText(f"{one_line(failure.message, 600)} {failure.advice}")

    def _turned(self, _number: int) -> None:
        wanted, found = self.number.value() - 1, self._preview
        if found is None:
            return
        if wanted in self._drawn:
            self._show(self._drawn[wanted])
        if wanted not in self._drawn and wanted not in self._asked:
            self._asked.update(range(wanted, wanted + AT_ONCE))
            work = partial(courtroom.preview_pages, found, wanted, count=AT_ONCE, width=self._width())
            self.desk.draw(tr("Drawing pages"), work, partial(self._arrived, found), self._not_drawn)

    def _width(self) -> int:
        return max(400, min(1600, round((self.area.viewport().width() - 2) * self.devicePixelRatioF())))

    def _arrived(self, of: Preview, pages: tuple[DrawnPage, ...]) -> None:
        if of is not self._preview:
            return
        for page in pages:
            self._drawn[page.number] = page
            self._asked.discard(page.number)
        for number in list(self._drawn)[: max(0, len(self._drawn) - KEPT)]:
            del self._drawn[number]
        if pages:
            self.number.setRange(1, pages[0].total)
        self._turned(self.number.value())

    def _not_drawn(self, failure: Failure) -> None:
        self._asked.clear()
        if self._preview is not None and self.number.value() > 1:
            self.number.setValue(1)  # the report became shorter than the page that was shown
        else:
            self._not_set(failure)

    def _show(self, page: DrawnPage) -> None:
        image = QImage(page.rgb, page.width, page.height, 3 * page.width, QImage.Format.Format_RGB888)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.sheet.setPixmap(QPixmap.fromImage(image))
        found = self._preview
        assert found is not None
        said = tr("of {total}; as it would be at {events} custody events", total=page.total, events=found.head.size)
        self.state.setText(said)
        self.area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.sheet.pixmap().size() if not self.sheet.pixmap().isNull() else QSize()
        if self._preview is not None and abs(shown.width() - self._width()) > 60 and not self._asked:
            self._drawn.clear()
            self._turned(self.number.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.number.stepUp()
            case Qt.Key.Key_PageUp:
                self.number.stepDown()
            case _:
                super().keyPressEvent(event)
