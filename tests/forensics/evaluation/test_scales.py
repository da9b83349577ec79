"""Scales are data: every one is whole, has source and date, and a ratio finds one wording on it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.evaluation.scales import ScaleError, parse, scale, shipped, wording_of


def test_every_scale_has_source_date_and_wordings_of_its_own() -> None:
    for one in shipped():
        assert one.source and one.dated and one.read and one.note and "{wording}" in one.sentence
        assert len({band.wording for band in one.bands}) == len(one.bands)


def test_the_bands_of_strength_join_without_gap() -> None:
    bands = scale("enfsi-2015").bands
    assert [band.below for band in bands[:-1]] == [band.start for band in bands[1:]]
    assert bands[-1].below == ""


@given(st.fractions(min_value=1))
def test_every_ratio_from_one_has_a_wording(ratio: Fraction) -> None:
    assert scale("enfsi-2015").has(wording_of(ratio, scale("enfsi-2015")))


@pytest.mark.parametrize(
    ("ratio", "wording"),
    [(1, "no support either way"), (2, "weak support"), (9999, "strong support"), (10**7, "extremely strong support")],
)
def test_a_ratio_finds_its_band(ratio: int, wording: str) -> None:
    assert wording_of(Fraction(ratio), scale("enfsi-2015")) == wording


def test_a_ratio_below_one_has_no_wording_of_its_own() -> None:
    with pytest.raises(ScaleError, match="no wording"):
        wording_of(Fraction(1, 3), scale("enfsi-2015"))


@pytest.mark.parametrize("text", ["", "x", "scale = 1", "[[scale]]\nid = 1", '[[scale]]\nid="a"\nbands=[]', "\x00"])
def test_what_is_no_file_of_scales_is_refused(text: str) -> None:
    with pytest.raises(ScaleError):
        parse(text)


def test_an_unknown_scale_is_refused() -> None:
    with pytest.raises(ScaleError, match="no scale"):
        scale("mine")
