"""Walk RIFF: AVI with OpenDML extension, WAVE and WebP (Microsoft RIFF MCI 1.0, OpenDML AVI 1.02)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from forensics.media.bmff_more import space
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
    four,
)
from forensics.types import ByteRange, Column, Measurement, Outcome, Series

_AVI = "AVI RIFF File Reference (Microsoft)"
_CLAUSES = {
    "RIFF": "RIFF MCI 1.0", "RIFX": "RIFF MCI 1.0", "RF64": "EBU Tech 3306", "LIST": "RIFF MCI 1.0",
    "JUNK": "RIFF MCI 1.0",
    "avih": _AVI, "strh": _AVI, "strf": _AVI, "strd": _AVI, "strn": _AVI, "idx1": _AVI, "vprp": "OpenDML AVI 1.02",
    "indx": "OpenDML AVI 1.02", "dmlh": "OpenDML AVI 1.02", "fmt ": "RIFF MCI 1.0", "data": "RIFF MCI 1.0",
    "fact": "RIFF MCI 1.0",
    "bext": "EBU Tech 3285", "iXML": "iXML", "cue ": "RIFF MCI 1.0", "ds64": "EBU Tech 3306", "VP8 ": "WebP container",
    "VP8L": "WebP container", "VP8X": "WebP container", "ALPH": "WebP container", "ANIM": "WebP container",
    "ANMF": "WebP container",
    "EXIF": "WebP container", "XMP ": "WebP container", "ICCP": "WebP container", "_PMX": "XMP Part 3 (2020) 1.2",
    "C2PA": "C2PA 2.4 A.3.7", "IDIT": _AVI, "ISMP": _AVI, "rec ": _AVI, "id3 ": "ID3v2 in RIFF", "PEAK": "RIFF MCI 1.0",
    "nctg": "Nikon (private)", "ncdt": "Nikon (private)", "ncvr": "Nikon (private)", "ncvw": "Nikon (private)",
    "CNTH": "Canon (private)", "tdat": "Adobe (private)", "IARL": "RIFF MCI 1.0", "strl": _AVI,
}  # fmt: skip
_MEDIA = ("movi", "rec ")


@dataclass(slots=True)
class _Level:
    at: int
    end: int
    number: int
    kind: str


@dataclass(slots=True)
class _Media:
    """Counts of the media chunks of one `movi` list."""

    count: Counter[str] = field(default_factory=Counter)
    octets: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[int, int]] = field(default_factory=dict)
    junk: int = 0


@dataclass(slots=True)
class _Stream:
    kind: str = ""
    codec: str = ""


@dataclass(slots=True)
class _State:
    """What is known of a file: its streams, the chunks of its first `movi` list, and how many its index lists."""

    streams: list[_Stream] = field(default_factory=list)
    first_movi: int = -1
    indexed: int = -1
    index: ByteRange = field(default_factory=lambda: ByteRange(0, 0))


def begins(head: bytes) -> bool:
    """Say whether these first bytes of a file begin a RIFF form."""
    return head[:4] in (b"RIFF", b"RIFX", b"RF64") and len(head) >= 12


def _avih(cursor: Cursor) -> None:
    cursor.number("microseconds_per_frame", 4, "us")
    cursor.number("max_bytes_per_second", 4, "byte/s")
    cursor.number("padding_granularity", 4, "byte")
    cursor.number("flags", 4)
    for name in ("total_frames", "initial_frames", "streams", "suggested_buffer_size"):
        cursor.number(name, 4)
    cursor.number("width", 4, "pixel")
    cursor.number("height", 4, "pixel")


def _strh(cursor: Cursor) -> None:
    cursor.code("type")
    cursor.code("handler")
    cursor.number("flags", 4)
    cursor.number("priority", 2)
    cursor.number("language", 2)
    for name in (
        "initial_frames",
        "scale",
        "rate",
        "start",
        "length",
        "suggested_buffer_size",
        "quality",
        "sample_size",
    ):
        cursor.number(name, 4)


def _bitmap(cursor: Cursor) -> None:
    cursor.take(4)
    cursor.number("width", 4, "pixel", signed=True)
    cursor.number("height", 4, "pixel", signed=True)
    cursor.number("planes", 2)
    cursor.number("bits_per_pixel", 2, "bit")
    cursor.code("compression")
    cursor.number("image_size", 4, "byte")


def _wave(cursor: Cursor) -> None:
    cursor.number("format_tag", 2)
    cursor.number("channels", 2)
    cursor.number("sample_rate", 4, "Hz")
    cursor.number("bytes_per_second", 4, "byte/s")
    cursor.number("block_align", 2, "byte")
    cursor.number("bits_per_sample", 2, "bit")


def _indx(cursor: Cursor) -> None:
    cursor.number("longs_per_entry", 2)
    cursor.number("index_subtype", 1)
    cursor.number("index_type", 1)
    entries = cursor.number("entries", 4)
    cursor.code("chunk_id")
    if cursor.fields[1].value == 0 and cursor.fields[2].value == 0:  # an index of indexes (OpenDML, part 3)
        cursor.take(12)
        for number in range(min(entries, 32)):
            cursor.number(f"index {number} offset", 8, "byte")
            cursor.number(f"index {number} size", 4, "byte")
            cursor.number(f"index {number} duration", 4, "ticks of the stream")


def _bext(cursor: Cursor) -> None:
    for name, length in (("description", 256), ("originator", 32), ("reference", 32), ("date", 10), ("time", 8)):
        cursor.text(name, length)


def _vp8x(cursor: Cursor) -> None:
    cursor.number("flags", 1)
    cursor.take(3)
    cursor.note("width", cursor.integer(3) + 1, "pixel", 3)
    cursor.note("height", cursor.integer(3) + 1, "pixel", 3)


def _text(cursor: Cursor) -> None:
    cursor.text("value", cursor.left)


def _vprp(cursor: Cursor) -> None:
    for name, unit in (
        ("video_format", "1"), ("video_standard", "1"), ("vertical_refresh_rate", "1/s"), ("total_width", "pixel"),
        ("total_height", "pixel"), ("aspect_packed", "high: x, low: y"), ("frame_width", "pixel"),
        ("frame_height", "pixel"), ("fields_per_frame", "1"),
    ):  # fmt: skip
        cursor.number(name, 4, unit)


_FIELDS: dict[str, Callable[[Cursor], None]] = {
    "JUNK": space, "vprp": _vprp,
    "avih": _avih, "strh": _strh, "fmt ": _wave, "indx": _indx, "strn": _text, "IDIT": _text, "bext": _bext,
    "VP8X": _vp8x,
    "dmlh": lambda cursor: cursor.note("total_frames", cursor.integer(4), "1", 4),
    "idx1": lambda cursor: cursor.note("entries", cursor.left // 16, "1", 0),
}  # fmt: skip


def walk(ledger: Ledger) -> Iterator[Outcome]:
    """Yield the chunks in file order; the chunks of `movi` are counted per stream, not listed."""
    reader = ledger.reader
    state = _State()
    stack = [_Level(0, reader.size, -1, "")]
    while stack:
        level = stack[-1]
        if level.at >= level.end:
            stack.pop()
            continue
        raw = reader.at(level.at, 12)[: level.end - level.at]
        if len(raw) < 8 or (level.number < 0 and raw[:4] not in (b"RIFF", b"RIFX", b"RF64")):
            yield _leftover(ledger, level)
            level.at = level.end
            continue
        if level.kind in _MEDIA:
            yield from _media(ledger, level, state)
            level.at = level.end
            continue
        yield from _chunk(ledger, stack, raw, state)
    if state.indexed >= 0 and state.first_movi >= 0:
        yield Measurement("riff.index_entries", state.indexed, "1", state.index)
        yield Measurement("riff.indexable_chunks", state.first_movi, "1")


def _leftover(ledger: Ledger, level: _Level) -> Outcome:
    if level.number < 0:
        return ledger.tail(level.at, "no RIFF form can begin here")
    return ledger.gap(level.at, level.end, level.number, f"left over inside {level.kind}")


def _chunk(ledger: Ledger, stack: list[_Level], raw: bytes, state: _State) -> Iterator[Outcome]:
    level = stack[-1]
    kind, size = four(raw[:4]), int.from_bytes(raw[4:8], "little")
    holds = kind in ("RIFF", "RIFX", "RF64", "LIST")
    form = four(raw[8:12]) if holds and len(raw) == 12 else ""
    whole = 8 + size
    if size == 0xFFFFFFFF or (size == 0 and kind == "RIFF"):
        whole = level.end - level.at
    end = min(level.at + whole, level.end)
    cursor, notes = _read(ledger, kind, level, end, state)
    if level.at + whole > level.end:
        excess = level.at + whole - level.end
        notes.append(
            f"its size reaches {excess} bytes beyond the end of {'the file' if len(stack) == 1 else level.kind}"
        )
        yield damage("container.structure", f"{kind} {form} {notes[-1]}".replace("  ", " "), level.at, end - level.at)
    if form:
        cursor.fields.clear()
        cursor.at = 0
        cursor.note("form", form, "text", 0)
    name = f"{kind} {form}".strip() if holds else kind
    clause = _CLAUSES.get(kind, "RIFF MCI 1.0 (INFO)" if level.kind == "INFO" else "")
    made = ledger.element(
        name, (level.at, 12 if form else 8, whole), level.number, fields=cursor.fields, clause=clause, notes=notes
    )
    yield made
    inside = level.at + 12
    level.at = min(end + (whole & 1 if end < level.end else 0), level.end)
    if form and len(stack) >= MAX_DEPTH:
        yield damage(
            "container.structure", f"lists nested deeper than {MAX_DEPTH} were not walked", inside, end - inside
        )
    elif form:
        stack.append(_Level(min(inside, end), end, made.number, form))


def _read(ledger: Ledger, kind: str, level: _Level, end: int, state: _State) -> tuple[Cursor, list[str]]:
    start, notes, streams = level.at + 8, list[str](), state.streams
    reader: Callable[[Cursor], None] | None = _FIELDS.get(kind)
    if level.kind == "INFO":
        reader = _text
    if kind == "strf" and streams:
        reader = _wave if streams[-1].kind == "auds" else _bitmap
    length = end - start if kind != "idx1" else 0
    cursor = Cursor(ledger.reader.at(start, min(length, MAX_PIECE)) if reader else b"", start, little=True)
    if kind == "idx1":
        cursor.note("entries", (end - start) // 16, "1", 0)
        if state.indexed < 0:
            state.indexed, state.index = (end - start) // 16, ByteRange(start, end - start)
        return cursor, notes
    try:
        if reader is not None:
            reader(cursor)
    except Short:
        notes.append("a field ends after the chunk")
    values = {item.name: str(item.value) for item in cursor.fields}
    if kind == "strh":
        streams.append(_Stream(values.get("type", ""), values.get("handler", "")))
    elif kind == "strf" and streams and "compression" in values:
        streams[-1].codec = values["compression"]
    return cursor, notes


def _media(ledger: Ledger, level: _Level, state: _State) -> Iterator[Outcome]:
    """Count the chunks of a `movi` list; `rec ` lists inside it are entered, nothing else is."""
    media, at, parts = _Media(), level.at, 0
    while at + 8 <= level.end:
        raw = ledger.reader.bulk(at, 8)
        kind, size = raw[:4], int.from_bytes(raw[4:8], "little")
        parts += 1
        if parts > MAX_PARTS:
            raise WalkStopped(f"a movi list has more than {MAX_PARTS} chunks", at)
        if kind == b"LIST":
            at += 12
            continue
        name = four(kind)
        if not _is_media(kind):
            break
        end = at + 8 + size
        if end > level.end:
            yield damage("container.structure", f"media chunk {name} reaches beyond its list", at, level.end - at)
            end = level.end
        media.count[name] += 1
        media.octets[name] += end - at - 8
        if name not in media.first and size:
            media.first[name] = (at + 8, end - at - 8)
        at = min(end + (size & 1), level.end)
    rows = tuple((name, media.count[name], media.octets[name]) for name in sorted(media.count)[:1000])
    columns = (Column("chunk", "text"), Column("chunks", "1"), Column("payload", "byte"))
    yield Series("riff.media_chunks", columns, 0, rows, ByteRange(level.at, at - level.at))
    if at < level.end:
        yield ledger.gap(at, level.end, level.number, "left over inside movi: no media chunk begins here")
    _note_firsts(ledger, media, state.streams)
    if level.kind == "movi" and state.first_movi < 0:
        state.first_movi = sum(count for name, count in media.count.items() if name[:2].isdigit())


def _is_media(kind: bytes) -> bool:
    return (
        (kind[:2].isdigit() and kind[2:] in (b"db", b"dc", b"wb", b"pc", b"tx", b"sb"))
        or kind[:2] == b"ix" or kind in (b"JUNK", b"idx1", b"    ") or (len(kind) == 4 and kind[:2].isdigit())
    )  # fmt: skip


def _note_firsts(ledger: Ledger, media: _Media, streams: list[_Stream]) -> None:
    for name, (offset, length) in media.first.items():
        if not name[:2].isdigit() or int(name[:2]) >= len(streams):
            continue
        stream = int(name[:2])
        codec = streams[stream].codec.upper()
        if any(first.stream == stream for first in ledger.firsts):
            continue
        known = {"H264": "h264", "X264": "h264", "AVC1": "h264", "HEVC": "hevc", "H265": "hevc"}
        piece = (ByteRange(offset, min(length, MAX_PIECE)),)
        ledger.firsts.append(FirstCoded(stream, known.get(codec, codec.lower() or streams[stream].kind), 0, piece))
