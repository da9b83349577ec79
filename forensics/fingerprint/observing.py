"""Make a video's fingerprint while it is decoded, and leave it as a file in the scratch folder."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from forensics.detector import FrameNeed, FrameView, Needs, Observer
from forensics.fingerprint.codebook import codebook_sha256
from forensics.fingerprint.dct_hash import BYTES, SIDE, dct_hash
from forensics.fingerprint.panels import Rectangle, panels
from forensics.fingerprint.points import MOST, points
from forensics.fingerprint.video import DESCRIPTOR_BYTES, FORMAT, MOVE_EVERY, Points, VideoFingerprint, stored
from forensics.rolls import Roll
from forensics.types import MediaFacts, NotMeasured, Outcome, StoredFingerprint, StreamKind, StreamLocus

if TYPE_CHECKING:
    import numpy.typing as npt

    from forensics.detector import GreyPicture

METHOD: Final = "video fingerprint 1"
QUANTITY: Final = "fingerprint.video"
FILE: Final = "fingerprint-video.bin"
MEDIA_TYPE: Final = "application/vnd.assay.video-fingerprint"
NEEDS: Final = Needs(frames=FrameNeed())
MARK_EVERY: Final = Fraction(1, 4)
MOVE_SIDE: Final = 96
MARK_SIDE: Final = 384
KEY_SIDE: Final = 480
"""Longest sides of the pictures from which marks and points are taken."""
STRETCH: Final = 64
"""Marks over which the layout of the picture is taken to be the same."""
KEY_EVERY: Final = Fraction(1)
SAME_BITS: Final = 10
SAME_FOR: Final = Fraction(4)
"""A key frame as good as equal to the one before is left out for at most four seconds."""
MOST_KEYS: Final = 3600
"""Above so many key frames every second one is dropped and they are taken half as often."""
MOST_MARKS: Final = 2_000_000
MOST_MOVES: Final = 4_000_000

_Mark = tuple[int, int, int, bytes]


@dataclass(frozen=True, slots=True)
class _Key:
    """A key frame: when, and which points of those that were put by are its own."""

    pts: int
    first: int
    end: int


class _Put:
    """The points of all key frames, in files."""

    def __init__(self) -> None:
        self._place = Roll(np.uint16, 2)
        self._size, self._angle = Roll(np.uint8), Roll(np.uint8)
        self._descriptors = Roll(np.uint8, DESCRIPTOR_BYTES)

    def add(self, pts: int, found: Points) -> _Key:
        first = len(self._size)
        self._place.add(found.place)
        self._size.add(found.size)
        self._angle.add(found.angle)
        self._descriptors.add(found.descriptors)
        return _Key(pts, first, first + len(found))

    def of(self, keys: Sequence[_Key]) -> Iterator[npt.NDArray[np.generic]]:
        """Yield the columns of the points of key frames, one frame after the other in each."""
        for column in (self._place, self._size, self._angle, self._descriptors):
            for key in keys:
                yield column.part(key.first, key.end)

    def points(self, keys: Sequence[_Key]) -> Points:
        """Return the points of key frames, one frame after the other."""
        rows = np.array([row for key in keys for row in range(key.first, key.end)], np.int64)
        place, size, angle = self._place.all()[rows], self._size.all()[rows], self._angle.all()[rows]
        return Points(place, size, angle, self._descriptors.all()[rows])


@dataclass(slots=True)
class _Stretch:
    """Frames that are held until their common layout can be seen."""

    pts: list[int] = field(default_factory=list)
    frames: list[npt.NDArray[np.uint8]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Written:
    """The file of a fingerprint: its digest and size, and how it was made."""

    sha256: str
    size: int
    recipe: str


@dataclass(slots=True)
class VideoPrinting:
    """Takes frames in order and gives the fingerprint at the end."""

    time_base: Fraction = Fraction(1)
    size: tuple[int, int] = (0, 0)
    stream: int = -1
    rectangles: dict[tuple[int, int, int, int], int] = field(default_factory=dict)
    marks: list[_Mark] = field(default_factory=list)
    keys: list[_Key] = field(default_factory=list)
    put: _Put = field(default_factory=_Put)
    held: _Stretch = field(default_factory=_Stretch)
    move_pts: array[int] = field(default_factory=lambda: array("q"))
    move_levels: array[int] = field(default_factory=lambda: array("H"))
    before: npt.NDArray[np.uint8] | None = None
    move_due: Fraction | None = None
    mark_due: Fraction | None = None
    every: Fraction = KEY_EVERY
    due: Fraction | None = None
    last_bits: npt.NDArray[np.uint8] | None = None
    last_kept: Fraction = Fraction(0)

    def frame(self, frame: FrameView) -> None:
        """Take the next frame: every one is offered, and looked at as often as is needed."""
        if self.stream < 0:
            self.stream, self.time_base, self.size = frame.stream, frame.at.time_base, (frame.width, frame.height)
            self._rectangle((0, 0, 65535, 65535))
        now = frame.at.seconds
        pts = round(now / self.time_base)
        if self.move_due is None or now >= self.move_due:
            self.move_due = now + MOVE_EVERY
            self._move(frame, pts)
        if self.mark_due is None or now >= self.mark_due:
            self.mark_due = now + MARK_EVERY
            self._mark(frame, pts)

    def _move(self, frame: FrameView, pts: int) -> None:
        small = np.array(frame.grey(MOVE_SIDE))
        if self.before is not None and self.before.shape == small.shape and len(self.move_pts) < MOST_MOVES:
            level = float(cv2.absdiff(small, self.before).mean())
            self.move_pts.append(pts)
            self.move_levels.append(min(65535, round(100 * level)))
        self.before = small

    def _mark(self, frame: FrameView, pts: int) -> None:
        small = np.array(frame.grey(MARK_SIDE))
        if self.held.frames and self.held.frames[0].shape != small.shape:
            self._finish_stretch()
        self.held.pts.append(pts)
        self.held.frames.append(small)
        if len(self.held.frames) >= STRETCH:
            self._finish_stretch()
        now = frame.at.seconds
        if self.due is None or now >= self.due:
            self.due = now + self.every
            self._key(frame, pts, now, small)

    def _key(self, frame: FrameView, pts: int, now: Fraction, small: GreyPicture) -> None:
        bits, _ = dct_hash(_reduced(small, (0, 0, small.shape[1], small.shape[0])))
        same = self.last_bits is not None and int(np.bitwise_count(bits ^ self.last_bits).sum()) <= SAME_BITS
        if same and now - self.last_kept < SAME_FOR:
            return
        self.last_bits, self.last_kept = bits, now
        few = bool(self.keys) and self.keys[-1].end - self.keys[-1].first < MOST
        self.keys.append(self.put.add(pts, points(np.ascontiguousarray(frame.grey(KEY_SIDE)), few=few)))
        if len(self.keys) > MOST_KEYS:
            self.keys, self.every = self.keys[::2], self.every * 2

    def _finish_stretch(self) -> None:
        held, self.held = self.held, _Stretch()
        if not held.frames or len(self.marks) > MOST_MARKS:
            return
        height, width = held.frames[0].shape
        for panel in panels(np.stack(held.frames)):
            number = self._rectangle(_in_shares(panel, width, height))
            for pts, frame in zip(held.pts, held.frames, strict=True):
                bits, quality = dct_hash(_reduced(frame, panel))
                self.marks.append((pts, number, quality, bits.tobytes()))

    def _rectangle(self, shares: tuple[int, int, int, int]) -> int:
        if len(self.rectangles) >= 65535:
            return self.rectangles.get(shares, 0)
        return self.rectangles.setdefault(shares, len(self.rectangles))

    def fingerprint(self) -> VideoFingerprint:
        """Return the fingerprint of all frames taken."""
        return replace(self._without_points(), points=self.put.points(self.keys))

    def _without_points(self) -> VideoFingerprint:
        self._finish_stretch()
        marks = sorted(self.marks, key=lambda mark: (mark[0], mark[1]))
        return VideoFingerprint(
            METHOD,
            codebook_sha256(),
            *self.size,
            self.time_base,
            np.array(list(self.rectangles), np.uint16).reshape(-1, 4),
            np.array([mark[0] for mark in marks], np.int64),
            np.array([mark[1] for mark in marks], np.uint16),
            np.array([mark[2] for mark in marks], np.uint8),
            np.frombuffer(b"".join(mark[3] for mark in marks), np.uint8).reshape(-1, BYTES),
            np.array(self.move_pts, np.int64),
            np.array(self.move_levels, np.uint16),
            np.array([key.pts for key in self.keys], np.int64),
            np.array([key.end - key.first for key in self.keys], np.uint16),
            Points.none(),
        )

    def write(self, path: Path) -> _Written:
        """Write the fingerprint of all frames taken, points and all."""
        made, digest, size = self._without_points(), hashlib.sha256(), 0
        count = sum(key.end - key.first for key in self.keys)
        with path.open("wb") as file:
            for part in stored(made, count, self.put.of(self.keys)):
                file.write(part)
                digest.update(part)
                size += len(part)
        recipe = f"{METHOD}; {len(made.mark_pts)} marks, {len(made.key_pts)} key frames, {count} points"
        return _Written(digest.hexdigest(), size, recipe)


def _reduced(frame: npt.NDArray[np.uint8], part: Rectangle) -> npt.NDArray[np.uint8]:
    left, top, right, bottom = part
    return np.asarray(cv2.resize(frame[top:bottom, left:right], (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)


def _in_shares(part: Rectangle, width: int, height: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = part
    across, down = 65535 / width, 65535 / height
    return round(left * across), round(top * down), round(right * across), round(bottom * down)


def observe(media: MediaFacts, folder: Path) -> Observer:
    """Return an observer that writes the fingerprint of the first video stream into ``folder``, which must exist."""
    printing = VideoPrinting()
    has_pictures = media.first(StreamKind.VIDEO) is not None

    def finish() -> Iterator[Outcome]:
        if printing.stream < 0:
            yield NotMeasured(QUANTITY, "no frame was decoded" if has_pictures else "no stream of pictures")
            return
        made, where = printing.write(folder / FILE), StreamLocus(printing.stream)
        codebook = codebook_sha256()
        yield StoredFingerprint(
            QUANTITY, FILE, MEDIA_TYPE, made.sha256, made.size, FORMAT, made.recipe, codebook, where
        )
        if len(printing.marks) > MOST_MARKS:
            yield NotMeasured(QUANTITY, f"frames after {MOST_MARKS} marks were not marked")

    return Observer(finish=finish, frame=printing.frame)
