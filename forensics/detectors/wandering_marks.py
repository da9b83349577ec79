"""Marks that stand still for a moment and then stand elsewhere: places of one window that come again in others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.detectors.steady_edges import Box, Place, Window, places, single

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]

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
    fields = {number: _vectors(windows[number].edges) for number in spread(len(windows), COMPARED)}
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


def _followed(fields: dict[int, Vectors], window: Window, start: int, box: Box) -> Wanderer | None:
    """Look for what stands in a box of the window ``start`` in the windows whose vectors are given."""
    import cv2

    wanted = _vectors(box.cut(window.edges))
    stops, alike = [Stop(start, box)], 1.0
    others = [number for number in fields if number != start]
    for tried, number in enumerate(others):
        most = len(stops) + len(others) - tried
        if 2 * most < len(others) + 1 or most < 3:
            return None  # the mark would not be found often enough even if it stood in all that are left
        product = cv2.matchTemplate(fields[number], wanted, cv2.TM_CCORR_NORMED)
        y, x = np.unravel_index(int(np.argmax(product)), product.shape)
        if product[y, x] >= ALIKE:
            stops.append(Stop(number, Box(int(x), int(y), box.width, box.height)))
            alike = min(alike, float(product[y, x]))
    away = [s for s in stops if max(abs(s.box.x - box.x), abs(s.box.y - box.y)) > max(box.width, box.height) / 2]
    if not away or 2 * len(stops) < len(others) + 1 or len(stops) < 3:
        return None
    return Wanderer(tuple(sorted(stops, key=lambda s: s.window)), alike, len(stops), len(others) + 1)


def _vectors(edges: npt.NDArray[np.generic]) -> Vectors:
    """Return gradients (2, H, W) as a picture of two channels."""
    return np.ascontiguousarray(np.moveaxis(edges.astype(np.float32), 0, -1))
