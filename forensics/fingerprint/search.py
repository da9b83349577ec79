"""Look a video up among many: candidates from two indexes, then the alignment with each candidate as the check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.alignment import Stretch, align_at
from forensics.fingerprint.codebook import Codebook
from forensics.fingerprint.dct_hash import BYTES, ORIENTATIONS, POOR, oriented
from forensics.fingerprint.evidence import KeyFrames
from forensics.fingerprint.mark_index import MarkIndex
from forensics.fingerprint.point_index import Entries, PointIndex
from forensics.fingerprint.video import VideoFingerprint

VOTED: Final = 15
"""Key frames of the index that each key frame of the query may vote for."""
CHECKED: Final = 10
"""Members that are aligned with the query, by either index."""
PAIRS: Final = 48
"""Pairs of key frames that are compared for a member."""
_BIN: Final = 2.0
"""Seconds of offset that are taken together when votes are counted."""

Pair = tuple[int, bool, int]


@dataclass(frozen=True, slots=True)
class Member:
    """What the indexes hold of one video: its points by words, and one mark a second."""

    points: Entries
    key_times: npt.NDArray[np.float64]
    bits: npt.NDArray[np.uint8]


def member(fingerprint: VideoFingerprint, points: Entries) -> Member:
    """Return what the indexes hold of a fingerprint."""
    rich = fingerprint.mark_quality >= POOR
    seconds = np.floor(fingerprint.mark_times()).astype(np.int64)
    first = np.concatenate([[True], np.diff(seconds) > 0]) if len(seconds) else np.zeros(0, np.bool_)
    moments = np.isin(fingerprint.mark_pts, fingerprint.mark_pts[first])
    return Member(
        points, fingerprint.key_times(), fingerprint.mark_bits[rich & moments & (fingerprint.mark_rectangle < 2)]
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A member that the query was found in, by its number, with the stretches."""

    member: int
    stretches: tuple[Stretch, ...]

    @property
    def support(self) -> float:
        """Return the support of its best stretch: 1 and more is a match."""
        return max((stretch.support for stretch in self.stretches), default=0.0)


class FingerprintIndex:
    """Two indexes over the same members. Fingerprints themselves are fetched only for the check."""

    def __init__(self, members: Sequence[Member], book: Codebook) -> None:
        self._points = PointIndex([one.points for one in members], book)
        self._times = np.concatenate([one.key_times for one in members]) if members else np.zeros(0)
        bits = [one.bits for one in members]
        self._marks = MarkIndex(np.concatenate(bits) if bits else np.zeros((0, BYTES), np.uint8))
        self._mark_member = np.repeat(np.arange(len(members)), [len(one) for one in bits])

    def find(
        self, query: VideoFingerprint, fetch: Callable[[int], VideoFingerprint], *, checked: int = CHECKED
    ) -> tuple[Found, ...]:
        """Return the members that the query is found in, the best supported first."""
        frames = KeyFrames(query)
        found: list[Found] = []
        for number, pairs in self._candidates(frames, checked).items():
            stretches = align_at(frames, KeyFrames(fetch(number)), pairs)
            if stretches:
                found.append(Found(number, stretches))
        return tuple(sorted(found, key=lambda one: (-one.support, one.member)))

    def _candidates(self, query: KeyFrames, checked: int) -> dict[int, list[Pair]]:
        voted = self._by_points(query)
        best = sorted(voted, key=lambda number: -voted[number][0])[:checked]
        chosen = {number: voted[number][1] for number in best}
        for number in self._by_marks(query.fingerprint)[:checked]:
            chosen.setdefault(number, voted[number][1] if number in voted else [])
        return chosen

    def _by_points(self, query: KeyFrames) -> dict[int, tuple[float, list[Pair]]]:
        """Return for each member its votes within the best span of offsets, and the pairs of key frames behind."""
        ballots: dict[int, list[tuple[float, Pair, float]]] = defaultdict(list)
        asked = [(here, mirrored) for here in range(len(query)) for mirrored in (False, True)]
        vectors = [query.key(here, mirrored=mirrored)[0] for here, mirrored in asked]
        for (here, mirrored), (keys, votes) in zip(asked, self._points.votes_of(vectors, VOTED), strict=True):
            numbers = np.searchsorted(self._points.first, keys, side="right") - 1
            for key, vote, number in zip(keys.tolist(), votes.tolist(), numbers.tolist(), strict=True):
                pair = (here, mirrored, key - int(self._points.first[number]))
                ballots[number].append((vote, pair, float(self._times[key] - query.times[here])))
        return {number: _counted(given) for number, given in ballots.items()}

    def _by_marks(self, query: VideoFingerprint) -> list[int]:
        """Return members by how many marks of the query come near one of theirs, the most first."""
        rich = np.flatnonzero(query.mark_quality >= POOR)
        seen: set[tuple[int, int]] = set()
        for orientation in range(len(ORIENTATIONS)):
            asked = rich if orientation < 2 else rich[::4]
            which, place, _ = self._marks.near(oriented(query.mark_bits[asked], orientation))
            moments = query.mark_pts[asked[which]]
            seen |= set(zip(self._mark_member[place].tolist(), moments.tolist(), strict=True))
        counts: dict[int, int] = defaultdict(int)
        for number, _ in seen:
            counts[number] += 1
        return sorted(counts, key=lambda number: (-counts[number], number))


def _counted(ballots: list[tuple[float, Pair, float]]) -> tuple[float, list[Pair]]:
    """Return the votes of the best span of offsets of one handedness, and the best pairs of all."""
    spans: dict[tuple[bool, int], float] = defaultdict(float)
    for vote, (_, mirrored, _), offset in ballots:
        for span in (int(offset // _BIN), int(offset // _BIN) + 1):
            spans[mirrored, span] += vote
    ballots.sort(key=lambda ballot: -ballot[0])
    return max(spans.values()), [pair for _, pair, _ in ballots[:PAIRS]]
