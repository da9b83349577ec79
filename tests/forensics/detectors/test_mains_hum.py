"""Hum is followed where there is some, its steps are found where it was cut, and nothing is said without it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.made_sound import coded
from forensics.detectors.mains_hum import DETECTOR
from forensics.types import Measurement, Series, TimeSpan
from tests.forensics.detectors.driving import codes, findings, reasons, value
from tests.forensics.detectors.sounds import heard, speech

RATE = 8000


def hum(seconds: float, nominal: float = 50.0, seed: int = 1, noise: float = 0.003) -> np.ndarray:
    """Return hum of a grid that wanders by some hundredths of a hertz, under soft noise."""
    random = np.random.default_rng(seed)
    count = int(seconds * RATE)
    wander = np.interp(
        np.arange(count) / RATE, np.arange(int(seconds) + 2), random.normal(0, 0.004, int(seconds) + 2).cumsum()
    )
    phase = 2 * np.pi * np.cumsum(nominal + wander) / RATE
    return 0.02 * np.sin(phase) + random.normal(0, noise, count)


@pytest.mark.parametrize("nominal", [50.0, 60.0])
def test_the_grid_and_its_frequency_are_measured(nominal: float) -> None:
    results = heard(DETECTOR, hum(40, nominal), RATE)
    assert value(results, "mains_hum.nominal") == nominal
    assert value(results, "mains_hum.steps") == 0
    (table,) = [r.outcome for r in results if isinstance(r.outcome, Series)]
    assert all(abs(float(row[1]) - nominal) < 0.3 for row in table.rows)  # type: ignore[arg-type]
    assert codes(DETECTOR, results) == []


def test_a_cut_is_found_at_its_time_in_the_stream() -> None:
    wave = hum(45)
    cut = np.concatenate([wave[: 20 * RATE], wave[20 * RATE + int(2.007 * RATE) :]])
    results = heard(DETECTOR, cut, RATE, start=5 * RATE)
    (step,) = [r.outcome for r in results if getattr(r.outcome, "quantity", "") == "mains_hum.step"]
    assert isinstance(step, Measurement) and isinstance(step.locus, TimeSpan)
    assert float(step.locus.start.seconds) < 25 < float(step.locus.end.seconds)
    assert abs(abs(float(step.value)) - 126) < 25  # 2.007 s are 100.35 periods
    assert codes(DETECTOR, results) == ["hum_phase"]
    assert "at 50 Hz does not go on" in findings(DETECTOR, results)[0].observation


def test_long_sound_is_measured_in_pieces_to_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    wave = hum(100)
    cut = np.concatenate([wave[: 47 * RATE], wave[47 * RATE + int(2.007 * RATE) :]])
    whole = heard(DETECTOR, cut, RATE)
    monkeypatch.setattr("forensics.detectors.hum.LONG", 60.0)
    monkeypatch.setattr("forensics.detectors.hum.PIECE", 20.0)
    pieces = heard(DETECTOR, cut, RATE)
    (one,), (other,) = ([r.outcome for r in found if isinstance(r.outcome, Series)] for found in (whole, pieces))
    assert [row[0] for row in one.rows] == [row[0] for row in other.rows]
    assert (
        np.abs(np.array([[a[1], b[1]] for a, b in zip(one.rows, other.rows, strict=True)], float) @ [1, -1]).max()
        < 1e-3
    )
    steps = [
        [r.outcome for r in found if getattr(r.outcome, "quantity", "") == "mains_hum.step"]
        for found in (whole, pieces)
    ]
    assert [step.locus for step in steps[0] if isinstance(step, Measurement)] == [
        step.locus for step in steps[1] if isinstance(step, Measurement)
    ]
    assert value(pieces, "mains_hum.greatest_step") == pytest.approx(value(whole, "mains_hum.greatest_step"), rel=0.05)


def test_a_cut_of_whole_periods_leaves_no_step() -> None:
    steady = 0.02 * np.sin(2 * np.pi * 50 * np.arange(45 * RATE) / RATE) + np.random.default_rng(2).normal(
        0, 1e-3, 45 * RATE
    )
    cut = np.concatenate([steady[: 20 * RATE], steady[22 * RATE :]])
    assert codes(DETECTOR, heard(DETECTOR, cut, RATE)) == []


def test_sound_without_hum_and_short_sound_are_not_measured() -> None:
    assert "stands out" in reasons(heard(DETECTOR, speech(25, RATE, 3), RATE))["mains_hum.nominal"]
    assert "at least 20 s" in reasons(heard(DETECTOR, hum(8), RATE))["mains_hum.nominal"]


def test_what_a_coder_leaves_of_a_tone_far_below_it_is_no_hum() -> None:
    rate = 48000  # blocks of 1024 samples: 1000 Hz comes back at 250 Hz, 120 dB below, in steps of any phase
    tone = 0.125 * np.sin(2 * np.pi * 1000 * np.arange(60 * rate) / rate)
    results = heard(DETECTOR, coded(tone, rate, "aac", 64_000), rate)
    assert "of the whole sound" in reasons(results)["mains_hum.nominal"]
    assert codes(DETECTOR, results) == []


def test_hum_far_below_speech_is_still_followed_and_its_level_told() -> None:
    wave = hum(45, noise=0.0001) * 0.05 + speech(45, RATE, 5)
    level = value(heard(DETECTOR, wave, RATE), "mains_hum.level")
    assert isinstance(level, float)
    assert -60 < level < -30


def test_a_sound_that_beats_once_a_second_has_lines_at_every_hertz_and_is_no_hum() -> None:
    at = np.arange(45 * RATE) / RATE
    beeps = 0.3 * np.sin(2 * np.pi * 1000 * at) * (at % 1 < 0.2)
    assert "from all lines beside it" in reasons(heard(DETECTOR, beeps, RATE))["mains_hum.nominal"]


def test_a_tone_that_wanders_is_no_grid() -> None:
    at = np.arange(60 * RATE) / RATE
    wave = 0.05 * np.sin(2 * np.pi * 50 * at + 12 * np.sin(2 * np.pi * at / 20)) + np.random.default_rng(1).normal(
        0, 1e-3, len(at)
    )
    told = reasons(heard(DETECTOR, wave, RATE))
    assert "more than a grid" in told.get("mains_hum.greatest_step", "") or "stands out" in told.get(
        "mains_hum.nominal", ""
    )


def test_loud_sound_that_passes_is_no_step_and_hides_no_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    wave = hum(60, noise=0.0005)
    random = np.random.default_rng(7)
    for second in (12, 27, 41):
        burst = random.normal(0, 0.4, RATE // 2) * np.hanning(RATE // 2)
        wave[second * RATE : second * RATE + len(burst)] += burst
    assert codes(DETECTOR, heard(DETECTOR, wave, RATE)) == []
    cut = np.concatenate([wave[: 20 * RATE], wave[20 * RATE + int(2.007 * RATE) :]])
    (step,) = [r.outcome for r in heard(DETECTOR, cut, RATE) if getattr(r.outcome, "quantity", "") == "mains_hum.step"]
    assert isinstance(step, Measurement) and isinstance(step.locus, TimeSpan)
    assert float(step.locus.start.seconds) < 20 < float(step.locus.end.seconds)
    monkeypatch.setattr("forensics.detectors.hum.DOUBTED", np.inf)
    monkeypatch.setattr("forensics.detectors.hum.ROUGH", np.inf)
    assert codes(DETECTOR, heard(DETECTOR, wave, RATE)) == ["hum_phase"]
