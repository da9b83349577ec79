"""Points of a key frame and what stands around each: RootSIFT, kept in four bits a value.

SIFT: Lowe, Distinctive Image Features from Scale-Invariant Keypoints, IJCV 60 (2004); the square root after
normalising by the sum: Arandjelović and Zisserman, CVPR 2012. The strongest points of each cell of a grid are kept, so
that a caption or a logo cannot take all places, and a share is kept for large structures, which are what remains when
the picture stands small in another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from forensics.fingerprint.video import DESCRIPTOR_BYTES, Points, quantised

MOST: Final = 320
"""Points of a key frame."""
LARGE_SHARE: Final = 0.3
LARGE: Final = 3.0
"""How many times the smallest size a structure must have to count as large."""
GRID: Final = 5
_CONTRAST: Final = 0.015
_EDGE: Final = 12.0
_SMALLEST: Final = 2.0
"""Diameter in pixels of the smallest points that SIFT gives, about."""


def points(grey: npt.NDArray[np.uint8], *, few: bool = False) -> Points:
    """Return the points of a grey picture; places and sizes are in shares of its longest side.

    ``few`` expects less than MOST: describing all that are found then saves smoothing the picture a second time.
    """
    found, all_described = _sift().detectAndCompute(grey, None) if few else (_sift().detect(grey, None), None)
    chosen = _chosen(found, (grey.shape[1], grey.shape[0]))
    if not chosen:
        return Points.none()
    kept: Sequence[cv2.KeyPoint] = [found[place] for place in chosen]
    if all_described is None:
        kept, described = _sift().compute(grey, kept)
    else:
        described = all_described[chosen]
    longest = max(grey.shape)
    geometry = np.array([(p.pt[0] / longest, p.pt[1] / longest, p.size / longest, p.angle) for p in kept], np.float32)
    rooted = np.sqrt(described / (described.sum(axis=1, keepdims=True) + 1e-7))
    return Points.of(geometry, quantised(rooted.astype(np.float32)).reshape(-1, DESCRIPTOR_BYTES))


def _chosen(found: Sequence[cv2.KeyPoint], size: tuple[int, int]) -> list[int]:
    """Return the places of the points that are kept, in the order in which they were found."""
    if not found:
        return []
    strength = np.array([point.response for point in found])
    large = np.array([point.size for point in found]) >= LARGE * _SMALLEST
    place = np.array([point.pt for point in found]) * GRID / np.array(size)
    cell = np.clip(place[:, 1].astype(int), 0, GRID - 1) * GRID + np.clip(place[:, 0].astype(int), 0, GRID - 1)
    first = _round_robin(np.flatnonzero(large), cell, strength)[: int(MOST * LARGE_SHARE)]
    rest = np.setdiff1d(np.arange(len(found)), first)
    second = _round_robin(rest, cell, strength)[: MOST - len(first)]
    return sorted([*map(int, first), *map(int, second)])


def _round_robin(
    these: npt.NDArray[np.int64], cell: npt.NDArray[np.int64], strength: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """Order points so that each cell gives its strongest, then each its second, and so on."""
    ordered = these[np.lexsort((-strength[these], cell[these]))]
    cells = cell[ordered]
    rank = np.arange(len(ordered)) - np.searchsorted(cells, cells)
    return np.asarray(ordered[np.lexsort((-strength[ordered], rank))], np.int64)


@cache
def _sift() -> cv2.SIFT:
    return cv2.SIFT.create(nfeatures=0, nOctaveLayers=3, contrastThreshold=_CONTRAST, edgeThreshold=_EDGE)
