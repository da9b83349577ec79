"""The board as a person works on it: where each finding lies under a pair, and opinions with objections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.numbering import Numbered
from casefiles.propositions import AbsencePlaced, Board, FindingPlaced, Objection, Opinion, Placement, Side

UNPLACED = "not placed"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A finding or an absence, and where it lies under one pair; ``placement`` is None where nobody laid it."""

    number: str
    finding: Numbered | None
    placement: Placement | None

    @property
    def lies(self) -> str:
        """Return where it lies, in words."""
        return UNPLACED if self.placement is None else self.placement.side.value

    @property
    def words(self) -> str:
        """Return what it is, in words."""
        if self.finding is not None:
            return self.finding.finding.observation
        what = self.placement.what if self.placement is not None else None
        match what:
            case AbsencePlaced(of):
                return f"absence of {of}"
            case FindingPlaced(ref=ref):
                return f"{ref}: no longer given by the latest examination"
        return ""


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """An opinion that stands under a pair, with everything that the board objects to under that pair."""

    opinion: Opinion
    objections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things lie where under a pair."""

    sides: tuple[tuple[str, int], ...]
    unplaced: int


def board_rows(board: Board, pair: str, findings: Sequence[Numbered]) -> tuple[BoardRow, ...]:
    """Return a row for each finding in order of number, then for what else lies under the pair."""
    placed = [one for one in board.placements if one.pair == pair]
    by_number = {one.what.number: one for one in placed if isinstance(one.what, FindingPlaced) and one.what.number}
    rows = [BoardRow(one.number, one, by_number.get(one.number)) for one in findings]
    rows += [BoardRow("", None, one) for one in placed if not (isinstance(one.what, FindingPlaced) and one.what.number)]
    return tuple(rows)


def tally(rows: Sequence[BoardRow]) -> Tally:
    """Return how many rows lie on each side."""
    counts = {side.value: sum(row.lies == side.value for row in rows) for side in Side}
    return Tally(tuple(counts.items()), sum(row.placement is None for row in rows))


def opinion_rows(board: Board, pair: str, objections: Sequence[Objection]) -> tuple[OpinionRow, ...]:
    """Return the opinions under a pair."""
    against = tuple(one.why for one in objections if one.pair == pair)
    return tuple(OpinionRow(one, against) for one in board.opinions if one.pair == pair)
