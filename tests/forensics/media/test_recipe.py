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
    Sharpen,
    Step,
    Veil,
    explained,
    parse,
    written,
)

tenths = st.integers(3, 100).map(lambda n: Fraction(n, 10))
later = st.one_of(
    st.sampled_from(["top", "bottom"]).map(Deinterlace),
    st.integers(1, 30).map(Denoise),
    st.builds(Levels, st.integers(0, 100), st.integers(101, 255), tenths),
    st.builds(Sharpen, tenths, tenths),
    st.integers(2, 256).map(Veil),
)


@given(st.lists(later, max_size=6), st.one_of(st.none(), st.integers(1, 15).map(Mean)))
def test_a_recipe_is_written_and_read_back_the_same(steps: list[Step], first: Mean | None) -> None:
    recipe = (*((first,) if first else ()), *steps)
    assert parse(written(recipe)) == recipe
    assert len(list(explained(recipe))) == len(recipe)


@given(st.text(max_size=60))
def test_any_other_text_is_refused_in_words_or_is_a_recipe(text: str) -> None:
    try:
        assert parse(written(parse(text))) == parse(text)
    except NotARecipe as error:
        assert str(error)


@pytest.mark.parametrize("text", ["levels:200,100,1", "sharpen:1", "denoise:0", "levels:0,255,1 > mean:2", "enlarge:4"])
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


def test_a_veil_leaves_no_colour_and_no_detail() -> None:
    veiled = apply(parse("veil:8"), picture())
    assert (veiled[..., 0] == veiled[..., 1]).all()
    assert len(np.unique(veiled[:8, :8])) == 1
