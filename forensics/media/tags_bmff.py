"""Read the tags of ISO BMFF, QuickTime and HEIF: user data, item lists, keys, XMP, EXIF items, telemetry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from forensics.media import telemetry
from forensics.media.bmff_names import XMP_UUID
from forensics.media.exif import read_exif
from forensics.media.gpmf import read_gpmf
from forensics.media.items import Item, read_items
from forensics.media.location import altitude_of, parse_iso6709, place
from forensics.media.reading import MAX_PIECE, Reader, four
from forensics.media.tags_xml import read_packet
from forensics.media.xmp import MAX_BYTES
from forensics.types import ByteRange, Element, Measurement, NotMeasured, Outcome, Tag, WholeFile

_PLAIN_TEXTS = frozenset({"date", "manu", "modl", "cmnm", "clfn", "clid", "cmid", "SDLN"})
"""Kinds that are plain text in user data and may mean something else elsewhere."""
MAX_METADATA_ITEMS = 256
"""Items of EXIF and XMP that are read of one file: each picture of a burst may bring one of both."""
_XMP_TYPES = frozenset({"application/rdf+xml", "application/x-xmp"})
_ASSETS = frozenset({"titl", "auth", "dscp", "perf", "gnre", "albm", "kywd", "FIRM", "LENS", "CAME", "MUID", "elng"})


def read(reader: Reader, structure: Sequence[Element]) -> Iterator[Outcome]:
    """Yield the tags of the boxes in file order, then those of EXIF items and telemetry tracks."""
    keys = _keys(structure)
    for element in structure:
        parent = structure[element.parent] if element.parent >= 0 else None
        if parent is not None and parent.kind == "ilst":
            yield from _item(reader, element, structure, keys)
        elif element.kind.startswith("©") or element.kind in _ASSETS or _is_plain(element, structure):
            yield from _user_text(element, structure)
        elif element.kind == "loci":
            yield from _loci(element)
        elif element.kind == "XMP_" or (element.kind == "uuid" and _is_xmp(element)):
            skip = element.header + (16 if element.kind == "uuid" else 0)
            raw = reader.at(element.offset + skip, min(element.size - skip, MAX_BYTES + 1))
            yield from read_packet(raw, element.offset + skip, "XMP")
        elif element.kind == "xml ":
            skip = element.header + 4
            raw = reader.at(element.offset + skip, min(element.size - skip, MAX_BYTES + 1))
            yield from read_packet(raw, element.offset + skip, "XML")
        elif element.kind == "GPMF":
            raw = reader.at(element.offset + element.header, min(element.size - element.header, MAX_PIECE))
            yield from read_gpmf(raw, element.offset + element.header, "GPMF")
    yield from _metadata_items(reader, structure)
    yield from telemetry.read(reader, structure)


def _is_plain(element: Element, structure: Sequence[Element]) -> bool:
    return element.kind in _PLAIN_TEXTS and element.parent >= 0 and structure[element.parent].kind == "udta"


def _is_xmp(element: Element) -> bool:
    return any(item.name == "user_type" and item.value == XMP_UUID for item in element.fields)


def path_of(element: Element, structure: Sequence[Element]) -> str:
    """Return the kinds of an element's ancestors from the top, joined by slashes."""
    names: list[str] = []
    number = element.parent
    while number >= 0 and len(names) < 64:
        names.append(structure[number].kind)
        number = structure[number].parent
    return "/".join(reversed(names))


def _keys(structure: Sequence[Element]) -> dict[tuple[int, int], str]:
    """Return (number of the meta box, index) -> key name."""
    found: dict[tuple[int, int], str] = {}
    for element in structure:
        if element.kind == "keys" and element.parent >= 0:
            for item in element.fields:
                index = item.name.split(" ")[0]
                if index.isdigit():
                    found[element.parent, int(index)] = str(item.value)
    return found


def _item(
    reader: Reader, item: Element, structure: Sequence[Element], keys: dict[tuple[int, int], str]
) -> Iterator[Outcome]:
    index = int.from_bytes(reader.at(item.offset + 4, 4), "big")
    meta = structure[item.parent].parent
    name = keys.get((meta, index), four(index.to_bytes(4, "big")))
    children = [child for child in structure[item.number + 1 : item.number + 64] if child.parent == item.number]
    space = " ".join(str(part.value) for child in children for part in child.fields if part.name == "text")
    if name == "----" and space:
        name = space
    for child in children:
        for part in child.fields:
            if part.name == "value":
                where = ByteRange(part.offset, part.length)
                yield Tag("assay", path_of(item, structure), name, str(part.value), where)
                yield from _place_in(name, str(part.value), where)
                if name.endswith("iTunSMPB"):
                    yield from _gapless(str(part.value), where)
            elif part.name.startswith("picture"):
                yield from _picture(reader, part.offset, part.length, name)


