"""Look a video up among many: candidates from an index, then the alignment with each candidate as the check.

The check is made in two steps, because most candidates of a large index are none: first the few best pairs of key
frames are compared, or the moments that a candidate's marks come near are counted; only what stands this is aligned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.alignment import Stretch, align_at
from forensics.fingerprint.candidates import Candidate, Pair
from forensics.fingerprint.codebook import Codebook
from forensics.fingerprint.dct_hash import POOR
from forensics.fingerprint.evidence import KeyFrames, point_hit
from forensics.fingerprint.point_index import entries
from forensics.fingerprint.segment import Share, indexed
from forensics.fingerprint.video import VideoFingerprint

TRIED: Final = 24
"""Pairs of key frames by which a candidate is tried."""
SPACED: Final = 1.7
"""Seconds: of key frames a second apart every other one is indexed."""
MOMENTS: Final = 3
"""Moments with a near mark by which a candidate is tried."""


def share(fingerprint: VideoFingerprint, book: Codebook) -> Share:
    """Return what an index holds of a fingerprint: points of half of the words on key frames SPACED apart, and the
    marks of one moment a second. That is enough to name candidates; the check compares all points.
    """
    held, key_times = entries(fingerprint, book), fingerprint.key_times()
    some = _spaced(key_times)[held.keys] & indexed(held.words)
    times = fingerprint.mark_times()
    seconds = np.floor(times).astype(np.int64)
    first = np.concatenate([[True], np.diff(seconds) > 0]) if len(seconds) else np.zeros(0, np.bool_)
    moments = np.isin(fingerprint.mark_pts, fingerprint.mark_pts[first])
    kept = (fingerprint.mark_quality >= POOR) & moments & (fingerprint.mark_rectangle < 2)
    return Share(
        held.words[some],
        held.signatures[some],
        held.keys[some],
        key_times,
        fingerprint.mark_bits[kept],
        times[kept],
    )


def _spaced(times: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Return which key frames are at least SPACED after the one taken before."""
    taken = np.zeros(len(times), np.bool_)
    last = -np.inf
    for number, at in enumerate(times.tolist()):
        if at - last >= SPACED:
            taken[number], last = True, at
    return taken


@dataclass(frozen=True, slots=True)
class Found:
    """A video that the query was found in, by its name, with the stretches."""

    name: str
    stretches: tuple[Stretch, ...]

    @property
    def support(self) -> float:
        """Return the support of its best stretch: 1 and more is a match."""
        return max((stretch.support for stretch in self.stretches), default=0.0)


def checked(
    frames: KeyFrames, candidates: Sequence[Candidate], fetch: Callable[[str], VideoFingerprint]
) -> tuple[Found, ...]:
    """Return the candidates that the query is found in, the best supported first; ``fetch`` gives a fingerprint."""
    found: list[Found] = []
    for one in candidates:
        there = KeyFrames(fetch(one.name))
        pairs = _with_neighbours(one.pairs, len(there))
        if one.moments < MOMENTS and not _stands(frames, there, pairs[:TRIED]):
            continue
        stretches = align_at(frames, there, pairs)
        if stretches:
            found.append(Found(one.name, stretches))
    return tuple(sorted(found, key=lambda one: (-one.support, one.name)))


def _with_neighbours(pairs: Sequence[Pair], keys: int) -> list[Pair]:
    """Return pairs of key frames, after each those with the key frames beside it, which the index does not hold."""
    beside = ((here, mirrored, key + step) for here, mirrored, key in pairs for step in (0, -1, 1))
    return list(dict.fromkeys(pair for pair in beside if 0 <= pair[2] < keys))


def _stands(frames: KeyFrames, there: KeyFrames, pairs: Sequence[Pair]) -> bool:
    """Say whether any of a candidate's best pairs of key frames has points in each other's places."""
    return any(point_hit(frames, here, there, key, mirrored=mirrored) is not None for here, mirrored, key in pairs)
