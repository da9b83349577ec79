"""Look a video up among many: candidates from an index, then the alignment with each candidate as the check.

The check is made in two steps, because most candidates of a large index are none: first the few best pairs of key
frames are compared, or the moments that a candidate's marks come near are counted; only what stands this is aligned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from forensics.fingerprint.alignment import Stretch, align_at
from forensics.fingerprint.candidates import Candidate
from forensics.fingerprint.codebook import Codebook
from forensics.fingerprint.dct_hash import POOR
from forensics.fingerprint.evidence import KeyFrames, point_hit
from forensics.fingerprint.point_index import entries
from forensics.fingerprint.segment import Share
from forensics.fingerprint.video import VideoFingerprint

TRIED: Final = 10
"""Pairs of key frames by which a candidate is tried."""
MOMENTS: Final = 3
"""Moments with a near mark by which a candidate is tried."""


def share(fingerprint: VideoFingerprint, book: Codebook) -> Share:
    """Return what an index holds of a fingerprint: all of its points, and the marks of one moment a second."""
    held = entries(fingerprint, book)
    times = fingerprint.mark_times()
    seconds = np.floor(times).astype(np.int64)
    first = np.concatenate([[True], np.diff(seconds) > 0]) if len(seconds) else np.zeros(0, np.bool_)
    moments = np.isin(fingerprint.mark_pts, fingerprint.mark_pts[first])
    kept = (fingerprint.mark_quality >= POOR) & moments & (fingerprint.mark_rectangle < 2)
    return Share(
        held.words, held.signatures, held.keys, fingerprint.key_times(), fingerprint.mark_bits[kept], times[kept]
    )


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
        if one.moments < MOMENTS and not _stands(frames, there, one):
            continue
        stretches = align_at(frames, there, list(one.pairs))
        if stretches:
            found.append(Found(one.name, stretches))
    return tuple(sorted(found, key=lambda one: (-one.support, one.name)))


def _stands(frames: KeyFrames, there: KeyFrames, one: Candidate) -> bool:
    """Say whether any of a candidate's best pairs of key frames has points in each other's places."""
    return any(
        point_hit(frames, here, there, key, mirrored=mirrored) is not None for here, mirrored, key in one.pairs[:TRIED]
    )
