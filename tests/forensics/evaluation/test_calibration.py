"""Calibration: costs, caps and folds behave as their definitions ask."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.evaluation.calibration import (
    cap,
    capped,
    cllr,
    fit,
    fit_isotonic,
    held_out,
    least_cllr,
    tippett,
    weights,
)
from forensics.evaluation.pack import FORMAT, Abstained, CalibrationPack, Domain, Ratio, Seen, likelihood_ratio, outside
from forensics.evaluation.separation import Scored
from forensics.evaluation.trial import Calibrated, NotCalibrated, calibrate, separation
from tests.forensics.evaluation.test_separation import cases

DOMAIN, SEEN = Domain(("h264",), 200, 2000), Seen("h264", 640, 480)


def scored(targets: list[float], others: list[float]) -> list[Scored]:
    return [Scored(f"t{n}", f"t{n}", True, s) for n, s in enumerate(targets)] + [
        Scored(f"o{n}", f"o{n}", False, s) for n, s in enumerate(others)
    ]


def test_ratios_of_one_cost_one_bit() -> None:
    some = cases(4, 3, 1.0)
    assert cllr(some, [0.0] * len(some)) == pytest.approx(1)


def test_right_and_certain_costs_nothing_and_wrong_and_certain_costs_much() -> None:
    some = scored([1, 1], [0, 0])
    assert cllr(some, [50, 50, -50, -50]) == pytest.approx(0, abs=1e-9)
    assert cllr(some, [-50, -50, 50, 50]) > 50


@given(
    st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=25),
    st.lists(st.integers(-9, 9).map(float), min_size=1, max_size=25),
)
def test_no_monotone_calibration_costs_less_than_the_least(targets: list[float], others: list[float]) -> None:
    some = scored(targets, others)
    least = least_cllr(some)
    assert -1e-9 <= least <= 1 + 1e-9
    assert (
        least <= cllr(some, [fit(some).log_ratio(case.score) if fit(some).slope >= 0 else 0.0 for case in some]) + 1e-9
    )
    for scale in (0.1, 0.5, 2.0):
        assert least <= cllr(some, [scale * case.score for case in some]) + 1e-9


def test_a_perfect_separation_has_no_least_cost_and_a_reversed_one_costs_all() -> None:
    assert least_cllr(scored([3, 4], [1, 2])) == pytest.approx(0)
    assert least_cllr(scored([1, 2], [3, 4])) == pytest.approx(1)


def test_weights_are_one_half_a_class_and_equal_for_groups() -> None:
    some = [Scored("", "a", True, 1), Scored("", "a", True, 1), Scored("", "b", True, 1), Scored("", "c", False, 0)]
    assert weights(some).tolist() == pytest.approx([0.125, 0.125, 0.25, 0.5])


def test_a_fit_gives_the_log_ratio_of_two_equal_bells() -> None:
    random = np.random.default_rng(0)
    some = scored(random.normal(1, 1, 4000).tolist(), random.normal(-1, 1, 4000).tolist())
    found = fit(some)
    assert found.slope == pytest.approx(2, rel=0.1)
    assert found.intercept == pytest.approx(0, abs=0.1)


def test_a_fit_stays_finite_where_the_classes_do_not_overlap() -> None:
    found = fit(scored([10, 11, 12], [0, 1, 2]))
    assert math.isfinite(found.slope)
    assert 0 < found.log_ratio(11) < 100


def test_a_score_that_says_nothing_is_not_made_to_look_reversed_by_the_folds() -> None:
    some = cases(10, 5, 0.0, seed=5)
    assert cllr(some, held_out(some)) == pytest.approx(1, abs=0.15)


def test_held_out_needs_groups_of_both_classes() -> None:
    with pytest.raises(ValueError, match="independent groups"):
        held_out(scored([1], [0]))
    with pytest.raises(ValueError, match="one class is empty"):
        held_out(scored([1], [0, 0]))


def test_the_cap_is_the_smaller_number_of_groups_plus_one() -> None:
    some = scored([1] * 4, [0] * 9)
    assert cap(some) == 5
    assert capped([9.0, -9.0, 0.5], 5) == pytest.approx((math.log(5), -math.log(5), 0.5))


def test_a_tippett_plot_falls_and_lies_higher_for_targets() -> None:
    some = cases(8, 4, 2.0)
    points = tippett(some, held_out(some))
    assert points[0].targets == 1
    assert all(a.targets >= b.targets and a.others >= b.others for a, b in pairwise(points))
    assert all(point.targets >= point.others - 0.05 for point in points)


def trial_of(some: list[Scored]) -> Calibrated | NotCalibrated:
    return calibrate(some, separation("as is", some, [], ("targets", "others"), None))


def test_a_score_that_does_not_separate_stays_a_score() -> None:
    found = trial_of(cases(10, 5, 0.0, seed=3))
    assert isinstance(found, NotCalibrated)
    assert "does not separate" in found.reason


def test_a_pack_gives_a_bounded_ratio_and_abstains_outside_of_what_was_tried() -> None:
    made = trial_of(cases(12, 4, 2.0))
    assert isinstance(made, Calibrated)
    pack = CalibrationPack(
        FORMAT, "m", "1", "", "H1", "H2", "made numbers", "", "2026-11-22T00:00:00Z", 12, 12, 48, 48, "", DOMAIN, made
    )
    top = likelihood_ratio(pack, method="m", version="1", score=made.highest_score, seen=SEEN)
    assert isinstance(top, Ratio)
    assert top.log10 <= math.log10(13) + 1e-9
    assert isinstance(
        likelihood_ratio(pack, method="m", version="1", score=made.highest_score + 1, seen=SEEN), Abstained
    )
    assert isinstance(likelihood_ratio(pack, method="m", version="2", score=0.0, seen=SEEN), Abstained)


def test_a_file_of_another_codec_or_size_than_was_tried_is_given_no_ratio() -> None:
    assert outside(DOMAIN, SEEN) == ""
    assert "hevc" in outside(DOMAIN, Seen("hevc", 640, 480))
    assert "100x300" in outside(DOMAIN, Seen("h264", 100, 300))
    assert "3840x2160" in outside(DOMAIN, Seen("h264", 3840, 2160))
    assert "unknown codec" in outside(DOMAIN, Seen("", 0, 0))


def test_an_isotonic_calibration_rises_costs_about_the_least_and_wants_many_groups() -> None:
    random = np.random.default_rng(7)
    some = scored(list(random.normal(1.5, 1, 210)), list(random.normal(0, 1, 210)))
    fitted = fit_isotonic(some)
    assert all(before <= after for before, after in pairwise(fitted.log_ratios))
    assert all(before < after for before, after in pairwise(fitted.scores))
    costs = cllr(some, [fitted.log_ratio(case.score) for case in some])
    assert least_cllr(some) - 1e-9 <= costs <= least_cllr(some) + 0.05
    # For normal scores of equal spread the true ratio is known: ln LR = 1.5 score - 1.125.
    assert fitted.log_ratio(0.75) == pytest.approx(0, abs=0.6)
    with pytest.raises(ValueError, match="an isotonic calibration needs 200"):
        fit_isotonic(scored([1, 2], [0, 1]))
    made = calibrate(some, separation("as is", some, [], ("t", "o"), None), isotonic=True)
    assert isinstance(made, Calibrated)
    assert made.cllr < 0.9
