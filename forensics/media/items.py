"""The items of a HEIF file: what each is, where its bytes lie, its picture's size and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forensics.media.reading import MAX_PIECE, Cursor, Reader, Short
from forensics.media.tracks import value_of
from forensics.types import ByteRange, Cell, Column, Element, NotMeasured, Outcome, Series, Unread, WholeFile

MAX_ITEMS = 65_536
MAX_EXTENTS = 100_000
"""Extents of all items together that are followed."""
CHUNK = 2000
COLUMNS = (
    Column("item", "1"), Column("type", "text"), Column("name", "text"), Column("hidden", "1"), Column("place", "text"),
    Column("offset", "byte"), Column("bytes", "byte"), Column("pieces", "1"), Column("picture", "px"),
    Column("belongs_to", "text"),
)  # fmt: skip
NOT_LISTED = "not in the item list"
IN_FILE = "in the file"
_PLACES = {0: IN_FILE, 1: "in idat", 2: "made from another item"}
_MADE_OF_PARTS = frozenset({"grid", "iovl", "tili"})
_ELSEWHERE = "in another file"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: number, type, MIME or URI type, and the bytes that hold it, where they lie in this file."""

    number: int
    kind: str = ""
    content: str = ""
    encoding: str = ""
    name: str = ""
    hidden: bool = False
    place: str = ""
    pieces: tuple[ByteRange, ...] = ()


_Place = tuple[str, tuple[ByteRange, ...]]
"""Where an item lies, in words, and its extents in this file."""


def read_items(reader: Reader, elements: Sequence[Element]) -> list[Item]:
    """Return the items of every meta box in the order of its item list (ISO/IEC 14496-12 8.11.3, 8.11.6)."""
    below = _children(elements)
    found: list[Item] = []
    extents = iter(range(MAX_EXTENTS))
    for meta in (one for one in elements if one.kind == "meta"):
        inside = below.get(meta.number, [])
        data = next((one for one in inside if one.kind == "idat"), None)
        places: dict[int, _Place] = {}
        for box in inside:
            if box.kind == "iloc":
                places |= _locations(reader, box, data, extents)
        entries = [one for box in inside if box.kind == "iinf" for one in below.get(box.number, [])]
        listed = [_described(one, places) for one in entries if one.kind == "infe"]
        missing = places.keys() - {item.number for item in listed}
        found += listed
        found += (
            Item(number, NOT_LISTED, place=places[number][0], pieces=places[number][1]) for number in sorted(missing)
        )
    return found[:MAX_ITEMS]


def _children(elements: Sequence[Element]) -> dict[int, list[Element]]:
    found: dict[int, list[Element]] = {}
    for one in elements:
        found.setdefault(one.parent, []).append(one)
    return found


def _described(entry: Element, places: dict[int, _Place]) -> Item:
    said = {field.name: field.value for field in entry.fields}
    number = said.get("item_id", -1)
    number = number if isinstance(number, int) else -1
    flags = said.get("flags", 0)
    place, pieces = places.get(number, ("", ()))
    content = said.get("content_type") or said.get("uri_type") or ""
    return Item(
        number, str(said.get("item_type", "")), str(content), str(said.get("content_encoding", "")),
        str(said.get("item_name", "")), bool(isinstance(flags, int) and flags & 1), place, pieces,
    )  # fmt: skip


def _locations(reader: Reader, box: Element, data: Element | None, extents: Iterator[int]) -> dict[int, _Place]:
    """Return for each item of an iloc box in words where it lies, and its extents in this file."""
    begin = box.offset + box.header
    cursor = Cursor(reader.at(begin, max(0, min(box.size - box.header, MAX_PIECE))), begin)
    found: dict[int, _Place] = {}
    try:
        version = cursor.integer(1)
        cursor.take(3)
        sizes, more = cursor.integer(1), cursor.integer(1)
        wide = 4 if version == 2 else 2
        for _ in range(min(cursor.integer(wide), MAX_ITEMS)):
            number = cursor.integer(wide)
            method = cursor.integer(2) & 15 if version else 0
            elsewhere = cursor.integer(2) != 0
            base, count = cursor.integer(more >> 4), cursor.integer(2)
            pieces = []
            for _ in range(count):
                if next(extents, None) is None:
                    return found
                cursor.take(more & 15 if version else 0)
                pieces.append((base + cursor.integer(sizes >> 4), cursor.integer(sizes & 15)))
            place = _ELSEWHERE if elsewhere else _PLACES.get(method, f"construction method {method}")
            found[number] = place, () if elsewhere else tuple(_inside(pieces, method, reader, data))
    except Short:
        pass  # the box's own fields say that it ends early; what it says before that holds
    return found


