"""From what an index returns to candidates: videos that a query may be found in, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from forensics.fingerprint.query import Query
from forensics.fingerprint.segment import MarkHitRows, PointVotes, Share
from forensics.fingerprint.video import VideoFingerprint

CHECKED: Final = 10
"""Candidates by either kind of evidence."""
PAIRS: Final = 48
"""Pairs of key frames that are handed on with a candidate."""
_BIN: Final = 2.0
"""Seconds of offset that are taken together when votes are counted."""
VOTED: Final = 15
"""Key frames that each picture of the query may vote for, in each part of an index."""
LEAST: Final = 3
"""Points that a key frame must share with a picture to be voted for."""

Pair = tuple[int, bool, int]
"""A key frame of the query, whether mirrored, and a key frame of the candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A video, by the name under which it was added, that the query may be found in.

    ``votes`` are those of points within the best span of offsets, ``moments`` counts moments of the query that have a
    mark near one of the video's, in its best orientation; ``pairs`` are key frames to be compared, the best first.
    """

    name: str
    votes: float
    moments: int
    pairs: tuple[Pair, ...]


class CopyIndex(Protocol):
    """The two calls of an index of copies, wherever it is kept: add a video, search with another one."""

    def add(self, name: str, share: Share) -> None:
        """Take in what is looked up of a video; the name is that of what it replaces, if it was added before."""

    def search(self, fingerprint: VideoFingerprint, *, most: int = CHECKED) -> tuple[Query, tuple[Candidate, ...]]:
        """Return what was asked, and the candidates: at most ``most`` by points and as many by marks."""


def candidates(
    query: Query,
    found: Sequence[tuple[Sequence[str], PointVotes, MarkHitRows]],
    most: int,
) -> tuple[Candidate, ...]:
    """Return candidates from what parts of an index returned, each with the names of its members ('' where gone)."""
    by_points: dict[str, list[tuple[float, Pair, float]]] = defaultdict(list)
    by_marks: dict[str, dict[int, set[float]]] = defaultdict(lambda: defaultdict(set))
    for names, votes, marks in found:
        _ballots(query, names, votes, by_points)
        for asked, member in zip(marks.asked.tolist(), marks.member.tolist(), strict=True):
            by_marks[names[member]][int(query.mark_orientation[asked])].add(float(query.mark_times[asked]))
    by_points.pop("", None)
    by_marks.pop("", None)
    voted = {name: _counted(given) for name, given in by_points.items()}
    moments = {name: max(len(times) for times in each.values()) for name, each in by_marks.items()}
    best = sorted(voted, key=lambda name: (-voted[name][0], name))[:most]
    best += sorted(moments, key=lambda name: (-moments[name], name))[:most]
    made = []
    for name in dict.fromkeys(best):
        votes_of, pairs = voted.get(name, (0.0, ()))
        made.append(Candidate(name, votes_of, moments.get(name, 0), tuple(pairs)))
    return tuple(made)


def _ballots(
    query: Query, names: Sequence[str], votes: PointVotes, into: dict[str, list[tuple[float, Pair, float]]]
) -> None:
    here = np.array([query.frames.times[key] for key, _ in query.pictures])
    offsets = votes.time - here[votes.picture] if len(here) else votes.time
    columns = (votes.picture, votes.member, votes.key, votes.votes, offsets)
    for picture, member, key, vote, offset in zip(*(column.tolist() for column in columns), strict=True):
        number, mirrored = query.pictures[picture]
        into[names[member]].append((vote, (number, mirrored, key), offset))


def _counted(ballots: list[tuple[float, Pair, float]]) -> tuple[float, list[Pair]]:
    """Return the votes of the best span of offsets of one handedness, and the best pairs of all."""
    spans: dict[tuple[bool, int], float] = defaultdict(float)
    for vote, (_, mirrored, _), offset in ballots:
        for span in (int(offset // _BIN), int(offset // _BIN) + 1):
            spans[mirrored, span] += vote
    ballots.sort(key=lambda ballot: -ballot[0])
    return max(spans.values()), [pair for _, pair, _ in ballots[:PAIRS]]
