"""How a row is bound to the event that brought it: a digest of the whole, and a short mark for each column.

The digest proves that the row is unchanged; the marks only help to say which column was changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from casefiles.merkle import frontier, leaf_hash

Value = str | int
Row = Mapping[str, Value]
MARK = 4
"""Hex digits of a column's mark."""
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Binding:
    """``digest`` is SHA-256 over RFC 8785 of [table, row]; ``marks`` has four hex digits for each column in order."""

    digest: str
    marks: str

    def text(self) -> str:
        """Return both as one string, as it stands beside a row of a long table."""
        return self.digest + self.marks


def parse(text: str) -> Binding:
    """Return the binding that ``text()`` wrote."""
    return Binding(text[:64], text[64:])


def bind(table: str, columns: Sequence[str], row: Row) -> Binding:
    """Return the binding of a row that has exactly ``columns``."""
    salt = row.get("salt", "")
    whole = _encode([table, {name: row[name] for name in columns}])
    marks = "".join(_mark(table, name, salt, row[name]) for name in columns)
    return Binding(sha256(whole).hexdigest(), marks)


def digest_of(table: str, columns: Sequence[str], row: Row) -> str:
    """Return the digest alone of a row that may be damaged: the marks are only needed where it differs."""
    try:
        bound = row if len(row) == len(columns) else {name: row[name] for name in columns}
        return sha256(_encode([table, bound])).hexdigest()
    except TypeError:  # as orjson's own error is
        return UNREADABLE


def rebind(table: str, columns: Sequence[str], row: Row) -> Binding:
    """Return the binding of a row read from a database that may be damaged: what has no form gives no digest."""
    try:
        return bind(table, columns, row)
    except TypeError:  # as orjson's own error is
        return Binding(UNREADABLE, "")


def root(bindings: Iterable[str]) -> str:
    """Return in hex the Merkle root over the bindings of a long table's rows in order."""
    return frontier(leaf_hash(text.encode()) for text in bindings).root().hex()


def changed_columns(columns: Sequence[str], expected: Binding, found: Binding) -> tuple[str, ...]:
    """Return the columns whose marks differ; none where that cannot be told."""
    if len(expected.marks) != len(found.marks):
        return ()
    return tuple(
        name
        for place, name in enumerate(columns)
        if expected.marks[MARK * place : MARK * (place + 1)] != found.marks[MARK * place : MARK * (place + 1)]
    )


def _encode(value: object) -> bytes:
    """Return the JSON that for texts, integers below 2^53 and ASCII names is RFC 8785."""
    import orjson

    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _mark(table: str, column: str, salt: Value, value: Value) -> str:
    return sha256(_encode([table, column, salt, value])).hexdigest()[:MARK]
