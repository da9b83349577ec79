"""Supplemental messages (SEI) of H.264 and H.265: what encoders and cameras write beside the pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from forensics.media import avc
from forensics.media.bitstream import SeiMessage, nal_type, sei_messages, user_data
from forensics.media.clocks import COUNTER
from forensics.media.sei_payloads import PictureTiming, TimeCode, picture_timing, said_by, time_code
from forensics.media.start_codes import BLOCK, START_CODE, start_codes
from forensics.types import (
    ByteRange,
    Cell,
    Column,
    Locus,
    Measurement,
    NotMeasured,
    Outcome,
    Series,
    StreamFacts,
    StreamLocus,
    Unread,
)

MAX_DISTINCT = 32
"""Different payloads of one kind of message that are reported in full."""
MAX_OF_ONE = 4
"""Different unregistered messages of one identifier: some cameras write another with each picture."""
MAX_UNITS = 4096
FRONT = 1 << 18
"""Bytes of a packet with start codes in which messages are looked for: they stand before the pictures."""
_STEP = 1 << 12
"""Bytes in which start codes are looked for at once where the first slice ends the search."""
MAX_TIME_CODES = 1_000_000
CHUNK = 2000
COLUMNS = (Column("packet", "1"), Column("pts", "time base"), Column("time_code", "text"), Column("restarts", "1"))
TOLERANCE = 1
"""Seconds by which time codes may depart from the pictures' times before it counts as a jump."""

_TIMING, _REGISTERED, _UNREGISTERED, _TIME_CODE = 1, 4, 5, 136
_EACH_PICTURE = frozenset({0, 1, 130, 132, 136, 168})
"""Kinds that change from picture to picture by their nature: the first is reported, all are counted."""

Find = Callable[[int, memoryview, int, int], Locus | None]
"""Gives the place in the file of a part (offset, length) of a packet's data at a position, None where it is not one."""


def said(codec: str, message: SeiMessage, where: Locus) -> Iterator[Outcome]:
    """Yield what one message says."""
    if message.number == _UNREGISTERED:
        yield from user_data(message, where)
        return
    kind = re.sub(r"[^a-z0-9]+", "_", message.named(codec).lower()).strip("_")
    for name, value, unit in said_by(codec, message.number, message.payload):
        yield Measurement(f"sei.{kind}.{name}", value, unit, where)


class SeiReader:
    """Reads the messages of one stream's packets; anything written in them is free text that anybody can write."""

    def __init__(self, facts: StreamFacts, extradata: bytes, find: Find | None = None) -> None:
        self._codec = facts.codec
        self._stream = facts.index
        self._time_base = facts.time_base
        self._framing = nal_framing(facts.codec, extradata)
        self._find = find
        self._seen: dict[int, set[bytes]] = {}
        self._counts: Counter[str] = Counter()
        self._packets = 0
        self._sps = b""
        self._timing = PictureTiming()
        self._structures: Counter[int] = Counter()
        self._codes: list[tuple[int, int | None, TimeCode]] = []
        if self._framing and facts.codec == "h264":
            self._learn(_first_set(extradata))

    def packet(self, data: memoryview, position: int, pts: int | None = None) -> Iterator[Outcome]:
        """Yield what the messages of a packet say that was not said before; ``position`` -1 where it is not known."""
        if self._codec not in {"h264", "hevc"}:
            return
        self._packets += 1
        for offset, number, unit in _front(self._codec, data, self._framing):
            if self._codec == "h264" and number == 7:
                self._learn(unit)
                continue
            for message in sei_messages(self._codec, unit):
                self._counts[message.named(self._codec)] += 1
                if message.number in (_TIMING, _TIME_CODE):
                    self._clock(message, pts)
                if self._new(message):
                    where = self._place(position, data, offset + message.offset, len(message.payload))
                    yield from said(self._codec, message, where)

    def _learn(self, unit: bytes) -> None:
        """Note what an H.264 sequence parameter set says of picture timing."""
        if not unit or unit == self._sps:
            return
        self._sps = unit
        said = {one.name: one.value for one in avc.sps(unit).noted}
        buffered = said.get("nal_hrd_parameters_present_flag") or said.get("vcl_hrd_parameters_present_flag")
        delays = ("cpb_removal_delay_length_minus1", "dpb_output_delay_length_minus1")
        self._timing = PictureTiming(
            sum(said.get(name, 23) + 1 for name in delays) if buffered else 0,
            bool(said.get("pic_struct_present_flag")),
            said.get("time_offset_length", 24),
        )

    def _clock(self, message: SeiMessage, pts: int | None) -> None:
        structure, code = None, None
        if message.number == _TIME_CODE and self._codec == "hevc":
            code = time_code(message.payload)
        elif message.number == _TIMING and self._codec == "h264":
            structure, code = picture_timing(message.payload, self._timing)
        if structure is not None:
            self._structures[structure] += 1
        if code is not None and code.seconds >= 0 and len(self._codes) < MAX_TIME_CODES:
            self._codes.append((self._packets - 1, pts, code))

    def _new(self, message: SeiMessage) -> bool:
        seen = self._seen.setdefault(message.number, set())
        # Captions come with every picture: of registered data the kind is reported once.
        key = message.payload[:10] if message.number == _REGISTERED else message.payload
        if key in seen or len(seen) >= (1 if message.number in _EACH_PICTURE else MAX_DISTINCT):
            return False
        if message.number == _UNREGISTERED and sum(one[:16] == key[:16] for one in seen) >= MAX_OF_ONE:
            return False
        seen.add(key)
        return True

    def _place(self, position: int, data: memoryview, offset: int, length: int) -> Locus:
        if position < 0:
            return StreamLocus(self._stream)
        found = self._find(position, data, offset, length) if self._find is not None else None
        return found if found is not None else ByteRange(position, len(data))

    def finish(self) -> Iterator[Outcome]:
        """Yield how many messages of each kind there are, and the time codes of the pictures with their jumps."""
        here = StreamLocus(self._stream)
        for name, count in sorted(self._counts.items()):
            yield Measurement(f"sei.count.{name}", count, "1", here)
        for structure, count in sorted(self._structures.items()):
            yield Measurement(f"sei.picture_structure.{structure}", count, "1", here)
        if self._codes:
            yield from self._time_codes(here)

    def _time_codes(self, here: StreamLocus) -> Iterator[Outcome]:
        no_time = Unread("the container gives no presentation time")
        for first in range(0, len(self._codes), CHUNK):
            rows: list[tuple[Cell, ...]] = [
                (number, no_time if pts is None else pts, str(code), code.discontinuity)
                for number, pts, code in self._codes[first : first + CHUNK]
            ]
            yield Series("sei.time_code", COLUMNS, first, tuple(rows), here)
        shown = sorted(self._codes, key=lambda one: (one[1] is None, one[1] or 0, one[0]))
        yield Measurement("clock.sei.time_code", str(shown[0][2]), COUNTER, here)
        yield NotMeasured(
            "clock.sei.time_code.utc", "a counter of pictures, often set to the time of day; no date", here
        )
        yield Measurement("sei.time_code.last", str(shown[-1][2]), COUNTER, here)
        jumps = list(self._jumps([one for one in shown if one[1] is not None and one[2].hours >= 0]))
        yield Measurement("sei.time_code.jumps", len(jumps), "1", here)
        yield from (Measurement("sei.time_code.jump", words, "text", here) for words in jumps[:MAX_DISTINCT])

    def _jumps(self, shown: list[tuple[int, int | None, TimeCode]]) -> Iterator[str]:
        for (_, before, first), (number, after, second) in pairwise(shown):
            passed = ((after or 0) - (before or 0)) * self._time_base
            counted = _seconds(second) - _seconds(first)
            if abs(counted - passed) > TOLERANCE and abs(abs(counted - passed) - 86400) > TOLERANCE:
                yield f"{first} is followed by {second} after {float(passed):.3f} s, at packet {number}"


