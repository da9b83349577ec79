"""Double encoding: an earlier fixed group length is found, and files that say nothing are left alone."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from forensics.detectors.double_encoding import ALIGNED, DETECTOR
from forensics.footage.encode import Encoding, make, reencode
from forensics.footage.scene import Scene
from forensics.footage.timeline import loop, plain
from forensics.types import Measurement, MediaFacts, Result, StreamFacts, StreamKind
from tests.forensics.detectors.driving import codes, findings, measure, reasons, value

SCENE = Scene(320, 192, seed=31, noise=3)
SIX_SECONDS = plain(Fraction(25), Fraction(6))
FIRST = Encoding(gop=15, bframes=0, quality=28, sound=False)


def test_footage_encoded_once_gives_no_finding(tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", SCENE, SIX_SECONDS, Encoding(gop=250, sound=False)).path
    results = measure(DETECTOR, path)
    assert codes(DETECTOR, results) == []
    assert value(results, "double_encoding.basis") == "motion vectors, quantisers and packet sizes"


@pytest.mark.parametrize("bframes", [0, 3])
def test_the_group_length_of_an_earlier_encoding_is_found(tmp_path: Path, bframes: int) -> None:
    first = make(tmp_path / "a.mp4", SCENE, SIX_SECONDS, FIRST)
    second = reencode(first, tmp_path / "b.mp4", Encoding(gop=250, bframes=bframes, quality=22, sound=False))
    results = measure(DETECTOR, second.path)
    assert codes(DETECTOR, results) == ["periodic_prediction_failure"]
    assert value(results, "double_encoding.aligned_period") == 15
    finding = findings(DETECTOR, results)[0]
    assert "every 15 frames" in finding.observation
    assert finding.direction is not None
    assert finding.direction.towards == "neither"


def test_packet_sizes_alone_serve_where_there_are_no_vectors(tmp_path: Path) -> None:
    first = make(tmp_path / "a.mp4", SCENE, SIX_SECONDS, FIRST)
    later = Encoding(codec="libx265", gop=250, bframes=0, quality=22, sound=False)
    results = measure(DETECTOR, reencode(first, tmp_path / "b.mp4", later).path)
    assert value(results, "double_encoding.basis") == "packet sizes"
    assert value(results, "double_encoding.aligned_period") == 15


def test_pictures_coded_by_themselves_leave_nothing_to_compare(tmp_path: Path) -> None:
    path = make(tmp_path / "a.mp4", SCENE, SIX_SECONDS, Encoding(gop=1, bframes=0, sound=False)).path
    assert "too few to compare" in reasons(measure(DETECTOR, path))["double_encoding.strength"]


def test_a_short_clip_is_not_measured(tmp_path: Path) -> None:
    path = make(tmp_path / "a.ts", SCENE, plain(Fraction(25), Fraction(1)), Encoding(container="ts", sound=False)).path
    assert "25 frames; at least" in reasons(measure(DETECTOR, path))["double_encoding.strength"]


def test_unsupported_codecs_and_short_tracks_are_declined_with_reasons() -> None:
    def facts(codec: str, frames: int) -> MediaFacts:
        stream = StreamFacts(0, StreamKind.VIDEO, codec, "", Fraction(1, 25), Fraction(25), frames_declared=frames)
        return MediaFacts(1, "", "", (stream,))

    assert DETECTOR.applicability(facts("h264", 500)).applicable
    assert "codec av1" in DETECTOR.applicability(facts("av1", 500)).reasons[0]
    assert "10 frames" in DETECTOR.applicability(facts("hevc", 10)).reasons[0]
    assert DETECTOR.applicability(MediaFacts(1, "", "", ())).reasons == ("no stream of pictures",)


def test_the_threshold_belongs_to_the_judge_and_not_to_the_measurement() -> None:
    def result(name: str, value: float) -> Result:
        return Result(DETECTOR.id, DETECTOR.version, Measurement(f"double_encoding.aligned_{name}", value, "1"))

    def stored(strength: float) -> list[Result]:
        return [result("period", 15), result("offset", 0), result("times", 9), result("strength", strength)]

    def basis(text: str) -> Result:
        return Result(DETECTOR.id, DETECTOR.version, Measurement("double_encoding.basis", text, "text"))

    vectors = basis("motion vectors and packet sizes")
    assert codes(DETECTOR, [vectors, *stored(ALIGNED - 0.01)]) == []
    assert codes(DETECTOR, [vectors, *stored(ALIGNED)]) == ["periodic_prediction_failure"]
    assert codes(DETECTOR, [basis("packet sizes"), *stored(ALIGNED)]) == []


def test_one_jump_in_a_clip_encoded_once_makes_no_period(tmp_path: Path) -> None:
    timeline = loop(plain(Fraction(25), Fraction(8)), first=90, count=30, times=1)
    path = make(tmp_path / "a.mp4", Scene(320, 192, seed=20), timeline, Encoding(gop=25, bframes=0, sound=False)).path
    assert codes(DETECTOR, measure(DETECTOR, path)) == []
