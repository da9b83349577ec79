"""What an observer measured, until its turn comes: long tables wait in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np

from forensics.codec import decode_as, encode
from forensics.rolls import Roll
from forensics.types import Outcome, Series

FEW: Final = 2
"""Pieces of tables that wait as they are."""


class Waiting:
    """Takes all outcomes at once and gives them back in their order, each time it is asked."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self._lines = Roll(np.uint8)
        self._kept: list[Outcome | slice] = []
        tables = 0
        for outcome in outcomes:
            tables += isinstance(outcome, Series)
            many = isinstance(outcome, Series) and tables > FEW
            self._kept.append(self._put_by(outcome) if many else outcome)

    def __iter__(self) -> Iterator[Outcome]:
        for outcome in self._kept:
            if isinstance(outcome, slice):
                yield decode_as(Series, self._lines.part(outcome.start, outcome.stop).tobytes().decode("ascii"))
            else:
                yield outcome

    def _put_by(self, table: Outcome) -> slice:
        start = len(self._lines)
        self._lines.add(np.frombuffer(encode(table).encode("ascii"), np.uint8))
        return slice(start, len(self._lines))
