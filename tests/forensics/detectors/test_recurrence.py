"""Search for runs that come again, on sketches alone."""

from __future__ import annotations

import time
from fractions import Fraction

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forensics.detectors import recurrence
from forensics.detectors.recurrence import NEAR, WINDOW, search
from forensics.detectors.sketches import DIMENSIONS, SketchBook, changes, grey_levels
from forensics.footage.scene import Renderer, Scene
from forensics.rolls import Roll


def rolled(sketches: np.ndarray) -> Roll[np.int16]:
    """Return sketches as a detector keeps them."""
    roll = Roll(np.int16, DIMENSIONS)
    roll.add(sketches)
    return roll


def wandering(frames: int, seed: int) -> np.ndarray:
    """Return sketches of pictures that change all the time and never come back."""
    random = np.random.default_rng(seed)
    steps = random.normal(0, 40, (frames, DIMENSIONS)) + 60 * np.sin(
        np.arange(frames)[:, None] / random.uniform(3, 40, DIMENSIONS)
    )
    drift = np.cumsum(steps, axis=0)
    drift -= np.linspace(0, 1, frames)[:, None] * drift[-1]
    return np.asarray((drift * (9000 / np.abs(drift).max())).astype(np.int16))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**16), st.integers(90, 300), st.integers(WINDOW + 2, 25), st.data())
def test_a_noisy_copy_of_a_run_is_found_with_its_lag(seed: int, frames: int, count: int, data: st.DataObject) -> None:
    sketches = wandering(frames, seed)
    source = data.draw(st.integers(0, frames - 3 * count))
    target = data.draw(st.integers(source + 2 * count, frames - count))
    noise = np.random.default_rng(seed).normal(0, 8, (count, DIMENSIONS))
    sketches[target : target + count] = sketches[source : source + count] + noise
    found = search(rolled(sketches), 0.17).found
    assert [(run.lag, abs(run.first - target) <= 2, abs(run.count - count) <= 4) for run in found] == [
        (target - source, True, True)
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**16), st.integers(0, 300))
def test_nothing_is_found_where_nothing_recurs(seed: int, frames: int) -> None:
    assert search(rolled(wandering(max(frames, 1), seed)[:frames]), 0.17).found == ()


def test_pictures_that_do_not_change_are_not_compared() -> None:
    result = search(rolled(np.ones((200, DIMENSIONS), np.int16) * 300), 0.17)
    assert (result.found, result.windows) == ((), 0)


def test_a_steady_fade_does_not_recur() -> None:
    ramp = np.outer(np.arange(200), np.random.default_rng(0).normal(0, 20, DIMENSIONS)).astype(np.int16)
    assert search(rolled(ramp), 0.17).found == ()


def test_a_copy_far_away_is_found_in_time_that_does_not_explode() -> None:
    frames = 3 * NEAR
    sketches = wandering(frames, 1)
    noise = np.random.default_rng(2).normal(0, 8, (30, DIMENSIONS))
    sketches[frames - 100 : frames - 70] = sketches[50:80] + noise
    began = time.process_time()
    (run,) = search(rolled(sketches), 0.17).found
    assert run.lag == frames - 150
    assert abs(run.first - (frames - 100)) <= 2
    assert time.process_time() - began < 30


def test_a_copy_far_away_is_found_although_the_clip_ends_in_a_still_picture() -> None:
    sketches = wandering(NEAR + 900, 8)
    sketches[NEAR + 300 : NEAR + 330] = sketches[100:130]
    sketches[-200:] = sketches[-200]
    assert [run.lag for run in search(rolled(sketches), 0.17).found] == [NEAR + 200]


def test_a_clip_that_repeats_all_the_time_gives_few_runs() -> None:
    once = wandering(20, 3)
    found = search(rolled(np.tile(once, (40, 1))), 0.17).found
    assert len(found) == 1
    assert found[0].lag == 20
    assert found[0].count == 780


def test_distances_of_sketches_are_those_of_the_pictures() -> None:
    renderer = Renderer(Scene(320, 180, seed=2))
    book, truth = SketchBook(), []
    for n in range(0, 200, 20):
        grey = renderer.frame(n, Fraction(25)).mean(axis=2).astype(np.uint8)
        small = cv2.resize(grey.astype(np.float32), (160, 90), interpolation=cv2.INTER_AREA)
        truth.append(small - small.mean(axis=1, keepdims=True))
        book.add(grey)
    levels = grey_levels(book.roll.all())
    for n in range(1, len(truth)):
        wanted = float(((truth[n] - truth[n - 1]) ** 2).mean())
        assert float(((levels[n] - levels[n - 1]) ** 2).sum()) == pytest.approx(wanted, rel=0.4)
        assert changes(book.roll)[n] == pytest.approx(float(((levels[n] - levels[n - 1]) ** 2).sum()), rel=1e-3)


def test_an_empty_book_has_no_sketches() -> None:
    assert SketchBook().roll.all().shape == (0, DIMENSIONS)


def test_hits_that_are_sorted_in_pieces_give_the_same_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    sketches = rolled(np.tile(wandering(60, 3), (20, 1)))
    whole = search(sketches, 0.17)
    monkeypatch.setattr(recurrence, "_READ", 40)
    assert search(sketches, 0.17) == whole
    assert whole.found
