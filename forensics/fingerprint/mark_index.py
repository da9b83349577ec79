"""Coarse hashes found by Hamming distance, exactly, without comparing with each: multi-index hashing.

Norouzi, Punjani and Fleet, CVPR 2012: two hashes of 256 bits that differ in at most 31 bits differ in at most one bit
in one of their sixteen parts of 16 bits. Each part has a table sorted by its value; a query looks at its value and at
the sixteen values one bit away.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.dct_hash import BYTES, Bits

PARTS: Final = 16
REACH: Final = 31
_FLIPS: Final = np.array([0, *(1 << bit for bit in range(16))], np.uint16)
_CROWDED: Final = 64
"""A value of a part that holds this many times its fair share of all hashes is passed over: it tells nothing."""


class MarkIndex:
    """Hashes (n, 32), each known by its place."""

    def __init__(self, bits: Bits) -> None:
        self._words = np.ascontiguousarray(bits).reshape(-1, BYTES).view(np.uint64)
        parts = np.ascontiguousarray(bits).reshape(-1, BYTES).view(np.uint16)
        self._tables: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]] = []
        for part in range(PARTS):
            values = parts[:, part]
            counts = np.bincount(values, minlength=1 << 16)
            starts = np.concatenate([[0], np.cumsum(counts)])
            self._tables.append((np.argsort(values, kind="stable").astype(np.int32), starts))
        self._most = max(256, _CROWDED * len(parts) // (1 << 16))

    def __len__(self) -> int:
        return len(self._words)

    def near(self, bits: Bits) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
        """Return pairs within REACH bits: places among the queries, places in the index, distances; each pair once."""
        queries = np.ascontiguousarray(bits).reshape(-1, BYTES)
        words, parts = queries.view(np.uint64), queries.view(np.uint16)
        found: list[npt.NDArray[np.int64]] = []
        for part, (order, starts) in enumerate(self._tables):
            values = parts[:, part, None] ^ _FLIPS
            first, counts = starts[values], starts[values.astype(np.int64) + 1] - starts[values]
            counts = np.where(counts > self._most, 0, counts).ravel()
            asked = np.repeat(np.repeat(np.arange(len(queries)), len(_FLIPS)), counts)
            at = np.arange(len(asked)) + np.repeat(first.ravel() - np.cumsum(counts) + counts, counts)
            places = order[at]
            close = np.bitwise_count(self._words[places] ^ words[asked]).sum(axis=1, dtype=np.uint16) <= REACH
            found.append(asked[close] * len(self) + places[close])
        pairs = np.unique(np.concatenate(found)) if len(self) else np.zeros(0, np.int64)
        query, place = pairs // max(len(self), 1), pairs % max(len(self), 1)
        apart = np.bitwise_count(self._words[place] ^ words[query]).sum(axis=1, dtype=np.uint16)
        return query, place, apart.astype(np.uint8)
