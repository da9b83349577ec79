"""Short descriptions of pictures whose distances are those of the pictures, in so few bytes that all can be kept.

A picture is reduced to 160 pixels, freed of the mean of each row (banding of lamps, fades), and its pixels are
summed with random signs into 256 groups chosen at random once (feature hashing; Weinberger et al. 2009,
arXiv:0902.2206): squared distances are kept to about 9 %. 512 bytes a frame, in a file of 55 MB for an hour at 30
frames a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.rolls import Roll

if TYPE_CHECKING:
    import numpy.typing as npt

    Sketches = npt.NDArray[np.int16]

SIDE: Final = 160
DIMENSIONS: Final = 256
STEP: Final = 1 / 64
"""Grey levels of one unit of a sketch's numbers."""
_BLOCK: Final = 1024
_SEED: Final = 20261122


class SketchBook:
    """Sketches of the frames of one stream, in order."""

    def __init__(self) -> None:
        self._shape: tuple[int, ...] = ()
        self._order: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._signs: npt.NDArray[np.float32] = np.zeros(0, np.float32)
        self.roll = Roll(np.int16, DIMENSIONS)

    @property
    def count(self) -> int:
        """Return how many pictures were sketched."""
        return len(self.roll)

    def add(self, grey: npt.NDArray[np.uint8]) -> None:
        """Sketch one more picture; after a change of size the pictures before and after are not comparable."""
        picture = _reduced(grey)
        if picture.shape != self._shape:
            self._prepare(picture.shape)
        values = (picture - picture.mean(axis=1, keepdims=True)).ravel()
        sums = (values[self._order] * self._signs).reshape(DIMENSIONS, -1).sum(axis=1)
        scaled = np.rint(sums * (np.sqrt(DIMENSIONS / values.size) / STEP))
        self.roll.add(np.clip(scaled, -32767, 32767).astype(np.int16))

    def _prepare(self, shape: tuple[int, ...]) -> None:
        random = np.random.default_rng([_SEED, *shape])
        pixels = shape[0] * shape[1]
        length = -(-pixels // DIMENSIONS) * DIMENSIONS
        order = random.permutation(length)
        self._signs = random.choice(np.array([-1.0, 1.0], np.float32), length)
        self._signs[order >= pixels] = 0
        self._order = np.minimum(order, pixels - 1)
        self._shape = shape


def _reduced(grey: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    scale = SIDE / max(grey.shape)
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    import cv2  # only where frames are decoded: a report describes this detector in a process that decodes nothing

    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(grey.astype(np.float32), size, interpolation=method), np.float32)


def grey_levels(sketches: Sketches) -> npt.NDArray[np.float32]:
    """Return sketches scaled so that a squared distance is a mean square difference of pixels in grey levels."""
    return sketches.astype(np.float32) * np.float32(STEP / np.sqrt(DIMENSIONS))


def changes(sketches: Roll[np.int16]) -> npt.NDArray[np.float64]:
    """Return the mean square difference of each frame from the one before, in grey levels; 0 for the first."""
    result = np.zeros(len(sketches))
    for at in range(1, len(sketches), _BLOCK):
        piece = grey_levels(sketches.part(at - 1, at + _BLOCK))
        moved = np.diff(piece, axis=0)
        result[at : at + len(moved)] = np.einsum("ij,ij->i", moved, moved)
    return result
