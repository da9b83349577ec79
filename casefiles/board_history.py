"""What stood on the board and was replaced, or stood under a wording that was replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casefiles import newsroom
from casefiles.case import Case
from casefiles.propositions import Superseded
from casefiles.superseding import Row, gone_from, rows_of, superseded


def history(case: Case, standing: dict[str, str]) -> Iterator[Superseded]:
    """Yield what was replaced, and what stood under a wording of a pair that was replaced."""
    first = case.summary()
    claims = rows_of(case, "claim")
    if claims:
        yield Superseded("case", "claim", first.claim, first.created_by, first.created, claims[0]["id"])
    tables = (("claim", _claim_words), ("scale_choice", _scale_words), ("pair", _pair_words))
    pairs = rows_of(case, "pair")
    replaced = gone_from(pairs)
    names = {row["id"]: row["name"] for row in pairs}
    for table, words in tables:
        rows = claims if table == "claim" else rows_of(case, table)
        gone = gone_from(rows)
        yield from (superseded(row, table, words(row), gone) for row in rows if row["id"] in gone)
    yield from newsroom.replaced(case)
    for table in ("placement", "opinion"):
        rows = rows_of(case, table)
        gone = gone_from(rows)
        for row in rows:
            under = row["pair"]
            by = gone.get(row["id"]) or (replaced.get(under, "") if under not in standing else "")
            if by:
                entry = superseded(row, table, _entry_words(row, names[under]), gone)
                yield replace(entry, superseded_by=by)
                yield from _dissents_of(case, row, by)


def _dissents_of(case: Case, opinion: Row, by: str) -> Iterator[Superseded]:
    for row in rows_of(case, "dissent"):
        if row["opinion"] == opinion["id"]:
            yield Superseded(row["id"], "dissent", f"{row['opinion']}: {row['text']}", row["by"], row["made"], by)


def _claim_words(row: Row) -> str:
    further = (("by", "claimed_by"), ("if true", "if_true"), ("if not", "if_not"))
    return "; ".join([row["text"], *(f"{words}: {row[name]}" for words, name in further if row[name])])


def _scale_words(row: Row) -> str:
    return f"{row['kind']}: SHA-256 {row['sha256']}"


def _pair_words(row: Row) -> str:
    return f"{row['name']}: H1: {row['h1']} H2: {row['h2']}"


def _entry_words(row: Row, pair: str) -> str:
    if "side" in row:
        return f"{pair}: {row['what']} {row['side']}: {row['because']}"
    return f"{pair}: {row['towards']}, {row['result_class']}, {row['strength']}: {row['text']}"
