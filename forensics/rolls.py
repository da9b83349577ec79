"""Tables of every frame, or of every moment of sound, in a file: a long film takes no more memory than a short one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import IO, Generic, TypeVar

import numpy as np
import numpy.typing as npt

from forensics.nameless import nameless

HELD = 1 << 18
"""Bytes that wait in memory before they are written."""

Number = TypeVar("Number", bound=np.generic)


class Roll(Generic[Number]):
    """Rows of one type and shape, added at the end and read back in parts.

    What does not fit into ``HELD`` bytes lies in a file without a name, where temporary files go: for the measuring
    process that is its scratch folder, the only place where it may write. Used by one thread. Raises OSError where the
    disk refuses.
    """

    def __init__(self, kind: type[Number], *shape: int) -> None:
        self._kind = np.dtype(kind)
        self._shape = shape
        self._row = self._kind.itemsize * int(np.prod(shape, dtype=np.int64))
        self._waiting = bytearray()
        self._file: IO[bytes] | None = None
        self._written = 0

    def __len__(self) -> int:
        return (self._written + len(self._waiting)) // self._row

    def add(self, rows: npt.NDArray[Number]) -> None:
        """Add rows (n, *shape)."""
        self._waiting += np.ascontiguousarray(rows, self._kind).tobytes()
        if len(self._waiting) >= HELD:
            self._write()

    def part(self, start: int, end: int) -> npt.NDArray[Number]:
        """Return the rows from ``start`` to ``end`` (exclusive), as far as there are any; they are the caller's own."""
        start, end = max(0, start) * self._row, min(len(self), end) * self._row
        if start >= end:
            return np.zeros((0, *self._shape), self._kind)
        data = bytearray(end - start)
        from_file = max(0, min(end, self._written) - start)
        if from_file and self._file is not None:
            self._file.seek(start)
            got = self._file.readinto(memoryview(data)[:from_file])  # type: ignore[attr-defined] # a raw file has it
            if got != from_file:
                raise OSError(f"{from_file - got} bytes of a table that was put by are gone")
        first = max(0, start - self._written)
        data[from_file:] = self._waiting[first : first + len(data) - from_file]
        return np.frombuffer(data, self._kind).reshape(-1, *self._shape)

    def parts(self, rows: int) -> Iterator[npt.NDArray[Number]]:
        """Yield all rows in order, so many at a time."""
        for start in range(0, len(self), rows):
            yield self.part(start, start + rows)

    def all(self) -> npt.NDArray[Number]:
        """Return all rows at once."""
        return self.part(0, len(self))

    def chosen(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[Number]:
        """Return rows by their numbers, in any order; each must be there."""
        if self._file is None:
            return np.asarray(self.all()[rows])
        # Read and not mapped: a mapped file's pages count as memory of the process, with many more beside each of them.
        wanted, places = np.unique(rows, return_inverse=True)
        found = np.empty((len(wanted), *self._shape), self._kind)
        for first, end in pairwise([0, *(np.flatnonzero(np.diff(wanted) != 1) + 1).tolist(), len(wanted)]):
            if first < end:
                found[first:end] = self.part(int(wanted[first]), int(wanted[first]) + end - first)
        return found[places.reshape(np.shape(rows))]

    def _write(self) -> None:
        if self._file is None:
            self._file = nameless(self, buffering=0)
        self._file.seek(self._written)
        left = memoryview(self._waiting)
        while left:
            done = self._file.write(left)
            left = left[done:]
            self._written += done
        del left
        self._waiting = bytearray()
