"""The case's SQLite file: opened so that it can be trusted, written through one transaction at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType

from casefiles.errors import AssayError, CaseNotWritable, NewerCase, NotACase, StorageFailed
from casefiles.schema import (
    APPLICATION_ID,
    CURRENT_GUARDS,
    TABLES,
    VERSION,
    lend_tables,
    migrate,
    missing_lookups,
    missing_tables,
    pending,
    schema_of,
)
from casefiles.sourcefile import mount_of

Cell = str | int | bytes
MAGIC = b"SQLite format 3\x00"
DAMAGED = "Keep it as it is and compare it with another copy of the case."
PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""
FEW = 3
"""Changes of one session that go through the rollback journal; with more, a write-ahead log costs less."""
AHEAD = 250
"""Pages that are written ahead before they go into the file. While the write-ahead log still grows, a flush costs about
twice what it does once the log is written over: fewer pages make that end sooner, more make a session's end cheaper."""
_EVENT = "INSERT INTO event (seq, canon, signature, leaf) VALUES (?, ?, ?, ?)"
_HEAD = "INSERT INTO head (size, note) VALUES (?, ?)"
_ERASABLE = frozenset(table.name for table in TABLES if table.erasable)
_REFUSED = frozenset(
    {
        sqlite3.SQLITE_UPDATE,
        sqlite3.SQLITE_ATTACH,
        sqlite3.SQLITE_ALTER_TABLE,
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_DROP_TRIGGER,
        sqlite3.SQLITE_DROP_INDEX,
        sqlite3.SQLITE_DROP_VIEW,
        sqlite3.SQLITE_CREATE_TABLE,
        sqlite3.SQLITE_CREATE_TRIGGER,
        sqlite3.SQLITE_CREATE_TEMP_TABLE,
        sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
        sqlite3.SQLITE_CREATE_TEMP_VIEW,
    }
)


class Store:
    """One open connection to a case's database. Evidence tables are only ever added to."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._connection = connection
        self._failures = failures(path)
        self._changes = 0
        self._ahead = False
        self.added: tuple[str, ...] = ()
        """Tables that a case made by an earlier program was given at opening."""

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make a new database; raise StorageFailed where that is not possible."""
        with failures(path):
            database = _connect(path, "rwc")
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute("PRAGMA journal_mode = DELETE")
            migrate(database)
            database.set_authorizer(_authorise)
        return cls(path, database, writable=True)

    @classmethod
    def open_for_reading(cls, path: Path) -> Store:
        """Open without the right to write; works on a read-only disk. A newer case is refused untouched."""
        check_header(path)
        with failures(path):
            _finish_interrupted_write(path)
            database = _connect(path, "ro&immutable=1" if _stands_still(path) else "ro")
            lend_tables(database)
            database.execute("PRAGMA query_only = ON")
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return cls(path, database, writable=False)

    @classmethod
    def open_for_writing(cls, path: Path) -> Store:
        """Open with the right to add; an older case is brought forward first, one transaction a step."""
        check_header(path)
        ahead = _written_ahead(path)
        with failures(path):
            database = _connect(path, "rw")
            if pending(database):
                migrate(database)
            added = _bring_forward(database)
            database.set_authorizer(_authorise)
            store = cls(path, database, writable=True)
            store.added = added
            store._ahead = ahead
        return store

    @property
    def connection(self) -> sqlite3.Connection:
        """Return the connection, for reading."""
        return self._connection

    def in_change(self) -> bool:
        """Return whether a transaction is open."""
        return self.connection.in_transaction

    def close(self) -> None:
        """Close the file; what stood in a write-ahead log goes into it, so that the case is one file again."""
        if self._ahead:
            self._ahead = False
            self._put_together()
        self._connection.close()

    def _write_ahead(self) -> None:
        """Go over to a write-ahead log: one flush a change instead of five, and as durable.

        Its index is shared memory, which network shares do not have.
        """
        if not mount_of(self.path).shares_memory:
            return
        try:
            self._ahead = self.connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
            self.connection.execute(f"PRAGMA wal_autocheckpoint = {AHEAD}")
        except sqlite3.OperationalError:
            return  # somebody is reading just now: the journal does as well

    def _put_together(self) -> None:
        """Go back to the rollback journal; while somebody else reads this waits for the next session that writes."""
        try:
            self.connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 100)}")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self.connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError:
            return

    def rows(self, sql: str, parameters: Sequence[Cell] = ()) -> Iterator[dict[str, Cell]]:
        """Yield the rows that a SELECT gives, by column name."""
        with failures(self.path):
            cursor = self.connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))

    def tuples(self, sql: str, parameters: Sequence[Cell] = ()) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows that a SELECT gives, as they come: for very many of them."""
        with failures(self.path):
            yield from self.connection.execute(sql, parameters)

    def number(self, sql: str, parameters: Sequence[Cell] = ()) -> int:
        """Return the one integer that a SELECT gives, 0 for none."""
        with self._failures:
            row = self._connection.execute(sql, parameters).fetchone()
        return int(row[0]) if row and row[0] is not None else 0

    def insert(self, table: str, row: Mapping[str, Cell]) -> None:
        """Add one row inside a transaction."""
        connection = self._connection
        if not connection.in_transaction:
            raise StorageFailed("a row can only be added inside a change")
        with self._failures:
            connection.execute(_insertion(table, tuple(row)), tuple(row.values()))

    def add_event(self, seq: int, entry: tuple[bytes, bytes, bytes], note: str) -> None:
        """Add an event (its bytes, signature and leaf) and the signed head after it, inside a transaction."""
        connection = self._connection
        if not connection.in_transaction:
            raise StorageFailed("an event can only be added inside a change")
        with self._failures:
            connection.execute(_EVENT, (seq, *entry))
            connection.execute(_HEAD, (seq + 1, note))

    def erase(self, table: str, key: str, value: str) -> None:
        """Remove the row of an erasable table whose erasure stands recorded; its bytes are overwritten with zeros."""
        with failures(self.path):
            self.connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (value,))  # noqa: S608 - names come from the schema

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one transaction in which a case is written: all of it stands afterwards, or nothing."""
        self.begin()
        try:
            yield
            self.commit()
        finally:
            self.end()

    def begin(self) -> None:
        """Begin the transaction that ``commit`` and then ``end`` must follow: ``writing`` in its parts, for speed."""
        connection = self._connection
        if connection.in_transaction:
            raise CaseNotWritable("a change is being made already", hint="Finish one change before the next begins.")
        self._changes += 1
        if self._changes == FEW + 1:
            self._write_ahead()
        with self._failures:
            connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make what was added since ``begin`` stand, durably."""
        with self._failures:
            self._connection.execute("COMMIT")

    def end(self) -> None:
        """Take back what was added since ``begin`` and not committed."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


