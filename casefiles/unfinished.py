"""What killed runs left: parts of copies, and originals and derivatives that no event knows; cleared on record."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casefiles import exhibits
from casefiles.case import DERIVATIVES, INCOMING, ORIGINALS, Case
from casefiles.copying import Part, lock
from casefiles.durable import sync_folder
from casefiles.file_check import unknown_files
from casefiles.filling import storage
from casefiles.resuming import PART as SUFFIX
from casefiles.resuming import SUFFIX as RESUME
from casefiles.resuming import Journal, Origin, clear_without_part, journals, read_journal
from casefiles.sourcefile import display
from forensics.codec import Json

if sys.platform != "win32":
    import fcntl

PLACING = ".placing"
DERIVATIVES_LOCK = "derivatives.lock"
_PLACING_NOW = b"placing\n"
_CUT_OFF = "left by an acquisition that did not come to its end"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A copy that was begun and can be taken up: of which path, how large it is, and how many bytes are good."""

    source: str
    size: int
    finished: int


def original_path(sha256: str) -> str:
    """Return the path of an original inside the case."""
    return f"{ORIGINALS}/sha256/{sha256[:2]}/{sha256}"


def mark_placing(part: Part, sha256: str) -> None:
    """Rename a part so that its name says which original it is about to become, until its event stands."""
    named = part.path.with_name(f"{sha256}.{secrets.token_hex(4)}{PLACING}")
    part.path.rename(named)
    part.path = named


def listed(case: Case) -> tuple[Unfinished, ...]:
    """Return the copies that can be taken up."""
    found = journals(case.path / INCOMING)
    return tuple(
        Unfinished(display(os.fsdecode(bytes.fromhex(one.origin.path))), one.origin.size, len(one.finished) * one.piece)
        for one in found
    )


def clear(case: Case, source: Origin | None = None) -> None:
    """Record and remove what killed acquisitions left: parts, and originals whose event was never written.

    A part that can be taken up stays, unless it is of an earlier state of ``source``.
    """
    incoming = case.path / INCOMING
    stale = [*_stale(incoming), *_outdated(incoming, source)]
    clear_without_part(incoming)
    orphans = [sha256 for path, _ in stale if (sha256 := _orphan(case, path))]
    if not stale:
        return
    body: list[Json] = [{"file": path.name, "size": size} for path, size in stale]
    with case.change("incoming.clear", reason=_CUT_OFF) as change:
        change.record(removed=body)
        if orphans:
            change.record(originals=[*orphans])
    for sha256 in orphans:
        (case.path / original_path(sha256)).unlink(missing_ok=True)
    for path, _ in stale:
        path.unlink(missing_ok=True)
        path.with_suffix(RESUME).unlink(missing_ok=True)


def discard(case: Case) -> tuple[Unfinished, ...]:
    """Record and remove the copies that could be taken up; return them."""
    given_up = listed(case)
    found = [one for journal in journals(case.path / INCOMING) if (one := _free(journal))]
    if found:
        body: list[Json] = [{"file": path.name, "size": size} for path, size in found]
        with case.change("incoming.clear", reason="a person gave the copy up") as change:
            change.record(removed=body)
    for path, _ in found:
        path.unlink(missing_ok=True)
        path.with_suffix(RESUME).unlink(missing_ok=True)
    return given_up


def stale_parts(incoming: Path) -> tuple[tuple[Path, int], ...]:
    """Return parts that nobody works on and that cannot be taken up, with their sizes."""
    return tuple(_stale(incoming))


@contextmanager
def placing_derivatives(case: Case) -> Iterator[None]:
    """Hold the right to put derivatives into the case until their event stands; first clear what has none."""
    with _locked(case.path / INCOMING) as alone:
        if alone:
            _clear_derivatives(case)
        yield


def _stale(incoming: Path) -> Iterator[tuple[Path, int]]:
    names = (*incoming.glob(f"*{SUFFIX}"), *incoming.glob(f"*{PLACING}")) if incoming.is_dir() else ()
    for path in sorted(names):
        if path.suffix == SUFFIX and read_journal(path.with_suffix(RESUME)) is not None:
            continue
        size = _size_if_free(path)
        if size is not None:
            yield path, size


def _outdated(incoming: Path, source: Origin | None) -> Iterator[tuple[Path, int]]:
    for journal in journals(incoming) if source else ():
        if (
            source
            and journal.origin.path == source.path
            and not journal.origin.matches(source)
            and (one := _free(journal))
        ):
            yield one


def _free(journal: Journal) -> tuple[Path, int] | None:
    path = journal.path.with_suffix(SUFFIX)
    size = _size_if_free(path)
    return None if size is None else (path, size)


def _size_if_free(path: Path) -> int | None:
    """Return the size of a part that nobody works on."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    try:
        return os.fstat(descriptor).st_size if lock(descriptor) else None
    finally:
        os.close(descriptor)


def _orphan(case: Case, path: Path) -> str:
    """Return the SHA-256 of an original that was placed and never recorded, '' where there is none."""
    sha256 = path.name.split(".")[0]
    if path.suffix != PLACING or len(sha256) != 64 or exhibits.with_digest(case.store, sha256) is not None:
        return ""
    others = [one for one in path.parent.glob(f"{sha256}.*{PLACING}") if one != path and _size_if_free(one) is None]
    return "" if others or not (case.path / original_path(sha256)).exists() else sha256


def _clear_derivatives(case: Case) -> None:
    known = frozenset(str(row["path"]) for row in case.store.rows("SELECT path FROM derivative"))
    orphans = sorted(unknown_files(case.path, DERIVATIVES, known))
    if not orphans:
        return
    with case.change("derivatives.clear", reason="left by an examination that did not come to its end") as change:
        change.record(removed=[display(path) for path in orphans])
    for path in orphans:
        (case.path / path).unlink(missing_ok=True)
    for folder in {(case.path / path).parent for path in orphans}:
        sync_folder(folder)


def left_by_unfinished_work(case: Path, path: str) -> bool:
    """Return whether a file that no row knows is what work leaves that was killed, or is under way.

    An original has a twin among the incoming files whose name says what it was about to become; for derivatives the
    lock says that somebody was placing some.
    """
    incoming = case / INCOMING
    try:
        if path.startswith(f"{ORIGINALS}/"):
            twins = incoming.glob(f"{Path(path).name}.*{PLACING}")
            return any(twin.samefile(case / path) for twin in twins)
        return (incoming / DERIVATIVES_LOCK).read_bytes() == _PLACING_NOW
    except OSError:
        return False


@contextmanager
def _locked(incoming: Path) -> Iterator[bool]:
    if sys.platform == "win32":
        yield False
        return
    with storage(incoming):
        incoming.mkdir(exist_ok=True)
        descriptor = os.open(incoming / DERIVATIVES_LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        with storage(incoming):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            os.pwrite(descriptor, _PLACING_NOW, 0)
            os.fsync(descriptor)
        yield True
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)
