"""What a report plots of an exhibit: values over time with the observations marked, and runs of frames shown again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

import numpy as np

from casefiles.tracks import Floats, Span, Tracks, levels_of, tracks_of
from casefiles.views import ExhibitDetail, SeriesRow
from forensics.types import Measurement, Series, StreamLocus, TimeSpan

MOST_POINTS = 400
"""Values that one plot draws: of a longer table, the greatest (of a line also the least) of each part of the time."""
MOST_MARKS = 60
MOST_RUNS = 60
ROWS = 24
"""Spans of time that the table behind a plot has."""

READINGS = {
    "frames.size": (
        "Bytes of each picture as it is stored",
        "Key pictures (I) are coded whole and are large; the others (P, B) store what changes. A change of level or "
        "of rhythm means other content or other encoding there, not that something was altered.",
    ),
    "frames.interval": (
        "Time from each picture to the next",
        "A steady recording gives a level line; telephones vary it. A peak is a place at which pictures are missing "
        "or were not recorded.",
    ),
    "frames.luma": (
        "Mean brightness of each picture, 0 to 255",
        "A step is a cut, a light, or an exposure that changes; it does not say which.",
    ),
    "sound.level": (
        "Level of the sound (RMS), in decibels below full scale",
        "A gap or a step is where the sound becomes quiet or changes; it does not say why.",
    ),
    "discontinuity.steps.residual": (
        "What changes from picture to picture and is not motion",
        "A single step far above those around it is a place at which the scene jumps. Cuts, flashes and knocks of "
        "the camera look alike.",
    ),
    "discontinuity.steps.motion": (
        "Motion from picture to picture, in pixels",
        "A single step far above those around it is a jump of what is seen, or of the camera.",
    ),
    "discontinuity.steps.score": (
        "How far each step stands out from those around it (a score)",
        "Below nothing, a step is smaller than those around it. What the score is worth on footage of known truth "
        "stands under Methods; a cut to another shot is drawn and not weighed.",
    ),
    "double_encoding.departure.departure": (
        "How far each picture's stored form departs from that of its neighbours",
        "Departures that return at a steady distance are what an earlier encoding leaves. Nearly every file that "
        "went through an editor, a platform or a messenger was encoded before.",
    ),
}
"""By table and column: what the plot shows, and how it is to be read."""
RUNS = (
    "Runs of pictures that are shown again",
    "Below, where a run stands first; above, where it is shown again. A scene, a machine, a game or a player may "
    "repeat by itself.",
)
ALWAYS = ("discontinuity",)
"""Methods whose tables are plotted though they observed nothing: a level line tells a reader something too."""


class Shape(StrEnum):
    """How a plot is drawn."""

    BARS = "bars"
    LINE = "line"
    RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a time in seconds; ``kind`` is the picture type (I, P, B) or ''."""

    at: float
    value: float
    kind: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Where an observation lies, in seconds, with its number."""

    start: float
    end: float
    label: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of frames and where it is shown again, in seconds."""

    earlier_start: float
    earlier_end: float
    later_start: float
    later_end: float
    frames: str


@dataclass(frozen=True, slots=True)
class Behind:
    """One row of the table behind a plot: how many values lie in a span of time, with their least, mean, greatest."""

    start: float
    end: float
    values: int
    least: float
    mean: float
    greatest: float


@dataclass(frozen=True, slots=True)
class Plot:
    """One plot of one stream: numbers only; a rendering draws it and adds nothing."""

    number: int
    quantity: str
    stream: int
    shape: Shape
    title: str
    reading: str
    unit: str
    start: float
    end: float
    values: int
    """Values that the whole table has."""
    points: tuple[Point, ...]
    marked: tuple[Marked, ...]
    marked_in_all: int
    runs: tuple[Run, ...]
    runs_in_all: int
    behind: tuple[Behind, ...]


Read = Callable[[SeriesRow], Series]


