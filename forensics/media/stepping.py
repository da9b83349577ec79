"""Answer a viewer's questions for single frames, in the worker process: commands on standard input, pixels in a file.

What is said and where the pixels lie: forensics.media.stepping_protocol.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

from av.video.frame import VideoFrame

from forensics.codec import CodecError, decode_as
from forensics.media.access import FrameAccess, NoPicture
from forensics.media.colour import to_rgb
from forensics.media.opening import CannotOpen
from forensics.media.pictures import DecodedFrame
from forensics.media.stepping_protocol import ANSWERED, INDEX, MAX_PIXELS, PIXELS, READY, Wanted
from forensics.types import (
    Cell,
    Column,
    FrameLocus,
    Line,
    Measurement,
    NotMeasured,
    Outcome,
    Picture,
    Progress,
    Result,
    Series,
    StreamLocus,
    Timestamp,
    Unread,
)
from forensics.worker import Job, coded_path

METHOD, VERSION = "stepping", "1"
COLUMNS = (Column("pts", "time base"), Column("key", "1"))
_CHUNK = 4096
_MAX_COMMAND = 1024


def run(job: Job) -> Iterator[Line]:
    """Open the exhibit, give its index, then answer commands until standard input ends."""
    try:
        access = FrameAccess(coded_path(job.exhibit))
        for done in access.make_index():
            yield Progress("indexing", done, 0, "frames")
    except CannotOpen as error:
        yield _result(NotMeasured("frames", str(error)))
        yield Progress(READY, 0, 0, "frames")
        return
    try:
        yield from map(_result, _describe(access))
        yield Progress(READY, len(access.index.entries), len(access.index.entries), "frames")
        with (coded_path(job.scratch) / PIXELS).open("r+b", buffering=0) as pixels:
            while command := sys.stdin.buffer.readline(_MAX_COMMAND):
                wanted = _parse(command)
                yield from _answer(access, wanted.frame, pixels)
                yield Progress(ANSWERED, wanted.frame, len(access.index.entries), "frames")
    finally:
        access.close()


def _result(outcome: Outcome) -> Result:
    return Result(METHOD, VERSION, outcome)


def _parse(command: bytes) -> Wanted:
    try:
        return decode_as(Wanted, command.decode("ascii"))
    except (CodecError, UnicodeDecodeError) as error:
        raise ValueError(f"a command that is none: {error}") from error


def _describe(access: FrameAccess) -> Iterator[Outcome]:
    facts, entries, here = access.facts, access.index.entries, StreamLocus(access.facts.index)
    aspect = access.stream.sample_aspect_ratio
    yield Measurement("step.codec", facts.codec, "text", here)
    yield Measurement("step.time_base", facts.time_base, "s", here)
    yield Measurement("step.frame_rate", facts.frame_rate, "1/s", here)
    yield Measurement("step.width", facts.width, "px", here)
    yield Measurement("step.height", facts.height, "px", here)
    yield Measurement("step.pixel_aspect", aspect if aspect else "not stated", "1" if aspect else "text", here)
    yield Measurement("step.index_made_by", access.index.made_by, "text", here)
    if access.index.remark:
        yield Measurement("step.index_remark", access.index.remark, "text", here)
    no_time: Cell = Unread("the file gives no presentation time")
    for first in range(0, len(entries), _CHUNK):
        rows = tuple((no_time if e.pts is None else e.pts, e.key) for e in entries[first : first + _CHUNK])
        yield Series(INDEX, COLUMNS, first, rows, here)


def _answer(access: FrameAccess, number: int, pixels: BinaryIO) -> Iterator[Line]:
    entries = access.index.entries
    pts = entries[number].pts if 0 <= number < len(entries) else None
    at = Timestamp(pts or 0, access.facts.time_base)
    place = FrameLocus(access.facts.index, number, at)
    steps = access.frame(number)
    try:
        while True:
            try:
                yield Progress("decoding", next(steps), 0, "frames")
            except StopIteration as reached:
                yield from map(_result, _picture(reached.value, place, pixels))
                return
    except NoPicture as error:
        yield _result(NotMeasured("frame", str(error), place))
    except OSError as error:
        yield _result(NotMeasured("frame", f"its pixels could not be handed over: {error.strerror}", place))


def _picture(frame: VideoFrame, place: FrameLocus, pixels: BinaryIO) -> Iterator[Outcome]:
    if frame.width * frame.height > MAX_PIXELS:
        raise NoPicture(f"it has {frame.width}x{frame.height} pixels; at most {MAX_PIXELS} are shown")
    decoded = DecodedFrame(frame, stream=place.stream, index=place.index, at=place.at, has_pts=True)
    with ThreadPoolExecutor(1) as digesting:  # beside the conversion: both leave the interpreter free
        digest = digesting.submit(lambda: decoded.sha256)
        try:
            rgb, words = to_rgb(frame)
        except ValueError as error:
            raise NoPicture(f"its pixel format {frame.format.name} cannot be shown: {error}") from error
        _write(pixels, rgb.reshape(-1).data)
    yield Measurement("frame.key", decoded.key, "1", place)
    yield Measurement("frame.picture_type", decoded.picture_type or "not stated", "text", place)
    yield Measurement("frame.rotation", frame.rotation, "degree", place)
    yield Measurement("frame.interlaced", bool(frame.interlaced_frame), "1", place)
    yield Measurement("frame.damaged", bool(frame.is_corrupt), "1", place)
    yield Picture("frame", PIXELS, "video/raw; rgb24", digest.result(), frame.width, frame.height, words, place)


def _write(pixels: BinaryIO, data: memoryview) -> None:
    if hasattr(os, "posix_fallocate"):  # a full shared memory is then an error and not a signal
        os.posix_fallocate(pixels.fileno(), 0, len(data))
    pixels.seek(0)
    while len(data):
        data = data[pixels.write(data) :]
