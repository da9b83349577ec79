"""A plot as SVG: the same numbers give the same bytes, and nothing in it comes from a file but numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10

from casefiles.report.plotted import Marked, Plot, Point, Run, Shape

WIDTH = 640.0
LEFT, RIGHT, TOP, FOOT = 62.0, 8.0, 22.0, 20.0
HEIGHTS = {Shape.BARS: 150.0, Shape.LINE: 122.0, Shape.RUNS: 104.0}
INK, FAINT, HAIR, PAPER = "#16181d", "#5b6170", "#d5d9e1", "#ffffff"
SHADES = {"I": "#16181d", "P": "#6f7f9e", "B": "#b4bfd3", "": "#6f7f9e"}
"""Grey levels, so that the types stay apart in print without colour."""
BAND, BAND_LINE, BAND_TEXT = "#f6dfb8", "#b06a00", "#7a4a00"
LABEL_WIDTH = 38.0
LEAST_BAND = 1.2


def draw(plot: Plot) -> str:
    """Return the SVG of a plot: axes with figures, the observations marked by their numbers, and the values."""
    height = HEIGHTS[plot.shape]
    scale = _Scale(plot, height)
    inner = (
        f'<rect x="0" y="0" width="{WIDTH:g}" height="{height:g}" fill="{PAPER}"/>',
        *_bands(plot.marked, scale),
        *_time_axis(scale),
        *(_runs(plot.runs, scale) if plot.shape is Shape.RUNS else (*_value_axis(scale), *_values(plot, scale))),
        *(_legend(plot.points, scale.foot) if plot.shape is Shape.BARS else ()),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{height:g}" '
        f'viewBox="0 0 {WIDTH:g} {height:g}" font-family="Noto Sans, sans-serif" font-size="9.5">'
        f"{''.join(inner)}</svg>\n"
    )


class _Scale:
    """Where a time and a value lie in the drawing."""

    def __init__(self, plot: Plot, height: float) -> None:
        self.start, self.end = plot.start, plot.end if plot.end > plot.start else plot.start + 1
        values = [point.value for point in plot.points] or [0.0, 1.0]
        least, greatest = min(values), max(values)
        if plot.shape is Shape.BARS:
            least = min(least, 0.0)
        if greatest == least:
            least, greatest = least - (abs(least) or 1) / 2, greatest + (abs(greatest) or 1) / 2
        self.ticks = _ticks(least, greatest, 3)
        self.least, self.greatest = min(least, self.ticks[0]), max(greatest, self.ticks[-1])
        self.unit = plot.unit
        self.height = height
        self.foot = height - FOOT

    def x(self, at: float) -> float:
        inside = min(max(at, self.start), self.end)
        return LEFT + (inside - self.start) / (self.end - self.start) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return self.foot - (value - self.least) / (self.greatest - self.least) * (self.foot - TOP)


def _ticks(least: float, greatest: float, wanted: int) -> list[float]:
    """Return round figures (1, 2 or 5 times a power of ten) from within a range, the first below its beginning."""
    raw = (greatest - least) / wanted
    power = 10.0 ** floor(log10(raw)) if raw > 0 else 1.0
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
    return [round(number * step, 9) for number in range(floor(least / step), ceil(greatest / step) + 1)]


def _text(x: float, y: float, said: str, *, anchor: str = "middle", fill: str = FAINT) -> str:
    return f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" fill="{fill}">{said}</text>'


def _line(begin: tuple[float, float], end: tuple[float, float], stroke: str, width: float = 0.6) -> str:
    (x1, y1), (x2, y2) = begin, end
    return f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{stroke}" stroke-width="{width:g}"/>'


def _time_axis(scale: _Scale) -> Iterator[str]:
    yield _line((LEFT, scale.foot), (WIDTH - RIGHT, scale.foot), INK, 0.8)
    for tick in _ticks(scale.start, scale.end, 8):
        if scale.start <= tick <= scale.end:
            x = scale.x(tick)
            yield _line((x, scale.foot), (x, scale.foot + 3), INK, 0.8)
            anchor = "end" if x > WIDTH - RIGHT - 12 else "middle"
            yield _text(x, scale.foot + 14, time_words(tick), anchor=anchor)


def time_words(seconds: float) -> str:
    """Return a time on an axis: seconds below two minutes, else minutes and seconds."""
    if abs(seconds) < 120:
        return f"{seconds:g} s"
    whole = round(seconds)
    return f"{'−' if whole < 0 else ''}{abs(whole) // 60}:{abs(whole) % 60:02d}"


def _value_axis(scale: _Scale) -> Iterator[str]:
    for tick in scale.ticks:
        y = scale.y(tick)
        yield _line((LEFT, y), (WIDTH - RIGHT, y), HAIR)
        yield _text(LEFT - 5, y + 3.2, number_words(tick), anchor="end")


def number_words(value: float) -> str:
    """Return a figure as a plot and its table print it: exact where it is whole, else six digits."""
    return f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 else f"{value:.6g}"


def _bands(marked: Sequence[Marked], scale: _Scale) -> Iterator[str]:
    """Yield the bands, the wide ones first so that none hides a narrow one, and their labels from left to right."""
    for one in sorted(marked, key=lambda one: one.start - one.end):
        left, right = scale.x(one.start), scale.x(one.end)
        width = max(right - left, LEAST_BAND)
        fill = BAND if right - left > LEAST_BAND else BAND_LINE
        yield f'<rect x="{left:.2f}" y="{TOP:g}" width="{width:.2f}" height="{scale.foot - TOP:.2f}" fill="{fill}"/>'
    # A label stands in the first of two rows that is free; where none is, the band stands without it.
    ends = [0.0, 0.0]
    for one in sorted(marked, key=lambda one: (one.start + one.end, one.label)):
        middle = (scale.x(one.start) + scale.x(one.end)) / 2
        at = min(max(middle, LEFT + LABEL_WIDTH / 2), WIDTH - RIGHT - LABEL_WIDTH / 2)
        row = next((row for row in (0, 1) if at - LABEL_WIDTH / 2 >= ends[row]), None)
        if row is not None:
            ends[row] = at + LABEL_WIDTH / 2
            yield _text(at, TOP - 3 - 9.5 * row, one.label, fill=BAND_TEXT)


def _values(plot: Plot, scale: _Scale) -> Iterator[str]:
    if plot.shape is Shape.LINE:
        path = " ".join(f"{scale.x(point.at):.2f},{scale.y(point.value):.2f}" for point in plot.points)
        yield f'<polyline points="{path}" fill="none" stroke="{INK}" stroke-width="0.9" stroke-linejoin="round"/>'
        return
    width = max(min((WIDTH - LEFT - RIGHT) / max(len(plot.points), 1) * 0.8, 6.0), 0.5)
    for kind in dict.fromkeys(point.kind for point in plot.points):
        bars = (
            f"M{scale.x(point.at):.2f} {scale.foot:.2f}V{scale.y(point.value):.2f}"
            for point in plot.points
            if point.kind == kind
        )
        shade = SHADES.get(kind, SHADES[""])
        yield f'<path d="{"".join(bars)}" stroke="{shade}" stroke-width="{width:.2f}" fill="none"/>'


def _legend(points: Sequence[Point], foot: float) -> Iterator[str]:
    x = 2.0
    for kind in [kind for kind in "IPB" if any(point.kind == kind for point in points)]:
        yield f'<rect x="{x:g}" y="{foot + 7:g}" width="7" height="7" fill="{SHADES[kind]}"/>'
        yield _text(x + 8.5, foot + 14, kind, anchor="start")
        x += 17


def _runs(runs: Sequence[Run], scale: _Scale) -> Iterator[str]:
    above, below, thick = TOP + 6, scale.foot - 18, 12.0
    yield _text(LEFT - 5, above + 9, "again", anchor="end")
    yield _text(LEFT - 5, below + 9, "first", anchor="end")
    for run in runs:
        first, later = (
            (scale.x(run.earlier_start), scale.x(run.earlier_end)),
            (
                scale.x(run.later_start),
                scale.x(run.later_end),
            ),
        )
        corners = ((first[0], below), (first[1], below), (later[1], above + thick), (later[0], above + thick))
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in corners)
        yield f'<polygon points="{path}" fill="#dfe5f0" stroke="#6f7f9e" stroke-width="0.5"/>'
        for (left, right), y in ((first, below), (later, above)):
            width = max(right - left, LEAST_BAND)
            yield f'<rect x="{left:.2f}" y="{y:g}" width="{width:.2f}" height="{thick:g}" fill="{INK}"/>'
