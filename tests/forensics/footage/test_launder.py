"""Encoding again for trials."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import pytest

from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.footage.treatments import TREATMENTS


def launder(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "forensics.footage.launder", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("treatment", sorted(TREATMENTS))
def test_a_file_is_encoded_again_with_its_frames_and_sound(tmp_path: Path, treatment: str) -> None:
    source = make(tmp_path / "a.mkv", Scene(160, 96), plain(Fraction(25), Fraction(1)), Encoding(container="mkv")).path
    target = tmp_path / "b.mp4"
    assert launder(source, target, treatment).returncode == 0
    with av.open(str(target)) as container:
        pictures = container.streams.video[0]
        assert pictures.width == 160 * TREATMENTS[treatment].scale
        assert sum(1 for _ in container.decode(pictures)) == 25
        assert container.streams.audio


def test_what_cannot_be_encoded_again_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_text("no media")
    done = launder(tmp_path / "a.mp4", tmp_path / "b.mp4", "crf23")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert launder("only one").returncode == 2
