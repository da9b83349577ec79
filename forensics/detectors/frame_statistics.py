"""Statistics of frames that differ between some generators' films and cameras' films: spectrum, grids, and motion."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.float32]
SIDE = 256
"""Pixels of the square, cut from the centre at the film's own size, that a spectrum is taken of."""
PERIODS = (8, 4, 2)
"""Periods in pixels of grids that upsamplers, and codecs too, leave."""


@dataclass(slots=True)
class Statistics:
    """Sums over the frames of a film: spectra of what a Laplacian leaves, and differences in time."""

    frames: int = 0
    _power: npt.NDArray[np.float64] | None = None
    _before: Plane | None = None
    _step: Plane | None = None
    _steps: list[tuple[float, float, float]] = field(default_factory=list)

    def add(self, centre: Plane, small: Plane) -> None:
        """Take the centre (256, 256) of a frame at its own size, and the frame made small (H, W)."""
        import cv2

        left = centre - cv2.GaussianBlur(centre, (0, 0), 1.2)
        window = np.outer(np.hanning(SIDE), np.hanning(SIDE))
        power = np.abs(np.fft.fft2(left * window)) ** 2
        self._power = power if self._power is None else self._power + power
        if self._before is not None:
            step = small - self._before
            size = float(np.abs(step).mean())
            if self._step is not None:
                second = float(np.abs(step - self._step).mean())
                along = float((step * self._step).mean() / (step.std() * self._step.std() + 1e-6))
                self._steps.append((size, second, along))
            self._step = step
        self._before = small
        self.frames += 1

    def values(self) -> dict[str, float]:
        """Return the statistics by name; raise ValueError for fewer than three frames."""
        if self._power is None or not self._steps:
            raise ValueError("fewer than three frames")
        found = {f"grid_{period}": self._grid(period) for period in PERIODS}
        found["slope"], found["high"] = self._fall()
        size, second, along = (np.array(one) for one in zip(*self._steps, strict=True))
        moved = size > 0.05
        found["jerk"] = float(np.median(second[moved] / size[moved])) if moved.any() else 0.0
        found["persistence"] = float(np.median(along[moved])) if moved.any() else 0.0
        return found

    def _grid(self, period: int) -> float:
        """Return by how many decibels the spectrum stands out on both axes' and diagonals' points of a period."""
        assert self._power is not None
        level = 10 * np.log10(self._power + 1e-9)
        at = SIDE // period
        points = [(0, at), (at, 0), (at, at), (at, SIDE - at)]
        return float(np.mean([level[y % SIDE, x % SIDE] - self._around(level, y % SIDE, x % SIDE) for y, x in points]))

    @staticmethod
    def _around(level: npt.NDArray[np.float64], y: int, x: int) -> float:
        ys, xs = np.arange(y - 5, y + 6) % SIDE, np.arange(x - 5, x + 6) % SIDE
        return float(np.median(level[np.ix_(ys, xs)]))

    def _fall(self) -> tuple[float, float]:
        """Return the slope of the power over the logarithm of frequency, and the share above half of Nyquist."""
        assert self._power is not None
        at = np.fft.fftfreq(SIDE)
        radius = np.hypot(at[:, None], at[None, :])
        edges = np.geomspace(0.04, 0.5, 16)
        rings = [self._power[(radius >= low) & (radius < high)].mean() for low, high in pairwise(edges)]
        middle = np.log10(np.sqrt(edges[:-1] * edges[1:]))
        slope = float(np.polyfit(middle, 10 * np.log10(np.array(rings) + 1e-9), 1)[0])
        share = float(self._power[radius > 0.25].sum() / max(float(self._power.sum()), 1e-9))
        return slope, share
