"""Read every clock in a file: as it stands, as UTC where its standard fixes one, and the quirks of its epoch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from forensics.media.dates import Reading, in_name, parse
from forensics.types import ByteRange, Element, Field, Locus, Measurement, NotMeasured, Outcome, Tag

UTC_TEXT = "ISO 8601 UTC"
LOCAL_TEXT = "ISO 8601 without zone"
COUNTER = "hh:mm:ss:ff"
"""Unit of a time code: a counter of pictures, which has no date."""
MAC_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
UNIX_FROM_MAC = 2_082_844_800
"""Seconds from 1904-01-01 to 1970-01-01."""
_CLOCKED = re.compile(r"date|time(?!scale|code|line)|when|creat|©day|^©TIM|IDIT|ICRD|GPSU|tIME|modif", re.IGNORECASE)
_NOT_CLOCKS = re.compile(r"exposuretime|creator|CreatedBy|SubSec|OffsetTime|UserData|Updater", re.IGNORECASE)
_LIKE_A_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-:/. ]{1,2}\d{1,2}[-:/. ]{1,2}\d{1,2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d"
)
MAX_CLOCKS = 2_000


def read_clocks(elements: Sequence[Element], tags: Sequence[Tag], *, name: str = "") -> Iterator[Outcome]:
    """Yield each clock's raw value, its UTC or zoneless reading, and its quirks; ``name`` is the original file name.

    Container clocks are UTC by ISO/IEC 14496-12 8.2.2 and RFC 9559; many devices write local time all the same.
    """
    for count, outcome in enumerate(_all(elements, tags, name)):
        if count >= MAX_CLOCKS * 3:
            yield NotMeasured("clock", f"clocks beyond the first {MAX_CLOCKS} are not listed")
            return
        yield outcome


def _all(elements: Sequence[Element], tags: Sequence[Tag], name: str) -> Iterator[Outcome]:
    for element in elements:
        if element.kind in ("mvhd", "tkhd", "mdhd"):
            for field in element.fields:
                if field.name in ("creation_time", "modification_time"):
                    yield from _since_1904(f"clock.{element.kind}.{field.name}", field)
        elif element.kind == "DateUTC" and element.fields:
            yield from _since_2001(element.fields[0])
        elif element.kind == "prft":
            yield from _producer(element)
    yield from _gps(tags)
    zones = {tag.name: tag.value for tag in tags if "OffsetTime" in tag.name}
    for tag in tags:
        if tag.group.startswith("timecode track"):
            yield from _counter(f"clock.{slug(tag.group)}", tag)
            continue
        if tag.name.startswith("GPS GPS"):
            continue
        if _CLOCKED.search(tag.name) and not _NOT_CLOCKS.search(tag.name) and len(tag.value) < 100:
            yield from _tag(tag, zones)
    if name and (reading := in_name(name)) is not None:
        yield from _reading("clock.file_name", reading, Measurement("clock.file_name", name[:300], "text").locus)


def _counter(quantity: str, tag: Tag) -> Iterator[Outcome]:
    yield Measurement(quantity, tag.value, COUNTER, tag.locus)
    reason = "a counter of pictures without a date: the time of day in some devices, from zero on in others"
    yield NotMeasured(f"{quantity}.utc", reason, tag.locus)


def _since_1904(quantity: str, field: Field) -> Iterator[Outcome]:
    if not isinstance(field.value, int):
        return
    where = ByteRange(field.offset, field.length)
    yield Measurement(quantity, field.value, field.unit, where)
    if field.value == 0:
        yield NotMeasured(f"{quantity}.utc", "0: the writer did not set it (as a date it would be 1904-01-01)", where)
        return
    try:
        stamp = MAC_EPOCH + timedelta(seconds=field.value)
    except OverflowError:
        yield NotMeasured(f"{quantity}.utc", f"{field.value} s after 1904 lies beyond the year 9999", where)
        return
    yield Measurement(f"{quantity}.utc", _utc(stamp), UTC_TEXT, where)
    if field.value == UNIX_FROM_MAC:
        yield Measurement(f"{quantity}.quirk", "exactly 1970-01-01: a clock that was never set", "text", where)
    elif field.value < UNIX_FROM_MAC:
        other = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=field.value)
        text = f"before 1970; counted from 1970, as some writers do, it would be {_utc(other)}"
        yield Measurement(f"{quantity}.quirk", text, "text", where)


def _producer(element: Element) -> Iterator[Outcome]:
    """Yield the NTP clock of a producer reference time (ISO/IEC 14496-12 8.16.5), counted from 1900 in UTC."""
    for field in element.fields:
        if field.name == "ntp_timestamp" and isinstance(field.value, int | Fraction):
            where = ByteRange(field.offset, field.length)
            yield Measurement("clock.prft.ntp_timestamp", field.value, field.unit, where)
            stamp = datetime(1900, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(field.value * 1_000_000))
            yield Measurement("clock.prft.ntp_timestamp.utc", _utc(stamp), UTC_TEXT, where)


def _since_2001(field: Field) -> Iterator[Outcome]:
    if not isinstance(field.value, int):
        return
    where = ByteRange(field.offset, field.length)
    yield Measurement("clock.DateUTC", field.value, field.unit, where)
    try:
        stamp = datetime(2001, 1, 1, tzinfo=UTC) + timedelta(microseconds=field.value // 1000)
    except OverflowError:
        yield NotMeasured("clock.DateUTC.utc", "lies beyond the years 1 to 9999", where)
        return
    yield Measurement("clock.DateUTC.utc", _utc(stamp), UTC_TEXT, where)


def _tag(tag: Tag, zones: dict[str, str]) -> Iterator[Outcome]:
    zone = ""
    for names, offset in (("DateTimeOriginal", "OffsetTimeOriginal"), ("DateTimeDigitized", "OffsetTimeDigitized"),
                          ("Image DateTime", "OffsetTime")):  # fmt: skip
        if tag.name.endswith(names):
            zone = next((value for key, value in zones.items() if key.endswith(offset)), "")
    reading = parse(tag.value + zone if zone else tag.value)
    if reading is None and not _LIKE_A_DATE.search(tag.value):
        return
    quantity = f"clock.{slug(tag.group)}.{slug(tag.name)}"
    yield Measurement(quantity, tag.value, "text", tag.locus)
    if reading is None:
        yield NotMeasured(f"{quantity}.utc", "it looks like a date and is not in a form that is known here", tag.locus)
        return
    yield from _reading(quantity, reading, tag.locus, known_utc=tag.name in ("GPSU", "tIME", "DateUTC"))


def _reading(quantity: str, reading: Reading, locus: Locus, *, known_utc: bool = False) -> Iterator[Outcome]:
    if quantity == "clock.file_name":
        yield Measurement(quantity, reading.text, "text", locus)
    if reading.empty:
        yield NotMeasured(f"{quantity}.utc", "all zero or blank: the writer left it unset", locus)
        return
    stamp = reading.stamp
    if stamp.tzinfo is not None or known_utc:
        moment = stamp if stamp.tzinfo is not None else stamp.replace(tzinfo=UTC)
        try:
            yield Measurement(f"{quantity}.utc", _utc(moment.astimezone(UTC)), UTC_TEXT, locus)
        except OverflowError:
            yield NotMeasured(f"{quantity}.utc", "lies beyond the years 1 to 9999", locus)
    else:
        shown = stamp.isoformat() if reading.has_time else stamp.date().isoformat()
        yield Measurement(f"{quantity}.local", shown, LOCAL_TEXT, locus)
    if (stamp.year, stamp.month, stamp.day) in ((1904, 1, 1), (1970, 1, 1), (1980, 1, 1), (2000, 1, 1)):
        text = f"{stamp.date().isoformat()}: first day of an epoch or of a camera's calendar, often a clock never set"
        yield Measurement(f"{quantity}.quirk", text, "text", locus)


def _gps(tags: Sequence[Tag]) -> Iterator[Outcome]:
    """Yield the GPS time of EXIF (EXIF 2.32 4.6.6): date stamp and time stamp, UTC by the standard."""
    found = {tag.name: tag for tag in tags if tag.name in ("GPS GPSDate", "GPS GPSDateStamp", "GPS GPSTimeStamp")}
    date = found.get("GPS GPSDate") or found.get("GPS GPSDateStamp")
    time = found.get("GPS GPSTimeStamp")
    if date is None or time is None:
        return
    parts = re.findall(r"\d+(?:/\d+)?", time.value)[:3]
    if len(parts) != 3:
        return
    numbers = [int(top) / max(1, int(below or 1)) for top, _, below in (part.partition("/") for part in parts)]
    reading = parse(f"{date.value} {int(numbers[0]):02}:{int(numbers[1]):02}:{int(numbers[2]):02}+00:00")
    if reading is not None:
        yield Measurement("clock.EXIF.GPS", f"{date.value} {time.value}", "text", time.locus)
        yield from _reading("clock.EXIF.GPS", reading, time.locus)


def slug(text: str) -> str:
    """Return a text of the file as a part of a quantity's name: letters, digits and a few marks, at most 80."""
    return re.sub(r"[^A-Za-z0-9_:/\[\]©-]+", "_", text)[:80].strip("_")


def _utc(stamp: datetime) -> str:
    text = stamp.replace(tzinfo=None).isoformat(timespec="microseconds" if stamp.microsecond else "seconds")
    return f"{text}Z"
