"""The database: append-only whoever asks, refused when it is newer, readable where nothing can be written."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from casefiles.case import DATABASE, Case
from casefiles.errors import CaseNotWritable, NewerCase, NotACase, StorageFailed
from casefiles.keys import Signer
from casefiles.schema import APPLICATION_ID, TABLES, VERSION, expected_schema, schema_of
from casefiles.store import Store, failures
from casefiles.verification import verify


@pytest.fixture
def database(filled: Case) -> Path:
    """Return the database file of a closed case with rows in it."""
    filled.close()
    return filled.path / DATABASE


@pytest.fixture
def raw(database: Path) -> sqlite3.Connection:
    """Return a connection of somebody who does not use this program, without its pragmas."""
    return sqlite3.connect(database, isolation_level=None)


FILLED = (
    "case_fact",
    "examiner",
    "exhibit",
    "piece_map",
    "acquisition",
    "statement",
    "digest",
    "examination",
    "record",
    "finding",
)


@pytest.mark.parametrize("table", ["event", "head", *FILLED])
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM {t}",
        "UPDATE {t} SET rowid = rowid",
        "UPDATE {t} SET {c} = {c}",
        "INSERT OR REPLACE INTO {t} SELECT * FROM {t} LIMIT 1",
        "REPLACE INTO {t} SELECT * FROM {t}",
        "INSERT OR IGNORE INTO {t} SELECT * FROM {t} LIMIT 1",
        "INSERT INTO {t} SELECT * FROM {t} WHERE true ON CONFLICT DO UPDATE SET {c} = 'x'",
    ],
)
def test_rows_that_stand_cannot_be_touched(raw: sqlite3.Connection, table: str, sql: str) -> None:
    column = raw.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
    before = raw.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    with pytest.raises(sqlite3.Error):
        raw.execute(sql.format(t=table, c=column))
    assert raw.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("table", FILLED)
def test_a_row_cannot_be_slipped_in_beside_an_event_that_stands(raw: sqlite3.Connection, table: str) -> None:
    names = [row[0] for row in raw.execute(f"SELECT name FROM pragma_table_info('{table}')")]
    key = names[0]
    columns = ", ".join(f"{name} || 'x'" if name == key else name for name in names)
    with pytest.raises(sqlite3.IntegrityError, match="comes with its event"):
        raw.execute(f"INSERT INTO {table} SELECT {columns} FROM {table} LIMIT 1")


def test_sqlite_utils_cannot_replace_or_upsert_a_row(database: Path) -> None:
    tool = Database(database, recursive_triggers=False)
    row = dict(next(tool["exhibit"].rows))
    for act in (
        lambda: tool["exhibit"].upsert(row, pk="id"),
        lambda: tool["exhibit"].insert(row, replace=True, pk="id"),
    ):
        with pytest.raises(sqlite3.Error):
            act()
    tool.close()


def test_the_program_itself_cannot_change_or_drop_anything(case: Case) -> None:
    for sql in (
        "UPDATE exhibit SET name = 'x'",
        "DELETE FROM event",
        "DROP TRIGGER exhibit_no_update",
        "DROP TABLE event",
        "CREATE TABLE other (a)",
        "CREATE TEMP TRIGGER t BEFORE INSERT ON exhibit BEGIN SELECT 1; END",
        "ALTER TABLE exhibit ADD COLUMN more TEXT",
        "ATTACH ':memory:' AS other",
    ):
        with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|prohibited"):
            case.store.connection.execute(sql)


def test_the_file_is_opened_so_that_it_can_be_trusted(case: Case) -> None:
    def pragma(name: str) -> object:
        return case.store.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "delete"
    assert pragma("synchronous") == 3
    assert pragma("trusted_schema") == 0
    assert pragma("cell_size_check") == 1
    assert pragma("recursive_triggers") == 1
    assert pragma("foreign_keys") == 1
    assert pragma("application_id") == APPLICATION_ID
    assert pragma("user_version") == VERSION


def test_adding_an_event_looks_through_no_long_table(case: Case) -> None:
    """SQLite looks for rows that wait for the event in every table: by an index in those that grow long."""
    with case.store.writing():
        plan = [
            str(row["detail"])
            for table in TABLES
            if table.owner
            for row in case.store.rows(f"EXPLAIN QUERY PLAN SELECT 1 FROM {table.name} WHERE event = 7")
        ]
    assert len(plan) == sum(bool(table.owner) for table in TABLES)
    assert all("_by_event (event=?)" in line for line in plan)


def test_indexes_that_a_case_lacks_are_said_and_made_when_it_is_opened_with_a_key(case: Case, jane: Signer) -> None:
    case.close()
    with contextlib.closing(sqlite3.connect(case.path / "case.db")) as database:
        database.execute("DROP INDEX record_by_event")
    with Case.open(case.path) as read:
        found = verify(read)
        assert found.problems == ()
        assert any("record_by_event" in limit for limit in found.limits)
    with Case.open(case.path, signer=jane) as again:
        assert not any("record_by_event" in limit for limit in verify(again).limits)
        assert schema_of(again.store.connection) == expected_schema()


def test_every_table_is_strict_and_guarded(case: Case) -> None:
    schema = schema_of(case.store.connection)
    assert schema == expected_schema()
    triggers = {name for kind, name, _, _ in schema if kind == "trigger"}
    for table in TABLES:
        assert {f"{table.name}_{guard}" for guard in ("no_update", "no_delete", "no_replace", "with_event")} <= triggers
    for kind, name, _, sql in schema:
        if kind == "table":
            assert sql is not None
            assert "STRICT" in sql, name


def test_a_newer_case_is_refused_and_not_touched(database: Path, jane: Signer) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = database.read_bytes(), database.stat().st_mtime_ns
    for signer in (None, jane):
        with pytest.raises(NewerCase, match=f"format {VERSION + 1}"):
            Case.open(database.parent, signer=signer)
    assert (database.read_bytes(), database.stat().st_mtime_ns) == before


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"text" * 100])
def test_what_is_no_database_is_no_case(database: Path, content: bytes) -> None:
    database.write_bytes(content)
    with pytest.raises(NotACase, match="not an SQLite database"):
        Case.open(database.parent)


def test_another_programs_database_is_no_case(database: Path) -> None:
    database.unlink()
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(NotACase, match="not of a case"):
        Case.open(database.parent)


def test_a_case_without_a_format_number_is_refused(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 0")
    connection.close()
    with pytest.raises(NotACase, match="no format number"):
        Case.open(database.parent)


def test_a_database_that_cannot_be_read_is_no_case(database: Path) -> None:
    database.unlink()
    database.mkdir()
    with pytest.raises(NotACase):
        Store.open_for_reading(database)


def test_a_case_that_was_not_brought_forward_yet_is_brought_forward(tmp_path: Path, jane: Signer) -> None:
    path = tmp_path / DATABASE
    Store.create(path).close()
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'"
        ).fetchall():
            connection.execute(f"DROP TABLE {name}")
        connection.execute("DELETE FROM _sqlite_migrations")
    connection.close()
    store = Store.open_for_writing(path)
    assert schema_of(store.connection) == expected_schema()
    store.close()


def test_a_row_is_only_added_inside_a_change(case: Case) -> None:
    with pytest.raises(StorageFailed, match="inside a change"):
        case.store.insert("head", {"size": 2, "note": ""})


def test_reading_only_means_that_nothing_can_be_written(database: Path) -> None:
    store = Store.open_for_reading(database)
    with pytest.raises(CaseNotWritable), store.writing():
        store.insert("head", {"size": 99, "note": ""})
    store.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_BUSY, CaseNotWritable),
        (sqlite3.SQLITE_READONLY, CaseNotWritable),
        (sqlite3.SQLITE_FULL, StorageFailed),
        (sqlite3.SQLITE_CORRUPT, NotACase),
        (sqlite3.SQLITE_IOERR, StorageFailed),
    ],
)
def test_every_failure_of_sqlite_becomes_one_of_ours(code: int, kind: type[Exception]) -> None:
    error = sqlite3.OperationalError("told by SQLite")
    error.sqlite_errorcode = code
    with pytest.raises(kind), failures(Path("x.assay/case.db")):
        raise error


def test_a_full_disk_leaves_the_case_as_it_was(case: Case) -> None:
    before = case.head()
    pages = case.store.connection.execute("PRAGMA page_count").fetchone()[0]
    case.store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFailed, match="full"), case.change("note", body={"text": "x" * 50_000}):
        pass
    case.store.connection.execute("PRAGMA max_page_count = 1000000")
    assert case.head() == before
    with case.change("note"):
        pass


KILLED = """
import os, signal, sys
from pathlib import Path
from casefiles import keys
from casefiles.case import Case
case = Case.open(Path(sys.argv[1]), signer=keys.unlock(Path(sys.argv[2]), "four plain words here"))
case.store.connection.execute("PRAGMA cache_size = 1")
case.store.connection.execute("PRAGMA cache_spill = 1")
with case.change("note") as change:
    for number in range(2000):
        change.insert("erasure", {"of_table": "x", "of_key": str(number), "erased": "y" * 500, "by": "", "reason": ""})
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_killed_in_the_middle_of_a_write_leaves_the_case_as_it_was(case: Case, jane: Signer) -> None:
    before = case.head()
    case.close()
    run = subprocess.run([sys.executable, "-c", KILLED, case.path, jane.home], check=False)
    assert run.returncode == -9
    journal = case.path / f"{DATABASE}-journal"
    assert journal.exists()
    with Case.open(case.path) as again:
        assert again.head() == before
    assert not journal.exists()


def test_an_interrupted_write_on_a_read_only_disk_is_said_clearly(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.with_name(f"{DATABASE}-journal").write_bytes(b"x" * 600)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(CaseNotWritable, match="middle of a write"):
        Case.open(database.parent)


def test_a_copied_case_is_the_same_case(database: Path, tmp_path: Path) -> None:
    moved = Path(shutil.move(database.parent, tmp_path / "moved to here ? # %41.assay"))
    with Case.open(moved) as again:
        assert again.name == "storm"
        assert again.original(again.exhibits()[0].id).is_file()
