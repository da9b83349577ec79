"""Read the boxes that describe items: their list, places, properties, references and groups (HEIF, 14496-12 8.11)."""

from __future__ import annotations

from collections.abc import Callable

from forensics.media.reading import Cursor

MAX_ITEMS = 2048
"""Items of one box that are listed as fields; the table container.items has all of them."""
MAX_LISTED = 64


def _full(cursor: Cursor) -> tuple[int, int]:
    return cursor.number("version", 1), cursor.number("flags", 3)


def counted_items(cursor: Cursor) -> None:
    """iinf: how many items there are (ISO/IEC 14496-12 8.11.6)."""
    cursor.number("items", 2 if _full(cursor)[0] == 0 else 4)


def infe(cursor: Cursor) -> None:
    """infe: id, type and name of an item (ISO/IEC 14496-12 8.11.6)."""
    version = _full(cursor)[0]
    cursor.number("item_id", 4 if version == 3 else 2)
    cursor.number("protection_index", 2)
    kind = cursor.code("item_type") if version >= 2 else "mime"
    cursor.until_zero("item_name")
    if cursor.left and kind in ("mime", "uri "):
        cursor.until_zero("content_type" if kind == "mime" else "uri_type")
    if cursor.left and kind == "mime":
        cursor.until_zero("content_encoding")


def iloc(cursor: Cursor) -> None:
    """iloc: where the extents of each item lie, and relative to what (ISO/IEC 14496-12 8.11.3)."""
    version = _full(cursor)[0]
    sizes, more = cursor.integer(1), cursor.integer(1)
    offset_size, length_size, base_size = sizes >> 4, sizes & 15, more >> 4
    index_size = more & 15 if version else 0
    items = cursor.number("items", 4 if version == 2 else 2)
    for _ in range(min(items, MAX_ITEMS)):
        item = cursor.integer(4 if version == 2 else 2)
        method = cursor.integer(2) & 15 if version else 0
        cursor.take(2)
        base = cursor.integer(base_size)
        extents = cursor.integer(2)
        for extent in range(min(extents, MAX_LISTED)):
            cursor.take(index_size)
            offset, length = cursor.integer(offset_size), cursor.integer(length_size)
            name = f"item {item} extent {extent}"
            spot = offset_size + length_size
            cursor.note(name, f"method {method} offset {base + offset} length {length}", "byte", spot)
        cursor.take((index_size + offset_size + length_size) * max(0, extents - MAX_LISTED))
    _not_listed(cursor, items)


def properties_of_items(cursor: Cursor) -> None:
    """ipma: which properties, numbered from 1 in ipco, an item has (ISO/IEC 14496-12 8.11.14)."""
    version, flags = _full(cursor)
    wide = 2 if flags & 1 else 1
    items = cursor.number("items", 4)
    for _ in range(min(items, MAX_ITEMS)):
        start = cursor.at
        item, count = cursor.integer(4 if version else 2), cursor.integer(1)
        raw = [cursor.integer(wide) for _ in range(count)]
        top = 1 << (8 * wide - 1)
        shown = " ".join(f"{one & (top - 1)}{'!' if one & top else ''}" for one in raw)
        cursor.note(f"item {item}", shown, "property numbers, ! essential", cursor.at - start)
    _not_listed(cursor, items)


def item_reference(cursor: Cursor) -> None:
    """One reference of iref: from an item to others, ids of two or four bytes (ISO/IEC 14496-12 8.11.12)."""
    count_at = cursor.data[2:4]
    wide = 2 if len(cursor.data) == 4 + 2 * int.from_bytes(count_at, "big") else 4
    cursor.number("from_item", wide)
    count = cursor.number("references", 2)
    for number in range(min(count, MAX_LISTED)):
        cursor.number(f"to_item {number}", wide)


def entity_group(cursor: Cursor) -> None:
    """One group of grpl: items or tracks that belong together (ISO/IEC 14496-12 8.18.3)."""
    _full(cursor)
    cursor.number("group_id", 4)
    count = cursor.number("entities", 4)
    for number in range(min(count, MAX_LISTED)):
        cursor.number(f"entity {number}", 4)


def _not_listed(cursor: Cursor, items: int) -> None:
    if items > MAX_ITEMS:
        cursor.note("items_not_listed", items - MAX_ITEMS, "1", 0)


ITEM_FIELDS: dict[str, Callable[[Cursor], None]] = {
    "iinf": counted_items,
    "infe": infe,
    "iloc": iloc,
    "ipma": properties_of_items,
}
"""Kind of a box -> reader of its payload."""
