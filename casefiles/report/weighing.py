"""Set the propositions board: pairs, what lies under them, five separate statements, objections, dissents, history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefiles.propositions import (
    AbsencePlaced,
    Aspect,
    Board,
    FindingPlaced,
    Objection,
    Opinion,
    Pair,
    Placement,
    Superseded,
)
from casefiles.report.blocks import (
    Blank,
    Block,
    Cell,
    Column,
    Facts,
    Listing,
    Prose,
    Section,
    Table,
    Text,
    code,
    paragraphs,
    quoted,
    words,
)
from casefiles.report.persons import Persons
from casefiles.report.ratios import ratios
from forensics.evaluation.scales import Scale

NO_RATIO = "No likelihood ratio is stated: no calibration pack is in force in this case."
STRENGTH = (
    "A strength is the judgement of the person who gives it, on the scale printed below: it is about how probable the "
    "findings are under each proposition, and not about how probable a proposition is."
)
HISTORY_PRINTED = 200


def weighing(persons: Persons) -> Iterator[Section]:
    """Yield the part on propositions and opinions."""
    board = persons.board
    yield Section(
        1,
        "Propositions and opinions",
        "board",
        (
            Facts(tuple(_claimed(board))),
            Prose(Text("What stands in this part is by the persons named. The program lays out, counts and objects.")),
            Prose(Text(STRENGTH if persons.ratios else f"{NO_RATIO} {STRENGTH}"), "note"),
        ),
    )
    if not board.pairs:
        asked = Blank(
            "Propositions", "The pair of propositions, H1 and H2, under which observations are weighed", "ENFSI"
        )
        yield Section(2, "Pairs of propositions", "pairs", (asked,))
    for pair in board.pairs:
        yield Section(2, f"Pair {pair.id}: {pair.aspect.value}", f"pair-{pair.row}", tuple(_pair(pair, board)))
    yield from ratios(persons.ratios)
    yield Section(2, "Five statements, each by itself", "opinions", tuple(_statements(board)))
    yield Section(2, "Objections of the board, and dissents", "objections", tuple(_objections(persons)))
    yield Section(2, "Scales", "scales", (_scale(board.classes), _scale(board.strengths)))
    yield Section(2, "History of the board", "board-history", tuple(_history(board.history)))


def _claimed(board: Board) -> Iterator[tuple[str, Cell]]:
    yield "Claim under examination", paragraphs(board.claim)
    for name, text in (
        ("Made by", board.claimed.by),
        ("If it were true, would be seen", board.claimed.if_true),
        ("If it were not, would be seen", board.claimed.if_not),
    ):
        if text:
            yield name, paragraphs(text)


def _pair(pair: Pair, board: Board) -> Iterator[Block]:
    yield Facts(
        (
            ("H1", paragraphs(pair.h1)),
            ("H2", paragraphs(pair.h2)),
            ("Written by", (*quoted(pair.written_by), *code(f"{pair.row}, {pair.made}"))),
        )
    )
    placed = [one for one in board.placements if one.pair == pair.id]
    if not placed:
        yield Prose(Text("Nothing is placed under this pair."))
        return
    yield Table(
        f"Pair {pair.id}: what is placed under it, {len(placed)} in all",
        (Column("What", 1.6), Column("Side, by", 1.5), Column("Because", 2.6), Column("Alternatives considered", 2.6)),
        tuple(_placement(one) for one in placed),
    )
    yield from _dependence(pair, placed)


def _dependence(pair: Pair, placed: Sequence[Placement]) -> Iterator[Block]:
    """Yield which methods under a pair see the same traces: those of one family count once on each side."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in placed:
        if isinstance(one.what, FindingPlaced) and one.what.number and one.what.method:
            rows.setdefault((one.side.value, one.what.family or "not named"), []).append(one.what.method)
    if not rows:
        return
    yield Table(
        f"Pair {pair.id}: which observations depend on each other",
        (Column("Side", 1.4), Column("Family", 1.2), Column("Methods", 2.6), Column("Counts as", 3)),
        tuple(
            (words(side), words(family), code(*dict.fromkeys(methods)), words(_counts_as(methods)))
            for (side, family), methods in sorted(rows.items())
        ),
    )


