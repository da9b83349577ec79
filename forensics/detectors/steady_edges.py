"""Edges that stay while pictures move: medians of gradients in short windows of frames, and places that keep them.

All maps are of the small picture that the detector works on. Windows are thinned evenly when there are many, so that
memory is bounded whatever the length of the film.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from forensics.ranks import middle

if TYPE_CHECKING:
    import numpy.typing as npt

    Grey = npt.NDArray[np.uint8]
    Map = npt.NDArray[np.float32]
    Mask = npt.NDArray[np.bool_]

    _Number = TypeVar("_Number", np.uint8, np.float32)

WINDOW: Final = 8
"""Frames of a window."""
MOST_WINDOWS: Final = 32
EDGE: Final = 3.0
"""Grey levels a pixel from which on a gradient is an edge."""
KEPT: Final = 0.9
"""Share of the usual gradient's length that its median over time must have: 1 is an edge that never changes."""
MOVES: Final = 5.0
"""Mean deviation in grey levels from which on a place counts as moving."""
AROUND: Final = 0.6
"""Share of a place's surroundings that must move."""
LEAST_AREA, MOST_AREA = 0.0004, 0.12
"""Shares of the picture that a mark's box may have."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the small picture."""

    x: int
    y: int
    width: int
    height: int

    def cut(self, picture: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        """Return the part of a picture (…, H, W) that lies in the box."""
        return picture[..., self.y : self.y + self.height, self.x : self.x + self.width]

    def overlaps(self, other: Box) -> bool:
        """Return whether two boxes have a pixel in common."""
        apart_x = self.x >= other.x + other.width or other.x >= self.x + self.width
        return not (apart_x or self.y >= other.y + other.height or other.y >= self.y + self.height)


@dataclass(frozen=True, slots=True)
class Window:
    """What a few frames in a row have in common: ``edges`` (2, H, W) is their median gradient in x and y."""

    first: int
    last: int
    edges: npt.NDArray[np.float16]
    length: npt.NDArray[np.float16]
    """Median length of the gradient, whatever its direction."""
    grey: Grey
    stirred: npt.NDArray[np.float16]
    """Mean deviation of the frames from their median."""


@dataclass(slots=True)
class Windows:
    """Takes frames in order and keeps windows of them, evenly thinned."""

    kept: list[Window] = field(default_factory=list)
    seen: int = 0
    stride: int = 1
    _frames: list[Grey] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)

    def add(self, place: int, grey: Grey) -> bool:
        """Take the frame number ``place``; return whether it ended a window that is kept."""
        if self._frames and self._frames[0].shape != grey.shape:
            self._frames.clear()
            self._places.clear()
        self._frames.append(grey)
        self._places.append(place)
        if len(self._frames) < WINDOW:
            return False
        wanted = self.seen % self.stride == 0 and (not self.kept or self.kept[0].grey.shape == grey.shape)
        if wanted:
            self.kept.append(_window(self._places, self._frames))
        self.seen += 1
        self._frames.clear()
        self._places.clear()
        if len(self.kept) > MOST_WINDOWS:
            self.kept = self.kept[::2]
            self.stride *= 2
        return wanted


