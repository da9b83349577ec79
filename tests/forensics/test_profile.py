"""Blockiness and noise are those of pictures made with a known grid and known noise; quantisers are the encoder's."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from forensics import profile
from forensics.detector import FrameNeed, Needs
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.media.opening import open_media
from forensics.media.session import Attached, run_session
from forensics.types import NotMeasured, Outcome, Series

ASKED = Needs(frames=FrameNeed(), motion_vectors=True)
"""With a method beside it that asks the decoder for blocks, as examinations have."""
RANDOM = np.random.default_rng(5)


def test_a_picture_without_a_grid_has_a_blockiness_of_one() -> None:
    smooth = RANDOM.integers(0, 255, (160, 240)).astype(np.uint8)
    assert profile.blockiness(smooth) == pytest.approx(1.0, abs=0.05)


def test_steps_on_the_lines_of_the_grid_raise_it_and_steps_beside_them_do_not() -> None:
    tiles = np.kron(RANDOM.integers(60, 180, (20, 30)), np.ones((8, 8))).astype(np.uint8)
    noisy = (tiles + RANDOM.integers(0, 3, tiles.shape)).astype(np.uint8)
    on_grid, beside = profile.blockiness(noisy), profile.blockiness(np.roll(noisy, 3, axis=(0, 1)))
    assert on_grid is not None
    assert beside is not None
    assert on_grid > 20
    assert beside < 0.2


def test_a_flat_picture_has_no_blockiness() -> None:
    assert profile.blockiness(np.full((64, 64), 90, np.uint8)) is None


@pytest.mark.parametrize("sigma", [2.0, 5.0])
def test_noise_is_the_standard_deviation_that_was_added(sigma: float) -> None:
    picture = np.clip(np.rint(RANDOM.normal(120, sigma, (300, 400))), 0, 255).astype(np.uint8)
    assert profile.noise(picture) == pytest.approx(sigma, rel=0.03)


def test_a_high_picture_is_measured_in_strips_that_begin_on_the_grid() -> None:
    noisy = np.clip(RANDOM.normal(120, 3, (720, 320)), 0, 255).astype(np.uint8)
    strips = profile.bands(noisy)
    assert [strip.shape for strip in strips] == [(64, 320)] * 3
    assert np.array_equal(strips[1], noisy[256:320])
    assert profile.noise(*strips) == pytest.approx(profile.noise(noisy), rel=0.03)
    assert profile.bands(noisy[:500])[0].shape == (500, 320)
    tiles = np.kron(RANDOM.integers(60, 180, (90, 40)), np.ones((8, 8))).astype(np.uint8)
    ragged = (tiles + RANDOM.integers(0, 3, tiles.shape)).astype(np.uint8)
    assert profile.blockiness(*profile.bands(ragged)) == pytest.approx(profile.blockiness(ragged), rel=0.1)


def _measured(path: Path) -> list[Outcome]:
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        attached = [Attached("frame_profile", "1", ASKED, profile.observe(opened.facts))]
        lines = list(run_session(opened, attached, lambda _facts, _extra: None))
    return [line.outcome for line in lines if not hasattr(line, "step") and line.method == "frame_profile"]


def test_quantisers_are_those_of_an_encoder_with_a_fixed_one(tmp_path: Path) -> None:
    seen = {}
    for quality in (20, 40):
        path = tmp_path / f"{quality}.mp4"
        make(
            path,
            Scene(width=128, height=96, seed=1),
            plain(Fraction(25), Fraction(1)),
            Encoding(quality=quality, sound=False),
        )
        seen[quality] = {one.quantity: one for one in _measured(path) if isinstance(one, Series)}
    means = {
        quality: np.mean([float(row[1]) for row in tables["frame.quantisers"].rows]) for quality, tables in seen.items()
    }
    assert 12 < means[20] < means[40] - 12
    first = seen[20]["frame.quantisers"].rows[0]
    assert first[2] <= first[1] <= first[3]
    assert [row[0] for row in seen[20]["frame.profile"].rows] == list(range(25))


def test_a_codec_without_quantisers_says_so(tmp_path: Path) -> None:
    path = make(
        tmp_path / "one.mkv",
        Scene(width=128, height=96, seed=1),
        plain(Fraction(25), Fraction(1, 5)),
        Encoding(codec="mjpeg", sound=False),
    ).path
    missing = [one for one in _measured(path) if isinstance(one, NotMeasured)]
    assert [one.quantity for one in missing] == ["frame.quantisers"]
    assert "no quantisers" in missing[0].reason


def test_a_short_clip_gives_its_quantisers_without_any_other_method(tmp_path: Path) -> None:
    clip = make(
        tmp_path / "clip.mp4", Scene(width=160, height=96, seed=1), plain(Fraction(25), Fraction(1)), Encoding()
    )
    opened = open_media(clip.path, clip.path.stat().st_size)
    with opened.container:
        needs = profile.needs(opened.facts)
        attached = [Attached("frame_profile", "2", needs, profile.observe(opened.facts))]
        lines = list(run_session(opened, attached, lambda _facts, _extra: None))
    found = [line.outcome for line in lines if not hasattr(line, "step") and line.method == "frame_profile"]
    assert [len(one.rows) for one in found if isinstance(one, Series) and one.quantity == "frame.quantisers"] == [25]
