"""Tags read back from every container, with their places; hostile XML opens nothing."""

from __future__ import annotations

import io
import struct
import zlib
from fractions import Fraction

import exifread
import pytest

from forensics.media.location import parse_iso6709
from forensics.media.xmp import XmlRefused, read_xml
from forensics.types import ByteRange, Outcome, Tag
from tests.forensics.media.handmade import (
    box,
    chunk,
    ebml,
    everything,
    full,
    jpeg,
    listed,
    movie,
    png,
    png_chunk,
    refused,
    segment,
    tiff,
    values,
)

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
XMP = (
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {RDF}><rdf:Description rdf:about="" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Tool 1"><xmp:Label>ä</xmp:Label>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()


def tags(outcomes: list[Outcome]) -> dict[tuple[str, str], str]:
    return {(each.group, each.name): each.value for each in outcomes if isinstance(each, Tag)}


def bytes_of(data: bytes, outcomes: list[Outcome], name: str) -> bytes:
    locus = next(each.locus for each in outcomes if isinstance(each, Tag) and each.name == name)
    assert isinstance(locus, ByteRange)
    return data[locus.offset : locus.offset + locus.length]


def quicktime(key: bytes, value: bytes) -> bytes:
    keys = full(b"keys", struct.pack(">I", 1), struct.pack(">I", 8 + len(key)) + b"mdta" + key)
    item = box(b"\0\0\0\1", box(b"data", struct.pack(">II", 1, 0), value))
    return box(b"meta", full(b"hdlr", b"\0\0\0\0mdta", b"\0" * 13), keys, box(b"ilst", item))


def test_a_quicktime_key_gives_a_tag_and_a_place_in_degrees() -> None:
    data = movie(quicktime(b"com.apple.quicktime.location.ISO6709", b"+48.8577+002.2950+035.0/"))
    read = everything(data)
    assert tags(read)["moov/meta/ilst", "com.apple.quicktime.location.ISO6709"] == "+48.8577+002.2950+035.0/"
    assert values(read)["location.latitude"] == Fraction("48.8577")
    assert values(read)["location.longitude"] == Fraction("2.295")
    assert values(read)["location.altitude"] == 35
    assert bytes_of(data, read, "com.apple.quicktime.location.ISO6709") == b"+48.8577+002.2950+035.0/"


def test_apples_numbers_for_gapless_playing_are_read() -> None:
    def item(value: bytes) -> bytes:
        parts = full(b"mean", b"com.apple.iTunes"), full(b"name", b"iTunSMPB"), box(b"data", b"\0\0\0\1\0\0\0\0", value)
        handler = full(b"hdlr", b"\0" * 4, b"mdirappl", b"\0" * 9)
        return movie(box(b"udta", full(b"meta", handler, box(b"ilst", box(b"----", *parts)))))

    read = values(everything(item(b" 00000000 00000840 000001C0 00000000003F31F8 00000000")))
    assert read["encoder.gapless.delay"] == 0x840
    assert read["encoder.gapless.samples"] == 0x3F31F8
    assert refused(everything(item(b"no numbers")), "encoder.gapless")


def test_plain_texts_of_user_data_are_tags_and_their_date_is_a_clock() -> None:
    data = movie(box(b"udta", box(b"date", b"2020-11-20T15:04:02+0100"), box(b"modl", b"Camera 1")))
    read = everything(data)
    assert tags(read)["moov/udta", "modl"] == "Camera 1"
    assert values(read)["clock.moov/udta.date.utc"] == "2020-11-20T14:04:02Z"


def test_a_producers_clock_counts_from_1900() -> None:
    stamp = struct.pack(">IIII", 1, 3_900_000_000, 1 << 31, 0)
    read = everything(movie(tail=full(b"prft", stamp)))
    assert values(read)["clock.prft.ntp_timestamp.utc"] == "2023-08-02T21:20:00.500000Z"


def test_user_data_text_of_quicktime_and_a_place_at_0_0() -> None:
    text = b"+00.0000+000.0000/"
    data = movie(box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(text), 0x15C7), text), b"\0\0\0\0"))
    read = everything(data)
    assert tags(read)["moov/udta", "©xyz"] == text.decode()
    assert "location.latitude" not in values(read)
    assert "0, 0" in refused(read, "location")[0]
    assert values(read)["container.bytes_unaccounted"] == 0


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("+48.8577+002.295/", (Fraction("48.8577"), Fraction("2.295"))),
        ("-3351.5+15112.0/", (-(33 + Fraction("51.5") / 60), 151 + Fraction(12, 60))),
        ("+401213.5-0750015.0/", (40 + Fraction(12, 60) + Fraction("13.5") / 3600, -(75 + Fraction(15, 3600)))),
        ("+91+000/", None),
        ("Paris", None),
    ],
)
def test_iso_6709_gives_degrees(text: str, degrees: tuple[Fraction, Fraction] | None) -> None:
    assert parse_iso6709(text) == degrees


