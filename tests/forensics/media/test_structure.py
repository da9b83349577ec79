"""A file's structure: every element where it lies, every byte accounted for, damage said with its place."""

from __future__ import annotations

import struct
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.media.mpegps import system_clock
from forensics.media.reading import MAX_DEPTH, MAX_ELEMENTS, MAX_FIELDS
from forensics.types import ByteRange, Measurement
from tests.forensics.media.handmade import (
    FTYP,
    box,
    chunk,
    clip,
    ebml,
    elements,
    elst,
    field,
    full,
    jpeg,
    listed,
    movie,
    png,
    refused,
    segment,
    structure,
    values,
)


def kinds(data: bytes) -> list[str]:
    return [element.kind for element in elements(structure(data))]


def test_every_field_lies_where_it_says() -> None:
    data = movie()
    for element in elements(structure(data)):
        assert data[element.offset + 4 : element.offset + 8] == element.kind.encode()
        for item in element.fields:
            if isinstance(item.value, int) and item.unit.startswith(("s since", "tick/s")):
                assert int.from_bytes(data[item.offset : item.offset + item.length], "big") == item.value


def test_a_movie_made_by_hand_reads_back_its_values() -> None:
    read = structure(movie())
    assert values(read)["container.format"] == "ISO BMFF"
    assert field(read, "mvhd", "creation_time") == 3_000_000_000
    assert field(read, "tkhd", "rotation") == 90
    assert field(read, "tkhd", "width") == 64
    assert field(read, "mdhd", "language") == "und"
    assert field(read, "hdlr", "name") == "Made by hand"
    assert field(read, "stts", "duration") == 5000
    assert field(read, "stsz", "size_total") == 60
    assert values(read)["container.bytes_unaccounted"] == 0
    assert values(read)["container.walked_to_last_byte"] is True


def test_numbers_parents_and_spans_agree() -> None:
    found = elements(structure(movie()))
    assert [each.number for each in found] == list(range(len(found)))
    for each in found:
        if each.parent >= 0:
            parent = found[each.parent]
            assert parent.number < each.number
            assert parent.offset <= each.offset
            assert each.offset + each.size <= parent.offset + parent.size


def test_a_size_of_64_bits_is_followed() -> None:
    wide = struct.pack(">I4sQ", 1, b"mdat", 16 + 40) + b"z" * 40
    read = structure(FTYP + wide + box(b"free", b""))
    assert [(each.kind, each.header, each.size) for each in elements(read)][1:] == [("mdat", 16, 56), ("free", 8, 8)]


def test_a_box_of_size_0_runs_to_the_end() -> None:
    read = structure(FTYP + struct.pack(">I4s", 0, b"mdat") + b"z" * 100)
    assert elements(read)[1].size == 108
    assert values(read)["container.trailing_bytes"] == 0


def test_bytes_after_the_last_box_are_trailing() -> None:
    read = structure(movie(tail=b"\0" * 3))
    assert values(read)["container.trailing_bytes"] == 3
    trailing = next(each for each in read if isinstance(each, Measurement) and each.quantity == "container.trailing")
    assert trailing.locus == ByteRange(len(movie()), 3)


def test_bytes_left_over_inside_a_box_belong_to_no_element() -> None:
    read = structure(movie(b"12345"))
    assert values(read)["container.bytes_unaccounted"] == 5


def test_a_box_larger_than_its_parent_is_damage() -> None:
    bad = struct.pack(">I4s", 500, b"free")
    reasons = refused(structure(FTYP + box(b"moov", bad) + box(b"mdat", b"y" * 600)), "container.structure")
    assert reasons == ["free reaches 492 bytes beyond the end of its parent moov"]


def test_a_file_cut_off_says_how_much_is_missing() -> None:
    reasons = refused(structure(movie()[:-10]), "container.structure")
    assert reasons == ["mdat reaches 10 bytes beyond the end of the file"]


def test_nesting_beyond_the_bound_is_not_walked() -> None:
    data = b""
    for _ in range(MAX_DEPTH + 20):
        data = box(b"moov", data)
    read = structure(data)
    assert len(elements(read)) == MAX_DEPTH
    assert refused(read, "container.structure")


def test_more_elements_than_the_bound_stop_the_walk_with_the_bytes_left() -> None:
    data = FTYP + box(b"free", b"") * (MAX_ELEMENTS + 1000)
    read = structure(data)
    assert len(elements(read)) == MAX_ELEMENTS
    assert "8008 bytes" in refused(read, "container.structure")[0]
    assert values(read)["container.walked_to_last_byte"] is False


