"""Make the fingerprint of a sensor from files of one device: a mode of the worker, which alone opens them."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from pathlib import Path

import av
from av.video.frame import VideoFrame

from forensics.media.opening import CannotOpen, open_media
from forensics.media.pictures import DecodedFrame
from forensics.sensor.given import FORMAT, MOST_PIXELS, save
from forensics.sensor.pictures import PART, Collected
from forensics.sensor_files import PATTERN
from forensics.types import (
    Line,
    Measurement,
    NotMeasured,
    Progress,
    Result,
    StoredFingerprint,
    StreamKind,
    Timestamp,
)
from forensics.worker import Job, coded_path

METHOD, VERSION = "sensor_fingerprint", "1"
MOST_PICTURES = 400
FRAMES_OF_A_FILM = 200


def run(job: Job) -> Iterator[Line]:
    """Read the pictures of the job's files and yield the fingerprint, or why there is none."""
    paths = [coded_path(code) for code in (job.exhibit, *job.beside)]
    collected = Collected(MOST_PICTURES, 1 if len(paths) > 1 else PART)
    for number, path in enumerate(paths):
        yield Progress("reading pictures of the device", number, len(paths), "file")
        try:
            taken = yield from _file(path, collected)
        except (CannotOpen, ValueError, av.error.FFmpegError) as error:
            yield _result(NotMeasured("sensor.pattern", f"file {number + 1}: {error}"))
            return
        if not taken:
            yield _result(NotMeasured("sensor.pattern", f"file {number + 1}: no picture could be decoded"))
            return
    yield from map(_result, _made(collected, coded_path(job.scratch)))


def _file(path: Path, collected: Collected) -> Generator[Line, None, bool]:
    opened = open_media(path, path.stat().st_size)
    before = collected.taken
    with opened.container:
        facts = opened.facts.first(StreamKind.VIDEO)
        if facts is None:
            raise CannotOpen("it holds no pictures")
        if facts.width * facts.height > MOST_PIXELS:
            raise CannotOpen(f"pictures of more than {MOST_PIXELS // 10**6} million pixels are not compared")
        collected.spread(facts.frames_declared * collected.most // FRAMES_OF_A_FILM)
        for number, frame in enumerate(opened.container.decode(opened.container.streams[facts.index])):
            if not isinstance(frame, VideoFrame) or collected.taken - before >= FRAMES_OF_A_FILM:
                break
            if collected.wanted():
                at = Timestamp(frame.pts or 0, facts.time_base)
                collected.add(DecodedFrame(frame, stream=facts.index, index=number, at=at, has_pts=True))
                yield Progress("reading pictures of the device", collected.taken, 0, "picture")
    return collected.taken > before


def _made(collected: Collected, scratch: Path) -> Iterator[Measurement | StoredFingerprint]:
    whole = collected.whole()
    pattern = whole.pattern()
    yield Measurement("sensor.pictures", whole.pictures, "1")
    yield Measurement("sensor.width", int(pattern.shape[1]), "px")
    yield Measurement("sensor.height", int(pattern.shape[0]), "px")
    own = collected.own_agreement()
    if own is not None:
        yield Measurement("sensor.own_agreement", round(own, 2), "1")
    path = scratch / PATTERN
    save(pattern, path)
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    recipe = f"wavelet Wiener residuals of {whole.pictures} pictures, maximum likelihood, zero mean, spectrum flattened"
    yield StoredFingerprint("sensor.pattern", PATTERN, "application/x-npy", digest, len(content), FORMAT, recipe, "")


def _result(outcome: Measurement | NotMeasured | StoredFingerprint) -> Result:
    return Result(METHOD, VERSION, outcome)
