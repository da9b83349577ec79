"""Digests of a stream's coded data: as stored, and independent of the container that carries it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from queue import Queue
from threading import Thread, get_native_id
from types import TracebackType
from typing import Protocol

from forensics.media.sei import nal_framing
from forensics.media.start_codes import START_CODE, start_codes


class _Hash(Protocol):
    def update(self, data: bytes | memoryview, /) -> None: ...
    def hexdigest(self) -> str: ...
    def copy(self) -> _Hash: ...


BATCH = 2 << 20
"""Bytes of packets that are joined and handed to a lane at once.

A lane needs the interpreter between two pieces, and waits for it longer than some kilobytes take to digest.
"""
QUEUE_DEPTH = 4
STEPS_BACK = 5
"""By how much a lane is nicer than the thread that feeds it: that one gets three times its share of a processor."""

# NAL unit types that remuxing adds, drops or moves to the header (ITU-T H.264 table 7-1; H.265 table 7-1):
# parameter sets, access unit delimiters, ends of sequence and stream, filler data.
_AVC_MOVABLE = frozenset({7, 8, 9, 10, 11, 12, 13})
_HEVC_MOVABLE = frozenset({32, 33, 34, 35, 36, 37, 38})

Work = Callable[[], None]


class Lane:
    """A thread that does work in the order in which it is given; it starts with the first piece."""

    def __init__(self, depth: int = QUEUE_DEPTH) -> None:
        self._queue: Queue[Work | None] = Queue(depth)
        self._thread: Thread | None = None
        self._fault: Exception | None = None

    def put(self, work: Work) -> None:
        """Give work; wait where the lane is far behind. Raises MemoryError where no thread can be had."""
        if self._thread is None:
            self._thread = self._started()
        self._queue.put(work)

    def wait(self) -> None:
        """Return when all work given so far is done; raise what went wrong in it."""
        self._queue.join()
        if self._fault is not None:
            raise self._fault

    def done_within(self, seconds: float) -> bool:
        """Say whether all work given so far is done before so many seconds have passed."""
        with self._queue.all_tasks_done:
            return self._queue.all_tasks_done.wait_for(lambda: not self._queue.unfinished_tasks, seconds)

    def close(self) -> None:
        """Let the thread end once its work is done."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _started(self) -> Thread:
        thread = Thread(target=self._run, daemon=True)
        try:
            thread.start()
        except RuntimeError as error:  # all that the interpreter says where the process's limit leaves no stack for it
            raise MemoryError(str(error)) from error
        return thread

    def _run(self) -> None:
        _let_decoder_first()
        while True:
            work = self._queue.get()
            try:
                if work is None:
                    return
                if self._fault is None:
                    work()
            except Exception as fault:  # noqa: BLE001 - handed to whoever waits
                self._fault = fault
            finally:
                self._queue.task_done()


def _let_decoder_first() -> None:
    """Have this thread step back where processors are few: whoever feeds the lanes is the one that all wait for."""
    if sys.platform == "linux":  # elsewhere it would be the whole process
        thread = get_native_id()
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + STEPS_BACK)


class Lanes:
    """Two threads that digest beside the demuxer and the decoder: hashlib leaves the interpreter to others meanwhile.

    Use as a context manager, so that no thread is left.
    """

    def __init__(self) -> None:
        self.packets, self.essence = Lane(), Lane()

    def __enter__(self) -> Lanes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.packets.close()
        self.essence.close()


class EssenceDigest:
    """SHA-256 of one stream's coded data, fed packet by packet.

    ``packets``: the packets as the demuxer gives them, concatenated; equal to ``ffmpeg -i X -map 0:N -c copy -f
    streamhash -hash sha256 -``. ``essence``: the same without what a change of container changes, that is NAL unit
    framing, parameter sets and delimiters of H.264 and H.265, and ADTS headers of AAC. As long as both are the same
    bytes, as in most MP4 and Matroska files, one digest stands for both; the second branches off at the first
    packet that differs.
    """

    def __init__(self, codec: str, extradata: bytes, lanes: Lanes) -> None:
        self._lanes = lanes
        self._packets: _Hash = hashlib.sha256()
        self._essence: _Hash | None = None
        self._normaliser = _normaliser(codec, extradata)
        self._batch: list[memoryview] = []
        self._waiting = 0

    def packet(self, data: memoryview) -> None:
        """Add the next packet of the stream; its bytes must not change until the digests are asked for."""
        if self._normaliser is not None and self._essence is None and not self._normaliser.leaves(data):
            self._branch_off()
        self._batch.append(data)
        self._waiting += len(data)
        if self._waiting >= BATCH:
            self._hand_over()

    def packets_sha256(self) -> str:
        """Return the digest of the packets as stored."""
        self._hand_over()
        self._lanes.packets.wait()
        return self._packets.hexdigest()

    def essence_sha256(self) -> str:
        """Return the digest that remuxing leaves unchanged."""
        packets = self.packets_sha256()
        if self._essence is None:
            return packets
        self._lanes.essence.wait()
        return self._essence.hexdigest()

    def _branch_off(self) -> None:
        self._hand_over()
        self._lanes.packets.wait()
        self._essence = self._packets.copy()

    def _hand_over(self) -> None:
        if not self._batch:
            return
        batch, self._batch, self._waiting = self._batch, [], 0
        ends, whole = list(accumulate(map(len, batch))), b"".join(batch)
        self._lanes.packets.put(lambda: self._packets.update(whole))
        essence, normaliser = self._essence, self._normaliser
        if essence is not None and normaliser is not None:
            self._lanes.essence.put(lambda: essence.update(b"".join(normaliser.parts(whole, ends))))