def test_repeated_and_unknown_boxes_are_named() -> None:
    read = structure(FTYP + FTYP + box(b"zzzz", b"abc"))
    assert values(read)["container.duplicate_element"] == "ftyp"
    assert values(read)["container.unknown_element"] == "zzzz"


def test_a_uuid_box_is_known_by_its_user_type() -> None:
    user = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
    found = elements(structure(FTYP + box(b"uuid", user, b"rest") + box(b"uuid", b"\1" * 16)))
    assert "C2PA" in found[1].clause
    assert found[2].clause == ""


@pytest.mark.parametrize(
    ("entries", "hidden"),
    [
        (((5000, 0),), (0, 0, 0)),
        (((3000, 1000),), (1, 0, 1)),
        (((1000, 0), (1000, 3000)), (0, 2, 1)),
    ],
)
def test_an_edit_list_hides_what_it_does_not_show(
    entries: tuple[tuple[int, int], ...], hidden: tuple[int, int, int]
) -> None:
    found = values(structure(movie(edits=elst(*entries))))
    names = ("edit_list.hidden_before", "edit_list.hidden_between", "edit_list.hidden_after")
    assert tuple(found[name] for name in names) == hidden


def test_an_empty_edit_is_measured_as_a_delay() -> None:
    assert values(structure(movie(edits=elst((500, -1), (5000, 0)))))["edit_list.empty"] == Fraction(1, 2)


