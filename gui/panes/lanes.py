"""The lanes of the timeline, painted: all of them over the same span of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPalette, QPen, QPolygonF, qRgb

from casefiles.report.loci import clock
from casefiles.timelanes import Curve, Lane, Moments, Sizes, Spectrum, Stretches, Wave, Words
from casefiles.tracks import Floats, Tracks, columns_of
from forensics.soundview import BANDS, COLUMN_RATE, WAVE_RATE
from gui.saying import tr
from gui.words import one_line

Levels = npt.NDArray[np.float32]

_HEIGHTS = {Sizes: 4.0, Curve: 3.0, Moments: 1.5, Stretches: 1.5, Wave: 3.4, Spectrum: 4.6, Words: 1.4}
"""Heights of lanes in lines of text; they share what room there is beyond."""
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
_FLOOR = 110.0
"""Decibels below full scale that the spectrogram shows as nothing."""


@dataclass(frozen=True, slots=True)
class Over:
    """What is painted: tracks, the seconds at both ends, the points that the lanes' names take at the left."""

    tracks: Tracks
    shown: tuple[float, float]
    labels: float

    def x_of(self, seconds: float, width: float) -> float:
        """Return the place of a time in a widget of a width."""
        first, last = self.shown
        return self.labels + (seconds - first) / max(1e-12, last - first) * (width - self.labels)


def lane_heights(lanes: Sequence[Lane], line: float, room: float) -> list[float]:
    """Return the height of each lane for a height of a line of text; spare room is shared by what is drawn."""
    heights = [_HEIGHTS[type(lane)] * line for lane in lanes]
    spare = room - sum(heights)
    drawn = sum(height for lane, height in zip(lanes, heights, strict=True) if not isinstance(lane, Words))
    if spare <= 0 or not drawn:
        return heights
    return [
        height if isinstance(lane, Words) else height * (1 + spare / drawn)
        for lane, height in zip(lanes, heights, strict=True)
    ]


