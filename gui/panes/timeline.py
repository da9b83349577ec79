"""The timeline: lanes that zoom together over the frames, with the findings and the frame that is shown."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from casefiles.report.loci import clock
from casefiles.tracks import Floats, Tracks, peaks
from gui.words import one_line

EMPTY = "Frame sizes and types, intervals, brightness and the places of findings belong here. Examine the exhibit."
_LABELS = 92
_AXIS = 18
_LANES = ("Frame sizes", "Intervals", "Brightness", "Findings")
_NOTHING = Tracks(np.zeros(0), np.zeros(0), np.zeros(0, np.uint8), np.zeros(0, bool), np.zeros(0), np.zeros(0), ())
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)


class TimelinePane(QWidget):
    """Paints the tracks. The wheel or + and - zoom, a click goes to a time, arrow keys step."""

    time_wanted = Signal(object)  # Fraction of seconds
    step_wanted = Signal(int)
    finding_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(120)
        self.setMouseTracking(True)
        self._tracks = _NOTHING
        self._shown = (0.0, 1.0)
        self._at: float | None = None

    def show_tracks(self, tracks: Tracks | None) -> None:
        """Replace the tracks and show their whole extent."""
        self._tracks = tracks if tracks is not None else _NOTHING
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
        return first + (x - _LABELS) / max(1, self.width() - _LABELS) * (last - first)

    def x_of(self, seconds: float) -> float:
        """Return the place of a time in the widget."""
        first, last = self._shown
        return _LABELS + (seconds - first) / max(1e-12, last - first) * (self.width() - _LABELS)

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
            lanes = self._lane_rects()
            self._paint_axis(painter)
            self._paint_sizes(painter, lanes[0])
            self._paint_curve(painter, lanes[1], self._tracks.intervals, "ms", 1000)
            self._paint_curve(painter, lanes[2], self._tracks.luma, "", 1)
            self._paint_findings(painter, lanes[3])
            self._paint_names(painter, lanes)
            self._paint_playhead(painter)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _lane_rects(self) -> list[QRectF]:
        height = (self.height() - _AXIS) / 5
        tops = (0.0, 2.0, 3.0, 4.0)
        spans = (2.0, 1.0, 1.0, 1.0)
        width = self.width() - _LABELS
        return [QRectF(_LABELS, t * height + 3, width, s * height - 6) for t, s in zip(tops, spans, strict=True)]

    def _ink(self, alpha: int = 255) -> QColor:
        colour = self.palette().color(QPalette.ColorRole.Text)
        colour.setAlpha(alpha)
        return colour

    def _paint_names(self, painter: QPainter, lanes: list[QRectF]) -> None:
        painter.setPen(self._ink())
        for name, lane in zip(_LANES, lanes, strict=True):
            place = QRectF(6, lane.top(), _LABELS - 12, lane.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
            painter.fillRect(QRectF(0, lane.bottom() + 2, self.width(), 1), self._ink(30))

    def _paint_axis(self, painter: QPainter) -> None:
        first, last = self._shown
        room = max(1, (self.width() - _LABELS) // 95)
        step = next((s for s in _STEPS if (last - first) / s <= room), _STEPS[-1])
        top = self.height() - _AXIS
        at = np.ceil(first / step) * step
        while at <= last:
            x = self.x_of(float(at))
            painter.fillRect(QRectF(x, 0, 1, top + 4), self._ink(28))
            painter.setPen(self._ink(170))
            painter.drawText(QPointF(x + 3, self.height() - 5), _axis_words(float(at), step))
            at += step

    def _columns(self, values: Floats) -> list[tuple[float, float, int]]:
        """Return (left, width, frame) of what is drawn: each frame, or the largest in each pixel when they are many."""
        first, last = self._shown
        width = max(1, self.width() - _LABELS)
        begin, end = np.searchsorted(self._tracks.times, (first, last), side="left")
        begin, end = max(0, int(begin) - 1), min(self._tracks.count, int(end) + 1)
        if end - begin <= width:
            drawn = []
            for frame in range(begin, end):
                left = self.x_of(float(self._tracks.times[frame]))
                interval = float(self._tracks.intervals[frame])
                right = self.x_of(float(self._tracks.times[frame]) + (interval if np.isfinite(interval) else 0.0))
                drawn.append((left, max(1.0, right - left), frame))
            return drawn
        found = peaks(values, self._tracks.times, first, last, width)
        return [(float(_LABELS + x), 1.0, int(frame)) for x, frame in enumerate(found) if frame >= 0]

    def _paint_sizes(self, painter: QPainter, lane: QRectF) -> None:
        sizes, types, keys = self._tracks.sizes, self._tracks.types, self._tracks.keys
        top = float(np.nanmax(sizes, initial=1.0))
        ink = self.palette().color(QPalette.ColorRole.Highlight)
        painter.save()
        painter.setClipRect(lane.adjusted(0, -3, 0, 0))
        for left, width, frame in self._columns(sizes):
            if not np.isfinite(sizes[frame]):
                continue
            height = max(1.0, (lane.height() - 7) * float(sizes[frame]) / top)
            bar = QRectF(left, lane.bottom() - height, max(1.0, width - (1 if width > 3 else 0)), height)
            kind = chr(types[frame]) if types[frame] else ""
            if kind == "B":  # light, and hatched where there is room: not by colour alone
                painter.fillRect(bar, QBrush(ink, Qt.BrushStyle.Dense5Pattern))
            else:
                painter.fillRect(bar, ink if kind != "I" else self._ink())
            if keys[frame]:
                x = left + bar.width() / 2
                painter.setBrush(self._ink())
                painter.setPen(Qt.PenStyle.NoPen)
                tip = bar.top() - 1
                painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - 3, tip - 5), QPointF(x + 3, tip - 5)]))
            if width >= 14 and kind:
                painter.setPen(self._ink(200))
                painter.drawText(QRectF(left, lane.top() - 2, width, 12), int(Qt.AlignmentFlag.AlignCenter), kind)
        painter.restore()
        self._paint_top(painter, lane, f"{top:,.0f} B")

    def _paint_curve(self, painter: QPainter, lane: QRectF, values: Floats, unit: str, scale: float) -> None:
        if not np.isfinite(values).any():
            return
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        span = high - low
        painter.setPen(QPen(self._ink(220), 1))
        points = []
        for left, width, frame in self._columns(values):
            if np.isfinite(values[frame]):
                share = (float(values[frame]) - low) / span if span > 0 else 0.5
                y = lane.bottom() - share * lane.height()
                points += [QPointF(left, y), QPointF(left + width, y)]
        painter.save()
        painter.setClipRect(lane.adjusted(0, -2, 0, 2))
        painter.drawPolyline(QPolygonF(points))
        painter.restore()
        words = f"{low * scale:.4g}–{high * scale:.4g} {unit}" if span > 0 else f"all {low * scale:.4g} {unit}"
        self._paint_top(painter, lane, words.strip())

    def _paint_top(self, painter: QPainter, lane: QRectF, words: str) -> None:
        font = painter.font()
        small = painter.font()
        small.setPointSizeF(max(6.0, font.pointSizeF() * 0.8))
        painter.setFont(small)
        size = painter.fontMetrics().size(0, words)
        place = QRectF(lane.right() - size.width() - 6, lane.top() - 2, size.width() + 4, size.height())
        background = self.palette().color(QPalette.ColorRole.Base)
        background.setAlpha(200)
        painter.fillRect(place, background)
        painter.setPen(self._ink(190))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.setFont(font)

    def _paint_findings(self, painter: QPainter, lane: QRectF) -> None:
        painter.save()
        painter.setClipRect(lane.adjusted(-4, -2, 0, 2))
        painter.setPen(QPen(self._ink(), 1))
        for span in self._tracks.spans:
            left, right = self.x_of(span.start), self.x_of(span.end)
            if right < _LABELS or left > self.width():
                continue
            bar = QRectF(left - 2, lane.top() + 2, max(5.0, right - left + 4), lane.height() - 4)
            painter.fillRect(bar, QBrush(self._ink(150), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(bar)
        painter.restore()

    def _paint_playhead(self, painter: QPainter) -> None:
        if self._at is None:
            return
        x = self.x_of(self._at)
        if x < _LABELS:
            return
        painter.setPen(QPen(QColor(200, 40, 40), 1.5))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height() - _AXIS + 4))
        painter.setBrush(QColor(200, 40, 40))
        painter.drawPolygon(QPolygonF([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)]))

    # What a person does.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)
            return
        span = self._span_at(event.position())
        self.setStatusTip(f"Finding: {one_line(self._tracks.spans[span].words)}" if span >= 0 else "")

    def _go(self, event: QMouseEvent) -> None:
        if not self._tracks.count or event.position().x() < _LABELS:
            return
        span = self._span_at(event.position())
        if span >= 0:
            self.finding_wanted.emit(self._tracks.spans[span].finding)
        self.time_wanted.emit(Fraction(max(0.0, self.time_at(event.position().x()))).limit_denominator(10**9))

    def _span_at(self, at: QPointF) -> int:
        if not self._tracks.count or not self._lane_rects()[3].contains(at):
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


def _axis_words(seconds: float, step: float) -> str:
    words = clock(Fraction(round(seconds * 1000), 1000))
    return words[:-7] if step >= 1 else words[:-3]
