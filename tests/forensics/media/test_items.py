"""The items of HEIF files: pictures, their data in several places, metadata, groups; made by hand and by a library."""

from __future__ import annotations

import struct
from pathlib import Path

import cv2
import numpy as np
import pytest

from forensics.media.reading import Reader
from forensics.media.structure import read_structure
from forensics.types import Element, Outcome, Series, Tag, Unread
from tests.forensics.media.handmade import box, elements, everything, field, full, refused, structure, values

FTYP = box(b"ftyp", b"heic\0\0\0\0mif1heic")
HDLR = full(b"hdlr", b"\0\0\0\0pict", b"\0" * 13)
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="made by hand"/></rdf:RDF></x:xmpmeta>'
)


def tags(outcomes: list[Outcome]) -> dict[tuple[str, str], str]:
    return {(one.group, one.name): one.value for one in outcomes if isinstance(one, Tag)}


def entry(number: int, kind: bytes, *texts: bytes) -> bytes:
    return full(b"infe", struct.pack(">HH4s", number, 0, kind), b"".join(text + b"\0" for text in texts), version=2)


def entries(*made: bytes) -> bytes:
    return full(b"iinf", struct.pack(">H", len(made)), *made)


def locations(rows: list[tuple[int, int, list[tuple[int, int]]]]) -> bytes:
    """An iloc of version 1: (item, construction method, extents) each."""
    body = b"".join(
        struct.pack(">HHHH", item, method, 0, len(extents)) + b"".join(struct.pack(">II", *one) for one in extents)
        for item, method, extents in rows
    )
    return full(b"iloc", bytes((0x44, 0)), struct.pack(">H", len(rows)), body, version=1)


def picture(media: bytes, made: bytes, rows: list[tuple[int, int, list[tuple[int, int]]]], *more: bytes) -> bytes:
    """A file whose item offsets of method 0 count from the first byte of the media."""

    def whole(start: int) -> bytes:
        placed = [
            (item, method, [(offset + (0 if method else start), length) for offset, length in extents])
            for item, method, extents in rows
        ]
        return FTYP + full(b"meta", HDLR, made, locations(placed), *more) + box(b"mdat", media)

    return whole(len(whole(0)) - len(media))


def table(read: list[Outcome]) -> dict[int, dict[str, object]]:
    return {
        int(str(row[0])): dict(zip((column.name for column in one.columns), row, strict=True))
        for one in read
        if isinstance(one, Series) and one.quantity == "container.items"
        for row in one.rows
    }


def test_items_lie_in_the_file_in_idat_or_nowhere_and_say_what_they_belong_to() -> None:
    sizes = box(b"iprp", box(b"ipco", full(b"ispe", struct.pack(">II", 64, 48))),
                full(b"ipma", struct.pack(">I", 1), struct.pack(">HBB", 2, 1, 0x81)))  # fmt: skip
    refers = full(b"iref", box(b"dimg", struct.pack(">HHH", 2, 1, 1)))
    made = entries(entry(1, b"hvc1", b"tile"), entry(2, b"grid", b""), entry(3, b"iden", b""))
    data = picture(b"abcdefgh", made, [(1, 0, [(2, 3), (6, 2)]), (2, 1, [(1, 4)]), (3, 2, [(0, 0)])],
                   full(b"pitm", struct.pack(">H", 2)), box(b"idat", b"xGRID"), sizes, refers)  # fmt: skip
    read = structure(data)
    rows = table(read)
    assert (rows[1]["type"], rows[1]["name"], rows[1]["pieces"], rows[1]["bytes"]) == ("hvc1", "tile", 2, 5)
    assert data[int(str(rows[2]["offset"])) :][:4] == b"GRID"
    assert (rows[2]["picture"], rows[2]["belongs_to"]) == ("64x48", "primary; dimg 1")
    assert (rows[3]["place"], isinstance(rows[3]["offset"], Unread)) == ("made from another item", True)
    assert values(read)["container.media_bytes_unused"] == 3
    assert "64x48) is put together from other items: dimg 1" in refused(read, "frames.whole_picture")[0]


def test_an_item_that_its_list_leaves_out_is_shown() -> None:
    read = structure(picture(b"abcd", entries(entry(1, b"hvc1", b"")), [(1, 0, [(0, 2)]), (9, 0, [(2, 2)])]))
    assert table(read)[9]["type"] == "not in the item list"
    assert values(read)["container.media_bytes_unused"] == 2


