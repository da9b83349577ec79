"""Many Ed25519 signatures checked on all cores: the library lets go of the interpreter while it computes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType

from casefiles.event_check import signed as good

BATCH = 256
"""Signatures handed to a core at once: enough that handing over costs nothing."""
WAITING = 64
"""Batches that may wait, so that a long log does not stand in memory."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature to be checked, and ``number``, by which it is known to whoever asked."""

    number: int
    public: bytes
    signature: bytes
    message: bytes


class Bulk:
    """Signatures that are checked while others are read. Use as a context manager, so that no thread is left."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
        self._batch: list[Signed] = []
        self._futures: list[Future[tuple[int, ...]]] = []
        self._bad: list[int] = []

    def __enter__(self) -> Bulk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def add(self, signed: Signed) -> None:
        """Take one more."""
        self._batch.append(signed)
        if len(self._batch) >= BATCH:
            self._hand_over()

    def bad(self) -> tuple[int, ...]:
        """Wait for all, and return the numbers of those that are not good, in order."""
        self._hand_over()
        self._collect(0)
        return tuple(sorted(self._bad))

    def _hand_over(self) -> None:
        if self._batch:
            self._futures.append(self._pool.submit(_bad_ones, tuple(self._batch)))
            self._batch = []
            self._collect(WAITING)

    def _collect(self, leave: int) -> None:
        while len(self._futures) > leave:
            self._bad.extend(self._futures.pop(0).result())


def _bad_ones(batch: Sequence[Signed]) -> tuple[int, ...]:
    return tuple(_bad(batch))


def _bad(batch: Sequence[Signed]) -> Iterator[int]:
    for one in batch:
        if not good(one.public, one.signature, one.message):
            yield one.number
