"""From a score to a likelihood ratio: logistic or isotonic calibration by group, its cost, and its cap.

Cost of log likelihood ratio (Cllr): Brümmer and du Preez 2006, doi:10.1016/j.csl.2005.08.001. Its least value under
any monotone calibration comes from pooling adjacent violators (Ayer et al. 1955).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

import numpy as np

from forensics.evaluation.separation import Scored

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

FEWEST_FOR_ISOTONIC = 200
"""Independent groups of each class below which pooling adjacent violators follows chance more than the classes."""
RIDGE = 1e-3
"""Penalty on the slope in units of the scores' spread: keeps it finite where the classes do not overlap."""
_STEPS = 100
_FEWEST_GROUPS = 3


@dataclass(frozen=True, slots=True)
class Logistic:
    """Natural log likelihood ratio = ``slope`` · score + ``intercept``."""

    slope: float
    intercept: float

    def log_ratio(self, score: float) -> float:
        """Return the natural log of the likelihood ratio of a score, not yet capped."""
        return self.slope * score + self.intercept


@dataclass(frozen=True, slots=True)
class Isotonic:
    """A rising staircase: natural log likelihood ratios at rising scores, straight lines between, level outside."""

    scores: tuple[float, ...]
    log_ratios: tuple[float, ...]

    def log_ratio(self, score: float) -> float:
        """Return the natural log of the likelihood ratio of a score, not yet capped."""
        return float(np.interp(score, self.scores, self.log_ratios))


Mapping = Logistic | Isotonic
Fit = Callable[[Sequence[Scored]], Mapping]


@dataclass(frozen=True, slots=True)
class TippettPoint:
    """Shares of targets and of others whose log10 likelihood ratio is at least ``log10_ratio``."""

    log10_ratio: float
    targets: float
    others: float


def weights(cases: Sequence[Scored]) -> Numbers:
    """Return weights that sum to one half for each class, equal for each group of it, equal within the group."""
    files = Counter((case.target, case.group) for case in cases)
    groups = Counter(target for target, _ in files)
    return np.array([0.5 / groups[case.target] / files[case.target, case.group] for case in cases], np.float64)


def fit(cases: Sequence[Scored]) -> Logistic:
    """Fit a logistic calibration with equal group weights; ValueError without files of both classes.

    As each class weighs one half, the fitted log odds are the log likelihood ratio.
    """
    target = np.array([case.target for case in cases], np.float64)
    if not len(cases) or target.min() == target.max():
        raise ValueError("a calibration needs files of both classes")
    scores, weight = np.array([case.score for case in cases], np.float64), weights(cases)
    middle, spread = float(np.average(scores, weights=weight)), float(scores.std()) or 1.0
    design = np.column_stack([(scores - middle) / spread, np.ones(len(scores))])
    answer = np.zeros(2)
    penalty = np.diag([RIDGE, 0.0])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ answer, -500, 500)))
        slope = design.T @ (weight * (chance - target)) + penalty @ answer
        curve = design.T @ (design * (weight * chance * (1 - chance))[:, np.newaxis]) + penalty + 1e-12 * np.eye(2)
        step = np.linalg.solve(curve, slope)
        answer -= step * min(1.0, 5 / (float(np.abs(step).max()) + 1e-12))
        if float(np.abs(step).max()) < 1e-10:
            break
    return Logistic(float(answer[0] / spread), float(answer[1] - answer[0] * middle / spread))


def fit_isotonic(cases: Sequence[Scored]) -> Isotonic:
    """Fit a monotone calibration by pooling adjacent violators, with equal group weights; ValueError with few groups.

    One group's weight is added to each class of each block, which keeps its ratios finite.
    """
    groups = {side: len({case.group for case in cases if case.target is side}) for side in (True, False)}
    if min(groups.values()) < FEWEST_FOR_ISOTONIC:
        few = min(groups.values())
        raise ValueError(f"{few} groups of one class; an isotonic calibration needs {FEWEST_FOR_ISOTONIC} of each")
    blocks: list[tuple[float, float, float, float]] = []
    for score, (targets, both) in _by_score(cases).items():
        blocks.append((targets, both, score, score))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            after, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + after[0], before[1] + after[1], before[2], after[3]))
    one = {side: 0.5 / count for side, count in groups.items()}
    places: dict[float, float] = {}
    for targets, both, first, last in blocks:
        ratio = float(np.log((targets + one[True]) / (both - targets + one[False])))
        places[first] = places[last] = ratio
    rising = np.maximum.accumulate(list(places.values()))  # the added weight may bend a small block back
    return Isotonic(tuple(places), tuple(float(value) for value in rising))


