"""The first page: what was asked, what was examined, what was found, what that supports in whose opinion, what not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from casefiles.propositions import Aspect, FindingPlaced, Opinion, Pair, Placement, Side
from casefiles.report.blocks import Cell, Facts, Prose, Section, Text, quoted, words
from casefiles.report.document import ReportDocument
from casefiles.report.loci import clock
from casefiles.report.parts import Item
from casefiles.report.persons import Persons

ITEMS_NAMED = 4
FOUND_NAMED = 6
LONGEST = 240
"""Characters of one text on the first page; the whole stands in its own part."""

DOES_NOT_SHOW = (
    "Whether the scene took place, where, when, and who made the file: no measurement of a file says that.",
    "Anything by what is missing: no mark, no credential and no observation each support nothing.",
)


def brief(document: ReportDocument) -> Section:
    """Return the first section of a report. It says nothing that does not stand in a later part in full."""
    persons = document.persons
    facts = (
        ("What was asked", tuple(_asked(document))),
        ("What was examined", tuple(_examined(document.items))),
        *_found(document),
        *_supports(persons),
        ("In the examiner's words", _summary(document)),
        ("What none of this shows", words(*DOES_NOT_SHOW, *_no_statement(persons))),
        ("How it was checked", words(*_checked(document))),
    )
    return Section(1, "In brief", "brief", (Facts(facts), Prose(Text(state_line(document)), "note")))


def _asked(document: ReportDocument) -> Iterator[Text]:
    claim = document.persons.board.claim or document.front.claim
    yield Text("The claim, in the words of who makes it:" if claim else "The claim: EMPTY, nobody stated it.")
    if claim:
        yield Text(_in_quotes(short(claim)), "quoted")
    question = document.persons.stated("question")
    yield Text("The question put:" if question else "The question put: EMPTY, nobody stated it.")
    if question:
        yield Text(short(question.text), "quoted")


def _in_quotes(text: str) -> str:
    """Return a text in quotation marks, once where it brings its own."""
    return text if text.startswith("“") and text.endswith("”") else f"“{text}”"


def _examined(items: tuple[Item, ...]) -> Iterator[Text]:
    if not items:
        yield Text("Nothing: the case holds no exhibit.")
    for item in items[:ITEMS_NAMED]:
        row = item.exhibit
        methods = f"examined by {len(item.methods)} methods and readers"
        size = f"{row.size:,} bytes"
        parts = (size, length_words(item), methods) if item.examination else (size, "NOT examined")
        yield Text(f"{row.id}: {short(row.name)}", "quoted")
        yield Text(f"{', '.join(part for part in parts if part)}; SHA-256:")
        yield Text(row.sha256, "code")
    if len(items) > ITEMS_NAMED:
        yield Text(f"and {len(items) - ITEMS_NAMED} further items, listed under Items.")


def length_words(item: Item) -> str:
    """Return how long an item lasts and how many frames it has, as far as that was measured."""
    lasting = [m.measurement.value for m in item.measured if m.measurement.quantity == "media.duration"]
    frames = [m.measurement.value for m in item.measured if m.measurement.quantity == "frames.count"]
    length = _lasting(Fraction(lasting[0])) if lasting and isinstance(lasting[0], Fraction | int) else ""
    return ", ".join(
        part for part in (length, f"{frames[0]:,} frames" if frames and isinstance(frames[0], int) else "") if part
    )


def _lasting(seconds: Fraction) -> str:
    return f"{float(seconds):.2f} s" if seconds < 120 else f"{clock(Fraction(round(seconds)))[:-7]} (h:mm:ss)"


def _found(document: ReportDocument) -> Iterator[tuple[str, Cell]]:
    found = [one for item in document.items for one in item.findings]
    if not found:
        yield "What was found", words("No observation. That supports no statement about how a file came to be.")
        return
    placed = placements_by_number(document.persons)
    weighed = {number for number, rows in placed.items() if any(row.side in (Side.H1, Side.H2) for row in rows)}
    named = sorted(found, key=lambda one: one.number not in weighed)[:FOUND_NAMED]
    order = (
        " Those that a person placed on a side stand first."
        if len(found) > 1 and document.persons.board.placements
        else ""
    )
    more = f" The first {len(named)} stand here, all of them under Observations." if len(found) > len(named) else ""
    yield (
        "What was found",
        words(f"{_counted(len(found), 'observation')}, whose number carries no weight.{order}{more}"),
    )
    for one in named:
        yield (
            one.number,
            (*quoted(short(one.finding.observation)), *words(placed_words(placed.get(one.number, ())))),
        )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def placements_by_number(persons: Persons) -> dict[str, list[Placement]]:
    """Return the placements of each finding by its number."""
    placed: dict[str, list[Placement]] = {}
    for one in persons.board.placements:
        if isinstance(one.what, FindingPlaced):
            placed.setdefault(one.what.number, []).append(one)
    return placed


def placed_words(placed: Sequence[Placement]) -> str:
    """Return where a finding lies on the board, and by whose hand."""
    where = "; ".join(f"under “{one.pair}”: {one.side.value}, by {one.by}" for one in placed)
    return f"Placed {where}." if where else "Nobody placed it under a pair of propositions."


def _supports(persons: Persons) -> Iterator[tuple[str, Cell]]:
    board = persons.board
    if not board.opinions:
        yield "What that supports", words("Nothing is concluded: no person recorded an opinion. The program has none.")
    for opinion in board.opinions:
        pair = board.pair(opinion.pair)
        if pair is not None:
            yield f"What that supports, on {pair.aspect.value}", tuple(_supported(opinion, pair, persons))


def _supported(opinion: Opinion, pair: Pair, persons: Persons) -> Iterator[Text]:
    yield Text(opinion_words(opinion, pair), "quoted")
    yield Text(f"The strength is a judgement on the scale {persons.board.strengths.id}, printed with the opinion.")
    objected = [one.why for one in persons.objections if one.pair == opinion.pair]
    if objected:
        answered = "The examiner's dissent from that is printed with it." if opinion.dissents else "NOT ANSWERED."
        yield Text(f"The program objects: {short(' '.join(objected))} {answered}")


def opinion_words(opinion: Opinion, pair: Pair) -> str:
    """Return an opinion as one sentence about the findings given each proposition, never about the proposition."""
    says = f"In the opinion of {opinion.by}: {opinion.result_class}."
    match opinion.towards:
        case Side.H1:
            first, other = pair.h1, pair.h2
        case Side.H2:
            first, other = pair.h2, pair.h1
        case _:
            return (
                f"{says} The findings support neither “{short(pair.h1)}” nor “{short(pair.h2)}” ({opinion.strength})."
            )
    return f"{says} The findings provide {opinion.strength} for “{short(first)}” rather than “{short(other)}”"


def _summary(document: ReportDocument) -> Cell:
    summary = document.persons.stated("summary")
    if summary is None:
        return words("EMPTY: the examiner wrote no summary.")
    return (*quoted(short(summary.text, 900)), *words(f"stated by {summary.by}"))


def _no_statement(persons: Persons) -> Iterator[str]:
    said = {pair.aspect for pair in persons.board.pairs for one in persons.board.opinions if one.pair == pair.id}
    missing = [aspect.value for aspect in Aspect if aspect not in said]
    if missing:
        yield f"No opinion was given on: {', '.join(missing)}."


def _checked(document: ReportDocument) -> Iterator[str]:
    persons, custody = document.persons, document.custody
    yield (
        f"Custody: {custody.head.size} signed events; "
        + (
            f"verified in event {custody.verification.seq}."
            if custody.verification
            else "NOT verified since it was opened."
        )
    )
    if persons.replays:
        same, other, not_here = (
            sum(getattr(tally, name) for one in persons.replays for tally in one.tallies)
            for name in ("same", "differs", "not_repeatable")
        )
        yield f"Measured again: {same:,} results the same, {other:,} differ, {not_here:,} not repeatable here."
    else:
        yield "Measured again: no."
    test = persons.selftest
    if test is not None:
        passed, checks = len(test.checks) - len(test.failed), len(test.checks)
        yield f"Self-test on footage whose truth is known: {passed} of {checks} checks passed."
    said = [f"{one.kind.value} ({one.by})" for one in persons.reviews]
    yield f"Second examiner: {'; '.join(dict.fromkeys(said))}." if said else "Second examiner: none, NOT reviewed."
    if persons.edited:
        yield f"{len(persons.edited)} entries were written after that review and were not seen by it."


def state_line(document: ReportDocument) -> str:
    """Return in one line what this copy is."""
    if document.redaction is not None:
        kind = "Disclosure version: parts are taken out, listed under Redactions."
    elif document.signing is None:
        kind = "Draft: not signed as a document."
    else:
        kind = "Final, signed as PAdES."
    return f"{kind} The results in this report relate only to the items examined."


def short(text: str, most: int = LONGEST) -> str:
    """Return a text on one line, its first ``most`` characters where it is longer."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else f"{whole_words(one_line[:most])} …"


def whole_words(text: str) -> str:
    """Return a text that was cut without the part of a word at its end, where a space is near."""
    space = text.rfind(" ")
    return text[:space] if space > len(text) - 30 else text
