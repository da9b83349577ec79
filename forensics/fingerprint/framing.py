"""What a placing says of two pictures: which part of the one is seen in the other, and where nothing fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from forensics.fingerprint.alignment import Stretch
from forensics.fingerprint.dct_hash import POOR, oriented
from forensics.fingerprint.geometry import Box, Placing, Size
from forensics.fingerprint.video import VideoFingerprint
from forensics.types import Region

CELLS: Final = 6
"""Cells of the grid, across and down, in which points are counted."""
ENOUGH: Final = 24
"""Points that a cell must hold over all key frames for it to say anything."""
USUAL: Final = 0.25
"""Share of points that must fit in the cells that do fit."""
WHOLE: Final = 0.94
"""Share of a picture from which on it counts as the whole picture."""


@dataclass(frozen=True, slots=True)
class Framing:
    """How this picture lies in the other one.

    ``shown`` is the part of the other picture that is seen in this one, ``filled`` the part of this one that it fills,
    each in pixels of its own frame, with their shares of the whole frame. ``shown_bounded`` and ``filled_bounded`` say
    whether lasting edges or bars lie around that part: then it is a picture within a picture. ``magnified`` is how
    many pixels of this picture stand for one of the other, ``stretched`` the ratio of its two directions, ``turned``
    degrees clockwise.
    """

    shown: Region
    shown_share: float
    shown_bounded: bool
    filled: Region
    filled_share: float
    filled_bounded: bool
    magnified: float
    stretched: float
    turned: float
    mirrored: bool


def framing(this: VideoFingerprint, that: VideoFingerprint, placing: Placing, *, mirrored: bool) -> Framing:
    """Return how this picture lies in the other one by a placing of this one (mirrored first if so) onto it."""
    mine, theirs = this.aspect(), that.aspect()
    shown, filled = placing.covered(mine, theirs), placing.inverse().covered(theirs, mine)
    if mirrored:
        filled = np.array([mine[0] - filled[2], filled[1], mine[0] - filled[0], filled[3]])
    stretches = np.linalg.svd(np.array(placing.matrix)[:, :2], compute_uv=False)
    pixels = max(this.width, this.height) / max(that.width, that.height)
    return Framing(
        _region(shown, that),
        _share(shown, theirs),
        _bounded(shown, that),
        _region(filled, this),
        _share(filled, mine),
        _bounded(filled, this),
        pixels / max(placing.scale(), 1e-6),
        float(stretches[0] / max(float(stretches[1]), 1e-6)),
        -placing.degrees(),
        mirrored,
    )


def _share(box: Box, size: Size) -> float:
    return float((box[2] - box[0]) * (box[3] - box[1]) / (size[0] * size[1]))


def _bounded(box: Box, of: VideoFingerprint) -> bool:
    """Say whether a rectangle that was found in the layout of the frames is this part, within a fifth."""
    size = np.array(of.aspect() * 2)
    for rectangle in of.rectangles[1:]:
        left, top, right, bottom = rectangle / 65535 * size
        across = max(0.0, min(right, box[2]) - max(left, box[0]))
        down = max(0.0, min(bottom, box[3]) - max(top, box[1]))
        areas = (right - left) * (bottom - top) + (box[2] - box[0]) * (box[3] - box[1])
        if across * down >= 0.8 * (areas - across * down):
            return True
    return False


def _region(box: Box, of: VideoFingerprint) -> Region:
    left, top, right, bottom = (round(float(value) * max(of.width, of.height)) for value in box)
    return Region(left, top, right - left, bottom - top)


def unfitting(one: VideoFingerprint, fits: Sequence[tuple[int, tuple[int, ...]]], filled: Region) -> tuple[Region, ...]:
    """Return the cells of a picture, within the part that the other fills, that have points of which none fits.

    ``fits`` are key frames with the numbers of their points that have their place in the other picture. What fits
    nowhere was laid over, replaced, or moves by itself. Cells with few points say nothing.
    """
    held, fitting = np.zeros((CELLS, CELLS)), np.zeros((CELLS, CELLS))
    size = np.array(one.aspect())
    starts = one.key_starts()
    for key, placed in fits:
        place = one.points.part(int(starts[key]), int(starts[key + 1])).geometry()[:, :2]
        cell = np.minimum((place / size * CELLS).astype(np.int64), CELLS - 1)
        np.add.at(held, (cell[:, 1], cell[:, 0]), 1)
        found = cell[list(placed)]
        np.add.at(fitting, (found[:, 1], found[:, 0]), 1)
    full = held >= ENOUGH
    usual = float(np.median((fitting[full] / held[full])[fitting[full] > 0])) if (fitting[full] > 0).any() else 0.0
    if usual < USUAL:
        return ()
    odd = np.argwhere(full & (fitting <= 0.02 * held))
    across, down = one.width / CELLS, one.height / CELLS
    cells = [Region(round(x * across), round(y * down), round(across), round(down)) for y, x in odd.tolist()]
    return tuple(cell for cell in cells if _inside(cell, filled))


def _inside(cell: Region, filled: Region) -> bool:
    x, y = cell.x + cell.width / 2, cell.y + cell.height / 2
    return filled.x <= x <= filled.x + filled.width and filled.y <= y <= filled.y + filled.height


def whole_apart(this: VideoFingerprint, that: VideoFingerprint, stretch: Stretch) -> float:
    """Return the median of bits by which the marks of whole pictures differ on a stretch's line, 256 where none are."""
    mine, theirs = (np.flatnonzero((one.mark_rectangle == 0) & (one.mark_quality >= POOR)) for one in (this, that))
    mine = mine[(this.mark_times()[mine] >= stretch.start) & (this.mark_times()[mine] <= stretch.end)]
    if not len(mine) or not len(theirs):
        return 256.0
    asked = stretch.other_start + (this.mark_times()[mine] - stretch.start) * stretch.speed
    times = that.mark_times()[theirs]
    nearest = np.abs(times[None] - asked[:, None]).argmin(axis=1)
    near = np.abs(times[nearest] - asked) <= 0.15
    bits = oriented(this.mark_bits[mine[near]], int(stretch.mirrored))
    apart = np.bitwise_count(bits ^ that.mark_bits[theirs[nearest[near]]]).sum(axis=1)
    return float(np.median(apart)) if len(apart) else 256.0
