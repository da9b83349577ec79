"""What is written down of every stream in the one pass: packet table, frame table, sound levels, digests."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import cv2
import numpy as np

from forensics.detector import AudioView, FrameView, PacketView
from forensics.media.essence import EssenceDigest, Lanes
from forensics.media.groups import BitRate, Groups
from forensics.media.rows import Table
from forensics.types import (
    ByteRange,
    Cell,
    Column,
    Measurement,
    NotMeasured,
    Outcome,
    StreamFacts,
    StreamLocus,
    Timestamp,
    Unread,
)

MAX_NAMED_ERRORS = 20

PACKET_COLUMNS = (
    Column("number", "1"),
    Column("pts", "time base"),
    Column("dts", "time base"),
    Column("duration", "time base"),
    Column("size", "byte"),
    Column("position", "byte"),
    Column("key", "1"),
    Column("discard", "1"),
)
FRAME_COLUMNS = (
    Column("index", "1"),
    Column("pts", "time base"),
    Column("key", "1"),
    Column("type", "text"),
    Column("luma", "1"),
    Column("sha256", "text"),
)
LEVEL_COLUMNS = (Column("start", "s"), Column("rms", "dBFS"), Column("peak", "dBFS"))
NO_PTS = Unread("the container gives no presentation time")
NO_DTS = Unread("the container gives no decoding time")
SILENT = Unread("digital silence: every sample is zero")
_CLIPPED = 1.0 - 1.0 / 32768
"""Level from which a sample counts as clipped: the greatest of 16 bits."""


class Errors:
    """Errors of one kind in one stream: the first are named with their place, all are counted."""

    def __init__(self, quantity: str, stream: int) -> None:
        self._quantity, self._stream, self._count = quantity, stream, 0

    @property
    def any(self) -> bool:
        """Return whether there was one."""
        return self._count > 0

    def add(self, reason: str, position: int, size: int) -> Iterator[Outcome]:
        """Count an error at the packet of ``size`` bytes at ``position`` (-1: the place is not known)."""
        self._count += 1
        if self._count <= MAX_NAMED_ERRORS:
            place = ByteRange(position, size) if position >= 0 else StreamLocus(self._stream)
            yield NotMeasured(self._quantity, reason, place)

    def finish(self) -> Iterator[Outcome]:
        """Yield the count."""
        yield Measurement(f"{self._quantity}.errors", self._count, "1", StreamLocus(self._stream))


class PacketRecorder:
    """The packet table and the digests of one stream's coded data."""

    def __init__(self, facts: StreamFacts, extradata: bytes, lanes: Lanes) -> None:
        self._here = StreamLocus(facts.index)
        self._table = Table("packets", PACKET_COLUMNS, facts.index)
        self._digest = EssenceDigest(facts.codec, extradata, lanes)
        self._rate = BitRate(facts)
        self._count = self._bytes = self._keys = self._discarded = 0

    def packet(self, packet: PacketView, data: memoryview) -> Iterator[Outcome]:
        """Record one packet."""
        self._count += 1
        self._bytes += packet.size
        self._keys += packet.key
        self._discarded += packet.discard
        self._digest.packet(data)
        self._rate.packet(packet)
        pts: Cell = NO_PTS if packet.pts is None else packet.pts
        dts: Cell = NO_DTS if packet.dts is None else packet.dts
        place: Cell = packet.position if packet.position >= 0 else Unread("the demuxer gives no position")
        yield from self._table.add(
            (packet.number, pts, dts, packet.duration, packet.size, place, packet.key, packet.discard)
        )

    def finish(self) -> Iterator[Outcome]:
        """Yield the rest of the table, counts and digests."""
        yield from self._table.rest()
        yield Measurement("packets.count", self._count, "1", self._here)
        yield Measurement("packets.bytes", self._bytes, "byte", self._here)
        yield Measurement("packets.key", self._keys, "1", self._here)
        yield from self._rate.finish()
        if self._discarded:
            yield Measurement("packets.discard", self._discarded, "1", self._here)
        if not self._count:
            yield NotMeasured("essence.sha256", "the stream holds no packet", self._here)
            return
        yield Measurement("packets.sha256", self._digest.packets_sha256(), "text", self._here)
        yield Measurement("essence.sha256", self._digest.essence_sha256(), "text", self._here)


