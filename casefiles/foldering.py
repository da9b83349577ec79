"""Watch a folder for a desk: what comes in is acquired, examined, and looked up in the library of fingerprints.

The folder is the queue and the case is the memory, so a restart does nothing twice and forgets nothing: a file counts
as taken in when an acquisition names its path with its size and time of change, an exhibit as examined when an
examination of it was completed, and as looked up when the log of searches says so. A round takes a bounded number of
files, the oldest first; the others wait where they are. Two processes must not watch one folder for one case.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casefiles import copies, handsearch, workbench
from casefiles.case import Case
from casefiles.errors import AssayError, Cancelled, SourceUnusable
from casefiles.handsearch import Outcome
from casefiles.keys import Signer
from casefiles.sourcefile import display, nanosecond_stamp
from casefiles.views import ExhibitId, Provided, Watcher

MOST_AT_ONCE = 20
"""Files that one round takes in."""
LIBRARY = "library of this desk, looked up by the program"
SETTLED = 5.0
"""Seconds since the last change of a file before it is taken for whole."""
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".ytdl")


@dataclass(slots=True)
class Seen:
    """What this run need not try again: files that were refused, exhibits whose examination ended early."""

    settled: float = SETTLED
    refused: set[tuple[str, int, int]] = field(default_factory=set)
    tried: set[ExhibitId] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done with one file or exhibit: ``done`` in words."""

    name: str
    exhibit: str
    done: str


@dataclass(frozen=True, slots=True)
class Round:
    """What one look at a folder did; ``waiting`` files are left for the next one."""

    taken: tuple[Taken, ...]
    waiting: int


def round_of(path: Path, folder: Path, seen: Seen, *, signer: Signer, watcher: Watcher) -> Round:
    """Take in what is new, then examine and look up what is not yet; raise SourceUnusable, Cancelled, case errors."""
    if not folder.is_dir():
        raise SourceUnusable(
            f"{display(str(folder))} is no folder that can be read", hint="Name a folder that is there."
        )
    folder = folder.resolve()
    new = _new(path, folder, seen)
    done: list[Taken] = []
    for file, key in new[:MOST_AT_ONCE]:
        provided = Provided(note="came into a watched folder")
        answer = workbench.acquire(path, [file], signer=signer, provided=provided, watcher=watcher)
        for one in answer.acquired:
            again = ", content that the case held already" if one.again else ""
            done.append(Taken(display(file.name), one.exhibit.id, f"acquired{again}"))
        for refused in answer.refused:
            seen.refused.add(key)
            done.append(Taken(display(file.name), "", f"not acquired: {refused.reason}"))
    for exhibit in _of(path, folder):
        if watcher.cancelled():
            raise Cancelled("stopped by a person")
        done += _followed(path, exhibit, seen, signer, watcher)
    return Round(tuple(done), max(0, len(new) - MOST_AT_ONCE))


def _new(path: Path, folder: Path, seen: Seen) -> list[tuple[Path, tuple[str, int, int]]]:
    with Case.open(path) as case:
        held = {
            (one.source_path, row.size, one.times.modified)
            for row in case.exhibits()
            for one in case.acquisitions(row.id)
        }
    found = []
    for file in folder.iterdir():
        if file.name.startswith(".") or file.name.lower().endswith(_UNFINISHED) or file.is_symlink():
            continue
        try:
            stat = file.stat()
        except OSError:
            continue  # gone again between two looks
        key = (str(file), stat.st_size, stat.st_mtime_ns)
        if not file.is_file() or key in seen.refused or time.time() - stat.st_mtime < seen.settled:
            continue
        if (display(str(file)), stat.st_size, nanosecond_stamp(stat.st_mtime_ns)) not in held:
            found.append((stat.st_mtime_ns, file, key))
    return [(file, key) for _, file, key in sorted(found)]


def _of(path: Path, folder: Path) -> tuple[ExhibitId, ...]:
    """Return the exhibits that came from a folder, oldest first."""
    inside = display(str(folder)) + "/"
    with Case.open(path) as case:
        return tuple(
            row.id
            for row in case.exhibits()
            if any(one.source_path.replace("\\", "/").startswith(inside) for one in case.acquisitions(row.id))
        )


def _followed(path: Path, exhibit: ExhibitId, seen: Seen, signer: Signer, watcher: Watcher) -> Iterator[Taken]:
    with Case.open(path) as case:
        complete = any(one.outcome == "complete" for one in case.examinations(exhibit))
        name = case.row(exhibit).name
        looked_up = any(one.place == LIBRARY for one in handsearch.searches(case, exhibit))
    if not complete and exhibit not in seen.tried:
        seen.tried.add(exhibit)
        for one in workbench.examine(path, [exhibit], signer=signer, watcher=watcher):
            complete = one.outcome == "complete"
            yield Taken(name, exhibit, f"examined: {one.outcome}")
    if not complete or looked_up:
        return
    with Case.open(path, signer=signer) as case:
        try:
            found = copies.find_exhibit(case, exhibit)
        except AssayError as error:
            yield Taken(name, exhibit, f"not looked up: {error}")
            return
        hits = "; ".join(f"{one.entry.id} {one.entry.name} (support {one.support:.1f})" for one in found.hits[:10])
        note = f"compared with {found.held} entries; {hits or found.remark}"
        nothing = Outcome.UNCLEAR if found.remark == copies.NOT_LOOKED_UP else Outcome.NOTHING
        outcome = Outcome.FOUND if found.hits else nothing
        handsearch.log(case, exhibit, LIBRARY, outcome, asked_with="fingerprints of its examination", note=note)
    yield Taken(name, exhibit, f"looked up: {outcome.value}; {note}")
