"""Which times of one video are which times of another: stretches with speed, orientation, geometry and support.

Two kinds of evidence are laid on lines together: coarse hashes four times a second, which give the times well, and
points of key frames, which withstand cropping, insets and overlays and give the geometry. Speeds from half to double
are tried. Thresholds were set on the laundering benchmark at no false match (docs/copies.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from forensics.fingerprint.codebook import Codebook
from forensics.fingerprint.course import Course, course
from forensics.fingerprint.dct_hash import MIRRORED, ORIENTATIONS
from forensics.fingerprint.evidence import (
    KeyFrames,
    MarkHits,
    PointHit,
    mark_hits,
    orientation_of,
    point_hit,
)
from forensics.fingerprint.geometry import Placing
from forensics.fingerprint.lines import Line, Times, lines
from forensics.fingerprint.motion import fitted
from forensics.fingerprint.point_index import PointIndex, entries
from forensics.fingerprint.video import VideoFingerprint

MARK_SECONDS: Final = 0.25
MARKS_NEEDED: Final = 1.4
"""Seconds of full agreement of coarse hashes that make a stretch by themselves."""
POINTS_NEEDED: Final = 10.0
"""Sum over key frames of fitting points above four, at most 36 each, that make a stretch by themselves."""
BLUNT: Final = 0.25
"""Pairs that are so much worse than the best of their moment say nothing about times."""
ECHO, ECHO_BITS = 0.5, 5.0
CRUMB: Final = 0.6
KEY_SECONDS: Final = 1.0
"""Seconds from key frame to key frame."""
ASTRAY: Final = 1.5
"""Seconds within which another line is looked for where motion does not agree at all."""
HITS_KEPT: Final = 12
CANDIDATES: Final = 6
"""Key frames of the other video that are compared for each key frame of this one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Seconds ``start`` to ``end`` of this video are ``other_start`` to ``other_end`` of the other one.

    ``speed`` is seconds of the other video a second of this one. ``marks`` is the support by coarse hashes in seconds,
    ``points`` that by fitting points, summed over ``key_frames``. ``placing`` maps this picture (mirrored first where
    ``mirrored``) onto the other one, from the key frame with most fitting points. ``motion`` is the correlation of the
    motion of both, 0 where it says nothing; ``course`` is what that says of whether it is one recording. ``apart`` is
    the median of bits by which the marks differ. ``own`` and ``around`` are bits by which moments differ from their own
    and from those around, where the course rests on that, else 0. ``hits`` are the key frames with most fitting points.
    """

    start: float
    end: float
    other_start: float
    other_end: float
    speed: float
    mirrored: bool
    marks: float
    points: float
    key_frames: int
    placing: Placing | None
    motion: float = 0.0
    apart: float = 0.0
    hits: tuple[PointHit, ...] = ()
    course: Course = Course.OPEN
    own: float = 0.0
    around: float = 0.0

    @property
    def timed(self) -> bool:
        """Return whether its times rest on more than key frames a second apart."""
        return self.motion > 0 or self.marks >= 0.4 * max(self.end - self.start, MARK_SECONDS)

    @property
    def support(self) -> float:
        """Return the support in units of what is needed: 1 and more is a match."""
        return self.marks / MARKS_NEEDED + self.points / POINTS_NEEDED


@dataclass(frozen=True, slots=True)
class Evidence:
    """All moments that agree in one orientation of this picture."""

    marks: MarkHits
    points: tuple[PointHit, ...]


def align(this: VideoFingerprint, that: VideoFingerprint, book: Codebook) -> tuple[Stretch, ...]:
    """Return the stretches of this video that are found in the other one, in order of this one's time."""
    here, there = KeyFrames(this), KeyFrames(that)
    index = PointIndex([entries(that, book)], book)
    asked = [(one, mirrored) for one in range(len(here)) for mirrored in (False, True)]
    voted = index.votes_of([here.key(one, mirrored=mirrored)[0] for one, mirrored in asked], CANDIDATES)
    pairs = [(*which, int(key)) for which, (keys, _) in zip(asked, voted, strict=True) for key in keys]
    return align_at(here, there, pairs)


def align_at(here: KeyFrames, there: KeyFrames, pairs: list[tuple[int, bool, int]]) -> tuple[Stretch, ...]:
    """Return the stretches when only certain pairs of key frames (this one's, mirrored, the other's) are compared."""
    hits = [point_hit(here, one, there, key, mirrored=mirrored) for one, mirrored, key in pairs]
    found = [hit for hit in hits if hit is not None]
    stretches: list[Stretch] = []
    for orientation in range(len(ORIENTATIONS)):
        points = tuple(hit for hit in found if orientation_of(hit) == orientation)
        marks = mark_hits(here.fingerprint, there.fingerprint, orientation)
        stretches += _stretches(Evidence(marks, points), mirrored=orientation in MIRRORED)
    kept = _without_strays(_without_rivals(stretches))
    timed = [_timed(one, here.fingerprint, there.fingerprint) for one in kept]
    return tuple(_within(one, here.fingerprint, there.fingerprint) for one in timed)