class _Normaliser(Protocol):
    """How a codec's packets are freed of what a change of container changes."""

    def leaves(self, data: memoryview) -> bool:
        """Say whether nothing is taken from a packet and nothing added."""
        ...

    def parts(self, whole: bytes, ends: Sequence[int]) -> Iterator[bytes | memoryview]:
        """Yield what is left of packets that follow on each other in ``whole`` and end at ``ends``."""
        ...


def _normaliser(codec: str, extradata: bytes) -> _Normaliser | None:
    if codec == "h264":
        return _NalUnits(nal_framing(codec, extradata), _avc_movable)
    if codec == "hevc":
        return _NalUnits(nal_framing(codec, extradata), _hevc_movable)
    return _Adts() if codec == "aac" else None


def _avc_movable(first: int) -> bool:
    return (first & 0x1F) in _AVC_MOVABLE


def _hevc_movable(first: int) -> bool:
    return (first >> 1 & 0x3F) in _HEVC_MOVABLE


class _NalUnits:
    """NAL units that stay, each behind its length in four bytes and without trailing zero bytes."""

    def __init__(self, length_size: int, movable: Callable[[int], bool]) -> None:
        self._length_size, self._movable = length_size, movable

    def leaves(self, data: memoryview) -> bool:
        if self._length_size != 4:
            return False
        place, total = 0, len(data)
        while place + 4 < total:
            end = place + 4 + int.from_bytes(data[place : place + 4], "big")
            if end == place + 4 or end > total or data[end - 1] == 0 or self._movable(data[place + 4]):
                return False
            place = end
        return place == total

    def parts(self, whole: bytes, ends: Sequence[int]) -> Iterator[bytes | memoryview]:
        for unit in self._units(whole, ends):
            body = _without_trailing_zeros(unit)
            if len(body) and not self._movable(body[0]):
                yield len(body).to_bytes(4, "big")
                yield body

    def _units(self, whole: bytes, ends: Sequence[int]) -> Iterator[memoryview]:
        if not self._length_size:
            return _annex_b(whole, ends)
        return (unit for one in _packets(whole, ends) for unit in _length_prefixed(one, self._length_size))


def _packets(whole: bytes, ends: Sequence[int]) -> Iterator[memoryview]:
    view = memoryview(whole)
    return (view[begin:end] for begin, end in pairwise((0, *ends)))


def _length_prefixed(data: memoryview, length_size: int) -> Iterator[memoryview]:
    place = 0
    while place + length_size <= len(data):
        length = int.from_bytes(data[place : place + length_size], "big")
        place += length_size
        yield data[place : place + length]
        place += length


def _annex_b(whole: bytes, ends: Sequence[int]) -> Iterator[memoryview]:
    """Yield what follows each start code, up to the next or the end of its packet; none runs over two packets."""
    view, codes = memoryview(whole), list(start_codes(whole))
    at = 0
    for first, end in pairwise((0, *ends)):
        begin = -1
        while at < len(codes) and codes[at] < end:
            code, at = codes[at], at + 1
            if code < first or code + len(START_CODE) > end:
                continue
            if begin >= 0:
                yield view[begin:code]
            begin = code + len(START_CODE)
        if begin >= 0:
            yield view[begin:end]


def _without_trailing_zeros(unit: memoryview) -> memoryview:
    end = len(unit)
    while end and unit[end - 1] == 0:
        end -= 1
    return unit[:end]


class _Adts:
    """AAC without the header of its transport stream (ISO/IEC 13818-7 6.2): sync word, layer 0."""

    def leaves(self, data: memoryview) -> bool:
        return not (len(data) >= 7 and data[0] == 0xFF and data[1] & 0xF6 == 0xF0)

    def parts(self, whole: bytes, ends: Sequence[int]) -> Iterator[bytes | memoryview]:
        for data in _packets(whole, ends):
            # The header has 7 bytes, 9 with a check sum.
            yield data if self.leaves(data) else data[7 if data[1] & 1 else 9 :]
