"""An examination's tables as tracks over time: sizes, types, intervals, brightness and the places of findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from forensics.types import Cell, Finding, FrameLocus, Series, TimeSpan

Floats = npt.NDArray[np.float64]

MAX_SPANS = 20_000
SILENCE = -96.0
"""dBFS below which no level is drawn: the step of 16-bit sound."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a finding lies in time, in seconds; ``finding`` is its number in the exhibit's list."""

    start: float
    end: float
    finding: int
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Tracks:
    """Values at each frame in presentation order; NaN, or 0 for a type, where the file or the method gives none.

    ``times`` in seconds, ``sizes`` in bytes of the packet with the same time, ``types`` as character codes (I, P, B),
    ``intervals`` in seconds to the next frame, ``luma`` as the examination measured it.
    """

    times: Floats
    sizes: Floats
    types: npt.NDArray[np.uint8]
    keys: npt.NDArray[np.bool_]
    intervals: Floats
    luma: Floats
    spans: tuple[Span, ...]
    repeats: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    """Whether a frame's decoded planes are those of the frame before it, to the bit."""
    frames: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    """The numbers of the frames that have a time, one for each value."""

    @property
    def count(self) -> int:
        """Return how many frames there are."""
        return len(self.times)

    def extent(self) -> tuple[float, float]:
        """Return the times of the first frame and of the end of the last one."""
        if not self.count:
            return (0.0, 0.0)
        last = self.intervals[-1]
        return (float(self.times[0]), float(self.times[-1] + (last if np.isfinite(last) else 0.0)))

    def at_frames(self, numbers: Sequence[int] | npt.NDArray[np.int64]) -> Floats:
        """Return the times of frames by their numbers, NaN for a frame without a time."""
        wanted = np.asarray(numbers, np.int64)
        if not self.count or not len(wanted):
            return np.full(len(wanted), np.nan)
        order = np.argsort(self.frames, kind="stable")
        at = order[np.clip(np.searchsorted(self.frames[order], wanted), 0, self.count - 1)]
        return np.where(self.frames[at] == wanted, self.times[at], np.nan)


def tracks_of(
    frames: Series | None,
    packets: Series | None,
    findings: Sequence[Finding],
    time_base: Fraction | None = None,
) -> Tracks:
    """Return the tracks of one video stream; without frames or time base only the findings' spans are in them."""
    spans = _spans(findings)
    if frames is None or time_base is None:
        none = np.zeros(0)
        return Tracks(none, none, np.zeros(0, np.uint8), np.zeros(0, bool), none, none, spans)
    column = {name.name: number for number, name in enumerate(frames.columns)}
    rows = [row for row in frames.rows if isinstance(row[column["pts"]], int)]
    pts = [row[column["pts"]] for row in rows]
    times = np.array([float(value * time_base) for value in pts if isinstance(value, int)])
    sizes = _sizes(packets)
    types = np.array([_code(row[column["type"]]) for row in rows], np.uint8)
    keys = np.array([row[column["key"]] is True for row in rows], bool)
    luma = np.array([number_of(row[column["luma"]]) for row in rows])
    size = np.array([sizes.get(value, np.nan) if isinstance(value, int) else np.nan for value in pts])
    ticks = np.diff(np.array([value for value in pts if isinstance(value, int)], np.float64))
    # Whole ticks first, so that equal intervals stay equal; the last frame is given the middle one of the others.
    intervals = np.append(ticks, np.median(ticks) if len(ticks) else np.nan) * float(time_base)
    numbers = np.array([int(number_of(row[column["index"]])) for row in rows], np.int64)
    return Tracks(times, size, types, keys, intervals, luma, spans, _repeats(rows, column), numbers)


def _repeats(rows: Sequence[tuple[Cell, ...]], column: dict[str, int]) -> npt.NDArray[np.bool_]:
    digests = [row[column["sha256"]] if "sha256" in column else None for row in rows]
    same = (isinstance(one, str) and one == before for before, one in pairwise(digests))
    return np.array([False, *same][: len(rows)], bool)


def levels_of(sound: Series) -> tuple[Floats, Floats]:
    """Return the times in seconds and the levels in dBFS of a table of sound levels."""
    column = {name.name: number for number, name in enumerate(sound.columns)}
    times = np.array([number_of(row[column["start"]]) for row in sound.rows])
    levels = np.array([number_of(row[column["rms"]]) for row in sound.rows])
    there = np.isfinite(times)
    # Digital silence has no level in decibels: it is drawn at the foot, not left out.
    return (times[there], np.maximum(np.nan_to_num(levels[there], nan=SILENCE), SILENCE))


def _sizes(packets: Series | None) -> dict[int, float]:
    if packets is None:
        return {}
    column = {name.name: number for number, name in enumerate(packets.columns)}
    at, size = column["pts"], column["size"]
    return {key: number_of(row[size]) for row in packets.rows if isinstance(key := row[at], int)}


def number_of(cell: Cell) -> float:
    """Return a cell as a number, NaN where it is none."""
    return float(cell) if isinstance(cell, int | float | Fraction) else float("nan")


def _code(cell: Cell) -> int:
    return ord(cell) if isinstance(cell, str) and len(cell) == 1 and cell.isascii() else 0


def _spans(findings: Sequence[Finding]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for number, finding in enumerate(findings):
        for locus in finding.loci:
            match locus:
                case TimeSpan(_, start, end):
                    spans.append(Span(float(start.seconds), float(end.seconds), number, finding.observation))
                case FrameLocus(_, _, at, _):
                    spans.append(Span(float(at.seconds), float(at.seconds), number, finding.observation))
            if len(spans) == MAX_SPANS:
                return tuple(spans)
    return tuple(spans)


def columns_of(
    values: Floats | npt.NDArray[np.float32], times: Floats, start: float, end: float, width: int
) -> tuple[Floats, Floats]:
    """Return the least and the greatest value in each of ``width`` equal parts of a time range, so that no peak hides.

    A value holds until the next one, so that a part in which none begins has the one before it; NaN where there is
    none. ``times`` rise; NaN among the values counts as none where others are in the same part.
    """
    nothing = np.full(max(0, width), np.nan)
    if not len(values) or width < 1 or end <= start:
        return nothing, nothing.copy()
    edges = np.linspace(start, end, width + 1)
    begins = np.searchsorted(times, edges[:-1], side="right") - 1  # the value that holds when the part begins
    ends = np.searchsorted(times, edges[1:], side="left")
    ends[-1] = np.searchsorted(times, end, side="right")
    outside = ends <= 0
    first = max(0, int(begins[0]))
    pairs = np.empty(2 * width, np.int64)
    pairs[0::2], pairs[1::2] = np.maximum(begins, 0) - first, np.maximum(ends, np.maximum(begins, 0) + 1) - first
    inside = np.append(values[first : first + int(pairs.max())], np.nan)
    low, high = np.fmin.reduceat(inside, pairs)[0::2], np.fmax.reduceat(inside, pairs)[0::2]
    low[outside] = high[outside] = np.nan
    return low, high
