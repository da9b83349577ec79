"""Footage as files: the truth told of them holds in the bytes."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import c2pa
import numpy as np
import pytest

from forensics.footage.demo import make_demo
from forensics.footage.encode import Crop, Encoding, make, one_byte_changed, reencode, remux
from forensics.footage.scene import Scene
from forensics.footage.timeline import TICK, drop, freeze, jitter, plain

SMALL = Scene(width=160, height=96, seed=3)
SECOND = plain(Fraction(25), Fraction(1))


def times_of(path: Path) -> list[Fraction]:
    with av.open(str(path)) as container:
        return [Fraction(frame.pts or 0) * (frame.time_base or 0) for frame in container.decode(video=0)]


@pytest.mark.parametrize(
    ("codec", "container"),
    [
        ("libx264", "mp4"),
        ("libx264", "ts"),
        ("libx265", "mkv"),
        ("mpeg4", "avi"),
        ("libvpx-vp9", "webm"),
        ("mjpeg", "mov"),
    ],
)
def test_equal_recipes_give_equal_bytes(tmp_path: Path, codec: str, container: str) -> None:
    paths = [tmp_path / f"{name}.{container}" for name in "ab"]
    for path in paths:
        make(path, SMALL, SECOND, Encoding(codec=codec, quality=20, container=container))
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert len(times_of(paths[0])) == 25


def test_the_times_in_the_file_are_those_of_the_timeline(tmp_path: Path) -> None:
    timeline = drop(jitter(SECOND, 1, 200), 10, 4)
    made = make(tmp_path / "a.mp4", SMALL, timeline)
    assert times_of(made.path) == [shown.tick * TICK for shown in timeline.shown]


def test_sound_and_pictures_last_equally_long(tmp_path: Path) -> None:
    made = make(tmp_path / "a.mp4", SMALL, drop(SECOND, 5, 5, close=True))
    with av.open(str(made.path)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert abs(samples / 48000 - 0.8) < 0.05


def test_a_frozen_picture_is_frozen_in_what_is_decoded(tmp_path: Path) -> None:
    made = make(tmp_path / "a.mkv", SMALL, freeze(SECOND, 8, 4), Encoding(codec="mpeg4", quality=2, container="mkv"))
    with av.open(str(made.path)) as container:
        planes = [frame.to_ndarray(format="gray").astype(int) for frame in container.decode(video=0)]
    changes = [np.abs(b - a).mean() for a, b in itertools.pairwise(planes)]
    assert max(changes[8:12]) < min(changes[:8])


def test_a_remux_keeps_every_coded_packet(tmp_path: Path) -> None:
    made = make(tmp_path / "a.mp4", SMALL, SECOND)
    copied = remux(made, tmp_path / "b.mov")
    packets = []
    for path in (made.path, copied.path):
        with av.open(str(path)) as container:
            packets.append([bytes(packet) for packet in container.demux(video=0) if packet.size])
    assert packets[0] == packets[1]
    assert copied.edits[-1].kind == "remuxed"


def test_a_cropped_copy_has_the_size_asked_for(tmp_path: Path) -> None:
    made = make(tmp_path / "a.mp4", SMALL, SECOND)
    copied = reencode(made, tmp_path / "b.mp4", Encoding(quality=30), Crop(16, 8, 120, 80, 96, 64))
    with av.open(str(copied.path)) as container:
        assert (container.streams.video[0].width, container.streams.video[0].height) == (96, 64)
    assert [edit.kind for edit in copied.edits] == ["re-encoded", "cropped and scaled"]


def test_exactly_one_byte_differs_and_it_lies_where_the_truth_says(tmp_path: Path) -> None:
    made = make(tmp_path / "a.mp4", SMALL, SECOND)
    truth = one_byte_changed(made.path, tmp_path / "b.mp4")
    before, after = made.path.read_bytes(), truth.path.read_bytes()
    assert [n for n in range(len(before)) if before[n] != after[n]] == [truth.offset]
    with pytest.raises(ValueError, match="no top-level box"):
        one_byte_changed(made.path, tmp_path / "c.mp4", inside=b"none")


def read_state(path: Path, root: Path) -> str:
    settings = {"trust": {"user_anchors": root.read_text()}, "verify": {"remote_manifest_fetch": False}}
    with (
        path.open("rb") as stream,
        c2pa.Reader("video/mp4", stream, context=c2pa.Context.from_dict(settings)) as reader,
    ):
        state = json.loads(reader.json())["validation_state"]
    assert isinstance(state, str)
    return state


def test_the_demonstration_is_signed_and_its_changed_copy_is_not_intact(tmp_path: Path) -> None:
    demo = make_demo(tmp_path)
    assert read_state(demo.signed, demo.trust_root) == "Trusted"
    assert read_state(demo.changed, demo.trust_root) == "Invalid"
    with pytest.raises(c2pa.C2paError):
        read_state(demo.copied, demo.trust_root)


def test_the_module_run_as_a_program_prints_what_it_made(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "forensics.footage", str(tmp_path / "demo")]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    parts = [json.loads(line) for line in lines]
    assert [part["part"] for part in parts] == ["signed", "copied", "changed", "trust root"]
    assert all(Path(part["path"]).is_file() for part in parts)
    assert subprocess.run(command[:-1], check=False, capture_output=True).returncode == 2
