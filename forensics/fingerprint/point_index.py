"""Key frames looked up by their points: an inverted file of visual words with Hamming embedding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.codebook import WORDS, Codebook
from forensics.fingerprint.video import VideoFingerprint, restored

NEAREST: Final = 3
"""Words that a point of the query is looked up under."""
REACH: Final = 18
"""Bits in which signatures may differ."""
_STEEP: Final = 12.0
_COMMON: Final = 0.2
"""A word that stands in more than this share of key frames says nothing."""
_FEW: Final = 50
"""Below so many key frames no word can be called common."""
BATCH: Final = 64
"""Pictures that are looked up together."""
LEAST: Final = 4
"""Pairs of points that a key frame must share with the query to be looked at."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The points of one fingerprint as an index holds them: word and signature of each, and its key frame."""

    words: npt.NDArray[np.uint16]
    signatures: npt.NDArray[np.uint64]
    keys: npt.NDArray[np.int32]
    frames: int


def entries(fingerprint: VideoFingerprint, book: Codebook) -> Entries:
    """Return what an index holds of a fingerprint."""
    vectors = restored(fingerprint.points.descriptors)
    blocks = [_lookup(vectors[at : at + 4096], book, 1) for at in range(0, len(vectors), 4096)]
    words = np.concatenate([block[0][:, 0] for block in blocks]) if blocks else np.zeros(0, np.int64)
    signatures = np.concatenate([block[1][:, 0] for block in blocks]) if blocks else np.zeros(0, np.uint64)
    keys = np.repeat(np.arange(len(fingerprint.key_points), dtype=np.int32), fingerprint.key_points)
    return Entries(words.astype(np.uint16), signatures, keys, len(fingerprint.key_points))


def _lookup(
    vectors: npt.NDArray[np.float32], book: Codebook, nearest: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
    words = book.words(vectors, nearest)
    return words, book.signatures(vectors, words)


class PointIndex:
    """All key frames of some fingerprints, numbered on end; ``first`` says where those of each begin."""

    def __init__(self, members: Sequence[Entries], book: Codebook) -> None:
        self._book = book
        self.first = np.concatenate([[0], np.cumsum([one.frames for one in members], dtype=np.int64)])
        words = np.concatenate([one.words for one in members]) if members else np.zeros(0, np.uint16)
        order = np.argsort(words, kind="stable")
        self._signatures = np.concatenate([one.signatures for one in members])[order] if members else np.zeros(0)
        frames = [one.keys + np.int32(start) for one, start in zip(members, self.first, strict=False)]
        self._frames = np.concatenate(frames)[order] if members else np.zeros(0, np.int32)
        self._starts = np.searchsorted(words[order], np.arange(WORDS + 1))
        self._weights = self._word_weights()
        points = np.bincount(self._frames, minlength=self.frames)
        self._norm = 1 / np.sqrt(np.maximum(points, 20))

    @property
    def frames(self) -> int:
        """Return how many key frames there are."""
        return int(self.first[-1])

    def _word_weights(self) -> npt.NDArray[np.float64]:
        """Return squared inverse document frequencies; 1 while there are too few key frames to tell."""
        if self.frames < _FEW:
            return np.ones(WORDS)
        # Within a word key frames stand in order: one that differs from the one before is seen for the first time.
        fresh = np.ones(len(self._frames) + 1, np.int64)
        fresh[1:-1] = np.diff(self._frames) != 0
        fresh[self._starts[:-1]] = 1
        fresh[-1] = 0
        seen = np.concatenate([[0], np.cumsum(fresh)])
        holding = seen[self._starts[1:]] - seen[self._starts[:-1]]
        weights = np.log(self.frames / np.maximum(holding, 1)) ** 2
        weights[holding > _COMMON * self.frames] = 0
        return np.asarray(weights)

    def votes_of(
        self, pictures: Sequence[npt.NDArray[np.float32]], most: int
    ) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]]:
        """Return for each picture, given as unit vectors (n, 128), at most ``most`` key frames and their votes."""
        found: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]] = []
        for at in range(0, len(pictures), BATCH):
            batch = pictures[at : at + BATCH]
            words, signatures = _lookup(np.concatenate(batch), self._book, NEAREST)
            ends = np.cumsum([len(one) for one in batch])[:-1]
            parts = zip(np.split(words, ends), np.split(signatures, ends), strict=True)
            found += [self._votes(of_one, signed, most) for of_one, signed in parts]
        return found

    def _votes(
        self, words: npt.NDArray[np.int64], signatures: npt.NDArray[np.uint64], most: int
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        if not len(words) or not self.frames:
            return np.zeros(0, np.int64), np.zeros(0)
        flat = words.ravel()
        counts = self._starts[flat + 1] - self._starts[flat]
        asked = np.repeat(np.arange(len(flat)), counts)
        at = (
            np.arange(len(asked))
            - np.repeat(np.cumsum(counts) - counts, counts)
            + np.repeat(self._starts[flat], counts)
        )
        apart = np.bitwise_count(self._signatures[at] ^ signatures.ravel()[asked])
        close = apart <= REACH
        frames, asked, apart = self._frames[at[close]], asked[close], apart[close].astype(np.float64)
        if not len(frames):
            return np.zeros(0, np.int64), np.zeros(0)
        weights = self._weights[flat[asked]] * np.exp(-((apart / _STEEP) ** 2))
        votes = np.bincount(frames, weights, minlength=self.frames) * self._norm
        votes[np.bincount(frames, minlength=self.frames) < LEAST] = 0
        few = min(most, int((votes > 0).sum()))
        best = np.argpartition(-votes, few - 1)[:few] if few else np.zeros(0, np.int64)
        return best[np.argsort(-votes[best], kind="stable")].astype(np.int64), np.sort(votes[best])[::-1]
