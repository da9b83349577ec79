"""A trial of one method on labelled files: what was scored and what not, how well it separates, what it may claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forensics.evaluation.calibration import Mapping, cap, capped, cllr, fit, fit_isotonic, held_out, least_cllr
from forensics.evaluation.separation import (
    Errors,
    Interval,
    LeftOut,
    Scored,
    auc_interval,
    errors_at,
    groups_of,
    left_out,
    roc,
)

TOLERATED = 0.05
"""Share of others at which the targets found are told."""
FEWEST_GROUPS = 5
"""Independent groups of each class below which no calibration is made, however well they are told apart: a threshold
that lies between four cameras says little of the fifth."""
WORTHLESS = 0.5
"""An area under the curve that says nothing."""


@dataclass(frozen=True, slots=True)
class Unscored:
    """A file of a trial that gave no score, with the reason."""

    file: str
    group: str
    target: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Side:
    """One class of a trial: what its files are, and how many groups and files were scored and not scored."""

    label: str
    groups: int
    files: int
    unscored: int


@dataclass(frozen=True, slots=True)
class Separation:
    """How a score separates under one treatment of the files ('as is', 'crf28' …)."""

    treatment: str
    targets: Side
    others: Side
    auc: Interval
    errors: Errors | None
    """At the method's own threshold, where it has one."""
    found_at_tolerated: float
    """Share of targets above the threshold that TOLERATED of the others exceed; files weigh equally here."""
    left_out: LeftOut | None
    """With the threshold chosen for TOLERATED of the others of all groups but a file's own."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A calibration and what it costs: held out by group, in bits; ``cap`` bounds every ratio given from it."""

    mapping: Mapping
    cllr: float
    least_cllr: float
    cap: float
    lowest_score: float
    highest_score: float


@dataclass(frozen=True, slots=True)
class NotCalibrated:
    """Why a trial gives no calibration: the score stays a score."""

    reason: str


@dataclass(frozen=True, slots=True)
class Trial:
    """Everything that one run of a validation found about one method."""

    method: str
    version: str
    score: str
    """The quantity, how one value is taken from several, and which way it points."""
    target_label: str
    other_label: str
    treatments: tuple[str, ...]
    """Everything that was tried; where no file of one class gave a score, ``separations`` has nothing of it."""
    separations: tuple[Separation, ...]
    calibration: Calibrated | NotCalibrated
    scored: tuple[Scored, ...]
    unscored: tuple[Unscored, ...]


def separation(
    treatment: str,
    scored: Sequence[Scored],
    unscored: Sequence[Unscored],
    labels: tuple[str, str],
    threshold: float | None,
) -> Separation:
    """Return how scores separate; ValueError where one class has no scored file."""
    targets, others = (
        _side(label, scored, unscored, target) for label, target in zip(labels, (True, False), strict=True)
    )
    return Separation(
        treatment=treatment,
        targets=targets,
        others=others,
        auc=auc_interval(scored),
        errors=None if threshold is None else errors_at(scored, threshold),
        found_at_tolerated=max(point.targets for point in roc(scored) if point.others <= TOLERATED),
        left_out=left_out(scored, TOLERATED),
    )


def _side(label: str, scored: Sequence[Scored], unscored: Sequence[Unscored], target: bool) -> Side:  # noqa: FBT001
    mine = [case for case in scored if case.target is target]
    left = sum(case.target is target for case in unscored)
    return Side(label, len({case.group for case in mine}), len(mine), left)


def calibrate(scored: Sequence[Scored], as_is: Separation, *, isotonic: bool = False) -> Calibrated | NotCalibrated:
    """Return a calibration of the files as they are, logistic unless ``isotonic``, or why there is none.

    There is none where the interval of the AUC reaches chance, where groups are too few, or where the held-out
    ratios are worse than saying nothing.
    """
    groups = groups_of(scored)
    if min(groups) < FEWEST_GROUPS:
        return NotCalibrated(
            f"independent groups: {groups[0]} of {as_is.targets.label}, {groups[1]} of {as_is.others.label}; "
            f"at least {FEWEST_GROUPS} of each are needed for a calibration"
        )
    if as_is.auc.low <= WORTHLESS:
        low, value = as_is.auc.low, as_is.auc.value
        return NotCalibrated(f"the score does not separate: AUC {value:.2f}, and its interval begins at {low:.2f}")
    fitted = fit_isotonic if isotonic else fit
    try:
        mapping, ratios = fitted(scored), held_out(scored, fitted)
    except ValueError as error:
        return NotCalibrated(str(error))
    most = cap(scored)
    cost = cllr(scored, capped(ratios, most))
    if cost >= 1:
        return NotCalibrated(f"held-out likelihood ratios cost {cost:.2f} bits: as bad as saying nothing (1), or worse")
    scores = [case.score for case in scored]
    return Calibrated(mapping, cost, least_cllr(scored), most, min(scores), max(scores))
