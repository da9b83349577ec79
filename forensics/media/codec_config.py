"""Read decoder configurations: avcC, hvcC, and the descriptors of esds with AAC's AudioSpecificConfig."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forensics.media import avc, hevc
from forensics.media.bits import Bits
from forensics.media.bitstream import nal_name, nal_type, sei_messages
from forensics.media.reading import Cursor, Ledger, Short
from forensics.media.sei import said
from forensics.types import ByteRange, Field, Outcome

AAC_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
OBJECT_TYPES = {
    0x20: "MPEG-4 Visual", 0x21: "H.264", 0x23: "H.265", 0x40: "MPEG-4 Audio", 0x60: "MPEG-2 Simple",
    0x61: "MPEG-2 Main",
    0x66: "AAC Main", 0x67: "AAC LC", 0x69: "MPEG-2 Audio Layer 3", 0x6A: "MPEG-1 Visual", 0x6B: "MPEG-1 Audio",
    0x6C: "JPEG", 0xA5: "AC-3", 0xA6: "E-AC-3", 0xAD: "Opus",
}  # fmt: skip
AUDIO_OBJECTS = {
    1: "AAC Main",
    2: "AAC LC",
    3: "AAC SSR",
    4: "AAC LTP",
    5: "SBR (HE-AAC)",
    29: "PS (HE-AAC v2)",
    42: "xHE-AAC",
}
_SEI = (39, 40)
LEVEL_STEP = {"h264": 10, "hevc": 30}


@dataclass(frozen=True, slots=True)
class ParameterSet:
    """One parameter set with the fields decoded from it; offsets count from the start of the file."""

    kind: str
    offset: int
    size: int
    fields: tuple[Field, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Said:
    """What supplemental messages in a configuration say, such as x265's options: they hold for the whole stream."""

    outcomes: tuple[Outcome, ...]


def parameter_set(codec: str, unit: bytes, base: int) -> ParameterSet | None:
    """Return a decoded parameter set, or None where the NAL unit is something else."""
    number = nal_type(codec, unit)
    module = avc if codec == "h264" else hevc
    readers = {7: avc.sps, 8: avc.pps} if codec == "h264" else {32: hevc.vps, 33: hevc.sps, 34: hevc.pps}
    if number not in readers:
        return None
    bits = readers[number](unit)
    fields = [Field(item.name, item.value, "1", base + item.offset, item.length) for item in bits.noted]
    for item in bits.noted:
        if item.name in ("profile_idc", "general_profile_idc"):
            name = module.PROFILES.get(item.value, f"profile {item.value}")
            fields.append(Field("profile", name, "text", base + item.offset, item.length))
        elif item.name in ("level_idc", "general_level_idc"):
            level = f"{item.value / LEVEL_STEP[codec]:g}"
            fields.append(Field("level", level, "text", base + item.offset, item.length))
    clause = "Rec. ITU-T H.264 7.3.2" if codec == "h264" else "Rec. ITU-T H.265 7.3.2"
    return ParameterSet(nal_name(codec, unit), base, len(unit), tuple(fields), clause)


def _messages(unit: bytes, base: int) -> Said:
    found: list[Outcome] = []
    for message in sei_messages("hevc", unit):
        found += said("hevc", message, ByteRange(base + message.offset, len(message.payload)))
    return Said(tuple(found))


def avc_configuration(cursor: Cursor) -> Iterator[ParameterSet]:
    """Note the fields of avcC and yield its parameter sets (ISO/IEC 14496-15 5.3.3.1); raise Short where cut off."""
    cursor.number("configuration_version", 1)
    profile = cursor.number("profile_indication", 1)
    cursor.note("profile", avc.PROFILES.get(profile, f"profile {profile}"), "text", 1)
    cursor.number("profile_compatibility", 1)
    cursor.number("level_indication", 1, "level x 10")
    cursor.note("nal_length_size", (cursor.integer(1) & 3) + 1, "byte", 1)
    for mask in (31, 255):
        for _ in range(cursor.integer(1) & mask):
            length = cursor.integer(2)
            unit = cursor.take(length)
            made = parameter_set("h264", unit, cursor.base + cursor.at - length)
            if made is not None:
                yield made


