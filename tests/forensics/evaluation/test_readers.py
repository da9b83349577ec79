"""Readers of one tag stand side by side, and disagreement is shown first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.evaluation.readers import Agreement, TagRow, side_by_side
from forensics.media.opening import describe, open_media
from forensics.types import ByteRange, Element, Field, Measurement, Outcome, Tag
from tests.forensics.media.handmade import clip, everything


def _row(outcomes: list[Outcome], name: str, scope: str = "file") -> TagRow:
    return next(row for row in side_by_side(outcomes) if (row.name, row.scope) == (name, scope))


def test_the_same_value_by_two_readers_agrees_and_both_are_kept() -> None:
    row = _row(
        [Tag("ffmpeg", "container", "encoder", "Lavf60"), Tag("assay", "moov/udta", "©too", "Lavf60 ")],
        "writing program",
    )
    assert row.agreement is Agreement.AGREE
    assert [(one.reader, one.value) for one in row.said] == [("ffmpeg", "Lavf60"), ("assay", "Lavf60 ")]


def test_different_values_disagree_and_stand_first() -> None:
    rows = side_by_side(
        [
            Tag("ffmpeg", "container", "title", "same"),
            Tag("assay", "moov/udta", "©nam", "same"),
            Tag("ffmpeg", "container", "make", "One"),
            Tag("assay", "moov/udta", "©mak", "Two"),
        ]
    )
    assert [(row.name, row.agreement) for row in rows] == [("make", Agreement.DIFFER), ("title", Agreement.AGREE)]


def test_one_date_in_three_spellings_agrees() -> None:
    outcomes: list[Outcome] = [
        Tag("ffmpeg", "container", "creation_time", "2015-12-12T08:59:26.000000Z"),
        Tag("exiftool", "QuickTime", "CreateDate", "2015:12:12 08:59:26"),
        Tag("mediainfo", "General", "Encoded_Date", "2015-12-12 08:59:26 UTC"),
        Measurement("clock.mvhd.creation_time.utc", "2015-12-12T08:59:26Z", "text", ByteRange(1, 4)),
    ]
    row = _row(outcomes, "created, by the container")
    assert row.agreement is Agreement.AGREE and len(row.said) == 4
    outcomes[1] = Tag("exiftool", "QuickTime", "CreateDate", "2015:12:12 09:59:26")
    assert _row(outcomes, "created, by the container").agreement is Agreement.DIFFER


def test_a_tag_that_one_reader_gives_twice_agrees_with_one_that_gives_it_once() -> None:
    row = _row(
        [Tag("assay", "a", "©too", "x"), Tag("assay", "b", "©too", "y"), Tag("ffmpeg", "container", "encoder", "x")],
        "writing program",
    )
    assert row.agreement is Agreement.AGREE


def test_a_tag_of_one_reader_stands_alone_under_its_own_name() -> None:
    assert _row([Tag("exifread", "EXIF", "EXIF Flash", "50 mm")], "EXIF EXIF Flash").agreement is Agreement.ALONE


def test_streams_are_kept_apart() -> None:
    hdlr = Field("name", "Ours", "text", 5, 4)
    outcomes: list[Outcome] = [
        Element(0, -1, "moov", 0, 8, 100),
        Element(1, 0, "trak", 8, 8, 40),
        Element(2, 1, "mdia", 16, 8, 30),
        Element(3, 2, "hdlr", 24, 8, 20, (hdlr,)),
        Tag("ffmpeg", "stream 0", "handler_name", "Theirs"),
        Tag("ffmpeg", "stream 1", "handler_name", "Other"),
        Tag("exiftool", "Track1", "HandlerDescription", "Ours"),
    ]
    row = _row(outcomes, "handler name", "stream 0")
    assert row.agreement is Agreement.DIFFER
    assert {one.reader for one in row.said} == {"ffmpeg", "assay", "exiftool"}
    assert _row(outcomes, "handler name", "stream 1").agreement is Agreement.ALONE


def test_ffmpeg_and_our_parser_agree_on_a_clip_that_ffmpeg_made(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(clip("mp4"))
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        rows = side_by_side([*describe(opened), *everything(path.read_bytes())])
    assert {row.name: row.agreement for row in rows if len({one.reader for one in row.said}) > 1} == dict.fromkeys(
        ("handler name", "language", "major brand", "writing program"), Agreement.AGREE
    )


_TAGS = st.builds(
    Tag,
    st.sampled_from(["ffmpeg", "assay", "exifread", "exiftool", "mediainfo"]),
    st.sampled_from(["container", "stream 0", "Track2", "General", "EXIF"]) | st.text(max_size=5),
    st.sampled_from(["encoder", "creation_time", "©too", "date-eng"]) | st.text(max_size=5),
    st.text(max_size=12),
)


@given(st.lists(_TAGS, max_size=20))
def test_any_tags_are_all_shown_once(tags: list[Tag]) -> None:
    rows = side_by_side(tags)
    shown = {(one.reader, one.value) for row in rows for one in row.said}
    assert shown <= {(tag.reader, tag.value) for tag in tags}
    missing = {(tag.reader, tag.value) for tag in tags if tag.reader != "ffmpeg"} - shown
    assert not missing
    assert len({(row.scope, row.name) for row in rows}) == len(rows)


def test_a_macintosh_language_number_is_compared_by_its_language() -> None:
    name = Field("language", "QuickTime 0", "text", 3, 2)
    outcomes: list[Outcome] = [
        Element(0, -1, "moov", 0, 8, 60),
        Element(1, 0, "trak", 8, 8, 50),
        Element(2, 1, "mdhd", 16, 8, 40, (name,)),
        Tag("ffmpeg", "stream 0", "language", "eng"),
    ]
    assert _row(outcomes, "language", "stream 0").agreement is Agreement.AGREE
    outcomes[2] = Element(2, 1, "mdhd", 16, 8, 40, (Field("language", "QuickTime 1", "text", 3, 2),))
    assert _row(outcomes, "language", "stream 0").agreement is Agreement.DIFFER


@pytest.mark.parametrize(
    ("name", "first", "other", "second"),
    [
        ("EXIF ExposureTime", "329/500000", "ExifIFD:ExposureTime", "0.000658"),
        ("EXIF FNumber", "16/5", "ExifIFD:FNumber", "3.2"),
        ("GPS GPSLatitude", "[33, 7, 3499/100]", "GPS:GPSLatitude", "33.1263861111111"),
        ("EXIF LensModel", "FE 24-70mm", "ExifIFD:LensModel", "FE 24-70mm"),
    ],
)
def test_a_fraction_and_a_decimal_number_of_one_tag_agree(name: str, first: str, other: str, second: str) -> None:
    group, _, tag = other.partition(":")
    (row,) = side_by_side([Tag("exifread", "EXIF", name, first), Tag("exiftool", group, tag, second)])
    assert row.agreement is Agreement.AGREE


def test_numbers_that_differ_disagree_and_what_is_no_number_is_compared_as_text() -> None:
    for first, second in (("1/200", "0.006"), ("1/0", "0"), ("1e999999999", "inf"), ("[1, 2, 3, 4]", "1")):
        tags = [Tag("exifread", "EXIF", "EXIF ExposureTime", first), Tag("exiftool", "ExifIFD", "ExposureTime", second)]
        assert side_by_side(tags)[0].agreement is Agreement.DIFFER


def test_a_property_of_xmp_has_one_name_for_both_of_its_readers() -> None:
    value = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    (row,) = side_by_side([
        Tag("assay", "XMP", "Iptc4xmpExt:DigitalSourceType", value),
        Tag("exiftool", "XMP-iptcExt", "DigitalSourceType", value),
    ])  # fmt: skip
    assert (row.name, row.agreement) == ("XMP Iptc4xmpExt:DigitalSourceType", Agreement.AGREE)
    apart = side_by_side([Tag("assay", "XMP", "dc:title[1]", "a"), Tag("exiftool", "XMP-dc", "Title", "a")])
    assert [one.agreement for one in apart] == [Agreement.ALONE, Agreement.ALONE]