def test_a_table_that_promises_more_than_it_holds_says_so() -> None:
    table = full(b"stts", struct.pack(">III", 1_000_000, 50, 100))
    found = elements(structure(FTYP + box(b"moov", box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", table)))))))
    unread = next(item for item in found[-1].fields if item.name == "entries_read")
    assert "1000000 entries are declared and 1 lie" in str(unread.value)


def test_a_fragment_alone_is_walked() -> None:
    fragment = box(
        b"moof",
        full(b"mfhd", struct.pack(">I", 7)),
        box(b"traf", full(b"tfhd", struct.pack(">I", 1)), full(b"tfdt", struct.pack(">Q", 9), version=1),
            full(b"trun", struct.pack(">IiII", 2, 100, 30, 40), flags=0x201)),
    )  # fmt: skip
    read = structure(box(b"styp", b"msdh\0\0\0\0msdh") + fragment + box(b"mdat", b"abc"))
    assert values(read)["container.format"] == "ISO BMFF segment"
    assert field(read, "mfhd", "sequence_number") == 7
    assert field(read, "tfdt", "base_media_decode_time") == 9
    assert field(read, "trun", "size_total") == 70


def test_a_heif_lists_its_items() -> None:
    infe = full(b"infe", struct.pack(">HH4s", 1, 0, b"Exif"), b"\0", version=2)
    iloc = full(b"iloc", bytes((0x44, 0)), struct.pack(">HHHHII", 1, 1, 0, 1, 400, 20))
    meta = full(b"meta", full(b"hdlr", b"\0\0\0\0pict", b"\0" * 13), full(b"iinf", struct.pack(">H", 1), infe), iloc)
    read = structure(box(b"ftyp", b"heic\0\0\0\0mif1heic") + meta)
    assert values(read)["container.format"] == "HEIF"
    assert field(read, "infe", "item_type") == "Exif"
    assert field(read, "iloc", "item 1 extent 0") == "method 0 offset 400 length 20"


def test_an_item_table_of_empty_extents_does_not_fill_the_memory() -> None:
    rows = b"".join(struct.pack(">HHH", number, 0, 64) for number in range(256))
    iloc = full(b"iloc", bytes((0, 0)), struct.pack(">H", 256), rows)
    read = structure(box(b"ftyp", b"heic\0\0\0\0mif1") + full(b"meta", iloc * 100))
    assert sum(len(each.fields) for each in elements(read)) <= MAX_FIELDS
    assert "fields" in refused(read, "container.structure")[0]


def test_more_unknown_elements_than_are_listed_are_counted() -> None:
    read = structure(FTYP + box(b"zzzz", b"") * 700)
    assert sum(getattr(each, "quantity", "") == "container.unknown_element" for each in read) == 501
    assert "200 more of 700" in refused(read, "container.unknown_element")[0]


def test_matroska_of_unknown_sizes_is_closed_by_the_next_cluster() -> None:
    cluster = ebml("e7", b"\1") + ebml("a3", b"\x81\0\0\x80data")
    segment_ = ebml("1f43b675", cluster, unknown=True) * 2 + ebml("1c53bb6b", b"")
    data = ebml("1a45dfa3", ebml("4282", b"matroska")) + ebml("18538067", segment_, unknown=True)
    read = structure(data)
    assert [each.kind for each in elements(read)] == ["EBML", "DocType", "Segment", "Cluster", "Cluster", "Cues"]
    assert values(read)["container.format"] == "Matroska"
    assert values(read)["container.bytes_unaccounted"] == 0
    assert [each.size for each in elements(read) if each.kind == "Cluster"] == [12 + len(cluster)] * 2


def test_an_avi_counts_its_media_chunks() -> None:
    header = listed(b"hdrl", chunk(b"avih", struct.pack("<10I", 40000, 0, 0, 0, 2, 0, 1, 0, 64, 48) + b"\0" * 16))
    movi = listed(b"movi", chunk(b"00dc", b"abc"), chunk(b"00dc", b"defg"))
    info = listed(b"INFO", chunk(b"ISFT", b"made by hand\0"))
    data = listed(b"AVI ", header, info, movi, kind=b"RIFF") + listed(b"AVIX", movi, kind=b"RIFF")
    read = structure(data)
    assert values(read)["container.format"] == "RIFF AVI"
    assert field(read, "avih", "microseconds_per_frame") == 40000
    rows = [each.rows for each in read if getattr(each, "quantity", "") == "riff.media_chunks"]
    assert rows == [(("00dc", 2, 7),), (("00dc", 2, 7),)]
    assert values(read)["container.bytes_unaccounted"] == 0
    assert [each.kind for each in elements(read) if each.parent == -1] == ["RIFF AVI", "RIFF AVIX"]


def test_a_transport_stream_counts_packets_and_sees_one_taken_out() -> None:
    data = clip("mpegts")
    read = structure(data)
    assert values(read)["container.format"] == "MPEG-TS"
    assert values(read)["mpegts.continuity_errors"] == 0
    assert {"PAT", "PMT"} <= set(kinds(data))
    pids = next(each for each in read if getattr(each, "quantity", "") == "mpegts.pids")
    assert sum(row[2] for row in pids.rows) == len(data) // 188
    middle = next(
        at for at in range(188 * 4, len(data), 188) if data[at + 1] & 0x40 == 0 and data[at + 3] & 0x30 == 0x10
    )
    assert values(structure(data[:middle] + data[middle + 188 :]))["mpegts.continuity_errors"] == 1


def test_an_index_of_indexes_tells_where_they_lie() -> None:
    entry = struct.pack("<QII", 5000, 64, 25)
    index = chunk(b"indx", struct.pack("<HBBI4s12x", 4, 0, 0, 1, b"00dc") + entry)
    read = structure(listed(b"AVI ", listed(b"hdrl", listed(b"strl", index)), kind=b"RIFF"))
    assert field(read, "indx", "index 0 offset") == 5000
    assert field(read, "indx", "index 0 duration") == 25


def test_a_transport_stream_tells_its_services_and_where_its_clock_jumps() -> None:
    data = clip("mpegts")
    assert field(structure(data), "SDT", "service_provider") == "FFmpeg"
    assert values(structure(data))["mpegts.clock_jumps.count"] == 0
    joined = structure(data + data)
    jump = next(each for each in joined if isinstance(each, Measurement) and each.quantity == "mpegts.clock_jump")
    assert values(joined)["mpegts.clock_jumps.count"] == 1
    assert isinstance(jump.locus, ByteRange)
    assert len(data) <= jump.locus.offset < len(data) + 188 * 10


def test_a_transport_stream_cut_between_packets_is_found_again() -> None:
    data = clip("mpegts")
    cut = data[: 188 * 6 + 100] + data[188 * 8 + 30 :]
    read = structure(cut)
    assert values(read)["container.bytes_unaccounted"] == 70  # the half packet before still begins with its sync byte
    assert values(read)["container.unclaimed"] == "no packet begins here: the sync byte 0x47 is missing"
    pids = next(each for each in read if getattr(each, "quantity", "") == "mpegts.pids")
    assert sum(row[2] for row in pids.rows) == (len(cut) - 70) // 188


def pack(ticks: int) -> bytes:
    """Return a pack header of MPEG-2 with its system clock reference in ticks of 90 kHz."""
    packed = 1 << 46 | (ticks >> 30) << 43 | 1 << 42 | (ticks >> 15 & 0x7FFF) << 27 | 1 << 26 | (ticks & 0x7FFF) << 11
    return b"\0\0\1\xba" + packed.to_bytes(6, "big") + b"\0\0\3\xf8"


@given(st.integers(0, (1 << 33) - 1))
def test_a_system_clock_reads_back(ticks: int) -> None:
    assert system_clock(pack(ticks)) == ticks


def test_a_system_clock_that_jumps_is_named_with_its_place() -> None:
    read = structure(pack(0) + pack(60_000) + pack(900_000) + b"\0\0\1\xb9")
    jump = next(each for each in read if isinstance(each, Measurement) and each.quantity == "mpegps.clock_jump")
    assert jump.value == "the system clock goes from 0.667 s to 10.000 s"
    assert jump.locus == ByteRange(28, 14)
    assert values(read)["mpegps.clock_jumps.count"] == 1
    assert system_clock(b"\0\0\1\xba" + b"\xff" * 6) is None


def test_a_program_stream_is_walked_pack_by_pack() -> None:
    read = structure(clip("mpeg", "mpeg2video"))
    assert values(read)["container.format"] == "MPEG-PS"
    assert values(read)["container.bytes_unaccounted"] == 0
    assert {"pack", "system header", "video stream 0"} <= {each.kind for each in elements(read)}


@pytest.mark.parametrize(
    ("form", "codec", "name"),
    [
        ("mp4", "libx264", "ISO BMFF"),
        ("mov", "libx264", "QuickTime"),
        ("matroska", "libx264", "Matroska"),
        ("avi", "libx264", "RIFF AVI"),
        ("matroska", "libx265", "Matroska"),
        ("mp4", "libx265", "ISO BMFF"),
        ("mpegts", "libx264", "MPEG-TS"),
    ],
)
def test_parameter_sets_and_the_first_picture_are_read_in_every_container(form: str, codec: str, name: str) -> None:
    data = clip(form, codec)
    read = structure(data)
    assert values(read)["container.format"] == name
    assert values(read)["container.bytes_unaccounted"] == 0
    assert values(read)["stream.first_packet.picture_type"] == "I"
    assert field(read, "SPS", "shown_width") == 64
    assert field(read, "SPS", "shown_height") == 48
    for each in elements(read):
        if each.kind == "SPS":
            assert data[each.offset] & (0x1F if codec == "libx264" else 0x7E) == (7 if codec == "libx264" else 0x42)


def test_a_jpeg_ends_at_its_eoi_and_the_rest_trails() -> None:
    read = structure(jpeg(segment(0xFE, b"hello"), tail=FTYP))
    assert values(read)["container.trailing_bytes"] == len(FTYP)
    assert "an ISO BMFF file" in str(values(read)["container.trailing"])
    assert field(read, "SOF0 baseline", "width") == 3
    assert field(read, "COM", "comment") == "hello"


def test_a_png_with_a_wrong_checksum_says_so() -> None:
    data = bytearray(png())
    assert refused(structure(bytes(data)), "container.structure") == []
    data[20] ^= 1
    assert refused(structure(bytes(data)), "container.structure") == ["IHDR: its checksum does not fit its bytes"]


def test_a_gif_is_walked_block_by_block() -> None:
    data = b"GIF89a\3\0\2\0\x80\0\0" + b"\0" * 6 + b"!\xfe\5hello\0" + b",\0\0\0\0\3\0\2\0\0\2\2ab\0;" + b"xy"
    read = structure(data)
    assert kinds(data) == ["header", "comment", "image", "trailer", "(trailing bytes)"]
    assert field(read, "header", "width") == 3
    assert values(read)["container.trailing_bytes"] == 2


def test_the_name_plays_no_part_and_text_is_no_container() -> None:
    assert refused(structure(b"hello, I am a text\n" * 20), "container.format") == [
        "no signature of a known container begins this file"
    ]
    assert refused(structure(b""), "container.format") == ["the file is empty"]


def test_a_jpeg_of_fill_bytes_ends() -> None:
    read = structure(b"\xff\xd8" + b"\xff" * 2_000_000)
    assert values(read)["container.trailing_bytes"] == 1


@pytest.mark.parametrize("container", ["mp4", "matroska"])
def test_messages_in_a_decoder_configuration_are_read_at_their_bytes(container: str) -> None:
    data = clip(container, "libx265")
    read = structure(data)
    assert str(values(read)["encoder.name"]).startswith("x265 ")
    assert values(read)["encoder.option.bframes"]
    place = next(one.locus for one in read if isinstance(one, Measurement) and one.quantity == "encoder.name")
    assert isinstance(place, ByteRange)
    assert b"x265 (build" in data[place.offset : place.offset + place.length]


@pytest.mark.parametrize("container", ["mp4", "matroska"])
def test_the_user_data_of_mpeg4_visual_are_found_in_its_configuration(container: str) -> None:
    data = clip(container, "mpeg4")
    place = next(one for one in structure(data) if isinstance(one, Measurement) and one.quantity == "encoder.mark")
    assert isinstance(place.locus, ByteRange)
    assert data[place.locus.offset :][: place.locus.length].decode() == place.value
