"""Give any frame of a video exactly: an index of all packets made in one pass, then seek, decode and match by pts.

A frame's index counts decoded frames in presentation order from 0, as an examination counts them. Where the packets
cannot tell that order (AVI keeps no presentation times; a time missing or twice; a packet for each field), the index
is made by decoding everything once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

import av
from av.packet import Packet
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from forensics.media.opening import CannotOpen, Opened, open_media
from forensics.types import StreamFacts, StreamKind

MAX_FRAMES = 5_000_000
CACHE_BYTES = 512 * 1024 * 1024
"""Bytes of decoded frames that are kept, so that stepping back does not decode a group of pictures again each time."""
_CHECKED = 32
"""Frames that are decoded to see whether each packet is one frame: the two fields of a picture may be two packets."""
_TELL_EVERY = 100
PART = "only one part of a larger picture that the file puts together: FFmpeg gives the parts one by one"


class NoPicture(Exception):
    """This frame cannot be shown; the text says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One frame: its time in ticks, None where the file gives none, and whether decoding can start here."""

    pts: int | None
    key: bool


@dataclass(frozen=True, slots=True)
class Index:
    """All frames in presentation order. ``made_by`` is 'packets' or 'decoding'; ``remark`` says what was left out."""

    entries: tuple[Entry, ...]
    made_by: str
    remark: str


class FrameAccess:
    """One video stream of an open exhibit, with its index and a cache of decoded frames."""

    def __init__(self, path: Path, cache_bytes: int = CACHE_BYTES, *, marks: bool = False) -> None:
        """Open ``path``; raise CannotOpen where there is no video in it. ``make_index`` comes next.

        With ``marks`` the decoder is asked for the motion vectors and quantisers of its blocks.
        """
        self._path, self._cache_bytes, self._marks = path, cache_bytes, marks
        self._opened = self._open()
        self.facts = self._video_facts()
        self.index = Index((), "packets", "")
        self._number: dict[int | None, int] = {}
        self._keys: list[int] = []
        self._cache: OrderedDict[int, VideoFrame] = OrderedDict()
        self._cached_bytes = 0
        self._missing: dict[int, str] = {}
        self._running: Iterator[tuple[int, VideoFrame]] | None = None
        self._last = -1

    @property
    def stream(self) -> VideoStream:
        """Return the stream that is shown."""
        stream = self._opened.container.streams[self.facts.index]
        assert isinstance(stream, VideoStream)
        return stream

    def close(self) -> None:
        """Close the exhibit."""
        self._running = None
        self._cache.clear()
        self._opened.container.close()

    def make_index(self) -> Iterator[int]:
        """Make the index, yielding now and then how many frames are in it; raise CannotOpen when there is none."""
        self.index = yield from self._index_by_packets()
        if self.index.made_by == "packets":
            self._number = {entry.pts: n for n, entry in enumerate(self.index.entries)}
            self._keys = [n for n, entry in enumerate(self.index.entries) if entry.key]
        if not self.index.entries:
            raise CannotOpen("its video stream gives no frame")

    def frame(self, number: int) -> Generator[int, None, VideoFrame]:
        """Return frame ``number`` as decoded, yielding now and then which frame was decoded on the way.

        Raise NoPicture where the decoder gives no picture for it.
        """
        if not 0 <= number < len(self.index.entries):
            raise NoPicture(f"there is no frame {number}: the index ends at {len(self.index.entries) - 1}")
        if number in self._missing:
            raise NoPicture(self._missing[number])
        if number in self._cache:
            self._cache.move_to_end(number)
            return self._cache[number]
        for start in self._starts(number):
            found = yield from self._forward_to(number, start)
            if found is not None and not (found.is_corrupt and start > 0):
                return found
        self._missing[number] = "the decoder gives no picture for this packet"
        raise NoPicture(self._missing[number])

    def _starts(self, number: int) -> Iterator[int]:
        """Yield where to decode from, nearest first: -1 goes on from where the decoder stands, 0 is the beginning.

        A second, earlier start is for streams whose key frames do not refresh the whole picture at once.
        """
        at = bisect_right(self._keys, number)
        nearest, before = [0, 0, *self._keys[max(0, at - 2) : at]][-1:-3:-1]
        if self._running is not None and nearest - 1 <= self._last < number:
            yield -1
        yield from dict.fromkeys((nearest, before, 0))

    def _forward_to(self, number: int, start: int) -> Generator[int, None, VideoFrame | None]:
        if start >= 0:
            self._running = self._decode_from(start)
            self._last = start - 1
        assert self._running is not None
        for index, frame in self._running:
            self._last = index
            self._keep(index, frame)
            if index % _TELL_EVERY == 0:
                yield index
            if index == number:
                return frame
            if index > number:
                return None
        self._running = None
        return None

    def _keep(self, number: int, frame: VideoFrame) -> None:
        if number not in self._cache:
            self._cached_bytes += _size(frame)
        self._cache[number] = frame
        self._cache.move_to_end(number)
        while self._cached_bytes > self._cache_bytes and len(self._cache) > 1:
            self._cached_bytes -= _size(self._cache.popitem(last=False)[1])

    def _decode_from(self, start: int) -> Iterator[tuple[int, VideoFrame]]:
        if self.index.made_by == "decoding":
            self._opened.container.close()
            self._opened = self._open()
            yield from enumerate(_decoded(self._packets()))
            return
        for frame in _decoded(self._packets_from(start)):
            number = self._number.get(frame.pts)
            if number is not None and number >= start:
                yield number, frame

    def _packets_from(self, start: int) -> Iterator[Packet[VideoStream]]:
        """Yield packets from the key frame ``start`` or an earlier one on; reopen where the demuxer seeks badly."""
        wanted = self.index.entries[start].pts
        if start > 0 and wanted is not None:
            try:
                self._opened.container.seek(wanted, stream=self.stream, backward=True, any_frame=False)
            except av.error.FFmpegError:
                pass
            else:
                packets = self._packets()
                first = next((packet for packet in packets if packet.is_keyframe), None)
                if first is not None and first.pts is not None and first.pts <= wanted and first.pts in self._number:
                    yield first
                    yield from packets
                    return
        self._opened.container.close()
        self._opened = self._open()
        yield from self._packets()

    def _open(self) -> Opened:
        opened = open_media(self._path, self._path.stat().st_size)
        facts = opened.facts.first(StreamKind.VIDEO)
        if facts is not None and opened.container.streams[facts.index].codec_context is not None:
            context = opened.container.streams[facts.index].codec_context
            # With threads for frames the vectors of a frame were seen to be missing in some runs (PyAV 18.1, FFmpeg 8).
            context.thread_type = "SLICE" if self._marks else "AUTO"
            if self._marks:
                context.options = {"flags2": "+export_mvs", "export_side_data": "+venc_params"}
        return opened

    def _video_facts(self) -> StreamFacts:
        facts = self._opened.facts.first(StreamKind.VIDEO)
        if facts is None:
            raise CannotOpen("it holds no video stream")
        if self._opened.container.streams[facts.index].codec_context is None:
            raise CannotOpen(f"no decoder for its video ({facts.codec or 'unknown codec'})")
        return facts

    def _packets(self) -> Iterator[Packet[VideoStream]]:
        """Yield the stream's packets, the empty one last that flushes the decoder; stop where reading fails."""
        try:
            yield from self._opened.container.demux(self.stream)
        except av.error.FFmpegError:
            return

    def _index_by_packets(self) -> Generator[int, None, Index]:
        entries: list[Entry] = []
        for packet in self._packets():
            if packet.size == 0 or (self.facts.codec == "vp8" and _invisible(packet)):
                continue
            if packet.pts is None:
                return (yield from self._index_by_decoding())
            if len(entries) == MAX_FRAMES:
                break
            entries.append(Entry(packet.pts, bool(packet.is_keyframe)))
            if len(entries) % _TELL_EVERY == 0:
                yield len(entries)
        inside = tuple(sorted(entries, key=lambda entry: entry.pts or 0))
        if not inside or any(a.pts == b.pts for a, b in pairwise(inside)):
            return (yield from self._index_by_decoding())
        self._rewind()
        shown = [frame.pts for frame in islice(_decoded(self._packets()), _CHECKED)]
        if self._opened.facts.demuxer == "avi" or shown != [entry.pts for entry in inside[: len(shown)]]:
            return (yield from self._index_by_decoding())
        self._rewind()
        return Index(inside, "packets", self._remark(len(inside)))

    def _remark(self, count: int) -> str:
        """Say what the index leaves out, and of a tile of a HEIF picture that it is one."""
        parts = [PART] if Disposition.dependent in self.stream.disposition else []
        return "; ".join((*parts, *filter(None, (_cut(count),))))

    def _index_by_decoding(self) -> Generator[int, None, Index]:
        self._rewind()
        entries: list[Entry] = []
        for frame in islice(_decoded(self._packets()), MAX_FRAMES):
            entries.append(Entry(frame.pts, bool(frame.key_frame)))
            if len(entries) % _TELL_EVERY == 0:
                yield len(entries)
        self._rewind()
        remark = "the packets do not give the order of the frames, so all were decoded once"
        return Index(tuple(entries), "decoding", "; ".join(filter(None, (remark, self._remark(len(entries))))))

    def _rewind(self) -> None:
        self._opened.container.close()
        self._opened = self._open()


def _cut(count: int) -> str:
    return f"only the first {MAX_FRAMES} frames are in the index" if count == MAX_FRAMES else ""


def _invisible(packet: Packet[VideoStream]) -> bool:
    """Return whether a VP8 packet holds a frame that is never shown (RFC 6386 9.1: show_frame, bit 4 of the tag)."""
    return not memoryview(packet)[0] >> 4 & 1


def _size(frame: VideoFrame) -> int:
    return sum(plane.buffer_size for plane in frame.planes)


def _decoded(packets: Iterator[Packet[VideoStream]]) -> Iterator[VideoFrame]:
    for packet in packets:
        try:
            frames = packet.decode()
        except av.error.EOFError:
            return
        except av.error.FFmpegError:
            continue  # a damaged packet gives no frame; what comes after it may
        yield from (frame for frame in frames if isinstance(frame, VideoFrame))
