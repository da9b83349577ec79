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


@dataclass(frozen=True, slots=True)
class Beat:
    """Values at ``offset``, ``offset + period`` … exceed the others by ``strength`` standard errors."""

    period: int
    offset: int
    strength: float
    times: int


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


def strongest(departures: Numbers) -> Beat | None:
    """Return the beat whose values exceed the others most, or None where too few values are known."""
    places = np.flatnonzero(np.isfinite(departures))
    if len(places) < FEWEST:
        return None
    values = np.clip(departures[places], -_CLIP, _CLIP)
    best: Beat | None = None
    for period in range(SHORTEST, min(LONGEST, len(departures) // TIMES) + 1):
        for offset in range(period):
            chosen = places % period == offset
            strength = _strength(values[chosen], values[~chosen])
            if best is None or strength > best.strength:
                best = Beat(period, offset, strength, int(chosen.sum()))
    return best


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
