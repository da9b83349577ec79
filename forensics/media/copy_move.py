"""Parts of one picture that are alike under one shift, turn and scale: candidates for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Points = npt.NDArray[np.float32]
MOST_POINTS = 4000
MOST_GROUPS = 4
NEAREST = 0.06
"""Share of the shorter side by which two points must lie apart: texture is alike beside itself."""
RATIO = 0.6
"""How much nearer a match's descriptor must be than the next one (Lowe; g2NN of Amerini et al. 2011)."""
_TOLERANCE = 3.0
_COLOURS = ((255, 96, 64), (64, 200, 255), (120, 255, 96), (255, 220, 64))


@dataclass(frozen=True, slots=True)
class Copy:
    """Points of one part and of the other that go with them, (n, 2) in pixels each."""

    here: Points
    there: Points


def copies(picture: Pixels, least: int) -> Pixels:
    """Return the picture in grey with each group of matching points joined in a colour of its own."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    made = np.repeat((grey // 2 + 32)[:, :, None], 3, axis=2).astype(np.uint8)
    thick = max(1, min(grey.shape) // 360)
    for number, found in enumerate(candidates(grey, least)):
        colour = _COLOURS[number % len(_COLOURS)]
        for (x, y), (to_x, to_y) in zip(np.rint(found.here).astype(int), np.rint(found.there).astype(int), strict=True):
            ends = (int(x), int(y)), (int(to_x), int(to_y))
            cv2.line(made, *ends, colour, thick, cv2.LINE_8)
            for end in ends:
                cv2.circle(made, end, 3 * thick, colour, thick, cv2.LINE_8)
    return made


def candidates(grey: Pixels, least: int) -> tuple[Copy, ...]:
    """Return groups of at least ``least`` matches that one similarity explains, largest first; the same each time."""
    return tuple(sorted(_groups(*_matches(grey), least), key=lambda one: -len(one.here)))


def _matches(grey: Pixels) -> tuple[Points, Points]:
    points, descriptors = cv2.SIFT.create(MOST_POINTS).detectAndCompute(grey, None)
    nothing = np.zeros((0, 2), np.float32)
    if descriptors is None or len(points) < 4:
        return nothing, nothing
    places = np.array([point.pt for point in points], np.float32)
    apart = NEAREST * min(grey.shape)
    pairs: set[tuple[int, int]] = set()
    for near in cv2.BFMatcher(cv2.NORM_L2).knnMatch(descriptors, descriptors, k=4):
        others = [m for m in near if m.trainIdx != m.queryIdx]
        for match, following in pairwise(others):
            if match.distance >= RATIO * following.distance:
                break
            one, two = match.queryIdx, match.trainIdx
            if float(np.linalg.norm(places[one] - places[two])) > apart:
                pairs.add((min(one, two), max(one, two)))
    ordered = sorted(pairs)
    if not ordered:
        return nothing, nothing
    index = np.array(ordered)
    return _sides(places[index[:, 0]], places[index[:, 1]])


def _sides(one: Points, two: Points) -> tuple[Points, Points]:
    """Return each pair with its left end first, so that one shift has one sign."""
    swapped = (one[:, 0] > two[:, 0])[:, None]
    return np.where(swapped, two, one), np.where(swapped, one, two)


def _groups(here: Points, there: Points, least: int) -> Iterator[Copy]:
    for _ in range(MOST_GROUPS):
        if len(here) < max(least, 3):
            return
        cv2.setRNGSeed(1)  # RANSAC draws at random: the same draw each time
        _similarity, inside = cv2.estimateAffinePartial2D(
            here, there, method=cv2.RANSAC, ransacReprojThreshold=_TOLERANCE, maxIters=5000, confidence=0.999
        )
        taken = np.zeros(len(here), bool) if inside is None else inside.ravel().astype(bool)
        if taken.sum() < least:
            return
        yield Copy(here[taken], there[taken])
        here, there = here[~taken], there[~taken]