def _seconds(code: TimeCode) -> int:
    return code.hours * 3600 + code.minutes * 60 + code.seconds


def _front(codec: str, data: memoryview, framing: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield offset, type and bytes of the units that carry messages, and of H.264 sequence parameter sets."""
    wanted = (6, 7) if codec == "h264" else (39, 40)
    if not framing:
        yield from _behind_codes(codec, data[:FRONT], wanted)
        return
    at = 0
    for _ in range(MAX_UNITS):
        if at + framing >= len(data):
            return
        length = int.from_bytes(data[at : at + framing], "big")
        at += framing
        if length and nal_type(codec, data[at : at + 1]) in wanted:
            yield at, nal_type(codec, data[at : at + 1]), bytes(data[at : at + length])
        at += length


def _behind_codes(codec: str, front: memoryview, wanted: tuple[int, int]) -> Iterator[tuple[int, int, bytes]]:
    """Yield the wanted units behind start codes; in H.264 only those before the first slice, which ends the search."""
    begin = 0
    for count, code in enumerate(start_codes(front, _STEP if codec == "h264" else BLOCK)):
        yield from _wanted(codec, front[begin:code].tobytes().rstrip(b"\0"), begin, wanted)
        begin = code + len(START_CODE)
        if count == MAX_UNITS or (codec == "h264" and 1 <= nal_type(codec, front[begin : begin + 1]) <= 5):
            return
    yield from _wanted(codec, front[begin:].tobytes(), begin, wanted)


def _wanted(codec: str, unit: bytes, begin: int, wanted: tuple[int, int]) -> Iterator[tuple[int, int, bytes]]:
    """Yield a unit of a wanted type that begins behind a start code: what lies before the first one is none."""
    if begin and (number := nal_type(codec, unit)) in wanted:
        yield begin, number, unit


def _first_set(extradata: bytes) -> bytes:
    """Return the first sequence parameter set of an avcC (ISO/IEC 14496-15)."""
    if len(extradata) < 8 or not extradata[5] & 31:
        return b""
    return extradata[8 : 8 + int.from_bytes(extradata[6:8], "big")]


def nal_framing(codec: str, extradata: bytes) -> int:
    """Return the number of length bytes before each NAL unit, 0 for start codes (ISO/IEC 14496-15: avcC, hvcC)."""
    if codec == "h264" and len(extradata) > 6 and extradata[0] == 1:
        return (extradata[4] & 3) + 1
    if codec == "hevc" and len(extradata) > 22 and extradata[0] == 1:
        return (extradata[21] & 3) + 1
    return 0
