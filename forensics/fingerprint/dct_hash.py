"""A 256-bit hash of a picture's coarse structure, whose mirrored and turned forms follow from its own bits.

The picture is area-averaged to 64x64 grey values and transformed by a DCT-II; the signs of the 16x16 coefficients of
orders 1 to 16 in both directions are the bits, row by row, most significant first. Order 0 is left out, so brightness
and contrast do not matter. A mirrored picture changes the sign of the odd orders of one direction exactly, and a
transposed one swaps the directions: eight orientations cost one hash. After the idea of PDQ (Facebook, 2019), which
thresholds at the median instead and so cannot be turned bit by bit.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint8]
"""Packed hashes, shape (n, 32)."""
Grey64 = npt.NDArray[np.float32]

SIDE: Final = 64
ORDERS: Final = 16
BYTES: Final = ORDERS * ORDERS // 8
POOR: Final = 8
"""A quality below this says that a picture has too little structure for its hash to mean anything."""

_BASIS: Final = np.stack(
    [np.sqrt(2 / SIDE) * np.cos(np.pi / (2 * SIDE) * order * (2 * np.arange(SIDE) + 1)) for order in range(1, 17)]
).astype(np.float32)


def dct_hash(small: npt.NDArray[np.uint8]) -> tuple[Bits, int]:
    """Return the packed bits of a 64x64 grey picture and its quality, 0 (empty) to 100 (rich in edges)."""
    picture = small.astype(np.float32)
    coefficients = _BASIS @ picture @ _BASIS.T
    edges = float(np.abs(np.diff(picture, axis=0)).sum() + np.abs(np.diff(picture, axis=1)).sum())
    return np.packbits((coefficients > 0).ravel()), min(100, int(edges / 255 * 100 / 90))


ORIENTATIONS: Final = (
    "as it is",
    "mirrored",
    "upside down",
    "turned by 180 degrees",
    "transposed",
    "turned by 90 degrees",
    "turned by 270 degrees",
    "transposed and turned by 180 degrees",
)
"""Orientation ``n``: bit 2 transposes, then bit 0 swaps left and right, bit 1 top and bottom."""
MIRRORED: Final = frozenset({1, 2, 4, 7})
"""The orientations that a turned camera cannot give."""

_ODD = np.arange(1, ORDERS + 1) % 2 == 1
_SWAP_SIDES: Final = np.packbits(np.broadcast_to(_ODD[None, :], (ORDERS, ORDERS)).ravel())
_SWAP_ENDS: Final = np.packbits(np.broadcast_to(_ODD[:, None], (ORDERS, ORDERS)).ravel())


def oriented(bits: Bits, orientation: int) -> Bits:
    """Return the hashes that the same pictures would have in another orientation."""
    if orientation & 4:
        grid = np.unpackbits(bits, axis=-1).reshape(-1, ORDERS, ORDERS)
        bits = np.packbits(grid.swapaxes(1, 2).reshape(len(grid), ORDERS * ORDERS), axis=-1)
    if orientation & 1:
        bits = bits ^ _SWAP_SIDES
    if orientation & 2:
        bits = bits ^ _SWAP_ENDS
    return bits


def distances(these: Bits, those: Bits) -> npt.NDArray[np.uint16]:
    """Return the Hamming distances of all pairs, shape (len(these), len(those))."""
    left, right = (np.ascontiguousarray(bits).view(np.uint64) for bits in (these, those))
    total = np.zeros((len(left), len(right)), np.uint16)
    for word in range(left.shape[1]):
        total += np.bitwise_count(left[:, None, word] ^ right[None, :, word])
    return total
