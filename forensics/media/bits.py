"""Read bits, Exp-Golomb codes and NAL units of H.264 and H.265 (Rec. ITU-T H.264 7.2, 7.3.1, 9.1, Annex B)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from forensics.media.reading import Short

MAX_UNITS = 4096
"""NAL units of one packet that are looked at."""


@dataclass(frozen=True, slots=True)
class NalUnit:
    """One NAL unit: where its first byte lies in the data given, and its bytes (without length or start code)."""

    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class BitField:
    """One syntax element: its name as in the standard, its value, and the bytes of the NAL unit that hold it."""

    name: str
    value: int
    offset: int
    length: int


def unescape(data: bytes) -> tuple[bytes, tuple[int, ...]]:
    """Return the payload without emulation prevention bytes, and the places where one was taken out (7.4.1)."""
    out = bytearray()
    removed: list[int] = []
    start = 0
    while (found := data.find(b"\0\0\3", start)) >= 0:
        out += data[start : found + 2]
        removed.append(len(out))
        start = found + 3
    out += data[start:]
    return bytes(out), tuple(removed)


@dataclass(slots=True)
class Bits:
    """A place in a bit string that moves forward and notes the named syntax elements that it passes."""

    data: bytes
    removed: tuple[int, ...] = ()
    at: int = 0
    noted: list[BitField] = field(default_factory=list)

    @property
    def left(self) -> int:
        """Return how many bits are left."""
        return len(self.data) * 8 - self.at

    def u(self, count: int, name: str = "") -> int:
        """Return the next ``count`` bits as an unsigned integer; raise Short when there are fewer."""
        if count > self.left:
            raise Short
        first, last = self.at >> 3, (self.at + count + 7) >> 3
        whole = int.from_bytes(self.data[first:last], "big")
        value = whole >> (last * 8 - self.at - count) & ((1 << count) - 1)
        return self._note(name, value, count)

    def ue(self, name: str = "") -> int:
        """Return the next unsigned Exp-Golomb code (9.1); raise Short when it is longer than 32 bits."""
        zeros = 0
        start = self.at
        while self.u(1) == 0:
            zeros += 1
            if zeros > 32:
                raise Short
        value = (1 << zeros) - 1 + (self.u(zeros) if zeros else 0)
        length = self.at - start
        return self._note(name, value, 0, length)

    def se(self, name: str = "") -> int:
        """Return the next signed Exp-Golomb code (9.1.1)."""
        start = self.at
        code = self.ue()
        value = (code + 1) // 2 if code & 1 else -(code // 2)
        return self._note(name, value, 0, self.at - start)

    def skip(self, count: int) -> None:
        """Pass over bits; raise Short when there are fewer."""
        if count > self.left:
            raise Short
        self.at += count

    def _note(self, name: str, value: int, move: int, length: int = 0) -> int:
        self.at += move
        if name:
            first = (self.at - (length or move)) >> 3
            last = (self.at - 1) >> 3
            self.noted.append(BitField(name, value, self._raw(first), self._raw(last) - self._raw(first) + 1))
        return value

    def _raw(self, position: int) -> int:
        return position + sum(1 for place in self.removed if place <= position)


def derived(bits: Bits, width: int, height: int) -> None:
    """Note the size of the shown picture, which follows from several elements; its length is 0."""
    bits.noted.append(BitField("shown_width", width, 0, 0))
    bits.noted.append(BitField("shown_height", height, 0, 0))


def picture_usability(bits: Bits) -> None:
    """Note what usability information begins with in H.264 (E.1.1) and H.265 (E.2.1): shape of a pixel, colour."""
    if bits.u(1, "aspect_ratio_info_present_flag") and bits.u(8, "aspect_ratio_idc") == 255:
        bits.u(16, "sar_width")
        bits.u(16, "sar_height")
    if bits.u(1):
        bits.u(1, "overscan_appropriate_flag")
    if bits.u(1, "video_signal_type_present_flag"):
        bits.u(3, "video_format")
        bits.u(1, "video_full_range_flag")
        if bits.u(1):
            bits.u(8, "colour_primaries")
            bits.u(8, "transfer_characteristics")
            bits.u(8, "matrix_coefficients")
    if bits.u(1):
        bits.ue("chroma_sample_loc_type_top_field")
        bits.ue("chroma_sample_loc_type_bottom_field")


def annexb_units(data: bytes) -> Iterator[NalUnit]:
    """Yield the NAL units between the start codes of a byte stream (Annex B)."""
    start = data.find(b"\0\0\1")
    for _ in range(MAX_UNITS):
        if start < 0:
            return
        begin = start + 3
        start = data.find(b"\0\0\1", begin)
        end = len(data) if start < 0 else start
        unit = data[begin:end]
        yield NalUnit(begin, unit.rstrip(b"\0") if start >= 0 else unit)


def prefixed_units(data: bytes, width: int) -> Iterator[NalUnit]:
    """Yield NAL units that a length of ``width`` bytes precedes (ISO/IEC 14496-15); a cut-off one is yielded cut."""
    at = 0
    for _ in range(MAX_UNITS):
        if at + width >= len(data):
            return
        length = int.from_bytes(data[at : at + width], "big")
        if length == 0:
            at += width
            continue
        yield NalUnit(at + width, data[at + width : at + width + length])
        at += width + length


def nal_units(data: bytes, framing: int) -> Iterator[NalUnit]:
    """Yield the NAL units of a packet: ``framing`` length bytes before each, or 0 for start codes."""
    return prefixed_units(data, framing) if framing else annexb_units(data)
