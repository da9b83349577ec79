"""Outcomes that wait for their turn."""

from __future__ import annotations

from fractions import Fraction

from forensics.media.waiting import FEW, Waiting
from forensics.types import Cell, Column, Measurement, Outcome, Series, StreamLocus, Unread


def table(first: int) -> Series:
    """Return a piece of a table with every kind of cell."""
    cells: tuple[Cell, ...] = (first, 0.1 + first, Fraction(first, 7), "é", first == 0, Unread("nothing there"))
    return Series("some.table", (Column("all", "1"),), first, (cells,), StreamLocus(1))


def test_what_waited_comes_back_as_it_was_and_in_order() -> None:
    given: list[Outcome] = []
    for first in range(3 * FEW):
        given += [table(first), Measurement("some.value", first, "1")]
    waiting = Waiting(iter(given))
    assert list(waiting) == given
    assert list(waiting) == given
    assert sum(isinstance(one, slice) for one in waiting._kept) == 2 * FEW
