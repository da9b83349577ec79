"""Decode the payloads of supplemental messages (Rec. ITU-T H.264 Annex D, H.265 Annex D; ITU-T T.35 for 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from forensics.media.bits import Bits
from forensics.media.reading import Short

Said = list[tuple[str, int | Fraction | str, str]]
"""Name, value and unit of what a message says."""


@dataclass(frozen=True, slots=True)
class PictureTiming:
    """What the sequence parameter set says of picture timing messages (H.264 E.1.1, E.1.2)."""

    delays: int = 0
    """Bits of the two delays before the picture structure; 0 where the stream declares no buffer model."""
    structure: bool = False
    offset_length: int = 24


@dataclass(frozen=True, slots=True)
class TimeCode:
    """One clock timestamp of a picture: counted as SMPTE ST 12-1 does; -1 for parts that it leaves out."""

    hours: int
    minutes: int
    seconds: int
    frames: int
    dropped: bool
    discontinuity: bool

    def __str__(self) -> str:
        parts = [f"{part:02}" if part >= 0 else "--" for part in (self.hours, self.minutes, self.seconds, self.frames)]
        return f"{parts[0]}:{parts[1]}:{parts[2]}{';' if self.dropped else ':'}{parts[3]}"


_TIMESTAMPS = (1, 1, 1, 2, 2, 3, 3, 2, 3)
"""Clock timestamps that a picture structure has (H.264 table D-1)."""


def picture_timing(payload: bytes, timing: PictureTiming) -> tuple[int | None, TimeCode | None]:
    """Return an H.264 picture structure (None: not declared) and the first time code, if the picture has one."""
    bits = Bits(payload)
    try:
        bits.skip(timing.delays)
        if not timing.structure:
            return None, None
        structure = bits.u(4)
        for _ in range(_TIMESTAMPS[structure] if structure < len(_TIMESTAMPS) else 0):
            if bits.u(1):
                bits.skip(2)
                return structure, _clock(bits, 8)
    except Short:
        return None, None
    return structure, None


def time_code(payload: bytes) -> TimeCode | None:
    """Return the first clock timestamp of an H.265 time code message (H.265 D.2.27)."""
    bits = Bits(payload)
    try:
        for _ in range(bits.u(2)):
            if bits.u(1):
                return _clock(bits, 9)
    except Short:
        pass
    return None


def _clock(bits: Bits, frame_bits: int) -> TimeCode:
    bits.skip(6)
    full, discontinuity, dropped, frames = bits.u(1), bits.u(1), bits.u(1), bits.u(frame_bits)
    seconds = minutes = hours = -1
    if full:
        seconds, minutes, hours = bits.u(6), bits.u(6), bits.u(5)
    elif bits.u(1):
        seconds = bits.u(6)
        if bits.u(1):
            minutes = bits.u(6)
            hours = bits.u(5) if bits.u(1) else -1
    return TimeCode(hours, minutes, seconds, frames, bool(dropped), bool(discontinuity))


def _recovery(bits: Bits, codec: str) -> Said:
    count = bits.ue() if codec == "h264" else bits.se()
    return [("pictures_to_recovery", count, "1"), ("exact_match", bits.u(1), "1"), ("broken_link", bits.u(1), "1")]


def _mastering(bits: Bits, codec: str) -> Said:
    del codec
    said: Said = [
        (f"{name}_{axis}", Fraction(bits.u(16), 50_000), "1")
        for name in ("primary_0", "primary_1", "primary_2", "white")
        for axis in "xy"
    ]
    return [*said, *((f"luminance_{end}", Fraction(bits.u(32), 10_000), "cd/m2") for end in ("max", "min"))]


def _light_level(bits: Bits, codec: str) -> Said:
    del codec
    return [("maximum", bits.u(16), "cd/m2"), ("maximum_of_frame_average", bits.u(16), "cd/m2")]


def _transfer(bits: Bits, codec: str) -> Said:
    del codec
    return [("preferred_transfer_characteristics", bits.u(8), "1")]


def _ambient(bits: Bits, codec: str) -> Said:
    del codec
    said: Said = [("illuminance", Fraction(bits.u(32), 10_000), "lx")]
    return [*said, *((f"light_{axis}", Fraction(bits.u(16), 50_000), "1") for axis in "xy")]


def _orientation(bits: Bits, codec: str) -> Said:
    del codec
    if bits.u(1):
        return [("cancelled", 1, "1")]
    flips: Said = [("flipped_horizontally", bits.u(1), "1"), ("flipped_vertically", bits.u(1), "1")]
    return [*flips, ("rotation", Fraction(360 * bits.u(16), 65536), "degree anticlockwise")]


def _packing(bits: Bits, codec: str) -> Said:
    del codec
    bits.ue()
    if bits.u(1):
        return [("cancelled", 1, "1")]
    return [("arrangement", bits.u(7), "1"), ("quincunx", bits.u(1), "1"), ("interpretation", bits.u(6), "1")]


def _grain(bits: Bits, codec: str) -> Said:
    del codec
    return [("cancelled", 1, "1")] if bits.u(1) else [("model", bits.u(2), "1")]


def _buffering(bits: Bits, codec: str) -> Said:
    del codec
    return [("seq_parameter_set_id", bits.ue(), "1")]


def _active_sets(bits: Bits, codec: str) -> Said:
    del codec
    return [("video_parameter_set_id", bits.u(4), "1"), ("self_contained", bits.u(1), "1")]


def _hash(bits: Bits, codec: str) -> Said:
    del codec
    return [("method", {0: "MD5", 1: "CRC", 2: "checksum"}.get(bits.u(8), "unknown"), "text")]


def _scene(bits: Bits, codec: str) -> Said:
    del codec
    return [("scene", bits.ue(), "1"), ("transition", bits.ue(), "1")] if bits.u(1) else [("present", 0, "1")]


_REGISTERED = {
    (0xB5, 0x0031, b"GA94\3"): "closed captions (ATSC A/53, user data type 3)",
    (0xB5, 0x0031, b"GA94\6"): "bar data (ATSC A/53, user data type 6)",
    (0xB5, 0x0031, b"DTG1"): "active format description",
    (0xB5, 0x002F, b""): "DirecTV",
    (0xB5, 0x003C, b"\0\1\4"): "HDR10+ (SMPTE ST 2094-40)",
    (0xB5, 0x003B, b""): "Dolby",
    (0x26, 0x0004, b"\0\5"): "HDR Vivid",
}
"""Country, provider and first bytes of registered user data that this program knows."""


def registered(payload: bytes) -> Said:
    """Return country and provider of registered user data (ITU-T T.35) and what they are known as."""
    if len(payload) < 3:
        return []
    start = 2 if payload[0] == 0xFF else 1
    provider, body = int.from_bytes(payload[start : start + 2], "big"), payload[start + 2 :]
    said: Said = [("country", f"{payload[0]:#04x}", "text"), ("provider", f"{provider:#06x}", "text")]
    known = [
        words
        for (country, code, begin), words in _REGISTERED.items()
        if (country, code) == (payload[0], provider) and body.startswith(begin)
    ]
    return [*said, ("known_as", known[0], "text")] if known else [*said, ("begins", body[:16].hex(), "hex")]


_DECODERS: dict[int, Callable[[Bits, str], Said]] = {
    0: _buffering, 6: _recovery, 9: _scene, 19: _grain, 45: _packing, 47: _orientation, 129: _active_sets, 132: _hash,
    137: _mastering, 144: _light_level, 147: _transfer, 148: _ambient,
}  # fmt: skip


def said_by(codec: str, number: int, payload: bytes) -> Said:
    """Return what a message says; its first bytes in hexadecimal where this program does not decode its kind."""
    if number == 4:
        return registered(payload)
    decoder = _DECODERS.get(number)
    try:
        if decoder is not None:
            return decoder(Bits(payload), codec)
    except Short:
        pass
    return [("bytes", payload[:32].hex() + ("…" if len(payload) > 32 else ""), "hex")] if payload else []
