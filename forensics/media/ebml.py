"""Walk EBML: Matroska and WebM, unknown sizes included (RFC 8794, RFC 9559)."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from forensics.media import codec_config
from forensics.media.bmff_more import space
from forensics.media.ebml_names import CLUSTER_PARTS, NAMES, SECTIONS, SEGMENT_CHILDREN, Kind
from forensics.media.reading import (
    MAX_DEPTH,
    MAX_PARTS,
    MAX_PIECE,
    Cursor,
    FirstCoded,
    Ledger,
    Short,
    WalkStopped,
    damage,
    safe_text,
)
from forensics.types import ByteRange, Element, Field, Outcome

UNKNOWN = -1
_CODECS = {"V_MPEG4/ISO/AVC": "h264", "V_MPEGH/ISO/HEVC": "hevc", "A_AAC": "aac", "A_MPEG/L3": "mp3"}


@dataclass(slots=True)
class _Level:
    at: int
    end: int
    number: int
    name: str
    unknown_size: bool = False


@dataclass(slots=True)
class _Track:
    number: int = 0
    codec: str = ""
    framing: int = 0
    seen: bool = False


@dataclass(slots=True)
class _State:
    tracks: list[_Track] = field(default_factory=list)
    parts: int = 0


@dataclass(frozen=True, slots=True)
class _Head:
    identifier: int
    header: int
    size: int


def begins(head: bytes) -> bool:
    """Say whether these first bytes of a file begin an EBML document."""
    return head.startswith(b"\x1a\x45\xdf\xa3")


def read_head(raw: bytes) -> _Head | None:
    """Return identifier, header length and data size (UNKNOWN: all ones) of an element, or None where none begins."""
    if not raw or not raw[0]:
        return None
    width = 9 - raw[0].bit_length()
    if width > 4 or len(raw) <= width or not raw[width]:
        return None
    length = 9 - raw[width].bit_length()
    if len(raw) < width + length:
        return None
    value = int.from_bytes(raw[width : width + length], "big") & ((1 << 7 * length) - 1)
    size = UNKNOWN if value == (1 << 7 * length) - 1 else value
    return _Head(int.from_bytes(raw[:width], "big"), width + length, size)


def _value(ledger: Ledger, kind: str, offset: int, size: int) -> tuple[Field, ...]:
    raw = ledger.reader.at(offset, min(size, MAX_PIECE))
    if kind == Kind.UNSIGNED and len(raw) == size <= 8:
        return (Field("value", int.from_bytes(raw, "big"), "1", offset, size),)
    if kind == Kind.SIGNED and len(raw) == size <= 8:
        return (Field("value", int.from_bytes(raw, "big", signed=True), "1", offset, size),)
    if kind == Kind.DATE and size == 8 and len(raw) == 8:
        return (Field("value", int.from_bytes(raw, "big", signed=True), "ns since 2001-01-01 UTC", offset, size),)
    if kind == Kind.FLOAT and len(raw) == size and size in (4, 8):
        number = float(struct.unpack(">f" if size == 4 else ">d", raw)[0])
        shown = number if math.isfinite(number) else str(number)
        return (Field("value", shown, "1" if not isinstance(shown, str) else "text", offset, size),)
    if kind == Kind.TEXT:
        return (Field("value", safe_text(raw), "text", offset, size),)
    return (Field("value", raw[:32].hex() + ("…" if size > 32 else ""), "hex", offset, size),)


def walk(ledger: Ledger) -> Iterator[Outcome]:
    """Yield the elements in file order; the blocks of a cluster are counted in its fields, not listed."""
    state = _State()
    stack = [_Level(0, ledger.reader.size, -1, "")]
    while stack:
        level = stack[-1]
        if level.at >= level.end:
            _pass_up(stack)
            continue
        head = read_head(ledger.reader.at(level.at, 12)[: level.end - level.at])
        name = NAMES.get(head.identifier, ("", ""))[0] if head else ""
        if level.unknown_size and _closes(level.name, name):
            _pass_up(stack)
            continue
        if head is None or (not name and level.number < 0):
            if level.number < 0:
                yield ledger.tail(level.at, "no EBML element can begin here")
            else:
                yield ledger.gap(level.at, level.end, level.number, f"left over inside {level.name}")
            level.at = level.end
            continue
        yield from _visit(ledger, stack, head, state)


def _closes(open_name: str, next_name: str) -> bool:
    """Say whether an element ends an open one of unknown size: one of the same or a higher level (RFC 8794 6.2)."""
    return next_name in {"EBML", "Segment"} | (SEGMENT_CHILDREN if open_name != "Segment" else frozenset())


def _pass_up(stack: list[_Level]) -> None:
    done = stack.pop()
    if stack and done.unknown_size:
        stack[-1].at = max(stack[-1].at, done.at)


def _visit(ledger: Ledger, stack: list[_Level], head: _Head, state: _State) -> Iterator[Outcome]:
    level = stack[-1]
    name, kind = NAMES.get(head.identifier, (f"0x{head.identifier:X}", Kind.BYTES))
    offset, payload = level.at, level.at + head.header
    notes: list[str] = []
    unknown = head.size == UNKNOWN
    end = level.end if unknown else min(payload + head.size, level.end)
    whole = end - offset if unknown else head.header + head.size
    if unknown:
        notes.append("unknown size: ends where the next element of its level begins")
    elif payload + head.size > level.end:
        excess = payload + head.size - level.end
        notes.append(f"its size reaches {excess} bytes beyond the end of {level.name or 'the file'}")
        yield damage("container.structure", f"{name} {notes[-1]}", offset, end - offset)
    fields: tuple[Field, ...] = ()
    if name == "Void":
        cursor = Cursor(ledger.reader.at(payload, min(end - payload, MAX_PIECE)), payload)
        space(cursor)
        fields = tuple(cursor.fields)
    elif kind != Kind.MASTER and name != "CRC-32":
        fields = _value(ledger, kind, payload, end - payload)
    elif name == "Cluster":
        fields, end = _cluster(ledger, payload, end, state, unknown_size=unknown)
        whole = end - offset if unknown else whole
    clause = _clause(name, [each.name for each in stack])
    made = ledger.element(name, (offset, head.header, whole), level.number, fields=fields, clause=clause, notes=notes)
    yield made
    _remember(state, made, ledger)
    if name == "CodecPrivate":
        yield from _private(ledger, made, state)
    level.at = end
    if kind == Kind.MASTER and name != "Cluster":
        if len(stack) >= MAX_DEPTH:
            yield damage(
                "container.structure",
                f"elements nested deeper than {MAX_DEPTH} were not walked",
                payload,
                end - payload,
            )
            return
        stack.append(_Level(payload, end, made.number, name, unknown))


def _clause(name: str, above: list[str]) -> str:
    """Return the section that defines an element: those of Matroska have one for each child of the Segment."""
    if name.startswith("0x"):
        return ""
    if name in ("Void", "CRC-32"):
        return "RFC 8794 (global elements)"
    if name.startswith(("EBML", "Doc")):
        return "RFC 8794 (EBML header)"
    return f"RFC 9559 {next((SECTIONS[one] for one in (*above, name) if one in SECTIONS), '5.1')}"


def _remember(state: _State, made: Element, ledger: Ledger) -> None:
    if made.kind == "TrackEntry":
        state.tracks.append(_Track())
    elif state.tracks and made.fields and ledger.elements[made.parent].kind == "TrackEntry":
        if made.kind == "TrackNumber" and isinstance(made.fields[0].value, int):
            state.tracks[-1].number = made.fields[0].value
        elif made.kind == "CodecID":
            state.tracks[-1].codec = _CODECS.get(str(made.fields[0].value), str(made.fields[0].value))


def _private(ledger: Ledger, made: Element, state: _State) -> Iterator[Outcome]:
    """Yield the parameter sets of a CodecPrivate that is an avcC or hvcC (RFC 9559 via Matroska codec mappings)."""
    if not state.tracks or state.tracks[-1].codec not in ("h264", "hevc", "aac"):
        return
    start = made.offset + made.header
    cursor = Cursor(ledger.reader.at(start, min(made.size - made.header, MAX_PIECE)), start)
    sets: list[codec_config.ParameterSet | codec_config.Said] = []
    try:
        if state.tracks[-1].codec == "aac":
            codec_config.audio_specific(cursor, cursor.left)
        elif state.tracks[-1].codec == "h264":
            sets.extend(codec_config.avc_configuration(cursor))
        else:
            sets.extend(codec_config.hevc_configuration(cursor))
    except Short:
        yield damage("container.structure", "CodecPrivate ends inside its configuration", start, cursor.left)
    length = next((item.value for item in cursor.fields if item.name == "nal_length_size"), 0)
    state.tracks[-1].framing = length if isinstance(length, int) else 0
    if cursor.fields:
        yield ledger.element("decoder configuration", (start, 0, made.size - made.header), made.number,
                             fields=cursor.fields, clause="Matroska codec mappings")  # fmt: skip
    yield from codec_config.listed(sets, ledger, made.number)


def _cluster(ledger: Ledger, at: int, end: int, state: _State, *, unknown_size: bool) -> tuple[tuple[Field, ...], int]:
    """Count a cluster's blocks; return its fields and where it ends."""
    start, blocks, groups, other = at, 0, 0, 0
    stamp: Field | None = None
    while at < end:
        raw = ledger.reader.bulk(at, 20)
        head = read_head(raw)
        name = NAMES.get(head.identifier, ("", ""))[0] if head else ""
        if head is None or name not in CLUSTER_PARTS or head.size == UNKNOWN:
            break
        state.parts += 1
        if state.parts > MAX_PARTS:
            raise WalkStopped(f"the file has more than {MAX_PARTS} blocks", at)
        if name == "Timestamp":
            value = int.from_bytes(raw[head.header : head.header + min(head.size, 8)], "big")
            stamp = Field("timestamp", value, "ticks of TimestampScale", at + head.header, head.size)
        elif name in ("SimpleBlock", "BlockGroup"):
            blocks, groups = blocks + (name == "SimpleBlock"), groups + (name == "BlockGroup")
            _first_block(ledger, state, name, at + head.header, min(head.size, end - at - head.header))
        else:
            other += 1
        at += head.header + head.size
    fields = [Field("simple_blocks", blocks, "1", start, 0), Field("block_groups", groups, "1", start, 0)]
    stop = at if unknown_size else end
    if at < stop:
        fields.append(Field("bytes_not_understood", stop - at, "byte", at, stop - at))
        ledger.unclaimed += stop - at
    return ((stamp, *fields) if stamp else tuple(fields)), min(stop, end)


def _first_block(ledger: Ledger, state: _State, name: str, at: int, size: int) -> None:
    if all(track.seen for track in state.tracks):
        return
    if name == "BlockGroup":
        head = read_head(ledger.reader.at(at, 12))
        if head is None or head.identifier != 0xA1 or head.size == UNKNOWN:
            return
        at, size = at + head.header, min(head.size, size - head.header)
    raw = ledger.reader.at(at, 4)
    if not raw or not raw[0] & 0x80:
        return
    for index, track in enumerate(state.tracks):
        if track.number == raw[0] & 0x7F and not track.seen:
            track.seen = True
            ledger.firsts.append(
                FirstCoded(index, track.codec, track.framing, (ByteRange(at + 4, min(size - 4, MAX_PIECE)),))
            )
