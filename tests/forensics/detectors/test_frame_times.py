"""Frame times: what is known of made footage is what is measured."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from forensics.detector import PacketView
from forensics.detectors.frame_times import DETECTOR
from forensics.footage.encode import Encoding, make, remux
from forensics.footage.scene import Scene
from forensics.footage.timeline import drop, jitter, plain, pull_up
from forensics.types import MediaFacts, NotMeasured, Result, StreamFacts, StreamKind, TimeSpan
from tests.forensics.detectors.driving import codes, findings, measure, reasons, value, values

SCENE = Scene(160, 96, seed=7)
TWO_SECONDS = plain(Fraction(25), Fraction(2))


def test_unedited_footage_is_constant_and_gives_no_finding(tmp_path: Path) -> None:
    results = measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, TWO_SECONDS).path)
    assert value(results, "frame_times.pattern") == "constant"
    assert value(results, "frame_times.usual_interval") == Fraction(1, 25)
    assert value(results, "frame_times.frames_decoded") == 50
    assert codes(DETECTOR, results) == []


@pytest.mark.parametrize("container", ["mp4", "mov", "mkv", "ts"])
def test_dropped_frames_are_found_with_their_time_in_every_container(tmp_path: Path, container: str) -> None:
    timeline = drop(drop(TWO_SECONDS, 30, 1), 10, 5)
    results = measure(DETECTOR, make(tmp_path / f"a.{container}", SCENE, timeline, Encoding(container=container)).path)
    gaps = values(results, "frame_times.gap")
    start = min(v.locus.start.seconds for v in gaps if isinstance(v.locus, TimeSpan)) - Fraction(9, 25)
    assert [round(float(v.value), 2) for v in gaps] == [0.20, 0.04]
    for gap, expected in zip(gaps, (9, 29), strict=True):
        assert isinstance(gap.locus, TimeSpan)
        assert abs(gap.locus.start.seconds - start - Fraction(expected, 25)) <= Fraction(1, 1000)
    assert codes(DETECTOR, results) == ["discontinuity_of_pictures"]
    assert "2 places" in findings(DETECTOR, results)[0].observation


def test_a_cut_with_closed_times_is_not_seen_and_the_limits_say_so(tmp_path: Path) -> None:
    results = measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, drop(TWO_SECONDS, 10, 20, close=True)).path)
    assert codes(DETECTOR, results) == []
    assert any("closed up" in limit for limit in DETECTOR.limits)


def test_milliseconds_of_matroska_are_rounding_and_no_variable_rate(tmp_path: Path) -> None:
    timeline = plain(Fraction(30), Fraction(2))
    results = measure(DETECTOR, make(tmp_path / "a.mkv", SCENE, timeline, Encoding(container="mkv")).path)
    assert value(results, "frame_times.pattern") == "constant to one tick"
    assert codes(DETECTOR, results) == []


def test_the_jitter_of_a_telephone_is_variable_and_no_discontinuity(tmp_path: Path) -> None:
    results = measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, jitter(TWO_SECONDS, 5, 250)).path)
    assert value(results, "frame_times.pattern") == "variable"
    assert codes(DETECTOR, results) == []


def test_a_gap_is_found_among_varying_times_too(tmp_path: Path) -> None:
    timeline = drop(jitter(TWO_SECONDS, 5, 250), 20, 8)
    results = measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, timeline).path)
    assert codes(DETECTOR, results) == ["discontinuity_of_pictures"]


def test_repeating_frames_leaves_times_constant(tmp_path: Path) -> None:
    results = measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, pull_up(TWO_SECONDS, 4)).path)
    assert value(results, "frame_times.pattern") == "constant"


def test_a_remux_gives_the_same_places(tmp_path: Path) -> None:
    made = make(tmp_path / "a.mp4", SCENE, drop(TWO_SECONDS, 10, 5))
    places = []
    for path in (made.path, remux(made, tmp_path / "b.mov").path):
        spans = [v.locus for v in values(measure(DETECTOR, path), "frame_times.gap")]
        places.append([(s.start.seconds, s.end.seconds) for s in spans if isinstance(s, TimeSpan)])
    assert places[0] == places[1]


def test_three_frames_are_too_few_to_speak_of_intervals(tmp_path: Path) -> None:
    short = plain(Fraction(25), Fraction(2, 25))
    results = measure(DETECTOR, make(tmp_path / "a.mp4", SCENE, short, Encoding(sound=False)).path)
    assert "frame_times.intervals" in reasons(results)
    assert reasons(results)["frame_times.end_difference"] == "no timed sound in this file"


BASE = Fraction(1, 100)
VIDEO = StreamFacts(0, StreamKind.VIDEO, "h264", "", BASE, Fraction(25))
SOUND = StreamFacts(1, StreamKind.AUDIO, "aac", "", BASE, Fraction(0))


def packet(stream: int, pts: int | None, dts: int | None, duration: int = 4, position: int = 0) -> PacketView:
    return PacketView(stream, 0, pts, dts, duration, BASE, 10, position, False, False, "")


def fed(*packets: PacketView) -> list[Result]:
    observer = DETECTOR.observe(MediaFacts(1, "", "", (VIDEO, SOUND)), {})
    assert observer.packet is not None
    for one in packets:
        observer.packet(one)
    return [Result(DETECTOR.id, DETECTOR.version, outcome) for outcome in observer.finish()]


def test_a_decoding_time_that_steps_back_is_named_with_its_byte() -> None:
    packets = [packet(0, 4 * n, 4 * n, position=100 * n) for n in range(10)]
    packets[6] = packet(0, 24, 3, position=600)
    results = fed(*packets)
    assert [v.value for v in values(results, "frame_times.decoding_steps_back")] == [1, 0]
    assert [v.value for v in values(results, "frame_times.decoding_step_back")] == [600]
    assert "decoding_order" in codes(DETECTOR, results)
    assert "byte 600" in findings(DETECTOR, results)[0].observation


def test_repeated_presentation_times_are_counted() -> None:
    results = fed(*[packet(0, 4 * (n // 2), 4 * n) for n in range(12)])
    assert value(results, "frame_times.repeated_times") == 6
    assert "repeated_times" in codes(DETECTOR, results)


def test_sound_that_pauses_or_goes_on_after_the_pictures_is_named() -> None:
    pictures = [packet(0, 4 * n, 4 * n) for n in range(25)]
    sound = [packet(1, 4 * n + (30 if n > 10 else 0), 4 * n + (30 if n > 10 else 0)) for n in range(40)]
    results = fed(*pictures, *sound)
    assert [v.value for v in values(results, "frame_times.sound_gap")] == [Fraction(30, 100)]
    assert value(results, "frame_times.end_difference") == Fraction(90, 100)
    assert codes(DETECTOR, results) == ["discontinuity_of_sound", "unequal_ends"]


def test_a_stream_of_packets_without_times_is_not_measured_and_says_so() -> None:
    results = fed(*[packet(0, None, None) for _ in range(20)])
    assert "0 distinct presentation times in 20 packets" in reasons(results)["frame_times.intervals"]


def test_the_tiles_of_a_picture_are_spoken_of_once() -> None:
    tiles = tuple(replace(VIDEO, index=number) for number in range(48))
    observer = DETECTOR.observe(MediaFacts(1, "", "", tiles), {})
    assert observer.packet is not None
    for number in range(48):
        observer.packet(packet(number, 0, 0))
    results = [Result(DETECTOR.id, DETECTOR.version, outcome) for outcome in observer.finish()]
    gaps = [r.outcome for r in results if isinstance(r.outcome, NotMeasured)]
    assert [one.quantity for one in gaps] == ["frame_times.intervals", "frame_times.end_difference"]
    assert gaps[0].reason.startswith("48 streams of a single picture (0 to 47)")
    assert value(results, "frame_times.packets") == 48
    assert len(results) < 8


def test_a_still_or_a_text_is_declined() -> None:
    assert not DETECTOR.applicability(MediaFacts(9, "", "", ())).applicable
