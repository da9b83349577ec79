"""How well a score separates two classes of files, counted over independent groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import exp, lgamma, log, log1p
from operator import lt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

RESAMPLINGS = 1000
_SEED = 20261122


@dataclass(frozen=True, slots=True)
class Scored:
    """One file of a trial: the group that it is independent with, its class, and its score (higher: target)."""

    file: str
    group: str
    target: bool
    score: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RocPoint:
    """Shares of others and of targets whose score is at least ``threshold``."""

    threshold: float
    others: float
    targets: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Errors of each group at the threshold that the other groups choose: nothing of a group chose its threshold.

    A file is reported above it; ``lowest`` and ``highest`` are the thresholds that were chosen.
    """

    missed: Interval
    reported: Interval
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Errors:
    """Errors at one threshold: shares with equal weight for each group, intervals counted over groups."""

    threshold: float
    missed: Interval
    reported: Interval


def auc(targets: Sequence[float], others: Sequence[float]) -> float:
    """Return the chance that a target scores higher than another file, ties half; ValueError without both."""
    if not len(targets) or not len(others):
        raise ValueError("an area under the curve needs files of both classes")
    a, b = np.asarray(targets, np.float64), np.sort(np.asarray(others, np.float64))
    below, upto = np.searchsorted(b, a, "left"), np.searchsorted(b, a, "right")
    return float((below + upto).sum() / 2 / (len(a) * len(b)))


def auc_interval(cases: Sequence[Scored]) -> Interval:
    """Return the AUC with a bootstrap over groups (percentiles, seeded): files of one group stay together.

    Where the classes do not overlap at all, drawing again shows no error either, however few the groups are: there the
    lower end is that of Clopper and Pearson for as many groups as the smaller class has, none of them misplaced.
    """
    members = _by_group(cases)
    names = sorted(members)
    random = np.random.default_rng(_SEED)
    drawn = []
    for _ in range(RESAMPLINGS):
        taken = [case for n in random.integers(0, len(names), len(names)) for case in members[names[n]]]
        targets, others = _split(taken)
        if targets and others:
            drawn.append(auc(targets, others))
    low, high = np.percentile(drawn, (2.5, 97.5)) if drawn else (0.0, 1.0)
    value = auc(*_split(cases))
    if value == 1:
        low = min(low, 1 - clopper_pearson(0, min(groups_of(cases))).high)
    return Interval(value, float(low), float(high))


def roc(cases: Sequence[Scored]) -> tuple[RocPoint, ...]:
    """Return the curve from the highest threshold to the lowest, one point for each score that occurs."""
    targets, others = (np.asarray(part) for part in _split(cases))
    points = [RocPoint(float("inf"), 0.0, 0.0)]
    for threshold in sorted({case.score for case in cases}, reverse=True):
        points.append(
            RocPoint(threshold, float((others >= threshold).mean()), float((targets >= threshold).mean()))
            if len(targets) and len(others)
            else RocPoint(threshold, 0.0, 0.0)
        )
    return tuple(points)


def errors_at(cases: Sequence[Scored], threshold: float) -> Errors:
    """Return the error rates at a threshold.

    Each group counts once: its share of errors among its files is averaged over groups. The interval is Clopper and
    Pearson's for the groups that made any error at all, which is the cautious way.
    """
    missed = _rate(cases, target=True, wrong=lambda score: score < threshold)
    reported = _rate(cases, target=False, wrong=lambda score: score >= threshold)
    return Errors(threshold, missed, reported)


def left_out(cases: Sequence[Scored], tolerated: float) -> LeftOut | None:
    """Return the error rates where no group's own files chose the threshold; None without others in two groups.

    For each group the threshold is the lowest score of the others in all other groups above which at most
    ``tolerated`` of those lie, each group counted once.
    """
    others = [case for case in cases if not case.target]
    if len({case.group for case in others}) < 2:
        return None
    chosen = {
        name: _threshold([case for case in others if case.group != name], tolerated)
        for name in {case.group for case in cases}
    }
    wrong = [
        Scored(case.file, case.group, case.target, float((case.score > chosen[case.group]) is not case.target))
        for case in cases
    ]
    missed, reported = (_rate(wrong, target=target, wrong=lambda score: score > 0) for target in (True, False))
    return LeftOut(missed, reported, min(chosen.values()), max(chosen.values()))


def _threshold(others: Sequence[Scored], tolerated: float) -> float:
    """Return the lowest score above which at most a share of the others lies, each group counted once."""
    scores = sorted({case.score for case in others})
    for score in scores[:-1]:
        shares = _shares(others, target=False, wrong=partial(lt, score))
        if sum(shares) / len(shares) <= tolerated:
            return score
    return scores[-1]


def _shares(cases: Sequence[Scored], *, target: bool, wrong: _Wrong) -> list[float]:
    """Return the share of wrong files of each group of one class."""
    return [
        sum(wrong(case.score) for case in members) / len(members)
        for members in _by_group(case for case in cases if case.target is target).values()
    ]


def _rate(cases: Sequence[Scored], *, target: bool, wrong: _Wrong) -> Interval:
    shares = _shares(cases, target=target, wrong=wrong)
    if not shares:
        return Interval(0.0, 0.0, 1.0)
    bounds = clopper_pearson(sum(share > 0 for share in shares), len(shares))
    low = clopper_pearson(sum(share == 1 for share in shares), len(shares)).low
    return Interval(sum(shares) / len(shares), low, bounds.high)


def clopper_pearson(errors: int, count: int) -> Interval:
    """Return the exact 95 % interval of a share (Clopper and Pearson 1934); ValueError for an impossible count."""
    if not 0 <= errors <= count or count < 1:
        raise ValueError(f"{errors} of {count} is no share")
    low = 0.0 if errors == 0 else _solve(lambda p: 1 - _cumulated(errors - 1, count, p), 0.025)
    high = 1.0 if errors == count else _solve(lambda p: 1 - _cumulated(errors, count, p), 0.975)
    return Interval(errors / count, low, high)


def _cumulated(errors: int, count: int, share: float) -> float:
    """Return the chance of at most ``errors`` in ``count`` (binomial)."""
    if share <= 0 or share >= 1:
        return 1.0 if share <= 0 or errors >= count else 0.0
    terms = (
        exp(lgamma(count + 1) - lgamma(k + 1) - lgamma(count - k + 1) + k * log(share) + (count - k) * log1p(-share))
        for k in range(errors + 1)
    )
    return min(1.0, sum(terms))


def _solve(rising: _Rising, wanted: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2


def groups_of(cases: Iterable[Scored]) -> tuple[int, int]:
    """Return how many independent groups the targets have, and how many the others."""
    known = {(case.target, case.group) for case in cases}
    targets = sum(target for target, _ in known)
    return targets, len(known) - targets


def _by_group(cases: Iterable[Scored]) -> dict[str, list[Scored]]:
    members: dict[str, list[Scored]] = defaultdict(list)
    for case in cases:
        members[case.group].append(case)
    return dict(members)


def _split(cases: Iterable[Scored]) -> tuple[list[float], list[float]]:
    targets: list[float] = []
    others: list[float] = []
    for case in cases:
        (targets if case.target else others).append(case.score)
    return targets, others


if TYPE_CHECKING:
    from collections.abc import Callable

    _Wrong = Callable[[float], bool]
    _Rising = Callable[[float], float]
