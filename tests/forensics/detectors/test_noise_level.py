"""Noise is measured to its level, by region and by time, and a step is listed where it was made."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from forensics.detectors.noise_level import DETECTOR
from forensics.types import (
    FrameLocus,
    Measurement,
    MediaFacts,
    Result,
    Series,
    StreamFacts,
    StreamKind,
    TimeSpan,
    Timestamp,
)
from tests.forensics.detectors.driving import codes, reasons, value

HEIGHT, WIDTH = 288, 384
FACTS = MediaFacts(
    1, "", "", (StreamFacts(0, StreamKind.VIDEO, "h264", "", Fraction(1, 4), Fraction(4), width=WIDTH, height=HEIGHT),)
)


class Shown:
    stream = 0

    def __init__(self, index: int, picture: np.ndarray) -> None:
        self.index, self.at, self._picture = index, Timestamp(index, Fraction(1, 4)), picture

    def grey(self, longest_side: int | None = None) -> np.ndarray:
        return self._picture


def shown(pictures: list[np.ndarray]) -> list[Result]:
    observer = DETECTOR.observe(FACTS, {})
    assert observer.frame is not None
    for index, picture in enumerate(pictures):
        observer.frame(Shown(index, np.clip(np.rint(picture), 0, 255).astype(np.uint8)))  # type: ignore[arg-type]
    return [Result(DETECTOR.id, DETECTOR.version, outcome) for outcome in observer.finish()]


def noisy(sigma: float, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, sigma, (HEIGHT, WIDTH)) + np.linspace(80, 160, WIDTH)


@pytest.mark.parametrize("sigma", [2.0, 6.0])
def test_the_level_is_that_of_the_noise_that_was_added(sigma: float) -> None:
    results = shown([noisy(sigma, n) for n in range(12)])
    assert float(value(results, "noise_level.level")) == pytest.approx(sigma, rel=0.15)
    assert codes(DETECTOR, results) == []
    assert not [r for r in results if getattr(r.outcome, "quantity", "") == "noise_level.region"]


def test_a_step_in_time_is_listed_where_it_is() -> None:
    results = shown([noisy(2 if n < 10 else 7, n) for n in range(20)])
    (step,) = [r.outcome for r in results if getattr(r.outcome, "quantity", "") == "noise_level.step"]
    assert isinstance(step, Measurement) and isinstance(step.locus, TimeSpan)
    assert step.locus.end.pts == 10
    assert codes(DETECTOR, results) == [], "a measurement without a direction: it does not separate on real films"


def test_a_region_without_noise_is_listed_at_its_place() -> None:
    pictures = [noisy(5, n) for n in range(12)]
    for picture in pictures:
        picture[96:144, 192:240] = 120
    results = shown(pictures)
    regions = [r.outcome for r in results if getattr(r.outcome, "quantity", "") == "noise_level.region"]
    (found,) = [one for one in regions if isinstance(one, Measurement)]
    assert isinstance(found.locus, FrameLocus) and found.locus.region is not None
    assert (found.locus.region.x, found.locus.region.y) == (192, 96)
    assert float(found.value) < -1.5
    (table,) = [r.outcome for r in results if isinstance(r.outcome, Series) and r.outcome.quantity == "noise_level.map"]
    assert [column.name for column in table.columns][2:6] == ["x", "y", "width", "height"]
    lowest = min(table.rows, key=lambda row: float(str(row[-1])))
    assert lowest[2:6] == (192, 96, 48, 48)
    assert lowest[:2] == (Fraction(0), Fraction(5, 4))


def test_dark_pictures_and_few_are_reasons() -> None:
    assert "neither dark nor full" in reasons(shown([np.zeros((HEIGHT, WIDTH))] * 9))["noise_level.level"]
    assert "at least 8" in reasons(shown([noisy(3, n) for n in range(4)]))["noise_level.greatest_step"]
