"""Answer a viewer's questions for single frames, in the worker process: commands on standard input, pixels in a file.

What is said and where the pixels lie: forensics.media.stepping_protocol.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

import numpy as np
from av.sidedata.encparams import VideoEncParams
from av.sidedata.motionvectors import MotionVectors
from av.video.frame import VideoFrame

from forensics.codec import CodecError, decode_as
from forensics.media.access import FrameAccess, NoPicture
from forensics.media.colour import to_rgb
from forensics.media.enhancing import Pixels, apply, mean_of
from forensics.media.layer_steps import NEVER_WEIGHED, Change
from forensics.media.layers import change
from forensics.media.opening import CannotOpen
from forensics.media.pictures import DecodedFrame
from forensics.media.recipe import Mean, NotARecipe, Steady, Step, is_layer, parse, written
from forensics.media.sounding import NoSound, SoundAccess
from forensics.media.steadying import steady_mean
from forensics.media.stepping_protocol import (
    ANSWERED,
    INDEX,
    MAX_MARKS,
    MAX_PIXELS,
    PIXELS,
    QUANTISERS,
    READY,
    SOUND,
    VECTORS,
    Wanted,
)
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

METHOD, VERSION = "stepping", "3"
COLUMNS = (Column("pts", "time base"), Column("key", "1"))
VECTOR_COLUMNS = (*(Column(name, "px") for name in ("x", "y", "from_x", "from_y")), Column("reference", "frames"))
QUANTISER_COLUMNS = (*(Column(name, "px") for name in ("x", "y", "width", "height")), Column("qp", "1"))
_CHUNK = 4096
_MAX_COMMAND = 1024


def run(job: Job) -> Iterator[Line]:
    """Open the exhibit, give its index, then answer commands until standard input ends."""
    try:
        access = FrameAccess(coded_path(job.exhibit), marks=job.option("marks") == "yes")
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
            heard: list[SoundAccess] = []
            while command := sys.stdin.buffer.readline(_MAX_COMMAND):
                wanted = _parse(command)
                if wanted.sound_from >= 0:
                    yield _result(_sound(job, heard, wanted, pixels))
                else:
                    yield from _answer(access, wanted, pixels)
                yield Progress(ANSWERED, wanted.frame, len(access.index.entries), "frames")
    finally:
        access.close()


def _sound(job: Job, heard: list[SoundAccess], wanted: Wanted, pixels: BinaryIO) -> Outcome:
    """Hand over a passage of sound; the exhibit is opened for it when the first one is asked for."""
    try:
        if not heard:
            heard.append(SoundAccess(coded_path(job.exhibit)))
        samples = heard[0].passage(Fraction(wanted.sound_from, 1000), Fraction(max(0, wanted.sound_for), 1000))
        _write(pixels, np.ascontiguousarray(samples, "<i2").reshape(-1).view(np.uint8).data)
    except NoSound as error:
        return NotMeasured(SOUND, str(error))
    except OSError as error:
        return NotMeasured(SOUND, f"it could not be handed over: {error.strerror}")
    return Measurement(SOUND, len(samples), "1")


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


def _answer(access: FrameAccess, wanted: Wanted, pixels: BinaryIO) -> Iterator[Line]:
    number, entries = wanted.frame, access.index.entries
    pts = entries[number].pts if 0 <= number < len(entries) else None
    at = Timestamp(pts or 0, access.facts.time_base)
    place = FrameLocus(access.facts.index, number, at)
    try:
        steps = parse(wanted.recipe)
        around, words = yield from _around(access, number, steps)
        frame = yield from _reached(access, number)
        yield from map(_result, _picture(frame, place, pixels, _Made(steps, around, words)))
        if wanted.marks:
            yield from map(_result, _marks(frame, place))
    except (NoPicture, NotARecipe) as error:
        yield _result(NotMeasured("frame", str(error), place))
    except OSError as error:
        yield _result(NotMeasured("frame", f"its pixels could not be handed over: {error.strerror}", place))


def _reached(access: FrameAccess, number: int) -> Generator[Line, None, VideoFrame]:
    steps = access.frame(number)
    while True:
        try:
            yield Progress("decoding", next(steps), 0, "frames")
        except StopIteration as reached:
            frame = reached.value
            assert isinstance(frame, VideoFrame)
            return frame


_Begun = tuple[Pixels | None, str]


@dataclass(frozen=True, slots=True)
class _Made:
    """What is done with a frame: the steps, and the mean of the frames around it where that is the first one."""

    steps: tuple[Step, ...]
    around: Pixels | None
    words: str = ""
    """What the first step came to, where that is more than its name says."""


def _around(access: FrameAccess, number: int, steps: tuple[Step, ...]) -> Generator[Line, None, _Begun]:
    """Return what a recipe begins with of several frames, those that there are; None where it begins otherwise."""
    if steps and isinstance(steps[0], Change):
        return (yield from _changed(access, number, steps[0])), ""
    if not steps or not isinstance(steps[0], Mean | Steady):
        return None, ""
    reach = steps[0].frames
    pictures: dict[int, Pixels] = {}
    for other in range(max(0, number - reach), min(len(access.index.entries), number + reach + 1)):
        frame = yield from _reached(access, other)
        _check_size(frame)
        pictures[other] = _rgb(frame)[0]
    if isinstance(steps[0], Steady):
        still = pictures.pop(number)
        made, brought = steady_mean(still, list(pictures.values()))
        return made, f"{brought} of {len(pictures)} frames around could be brought onto it"
    try:
        return mean_of(list(pictures.values())), ""
    except ValueError as error:
        raise NoPicture(f"no mean of frames: {error}") from error


def _changed(access: FrameAccess, number: int, step: Change) -> Generator[Line, None, Pixels]:
    if number < step.frames:
        raise NoPicture(f"there is no frame {step.frames} before frame {number}")
    pictures: list[Pixels] = []
    for other in (number, number - step.frames):
        frame = yield from _reached(access, other)
        _check_size(frame)
        pictures.append(_rgb(frame)[0])
    try:
        return change(pictures[0], pictures[1], step.gain)
    except ValueError as error:
        raise NoPicture(f"no change of frames: {error}") from error


def _check_size(frame: VideoFrame) -> None:
    if frame.width * frame.height > MAX_PIXELS:
        raise NoPicture(f"it has {frame.width}x{frame.height} pixels; at most {MAX_PIXELS} are shown")


def _rgb(frame: VideoFrame) -> tuple[Pixels, str]:
    try:
        return to_rgb(frame)
    except ValueError as error:
        raise NoPicture(f"its pixel format {frame.format.name} cannot be shown: {error}") from error


def _picture(frame: VideoFrame, place: FrameLocus, pixels: BinaryIO, made: _Made) -> Iterator[Outcome]:
    _check_size(frame)
    decoded = DecodedFrame(frame, stream=place.stream, index=place.index, at=place.at, has_pts=True)
    with ThreadPoolExecutor(1) as digesting:  # beside the conversion: both leave the interpreter free
        digest = digesting.submit(lambda: decoded.sha256)
        rgb, words = _rgb(frame)
        if made.steps:
            rgb = _applied(made, rgb)
            words = "; ".join(filter(None, (words, f"recipe {written(made.steps)}", made.words)))
            words += f"; {NEVER_WEIGHED}" if is_layer(made.steps) else ""
        _write(pixels, rgb.reshape(-1).data)
    yield Measurement("frame.key", decoded.key, "1", place)
    yield Measurement("frame.picture_type", decoded.picture_type or "not stated", "text", place)
    yield Measurement("frame.rotation", frame.rotation, "degree", place)
    yield Measurement("frame.interlaced", bool(frame.interlaced_frame), "1", place)
    yield Measurement("frame.damaged", bool(frame.is_corrupt), "1", place)
    yield Picture("frame", PIXELS, "video/raw; rgb24", digest.result(), frame.width, frame.height, words, place)


def _applied(made: _Made, rgb: Pixels) -> Pixels:
    try:
        return apply(made.steps, rgb if made.around is None else made.around, rgb)
    except ValueError as error:
        raise NoPicture(f"this recipe makes nothing of it: {error}") from error


def _marks(frame: VideoFrame, place: FrameLocus) -> Iterator[Outcome]:
    """Yield what the decoder tells of a frame's blocks, or why it tells nothing."""
    yield from _vectors(frame, place)
    yield from _quantisers(frame, place)


