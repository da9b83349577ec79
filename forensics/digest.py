"""Several digests of one stream of bytes in one pass, each in a thread of its own behind a bounded queue."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Protocol

from blake3 import blake3

BLOCK = 4 * 1024 * 1024
"""Bytes in one read; the size makes no measurable difference between 64 KiB and 16 MiB."""
QUEUE_DEPTH = 4
MOST_PIECES = 1024
SMALLEST_PIECE = 64 * 1024


class Digester(Protocol):
    """What takes bytes and gives a digest in hex."""

    def update(self, data: bytes, /) -> object: ...
    def hexdigest(self) -> str: ...


class Blake3:
    """BLAKE3 on one core: the other cores have their own algorithm."""

    def __init__(self) -> None:
        self._state = blake3(max_threads=1)

    def update(self, data: bytes, /) -> None:
        """Take the next bytes."""
        self._state.update(data)

    def hexdigest(self) -> str:
        """Return the digest of what was taken so far."""
        return str(self._state.hexdigest())


class Pieces:
    """BLAKE3 of each piece of fixed length, so that a later change can be located; hex digests joined by spaces."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._room = length
        self._state = Blake3()
        self._done: list[str] = []

    def update(self, data: bytes, /) -> None:
        """Take the next bytes."""
        view = memoryview(data)
        while view:
            taken = view[: self._room]
            self._state.update(bytes(taken))
            self._room -= len(taken)
            view = view[len(taken) :]
            if not self._room:
                self._finish_piece()

    def _finish_piece(self) -> None:
        self._done.append(self._state.hexdigest())
        self._state, self._room = Blake3(), self._length

    def hexdigest(self) -> str:
        """Return the digests of all pieces, the last one of what is left over; '' for no bytes."""
        rest = [] if self._room == self._length else [self._state.hexdigest()]
        return " ".join(self._done + rest)


def piece_length(size: int) -> int:
    """Return the length of a piece, in bytes, that divides a file of ``size`` bytes into at most 1024 pieces."""
    length = SMALLEST_PIECE
    while length * MOST_PIECES < size:
        length *= 2
    return length


ALGORITHMS: Mapping[str, Callable[[], Digester]] = {
    "sha256": hashlib.sha256,
    "blake3": Blake3,
    "sha512": hashlib.sha512,
    "sha1": lambda: hashlib.sha1(usedforsecurity=False),
    "md5": lambda: hashlib.md5(usedforsecurity=False),
}
OUTDATED: Mapping[str, str] = {
    algorithm: f"{name} does not identify material by itself: two different files can be made that share it. "
    "It serves only to compare with other lists."
    for algorithm, name in (("md5", "MD5"), ("sha1", "SHA-1"))
}
HEX_LENGTH: Mapping[str, int] = {"sha256": 64, "blake3": 64, "sha512": 128, "sha1": 40, "md5": 32}


class Digests:
    """Digesters that take the same bytes at the same time; use as a context manager so that no thread is left."""

    def __init__(self, digesters: Mapping[str, Digester]) -> None:
        self._digesters = dict(digesters)
        self._queues: dict[str, Queue[bytes | None]] = {name: Queue(QUEUE_DEPTH) for name in digesters}
        self._threads = [Thread(target=self._run, args=(name,), daemon=True) for name in digesters]

    def _run(self, name: str) -> None:
        take, update = self._queues[name].get, self._digesters[name].update
        while (block := take()) is not None:
            update(block)

    def __enter__(self) -> Digests:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        for queue in self._queues.values():
            queue.put(None)
        for thread in self._threads:
            thread.join()
        self._threads = []
        self._queues = {}

    def update(self, block: bytes) -> None:
        """Give the next bytes to every digester; wait where one is far behind."""
        for queue in self._queues.values():
            queue.put(block)

    def finish(self) -> dict[str, str]:
        """Return the digest of each digester in hex, once all bytes were given."""
        self._stop()
        return {name: digester.hexdigest() for name, digester in self._digesters.items()}


def digesters(algorithms: Iterable[str]) -> dict[str, Digester]:
    """Return new digesters for algorithms by name; raise KeyError for a name that is not in ALGORITHMS."""
    return {name: ALGORITHMS[name]() for name in algorithms}