def plots_of(detail: ExhibitDetail, numbers: Sequence[str], read: Read) -> tuple[Plot, ...]:
    """Return the plots of an exhibit; ``numbers`` are those of its findings, ``read`` gives a table of its own."""
    if detail.examination is None:
        return ()
    made = [*_of_pictures(detail, read), *_of_methods(detail, read), *_of_sound(detail, read)]
    spans = tracks_of(None, None, detail.findings).spans
    runs = tuple(_runs(detail))
    plots = [_plot(one, spans, numbers, number) for number, one in enumerate(made, start=1)]
    if runs:
        plots.append(_of_runs(runs, made, spans, numbers, len(plots) + 1))
    return tuple(plots)


@dataclass(frozen=True, slots=True, eq=False)
class _Values:
    quantity: str
    stream: int
    shape: Shape
    unit: str
    times: Floats
    values: Floats
    kinds: str
    """One character for each value, or ''."""


def _of_pictures(detail: ExhibitDetail, read: Read) -> Iterator[_Values]:
    for row in (row for row in detail.series if row.quantity == "frames"):
        packets = _row(detail, "packets", row.stream)
        base = _time_base(detail, row.stream)
        tracks = tracks_of(read(row), read(packets) if packets else None, (), base)
        if tracks.count < 2:
            continue
        yield _Values("frames.size", row.stream, Shape.BARS, "byte", tracks.times, tracks.sizes, _types(tracks))
        if np.ptp(tracks.intervals) > 0:
            yield _Values("frames.interval", row.stream, Shape.LINE, "s", tracks.times, tracks.intervals, "")
        yield _Values("frames.luma", row.stream, Shape.LINE, "", tracks.times, tracks.luma, "")


def _types(tracks: Tracks) -> str:
    return "".join(chr(code) if code else " " for code in tracks.types.tolist())


def _of_methods(detail: ExhibitDetail, read: Read) -> Iterator[_Values]:
    spoke = {finding.method for finding in detail.findings} | set(ALWAYS)
    for row in detail.series:
        names = [column.name for column in row.columns]
        if row.quantity.partition(".")[0] not in spoke or "time" not in names:
            continue
        rows, at = read(row).rows, names.index("time")
        times = np.array([_number(cells[at]) for cells in rows])
        for index, column in enumerate(row.columns):
            values = np.array([_number(cells[index]) for cells in rows])
            if column.name not in ("time", "frame", "index") and np.isfinite(values).sum() > 1:
                unit = "" if column.unit == "1" else column.unit
                yield _Values(f"{row.quantity}.{column.name}", row.stream, Shape.LINE, unit, times, values, "")


def _of_sound(detail: ExhibitDetail, read: Read) -> Iterator[_Values]:
    for row in (row for row in detail.series if row.quantity == "sound.level"):
        times, levels = levels_of(read(row))
        if len(times) > 1:
            yield _Values("sound.level", row.stream, Shape.LINE, "dBFS", times, levels, "")


def _row(detail: ExhibitDetail, quantity: str, stream: int) -> SeriesRow | None:
    return next((row for row in detail.series if (row.quantity, row.stream) == (quantity, stream)), None)


def _time_base(detail: ExhibitDetail, stream: int) -> Fraction | None:
    for one in detail.measurements():
        if one.quantity == "stream.time_base" and one.locus == StreamLocus(stream) and isinstance(one.value, Fraction):
            return one.value
    return None


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float | Fraction) and not isinstance(cell, bool) else float("nan")


