"""The lanes of the timeline, painted: all of them over the same span of time."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette, QPen, QPolygonF

from casefiles.report.loci import clock
from casefiles.tracks import SILENCE, Floats, Tracks, peaks

LABELS = 92
"""Points at the left that the names of the lanes take."""
AXIS = 18
LANES = (
    ("Frame sizes", 2.0),
    ("Intervals", 1.0),
    ("Brightness", 1.0),
    ("Sound level", 1.0),
    ("Repeats", 0.6),
    ("Findings", 0.8),
    ("Notes", 0.8),
)
"""Names of the lanes with their share of the height; all of them zoom together."""
FINDINGS, NOTES = 5, 6
Spans = tuple[tuple[float, float, str], ...]
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)


@dataclass(frozen=True, slots=True)
class Over:
    """What is painted: tracks, the seconds at both ends, the frame that is shown, the range that is marked."""

    tracks: Tracks
    shown: tuple[float, float]
    at: float | None
    marked: tuple[float, float] | None

    def x_of(self, seconds: float, width: int) -> float:
        """Return the place of a time in a widget of a width."""
        first, last = self.shown
        return LABELS + (seconds - first) / max(1e-12, last - first) * (width - LABELS)


def lane_rects(size: QSize) -> list[QRectF]:
    """Return the places of the lanes in a widget of a size."""
    height = (size.height() - AXIS) / sum(share for _, share in LANES)
    width, top = size.width() - LABELS, 0.0
    lanes = []
    for _, share in LANES:
        lanes.append(QRectF(LABELS, top + 3, width, share * height - 6))
        top += share * height
    return lanes


class Lanes:
    """Paints lanes with one painter."""

    def __init__(self, painter: QPainter, over: Over, size: QSize, palette: QPalette) -> None:
        self._painter, self._over, self._size, self._palette = painter, over, size, palette

    def paint(self, notes: Spans) -> None:
        """Paint everything, the notes in a lane of their own."""
        lanes, tracks = lane_rects(self._size), self._over.tracks
        self.axis()
        self.sizes(lanes[0])
        self.curve(lanes[1], tracks.intervals, "ms", 1000)
        self.curve(lanes[2], tracks.luma, "", 1)
        self.levels(lanes[3])
        self.repeats(lanes[4])
        self.spans(lanes[FINDINGS], tuple((one.start, one.end, "") for one in tracks.spans), Qt.BrushStyle.BDiagPattern)
        self.spans(lanes[NOTES], notes, Qt.BrushStyle.CrossPattern)
        self.range()
        self.names(lanes)
        self.playhead()

    def x_of(self, seconds: float) -> float:
        """Return the place of a time."""
        return self._over.x_of(seconds, self._size.width())

    def _ink(self, alpha: int = 255) -> QColor:
        colour = self._palette.color(QPalette.ColorRole.Text)
        colour.setAlpha(alpha)
        return colour

    def names(self, lanes: list[QRectF]) -> None:
        self._painter.setPen(self._ink())
        for (name, _), lane in zip(LANES, lanes, strict=True):
            place = QRectF(6, lane.top(), LABELS - 12, lane.height())
            self._painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
            self._painter.fillRect(QRectF(0, lane.bottom() + 2, self._size.width(), 1), self._ink(30))

    def axis(self) -> None:
        first, last = self._over.shown
        room = max(1, (self._size.width() - LABELS) // 95)
        step = next((s for s in _STEPS if (last - first) / s <= room), _STEPS[-1])
        top = self._size.height() - AXIS
        at = np.ceil(first / step) * step
        while at <= last:
            x = self.x_of(float(at))
            self._painter.fillRect(QRectF(x, 0, 1, top + 4), self._ink(28))
            self._painter.setPen(self._ink(170))
            self._painter.drawText(QPointF(x + 3, self._size.height() - 5), _axis_words(float(at), step))
            at += step

    def _columns(self, values: Floats) -> list[tuple[float, float, int]]:
        """Return (left, width, frame) of what is drawn: each frame, or the largest in each pixel when they are many."""
        first, last = self._over.shown
        width = max(1, self._size.width() - LABELS)
        begin, end = np.searchsorted(self._over.tracks.times, (first, last), side="left")
        begin, end = max(0, int(begin) - 1), min(self._over.tracks.count, int(end) + 1)
        if end - begin <= width:
            drawn = []
            for frame in range(begin, end):
                left = self.x_of(float(self._over.tracks.times[frame]))
                interval = float(self._over.tracks.intervals[frame])
                right = self.x_of(float(self._over.tracks.times[frame]) + (interval if np.isfinite(interval) else 0.0))
                drawn.append((left, max(1.0, right - left), frame))
            return drawn
        found = peaks(values, self._over.tracks.times, first, last, width)
        return [(float(LABELS + x), 1.0, int(frame)) for x, frame in enumerate(found) if frame >= 0]

    def sizes(self, lane: QRectF) -> None:
        sizes, types, keys = self._over.tracks.sizes, self._over.tracks.types, self._over.tracks.keys
        top = float(np.nanmax(sizes, initial=1.0))
        ink = self._palette.color(QPalette.ColorRole.Highlight)
        self._painter.save()
        self._painter.setClipRect(lane.adjusted(0, -3, 0, 0))
        for left, width, frame in self._columns(sizes):
            if not np.isfinite(sizes[frame]):
                continue
            height = max(1.0, (lane.height() - 7) * float(sizes[frame]) / top)
            bar = QRectF(left, lane.bottom() - height, max(1.0, width - (1 if width > 3 else 0)), height)
            kind = chr(types[frame]) if types[frame] else ""
            if kind == "B":  # light, and hatched where there is room: not by colour alone
                self._painter.fillRect(bar, QBrush(ink, Qt.BrushStyle.Dense5Pattern))
            else:
                self._painter.fillRect(bar, ink if kind != "I" else self._ink())
            if keys[frame]:
                x = left + bar.width() / 2
                self._painter.setBrush(self._ink())
                self._painter.setPen(Qt.PenStyle.NoPen)
                tip = bar.top() - 1
                self._painter.drawPolygon(
                    QPolygonF([QPointF(x, tip), QPointF(x - 3, tip - 5), QPointF(x + 3, tip - 5)])
                )
            if width >= 14 and kind:
                self._painter.setPen(self._ink(200))
                self._painter.drawText(QRectF(left, lane.top() - 2, width, 12), int(Qt.AlignmentFlag.AlignCenter), kind)
        self._painter.restore()
        self._paint_top(lane, f"{top:,.0f} B")

    def curve(self, lane: QRectF, values: Floats, unit: str, scale: float) -> None:
        if not np.isfinite(values).any():
            return
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        span = high - low
        self._painter.setPen(QPen(self._ink(220), 1))
        points = []
        for left, width, frame in self._columns(values):
            if np.isfinite(values[frame]):
                share = (float(values[frame]) - low) / span if span > 0 else 0.5
                y = lane.bottom() - share * lane.height()
                points += [QPointF(left, y), QPointF(left + width, y)]
        self._painter.save()
        self._painter.setClipRect(lane.adjusted(0, -2, 0, 2))
        self._painter.drawPolyline(QPolygonF(points))
        self._painter.restore()
        words = f"{low * scale:.4g}–{high * scale:.4g} {unit}" if span > 0 else f"all {low * scale:.4g} {unit}"
        self._paint_top(lane, words.strip())

    def _paint_top(self, lane: QRectF, words: str) -> None:
        font = self._painter.font()
        small = self._painter.font()
        small.setPointSizeF(max(6.0, font.pointSizeF() * 0.8))
        self._painter.setFont(small)
        size = self._painter.fontMetrics().size(0, words)
        place = QRectF(lane.right() - size.width() - 6, lane.top() - 2, size.width() + 4, size.height())
        background = self._palette.color(QPalette.ColorRole.Base)
        background.setAlpha(200)
        self._painter.fillRect(place, background)
        self._painter.setPen(self._ink(190))
        self._painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
        self._painter.setFont(font)

    def levels(self, lane: QRectF) -> None:
        times, levels = self._over.tracks.sound_times, self._over.tracks.sound_levels
        if not len(times):
            return
        first, last = self._over.shown
        width = max(1, self._size.width() - LABELS)
        begin, end = (int(n) for n in np.searchsorted(times, (first, last)))
        if end - begin <= width:
            places = list(range(max(0, begin - 1), min(len(times), end + 1)))
        else:
            places = [int(place) for place in peaks(levels, times, first, last, width) if place >= 0]
        points = []
        for place in places:
            share = 1 - float(levels[place]) / SILENCE
            points.append(QPointF(self.x_of(float(times[place])), lane.bottom() - share * lane.height()))
        self._painter.save()
        self._painter.setClipRect(lane.adjusted(0, -2, 0, 2))
        self._painter.setPen(QPen(self._ink(220), 1))
        self._painter.drawPolyline(QPolygonF(points))
        self._painter.restore()
        self._paint_top(lane, f"{SILENCE:.0f}–0 dBFS")

    def repeats(self, lane: QRectF) -> None:
        repeats = self._over.tracks.repeats
        shown = [(left, width) for left, width, n in self._columns(repeats.astype(np.float64)) if repeats[n]]
        for left, width in shown:
            self._painter.fillRect(QRectF(left, lane.top(), max(2.0, width), lane.height()), self._ink(200))
        count = int(repeats.sum())
        self._paint_top(lane, f"{count:,} the same as the one before" if count else "none to the bit")

    def spans(self, lane: QRectF, spans: Spans, pattern: Qt.BrushStyle) -> None:
        self._painter.save()
        self._painter.setClipRect(lane.adjusted(-4, -2, 0, 2))
        self._painter.setPen(QPen(self._ink(), 1))
        for start, end, _words in spans:
            left, right = self.x_of(start), self.x_of(end)
            if right < LABELS or left > self._size.width():
                continue
            bar = QRectF(left - 2, lane.top() + 2, max(5.0, right - left + 4), lane.height() - 4)
            self._painter.fillRect(bar, QBrush(self._ink(150), pattern))
            self._painter.drawRect(bar)
        self._painter.restore()

    def range(self) -> None:
        if self._over.marked is None:
            return
        left, right = max(float(LABELS), self.x_of(self._over.marked[0])), self.x_of(self._over.marked[1])
        colour = self._palette.color(QPalette.ColorRole.Highlight)
        colour.setAlpha(60)
        self._painter.fillRect(QRectF(left, 0, max(2.0, right - left), self._size.height() - AXIS), colour)
        self._painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Highlight), 1, Qt.PenStyle.DashLine))
        for x in (left, right):
            self._painter.drawLine(QPointF(x, 0), QPointF(x, self._size.height() - AXIS))

    def playhead(self) -> None:
        if self._over.at is None:
            return
        x = self.x_of(self._over.at)
        if x < LABELS:
            return
        self._painter.setPen(QPen(QColor(200, 40, 40), 1.5))
        self._painter.drawLine(QPointF(x, 0), QPointF(x, self._size.height() - AXIS + 4))
        self._painter.setBrush(QColor(200, 40, 40))
        self._painter.drawPolygon(QPolygonF([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)]))


def _axis_words(seconds: float, step: float) -> str:
    words = clock(Fraction(round(seconds * 1000), 1000))
    return words[:-7] if step >= 1 else words[:-3]
