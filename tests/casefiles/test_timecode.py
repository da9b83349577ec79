"""Timecode at constant and at dropping rates, and back again."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.timecode import parse_timecode, timecode

NTSC = Fraction(30000, 1001)


@pytest.mark.parametrize(
    ("frame", "rate", "words"),
    [
        (0, Fraction(25), "0:00:00:00"),
        (25 * 3661 + 7, Fraction(25), "1:01:01:07"),
        (1799, NTSC, "0:00:59;29"),
        (1800, NTSC, "0:01:00;02"),
        (17982, NTSC, "0:10:00;00"),
        (107892, NTSC, "1:00:00;00"),
        (23, Fraction(24000, 1001), "0:00:00:23"),
        (119, Fraction(120), "0:00:00:119"),
    ],
)
def test_frames_are_counted_as_the_standard_counts_them(frame: int, rate: Fraction, words: str) -> None:
    assert timecode(frame / rate, rate) == words


@given(
    st.integers(0, 3_000_000), st.sampled_from([Fraction(24), Fraction(25), NTSC, Fraction(60000, 1001), Fraction(50)])
)
def test_a_timecode_read_back_is_the_time_of_its_frame(frame: int, rate: Fraction) -> None:
    assert parse_timecode(timecode(frame / rate, rate), rate) == frame / rate


@pytest.mark.parametrize("text", ["0:00:00:25", "0:00:61:00", "0:00:00;00", "12.5", "0:00", "0:60:00:00"])
def test_what_is_no_timecode_at_a_rate_is_none(text: str) -> None:
    assert parse_timecode(text, Fraction(25)) is None


def test_without_a_rate_there_is_no_timecode() -> None:
    assert timecode(Fraction(1), Fraction(0)) == ""
    assert parse_timecode("0:00:00:01", Fraction(0)) is None