def test_xmp_in_a_box_gives_its_values_with_their_bytes() -> None:
    data = movie(box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), XMP))
    read = everything(data)
    assert tags(read)["XMP", "xmp:CreatorTool"] == "Tool 1"
    assert tags(read)["XMP", "xmp:Label"] == "ä"
    assert bytes_of(data, read, "xmp:Label") == "<xmp:Label>ä</xmp:Label>".encode()


def test_xml_that_declares_entities_is_refused_unexpanded() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
    with pytest.raises(XmlRefused, match="document type"):
        list(read_xml(bomb))
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    with pytest.raises(XmlRefused, match="document type"):
        list(read_xml(outside))


def test_xml_nested_too_deep_is_refused_and_not_followed() -> None:
    with pytest.raises(XmlRefused, match="deeper"):
        list(read_xml(b"<a>" * 10_000))


def test_values_before_the_damage_are_kept() -> None:
    values_ = []
    with pytest.raises(XmlRefused, match="not well-formed"):
        for value in read_xml(b"<a><b>1</b><c>2</c><d"):
            values_.append(value.value)
    assert values_ == ["1", "2"]


def test_exif_of_a_jpeg_lies_where_it_says() -> None:
    data = jpeg(segment(0xE1, b"Exif\0\0" + tiff()), segment(0xFE, b"hello"))
    read = everything(data)
    assert tags(read)["EXIF", "Image DateTime"] == "2020:01:02 03:04:05"
    assert bytes_of(data, read, "Image DateTime") == b"2020:01:02 03:04:05\0"
    assert tags(read)["JPEG", "comment"] == "hello"
    assert values(read)["clock.EXIF.Image_DateTime.local"] == "2020-01-02T03:04:05"


def test_texts_of_a_png_are_read_plain_and_inflated() -> None:
    data = png(
        png_chunk(b"tEXt", b"Software\0caf\xe9"),
        png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"small")),
        png_chunk(b"iTXt", b"Title\0\0\0\0\0" + "ж".encode()),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
        png_chunk(b"eXIf", tiff()),
        png_chunk(b"tIME", struct.pack(">HBBBBB", 2021, 2, 3, 4, 5, 6)),
    )
    read = everything(data)
    found = tags(read)
    assert found["PNG tEXt", "Software"] == "café"
    assert found["PNG zTXt", "Comment"] == "small"
    assert found["PNG iTXt", "Title"] == "ж"
    assert found["XMP", "xmp:CreatorTool"] == "Tool 1"
    assert found["EXIF", "Image DateTime"] == "2020:01:02 03:04:05"
    assert values(read)["clock.tIME.tIME.utc"] == "2021-02-03T04:05:06Z"


def test_an_inflating_bomb_is_cut_at_the_bound() -> None:
    read = everything(png(png_chunk(b"zTXt", b"Bomb\0\0" + zlib.compress(b"\0" * 50_000_000))))
    assert max(len(each.value) for each in read if isinstance(each, Tag)) < 10_000


def test_matroska_tags_name_their_track() -> None:
    simple = ebml("67c8", ebml("45a3", b"ENCODER") + ebml("4487", b"by hand"))
    tag = ebml("7373", ebml("63c0", ebml("63c5", b"\7")) + simple)
    info = ebml("1549a966", ebml("4d80", b"muxer") + ebml("4461", struct.pack(">q", 10**18)))
    data = ebml("1a45dfa3", ebml("4282", b"webm")) + ebml("18538067", info + ebml("1254c367", tag))
    read = everything(data)
    assert tags(read)["Tags (track 7)", "ENCODER"] == "by hand"
    assert tags(read)["Info", "MuxingApp"] == "muxer"
    assert values(read)["clock.DateUTC.utc"] == "2032-09-09T01:46:40Z"


