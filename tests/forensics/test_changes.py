"""Shot starts in sequences of small pictures."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from forensics.changes import ShotStarts
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
