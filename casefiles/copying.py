"""One durable copy of a source: read once, digested while it is copied, read back from the disk and compared."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from casefiles.durable import drop_from_memory
from casefiles.errors import Cancelled, SourceUnusable, StorageFailed
from casefiles.resuming import PART, Journal, journals, new_journal, origin_of
from casefiles.sourcefile import SourceFile, display, state_of, unusable
from casefiles.views import Watcher
from forensics.digest import BLOCK, Digester, Digests, Pieces, digesters, piece_length
from forensics.types import Progress

if sys.platform != "win32":
    import fcntl

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PIECES, _JOURNAL = "pieces", "journal"
COPYING = "copying"


@dataclass(frozen=True, slots=True)
class Copy:
    """A finished copy that is not yet in its place: its digests, and those of its pieces."""

    size: int
    digests: Mapping[str, str]
    piece_length: int
    pieces: str
    read_twice: bool
    resumed_at: int = 0
    """From which byte on the source was read, where a copy that was begun before was taken up."""


@dataclass(slots=True)
class Part:
    """A copy in the making: locked as long as somebody works on it, so that a killed run's part is known as such."""

    path: Path
    descriptor: int
    journal: Journal | None = None
    keep: bool = True
    """Whether what was copied may be taken up later, if the work ends before it is done."""


@contextmanager
def new_part(incoming: Path, source: SourceFile | None = None) -> Iterator[Part]:
    """Hold a part for a source: one that can be taken up, or a new one.

    Afterwards it is gone, unless it was linked into its place, or holds finished pieces of a large file that was not
    copied to its end.
    """
    part = (_unfinished_part(incoming, source) if source else None) or _new_part(incoming, source)
    done = False
    try:
        yield part
        done = True
    finally:
        journal = part.journal
        if done or not part.keep or journal is None or not journal.saved:
            part.path.unlink(missing_ok=True)
            if journal is not None:
                journal.path.unlink(missing_ok=True)
        os.close(part.descriptor)


def _new_part(incoming: Path, source: SourceFile | None) -> Part:
    with storage(incoming):
        incoming.mkdir(parents=True, exist_ok=True)
        path = incoming / f"{secrets.token_hex(16)}{PART}"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    lock(descriptor)
    return Part(path, descriptor, new_journal(path, source) if source else None)


def _unfinished_part(incoming: Path, source: SourceFile) -> Part | None:
    """Return a part of the same source that nobody works on."""
    wanted = origin_of(source)
    for journal in journals(incoming):
        if not journal.origin.matches(wanted):
            continue
        path = journal.path.with_suffix(PART)
        try:
            flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            descriptor = os.open(path, flags)
        except OSError:
            continue
        if lock(descriptor):
            journal.same_state = journal.origin == wanted
            journal.origin = wanted
            return Part(path, descriptor, journal)
        os.close(descriptor)
    return None


def copy(source: SourceFile, part: Part, algorithms: frozenset[str], watcher: Watcher) -> Copy:
    """Fill ``part`` from ``source``; raise SourceUnusable, StorageFailed or Cancelled.

    1 reserve the room, 2 read once, 3 make sure that the source stayed the same, 4 read it again where its file
    system is not to be trusted, 5 make the copy durable, 6 read it back from the disk, 7 make it read-only.
    """
    size = source.before.st_size
    _reserve(source, part)
    try:
        digests, resumed_at = _read_once(source, part, algorithms, watcher)
        _require_unchanged(source)
        read_twice = source.mount.read_twice or (part.journal is not None and not part.journal.same_state)
        if read_twice:
            _read_again(source, part, digests["sha256"], watcher)
    except SourceUnusable:
        part.keep = part.keep and _same(source)
        raise
    _read_back(part, digests["sha256"], size, watcher)
    with storage(part.path):
        _make_read_only(part.descriptor)
        os.fsync(part.descriptor)
    pieces = digests.pop(_PIECES)
    digests.pop(_JOURNAL, None)
    return Copy(size, digests, piece_length(size), pieces, read_twice, resumed_at)


