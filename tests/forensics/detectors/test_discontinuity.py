"""Discontinuities: cuts within a shot are found at their frame, steady footage is left alone."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from forensics.detectors.discontinuity import DETECTOR, REPORTED
from forensics.detectors.motion import AROUND, Prediction, held_at_keys, isolated, reduced
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Renderer, Scene
from forensics.footage.timeline import drop, freeze, plain
from forensics.types import FrameLocus, Measurement, MediaFacts, NotMeasured, Result, Series, TimeSpan, Unread
from tests.forensics.detectors.driving import codes, encoded, findings, measure, reasons, values

SCENE = Scene(320, 192, seed=12)
FOUR_SECONDS = plain(Fraction(25), Fraction(4))
SILENT = Encoding(sound=False)


def test_steady_footage_gives_no_finding(tmp_path: Path) -> None:
    assert codes(DETECTOR, measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, FOUR_SECONDS, SILENT).path)) == []


@pytest.mark.parametrize("quality", [18, 30])
def test_a_closed_cut_is_found_at_its_frame_and_called_a_discontinuity(tmp_path: Path, quality: int) -> None:
    timeline = drop(FOUR_SECONDS, 50, 8, close=True)
    coding = Encoding(sound=False, quality=quality)
    results = measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, timeline, coding).path)
    assert codes(DETECTOR, results) == ["discontinuity_within_shot"]
    best = values(results, "discontinuity.place")[0]
    assert isinstance(best.locus, FrameLocus)
    assert best.locus.index == 50
    assert "deletion" not in findings(DETECTOR, results)[0].observation


def test_two_cuts_are_both_found(tmp_path: Path) -> None:
    timeline = drop(drop(FOUR_SECONDS, 70, 8, close=True), 30, 8, close=True)
    results = measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, timeline, SILENT).path)
    loci = findings(DETECTOR, results)[0].loci
    assert sorted(locus.index for locus in loci if isinstance(locus, FrameLocus)) == [30, 62]


def test_where_nothing_moves_missing_frames_leave_no_discontinuity(tmp_path: Path) -> None:
    timeline = drop(freeze(FOUR_SECONDS, at=0, count=99), 50, 8, close=True)
    assert codes(DETECTOR, measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, timeline, SILENT).path)) == []


def test_three_frames_are_too_few(tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", SCENE, plain(Fraction(25), Fraction(3, 25)), SILENT).path
    assert "3 frames; at least" in reasons(measure(DETECTOR, path))["discontinuity.score"]


def test_sound_alone_is_declined() -> None:
    assert DETECTOR.applicability(MediaFacts(1, "", "", ())).reasons == ("no stream of pictures",)


def test_static_has_no_shots_and_the_shots_around_it_are_told(tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    scenes = [Renderer(Scene(192, 128, seed=seed)) for seed in (1, 2, 3)]
    shots = [[one.frame(number, Fraction(25)) for number in range(20)] for one in scenes]
    static = [np.kron(random.integers(0, 256, (16, 24, 1)), np.ones((8, 8, 3))).astype(np.uint8) for _ in range(40)]
    path = tmp_path / "static.mp4"
    encoded(path, [*shots[0], *shots[1], *static, *shots[2]], crf="24")
    results = measure(DETECTOR, path)
    (change,) = values(results, "discontinuity.shot_change")
    assert isinstance(change.locus, FrameLocus) and change.locus.index == 20
    (told,) = [r.outcome for r in results if isinstance(r.outcome, NotMeasured)]
    assert "shots cannot be told" in told.reason
    assert isinstance(told.locus, TimeSpan)
    assert 1.5 < told.locus.start.seconds < 1.7 and 3.1 < told.locus.end.seconds < 3.3
    (table,) = [r.outcome for r in results if isinstance(r.outcome, Series)]
    assert sum(isinstance(row[5], Unread) for row in table.rows) == 41


def test_shots_of_four_frames_are_all_told(tmp_path: Path) -> None:
    path = tmp_path / "fast.mp4"
    scenes = [Renderer(Scene(192, 128, seed=seed)) for seed in range(1, 13)]
    encoded(path, [one.frame(number, Fraction(25)) for one in scenes for number in range(4)], crf="24")
    results = measure(DETECTOR, path)
    (count,) = values(results, "discontinuity.shot_changes")
    assert int(count.value) >= 10
    assert "discontinuity.shot_changes" not in reasons(results)


@pytest.mark.parametrize("codec", ["mpeg4", "libx264"])
def test_key_frames_that_renew_coarse_pictures_are_no_discontinuities_and_a_cut_at_one_is(
    tmp_path: Path, codec: str
) -> None:
    options = {"qmin": "20", "qmax": "20"} if codec == "mpeg4" else {"crf": "36", "sc_threshold": "0"}
    renderer = Renderer(Scene(192, 128, seed=7, motion=1.0, noise=2.0))
    frames = [renderer.frame(number, Fraction(25)) for number in range(100)]
    encoded(tmp_path / "plain.avi", frames[:90], codec, 15, **options)
    results = measure(DETECTOR, tmp_path / "plain.avi")
    assert codes(DETECTOR, results) == []
    encoded(tmp_path / "cut.avi", [*frames[:45], *frames[61:]], codec, 15, **options)
    (place, *_) = values(measure(DETECTOR, tmp_path / "cut.avi"), "discontinuity.place")
    assert isinstance(place.locus, FrameLocus) and place.locus.index == 45


def test_only_key_frames_at_a_steady_distance_are_held_against_each_other() -> None:
    score = np.full(60, -1.0)
    score[[10, 20, 25, 40, 50]] = [2.0, 1.5, 3.0, 4.0, 1.0]
    keys = np.zeros(60, np.bool_)
    keys[[0, 10, 20, 25, 40, 50]] = True
    held = held_at_keys(score, keys)
    assert held[[10, 20, 50]].tolist() == [0.5, -0.5, -1.0]  # 10 frames after the key frame before
    assert held[[25, 40]].tolist() == [3.0, 4.0]
    assert held_at_keys(score, np.ones(60, np.bool_)) is score  # every picture is coded by itself
    assert held_at_keys(score, np.zeros(60, np.bool_)) is score


def test_the_threshold_belongs_to_the_judge() -> None:
    def stored(score: float) -> list[Result]:
        return [Result(DETECTOR.id, DETECTOR.version, Measurement("discontinuity.place", score, "1"))]

    assert codes(DETECTOR, stored(REPORTED - 0.01)) == []
    assert codes(DETECTOR, stored(REPORTED)) == ["discontinuity_within_shot"]


STEPS = arrays.arrays(np.float64, st.integers(0, 80), elements=st.floats(0, 1e6))


@given(STEPS, st.floats(0.01, 1))
def test_at_most_one_step_of_any_neighbourhood_is_isolated(steps: np.ndarray, floor: float) -> None:
    places = np.flatnonzero(isolated(steps, floor) > 1e-9)
    assert np.all(np.diff(places) > AROUND)


@given(st.integers(AROUND, 60), st.floats(2, 100))
def test_a_single_great_step_has_the_log_of_its_excess(at: int, times: float) -> None:
    steps = np.full(66 + AROUND, 5.0)
    steps[at] = 5.0 * times
    assert isolated(steps, 0.0)[at] == pytest.approx(np.log(times))


def test_prediction_follows_motion_and_starts_anew_after_a_change_of_size() -> None:
    renderer, prediction = Renderer(SCENE), Prediction()
    frames = [reduced(renderer.frame(n, Fraction(25)).mean(axis=2).astype(np.uint8)) for n in range(3)]
    assert prediction.step(frames[0]) is None
    step = prediction.step(frames[1])
    assert step is not None
    difference = float(np.mean((frames[1].astype(float) - frames[0]) ** 2))
    assert step[0] < difference / 2
    assert prediction.step(np.ascontiguousarray(frames[2][::2, ::4])) is None
