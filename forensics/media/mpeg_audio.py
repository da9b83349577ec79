"""Walk a bare MPEG audio file: tags before and after, first frame, Xing and LAME marks (ISO/IEC 11172-3 2.4)."""

from __future__ import annotations

from collections.abc import Iterator

from forensics.media.reading import Cursor, Ledger, Short
from forensics.types import Outcome

_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def begins(head: bytes) -> bool:
    """Say whether these first bytes begin an ID3v2 tag or two Layer III frame headers at their due distance."""
    if head.startswith(b"ID3") and len(head) > 10:
        return True
    length = frame_length(head[:4])
    return length > 0 and frame_length(head[length : length + 4]) > 0


def frame_length(head: bytes) -> int:
    """Return the length of the MPEG-1 Layer III frame that this header begins, 0 where it begins none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xFE != 0xFA:
        return 0
    bitrate, rate = _BITRATES[head[2] >> 4], head[2] >> 2 & 3
    if bitrate == 0 or rate == 3:
        return 0
    return 144000 * bitrate // _RATES[3][rate] + (head[2] >> 1 & 1)


def walk(ledger: Ledger) -> Iterator[Outcome]:
    """Yield the tags, the first frame with its encoder marks, and the coded sound as one element."""
    reader, at = ledger.reader, 0
    head = reader.at(0, 10)
    if head.startswith(b"ID3") and len(head) == 10:
        size = sum((head[6 + n] & 127) << 7 * (3 - n) for n in range(4))
        at = min(10 + size, reader.size)
        yield ledger.element("ID3v2", (0, 10, 10 + size), clause="ID3v2.3 3.1")
    end = reader.size - 128 if reader.size - at > 128 and reader.at(reader.size - 128, 3) == b"TAG" else reader.size
    raw = reader.at(at, min(4096, end - at))
    cursor, notes = Cursor(raw, at), []
    try:
        _first_frame(cursor)
    except Short:
        notes.append("a field ends after the file")
    if frame_length(raw[:4]) == 0:
        notes.append("no MPEG-1 Layer III frame begins here")
    if end > at:
        clause = "ISO/IEC 11172-3 2.4.1"
        yield ledger.element("coded sound", (at, 0, end - at), fields=cursor.fields, clause=clause, notes=notes)
    if end < reader.size:
        cursor = Cursor(reader.at(end, 128), end)
        cursor.take(3)
        for name, length in (("title", 30), ("artist", 30), ("album", 30), ("year", 4), ("comment", 30)):
            cursor.text(name, length, "latin-1")
        yield ledger.element("ID3v1", (end, 3, 128), fields=cursor.fields, clause="ID3v1")


def _first_frame(cursor: Cursor) -> None:
    mark = next((place for name in (b"Xing", b"Info") if (place := cursor.data.find(name, 0, 64)) > 0), -1)
    if mark < 0:
        return
    cursor.take(mark)
    cursor.code("vbr_mark")
    flags = cursor.integer(4)
    for bit, name, length in ((1, "frames", 4), (2, "bytes", 4)):
        if flags & bit:
            cursor.number(name, length)
    cursor.take(100 if flags & 4 else 0)
    cursor.take(4 if flags & 8 else 0)
    cursor.text("encoder", 9, "latin-1")
    cursor.take(12)
    packed = cursor.integer(3)
    cursor.note("encoder_delay", packed >> 12, "sample", 3)
    cursor.note("encoder_padding", packed & 0xFFF, "sample", 3)
