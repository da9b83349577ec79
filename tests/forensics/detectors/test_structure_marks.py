"""Findings on structure: what is there is said with its place and its innocent reasons, what is not there is not."""

from __future__ import annotations

import pytest

from forensics.detectors.structure_marks import DETECTOR
from forensics.types import ByteRange, Finding, Measurement, Result
from tests.forensics.media.handmade import FTYP, box, clip, elst, everything, movie, sampled


def findings(data: bytes, name: str = "") -> dict[str, Finding]:
    results = [Result("container", "1", outcome) for outcome in everything(data, name)]
    return {finding.code: finding for finding in DETECTOR.judge(results)}


def _short_index() -> bytes:
    """Return a clip in AVI whose index lists one chunk less than there are."""
    data = bytearray(clip("avi")[:-16])
    for place in (4, data.rindex(b"idx1") + 4):
        data[place : place + 4] = (int.from_bytes(data[place : place + 4], "little") - 16).to_bytes(4, "little")
    return bytes(data)


def test_an_ordinary_clip_brings_only_its_encoder_statements() -> None:
    assert set(findings(clip("mp4"))) == {"encoder_statements"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (movie(tail=b"\0\0\0"), "trailing_bytes"),
        (movie(b"12345"), "bytes_of_no_element"),
        (_short_index(), "index_disagrees"),
        (clip("mpegts") * 2, "stream_breaks"),
        (movie(box(b"free", b"\0\0left")), "space_not_empty"),
        (sampled([10, 20], [0, 4], 1, b"m" * 40), "samples_overlap"),
        (sampled([10, 20], [-12, 10], 1, b"m" * 40), "samples_outside_media_data"),
        (movie()[:-10], "structure_damaged"),
        (movie(head=FTYP + FTYP), "repeated_element"),
        (movie(box(b"zzzz", b"")), "unknown_element"),
        (movie(edits=elst((3000, 1000))), "edit_list_hides"),
        (sampled([10, 20], [0, 40], 1, b"m" * 10 + b"left over" * 3 + b"m" * 33), "media_bytes_unused"),
    ],
)
def test_each_mark_is_found_where_it_was_made_and_not_elsewhere(data: bytes, code: str) -> None:
    assert code not in findings(movie())
    finding = findings(data)[code]
    assert finding.loci or code.startswith("samples_")
    assert finding.innocent_explanations
    assert finding.limits
    assert finding.direction is None


def test_an_edit_list_that_hides_an_encoders_delay_is_not_remarked_on() -> None:
    assert "edit_list_hides" not in findings(movie(edits=elst((4950, 50))))


def test_a_clock_of_another_day_is_a_conflict_and_of_another_zone_is_called_so() -> None:
    assert "clocks_apart" not in findings(movie(), "VID_19990124_052005.mp4")
    assert "clocks_apart" not in findings(movie(), "VID_19990124_072005.mp4")
    assert "later" in findings(movie(), "VID_20010124_052000.mp4")["clocks_apart"].observation
    zoned = findings(movie(), "PXL_19990124_072005123.mp4")["clocks_apart"]
    assert "as much as time zones differ" in zoned.observation


def test_long_texts_of_the_file_are_quoted_short() -> None:
    long = Measurement("encoder.name", "x" * 5000, "text")
    (finding,) = DETECTOR.judge([Result("media", "1", long)])
    assert len(finding.observation) < 400


def test_nothing_stored_gives_no_finding() -> None:
    assert list(DETECTOR.judge([])) == []


def _measured(*values: tuple[str, str | int]) -> set[str]:
    results = [
        Result("media", "2", Measurement(name, value, "1", ByteRange(number, 1)))
        for number, (name, value) in enumerate(values)
    ]
    return {finding.code for finding in DETECTOR.judge(results)}


def test_two_encoders_in_one_stream_are_remarked_on_and_one_that_repeats_itself_is_not() -> None:
    one, other = ("sei.user_data.text", "x264 - core 155"), ("sei.user_data.text", "x264 - core 164")
    assert _measured(one, one, ("sei.user_data.text", "made with care")) == set()
    assert _measured(one, other) == {"encoder_statement_changes"}


def test_breaks_that_the_stream_states_are_remarked_on() -> None:
    assert _measured(("sei.recovery_point.broken_link", 0), ("sei.time_code.jumps", 0)) == set()
    assert _measured(("sei.recovery_point.broken_link", 1)) == {"broken_link"}
    assert _measured(("sei.time_code.jumps", 1), ("sei.time_code.jump", "a is followed by b")) == {"time_code_jumps"}
