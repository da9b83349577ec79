"""Show an exhibit's frames one by one: a confined process decodes, this side only receives checked pixels."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from bisect import bisect_right
from collections.abc import Generator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from subprocess import Popen
from types import TracebackType
from typing import Self

from casefiles.errors import FramesUnavailable
from forensics.codec import encode
from forensics.confinement import Limits
from forensics.media.stepping_protocol import (
    ANSWERED,
    INDEX,
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
    Finding,
    FrameLocus,
    Measurement,
    NotMeasured,
    Outcome,
    Picture,
    Progress,
    Result,
    Scalar,
    Series,
    StreamLocus,
    Timestamp,
    Unread,
)
from forensics.worker import Job, listen, path_code, spawn, stop

LIMITS = Limits(stall_seconds=60)
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - only as the parent of a folder that mkdtemp makes


@dataclass(frozen=True, slots=True)
class Marks:
    """What the decoder tells of a frame's blocks; ``missing`` says why something is not told.

    ``vectors`` are (x, y, from x, from y, reference) of block centres in pixels, ``reference`` below 0 for the past;
    ``quantisers`` are (x, y, width, height, QP) in the codec's own scale.
    """

    vectors: tuple[tuple[int, int, int, int, int], ...]
    quantisers: tuple[tuple[int, int, int, int, int], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlayedFrame:
    """One frame as decoded. ``sha256`` is of the decoded planes, the same that an examination lists."""

    index: int
    at: Timestamp
    has_time: bool
    key: bool
    picture_type: str
    width: int
    height: int
    rgb: bytes
    sha256: str
    colour: str
    rotation: int
    interlaced: bool
    damaged: bool
    recipe: str = ""
    """How ``rgb`` was made from the frame, '' where it is as decoded; ``sha256`` is of the decoded frame always."""
    marks: Marks | None = None


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What holds for all frames of the stream that is shown."""

    stream: int
    codec: str
    width: int
    height: int
    time_base: Fraction
    frame_rate: Fraction
    pixel_aspect: Fraction | None
    remark: str


SOUND_RATE = 48_000
"""Samples a second of sound that is played, in each of two channels."""


@dataclass(frozen=True, slots=True)
class PlayedSound:
    """A passage of sound from a time in seconds on: 16 bits, little-endian, two channels, ``SOUND_RATE`` a second."""

    at: Fraction
    pcm: bytes


