"""Whether each moment of a stretch agrees with its own moment of the other video, and not with those around it.

Two recordings of one scene from one place look alike all the time: a hash of one agrees as well with the moment that
the line gives as with those a second before and after. In a copy, where the picture changes at all, it agrees with its
own only. Nothing follows where the picture stays the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.dct_hash import MIRRORED, ORIENTATIONS, POOR, distances, oriented
from forensics.fingerprint.video import VideoFingerprint

FAR_FROM, FAR_TO, STEP = 0.75, 2.5, 0.25
"""Seconds before and after its own moment with which a hash is compared, and the steps in between."""
NEAR: Final = 0.14
"""Seconds by which a mark may lie off the moment that is asked for: half of what lies between two."""
FEWEST: Final = 6
"""Moments that must have a mark in both videos."""
SPREAD: Final = 8.0
"""Bits that are added to what the own moments differ in, so that little is not made of a few bits."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Bits of 256 in which hashes differ from their own moments and, at the least of all lags, from those around."""

    own: float
    around: float
    moments: int

    @property
    def times(self) -> float:
        """Return how many times more the moments around differ than the own ones do, less one."""
        return (self.around - self.own) / (self.own + SPREAD)


def contrast(
    this: VideoFingerprint,
    that: VideoFingerprint,
    span: tuple[float, float],
    line: tuple[float, float],
    *,
    mirrored: bool,
) -> Contrast | None:
    """Return the contrast of ``span`` (seconds here) on ``line`` (offset, speed), of the rectangles that agree best."""
    times = this.mark_times()
    inside = (times >= span[0] - 1e-6) & (times <= span[1] + 1e-6) & (this.mark_quality >= POOR)
    best: Contrast | None = None
    for rectangle in np.unique(this.mark_rectangle[inside]):
        here = np.flatnonzero(inside & (this.mark_rectangle == rectangle))
        for other in np.unique(that.mark_rectangle):
            there = np.flatnonzero((that.mark_rectangle == other) & (that.mark_quality >= POOR))
            if min(len(here), len(there)) < FEWEST:
                continue
            own_times = line[0] + line[1] * times[here]
            for orientation in range(len(ORIENTATIONS)):
                if (orientation in MIRRORED) != mirrored:
                    continue
                apart = distances(oriented(this.mark_bits[here], orientation), that.mark_bits[there])
                made = _of(apart.astype(np.float64), own_times, that.mark_times()[there], max(1.0, line[1]))
                if made is not None and (best is None or made.own < best.own):
                    best = made
    return best


def _of(
    apart: npt.NDArray[np.float64], asked: npt.NDArray[np.float64], there: npt.NDArray[np.float64], speed: float
) -> Contrast | None:
    """Return the contrast by the bits between marks here, which belong at ``asked`` there, and all marks there."""

    def at(lag: float) -> tuple[float, int]:
        nearest = np.abs(there[None] - (asked + lag)[:, None]).argmin(axis=1)
        held = np.flatnonzero(np.abs(there[nearest] - (asked + lag)) <= NEAR * speed)
        return (float(apart[held, nearest[held]].mean()), len(held)) if len(held) >= FEWEST - 2 else (256.0, 0)

    # The line may be a mark off: the best of three counts as the own moment.
    own, moments = min((at(lag) for lag in (-STEP, 0.0, STEP)), key=lambda found: found[0])
    lags = np.arange(FAR_FROM, FAR_TO + STEP / 2, STEP)
    around = [at(float(sign * lag)) for lag in lags for sign in (-1, 1)]
    told = [bits for bits, count in around if count]
    return Contrast(own, min(told), moments) if moments >= FEWEST and told else None
