"""By how much two sounds of one event are apart, how their clocks drift, and how clearly that stands out.

The onset traces are correlated band by band with whitened spectra (Knapp and Carter, The Generalized Correlation
Method for Estimation of Time Delay, IEEE TASSP 24(4), 1976: the phase transform), and the bands are summed. How clearly
the best place stands out is its height above the middle of all places, in robust standard deviations of all places.
Pieces of both are then correlated near that place by themselves; a line through what agrees is offset and drift.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.synchronise.trace import RATE, Floats, Trace

NEEDED: Final = 9.0
"""Standard deviations by which the best place must stand out; set on benchmarks/synchronise.py."""
SECOND: Final = 0.75
"""A second place that is higher than this part of the best one, elsewhere, makes the offset ambiguous."""
APART: Final = 0.25
"""Seconds from the best place within which a high place is the same one."""
SHORTEST: Final = 3.0
"""Seconds that both must share."""
PIECE, SHORTEST_PIECE, LEAST_PIECES = 12.0, 1.5, 4
"""Seconds of a piece at most and at least, and how many there are at least where the shared sound allows."""
AGREEING, PART = 2, 0.4
"""How many pieces, and which part of those that are not silent, must agree: one moment that fits is no fit."""
REACH: Final = 0.12
"""Seconds around the expected place in which a piece is looked for."""
PIECE_NEEDED: Final = 5.0
LARGEST_DRIFT: Final = 500e-6
"""Clocks of recorders differ by less than 100 millionths; what is beyond this is no drift of a clock."""
DRIFT_OVER: Final = 60.0
"""Seconds of shared sound from which a drift is fitted."""

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Offset:
    """What happens at t in this file happens at ``offset + t * rate`` in the other, both in the file's own seconds.

    ``error`` is the standard uncertainty of the offset in seconds by the scatter of the pieces and the step of the
    trace, ``rate_error`` that of the rate, 0 where no drift was fitted and ``rate`` is taken as 1. ``clear`` is how
    far the place stands out, in standard deviations; ``second`` the height of the next best place as a part of it.
    ``shared`` are the seconds that both files cover; ``pieces`` how many pieces agreed, of how many looked at.
    """

    offset: float
    error: float
    rate: float
    rate_error: float
    clear: float
    second: float
    shared: float
    pieces: tuple[int, int]


@dataclass(frozen=True, slots=True)
class NotAligned:
    """No offset can be told, and why; that two sounds do not fit does not show that they are of different events."""

    reason: str
    clear: float = 0.0


def offset(this: Trace, that: Trace) -> Offset | NotAligned:
    """Return how two sounds lie to each other, or why that cannot be told."""
    if min(this.seconds, that.seconds) < SHORTEST:
        return NotAligned(f"one of them has less than {SHORTEST:g} s of sound")
    mine, other = _evened(this.rows), _evened(that.rows)
    if mine is None or other is None:
        return NotAligned("one of them is silent")
    heights, first_lag = _correlated(mine, other)
    lags = first_lag + np.arange(len(heights))
    overlap = np.minimum(len(mine), len(other) - lags) - np.maximum(0, -lags)
    heights = np.where(overlap >= SHORTEST * RATE, heights, 0.0)
    spread = float(np.median(np.abs(heights - np.median(heights)))) * 1.4826
    if spread <= 0:
        return NotAligned("too little of their sound changes")
    best = int(np.argmax(heights))
    clear = float(heights[best] - np.median(heights)) / spread
    near = np.abs(lags - lags[best]) <= APART * RATE
    second = float(np.max(np.where(near, 0.0, heights))) / float(heights[best])
    if clear < NEEDED:
        return NotAligned("no place stands out from all others", clear)
    if second > SECOND:
        return NotAligned("two places fit about as well: the sound repeats itself", clear)
    coarse = float(lags[best] + _vertex(heights, best)) / RATE
    return _fitted((this, that), (mine, other), _Peak(coarse, clear, second))


@dataclass(frozen=True, slots=True)
class _Peak:
    """The best lag in seconds of rows, how far it stands out, and the next best place as a part of it."""

    lag: float
    clear: float
    second: float


def _fitted(traces: tuple[Trace, Trace], evened: tuple[Floats, Floats], peak: _Peak) -> Offset | NotAligned:
    """Return the offset with drift from pieces near the best lag."""
    (this, that), (mine, other), coarse, clear = traces, evened, peak.lag, peak.clear
    begin, end = max(0.0, -coarse), min(len(mine) / RATE, len(other) / RATE - coarse)
    shared = end - begin
    length = min(PIECE, max(SHORTEST_PIECE, shared / LEAST_PIECES))
    starts = np.arange(begin, end - length + 1e-9, length)
    pieces: list[tuple[float, float]] = []
    for start in _from_the_middle(starts):
        near = min(pieces, key=lambda one: abs(one[0] - start - length / 2), default=(0.0, coarse))
        found = _piece(evened, start, length, near[1])
        if found is not None:
            pieces.append((start + length / 2, found))
    t, lag = np.array(pieces).reshape(-1, 2).T
    together = np.abs(lag[:, None] - lag[None, :]) <= max(0.02, LARGEST_DRIFT * shared)
    on = together[int(np.argmax(together.sum(axis=1)))] if len(lag) else np.zeros(0, bool)
    if on.sum() < max(AGREEING, PART * _loud(mine, starts, length)):
        return NotAligned("too few moments fit at the same offset", clear)
    rate, rate_error = 1.0, 0.0
    if shared >= DRIFT_OVER and on.sum() >= 5:
        slope = _theil_sen(t[on], lag[on])
        on &= np.abs(lag - slope * t - np.median(lag[on] - slope * t[on])) <= 0.01
        if on.sum() >= 5:
            slope, rate_error = _least_squares(t[on], lag[on])
            if abs(slope) > LARGEST_DRIFT:
                return NotAligned("it would need a drift that no clock of a recorder has", clear)
            rate = 1.0 + slope
    rest = lag[on] - (rate - 1.0) * t[on]
    middle = float(np.median(rest))
    scatter = float(np.std(rest, ddof=1)) if len(rest) > 2 else 0.5 / RATE
    error = math.hypot(scatter / math.sqrt(len(rest)), 0.5 / RATE / math.sqrt(12))
    # rows of both count from their own starts: other_row_time = rate * row_time + middle
    at_zero = that.start + middle - rate * this.start
    return Offset(at_zero, error, rate, rate_error, clear, peak.second, shared, (int(on.sum()), len(starts)))


def _piece(evened: tuple[Floats, Floats], start: float, length: float, expected: float) -> float | None:
    """Return the lag of one piece in seconds, None where it does not stand out near the lag that is expected."""
    mine, other = evened
    first = round(start * RATE)
    piece = mine[first : first + round(length * RATE)]
    reach = round(REACH * RATE)
    low = first + round(expected * RATE) - reach
    there = other[max(0, low) : low + 2 * reach + len(piece)]
    if len(there) < len(piece):
        return None
    heights = sum(np.correlate(there[:, band], piece[:, band], "valid") for band in range(piece.shape[1]))
    assert isinstance(heights, np.ndarray)
    spread = float(np.median(np.abs(heights - np.median(heights)))) * 1.4826
    best = int(np.argmax(heights))
    if spread <= 0 or (heights[best] - np.median(heights)) / spread < PIECE_NEEDED:
        return None
    return (max(0, low) + best + _vertex(heights.astype(np.float64), best) - first) / RATE


def _loud(mine: Floats, starts: Doubles, length: float) -> int:
    """Return in how many pieces something is heard."""
    size = round(length * RATE)
    return sum(bool(np.ptp(mine[round(start * RATE) :][:size], axis=0).any()) for start in starts)


def _from_the_middle(starts: Doubles) -> list[float]:
    """Return the starts so that each but the first has one before it nearby: drift is followed outwards."""
    middle = len(starts) // 2
    return [float(one) for one in (*starts[middle:], *starts[:middle][::-1])]


def _evened(rows: Floats) -> Floats | None:
    """Return rows of even weight: every band against its own mean and spread; None for silence."""
    spread = rows.std(axis=0)
    if not (spread > 1e-4).any():
        return None
    # loud single onsets would outweigh all others: their root keeps their order
    root = np.sqrt(rows / np.where(spread > 1e-4, spread, np.inf))
    return np.asarray(root - root.mean(axis=0), np.float32)


def _correlated(mine: Floats, other: Floats) -> tuple[Doubles, int]:
    """Return the whitened correlation for every lag of ``other`` behind ``mine``, and the first lag, in rows."""
    size = 1 << (len(mine) + len(other) - 1).bit_length()
    total = np.zeros(size)
    for band in range(mine.shape[1]):
        cross = np.conj(np.fft.rfft(mine[:, band], size)) * np.fft.rfft(other[:, band], size)
        total += np.fft.irfft(cross / np.maximum(np.abs(cross), 1e-9 * float(np.abs(cross).max()) + 1e-12), size)
    lags = np.concatenate([total[size - len(mine) + 1 :], total[: len(other)]])
    return lags, 1 - len(mine)


def _vertex(heights: Doubles, at: int) -> float:
    """Return where, from ``at``, the parabola through three neighbouring heights has its vertex."""
    if not 0 < at < len(heights) - 1:
        return 0.0
    before, here, after = (float(heights[at + step]) for step in (-1, 0, 1))
    bend = before - 2 * here + after
    return 0.5 * (before - after) / bend if bend < 0 else 0.0


def _theil_sen(x: Doubles, y: Doubles) -> float:
    """Return the median of the slopes between all pairs (Theil 1950, Sen 1968)."""
    chosen = np.unique(np.linspace(0, len(x) - 1, min(len(x), 400)).astype(np.int64))
    one, two = np.triu_indices(len(chosen), 1)
    wide = x[chosen][two] - x[chosen][one]
    return float(np.median((y[chosen][two] - y[chosen][one])[wide != 0] / wide[wide != 0]))


def _least_squares(x: Doubles, y: Doubles) -> tuple[float, float]:
    """Return the slope and its standard uncertainty."""
    centred = x - x.mean()
    wide = float((centred**2).sum())
    slope = float((centred * y).sum()) / wide
    rest = y - y.mean() - slope * centred
    floor = 0.5 / RATE / math.sqrt(12)
    return slope, max(floor, float(np.sqrt((rest**2).sum() / max(1, len(x) - 2)))) / math.sqrt(wide)
