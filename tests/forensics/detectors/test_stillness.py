"""Repeats among changes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from forensics.detectors.stillness import FROZEN, pattern, repeats


def none(count: int) -> np.ndarray:
    return np.zeros(count, bool)


def test_a_key_frame_that_renews_a_still_picture_does_not_break_the_run() -> None:
    change = np.full(60, 9.0)
    change[20:40] = 0.001
    change[30] = 2.0
    key = none(60)
    key[30] = True
    assert [(r.first, r.count) for r in repeats(change, none(60), key)] == [(20, 20)]


def test_stillness_after_little_motion_is_no_repeat() -> None:
    change = np.full(60, 0.25)
    change[20:40] = 0.05
    assert repeats(change, none(60), none(60)) == []


def test_pictures_equal_to_the_bit_are_exact_repeats() -> None:
    change, exact = np.full(30, 5.0), none(30)
    change[10], exact[10] = 0, True
    (found,) = repeats(change, exact, none(30))
    assert (found.first, found.count, found.exact) == (10, 1, True)


@given(st.lists(st.floats(0, 1e6), max_size=80))
def test_runs_lie_inside_the_clip_and_do_not_touch(change: list[float]) -> None:
    count = len(change)
    found = repeats(np.array(change), none(count), none(count))
    assert all(r.first > 0 and r.first + r.count <= count and r.count > 0 for r in found)
    assert all(a.first + a.count < b.first for a, b in pairwise(found))


@given(st.integers(2, 12), st.integers(5, 40))
def test_regular_repeats_give_their_period(period: int, count: int) -> None:
    change = np.full(period * count + 1, 10.0)
    change[period::period] = 0
    found = pattern(repeats(change, none(len(change)), none(len(change))))
    assert found is not None
    assert found.period == period
    assert found.share == 1


def test_frozen_runs_and_scattered_repeats_make_no_pattern() -> None:
    change = np.full(400, 10.0)
    for at in (20, 33, 70, 71, 150, 221, 262):
        change[at] = 0
    change[300 : 300 + FROZEN] = 0
    assert pattern(repeats(change, none(400), none(400))) is None
