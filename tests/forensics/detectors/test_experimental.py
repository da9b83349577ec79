"""Experimental methods measure what their words say, and never make a finding."""

from __future__ import annotations

from fractions import Fraction

import cv2
import numpy as np
import pytest

from forensics.detectors import generated_statistics, recapture_patterns
from forensics.detectors.frame_statistics import SIDE, Statistics
from forensics.detectors.recapture_patterns import flicker, strongest
from forensics.types import Measurement, Result


def scene(seed: int, size: int = SIDE) -> np.ndarray:
    random = np.random.default_rng(seed)
    return cv2.GaussianBlur(random.normal(128, 30, (size, size)), (0, 0), 1.5).astype(np.float32)


def test_a_grid_stands_out_at_its_period() -> None:
    plain, gridded = Statistics(), Statistics()
    grid = 3 * np.cos(np.pi * np.arange(SIDE) / 2)[None, :].astype(np.float32)
    for seed in range(5):
        plain.add(scene(seed), scene(seed)[:90, :160])
        gridded.add(scene(seed) + grid + grid.T, scene(seed)[:90, :160])
    assert gridded.values()["grid_4"] > plain.values()["grid_4"] + 10
    assert abs(gridded.values()["grid_8"] - plain.values()["grid_8"]) < 3


def test_steady_motion_persists_and_jumps_do_not() -> None:
    wide = scene(1, 800)
    steady, jumping = Statistics(), Statistics()
    random = np.random.default_rng(2)
    for number in range(12):
        for statistics, at in ((steady, 4 * number), (jumping, int(random.integers(0, 600)))):
            view = cv2.GaussianBlur(wide[:90, at : at + 160], (0, 0), 6)
            statistics.add(scene(number), view)
    assert steady.values()["persistence"] > jumping.values()["persistence"] + 0.3
    assert steady.values()["jerk"] < jumping.values()["jerk"]


def test_fewer_than_three_frames_are_refused() -> None:
    with pytest.raises(ValueError, match="three frames"):
        Statistics().values()


def test_no_score_makes_a_finding() -> None:
    for detector in (generated_statistics.DETECTOR, recapture_patterns.DETECTOR):
        values = [Measurement(one.name, 1e6, one.unit) for one in detector.quantities]
        assert detector.judge([Result(detector.id, detector.version, one) for one in values]) == ()
        assert detector.on_request
        assert detector.card.known_failures


def test_a_pattern_is_measured_at_its_period_and_codec_grids_are_left_out() -> None:
    at = np.arange(recapture_patterns.SIDE)
    noise = np.random.default_rng(1).normal(0, 1, (len(at), len(at)))
    window = np.outer(np.hanning(len(at)), np.hanning(len(at)))

    def power(picture: np.ndarray) -> np.ndarray:
        return np.abs(np.fft.fft2(picture * window)) ** 2

    moire = noise + np.cos(2 * np.pi * (at[:, None] / 11.3 + at[None, :] / 7.7))
    above, period = strongest(power(moire))
    assert above > 20
    assert period == pytest.approx(1 / np.hypot(1 / 11.3, 1 / 7.7), rel=0.05)
    blocks = noise + np.cos(2 * np.pi * (at[:, None] + at[None, :]) / 8)
    assert strongest(power(blocks))[0] < above / 2


def test_flicker_is_measured_at_its_rate() -> None:
    times = np.arange(200) / 25
    steady = np.random.default_rng(2).normal(0, 0.05, 200)
    beating = steady + np.cos(2 * np.pi * 6.2 * times)
    above, rate = flicker(np.stack([times, beating], axis=1))
    assert rate == pytest.approx(6.2, abs=0.2)
    assert above > flicker(np.stack([times, steady], axis=1))[0] + 10
    assert Fraction(25) / 2 > rate
