"""The time that a broadcaster sends is read where it stands; what is no time is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.media.mpegts_times import instant
from forensics.types import ByteRange, Measurement
from tests.forensics.media.handmade import clip, everything, refused, values

SOME_DAY = bytes.fromhex("c079124500")
"""The example of ETSI EN 300 468: 13 October 1993, 12:45:00."""


def packet(time: bytes, counter: int, table: int = 0x70) -> bytes:
    head = bytes((0x47, 0x40, 0x14, 0x10 | counter, 0, table, 0x70, 5))
    return (head + time).ljust(188, b"\xff")


def test_the_first_and_the_last_time_of_a_broadcast_are_clocks_at_their_bytes() -> None:
    data = clip("mpegts")
    times = [SOME_DAY, bytes.fromhex("c079124530"), bytes.fromhex("c079124600")]
    whole = packet(times[0], 0) + data + packet(times[1], 1) + packet(times[2], 2, 0x73)
    read = everything(whole)
    said = values(read)
    assert said["mpegts.time_tables"] == 3
    assert said["clock.mpegts.time_table.first.utc"] == "1993-10-13T12:45:00Z"
    assert said["clock.mpegts.time_table.last.utc"] == "1993-10-13T12:46:00Z"
    (place,) = [one.locus for one in read if isinstance(one, Measurement) and one.quantity.endswith("table.last")]
    assert isinstance(place, ByteRange)
    assert whole[place.offset : place.offset + place.length] == times[2]


def test_digits_that_are_no_time_are_said_and_not_guessed() -> None:
    read = everything(packet(bytes.fromhex("c079ff4500"), 0) + clip("mpegts"))
    assert refused(read, "clock.mpegts.time_table.first.utc") == ["its digits are no time"]
    assert "mpegts.time_tables" not in values(everything(clip("mpegts")))


@pytest.mark.parametrize(
    ("raw", "shown"), [("0000000000", "1858-11-17T00:00:00"), ("9e8b235959", "1970-01-01T23:59:59")]
)
def test_days_count_from_the_modified_julian_date(raw: str, shown: str) -> None:
    found = instant(bytes.fromhex(raw))
    assert found is not None
    assert found.replace(tzinfo=None).isoformat() == shown


@given(st.binary(min_size=5, max_size=5))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    instant(raw)
