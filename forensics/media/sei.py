"""Supplemental messages (SEI) of H.264 and H.265: what encoders and cameras write beside the pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from forensics.media.bits import nal_units
from forensics.media.bitstream import is_sei, sei_messages, user_data
from forensics.types import ByteRange, Locus, Measurement, Outcome, StreamFacts, StreamLocus

PACKETS = 300
"""Packets of a stream in which messages are looked for: encoders write theirs at the start and at key frames."""
MAX_DISTINCT = 32
"""Different user data messages that are reported in full."""
_UNREGISTERED = 5


class SeiReader:
    """Reads the messages of one stream's packets; anything written in them is free text that anybody can write."""

    def __init__(self, facts: StreamFacts, extradata: bytes) -> None:
        self._codec = facts.codec
        self._stream = facts.index
        self._framing = nal_framing(facts.codec, extradata)
        self._seen: set[bytes] = set()
        self._counts: Counter[str] = Counter()
        self._packets = 0

    def packet(self, data: memoryview, position: int) -> Iterator[Outcome]:
        """Yield the user data messages that a packet brings and that were not seen before."""
        if self._packets >= PACKETS or self._codec not in {"h264", "hevc"}:
            return
        self._packets += 1
        for unit in nal_units(bytes(data), self._framing):
            if not is_sei(self._codec, unit.data):
                continue
            for message in sei_messages(self._codec, unit.data):
                self._counts[message.name] += 1
                known = message.payload in self._seen or len(self._seen) >= MAX_DISTINCT
                if message.number == _UNREGISTERED and not known:
                    self._seen.add(message.payload)
                    place = position + unit.offset + message.offset if position >= 0 else -1
                    yield from user_data(message, _locus(place, len(message.payload), self._stream))

    def finish(self) -> Iterator[Outcome]:
        """Yield how many messages of each kind stood in the packets that were looked at."""
        for name, count in sorted(self._counts.items()):
            yield Measurement(f"sei.count.{name}", count, "1", StreamLocus(self._stream))


def nal_framing(codec: str, extradata: bytes) -> int:
    """Return the number of length bytes before each NAL unit, 0 for start codes (ISO/IEC 14496-15, 5.3.3 and 8.3.3)."""
    if codec == "h264" and len(extradata) > 6 and extradata[0] == 1:
        return (extradata[4] & 3) + 1
    if codec == "hevc" and len(extradata) > 22 and extradata[0] == 1:
        return (extradata[21] & 3) + 1
    return 0


def _locus(place: int, length: int, stream: int) -> Locus:
    return ByteRange(place, length) if place >= 0 else StreamLocus(stream)
