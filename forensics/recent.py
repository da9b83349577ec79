"""What was made last of a picture or a block of sound, for several observers that would make the same of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Recent(Generic[Made]):
    """Keeps what was made of the last ``most`` things. Threads may share one; what they are given nobody changes.

    A thing is known by being the same object, which is kept as long as what was made of it. Two threads that ask at
    once may both make it: they make the same.
    """

    def __init__(self, most: int) -> None:
        self._kept: deque[tuple[object, Hashable, Made]] = deque(maxlen=most)

    def of(self, thing: object, how: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made of ``thing`` in this way, or make it."""
        for seen, way, made in tuple(self._kept):
            if seen is thing and way == how:
                return made
        made = make()
        self._kept.append((thing, how, made))
        return made
