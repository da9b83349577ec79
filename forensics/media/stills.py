"""Walk the segments of JPEG, the chunks of PNG, the blocks of GIF and the directories of TIFF."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from forensics.media.reading import MAX_PARTS, MAX_PIECE, Cursor, Ledger, Short, damage, four, safe_text
from forensics.types import Element, Field, Outcome

_JPEG = {
    0xD8: "SOI", 0xD9: "EOI", 0xDA: "SOS", 0xDB: "DQT", 0xC4: "DHT", 0xCC: "DAC", 0xDD: "DRI", 0xFE: "COM", 0xDC: "DNL",
    0xC0: "SOF0 baseline", 0xC1: "SOF1 extended", 0xC2: "SOF2 progressive", 0xC3: "SOF3 lossless",
    **{0xE0 + n: f"APP{n}" for n in range(16)},
}  # fmt: skip
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_IDENTIFIERS = (
    b"JFIF\0", b"JFXX\0", b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0",
    b"ICC_PROFILE\0", b"MPF\0", b"Photoshop 3.0\0", b"Adobe", b"JP", b"Ducky", b"FPXR\0",
)  # fmt: skip


def jpeg_begins(head: bytes) -> bool:
    """Say whether these first bytes of a file begin a JPEG picture."""
    return head.startswith(b"\xff\xd8\xff")


def png_begins(head: bytes) -> bool:
    """Say whether these first bytes of a file begin a PNG picture."""
    return head.startswith(b"\x89PNG\r\n\x1a\n")


def gif_begins(head: bytes) -> bool:
    """Say whether these first bytes of a file begin a GIF picture."""
    return head.startswith((b"GIF87a", b"GIF89a"))


def tiff_begins(head: bytes) -> bool:
    """Say whether these first bytes of a file begin a TIFF picture."""
    return head.startswith((b"II*\0", b"MM\0*"))


def jpeg(ledger: Ledger) -> Iterator[Outcome]:
    """Yield the segments of a JPEG picture and its entropy-coded data (ISO/IEC 10918-1 B.1)."""
    reader, at = ledger.reader, 0
    while at < reader.size:
        raw = reader.at(at, 4)
        if len(raw) < 2 or raw[0] != 0xFF:
            yield (
                ledger.tail(at, "no marker where one is due")
                if raw[:1] != b"\xff"
                else ledger.tail(at, "half a marker")
            )
            return
        if raw[1] == 0xFF:
            run = reader.at(at, 4096)
            at += max(1, len(run) - len(run.lstrip(b"\xff")) - 1)
            continue
        marker = raw[1]
        bare = marker in (0xD8, 0xD9) or 0xD0 <= marker <= 0xD7 or marker == 1
        if bare:
            yield ledger.element(
                _JPEG.get(marker, f"marker {marker:02X}"), (at, 2, 2), clause="ISO/IEC 10918-1 B.1.1.3"
            )
            at += 2
            if marker == 0xD9:
                break
            continue
        length = 2 + int.from_bytes(raw[2:4], "big")
        yield from _segment(ledger, marker, at, length)
        at = min(at + max(length, 4), reader.size)
        if marker == 0xDA:
            end = _scan_end(ledger, at)
            yield ledger.element("entropy-coded data", (at, 0, end - at), clause="ISO/IEC 10918-1 B.1.1.5")
            at = end
    else:
        yield damage("container.structure", "the picture ends without an EOI marker", reader.size, 0)
        return
    if at < reader.size:
        yield ledger.tail(at, "follows the end of the picture (EOI)")


def _scan_end(ledger: Ledger, at: int) -> int:
    for offset, length in ledger.reader.stream(at, ledger.reader.size):
        found = _MARKER.search(ledger.reader.bulk(offset, length + 1))
        if found is not None:
            return offset + found.start()
    return ledger.reader.size


def _segment(ledger: Ledger, marker: int, at: int, length: int) -> Iterator[Outcome]:
    name = _JPEG.get(marker, f"marker {marker:02X}")
    cursor, notes = Cursor(ledger.reader.at(at + 4, max(0, length - 4)), at + 4), []
    if at + length > ledger.reader.size or length < 4:
        notes.append("its length reaches beyond the end of the file" if length >= 4 else "its length cannot be")
        yield damage("container.structure", f"{name}: {notes[0]}", at, ledger.reader.size - at)
    try:
        _segment_fields(marker, cursor)
    except Short:
        notes.append("a field ends after the segment")
    yield ledger.element(name, (at, 4, length), fields=cursor.fields, clause="ISO/IEC 10918-1 B.2", notes=notes)


def _segment_fields(marker: int, cursor: Cursor) -> None:
    if 0xE0 <= marker <= 0xEF:
        known = next((mark for mark in _IDENTIFIERS if cursor.data.startswith(mark)), b"")
        if known:
            cursor.text("identifier", len(known))
    elif marker in (0xC0, 0xC1, 0xC2, 0xC3):
        cursor.number("precision", 1, "bit")
        cursor.number("height", 2, "pixel")
        cursor.number("width", 2, "pixel")
        for _ in range(min(cursor.number("components", 1), 4)):
            number, sampling = cursor.integer(1), cursor.integer(1)
            cursor.note(f"component {number} sampling", f"{sampling >> 4}x{sampling & 15}", "1", 2)
            cursor.take(1)
    elif marker == 0xDB:
        while cursor.left >= 65:
            packed = cursor.integer(1)
            raw = cursor.take(128 if packed >> 4 else 64)
            step = 2 if packed >> 4 else 1
            cells = [str(int.from_bytes(raw[n : n + step], "big")) for n in range(0, len(raw), step)]
            cursor.note(f"table {packed & 15} (zigzag)", " ".join(cells), "1", len(raw))
    elif marker == 0xFE:
        cursor.text("comment", cursor.left)
    elif marker == 0xDD:
        cursor.number("restart_interval", 2, "MCU")


def png(ledger: Ledger) -> Iterator[Outcome]:
    """Yield the chunks of a PNG picture and check each CRC (ISO/IEC 15948 5.3)."""
    reader, at = ledger.reader, 8
    yield ledger.element("signature", (0, 8, 8), clause="ISO/IEC 15948 5.2")
    while at + 12 <= reader.size:
        raw = reader.at(at, 8)
        length, kind = int.from_bytes(raw[:4], "big"), four(raw[4:8])
        if not raw[4:8].isalpha():
            yield ledger.tail(at, "no chunk can begin here")
            return
        end = at + 12 + length
        notes, cursor = [], Cursor(reader.at(at + 8, min(length, MAX_PIECE)), at + 8)
        if end > reader.size:
            notes.append(f"its length reaches {end - reader.size} bytes beyond the end of the file")
            yield damage("container.structure", f"{kind} {notes[0]}", at, reader.size - at)
        elif _checksum(ledger, at, length) != int.from_bytes(reader.at(end - 4, 4), "big"):
            notes.append("its checksum does not fit its bytes")
            yield damage("container.structure", f"{kind}: {notes[0]}", at, 12 + length)
        _png_fields(kind, cursor, notes)
        clause = "C2PA 2.4 A.3.2" if kind == "caBX" else f"ISO/IEC 15948 11 ({kind})"
        yield ledger.element(kind, (at, 8, 12 + length), fields=cursor.fields, clause=clause, notes=notes)
        at = min(end, reader.size)
        if kind == "IEND":
            break
    else:
        yield damage("container.structure", "the picture ends without an IEND chunk", at, reader.size - at)
    if at < reader.size:
        yield ledger.tail(at, "follows the end of the picture (IEND)")


def _checksum(ledger: Ledger, at: int, length: int) -> int:
    value = 0
    for offset, size in ledger.reader.stream(at + 4, at + 8 + length):
        value = zlib.crc32(ledger.reader.bulk(offset, size), value)
    return value


def _png_fields(kind: str, cursor: Cursor, notes: list[str]) -> None:
    try:
        if kind == "IHDR":
            for name, length, unit in (
                ("width", 4, "pixel"),
                ("height", 4, "pixel"),
                ("bit_depth", 1, "bit"),
                ("colour_type", 1, "1"),
            ):
                cursor.number(name, length, unit)
        elif kind in ("tEXt", "zTXt", "iTXt"):
            cursor.text("keyword", max(0, cursor.data.find(b"\0")), "latin-1")
        elif kind == "tIME":
            parts = [cursor.integer(2), *(cursor.integer(1) for _ in range(5))]
            cursor.note("modified", "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parts), "text", 7)
        elif kind == "pHYs":
            cursor.number("x", 4)
            cursor.number("y", 4)
        elif kind == "acTL":
            cursor.number("frames", 4)
            cursor.number("plays", 4)
    except Short:
        notes.append("a field ends after the chunk")


def gif(ledger: Ledger) -> Iterator[Outcome]:
    """Yield the blocks of a GIF picture (GIF89a 18 to 27)."""
    reader = ledger.reader
    raw = reader.at(0, 13)
    if len(raw) < 13:
        yield damage("container.structure", "the picture ends inside its header", 0, len(raw))
        return
    cursor = Cursor(raw[6:], 6, little=True)
    cursor.number("width", 2, "pixel")
    cursor.number("height", 2, "pixel")
    at = 13 + (3 << (raw[10] & 7) + 1 if raw[10] & 0x80 else 0)
    yield ledger.element("header", (0, 13, at), fields=cursor.fields, clause="GIF89a 17, 18, 19")
    while at < reader.size:
        raw = reader.at(at, 10)
        if raw[:1] == b";":
            yield ledger.element("trailer", (at, 1, 1), clause="GIF89a 27")
            at += 1
            break
        if raw[:1] == b"!" and len(raw) > 1:
            name, data = (
                {0xF9: "graphic control", 0xFE: "comment", 0xFF: "application", 1: "plain text"}.get(
                    raw[1], "extension"
                ),
                at + 2,
            )
        elif raw[:1] == b"," and len(raw) == 10:
            name, data = "image", at + 11 + (3 << (raw[9] & 7) + 1 if raw[9] & 0x80 else 0)
        else:
            yield ledger.tail(at, "no block can begin here")
            return
        end, first = _sub_blocks(ledger, data)
        text = (
            (Field("text", safe_text(first), "text", data + 1, len(first)),)
            if name in ("comment", "application")
            else ()
        )
        yield ledger.element(name, (at, data - at, end - at), fields=text, clause="GIF89a 20 to 26")
        at = end
    else:
        yield damage("container.structure", "the picture ends without a trailer", reader.size, 0)
    if at < reader.size:
        yield ledger.tail(at, "follows the end of the picture (trailer)")


def _sub_blocks(ledger: Ledger, at: int) -> tuple[int, bytes]:
    first = b""
    for _ in range(MAX_PARTS):
        if at >= ledger.reader.size:
            break
        size = ledger.reader.at(at, 1)[0]
        if size and not first:
            first = ledger.reader.at(at + 1, size)
        at += 1 + size
        if size == 0:
            break
    return min(at, ledger.reader.size), first


def tiff(ledger: Ledger) -> Iterator[Outcome]:
    """Yield the directories of a TIFF file (TIFF 6.0 2); what they point to is not told from bytes of no element."""
    reader = ledger.reader
    little = reader.at(0, 1) == b"I"
    order = "little" if little else "big"
    top = ledger.element("header", (0, 8, 8), clause="TIFF 6.0 section 2")
    yield top
    queue, seen = [int.from_bytes(reader.at(4, 4), "little" if little else "big")], set[int]()
    while queue and len(seen) < 256:
        at = queue.pop(0)
        if at == 0 or at in seen:
            continue
        seen.add(at)
        made = _directory(ledger, at, queue, little=order == "little")
        if made is None:
            yield damage("container.structure", f"directory at byte {at} lies outside the file", at, 0)
            continue
        yield made


def _directory(ledger: Ledger, at: int, queue: list[int], *, little: bool) -> Element | None:
    cursor = Cursor(ledger.reader.at(at, 2), at, little=little)
    if cursor.left < 2:
        return None
    entries = cursor.integer(2)
    cursor = Cursor(ledger.reader.at(at + 2, entries * 12 + 4), at + 2, little=little)
    notes = []
    try:
        for _ in range(entries):
            tag, kind, count, value = cursor.integer(2), cursor.integer(2), cursor.integer(4), cursor.integer(4)
            cursor.note(f"tag {tag}", f"type {kind} count {count} value or offset {value}", "text", 12)
            if tag in (34665, 34853, 40965) or (tag == 330 and count == 1):
                queue.append(value)
        queue.append(cursor.integer(4))
    except Short:
        notes.append("ends after the file")
    return ledger.element(
        "directory", (at, 2, entries * 12 + 6), fields=cursor.fields, clause="TIFF 6.0 section 2", notes=notes
    )
