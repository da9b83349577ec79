"""Whether a stretch runs the same course in both videos, or two recordings only show the same scene.

A camera that stands still shows the same walls in every recording; points and coarse hashes agree then although what
moves before them does not. How much the picture changes from moment to moment tells them apart: in a copy the two
curves are one, in another recording they are not. A second sign is that each moment looks like its own moment of the
other video and not like those around it (``contrast``), which short stretches can show too. Nothing is told where
little moves and the picture stays the same, or where one picture is a small part of the other, so that something else
may move around it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np

from forensics.fingerprint.contrast import Contrast, contrast
from forensics.fingerprint.geometry import Placing
from forensics.fingerprint.motion import agreement
from forensics.fingerprint.video import VideoFingerprint

SURE: Final = (0.36, 0.85)
"""Least correlation for the same course: of long stretches, and the most that is asked of short ones."""
SHORT: Final = 1.3
"""Divided by the root of its seconds: the correlation asked of a stretch, for short curves agree by chance."""
ODD: Final = 1.5
"""What is added to SHORT for each octave that the speed is changed: lines at odd speeds are found more by chance."""
SHORTEST: Final = 2.5
"""Seconds below which no stretch is said to run the same course."""
OTHER: Final = 0.35
"""Correlation below which the course is another one."""
LEAST: Final = 2.0
"""Seconds that are needed to say so."""
MOVING: Final = 0.08
"""Deviation of both curves (log of change) that is needed to say so."""
WHOLE: Final = 0.6
"""Share of either picture that must be common to both to say so."""
TOLD: Final = 1.6
"""Contrast (how many times more the moments around differ than the own ones, less one) from which on it is the same
course: at most 0.85 was seen where it was not (142 stretches of other takes)."""
PIECE, EVERY, IN_PART = 2.0, 0.5, 0.45
"""Seconds of a piece, seconds from piece to piece, and the correlation of any piece from which nothing is said: copies
that repeat, or whose line is a little off, agree in part."""


class Course(StrEnum):
    """What the course of a stretch says."""

    SAME = "the same course"
    OTHER = "another course"
    OPEN = "not told"


def course(
    this: VideoFingerprint,
    that: VideoFingerprint,
    span: tuple[float, float],
    line: tuple[float, float],
    placing: Placing | None,
    *,
    mirrored: bool,
) -> tuple[Course, Contrast | None]:
    """Return what the course of ``span`` (start, end in seconds here) says on ``line`` (offset, speed), and the
    contrast where it rests on that.
    """
    told = _by_motion(this, that, span, line, placing)
    if told is not Course.SAME:
        sharp = contrast(this, that, span, line, mirrored=mirrored)
        if sharp is not None and sharp.times >= TOLD:
            return Course.SAME, sharp
    return told, None


def _by_motion(
    this: VideoFingerprint,
    that: VideoFingerprint,
    span: tuple[float, float],
    line: tuple[float, float],
    placing: Placing | None,
) -> Course:
    seconds = span[1] - span[0]
    found = agreement(this, that, span, line)
    if found is None:
        return Course.OPEN
    asked = float(np.clip((SHORT + ODD * abs(np.log2(max(line[1], 1e-3)))) / np.sqrt(seconds), *SURE))
    if found.correlation >= asked and seconds >= SHORTEST:
        return Course.SAME
    moving = min(found.here, found.there) >= MOVING
    if found.correlation >= OTHER or seconds < LEAST or not moving:
        return Course.OPEN
    if _common(this, that, placing) < WHOLE or _agrees_in_part(this, that, span, line):
        return Course.OPEN
    return Course.OTHER


def _agrees_in_part(
    this: VideoFingerprint, that: VideoFingerprint, span: tuple[float, float], line: tuple[float, float]
) -> bool:
    """Say whether any piece of a stretch runs the same course in both."""
    for begin in np.arange(span[0], span[1] - PIECE + 1e-9, EVERY).tolist():
        found = agreement(this, that, (begin, begin + PIECE), line)
        if found is not None and found.correlation >= IN_PART:
            return True
    return False


def _common(this: VideoFingerprint, that: VideoFingerprint, placing: Placing | None) -> float:
    """Return the smaller of the shares of both pictures that are common to them; 1 where no placing is known."""
    if placing is None:
        return 1.0
    mine, theirs = this.aspect(), that.aspect()
    boxes = ((placing.covered(mine, theirs), theirs), (placing.inverse().covered(theirs, mine), mine))
    return min(float((box[2] - box[0]) * (box[3] - box[1]) / (size[0] * size[1])) for box, size in boxes)
