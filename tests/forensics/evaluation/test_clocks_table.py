"""Every clock stands raw, as UTC and under each hypothesis; what no zone explains is a conflict."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.evaluation.clock_rows import Reading, Role, instant_clock
from forensics.evaluation.clocks_table import ClockTable, clock_table, zone_words
from forensics.types import ByteRange, Measurement, NotMeasured, Outcome, WholeFile
from tests.forensics.media.handmade import FTYP, box, everything, movie

HERE = ByteRange(10, 4)


def _clock(name: str, raw: str, **read: str) -> list[Outcome]:
    made: list[Outcome] = [Measurement(f"clock.{name}", raw, "text", HERE)]
    return made + [Measurement(f"clock.{name}.{key}", value, "text", HERE) for key, value in read.items()]


CONTAINER = _clock("mvhd.creation_time", "1", utc="2020-06-01T14:00:00Z")
CHANGED = _clock("mvhd.modification_time", "2", utc="2020-06-01T14:00:30Z")
GPS = _clock("EXIF.GPS", "2020:06:01 [12, 0, 5]", utc="2020-06-01T12:00:05Z")
STATED = _clock("udta.©day", "2020-06-01T14:00:01+0200", utc="2020-06-01T12:00:01Z")
LOCAL = _clock("EXIF.DateTimeOriginal", "2020:06:01 14:00:03", local="2020-06-01T14:00:03")


def _under(table: ClockTable, zone: str, container: str) -> list[tuple[str, str, bool]]:
    found = next(one for one in table.hypotheses if (one.zone, one.container) == (zone, container))
    return [(cell.utc, cell.local, cell.fits) for cell in found.cells]


def test_a_container_clock_alone_is_utc_by_the_standard_and_nothing_conflicts() -> None:
    table = clock_table(CONTAINER)
    assert table.clocks[0].reading is Reading.UTC_BY_STANDARD
    assert [(one.zone, one.container) for one in table.hypotheses] == [("UTC+00:00", "UTC")]
    assert table.conflicts == ()


def test_a_container_clock_in_local_time_is_found_by_the_satellites_time() -> None:
    table = clock_table([*CONTAINER, *GPS])
    assert _under(table, "UTC+02:00", "local time") == [
        ("2020-06-01T12:00:00Z", "2020-06-01T14:00:00", True),
        ("2020-06-01T12:00:05Z", "2020-06-01T14:00:05", True),
    ]
    assert [fits for _, _, fits in _under(table, "UTC+00:00", "UTC")] == [False, True]
    (conflict,) = table.conflicts
    assert conflict.words == (
        "clock.mvhd.creation_time read as UTC lies 1:59:55 from clock.EXIF.GPS; as local time at UTC+02:00 it fits."
    )
    assert conflict.loci == (HERE, HERE)


def test_a_stated_offset_is_a_hypothesis_and_keeps_its_own_local_time() -> None:
    table = clock_table([*STATED, *CONTAINER])
    assert (table.clocks[0].wall, table.clocks[0].offset) == ("2020-06-01T14:00:01", 120)
    assert _under(table, "UTC+02:00", "UTC")[1] == ("2020-06-01T14:00:00Z", "2020-06-01T16:00:00", False)
    assert _under(table, "UTC+02:00", "local time")[1] == ("2020-06-01T12:00:00Z", "2020-06-01T14:00:00", True)


def test_a_time_without_zone_gives_the_zone_at_which_it_would_agree() -> None:
    table = clock_table([*GPS, *LOCAL])
    assert any(one.zone == "UTC+02:00" and one.not_fitting == 0 for one in table.hypotheses)
    assert table.conflicts == ()


def test_a_difference_that_no_zone_explains_is_said_so() -> None:
    late = _clock("mvhd.creation_time", "1", utc="2021-06-01T12:07:00Z")
    assert "no time zone accounts for that" in clock_table([*late, *GPS]).conflicts[0].words
    odd = _clock("mvhd.creation_time", "1", utc="2020-06-01T13:07:00Z")
    assert "no time zone accounts for that" in clock_table([*odd, *GPS]).conflicts[0].words


def test_two_clocks_that_state_their_zone_and_differ_conflict() -> None:
    other = _clock("XMP.CreateDate", "2020-06-01T15:00:00Z", utc="2020-06-01T15:00:00Z")
    assert "both state their zone" in clock_table([*GPS, *other]).conflicts[0].words


def test_a_later_change_is_no_conflict() -> None:
    table = clock_table([*CONTAINER, *CHANGED])
    assert [one.role for one in table.clocks] == [Role.RECORDING, Role.CHANGE]
    assert table.conflicts == ()


def test_clocks_that_were_never_set_stay_in_the_table_with_the_reason() -> None:
    zero: list[Outcome] = [
        Measurement("clock.mvhd.creation_time", 0, "s", HERE),
        NotMeasured("clock.mvhd.creation_time.utc", "0: the writer did not set it", HERE),
    ]
    (clock,) = clock_table(zero).clocks
    assert (clock.reading, clock.quirk) == (Reading.UNSET, "0: the writer did not set it")
    assert all(not one.cells for one in clock_table(zero).hypotheses)


def test_the_same_clock_in_many_tracks_is_one_row_with_a_count() -> None:
    assert [one.times for one in clock_table([*CONTAINER, *CONTAINER, *CHANGED]).clocks] == [2, 1]


def test_a_recording_after_its_acquisition_or_its_signature_is_a_conflict() -> None:
    assert "after the acquisition" in clock_table(GPS, received="2020-05-30T00:00:00Z").conflicts[0].words
    signed = instant_clock("C2PA signature", "2020-05-30T00:00:00Z", Role.SIGNING)
    assert signed is not None
    assert "after C2PA signature" in clock_table(GPS, outside=(signed,)).conflicts[0].words
    within_a_day = clock_table(CONTAINER, received="2020-06-01T06:00:00Z")
    assert within_a_day.conflicts == ()  # a zone may account for eight hours


def test_zones_can_be_asked_for_and_what_is_none_is_refused() -> None:
    table = clock_table(CONTAINER, zones=["-3:30"])
    assert _under(table, "UTC-03:30", "UTC") == [("2020-06-01T14:00:00Z", "2020-06-01T10:30:00", True)]
    for wrong in ("Berlin", "+15:00", "2"):
        with pytest.raises(ValueError):
            clock_table(CONTAINER, zones=[wrong])


def test_a_date_without_time_takes_no_part_in_the_hypotheses() -> None:
    day = _clock("file_name", "2020-06-01", local="2020-06-01")
    table = clock_table([*day, *GPS])
    assert table.clocks[0].resolution == 86400
    assert all(cell.clock == 1 for one in table.hypotheses for cell in one.cells)


def test_a_file_made_by_hand_goes_all_the_way() -> None:
    day = box(b"udta", box(b"\xa9day", b"\0\x18\x15\xc7" + b"1999-01-24T07:20:00+0200"))
    table = clock_table(everything(movie(day, head=FTYP), name="VID_19990124_052000.mp4"))
    names = {one.name for one in table.clocks}
    assert {"clock.mvhd.creation_time", "clock.moov/udta.©day", "clock.file_name"} <= names
    assert any(one.zone == "UTC+02:00" for one in table.hypotheses)


@given(st.lists(st.tuples(st.datetimes(), st.sampled_from(["utc", "local", "quirk"]), st.booleans()), max_size=12))
def test_any_clocks_give_a_table(rows: list[tuple[datetime, str, bool]]) -> None:
    outcomes: list[Outcome] = []
    for number, (stamp, suffix, container) in enumerate(rows):
        name = f"mvhd.{number}" if container else f"tag.{number}"
        text = stamp.replace(microsecond=0).isoformat()
        outcomes += _clock(name, text, **{suffix: text + ("Z" if suffix == "utc" else "")})
    table = clock_table(outcomes, received="2020-01-01T00:00:00Z")
    assert len(table.clocks) <= len(rows)
    for one in table.hypotheses:
        assert one.fitting + one.not_fitting == sum(table.clocks[c.clock].role is Role.RECORDING for c in one.cells)


def test_zone_words_carry_their_sign() -> None:
    assert [zone_words(timedelta(minutes=minutes)) for minutes in (0, 90, -210)] == [
        "UTC+00:00", "UTC+01:30", "UTC-03:30",
    ]  # fmt: skip


def test_a_camera_that_writes_local_time_is_seen(shared_media: Path) -> None:
    path = shared_media / "detection" / "camera_original" / "gpmf-parser__8e8fa988__max-heromode.mp4"
    table = clock_table(everything(path.read_bytes(), name=path.name))
    assert any("as local time at UTC-08:00 it fits" in one.words for one in table.conflicts)
    assert table.clocks[0].locus != WholeFile()
