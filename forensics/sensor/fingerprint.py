"""A sensor's fingerprint: the pattern by which each pixel answers light a little more or less than its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from forensics.sensor.noise import Plane, cleaned, evened, residual

SATURATED = 250
"""Level from which a pixel says nothing: it is full."""


@dataclass(slots=True)
class Estimate:
    """The running estimate of a fingerprint, K = Σ W·I / Σ I² (Chen, Fridrich, Goljan, Lukáš 2008)."""

    pictures: int = 0
    _above: Plane | None = field(default=None, repr=False)
    _below: Plane | None = field(default=None, repr=False)

    def add(self, picture: npt.NDArray[np.uint8], noise: Plane | None = None) -> None:
        """Take a picture (H, W) or (H, W, 3), with its noise where that is known; raise ValueError for another size."""
        light = intensity(picture)
        seen = residual(picture) if noise is None else noise
        if self._above is None or self._below is None:
            self._above, self._below = np.zeros_like(light), np.zeros_like(light)
        if light.shape != self._above.shape:
            raise ValueError(f"a picture of {light.shape[1]}x{light.shape[0]} pixels among others of another size")
        self._above += seen * light
        self._below += light * light
        self.pictures += 1

    def joined(self, other: Estimate) -> Estimate:
        """Return the estimate over the pictures of both."""
        if other._above is None or other._below is None:
            return self
        if self._above is None or self._below is None:
            return other
        return Estimate(self.pictures + other.pictures, self._above + other._above, self._below + other._below)

    def light(self) -> Plane:
        """Return the root mean square light of each pixel; raise ValueError before any picture."""
        if self._below is None:
            raise ValueError("no picture was taken")
        return np.asarray(np.sqrt(self._below / self.pictures), np.float32)

    def noise(self) -> Plane:
        """Return the noise of the pictures weighted by their light, without what a pipeline shares, made even.

        Of a single picture this is its noise; raise ValueError before any picture.
        """
        if self._above is None or self._below is None:
            raise ValueError("no picture was taken")
        return evened(cleaned(np.asarray(self._above / (np.sqrt(self._below) + 1.0), np.float32)))

    def pattern(self) -> Plane:
        """Return the pattern (H, W) float32 without what a pipeline shares; raise ValueError before any picture."""
        if self._above is None or self._below is None:
            raise ValueError("no picture was taken")
        return cleaned(np.asarray(self._above / (self._below + 1.0), np.float32))


def intensity(picture: npt.NDArray[np.uint8]) -> Plane:
    """Return the light of each pixel as (H, W) float32, 0 where it is full."""
    if picture.ndim == 2:
        light = picture.astype(np.float32)
    else:
        light = picture.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    light[light >= SATURATED] = 0
    return light
