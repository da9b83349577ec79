"""The calibration pack: the data file by which a host may turn a method's score into a bounded likelihood ratio.

It is made by a trial, apart from the method, and signed by who made it. The method ships none and cannot change one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from forensics.evaluation.trial import Calibrated

FORMAT = "assay calibration pack 1"


@dataclass(frozen=True, slots=True)
class Domain:
    """What the files of a trial were, as measured: outside of it no ratio is given."""

    codecs: tuple[str, ...]
    least_side: int
    """The shorter side in pixels of the smallest picture; 0 with ``greatest_side`` 0 where no file held pictures."""
    greatest_side: int
    """The longer side in pixels of the largest picture."""


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
    domain: Domain
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


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file is, for the question whether a pack speaks of it: codec ('' unknown) and sides in pixels."""

    codec: str
    width: int
    height: int


def outside(domain: Domain, seen: Seen) -> str:
    """Return in words why a file lies outside what a pack was made on, '' where it does not."""
    if seen.codec not in domain.codecs:
        return f"the file is {seen.codec or 'of an unknown codec'}; the trial was on {', '.join(domain.codecs)}"
    sides = sorted((seen.width, seen.height))
    if sides[0] < domain.least_side or sides[1] > domain.greatest_side:
        return (
            f"the pictures are {seen.width}x{seen.height}; the trial was on sides of {domain.least_side} to "
            f"{domain.greatest_side} pixels"
        )
    return ""


def likelihood_ratio(
    pack: CalibrationPack, *, method: str, version: str, score: float, seen: Seen
) -> Ratio | Abstained:
    """Return the capped ratio of a score, or why none is given.

    None is given for another method or version, for a file of a codec or size that was not tried, and for a score
    beyond those that occurred.
    """
    if (method, version) != (pack.method, pack.version):
        return Abstained(f"the pack is for {pack.method} {pack.version}, the score is of {method} {version}")
    if why := outside(pack.domain, seen):
        return Abstained(why)
    calibration = pack.calibration
    if not calibration.lowest_score <= score <= calibration.highest_score:
        low, high = calibration.lowest_score, calibration.highest_score
        return Abstained(f"the score {score:g} lies outside what was tried ({low:g} to {high:g})")
    bound = float(np.log10(calibration.cap))
    raw = calibration.mapping.log_ratio(score) / float(np.log(10))
    return Ratio(float(np.clip(raw, -bound, bound)), abs(raw) > bound, pack.format, pack.population)
