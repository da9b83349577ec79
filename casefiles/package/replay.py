"""A case's database made anew from the events, heads and rows of a package."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from casefiles.custody import LONGEST
from casefiles.errors import EntryRefused
from casefiles.merkle import leaf_hash
from casefiles.package.log import EVENTS, HEADS, ROWS, SIGNATURES
from casefiles.package.opened import Opened
from casefiles.schema import BY_NAME, EvidenceTable
from casefiles.store import Store, failures
from forensics.codec import CodecError, Json, parse_json

MOST_DIGITS = 16
"""Digits of an event's number, one more than are believed."""
_OF_THE_DISK = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
LONGEST_ROW = 256 * 1024 * 1024
"""Characters; the longest rows hold hash sets and lists of certificates."""


def write_database(package: Opened, path: Path) -> int:
    """Make the database and return the number of events; raise EntryRefused, StorageFailed.

    Nothing is believed: verify it after.

    The triggers are put aside while the rows come table by table and not event by event, and stand again afterwards.
    """
    Store.create(path).close()
    with failures(path), closing(sqlite3.connect(path, isolation_level=None)) as database:
        guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("BEGIN")
        for name, _ in guards:
            database.execute(f'DROP TRIGGER "{name}"')
        try:
            count = _write_events(package, database)
            _write_heads(package, database, count)
            for name in package.under(ROWS):
                _write_rows(package, database, name)
        except (sqlite3.Error, ValueError, OverflowError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK:
                raise
            raise EntryRefused(f"the log of the package cannot be read: {error}") from error
        for _, sql in guards:
            database.execute(sql)
        database.execute("COMMIT")
    return count


def _write_events(package: Opened, database: sqlite3.Connection) -> int:
    following = 0  # the number that an event has at least: of chosen exhibits, those of others are not there
    signatures = _lines(package, SIGNATURES, 1000)
    for canon in _lines(package, EVENTS, LONGEST):
        number, _, signature = next(signatures, b"").partition(b" ")
        seq = int(number) if number.isdigit() and len(number) < MOST_DIGITS else -1
        if seq != following and (package.is_whole or seq < following):
            raise EntryRefused(f"the package has no signature for event {following}")
        raw = bytes.fromhex(signature.decode("ascii"))
        row = (seq, canon, raw, leaf_hash(canon + raw))
        database.execute("INSERT INTO event (seq, canon, signature, leaf) VALUES (?, ?, ?, ?)", row)
        following = seq + 1
    if not following:
        raise EntryRefused("the package holds no event")
    return following


def _write_heads(package: Opened, database: sqlite3.Connection, events: int) -> None:
    if not package.is_whole:
        return  # it has the head of packing alone, which covers more events than it discloses
    for line in _lines(package, HEADS, LONGEST):
        head = _object(line)
        size = _cell(head, "size")
        if not isinstance(size, int) or size > events:
            raise EntryRefused(f"the package has a head of {size} events, but only {events}: its end was cut off")
        database.execute("INSERT INTO head (size, note) VALUES (?, ?)", (size, _cell(head, "note")))


def _write_rows(package: Opened, database: sqlite3.Connection, name: str) -> None:
    table = BY_NAME.get(name.removeprefix(f"{ROWS}/").removesuffix(".jsonl"))
    if table is None:
        raise EntryRefused(f"the package holds rows of no known table: {name}")
    columns = _columns(table)
    places = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - names of the schema
    for line in _lines(package, name, LONGEST_ROW):
        row = _object(line)
        if row.keys() != set(columns):
            raise EntryRefused(f"a row of {table.name} in the package has other columns")
        database.execute(sql, tuple(_cell(row, column) for column in columns))


def _columns(table: EvidenceTable) -> tuple[str, ...]:
    return (*table.bound, "binding") if table.owner else table.bound


def _lines(package: Opened, name: str, longest: int) -> Iterator[bytes]:
    with package.path(name).open("rb") as file:
        while line := file.readline(longest + 1):
            if not line.endswith(b"\n"):
                raise EntryRefused(f"{name} of the package holds a line that is too long, or is cut off")
            yield line[:-1]


def _object(line: bytes) -> dict[str, Json]:
    try:
        value = parse_json(line.decode(), limit=LONGEST_ROW)
    except (CodecError, UnicodeDecodeError) as error:
        raise EntryRefused(f"a row of the package cannot be read: {error}") from error
    if not isinstance(value, dict):
        raise EntryRefused("a row of the package is no row")
    return value


def _cell(row: dict[str, Json], name: str) -> str | int:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise EntryRefused(f"a row of the package has no {name}")
    return value
