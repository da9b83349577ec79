"""What persons added to a case, and what was run again: gathered for the report, bounded, nothing left out unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casefiles import board as boards
from casefiles import choices, corrections, reviews, seal, selftest, statements
from casefiles.calibrations import Evaluated, evaluate
from casefiles.case import Case
from casefiles.choices import Choice, Printed
from casefiles.corrections import Correction
from casefiles.numbering import numbered
from casefiles.propositions import Board, Objection, objections, refused
from casefiles.replay import Repeated, Replay, ReplayLine, replays
from casefiles.report import noted
from casefiles.report.noted import Noted
from casefiles.report.sourced import NOTHING, Sourced
from casefiles.report.sourced import gather as gather_sources
from casefiles.reviews import Edited, Review
from casefiles.seal import Seal
from casefiles.selftest import SelfTest
from casefiles.statements import Statement
from forensics.evaluation.scales import scale

MOST_LINES = 300
"""Results of one replay that did not come out the same and are printed one by one."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the results of one method came out when they were measured again."""

    method: str
    same: int
    differs: int
    not_repeatable: int


@dataclass(frozen=True, slots=True)
class ReplayShown:
    """The last replay of one examination: counts by method, and every result that was not the same, up to a bound."""

    id: str
    exhibit: str
    examination: str
    made: str
    by: str
    outcome: str
    environment: tuple[tuple[str, str], ...]
    tallies: tuple[Tally, ...]
    lines: tuple[ReplayLine, ...]
    lines_in_all: int


@dataclass(frozen=True, slots=True)
class Persons:
    """Everything that a report prints beside items, methods, observations and custody."""

    board: Board
    objections: tuple[Objection, ...]
    refused: tuple[Objection, ...]
    statements: tuple[Statement, ...]
    reviews: tuple[Review, ...]
    edited: tuple[Edited, ...]
    replays: tuple[ReplayShown, ...]
    selftest: SelfTest | None
    corrections: tuple[Correction, ...]
    seals: tuple[Seal, ...]
    unsealed: int
    sourced: Sourced
    noted: Noted
    ratios: tuple[Evaluated, ...] = ()
    """What calibration packs that a person took in give for the scores of methods."""
    choices: tuple[Choice, ...] = ()
    """What persons chose to have printed as one line, and back in full."""

    def shortened(self, number: str) -> Choice | None:
        """Return the choice by which a finding is printed as one line, None where it is printed in full."""
        return next((one for one in self.choices if one.number == number and one.printed is Printed.LINE), None)

    def stated(self, field: str, item: str = "") -> Statement | None:
        """Return the statement that stands for a field and item."""
        standing = (one for one in self.statements if not one.superseded_by)
        return next((one for one in standing if (one.field, one.item) == (field, item)), None)


NOBODY = Persons(
    board=Board("", (), (), (), scale(boards.CLASSES), scale(boards.STRENGTHS)),
    objections=(),
    refused=(),
    statements=(),
    reviews=(),
    edited=(),
    replays=(),
    selftest=None,
    corrections=(),
    seals=(),
    unsealed=0,
    sourced=NOTHING,
    noted=noted.NOTHING,
)
"""What stands where nobody added anything."""


def gather(case: Case) -> Persons:
    """Return what persons added to a case as it stands at its head."""
    board, numbers = boards.board(case), [one.number for one in numbered(case)]
    return Persons(
        board=board,
        objections=objections(board, numbers),
        refused=refused(board, numbers),
        statements=statements.statements(case),
        reviews=reviews.reviews(case),
        edited=reviews.edited(case),
        replays=tuple(_latest(replays(case))),
        selftest=selftest.of_case(case),
        corrections=corrections.corrections(case),
        seals=seal.seals(case),
        unsealed=seal.unsealed(case),
        sourced=gather_sources(case),
        noted=noted.gather(case),
        ratios=evaluate(case),
        choices=choices.standing(case),
    )


def _latest(made: Sequence[Replay]) -> Iterator[ReplayShown]:
    last = {one.examination: one for one in made}
    return (shown(one) for one in last.values())


def shown(one: Replay) -> ReplayShown:
    """Return a replay as a report prints it."""
    counts = Counter((line.method, line.outcome) for line in one.lines)
    other = [line for line in one.lines if line.outcome is not Repeated.SAME]
    return ReplayShown(
        one.id,
        one.exhibit,
        one.examination,
        one.made,
        one.by,
        one.outcome,
        one.environment,
        tuple(
            Tally(
                method, *(counts[method, outcome] for outcome in (Repeated.SAME, Repeated.DIFFERS, Repeated.NOT_HERE))
            )
            for method in sorted({line.method for line in one.lines})
        ),
        tuple(other[:MOST_LINES]),
        len(other),
    )
