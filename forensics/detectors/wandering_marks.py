"""Marks that stand still for a moment and then stand elsewhere: places of one window that come again in others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forensics.detectors.edge_search import Field, Part, least_cosine
from forensics.detectors.steady_edges import Box, Place, Window, places, single

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIKE: Final = 0.8
"""Cosine of gradient vectors from which on a place is the same mark."""
STARTS, COMPARED, EACH = 6, 12, 3
"""Windows that are started from, windows that each is looked for in, and places of each that are tried."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a mark stands in one window, by the window's number."""

    window: int
    box: Box


@dataclass(frozen=True, slots=True)
class Wanderer:
    """A mark at its stops, in order; ``alike`` is the least likeness among them."""

    stops: tuple[Stop, ...]
    alike: float
    found_in: int
    looked_in: int


def wanderers(windows: Sequence[Window], static: Sequence[Place]) -> list[Wanderer]:
    """Return marks that stand in at least half of the windows looked at, at more than one place; the best first."""
    found: list[Wanderer] = []
    fields = {number: Field(windows[number].edges) for number in spread(len(windows), COMPARED)}
    for start in spread(len(windows), STARTS):
        tried = [
            p
            for p in places(single(windows[start]), most=EACH + len(static), in_corners=False)
            if not _known(p.box, static)
        ]
        for place in tried[:EACH]:
            if any(stop.window == start and stop.box.overlaps(place.box) for one in found for stop in one.stops):
                continue
            wanderer = _followed(fields, windows[start], start, place.box)
            if wanderer is not None:
                found.append(wanderer)
    return sorted(found, key=lambda one: (-one.found_in, -one.alike))[:EACH]


def spread(count: int, most: int) -> list[int]:
    """Return at most ``most`` numbers below ``count``, evenly spread, in order."""
    if count <= most:
        return list(range(count))
    return [number * (count - 1) // (most - 1) for number in range(most)]


def _known(box: Box, static: Sequence[Place]) -> bool:
    return any(box.overlaps(place.box) for place in static)


def _followed(fields: dict[int, Field], window: Window, start: int, box: Box) -> Wanderer | None:
    """Look for what stands in a box of the window ``start`` in the windows whose fields are given."""
    wanted = Part.of(box.cut(window.edges), window.grey.shape)
    stops, seen = [Stop(start, box)], []
    others = [number for number in fields if number != start]
    for tried, number in enumerate(others):
        most = len(stops) + len(others) - tried
        if 2 * most < len(others) + 1 or most < 3:
            return None  # the mark would not be found often enough even if it stood in all that are left
        found = fields[number].find(wanted, ALIKE)
        if found is not None:
            stops.append(Stop(number, Box(found.x, found.y, box.width, box.height)))
            seen.append(found)
    away = [s for s in stops if max(abs(s.box.x - box.x), abs(s.box.y - box.y)) > max(box.width, box.height) / 2]
    if not away or 2 * len(stops) < len(others) + 1 or len(stops) < 3:
        return None
    return Wanderer(tuple(sorted(stops, key=lambda s: s.window)), least_cosine(seen), len(stops), len(others) + 1)
