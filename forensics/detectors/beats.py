"""Short beats: whether every second, third … twelfth value of a series stands out from those between.

What conversion of the frame rate leaves comes back at such a beat: a frame that was made of two others, or a step over
one that was left out. A beat is measured by the difference of means in standard errors, its greatest value left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

SHORTEST: Final = 2
LONGEST: Final = 12
TIMES: Final = 6
"""Times that a beat must fit into the series."""
FEWEST: Final = 24
AROUND: Final = 8
"""Values on each side whose median is the level from which one is told."""
_CLIP: Final = 3.0
_LEAST_SPREAD: Final = 0.05
_FEW: Final = 0.4
"""Weight of a beat of which only a few values are large."""
_BLOCK: Final = 8192
SHORTEST_PASSAGE: Final = 48
CLEARLY: Final = 0.5
"""By how much a passage must be stronger than the whole to be told instead of it."""
_GROWTH: Final = 1.5
_OVERLAP: Final = 6
_TRIED: Final = 8
"""Passages and offsets of each period that are measured closely."""


@dataclass(frozen=True, slots=True)
class Beat:
    """Values at ``offset``, ``offset + period`` … exceed the others by ``strength`` standard errors.

    All of it between ``first`` and before ``end``: the whole series, or a passage of it. ``offset`` is the first such
    value of the passage, ``times`` how many there are.
    """

    period: int
    offset: int
    strength: float
    times: int
    first: int
    end: int


def from_level(values: Numbers) -> Numbers:
    """Return each value less the median of those around it; NaN stays NaN and is no neighbour."""
    padded = np.pad(values, AROUND, constant_values=np.nan)
    result = np.full(len(values), np.nan)
    for at in range(0, len(values), _BLOCK):
        count = min(_BLOCK, len(values) - at)
        around = np.lib.stride_tricks.sliding_window_view(padded[at : at + count + 2 * AROUND], 2 * AROUND + 1)
        known = np.isfinite(values[at : at + count])
        result[at : at + count][known] = values[at : at + count][known] - np.nanmedian(around[known], axis=1)
    return result


def strongest(departures: Numbers, *, known: float = 0.0) -> Beat | None:
    """Return the beat whose values exceed the others most, in the whole or in a passage; None where too few are known.

    Passages of SHORTEST_PASSAGE values and more are tried, of which a share ``known`` is; shorter ones must stand out
    more, because there are more of them: their strength is less by the root of twice the log of how often they fit. The
    whole is told unless a passage is clearly stronger.
    """
    values = np.clip(departures, -_CLIP, _CLIP)
    there = np.isfinite(values)
    spans = _passages(there, known)
    if not len(spans):
        return None
    less = np.sqrt(2 * np.log(len(values) / (spans[:, 1] - spans[:, 0])))
    best: dict[bool, Beat] = {}
    for period in range(SHORTEST, min(LONGEST, len(values) // TIMES) + 1):
        rough = _rough(np.where(there, values, 0.0), there, period, spans) - less[:, np.newaxis]
        closer = {*range(period), *np.argsort(-rough, axis=None, kind="stable")[:_TRIED].tolist()}
        for place in sorted(closer):
            span, offset = divmod(place, period)
            first, end = (int(edge) for edge in spans[span])
            places = first + np.flatnonzero(there[first:end])
            chosen = places % period == offset
            strength = _strength(values[places[chosen]], values[places[~chosen]]) - float(less[span])
            whole = end - first == len(values)
            if chosen.any() and (whole not in best or strength > best[whole].strength):
                at = first + (offset - first) % period
                best[whole] = Beat(period, at, strength, int(chosen.sum()), first, end)
    in_whole, in_part = best.get(True), best.get(False)
    if in_part is None or (in_whole is not None and in_part.strength <= in_whole.strength + CLEARLY):
        return in_whole
    return in_part


def _passages(there: npt.NDArray[np.bool_], known: float) -> npt.NDArray[np.int64]:
    """Return (n, 2) first and end of the whole and of overlapping passages in which enough values are known."""
    count = len(there)
    spans, length = [(0, count)], SHORTEST_PASSAGE
    while length < count:
        stride = max(length // _OVERLAP, 1)
        starts = [*range(0, count - length, stride), count - length]
        spans += [(first, first + length) for first in starts]
        length = int(length * _GROWTH)
    found = np.array(spans, np.int64)
    sums = np.concatenate([[0], np.cumsum(there)])
    counts = sums[found[:, 1]] - sums[found[:, 0]]
    fit = (counts >= FEWEST) & (counts >= known * (found[:, 1] - found[:, 0]))
    return np.asarray(found[fit], np.int64)


def _rough(values: Numbers, there: npt.NDArray[np.bool_], period: int, spans: npt.NDArray[np.int64]) -> Numbers:
    """Return (spans, period) strengths with nothing left out, from running sums: what is worth a closer look."""
    total, square, count = (
        np.concatenate([[0.0], np.cumsum(one)]) for one in (values, values**2, there.astype(np.float64))
    )
    whole, squares, known = (one[spans[:, 1]] - one[spans[:, 0]] for one in (total, square, count))
    result = np.zeros((len(spans), period))
    for offset in range(period):
        sums, counts = (np.concatenate([[0.0], np.cumsum(one[offset::period])]) for one in (values, there))
        edges = np.maximum((spans - offset + period - 1) // period, 0)
        inside, n_inside = (one[edges[:, 1]] - one[edges[:, 0]] for one in (sums, counts))
        outside, n_outside = whole - inside, known - n_inside
        fit = (n_inside >= TIMES) & (n_outside >= TIMES)
        n_in, n_out = np.where(fit, n_inside, 1), np.where(fit, n_outside, 1)
        means = inside / n_in, outside / n_out
        spread = np.sqrt(np.maximum(squares - n_in * means[0] ** 2 - n_out * means[1] ** 2, 0) / (n_in + n_out))
        weight = np.sqrt(n_in * n_out / (n_in + n_out))
        result[:, offset] = np.where(fit, (means[0] - means[1]) / (spread + _LEAST_SPREAD) * weight, 0)
    return result


def _strength(inside: Numbers, outside: Numbers) -> float:
    if len(inside) < TIMES or len(outside) < TIMES:
        return 0.0
    kept = np.sort(inside)[:-1]
    squares = float(kept.var() * len(kept) + outside.var() * len(outside))
    both = len(kept) + len(outside)
    spread = (squares / both) ** 0.5 + _LEAST_SPREAD
    errors = float(kept.mean() - outside.mean()) / spread * (len(kept) * len(outside) / both) ** 0.5
    few = errors > 0 and bool(np.median(kept) <= np.median(outside))
    return float(errors * (_FEW if few else 1.0))