@contextmanager
def storage(place: Path) -> Iterator[None]:
    """Turn the system's refusals to write into StorageFailed."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StorageFailed(f"the disk of {place} is full") from error
        raise StorageFailed(f"{place} cannot be written: {error.strerror}") from error


def sha256_of(descriptor: int, step: str, total: int, watcher: Watcher) -> str:
    """Return the SHA-256 of an open file from its beginning, telling progress; raise OSError, Cancelled."""
    digest = sha256()
    os.lseek(descriptor, 0, os.SEEK_SET)
    done = 0
    while block := os.read(descriptor, BLOCK):
        digest.update(block)
        done += len(block)
        tell(watcher, step, done, total)
    return digest.hexdigest()


def tell(watcher: Watcher, step: str, done: int, total: int) -> None:
    """Tell progress in bytes; raise Cancelled if a person wants to stop."""
    if watcher.cancelled():
        raise Cancelled(f"stopped while {step}")
    watcher.progress(Progress(step, done, total, "byte"))


def _reserve(source: SourceFile, part: Part) -> None:
    """Let a full disk be known before the work and not after it; a file with holes needs less than its size."""
    if not source.before.st_size or source.sparse or not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(part.descriptor, 0, source.before.st_size)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StorageFailed(
                f"the disk has no room for {source.before.st_size} bytes of {display(str(source.given))}"
            ) from error
        if error.errno not in {errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}:
            raise StorageFailed(f"{part.path} cannot be written: {error.strerror}") from error


def _read_once(
    source: SourceFile, part: Part, algorithms: frozenset[str], watcher: Watcher
) -> tuple[dict[str, str], int]:
    """Return the digests, and from which byte on the source was read in this run."""
    size, journal = source.before.st_size, part.journal
    digesting: dict[str, Digester] = {**digesters(algorithms), _PIECES: Pieces(piece_length(size))}
    if journal is not None:
        digesting[_JOURNAL] = journal.running
    with Digests(digesting) as running:
        begin = done = _take_up(source, part, running, watcher)
        tell(watcher, COPYING, done, size)
        while block := _read_block(source):
            running.update(block)
            with storage(part.path):
                _write_block(part.descriptor, block, sparse=source.sparse)
                if journal is not None and (done + len(block)) // journal.piece > done // journal.piece:
                    os.fsync(part.descriptor)
                    journal.save(done + len(block))
            done += len(block)
            if done > size:
                break
            tell(watcher, COPYING, done, size)
        with storage(part.path):
            os.ftruncate(part.descriptor, done)
        if done != size:
            part.keep = False
            raise _changed(source, f"its size was {size} bytes and {done} or more were read")
        return running.finish(), begin


def _take_up(source: SourceFile, part: Part, running: Digests, watcher: Watcher) -> int:
    """Read the good pieces of a part that was begun before, and go to their end in source and part."""
    journal, done = part.journal, 0
    if journal is None:
        return 0
    with storage(part.path):
        for blocks in journal.good_pieces(part.descriptor):
            for block in blocks:
                running.update(block)
                done += len(block)
            tell(watcher, "reading what was copied before", done, source.before.st_size)
        journal.begin()
        os.lseek(part.descriptor, done, os.SEEK_SET)
    try:
        os.lseek(source.descriptor, done, os.SEEK_SET)
    except OSError as error:
        raise unusable(display(str(source.given)), error) from error
    return done


def _read_block(source: SourceFile) -> bytes:
    try:
        return os.read(source.descriptor, BLOCK)
    except OSError as error:
        raise unusable(display(str(source.given)), error) from error


def _write_block(descriptor: int, block: bytes, *, sparse: bool) -> None:
    if sparse and not block.strip(b"\0"):
        os.lseek(descriptor, len(block), os.SEEK_CUR)
        return
    view = memoryview(block)
    while view:
        view = view[os.write(descriptor, view) :]


def _require_unchanged(source: SourceFile) -> None:
    """Compare device, inode, size, mtime and ctime, of the open file and of what the path leads to now."""
    if state_of(os.fstat(source.descriptor)) != source.state:
        raise _changed(source, "its size or times moved")
    try:
        now = source.path.stat(follow_symlinks=False)
    except OSError:
        raise _changed(source, "it is no longer there") from None
    if state_of(now) != source.state:
        raise _changed(source, "another file stands under its name")


def _same(source: SourceFile) -> bool:
    """Return whether the path still leads to the file that was opened, as it was then, or to nothing just now."""
    try:
        return state_of(source.path.stat(follow_symlinks=False)) == source.state
    except OSError:
        return True  # a medium that was taken out may come back


def _changed(source: SourceFile, how: str) -> SourceUnusable:
    return SourceUnusable(f"{display(str(source.given))} changed while it was being read: {how}")


def _read_again(source: SourceFile, part: Part, expected: str, watcher: Watcher) -> None:
    """Compare a second reading: a network share's times may come from a cache, a failing card gives other bytes."""
    drop_from_memory(source.descriptor)
    try:
        again = sha256_of(source.descriptor, "reading the source again", source.before.st_size, watcher)
    except OSError as error:
        raise unusable(display(str(source.given)), error) from error
    if again != expected:
        part.keep = False
        raise _changed(source, "a second reading gave other bytes")
    _require_unchanged(source)


def _read_back(part: Part, expected: str, size: int, watcher: Watcher) -> None:
    """Read the copy from the disk, not from memory: first make it durable, then let the kernel forget it."""
    with storage(part.path):
        os.fsync(part.descriptor)
        drop_from_memory(part.descriptor)
        found = sha256_of(part.descriptor, "reading the copy back", size, watcher)
    if found != expected:
        part.keep = False
        raise StorageFailed(
            f"the disk of {part.path.parent} does not hold what was written to it",
            hint="Stop using this disk. No part of the exhibit was left behind.",
        )


def _make_read_only(descriptor: int) -> None:
    """Take the right to write from everybody, where the file system holds such rights; exFAT and shares may not."""
    if hasattr(os, "fchmod"):
        try:
            os.fchmod(descriptor, 0o444)
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}:
                raise


def lock(descriptor: int) -> bool:
    """Take the lock of a part without waiting; return whether it was free."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
