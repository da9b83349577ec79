"""Rows of a table that leave in chunks, so that no table is held whole."""

from __future__ import annotations

from collections.abc import Iterator

from forensics.types import Cell, Column, Outcome, Series, StreamLocus

CHUNK = 2000
"""Rows of a table that go into one line."""


class Table:
    """Rows that leave in chunks as soon as a chunk is full."""

    def __init__(self, quantity: str, columns: tuple[Column, ...], stream: int) -> None:
        self._quantity, self._columns, self._stream = quantity, columns, stream
        self._rows: list[tuple[Cell, ...]] = []
        self._written = 0

    def add(self, row: tuple[Cell, ...]) -> Iterator[Outcome]:
        """Add a row and yield a full chunk."""
        self._rows.append(row)
        if len(self._rows) >= CHUNK:
            yield from self.rest()

    def rest(self) -> Iterator[Outcome]:
        """Yield the rows that have not left yet."""
        if self._rows:
            here = StreamLocus(self._stream)
            yield Series(self._quantity, self._columns, self._written, tuple(self._rows), here)
            self._written += len(self._rows)
            self._rows.clear()
