"""How far predicted pictures depart from their neighbours: what an earlier encoding's key frames leave behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.detectors.periodicity import departures

if TYPE_CHECKING:
    import numpy.typing as npt

    from forensics.detector import FrameView

    Values = npt.NDArray[np.float64]

_HALF: Final = 0.5
"""Weight of everything but what is not predicted in P pictures."""
_REACH: Final = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """One value a frame: its type as a letter, bytes, share that no earlier picture predicts, mean and spread of its
    quantisers (NaN where none are told)."""

    kinds: npt.NDArray[np.uint8]
    sizes: Values
    unpredicted: Values
    coarse: Values
    uneven: Values


def events(seen: Seen, *, vectors: bool, quantised: bool) -> Values:
    """Return how far each predicted picture departs from its neighbours of the same type, in robust deviations."""
    found = np.zeros(len(seen.kinds))
    for kind in b"PB":
        chosen = seen.kinds == kind
        by_size = departures(np.log(np.maximum(seen.sizes, 8)), chosen & (seen.sizes > 0), 0.05)
        if not vectors:
            found += by_size
            continue
        forward = kind == ord("P")
        found += (1 if forward else _HALF) * departures(seen.unpredicted, chosen, 0.02)
        if forward:
            found += _HALF * by_size
        if quantised:
            values = seen.uneven if forward else seen.coarse
            found += _HALF * departures(values, chosen & np.isfinite(values), 0.2)
    return _credited(found, seen.kinds)


def unpredicted(frame: FrameView) -> float | None:
    """Return the share of a frame that no motion vector into an earlier picture covers, None without vectors."""
    vectors = frame.motion_vectors()
    if vectors is None or not len(vectors):
        return None
    areas = vectors["w"].astype(np.uint16)  # sides have a byte each
    areas *= vectors["h"]
    covered = int(areas[vectors["source"] < 0].sum(dtype=np.int64))
    return max(0.0, 1 - covered / (frame.width * frame.height))


def after_key(kinds: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Mark the picture after each key frame: this encoding's own groups begin there."""
    after = np.zeros(len(kinds), np.bool_)
    after[1:] = kinds[:-1] == ord("I")
    return after


def _credited(found: npt.NDArray[np.float64], kinds: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Let a B picture share what the next P picture shows: it is coded first and takes the cost of the boundary."""
    credited = found.copy()
    following = -1.0, -1
    for n in range(len(kinds) - 1, -1, -1):
        if kinds[n] == ord("P"):
            following = float(found[n]), n
        elif kinds[n] == ord("B") and 0 < following[1] - n <= _REACH:
            credited[n] = max(float(found[n]), following[0])
        elif kinds[n] == ord("I"):
            following = -1.0, -1
    return credited
