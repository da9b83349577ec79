"""Bring frames onto one of them before they are averaged, and a plane of the scene to face the viewer.

Runs in the worker process. The movement between two frames is a shift and a turn, found by the enhanced correlation
coefficient (Evangelidis, Psarakis, PAMI 30, 2008) on luma at a longest side of 480 pixels, with one thread, and rounded
to 1/64 pixel and to 1/65536 of turning, so that it can be repeated. Each value that comes of it lies between values of
neighbouring pixels (bilinear); what lies outside a frame counts in no mean.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Moving = npt.NDArray[np.float64]
SIDE = 480
_LEAST_CORRELATION = 0.6
"""Below this two frames are taken to show other things: a cut, or nothing in common."""


def movement(still: Pixels, moved: Pixels) -> Moving | None:
    """Return the 2 × 3 matrix from pixels of ``still`` to those of ``moved``; None where none is found."""
    if still.shape != moved.shape:
        return None
    scale = min(1.0, SIDE / max(still.shape[:2]))
    one, two = (_small(picture, scale) for picture in (still, moved))
    start = np.eye(2, 3, dtype=np.float32)
    shift, _ = cv2.phaseCorrelate(one.astype(np.float32), two.astype(np.float32))
    start[:, 2] = shift
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-5)
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)  # sums over several threads differ in their last digits
    try:
        correlation, found = cv2.findTransformECC(
            one, two, start, cv2.MOTION_EUCLIDEAN, stop, np.full(one.shape, 255, np.uint8), 5
        )
    except cv2.error:
        return None
    finally:
        cv2.setNumThreads(threads)
    if correlation < _LEAST_CORRELATION:
        return None
    matrix = np.asarray(found, np.float64)
    matrix[:, 2] /= scale
    matrix[:, :2] = np.round(matrix[:, :2] * 65536) / 65536
    matrix[:, 2] = np.round(matrix[:, 2] * 64) / 64
    return matrix


def _small(picture: Pixels, scale: float) -> Pixels:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def steady_mean(still: Pixels, around: list[Pixels]) -> tuple[Pixels, int]:
    """Return the mean of a frame and those around it, each brought onto it, and how many of those could be."""
    height, width = still.shape[:2]
    total, counts = still.astype(np.uint32), np.ones((height, width), np.uint32)
    brought = 0
    for picture in around:
        matrix = movement(still, picture)
        if matrix is None:
            continue
        brought += 1
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        moved = cv2.warpAffine(picture, matrix, (width, height), flags=how, borderMode=cv2.BORDER_REPLICATE)
        columns, rows = np.meshgrid(np.arange(width), np.arange(height))
        x = matrix[0, 0] * columns + matrix[0, 1] * rows + matrix[0, 2]
        y = matrix[1, 0] * columns + matrix[1, 1] * rows + matrix[1, 2]
        inside = (x >= 0) & (x <= width - 1) & (y >= 0) & (y <= height - 1)
        total += np.where(inside[..., None], moved, 0).astype(np.uint32)
        counts += inside
    shared = counts[..., None]
    return ((2 * total + shared) // (2 * shared)).astype(np.uint8), brought


def facing(picture: Pixels, corners: tuple[tuple[int, int], ...]) -> Pixels:
    """Return the plane within four corners (from the top left, clockwise) over the whole picture, bilinear."""
    height, width = picture.shape[:2]
    there = np.array([(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), there)
    made = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(made, np.uint8)
