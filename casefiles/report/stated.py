"""Set what the examiner states for the report's fields, and the table of all 38 fields with who fills each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from casefiles.report.blocks import (
    Blank,
    Block,
    Cell,
    Column,
    Facts,
    Prose,
    Section,
    Table,
    Text,
    code,
    paragraphs,
    quoted,
    words,
)
from casefiles.report.fields import Ask, Field, fields
from casefiles.report.persons import Persons
from casefiles.statements import Statement

if TYPE_CHECKING:
    from casefiles.report.document import ReportDocument

MARKS = (
    "A: filled by the program. G: drafted from the case and confirmed by the examiner. E: written by the examiner. "
    "A field that is empty is printed as empty."
)


def said(statement: Statement) -> Cell:
    """Return a statement with who made it and when."""
    by = f"stated by {statement.by}, {statement.id}, {statement.made}, event {statement.event}"
    return (*paragraphs(statement.text), *words(by))


def stated(persons: Persons, *, skeleton: str) -> Iterator[Section]:
    """Yield the part with the statements about the whole report; ``skeleton`` stands beside an empty summary."""
    intro = Prose(Text("These places are filled by named persons. The program fills none; what is empty is empty."))
    yield Section(1, "Statements of the examiner", "statements", (intro,))
    for field in fields():
        mine = [ask for ask in field.asks if ask.of == "report"]
        if not mine:
            continue
        blocks: list[Block] = [_place(persons, ask) for ask in mine]
        if field.number == 7 and persons.stated("summary") is None:
            blocks.append(Prose(Text(skeleton), "note"))
        yield Section(2, f"Field {field.number}: {field.title}", f"field-{field.number}", tuple(blocks))
    replaced = [one for one in persons.statements if one.superseded_by]
    if replaced:
        yield Section(2, "Statements that were replaced", "statements-history", (_replaced(replaced),))


def _place(persons: Persons, ask: Ask) -> Block:
    standing = persons.stated(ask.id)
    if standing is None:
        return Blank(ask.title, ask.belongs, ask.asked_by)
    return Facts(((ask.title, said(standing)),))


def _replaced(rows: list[Statement]) -> Table:
    return Table(
        f"What was replaced, {len(rows)} in all",
        (Column("No, field", 1.4), Column("Words", 4), Column("By, at", 2), Column("Replaced by", 1)),
        tuple(
            (
                (*code(one.id), *words(f"{one.field} {one.item}".strip())),
                paragraphs(one.text),
                (*quoted(one.by), *code(one.made)),
                code(one.superseded_by),
            )
            for one in rows
        ),
    )


def field_table(document: ReportDocument, titles: Mapping[str, str]) -> Iterator[Section]:
    """Yield the table of all fields; ``titles`` gives the heading of each section by its anchor."""
    rows = tuple(
        (
            code(str(field.number)),
            words(field.title),
            words(field.mark),
            words(_state(field, document)),
            words(titles.get(field.where, "no part of this report: it has no items")),
            words(field.asked_by),
        )
        for field in fields()
    )
    columns = (
        Column("No", 0),
        Column("Field", 3.4),
        Column("Mark", 0.9),
        Column("State", 2),
        Column("Where", 1.8),
        Column("Asked by", 2),
    )
    table = Table("What courts and standards ask of a report, and where it stands", columns, rows)
    yield Section(1, "Fields of this report", "fields", (Prose(Text(MARKS)), table))


def _state(field: Field, document: ReportDocument) -> str:
    persons = document.persons
    asked, filled = 0, 0
    for ask in field.asks:
        items = {"report": ("",), "exhibit": _exhibits(document), "finding": _numbers(document)}[ask.of]
        asked += len(items)
        filled += sum(persons is not None and persons.stated(ask.id, item) is not None for item in items)
    parts = [_own(field, document)]
    if asked:
        parts.append("stated" if filled == asked else f"{filled} of {asked} places stated" if filled else "EMPTY")
    return "; ".join(part for part in parts if part) or "filled"


def _exhibits(document: ReportDocument) -> tuple[str, ...]:
    return tuple(item.exhibit.id for item in document.items)


def _numbers(document: ReportDocument) -> tuple[str, ...]:
    return tuple(one.number for item in document.items for one in item.findings)


def _own(field: Field, document: ReportDocument) -> str:
    """Return the state of a field as far as it is not about statements."""
    persons, findings = document.persons, len(_numbers(document))
    board = persons.board if persons else None
    pairs, placements, opinions = (len(board.pairs), len(board.placements), len(board.opinions)) if board else (0, 0, 0)
    match field.number:
        case 5:
            return f"{len(persons.reviews)} entries" if persons and persons.reviews else "EMPTY"
        case 12:
            return "filled; verified" if document.custody.verification else "filled; NOT VERIFIED since it was opened"
        case 16:
            test = persons.selftest if persons else None
            return f"{len(test.checks)} checks, {len(test.failed)} not passed" if test else "EMPTY"
        case 19 | 20:
            return f"{placements} placements of {findings} findings under {pairs} pairs" if placements else "EMPTY"
        case 26:
            return f"{pairs} pairs" if pairs else "EMPTY"
        case 27 | 28 | 29:
            return f"{opinions} opinions" if opinions else "EMPTY"
        case 33 if not document.items:
            return "no items"
        case 34:
            sealed = f"{len(persons.seals)} time-stamp tokens" if persons and persons.seals else "no time-stamp token"
            return f"filled; {sealed}"
        case 37:
            return "unredacted" if document.redaction is None else "filled"
        case _:
            return "" if field.mark == "E" or field.asks else "filled"