def _plot(one: _Values, spans: Sequence[Span], numbers: Sequence[str], number: int) -> Plot:
    there = np.isfinite(one.times) & np.isfinite(one.values)
    times, values = one.times[there], one.values[there]
    kinds = [one.kinds[index] for index in np.flatnonzero(there)] if one.kinds else [""] * len(times)
    start, end = (float(times.min()), float(times.max())) if len(times) else (0.0, 0.0)
    chosen = _chosen(times, values, one.shape, start, end)
    title, reading = READINGS.get(one.quantity, (one.quantity, "Values of the method named, as it gave them."))
    return Plot(
        number=number,
        quantity=one.quantity,
        stream=one.stream,
        shape=one.shape,
        title=title,
        reading=reading,
        unit=one.unit,
        start=round(start, 6),
        end=round(end, 6),
        values=len(times),
        points=tuple(
            Point(round(float(times[at]), 6), round(float(values[at]), 6), kinds[at].strip()) for at in chosen
        ),
        marked=tuple(_marks(spans, numbers))[:MOST_MARKS],
        marked_in_all=len(spans),
        runs=(),
        runs_in_all=0,
        behind=tuple(_behind(times, values, start, end)),
    )


def _chosen(times: Floats, values: Floats, shape: Shape, start: float, end: float) -> list[int]:
    """Return the numbers of the values that are drawn: all, or the extremes of each of equal parts of the time."""
    order = np.argsort(times, kind="stable")
    if len(times) <= MOST_POINTS:
        return [int(at) for at in order]
    parts = MOST_POINTS if shape is Shape.BARS else MOST_POINTS // 2
    edges = np.searchsorted(times[order], np.linspace(start, end, parts + 1))
    edges[-1] = len(times)
    chosen: set[int] = set()
    for first, last in pairwise(edges):
        if first < last:
            part = order[first:last]
            chosen.add(int(part[np.argmax(values[part])]))
            if shape is not Shape.BARS:
                chosen.add(int(part[np.argmin(values[part])]))
    return sorted(chosen, key=lambda at: (float(times[at]), at))


def _marks(spans: Sequence[Span], numbers: Sequence[str]) -> Iterator[Marked]:
    for span in spans:
        yield Marked(round(span.start, 6), round(span.end, 6), numbers[span.finding])


def _behind(times: Floats, values: Floats, start: float, end: float) -> Iterator[Behind]:
    edges = np.linspace(start, end, min(ROWS, max(len(times), 1)) + 1)
    for number, (first, last) in enumerate(pairwise(edges)):
        final = number == len(edges) - 2
        here = values[(times >= first) & ((times <= last) if final else (times < last))]
        if len(here):
            numbers = (float(here.min()), float(here.mean()), float(here.max()))
            yield Behind(round(float(first), 6), round(float(last), 6), len(here), *(round(n, 6) for n in numbers))


def _runs(detail: ExhibitDetail) -> Iterator[Run]:
    """Yield the runs that a method found to be shown again: it gives the later and the earlier one in turn."""
    found = {
        name: [m for m in detail.measurements() if m.quantity == f"repeated_frames.{name}"]
        for name in ("later_run", "earlier_run")
    }
    for later, earlier in zip(found["later_run"], found["earlier_run"], strict=False):
        if isinstance(later.locus, TimeSpan) and isinstance(earlier.locus, TimeSpan):
            yield Run(*_ends(earlier), *_ends(later), str(later.value))


def _ends(one: Measurement) -> tuple[float, float]:
    assert isinstance(one.locus, TimeSpan)  # the caller looked
    return (round(float(one.locus.start.seconds), 6), round(float(one.locus.end.seconds), 6))


def _of_runs(
    runs: Sequence[Run], made: Sequence[_Values], spans: Sequence[Span], numbers: Sequence[str], number: int
) -> Plot:
    ends = [run.later_end for run in runs] + [float(one.times[-1]) for one in made if one.quantity == "frames.luma"]
    return Plot(
        number=number,
        quantity="repeated_frames.runs",
        stream=0,
        shape=Shape.RUNS,
        title=RUNS[0],
        reading=RUNS[1],
        unit="s",
        start=0.0,
        end=round(max(ends), 6),
        values=len(runs),
        points=(),
        marked=tuple(_marks(spans, numbers))[:MOST_MARKS],
        marked_in_all=len(spans),
        runs=tuple(runs[:MOST_RUNS]),
        runs_in_all=len(runs),
        behind=(),
    )
