"""The timeline: lanes that zoom together over the frames, with the findings and the frame that is shown."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from casefiles.tracks import Tracks
from gui.panes.lanes import FINDINGS, LABELS, NOTES, Lanes, Over, Spans, lane_rects
from gui.words import one_line

EMPTY = (
    "Frame sizes and types, intervals, brightness, the level of the sound, repeated frames, and the places of findings "
    "and notes belong here. Examine the exhibit."
)
_NOTHING = Tracks(np.zeros(0), np.zeros(0), np.zeros(0, np.uint8), np.zeros(0, bool), np.zeros(0), np.zeros(0), ())


class TimelinePane(QWidget):
    """Paints the tracks. The wheel or + and - zoom, a click goes to a time, arrow keys step.

    Shift with a drag, or [ and ] at two frames, mark a range; Escape unmarks it.
    """

    time_wanted = Signal(object)  # Fraction of seconds
    step_wanted = Signal(int)
    finding_wanted = Signal(int)
    range_marked = Signal(object)  # (float, float) seconds, or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(120)
        self.setMouseTracking(True)
        self._tracks = _NOTHING
        self._shown = (0.0, 1.0)
        self._at: float | None = None
        self._notes: Spans = ()
        self._range: tuple[float, float] | None = None
        self._dragged_from = 0.0

    def show_notes(self, spans: Spans) -> None:
        """Draw where notes lie, in seconds, with their words."""
        self._notes = spans
        self.update()

    def marked_range(self) -> tuple[float, float] | None:
        """Return the seconds that a person marked, None where nothing is."""
        return self._range

    def mark_from(self) -> None:
        """Let the marked range begin at the frame that is shown."""
        if self._at is not None:
            self._mark(self._at, max(self._at, self._range[1] if self._range else self._at))

    def mark_to(self) -> None:
        """Let the marked range end at the frame that is shown."""
        if self._at is not None:
            self._mark(min(self._at, self._range[0] if self._range else self._at), self._at)

    def unmark(self) -> None:
        """Mark no range."""
        self._range = None
        self.range_marked.emit(None)
        self._describe()
        self.update()

    def _mark(self, first: float, last: float) -> None:
        self._range = (min(first, last), max(first, last))
        self.range_marked.emit(self._range)
        self._describe()
        self.update()

    def show_tracks(self, tracks: Tracks | None) -> None:
        """Replace the tracks and show their whole extent."""
        self._tracks = tracks if tracks is not None else _NOTHING
        if tracks is None:
            self._notes, self._range = (), None
        self._shown = self._extent()
        self._describe()
        self.update()

    def show_time(self, seconds: Fraction) -> None:
        """Mark the frame that is shown; the range follows it."""
        self._at = float(seconds)
        first, last = self._shown
        if self._tracks.count and not first <= self._at <= last:
            half = (last - first) / 2
            self._set_range(self._at - half, self._at + half)
        self.update()

    def shown_range(self) -> tuple[float, float]:
        """Return the seconds at the left and the right end."""
        return self._shown

    def zoom_by(self, factor: float, around: float) -> None:
        """Show ``factor`` times as much time, the moment ``around`` staying where it is."""
        first, last = self._shown
        self._set_range(around - (around - first) * factor, around + (last - around) * factor)

    def time_at(self, x: float) -> float:
        """Return the time at a place of the widget."""
        first, last = self._shown
        return first + (x - LABELS) / max(1, self.width() - LABELS) * (last - first)

    def x_of(self, seconds: float) -> float:
        """Return the place of a time in the widget."""
        return self._over().x_of(seconds, self.width())

    def _extent(self) -> tuple[float, float]:
        first, last = self._tracks.extent()
        return (first, last) if last > first else (first, first + 1.0)

    def _set_range(self, first: float, last: float) -> None:
        whole_first, whole_last = self._extent()
        length = min(max(last - first, 0.01), whole_last - whole_first)
        first = min(max(first, whole_first), whole_last - length)
        self._shown = (first, first + length)
        self._describe()
        self.update()

    def _describe(self) -> None:
        words = f"{self._tracks.count} frames, showing {self._shown[0]:.3f} s to {self._shown[1]:.3f} s"
        if self._range is not None:
            words += f", marked from {self._range[0]:.3f} s to {self._range[1]:.3f} s"
        self.setAccessibleDescription(words if self._tracks.count else EMPTY)

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        if not self._tracks.count:
            painter.setPen(palette.color(QPalette.ColorRole.Text))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(20, 8, -20, -8), flags, EMPTY)
        else:
            Lanes(painter, self._over(), self.size(), palette).paint(self._notes)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _over(self) -> Over:
        return Over(self._tracks, self._shown, self._at, self._range)

    # What a person does.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = self.time_at(event.position().x())
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._mark(max(0.0, self._dragged_from), max(0.0, self.time_at(event.position().x())))
            self._go(event)
            return
        self.setStatusTip(self._words_at(event.position()))

    def _words_at(self, at: QPointF) -> str:
        span = self._span_at(at)
        if span >= 0:
            return f"Finding: {one_line(self._tracks.spans[span].words)}"
        if self._tracks.count and lane_rects(self.size())[NOTES].contains(at):
            here = self.time_at(at.x())
            slack = self.time_at(at.x() + 4) - here
            for start, end, words in self._notes:
                if start - slack <= here <= end + slack:
                    return f"Note {one_line(words)}"
        return ""

    def _go(self, event: QMouseEvent) -> None:
        if not self._tracks.count or event.position().x() < LABELS:
            return
        span = self._span_at(event.position())
        if span >= 0:
            self.finding_wanted.emit(self._tracks.spans[span].finding)
        self.time_wanted.emit(Fraction(max(0.0, self.time_at(event.position().x()))).limit_denominator(10**9))

    def _span_at(self, at: QPointF) -> int:
        if not self._tracks.count or not lane_rects(self.size())[FINDINGS].contains(at):
            return -1
        for number, span in enumerate(self._tracks.spans):
            if self.x_of(span.start) - 4 <= at.x() <= self.x_of(span.end) + 4:
                return number
        return -1

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self.zoom_by(0.8 if turned > 0 else 1.25, self.time_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        middle = self._at if self._at is not None else sum(self._shown) / 2
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(0.5, middle)
            case Qt.Key.Key_Minus:
                self.zoom_by(2.0, middle)
            case Qt.Key.Key_0:
                self._set_range(*self._extent())
            case Qt.Key.Key_BracketLeft:
                self.mark_from()
            case Qt.Key.Key_BracketRight:
                self.mark_to()
            case Qt.Key.Key_Escape if self._range is not None:
                self.unmark()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                ten = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.step_wanted.emit((10 if ten else 1) * (1 if event.key() == Qt.Key.Key_Right else -1))
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
