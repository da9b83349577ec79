"""Tell the bytes of media data that samples use from those that none uses (ISO/IEC 14496-12 8.1.1, 8.7, 8.8.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from forensics.media.items import IN_FILE, NOT_LISTED, read_items
from forensics.media.reading import Ledger, Reader
from forensics.media.tracks import Track, tracks, value_of
from forensics.types import ByteRange, Element, Measurement, NotMeasured, Outcome

if TYPE_CHECKING:
    import numpy.typing as npt

    Places = npt.NDArray[np.int64]

MAX_SAMPLES = 4_000_000
"""Samples whose places are computed; a file with more is not accounted for."""
MAX_LISTED = 50
_EMPTY = np.empty((0, 2), dtype=np.int64)


class TablesUnusable(Exception):
    """The tables of this file cannot be followed within the bounds; the text says why."""


def measure(ledger: Ledger) -> Iterator[Outcome]:
    """Yield how many bytes of the media data no sample or item uses, and where the longest such runs lie."""
    elements = ledger.elements
    boxes = [one for one in elements if one.kind == "mdat" and one.parent == -1]
    found = tracks(elements)
    if not boxes or not any(one.kind in ("trak", "iloc") for one in elements):
        return
    try:
        used = [sample_places(ledger.reader, track) for track in found]
        used += [_fragments(elements), _items(ledger.reader, elements)]
    except TablesUnusable as why:
        yield NotMeasured("container.media_bytes_unused", str(why))
        return
    places = np.concatenate([*used, _EMPTY])
    ranges = _merged(places)
    free = [run for box in boxes for run in _gaps(box, ranges, ledger.reader.size)]
    yield Measurement("container.media_bytes_unused", sum(end - start for start, end in free), "byte")
    yield Measurement("container.media_runs_unused", len(free), "1")
    yield from _claims(places, ranges, boxes, ledger)
    for start, end in sorted(sorted(free, key=lambda run: run[0] - run[1])[:MAX_LISTED]):
        words = "zero bytes" if not ledger.reader.at(start, min(4096, end - start)).strip(b"\0") else "not zero"
        yield Measurement("container.media_unused", words, "text", ByteRange(start, end - start))
    if len(free) > MAX_LISTED:
        left = f"{len(free) - MAX_LISTED} shorter runs of {len(free)} are counted and not listed"
        yield NotMeasured("container.media_unused", left)


def _claims(places: Places, ranges: Places, boxes: Sequence[Element], ledger: Ledger) -> Iterator[Outcome]:
    """Yield how many bytes more than one sample claims, and how many samples claim outside the media data."""
    covered = int((ranges[:, 1] - ranges[:, 0]).sum()) if len(ranges) else 0
    yield Measurement("container.media_bytes_shared", sum(places[:, 1].tolist()) - covered, "byte")
    inside = sum(
        max(0, min(end, box.offset + box.size, ledger.reader.size) - max(start, box.offset + box.header))
        for box in boxes
        for start, end in _touching(ranges, box.offset, box.offset + box.size)
    )
    beyond = sum(max(0, end - max(start, ledger.reader.size)) for start, end in _touching(ranges, ledger.reader.size))
    yield Measurement("container.media_bytes_elsewhere", covered - inside - beyond, "byte")


def _touching(ranges: Places, begin: int, end: int = 1 << 62) -> list[list[int]]:
    found: list[list[int]] = ranges[(ranges[:, 1] > begin) & (ranges[:, 0] < end)].tolist()
    return found


def sample_places(reader: Reader, track: Track, limit: int = MAX_SAMPLES) -> Places:
    """Return (offset, size) of a track's samples that the movie box names, in decoding order; at most ``limit``.

    Raise TablesUnusable where there are more, or where the tables do not fit each other.
    """
    count = track.number("stsz", "samples")
    if "stsz" not in track.boxes or count == 0:
        return _EMPTY
    if count > MAX_SAMPLES:
        raise TablesUnusable(f"track {track.index} has {count} samples; at most {MAX_SAMPLES} are placed")
    sizes = _sizes(reader, track, count)
    kind, width = ("stco", ">u4") if "stco" in track.boxes else ("co64", ">i8")
    chunks = np.clip(_table(reader, track, kind, 1, width)[:, 0], 0, 1 << 62)
    runs = _table(reader, track, "stsc", 3, ">u4")
    if not len(chunks) or not len(runs) or runs[0, 0] != 1 or (np.diff(runs[:, 0]) <= 0).any():
        raise TablesUnusable(f"the chunk tables of track {track.index} do not fit each other")
    begins = np.minimum(runs[:, 0], len(chunks) + 1)  # a run may claim chunks that are not there
    per_chunk = np.repeat(runs[:, 1], np.diff(np.append(begins, len(chunks) + 1)))
    if len(per_chunk) != len(chunks) or int(per_chunk.sum()) != count:
        raise TablesUnusable(f"the tables of track {track.index} disagree on the number of its samples")
    firsts = np.cumsum(per_chunk) - per_chunk
    before = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(chunks)), per_chunk)
    offsets = chunks[owner] + before - before[firsts[owner]]
    return np.stack((offsets, sizes), axis=1)[:limit]


def _sizes(reader: Reader, track: Track, count: int) -> npt.NDArray[np.int64]:
    constant = track.number("stsz", "sample_size")
    if constant:
        return np.full(count, constant, dtype=np.int64)
    box = track.boxes["stsz"][0]
    raw = reader.at(box.offset + box.header + 12, count * 4)
    if len(raw) < count * 4:
        raise TablesUnusable(f"the sizes of track {track.index} end early")
    return np.frombuffer(raw, dtype=">u4").astype(np.int64)


def _table(reader: Reader, track: Track, kind: str, columns: int, dtype: str) -> npt.NDArray[np.int64]:
    if kind not in track.boxes:
        raise TablesUnusable(f"track {track.index} has no {kind}")
    box = track.boxes[kind][0]
    width = np.dtype(dtype).itemsize * columns
    rows = min(track.number(kind, "entries"), MAX_SAMPLES, max(0, box.size - box.header - 8) // width)
    raw = reader.at(box.offset + box.header + 8, rows * width)
    return np.frombuffer(raw[: len(raw) // width * width], dtype=dtype).reshape(-1, columns).astype(np.int64)


def _fragments(elements: Sequence[Element]) -> Places:
    """Return where the runs of movie fragments lie; a run without sizes of its own takes the fragment's default."""
    defaults = {value_of([one], "track_id"): value_of([one], "default_size") for one in elements if one.kind == "trex"}
    rows: list[tuple[int, int]] = []
    head: dict[int, Element] = {}
    end: dict[int, int] = {}
    for one in elements:
        if one.kind == "tfhd":
            head[one.parent] = one
        if one.kind != "trun" or one.parent not in head:
            continue
        tfhd = [head[one.parent]]
        base = value_of(tfhd, "base_data_offset")
        moof = elements[elements[one.parent].parent].offset if elements[one.parent].parent >= 0 else 0
        start, offset = base if isinstance(base, int) else moof, value_of([one], "data_offset")
        begin = start + offset if isinstance(offset, int) else end.get(one.parent, start)
        each = value_of(tfhd, "default_size") or defaults.get(value_of(tfhd, "track_id"), 0)
        total, samples = value_of([one], "size_total"), value_of([one], "samples")
        if not isinstance(total, int):
            total = each * samples if isinstance(each, int) and isinstance(samples, int) else 0
        rows.append((begin, total))
        end[one.parent] = begin + total
    return np.array([row for row in rows if 0 <= row[0] < 1 << 62 and 0 < row[1] < 1 << 62] or _EMPTY, dtype=np.int64)


