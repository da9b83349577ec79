"""Name NAL units, tell a packet's picture type from its slice header, and read supplemental messages (SEI)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forensics.media import mdpm
from forensics.media.bits import Bits, nal_units, unescape
from forensics.media.reading import Short, safe_text
from forensics.media.sei_names import message_name
from forensics.types import Locus, Measurement, Outcome

AVC_NAMES = {
    1: "slice", 2: "partition A", 3: "partition B", 4: "partition C", 5: "IDR slice", 6: "SEI", 7: "SPS", 8: "PPS",
    9: "access unit delimiter", 10: "end of sequence", 11: "end of stream", 12: "filler", 13: "SPS extension",
    14: "prefix", 15: "subset SPS", 19: "auxiliary slice", 20: "slice extension",
}  # fmt: skip
HEVC_NAMES = {
    0: "TRAIL_N", 1: "TRAIL_R", 2: "TSA_N", 3: "TSA_R", 4: "STSA_N", 5: "STSA_R", 6: "RADL_N", 7: "RADL_R", 8: "RASL_N",
    9: "RASL_R", 16: "BLA_W_LP", 17: "BLA_W_RADL", 18: "BLA_N_LP", 19: "IDR_W_RADL", 20: "IDR_N_LP", 21: "CRA",
    32: "VPS",
    33: "SPS", 34: "PPS", 35: "access unit delimiter", 36: "end of sequence", 37: "end of bitstream", 38: "filler",
    39: "prefix SEI", 40: "suffix SEI",
}  # fmt: skip
UUIDS = {
    "dc45e9bd-e6d9-48b7-962c-d820d923eeef": "x264",
    "2ca2de09-b517-47db-bb55-a4fe7fc2fc4e": "x265",
    "91ca6061-4aee-3854-8614-2d5f73f4ae2e": "Kling (rechenfix, 2026-09-29)",
    "17ee8c60-f84d-11d9-8cd6-0800200c9a66": "AVCHD / Sony MDPM camera data",
}
"""Identifiers of unregistered user data that this program knows; anybody may write them."""


@dataclass(frozen=True, slots=True)
class SeiMessage:
    """One supplemental message: type by number, and its payload's place in the data given."""

    number: int
    offset: int
    payload: bytes

    def named(self, codec: str) -> str:
        """Return the message's name in the standard of its codec, or its number."""
        return message_name(codec, self.number)


def nal_type(codec: str, unit: bytes | memoryview) -> int:
    """Return the type number of a NAL unit, -1 for an empty one; ``codec`` is 'h264' or 'hevc'."""
    if not unit:
        return -1
    return unit[0] & 31 if codec == "h264" else unit[0] >> 1 & 63


def nal_name(codec: str, unit: bytes) -> str:
    """Return the name of a NAL unit's type."""
    number = nal_type(codec, unit)
    return (AVC_NAMES if codec == "h264" else HEVC_NAMES).get(number, f"type {number}")


def _avc_slice(unit: bytes) -> str:
    bits = Bits(unescape(unit[:24])[0], at=8)
    bits.ue()
    return "PBIPI"[bits.ue() % 5]


def _hevc_slice(unit: bytes, extra_bits: int) -> str:
    bits = Bits(unescape(unit[:24])[0], at=16)
    if not bits.u(1):
        return ""
    if 16 <= nal_type("hevc", unit) <= 23:
        bits.u(1)
    bits.ue()
    bits.skip(extra_bits)
    return "BPI"[number] if (number := bits.ue()) < 3 else ""


def _after_start_code(data: bytes, marker: bytes) -> bytes:
    found = data.find(b"\0\0\1" + marker)
    return data[found + 4 : found + 8] if found >= 0 else b""


