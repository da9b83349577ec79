"""Rows that supersede earlier ones of their table: each names those that it replaces, and none is ever edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casefiles.case import Case
from casefiles.propositions import Superseded

Row = dict[str, str]


def rows_of(case: Case, table: str) -> list[Row]:
    """Return all rows of a table of the schema, in the order of their events."""
    rows = case.store.rows(f"SELECT * FROM {table} ORDER BY event, id")  # noqa: S608 - a name of the schema
    return [{name: str(value) for name, value in row.items()} for row in rows]


def current(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that no later one supersedes."""
    gone = gone_from(rows)
    return [row for row in rows if row["id"] not in gone]


def gone_from(rows: Iterable[Row]) -> dict[str, str]:
    """Return the rows that were superseded, each with the row that did it, by id."""
    return {old: row["id"] for row in rows for old in row["supersedes"].split(", ") if old}


def ids(rows: Iterable[Row]) -> str:
    """Return the ids of rows as a later row names them."""
    return ", ".join(row["id"] for row in rows)


def superseded(row: Row, kind: str, words: str, gone: dict[str, str]) -> Superseded:
    """Return what a row said, for the history."""
    return Superseded(row["id"], kind, words, row["by"], row["made"], gone.get(row["id"], ""))
