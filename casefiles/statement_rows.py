"""The fields of the report as a person fills them: each with what belongs in it, who fills it, and what stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.report.fields import Ask, fields
from casefiles.statements import Statement

PROGRAM, DRAFTED, EXAMINER = "the program", "drafted, you confirm", "you"
MOST_EXHIBITS = 200
"""Exhibits that get a row of their own for each field about an exhibit."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One thing to state, or a field that nobody states (``ask`` is None), with what stands and what stood before."""

    number: int
    title: str
    fills: str
    asked_by: str
    ask: Ask | None
    item: str
    standing: Statement | None
    earlier: tuple[Statement, ...]

    @property
    def text(self) -> str:
        """Return the words that stand, '' for none."""
        return self.standing.text if self.standing is not None else ""

    @property
    def belongs(self) -> str:
        """Return what belongs in it."""
        return self.ask.belongs if self.ask is not None else ""


def statement_rows(stated: Sequence[Statement], exhibits: Sequence[str]) -> tuple[StatementRow, ...]:
    """Return a row for each field and each thing that is asked of a person, in the order of the report's fields.

    What is asked of each exhibit has a row for each, up to MOST_EXHIBITS; of findings, those that something is said of.
    """
    rows: list[StatementRow] = []
    for field in fields():
        fills = _filled_by(field.mark)
        if not field.asks:
            rows.append(StatementRow(field.number, field.title, fills, field.asked_by, None, "", None, ()))
        for ask in field.asks:
            said = [one for one in stated if one.field == ask.id]
            for item in _items(ask, exhibits, said):
                here = [one for one in said if one.item == item]
                standing = next((one for one in here if not one.superseded_by), None)
                earlier = tuple(one for one in here if one.superseded_by)
                rows.append(StatementRow(field.number, ask.title, fills, ask.asked_by, ask, item, standing, earlier))
    return tuple(rows)


def _filled_by(mark: str) -> str:
    """Return in words who fills a field by its mark, such as 'A', 'A/E' or 'E, skeleton G'."""
    named = {"A": PROGRAM, "G": DRAFTED, "E": EXAMINER}
    return "; ".join(words for letter, words in named.items() if letter in mark)


def _items(ask: Ask, exhibits: Sequence[str], said: Sequence[Statement]) -> tuple[str, ...]:
    match ask.of:
        case "report":
            return ("",)
        case "exhibit":
            return tuple(dict.fromkeys((*exhibits[:MOST_EXHIBITS], *(one.item for one in said))))
        case "finding":
            return tuple(dict.fromkeys(one.item for one in said)) or ("",)
