"""Blocks of a file on their way from its reader to several takers, each of which works in a thread of its own.

A fixed number of buffers goes round: the reader waits for a free one, and one is free again when all takers are done
with it. So memory stays the same however large the file is, and nobody is far ahead. Digests, reading and writing let
other threads run meanwhile.
"""

from __future__ import annotations

import contextlib
import mmap
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from threading import Lock, Thread
from types import TracebackType

from casefiles.direct import ALIGNMENT

ROUND = 8
"""Buffers that go round."""


class Block:
    """A buffer, and the bytes of the file that it holds just now."""

    __slots__ = ("_free", "_lock", "_takers", "length", "offset", "room")

    def __init__(self, room: memoryview, free: SimpleQueue[Block]) -> None:
        self.room = room
        self.offset = self.length = 0
        self._free, self._lock, self._takers = free, Lock(), 0

    @property
    def data(self) -> memoryview:
        """Return the bytes that it holds."""
        return self.room[: self.length]

    def share(self, takers: int) -> None:
        """State how many will give it back."""
        self._takers = takers

    def give_back(self) -> None:
        """Be done with it; the last one sets it free."""
        with self._lock:
            self._takers -= 1
            last = self._takers <= 0
        if last:
            self._free.put(self)


class Buffers:
    """Buffers of ``length`` bytes, rounded up, that begin where a page of memory begins."""

    def __init__(self, length: int, number: int = ROUND) -> None:
        self._free: SimpleQueue[Block] = SimpleQueue()
        for _ in range(number):
            memory = mmap.mmap(-1, max(-(-length // ALIGNMENT), 1) * ALIGNMENT)
            if hasattr(mmap, "MADV_HUGEPAGE"):
                _ask_for_large_pages(memory)
            self._free.put(Block(memoryview(memory), self._free))

    def take(self) -> Block:
        """Return a free buffer; wait until there is one."""
        return self._free.get()


def _ask_for_large_pages(memory: mmap.mmap) -> None:
    with contextlib.suppress(OSError):  # a kernel built without them
        memory.madvise(mmap.MADV_HUGEPAGE)


class Takers:
    """Threads that each do one thing to every block, in order; use as a context manager so that none is left.

    What one of them raises is raised by the next ``give`` or by ``finish``; leaving waits until what was given is done.
    """

    def __init__(self, acts: Sequence[Callable[[Block], object]]) -> None:
        self._queues: list[SimpleQueue[Block | None]] = [SimpleQueue() for _ in acts]
        self._threads = [
            Thread(target=self._run, args=(act, queue), daemon=True)
            for act, queue in zip(acts, self._queues, strict=True)
        ]
        self._errors: list[BaseException] = []

    def _run(self, act: Callable[[Block], object], queue: SimpleQueue[Block | None]) -> None:
        good = True
        while (block := queue.get()) is not None:
            try:
                if good:
                    act(block)
            except BaseException as error:  # noqa: BLE001 - handed to whoever gives the blocks
                good = False
                self._errors.append(error)
            finally:
                block.give_back()

    def __enter__(self) -> Takers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        for queue in self._queues:
            queue.put(None)
        for thread in self._threads:
            thread.join()
        self._queues, self._threads = [], []

    def give(self, block: Block) -> None:
        """Hand a block to all; raise what one of them raised before."""
        if self._errors:
            raise self._errors[0]
        block.share(len(self._queues))
        for queue in self._queues:
            queue.put(block)

    def finish(self) -> None:
        """Wait until all blocks that were given are done; raise what one of them raised."""
        self._stop()
        if self._errors:
            raise self._errors[0]
