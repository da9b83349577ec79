"""What was made last of a picture or a block of sound, for several observers that would make the same of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from threading import RLock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Recent(Generic[Made]):
    """Keeps what was made of the last ``most`` things. Threads may share one; what they are given nobody changes.

    A thing is known by being the same object, which is kept as long as what was made of it. A thread that asks while
    another one makes something waits for it: observers in several threads come to one thing at about the same time.
    """

    def __init__(self, most: int) -> None:
        self._kept: deque[tuple[object, Hashable, Made]] = deque(maxlen=most)
        self._making = RLock()

    def of(self, thing: object, how: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made of ``thing`` in this way, or make it."""
        found = self._found(thing, how)
        if found is None:
            with self._making:
                found = self._found(thing, how)
                if found is None:
                    found = (make(),)
                    self._kept.append((thing, how, found[0]))
        return found[0]

    def _found(self, thing: object, how: Hashable) -> tuple[Made] | None:
        return next(((made,) for seen, way, made in tuple(self._kept) if seen is thing and way == how), None)
