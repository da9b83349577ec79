"""Values of a given rank at each place of several pictures: medians and percentiles over time.

Pictures are sorted as wholes by a network of comparisons (Batcher 1968; Knuth, The Art of Computer Programming 5.2.2,
algorithm M), of which only what leads to the ranks that are asked for is carried out. NumPy's own medians select place
by place, which takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Number = TypeVar("Number", np.uint8, np.int16, np.int32, np.float32)

_TOGETHER: Final = 1 << 16
"""Bytes of each picture that are sorted together: what is made of them stays near the processor."""


def ranked(pictures: Sequence[npt.NDArray[Number]], rank: int) -> tuple[npt.NDArray[Number], npt.NDArray[Number]]:
    """Return at each place the values of rank ``rank``, counted from 0 for the least, and of the next; no NaN.

    Pictures are of one shape; after the last rank both are the last.
    """
    one = pictures[0]
    ranks = (rank, min(rank + 1, len(pictures) - 1))
    flat = [picture.ravel() for picture in pictures]
    made = np.empty((2, one.size), one.dtype)
    step = _TOGETHER // one.itemsize
    for first in range(0, one.size, step):
        kept = [picture[first : first + step] for picture in flat]
        for here, there, low, high in _comparisons(len(pictures), ranks):
            left, right = kept[here], kept[there]
            if low:
                kept[here] = np.minimum(left, right)
            if high:
                kept[there] = np.maximum(left, right)
        for row, place in zip(made, ranks, strict=True):
            row[first : first + step] = kept[place]
    return made[0].reshape(one.shape), made[1].reshape(one.shape)


def middle(pictures: Sequence[npt.NDArray[Number]]) -> tuple[npt.NDArray[Number], npt.NDArray[Number]]:
    """Return at each place the two values in the middle; of an odd number of pictures both are the one."""
    low, high = ranked(pictures, (len(pictures) - 1) // 2)
    return low, low if len(pictures) % 2 else high


def percentile(pictures: Sequence[npt.NDArray[Number]], hundredths: int) -> npt.NDArray[np.float32]:
    """Return at each place, to the bit, what numpy.percentile gives for pictures of 32-bit numbers."""
    at = (len(pictures) - 1) * (hundredths / 100)
    part = at - int(at)
    low, high = (one.astype(np.float32) for one in ranked(pictures, int(at)))
    step = high - low
    return np.asarray(high - step * (1 - part) if part >= 0.5 else low + step * part, np.float32)


@cache
def _comparisons(count: int, ranks: tuple[int, ...]) -> tuple[tuple[int, int, bool, bool], ...]:
    """Return which values are compared, and whether the lesser and the greater one of each two leads to ``ranks``."""
    needed, kept = set(ranks), []
    for here, there in reversed(list(_network(count))):
        if here in needed or there in needed:
            kept.append((here, there, here in needed, there in needed))
            needed |= {here, there}
    return tuple(reversed(kept))


def _network(count: int) -> Iterator[tuple[int, int]]:
    """Yield the comparisons that sort so many values, the lesser one to the first place of each two."""
    top = 1 << max(count - 1, 1).bit_length() - 1
    part = top
    while part:
        apart, merged, odd = part, top, 0
        while True:
            yield from ((n, n + apart) for n in range(count - apart) if n & part == odd)
            if merged == part:
                break
            apart, merged, odd = merged - part, merged // 2, part
        part //= 2