def _counts_as(methods: Sequence[str]) -> str:
    many = len(methods) > 1
    return f"one ground: its {len(methods)} observations see the same traces and may fail together" if many else "one"


def _placement(one: Placement) -> tuple[Cell, ...]:
    return (
        _what(one),
        (*words(one.side.value), *quoted(one.by)),
        paragraphs(one.because),
        quoted(*one.alternatives) if one.alternatives else words("none: nobody named any"),
    )


def _what(one: Placement) -> Cell:
    match one.what:
        case AbsencePlaced(of):
            return (*words("An absence, which supports nothing:"), *quoted(of))
        case placed:
            number = placed.number or f"{placed.ref}: no longer given by the latest examination"
            return (*code(number), *words(placed.method, f"family {placed.family}" if placed.family else ""))


def _statements(board: Board) -> Iterator[Block]:
    aspects = {pair.id: pair.aspect for pair in board.pairs}
    for aspect in Aspect:
        mine = [one for one in board.opinions if aspects.get(one.pair) is aspect]
        if not mine:
            yield Blank(
                f"Statement on {aspect.value}",
                "Result class, strength of support and text of a named person",
                "SWGDE 23-V-001, 8; ENFSI-BPM-DI-03, 12.2",
            )
        for one in mine:
            yield Facts((("Statement on", words(aspect.value)), *_opinion(one, board)))


def _opinion(one: Opinion, board: Board) -> tuple[tuple[str, Cell], ...]:
    return (
        ("Under the pair", quoted(one.pair)),
        ("Result class", (*quoted(one.result_class), *words(f"scale {board.classes.id}"))),
        ("Towards", words(one.towards.value)),
        ("Strength", (*quoted(one.strength), *words(f"scale {board.strengths.id}; a judgement"))),
        ("Opinion", paragraphs(one.text)),
        ("Other views, and why this one", paragraphs(one.others)),
        ("By", (*quoted(one.by), *code(f"{one.row}, {one.made}, event {one.event}"))),
    )


def _objections(persons: Persons) -> Iterator[Block]:
    if not persons.objections:
        said = "The board objects to nothing." if persons.board.opinions else "There is no opinion to object to."
        yield Prose(Text(said))
    else:
        yield Table(
            f"What the board objects, {len(persons.objections)} in all",
            (Column("Pair", 1), Column("Why", 5), Column("Answered by a dissent", 1.4)),
            tuple(_objection(one, persons.refused) for one in persons.objections),
        )
    dissents = [(one, answer) for one in persons.board.opinions for answer in one.dissents]
    for opinion, answer in dissents:
        yield Facts(
            (
                (f"Dissent on {opinion.row}", paragraphs(answer.text)),
                ("By", (*quoted(answer.by), *code(f"{answer.row}, {answer.made}"))),
                ("Answers", quoted(*answer.answers) if answer.answers else words("nothing that the board objected")),
            )
        )


def _objection(one: Objection, open_ones: tuple[Objection, ...]) -> tuple[Cell, ...]:
    return quoted(one.pair), quoted(one.why), words("no" if one in open_ones else "yes: printed below")


def _scale(scale: Scale) -> Table:
    return Table(
        f"{scale.name} ({scale.id}). {scale.source}. Dated {scale.dated}, read {scale.read}. {scale.note}",
        (Column("Wording", 3), Column("Likelihood ratio, from", 1.5), Column("below", 1.5)),
        tuple((quoted(band.wording), code(band.start or "—"), code(band.below or "—")) for band in scale.bands),
    )


def _history(history: tuple[Superseded, ...]) -> Iterator[Block]:
    if not history:
        yield Prose(Text("Nothing on the board was replaced."))
        return
    yield Table(
        f"What was replaced, {len(history)} in all",
        (Column("No, kind", 1.1), Column("Words", 4), Column("By, at", 2), Column("Replaced by", 1)),
        tuple(
            (
                (*code(one.row), *words(one.kind)),
                quoted(one.words),
                (*quoted(one.by), *code(one.made)),
                code(one.superseded_by),
            )
            for one in history[:HISTORY_PRINTED]
        ),
    )
    if len(history) > HISTORY_PRINTED:
        yield Listing((Text(f"The first {HISTORY_PRINTED} of {len(history)}; all are in the attached JSON."),))
