"""Find the start codes of a byte stream (Rec. ITU-T H.264 and H.265, Annex B) at the speed of memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

START_CODE = b"\0\0\1"
BLOCK = 1 << 20
"""Bytes that are compared at once: what is found in a block of zeros takes four times its memory."""


def start_codes(data: bytes | memoryview, block: int = BLOCK) -> Iterator[int]:
    """Yield where each start code 00 00 01 begins, in order; ``block`` bytes, an even number, are compared at once.

    Of the words of two bytes at even places a start code covers one whole: 00 00, or 00 01. Both are rare in coded
    pictures, so that comparing words and looking again at what was found is several times as fast as searching bytes.
    """
    octets = np.frombuffer(data, dtype=np.uint8)
    for begin in range(0, len(octets), block):
        here = octets[begin : begin + block + len(START_CODE) - 1]
        words = here[: len(here) & ~1].view("<u2")
        found = np.flatnonzero((words & 0xFEFF) == 0) * 2
        starts = found - (here[found + 1] == 1)
        starts = starts[(starts >= 0) & (starts < min(block, len(here) - 2))]
        yield from (begin + starts[(here[starts] == 0) & (here[starts + 2] == 1)]).tolist()