def test_avi_information_and_digitising_date_are_read() -> None:
    date = chunk(b"IDIT", b"MON SEP 10 20:52:00 2012\n\0")
    data = listed(b"AVI ", listed(b"hdrl", date), listed(b"INFO", chunk(b"ISFT", b"made\0")), kind=b"RIFF")
    read = everything(data)
    assert tags(read)["RIFF INFO", "ISFT"] == "made"
    assert values(read)["clock.IDIT.IDIT.local"] == "2012-09-10T20:52:00"


def test_gpmf_gives_its_device_its_time_and_its_place() -> None:
    def klv(key: bytes, form: bytes, size: int, payload: bytes) -> bytes:
        return (
            key
            + form
            + bytes((size,))
            + struct.pack(">H", len(payload) // size)
            + payload
            + b"\0" * (-len(payload) % 4)
        )

    inner = klv(b"SCAL", b"l", 4, struct.pack(">5i", 10**7, 10**7, 1000, 1000, 100)) + klv(
        b"GPSF", b"L", 4, b"\0\0\0\3"
    )
    inner += klv(b"GPSU", b"U", 16, b"191118234514.000") + klv(
        b"GPS5", b"l", 20, struct.pack(">5i", 331230000, -1172690000, 0, 0, 0)
    )
    payload = klv(b"DVNM", b"c", 1, b"Camera") + inner
    read = everything(movie(box(b"udta", box(b"GPMF", payload))))
    assert tags(read)["GPMF", "DVNM"] == "Camera"
    assert values(read)["location.latitude"] == Fraction("33.123")
    assert values(read)["location.longitude"] == Fraction("-117.269")
    assert values(read)["clock.GPMF.GPSU.utc"] == "2019-11-18T23:45:14Z"


def test_an_embedded_thumbnail_is_measured_and_digested() -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "JPEG")
    small = picture.getvalue()
    first = struct.pack("<2sHIHHHIII", b"II", 42, 8, 1, 0x112, 3, 1, 1, 26)
    second = struct.pack("<HHHIIHHIII", 2, 0x201, 4, 1, 56, 0x202, 4, 1, len(small), 0)
    data = jpeg(segment(0xE1, b"Exif\0\0" + first + second + small))
    read = everything(data)
    assert values(read)["thumbnail.jpeg.bytes"] == len(small)
    place = next(each.locus for each in read if getattr(each, "quantity", "") == "thumbnail.jpeg.sha256")
    assert isinstance(place, ByteRange)
    assert data[place.offset : place.offset + place.length] == small


def test_a_heif_item_of_exif_is_read_from_its_extent() -> None:
    block = struct.pack(">I", 6) + b"Exif\0\0" + tiff()
    infe = full(b"infe", struct.pack(">HH4s", 1, 0, b"Exif"), b"\0", version=2)
    head = box(b"ftyp", b"heic\0\0\0\0mif1heic")

    def whole(offset: int) -> bytes:
        iloc = full(b"iloc", bytes((0x44, 0)), struct.pack(">HHHHII", 1, 1, 0, 1, offset, len(block)))
        meta = full(
            b"meta", full(b"hdlr", b"\0\0\0\0pict", b"\0" * 13), full(b"iinf", struct.pack(">H", 1), infe), iloc
        )
        return head + meta + box(b"mdat", block)

    data = whole(len(whole(0)) - len(block))
    assert tags(everything(data))["EXIF", "Image DateTime"] == "2020:01:02 03:04:05"


def test_a_makers_note_that_asks_for_too_much_does_not_cost_the_rest_of_the_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = exifread.process_file

    def hostile(file: io.BytesIO, *, details: bool, extract_thumbnail: bool) -> dict[str, object]:
        while details:
            file.read(1)
        return dict(whole(file, details=details, extract_thumbnail=extract_thumbnail))

    monkeypatch.setattr(exifread, "process_file", hostile)
    read = everything(jpeg(segment(0xE1, b"Exif\0\0" + tiff())))
    assert tags(read)["EXIF", "Image DateTime"] == "2020:01:02 03:04:05"
    assert "left out" in refused(read, "tags.exif.maker_note")[0]
