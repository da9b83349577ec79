"""The propositions board: findings laid under pairs of propositions by a person, and what an opinion may rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casefiles.report.language import check
from forensics.evaluation.scales import Scale


class Aspect(StrEnum):
    """What an opinion is about. Each has a statement of its own; there is never one for all."""

    INTEGRITY = "integrity"
    SOURCE = "source"
    MANIPULATION = "manipulation"
    SYNTHESIS = "synthetic generation"
    CONTEXT = "context"


class Side(StrEnum):
    """Where a person places something under a pair."""

    H1 = "supports H1"
    H2 = "supports H2"
    NEUTRAL = "neutral"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two propositions that exclude each other, as a person wrote them.

    ``id`` is the name that the person gave the pair; ``row`` is the id of this wording in the case.
    """

    id: str
    aspect: Aspect
    h1: str
    h2: str
    written_by: str
    row: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class FindingPlaced:
    """A finding of the report by its number, the method that gave it and that method's family.

    ``number`` is '' for one that the latest examination of the exhibit does not give; ``ref`` names it in the case.
    """

    number: str
    method: str
    family: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class AbsencePlaced:
    """Something that was looked for and not found."""

    of: str


@dataclass(frozen=True, slots=True)
class Placement:
    """One thing laid under a pair, with the reason and the alternatives that were considered."""

    pair: str
    what: FindingPlaced | AbsencePlaced
    side: Side
    because: str
    alternatives: tuple[str, ...]
    by: str = ""
    row: str = ""
    made: str = ""
    event: int = 0


@dataclass(frozen=True, slots=True)
class Dissent:
    """A person's answer to objections of the board: printed beside them, never instead of them."""

    text: str
    answers: tuple[str, ...]
    by: str
    row: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person holds under a pair; ``towards`` is neutral for an inconclusive result.

    ``others`` says which other views can be held, and why this one (CrimPR 19.4 f).
    """

    pair: str
    towards: Side
    result_class: str
    strength: str
    text: str
    by: str
    dissents: tuple[Dissent, ...] = ()
    others: str = ""
    row: str = ""
    made: str = ""
    event: int = 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who makes the claim, and what would be seen if it were true and if it were not; '' where nobody said so."""

    by: str = ""
    if_true: str = ""
    if_not: str = ""


@dataclass(frozen=True, slots=True)
class NewsroomDecision:
    """An editor's decision on the claim as far as an exhibit goes: a wording of the newsroom scale, and why.

    It is for publication. It is no forensic result, and nothing in the report rests on it.
    """

    exhibit: str
    wording: str
    because: str
    by: str
    row: str
    made: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """Something that stood on the board and was replaced: it stays in the history."""

    row: str
    kind: str
    words: str
    by: str
    made: str
    superseded_by: str


@dataclass(frozen=True, slots=True)
class Objection:
    """Why an opinion may not stand as it is."""

    pair: str
    why: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything laid out for one claim, with the scales that are used and printed."""

    claim: str
    pairs: tuple[Pair, ...]
    placements: tuple[Placement, ...]
    opinions: tuple[Opinion, ...]
    classes: Scale
    strengths: Scale
    history: tuple[Superseded, ...] = ()
    claimed: Claimed = Claimed()
    decisions: tuple[NewsroomDecision, ...] = ()

    def pair(self, name: str) -> Pair | None:
        """Return the pair of that name, if the board has one."""
        return next((pair for pair in self.pairs if pair.id == name), None)


TEMPLATES = (
    Pair("original", Aspect.INTEGRITY, "The file is the recording as the device wrote it.", "It is not.", ""),
    Pair(
        "unaltered",
        Aspect.MANIPULATION,
        "Picture and sound are unaltered since they were recorded, but for re-encoding.",
        "Picture or sound was altered after it was recorded.",
        "",
    ),
    Pair(
        "camera",
        Aspect.SYNTHESIS,
        "The pictures were recorded by a camera.",
        "The pictures were made by a generating system.",
        "",
    ),
    Pair("source", Aspect.SOURCE, "The file comes from the source named.", "It comes from another source.", ""),
    Pair(
        "context",
        Aspect.CONTEXT,
        "The scene took place at the place and time of the claim.",
        "It took place at another place or time, or did not take place.",
        "",
    ),
)
"""Pairs to start from. The examiner rewrites them for the case; nothing is concluded under a template."""


def objections(board: Board, findings: Sequence[str]) -> tuple[Objection, ...]:
    """Return why opinions of a board may not stand; ``findings`` are the numbers of all findings of the report."""
    return tuple(
        Objection(opinion.pair, why) for opinion in board.opinions for why in against(opinion, board, findings)
    )


def refused(board: Board, findings: Sequence[str]) -> tuple[Objection, ...]:
    """Return the objections that no dissent answers: with any of these a report cannot be final.

    A dissent answers the objections that stood when it was recorded, and none that came later.
    """
    return tuple(
        Objection(opinion.pair, why)
        for opinion in board.opinions
        for why in against(opinion, board, findings)
        if not any(why in dissent.answers for dissent in opinion.dissents)
    )


def against(opinion: Opinion, board: Board, findings: Sequence[str]) -> Iterator[str]:
    """Yield why one opinion may not stand on a board."""
    pair = board.pair(opinion.pair)
    if pair is None:
        yield "It stands under a pair, or a wording of a pair, that the board no longer has."
        return
    if not pair.written_by.strip():
        yield "Its pair is still the template: nobody has written these propositions for this case."
    if not opinion.by.strip() or not opinion.text.strip():
        yield "An opinion is a text by a named person; one of the two is missing."
    if not board.classes.has(opinion.result_class):
        yield f"The class of the result is not on the scale {board.classes.id}."
    if not board.strengths.has(opinion.strength):
        yield f"The strength is not on the scale {board.strengths.id}."
    yield from _unplaced(opinion, board, findings)
    yield from _grounds(opinion, board)
    for hit in check(f"{opinion.text}\n{opinion.others}"):
        yield f"Its wording '{hit.found}': {hit.why} Proposed: {hit.proposed}."


def _unplaced(opinion: Opinion, board: Board, findings: Sequence[str]) -> Iterator[str]:
    placed = {
        placement.what.number
        for placement in board.placements
        if placement.pair == opinion.pair and isinstance(placement.what, FindingPlaced)
    }
    missing = [number for number in findings if number not in placed]
    if missing:
        more = f" and {len(missing) - 20} more" if len(missing) > 20 else ""
        yield f"Not every finding was considered: {', '.join(missing[:20])}{more} not placed under this pair."


def _grounds(opinion: Opinion, board: Board) -> Iterator[str]:
    if opinion.towards not in (Side.H1, Side.H2):
        return
    grounds = [p for p in board.placements if p.pair == opinion.pair and p.side is opinion.towards]
    observed = [p.what for p in grounds if isinstance(p.what, FindingPlaced) and p.what.number]
    methods = {what.method for what in observed}
    families = {what.family for what in observed}
    absences = [p.what.of for p in grounds if isinstance(p.what, AbsencePlaced)]
    if absences:
        yield f"It rests on an absence ({'; '.join(absences)}). The absence of something supports nothing."
    if not methods:
        yield "No finding is placed on its side: it rests on nothing that was observed."
    elif len(methods) == 1:
        yield f"It rests on one method alone ({methods.pop()}). A second one that fails otherwise is needed."
    elif len(families) == 1 and "" not in families:
        yield f"It rests on one family of methods alone ({families.pop()}), and those may fail together."
    if any(not placement.alternatives for placement in grounds):
        yield "Something on its side is placed without the alternatives that were considered."