def test_all_of_very_many_items_and_extents_are_followed() -> None:
    count = 3000
    made = entries(*(entry(number, b"hvc1", b"") for number in range(1, count + 1)))
    parts = [(number * 2, 2) for number in range(80)]
    media = b"ab" * 80 + b"c" * (count - 1)
    rows = [(1, 0, parts)] + [(number, 0, [(158 + number, 1)]) for number in range(2, count + 1)]
    read = structure(picture(media, made, rows))
    assert (len(table(read)), values(read)["container.media_bytes_unused"]) == (count, 0)
    assert field(read, "iloc", "items_not_listed") == count - 2048
    assert field(read, "iloc", "item 2 extent 0").endswith("length 1")


def test_an_item_cut_off_by_the_end_of_the_file_counts_what_is_there() -> None:
    read = structure(picture(b"abcdefgh", entries(entry(1, b"hvc1", b"")), [(1, 0, [(0, 8)])])[:-3])
    assert (values(read)["container.media_bytes_unused"], values(read)["container.media_bytes_elsewhere"]) == (0, 0)


def test_xmp_in_an_item_is_read_and_a_compressed_one_is_said() -> None:
    made = entries(entry(1, b"mime", b"", b"application/rdf+xml", b""))
    assert tags(everything(picture(XMP, made, [(1, 0, [(0, len(XMP))])])))["XMP", "xmp:CreatorTool"] == "made by hand"
    packed = entries(entry(1, b"mime", b"", b"application/rdf+xml", b"deflate"))
    read = everything(picture(XMP, packed, [(1, 0, [(0, len(XMP))])]))
    assert not tags(read)
    assert "compressed (deflate)" in next(str(one) for one in read if getattr(one, "quantity", "") == "tags.xmp")


def test_of_very_many_metadata_items_the_first_are_read_and_the_others_counted() -> None:
    made = entries(*(entry(number, b"mime", b"", b"application/rdf+xml", b"") for number in range(1, 301)))
    read = everything(picture(XMP, made, [(number, 0, [(0, len(XMP))]) for number in range(1, 301)]))
    assert sum(isinstance(one, Tag) for one in read) == 256
    assert refused(read, "tags") == ["44 items of EXIF and XMP beyond the first 256 are not read"]


def test_a_metadata_item_in_pieces_apart_is_said_and_not_put_together() -> None:
    made = entries(entry(1, b"mime", b"", b"application/rdf+xml", b""))
    read = everything(picture(XMP, made, [(1, 0, [(0, 5), (9, 5)])]))
    assert "2 pieces apart" in next(str(one) for one in read if getattr(one, "quantity", "") == "tags.xmp")


def test_groups_of_items_are_read_and_properties_may_repeat() -> None:
    groups = box(b"grpl", full(b"ster", struct.pack(">IIII", 7, 2, 1, 2)), full(b"zzzz", struct.pack(">II", 8, 0)))
    settings = full(b"hdlr", b"\0" * 17)
    store = box(b"iprp", box(b"ipco", settings, settings))
    read = structure(picture(b"ab", entries(entry(1, b"hvc1", b"")), [(1, 0, [(0, 2)])], groups, store))
    assert (field(read, "ster", "group_id"), field(read, "ster", "entity 1")) == (7, 2)
    assert next(one for one in elements(read) if one.kind == "ster").clause == "ISO/IEC 23008-12 6.8.5"
    unknown = [one.value for one in read if getattr(one, "quantity", "") == "container.unknown_element"]  # type: ignore[union-attr]  # measurements alone have this quantity
    assert (unknown, "container.duplicate_element" in values(read)) == (["zzzz"], False)


def test_a_picture_that_a_library_wrote_is_read_to_its_last_byte(tmp_path: Path) -> None:
    path = tmp_path / "made.avif"
    if not cv2.imwrite(str(path), np.tile(np.arange(64, dtype=np.uint8), (48, 1))[:, :, None].repeat(3, 2)):
        pytest.skip("this build of OpenCV writes no AVIF")
    with path.open("rb") as file:
        read = list(read_structure(file, path.stat().st_size))
    said, rows = values(read), table(read)
    assert (said["container.format"], said["container.walked_to_last_byte"]) == ("HEIF", True)
    assert said["container.bytes_unaccounted"] == said["container.trailing_bytes"] == 0
    assert said["container.media_bytes_unused"] == said["container.media_bytes_elsewhere"] == 0
    first = next(row for row in rows.values() if "primary" in str(row["belongs_to"]))
    assert (first["type"], first["picture"]) == ("av01", "64x48")
    with path.open("rb") as file:
        coded = Reader(file, path.stat().st_size).at(int(str(first["offset"])), 1)
    assert coded[0] >> 3 & 15 in (1, 2), "the item begins with an AV1 sequence header or temporal delimiter"
    assert not [one.kind for one in read if isinstance(one, Element) and not one.clause]