def picture_type(codec: str, nal_framing: int, payload_start: bytes, *, extra_bits: int = 0) -> str:
    """Return 'I', 'P' or 'B' from the header of a packet's first slice, or '' where it cannot be told.

    ``codec`` is FFmpeg's name; ``nal_framing`` the number of length bytes before each NAL unit (0: start codes);
    ``payload_start`` the packet or its beginning (4 KiB are plenty); ``extra_bits`` the H.265 picture parameter
    set's num_extra_slice_header_bits. SI and SP slices count as I and P. A picture whose slices differ is named
    by its first. Sources: H.264 7.3.3, H.265 7.3.6.1, ISO/IEC 14496-2 6.2.5, H.262 6.2.3.
    """
    try:
        if codec in ("h264", "hevc"):
            return _first_slice(codec, nal_framing, payload_start, extra_bits)
        if codec == "mpeg4":
            head = _after_start_code(payload_start, b"\xb6")
            return "IPBP"[head[0] >> 6] if head else ""
        if codec in ("mpeg1video", "mpeg2video"):
            head = _after_start_code(payload_start, b"\0")
            return {1: "I", 2: "P", 3: "B"}.get(head[1] >> 3 & 7, "") if len(head) > 1 else ""
    except Short:
        return ""
    return ""


def _first_slice(codec: str, framing: int, data: bytes, extra_bits: int) -> str:
    for unit in nal_units(data, framing):
        number = nal_type(codec, unit.data)
        if codec == "h264" and number in (1, 2, 5):
            return _avc_slice(unit.data)
        if codec == "hevc" and 0 <= number <= 21:
            return _hevc_slice(unit.data, extra_bits)
    return ""


def sei_messages(codec: str, unit: bytes, *, limit: int = 64) -> Iterator[SeiMessage]:
    """Yield the messages of an SEI NAL unit (H.264 7.3.2.3.1, H.265 7.3.5); a cut-off one is yielded cut.

    ``offset`` of a message counts from the unit's first byte, emulation prevention bytes included.
    """
    header = 1 if codec == "h264" else 2
    payload, removed = unescape(unit)
    at = header
    for _ in range(limit):
        if at + 2 > len(payload) or payload[at:] == b"\x80":
            return
        numbers = []
        for _ in range(2):
            value = 0
            while at < len(payload) and payload[at] == 255:
                value, at = value + 255, at + 1
            if at >= len(payload):
                return
            numbers.append(value + payload[at])
            at += 1
        raw_offset = at + sum(1 for place in removed if place <= at)
        yield SeiMessage(numbers[0], raw_offset, payload[at : at + numbers[1]])
        at += numbers[1]


_ENCODER = re.compile(r"(x264|x265)(?: \(build \d+\))? - (.*?)(?: - H\.26[45]| - Copy|$)")
_OPTIONS = re.compile(r"options: ?(.*)")


def user_data(message: SeiMessage, locus: Locus) -> Iterator[Outcome]:
    """Yield what unregistered user data say: identifier, text, and the options of x264 and x265 one by one."""
    raw = message.payload[:16].hex()
    if len(raw) < 32:
        return
    identifier = f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"
    yield Measurement("sei.user_data.uuid", identifier, "text", locus)
    if identifier in UUIDS:
        yield Measurement("sei.user_data.known_as", UUIDS[identifier], "text", locus)
    body = message.payload[16:]
    if identifier == mdpm.UUID:
        yield from mdpm.read_mdpm(body, locus)
    text = safe_text(body) if sum(32 <= byte < 127 for byte in body) > 0.9 * max(1, len(body.rstrip(b"\0"))) else ""
    if text:
        yield Measurement("sei.user_data.text", text, "text", locus)
        yield from encoder_options(text, locus)
    else:
        yield Measurement("sei.user_data.bytes", body[:64].hex() + ("…" if len(body) > 64 else ""), "hex", locus)


def encoder_options(text: str, locus: Locus) -> Iterator[Measurement]:
    """Yield the encoder's name and version and each option of an x264 or x265 information text."""
    if (named := _ENCODER.search(text)) is not None:
        yield Measurement("encoder.name", f"{named[1]} {named[2]}".strip(), "text", locus)
    if (options := _OPTIONS.search(text)) is None:
        return
    for word in options[1].split()[:256]:
        name, _, value = word.partition("=")
        if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", name):
            yield Measurement(f"encoder.option.{name}", value or "set", "text", locus)
