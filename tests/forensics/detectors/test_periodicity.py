"""Departures and periods, on numbers alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from forensics.detectors.periodicity import CLIP, LONGEST, SHORTEST, TIMES, departures, strongest

NUMBERS = arrays.arrays(np.float64, st.integers(0, 120), elements=st.floats(-1e6, 1e6))


@given(NUMBERS, st.floats(0.01, 10))
def test_departures_are_bounded_and_none_where_nothing_was_chosen(values: np.ndarray, floor: float) -> None:
    chosen = np.arange(len(values)) % 3 != 0
    result = departures(values, chosen, floor)
    assert np.all(np.abs(result) <= CLIP)
    assert np.all(result[~chosen] == 0)


@given(st.floats(-1e3, 1e3), st.integers(12, 80))
def test_equal_values_do_not_depart(value: float, count: int) -> None:
    assert np.all(departures(np.full(count, value), np.ones(count, bool), 0.1) == 0)


@given(st.integers(SHORTEST, 30), st.data(), st.integers(0, 2**16))
def test_a_planted_period_is_found_with_its_offset(period: int, data: st.DataObject, seed: int) -> None:
    offset = data.draw(st.integers(0, period - 1))
    series = np.random.default_rng(seed).normal(0, 0.3, period * 9)
    series[offset::period] += 3
    peak = strongest(series, np.ones(len(series), bool), offsets=True)
    assert peak is not None
    assert (peak.period, peak.offset) == (period, offset)
    aligned = strongest(series, np.ones(len(series), bool), offsets=False)
    assert aligned is not None
    assert aligned.offset == 0
    if offset == 0:
        assert aligned.period == period


def test_a_single_outlier_is_no_strong_period() -> None:
    series = np.zeros(120)
    series[40] = CLIP
    peak = strongest(series, np.ones(120, bool), offsets=True)
    assert peak is not None
    assert peak.strength < 5


@given(NUMBERS)
def test_short_series_have_no_period_and_long_ones_one_within_bounds(values: np.ndarray) -> None:
    peak = strongest(values, np.ones(len(values), bool), offsets=True)
    if len(values) < TIMES * SHORTEST:
        assert peak is None
    elif peak is not None:
        assert SHORTEST <= peak.period <= min(LONGEST, len(values) // TIMES)
        assert 0 <= peak.offset < peak.period


def test_frames_left_out_of_use_do_not_count() -> None:
    series = np.zeros(120)
    series[::10] = 5
    usable = np.arange(120) % 10 != 0
    peak = strongest(series, usable, offsets=True)
    assert peak is None or peak.strength < 1
