"""How well a picture's noise agrees with a sensor's pattern: the peak-to-correlation energy, in place or shifted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forensics.sensor.noise import Plane

PEAK = 5
"""Pixels around the peak, each way, that do not count as energy."""
THRESHOLD = 60.0
"""PCE above which agreement is reported: about 2 in 100,000 other cameras pass it (Goljan, Fridrich, Filler 2009)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Correlation of noise with a pattern: PCE (signed) and normalised correlation, at a shift and a quarter turn."""

    pce: float
    correlation: float
    dx: int
    dy: int
    turn: int
    """Quarter turns of the picture against the pattern, anticlockwise."""


def agreement(noise: Plane, expected: Plane, *, shifts: int = 0) -> Agreement:
    """Return the agreement of noise with what a pattern would leave there, both (H, W).

    ``shifts`` 0 looks at the same place only, the right thing where the geometry is known; otherwise the best within
    so many pixels each way is taken, which a chance peak reaches more easily.
    """
    surface = _correlation(noise, expected)
    scale = float(np.sqrt((noise.astype(np.float64) ** 2).sum() * (expected.astype(np.float64) ** 2).sum()))
    dy, dx = _place(surface, shifts)
    peak = float(surface[dy, dx])
    energy = _energy(surface, dy, dx)
    pce = 0.0 if not energy else float(np.sign(peak)) * peak * peak / energy
    return Agreement(pce, peak / scale if scale else 0.0, dx, dy, 0)


def _correlation(noise: Plane, expected: Plane) -> npt.NDArray[np.float64]:
    one, two = (plane - plane.mean(dtype=np.float64) for plane in (noise, expected))
    return np.fft.irfft2(np.fft.rfft2(one) * np.conj(np.fft.rfft2(two)), s=noise.shape)


def _place(surface: npt.NDArray[np.float64], shifts: int) -> tuple[int, int]:
    if not shifts:
        return 0, 0
    height, width = surface.shape
    rows, columns = min(shifts, (height - 1) // 2), min(shifts, (width - 1) // 2)
    ys, xs = np.arange(-rows, rows + 1), np.arange(-columns, columns + 1)
    near = surface[np.ix_(ys, xs)]
    at = int(near.argmax())
    return int(ys[at // len(xs)]), int(xs[at % len(xs)])


def _energy(surface: npt.NDArray[np.float64], dy: int, dx: int) -> float:
    """Return the mean square of the surface outside the peak's neighbourhood, which wraps around the edges."""
    height, width = surface.shape
    around = np.ix_(np.arange(dy - PEAK, dy + PEAK + 1) % height, np.arange(dx - PEAK, dx + PEAK + 1) % width)
    outside = surface.size - (2 * PEAK + 1) ** 2
    if outside <= 0:
        return 0.0
    return float(((surface**2).sum() - (surface[around] ** 2).sum()) / outside)
