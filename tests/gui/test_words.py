"""The words of the window: hostile text is made visible, times are exact."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.types import Unread
from gui.words import counted, one_line, paragraphs, parse_time, size_words, value_words


@given(st.text(max_size=400))
def test_no_control_or_direction_character_reaches_the_screen(text: str) -> None:
    for shown in (one_line(text), paragraphs(text).replace("\n", "")):
        assert not any(ord(c) < 32 or 0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 for c in shown)


def test_long_text_is_cut_and_says_so() -> None:
    assert "5,000 characters in all" in one_line("a" * 5000)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12.5", Fraction(25, 2)),
        ("0,04", Fraction(1, 25)),
        ("1:02.5", Fraction(125, 2)),
        ("0:01:02.033", Fraction(62033, 1000)),
        ("25/24", Fraction(25, 24)),
        (" 7 ", Fraction(7)),
    ],
)
def test_a_time_is_read_exactly(text: str, seconds: Fraction) -> None:
    assert parse_time(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-1", "1:2:3:4", "1/0", "nan", "1e5", "１２"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_time(text) is None


def test_values_carry_their_units() -> None:
    assert value_words(1234, "px") == "1,234 px"
    assert value_words(Fraction(1, 3), "s") == "1/3 ≈ 0.333333 s"
    assert value_words(True, "1") == "yes"
    assert value_words(Unread("cut off"), "1") == "not read: cut off"
    assert size_words(1_234_567) == "1,234,567 bytes (1.2 MB)"
    assert counted(1, "finding") == "1 finding"
    assert counted(2, "finding") == "2 findings"