class Lanes:
    """Paints lanes with one painter."""

    def __init__(self, painter: QPainter, over: Over, size: QSize, palette: QPalette) -> None:
        self._painter, self._over, self._size, self._palette = painter, over, size, palette
        self._width = max(1, int(size.width() - over.labels))
        self._small_font = QFont(painter.font())
        self._small_font.setPointSizeF(max(7.0, self._small_font.pointSizeF() * 0.85))
        self._small = float(QFontMetricsF(self._small_font).height())

    def paint(self, lane: Lane, place: QRectF, notes: tuple[tuple[float, float, str], ...]) -> None:
        """Paint one lane with its name; ``notes`` are the stretches of the lane that has those of a person."""
        whole = place.adjusted(self._over.labels, 3, 0, -3)
        inside = whole.adjusted(0, self._small - 2, 0, 0)  # what a lane's height means stands above what it shows
        self._painter.fillRect(QRectF(0, place.bottom() - 0.5, self._size.width(), 1), self._ink(30))
        self._painter.save()
        self._painter.setClipRect(place.adjusted(self._over.labels, 0, 0, 0), Qt.ClipOperation.IntersectClip)
        match lane:
            case Sizes():
                self._sizes(inside, whole)
            case Curve():
                self._curve(inside, whole, lane)
            case Moments(_, times, words, spans):
                self._spans(whole, spans, Qt.BrushStyle.BDiagPattern)
                self._moments(whole, times)
                self._top(whole, words)
            case Stretches(_, spans, written):
                self._spans(whole, spans or notes, Qt.BrushStyle.NoBrush if written else Qt.BrushStyle.BDiagPattern)
                if written:
                    self._written(whole, spans)
            case Wave(_, view):
                self._wave(inside, view.wave, float(view.start))
                self._top(whole, tr("the height is full scale"))
            case Spectrum():
                self._spectrum(inside, whole, lane)
            case Words(_, words):
                self._say(whole, words)
        self._painter.restore()
        self._name(tr(lane.name), place)

    def axis(self, top: float) -> None:
        """Paint times at the foot, with a faint line at each through all lanes."""
        first, last = self._over.shown
        room = max(1, self._width // 95)
        step = next((s for s in _STEPS if (last - first) / s <= room), _STEPS[-1])
        at = float(np.ceil(first / step) * step)
        base = self._painter.fontMetrics().ascent() + 2
        while at <= last:
            x = self._x(at)
            self._painter.fillRect(QRectF(x, 0, 1, top + 4), self._ink(28))
            self._painter.setPen(self._ink(190))
            self._painter.drawText(QPointF(x + 3, top + base), _axis_words(at, step))
            at += step

    def range(self, marked: tuple[float, float], bottom: float) -> None:
        """Paint the marked range."""
        left, right = max(self._over.labels, self._x(marked[0])), self._x(marked[1])
        colour = self._palette.color(QPalette.ColorRole.Highlight)
        colour.setAlpha(60)
        self._painter.fillRect(QRectF(left, 0, max(2.0, right - left), bottom), colour)
        self._painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Highlight), 1, Qt.PenStyle.DashLine))
        for x in (left, right):
            self._painter.drawLine(QPointF(x, 0), QPointF(x, bottom))

    def playhead(self, at: float, bottom: float) -> None:
        """Paint where the frame is that is shown."""
        x = self._x(at)
        if x < self._over.labels:
            return
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QPen(QColor(210, 45, 45), 1.5))
        self._painter.drawLine(QPointF(x, 0), QPointF(x, bottom + 4))
        self._painter.setBrush(QColor(210, 45, 45))
        self._painter.drawPolygon(QPolygonF([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)]))

    def _x(self, seconds: float) -> float:
        return self._over.x_of(seconds, self._size.width())

    def _ink(self, alpha: int = 255) -> QColor:
        colour = self._palette.color(QPalette.ColorRole.Text)
        colour.setAlpha(alpha)
        return colour

    def _name(self, name: str, place: QRectF) -> None:
        self._painter.setPen(self._ink())
        left = QRectF(6, place.top(), self._over.labels - 10, place.height())
        words = self._painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(left.width()))
        self._painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _top(self, lane: QRectF, words: str) -> None:
        """Write at the top right what a lane's height or its content means, on a ground that lets it be read."""
        if not words:
            return
        words = tr(words)
        font = self._painter.font()
        self._painter.setFont(self._small_font)
        size = self._painter.fontMetrics().size(0, words)
        place = QRectF(lane.right() - size.width() - 8, lane.top() - 2, size.width() + 6, size.height())
        ground = self._palette.color(QPalette.ColorRole.Base)
        ground.setAlpha(215)
        self._painter.fillRect(place, ground)
        self._painter.setPen(self._ink(215))
        self._painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
        self._painter.setFont(font)

    def _say(self, lane: QRectF, words: str) -> None:
        self._painter.setPen(self._ink(190))
        place = lane.adjusted(4, 0, -4, 0)
        short = self._painter.fontMetrics().elidedText(
            one_line(tr(words)), Qt.TextElideMode.ElideRight, int(place.width())
        )
        self._painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), short)

    def _found(self, values: Floats | Levels, times: Floats) -> tuple[Floats, Floats]:
        return columns_of(values, times, *self._over.shown, self._width)

    def _is_dense(self, times: Floats) -> bool:
        first, last = np.searchsorted(times, self._over.shown)
        return int(last - first) * 4 > self._width

    def _raster(self, lane: QRectF, tops: Floats, bottoms: Floats, ink: QColor, *, hatched: bool = False) -> None:
        """Fill from top to bottom, in points of the lane, in each column of pixels; NaN for nothing.

        A picture made at once is many times as fast as lines drawn one by one.
        """
        height = max(1, round(lane.height()))
        rows = np.arange(height)[:, None]
        with np.errstate(invalid="ignore"):
            mask = (rows >= np.floor(tops)[None]) & (rows <= np.ceil(bottoms)[None] - 1)
        if hatched:
            mask &= (rows + np.arange(len(tops))[None]) % 2 == 0
        pixels = np.where(mask, np.uint32(ink.rgba()), np.uint32(0)).astype(np.uint32)
        image = QImage(pixels.tobytes(), len(tops), height, 4 * len(tops), QImage.Format.Format_ARGB32)
        self._painter.drawImage(QPointF(round(lane.left()), round(lane.top())), image)

    def _single(self, times: Floats) -> list[tuple[float, float, int]]:
        """Return (left, right, number) of the values that are shown one by one, each lasting until the next."""
        begin, end = (int(n) for n in np.searchsorted(times, self._over.shown, side="left"))
        begin, end = max(0, begin - 1), min(len(times), end + 1)
        edges = [self._x(float(at)) for at in times[begin:end]]
        usual = edges[-1] - edges[-2] if len(edges) > 1 else 1.0
        return [(left, edges[n + 1] if n + 1 < len(edges) else left + usual, begin + n) for n, left in enumerate(edges)]

    def _sizes(self, lane: QRectF, whole: QRectF) -> None:
        tracks, room = self._over.tracks, lane.height() - 7
        top = float(np.nanmax(tracks.sizes, initial=1.0))
        ink = self._palette.color(QPalette.ColorRole.Highlight)
        if self._is_dense(tracks.times):
            # Behind each other the greatest of each type: I stands out over P, P over B.
            for kind, colour, hatched in (("I", self._ink(), False), ("P", ink, False), ("B", self._ink(150), True)):
                of_kind = np.where(tracks.types == ord(kind), tracks.sizes, np.nan)
                highs = self._found(of_kind, tracks.times)[1]
                tops = lane.height() - np.maximum(1, room * highs / top)
                self._raster(lane, tops, np.where(np.isfinite(tops), lane.height(), np.nan), colour, hatched=hatched)
            self._keys(lane, tracks.times[tracks.keys])
        else:
            self._bars(lane, room, top, ink)
        self._top(whole, tr("I dark, ▾ key · P full · B hatched · greatest {top:,.0f} B", top=top))

    def _keys(self, lane: QRectF, times: Floats) -> None:
        first, last = np.searchsorted(times, self._over.shown)
        if (last - first) * 8 > self._width:
            return  # they would cover everything
        self._painter.setBrush(self._ink())
        self._painter.setPen(Qt.PenStyle.NoPen)
        for x in [self._x(float(at)) for at in times[first:last]]:
            tip = lane.top() + 5
            self._painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - 3, tip - 5), QPointF(x + 3, tip - 5)]))

    def _bars(self, lane: QRectF, room: float, top: float, ink: QColor) -> None:
        tracks = self._over.tracks
        bars: dict[str, list[QRectF]] = {"I": [], "P": [], "B": []}
        for left, right, frame in self._single(tracks.times):
            if np.isfinite(tracks.sizes[frame]):
                width = max(1.0, right - left)
                height = max(1.0, room * float(tracks.sizes[frame]) / top)
                bar = QRectF(left, lane.bottom() - height, max(1.0, width - (1 if width > 3 else 0)), height)
                kind = chr(tracks.types[frame]) if tracks.types[frame] else ""
                bars[kind if kind in bars else "P"].append(bar)
                self._over_bar(bar, lane, width, kind, key=bool(tracks.keys[frame]))
        self._painter.setPen(Qt.PenStyle.NoPen)
        # B light and hatched: not by colour alone.
        for kind, brush in (("P", QBrush(ink)), ("B", QBrush(ink, Qt.BrushStyle.Dense5Pattern)), ("I", self._ink())):
            self._painter.setBrush(brush)
            self._painter.drawRects(bars[kind])

    def _over_bar(self, bar: QRectF, lane: QRectF, width: float, kind: str, *, key: bool) -> None:
        if key:
            x, tip = bar.left() + bar.width() / 2, bar.top() - 1
            self._painter.setBrush(self._ink())
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.drawPolygon(QPolygonF([QPointF(x, tip), QPointF(x - 3, tip - 5), QPointF(x + 3, tip - 5)]))
        if width >= 14 and kind:
            self._painter.setPen(self._ink(200))
            place = QRectF(bar.left(), lane.bottom() - 16, width, 16)
            self._painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), kind)

    def _curve(self, lane: QRectF, whole: QRectF, curve: Curve) -> None:
        finite = curve.values[np.isfinite(curve.values)]
        if not len(finite):
            self._say(lane, tr("no value"))
            return
        low, high = float(finite.min()), float(finite.max())
        if curve.threshold is not None:
            low, high = min(low, curve.threshold), max(high, curve.threshold)
        span = high - low
        lows, highs = self._found(curve.values, curve.times)
        # Each column reaches to the value of the one before, so that the line does not break.
        lows, highs = np.fmin(lows, np.append(lows[:1], highs[:-1])), np.fmax(highs, np.append(highs[:1], lows[:-1]))
        bottoms, tops = (lane.height() - 1 - _shares(one, low, span) * (lane.height() - 2) for one in (lows, highs))
        self._raster(lane, tops - 0.5, bottoms + 0.5, self._ink(230))
        if curve.threshold is not None:
            self._painter.setPen(QPen(self._palette.color(QPalette.ColorRole.Highlight), 1.5, Qt.PenStyle.DashLine))
            y = lane.bottom() - 1 - float(_shares(np.array([curve.threshold]), low, span)[0]) * (lane.height() - 2)
            self._painter.drawLine(QPointF(lane.left(), y), QPointF(lane.right(), y))
        if len(curve.marks):
            self._flags(lane, curve.times[curve.marks])
        self._top(whole, _curve_words(curve, low, high))

    def _flags(self, lane: QRectF, times: Floats) -> None:
        """Mark values that stand out with a triangle at the lane's foot and a line."""
        first, last = np.searchsorted(times, self._over.shown)
        self._painter.setBrush(self._ink())
        self._painter.setPen(QPen(self._ink(), 1))
        for at in np.unique(np.round([self._x(float(time)) for time in times[first:last]])).tolist():
            foot = lane.bottom() + 2
            self._painter.drawPolygon(QPolygonF([QPointF(at, foot - 6), QPointF(at - 3, foot), QPointF(at + 3, foot)]))

    def _moments(self, lane: QRectF, times: Floats) -> None:
        times = times[np.isfinite(times)]
        first, last = np.searchsorted(times, self._over.shown)
        places = np.unique(np.round([self._x(float(at)) for at in times[first:last]])).tolist()
        self._painter.setPen(QPen(self._ink(220), 2))
        self._painter.drawLines([QLineF(x, lane.top(), x, lane.bottom()) for x in places])

    def _spans(self, lane: QRectF, spans: Sequence[tuple[float, float, str]], pattern: Qt.BrushStyle) -> None:
        self._painter.setPen(QPen(self._ink(), 1))
        drawn: set[tuple[int, int]] = set()
        for start, end, _words in spans:
            left, right = self._x(start), self._x(end)
            if right < self._over.labels or left > self._size.width() or (round(left), round(right)) in drawn:
                continue
            drawn.add((round(left), round(right)))
            bar = QRectF(left - 2, lane.top() + 1, max(5.0, right - left + 4), lane.height() - 2)
            if pattern is not Qt.BrushStyle.NoBrush:
                self._painter.fillRect(bar, QBrush(self._ink(150), pattern))
            self._painter.drawRect(bar)

    def _written(self, lane: QRectF, spans: Sequence[tuple[float, float, str]]) -> None:
        for start, end, words in spans:
            left, right = max(self._over.labels, self._x(start)), min(float(self._size.width()), self._x(end))
            if right - left > 24:
                self._say(QRectF(left, lane.top(), right - left, lane.height()), words)

    def _wave(self, lane: QRectF, wave: Levels, start: float) -> None:
        times = start + np.arange(len(wave)) / WAVE_RATE
        low, high = self._found(wave[:, 0], times)[0], self._found(wave[:, 1], times)[1]
        half = lane.height() / 2
        self._painter.fillRect(QRectF(lane.left(), lane.center().y(), lane.width(), 1), self._ink(60))
        ink = self._palette.color(QPalette.ColorRole.Highlight)
        self._raster(lane, half - high * half - 0.5, half - low * half + 0.5, ink)

    def _spectrum(self, lane: QRectF, whole: QRectF, one: Spectrum) -> None:
        view, (first, last) = one.view, self._over.shown
        begin = max(0, int((first - float(view.start)) * COLUMN_RATE))
        end = min(len(view.spectrum), int((last - float(view.start)) * COLUMN_RATE) + 2)
        if end > begin:
            each = max(1, (end - begin) // self._width)
            parts = view.spectrum[begin : begin + (end - begin) // each * each].reshape(-1, each, BANDS).min(axis=1)
            shades = np.clip(255 * (1 - parts / _FLOOR), 0, 255).astype(np.uint8)
            held = np.ascontiguousarray(shades.T[::-1])
            pad = np.zeros((BANDS, -held.shape[1] % 4), np.uint8)
            held = np.ascontiguousarray(np.concatenate([held, pad], axis=1))
            image = QImage(held.tobytes(), shades.shape[0], BANDS, held.shape[1], QImage.Format.Format_Indexed8)
            image.setColorTable(self._shades())
            left = self._x(float(view.start) + begin / COLUMN_RATE)
            right = self._x(float(view.start) + (begin + len(parts) * each) / COLUMN_RATE)
            self._painter.drawImage(QRectF(left, lane.top(), right - left, lane.height()), image.copy())
        self._top(
            whole,
            tr(
                "0 to {value:.4g} kHz · what stands out is louder, down to −{FLOOR:.0f} dB",
                value=view.rate / 2000,
                FLOOR=_FLOOR,
            ),
        )

    def _shades(self) -> list[int]:
        """Return 256 colours from the ground to the ink of the palette: readable in a light and in a dark one."""
        ground, ink = self._palette.color(QPalette.ColorRole.Base), self._ink()
        pairs = [(ground.red(), ink.red()), (ground.green(), ink.green()), (ground.blue(), ink.blue())]
        return [qRgb(*(a + (b - a) * n // 255 for a, b in pairs)) for n in range(256)]


def _shares(values: Floats, low: float, span: float) -> Floats:
    return (values - low) / span if span > 0 else np.full(len(values), 0.5)


def _curve_words(curve: Curve, low: float, high: float) -> str:
    extent = tr("{low:.4g} to {high:.4g}", low=low, high=high) if high > low else tr("all {low:.4g}", low=low)
    parts = [f"{extent} {tr(curve.unit)}".strip()]
    parts += [tr("threshold {threshold:g}", threshold=curve.threshold)] if curve.threshold is not None else []
    return " · ".join([*parts, *([tr(curve.words)] if curve.words else [])])


def _axis_words(seconds: float, step: float) -> str:
    words = clock(Fraction(round(seconds * 1000), 1000))
    return words[:-7] if step >= 1 else words[:-3]
