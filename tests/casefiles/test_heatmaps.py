"""What methods measured within frames is found at the frames and times where it holds, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from casefiles.heatmaps import over_frames
from casefiles.views import SeriesRow
from forensics.detectors.noise_level import MAP
from forensics.types import (
    Column,
    Finding,
    FrameLocus,
    Measurement,
    NotMeasured,
    Region,
    Result,
    Series,
    Timestamp,
)
from tests.casefiles.test_firstpage import EXAMINATION, UNEXAMINED

AT = Timestamp(40, Fraction(1, 25))
BOX = Region(16, 8, 32, 24)
ROWS = (
    (0.0, 1.0, 0, 0, 8, 6, -2.0),
    (0.0, 1.0, 8, 0, 8, 6, 0.5),
    (2.0, 3.0, 0, 0, 8, 6, 1.5),
)
TABLE = Series("noise_level.map", MAP, 0, ROWS)
LISTED = (
    SeriesRow("noise_level.map", MAP, len(ROWS), 0),
    SeriesRow("frames", (Column("index", "1"), Column("begin", "s")), 3, 0),
)
EXAMINED = replace(UNEXAMINED, examination=EXAMINATION, series=LISTED)


def of_table(quantity: str, stream: int) -> Series | None:
    assert (quantity, stream) == ("noise_level.map", 0), "only tables of the form of a map are read"
    return TABLE


def test_a_map_holds_from_its_stretch_to_the_next() -> None:
    over = over_frames(EXAMINED, of_table)
    first, second = over.maps
    assert [len(one.cells) for one in over.maps] == [2, 1]
    assert over.maps_at(0.0) == over.maps_at(1.5) == (first,)
    assert over.maps_at(2.5) == over.maps_at(99.0) == (second,)
    assert over.maps_at(-1.0) == (), "a frame without a time has none"
    assert (first.low, first.high) == (second.low, second.high) == (-2.0, 1.5), "one scale for the whole film"
    assert first.unit == "doublings"
    assert first.limit.startswith("Noise depends on light")


def test_regions_stand_at_their_frame_once() -> None:
    locus = FrameLocus(0, 7, AT, BOX)
    measured = Result("visible_marks", "1", Measurement("visible_marks.stop", 0.86, "1", locus))
    finding = Finding(
        "visible_marks", "1", "place", "Edges stay.", (locus, FrameLocus(0, 9, AT, BOX)), (), ("a",), ("b",)
    )
    over = over_frames(replace(UNEXAMINED, results=(measured,), findings=(finding,)), of_table)
    assert over.frames() == (7, 9)
    (here,) = over.regions_at(7)
    assert (here.label, here.region) == ("visible_marks 0.86", BOX)
    assert over.regions_at(8) == ()
    assert over.regions_at(9)[0].words == "Edges stay."


def test_why_there_is_no_map_is_told() -> None:
    gap = Result("noise_level", "2", NotMeasured("noise_level.greatest_region", "4 frames were measured"))
    over = over_frames(replace(UNEXAMINED, results=(gap,)), of_table)
    assert over.missing == (("noise_level.greatest_region", "4 frames were measured"),)
    assert over.maps == ()
