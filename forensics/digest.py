"""The digests that a file is known by: algorithms by name, and BLAKE3 of pieces so that a change can be located."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from blake3 import blake3

BLOCK = 4 * 1024 * 1024
"""Bytes in one read; the size makes no measurable difference between 64 KiB and 16 MiB."""
MOST_PIECES = 1024
SMALLEST_PIECE = 64 * 1024


class Digester(Protocol):
    """What takes bytes and gives a digest in hex."""

    def update(self, data: bytes | memoryview, /) -> object: ...
    def hexdigest(self) -> str: ...


class Blake3:
    """BLAKE3 on one core: the other cores have their own algorithm."""

    def __init__(self) -> None:
        self._state = blake3(max_threads=1)

    def update(self, data: bytes | memoryview, /) -> None:
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
        self.done: list[str] = []
        """The digests of the pieces that are whole so far."""

    def update(self, data: bytes | memoryview, /) -> None:
        """Take the next bytes."""
        view = memoryview(data)
        while view:
            taken = view[: self._room]
            self._state.update(taken)
            self._room -= len(taken)
            view = view[len(taken) :]
            if not self._room:
                self._finish_piece()

    def _finish_piece(self) -> None:
        self.done.append(self._state.hexdigest())
        self._state, self._room = Blake3(), self._length

    def hexdigest(self) -> str:
        """Return the digests of all pieces, the last one of what is left over; '' for no bytes."""
        rest = [] if self._room == self._length else [self._state.hexdigest()]
        return " ".join(self.done + rest)


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


def digesters(algorithms: Iterable[str]) -> dict[str, Digester]:
    """Return new digesters for algorithms by name; raise KeyError for a name that is not in ALGORITHMS."""
    return {name: ALGORITHMS[name]() for name in algorithms}
