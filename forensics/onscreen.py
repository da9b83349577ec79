"""Write frames of an exhibit as grey pictures for a reader of on-screen text: frames that are named, or a choice.

Runs in the worker. The choice is: the first frame of each shot, and one frame each so many seconds, of the first
video stream. Pictures stand in the scratch folder at full size, turned as the file says that they are shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from forensics.changes import ShotStarts
from forensics.media.opening import CannotOpen, open_media
from forensics.media.pictures import DecodedFrame
from forensics.onscreen_names import DIGEST, MOST, QUANTITY
from forensics.types import FrameLocus, Line, Measurement, NotMeasured, Picture, Progress, Result, StreamKind, Timestamp
from forensics.worker import Job, coded_path

METHOD, VERSION = "on-screen frames", "1"
LEAST_STEP = Fraction(2)
"""Seconds between two frames of a choice, at least; more where the clip is long."""
MOST_NAMED = 1000


def run(job: Job) -> Iterator[Line]:
    """Yield for each chosen frame a Picture and the SHA-256 of its decoded planes; or why there is none.

    Option 'frames': numbers in presentation order from 0, with commas; '' for the choice.
    """
    named = frozenset(int(one) for one in job.option("frames").split(",")[:MOST_NAMED] if one)
    path = coded_path(job.exhibit)
    try:
        opened = open_media(path, path.stat().st_size)
    except CannotOpen as error:
        yield _not(str(error))
        return
    facts = opened.facts.first(StreamKind.VIDEO)
    stream = None if facts is None else opened.container.streams[facts.index]
    if not isinstance(stream, VideoStream) or stream.codec_context is None:
        yield _not("no stream of pictures that FFmpeg decodes")
        return
    seconds = Fraction(opened.container.duration or 0, 1_000_000)
    choosing = _Choosing(named, max(LEAST_STEP, seconds / (MOST * 2 // 3)))
    made = 0
    for index, frame in enumerate(opened.container.decode(stream)):
        assert isinstance(frame, VideoFrame)
        if named and index > max(named):
            break
        if index % 100 == 0:
            yield Progress("decoding", index, facts.frames_declared if facts else 0, "frames")
        base = frame.time_base or stream.time_base or Fraction(1, 1000)
        at = Timestamp(frame.pts or 0, base)
        decoded = DecodedFrame(frame, stream=stream.index, index=index, at=at, has_pts=frame.pts is not None)
        if not choosing.wants(decoded, at.seconds):
            continue
        if made >= MOST:
            yield _not(f"more than {MOST} frames; those after frame {index - 1} were not looked at")
            return
        made += 1
        yield from _written(decoded, frame.rotation, coded_path(job.scratch))
    if not made:
        yield _not("none of the frames that were asked for was decoded")


@dataclass(slots=True)
class _Choosing:
    named: frozenset[int]
    step: Fraction
    shots: ShotStarts = field(default_factory=ShotStarts)
    last: Fraction | None = None

    def wants(self, frame: DecodedFrame, at: Fraction) -> bool:
        if self.named:
            return frame.index in self.named
        starts = self.shots.starts(frame.grey(96))
        wanted = starts or self.last is None or at - self.last >= self.step
        if wanted:
            self.last = at
        return wanted


def _written(frame: DecodedFrame, anticlockwise: int, scratch: Path) -> Iterator[Result]:
    quarter = round(anticlockwise / 90) % 4
    grey = np.ascontiguousarray(np.rot90(frame.grey(), quarter))
    done, coded = cv2.imencode(".png", grey, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        yield _not(f"frame {frame.index} could not be written as PNG")
        return
    png, name = bytes(coded), f"frame-{frame.index:08d}.png"
    (scratch / name).write_bytes(png)
    place = FrameLocus(frame.stream, frame.index, frame.at)
    how = f"grey, turned {quarter * 90} degrees anticlockwise, PNG"
    digest = hashlib.sha256(png).hexdigest()
    yield Result(METHOD, VERSION, Measurement(DIGEST, frame.sha256, "text", place))
    yield Result(
        METHOD, VERSION, Picture(QUANTITY, name, "image/png", digest, grey.shape[1], grey.shape[0], how, place)
    )


def _not(reason: str) -> Result:
    return Result(METHOD, VERSION, NotMeasured(QUANTITY, reason))
