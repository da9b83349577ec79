"""Interval arithmetic holds for every sequence of times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.detectors.intervals import describe, gaps

TIMES = st.lists(st.integers(-(2**40), 2**40), min_size=2, max_size=60, unique=True).map(sorted)


def test_one_time_has_no_interval() -> None:
    with pytest.raises(ValueError, match="fewer than two"):
        describe([5])


@given(TIMES)
def test_what_is_described_lies_between_the_shortest_and_the_longest(times: list[int]) -> None:
    shape = describe(times)
    assert shape.shortest <= shape.usual <= shape.longest
    assert shape.shortest <= shape.wide <= shape.longest
    assert shape.count == len(times) - 1


@given(TIMES, st.integers(-(2**40), 2**40), st.integers(2, 9))
def test_moving_all_times_changes_nothing_and_a_finer_unit_scales(times: list[int], shift: int, factor: int) -> None:
    shape, moved = describe(times), describe([t + shift for t in times])
    assert shape == moved
    assert describe([t * factor for t in times]).usual == shape.usual * factor


@given(st.integers(3, 5000), st.integers(24, 80), st.data())
def test_a_hole_of_one_frame_or_more_in_a_constant_rate_is_a_gap_at_its_place(
    step: int, count: int, data: st.DataObject
) -> None:
    at, frames = data.draw(st.integers(0, count - 2)), data.draw(st.integers(1, 20))
    times = [n * step + (frames * step if n > at else 0) for n in range(count)]
    found = gaps(times, describe(times))
    assert [(g.after, g.excess) for g in found] == [(at, frames * step)]


@given(st.integers(2, 6000), st.integers(3, 300), st.integers(1, 1001))
def test_evenly_spaced_times_rounded_to_ticks_have_no_gap(thousand: int, count: int, unit: int) -> None:
    times = sorted({n * thousand // unit for n in range(count)})
    if len(times) == count:
        shape = describe(times)
        assert shape.pattern in ("constant", "constant to one tick")
        assert gaps(times, shape) == []


def test_the_cadence_of_pull_down_is_named() -> None:
    times = [0]
    for n in range(60):
        times.append(times[-1] + (20 if n % 2 else 30) * 100)
    shape = describe(times)
    assert shape.pattern in ("repeating: 3000 2000 ticks", "repeating: 2000 3000 ticks")
    assert gaps(times, shape) == []
