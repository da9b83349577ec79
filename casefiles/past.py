"""A case as it stood at an earlier head of its log, for making a report again."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from casefiles.case import DATABASE, DERIVATIVES, ORIGINALS, Case
from casefiles.errors import UnknownItem
from casefiles.schema import TABLES
from casefiles.store import failures, reading_address


@contextmanager
def as_of(case: Case, events: int) -> Iterator[Case]:
    """Give ``case`` as it stood when its log had ``events`` events, to be read only; raise UnknownItem for others.

    Works on a copy of the database in a temporary folder, from which what came later is taken out; the copy's
    originals and derivatives are the case's own. Statements that were erased since are missing from it too, although
    they stood there then: erasing is meant to reach every way of showing them.
    """
    now = case.head().size
    if not 0 < events <= now:
        raise UnknownItem(f"the log has {now} events; there is no head of {events}", hint=f"Name one from 1 to {now}.")
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        copy = Path(folder)
        _copy_database(case.path / DATABASE, copy / DATABASE, events)
        for name in (ORIGINALS, DERIVATIVES):
            (copy / name).symlink_to((case.path / name).absolute(), target_is_directory=True)
        with Case.open(copy) as past:
            past.path = case.path
            yield past


def _copy_database(source: Path, target: Path, events: int) -> None:
    with failures(target), closing(sqlite3.connect(target)) as copy:
        with closing(sqlite3.connect(reading_address(source), uri=True)) as original:
            original.backup(copy)
        copy.execute("PRAGMA foreign_keys = OFF")
        for (trigger,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            copy.execute(f'DROP TRIGGER "{trigger}"')
        for table in TABLES:
            copy.execute(f"DELETE FROM {table.name} WHERE event >= ?", (events,))  # noqa: S608 - a name of the schema
        copy.execute("DELETE FROM event WHERE seq >= ?", (events,))
        copy.execute("DELETE FROM head WHERE size > ?", (events,))
        copy.commit()
