"""Groups of pictures with their types as shown, and the bit rate by the second: how an encoder spent its bits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from forensics.detector import PacketView
from forensics.media.rows import Table
from forensics.types import Column, Measurement, NotMeasured, Outcome, StreamFacts, StreamLocus

GROUP_COLUMNS = (Column("first_frame", "1"), Column("frames", "1"), Column("types", "text"))
RATE_COLUMNS = (Column("second", "s"), Column("bytes", "byte"), Column("packets", "1"))
MAX_TYPES = 400
"""Pictures of a group whose types are written out."""
MAX_SECONDS = 1_000_000
MAX_PATTERNS = 10_000


class Groups:
    """Groups of one stream's decoded frames in presentation order; a group begins with a key frame."""

    def __init__(self, facts: StreamFacts) -> None:
        self._here = StreamLocus(facts.index)
        self._table = Table("gop", GROUP_COLUMNS, facts.index)
        self._types: Counter[str] = Counter()
        self._lengths: Counter[int] = Counter()
        self._patterns: set[str] = set()
        self._first = 0
        self._length = 0
        self._shown: list[str] = []

    def frame(self, index: int, picture_type: str, *, key: bool) -> Iterator[Outcome]:
        """Add the next frame; yield a chunk of the table when one is full."""
        if key and self._length:
            yield from self._close()
            self._first = index
        self._length += 1
        self._types[picture_type or "not stated"] += 1
        if len(self._shown) < MAX_TYPES:
            self._shown.append(picture_type or "?")

    def _close(self) -> Iterator[Outcome]:
        types = "".join(self._shown) + ("…" if self._length > MAX_TYPES else "")
        self._lengths[self._length] += 1
        if len(self._patterns) < MAX_PATTERNS:
            self._patterns.add(types)
        yield from self._table.add((self._first, self._length, types))
        self._length, self._shown = 0, []

    def finish(self) -> Iterator[Outcome]:
        """Yield the rest of the table and what holds for all groups; the last one may be cut off by the file's end."""
        if self._length:
            yield from self._close()
        yield from self._table.rest()
        counted = ", ".join(f"{name} {count}" for name, count in sorted(self._types.items()))
        yield Measurement("frames.types", counted, "text", self._here)
        yield Measurement("gop.count", self._lengths.total(), "1", self._here)
        yield Measurement("gop.frames_min", min(self._lengths), "frame", self._here)
        yield Measurement("gop.frames_max", max(self._lengths), "frame", self._here)
        usual = max(self._lengths, key=lambda length: (self._lengths[length], length))  # the last may be cut off
        yield Measurement("gop.frames_usual", usual, "frame", self._here)
        yield Measurement("gop.patterns_different", len(self._patterns), "1", self._here)


class BitRate:
    """Bytes of one stream's packets by the second of their decoding time (presentation time where there is none)."""

    def __init__(self, facts: StreamFacts) -> None:
        self._here = StreamLocus(facts.index)
        self._stream = facts.index
        self._bytes: Counter[int] = Counter()
        self._packets: Counter[int] = Counter()
        self._first: Fraction | None = None
        self._end = Fraction(0)
        self._base: Fraction | None = None
        self._ticks: tuple[int, int] | None = None
        self._untimed = 0

    def packet(self, packet: PacketView) -> None:
        """Add one packet."""
        at = packet.pts if packet.dts is None else packet.dts
        if at is None or len(self._bytes) > MAX_SECONDS:
            self._untimed += 1
            return
        if packet.time_base is not self._base:
            self._settle()
            self._base = packet.time_base
        second = at * self._base.numerator // self._base.denominator
        self._bytes[second] += packet.size
        self._packets[second] += 1
        first, end = self._ticks or (at, 0)
        self._ticks = min(first, at), max(end, at + packet.duration)

    def _settle(self) -> None:
        """Turn the ticks gathered so far into seconds: counting in fractions costs more than all else of a packet."""
        if self._ticks is not None and self._base is not None:
            first, end = (ticks * self._base for ticks in self._ticks)
            self._first = first if self._first is None else min(self._first, first)
            self._end = max(self._end, end)
        self._ticks = None

    def finish(self) -> Iterator[Outcome]:
        """Yield the bytes of each second, the mean rate and the greatest of a whole second."""
        self._settle()
        table = Table("packets.by_second", RATE_COLUMNS, self._stream)
        for second in sorted(self._bytes):
            yield from table.add((second, self._bytes[second], self._packets[second]))
        yield from table.rest()
        if self._untimed:
            reason = f"{self._untimed} packets have no time and are left out"
            yield NotMeasured("packets.by_second", reason, self._here)
        if self._first is None:
            return
        if self._end > self._first:
            mean = self._bytes.total() * 8 / (self._end - self._first)
            yield Measurement("packets.bit_rate", mean.limit_denominator(1000), "bit/s", self._here)
        yield Measurement("packets.bit_rate_peak", max(self._bytes.values()) * 8, "bit/s", self._here)