def _window(places: list[int], frames: list[Grey]) -> Window:
    """Return what frames have in common; all medians, which lie between two of WINDOW values, are of whole numbers."""
    import cv2

    across, down = (
        [
            np.asarray(cv2.Sobel(one, cv2.CV_16S, *way, ksize=3, borderType=cv2.BORDER_REPLICATE), np.int16)
            for one in frames
        ]
        for way in ((1, 0), (0, 1))
    )
    squares = [
        np.asarray(np.square(x, dtype=np.int32) + np.square(y, dtype=np.int32), np.int32)
        for x, y in zip(across, down, strict=True)
    ]
    low, high = (np.sqrt(one.astype(np.float32)) for one in middle(squares))
    twice = np.add(*middle(frames), dtype=np.int16)
    stirred = np.zeros(twice.shape, np.int16)
    for one in frames:
        stirred += np.abs(2 * one.astype(np.int16) - twice)
    return Window(
        first=places[0],
        last=places[-1],
        edges=np.stack([np.add(*middle(one)) / np.float32(16) for one in (across, down)]).astype(np.float16),
        length=((low + high) / np.float32(16)).astype(np.float16),
        grey=(twice // 2).astype(np.uint8),
        stirred=(stirred / np.float32(2 * WINDOW)).astype(np.float16),
    )


def gradients(pictures: Map) -> tuple[Map, Map]:
    """Return central differences in x and y of pictures (…, H, W), smoothed across: Sobel's operator over 8."""
    padded = np.pad(pictures, [(0, 0)] * (pictures.ndim - 2) + [(1, 1), (1, 1)], mode="edge")
    rows = padded[..., :-2, :] + 2 * padded[..., 1:-1, :] + padded[..., 2:, :]
    columns = padded[..., :-2] + 2 * padded[..., 1:-1] + padded[..., 2:]
    across, down = rows[..., 2:] - rows[..., :-2], columns[..., 2:, :] - columns[..., :-2, :]
    return np.asarray(across / 8, np.float32), np.asarray(down / 8, np.float32)


@dataclass(frozen=True, slots=True)
class Whole:
    """What all windows have in common."""

    edges: Map
    steady: Mask
    moving: Mask
    keeping: Map
    """Share of the usual gradient that the median keeps."""

    @property
    def moving_share(self) -> float:
        """Return the share of the picture in which something moves."""
        return float(self.moving.mean())


def whole(windows: list[Window]) -> Whole:
    """Return what windows of one size have in common; there must be at least one."""
    edges = _median([window.edges.astype(np.float32) for window in windows])
    usual = np.mean(np.stack([window.length for window in windows]).astype(np.float32), axis=0)
    greys = [window.grey for window in windows]
    drifted = np.abs(np.stack(greys).astype(np.float32) - _median(greys)).mean(axis=0)
    stirred = np.mean(np.stack([window.stirred for window in windows]).astype(np.float32), axis=0)
    return _told(edges, usual, np.maximum(drifted, stirred))


def _median(pictures: Sequence[npt.NDArray[_Number]]) -> Map:
    low, high = (one.astype(np.float32) for one in middle(pictures))
    return np.asarray((low + high) / 2, np.float32)


def single(window: Window) -> Whole:
    """Return the same of one window by itself: each median and mean is the window's own value."""
    return _told(*(one.astype(np.float32) for one in (window.edges, window.length, window.stirred)))


def _told(edges: Map, usual: Map, stirred: Map) -> Whole:
    moving = blurred(stirred, max(stirred.shape) // 16) > MOVES
    length = np.hypot(*edges)
    keeping = length / np.maximum(usual, EDGE)
    return Whole(edges, (length > EDGE) & (keeping > KEPT), moving, keeping)


def blurred(picture: Map, reach: int) -> Map:
    """Return means over squares of ``2 * reach + 1`` pixels, the edge repeated."""
    padded = np.pad(picture, reach + 1, mode="edge").astype(np.float64)
    sums = padded.cumsum(axis=0).cumsum(axis=1)
    side = 2 * reach + 1
    boxes = (
        sums[side:-1, side:-1]
        - sums[: -side - 1, side:-1]
        - sums[side:-1, : -side - 1]
        + sums[: -side - 1, : -side - 1]
    )
    return np.asarray(boxes / side**2, np.float32)


@dataclass(frozen=True, slots=True)
class Place:
    """A box that keeps its edges while what surrounds it moves; ``keeping`` is the mean share that they keep."""

    box: Box
    keeping: float
    surroundings: float
    """Share of the surroundings that moves."""
    pixels: int


def places(found: Whole, *, most: int, in_corners: bool) -> list[Place]:
    """Return boxes of steady edges amid movement, those with the most and hardest edges for their size first.

    ``in_corners`` leaves out boxes whose middle does not lie in a corner of the picture, where marks usually stand.
    """
    import cv2

    height, width = found.steady.shape
    reach = max(2, max(height, width) // 200)
    closed = cv2.morphologyEx(found.steady.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((reach * 2 + 1,) * 2, np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    kept = []
    for number in range(1, count):
        x, y, w, h, _area = (int(value) for value in stats[number])
        box = Box(x, y, w, h)
        if not _mark_sized(box, width, height) or (in_corners and not _in_corner(box, width, height)):
            continue
        inside = (box.cut(labels) == number) & box.cut(found.steady)
        pixels = int(inside.sum())
        around = _moving_around(found.moving, box)
        if pixels < 12 or around < AROUND:
            continue
        hard = float(np.hypot(*box.cut(found.edges))[inside].sum()) / (box.width * box.height) ** 0.5
        keeping = float(np.mean(np.minimum(1, box.cut(found.keeping)[inside])))
        kept.append((hard, Place(box, keeping, around, pixels)))
    return [place for _, place in sorted(kept, key=lambda entry: -entry[0])][:most]


def _mark_sized(box: Box, width: int, height: int) -> bool:
    share = box.width * box.height / (width * height)
    frame = box.width > 0.6 * width or box.height > 0.6 * height  # a letterbox, a border, a horizon
    thin = min(box.width, box.height) < 4
    return LEAST_AREA <= share <= MOST_AREA and not frame and not thin


def _in_corner(box: Box, width: int, height: int) -> bool:
    across, down = box.x + box.width / 2, box.y + box.height / 2
    return min(across, width - across) < 0.3 * width and min(down, height - down) < 0.25 * height


def _moving_around(moving: Mask, box: Box) -> float:
    """Return the share of a ring around a box, half as wide as the box, that moves."""
    reach = max(4, max(box.width, box.height) // 2)
    x0, y0 = max(0, box.x - reach), max(0, box.y - reach)
    part = moving[y0 : box.y + box.height + reach, x0 : box.x + box.width + reach].astype(np.float32)
    ring = np.ones_like(part)
    ring[box.y - y0 : box.y - y0 + box.height, box.x - x0 : box.x - x0 + box.width] = 0
    total = float(ring.sum())
    return float((part * ring).sum()) / total if total else 0.0