def held_out(cases: Sequence[Scored], fitted: Fit = fit) -> tuple[float, ...]:
    """Return natural log likelihood ratios, each from a fit without the file's own group; ValueError if too few.

    Class weights are balanced anew within each fold, so that the group that leaves does not shift the intercept.
    """
    groups = sorted({case.group for case in cases})
    if len(groups) < _FEWEST_GROUPS:
        raise ValueError(f"{len(groups)} independent groups; at least {_FEWEST_GROUPS} are needed")
    fits: dict[str, Mapping] = {}
    for group in groups:
        rest = [case for case in cases if case.group != group]
        if len({case.target for case in rest}) < 2:
            raise ValueError(f"without the group {group!r} one class is empty")
        fits[group] = fitted(rest)
    return tuple(fits[case.group].log_ratio(case.score) for case in cases)


def cap(cases: Sequence[Scored]) -> float:
    """Return the greatest likelihood ratio that this trial can bear: the smaller class's number of groups plus one."""
    return 1.0 + min(len({case.group for case in cases if case.target is side}) for side in (True, False))


def capped(log_ratios: Sequence[float], most: float) -> tuple[float, ...]:
    """Return natural log likelihood ratios brought within 1/``most`` and ``most``."""
    bound = float(np.log(most))
    return tuple(float(np.clip(value, -bound, bound)) for value in log_ratios)


def cllr(cases: Sequence[Scored], log_ratios: Sequence[float]) -> float:
    """Return the cost of natural log likelihood ratios in bits, groups weighing equally: 0 best, 1 says nothing."""
    values, weight = np.asarray(log_ratios, np.float64), weights(cases)
    sign = np.array([-1.0 if case.target else 1.0 for case in cases])
    return float((weight * np.logaddexp(0, sign * values)).sum() / np.log(2))


def least_cllr(cases: Sequence[Scored]) -> float:
    """Return the least cost that any monotone calibration of these scores could have: their separation alone."""
    blocks: list[tuple[float, float]] = []
    for targets, both in _by_score(cases).values():
        blocks.append((targets, both))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            (more, more_both), (less, less_both) = blocks.pop(), blocks.pop()
            blocks.append((more + less, more_both + less_both))
    parts = ((part, both) for targets, both in blocks for part in (targets, both - targets))
    return -sum(part * float(np.log2(part / both)) for part, both in parts if part > 1e-15)


def _by_score(cases: Sequence[Scored]) -> dict[float, tuple[float, float]]:
    """Return the weight of targets and of all files by score, in rising order of score."""
    sums: dict[float, tuple[float, float]] = {}
    for case, weight in zip(cases, weights(cases).tolist(), strict=True):
        targets, both = sums.get(case.score, (0.0, 0.0))
        sums[case.score] = (targets + weight * case.target, both + weight)
    return {score: sums[score] for score in sorted(sums)}


def tippett(cases: Sequence[Scored], log_ratios: Sequence[float]) -> tuple[TippettPoint, ...]:
    """Return the cumulative shares by log10 likelihood ratio, for a Tippett plot."""
    values = np.asarray(log_ratios, np.float64) / float(np.log(10))
    target = np.array([case.target for case in cases])
    places = sorted({round(float(value), 3) for value in values})
    return tuple(
        TippettPoint(at, float((values[target] >= at - 5e-4).mean()), float((values[~target] >= at - 5e-4).mean()))
        for at in places
    )


def words_of_cap(most: float) -> str:
    """Say in words what a cap means."""
    return f"no likelihood ratio above {most:.0f} (log10 {log10(most):.2f}) is given: so many groups were tried"
