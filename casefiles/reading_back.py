"""Holding the bytes of a file against the digests of its pieces, several pieces at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.blocks import Buffers
from casefiles.direct import Channel
from casefiles.errors import Cancelled
from casefiles.views import Watcher
from forensics.digest import BLOCK, Pieces
from forensics.types import Progress

READERS = 2
"""One waits for the disk while another digests."""


@dataclass(frozen=True, slots=True)
class PieceMap:
    """The BLAKE3 of each piece of ``length`` bytes of the first ``size`` bytes of a file."""

    size: int
    length: int
    digests: Sequence[str]


def good_pieces(channel: Channel, pieces: PieceMap, step: str, watcher: Watcher) -> int:
    """Return how many pieces, from the beginning, a file gives back as they were; raise OSError, Cancelled."""
    from concurrent.futures import ThreadPoolExecutor

    together = max(BLOCK // pieces.length, 1)
    buffers = Buffers(min(BLOCK, pieces.size), READERS)

    def digests(first: int) -> list[str]:
        block, found = buffers.take(), Pieces(pieces.length)
        begin, end = first * pieces.length, min((first + together) * pieces.length, pieces.size)
        try:
            for place in range(begin, end, len(block.room)):
                found.update(block.room[: min(channel.read(block.room, place), end - place)])
        finally:
            block.give_back()
        return found.hexdigest().split()

    good = 0
    tell(watcher, step, 0, pieces.size)
    pool = ThreadPoolExecutor(READERS)
    try:
        for found in pool.map(digests, range(0, len(pieces.digests), together)):
            same = [one == other for one, other in zip(pieces.digests[good : good + together], found, strict=False)]
            good += (*same, False).index(False)
            if not all(same) or len(found) < len(same):
                break
            tell(watcher, step, min(good * pieces.length, pieces.size), pieces.size)
    finally:
        pool.shutdown(cancel_futures=True)
    return good


def tell(watcher: Watcher, step: str, done: int, total: int) -> None:
    """Tell progress in bytes; raise Cancelled if a person wants to stop."""
    if watcher.cancelled():
        raise Cancelled(f"stopped while {step}")
    watcher.progress(Progress(step, done, total, "byte"))