def _vectors(frame: VideoFrame, place: FrameLocus) -> Iterator[Outcome]:
    vectors = frame.side_data.get("MOTION_VECTORS")
    if not isinstance(vectors, MotionVectors):
        reason = "an intra picture has none" if frame.key_frame else "this decoder gives no motion vectors"
        yield NotMeasured(VECTORS, reason, place)
        return
    table = vectors.to_ndarray()[:MAX_MARKS]
    names = ("dst_x", "dst_y", "src_x", "src_y", "source")
    columns = [table[name].tolist() for name in names]
    rows = list(zip(*columns, strict=True))
    for first in range(0, len(rows), _CHUNK):
        yield Series(VECTORS, VECTOR_COLUMNS, first, tuple(rows[first : first + _CHUNK]), place)


def _quantisers(frame: VideoFrame, place: FrameLocus) -> Iterator[Outcome]:
    given = frame.side_data.get("VIDEO_ENC_PARAMS")
    if not isinstance(given, VideoEncParams):
        yield NotMeasured(QUANTISERS, "this decoder gives no quantiser of each block", place)
        return
    blocks = [given.block_params(n) for n in range(min(given.nb_blocks, MAX_MARKS))]
    rows = [(one.src_x, one.src_y, one.w, one.h, given.qp + one.delta_qp) for one in blocks]
    rows = rows or [(0, 0, frame.width, frame.height, given.qp)]
    for first in range(0, len(rows), _CHUNK):
        yield Series(QUANTISERS, QUANTISER_COLUMNS, first, tuple(rows[first : first + _CHUNK]), place)


def _write(pixels: BinaryIO, data: memoryview) -> None:
    if hasattr(os, "posix_fallocate"):  # a full shared memory is then an error and not a signal
        os.posix_fallocate(pixels.fileno(), 0, len(data))
    pixels.seek(0)
    while len(data):
        data = data[pixels.write(data) :]
