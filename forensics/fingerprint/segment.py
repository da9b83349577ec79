"""A part of the index, written once and never changed: what candidates are found by, of some thousand videos at most.

A segment is a folder of NumPy arrays that are memory-mapped, so that a search reads only what it looks at:

- ``posts`` (n, 2) u32: the points by their key, which is the word (13 bits) and the first 8 bits of the signature: the
  key frame, numbered on end, and the next 32 bits of the signature; ``post_starts`` where each prefix of keys begins;
  ``post_words`` how many points each word has;
- ``frame_times`` f32 in seconds and ``frame_points`` u16 of each key frame; ``frame_first`` where each video begins;
- ``mark_bits`` (m, 32) u8, ``mark_member`` u32, ``mark_times`` f32; ``mark_order`` (12, m) u32: the marks by twenty
  bits of theirs, twelve times, with ``mark_starts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.buckets import found_under, prefixes_of, sorted_by
from forensics.fingerprint.codebook import WORDS
from forensics.fingerprint.dct_hash import BYTES, Bits

NEAR_BITS: Final = 8
"""Bits of a signature that belong to the key."""
KEY_BITS: Final = 13 + NEAR_BITS
PARTS: Final = 12
PART_BITS: Final = 20
"""Marks that differ in r bits are found if one of their twelve parts differs in one bit at most.

That is certain for 23 bits, and happens to 99 of 100 for 31 bits and to 4 of 5 for 48 (random bits)."""
FLIPS: Final = np.array([0, *(1 << bit for bit in range(PART_BITS))], np.uint32)
MARK_REACH: Final = 48
POINT_REACH: Final = 9
"""Of the 32 bits that are kept beside the key."""
STEEP: Final = 6.0
LOOKED_AT: Final = 4_000_000
"""Rows that are looked at together."""
_CROWDED: Final = 64
_COMMON: Final = 0.2
"""A word that stands in more than this share of key frames says nothing."""
_FEW: Final = 50
"""Below so many key frames no word can be called common."""
ARRAYS: Final = (
    *("posts", "post_starts", "post_words", "frame_times", "frame_points", "frame_first"),
    *("mark_bits", "mark_member", "mark_times", "mark_order", "mark_starts"),
)


class SegmentRefused(ValueError):
    """A folder does not hold a segment that is known here."""


@dataclass(frozen=True, slots=True)
class Share:
    """What an index holds of one video: its points by word, signature and key frame, and one mark a second."""

    words: npt.NDArray[np.uint16]
    signatures: npt.NDArray[np.uint64]
    keys: npt.NDArray[np.int32]
    key_times: npt.NDArray[np.float64]
    bits: Bits
    mark_times: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AskedPoints:
    """Points of a query: the picture that each belongs to, the keys that it is looked up under, its 32 bits."""

    picture: npt.NDArray[np.int64]
    keys: npt.NDArray[np.uint32]
    bits: npt.NDArray[np.uint32]
    pictures: int


@dataclass(frozen=True, slots=True)
class PointVotes:
    """Key frames that pictures of the query vote for: (picture, member, key frame, its time, votes), in columns."""

    picture: npt.NDArray[np.int64]
    member: npt.NDArray[np.int64]
    key: npt.NDArray[np.int64]
    time: npt.NDArray[np.float64]
    votes: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MarkHitRows:
    """Marks near those of the query: (row of the query, member, time there, bits apart), in columns."""

    asked: npt.NDArray[np.int64]
    member: npt.NDArray[np.int64]
    time: npt.NDArray[np.float64]
    apart: npt.NDArray[np.uint16]


def key_of(words: npt.NDArray[np.integer], signatures: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """Return the keys of points: word, then the first bits of the signature."""
    near = signatures & np.uint64((1 << NEAR_BITS) - 1)
    return (words.astype(np.uint32) << np.uint32(NEAR_BITS)) | near.astype(np.uint32)


def word_weights(frames: int, points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return squared inverse document frequencies of words from how many points each has among so many key frames;
    1 while there are too few key frames to tell.
    """
    if frames < _FEW:
        return np.ones(WORDS)
    weights = np.log(np.maximum(frames / np.maximum(points, 1), 1)) ** 2
    weights[points > _COMMON * frames] = 0
    return np.asarray(weights)


