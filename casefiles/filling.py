"""What takes the blocks of a source: digests, the copy on the disk, and the journal of what is durable of it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread

from casefiles.blocks import Block
from casefiles.direct import Channel
from casefiles.errors import StorageFailed
from casefiles.resuming import Journal
from forensics.digest import Digester, Pieces

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def storage(place: Path) -> Iterator[None]:
    """Turn the system's refusals to write into StorageFailed."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageFailed(f"the disk of {place} is full") from error
        raise StorageFailed(f"{place} cannot be written: {error.strerror}") from error


def taken(digester: Digester) -> Callable[[Block], object]:
    """Return what gives a block to a digester."""
    return lambda block: digester.update(block.data)


class Writer:
    """Writes blocks to a part, each at its place; those before ``begin`` stand there already.

    Of a source with holes, blocks of zeros become holes.
    """

    def __init__(self, way: Channel, keeper: Keeper, path: Path, *, sparse: bool, begin: int) -> None:
        self._way, self._keeper, self._path, self._sparse, self._begin = way, keeper, path, sparse, begin

    def take(self, block: Block) -> None:
        """Write a block; raise StorageFailed."""
        if block.offset >= self._begin and not (self._sparse and block.data == bytes(block.length)):
            with storage(self._path):
                self._way.write(block.data, block.offset)
        self._keeper.written(block.offset + block.length)
        self.require_kept()

    def require_kept(self) -> None:
        """Raise StorageFailed if what was written could not be made durable."""
        with storage(self._path):
            self._keeper.require_good()


class Keeper:
    """Makes durable what was written and takes down the finished pieces, behind the writing and in its own thread.

    Where there is no journal nothing of this is needed: the copy is made durable once, when it is whole.
    """

    def __init__(self, descriptor: int, journal: Journal | None, pieces: Pieces, begin: int) -> None:
        self._descriptor, self._journal, self._pieces = descriptor, journal, pieces
        self._written = self._digested = 0
        self._asked = begin
        self._error: OSError | None = None
        self._lock = Lock()
        self._queue: SimpleQueue[int | None] = SimpleQueue()
        self._thread: Thread | None = None

    def digest(self, block: Block) -> None:
        """Digest the pieces of a block."""
        self._pieces.update(block.data)
        self._digested = block.offset + block.length
        self._look()

    def written(self, octets: int) -> None:
        """Be told that all bytes up to here were given to the system."""
        self._written = octets
        self._look()

    def _look(self) -> None:
        """Ask for what is both written and digested to be kept, if that is enough."""
        journal = self._journal
        if journal is None:
            return
        with self._lock:
            both = min(self._written, self._digested)
            if both - self._asked < journal.flush:
                return
            self._asked = both
            if self._thread is None:
                self._thread = Thread(target=self._run, args=(journal,), daemon=True)
                self._thread.start()
            self._queue.put(both)

    def finish(self) -> None:
        """Take down the last finished pieces, of a copy that comes to its end or is cut off."""
        if self._thread is not None:
            self._queue.put(min(self._written, self._digested))
            self._queue.put(None)
            self._thread.join()

    def require_good(self) -> None:
        """Raise the OSError with which the disk refused."""
        if self._error is not None:
            raise self._error

    def _run(self, journal: Journal) -> None:
        while (durable := self._queue.get()) is not None:
            try:
                if self._error is None:
                    os.fsync(self._descriptor)
                    journal.save(self._pieces.done, durable)
            except OSError as error:
                self._error = error
