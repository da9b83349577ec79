"""Tables over time: exact intervals, sizes by the time of the packet, and peaks that no zoom hides."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casefiles.tracks import columns_of, tracks_of
from forensics.types import Cell, Column, Finding, FrameLocus, Series, TimeSpan, Timestamp, Unread, WholeFile

BASE = Fraction(1, 30000)
FRAME_COLUMNS = tuple(Column(name, "1") for name in ("index", "pts", "key", "type", "luma", "sha256"))
PACKET_COLUMNS = tuple(Column(name, "1") for name in ("number", "pts", "size"))


def frames(*pts: Cell) -> Series:
    rows = tuple((n, at, n == 0, "I" if n == 0 else "P", 100.0 + n, "00") for n, at in enumerate(pts))
    return Series("frames", FRAME_COLUMNS, 0, rows)


def packets(*sizes: tuple[int, int]) -> Series:
    return Series("packets", PACKET_COLUMNS, 0, tuple((n, pts, size) for n, (pts, size) in enumerate(sizes)))


def test_equal_intervals_stay_equal_and_a_gap_is_one() -> None:
    tracks = tracks_of(frames(0, 1001, 2002, 5005, 6006), None, (), BASE)
    assert len({float(value) for value in tracks.intervals[[0, 1, 3, 4]]}) == 1
    assert tracks.intervals[2] > tracks.intervals[0] * 2.9
    assert np.isnan(tracks.sizes).all()


def test_sizes_come_from_the_packet_with_the_same_time_in_whatever_order() -> None:
    tracks = tracks_of(frames(0, 1001, 2002), packets((0, 900), (2002, 30), (1001, 20)), (), BASE)
    assert tracks.sizes.tolist() == [900, 20, 30]
    assert [chr(code) for code in tracks.types] == ["I", "P", "P"]
    assert tracks.keys.tolist() == [True, False, False]


def test_frames_without_a_time_are_left_out_and_no_frames_give_empty_tracks() -> None:
    assert tracks_of(frames(0, Unread("none"), 2002), None, (), BASE).count == 2
    assert tracks_of(None, None, ()).extent() == (0.0, 0.0)
    assert tracks_of(frames(500), None, (), BASE).count == 1


def test_findings_that_lie_in_time_become_spans_and_others_do_not() -> None:
    at, later = Timestamp(0, BASE), Timestamp(30000, BASE)
    found = [
        Finding("m", "1", "c", "a run", loci, (), (), ())
        for loci in ((TimeSpan(0, at, later),), (WholeFile(),), (FrameLocus(0, 3, later),))
    ]
    spans = tracks_of(None, None, found).spans
    assert [(span.start, span.end, span.finding) for span in spans] == [(0.0, 1.0, 0), (1.0, 1.0, 2)]


@given(
    values=st.lists(st.floats(0, 1e9), min_size=1, max_size=300),
    width=st.integers(1, 50),
)
def test_however_narrow_the_screen_least_and_greatest_are_among_what_is_drawn(values: list[float], width: int) -> None:
    times = np.arange(len(values), dtype=float)
    low, high = columns_of(np.array(values), times, 0.0, float(len(values)), width)
    assert len(low) == len(high) == width
    assert np.nanmax(high) == max(values)
    assert np.nanmin(low) == min(values)


def test_a_value_holds_until_the_next_and_there_is_none_before_the_first() -> None:
    times, values = np.array([1.0, 3.0]), np.array([5.0, 7.0])
    low, high = columns_of(values, times, 0.0, 4.0, 8)
    assert np.isnan(low[:2]).all()
    assert low[2:].tolist() == [5, 5, 5, 5, 7, 7]
    assert high[2:].tolist() == [5, 5, 5, 5, 7, 7]


def test_what_has_no_value_is_not_drawn_and_hides_no_other() -> None:
    times, values = np.array([0.0, 1.0, 1.1, 3.0]), np.array([9.0, np.nan, 4.0, 7.0])
    low, high = columns_of(values, times, 1.0, 3.0, 1)
    assert (low[0], high[0]) == (4, 7)
    assert np.isnan(columns_of(np.full(4, np.nan), times, 0.0, 4.0, 10)[0]).all()
    assert np.isnan(columns_of(np.zeros(0), np.zeros(0), 0.0, 4.0, 3)[0]).all()


def test_times_are_found_by_the_number_of_a_frame_also_where_one_has_no_time() -> None:
    tracks = tracks_of(frames(0, Unread("none"), 30000), None, (), BASE)
    assert tracks.at_frames([2, 0]).tolist() == [1.0, 0.0]
    assert np.isnan(tracks.at_frames([1, 7])).all()
