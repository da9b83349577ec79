"""Shot starts in sequences of small pictures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from forensics.changes import ShotChanges, ShotStarts
from forensics.footage.scene import Renderer, Scene


def starts_in(scenes: list[Scene], frames: int) -> list[int]:
    shots, found, number = ShotStarts(), [], 0
    for scene in scenes:
        renderer = Renderer(scene)
        for n in range(frames):
            if shots.starts(renderer.frame(n, Fraction(25)).mean(axis=2).astype(np.uint8)):
                found.append(number)
            number += 1
    return found


def test_a_moving_shot_has_one_start() -> None:
    assert starts_in([Scene(96, 64, seed=1, motion=3)], 50) == [0]


def test_each_of_several_shots_has_its_start() -> None:
    assert starts_in([Scene(96, 64, seed=s) for s in (1, 2, 3)], 15) == [0, 15, 30]


def test_pictures_of_another_size_start_a_shot() -> None:
    shots = ShotStarts()
    assert [shots.starts(np.zeros(shape, np.uint8)) for shape in ((9, 16), (9, 16), (16, 9))] == [True, False, True]


def settled(pictures: Sequence[np.ndarray]) -> ShotChanges:
    shots = ShotChanges()
    for picture in pictures:
        shots.take(np.asarray(picture, np.uint8))
    shots.settle()
    return shots


def shot(seed: int, frames: int) -> list[np.ndarray]:
    renderer = Renderer(Scene(96, 64, seed=seed, motion=2))
    return [renderer.frame(n, Fraction(25)).mean(axis=2).astype(np.uint8) for n in range(frames)]


def static(frames: int) -> list[np.ndarray]:
    random = np.random.default_rng(3)
    return [np.kron(random.integers(0, 256, (8, 12)), np.ones((8, 8))).astype(np.uint8) for _ in range(frames)]


def test_short_shots_are_told_and_static_is_not() -> None:
    assert settled([one for seed in range(1, 6) for one in shot(seed, 3)]).changes == [3, 6, 9, 12]
    found = settled([*shot(1, 10), *static(30), *shot(2, 10)])
    assert found.changes == []
    ((first, end),) = found.untold
    assert (first, end) == (10, 41)


def test_a_flash_and_a_picture_put_in_are_brief_and_no_shots() -> None:
    frames = shot(1, 40)
    frames[10:12] = [np.minimum(frame.astype(int) + 150, 255) for frame in frames[10:12]]
    frames[30] = shot(4, 1)[0]
    found = settled(frames)
    assert (found.changes, found.brief) == ([], [(10, 12), (30, 31)])


def test_a_shot_behind_a_single_other_picture_is_told_where_it_begins() -> None:
    assert settled([*shot(1, 10), np.zeros((64, 96)), *shot(2, 10)]).changes == [11]


def test_a_lamp_and_a_fade_start_no_shot_and_a_cut_from_black_does() -> None:
    frames = shot(1, 40)
    dark = [frame // 3 for frame in frames[:20]]
    assert settled([*dark, *frames[20:]]).light == [20]
    fading = [(frame * (n / 30)).astype(np.uint8) for n, frame in enumerate(frames[:30])]
    assert settled([*fading, *frames[30:]]).changes == []
    assert settled([*[np.zeros((64, 96))] * 10, *frames]).changes == [10]
