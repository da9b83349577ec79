"""The case's SQLite file: opened so that it can be trusted, written through one transaction at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import Database as _Database

from casefiles.errors import AssayError, CaseNotWritable, NewerCase, NotACase, StorageFailed
from casefiles.schema import APPLICATION_ID, MIGRATIONS, TABLES, VERSION

Cell = str | int | bytes
MAGIC = b"SQLite format 3\x00"
DAMAGED = "Keep it as it is and compare it with another copy of the case."
PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""
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

    def __init__(self, path: Path, database: _Database, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._database = database

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make a new database; raise StorageFailed where that is not possible."""
        with failures(path):
            database = _connect(path, "rwc")
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute("PRAGMA journal_mode = DELETE")
            MIGRATIONS.apply(database)
            database.conn.set_authorizer(_authorise)
        return cls(path, database, writable=True)

    @classmethod
    def open_for_reading(cls, path: Path) -> Store:
        """Open without the right to write; works on a read-only disk. A newer case is refused untouched."""
        check_header(path)
        with failures(path):
            _finish_interrupted_write(path)
            database = _connect(path, "ro")
            database.execute("PRAGMA query_only = ON")
            database.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return cls(path, database, writable=False)

    @classmethod
    def open_for_writing(cls, path: Path) -> Store:
        """Open with the right to add; an older case is brought forward first, one transaction a step."""
        check_header(path)
        with failures(path):
            database = _connect(path, "rw")
            if MIGRATIONS.pending(database):
                MIGRATIONS.apply(database)
            database.conn.set_authorizer(_authorise)
        return cls(path, database, writable=True)

    @property
    def connection(self) -> sqlite3.Connection:
        """Return the connection, for reading."""
        connection: sqlite3.Connection = self._database.conn
        return connection

    def in_change(self) -> bool:
        """Return whether a transaction is open."""
        return self.connection.in_transaction

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def rows(self, sql: str, parameters: Sequence[Cell] = ()) -> Iterator[dict[str, Cell]]:
        """Yield the rows that a SELECT gives, by column name."""
        with failures(self.path):
            cursor = self.connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))

    def number(self, sql: str, parameters: Sequence[Cell] = ()) -> int:
        """Return the one integer that a SELECT gives, 0 for none."""
        with failures(self.path):
            row = self.connection.execute(sql, parameters).fetchone()
        return int(row[0]) if row and row[0] is not None else 0

    def insert(self, table: str, row: Mapping[str, Cell]) -> None:
        """Add one row inside a transaction."""
        if not self.in_change():
            raise StorageFailed("a row can only be added inside a change")
        names = ", ".join(row)
        places = ", ".join("?" * len(row))
        with failures(self.path):
            self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values()))  # noqa: S608 - names come from the schema

    def erase(self, table: str, key: str, value: str) -> None:
        """Remove the row of an erasable table whose erasure stands recorded; its bytes are overwritten with zeros."""
        with failures(self.path):
            self.connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (value,))  # noqa: S608 - names come from the schema

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one transaction in which a case is written: all of it stands afterwards, or nothing."""
        if self.in_change():
            raise CaseNotWritable("a change is being made already", hint="Finish one change before the next begins.")
        with failures(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with failures(self.path):
                self.connection.execute("COMMIT")
        finally:
            if self.in_change():
                self.connection.execute("ROLLBACK")


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


@contextmanager
def failures(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(error, path) from error
    except UnicodeDecodeError as error:  # SQLite quotes a damaged schema in its message, whatever bytes it holds
        raise NotACase(f"{path} is damaged: its schema or a text in it is not UTF-8", hint=DAMAGED) from error


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


def _connect(path: Path, mode: str) -> _Database:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=PATIENCE
    )
    database = Database(connection, recursive_triggers=True, execute_plugins=False)
    for pragma in (
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "synchronous = EXTRA",
        "secure_delete = ON",
    ):
        database.execute(f"PRAGMA {pragma}")
    return database


def _finish_interrupted_write(path: Path) -> None:
    """Let SQLite take back a transaction that a killed process left half written, which reading alone may not do."""
    journal = path.with_name(path.name + "-journal")
    if not journal.exists():
        return
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise CaseNotWritable(
            f"{path.parent} was left in the middle of a write and stands on a read-only disk",
            hint="Copy the whole folder, with case.db-journal, to a writable disk and open it there.",
        )
    database = _connect(path, "rw")
    database.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    database.close()


def _authorise(action: int, first: str | None, second: str | None, schema: str | None, trigger: str | None) -> int:
    """Refuse every statement that could change or remove what stands, whoever composes it."""
    del second, schema, trigger
    if action in _REFUSED or (action == sqlite3.SQLITE_DELETE and first not in _ERASABLE):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
