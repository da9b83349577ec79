"""Frames that stand for a clip."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import cv2
import pytest

from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.keyframes import NEEDS, keyframes
from forensics.types import FrameLocus, MediaFacts, NotMeasured, Picture
from tests.forensics.detectors.driving import facts_of, observe


@pytest.mark.parametrize(("frames", "most"), [(1, 9), (5, 9), (60, 9), (60, 1), (60, 2)])
def test_pictures_are_few_spread_and_as_digested(tmp_path: Path, frames: int, most: int) -> None:
    timeline = plain(Fraction(25), Fraction(frames, 25))
    clip = make(tmp_path / "a.mp4", Scene(160, 96), timeline, Encoding(sound=False, gop=10)).path
    folder = tmp_path / "scratch"
    folder.mkdir()
    observer = keyframes(facts_of(clip), folder, most=most, side=80)
    pictures = [r.outcome for r in observe(clip, observer, NEEDS) if isinstance(r.outcome, Picture)]
    assert len(pictures) == min(frames, most)
    assert sorted(path.name for path in folder.iterdir()) == sorted(picture.name for picture in pictures)
    indices = [picture.locus.index for picture in pictures if isinstance(picture.locus, FrameLocus)]
    assert indices[0] == 0
    assert indices == sorted(set(indices))
    if most > 2:
        assert indices[-1] >= frames * 3 // 4
    for picture in pictures:
        data = (folder / picture.name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == picture.sha256
        image = cv2.imread(str(folder / picture.name))
        assert image is not None
        assert image.shape[:2] == (picture.height, picture.width) == (48, 80)


def test_a_file_without_pictures_says_so(tmp_path: Path) -> None:
    (outcome,) = keyframes(MediaFacts(1, "", "", ()), tmp_path).finish()
    assert isinstance(outcome, NotMeasured)
    assert outcome.reason == "no stream of pictures"
