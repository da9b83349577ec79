"""Clocks read as UTC where the standard says so, as zoneless where it does not, and their quirks by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.media.clocks import read_clocks
from forensics.media.dates import in_name, parse
from forensics.types import ByteRange, Element, Field, Outcome, Tag
from tests.forensics.media.handmade import everything, movie, refused, values


def header(seconds: int) -> Element:
    unit = "s since 1904-01-01 UTC"
    return Element(0, -1, "mvhd", 0, 8, 108, (Field("creation_time", seconds, unit, 12, 4),))


def clocks(*tags: Tag, seconds: int = 0, name: str = "") -> list[Outcome]:
    return list(read_clocks([header(seconds)] if seconds else [], tags, name=name))


def test_a_movie_header_counts_from_1904() -> None:
    assert values(everything(movie()))["clock.mvhd.creation_time.utc"] == "1999-01-24T05:20:00Z"


def test_zero_is_unset_and_not_a_date() -> None:
    found = list(read_clocks([header(0)], []))
    assert values(found) == {"clock.mvhd.creation_time": 0}
    assert "did not set it" in refused(found, "clock.mvhd.creation_time.utc")[0]


def test_the_unix_epoch_and_times_counted_from_it_are_named() -> None:
    assert "never set" in str(values(clocks(seconds=2_082_844_800))["clock.mvhd.creation_time.quirk"])
    quirk = values(clocks(seconds=1_700_000_000))["clock.mvhd.creation_time.quirk"]
    assert "2023-11-14T22:13:20Z" in str(quirk)


def test_a_clock_beyond_the_year_9999_is_said_not_raised() -> None:
    assert "beyond the year 9999" in refused(clocks(seconds=1 << 60), "clock.mvhd.creation_time.utc")[0]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("2019-07-24T11:25:40+0300", ("utc", "2019-07-24T08:25:40Z")),
        ("2020-01-05T11:19:47Z", ("utc", "2020-01-05T11:19:47Z")),
        ("2020-01-05T11:19:47.25Z", ("utc", "2020-01-05T11:19:47.250000Z")),
        ("2020:03:26 10:30:06", ("local", "2020-03-26T10:30:06")),
        ("MON SEP 10 20:52:00 2012", ("local", "2012-09-10T20:52:00")),
        ("2020-08-28", ("local", "2020-08-28")),
        ("20200828", ("local", "2020-08-28")),
        ("2024-04-22T14:38:09GMT+2", ("utc", "2024-04-22T12:38:09Z")),
        ("2024:04:22 14:38:09 UTC", ("utc", "2024-04-22T14:38:09Z")),
        ("2024-04-22T14:38:09UTC-03:30", ("utc", "2024-04-22T18:08:09Z")),
        ("2024-04-22T14:38:09+02", ("utc", "2024-04-22T12:38:09Z")),
        ("2001/ 1/27  1:42PM", ("local", "2001-01-27T13:42:00")),
        ("2005/11/28/ 09:19", ("local", "2005-11-28T09:19:00")),
        ("2001/ 1/27 12:05AM", ("local", "2001-01-27T00:05:00")),
    ],
)
def test_the_ways_of_writing_a_date_are_read(text: str, reading: tuple[str, str]) -> None:
    found = values(clocks(Tag("assay", "XMP", "CreateDate", text, ByteRange(1, 2))))
    assert found == {"clock.XMP.CreateDate": text, f"clock.XMP.CreateDate.{reading[0]}": reading[1]}


def test_an_offset_beside_an_exif_date_makes_it_utc() -> None:
    stamp = Tag("exifread", "EXIF", "EXIF DateTimeOriginal", "2025:09:23 19:47:05")
    offset = Tag("exifread", "EXIF", "EXIF OffsetTimeOriginal", "+02:00")
    assert values(clocks(stamp, offset))["clock.EXIF.EXIF_DateTimeOriginal.utc"] == "2025-09-23T17:47:05Z"


def test_gps_date_and_time_make_one_utc_clock() -> None:
    date = Tag("exifread", "EXIF", "GPS GPSDate", "2025:09:23")
    time = Tag("exifread", "EXIF", "GPS GPSTimeStamp", "[17, 47, 3]")
    assert values(clocks(date, time))["clock.EXIF.GPS.utc"] == "2025-09-23T17:47:03Z"


def test_a_blank_exif_date_is_unset() -> None:
    found = clocks(Tag("exifread", "EXIF", "Image DateTime", "0000:00:00 00:00:00"))
    assert "unset" in refused(found, "clock.EXIF.Image_DateTime.utc")[0]


@pytest.mark.parametrize("text", ["27.01.2001 um 13 Uhr", "2001-13-45 99:00", "1/27/2001 1:42 PM"])
def test_a_date_in_an_unknown_form_is_shown_as_it_stands(text: str) -> None:
    found = clocks(Tag("assay", "XMP", "CreateDate", text, ByteRange(1, 2)))
    assert values(found) == {"clock.XMP.CreateDate": text}
    assert "not in a form that is known" in refused(found, "clock.XMP.CreateDate.utc")[0]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("VID_20260102_030405.mp4", "2026-01-02T03:04:05"),
        ("VID-20260101-WA0001.mp4", "2026-01-01T00:00:00"),
        ("PXL_20260102_030405123.mp4", "2026-01-02T03:04:05+00:00"),
        ("Screen Recording 2026-01-01 at 12.13.14.mov", "2026-01-01T12:13:14"),
        ("1700000000123.mp4", "2023-11-14T22:13:20+00:00"),
    ],
)
def test_dates_in_file_names_are_found(name: str, shown: str) -> None:
    reading = in_name(name)
    assert reading is not None
    assert reading.stamp.isoformat() == shown


@pytest.mark.parametrize("name", ["IMG_99999999.mp4", "clip.mp4", "12345.mov", ""])
def test_a_name_without_a_date_gives_none(name: str) -> None:
    assert in_name(name) is None


@given(st.text(max_size=60))
def test_no_text_makes_the_date_readers_raise(text: str) -> None:
    parse(text)
    in_name(text)


@given(st.text(max_size=40), st.text(max_size=40), st.integers(0, 1 << 64))
def test_no_tag_makes_the_clock_reader_raise(name: str, value: str, seconds: int) -> None:
    clocks(Tag("assay", "XMP", f"date {name}", value), Tag("assay", "EXIF", "GPS GPSTimeStamp", value),
           Tag("assay", "EXIF", "GPS GPSDate", value), seconds=seconds, name=name)  # fmt: skip
