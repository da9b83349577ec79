"""Frames come from another, confined process; whatever it does, this one goes on and nothing is left behind."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import tempfile
import threading
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from casefiles import player
from casefiles.errors import FramesUnavailable
from casefiles.player import LIMITS, FrameSource
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import drop, plain
from forensics.media.stepping_protocol import PIXELS

TIMELINE = drop(plain(Fraction(25), Fraction(2)), 20, 10)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    return make(path, Scene(width=160, height=96, seed=8), TIMELINE, Encoding(gop=10)).path


def process_of(source: FrameSource) -> int:
    assert source._process is not None
    return source._process.pid


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in which all scratch folders of this process are made, shared memory included."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(player, "_SHARED_MEMORY", folder)
    return folder


def test_a_frame_is_the_decoded_one_with_its_time_and_digest(film: Path) -> None:
    with av.open(str(film), options={"advanced_editlist": "0"}) as container:
        truth = list(container.decode(video=0))
    with FrameSource(film, name="film.mp4") as source:
        assert source.count == len(truth) == 40
        assert source.facts.width == 160
        assert source.key_frames == tuple(n for n, frame in enumerate(truth) if frame.key_frame)
        for index in (0, 39, 17, 18, 16):
            shown = source.frame(index)
            planes = truth[index].to_ndarray()
            assert shown.sha256 == hashlib.sha256(planes.tobytes()).hexdigest()
            assert shown.at.pts == truth[index].pts
            assert len(shown.rgb) == 160 * 96 * 3
            ours = np.frombuffer(shown.rgb, np.uint8).astype(int)
            luma = truth[index].to_ndarray(format="gray").astype(int)
            assert abs(ours.mean() - luma.mean()) < 40
            assert shown.picture_type in "IPB"


def test_frames_lie_in_memory_that_both_processes_share_and_not_on_a_disk(film: Path) -> None:
    if not os.access("/dev/shm", os.W_OK):
        pytest.skip("this system has no folder of shared memory")
    with FrameSource(film, name="film.mp4") as source:
        frame = source.frame(3)
        pixels = source._scratch / PIXELS
        assert pixels.is_relative_to("/dev/shm")
        assert pixels.read_bytes()[: len(frame.rgb)] == frame.rgb, "what is shown is what the other process wrote there"
        opened = Path(f"/proc/{os.getpid()}/maps").read_text("utf-8")
        assert str(film) not in opened, "this process never opened the film"
    assert not pixels.exists()


def test_a_time_gives_the_frame_that_is_on_the_screen_then(film: Path) -> None:
    with FrameSource(film, name="film.mp4") as source:
        times = [source.time_of(n) for n in range(source.count)]
        seconds = [at.seconds for at in times if at is not None]
        assert len(seconds) == source.count
        gap = next(n for n in range(1, 40) if seconds[n] - seconds[n - 1] > Fraction(1, 25))
        assert source.index_at(seconds[gap]) == gap
        assert source.index_at(seconds[gap] - Fraction(1, 10**9)) == gap - 1
        assert source.index_at(Fraction(-5)) == 0
        assert source.index_at(Fraction(10**6)) == 39


def test_a_process_that_is_killed_is_an_error_and_can_be_started_again(film: Path) -> None:
    with FrameSource(film, name="film.mp4") as source:
        source.frame(3)
        os.kill(process_of(source), signal.SIGKILL)
        with pytest.raises(FramesUnavailable, match="SIGKILL"):
            source.frame(4)
        with pytest.raises(FramesUnavailable, match="not open"):
            source.frame(4)
    with FrameSource(film, name="film.mp4") as source:
        assert source.frame(4).index == 4


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGSTOP")
def test_a_process_that_hangs_is_ended_after_the_time_that_is_allowed(film: Path) -> None:
    limits = replace(LIMITS, stall_seconds=60)
    with FrameSource(film, name="film.mp4", limits=limits) as source:
        object.__setattr__(limits, "stall_seconds", 1)  # from here on: a busy machine may take longer to open a file
        pid = process_of(source)
        os.kill(pid, signal.SIGSTOP)
        started = time.monotonic()
        with pytest.raises(FramesUnavailable, match="no sign of life"):
            source.frame(0)
        assert time.monotonic() - started < 60
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGSTOP")
def test_waiting_ends_when_another_thread_interrupts(film: Path) -> None:
    with FrameSource(film, name="film.mp4") as source:
        os.kill(process_of(source), signal.SIGSTOP)
        threading.Timer(0.3, source.interrupt).start()
        started = time.monotonic()
        with pytest.raises(FramesUnavailable):
            source.frame(0)
        assert time.monotonic() - started < 60


def test_nothing_is_left_behind(film: Path, scratch: Path) -> None:
    threads = threading.active_count()
    source = FrameSource(film, name="film.mp4")
    with source:
        pid = process_of(source)
        source.frame(0)
        assert len(list(scratch.iterdir())) == 1
    assert not list(scratch.iterdir())
    assert threading.active_count() == threads
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    source.close()


@pytest.mark.parametrize("content", [b"", b"words", b"RIFF" + bytes(64)])
def test_what_holds_no_film_is_refused_in_words_and_leaves_nothing(
    tmp_path: Path, scratch: Path, content: bytes
) -> None:
    path = tmp_path / "thing"
    path.write_bytes(content)
    with pytest.raises(FramesUnavailable, match="no frames to show"), FrameSource(path, name="thing"):
        pass
    assert not list(scratch.iterdir())


def test_an_index_outside_is_refused_and_the_rest_goes_on(film: Path) -> None:
    with FrameSource(film, name="film.mp4") as source:
        with pytest.raises(FramesUnavailable, match="no frame 40"):
            source.frame(40)
        assert source.frame(39).index == 39


def test_pixels_that_the_other_side_takes_away_are_an_error_and_not_a_crash(film: Path) -> None:
    with FrameSource(film, name="film.mp4") as source:
        source.frame(0)
        os.ftruncate(source._pixels, 10)
        with pytest.raises(FramesUnavailable, match="fewer pixels"):
            source._rgb(160, 96)


@pytest.mark.skipif(sys.platform != "linux", reason="the confinement is Linux's")
def test_the_process_that_decodes_is_confined(film: Path) -> None:
    with FrameSource(film, name="film.mp4") as source:
        status = Path(f"/proc/{process_of(source)}/status").read_text()
    assert "Seccomp:\t2" in status
    assert "NoNewPrivs:\t1" in status
