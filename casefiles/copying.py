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

from casefiles.blocks import ROUND, Buffers, Takers
from casefiles.direct import Channel, in_memory
from casefiles.durable import drop_from_memory
from casefiles.errors import KeyUnavailable, SourceUnusable, StorageFailed
from casefiles.filling import NO_ROOM, Keeper, Writer, storage, taken
from casefiles.reading_back import PieceMap, good_pieces, tell
from casefiles.resuming import PART, Journal, journals, new_journal, origin_of
from casefiles.sourcefile import SourceFile, display, state_of, unusable
from casefiles.views import Watcher
from forensics.digest import BLOCK, Pieces, digesters, piece_length

if sys.platform != "win32":
    import fcntl

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
    copied to its end. Whoever turns out not to have the key leaves none, but for one that was there before.
    """
    part = (_unfinished_part(incoming, source) if source else None) or _new_part(incoming, source)
    begun_before = part.journal is not None and bool(part.journal.finished)
    done = False
    try:
        yield part
        done = True
    except KeyUnavailable:
        part.keep = begun_before
        raise
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
        digests, pieces, resumed_at = _read_once(source, part, algorithms, watcher)
        _require_unchanged(source)
        read_twice = source.mount.read_twice or (part.journal is not None and not part.journal.same_state)
        if read_twice:
            _read_again(source, part, pieces, watcher)
    except SourceUnusable:
        part.keep = part.keep and _same(source)
        raise
    _read_back(part, pieces, watcher)
    with storage(part.path):
        _make_read_only(part.descriptor)
        os.fsync(part.descriptor)
    return Copy(size, digests, pieces.length, " ".join(pieces.digests), read_twice, resumed_at)


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


def _reserve(source: SourceFile, part: Part) -> None:
    """Let a full disk be known before the work and not after it; a file with holes needs less than its size."""
    if not source.before.st_size or source.sparse or not hasattr(os, "posix_fallocate"):
        return
    try:
        os.posix_fallocate(part.descriptor, 0, source.before.st_size)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFailed(
                f"the disk has no room for {source.before.st_size} bytes of {display(str(source.given))}"
            ) from error
        if error.errno not in {errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}:
            raise StorageFailed(f"{part.path} cannot be written: {error.strerror}") from error


def _read_once(
    source: SourceFile, part: Part, algorithms: frozenset[str], watcher: Watcher
) -> tuple[dict[str, str], PieceMap, int]:
    """Return the digests, those of the pieces, and from which byte on the source was read in this run."""
    size = source.before.st_size
    digesting = digesters(algorithms)
    pieces = Pieces(piece_length(size))
    with _channels(source, part) as (reading, writing):
        begin = _take_up(part, writing, watcher)
        keeper = Keeper(part.descriptor, part.journal, pieces, begin)
        writer = Writer(writing, keeper, part.path, sparse=source.sparse, begin=begin)
        takers = Takers([*(taken(one) for one in digesting.values()), keeper.digest, writer.take])
        try:
            with takers:
                done = _pour(source, begin, (writing, reading), takers, watcher)
                takers.finish()
        finally:
            keeper.finish()
        writer.require_kept()
    with storage(part.path):
        os.ftruncate(part.descriptor, done)
    if done != size:
        part.keep = False
        raise _changed(source, f"its size was {size} bytes and {done} or more were read")
    found = {name: one.hexdigest() for name, one in digesting.items()}
    return found, PieceMap(size, piece_length(size), pieces.hexdigest().split()), begin


@contextmanager
def _channels(source: SourceFile, part: Part) -> Iterator[tuple[Channel, Channel]]:
    """Hold the ways to read the source and to write the part; a source that is in memory is taken from there."""
    size = source.before.st_size
    past_memory = not source.mount.read_twice and not in_memory(source.descriptor, size)
    reading = Channel.of(source.descriptor, size) if past_memory else Channel(source.descriptor)
    writing = Channel.of(part.descriptor, size, write=True)
    try:
        yield reading, writing
    finally:
        reading.close()
        writing.close()


def _pour(source: SourceFile, begin: int, ways: tuple[Channel, Channel], takers: Takers, watcher: Watcher) -> int:
    """Give all bytes to the takers, up to ``begin`` those of the part, then those of the source; return their number.

    One byte more than the source's size says that there is more.
    """
    kept, reading = ways
    size, done = source.before.st_size, 0
    buffers = Buffers(min(BLOCK, size), min(ROUND, size // BLOCK + 1))
    tell(watcher, COPYING, done, size)
    while done < size:
        block = buffers.take()
        room = block.room[: min(BLOCK, begin - done)] if done < begin else block.room
        block.offset, block.length = done, _read(source, kept if done < begin else reading, room, done)
        if not block.length:
            break
        takers.give(block)
        done += block.length
        tell(watcher, COPYING, min(done, size), size)
    return done + _read(source, reading, memoryview(bytearray(1)), done) if done == size else done


def _read(source: SourceFile, way: Channel, room: memoryview, offset: int) -> int:
    try:
        return way.read(room, offset)
    except OSError as error:
        raise unusable(display(str(source.given)), error) from error


def _take_up(part: Part, writing: Channel, watcher: Watcher) -> int:
    """Return up to which byte a part that was begun before is good, as its disk gives it back."""
    journal = part.journal
    if journal is None:
        return 0
    with storage(part.path):
        if journal.finished:
            drop_from_memory(part.descriptor)
            known = PieceMap(len(journal.finished) * journal.piece, journal.piece, journal.finished)
            journal.saved = good_pieces(writing, known, "reading what was copied before", watcher)
        journal.begin()
    return journal.saved * journal.piece


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


def _read_again(source: SourceFile, part: Part, pieces: PieceMap, watcher: Watcher) -> None:
    """Compare a second reading: a network share's times may come from a cache, a failing card gives other bytes."""
    drop_from_memory(source.descriptor)
    try:
        good = good_pieces(Channel(source.descriptor), pieces, "reading the source again", watcher)
    except OSError as error:
        raise unusable(display(str(source.given)), error) from error
    if good != len(pieces.digests):
        part.keep = False
        raise _changed(source, "a second reading gave other bytes")
    _require_unchanged(source)


def _read_back(part: Part, pieces: PieceMap, watcher: Watcher) -> None:
    """Read the copy from the disk, not from memory: first make it durable, then let the kernel forget it."""
    way = Channel.of(part.descriptor, pieces.size)
    try:
        with storage(part.path):
            os.fsync(part.descriptor)
            drop_from_memory(part.descriptor)
            good = good_pieces(way, pieces, "reading the copy back", watcher)
            whole = good == len(pieces.digests) and os.fstat(part.descriptor).st_size == pieces.size
    finally:
        way.close()
    if not whole:
        part.keep = False
        raise StorageFailed(
            f"the disk of {part.path.parent} does not hold what was written to it: it differs from byte "
            f"{good * pieces.length} on",
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