def _picture(reader: Reader, offset: int, length: int, name: str) -> Iterator[Outcome]:
    where = ByteRange(offset, length)
    yield Measurement(f"picture.{name}.bytes", length, "byte", where)
    raw = reader.at(offset, length)
    yield Measurement(f"picture.{name}.sha256", hashlib.sha256(raw).hexdigest(), "hex", where)


def _gapless(value: str, where: ByteRange) -> Iterator[Outcome]:
    """Yield what Apple's encoders state of an AAC stream for gapless playing: four numbers in hexadecimal and more."""
    words = value.split()
    try:
        delay, padding, samples = (int(word, 16) for word in words[1:4])
    except ValueError:
        yield NotMeasured("encoder.gapless", "iTunSMPB does not hold the numbers that its kind promises", where)
        return
    for name, number in (("delay", delay), ("padding", padding), ("samples", samples)):
        yield Measurement(f"encoder.gapless.{name}", number, "sample", where)


def _place_in(name: str, value: str, where: ByteRange) -> Iterator[Outcome]:
    if name == "©xyz" or "location.iso6709" in name.lower():
        found = parse_iso6709(value)
        if found is None:
            yield NotMeasured("location", f"{name} is no ISO 6709 place", where)
        else:
            yield from place(*found, name, where, altitude_of(value))


def _user_text(element: Element, structure: Sequence[Element]) -> Iterator[Outcome]:
    for item in element.fields:
        if item.name.startswith(("value", "text")) and item.value != "":
            where = ByteRange(item.offset, item.length)
            yield Tag("assay", path_of(element, structure), element.kind, str(item.value), where)
            yield from _place_in(element.kind, str(item.value), where)


def _loci(element: Element) -> Iterator[Outcome]:
    values = {item.name: item.value for item in element.fields}
    where = ByteRange(element.offset, element.size)
    name = values.get("name")
    if name:
        yield Tag("assay", "loci", "name", str(name), where)
    latitude, longitude = values.get("latitude"), values.get("longitude")
    if isinstance(latitude, Fraction | int) and isinstance(longitude, Fraction | int):
        height = values.get("altitude")
        altitude = Fraction(height) if isinstance(height, Fraction | int) else None
        yield from place(Fraction(latitude), Fraction(longitude), "loci", where, altitude)


def _metadata_items(reader: Reader, structure: Sequence[Element]) -> Iterator[Outcome]:
    """Yield the EXIF and XMP of HEIF items (ISO/IEC 23008-12 A.2.1, A.3)."""
    wanted = [item for item in read_items(reader, structure) if item.kind == "Exif" or _says_xmp(item)]
    for item in wanted[:MAX_METADATA_ITEMS]:
        if item.kind == "Exif":
            yield from _whole(reader, item, "tags.exif", _exif_item)
        else:
            yield from _whole(reader, item, "tags.xmp", _xmp_item)
    if (more := len(wanted) - MAX_METADATA_ITEMS) > 0:
        reason = f"{more} items of EXIF and XMP beyond the first {MAX_METADATA_ITEMS} are not read"
        yield NotMeasured("tags", reason)


def _says_xmp(item: Item) -> bool:
    return item.kind == "mime" and item.content.split(";")[0].strip().lower() in _XMP_TYPES


def _whole(
    reader: Reader, item: Item, quantity: str, read: Callable[[bytes, int], Iterator[Outcome]]
) -> Iterator[Outcome]:
    """Read an item that lies in one piece, as it is; its tags could not be anchored to their bytes otherwise."""
    if item.encoding:
        reason = f"item {item.number} is stored compressed ({item.encoding}): it is not unpacked here"
    elif not item.pieces:
        reason = f"item {item.number} has no bytes in this file: {item.place or 'no location is given'}"
    elif any(one.offset + one.length != following.offset for one, following in pairwise(item.pieces)):
        reason = f"item {item.number} lies in {len(item.pieces)} pieces apart from each other"
    else:
        begin, length = item.pieces[0].offset, sum(piece.length for piece in item.pieces)
        yield from read(reader.at(begin, min(length, MAX_BYTES + 1)), begin)
        return
    yield NotMeasured(quantity, reason, item.pieces[0] if item.pieces else WholeFile())


def _exif_item(raw: bytes, begin: int) -> Iterator[Outcome]:
    start = 4 + int.from_bytes(raw[:4], "big")  # four bytes say where the TIFF header begins
    if start < len(raw):
        yield from read_exif(raw[start:], begin + start, "EXIF")
    else:
        yield NotMeasured("tags.exif", "the EXIF item does not hold a TIFF header", ByteRange(begin, len(raw)))


def _xmp_item(raw: bytes, begin: int) -> Iterator[Outcome]:
    yield from read_packet(raw, begin, "XMP")