def _inside(
    pieces: Sequence[tuple[int, int]], method: int, reader: Reader, data: Element | None
) -> Iterator[ByteRange]:
    if method == 0:
        first, end = 0, reader.size
    elif method == 1 and data is not None:
        first, end = data.offset + data.header, data.offset + data.size
    else:
        return
    for offset, length in pieces:
        whole = length or (end - first if offset == 0 else 0)  # 8.11.3.3: no length means all of what it lies in
        if first + offset < 1 << 62 and whole < 1 << 62:
            yield ByteRange(first + offset, whole)


def measure(reader: Reader, elements: Sequence[Element]) -> Iterator[Outcome]:
    """Yield the table of items with their pictures' sizes, and which is the primary one."""
    items = read_items(reader, elements)
    if not items:
        return
    sizes, uses = _sizes(elements), _references(elements)
    primary = {value_of([one], "item_id") for one in elements if one.kind == "pitm"}
    rows = [_row(item, sizes, uses, primary) for item in items]
    for first in range(0, len(rows), CHUNK):
        yield Series("container.items", COLUMNS, first, tuple(rows[first : first + CHUNK]))
    for item in items:
        if item.number in primary and item.kind in _MADE_OF_PARTS:
            size, parts = sizes.get(item.number, "a size that is not given"), uses.get(item.number, ["no other"])
            reason = (
                f"the picture ({item.kind}, {size}) is put together from other items: {'; '.join(parts)[:200]}; "
                "FFmpeg gives those one by one, so that frames and pictures in this examination are single parts of it"
            )
            yield NotMeasured("frames.whole_picture", reason, item.pieces[0] if item.pieces else WholeFile())
    if len(items) == MAX_ITEMS:
        yield NotMeasured("container.items", f"items beyond the first {MAX_ITEMS} are not listed")


def _row(item: Item, sizes: dict[int, str], uses: dict[int, list[str]], primary: set[Cell]) -> tuple[Cell, ...]:
    kind = f"{item.kind} {item.content} {item.encoding}".strip()
    belongs = (["primary"] if item.number in primary else []) + uses.get(item.number, [])
    offset: Cell = item.pieces[0].offset if item.pieces else Unread("it has no bytes of its own in this file")
    return (
        item.number, kind, item.name, item.hidden, item.place or "no location is given", offset,
        sum(piece.length for piece in item.pieces), len(item.pieces),
        sizes.get(item.number, Unread("no size is given for it")), "; ".join(belongs)[:400],
    )  # fmt: skip


def _references(elements: Sequence[Element]) -> dict[int, list[str]]:
    """Return for each item what it refers to, by kind of reference: what a thumbnail shows, what metadata describe."""
    found: dict[int, list[str]] = {}
    lists = {one.number for one in elements if one.kind == "iref"}
    for one in elements:
        if one.parent not in lists:
            continue
        said = {field.name: field.value for field in one.fields}
        source = said.get("from_item", -1)
        ends = [str(value) for name, value in said.items() if name.startswith("to_item ")]
        if isinstance(source, int):
            more = "…" if said.get("references") != len(ends) else ""
            found.setdefault(source, []).append(f"{one.kind} {' '.join(ends)}{more}")
    return found


def _sizes(elements: Sequence[Element]) -> dict[int, str]:
    """Return the size in pixels of each item that has one among its properties (ISO/IEC 23008-12 6.5.3)."""
    found: dict[int, str] = {}
    below = _children(elements)
    for table in (one for one in elements if one.kind == "ipma"):
        store = next((one for one in below.get(table.parent, []) if one.kind == "ipco"), table)
        properties = below.get(store.number, [])
        for field in table.fields:
            word, _, number = field.name.partition(" ")
            if word != "item" or not number.isdigit():
                continue
            for reference in str(field.value).split():
                index = int(reference.rstrip("!")) - 1
                if 0 <= index < len(properties) and properties[index].kind == "ispe":
                    one = [properties[index]]
                    found[int(number)] = f"{value_of(one, 'width')}x{value_of(one, 'height')}"
    return found
