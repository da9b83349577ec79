"""Moments of two videos that show the same picture: by coarse hashes and by points, before any line is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.dct_hash import POOR, distances, oriented
from forensics.fingerprint.geometry import Placing, placing
from forensics.fingerprint.video import VideoFingerprint, mirrored_geometry, restored

FAR: Final = 84
SPAN: Final = 52
"""A hash that differs in FAR bits or more says nothing; one that differs in FAR - SPAN or fewer says all it can."""
SHARP: Final = 6.0
"""Bits by which a pair may be worse than the best of its moment before it loses its say about the time."""
EVEN: Final = 0.115
"""Least spread of fitting points over what both pictures show: the same logo on two pictures has less."""
BLOCK: Final = 4000
ALIKE: Final = 0.72
"""Least cosine of two descriptors that are taken for the same point."""


Times = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MarkHits:
    """Pairs of moments whose coarse hashes agree: times in seconds, bits apart, strength and sharpness in 0..1.

    Strength says how well they agree; sharpness how well compared with the best that the moment here agrees with.
    """

    here: Times
    there: Times
    apart: Times
    strength: Times
    sharpness: Times

    @classmethod
    def none(cls) -> MarkHits:
        """Return no pairs."""
        return cls(*(np.zeros(0) for _ in range(5)))


@dataclass(frozen=True, slots=True)
class PointHit:
    """A key frame of each video whose points lie in each other's places; ``placing`` maps this one to that one.

    ``key`` is the number of this video's key frame, ``fits`` the numbers of its points that have their place;
    ``other_key`` and ``other_fits`` are those of that video, in the same order.
    """

    here: float
    there: float
    mirrored: bool
    placing: Placing
    key: int
    fits: tuple[int, ...]
    other_key: int
    other_fits: tuple[int, ...]


def mark_hits(this: VideoFingerprint, that: VideoFingerprint, orientation: int) -> MarkHits:
    """Return the moments that agree when this video is shown in one of the ORIENTATIONS, every rectangle with every."""
    mine, theirs = this.mark_quality >= POOR, that.mark_quality >= POOR
    here, there = this.mark_times()[mine], that.mark_times()[theirs]
    bits, others = oriented(this.mark_bits[mine], orientation), that.mark_bits[theirs]
    rows: list[npt.NDArray[np.int64]] = []
    columns: list[npt.NDArray[np.int64]] = []
    apart: list[npt.NDArray[np.uint16]] = []
    for at in range(0, len(bits), BLOCK):
        for to in range(0, len(others), BLOCK):
            block = distances(bits[at : at + BLOCK], others[to : to + BLOCK])
            row, column = np.nonzero(block < FAR)
            rows.append(at + row)
            columns.append(to + column)
            apart.append(block[row, column])
    if not rows:
        return MarkHits.none()
    times, bits_apart = here[np.concatenate(rows)], np.concatenate(apart).astype(np.float64)
    moments, place = np.unique(times, return_inverse=True)
    least = np.full(len(moments), float(FAR))
    np.minimum.at(least, place, bits_apart)
    strength = np.minimum(1.0, (FAR - bits_apart) / SPAN)
    return MarkHits(
        times, there[np.concatenate(columns)], bits_apart, strength, np.exp((least[place] - bits_apart) / SHARP)
    )


class KeyFrames:
    """The key frames of a video ready to be compared: unit vectors and geometry, as they are and mirrored."""

    def __init__(self, fingerprint: VideoFingerprint) -> None:
        self.fingerprint = fingerprint
        self.times = fingerprint.key_times()
        self._starts = fingerprint.key_starts()
        self._made: dict[tuple[int, bool], tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]] = {}

    def __len__(self) -> int:
        return len(self.times)

    def key(self, number: int, *, mirrored: bool = False) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Return the unit vectors and the geometry of one key frame."""
        if (number, mirrored) not in self._made:
            part = self.fingerprint.points.part(int(self._starts[number]), int(self._starts[number + 1]))
            geometry = part.geometry()
            if mirrored:
                geometry = mirrored_geometry(geometry, self.fingerprint.aspect()[0])
            self._made[number, mirrored] = restored(part.descriptors, mirrored=mirrored), geometry
        return self._made[number, mirrored]


def point_hit(this: KeyFrames, here: int, that: KeyFrames, there: int, *, mirrored: bool) -> PointHit | None:
    """Compare a key frame of each video, this one mirrored if asked; return how it is placed, or None."""
    vectors, geometry = this.key(here, mirrored=mirrored)
    others, other_geometry = that.key(there)
    if not len(vectors) or not len(others):
        return None
    likeness = vectors @ others.T
    best, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
    mine = np.flatnonzero((back[best] == np.arange(len(best))) & (likeness.max(axis=1) >= ALIKE))
    found = placing(geometry[mine], other_geometry[best[mine]])
    if found is None:
        return None
    kept = mine[list(found.pairs)]
    if _evenness(found, geometry[kept, :2], this.fingerprint, that.fingerprint) < EVEN:
        return None
    fits, others_fit = (tuple(int(one) for one in points) for points in (kept, best[kept]))
    return PointHit(float(this.times[here]), float(that.times[there]), mirrored, found, here, fits, there, others_fit)


def _evenness(found: Placing, places: npt.NDArray[np.float32], this: VideoFingerprint, that: VideoFingerprint) -> float:
    """Return the spread of the fitting points over the part of this picture that the other one fills.

    The geometric mean of both directions' standard deviations in shares of that part: 0.29 for points spread evenly.
    """
    left, top, right, bottom = found.inverse().covered(that.aspect(), this.aspect())
    across, down = (float(deviation) for deviation in places.std(axis=0))
    return float(np.sqrt(across * down / max((right - left) * (bottom - top), 1e-6)))


def orientation_of(hit: PointHit) -> int:
    """Return the orientation of this picture, to the nearest quarter turn, that a placing stands for."""
    turns = round(hit.placing.degrees() / 90) % 4
    return ((0, 5, 3, 6), (1, 7, 2, 4))[hit.mirrored][turns]
