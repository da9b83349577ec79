"""Departures of a series from its neighbours of the same kind, and the period at which they come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]

NEIGHBOURS: Final = 4
"""Values of the same kind on each side with which one is compared."""
CLIP: Final = 6.0
SHORTEST: Final = 6
LONGEST: Final = 60
TIMES: Final = 4
"""Times that a period must fit into the series."""
_NORMAL: Final = 1.4826
"""Standard deviation of a normal distribution in median absolute deviations."""
_LEAST_SPREAD: Final = 0.3
"""Added to the spread of the others, so that a series of almost equal values has no strong period."""
_UNMOVED: Final = 0.4
"""Weight of a period whose departures are few large ones: their median is not above the mean of the others."""


@dataclass(frozen=True, slots=True)
class Peak:
    """Departures stand out at ``offset``, ``offset + period`` and so on, by ``strength`` standard errors."""

    period: int
    offset: int
    strength: float
    times: int


def departures(values: Numbers, chosen: Mask, floor: float) -> Numbers:
    """Return by how many robust deviations each chosen value exceeds the median of its chosen neighbours.

    Clipped at CLIP either way, 0 for what was not chosen or has too few neighbours; ``floor`` is the least
    deviation that counts, in units of the values.
    """
    result = np.zeros(len(values))
    places = np.flatnonzero(chosen)
    if len(places) < 2 * NEIGHBOURS + 1:
        return result
    taken = values[places]
    width = 2 * NEIGHBOURS + 1
    starts = np.clip(np.arange(len(places)) - NEIGHBOURS, 0, len(places) - width)
    around = np.lib.stride_tricks.sliding_window_view(taken, width)[starts]
    others = np.ones(around.shape, np.bool_)
    others[np.arange(len(places)), np.arange(len(places)) - starts] = False
    neighbours = around[others].reshape(len(places), width - 1)
    middle = np.median(neighbours, axis=1)
    spread = np.median(np.abs(neighbours - middle[:, np.newaxis]), axis=1) * _NORMAL
    result[places] = np.clip((taken - middle) / (spread + floor), -CLIP, CLIP)
    return result


def strongest(series: Numbers, usable: Mask, *, offsets: bool) -> Peak | None:
    """Return the period from SHORTEST to LONGEST that stands out most, or None for too short a series.

    The mean of the values at a period's places, the greatest of them left out so that one event makes no period, less
    the mean of the others, in standard errors of the others. With ``offsets`` every offset is tried, else only 0.
    """
    peaks = [
        peak
        for period in range(SHORTEST, min(LONGEST, len(series) // TIMES) + 1)
        if (peak := _at(series, usable, period, offsets=offsets)) is not None
    ]
    return max(peaks, key=lambda peak: peak.strength, default=None)


def _at(series: Numbers, usable: Mask, period: int, *, offsets: bool) -> Peak | None:
    """Return the best offset of one period."""
    phase, values = (np.arange(len(series)) % period)[usable], series[usable]
    times = np.bincount(phase, minlength=period)
    sums, squares = (np.bincount(phase, weights=w, minlength=period) for w in (values, values**2))
    greatest = np.full(period, -np.inf)
    np.maximum.at(greatest, phase, values)
    rest = np.maximum(len(values) - times, 1)
    middle = (sums.sum() - sums) / rest
    spread = np.sqrt(np.maximum((squares.sum() - squares) / rest - middle**2, 0)) + _LEAST_SPREAD
    kept = np.maximum(times - 1, 1)
    strengths = ((sums - np.where(times > 0, greatest, 0)) / kept - middle) / spread * np.sqrt(times)
    strengths[times < TIMES - 1] = -np.inf
    if not offsets:
        strengths[1:] = -np.inf
    best = None
    for offset in np.argsort(-strengths, kind="stable")[:3].tolist():
        if np.isfinite(strengths[offset]):
            few = strengths[offset] > 0 and np.median(values[phase == offset]) <= middle[offset]
            strength = float(strengths[offset]) * (_UNMOVED if few else 1)
            if best is None or strength > best.strength:
                best = Peak(period, offset, strength, int(times[offset]))
    return best
