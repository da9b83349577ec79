"""Separation: areas, rates and intervals, counted over groups."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.evaluation.separation import Scored, auc, auc_interval, clopper_pearson, errors_at, left_out, roc

SCORES = st.lists(st.integers(-20, 20).map(float), min_size=1, max_size=30)


@given(SCORES, SCORES)
def test_the_area_is_the_share_of_pairs_in_the_right_order(targets: list[float], others: list[float]) -> None:
    pairs = [(a > b) + (a == b) / 2 for a in targets for b in others]
    assert auc(targets, others) == pytest.approx(sum(pairs) / len(pairs))
    assert auc(targets, others) + auc(others, targets) == pytest.approx(1)


def test_an_area_needs_both_classes() -> None:
    with pytest.raises(ValueError, match="both classes"):
        auc([], [1.0])


@pytest.mark.parametrize(
    ("errors", "count", "low", "high"),
    [(0, 40, 0.0, 0.0881), (1, 23, 0.0011, 0.2195), (11, 16, 0.4134, 0.8898), (5, 5, 0.4782, 1.0)],
)
def test_exact_intervals_are_those_of_the_tables(errors: int, count: int, low: float, high: float) -> None:
    found = clopper_pearson(errors, count)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


@given(st.integers(1, 300), st.data())
def test_an_interval_holds_its_share_and_lies_between_0_and_1(count: int, data: st.DataObject) -> None:
    errors = data.draw(st.integers(0, count))
    found = clopper_pearson(errors, count)
    assert 0 <= found.low <= errors / count <= found.high <= 1


def test_an_impossible_count_is_refused() -> None:
    with pytest.raises(ValueError, match="no share"):
        clopper_pearson(3, 2)


def cases(groups: int, files: int, apart: float, seed: int = 1) -> list[Scored]:
    """Return files of targets and others whose groups differ among themselves."""
    random = np.random.default_rng(seed)
    found = []
    for side in (True, False):
        for group in range(groups):
            centre = random.normal(apart if side else 0, 0.5)
            found += [
                Scored(f"{side}{group}/{n}", f"{side}{group}", side, float(random.normal(centre, 0.5)))
                for n in range(files)
            ]
    return found


def test_the_same_files_many_times_over_make_no_interval_narrower() -> None:
    once = cases(6, 3, 1.0)
    assert auc_interval(once * 20) == auc_interval(once)


@pytest.mark.parametrize(("groups", "low"), [(2, 0.158), (5, 0.478), (20, 0.832)])
def test_no_error_among_few_groups_leaves_a_wide_interval(groups: int, low: float) -> None:
    sides = [(n, target) for n in range(groups) for target in (True, False)]
    cases = [Scored(f"{n}-{k}", f"{target}-{n}", target, float(target)) for n, target in sides for k in range(9)]
    found = auc_interval(cases)
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(low, abs=0.001)


def test_one_bad_group_counts_as_one_group_however_many_files_it_has() -> None:
    good = [Scored(f"g{n}", f"g{n}", False, 0.0) for n in range(9)]
    bad = [Scored(f"b{n}", "b", False, 1.0) for n in range(100)]
    found = errors_at([*good, *bad, Scored("t", "t", True, 2.0)], 0.5)
    assert found.reported.value == pytest.approx(0.1)
    assert found.reported.high == pytest.approx(clopper_pearson(1, 10).high)
    assert found.missed.value == 0


def test_a_threshold_that_one_group_needs_is_not_chosen_by_that_group() -> None:
    quiet = [Scored(f"q{n}", f"q{n}", False, 0.0) for n in range(5)]
    loud = [Scored("l", "l", False, 3.0)]
    targets = [Scored("t", "t", True, 2.0), Scored("u", "u", True, 4.0), Scored("v", "v", True, 1.0)]
    cases = [*quiet, *loud, *targets]
    found = left_out(cases, 0.05)
    assert found is not None
    assert found.reported.value == pytest.approx(1 / 6), "the others choose 0, and the loud group lies above it"
    assert found.missed.value == pytest.approx(2 / 3), "with the loud group among them the threshold is 3"
    assert (found.lowest, found.highest) == (0.0, 3.0)
    assert found.reported.high == pytest.approx(clopper_pearson(1, 6).high)


def test_without_others_in_two_groups_no_threshold_is_chosen_without_a_group() -> None:
    assert left_out([Scored("a", "a", False, 0.0), Scored("t", "t", True, 1.0)], 0.05) is None


@given(SCORES, SCORES)
def test_the_curve_rises_from_nothing_to_everything(targets: list[float], others: list[float]) -> None:
    scored = [Scored("", "a", True, s) for s in targets] + [Scored("", "b", False, s) for s in others]
    points = roc(scored)
    assert (points[0].others, points[0].targets) == (0, 0)
    assert (points[-1].others, points[-1].targets) == (1, 1)
    assert all(a.targets <= b.targets and a.others <= b.others for a, b in pairwise(points))
