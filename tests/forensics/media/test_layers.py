"""A layer shows what was put there, its counterpart shows it no more, and each says that it is never weighed."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.media.copy_move import candidates
from forensics.media.enhancing import apply
from forensics.media.layer_steps import EXAMPLES, FORMS, LAYER_PARSERS, LAYERS
from forensics.media.layers import change, luma
from forensics.media.recipe import NotARecipe, counterpart, explained, is_layer, parse, written

WORDS = [
    *(f"ela:{q},{g}" for q, g in ((30, 1), (98, 64))),
    "ghost:50",
    "ghosts",
    "dct:0,7",
    "noise:64",
    "spectrum",
    "bitplane:b,7",
    "gradient",
    "copymove:4",
]


@pytest.fixture(scope="module")
def scene() -> np.ndarray:
    """Return a picture (192, 256, 3) with texture of many sizes."""
    random = np.random.default_rng(4)
    parts = [cv2.resize(random.normal(0, 1, (192 // n, 256 // n, 3)), (256, 192)) for n in (1, 2, 4, 16)]
    mixed = 120 + 6 * parts[0] + 12 * parts[1] + 20 * parts[2] + 30 * parts[3]
    return np.clip(mixed, 0, 255).astype(np.uint8)


def as_jpeg(picture: np.ndarray, quality: int) -> np.ndarray:
    return np.asarray(apply(parse(f"plain:{quality}"), picture), np.uint8)


def test_every_layer_has_a_form_an_example_and_a_reader() -> None:
    assert set(FORMS) == set(EXAMPLES) == set(LAYER_PARSERS)
    assert {type(parse(text)[0]) for text in EXAMPLES.values()} == set(LAYERS)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sampled_from(["", "mean:2 > ", "change:2,4 > "]))
def test_a_layer_is_written_and_read_back_and_says_that_it_is_never_weighed(words: list[str], first: str) -> None:
    steps = parse(first + " > ".join(words))
    assert parse(written(steps)) == steps
    assert is_layer(steps)
    assert "never weighed" not in written(steps)
    assert "nothing rests on it" in list(explained(steps))[-1]
    assert "plain:90" in written(parse(written(counterpart(steps))))


def test_pictures_of_what_was_filmed_are_no_layers() -> None:
    assert not is_layer(parse("mean:2 > levels:16,235,1"))
    assert not is_layer(parse("plain:90"))


@pytest.mark.parametrize("text", ["ela:90", "ela:99,4", "ghosts:3", "bitplane:z,1", "dct:8,0", "ela:90,4 > change:1,4"])
def test_what_is_no_layer_is_refused(text: str) -> None:
    with pytest.raises(NotARecipe):
        parse(text)


@pytest.mark.parametrize("text", WORDS)
def test_a_layer_keeps_the_size_and_is_the_same_again(scene: np.ndarray, text: str) -> None:
    once, twice = apply(parse(text), scene), apply(parse(text), scene)
    assert once.shape == scene.shape
    assert once.dtype == np.uint8
    assert (once == twice).all()


def test_a_ghost_is_dark_where_a_part_had_that_history_and_the_counterpart_shows_none(scene: np.ndarray) -> None:
    spliced = as_jpeg(scene, 96).copy()
    spliced[64:128, 96:160] = as_jpeg(scene, 60)[64:128, 96:160]
    shown = apply(parse("ghost:60"), spliced).astype(float)
    inside, outside = shown[76:116, 108:148].mean(), shown[:48].mean()
    assert inside < outside / 2
    plain = apply(counterpart(parse("ghost:60"), 60), spliced).astype(float)
    assert abs(plain[76:116, 108:148].mean() - plain[:48].mean()) < (outside - inside) / 2
    found = apply(parse("ghosts"), spliced)
    assert np.median(found[76:116, 108:148]) == round((60 - 40) * 255 / 58)


def test_error_levels_are_the_stated_difference(scene: np.ndarray) -> None:
    expected = np.minimum(np.abs(scene.astype(int) - as_jpeg(scene, 80)) * 5, 255)
    assert (apply(parse("ela:80,5"), scene) == expected).all()


def test_a_histogram_gathers_in_few_bars_after_a_coarse_quantiser(scene: np.ndarray) -> None:
    def gathered(picture: np.ndarray) -> float:
        heights = np.sort((apply(parse("dct:1,1"), picture) > 100).any(axis=2).sum(axis=0))
        return float(heights[-len(heights) // 8 :].sum() / heights.sum())

    grey = np.repeat(luma(scene)[:, :, None], 3, axis=2)
    assert gathered(as_jpeg(grey, 40)) > 1.3 * gathered(grey)


def test_a_periodic_pattern_is_a_peak_of_the_spectrum(scene: np.ndarray) -> None:
    striped = np.clip(scene + 12 * np.cos(2 * np.pi * np.arange(256) / 8)[None, :, None], 0, 255).astype(np.uint8)
    shown = apply(parse("spectrum"), striped)[..., 0].astype(int)
    assert shown[96, 128 + 32] > np.percentile(shown, 99)


def test_a_bit_plane_is_that_bit(scene: np.ndarray) -> None:
    assert (apply(parse("bitplane:g,3"), scene)[..., 0] == ((scene[..., 1] >> 3) & 1) * 255).all()


def test_noise_is_around_grey_and_follows_the_noise_that_was_added() -> None:
    flat = np.full((128, 128, 3), 100, np.uint8)
    added = np.random.default_rng(2).normal(0, 3, flat.shape)
    shown = apply(parse("noise:8"), np.clip(flat + added, 0, 255).astype(np.uint8)).astype(float)
    assert abs(shown.mean() - 128) < 2
    assert np.corrcoef((shown - 128).ravel(), added.ravel())[0, 1] > 0.9


def test_what_is_too_small_for_the_filter_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="no room"):
        apply(parse("noise:8"), np.zeros((32, 32, 3), np.uint8))


def test_a_change_is_grey_where_nothing_changed_and_needs_two_frames_of_one_size(scene: np.ndarray) -> None:
    later = scene.copy()
    later[10:20, 10:20] += 5
    shown = change(later, scene, 4)
    assert (shown[30:] == 128).all()
    assert (shown[10:20, 10:20] > 128).any()
    with pytest.raises(ValueError, match="same size"):
        change(scene, scene[:10], 4)


def test_a_part_copied_within_the_frame_is_joined_to_where_it_came_from_and_none_is_found_else(
    scene: np.ndarray,
) -> None:
    assert candidates(luma(scene), 8) == ()
    copied = scene.copy()
    copied[110:170, 170:240] = scene[20:80, 30:100]
    (found,) = candidates(luma(as_jpeg(copied, 92)), 8)
    assert np.allclose(np.median(found.there - found.here, axis=0), (140, 90), atol=1.5)
    assert (apply(parse("copymove:8"), copied) != apply(parse("copymove:8"), scene)).any()
