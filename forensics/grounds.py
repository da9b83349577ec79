"""What findings rest on: a finding that nothing vouches for is not made, and one that only points has no direction.

A method declares the code of every finding that it may make, with what vouches for it. The host lets no other finding
through (``vouched``), whatever ``judge`` returns: a method that was tried and does not separate declares none, and its
values stay measurements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from forensics.detector import Detector
    from forensics.types import Finding, Result

ALL: Final = ("*",)
"""Every code of a method, for one whose findings are all of one sort."""
MOST_FILES: Final = 10_000
"""Files of one trial: the chance is counted exactly."""
CHANCE: Final = 0.025
"""Chance up to which counts may be what guessing gives: one side of a 95 % interval."""


class Unvouched(Exception):
    """A method made a finding that nothing which it declares vouches for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The finding repeats what stands in the file, or counts it, at places where anybody can check it."""

    codes: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial on labelled files: at the threshold more of the targets are reported than of the others.

    Files are counted; ``groups`` is how many independent groups they are of. ``record`` is where the trial stands.
    """

    codes: tuple[str, ...]
    found: int
    targets: int
    reported: int
    others: int
    groups: int
    record: str


@dataclass(frozen=True, slots=True)
class Published:
    """A published validation justifies the finding; ``identifier`` is that of one of the method's references."""

    codes: tuple[str, ...]
    identifier: str
    because: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """The finding shows where or what to look at and was not shown to separate: it never has a direction."""

    codes: tuple[str, ...]
    because: str


Ground = Reading | Tried | Published | Pointer


def by_chance(found: int, targets: int, reported: int, others: int) -> float:
    """Return the chance of ``found`` or more targets among as many reports if reports fell on files at random."""
    reports, files = found + reported, targets + others
    ways = sum(comb(targets, k) * comb(others, reports - k) for k in range(found, min(targets, reports) + 1))
    return ways / comb(files, reports)


def checked(grounds: Sequence[Ground], references: Sequence[str]) -> None:
    """Raise ValueError for grounds that no method may have.

    That is: a code vouched for twice, a publication that is no reference of the method, and a trial whose counts are
    none or are what guessing gives as well (Fisher's exact test, one side).
    """
    codes = [code for ground in grounds for code in ground.codes]
    if len(codes) != len(set(codes)) or (ALL[0] in codes and len(codes) > 1):
        raise ValueError("a code of a finding is declared twice")
    for ground in grounds:
        if isinstance(ground, Published) and ground.identifier not in references:
            raise ValueError(f"{ground.identifier} is none of the method's references")
        if isinstance(ground, Tried | Published) and ALL[0] in ground.codes:
            raise ValueError("a trial or a publication vouches for findings of named codes")
        if isinstance(ground, Tried):
            _separates(ground)


def _separates(trial: Tried) -> None:
    found, targets, reported, others = trial.found, trial.targets, trial.reported, trial.others
    counts = 0 <= found <= targets <= MOST_FILES and 0 <= reported <= others <= MOST_FILES
    if not counts or trial.groups < 2:
        raise ValueError(f"{found} of {targets} and {reported} of {others} in {trial.groups} groups are no counts")
    if by_chance(found, targets, reported, others) > CHANCE:
        raise ValueError(
            f"{found} of {targets} targets and {reported} of {others} others: this does not separate; the method "
            "makes no such finding, and its values stay measurements without a direction"
        )


def vouched(detector: Detector, results: Sequence[Result]) -> Iterator[Finding]:
    """Yield what a method finds in stored results; raise Unvouched for a finding that it may not make."""
    grounds = {code: ground for ground in detector.grounds for code in ground.codes}
    for finding in detector.judge(results):
        ground = grounds.get(finding.code, grounds.get(ALL[0]))
        if (finding.method, finding.version) != (detector.id, detector.version):
            raise Unvouched(f"a finding in the name of {finding.method} {finding.version}")
        if ground is None:
            raise Unvouched(f"the finding {finding.code!r} rests on nothing that the method declares")
        if isinstance(ground, Pointer) and finding.direction is not None and finding.direction.towards != "neither":
            raise Unvouched(f"the finding {finding.code!r} only points, and has a direction")
        yield finding


def ground_words(ground: Ground) -> str:
    """Say in one line what vouches for findings."""
    codes = "every finding" if ground.codes == ALL else ", ".join(ground.codes)
    match ground:
        case Reading(because=because):
            return f"{codes}: read or counted in the file, at places where anybody can check it: {because}"
        case Tried() as trial:
            return (
                f"{codes}: tried: {trial.found} of {trial.targets} targets and {trial.reported} of {trial.others} "
                f"others reported, files of {trial.groups} independent groups ({trial.record})"
            )
        case Published(identifier=identifier, because=because):
            return f"{codes}: published ({identifier}): {because}"
        case Pointer(because=because):
            return f"{codes}: to look at, without a direction: {because}"
