"""Hostile text becomes visible, and ordinary text in any script stays as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.report.escape import shortened, visible
from casefiles.report.fonts import coverage

SET = coverage()  # measured once, outside the timed examples
ANY = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("a\u0301\u202e\x1b\udc80\ue000⟨⟩ é中ع"), max_size=40
)


@given(ANY)
def test_nothing_invisible_is_left(text: str) -> None:
    for character in visible(text, coverage=SET):
        assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
        assert character == " " or unicodedata.category(character) != "Zs"


@given(ANY)
def test_everything_left_can_be_set_by_the_pinned_fonts(text: str) -> None:
    assert all(any(ord(c) in font for font in SET) for c in visible(text, coverage=SET))


@given(ANY, ANY)
def test_two_different_texts_never_look_the_same(one: str, other: str) -> None:
    assert (visible(one) == visible(other)) == (one == other)


@pytest.mark.parametrize(
    "text", ["harbour.mp4", "مرحبا بالعالم", "中文名字", "हिन्दी क्षेत्र", "שָׁלוֹם", "Ελληνικά", "ไทย", "한국어"]
)
def test_names_in_many_scripts_stay_as_they_are(text: str) -> None:
    assert visible(text, coverage=SET) == text


def test_an_override_of_direction_is_written_out() -> None:
    assert visible("clip\u202e4pm.exe") == "clip⟨U+202E⟩4pm.exe"


def test_the_notation_cannot_be_imitated() -> None:
    assert visible("⟨U+202E⟩") == "⟨U+27E8⟩U+202E⟨U+27E9⟩"


def test_marks_that_would_cover_other_lines_are_written_out() -> None:
    shown = visible("z" + "\u0301" * 40)
    assert sum(unicodedata.combining(c) > 0 for c in shown) == 3
    assert shown.count("⟨U+0301⟩") == 37


def test_an_emoji_without_a_font_is_written_out() -> None:
    assert visible("😀", coverage=SET) == "⟨U+1F600⟩"
    assert visible("😀") == "😀"


def test_a_long_text_is_cut_with_its_length_and_digest_said() -> None:
    cut = shortened("ab" * 5000, 10)
    assert cut.startswith("ababababab … [10,000 characters in all; SHA-256")
    assert shortened("ab", 10) == "ab"
    assert shortened("a\udc80" * 20, 3).endswith("]")
