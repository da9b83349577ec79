"""Repeated frames: what was made to repeat is found where it was made, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from forensics.detectors.repeated_frames import DETECTOR
from forensics.footage.demo import make_demo
from forensics.footage.encode import Crop, Encoding, make, reencode
from forensics.footage.scene import Scene
from forensics.footage.timeline import Timeline, duplicate, freeze, loop, plain, pull_up
from forensics.types import MediaFacts, Result, StreamFacts, StreamKind, TimeSpan, Timestamp
from tests.forensics.detectors.driving import codes, findings, measure, reasons, value, values

SCENE = Scene(320, 192, seed=11)
FIVE_SECONDS = plain(Fraction(25), Fraction(5))


def starts(results: list[Result], quantity: str) -> list[int]:
    """Return the first frame numbers (at 25 a second) of what was measured."""
    spans = [v.locus for v in values(results, quantity)]
    return [round(span.start.seconds * 25) for span in spans if isinstance(span, TimeSpan)]


def made(folder: Path, timeline: Timeline, encoding: Encoding | None = None) -> list[Result]:
    return measure(DETECTOR, make(folder / "a.mp4", SCENE, timeline, encoding or Encoding()).path)


def test_unedited_footage_repeats_nothing(tmp_path: Path) -> None:
    results = made(tmp_path, FIVE_SECONDS)
    assert codes(DETECTOR, results) == []
    assert float(value(results, "repeated_frames.least_unlike")) > 0.3


@pytest.mark.parametrize("quality", [18, 28])
@pytest.mark.parametrize("codec", ["libx264", "mpeg4"])
def test_a_duplicated_run_is_found_at_its_place_with_its_source(tmp_path: Path, codec: str, quality: int) -> None:
    timeline = duplicate(FIVE_SECONDS, first=20, count=15, at=80)
    results = made(tmp_path, timeline, Encoding(codec=codec, quality=quality if codec == "libx264" else quality // 4))
    assert codes(DETECTOR, results) == ["duplicated_frames"]
    assert abs(starts(results, "repeated_frames.later_run")[0] - 80) <= 2
    assert abs(starts(results, "repeated_frames.earlier_run")[0] - 20) <= 2
    assert value(results, "repeated_frames.lag") == 60
    assert abs(int(value(results, "repeated_frames.later_run")) - 15) <= 3


def test_a_duplicated_run_is_still_found_in_a_cropped_copy_of_a_copy(tmp_path: Path) -> None:
    first = make(tmp_path / "a.mp4", SCENE, duplicate(FIVE_SECONDS, 20, 15, at=80), Encoding(quality=26))
    crop = Crop(20, 10, 280, 170, 240, 144)
    copy = reencode(first, tmp_path / "b.mp4", Encoding(quality=30, gop=33), crop)
    assert codes(DETECTOR, measure(DETECTOR, copy.path)) == ["duplicated_frames"]


def test_a_loop_is_called_a_loop(tmp_path: Path) -> None:
    results = made(tmp_path, loop(FIVE_SECONDS, first=40, count=12, times=3))
    assert codes(DETECTOR, results) == ["looped_frames"]
    assert value(results, "repeated_frames.lag") == 12
    assert abs(int(value(results, "repeated_frames.later_run")) - 36) <= 3


def test_a_frozen_picture_is_found_and_its_packets_are_small(tmp_path: Path) -> None:
    results = made(tmp_path, freeze(FIVE_SECONDS, at=50, count=20))
    assert codes(DETECTOR, results) == ["frozen_pictures"]
    assert starts(results, "repeated_frames.frozen_run") == [50]
    assert value(results, "repeated_frames.frozen_run") == 20
    assert float(value(results, "repeated_frames.frozen_packet_size")) < 0.2


@pytest.mark.parametrize(("every", "period"), [(4, 5), (1, 2)])
def test_an_encoders_regular_repeats_are_told_apart(tmp_path: Path, every: int, period: int) -> None:
    results = made(tmp_path, pull_up(FIVE_SECONDS, every))
    assert codes(DETECTOR, results) == ["regular_repeats"]
    assert value(results, "repeated_frames.period") == period
    assert "Conversion of the frame rate" in findings(DETECTOR, results)[0].observation


def test_a_still_scene_is_no_frozen_picture(tmp_path: Path) -> None:
    scene = Scene(320, 192, seed=4, motion=0, noise=0)
    results = measure(DETECTOR, make(tmp_path / "a.mp4", scene, FIVE_SECONDS).path)
    assert codes(DETECTOR, results) == []


def test_one_picture_held_all_along_is_neither_frozen_nor_looped(tmp_path: Path) -> None:
    assert codes(DETECTOR, made(tmp_path, freeze(FIVE_SECONDS, at=0, count=124))) == []


@dataclass(frozen=True)
class Blank:
    """A frame of one grey."""

    index: int
    stream: int = 0
    has_pts: bool = True
    key: bool = False
    picture_type: str = "P"
    width: int = 320
    height: int = 192
    sha256: str = "0" * 64

    @property
    def at(self) -> Timestamp:
        return Timestamp(self.index, Fraction(1, 25))

    def grey(self, longest_side: int | None = None) -> np.ndarray:
        return np.full((192, 320), 90, np.uint8)


def test_pictures_without_change_cannot_be_compared_and_it_says_so() -> None:
    observer = DETECTOR.observe(facts(width=320, height=192), {})
    assert observer.frame is not None
    for index in range(40):
        observer.frame(Blank(index))
    results = [Result(DETECTOR.id, DETECTOR.version, outcome) for outcome in observer.finish()]
    assert value(results, "repeated_frames.equal_to_the_one_before") == 39
    assert "too little changes" in reasons(results)["repeated_frames.least_unlike"]
    assert codes(DETECTOR, results) == []


def test_exact_copies_of_an_intra_codec_are_equal_to_the_bit(tmp_path: Path) -> None:
    coding = Encoding(codec="mjpeg", quality=3, container="avi", sound=False)
    path = make(tmp_path / "a.avi", SCENE, duplicate(FIVE_SECONDS, 20, 15, at=80), coding).path
    results = measure(DETECTOR, path)
    assert value(results, "repeated_frames.equal_share") == 1
    assert starts(results, "repeated_frames.later_run") == [80]


def test_the_loop_of_the_demonstration_is_found_in_the_clip_and_in_its_copy(tmp_path: Path) -> None:
    demo = make_demo(tmp_path)
    for path in (demo.signed, demo.copied):
        assert codes(DETECTOR, measure(DETECTOR, path)) == ["looped_frames"]


def test_three_frames_are_too_few(tmp_path: Path) -> None:
    results = made(tmp_path, plain(Fraction(25), Fraction(3, 25)), Encoding(sound=False))
    assert "3 frames; at least 16 are needed" in reasons(results)["repeated_frames.frames"]
    assert codes(DETECTOR, results) == []


def facts(**stream: int) -> MediaFacts:
    return MediaFacts(
        1, "", "", (StreamFacts(0, StreamKind.VIDEO, "h264", "", Fraction(1, 25), Fraction(25), **stream),)
    )


def test_stills_tiny_pictures_and_sound_alone_are_declined_with_a_reason() -> None:
    sound = StreamFacts(0, StreamKind.AUDIO, "aac", "", Fraction(1, 48000), Fraction(0))
    answers = [
        DETECTOR.applicability(media)
        for media in (
            MediaFacts(1, "", "", (sound,)),
            facts(width=32, height=32),
            facts(width=640, height=480, frames_declared=1),
        )
    ]
    assert [answer.applicable for answer in answers] == [False, False, False]
    assert [answer.reasons for answer in answers] == [
        ("no stream of pictures",),
        ("pictures of 32x32 are smaller than 64 pixels",),
        ("a single picture",),
    ]