def hevc_configuration(cursor: Cursor) -> Iterator[ParameterSet | Said]:
    """Note the fields of hvcC and yield its parameter sets and messages (ISO/IEC 14496-15 8.3.3.1).

    Raise Short where it is cut off.
    """
    cursor.number("configuration_version", 1)
    packed = cursor.integer(1)
    cursor.note("profile", hevc.PROFILES.get(packed & 31, f"profile {packed & 31}"), "text", 1)
    cursor.take(10)
    cursor.number("level_indication", 1, "level x 30")
    cursor.take(8)
    cursor.note("nal_length_size", (cursor.integer(1) & 3) + 1, "byte", 1)
    for _ in range(cursor.integer(1)):
        cursor.take(1)
        for _ in range(cursor.integer(2)):
            length = cursor.integer(2)
            unit = cursor.take(length)
            made = parameter_set("hevc", unit, cursor.base + cursor.at - length)
            if made is not None:
                yield made
            elif nal_type("hevc", unit) in _SEI:
                yield _messages(unit, cursor.base + cursor.at - length)


def listed(sets: Sequence[ParameterSet | Said], ledger: Ledger, parent: int) -> Iterator[Outcome]:
    """Yield each parameter set as an element below its configuration, and what messages say."""
    for each in sets:
        if isinstance(each, Said):
            yield from each.outcomes
        else:
            yield ledger.element(each.kind, (each.offset, 0, each.size), parent, fields=each.fields, clause=each.clause)


def audio_specific(cursor: Cursor, length: int) -> None:
    """Note AAC's AudioSpecificConfig (ISO/IEC 14496-3 1.6.2.1): object type, rate, channels, SBR when signalled."""
    raw = cursor.take(length)
    bits = Bits(raw)
    kind = _object_type(bits)
    cursor.note("audio_object_type", AUDIO_OBJECTS.get(kind, f"type {kind}"), "text", length)
    cursor.note("sampling_frequency", _rate(bits), "Hz", length)
    cursor.note("channel_configuration", bits.u(4), "1", length)
    if kind in (5, 29):
        cursor.note("output_sampling_frequency", _rate(bits), "Hz", length)
        return
    explicit = bytes(raw).find(b"\x56\xe5")
    cursor.note("sbr_signalled_after", explicit >= 0, "1", length)


def _object_type(bits: Bits) -> int:
    kind = bits.u(5)
    return 32 + bits.u(6) if kind == 31 else kind


def _rate(bits: Bits) -> int:
    index = bits.u(4)
    if index == 15:
        return bits.u(24)
    return AAC_RATES[index] if index < len(AAC_RATES) else 0


def _descriptor(cursor: Cursor) -> tuple[int, int]:
    tag, length = cursor.integer(1), 0
    for _ in range(4):
        byte = cursor.integer(1)
        length = length << 7 | byte & 127
        if not byte & 128:
            break
    return tag, length


def elementary_stream(cursor: Cursor) -> None:
    """Note esds (ISO/IEC 14496-1 7.2.6.5): codec, bit rates, AAC configuration; raise Short where cut off."""
    cursor.take(4)
    while cursor.left > 2:
        tag, length = _descriptor(cursor)
        if tag == 3:
            cursor.number("es_id", 2)
            flags = cursor.integer(1)
            cursor.take(2 if flags & 128 else 0)
            cursor.take(cursor.integer(1) if flags & 64 else 0)
            cursor.take(2 if flags & 32 else 0)
        elif tag == 4:
            kind = cursor.integer(1)
            cursor.note("object_type", OBJECT_TYPES.get(kind, f"type {kind}"), "text", 1)
            cursor.take(1)
            cursor.number("buffer_size", 3, "byte")
            cursor.number("max_bitrate", 4, "bit/s")
            cursor.number("avg_bitrate", 4, "bit/s")
        elif tag == 5 and length >= 2 and any(f.value in ("MPEG-4 Audio", "AAC LC") for f in cursor.fields):
            audio_specific(cursor, length)
        else:
            cursor.take(min(length, cursor.left))
            if length > cursor.left + length:
                raise Short
