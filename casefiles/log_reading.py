"""Reading the whole log of a case for verification: a long one on all cores, a short or a damaged one right here."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from pathlib import Path

from casefiles import event_pool
from casefiles.event_check import Chunk, GoodEvent, GoodHead, StoredEvent, StoredHead
from casefiles.log_check import LogReading, check_heads, read_log
from casefiles.row_check import query

Tell = Callable[[int], None]
_HEX_KEY = re.compile("[0-9a-f]{64}").fullmatch
_PLAIN = re.compile("[0-9A-Za-z-]{1,100}").fullmatch


def read_whole_log(connection: sqlite3.Connection, path: Path, case: str, tell: Tell) -> LogReading:
    """Return the log with everything that is wrong with its events and heads; ``tell`` is given events read."""
    total = _length(connection)
    if total >= min(event_pool.FROM_THREADS, event_pool.FROM) and _PLAIN(case):
        try:
            return _on_all_cores(connection, path, case, total, tell)
        except (sqlite3.Error, UnicodeDecodeError, OSError):
            pass  # read it once more from its beginning, to say how far it can be read
    damage = LogReading()
    stored = query(connection, "SELECT seq, canon, signature, leaf FROM event ORDER BY seq", damage, "table event")

    def told() -> Iterator[StoredEvent]:
        for count, row in enumerate(stored):
            if not count % 1000:
                tell(count)
            yield row[0], row[1], row[2], row[3]

    log = read_log(told(), case)
    heads = query(connection, "SELECT size, note FROM head ORDER BY size", damage, "table head")
    check_heads(log, ((row[0], row[1]) for row in heads))
    log.problems += damage.problems
    return log


def _on_all_cores(connection: sqlite3.Connection, path: Path, case: str, total: int, tell: Tell) -> LogReading:
    publics = _named_keys(connection)
    heads: list[GoodHead | StoredHead] = []

    def again(seq: int) -> StoredEvent:
        sql = "SELECT seq, canon, signature, leaf FROM event WHERE seq = ?"
        found: StoredEvent = connection.execute(sql, (seq,)).fetchone()
        return found

    with _checked(path, connection, total, case=case, publics=publics) as chunks:

        def events() -> Iterator[GoodEvent | StoredEvent]:
            done = 0
            for found, those in chunks:
                tell(done)
                heads.extend(those)
                done += len(found)
                yield from found

        log = read_log(events(), case, again)
    if publics == log.keys:
        beyond = "SELECT size, note FROM head WHERE size <= 0 OR size > ? ORDER BY size"
        check_heads(log, (*heads, *connection.execute(beyond, (total,))))
    else:
        check_heads(log, connection.execute("SELECT size, note FROM head ORDER BY size"))
    return log


def _checked(
    path: Path, connection: sqlite3.Connection, total: int, *, case: str, publics: Mapping[str, bytes]
) -> AbstractContextManager[Iterator[Chunk]]:
    if total < event_pool.FROM:
        return closing(event_pool.chunks_by_threads(connection, total, case=case, publics=publics))
    return event_pool.checked_chunks(path, connection, total, case=case, publics=publics)


def _length(connection: sqlite3.Connection) -> int:
    """Return how many events there are, if they are numbered without a gap, else 0."""
    try:
        count, low, high = connection.execute("SELECT count(*), min(seq), max(seq) FROM event").fetchone()
    except sqlite3.Error:
        return 0
    return int(count) if count and (low, high) == (0, count - 1) else 0


def _named_keys(connection: sqlite3.Connection) -> Mapping[str, bytes]:
    """Return the keys that the table of examiners names: taken for true by nobody, only tried."""
    rows = connection.execute("SELECT key, public FROM examiner ORDER BY key")
    return {
        key: bytes.fromhex(public)
        for key, public in rows
        if isinstance(key, str) and isinstance(public, str) and _HEX_KEY(key) and _HEX_KEY(public)
    }
