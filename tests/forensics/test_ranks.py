"""Values of a rank at each place of several pictures are those of a sorted pile of them."""

from __future__ import annotations

import numpy as np
import pytest

from forensics.ranks import middle, percentile, ranked


@pytest.mark.parametrize("count", [1, 2, 3, 8, 13, 24, 33])
@pytest.mark.parametrize("levels", [3, 250])
def test_ranks_are_those_of_a_sorted_pile(count: int, levels: int) -> None:
    pile = np.random.default_rng([count, levels]).integers(0, levels, (count, 3, 50)).astype(np.int16)
    ordered = np.sort(pile, axis=0)
    for rank in range(count):
        here, after = ranked(list(pile), rank)
        assert np.array_equal(here, ordered[rank])
        assert np.array_equal(after, ordered[min(rank + 1, count - 1)])


def test_large_pictures_are_sorted_piece_by_piece_to_the_last() -> None:
    pile = np.random.default_rng(1).integers(0, 256, (5, 300, 301)).astype(np.uint8)
    assert np.array_equal(ranked(list(pile), 1)[0], np.sort(pile, axis=0)[1])


@pytest.mark.parametrize("count", [1, 2, 7, 8])
def test_the_middle_makes_the_median(count: int) -> None:
    pile = np.random.default_rng(count).normal(0, 50, (count, 2, 9, 11)).astype(np.float32)
    low, high = middle(list(pile))
    assert np.array_equal((low + high) / 2, np.median(pile, axis=0))


@pytest.mark.parametrize("hundredths", [30, 50, 90])
def test_percentiles_are_those_of_numpy_to_the_bit(hundredths: int) -> None:
    for count in range(1, 30):
        pile = np.random.default_rng(count).integers(0, 256, (count, 20, 30)).astype(np.uint8)
        wanted = np.percentile(pile.astype(np.float32), hundredths, axis=0)
        assert np.array_equal(percentile(list(pile), hundredths), wanted), count
