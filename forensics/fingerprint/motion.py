"""Times made exact by motion: how much the picture changes from moment to moment is the same in every copy.

The curve survives cropping, overlays, mirroring and recompression; it is compared within a little of where marks and
points put a stretch, by normalised correlation after slow changes are taken off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.video import VideoFingerprint

Curve = npt.NDArray[np.float64]

STEP: Final = 0.04
"""Seconds between the values that are compared."""
_SLOW: Final = 25
"""Values over which the slow part is averaged: one second."""
SHORTEST: Final = 1.6
LONGEST: Final = 60.0
"""Seconds of a stretch that are compared; of longer ones the middle."""
LEAST: Final = 0.5
"""Correlation below which motion says nothing."""
BETTER: Final = 0.03
NEAR: Final = 0.12
"""Seconds by which a line may be off when it is asked how well motion agrees on it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """there = offset + speed x here, and the correlation of the motion on it."""

    offset: float
    speed: float
    correlation: float


def fitted(
    this: VideoFingerprint,
    that: VideoFingerprint,
    start: float,
    end: float,
    rough: tuple[float, float],
    *,
    reach: float,
    stretch: float,
) -> Fit | None:
    """Return the line near ``rough`` (offset, speed) on which the motion of both agrees best, None where on none.

    ``rough`` itself is kept unless another line is better by BETTER.

    ``reach`` is in seconds, ``stretch`` a ratio by which the speed may differ.
    """
    middle = (start + end) / 2
    half = min(end - start, LONGEST) / 2
    if 2 * half < SHORTEST or min(len(this.move_pts), len(that.move_pts)) < 10:
        return None
    at = np.arange(middle - half, middle + half, STEP)
    mine = _quick(np.interp(at, this.move_times(), _levels(this)))
    times, levels = that.move_times(), _levels(that)
    centre = rough[0] + rough[1] * middle
    shifts = np.arange(-reach, reach + STEP / 4, STEP / 2)
    speeds = rough[1] * (1 + stretch * np.linspace(-1, 1, 25 if stretch > 0.03 else 7))
    best = Fit(rough[0], rough[1], _correlation(mine, np.interp(rough[0] + rough[1] * at, times, levels)))
    least = max(LEAST, best.correlation + BETTER)
    for speed in (rough[1], *speeds):
        asked = (centre + (at - middle) * speed)[None] + shifts[:, None]
        values = _correlations(mine, np.interp(asked.ravel(), times, levels).reshape(asked.shape))
        top = int(values.argmax())
        if values[top] > max(least, best.correlation + 1e-9):
            shift = shifts[top] + _peak(values, top) * (STEP / 2)
            best = Fit(float(centre + shift - speed * middle), float(speed), float(values[top]))
    return best if best.correlation >= LEAST else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well the motion of both agrees on a line, and how much it varies here and there (deviation of its log)."""

    correlation: float
    here: float
    there: float


def agreement(
    this: VideoFingerprint, that: VideoFingerprint, span: tuple[float, float], line: tuple[float, float]
) -> Agreement | None:
    """Return how the motion of both agrees on a line (offset, speed), within a frame or two; None where too short."""
    middle, half = (span[0] + span[1]) / 2, min(span[1] - span[0], LONGEST) / 2
    if 2 * half < SHORTEST or min(len(this.move_pts), len(that.move_pts)) < 10:
        return None
    at = np.arange(middle - half, middle + half, STEP)
    mine = _quick(np.interp(at, this.move_times(), _levels(this)))
    asked = (line[0] + line[1] * at)[None] + np.arange(-NEAR, NEAR + STEP / 4, STEP / 2)[:, None]
    values = np.interp(asked.ravel(), that.move_times(), _levels(that)).reshape(asked.shape)
    correlations = _correlations(mine, values)
    best = int(correlations.argmax())
    return Agreement(float(correlations[best]), float(mine.std()), float(_quick(values[best]).std()))


def _levels(one: VideoFingerprint) -> Curve:
    return np.log1p(one.move_levels.astype(np.float64) / 20)


def _quick(curve: Curve) -> Curve:
    """Return a curve, or rows of them, without its slow part."""
    rows = np.atleast_2d(curve)
    padded = np.pad(rows, ((0, 0), (_SLOW // 2 + 1, _SLOW // 2)), mode="edge")
    sums = np.cumsum(padded, axis=1)
    return np.asarray((rows - (sums[:, _SLOW:] - sums[:, :-_SLOW]) / _SLOW).reshape(np.shape(curve)))


def _correlations(mine: Curve, others: Curve) -> Curve:
    quick = _quick(others)
    norm = np.linalg.norm(mine) * np.linalg.norm(quick, axis=1)
    return np.asarray((quick @ mine) / np.maximum(norm, 1e-9))


def _correlation(mine: Curve, other: Curve) -> float:
    return float(_correlations(mine, other[None])[0])


def _peak(values: Curve, top: int) -> float:
    """Return where the parabola through a peak and its neighbours is highest, in steps from the peak."""
    if not 0 < top < len(values) - 1:
        return 0.0
    left, mid, right = values[top - 1 : top + 2]
    bend = left - 2 * mid + right
    return float(np.clip(0.5 * (left - right) / bend, -0.5, 0.5)) if bend < 0 else 0.0