class FrameSource:
    """The frames of one exhibit's first video stream; a context manager, used from one thread at a time.

    Only ``interrupt`` may be called from another thread. Raise FramesUnavailable when the exhibit has no frames, and
    whenever the decoding process ends, hangs or answers wrongly; a new FrameSource can then be opened.
    """

    def __init__(self, exhibit: Path, *, name: str, limits: Limits = LIMITS, marks: bool = False) -> None:
        """Name the exhibit; with ``marks`` its decoder is asked for vectors and quantisers, which costs some time."""
        self._exhibit, self._name, self._limits, self._marks = exhibit, name, limits, marks
        self._interrupted = threading.Event()
        self._process: Popen[bytes] | None = None
        self._answers: Generator[Result | Finding | Progress, None, str] | None = None
        self._scratch: Path | None = None
        self._pixels = -1
        self._times: list[int | None] = []
        self._starts: list[tuple[Fraction, int]] = []
        self.key_frames: tuple[int, ...] = ()
        self.facts = FrameFacts(0, "", 0, 0, Fraction(1), Fraction(0), None, "")

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def count(self) -> int:
        """Return how many frames there are."""
        return len(self._times)

    def time_of(self, index: int) -> Timestamp | None:
        """Return a frame's presentation time, None where the file gives none."""
        pts = self._times[index]
        return None if pts is None else Timestamp(pts, self.facts.time_base)

    def index_at(self, seconds: Fraction) -> int:
        """Return the frame that is on the screen at a time: the last one that starts then or before, else the first."""
        at = bisect_right(self._starts, (seconds, self.count))
        return self._starts[at - 1][1] if at else 0

    def frame(self, index: int, recipe: str = "") -> PlayedFrame:
        """Return one frame, made by a recipe where one is given; raise FramesUnavailable where it cannot be had."""
        if not 0 <= index < self.count:
            raise FramesUnavailable(f"there is no frame {index}: the last one is {self.count - 1}")
        process = self._process
        if process is None or process.stdin is None:
            raise FramesUnavailable("the frames are not open")
        with contextlib.suppress(OSError):  # a process that is gone is reported by what it answered last
            process.stdin.write(encode(Wanted(index, recipe, self._marks, -1, 0)).encode("ascii") + b"\n")
            process.stdin.flush()
        return self._received(index, recipe, self._answer(ANSWERED))

    def sound(self, start: Fraction, seconds: Fraction) -> PlayedSound:
        """Return a passage of the exhibit's first sound for a listener; raise FramesUnavailable where there is none."""
        process = self._process
        if process is None or process.stdin is None:
            raise FramesUnavailable("the frames are not open")
        wanted = Wanted(0, "", marks=False, sound_from=max(0, int(start * 1000)), sound_for=int(seconds * 1000))
        with contextlib.suppress(OSError):
            process.stdin.write(encode(wanted).encode("ascii") + b"\n")
            process.stdin.flush()
        outcomes = self._answer(ANSWERED)
        _raise_refusal(outcomes, SOUND)
        count = _whole(_values(outcomes).get(SOUND))
        if not 0 <= count <= wanted.sound_for * SOUND_RATE // 1000 + 1:
            self.close()
            raise FramesUnavailable("the decoding process gave more sound than was asked for")
        return PlayedSound(Fraction(wanted.sound_from, 1000), self._read(count * 4))

    def interrupt(self) -> None:
        """Make a call that waits in another thread end soon with FramesUnavailable."""
        self._interrupted.set()

    def close(self) -> None:
        """End the process and free the memory; may be called twice."""
        if self._answers is not None:
            self._answers.close()
            self._answers = None
        if self._process is not None:
            stop(self._process)
            self._process = None
        if self._pixels >= 0:
            os.close(self._pixels)
            self._pixels = -1
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None

    def _start(self) -> None:
        self._scratch = _scratch_folder()
        pixels = self._scratch / PIXELS
        self._pixels = os.open(pixels, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        scratch = path_code(self._scratch)
        options = (("marks", "yes"),) if self._marks else ()
        job = Job("step", path_code(self._exhibit), self._name, scratch, (), self._limits, options)
        try:
            self._process = spawn(job)
        except OSError as error:
            raise FramesUnavailable(f"the decoding process could not be started: {error.strerror}") from error
        self._answers = listen(self._process, self._limits, self._interrupted.is_set)
        self._take_index(self._answer(READY))

    def _answer(self, end: str) -> list[Outcome]:
        """Return the outcomes up to the Progress that ends an answer."""
        outcomes: list[Outcome] = []
        reason = "it was closed before"
        while self._answers is not None:
            try:
                line = next(self._answers)
            except StopIteration as ended:
                reason = ended.value or "it ended by itself"
                self._answers = None
                break
            match line:
                case Progress(step) if step == end:
                    return outcomes
                case Result(_, _, NotMeasured("examination", said)):
                    reason = said
                case Result(_, _, outcome):
                    outcomes.append(outcome)
        self.close()
        raise FramesUnavailable(f"no frames: {reason}")

    def _take_index(self, outcomes: list[Outcome]) -> None:
        _raise_refusal(outcomes, "frames")
        values = _values(outcomes)
        keys: list[int] = []
        stream = 0
        for series in (outcome for outcome in outcomes if isinstance(outcome, Series)):
            if series.quantity != INDEX:
                continue
            for row in series.rows:
                pts, key = row
                if not isinstance(pts, int | Unread) or not isinstance(key, bool):
                    raise FramesUnavailable("no frames: the decoding process gave an index that is none")
                keys += [len(self._times)] if key else []
                self._times.append(None if isinstance(pts, Unread) else pts)
            stream = series.locus.stream if isinstance(series.locus, StreamLocus) else stream
        self.key_frames = tuple(keys)
        aspect = values.get("step.pixel_aspect")
        self.facts = FrameFacts(
            stream,
            str(values.get("step.codec", "")),
            _whole(values.get("step.width")),
            _whole(values.get("step.height")),
            _ratio(values.get("step.time_base")),
            _ratio(values.get("step.frame_rate")),
            aspect if isinstance(aspect, Fraction) else None,
            str(values.get("step.index_remark", "")),
        )
        base = self.facts.time_base
        self._starts = sorted((pts * base, number) for number, pts in enumerate(self._times) if pts is not None)

    def _received(self, index: int, recipe: str, outcomes: list[Outcome]) -> PlayedFrame:
        _raise_refusal(outcomes, "frame")
        picture = next((outcome for outcome in outcomes if isinstance(outcome, Picture)), None)
        if picture is None or not isinstance(picture.locus, FrameLocus) or picture.locus.index != index:
            self.close()
            raise FramesUnavailable("the decoding process answered with another frame than was asked for")
        values = _values(outcomes)
        at = self.time_of(index)
        return PlayedFrame(
            index,
            at or picture.locus.at,
            at is not None,
            values.get("frame.key") is True,
            str(values.get("frame.picture_type", "not stated")),
            picture.width,
            picture.height,
            self._rgb(picture.width, picture.height),
            picture.sha256,
            picture.recipe,
            _whole(values.get("frame.rotation")),
            values.get("frame.interlaced") is True,
            values.get("frame.damaged") is True,
            recipe,
            _marks(outcomes) if self._marks else None,
        )

    def _rgb(self, width: int, height: int) -> bytes:
        """Read the pixels through our own handle: what the other side does to the file cannot end this process."""
        wanted = width * height * 3
        if width < 1 or height < 1 or width * height > MAX_PIXELS:
            self.close()
            raise FramesUnavailable(f"the decoding process gave a picture of {width}x{height} pixels")
        return self._read(wanted)

    def _read(self, wanted: int) -> bytes:
        os.lseek(self._pixels, 0, os.SEEK_SET)
        pieces: list[bytes] = []
        while wanted and (piece := os.read(self._pixels, wanted)):
            pieces.append(piece)
            wanted -= len(piece)
        if wanted:
            self.close()
            raise FramesUnavailable("the decoding process gave fewer pixels than it announced")
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _scratch_folder() -> Path:
    """Return a new folder, in shared memory where the system has a folder for it and lets us write there."""
    if os.access(_SHARED_MEMORY, os.W_OK):
        with contextlib.suppress(OSError):
            return Path(tempfile.mkdtemp(prefix="assay-frames-", dir=_SHARED_MEMORY))
    return Path(tempfile.mkdtemp(prefix="assay-frames-"))


def _raise_refusal(outcomes: list[Outcome], quantity: str) -> None:
    for outcome in outcomes:
        if isinstance(outcome, NotMeasured) and outcome.quantity == quantity:
            raise FramesUnavailable(f"no {quantity.removeprefix('step.')} to show: {outcome.reason}")


def _marks(outcomes: list[Outcome]) -> Marks:
    tables: dict[str, list[tuple[int, int, int, int, int]]] = {VECTORS: [], QUANTISERS: []}
    for series in (outcome for outcome in outcomes if isinstance(outcome, Series)):
        if series.quantity in tables:
            tables[series.quantity] += [_five(row) for row in series.rows]
    missing = (one for one in outcomes if isinstance(one, NotMeasured) and one.quantity in tables)
    return Marks(tuple(tables[VECTORS]), tuple(tables[QUANTISERS]), tuple(one.reason for one in missing))


def _five(row: tuple[Cell, ...]) -> tuple[int, int, int, int, int]:
    match row:
        case (int(a), int(b), int(c), int(d), int(e)):
            return (a, b, c, d, e)
    raise FramesUnavailable("no frame to show: the decoding process described a block that is none")


def _values(outcomes: list[Outcome]) -> dict[str, Scalar]:
    return {outcome.quantity: outcome.value for outcome in outcomes if isinstance(outcome, Measurement)}


def _whole(value: Scalar | None) -> int:
    return value if isinstance(value, int) else 0


def _ratio(value: Scalar | None) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(value if isinstance(value, int) else 0)