class FrameRecorder:
    """The frame table of one video stream and one digest over all its frames."""

    def __init__(self, facts: StreamFacts) -> None:
        self._here = StreamLocus(facts.index)
        self._table = Table("frames", FRAME_COLUMNS, facts.index)
        self._groups = Groups(facts)
        self._digest = hashlib.sha256()
        self.count = 0
        self._sizes: set[tuple[int, int]] = set()
        self._first: Timestamp | None = None
        self._last: Timestamp | None = None

    def frame(self, frame: FrameView) -> Iterator[Outcome]:
        """Record one frame."""
        self.count += 1
        self._digest.update(bytes.fromhex(frame.sha256))
        self._sizes.add((frame.width, frame.height))
        self._first = self._first or frame.at
        self._last = frame.at
        yield from self._groups.frame(frame.index, frame.picture_type, key=frame.key)
        grey = frame.grey(480)
        luma = round(cv2.sumElems(grey)[0] / grey.size, 3)
        pts: Cell = frame.at.pts if frame.has_pts else NO_PTS
        yield from self._table.add((frame.index, pts, frame.key, frame.picture_type, luma, frame.sha256))

    def finish(self) -> Iterator[Outcome]:
        """Yield the rest of the table, the count, the sizes and the digest over all frames."""
        yield from self._table.rest()
        yield Measurement("frames.count", self.count, "1", self._here)
        if not self.count:
            yield NotMeasured("frames.sha256", "no frame could be decoded", self._here)
            return
        yield from self._groups.finish()
        for width, height in sorted(self._sizes):
            yield Measurement("frames.size", f"{width}x{height}", "px", self._here)
        if self._first is not None and self._last is not None:
            yield Measurement("frames.first_time", self._first.seconds, "s", self._here)
            yield Measurement("frames.last_time", self._last.seconds, "s", self._here)
        yield Measurement("frames.sha256", self._digest.hexdigest(), "text", self._here)


class SoundRecorder:
    """Levels by the second, extremes and a digest of one stream's decoded sound."""

    def __init__(self, facts: StreamFacts) -> None:
        self._here = StreamLocus(facts.index)
        self._table = Table("sound.level", LEVEL_COLUMNS, facts.index)
        self._digest = hashlib.sha256()
        self._samples = self._clipped = 0
        self._square = self._peak = 0.0
        self._second = self._second_count = 0
        self._second_square = self._second_peak = 0.0
        self._rate = 0

    def block(self, block: AudioView, raw: Sequence[bytes | memoryview]) -> Iterator[Outcome]:
        """Record one block: its samples for the levels, its planes as decoded for the digest."""
        for plane in raw:
            self._digest.update(plane)
        self._rate = block.sample_rate or self._rate
        samples = block.samples
        while samples.shape[1]:
            room = max(1, self._rate) - self._second_count
            yield from self._measure(samples[:, :room])
            samples = samples[:, room:]

    def _measure(self, samples: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Iterator[Outcome]:
        magnitude = np.abs(samples)
        square = float(np.square(samples, dtype=np.float64).sum()) / max(1, samples.shape[0])
        peak = float(magnitude.max(initial=0.0))
        if peak >= _CLIPPED:
            self._clipped += int((magnitude >= _CLIPPED).sum())
        self._samples += samples.shape[1]
        self._square += square
        self._peak = max(self._peak, peak)
        self._second_square += square
        self._second_peak = max(self._second_peak, peak)
        self._second_count += samples.shape[1]
        if self._second_count >= self._rate:
            yield from self._end_second()

    def _end_second(self) -> Iterator[Outcome]:
        rms = math.sqrt(self._second_square / self._second_count)
        yield from self._table.add((Fraction(self._second), _decibel(rms), _decibel(self._second_peak)))
        self._second += 1
        self._second_count, self._second_square, self._second_peak = 0, 0.0, 0.0

    def finish(self) -> Iterator[Outcome]:
        """Yield the rest of the levels and what holds for the whole stream."""
        if self._second_count:
            yield from self._end_second()
        yield from self._table.rest()
        yield Measurement("sound.samples", self._samples, "1", self._here)
        if not self._samples:
            yield NotMeasured("sound.sha256", "no sound could be decoded", self._here)
            return
        yield Measurement("sound.duration", Fraction(self._samples, max(1, self._rate)), "s", self._here)
        for name, level in (("rms", math.sqrt(self._square / self._samples)), ("peak", self._peak)):
            value = _decibel(level)
            if isinstance(value, Unread):
                yield NotMeasured(f"sound.{name}", value.reason, self._here)
            else:
                yield Measurement(f"sound.{name}", value, "dBFS", self._here)
        yield Measurement("sound.clipped", self._clipped, "1", self._here)
        yield Measurement("sound.sha256", self._digest.hexdigest(), "text", self._here)


def _decibel(level: float) -> float | Unread:
    return round(20 * math.log10(level), 2) if level > 0 else SILENT
