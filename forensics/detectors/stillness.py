"""Tell runs of frames that repeat the one before: single ones, regular ones, and long frozen runs.

Input is the change of each frame from the one before (mean square grey levels of small pictures), and whether it is
exactly the same picture. A repeat counts only where pictures move before or after it: in a still passage of a scene
frames are alike without anybody's doing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

ALIKE: Final = 0.3
"""Mean square grey levels up to which a frame may repeat the one before."""
OF_MOVING: Final = 0.04
"""Share of the change of moving pictures nearby up to which it may as well: encoders refine a picture that stays."""
CONTRAST: Final = 10.0
"""Times by which the pictures around a repeat must change more than those of the repeat."""
FROZEN: Final = 6
"""Repeats in a row from which on a run is called frozen."""
FROZEN_ALIKE: Final = 0.03
"""Mean square grey levels that the usual repeat of a frozen run may differ by."""
FROZEN_CONTRAST: Final = 20.0
AROUND: Final = 8
_FLOOR: Final = 0.02
_RENEWED: Final = 6.0
"""Mean square grey levels by which a key frame may renew a picture that stays."""
_NEARBY: Final = 24
_BLOCK: Final = 8192
_LONGEST_PERIOD: Final = 12
_REGULAR: Final = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Repeat:
    """Frames ``first`` to ``first + count`` (exclusive) repeat frame ``first - 1``."""

    first: int
    count: int
    exact: bool
    """Whether every one of them is the same picture to the bit."""
    contrast: float
    """How many times more the pictures around change."""


def repeats(change: npt.NDArray[np.float64], exact: npt.NDArray[np.bool_], key: npt.NDArray[np.bool_]) -> list[Repeat]:
    """Return repeats that stand out from moving pictures around them, in order.

    One key frame inside a run may differ more: encoders set a still picture anew there.
    """
    low = exact | (change <= np.maximum(ALIKE, OF_MOVING * _moving_level(change)))
    if len(low):
        low[0] = False
    bridged = low.copy()
    inner = np.flatnonzero(key[1:-1] & low[:-2] & low[2:] & (change[1:-1] <= _RENEWED)) + 1
    bridged[inner] = True
    edges = np.flatnonzero(np.diff(np.concatenate([[0], bridged.astype(np.int8), [0]])))
    found = []
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        frozen = end - first >= FROZEN
        moving = _moving_around(change, ~low & ~key, first, end, at_least=AROUND // 2 if frozen else 1)
        inside = float(np.median(change[first:end]))
        contrast = moving / max(inside, _FLOOR)
        if contrast >= (FROZEN_CONTRAST if frozen else CONTRAST) and (inside <= FROZEN_ALIKE or not frozen):
            found.append(Repeat(first, end - first, bool(exact[first:end].all()), contrast))
    return found


def _moving_level(change: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return for each frame the change that four fifths of the frames around it do not exceed."""
    padded = np.pad(change, _NEARBY, mode="edge" if len(change) else "empty")
    level = np.zeros(len(change))
    for at in range(0, len(change), _BLOCK):
        count = min(_BLOCK, len(change) - at)
        around = np.lib.stride_tricks.sliding_window_view(padded[at : at + count + 2 * _NEARBY], 2 * _NEARBY + 1)
        level[at : at + count] = np.percentile(around, 80, axis=1)
    return level


def _moving_around(
    change: npt.NDArray[np.float64], moving: npt.NDArray[np.bool_], first: int, end: int, *, at_least: int
) -> float:
    """Return the lesser of the usual changes before and after a run; 0 where one side moves too little.

    At either end of the clip, where a side has hardly any frames, the other one decides.
    """
    sides = []
    for start, stop in ((max(1, first - AROUND), first), (end, min(end + AROUND, len(change)))):
        if stop - start < at_least:
            continue
        part = change[start:stop][moving[start:stop]]
        sides.append(float(np.median(part)) if len(part) >= at_least else 0.0)
    return min(sides, default=0.0)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Repeats at regular distance: one in ``period`` frames, ``share`` of the short repeats follow it."""

    period: int
    share: Fraction
    count: int


def pattern(found: Sequence[Repeat]) -> Pattern | None:
    """Return the regular pattern that at least four fifths of the short repeats follow, or None."""
    places = [repeat.first for repeat in found if repeat.count < FROZEN]
    if len(places) < 4:
        return None
    distances = Counter(b - a for a, b in pairwise(places))
    period, _ = max(distances.items(), key=lambda item: (item[1], -item[0]))
    if not 2 <= period <= _LONGEST_PERIOD:
        return None
    regular = sum(count for distance, count in distances.items() if distance % period == 0 and distance <= 3 * period)
    share = Fraction(regular, len(places) - 1)
    return Pattern(period, share, regular + 1) if share >= _REGULAR else None
