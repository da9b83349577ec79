"""Where the copies page draws what: exhibits of a family in a ring, and the stretches that two copies share."""

from __future__ import annotations

import math
from dataclasses import dataclass

from casefiles.family import Edge, Graph, Node
from forensics.fingerprint.relation import Relation

PICTURES, SOUND = "pictures", "sound"


@dataclass(frozen=True, slots=True)
class Placed:
    """An exhibit with its place, both coordinates from 0 to 1, and whether nothing is proposed above it."""

    node: Node
    x: float
    y: float
    first: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """An edge with the numbers of the exhibits that it joins."""

    start: int
    end: int
    edge: Edge


@dataclass(frozen=True, slots=True)
class FamilyMap:
    """The exhibits that anything joins, placed, and what joins them."""

    placed: tuple[Placed, ...]
    joined: tuple[Joined, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """Seconds of one copy that are seconds of another; ``kind`` is PICTURES or SOUND."""

    kind: str
    start: float
    end: float
    other_start: float
    other_end: float
    speed: float
    mirrored: bool
    support: float


@dataclass(frozen=True, slots=True)
class AlignmentMap:
    """The stretches of two copies, and how many seconds of each are drawn."""

    segments: tuple[Segment, ...]
    length: float
    other_length: float


NOTHING = FamilyMap((), ())


def family_map(found: Graph) -> FamilyMap:
    """Return the exhibits that anything joins, each family in a ring of its own, side by side."""
    joined = {name for edge in found.edges for name in (edge.this, edge.other)}
    nodes = [node for node in found.nodes if node.exhibit in joined]
    first = {name for family in found.families for name in family.first}
    groups = [[node for node in nodes if node.family == number] for number in sorted({node.family for node in nodes})]
    placed: list[Placed] = []
    for number, group in enumerate(groups):
        for place, node in enumerate(group):
            angle = 2 * math.pi * place / len(group) - math.pi
            reach = 0.0 if len(group) == 1 else 0.5
            x = (number + 0.5 + reach * math.cos(angle)) / len(groups)
            placed.append(Placed(node, x, 0.5 + reach * math.sin(angle), node.exhibit in first))
    at = {one.node.exhibit: number for number, one in enumerate(placed)}
    return FamilyMap(tuple(placed), tuple(Joined(at[e.this], at[e.other], e) for e in found.edges))


def alignment_map(related: Relation, found: Graph) -> AlignmentMap:
    """Return the stretches of a relation of a graph."""
    segments = [
        Segment(PICTURES, s.start, s.end, s.other_start, s.other_end, s.speed, s.mirrored, s.support)
        for s in (one.stretch for one in related.pictures)
    ]
    segments += [
        Segment(SOUND, s.start, s.end, s.other_start, s.other_end, s.speed, mirrored=False, support=s.support)
        for s in related.sounds
    ]
    seconds = {node.exhibit: node.seconds for node in found.nodes}
    return AlignmentMap(
        tuple(segments),
        max([seconds.get(related.this, 0.0), *(one.end for one in segments)]),
        max([seconds.get(related.other, 0.0), *(one.other_end for one in segments)]),
    )
