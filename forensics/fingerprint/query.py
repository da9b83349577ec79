"""What of a video is looked up in an index: some points of some key frames, as they are and mirrored, and some marks.

The work of a search grows with what is asked, so no more is asked than finds copies: at most KEYS key frames and POINTS
points a minute, spread over the time, and of a frame's points those of the rarest words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.codebook import Codebook
from forensics.fingerprint.dct_hash import BYTES, ORIENTATIONS, POOR, Bits, oriented
from forensics.fingerprint.evidence import KeyFrames
from forensics.fingerprint.segment import NEAR_BITS, AskedPoints, indexed, kept_bits, key_of
from forensics.fingerprint.video import VideoFingerprint

KEYS: Final = 24
POINTS: Final = 3072
"""Key frames and points of a minute that are looked up."""
MARKS: Final = 40
"""Marks of a minute that are looked up as they are and mirrored; of the turned ones a quarter."""
PROBES: Final = 8
"""Keys that a point is looked up under: its own, and those with its least certain bits turned over."""
_TURNED: Final = ((), (0,), (1,), (2,), (0, 1), (3,), (0, 2), (4,))
"""Which of its bits are turned over, the least certain being 0."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked up: ``pictures`` says which key frame each picture is, and whether it is mirrored."""

    frames: KeyFrames
    pictures: tuple[tuple[int, bool], ...]
    points: AskedPoints
    marks: Bits
    mark_orientation: npt.NDArray[np.int64]
    mark_times: npt.NDArray[np.float64]


def query(fingerprint: VideoFingerprint, book: Codebook, weights: npt.NDArray[np.float64]) -> Query:
    """Return what of a fingerprint is looked up; ``weights`` of words over the index say which points tell most."""
    frames = KeyFrames(fingerprint)
    times = fingerprint.mark_times()
    minutes = max(1, int(np.ceil((times.max() - times.min()) / 60))) if len(times) else 1
    pictures, points = _points(frames, book, weights, minutes)
    return Query(frames, pictures, points, *_marks(fingerprint, minutes))


def _points(
    frames: KeyFrames, book: Codebook, weights: npt.NDArray[np.float64], minutes: int
) -> tuple[tuple[tuple[int, bool], ...], AskedPoints]:
    held = np.flatnonzero(frames.fingerprint.key_points > 0)
    chosen = held[np.linspace(0, len(held) - 1, min(len(held), KEYS * minutes)).astype(int)] if len(held) else held
    pictures = tuple((int(key), mirrored) for key in chosen for mirrored in (False, True))
    if not pictures:
        none = np.zeros(0, np.uint32)
        return (), AskedPoints(np.zeros(0, np.int64), none.reshape(0, PROBES), none, 0)
    each = max(32, POINTS * minutes // len(chosen))
    vectors = [frames.key(key, mirrored=mirrored)[0] for key, mirrored in pictures]
    words = _words(np.concatenate(vectors), book)
    picture = np.repeat(np.arange(len(pictures)), [len(one) for one in vectors])
    kept = np.flatnonzero(indexed(words))
    kept = kept[_rarest(picture[kept], weights[words[kept]], each)]
    stacked, words, picture = np.concatenate(vectors)[kept], words[kept], picture[kept]
    signatures = book.signatures(stacked, words[:, None])[:, 0]
    keys = _probes(key_of(words, signatures), book.margins(stacked, words, NEAR_BITS))
    return pictures, AskedPoints(picture, keys, kept_bits(signatures), len(pictures))


def _words(vectors: npt.NDArray[np.float32], book: Codebook) -> npt.NDArray[np.int64]:
    blocks = [book.words(vectors[at : at + 8192], 1)[:, 0] for at in range(0, len(vectors), 8192)]
    return np.concatenate(blocks)


def _rarest(picture: npt.NDArray[np.int64], weight: npt.NDArray[np.float64], each: int) -> npt.NDArray[np.int64]:
    """Return the places of at most ``each`` points of each picture, those of the rarest words, in their order."""
    order = np.lexsort((-weight, picture))
    rank = np.arange(len(order)) - np.searchsorted(picture[order], picture[order])
    return np.sort(order[rank < each])


def _probes(keys: npt.NDArray[np.uint32], margins: npt.NDArray[np.float32]) -> npt.NDArray[np.uint32]:
    """Return the keys (n, PROBES) under which points are looked up."""
    # The first projection is the highest bit of the first byte.
    values = np.uint32(1) << (NEAR_BITS - 1 - np.argsort(margins, axis=1)).astype(np.uint32)
    probes = np.repeat(keys[:, None], PROBES, axis=1)
    for number, turned in enumerate(_TURNED):
        for bit in turned:
            probes[:, number] ^= values[:, bit]
    return probes


def _marks(fingerprint: VideoFingerprint, minutes: int) -> tuple[Bits, npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    rich = np.flatnonzero(fingerprint.mark_quality >= POOR)
    times = fingerprint.mark_times()
    bits, orientations, at = [np.zeros((0, BYTES), np.uint8)], [], []
    for orientation in range(len(ORIENTATIONS)):
        count = min(len(rich), (MARKS if orientation < 2 else MARKS // 4) * minutes)
        some = rich[np.linspace(0, len(rich) - 1, count).astype(int)] if count else rich
        bits.append(oriented(fingerprint.mark_bits[some], orientation))
        orientations.append(np.full(len(some), orientation))
        at.append(times[some])
    return np.concatenate(bits), np.concatenate(orientations), np.concatenate(at)