def _items(reader: Reader, elements: Sequence[Element]) -> Places:
    """Return where the extents of items lie that lie in the file itself; what no list names is no item."""
    there = (item for item in read_items(reader, elements) if item.place == IN_FILE and item.kind != NOT_LISTED)
    rows = [(piece.offset, piece.length) for item in there for piece in item.pieces]
    return np.array(rows or _EMPTY, dtype=np.int64)


def _merged(places: Places) -> Places:
    """Return (start, end) of the ranges that places cover, sorted and without overlap."""
    places = places[places[:, 1] > 0]
    if not len(places):
        return _EMPTY
    places = places[np.argsort(places[:, 0], kind="stable")]
    ends = np.maximum.accumulate(places[:, 0] + places[:, 1])
    breaks = np.flatnonzero(places[1:, 0] > ends[:-1]) + 1
    starts = places[np.concatenate(([0], breaks)), 0]
    return np.stack((starts, ends[np.concatenate((breaks - 1, [len(ends) - 1]))]), axis=1)


def _gaps(box: Element, ranges: Places, size: int) -> Iterator[tuple[int, int]]:
    at, end = box.offset + box.header, min(box.offset + box.size, size)
    inside = ranges[(ranges[:, 1] > at) & (ranges[:, 0] < end)]
    for start, stop in inside.tolist():
        if start > at:
            yield at, min(start, end)
        at = max(at, stop)
    if at < end:
        yield at, end
