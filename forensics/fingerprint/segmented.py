"""The index of copies on one machine: a folder of segments, read where they lie. New videos make new segments.

Adding writes a small segment; when there are several of about a size they are made into one (a log-structured merge),
from what was added. A search looks into all segments, two at a time. A folder that is half written has another name
and is never read; what cannot be read is left out, and what was in it is simply not held any more: add it again.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.candidates import CHECKED, LEAST, VOTED, Candidate, candidates
from forensics.fingerprint.codebook import WORDS, Codebook
from forensics.fingerprint.query import Query, query
from forensics.fingerprint.segment import MarkHitRows, PointVotes, Segment, Share, word_weights, write
from forensics.fingerprint.video import VideoFingerprint

NAMES: Final = "names.json"
FULL: Final = 60_000_000
"""Rows of a segment that is not merged any more: about ten thousand minutes."""
TOGETHER: Final = 4
"""So many segments of about a size are merged."""
_THREADS: Final = 2


@dataclass(frozen=True, slots=True)
class _Part:
    folder: Path
    names: tuple[str, ...]
    segment: Segment


class SegmentedIndex:
    """An index in a folder, which is made if it is not there.

    ``share`` returns what was added under a name, and raises KeyError where that is gone.

    One process may write at a time; what two write at once is held twice and found once.
    """

    def __init__(self, folder: Path, book: Codebook, share: Callable[[str], Share]) -> None:
        self._folder, self._book, self._share = folder, book, share
        self._pending: dict[str, Share] = {}
        self._parts = self._opened()

    def _opened(self) -> list[_Part]:
        parts: list[_Part] = []
        for path in sorted(self._folder.glob("S-*")) if self._folder.is_dir() else ():
            try:
                names = tuple(str(name) for name in json.loads((path / NAMES).read_text("utf-8")))
                segment = Segment(path)
            except (OSError, ValueError):
                continue
            if segment.members == len(names):
                parts.append(_Part(path, names, segment))
        return parts

    @property
    def names(self) -> frozenset[str]:
        """Return the names of what is held."""
        return frozenset(name for part in self._parts for name in part.names) | self._pending.keys()

    def add(self, name: str, share: Share) -> None:
        """Take in what is looked up of a video; it is written with the next search, or when there is much of it."""
        self._pending[name] = share
        if sum(len(one.words) for one in self._pending.values()) > FULL:
            self.commit()

    def commit(self) -> None:
        """Write what was added since; merge segments where there are several of a size. Raise OSError."""
        if self._pending:
            self._parts.append(self._written(self._pending))
            self._pending = {}
        self._merge()

    def forget(self, held: Collection[str]) -> None:
        """Delete segments of which nothing is in ``held`` any more."""
        for part in [one for one in self._parts if not set(one.names) & set(held)]:
            self._drop(part)

    def _drop(self, part: _Part) -> None:
        self._parts.remove(part)
        shutil.rmtree(part.folder, ignore_errors=True)

    def _written(self, shares: dict[str, Share]) -> _Part:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = Path(tempfile.mkdtemp(prefix=".part-", dir=self._folder))
        try:
            write(part, list(shares.values()))
            (part / NAMES).write_text(json.dumps(list(shares)), "utf-8")
            target = self._folder / f"S-{part.name.removeprefix('.part-')}"
            part.rename(target)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        return _Part(target, tuple(shares), Segment(target))

    def _merge(self) -> None:
        """Merge segments of about a size, smallest first, until there are few of each."""
        sized = sorted((one for one in self._parts if one.segment.size < FULL), key=lambda one: one.segment.size)
        for _, group in groupby(sized, key=lambda one: one.segment.size.bit_length() // 2):
            alike = list(group)
            if len(alike) < TOGETHER:
                continue
            shares = dict(self._still_there(name for part in alike for name in part.names))
            if shares:
                self._parts.append(self._written(shares))
            for part in alike:
                self._drop(part)
            self._merge()
            return

    def _still_there(self, names: Iterable[str]) -> Iterator[tuple[str, Share]]:
        for name in dict.fromkeys(names):
            with contextlib.suppress(KeyError):
                yield name, self._share(name)

    def weights(self) -> npt.NDArray[np.float64]:
        """Return squared inverse document frequencies of words; 1 while there are too few key frames to tell."""
        frames = sum(part.segment.frames for part in self._parts)
        points = [np.asarray(part.segment.post_words, np.float64) for part in self._parts]
        return word_weights(frames, np.sum(points, axis=0) if points else np.zeros(WORDS))

    def search(
        self, fingerprint: VideoFingerprint, *, most: int = CHECKED, held: Collection[str] | None = None
    ) -> tuple[Query, tuple[Candidate, ...]]:
        """Return what was asked, and at most ``most`` candidates by points and as many by marks, of those ``held``."""
        self.commit()
        weights = self.weights()
        asked = query(fingerprint, self._book, weights)

        def looked_up(part: _Part) -> tuple[PointVotes, MarkHitRows]:
            return (
                part.segment.points_near(asked.points, weights, least=LEAST, most=VOTED),
                part.segment.marks_near(asked.marks),
            )

        with ThreadPoolExecutor(_THREADS) as pool:
            found = list(pool.map(looked_up, self._parts))
        seen: set[str] = set()
        named = []
        for part, (votes, marks) in zip(self._parts, found, strict=True):
            names = [name if name not in seen and (held is None or name in held) else "" for name in part.names]
            seen.update(part.names)
            named.append((names, votes, marks))
        return asked, candidates(asked, named, most)
