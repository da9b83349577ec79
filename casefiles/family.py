"""The family of copies in a case as a graph: exhibits, what joins each two of them, and which is proposed above which.

An edge says what two exhibits share and, where all reasons point to one side, which of them is proposed as nearer the
original. Nothing here says where footage came from: the original may be none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forensics.fingerprint.known_copy import KnownCopy
from forensics.fingerprint.relation import Relation


@dataclass(frozen=True, slots=True)
class Node:
    """An exhibit in the graph: width and height in pixels, 0 without pictures; ``family`` counts from 1, 0 is none."""

    exhibit: str
    name: str
    sha256: str
    width: int
    height: int
    seconds: float
    family: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two exhibits: the codes of the statements, the seconds shared, and whether it makes them copies.

    ``nearer`` is the one of both that is proposed as nearer the original, '' where none is; ``number`` is the place of
    the relation among those of the case.
    """

    this: str
    other: str
    number: int
    codes: tuple[str, ...]
    shared: float
    copy: bool
    nearer: str


@dataclass(frozen=True, slots=True)
class Family:
    """Exhibits that copies join. ``first`` are those above which no relation proposes another one; none is asserted."""

    number: int
    members: tuple[str, ...]
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """All exhibits of a case, what joins them, and the families that come of it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    families: tuple[Family, ...]


def graph(known: Sequence[tuple[KnownCopy, str]], related: Sequence[Relation]) -> Graph:
    """Return the graph of some copies, each with the name of its file, and all relations among them."""
    edges = tuple(_edge(number, one) for number, one in enumerate(related))
    groups = families(related)
    found = tuple(_family(number + 1, members, edges) for number, members in enumerate(groups))
    of = {member: family.number for family in found for member in family.members}
    return Graph(tuple(_node(copy, name, of.get(copy.name, 0)) for copy, name in known), edges, found)


def families(related: Sequence[Relation]) -> tuple[tuple[str, ...], ...]:
    """Return the groups that copies form; what is no copy (the same sound or scene only) joins none."""
    group: dict[str, set[str]] = {}
    for one in related:
        if not one.copies:
            continue
        joined = group.get(one.this, {one.this}) | group.get(one.other, {one.other})
        for name in joined:
            group[name] = joined
    return tuple(sorted({tuple(sorted(names)) for names in group.values()}))


def _edge(number: int, one: Relation) -> Edge:
    codes = tuple(statement.code for statement in one.statements)
    shared = sum(found.stretch.end - found.stretch.start for found in one.pictures)
    return Edge(one.this, one.other, number, codes, round(shared, 3), one.copies, one.nearness.proposed)


def _family(number: int, members: tuple[str, ...], edges: Sequence[Edge]) -> Family:
    below = {name for edge in edges if edge.nearer for name in (edge.this, edge.other) if name != edge.nearer}
    return Family(number, members, tuple(name for name in members if name not in below))


def _node(copy: KnownCopy, name: str, family: int) -> Node:
    width, height, seconds = 0, 0, 0.0
    if copy.video is not None:
        times = copy.video.mark_times()
        width, height = copy.video.width, copy.video.height
        seconds = float(times.max() - times.min()) if len(times) else 0.0
    return Node(copy.name, name, copy.sha256, width, height, round(seconds, 3), family)
