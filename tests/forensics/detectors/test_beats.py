"""Frame rate traces: beats are found at their period, mixtures and gaps of rendered motion are told apart."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.detector import Detector
from forensics.detectors import dropped_frames, interpolated_frames
from forensics.detectors.beats import Beat, from_level, strongest
from forensics.detectors.coding_beat import Coding, quantiser_step, theirs
from forensics.detectors.dropped_frames import step
from forensics.detectors.interpolated_frames import remaining
from forensics.footage.scene import Renderer, Scene
from forensics.types import Measurement, NotMeasured, Result, StreamFacts, StreamKind, TimeSpan, Timestamp
from tests.forensics.detectors.driving import codes, encoded, measure, reasons, value

Picture = npt.NDArray[np.uint8]
MIXED, GONE = interpolated_frames.DETECTOR, dropped_frames.DETECTOR


@dataclass(frozen=True)
class Films:
    """The same rendered motion as it is, at twice the rate by mixing, in part or in whole, with gaps, and still."""

    plain: Path
    mixed: Path
    slowed: Path
    left_out: Path
    still: Path


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Films:
    """Encode the films."""
    folder = tmp_path_factory.mktemp("beats")
    renderer = Renderer(Scene(192, 128, seed=5, motion=2.0, noise=1.0))
    frames = [renderer.frame(number, Fraction(25)) for number in range(100)]
    both = [frame for a, b in pairwise(frames[:51]) for frame in (a, mean(a, b))]
    gone = [frame for number, frame in enumerate(frames) if number % 5 != 4]
    return Films(
        encoded(folder / "plain.mp4", frames, crf="24"),
        encoded(folder / "mixed.mp4", both, crf="24"),
        encoded(folder / "slowed.mp4", frames[40:] + both + frames[30:90], crf="24"),
        encoded(folder / "gone.mp4", gone, crf="24"),
        encoded(folder / "still.mp4", frames[:1] * 60, crf="24"),
    )


def mean(a: Picture, b: Picture) -> Picture:
    return np.asarray((a.astype(np.uint16) + b + 1) // 2, np.uint8)


def strengths(detector: Detector, path: Path) -> tuple[list[Result], float]:
    results = measure(detector, path)
    found = value(results, f"{detector.id}.strength")
    assert isinstance(found, float)
    return results, found


def test_every_second_frame_mixed_is_found_and_plain_motion_is_not(films: Films) -> None:
    results, found = strengths(MIXED, films.mixed)
    assert codes(MIXED, results) == ["mixed_frames"]
    assert value(results, "interpolated_frames.period") == 2
    assert value(results, "interpolated_frames.offset") == 1
    plain, usual = strengths(MIXED, films.plain)
    assert codes(MIXED, plain) == []
    assert usual < found / 2


@dataclass(frozen=True)
class Coded:
    """Slow motion coded with B pictures: as it is and coarse, at twice the rate by mixing, finely and coarsely."""

    plain: Path
    mixed: Path
    mixed_coarse: Path


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Coded:
    """Encode the films: every second picture of each is a B picture that no other is made of."""
    folder = tmp_path_factory.mktemp("coded")
    renderer = Renderer(Scene(192, 128, seed=7, motion=1.0, noise=2.0))
    frames = [renderer.frame(number, Fraction(25)) for number in range(80)]
    both = [frame for a, b in pairwise(frames[:41]) for frame in (a, mean(a, b))]
    fixed = {"crf": "26", "bf": "1", "x264-params": "b-adapt=0"}
    return Coded(
        encoded(folder / "plain.mp4", frames, crf="28", preset="veryfast"),
        encoded(folder / "mixed.mp4", both, **fixed),
        encoded(folder / "mixed_coarse.mp4", both, crf="34", preset="veryfast"),
    )


def test_a_beat_of_b_pictures_in_a_plain_film_is_told_as_coding(coded: Coded) -> None:
    results = measure(MIXED, coded.plain)
    beat = value(results, "interpolated_frames.beat")
    assert isinstance(beat, float) and beat > interpolated_frames.REPORTED, (
        "else coding would not have been taken for it"
    )
    assert value(results, "interpolated_frames.on_b") == 1
    assert "the beat is that of the B pictures (100% of its frames" in reasons(results)["interpolated_frames.strength"]
    assert codes(MIXED, results) == []


def test_mixed_frames_that_are_b_pictures_are_found_where_these_are_coded_finely(coded: Coded) -> None:
    results = measure(MIXED, coded.mixed)
    assert value(results, "interpolated_frames.on_b") == 1
    (finding,) = MIXED.judge(results)
    assert finding.code == "mixed_frames"
    assert "coded as B pictures, which coders make of their neighbours; but" in finding.observation
    coarse = measure(MIXED, coded.mixed_coarse)
    assert "a step of their quantiser is" in reasons(coarse)["interpolated_frames.strength"]
    assert codes(MIXED, coarse) == []


def test_results_of_versions_that_did_not_look_at_the_coding_give_no_finding(coded: Coded) -> None:
    results = measure(MIXED, coded.mixed)
    early = [one for one in results if getattr(one.outcome, "quantity", "") != "interpolated_frames.beat"]
    assert codes(MIXED, early) == []


def test_a_beat_is_that_of_b_pictures_where_more_of_its_frames_are_some() -> None:
    assert theirs(1.0, 0.5) and theirs(0.83, 0.4) and theirs(1.0, 0.86)
    assert not theirs(0.67, 0.66) and not theirs(1.0, 1.0) and not theirs(0.0, 0.0) and not theirs(0.0, 0.5)


def test_steps_of_quantisers_are_grey_levels_of_8_bits() -> None:
    def stream(codec: str, pixels: str) -> StreamFacts:
        return StreamFacts(0, StreamKind.VIDEO, codec, "", Fraction(1, 25), Fraction(25), pixel_format=pixels)

    assert quantiser_step(28, stream("h264", "yuv420p")) == 16
    assert quantiser_step(40, stream("h264", "yuv420p10le")) == 16
    assert quantiser_step(8, stream("mpeg2video", "yuv420p")) == 8
    assert np.isnan(quantiser_step(100, stream("vp9", "yuv420p")))


@pytest.mark.parametrize("detector", [MIXED, GONE], ids=lambda detector: detector.id)
def test_a_beat_of_key_frames_is_told_as_coding(detector: Detector, tmp_path: Path) -> None:
    renderer = Renderer(Scene(192, 128, seed=5, motion=0.3, noise=1.0))
    frames = [renderer.frame(number, Fraction(25)) for number in range(132)]
    coarse = {"crf": "38", "preset": "veryfast", "bf": "0", "g": "12", "sc_threshold": "0"}
    results = measure(detector, encoded(tmp_path / "keys.mp4", frames, **coarse))
    assert codes(detector, results) == []
    if detector is GONE:
        beat = value(results, "dropped_frames.beat")
        assert isinstance(beat, float)
        assert beat > dropped_frames.REPORTED, "else key frames would not have been taken for gaps"
        assert "the beat is that of the key frames" in reasons(results)["dropped_frames.strength"]


def test_a_codec_that_calls_all_pictures_alike_gives_no_strength() -> None:
    facts = StreamFacts(0, StreamKind.VIDEO, "av1", "", Fraction(1, 25), Fraction(25))
    coding = Coding(facts, types=bytearray(b"P" * 60), levels=array("d", [5.0] * 60))
    values = np.tile([0.0, -1.0], 30)
    span = TimeSpan(0, Timestamp(0, Fraction(1)), Timestamp(1, Fraction(1)))
    outcomes = list(coding.told("x", Beat(2, 1, 9.0, 30, 0, 60), values, span))
    assert isinstance(outcomes[-1], NotMeasured) and "av1 does not tell" in outcomes[-1].reason
    weak = list(coding.told("x", Beat(2, 1, 1.0, 30, 0, 60), values, span))
    assert isinstance(weak[-1], Measurement) and weak[-1].value == 1.0


def test_a_slowed_passage_of_a_film_is_found_where_it_is(films: Films) -> None:
    results = measure(MIXED, films.slowed)
    assert codes(MIXED, results) == ["mixed_frames"]
    assert value(results, "interpolated_frames.period") == 2
    (finding,) = MIXED.judge(results)
    (where,) = finding.loci
    assert isinstance(where, TimeSpan)
    assert 1 < where.start.seconds < 5
    assert 3 < where.end.seconds < 8  # of 8.8: the passage is from 2.4 to 6.4 s
    assert "from " in finding.observation


def test_one_frame_in_five_left_out_is_found_and_plain_motion_is_not(films: Films) -> None:
    results, found = strengths(GONE, films.left_out)
    assert codes(GONE, results) == ["uneven_steps"]
    assert value(results, "dropped_frames.period") == 4
    plain, usual = strengths(GONE, films.plain)
    assert codes(GONE, plain) == []
    assert usual < found / 2


@pytest.mark.parametrize("detector", [MIXED, GONE], ids=lambda detector: detector.id)
def test_where_nothing_moves_nothing_is_measured(detector: Detector, films: Films) -> None:
    results = measure(detector, films.still)
    assert "50% of a passage are needed" in reasons(results)[f"{detector.id}.strength"]
    assert codes(detector, results) == []


@given(st.integers(2, 12), st.integers(0, 11), st.integers(0, 2**32 - 1))
def test_a_planted_beat_is_found_at_its_period(period: int, offset: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    series = random.normal(0, 0.2, 200)
    series[offset % period :: period] += 2
    beat = strongest(from_level(series))
    assert beat is not None
    assert (beat.period, beat.offset) == (period, offset % period)


@given(st.integers(3, 6), st.integers(0, 250), st.integers(0, 2**32 - 1))
def test_a_beat_in_a_passage_is_found_there(period: int, first: int, seed: int) -> None:
    series = np.random.default_rng(seed).normal(0, 0.2, 360)
    series[first : first + 100 : period] += 2
    beat = strongest(from_level(series))
    assert beat is not None
    assert beat.period == period
    assert beat.offset % period == first % period
    assert beat.first < first + 60
    assert beat.end > first + 40
    assert beat.end - beat.first < 220


@given(st.integers(0, 2**32 - 1))
def test_a_series_without_a_beat_has_no_strong_one(seed: int) -> None:
    beat = strongest(from_level(np.random.default_rng(seed).normal(0, 1, 150)))
    assert beat is not None
    assert beat.strength < dropped_frames.REPORTED


def test_too_few_values_give_no_beat() -> None:
    assert strongest(np.full(100, np.nan)) is None
    assert strongest(np.zeros(10)) is None


def test_a_mixture_leaves_next_to_nothing_and_a_shift_leaves_much() -> None:
    ramp = np.tile(np.repeat(np.array([0, 200], np.uint8), 8), (32, 4))
    before, after = ramp, np.roll(ramp, 4, axis=1)
    assert (
        remaining([before, before // 2 + after // 2, after])[0]
        < remaining([before, np.roll(ramp, 2, axis=1), after])[0] - 1
    )
    assert np.isnan(remaining([ramp, ramp, ramp])[0])
    assert np.isnan(step([ramp, ramp]))
    assert step([before, after]) > 4
