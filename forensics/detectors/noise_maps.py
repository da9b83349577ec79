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
TOGETHER = 16
"""Rows of blocks that are looked at together: what is made of them stays near the processor."""
DARK, BRIGHT = 24.0, 232.0
"""Mean levels outside which a block is left out: clipping hides noise."""


@dataclass(frozen=True, slots=True)
class NoiseMap:
    """Noise of each cell (ROWS, COLUMNS) in levels of 255, NaN where no block is fit, and of the whole."""

    cells: Plane
    level: float


def noise_map(grey: npt.NDArray[np.uint8]) -> NoiseMap | None:
    """Return the noise of a picture (Immerkær 1996, by blocks), None where no block is fit for it."""
    size = (grey.shape[1] // BLOCK, grey.shape[0] // BLOCK)
    if min(size) < 2:
        return None
    noise, light = (np.empty(size[::-1], np.float32) for _ in range(2))
    for first in range(0, size[1], TOGETHER):
        part = slice(first, min(first + TOGETHER, size[1]))
        noise[part], light[part] = _sums_of_rows(grey, part)
    noise *= np.float32(np.sqrt(np.pi / 2) / 6 / BLOCK**2)
    light = np.rint(light / np.float32(BLOCK**2))
    fit = (light > DARK) & (light < BRIGHT)
    if fit.sum() < LEAST_BLOCKS:
        return None
    cells = np.full((ROWS, COLUMNS), np.nan, np.float32)
    rows, columns = (np.linspace(0, side, n + 1).astype(int) for side, n in ((size[1], ROWS), (size[0], COLUMNS)))
    for r in range(ROWS):
        for c in range(COLUMNS):
            cell = (slice(rows[r], rows[r + 1]), slice(columns[c], columns[c + 1]))
            here = noise[cell][fit[cell]]
            if here.size >= LEAST_BLOCKS:
                cells[r, c] = _smooth(here)
    return NoiseMap(cells, float(_smooth(noise[fit])))


def _sums_of_rows(grey: npt.NDArray[np.uint8], rows: slice) -> tuple[Plane, Plane]:
    """Return for some rows of blocks the sums of what a Laplacian leaves and of the light, all of them exact."""
    import cv2

    top, bottom, width = rows.start * BLOCK, rows.stop * BLOCK, grey.shape[1] // BLOCK * BLOCK
    above = min(top, 1)  # the lines beside belong to what the filter sees
    # Sobel's second derivative in both directions is Immerkær's kernel.
    left = cv2.Sobel(grey[top - above : bottom + 1], cv2.CV_16S, 2, 2, ksize=3)[above : above + bottom - top, :width]
    return _sums(np.abs(left, out=left)), _sums(grey[top:bottom, :width])


def _sums(picture: npt.NDArray[np.uint8] | npt.NDArray[np.int16]) -> Plane:
    """Return the sum of each block of a picture of whole blocks; its values are at most 2040, so that 16 fit."""
    import cv2

    rows = np.add.reduce(picture.reshape(-1, BLOCK, picture.shape[1]), axis=1, dtype=np.int16)
    parts = rows.astype(np.float32).reshape(len(rows), -1, BLOCK)
    return np.asarray(cv2.transform(parts, np.ones((1, BLOCK), np.float32)), np.float32).reshape(parts.shape[:2])


def _smooth(noise: Plane) -> np.float32:
    """Return the level that SHARE hundredths of the blocks lie below (linear between two blocks)."""
    ordered = np.sort(noise)
    at = (len(ordered) - 1) * SHARE / 100
    low = ordered[int(at)]
    return np.float32(low + (ordered[min(int(at) + 1, len(ordered) - 1)] - low) * np.float32(at - int(at)))


def apart(cells: Plane) -> Plane:
    """Return by how many doublings each cell's noise lies from the median of all, NaN where it was not measured."""
    known = np.where(cells > 0, cells, np.nan)
    if not np.isfinite(known).any():
        return np.full_like(cells, np.nan)
    return np.asarray(np.log2((known + 0.1) / (np.nanmedian(known) + 0.1)), np.float32)
