"""The rarer boxes read back what was written into them, and no payload makes a reader raise anything unforeseen."""

from __future__ import annotations

import struct
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.media.bmff_fields import FIELDS
from forensics.media.reading import Cursor, Short
from tests.forensics.media.handmade import FTYP, box, chunk, elements, field, full, listed, movie, structure

NTP = struct.pack(">II", 3_900_000_000, 1 << 31)


@pytest.mark.parametrize(
    ("made", "kind", "expected"),
    [
        (box(b"free"), "free", {"content": "empty"}),
        (box(b"free", b"\0" * 9), "free", {"content": "zero bytes"}),
        (box(b"skip", b"\0\0Lavf57.83\0"), "skip", {"content": "not zero from byte 2 on: “Lavf57.83”"}),
        (box(b"skip", b"\1\2"), "skip", {"content": "not zero from byte 0 on: 0102"}),
        (box(b"tref", box(b"chap", struct.pack(">II", 2, 3))), "tref", {"chap": "2 3"}),
        (full(b"clef", struct.pack(">II", 1920 << 16, 1080 << 16)), "clef", {"width": 1920, "height": 1080}),
        (full(b"cslg", struct.pack(">5i", -4, 1, 2, 3, 5)), "cslg", {"shift": -4, "composition_end": 5}),
        (full(b"sbgp", b"roll", struct.pack(">III", 1, 9, 2)), "sbgp", {"grouping_type": "roll", "run 0 group": 2}),
        (full(b"sgpd", b"roll", struct.pack(">IIh", 2, 1, -1), version=1), "sgpd", {"descriptions": "ffff"}),
        (full(b"mehd", struct.pack(">Q", 1 << 40), version=1), "mehd", {"fragment_duration": 1 << 40}),
        (full(b"pitm", struct.pack(">H", 7)), "pitm", {"item_id": 7}),
        (full(b"prft", struct.pack(">I", 1), NTP, struct.pack(">I", 5)), "prft", {"media_time": 5,
            "ntp_timestamp": Fraction(7_800_000_001, 2)}),
        (full(b"emsg", b"urn:x\0v\0", struct.pack(">IIII", 10, 2, 3, 4)), "emsg", {"scheme": "urn:x", "id": 4}),
        (full(b"emsg", struct.pack(">IQII", 10, 2, 3, 4), b"urn:x\0v\0", version=1), "emsg", {"scheme": "urn:x"}),
        (box(b"irot", b"\3"), "irot", {"rotation": 270}),
        (full(b"pixi", b"\3\x08\x08\x0a"), "pixi", {"channel 2": 10}),
        (box(b"av1C", b"\x81\x08\x4c\0"), "av1C", {"seq_level_idx_0": 8, "bit_depth": 10}),
        (full(b"vpcC", b"\0\x1f\x82\1\1\1", version=1), "vpcC", {"bit_depth": 8, "full_range": 0, "matrix": 1}),
        (box(b"dOps", struct.pack(">BBHIhB", 0, 2, 312, 48000, 0, 0)), "dOps", {"pre_skip": 312}),
        (box(b"clli", struct.pack(">HH", 1000, 400)), "clli", {"max_content": 1000}),
        (full(b"ipma", struct.pack(">IHBBB", 1, 5, 2, 0x81, 0x02)), "ipma", {"item 5": "1! 2"}),
        (full(b"iref", box(b"thmb", struct.pack(">HHH", 2, 1, 1))), "thmb", {"from_item": 2, "to_item 0": 1}),
        (full(b"iref", box(b"dimg", struct.pack(">IHI", 2, 1, 1)), version=1), "dimg", {"from_item": 2}),
        (full(b"kind", b"urn:k\0main\0"), "kind", {"scheme": "urn:k", "value": "main"}),
    ],
)  # fmt: skip
def test_a_box_reads_back_what_was_written(made: bytes, kind: str, expected: dict[str, object]) -> None:
    inside = made if kind in ("free", "skip") else full(b"meta", full(b"hdlr", b"\0" * 4, b"pict", b"\0" * 13), made)
    read = structure(FTYP + inside)
    assert {name: field(read, kind, name) for name in expected} == expected
    notes = [note for element in elements(read) if element.kind == kind for note in element.notes]
    assert notes == []


@given(st.sampled_from(sorted(FIELDS)), st.binary(max_size=80))
def test_no_payload_makes_a_reader_raise_anything_unforeseen(kind: str, payload: bytes) -> None:
    cursor = Cursor(payload, 100)
    with suppress(Short, ValueError):
        FIELDS[kind](cursor)
    for item in cursor.fields:
        assert 100 <= item.offset <= item.offset + item.length <= 100 + len(payload)


def test_room_in_avi_and_matroska_is_looked_into() -> None:
    avi = listed(b"AVI ", chunk(b"JUNK", b"VirtualDub build 1\0"), kind=b"RIFF")
    assert field(structure(avi), "JUNK", "content") == "not zero from byte 0 on: “VirtualDub build 1”"
    assert "space_not_empty" not in str(structure(movie(box(b"free", b"\0" * 8))))
