"""Visual words and signatures: what turns a point's descriptor into a place in an index.

A descriptor belongs to the nearest of some thousand centres (its word) and gets 64 bits that say on which side of its
word's medians its projections lie (Hamming embedding: Jégou, Douze and Schmid, ECCV 2008). The centres were learned
from footage by ``benchmarks/train_codebook.py``, which names it; the file's SHA-256 stands in every fingerprint.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

MAGIC: Final = b"ASSAYCB1"
WORDS: Final = 8192
BITS: Final = 64
GROUPS: Final = 128
PROBED: Final = 10
"""Words lie in groups, one after another; a vector is compared with the words of the ten nearest groups only."""
_SCALE: Final = 512.0
"""Centres are kept in steps of 1/512, medians in steps of 1/256."""
NAME: Final = "codebook-1.bin"

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Centres (WORDS, 128), the middles of their groups and where these begin, projections (BITS, 128), and medians.

    Medians are by word: (WORDS, BITS).
    """

    centres: Vectors
    middles: Vectors
    starts: npt.NDArray[np.int64]
    projections: Vectors
    medians: Vectors
    sha256: str

    def words(self, vectors: Vectors, nearest: int = 1) -> npt.NDArray[np.int64]:
        """Return the nearest words of unit vectors (n, 128), the best first, shape (n, nearest)."""
        groups = np.argpartition(-_likeness(vectors, self.middles), PROBED, axis=1)[:, :PROBED]
        found = np.zeros((len(vectors), PROBED, nearest), np.int64)
        likeness = np.full((len(vectors), PROBED, nearest), -np.inf, np.float32)
        for group in range(GROUPS):
            row, place = np.nonzero(groups == group)
            start, end = int(self.starts[group]), int(self.starts[group + 1])
            count = min(nearest, end - start)
            if not len(row) or not count:
                continue
            near = _likeness(vectors[row], self.centres[start:end])
            few = np.argpartition(-near, count - 1, axis=1)[:, :count]
            found[row, place, :count] = few + start
            likeness[row, place, :count] = np.take_along_axis(near, few, axis=1)
        flat = found.reshape(len(vectors), PROBED * nearest)
        values = likeness.reshape(len(vectors), PROBED * nearest)
        best = np.argsort(-values, axis=1, kind="stable")[:, :nearest]
        return np.take_along_axis(flat, best, axis=1)

    def signatures(self, vectors: Vectors, words: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
        """Return the 64 bits of each vector within each of its words, shape of ``words``."""
        projected = vectors @ self.projections.T
        bits = projected[:, None, :] > self.medians[words]
        return np.packbits(bits, axis=2).view(np.uint64)[..., 0]

    def margins(self, vectors: Vectors, words: npt.NDArray[np.int64], bits: int) -> Vectors:
        """Return how far the first ``bits`` projections of each vector lie from its word's medians (n, bits)."""
        return np.asarray(np.abs(vectors @ self.projections[:bits].T - self.medians[words][:, :bits]), np.float32)


def _likeness(vectors: Vectors, centres: Vectors) -> Vectors:
    """Return what orders centres by nearness: the larger the nearer."""
    return np.asarray(vectors @ centres.T - 0.5 * (centres**2).sum(axis=1), np.float32)


def write(centres: Vectors, sizes: npt.NDArray[np.int64], projections: Vectors, medians: Vectors) -> bytes:
    """Return a codebook as it is stored: magic, sizes of the groups, centres, projections, medians."""
    whole = np.clip(np.round(centres * _SCALE), 0, 255).astype(np.uint8)
    middle = np.clip(np.round(medians * (_SCALE / 2)), -128, 127).astype(np.int8)
    return (
        MAGIC + sizes.astype("<u2").tobytes() + whole.tobytes() + projections.astype("<f4").tobytes() + middle.tobytes()
    )


def read(data: bytes) -> Codebook:
    """Return the codebook that was stored; raise ValueError where the bytes are none."""
    sizes = (GROUPS * 2, WORDS * 128, BITS * 128 * 4, WORDS * BITS)
    if data[:8] != MAGIC or len(data) != 8 + sum(sizes):
        raise ValueError("not a codebook of format 1")
    ends = np.cumsum([8, *sizes])
    parts = [data[start:end] for start, end in pairwise(ends.tolist())]
    starts = np.concatenate([[0], np.cumsum(np.frombuffer(parts[0], "<u2"), dtype=np.int64)])
    if starts[-1] != WORDS or (np.diff(starts) < 1).any():
        raise ValueError("a codebook whose groups do not hold all words")
    centres = np.frombuffer(parts[1], np.uint8).reshape(WORDS, 128).astype(np.float32) / np.float32(_SCALE)
    projections = np.frombuffer(parts[2], "<f4").reshape(BITS, 128).astype(np.float32)
    medians = np.frombuffer(parts[3], np.int8).reshape(WORDS, BITS).astype(np.float32) / np.float32(_SCALE / 2)
    middles = np.add.reduceat(centres, starts[:-1], axis=0) / np.diff(starts)[:, None]
    return Codebook(centres, middles.astype(np.float32), starts, projections, medians, hashlib.sha256(data).hexdigest())


@cache
def codebook() -> Codebook:
    """Return the codebook that comes with the program."""
    return read((files("forensics.fingerprint") / NAME).read_bytes())


@cache
def codebook_sha256() -> str:
    """Return its digest without reading its numbers."""
    return hashlib.sha256((files("forensics.fingerprint") / NAME).read_bytes()).hexdigest()
