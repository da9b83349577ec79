"""Shots are set side by side: where each begins, and how it differs in noise, colour, sharpness and sound."""

from __future__ import annotations

from fractions import Fraction

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from forensics.detector import AudioView
from forensics.detectors.shot_statistics import DETECTOR
from forensics.detectors.shot_values import NAMES, distance, values
from forensics.types import (
    FrameLocus,
    Measurement,
    MediaFacts,
    Result,
    Series,
    StreamFacts,
    StreamKind,
    Timestamp,
    Unread,
)
from tests.forensics.detectors.driving import reasons, value

HEIGHT, WIDTH, RATE = 180, 240, 8000
BASE = Fraction(1, 25)
FACTS = MediaFacts(
    1, "", "", (StreamFacts(0, StreamKind.VIDEO, "h264", "", BASE, Fraction(4), width=WIDTH, height=HEIGHT),)
)
Picture = npt.NDArray[np.uint8]


class Shown:
    stream = 0

    def __init__(self, index: int, picture: Picture) -> None:
        self.index, self.at, self._picture = index, Timestamp(index, BASE), picture

    def grey(self, longest_side: int | None = None) -> Picture:
        grey = cv2.cvtColor(self._picture, cv2.COLOR_RGB2GRAY)
        return np.asarray(grey if longest_side is None else cv2.resize(grey, (96, 72)), np.uint8)

    def rgb(self, longest_side: int | None = None) -> Picture:
        return self._picture

    def quantisers(self) -> npt.NDArray[np.int32] | None:
        return None


def scene(seed: int, noise: float, red: float, number: int) -> Picture:
    """Return a frame of a still scene of blocks with noise of its own and a cast."""
    blocks = np.random.default_rng(seed).uniform(60, 180, (9, 12, 1)).repeat(20, 0).repeat(20, 1)
    picture = (
        blocks + np.array([red, 0, 0]) + np.random.default_rng([seed, number]).normal(0, noise, (HEIGHT, WIDTH, 3))
    )
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)


def shown(pictures: list[Picture], sound: npt.NDArray[np.float32] | None = None) -> list[Result]:
    observer = DETECTOR.observe(FACTS, {})
    assert observer.frame is not None
    assert observer.audio is not None
    for index, picture in enumerate(pictures):
        observer.frame(Shown(index, picture))  # type: ignore[arg-type] # all of a frame that the method reads
    if sound is not None:
        observer.audio(AudioView(1, Timestamp(0, Fraction(1, RATE)), RATE, sound[None]))
    return [Result(DETECTOR.id, DETECTOR.version, outcome) for outcome in observer.finish()]


def table(results: list[Result]) -> list[dict[str, object]]:
    (series,) = [one.outcome for one in results if isinstance(one.outcome, Series)]
    names = [column.name for column in series.columns]
    return [dict(zip(names, row, strict=True)) for row in series.rows]


def test_shots_stand_in_a_table_with_what_differs() -> None:
    kinds = [(1, 2.0, 0.0)] * 30 + [(2, 2.0, 0.0)] * 30 + [(3, 9.0, 40.0)] * 30
    random = np.random.default_rng(0)
    loud = np.concatenate([random.normal(0, size, int(1.2 * RATE)) for size in (0.01, 0.01, 0.1)]).astype(np.float32)
    results = shown([scene(*kind, number) for number, kind in enumerate(kinds)], loud)
    assert value(results, "shot_statistics.shots") == 3
    rows = table(results)
    assert [(row["frame"], row["frames"]) for row in rows] == [(0, 30), (30, 30), (60, 30)]
    noise, red, heard = ([float(row[name]) for row in rows] for name in ("noise", "red", "sound"))  # type: ignore[arg-type]
    assert abs(noise[0] - noise[1]) < 0.3
    assert noise[2] - noise[0] == pytest.approx(np.log2(9 / 2), abs=0.5)
    assert red[2] - red[0] > 15
    assert heard == pytest.approx([-40, -40, -20], abs=1.5)
    assert all(isinstance(row["quantiser"], Unread) for row in rows)
    (farthest,) = [one.outcome for one in results if getattr(one.outcome, "quantity", "") == "shot_statistics.farthest"]
    assert isinstance(farthest, Measurement)
    assert isinstance(farthest.locus, FrameLocus)
    assert farthest.locus.index == 60
    assert DETECTOR.judge(results) == ()


def test_one_shot_has_nothing_to_be_set_beside() -> None:
    results = shown([scene(1, 2.0, 0.0, number) for number in range(20)])
    assert "one shot" in reasons(results)["shot_statistics.farthest"]
    assert isinstance(table(results)[0]["sound"], Unread)


def test_a_sharp_picture_is_sharper_than_its_blurred_self_and_equal_ones_are_not_apart() -> None:
    picture = scene(5, 0.0, 0.0, 0)
    soft = np.asarray(cv2.GaussianBlur(picture, (0, 0), 2), np.uint8)
    sharp, blurred = (values(cv2.cvtColor(one, cv2.COLOR_RGB2GRAY), one, None) for one in (picture, soft))
    at = NAMES.index("sharpness")
    assert sharp[at] > 0.95
    assert blurred[at] < 0.7
    assert distance(sharp, sharp) == 0
    assert distance(sharp, blurred) > 0.5
