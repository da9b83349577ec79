"""How search grows: an index of up to 100,000 video minutes on disk, and clips of a minute looked up in it.

The real members are minutes put together of the sources of the laundering set. The index is made larger by entries of
two minutes that no clip must be found in: their words are those of real key frames, their signatures those of real
points of the same words with every fourth bit turned over at random, and their marks real ones disturbed alike. So
words and keys are as crowded as in real footage. Queries are the same minutes put together of laundered copies.

For a candidate that is none the check reads a real fingerprint of the set in place of a made one.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.laundering.ours import cached
from forensics.fingerprint.codebook import WORDS, codebook
from forensics.fingerprint.search import checked, share
from forensics.fingerprint.segment import Share
from forensics.fingerprint.segmented import FULL, SegmentedIndex
from forensics.fingerprint.video import Points, VideoFingerprint

MINUTES = 2
FLIPPED = 0.25


def put_together(prints: Sequence[VideoFingerprint]) -> VideoFingerprint:
    """Return one fingerprint of several, one after another, in thousandths of a second."""
    marks, moves, keys, at = [], [], [], 0.0
    for one in prints:
        marks.append(np.round((one.mark_times() + at) * 1000).astype(np.int64))
        moves.append(np.round((one.move_times() + at) * 1000).astype(np.int64))
        keys.append(np.round((one.key_times() + at) * 1000).astype(np.int64))
        at += float(one.mark_times().max()) + 0.25
    first = np.cumsum([0, *(len(one.rectangles) for one in prints[:-1])])
    points = Points(
        *(np.concatenate([getattr(one.points, name) for one in prints]) for name in Points.__dataclass_fields__)
    )
    return replace(
        prints[0],
        time_base=type(prints[0].time_base)(1, 1000),
        rectangles=np.concatenate([one.rectangles for one in prints]),
        mark_pts=np.concatenate(marks),
        mark_rectangle=np.concatenate(
            [
                np.where(one.mark_rectangle == 0, 0, one.mark_rectangle + add)
                for one, add in zip(prints, first, strict=True)
            ]
        ).astype(np.uint16),
        mark_quality=np.concatenate([one.mark_quality for one in prints]),
        mark_bits=np.concatenate([one.mark_bits for one in prints]),
        move_pts=np.concatenate(moves),
        move_levels=np.concatenate([one.move_levels for one in prints]),
        key_pts=np.concatenate(keys),
        key_points=np.concatenate([one.key_points for one in prints]),
        points=points,
    )


class Crowd:
    """Makes entries of two minutes out of what real ones hold."""

    def __init__(self, shares: Sequence[Share]) -> None:
        words = np.concatenate([one.words for one in shares])
        order = np.argsort(words, kind="stable")
        self._pool = np.concatenate([one.signatures for one in shares])[order]
        self._starts = np.searchsorted(words[order], np.arange(WORDS + 1))
        self._frames = [one.words[one.keys == key] for one in shares for key in np.unique(one.keys)]
        self._marks = np.concatenate([one.bits for one in shares])
        seconds = sum(float(np.ptp(one.mark_times)) + 1 for one in shares if len(one.mark_times))
        self._per_minute = 60 * len(self._frames) / seconds
        self._marks_per_minute = 60 * len(self._marks) / seconds
        self._random = np.random.default_rng(20261127)

    def entry(self) -> Share:
        """Return what an index would hold of two minutes."""
        random = self._random
        frames = round(MINUTES * self._per_minute)
        chosen = [self._frames[int(at)] for at in random.integers(0, len(self._frames), frames)]
        words = np.concatenate(chosen)
        first, end = self._starts[words], self._starts[words.astype(np.int64) + 1]
        signatures = self._pool[first + (random.random(len(words)) * (end - first)).astype(np.int64)]
        # Two random words joined by "and" have a quarter of their bits set.
        signatures = signatures ^ self._flips(len(words))
        marks = round(MINUTES * self._marks_per_minute)
        bits = self._marks[random.integers(0, len(self._marks), marks)]
        bits = bits ^ self._flips(4 * marks).view(np.uint8).reshape(marks, 32)
        keys = np.repeat(np.arange(frames, dtype=np.int32), [len(one) for one in chosen])
        at = np.linspace(0, 60 * MINUTES, frames, endpoint=False)
        return Share(words, signatures, keys, at, bits, np.linspace(0, 60 * MINUTES, marks, endpoint=False))

    def _flips(self, count: int) -> npt.NDArray[np.uint64]:
        high = np.iinfo(np.uint64).max
        one, two = (self._random.integers(0, high, count, np.uint64, endpoint=True) for _ in range(2))
        return one & two


def minutes_of(folder: Path, prints: Path, transform: str) -> dict[str, VideoFingerprint]:
    """Return minutes put together of sources ('' for transform), or of their copies by a transform, by name."""
    sources = sorted((folder / "library").glob("*.mp4"))
    if transform:
        sources = [folder / "copies" / f"{path.stem}@{transform}.mp4" for path in sources]
    made: dict[str, VideoFingerprint] = {}
    batch: list[VideoFingerprint] = []
    for path in sources:
        batch.append(cached(path, prints)[0])
        if sum(float(np.ptp(one.mark_times())) for one in batch) >= 52:
            made[f"minute {len(made)}"] = put_together(batch)
            batch = []
    return made


def grown(index: SegmentedIndex, crowd: Crowd, minutes: int, have: int) -> Iterator[float]:
    """Add made entries until there are so many minutes; yield the seconds of each write."""
    while have < minutes:
        made: dict[str, Share] = {}
        held = 0
        while have < minutes and held <= FULL:  # a full segment is not merged: made entries cannot be fetched again
            one = crowd.entry()
            made[f"crowd {have}"] = one
            have, held = have + MINUTES, held + len(one.words)
        began = time.process_time()
        for name, one in made.items():
            index.add(name, one)
        index.commit()
        yield time.process_time() - began


def look_up(
    index: SegmentedIndex, queries: dict[str, VideoFingerprint], held: dict[str, VideoFingerprint]
) -> tuple[list[float], list[float], list[bool], list[bool], list[float], int]:
    """Return processor seconds of search and of check, whether each was a candidate and was found, seconds of both by
    the clock, and how many other members were found: hosts of insets, and stand-ins that the query holds, among them.
    """
    search, check, first, found, clock, false = [], [], [], [], [], 0
    for name, query in queries.items():
        stand_in = next(one for other, one in held.items() if other != name)
        began, shown = time.process_time(), time.perf_counter()
        asked, candidates = index.search(query)
        between = time.process_time()
        hits = checked(asked.frames, candidates, lambda one, other=stand_in: held.get(one, other))
        search.append(between - began)
        check.append(time.process_time() - between)
        clock.append(time.perf_counter() - shown)
        first.append(name in {one.name for one in candidates})
        names = {one.name for one in hits}
        found.append(name in names)
        false += len(names - {name})
    return search, check, first, found, clock, false


def _seconds(values: Sequence[float]) -> str:
    return f"{np.median(values):.2f} s (most {max(values):.2f})"


def main() -> None:
    """Read the arguments, grow the index, look up at each size, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path, help="the folder that make.py filled")
    parser.add_argument("index", type=Path, help="a folder for the index, deleted at the end")
    parser.add_argument("--prints", type=Path, default=None)
    parser.add_argument("--minutes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument(
        "--transforms", nargs="+", default=["h264_crf45", "crop_20", "mirror", "caption_20", "inset_33"]
    )
    given = parser.parse_args()
    cv2.setNumThreads(1)
    prints = given.prints or given.set / "prints"
    prints.mkdir(exist_ok=True)
    held = minutes_of(given.set, prints, "")
    shares = {name: share(one, codebook()) for name, one in held.items()}
    crowd = Crowd(list(shares.values()))
    index = SegmentedIndex(given.index, codebook(), shares.__getitem__)
    for name, one in shares.items():
        index.add(name, one)
    queries = {how: minutes_of(given.set, prints, how) for how in given.transforms}
    columns = (
        "video minutes",
        "CPU s to write",
        "on disk",
        "peak memory",
        "CPU s for candidates",
        "CPU s to check",
        "both by the clock",
    )
    print(f"| {' | '.join((*columns, 'candidate', 'found', 'false'))} |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    have, spent = 0, 0.0
    for minutes in given.minutes:
        spent += sum(grown(index, crowd, minutes, have))
        have = minutes
        times: list[tuple[list[float], list[float], list[bool], list[bool], list[float], int]] = []
        for _ in range(2):  # the first round reads the files
            times = [look_up(index, asked, held) for asked in queries.values()]
        search, check, first, found, clock = ([value for one in times for value in one[part]] for part in range(5))  # type: ignore[attr-defined]
        disk = sum(path.stat().st_size for path in given.index.rglob("*") if path.is_file()) / 1e9
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(
            f"| {minutes:,} | {spent:.0f} s | {disk:.2f} GB | {memory:.1f} GB | {_seconds(search)} | {_seconds(check)} "
            f"| {_seconds(clock)} | {sum(first)} of {len(first)} | {sum(found)} of {len(found)} "
            f"| {sum(one[5] for one in times)} |",
            flush=True,
        )
    shutil.rmtree(given.index)


if __name__ == "__main__":
    main()