@cache
def _insertion(table: str, names: tuple[str, ...]) -> str:
    places = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})"  # noqa: S608 - names come from the schema


def _bring_forward(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Give a case that an earlier program made the tables that it lacks, all or none; nothing that stands changes."""
    if not missing_tables(connection) and not _outdated_guards(connection) and not missing_lookups(connection):
        return ()
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name, sql in _outdated_guards(connection):  # another process may have been first
            connection.execute(f"DROP TRIGGER {name}")
            connection.execute(sql)
        missing = missing_tables(connection)
        for table in missing:
            connection.execute(f"DROP TABLE IF EXISTS {table.name}")  # one that is empty
            for statement in table.statements():
                connection.execute(statement)
        for _, sql in missing_lookups(connection):
            connection.execute(sql)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return tuple(table.name for table in missing)


def _outdated_guards(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    found = schema_of(connection)
    return tuple((new[1], new[3]) for old, new in CURRENT_GUARDS.items() if old in found)


def check_header(path: Path) -> None:
    """Raise NotACase or NewerCase from the first 100 bytes of the file, before SQLite touches it."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise NotACase(f"{path} cannot be read: {error.strerror}") from error
    if len(header) < 100 or not header.startswith(MAGIC):
        raise NotACase(f"{path} is not an SQLite database")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotACase(f"{path} is an SQLite database, but not of a case")
    version = int.from_bytes(header[60:64], "big")
    if version > VERSION:
        raise NewerCase(f"{path} has format {version}; this program knows formats up to {VERSION}")
    if version < 1:
        raise NotACase(f"{path} has no format number")


class failures:
    """Turn SQLite's errors into ours."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise _translate(error, self._path) from error
        if isinstance(error, UnicodeDecodeError):
            # SQLite quotes a damaged schema in its message, whatever bytes it holds.
            words = f"{self._path} is damaged: its schema or a text in it is not UTF-8"
            raise NotACase(words, hint=DAMAGED) from error


def _translate(error: sqlite3.Error, path: Path) -> AssayError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return CaseNotWritable(f"another process is writing to {path.parent}")
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return CaseNotWritable(f"{path} cannot be written: {error}")
    if code == sqlite3.SQLITE_FULL:
        return StorageFailed(f"the disk of {path.parent} is full")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return NotACase(f"{path} is damaged: {error}", hint=DAMAGED)
    return StorageFailed(f"{path}: {error}")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=PATIENCE
    )
    for pragma in (
        "recursive_triggers = ON",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "synchronous = EXTRA",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _finish_interrupted_write(path: Path) -> None:
    """Let SQLite take back a transaction that a killed process left half written, which reading alone may not do."""
    journal, ahead = (path.with_name(path.name + ending) for ending in ("-journal", "-wal"))
    if not journal.exists() and not (ahead.exists() and ahead.stat().st_size):
        return
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise CaseNotWritable(
            f"{path.parent} was left in the middle of a write and stands on a read-only disk",
            hint="Copy the whole folder, with all files that begin with case.db, to a writable disk and open it there.",
        )
    if not journal.exists():
        return  # a write-ahead log is read where it stands
    database = _connect(path, "rw")
    database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    database.close()


def _written_ahead(path: Path) -> bool:
    """Return whether the file's header says that a write-ahead log belongs to it (SQLite file format, 1.3.3)."""
    try:
        with path.open("rb") as file:
            return file.read(20)[18:20] == b"\x02\x02"
    except OSError as error:  # the disk may go at any instant
        raise NotACase(f"{path} cannot be read: {error.strerror}") from error


def _stands_still(path: Path) -> bool:
    """Return whether a case that was left to a write-ahead log stands, without one, where nobody can write."""
    return _written_ahead(path) and not os.access(path.parent, os.W_OK)


def reading_address(path: Path) -> str:
    """Return the address by which a second connection reads the file."""
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if _stands_still(path) else ''}"


def _authorise(action: int, first: str | None, second: str | None, schema: str | None, trigger: str | None) -> int:
    """Refuse every statement that could change or remove what stands, whoever composes it."""
    del second, schema, trigger
    if action in _REFUSED or (action == sqlite3.SQLITE_DELETE and first not in _ERASABLE):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
