"""What is too long to stand in memory while a report is made: renderings as files, and long lists of records."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO, Final, TypeVar, overload

from forensics.codec import Many, decode_as, encode
from forensics.nameless import nameless

PIECE: Final = 1 << 20
HELD: Final = 20_000
"""Records of all lists of one report that stand in memory; those of further lists lie in a file."""

_T = TypeVar("_T")


class Stored:
    """Bytes that are written once, piece by piece, and read again as often as wanted, with their length and SHA-256."""

    def __init__(self) -> None:
        self._file = nameless(self)
        self._digest = hashlib.sha256()
        self._waiting = bytearray()
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Add bytes at the end."""
        self._digest.update(piece)
        self.size += len(piece)
        self._waiting += piece
        if len(self._waiting) >= PIECE:
            self._put()

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of all bytes in hexadecimal."""
        return self._digest.hexdigest()

    def _put(self) -> None:
        self._file.seek(0, 2)
        self._file.write(self._waiting)
        self._waiting.clear()

    def __iter__(self) -> Iterator[bytes]:
        self._put()
        for place in range(0, self.size, PIECE):
            self._file.seek(place)
            yield self._file.read(PIECE)

    def all(self) -> bytes:
        """Return all bytes at once."""
        return b"".join(self)


class Shelf:
    """Keeps the lists of records of one report: in memory as long as they are few altogether, then in a file."""

    def __init__(self) -> None:
        self.held = 0
        self._file: IO[bytes] | None = None

    def put(self, records: Sequence[_T], kind: type[_T]) -> Sequence[_T]:
        """Return a list as it is, or one that reads its records when they are asked for."""
        if self.held + len(records) <= HELD:
            self.held += len(records)
            return tuple(records)
        file = self._file = self._file or nameless(self)
        starts = array("Q", [file.seek(0, 2)])
        for record in records:
            starts.append(starts[-1] + file.write(encode(record).encode("ascii")))
        return Shelved(self, kind, starts, file)


class Shelved(Many[_T]):
    """Records in the file of a shelf."""

    def __init__(self, shelf: Shelf, kind: type[_T], starts: array[int], file: IO[bytes]) -> None:
        self._shelf = shelf  # which keeps the file open
        self.kind, self._starts, self._file = kind, starts, file

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> _T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_T]: ...
    def __getitem__(self, place: int | slice) -> _T | Sequence[_T]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        place = range(len(self))[place]
        start, end = self._starts[place : place + 2]
        self._file.seek(start)
        return decode_as(self.kind, self._file.read(end - start).decode("ascii"))

    def __iter__(self) -> Iterator[_T]:
        first = self._starts[0]
        self._file.seek(first)
        text = self._file.read(self._starts[-1] - first).decode("ascii")
        for start, end in pairwise(self._starts):
            yield decode_as(self.kind, text[start - first : end - first])
