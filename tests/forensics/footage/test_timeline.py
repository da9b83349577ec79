"""Timelines and their edits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.footage.timeline import drop, duplicate, freeze, jitter, loop, plain, pull_up

TEN = plain(Fraction(25), Fraction(10, 25))


def test_a_rate_that_is_no_whole_number_of_ticks_is_refused() -> None:
    with pytest.raises(ValueError, match="whole number"):
        plain(Fraction(24000, 1001), Fraction(1))


def test_dropped_frames_leave_their_time_empty() -> None:
    edited = drop(TEN, 3, 2)
    assert edited.numbers == (0, 1, 2, 5, 6, 7, 8, 9)
    assert [s.tick for s in edited.shown] == [n * 1200 for n in edited.numbers]


def test_a_closed_cut_leaves_no_trace_in_the_times() -> None:
    edited = drop(TEN, 3, 2, close=True)
    assert [s.tick for s in edited.shown] == [n * 1200 for n in range(8)]


def test_a_duplicated_run_pushes_the_rest_back() -> None:
    edited = duplicate(TEN, 1, 2, at=6)
    assert edited.numbers == (0, 1, 2, 3, 4, 5, 1, 2, 6, 7, 8, 9)
    assert [s.tick for s in edited.shown] == [n * 1200 for n in range(12)]


def test_a_loop_follows_its_own_run_and_a_freeze_keeps_times() -> None:
    assert loop(TEN, 2, 2, times=2).numbers == (0, 1, 2, 3, 2, 3, 2, 3, 4, 5, 6, 7, 8, 9)
    assert freeze(TEN, 4, 3).numbers == (0, 1, 2, 3, 4, 4, 4, 4, 8, 9)


def test_a_pull_up_by_four_makes_five_of_four() -> None:
    assert pull_up(TEN, 4).numbers == (0, 1, 2, 3, 3, 4, 5, 6, 7, 7, 8, 9)


@given(st.integers(0, 2**32 - 1), st.integers(0, 599))
def test_jitter_never_changes_the_order(seed: int, ticks: int) -> None:
    times = [s.tick for s in jitter(TEN, seed, ticks).shown]
    assert times == sorted(set(times))


def test_jitter_of_half_a_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="out of order"):
        jitter(TEN, 0, 600)
