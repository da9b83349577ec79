"""Two exhibits beside each other: which frame of one goes with which of the other, and one picture made of both.

The frames come from two decoding processes; what is computed here is on their pixels as shown (RGB), for looking.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from casefiles.errors import EntryRefused
from casefiles.player import FrameSource, PlayedFrame

Pixels = npt.NDArray[np.uint8]
MAX_GAIN = 64


@dataclass(frozen=True, slots=True)
class ByFrame:
    """The other exhibit's frame number is this one's plus ``offset``."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class ByTime:
    """The other exhibit's time is this one's times ``speed`` plus ``offset`` seconds."""

    offset: Fraction = Fraction(0)
    speed: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Piece:
    """Seconds ``start`` to ``end`` of this exhibit lie from ``other_start`` on in the other, at ``speed``."""

    start: Fraction
    end: Fraction
    other_start: Fraction
    speed: Fraction


@dataclass(frozen=True, slots=True)
class ByAlignment:
    """The other exhibit's time is that which an alignment of both gives; outside its pieces there is none."""

    pieces: tuple[Piece, ...]


Together = ByFrame | ByTime | ByAlignment


class Manner(StrEnum):
    """How two frames are shown."""

    SIDE = "side by side"
    FIRST = "only the first"
    SECOND = "only the second"
    DIFFERENCE = "difference"
    WIPE = "wipe"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two frames as one picture. The figures are of the RGB values of both, before any gain; -1 where not compared."""

    first: PlayedFrame
    second: PlayedFrame
    width: int
    height: int
    rgb: bytes
    words: str
    differing: int
    largest: int
    mean: float


def partner(first: FrameSource, second: FrameSource, index: int, together: Together) -> int | None:
    """Return the frame of the second exhibit that goes with a frame of the first, None where there is none."""
    match together:
        case ByFrame(offset):
            other = index + offset
            return other if 0 <= other < second.count else None
        case ByTime(offset, speed):
            return _on_screen(first, second, index, offset, speed)
        case ByAlignment(pieces):
            at = first.time_of(index)
            for piece in pieces if at is not None else ():
                if at is not None and piece.start <= at.seconds <= piece.end:
                    # An alignment is a thousandth of a second off: that must not give the frame before.
                    offset = piece.other_start - piece.start * piece.speed + _usual(second) / 2
                    return _on_screen(first, second, index, offset, piece.speed)
            return None


def _on_screen(first: FrameSource, second: FrameSource, index: int, offset: Fraction, speed: Fraction) -> int | None:
    at = first.time_of(index)
    if at is None:
        return None
    wanted = at.seconds * speed + offset
    other = second.index_at(wanted)
    begins = second.time_of(other)
    last = other == second.count - 1 and begins is not None and wanted > begins.seconds + _usual(second)
    return None if begins is None or wanted < begins.seconds or last else other


def _usual(source: FrameSource) -> Fraction:
    rate = source.facts.frame_rate
    return 1 / rate if rate > 0 else Fraction(1)


def paired(first: PlayedFrame, second: PlayedFrame, manner: Manner, *, gain: int = 1, wipe: float = 0.5) -> Pair:
    """Return two frames as one picture; raise EntryRefused for a gain or a wipe outside its range.

    Where sizes differ, the second is brought to the size of the first by its nearest pixels, and the words say so.
    ``gain`` multiplies the absolute difference of each value, 255 at most; ``wipe`` is the share of the first's width.
    """
    if not 1 <= gain <= MAX_GAIN or not 0 <= wipe <= 1:
        raise EntryRefused(f"a gain is 1 to {MAX_GAIN}, a wipe 0 to 1", hint="Give values inside these ranges.")
    one, two = pixels(first), pixels(second)
    words = [f"frame {first.index} and frame {second.index}"]
    if one.shape != two.shape:
        words.append(f"the second brought from {second.width}×{second.height} to {first.width}×{first.height}, nearest")
        two = nearest(two, first.width, first.height)
    difference = np.where(one > two, one - two, two - one)
    differing = int(np.count_nonzero(difference.any(axis=2)))
    largest, mean = int(difference.max(initial=0)), float(difference.mean())
    words.append(f"{differing:,} of {first.width * first.height:,} pixels differ, at most by {largest} of 255")
    if manner is Manner.DIFFERENCE:
        words.append(f"absolute difference × {gain}")
    made = _composed(one, two, difference, manner, gain=gain, wipe=wipe)
    height, width = made.shape[:2]
    return Pair(first, second, width, height, made.tobytes(), "; ".join(words), differing, largest, mean)


def _composed(one: Pixels, two: Pixels, difference: Pixels, manner: Manner, *, gain: int, wipe: float) -> Pixels:
    match manner:
        case Manner.SIDE:
            return np.concatenate([one, two], axis=1)
        case Manner.FIRST:
            return one
        case Manner.SECOND:
            return two
        case Manner.DIFFERENCE:
            return np.minimum(difference.astype(np.uint16) * gain, 255).astype(np.uint8)
        case Manner.WIPE:
            made = two.copy()
            cut = round(wipe * one.shape[1])
            made[:, :cut] = one[:, :cut]
            return made


def pixels(frame: PlayedFrame) -> Pixels:
    """Return a frame's RGB values as (height, width, 3)."""
    return np.frombuffer(frame.rgb, np.uint8).reshape(frame.height, frame.width, 3)


def nearest(picture: Pixels, width: int, height: int) -> Pixels:
    """Return a picture in another size, each pixel that of the nearest one, none mixed."""
    rows = (2 * np.arange(height) + 1) * picture.shape[0] // (2 * height)
    columns = (2 * np.arange(width) + 1) * picture.shape[1] // (2 * width)
    return np.asarray(picture[rows][:, columns], np.uint8)


def speed_words(together: Together) -> str:
    """Return in words how two exhibits are held together."""
    match together:
        case ByFrame(offset):
            return f"by frame number, {offset:+d} frames"
        case ByTime(offset, speed):
            return f"by time, {float(offset):+.3f} s" + (f", speed {float(speed):.5g}" if speed != 1 else "")
        case ByAlignment(pieces):
            return f"by the alignment of their fingerprints, {len(pieces)} pieces"
