"""Find the rectangles of a stretch of frames that may hold a picture of their own: without bars, or an inset.

Two signs are used: rows and columns at the border that are of one tone at all times (bars), and straight edges that
stay where they are while the picture moves (frames of insets, of stacked clips, of blurred surrounds).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from forensics.ranks import percentile

Frames = npt.NDArray[np.float32]
Rectangle = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels, right and bottom exclusive."""

MOST: Final = 3
"""Rectangles besides the whole frame."""
LOOKED_AT: Final = 24
"""Frames of a stretch that are looked at."""
FLAT: Final = 6.0
"""Standard deviation in grey levels below which a row or column counts as of one tone."""
SHORTEST_LINE: Final = 0.18
MOST_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class _Line:
    """A straight edge at a position, from ``start`` to ``end`` along it; a border of the frame bounds for free."""

    at: int
    start: int
    end: int
    border: bool = False


def panels(frames: npt.NDArray[np.uint8]) -> list[Rectangle]:
    """Return the whole frame of (n, H, W) grey frames, then at most MOST rectangles, the likeliest first."""
    count, height, width = frames.shape
    looked_at = frames[np.linspace(0, count - 1, min(count, LOOKED_AT)).astype(int)]
    found: list[Rectangle] = [(0, 0, width, height)]
    inner = _without_bars(looked_at.astype(np.float32))
    if (inner[2] - inner[0]) < 0.97 * width or (inner[3] - inner[1]) < 0.97 * height:
        found.append(inner)
    for rectangle in _framed(looked_at):
        if len(found) > MOST:
            break
        if all(_overlap(rectangle, other) < 0.85 for other in found):
            found.append(rectangle)
    return found


def _without_bars(frames: Frames) -> Rectangle:
    top, bottom = _bounds(frames.std(axis=2))
    left, right = _bounds(frames.std(axis=1))
    return left, top, right, bottom


def _bounds(spread: Frames) -> tuple[int, int]:
    """Return the first and the last line that is not flat, at most 45 % of the lines off each side."""
    flat = np.percentile(spread, 90, axis=0) < FLAT
    most = int(len(flat) * 0.45)
    busy = np.flatnonzero(~flat)
    if not len(busy):
        return 0, len(flat)
    return min(int(busy[0]), most), max(int(busy[-1]) + 1, len(flat) - most)


def _framed(frames: npt.NDArray[np.uint8]) -> list[Rectangle]:
    """Return rectangles bounded by lasting edges or the frame's border, best supported first."""
    _, height, width = frames.shape
    upright = [_Line(0, 0, height, border=True), *_lines(_lasting(frames, 2)), _Line(width, 0, height, border=True)]
    lying = [_Line(0, 0, width, border=True), *_lines(_lasting(frames, 1).T), _Line(height, 0, width, border=True)]
    scored: list[tuple[float, Rectangle]] = []
    for left, right in _pairs(upright, 0.2 * width):
        for top, bottom in _pairs(lying, 0.12 * height):
            share = (right.at - left.at) * (bottom.at - top.at) / (width * height)
            if 0.06 <= share <= 0.93:
                sides = ((left, top, bottom), (right, top, bottom), (top, left, right), (bottom, left, right))
                support = [_support(line, first.at, last.at) for line, first, last in sides if not line.border]
                if support and min(support) > -1:
                    score = sum(support) / len(support) + 0.1 * len(support) + 0.3 * share
                    scored.append((score, (left.at, top.at, right.at, bottom.at)))
    return [rectangle for _, rectangle in sorted(scored, reverse=True)]


def _pairs(lines: list[_Line], least: float) -> Iterator[tuple[_Line, _Line]]:
    return ((one, two) for one in lines for two in lines if two.at - one.at >= least)


def _support(line: _Line, low: int, high: int) -> float:
    """Return how much of a side an edge covers, less what stands over; -1 where it covers too little."""
    length = high - low
    covered = max(0, min(line.end, high) - max(line.start, low)) / length
    over = (line.end - line.start) / length - covered
    return covered - 0.25 * over if covered >= 0.7 else -1.0


def _lasting(frames: npt.NDArray[np.uint8], axis: int) -> Frames:
    """Return per pixel the gradient along an axis that is reached in seven frames of ten."""
    pairs = ((one[2:], one[:-2]) if axis == 1 else (one[:, 2:], one[:, :-2]) for one in frames)
    steep = [np.asarray(cv2.absdiff(*pair), np.uint8) for pair in pairs]
    kept = percentile(steep, 30) if len(steep) > 3 else np.mean(steep, axis=0, dtype=np.float32)
    return np.pad(kept, ((1, 1), (0, 0)) if axis == 1 else ((0, 0), (1, 1)))


def _lines(edges: Frames) -> list[_Line]:
    """Return the longest upright runs of lasting edges, no two of them side by side."""
    height, width = edges.shape
    on = (edges > FLAT) & (edges > 1.6 * cv2.blur(edges, (9, 1)))
    on |= np.roll(on, 1, axis=1)
    closed = np.asarray(cv2.morphologyEx(on.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 1), np.uint8)), np.uint8)
    columns = np.flatnonzero(closed.sum(axis=0) >= SHORTEST_LINE * height)
    runs = [_longest_run(closed[:, at], int(at)) for at in columns if 3 <= at < width - 3]
    runs.sort(key=lambda line: line.start - line.end)
    kept: list[_Line] = []
    for run in runs:
        apart = (abs(run.at - one.at) > 4 or min(run.end, one.end) < max(run.start, one.start) for one in kept)
        if run.end - run.start >= SHORTEST_LINE * height and all(apart) and len(kept) < MOST_LINES:
            kept.append(run)
    return kept


def _longest_run(column: npt.NDArray[np.uint8], at: int) -> _Line:
    steps = np.diff(np.concatenate([[0], column.astype(np.int8), [0]]))
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    longest = int(np.argmax(ends - starts))
    return _Line(at, int(starts[longest]), int(ends[longest]))


def _overlap(one: Rectangle, two: Rectangle) -> float:
    """Return intersection over union."""
    across = max(0, min(one[2], two[2]) - max(one[0], two[0]))
    down = max(0, min(one[3], two[3]) - max(one[1], two[1]))
    both = across * down
    return both / ((one[2] - one[0]) * (one[3] - one[1]) + (two[2] - two[0]) * (two[3] - two[1]) - both)