def _within(stretch: Stretch, this: VideoFingerprint, that: VideoFingerprint) -> Stretch:
    """Return a stretch cut to the times that both videos have: a line may run a little beyond an end."""
    (first, last), (first_there, last_there) = _extent(this), _extent(that)
    there = sorted(stretch.start + (at - stretch.other_start) / stretch.speed for at in (first_there, last_there))
    start, end = max(stretch.start, first, there[0]), min(stretch.end, last, there[1])
    if start > end:
        return stretch
    at, until = (stretch.other_start + (one - stretch.start) * stretch.speed for one in (start, end))
    return replace(stretch, start=start, end=end, other_start=at, other_end=until)


def _extent(video: VideoFingerprint) -> tuple[float, float]:
    times = np.concatenate([video.mark_times(), video.move_times(), video.key_times()])
    return float(times.min()), float(times.max())


def _timed(stretch: Stretch, this: VideoFingerprint, that: VideoFingerprint) -> Stretch:
    """Return a stretch with its times made exact by motion, and its course; less is open where many marks agree."""
    rough = stretch.other_start - stretch.speed * stretch.start, stretch.speed
    reach, stretched = (0.16, 0.02) if stretch.timed else (0.7, 0.13)
    fit = fitted(this, that, stretch.start, stretch.end, rough, reach=reach, stretch=stretched)
    line = rough if fit is None else (fit.offset, fit.speed)
    span = stretch.start, stretch.end
    runs, sharp = course(this, that, span, line, stretch.placing, mirrored=stretch.mirrored)
    if runs is Course.OTHER:
        # A scene that looks alike for long lets points choose a wrong line: is there one at unchanged speed?
        middle = (stretch.start + stretch.end) / 2
        plain = line[0] + (line[1] - 1) * middle, 1.0
        other = fitted(this, that, *span, plain, reach=ASTRAY, stretch=0.0)
        if other is not None:
            again = course(this, that, span, (other.offset, 1.0), stretch.placing, mirrored=stretch.mirrored)
            if again[0] is Course.SAME:
                fit, (runs, sharp) = other, again
    if sharp is not None:
        stretch = replace(stretch, own=sharp.own, around=sharp.around)
    if fit is None:
        return replace(stretch, course=runs)
    start, end = fit.offset + fit.speed * stretch.start, fit.offset + fit.speed * stretch.end
    return replace(stretch, other_start=start, other_end=end, speed=fit.speed, motion=fit.correlation, course=runs)


def _stretches(evidence: Evidence, *, mirrored: bool) -> Iterator[Stretch]:
    marks, points = evidence.marks, evidence.points
    worth = np.array([min(hit.placing.fitting, 40) - 4 for hit in points], np.float64)
    here = np.concatenate([marks.here, [hit.here for hit in points]])
    there = np.concatenate([marks.there, [hit.there for hit in points]])
    # One moment counts once: a mark and a key frame of the same moment lie a millisecond apart here.
    here[len(marks.here) :] += 1e-3
    weight = np.concatenate([marks.strength * (MARK_SECONDS / MARKS_NEEDED), worth / POINTS_NEEDED])
    sharpness = np.concatenate([marks.sharpness, _sharpness(points)])
    # Marks come four times as often as key frames: they are to choose the line, where there are any.
    telling = sharpness * np.concatenate([marks.strength, np.minimum(worth / 20, 1.0)])
    for line in lines(here, there, weight, np.where(sharpness >= BLUNT, telling, 0.0), least=1.0):
        yield _stretch(line, evidence, worth, mirrored=mirrored)


def _sharpness(points: tuple[PointHit, ...]) -> Times:
    """Return how many points fit in each hit, as the square of their share of the most in its moment."""
    most: dict[float, int] = {}
    for hit in points:
        most[hit.here] = max(most.get(hit.here, 0), hit.placing.fitting)
    return np.array([(hit.placing.fitting / most[hit.here]) ** 2 for hit in points], np.float64)


