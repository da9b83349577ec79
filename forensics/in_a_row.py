"""Things that come one by one and are worked on several in a row.

Between two frames the decoder and the digests fill the processor's caches, so that work on a small picture waits for
its code and tables more than it works. In a row, every one but the first finds them there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Generic, TypeVar

Given = TypeVar("Given")

TOGETHER: Final = 16


class InARow(Generic[Given]):
    """Keeps what is added until there are TOGETHER of them."""

    def __init__(self) -> None:
        self._waiting: list[Given] = []

    def add(self, one: Given) -> Sequence[Given]:
        """Take one more; return what is to be worked on now, in order: nothing, or all that waited."""
        self._waiting.append(one)
        return self.rest() if len(self._waiting) >= TOGETHER else ()

    def rest(self) -> Sequence[Given]:
        """Return what still waits, at the end."""
        waiting, self._waiting = self._waiting, []
        return waiting
