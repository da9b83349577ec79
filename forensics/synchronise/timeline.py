"""One common time for clips whose sounds were laid on each other in pairs, and how well the pairs agree.

The clearest pairs are taken first (a spanning tree of greatest clearness, Kruskal 1956); what the other pairs say is
held against it: a pair that differs is named, not averaged away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from forensics.synchronise.offset import Offset

DISAGREES: Final = 0.05
"""Seconds by which a pair may differ from the timeline before it is named."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two clips by name, and how the second lies to the first."""

    this: str
    other: str
    offset: Offset


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip on the common time: its own time t is ``start + t * rate`` there, in seconds of the reference's clock.

    ``error`` is the standard uncertainty of ``start``, added up along the pairs that lead to the reference.
    ``by`` names the clip that it was laid on, '' for the reference.
    """

    clip: str
    start: float
    rate: float
    error: float
    by: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A pair that says something else than the timeline, by so many seconds."""

    this: str
    other: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Group:
    """Clips on one time; the first is the reference. ``closed`` pairs beyond the tree agree within the limit."""

    clips: tuple[Placed, ...]
    closed: int
    disagreements: tuple[Disagreement, ...]

    def place(self, clip: str) -> Placed | None:
        """Return where a clip lies, None where it is not in this group."""
        return next((placed for placed in self.clips if placed.clip == clip), None)


def timelines(clips: Sequence[str], pairs: Sequence[Pairing]) -> tuple[Group, ...]:
    """Return the groups of clips that pairs join, in the order of ``clips``; a clip by itself makes no group."""
    tree, rest = _tree(clips, pairs)
    groups, done = [], set[str]()
    for clip in clips:
        if clip in done:
            continue
        placed = _placed(clip, tree)
        done |= {one.clip for one in placed}
        if len(placed) > 1:
            groups.append(_group(placed, rest))
    return tuple(groups)


def _tree(clips: Sequence[str], pairs: Sequence[Pairing]) -> tuple[list[Pairing], list[Pairing]]:
    of = {clip: clip for clip in clips}

    def root(clip: str) -> str:
        while of[clip] != clip:
            clip = of[clip]
        return clip

    tree: list[Pairing] = []
    rest: list[Pairing] = []
    for pair in sorted(pairs, key=lambda one: (-one.offset.clear, one.this, one.other)):
        one, two = root(pair.this), root(pair.other)
        (rest if one == two else tree).append(pair)
        of[two] = one
    return tree, rest


def _placed(reference: str, tree: Sequence[Pairing]) -> list[Placed]:
    placed = [Placed(reference, 0.0, 1.0, 0.0, "")]
    for at in placed:  # grows while it is walked
        for pair in tree:
            there = _laid(pair, at)
            if there is not None and there.clip not in {one.clip for one in placed}:
                placed.append(there)
    return placed


def _laid(pair: Pairing, at: Placed) -> Placed | None:
    """Return where the other clip of a pair lies when one is placed, None where neither is the one placed."""
    told = pair.offset
    error = (at.error**2 + told.error**2) ** 0.5
    if pair.this == at.clip:  # other = offset + this * rate, so this = (other - offset) / rate
        rate = at.rate / told.rate
        return Placed(pair.other, at.start - told.offset * rate, rate, error, at.clip)
    if pair.other == at.clip:
        return Placed(pair.this, at.start + told.offset * at.rate, at.rate * told.rate, error, at.clip)
    return None


def _group(placed: Sequence[Placed], rest: Sequence[Pairing]) -> Group:
    names = {one.clip: one for one in placed}
    closed, differing = 0, []
    for pair in rest:
        if pair.this not in names:
            continue
        wanted = _laid(pair, names[pair.this])
        assert wanted is not None  # the pair begins at the clip that is placed
        apart = wanted.start - names[pair.other].start
        if abs(apart) > DISAGREES:
            differing.append(Disagreement(pair.this, pair.other, apart))
        else:
            closed += 1
    return Group(tuple(placed), closed, tuple(differing))
