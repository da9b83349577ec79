"""Observers in threads of their own see what they would see in the decoder's, and measure the same."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from av.video.frame import VideoFrame

from forensics.attempts import Attempts
from forensics.confinement import Allowed
from forensics.detector import AudioView, FrameNeed, FrameView, Needs, Observer, PacketView
from forensics.detectors.noise_maps import BLOCK, noise_map
from forensics.detectors.steady_edges import WINDOW, Windows, gradients
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.media.opening import open_media
from forensics.media.pictures import _shrink
from forensics.media.session import Attached, run_session
from forensics.registry import detectors
from forensics.types import Measurement, Outcome, Progress, Result


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two seconds of footage with sound and B-frames."""
    path = tmp_path_factory.mktemp("crew") / "clip.mp4"
    return make(path, Scene(320, 192, seed=3), plain(Fraction(25), Fraction(2)), Encoding(gop=12, bframes=2)).path


class Diary:
    """Writes down what it is given, and in which thread."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, object, object]] = []
        self.threads: set[int] = set()

    def _note(self, kind: str, place: object, content: object) -> None:
        self.seen.append((kind, place, content))
        self.threads.add(threading.get_ident())

    def packet(self, packet: PacketView) -> None:
        self._note("packet", (packet.stream, packet.number), packet.size)

    def frame(self, frame: FrameView) -> None:
        self._note("frame", frame.index, (frame.sha256, float(frame.grey(96).mean()), frame.rgb(48).tobytes()))

    def audio(self, block: AudioView) -> None:
        self._note("audio", block.at, block.samples.tobytes())

    def finish(self) -> Iterator[Outcome]:
        self._note("finish", None, None)
        yield Measurement("entries", len(self.seen), "1")


def run(path: Path, attached: list[Attached]) -> list[Result]:
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        lines = run_session(opened, attached, lambda _facts, _extra: None)
        return [line for line in lines if isinstance(line, Result)]


def test_an_observer_beside_sees_the_same_in_the_same_order_in_one_thread(clip: Path) -> None:
    needs = Needs(packets=True, frames=FrameNeed(), audio=True)
    here, *beside = diaries = [Diary() for _ in range(4)]
    observers = [Observer(one.finish, one.packet, one.frame, one.audio) for one in diaries]
    attached = [Attached(f"m{n}", "1", needs, one, beside=n > 0, cost=n) for n, one in enumerate(observers)]
    results = run(clip, attached)
    assert [one.method for one in results if one.method[1:].isdigit()] == ["m0", "m1", "m2", "m3"]
    assert {kind for kind, _, _ in here.seen} == {"packet", "frame", "audio", "finish"}
    assert here.threads == {threading.get_ident()}
    for diary in beside:
        assert diary.seen == here.seen
        assert len(diary.threads) == 1
        assert diary.threads != here.threads
    assert not [one for one in threading.enumerate() if one.ident in {t for diary in beside for t in diary.threads}]


def test_frames_that_were_looked_at_are_let_go_also_where_they_gave_their_side_data(tmp_path: Path) -> None:
    scene, timeline = Scene(96, 64, seed=1), plain(Fraction(25), Fraction(4))
    long = make(tmp_path / "long.mp4", scene, timeline, Encoding(gop=12)).path
    seen: list[int] = []

    def look(view: FrameView) -> None:
        view.motion_vectors()
        if view.index % 7 == 6:
            seen.append(sum(isinstance(one, VideoFrame) for one in gc.get_objects()))

    needs = Needs(frames=FrameNeed(), motion_vectors=True)
    gc.collect()
    before = sum(isinstance(one, VideoFrame) for one in gc.get_objects())
    gc.disable()  # the interpreter's own search comes when it likes
    try:
        run(long, [Attached("m", "1", needs, Observer(lambda: (), frame=look), beside=True)])
    finally:
        gc.enable()
    assert len(seen) == 14
    assert max(seen) - before <= 40


def test_every_method_measures_the_same_beside_the_decoder_as_in_its_thread(clip: Path) -> None:
    def measured(*, beside: bool) -> list[Result]:
        attached = []
        facts = open_media(clip, clip.stat().st_size).facts
        for one in detectors():
            if one.applicability(facts).applicable and not one.on_request:
                observer = one.observe(facts, dict(one.parameters))
                attached.append(Attached(one.id, one.version, one.needs, observer, beside=beside, cost=1.0))
        return run(clip, attached)

    assert measured(beside=True) == measured(beside=False)


def test_a_thread_of_the_program_s_own_is_not_taken_for_one_that_a_method_started(tmp_path: Path) -> None:
    noted = Attempts(Allowed((), (tmp_path,)))

    def own() -> None:
        noted.trust()
        noted.hook("os.system", ("ls",))

    for target in (own, lambda: noted.hook("os.fork", ())):
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()
    assert noted.words("") == "it tried to start another process"


@pytest.mark.parametrize("factor", [4, 8])
@pytest.mark.parametrize("levels", [2, 256])  # few levels: many means lie half way between two
@pytest.mark.parametrize("width", [48, 480])  # in one strip, and in several
def test_a_reduced_picture_is_that_of_the_area_average_to_the_bit(factor: int, levels: int, width: int) -> None:
    size = (width, width * 9 // 16)
    picture = np.random.default_rng(factor).integers(0, levels, (size[1] * factor, width * factor), dtype=np.uint8)
    assert np.array_equal(_shrink(picture, width), cv2.resize(picture, size, interpolation=cv2.INTER_AREA))


def test_a_window_holds_the_medians_of_its_frames() -> None:
    frames = list(np.random.default_rng(1).integers(0, 256, (WINDOW, 30, 40), dtype=np.uint8))
    windows = Windows()
    for place, frame in enumerate(frames):
        windows.add(place, frame)
    (window,) = windows.kept
    stack = np.stack(frames).astype(np.float32)
    across, down = gradients(stack)
    middle = np.median(stack, axis=0)
    assert np.array_equal(window.edges, np.stack([np.median(across, axis=0), np.median(down, axis=0)]))
    assert np.allclose(window.length, np.median(np.hypot(across, down), axis=0), rtol=1e-3)
    assert np.array_equal(window.grey, middle.astype(np.uint8))
    assert np.allclose(window.stirred, np.abs(stack - middle).mean(axis=0), rtol=1e-3)


def test_the_noise_of_a_picture_is_the_quarter_of_its_blocks() -> None:
    grey = np.clip(np.random.default_rng(2).normal(120, 4, (600, 330)), 0, 255).astype(np.uint8)
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    left = np.abs(cv2.filter2D(grey, cv2.CV_32F, kernel))[: 37 * BLOCK, : 20 * BLOCK]
    blocks = left.reshape(37, BLOCK, 20, BLOCK).mean(axis=(1, 3)) * np.sqrt(np.pi / 2) / 6
    found = noise_map(grey)
    assert found is not None
    assert found.level == pytest.approx(np.percentile(blocks, 25), rel=1e-5)


def test_work_that_takes_long_at_the_end_gives_signs_of_life(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forensics.media.crew.SIGN_OF_LIFE", 0.01)
    seen = threading.Event()

    def slow() -> Iterator[Outcome]:
        assert seen.wait(60)  # ends only once somebody has heard of it
        yield Measurement("slow", 1, "1")

    observer = Observer(finish=slow)
    opened = open_media(clip, clip.stat().st_size)
    found: list[Outcome] = []
    with opened.container:
        for line in run_session(opened, [Attached("m", "1", Needs(), observer, beside=True)], lambda _f, _e: None):
            if isinstance(line, Progress) and line.step == "working on what was kept":
                seen.set()
            elif isinstance(line, Result) and line.method == "m":
                found.append(line.outcome)
    assert found == [Measurement("slow", 1, "1")]
