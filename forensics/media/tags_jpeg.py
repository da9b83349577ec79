"""Read the tags of JPEG: EXIF, XMP with its extension, IPTC, JFIF and comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forensics.media.exif import read_exif
from forensics.media.reading import Reader, safe_text
from forensics.media.tags_xml import read_packet
from forensics.media.xmp import MAX_BYTES
from forensics.types import ByteRange, Element, NotMeasured, Outcome, Tag

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENSION = b"http://ns.adobe.com/xmp/extension/\0"
_IPTC = {
    5: "ObjectName", 25: "Keywords", 55: "DateCreated", 60: "TimeCreated", 62: "DigitalCreationDate",
    63: "DigitalCreationTime", 65: "OriginatingProgram", 70: "ProgramVersion", 80: "By-line", 85: "By-lineTitle",
    90: "City", 95: "Province-State", 101: "Country", 105: "Headline", 110: "Credit", 115: "Source",
    116: "CopyrightNotice",
    120: "Caption", 122: "Writer",
}  # fmt: skip


def read(reader: Reader, structure: Sequence[Element]) -> Iterator[Outcome]:
    """Yield the tags of the segments in file order, the extended XMP last."""
    extension: dict[bytes, dict[int, tuple[bytes, int]]] = {}
    for element in structure:
        if not element.kind.startswith(("APP", "COM")):
            continue
        start = element.offset + 4
        raw = reader.at(start, max(0, element.size - 4))
        if raw.startswith(b"Exif\0\0"):
            yield from read_exif(raw[6:], start + 6, "EXIF")
        elif raw.startswith(_XMP):
            yield from read_packet(raw[len(_XMP) :], start + len(_XMP), "XMP")
        elif raw.startswith(_EXTENSION) and len(raw) > 75:
            place = int.from_bytes(raw[71:75], "big")
            extension.setdefault(raw[35:67], {})[place] = (raw[75:], start + 75)
        elif raw.startswith(b"Photoshop 3.0\0"):
            yield from _resources(raw, start)
        elif raw.startswith(b"JFIF\0") and len(raw) >= 12:
            across, down = int.from_bytes(raw[8:10], "big"), int.from_bytes(raw[10:12], "big")
            text = f"version {raw[5]}.{raw[6]:02} density {across} x {down}"
            yield Tag("assay", "JFIF", "JFIF", f"{text} unit {raw[7]}", ByteRange(start, 12))
        elif element.kind == "COM":
            yield Tag("assay", "JPEG", "comment", safe_text(raw), ByteRange(start, len(raw)))
    for pieces in extension.values():
        yield from _extended(pieces)


def _extended(pieces: dict[int, tuple[bytes, int]]) -> Iterator[Outcome]:
    """Join the pieces of an extended XMP packet (XMP Part 3 1.1.3.1); its places are those of its first piece."""
    joined, due = bytearray(), 0
    first = pieces[min(pieces)][1]
    for place in sorted(pieces):
        if place != due or len(joined) > MAX_BYTES:
            yield NotMeasured("tags.xmp", "the pieces of the extended packet do not join", ByteRange(first, 0))
            return
        joined += pieces[place][0]
        due = len(joined)
    single = len(pieces) == 1
    for outcome in read_packet(bytes(joined), first, "XMP extension"):
        if isinstance(outcome, Tag) and not single:
            yield Tag(
                outcome.reader,
                outcome.group,
                outcome.name,
                outcome.value,
                ByteRange(first, len(pieces[min(pieces)][0])),
            )
        else:
            yield outcome


def _resources(raw: bytes, base: int) -> Iterator[Outcome]:
    """Yield the IPTC records in Photoshop's image resources (Photoshop file formats; IPTC-IIM 4.2)."""
    at = 14
    while at + 12 <= len(raw) and raw[at : at + 4] == b"8BIM":
        number = int.from_bytes(raw[at + 4 : at + 6], "big")
        at += 6 + (raw[at + 6] + 2) // 2 * 2
        size = int.from_bytes(raw[at : at + 4], "big")
        if number == 0x0404:
            yield from _iptc(raw[at + 4 : at + 4 + size], base + at + 4)
        at += 4 + (size + 1) // 2 * 2


def _iptc(raw: bytes, base: int) -> Iterator[Outcome]:
    at = 0
    while at + 5 <= len(raw) and raw[at] == 0x1C:
        record, number, size = raw[at + 1], raw[at + 2], int.from_bytes(raw[at + 3 : at + 5], "big")
        if size >= 0x8000:
            return
        value = raw[at + 5 : at + 5 + size]
        if record == 2 and number in _IPTC:
            yield Tag("assay", "IPTC", _IPTC[number], safe_text(value), ByteRange(base + at + 5, len(value)))
        at += 5 + size
