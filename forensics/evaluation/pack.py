"""The calibration pack: the data file by which a host may turn a method's score into a bounded likelihood ratio.

It is made by a trial, apart from the method, and signed by who made it. The method ships none and cannot change one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from forensics.evaluation.trial import Calibrated

FORMAT = "assay calibration pack 1"


@dataclass(frozen=True, slots=True)
class CalibrationPack:
    """One calibration with the population that it holds for. Equal packs have equal lines of forensics.codec."""

    format: str
    method: str
    version: str
    score: str
    proposition_target: str
    proposition_other: str
    population: str
    """In words: what files, of what codecs, sizes and dates."""
    generators_until: str
    """The day after which generators are not in it, ISO 8601; '' where none are."""
    made: str
    groups_target: int
    groups_other: int
    files_target: int
    files_other: int
    files_sha256: str
    """SHA-256 over the sorted 'sha256  group  label' lines of all files."""
    calibration: Calibrated


@dataclass(frozen=True, slots=True)
class Ratio:
    """A likelihood ratio of the target proposition against the other, with its bounds applied."""

    log10: float
    was_capped: bool
    pack: str
    population: str


@dataclass(frozen=True, slots=True)
class Abstained:
    """No likelihood ratio is given, and why."""

    reason: str


def likelihood_ratio(pack: CalibrationPack, *, method: str, version: str, score: float) -> Ratio | Abstained:
    """Return the capped ratio of a score, or why none is given: another method or version, or a score out of range."""
    if (method, version) != (pack.method, pack.version):
        return Abstained(f"the pack is for {pack.method} {pack.version}, the score is of {method} {version}")
    calibration = pack.calibration
    if not calibration.lowest_score <= score <= calibration.highest_score:
        low, high = calibration.lowest_score, calibration.highest_score
        return Abstained(f"the score {score:g} lies outside what was tried ({low:g} to {high:g})")
    bound = float(np.log10(calibration.cap))
    raw = calibration.logistic.log_ratio(score) / float(np.log(10))
    return Ratio(float(np.clip(raw, -bound, bound)), abs(raw) > bound, pack.format, pack.population)
