"""A recipe is one line that gives the same steps again, and each step does what its words say, to the value."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.media.enhancing import apply, mean_of
from forensics.media.recipe import (
    EXAMPLES,
    Deinterlace,
    Denoise,
    Levels,
    Mean,
    NotARecipe,
    Perspective,
    Sharpen,
    Steady,
    Step,
    Veil,
    explained,
    parse,
    written,
)
from forensics.media.steadying import steady_mean

tenths = st.integers(3, 100).map(lambda n: Fraction(n, 10))
later = st.one_of(
    st.sampled_from(["top", "bottom"]).map(Deinterlace),
    st.integers(1, 30).map(Denoise),
    st.builds(Levels, st.integers(0, 100), st.integers(101, 255), tenths),
    st.builds(Sharpen, tenths, tenths),
    st.integers(2, 256).map(Veil),
    st.integers(1, 99).map(lambda n: Perspective(((0, 0), (n, 0), (n, n), (0, n)))),
)


@given(st.lists(later, max_size=6), st.one_of(st.none(), st.integers(1, 15).map(Mean), st.integers(1, 15).map(Steady)))
def test_a_recipe_is_written_and_read_back_the_same(steps: list[Step], first: Mean | Steady | None) -> None:
    recipe = (*((first,) if first else ()), *steps)
    assert parse(written(recipe)) == recipe
    assert len(list(explained(recipe))) == len(recipe)


@given(st.text(max_size=60))
def test_any_other_text_is_refused_in_words_or_is_a_recipe(text: str) -> None:
    try:
        assert parse(written(parse(text))) == parse(text)
    except NotARecipe as error:
        assert str(error)


@pytest.mark.parametrize(
    "text",
    [
        "levels:200,100,1",
        "sharpen:1",
        "denoise:0",
        "levels:0,255,1 > mean:2",
        "enlarge:4",
        "perspective:0,0,9,9,9,0,0,9",
        "denoise:3 > steady:2",
    ],
)
def test_what_no_step_can_do_is_refused(text: str) -> None:
    with pytest.raises(NotARecipe):
        parse(text)


def test_every_example_is_a_recipe() -> None:
    for example in EXAMPLES.values():
        assert written(parse(example)) == example


def picture() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (24, 32, 3), np.uint8)


def test_levels_stretch_by_the_stated_formula() -> None:
    made = apply(parse("levels:16,235,1"), picture())
    expected = np.floor(np.clip((picture().astype(float) - 16) / 219, 0, 1) * 255 + 0.5)
    assert (made == expected).all()


def test_the_mean_of_frames_is_rounded_to_the_nearest_value() -> None:
    frames = [np.full((2, 2, 3), value, np.uint8) for value in (10, 11, 12, 12)]
    assert mean_of(frames)[0, 0, 0] == 11
    assert mean_of(frames[:2])[0, 0, 0] == 11
    with pytest.raises(ValueError, match="same size"):
        mean_of([frames[0], np.zeros((4, 4, 3), np.uint8)])


def test_deinterlacing_keeps_one_field_and_takes_the_mean_between_its_lines() -> None:
    given = picture()
    top, bottom = apply(parse("deinterlace:top"), given), apply(parse("deinterlace:bottom"), given)
    assert (top[::2] == given[::2]).all()
    assert (bottom[1::2] == given[1::2]).all()
    assert (top[1] == (given[0].astype(int) + given[2] + 1) // 2).all()
    assert (top[-1] == given[-2]).all()


def test_sharpening_leaves_a_flat_picture_and_denoising_lowers_noise() -> None:
    flat = np.full((24, 32, 3), 90, np.uint8)
    assert (apply(parse("sharpen:1.5,0.8"), flat) == flat).all()
    noisy = np.clip(flat + np.random.default_rng(1).normal(0, 3, flat.shape), 0, 255).astype(np.uint8)
    assert apply(parse("denoise:6"), noisy).std() < noisy.std()


def test_a_picture_is_laid_over_the_frame_as_decoded_by_its_share() -> None:
    frame = np.full((8, 8, 3), 10, np.uint8)
    white = np.full((8, 8, 3), 211, np.uint8)
    (mixed,) = parse("over:25")
    assert (apply((mixed,), white, frame) == 60).all(), "(211 × 25 + 10 × 75 + 50) // 100"
    stretched = parse("levels:0,100,1 > over:50")
    assert (apply(stretched, frame) == (26 + 10 + 1) // 2).all()
    assert written(stretched) == "levels:0,100,1 > over:50"


def test_a_veil_leaves_no_colour_and_no_detail() -> None:
    veiled = apply(parse("veil:8"), picture())
    assert (veiled[..., 0] == veiled[..., 1]).all()
    assert len(np.unique(veiled[:8, :8])) == 1


def _scene() -> np.ndarray:
    random = np.random.default_rng(3)
    small = random.integers(0, 255, (30, 40, 3)).astype(np.uint8)
    return np.kron(small, np.ones((8, 8, 1), np.uint8))


def test_a_steady_mean_brings_shifted_noisy_frames_onto_the_one_that_is_shown() -> None:
    random, scene = np.random.default_rng(4), _scene()
    noisy = [
        np.clip(np.roll(scene, shift, (0, 1)).astype(int) + random.normal(0, 12, scene.shape), 0, 255).astype(np.uint8)
        for shift in ((0, 0), (3, -2), (-4, 1), (2, 5), (-1, -3))
    ]
    made, brought = steady_mean(noisy[0], noisy[1:])
    inside = (slice(12, -12), slice(12, -12))
    assert brought == 4

    def off(picture: np.ndarray) -> float:
        return float(np.abs(picture[inside].astype(int) - scene[inside]).mean())

    assert off(made) < 0.6 * off(noisy[0])
    assert off(mean_of(noisy)) > 2 * off(made)
    assert np.array_equal(steady_mean(noisy[0], noisy[1:])[0], made)


def test_a_frame_that_shows_something_else_counts_in_no_steady_mean() -> None:
    scene = _scene()
    other = np.random.default_rng(9).integers(0, 255, scene.shape).astype(np.uint8)
    made, brought = steady_mean(scene, [other])
    assert brought == 0
    assert np.array_equal(made, scene)


def test_perspective_lays_four_corners_onto_those_of_the_picture() -> None:
    scene = _scene()
    made = apply(parse("perspective:80,40,240,40,240,200,80,200"), scene)
    assert made.shape == scene.shape
    for x, y, fx, fy in ((80, 40, 0, 0), (240, 40, -1, 0), (240, 200, -1, -1), (80, 200, 0, -1)):
        assert np.array_equal(made[fy, fx], scene[y, x])
    whole = f"perspective:0,0,{scene.shape[1] - 1},0,{scene.shape[1] - 1},{scene.shape[0] - 1},0,{scene.shape[0] - 1}"
    assert np.array_equal(apply(parse(whole), scene), scene)