def _stretch(line: Line, evidence: Evidence, worth: Times, *, mirrored: bool) -> Stretch:
    count = len(evidence.marks.here)
    of_marks, of_points = line.taken[line.taken < count], line.taken[line.taken >= count] - count
    placed = [evidence.points[int(one)] for one in of_points]
    best = max(placed, key=lambda hit: hit.placing.fitting, default=None)
    offset, speed = _refined(line, evidence.marks, of_marks, placed)
    return Stretch(
        line.start,
        line.end,
        offset + speed * line.start,
        offset + speed * line.end,
        speed,
        mirrored,
        _once(evidence.marks.here[of_marks], evidence.marks.strength[of_marks]) * MARK_SECONDS,
        _once(np.array([hit.here for hit in placed]), worth[of_points]),
        len({hit.here for hit in placed}),
        best.placing if best else None,
        apart=float(np.median(evidence.marks.apart[of_marks])) if len(of_marks) else 0.0,
        hits=tuple(sorted(placed, key=lambda hit: -hit.placing.fitting)[:HITS_KEPT]),
    )


def _once(times: Times, weight: Times) -> float:
    """Return the sum of the largest weight of each moment."""
    if not len(times):
        return 0.0
    moments, place = np.unique(times, return_inverse=True)
    largest = np.zeros(len(moments))
    np.maximum.at(largest, place, weight)
    return float(largest.sum())


def _refined(line: Line, marks: MarkHits, on: np.ndarray, placed: list[PointHit]) -> tuple[float, float]:
    """Return offset and speed fitted to the pairs on the line, weighted by how sharply they agree."""
    here = np.concatenate([marks.here[on], [hit.here for hit in placed]])
    there = np.concatenate([marks.there[on], [hit.there for hit in placed]])
    weight = np.concatenate([marks.strength[on] * marks.sharpness[on] ** 2, 0.5 * _sharpness(tuple(placed)) ** 2])
    speed = line.speed
    if line.end - line.start >= 4 and len(np.unique(here)) >= 6:
        centre_here, centre_there = np.average(here, weights=weight), np.average(there, weights=weight)
        spread = float((weight * (here - centre_here) ** 2).sum())
        fitted = float((weight * (here - centre_here) * (there - centre_there)).sum()) / max(spread, 1e-9)
        speed = fitted if abs(fitted / line.speed - 1) < 0.04 else line.speed
        speed = 1.0 if abs(speed - 1) * (line.end - line.start) < 0.2 else speed
    return float(np.average(there - speed * here, weights=weight)), speed


def _without_rivals(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """Keep the better of stretches that claim the same time of this video, and leave out echoes."""
    kept: list[Stretch] = []
    for one in sorted(stretches, key=lambda stretch: -stretch.support):
        if all(_shared(one, other) < 0.5 and not _echo(one, other) for other in kept) and not _crumb(one, kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda stretch: (stretch.start, stretch.other_start)))


def _without_strays(stretches: tuple[Stretch, ...]) -> list[Stretch]:
    """Leave out single key frames beside a stretch of marks that they lie less than their own distance off.

    Key frames of two copies need not be of the same moments: points of neighbouring moments fit too, a little moved.
    """
    firm = [one for one in stretches if one.end - one.start >= KEY_SECONDS and one.marks >= MARKS_NEEDED]
    return [
        one
        for one in stretches
        if one.end - one.start >= CRUMB or not any(_beside(one, other) for other in firm if other is not one)
    ]


def _beside(one: Stretch, other: Stretch) -> bool:
    """Say whether a single moment lies less than the distance of key frames off another stretch, or its going on."""
    if one.mirrored != other.mirrored or not other.start - KEY_SECONDS <= one.start <= other.end + KEY_SECONDS:
        return False
    there = other.other_start + (one.start - other.start) * other.speed
    return abs(there - one.other_start) < KEY_SECONDS * max(1.0, other.speed)


def _crumb(one: Stretch, kept: list[Stretch]) -> bool:
    """Say whether a stretch is a single moment beside one that is far better supported."""
    return one.end - one.start < CRUMB and any(one.support < 0.34 * other.support for other in kept)


def _shared(one: Stretch, other: Stretch) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, both) / max(one.end - one.start, 0.25)


def _echo(one: Stretch, other: Stretch) -> bool:
    """Say whether a stretch takes times of the other video that a far better one has taken already.

    A scene that stays the same for a while looks like itself at other times; a real repetition fits as well again.
    """
    low, high = sorted((one.other_start, one.other_end))
    start, end = sorted((other.other_start, other.other_end))
    if min(high, end) - max(low, start) < 0.5 * (high - low) or not start - 0.5 <= (low + high) / 2 <= end + 0.5:
        return False
    if one.apart > 0 and other.apart > 0 and one.apart > other.apart + ECHO_BITS:
        return True
    marks = [each.marks / max(each.end - each.start, MARK_SECONDS) for each in (one, other)]
    points = [float(np.mean([hit.placing.fitting for hit in each.hits])) if each.hits else 0.0 for each in (one, other)]
    return (marks[1] >= 0.5 and marks[0] < 0.4 * marks[1]) or (points[0] > 0 and points[0] < ECHO * points[1])
