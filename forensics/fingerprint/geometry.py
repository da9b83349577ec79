"""Which points of two pictures lie in each other's places: one affine change of the picture that explains them.

Every pair of points proposes a similarity by its places, sizes and angles alone (Lowe 2004, section 7; Philbin et al.,
CVPR 2007); the proposal that most pairs agree with is refined to an affine map. What fits must be spread over the
picture: matches on one small spot (a logo) or on one line (a caption) count for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.video import Geometry

Size = tuple[float, float]
"""Width and height in shares of the longest side."""
Box = npt.NDArray[np.float64]

LEAST: Final = 5
"""Points that must fit."""
_NEAR: Final = 0.035
_NEAR_REFINED: Final = 0.02
"""Distances in shares of the longest side within which a point counts as in its place, before and after refining."""
_SPREAD: Final = 0.015
_STRETCH: Final = 2.2
"""Most by which one direction may be stretched more than the other."""


@dataclass(frozen=True, slots=True)
class Placing:
    """An affine map from one picture to another, both in shares of their longest sides, and the pairs that fit it."""

    matrix: tuple[tuple[float, float, float], tuple[float, float, float]]
    fitting: int
    pairs: tuple[int, ...]

    def apply(self, places: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return where places (n, 2) of the one picture lie in the other."""
        matrix = np.array(self.matrix)
        return np.asarray(places @ matrix[:, :2].T + matrix[:, 2])

    def inverse(self) -> Placing:
        """Return the map back."""
        matrix = np.array(self.matrix)
        back = np.linalg.inv(matrix[:, :2])
        rows = np.column_stack([back, -back @ matrix[:, 2]])
        return Placing((_row(rows[0]), _row(rows[1])), self.fitting, self.pairs)

    def covered(self, size: Size, other: Size) -> Box:
        """Return the bounds of where a picture of ``size`` lies within another one: left, top, right, bottom."""
        corners = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float64)
        moved = self.apply(corners)
        low, high = np.clip(moved.min(axis=0), 0, other), np.clip(moved.max(axis=0), 0, other)
        return np.concatenate([low, high])

    def scale(self) -> float:
        """Return by how much lengths grow, the geometric mean of both directions."""
        return float(np.sqrt(abs(np.linalg.det(np.array(self.matrix)[:, :2]))))

    def degrees(self) -> float:
        """Return by how many degrees the picture is turned, clockwise as seen, -180 to 180."""
        matrix = np.array(self.matrix)
        return float(np.degrees(np.arctan2(matrix[1, 0] - matrix[0, 1], matrix[0, 0] + matrix[1, 1])))


def placing(these: Geometry, those: Geometry) -> Placing | None:
    """Return the map that places the paired points (n, 4) of one picture onto those of another, or None."""
    if len(these) < LEAST:
        return None
    agreeing = _best_similarity(these, those)
    for near in (1.5 * _NEAR_REFINED, _NEAR_REFINED):
        if agreeing.sum() < LEAST:
            return None
        matrix = _affine(these[agreeing, :2], those[agreeing, :2])
        if not _plausible(matrix):
            return None
        left = np.linalg.norm(_moved(matrix, these) - those[:, :2], axis=1)
        reach = near * np.sqrt(max(float(abs(np.linalg.det(matrix[:2]))), 0.25))
        agreeing = (left < reach) & _alike(these, those, matrix)
    kept = np.flatnonzero(agreeing)
    fitting = _independent(these[kept, :2], those[kept, :2])
    if fitting < LEAST or _spread(these[kept, :2]) < _SPREAD:
        return None
    rows = matrix.T
    return Placing((_row(rows[0]), _row(rows[1])), fitting, tuple(int(one) for one in kept))


def _row(row: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    return float(row[0]), float(row[1]), float(row[2])


def _best_similarity(these: Geometry, those: Geometry) -> npt.NDArray[np.bool_]:
    """Return the pairs that agree with the similarity that most pairs agree with."""
    scale = those[:, 2] / these[:, 2]
    turn = np.deg2rad(those[:, 3] - these[:, 3])
    a, b = scale * np.cos(turn), scale * np.sin(turn)
    x, y = these[:, 0], these[:, 1]
    shift_x, shift_y = those[:, 0] - (a * x - b * y), those[:, 1] - (b * x + a * y)
    off_x = a[:, None] * x - b[:, None] * y + shift_x[:, None] - those[:, 0]
    off_y = b[:, None] * x + a[:, None] * y + shift_y[:, None] - those[:, 1]
    reach = _NEAR * np.clip(scale, 0.5, 2)
    near = off_x**2 + off_y**2 < (reach**2)[:, None]
    logs = np.log2(scale)
    near &= (np.abs(logs[:, None] - logs) < 0.7) & (np.cos(turn[:, None] - turn) > 0.8)
    near[(scale < 0.15) | (scale > 7)] = False
    return np.asarray(near[int(near.sum(axis=1).argmax())])


def _affine(these: npt.NDArray[np.float32], those: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Return the least-squares matrix (3, 2) for rows (x, y, 1)."""
    rows = np.column_stack([these, np.ones(len(these))]).astype(np.float64)
    return np.asarray(np.linalg.lstsq(rows, those.astype(np.float64), rcond=None)[0])


def _plausible(matrix: npt.NDArray[np.float64]) -> bool:
    stretches = np.linalg.svd(matrix[:2], compute_uv=False)
    area = float(stretches[0] * stretches[1])
    return 0.02 < area < 50 and float(stretches[0]) < _STRETCH * max(float(stretches[1]), 1e-6)


def _moved(matrix: npt.NDArray[np.float64], these: Geometry) -> npt.NDArray[np.float64]:
    return np.asarray(these[:, :2] @ matrix[:2] + matrix[2])


def _alike(these: Geometry, those: Geometry, matrix: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Say which pairs have sizes and angles that the map explains, within 0.7 octaves and 37 degrees."""
    grown = np.log2(those[:, 2] / these[:, 2]) - np.log2(np.sqrt(abs(np.linalg.det(matrix[:2]))))
    turned = np.arctan2(matrix[0, 1] - matrix[1, 0], matrix[0, 0] + matrix[1, 1])
    angle = np.deg2rad(those[:, 3] - these[:, 3]) - turned
    return np.asarray((np.abs(grown) < 0.7) & (np.cos(angle) > 0.8))


def _independent(these: npt.NDArray[np.float32], those: npt.NDArray[np.float32]) -> int:
    """Count places that differ in both pictures: SIFT gives one place several times, with several angles."""
    return min(len(np.unique(np.round(places * 120), axis=0)) for places in (these, those)) if len(these) else 0


def _spread(places: npt.NDArray[np.float32]) -> float:
    """Return the standard deviation along the direction in which the points are least spread."""
    values = np.linalg.eigvalsh(np.cov(places.T))
    return float(np.sqrt(max(float(values[0]), 0.0)))
