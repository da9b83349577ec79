"""A mouth that opens with the sound is found to go with it, at the offset that was made; without a box nothing is."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from forensics.detector import AudioView
from forensics.detectors.mouth_speech import DETECTOR
from forensics.types import FrameLocus, Measurement, MediaFacts, Region, Result, StreamFacts, StreamKind, Timestamp
from tests.forensics.detectors.driving import codes, reasons, value

RATE = 16000
SECONDS = 12
FACTS = MediaFacts(
    1,
    "",
    "",
    (
        StreamFacts(0, StreamKind.VIDEO, "h264", "", Fraction(1, 25), Fraction(25), width=160, height=120),
        StreamFacts(1, StreamKind.AUDIO, "aac", "", Fraction(1, RATE), Fraction(0), sample_rate=RATE, channels=1),
    ),
)
LOUDNESS = np.repeat(np.random.default_rng(3).uniform(0, 1, SECONDS * 5), 5)
"""How open the mouth is in each frame."""


class Shown:
    stream = 0

    def __init__(self, index: int) -> None:
        self.index, self.at = index, Timestamp(index, Fraction(1, 25))

    def grey(self, longest_side: int | None = None) -> np.ndarray:
        picture = np.random.default_rng(self.index).normal(150, 3, (120, 160)).clip(0, 255)
        opened = round(12 * LOUDNESS[self.index])
        picture[70 - opened : 70 + opened, 60:100] = 40
        return picture.astype(np.uint8)


def spoken(region: str, late: float = 0.0, seed: int = 3) -> list[Result]:
    observer = DETECTOR.observe(FACTS, {"region": region})
    assert observer.frame is not None and observer.audio is not None
    for index in range(SECONDS * 25):
        observer.frame(Shown(index))  # type: ignore[arg-type]
    at = np.arange(SECONDS * RATE) / RATE - late
    loudness = LOUDNESS if seed == 3 else np.repeat(np.random.default_rng(seed).uniform(0, 1, SECONDS * 5), 5)
    envelope = loudness[np.clip((at * 25).astype(int), 0, len(loudness) - 1)]
    wave = np.random.default_rng(1).normal(0, 0.1, len(at)) * (0.02 + envelope)
    for start in range(0, len(wave), 1024):
        samples = wave[None, start : start + 1024].astype(np.float32)
        observer.audio(AudioView(1, Timestamp(start, Fraction(1, RATE)), RATE, samples))
    return [Result(DETECTOR.id, DETECTOR.version, outcome) for outcome in observer.finish()]


@pytest.mark.parametrize("late", [0.0, 0.3])
def test_the_offset_of_the_sound_is_found(late: float) -> None:
    results = spoken("50,50,60,40", late)
    assert float(value(results, "mouth_speech.correlation")) > 0.6
    assert float(value(results, "mouth_speech.offset")) == pytest.approx(late, abs=0.06)
    found = next(r.outcome for r in results if isinstance(r.outcome, Measurement))
    assert isinstance(found.locus, FrameLocus)
    assert found.locus.region == Region(50, 50, 60, 40)
    assert codes(DETECTOR, results) == []


def test_other_speech_goes_less_together() -> None:
    other = spoken("50,50,60,40", seed=9)
    assert float(value(other, "mouth_speech.in_place")) < 0.3


@pytest.mark.parametrize(
    ("region", "words"),
    [("", "no region was given"), ("a,b", "is no region"), ("150,100,60,40", "does not lie in the frame")],
)
def test_without_a_box_in_the_frame_nothing_is_measured(region: str, words: str) -> None:
    assert words in reasons(spoken(region))["mouth_speech.correlation"]


def test_where_nothing_moves_nothing_is_measured() -> None:
    assert float(value(spoken("0,0,20,20"), "mouth_speech.correlation")) < 0.5
