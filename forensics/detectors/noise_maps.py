"""The noise level of a picture block by block, from what a Laplacian leaves of smooth blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.float32]
BLOCK = 16
COLUMNS, ROWS = 8, 6
SHARE = 25
"""Hundredth of the blocks of a cell that are taken: the smoothest ones carry noise and little texture."""
LEAST_BLOCKS = 6
DARK, BRIGHT = 24.0, 232.0
"""Mean levels outside which a block is left out: clipping hides noise."""


@dataclass(frozen=True, slots=True)
class NoiseMap:
    """Noise of each cell (ROWS, COLUMNS) in levels of 255, NaN where no block is fit; its mean light; the whole."""

    cells: Plane
    light: Plane
    level: float


def noise_map(grey: npt.NDArray[np.uint8]) -> NoiseMap | None:
    """Return the noise of a picture (Immerkær 1996, by blocks), None where no block is fit for it."""
    import cv2

    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    left = np.abs(cv2.filter2D(grey, cv2.CV_32F, kernel)) * np.float32(np.sqrt(np.pi / 2) / 6)
    size = (grey.shape[1] // BLOCK, grey.shape[0] // BLOCK)
    if min(size) < 2:
        return None
    whole = (slice(0, size[1] * BLOCK), slice(0, size[0] * BLOCK))
    noise = np.asarray(cv2.resize(left[whole], size, interpolation=cv2.INTER_AREA), np.float32)
    light = np.asarray(cv2.resize(grey[whole], size, interpolation=cv2.INTER_AREA), np.float32)
    fit = (light > DARK) & (light < BRIGHT)
    if fit.sum() < LEAST_BLOCKS:
        return None
    cells, lights = (np.full((ROWS, COLUMNS), np.nan, np.float32) for _ in range(2))
    rows, columns = (np.linspace(0, side, n + 1).astype(int) for side, n in ((size[1], ROWS), (size[0], COLUMNS)))
    for r in range(ROWS):
        for c in range(COLUMNS):
            part = (slice(rows[r], rows[r + 1]), slice(columns[c], columns[c + 1]))
            here = fit[part]
            if here.sum() >= LEAST_BLOCKS:
                cells[r, c] = np.percentile(noise[part][here], SHARE)
                lights[r, c] = light[part][here].mean()
    return NoiseMap(cells, lights, float(np.percentile(noise[fit], SHARE)))


def apart(cells: Plane) -> Plane:
    """Return by how many doublings each cell's noise lies from the median of all, NaN where it was not measured."""
    known = np.where(cells > 0, cells, np.nan)
    if not np.isfinite(known).any():
        return np.full_like(cells, np.nan)
    return np.asarray(np.log2((known + 0.1) / (np.nanmedian(known) + 0.1)), np.float32)