def indexed(words: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Say which words an index holds: one half of them, the same for every video and every query."""
    return np.asarray((words.astype(np.int64) * 40503 >> 4) % 2 == 0)


def kept_bits(signatures: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint32]:
    """Return the 32 bits of signatures that are kept beside the key."""
    return (signatures >> np.uint64(NEAR_BITS)).astype(np.uint32)


def parts_of(bits: Bits) -> npt.NDArray[np.uint32]:
    """Return the twelve parts of marks (n, 32), each a number of twenty bits: (12, n)."""
    made = np.zeros((PARTS, len(bits)), np.uint32)
    for part in range(PARTS):
        first = part * PART_BITS
        # Three bytes hold twenty bits from any place that is a multiple of four.
        three = bits[:, first // 8 : first // 8 + 3].astype(np.uint32)
        whole = (three[:, 0] << 16) | (three[:, 1] << 8) | three[:, 2]
        made[part] = (whole >> np.uint32(24 - PART_BITS - first % 8)) & np.uint32((1 << PART_BITS) - 1)
    return made


def write(folder: Path, shares: Sequence[Share]) -> None:
    """Write a segment of some videos into a folder that exists."""
    frames = [len(one.key_times) for one in shares]
    first = np.concatenate([[0], np.cumsum(frames, dtype=np.int64)])
    words = _joined((one.words for one in shares), np.uint16)
    signatures = _joined((one.signatures for one in shares), np.uint64)
    frame = _joined(
        (one.keys.astype(np.uint32) + np.uint32(at) for one, at in zip(shares, first, strict=False)), np.uint32
    )
    order, starts = sorted_by(key_of(words, signatures), KEY_BITS, least=13)
    posts = np.empty((len(order), 2), np.uint32)
    posts[:, 0], posts[:, 1] = frame[order], kept_bits(signatures)[order]
    bits = np.concatenate([one.bits.reshape(-1, BYTES) for one in shares]) if shares else np.zeros((0, BYTES), np.uint8)
    orders, mark_starts = zip(*(sorted_by(part, PART_BITS) for part in parts_of(bits)), strict=True)
    members = np.repeat(np.arange(len(shares), dtype=np.uint32), [len(one.bits) for one in shares])
    made: dict[str, npt.NDArray[Any]] = {
        "posts": posts,
        "post_starts": starts,
        "post_words": np.bincount(words, minlength=WORDS).astype(np.uint32),
        "frame_times": _joined((one.key_times for one in shares), np.float32),
        "frame_points": np.bincount(frame, minlength=int(first[-1])).clip(0, 65535).astype(np.uint16),
        "frame_first": first,
        "mark_bits": bits,
        "mark_member": members,
        "mark_times": _joined((one.mark_times for one in shares), np.float32),
        "mark_order": np.stack(orders).astype(np.uint32),
        "mark_starts": np.stack(mark_starts),
    }
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", made[name], allow_pickle=False)


_Kind = TypeVar("_Kind", bound=np.generic)


def _joined(parts: Iterable[npt.NDArray[np.generic]], kind: type[_Kind]) -> npt.NDArray[_Kind]:
    listed = [np.asarray(part).astype(kind, copy=False) for part in parts]
    return np.concatenate(listed) if listed else np.zeros(0, kind)


class Segment:
    """A segment that is read where it lies."""

    def __init__(self, folder: Path) -> None:
        try:
            held = {name: np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in ARRAYS}
        except (OSError, ValueError, EOFError) as error:
            raise SegmentRefused(f"{folder.name} cannot be read: {error}") from error
        self._posts, self._post_starts, self.post_words = held["posts"], held["post_starts"], held["post_words"]
        self._frame_times, self._frame_points = held["frame_times"], held["frame_points"]
        self._first = np.array(held["frame_first"])
        self._bits, self._member, self._mark_times = held["mark_bits"], held["mark_member"], held["mark_times"]
        self._order, self._mark_starts = held["mark_order"], held["mark_starts"]
        if len(self._bits) != len(self._member) or int(self._first[-1]) != len(self._frame_times):
            raise SegmentRefused(f"the arrays of {folder.name} contradict each other")

    @property
    def members(self) -> int:
        """Return how many videos it holds."""
        return len(self._first) - 1

    @property
    def frames(self) -> int:
        """Return how many key frames it holds."""
        return int(self._first[-1])

    @property
    def size(self) -> int:
        """Return how many rows it has, by which segments are merged."""
        return len(self._posts) + len(self._bits)

    def points_near(self, asked: AskedPoints, weights: npt.NDArray[np.float64], *, least: int, most: int) -> PointVotes:
        """Return for each picture at most ``most`` key frames that share at least ``least`` points with it.

        ``weights`` are those of the words, over the whole index.
        """
        prefixes = prefixes_of(asked.keys, KEY_BITS, self._post_starts)
        # Where the table is coarse several keys of a point fall together.
        point = np.repeat(np.arange(len(asked.keys)), asked.keys.shape[1])
        pairs = np.unique(point << 32 | prefixes.ravel().astype(np.int64))
        point, under = pairs >> 32, (pairs & 0xFFFFFFFF).astype(np.uint32)
        weight = weights[under >> np.uint32(len(self._post_starts).bit_length() - 1 - 13)]
        told = weight > 0
        crowded = max(4096, _CROWDED * len(self._posts) // max(1, len(self._post_starts)))
        votes = [
            self._voted(asked, point[told][some], under[told][some], weight[told][some], crowded)
            for some in self._in_blocks(under[told], crowded)
        ]
        return self._best([np.concatenate(column) for column in zip(*votes, strict=True)], least, most)

    def _in_blocks(self, under: npt.NDArray[np.uint32], crowded: int) -> list[slice]:
        """Return slices of what is asked for under each of which about LOOKED_AT rows stand."""
        counts = self._post_starts[under.astype(np.int64) + 1].astype(np.int64) - self._post_starts[under]
        total = np.cumsum(np.where(counts > crowded, 0, counts))
        ends = np.searchsorted(
            total, np.arange(LOOKED_AT, (int(total[-1]) if len(total) else 0) + LOOKED_AT, LOOKED_AT)
        )
        edges = np.unique([0, *ends, len(under)])
        return [slice(int(low), int(high)) for low, high in pairwise(edges)] or [slice(0, 0)]

    def _voted(
        self,
        asked: AskedPoints,
        point: npt.NDArray[np.int64],
        under: npt.NDArray[np.uint32],
        weight: npt.NDArray[np.float64],
        crowded: int,
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """Return (picture, frame) as one number, and the weight, of each point of the index that is near enough."""
        which, place = found_under(self._post_starts, under, crowded)
        rows = np.asarray(self._posts[place])
        apart = np.bitwise_count(rows[:, 1] ^ asked.bits[point[which]])
        near = np.flatnonzero(apart <= POINT_REACH)
        which = which[near]
        voted = asked.picture[point[which]] << 32 | rows[near, 0].astype(np.int64)
        return voted, weight[which] * np.exp(-((apart[near] / STEEP) ** 2))

    def _best(self, votes: Sequence[npt.NDArray[np.generic]], least: int, most: int) -> PointVotes:
        voted, place, counts = np.unique(np.asarray(votes[0], np.int64), return_inverse=True, return_counts=True)
        sums = np.bincount(place, np.asarray(votes[1], np.float64), minlength=len(voted))
        enough = counts >= least
        voted, sums = voted[enough], sums[enough]
        picture, frame = voted >> 32, voted & 0xFFFFFFFF
        sums = sums / np.sqrt(np.maximum(self._frame_points[frame], 20))
        order = np.lexsort((-sums, picture))
        rank = np.arange(len(order)) - np.searchsorted(picture[order], picture[order])
        order = order[rank < most]
        picture, frame, sums = picture[order], frame[order], sums[order]
        member = np.searchsorted(self._first, frame, side="right") - 1
        times = self._frame_times[frame].astype(np.float64)
        return PointVotes(picture, member, frame - self._first[member], times, sums)

    def marks_near(self, bits: Bits) -> MarkHitRows:
        """Return marks within MARK_REACH bits of those asked for (n, 32), each pair once."""
        crowded = max(256, _CROWDED * len(self._bits) // max(1, self._mark_starts.shape[1]))
        found: list[npt.NDArray[np.int64]] = []
        for part, values in enumerate(parts_of(bits)):
            starts = self._mark_starts[part]
            keys = (values[:, None] ^ FLIPS).ravel()
            under = prefixes_of(keys, PART_BITS, starts)
            pairs = np.unique(np.repeat(np.arange(len(bits)), len(FLIPS)) << 32 | under.astype(np.int64))
            which, place = found_under(starts, (pairs & 0xFFFFFFFF).astype(np.uint32), crowded)
            found.append((pairs >> 32)[which] << 32 | self._order[part][place].astype(np.int64))
        pairs = np.unique(np.concatenate(found))
        asked, place = pairs >> 32, pairs & 0xFFFFFFFF
        words = np.ascontiguousarray(bits).view(np.uint64)
        apart = np.bitwise_count(np.ascontiguousarray(self._bits[place]).view(np.uint64) ^ words[asked]).sum(
            axis=1, dtype=np.uint16
        )
        near = apart <= MARK_REACH
        asked, place = asked[near], place[near]
        return MarkHitRows(
            asked, self._member[place].astype(np.int64), self._mark_times[place].astype(np.float64), apart[near]
        )
