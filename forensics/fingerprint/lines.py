"""Straight lines through pairs of times: there = offset + speed x here. Each line is one stretch of a copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Times = npt.NDArray[np.float64]

SPEEDS: Final = np.array([1.0, *(np.exp2(step / 28) for step in range(-28, 29) if step)])
"""Half to double in steps of 2.5 %, unchanged first, so that it wins a tie."""
NEAR: Final = 0.36
"""Seconds by which a pair may miss its line."""
GAP: Final = 3.2
"""Seconds without a pair after which a stretch has ended."""
MOST: Final = 24
_STRONGEST: Final = 30_000


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch: ``there = offset + speed * here`` for here in start..end; ``taken`` are the pairs that lie on it."""

    offset: float
    speed: float
    start: float
    end: float
    support: float
    taken: npt.NDArray[np.int64]


def lines(here: Times, there: Times, weight: Times, telling: Times, *, least: float) -> Iterator[Line]:
    """Yield stretches, the best supported first, until none has ``least`` support.

    ``telling`` says how much a pair tells about the times, and chooses between lines; pairs that tell nothing are left
    out. The support of a stretch is the sum over moments ``here`` of the weight of the best pair on it. Moments that
    a stretch has used are not used again.
    """
    left = np.flatnonzero(telling > 0)
    if len(left) > _STRONGEST:
        left = np.sort(left[np.argsort(-telling[left], kind="stable")[:_STRONGEST]])
    for _ in range(MOST):
        found = _best(here[left], there[left], weight[left], telling[left])
        if found is None or found.support < least:
            return
        taken = left[found.taken]
        yield Line(found.offset, found.speed, found.start, found.end, found.support, taken)
        inside = (here[left] >= found.start - 1e-6) & (here[left] <= found.end + 1e-6)
        left = left[~inside]


def _best(here: Times, there: Times, weight: Times, telling: Times) -> Line | None:
    best: Line | None = None
    most = 0.0
    for speed in SPEEDS:
        off = there - speed * here
        for offset in _peaks(off, telling):
            on = np.flatnonzero(np.abs(off - offset) <= NEAR)
            near = 1.001 - (np.abs(off[on] - offset) / NEAR) ** 2
            worth, best_of_each, taken = _longest(here[on], telling[on] * near)
            # A speed other than 1 must explain more, not as much.
            worth *= 1.0 if speed == 1.0 else 0.94
            if worth > most:
                most, run = worth, here[on[taken]]
                support = float(weight[on[best_of_each]].sum())
                best = Line(float(offset), float(speed), float(run.min()), float(run.max()), support, on[taken])
    return best


def _peaks(off: Times, weight: Times) -> Iterator[float]:
    """Yield the three offsets around which most weight lies, in steps of an eighth of a second."""
    if not len(off):
        return
    step = 0.125
    low = off.min()
    sums = np.bincount(((off - low) / step).astype(np.int64), weight)
    smooth = np.convolve(sums, [0.25, 0.6, 1, 0.6, 0.25], "same")
    for _ in range(min(3, len(smooth))):
        top = int(smooth.argmax())
        yield float(low + (top + 0.5) * step)
        smooth[max(0, top - 3) : top + 4] = -1


def _longest(here: Times, weight: Times) -> tuple[float, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the worth of the best run without a gap, its best pair of each moment, and all of its pairs."""
    none = np.zeros(0, np.int64)
    if not len(here):
        return 0.0, none, none
    order = np.lexsort((-weight, here))
    steps = np.diff(here[order])
    first = np.concatenate([[True], steps > 1e-9])
    run = np.cumsum(np.concatenate([[0], steps > GAP]).astype(np.int64))
    worths = np.bincount(run, np.where(first, weight[order], 0.0))
    best = run == int(worths.argmax())
    return float(worths.max()), order[best & first], np.sort(order[best])
