"""Events and heads of a long log checked on all cores, each core by a process of its own that reads its share."""

from __future__ import annotations

import marshal
import os
import sqlite3
import subprocess
from collections import deque
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from casefiles.event_check import Chunk, check_range, checked, read_range
from casefiles.store import reading_address
from forensics.starting import command

FROM = 8_000
"""Events from which on starting processes costs less than it saves."""
FROM_THREADS = 64
"""Events from which on threads check them in ranges; fewer are read one by one."""
STEP = 500
"""Events that are handed over at once."""
STEP_THREADS = 100
"""Events that a thread is given at once."""
MOST_KEYS = 200


@contextmanager
def checked_chunks(
    path: Path, connection: sqlite3.Connection, total: int, *, case: str, publics: Mapping[str, bytes]
) -> Iterator[Iterator[Chunk]]:
    """Hold the ranges of the log in order, as the processes check them; what one cannot do is done here.

    ``publics`` are the keys that the case names; whoever takes the answers sees to it that they are those of the log.
    Raise sqlite3.Error where the database cannot be read.
    """
    cores = max(1, min(os.cpu_count() or 1, -(-total // STEP)))
    keys = ",".join(f"{key}:{public.hex()}" for key, public in publics.items())
    started: list[subprocess.Popen[bytes]] = []
    try:
        if len(publics) <= MOST_KEYS:
            address = reading_address(path)
            for core in range(cores):
                given = (address, case, keys, str(total), str(STEP), str(core), str(cores))
                started.append(subprocess.Popen(checking(*given), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
        yield _in_order(started, connection, total, case=case, publics=publics)
    finally:
        for process in started:
            if process.stdout is not None:
                process.stdout.close()
            process.kill()
            process.wait()


def chunks_by_threads(
    connection: sqlite3.Connection, total: int, *, case: str, publics: Mapping[str, bytes]
) -> Generator[Chunk, None, None]:
    """Yield the ranges of a shorter log in order, read here and checked by threads: signatures let go of each other.

    Raise sqlite3.Error where the database cannot be read.
    """
    from concurrent.futures import Future, ThreadPoolExecutor

    cores = os.cpu_count() or 1
    waiting: deque[Future[Chunk]] = deque()
    with ThreadPoolExecutor(max_workers=cores) as pool:
        for low in range(0, total, STEP_THREADS):
            rows = read_range(connection, low, min(low + STEP_THREADS, total))
            waiting.append(pool.submit(checked, *rows, case=case, publics=publics))
            if len(waiting) > 2 * cores:  # so that a long log does not stand in memory
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def checking(*given: str) -> list[str]:
    """Return the command that checks one core's share."""
    return command("casefiles.event_check", *given)


def _in_order(
    started: list[subprocess.Popen[bytes]],
    connection: sqlite3.Connection,
    total: int,
    *,
    case: str,
    publics: Mapping[str, bytes],
) -> Iterator[Chunk]:
    pipes = [process.stdout for process in started]
    for number, low in enumerate(range(0, total, STEP)):
        at = number % len(pipes) if pipes else 0
        chunk = _answer(pipes[at]) if pipes else None
        if chunk is None:
            if pipes:
                pipes[at] = None  # it ended early: its share is read here
            chunk = check_range(connection, low, min(low + STEP, total), case=case, publics=publics)
        yield chunk


def _answer(pipe: IO[bytes] | None) -> Chunk | None:
    if pipe is None:
        return None
    try:
        found: Chunk = marshal.load(pipe)  # noqa: S302 - our own program's answer
    except (EOFError, ValueError, TypeError, OSError):
        return None
    return found
