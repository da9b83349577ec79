"""Two sounds of one event are laid on each other to the millisecond; sounds of different events are not."""

from __future__ import annotations

import numpy as np
import pytest

from forensics.synchronise.offset import NotAligned, Offset, offset
from forensics.synchronise.trace import SAMPLES, Trace, of_samples
from tests.forensics.synchronise.making import faster, noisy, street


@pytest.mark.parametrize("shift", [0.0, 1.2345, 7.5])
@pytest.mark.parametrize("hearing", ["clean", "noisy"])
def test_an_offset_is_told_to_two_milliseconds(shift: float, hearing: str) -> None:
    sound = street(20, 5)
    later = sound[round(shift * SAMPLES) :]
    told = offset(of_samples(sound[: 16 * SAMPLES]), of_samples(noisy(later, 8) if hearing == "noisy" else later))
    assert isinstance(told, Offset)
    assert told.offset == pytest.approx(-shift, abs=0.002)
    assert told.rate == 1.0
    assert abs(told.offset + shift) < 4 * told.error


def test_the_times_are_those_of_the_files() -> None:
    sound = street(12, 6)
    told = offset(of_samples(sound, 10.0), of_samples(sound[2 * SAMPLES :], 100.0))
    assert isinstance(told, Offset)
    assert told.offset + 15.0 == pytest.approx(100.0 + (15.0 - 10.0) - 2.0, abs=0.002)


def test_turned_about_the_offset_has_the_other_sign() -> None:
    sound = street(15, 7)
    one, two = of_samples(sound), of_samples(sound[3 * SAMPLES :])
    there, back = offset(one, two), offset(two, one)
    assert isinstance(there, Offset) and isinstance(back, Offset)
    assert there.offset == pytest.approx(-back.offset, abs=0.002)


def test_a_clock_that_drifts_is_told_with_its_uncertainty() -> None:
    sound = street(240, 9)
    told = offset(of_samples(sound), of_samples(faster(sound[5 * SAMPLES :], 80)))
    assert isinstance(told, Offset)
    assert told.rate_error > 0
    assert abs((told.rate - 1) * 1e6 + 80) < 4 * told.rate_error * 1e6
    assert told.offset == pytest.approx(-5, abs=0.01)


def test_sounds_of_different_events_are_not_laid_on_each_other() -> None:
    traces = [of_samples(street(20, seed)) for seed in range(30, 38)]
    told = [offset(one, two) for number, one in enumerate(traces) for two in traces[number + 1 :]]
    assert len(told) == 28
    assert all(isinstance(one, NotAligned) for one in told)


def test_one_moment_that_fits_is_no_fit() -> None:
    """A single bang in otherwise even noise lies on any other bang."""
    random = np.random.default_rng(3)
    one, two = (0.001 * random.standard_normal((2, 12 * SAMPLES))).astype(np.float32)
    one[5 * SAMPLES : 5 * SAMPLES + 800] += 0.5
    two[8 * SAMPLES : 8 * SAMPLES + 800] += 0.5
    assert isinstance(offset(of_samples(one), of_samples(two)), NotAligned)


def test_a_sound_that_repeats_itself_has_no_place_of_its_own() -> None:
    loop = np.tile(street(2, 11), 8)
    told = offset(of_samples(loop), of_samples(loop[: 8 * SAMPLES]))
    assert isinstance(told, NotAligned)
    assert "two places" in told.reason


@pytest.mark.parametrize("seconds", [0.5, 2.9])
def test_short_sound_is_not_laid(seconds: float) -> None:
    told = offset(of_samples(street(seconds, 1)), of_samples(street(10, 1)))
    assert isinstance(told, NotAligned)


def test_silence_is_not_laid() -> None:
    silence = Trace(0.0, np.zeros((2000, 12), np.float32))
    assert isinstance(offset(silence, of_samples(street(10, 1))), NotAligned)
    assert isinstance(offset(silence, silence), NotAligned)
