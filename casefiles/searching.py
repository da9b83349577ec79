"""Search everything in a case for words: transcripts, source records, what persons wrote, findings, tags, names.

The index (SQLite FTS5) is made anew in memory for each search, so it can never differ from the case. Restricted values
are searched only on request. That nothing is found means nothing: not everything that is seen or heard is written.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from casefiles.case import Case
from casefiles.errors import EntryRefused
from casefiles.schema import TABLES
from casefiles.sources import entries
from forensics.codec import decode_finding
from forensics.types import Finding, FrameLocus, TimeSpan

MOST_HITS = 500
LONGEST_QUERY = 500
LONGEST_INDEXED = 20_000
NO_TIME = -1
OPEN, CLOSE = "»", "«"
"""Stand around the words that were found."""
_KINDS = ("tag", "signal", "c2pareading", "element")
_SKIPPED = frozenset(
    {"case_fact", "transcript_line", "source_words", "record", "examiner", "revocation", "piece_map", "digest",
     "comparison", "finding", "register_state", "trust_list", "seal", "authority", "report_file", "hash_set",
     "replay_line", "transcript_place"}
)  # fmt: skip
"""Searched in a way of their own, or holding no words of anybody."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that holds the words: what and which one, the exhibit, the time in it in milliseconds or NO_TIME."""

    where: str
    id: str
    exhibit: str
    milliseconds: int
    text: str


def search(case: Case, words: str, *, restricted: bool = False) -> tuple[Hit, ...]:
    """Return the places that hold all the words, best first, up to MOST_HITS; raise EntryRefused for no word.

    A word ending in '*' stands for all that begin so. Case and accents are not told apart.
    """
    terms = re.findall(r"[^\s\"]+", words[:LONGEST_QUERY])
    query = " ".join(f'"{one[:-1]}"*' if one.endswith("*") and len(one) > 1 else f'"{one}"' for one in terms)
    if not any(sign.isalnum() for sign in query):
        raise EntryRefused("a search needs a word", hint="Give words; a word ending in * stands for all that begin so.")
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute(
            "CREATE VIRTUAL TABLE word USING fts5(place UNINDEXED, id UNINDEXED, exhibit UNINDEXED, at UNINDEXED, "
            "text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        index.executemany("INSERT INTO word VALUES (?, ?, ?, ?, ?)", _everything(case, restricted=restricted))
        found = index.execute(
            "SELECT place, id, exhibit, at, snippet(word, 4, ?, ?, '…', 24) FROM word WHERE word MATCH ? "
            "ORDER BY rank, rowid LIMIT ?",
            (OPEN, CLOSE, query, MOST_HITS),
        ).fetchall()
    return tuple(Hit(str(where), str(key), str(exhibit), int(at), str(text)) for where, key, exhibit, at, text in found)


_Row = tuple[str, str, str, int, str]


def _everything(case: Case, *, restricted: bool) -> Iterator[_Row]:
    summary = case.summary()
    yield "case", summary.id, "", NO_TIME, f"{summary.name}\n{summary.claim}"
    yield from _transcripts(case)
    for one in entries(case):
        if one.value and (restricted or not one.known.restricted):
            yield f"source record, {one.field}", one.id, one.exhibit, NO_TIME, one.value
    yield from _tables(case)
    yield from _findings(case)
    yield from _records(case)


def _transcripts(case: Case) -> Iterator[_Row]:
    sql = (
        "SELECT l.transcript, l.number, l.starts, l.text, t.exhibit FROM transcript_line l "
        "JOIN transcript t ON t.id = l.transcript WHERE NOT EXISTS "
        "(SELECT 1 FROM transcript n WHERE n.supersedes = t.id) ORDER BY l.transcript, l.number"
    )
    for row in case.store.rows(sql):
        name = " line ".join(str(row[column]) for column in ("transcript", "number"))
        yield "transcript", name, str(row["exhibit"]), int(str(row["starts"])), str(row["text"])


def _tables(case: Case) -> Iterator[_Row]:
    """Yield what stands as text in every other table, a row at a time."""
    for table in TABLES:
        if table.name in _SKIPPED:
            continue
        shown = [name for name in table.names if name not in table.integers and name not in table.key]
        for row in case.store.rows(f"SELECT * FROM {table.name}"):  # noqa: S608 - a name of the schema
            text = "\n".join(str(row[name]) for name in shown if row[name])[:LONGEST_INDEXED]
            key = "/".join(str(row[name]) for name in table.key)
            exhibit = str(row["id"]) if table.name == "exhibit" else str(row.get("exhibit", row.get("parent", "")))
            if text:
                yield table.name.replace("_", " "), key, exhibit, NO_TIME, text


def _findings(case: Case) -> Iterator[_Row]:
    """Yield every finding in its words, with its exhibit and the moment that it names first."""
    sql = (
        "SELECT f.examination, f.number, f.line, x.exhibit FROM finding f JOIN examination x ON x.id = f.examination "
        "ORDER BY f.examination, f.number"
    )
    for row in case.store.rows(sql):
        found = decode_finding(str(row["line"]))
        words = (found.observation, *found.innocent_explanations, *found.limits, found.method)
        key = "/".join((str(row["examination"]), str(row["number"])))
        yield "finding", key, str(row["exhibit"]), _moment(found), "\n".join(words)[:LONGEST_INDEXED]


def _moment(finding: Finding) -> int:
    for locus in finding.loci:
        match locus:
            case TimeSpan(_, start, _):
                return round(start.seconds * 1000)
            case FrameLocus(_, _, at, _):
                return round(at.seconds * 1000)
    return NO_TIME


def _records(case: Case) -> Iterator[_Row]:
    """Yield what the latest examination of each exhibit read as text off the file."""
    for exhibit in case.exhibits():
        if exhibit.examination is None:
            continue
        rows = case.store.rows(
            "SELECT number, kind, quantity, line FROM record WHERE examination = ? AND kind IN (?, ?, ?, ?) "
            "ORDER BY number",
            (exhibit.examination, *_KINDS),
        )
        for row in rows:
            key = "/".join((exhibit.examination, str(row["number"])))
            yield f"{row['kind']!s} in the file", key, exhibit.id, NO_TIME, str(row["line"])[:LONGEST_INDEXED]
