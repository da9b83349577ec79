"""PDQ: the 256-bit hash of still pictures that platforms exchange (Facebook 2019), computed as its reference does.

The picture, at most 512 pixels a side, becomes grey values, is averaged twice with a box of a 128th of each side,
sampled at 64x64 places and transformed by a DCT-II; the 16x16 coefficients of orders 1 to 16 are compared with their
median. The program's own marks (``dct_hash``) are another hash: PDQ stands beside them for lists that others keep.
Only packages that must be compiled offer it, so it is written here and held against the reference's values by a test.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

SIDE: Final = 64
ORDERS: Final = 16
MOST_SIDE: Final = 512
_LUMA: Final = np.array([0.299, 0.587, 0.114], np.float32)
_BASIS: Final = np.stack(
    [
        np.sqrt(2 / SIDE) * np.cos(np.pi / (2 * SIDE) * order * (2 * np.arange(SIDE) + 1))
        for order in range(1, ORDERS + 1)
    ]
).astype(np.float32)


def pdq(rgb: npt.NDArray[np.uint8]) -> tuple[str, int]:
    """Return the hash of a picture (H, W, 3) as 64 hexadecimal digits, and its quality, 0 to 100.

    The reference advises to pass over hashes of a quality below 50, and to call two alike that differ in 31 bits or
    fewer.
    """
    height, width = rgb.shape[:2]
    if max(height, width) > MOST_SIDE:
        size = (min(width, MOST_SIDE), min(height, MOST_SIDE))
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    grey = rgb.astype(np.float32) @ _LUMA
    for _ in range(2):
        grey = _boxed(_boxed(grey, 1), 0)
    small = grey[np.ix_(*(((np.arange(SIDE) + 0.5) * side / SIDE).astype(int) for side in grey.shape))]
    coefficients = _BASIS @ small @ _BASIS.T
    bits = (coefficients > np.sort(coefficients.ravel())[(ORDERS * ORDERS - 1) // 2]).ravel()
    return np.packbits(bits[::-1]).tobytes().hex(), _quality(small)


def _boxed(grey: Floats, axis: int) -> Floats:
    """Return the mean over a window along an axis, which is cut off at the borders.

    Sums of so few grey values are exact in 64 bits, in whatever order they are added.
    """
    count = grey.shape[axis]
    window = -(-count // (2 * SIDE))
    after = (window + 2) // 2
    before = window - after
    within = [slice(None), slice(None)]
    shape = list(grey.shape)
    shape[axis] = count + window
    padded = np.zeros(shape)
    within[axis] = slice(before, before + count)
    padded[tuple(within)] = grey
    within[axis] = slice(0, count)
    sums = padded[tuple(within)].copy()
    for place in range(1, window):
        within[axis] = slice(place, place + count)
        sums += padded[tuple(within)]
    at = np.arange(count)
    held = np.minimum(at + after, count) - np.maximum(at - before, 0)
    sums /= held.reshape((-1, 1) if axis == 0 else (1, -1))
    return sums.astype(np.float32)


def _quality(small: Floats) -> int:
    """Return how many edges there are, as the reference counts them."""
    steps = [np.trunc(np.diff(small, axis=axis) * 100 / 255) for axis in (0, 1)]
    return min(100, int(sum(float(np.abs(one).sum()) for one in steps) / 90))
