"""Read the tags of RIFF (AVI, WAVE, WebP) and PNG."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from forensics.media.exif import read_exif
from forensics.media.reading import MAX_PIECE, Reader, safe_text
from forensics.media.tags_xml import read_packet
from forensics.media.xmp import MAX_BYTES
from forensics.types import ByteRange, Element, NotMeasured, Outcome, Tag

_XMP = frozenset({"_PMX", "XMP "})
_EXIF = frozenset({"EXIF", "eXIf"})
_TEXTS = frozenset({"tEXt", "zTXt", "iTXt"})
_FIELDS = {"IDIT": "value", "strn": "value", "tIME": "modified"}


def read(reader: Reader, structure: Sequence[Element]) -> Iterator[Outcome]:
    """Yield the texts, XMP and EXIF of the chunks in file order."""
    for element in structure:
        start = element.offset + element.header
        length = element.size - element.header - (4 if element.clause.startswith("ISO/IEC 15948") else 0)
        parent = structure[element.parent].kind if element.parent >= 0 else ""
        if element.kind in _XMP:
            yield from read_packet(reader.at(start, min(length, MAX_BYTES + 1)), start, "XMP")
        elif element.kind in _EXIF:
            raw = reader.at(start, min(length, MAX_PIECE * 4))
            skip = 6 if raw.startswith(b"Exif\0\0") else 0
            yield from read_exif(raw[skip:], start + skip, "EXIF")
        elif element.kind in _TEXTS:
            yield from _png_text(reader.at(start, min(length, MAX_PIECE * 4)), start, element.kind)
        elif parent == "LIST INFO" or element.kind in _FIELDS or element.kind == "bext":
            yield from _fields(element, "RIFF INFO" if parent == "LIST INFO" else element.kind)


def _fields(element: Element, group: str) -> Iterator[Outcome]:
    for item in element.fields:
        if item.unit == "text" and item.value != "":
            name = element.kind if item.name in ("value", "modified") else item.name
            yield Tag("assay", group, name, str(item.value).rstrip("\n"), ByteRange(item.offset, item.length))


def _png_text(raw: bytes, start: int, kind: str) -> Iterator[Outcome]:
    """Yield a PNG text (ISO/IEC 15948 11.3.4); a compressed one is inflated to at most MAX_PIECE bytes."""
    keyword, _, rest = raw.partition(b"\0")
    where = ByteRange(start, len(raw))
    packed = kind == "zTXt"
    if kind == "zTXt":
        rest = rest[1:]
    elif kind == "iTXt":
        packed = rest[:1] == b"\1"
        language = rest[2:].partition(b"\0")[2]
        rest = language.partition(b"\0")[2]
    if packed:
        try:
            rest = zlib.decompressobj().decompress(rest, MAX_PIECE)
        except zlib.error:
            yield NotMeasured("tags.png", f"{kind} {safe_text(keyword, 'latin-1')}: cannot be inflated", where)
            return
    if keyword == b"XML:com.adobe.xmp" and not packed:
        yield from read_packet(rest, start + len(raw) - len(rest), "XMP")
        return
    text = safe_text(rest, "utf-8" if kind == "iTXt" else "latin-1")
    yield Tag("assay", f"PNG {kind}", safe_text(keyword, "latin-1"), text, where)
