"""Holding every row of the database against the event that brought it, and the schema against the expected one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from casefiles import binding
from casefiles.binding import Binding, Value
from casefiles.change import row_key
from casefiles.log_check import BoundRow, BoundRun, LogReading
from casefiles.merkle import Frontier, Growing, leaf_hash
from casefiles.schema import (
    CURRENT_GUARDS,
    TABLES,
    VERSION,
    EvidenceTable,
    earlier_schema,
    expected_migrations,
    expected_schema,
    lend_tables,
    migrations_of,
    missing_lookups,
    missing_tables,
    schema_of,
)
from casefiles.store import failures, reading_address

MOST_NAMED = 50
"""Rows named one by one in a table before the rest is only counted."""
Tell = Callable[[int], None]
_PLAIN = frozenset((str, int))


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold a read-only look at the database as it is now, in which damaged text is no reason to stop."""
    connection = sqlite3.connect(reading_address(path), uri=True, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        with failures(path):
            with suppress(sqlite3.Error):  # a damaged schema is named when it is compared
                lend_tables(connection)
            for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


def query(connection: sqlite3.Connection, sql: str, log: LogReading, place: str) -> Iterator[tuple[object, ...]]:
    """Yield rows until SQLite finds a damaged page, which is taken down with how far it came."""
    count = 0
    try:
        for row in connection.execute(sql):
            count += 1
            yield row
    except (sqlite3.Error, UnicodeDecodeError) as error:
        log.add(f"case.db, {place}", f"cannot be read after row {count}: {error}")


def check_schema(connection: sqlite3.Connection, log: LogReading) -> None:
    """Compare every table, index and trigger, and ask SQLite to check its own structure."""
    for row in query(connection, "PRAGMA integrity_check(20)", log, "structure"):
        if row != ("ok",):
            log.add("case.db", f"SQLite says: {row[0]}")
    try:
        found = schema_of(connection)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        missing = missing_tables(connection)
        migrations = migrations_of(connection)
        lookups = dict(missing_lookups(connection))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        log.add("case.db, schema", f"cannot be read: {error}")
        return
    if version != VERSION:
        log.add("case.db, header", f"says format {version} instead of {VERSION}")
    if migrations != expected_migrations():
        log.add("case.db, table of migrations", "does not name those that this format has")
    log.older = tuple(table.name for table in missing if not _has_rows(log, table.name))
    log.unindexed = tuple(lookups)
    expected = frozenset(one for one in expected_schema() if one[2] not in log.older and one[1] not in lookups)
    found = frozenset(CURRENT_GUARDS.get(one, one) for one in found)
    found -= frozenset(one for one in earlier_schema() if one[2] in log.older)
    for kind, name, table, _ in sorted(expected - found, key=str):
        log.add(f"case.db, {kind} {name} on {table}", "is missing or was changed")
    for kind, name, table, _ in sorted(found - expected, key=str):
        log.add(f"case.db, {kind!r} {name!r} on {table!r}", "does not belong to a case, or was changed")


def _has_rows(log: LogReading, table: str) -> bool:
    return any(name == table for name, _ in log.rows) or any(name == table for name, _, _ in log.runs)


def check_rows(connection: sqlite3.Connection, log: LogReading, tell: Tell) -> int:
    """Hold every row against its event; return how many rows were read."""
    count = 0
    brought: dict[str, dict[str, BoundRow]] = {}
    for (name, key), row in log.rows.items():
        brought.setdefault(name, {})[key] = row
    for table in TABLES:
        if table.owner:
            count += _check_runs(connection, table, log)
        else:
            count += _check_alone(connection, table, log, brought.get(table.name, {}))
        tell(count)
    return count


def _rows(connection: sqlite3.Connection, table: EvidenceTable, log: LogReading) -> Iterator[dict[str, Value]]:
    names = (*table.bound, "binding") if table.owner else table.bound
    sql = f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {', '.join(table.key)}"  # noqa: S608 - names of the schema
    for row in query(connection, sql, log, f"table {table.name}"):
        values = (
            row if _PLAIN.issuperset(map(type, row)) else [one if type(one) in _PLAIN else repr(one) for one in row]
        )
        yield dict(zip(names, values, strict=True))  # type: ignore[arg-type]  # each is of a plain type now


def _check_alone(
    connection: sqlite3.Connection, table: EvidenceTable, log: LogReading, brought: Mapping[str, BoundRow]
) -> int:
    found: set[str] = set()
    bound = table.bound
    for row in _rows(connection, table, log):
        key = row_key(table, row)
        found.add(key)
        expected = brought.get(key)
        if expected is not None and binding.digest_of(table.name, bound, row) == expected.binding.digest:
            continue
        place = f"case.db, table {table.name}, row {_show(key)}"
        if expected is not None:
            actual = binding.rebind(table.name, bound, row)
            log.add(*_changed(place, table, expected.binding, actual, expected.seq))
        elif row["event"] in log.unreadable:
            log.add(place, f"belongs to event {row['event']}, which cannot be read")
        else:
            log.add(place, "is bound to no event: it was put in, or its key was changed")
    for key, missing in brought.items():
        if key not in found and not _was_erased(connection, table, key, log):
            log.add(f"case.db, table {table.name}, row {_show(key)}", f"is missing; event {missing.seq} brought it")
    return len(found)


def _was_erased(connection: sqlite3.Connection, table: EvidenceTable, key: str, log: LogReading) -> bool:
    """Return whether an erasure is recorded in an event and stands in its table."""
    if not table.erasable or ("erasure", f"{table.name}/{key}") not in log.rows:
        return False
    sql = f"SELECT 1 FROM erasure WHERE of_table = '{table.name}' AND of_key = ?"  # noqa: S608 - a name of the schema
    return connection.execute(sql, (key,)).fetchone() is not None


@dataclass(slots=True)
class _Run:
    """Rows of one owner and event as they are read: the roots of what is stored, and of what is made anew."""

    stored: Frontier = Frontier()  # noqa: RUF009 - a frozen value, shared safely
    anew: Frontier = Frontier()  # noqa: RUF009 - a frozen value, shared safely
    odd: list[tuple[str, Binding, Binding]] = field(default_factory=list)


def _check_runs(connection: sqlite3.Connection, table: EvidenceTable, log: LogReading) -> int:
    """Hold the rows of a long table against their events: by digests alone, and where that fails by every column."""
    count = _runs_are_whole(connection, table, log)
    return _check_runs_closely(connection, table, log) if count is None else count


def _runs_are_whole(connection: sqlite3.Connection, table: EvidenceTable, log: LogReading) -> int | None:
    """Return how many rows the table has if each is as its digest says and each run as its event says, else None."""
    trouble = LogReading()
    runs: dict[tuple[str, str, int], Growing] = {}
    current, edge, count = None, Growing(), 0
    for row in _rows(connection, table, trouble):
        key = (row[table.owner], row["event"])
        if key != current:
            current, edge = key, runs.setdefault((table.name, str(key[0]), _whole(key[1])), Growing())
        stored = str(row["binding"])
        if stored[:64] != binding.digest_of(table.name, table.bound, row):
            return None
        edge.add(_leaf(stored))
        count += 1
    named = {key: (run.count, run.root) for key, run in log.runs.items() if key[0] == table.name}
    found = {key: (run.size, run.root().hex()) for key, run in runs.items()}
    return count if found == named and not trouble.problems else None


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else -1


def _check_runs_closely(connection: sqlite3.Connection, table: EvidenceTable, log: LogReading) -> int:
    runs: dict[tuple[str, str, int], _Run] = {}
    count = 0
    for row in _rows(connection, table, log):
        count += 1
        seq = row["event"] if isinstance(row["event"], int) else -1
        run = runs.setdefault((table.name, str(row[table.owner]), seq), _Run())
        stored, actual = str(row["binding"]), binding.rebind(table.name, table.bound, row)
        run.stored = run.stored.add(_leaf(stored))
        run.anew = run.anew.add(_leaf(actual.text()))
        if stored != actual.text():
            run.odd.append((row_key(table, row), binding.parse(stored), actual))
    for key, expected in log.runs.items():
        if key[0] == table.name:
            _judge_run(table, key, runs.pop(key, _Run()), expected, log)
    for (_, owner, seq), _run in runs.items():
        place = f"case.db, table {table.name}, rows of {_show(owner)}"
        if seq in log.unreadable:
            log.add(place, f"belong to event {seq}, which cannot be read")
        else:
            log.add(place, f"{_run.stored.size} rows say event {seq}, which brought none of them")
    return count


def _judge_run(table: EvidenceTable, key: tuple[str, str, int], run: _Run, expected: BoundRun, log: LogReading) -> None:
    """Say which rows changed: those that differ from their own binding, if the bindings are those of the event."""
    place = f"case.db, table {table.name}"
    content_whole = run.anew.root().hex() == expected.root
    bindings_whole = run.stored.root().hex() == expected.root
    for row, stored, actual in run.odd[:MOST_NAMED]:
        where = f"{place}, row {_show(row)}"
        if content_whole:
            log.add(f"{where}, column binding", "was changed; the content of the row was not")
        else:
            log.add(*_changed(where, table, stored, actual, expected.seq))
    if len(run.odd) > MOST_NAMED:
        log.add(place, f"{len(run.odd) - MOST_NAMED} more rows of {_show(key[1])} were changed")
    if not content_whole and not bindings_whole:
        log.add(
            f"{place}, rows of {_show(key[1])}",
            f"{run.stored.size} rows are not the {expected.count} that event {expected.seq} brought",
        )


def _changed(place: str, table: EvidenceTable, expected: Binding, actual: Binding, seq: int) -> tuple[str, str]:
    """Return place and words for a row whose content is not what it was."""
    columns = binding.changed_columns(table.bound, expected, actual)
    where = f"{place}, column {', '.join(columns)}" if columns else place
    return where, f"was changed after event {seq} brought it"


def _leaf(text: str) -> bytes:
    return leaf_hash(text.encode("utf-8", "surrogatepass"))


def _show(text: str) -> str:
    """Return a key as it can be shown, even where it was overwritten with anything."""
    return text if text.isprintable() and len(text) <= 100 else ascii(text[:100])
