"""Examine one exhibit: its structure, its statements about itself, then one pass and one decode for every method.

Runs in the worker process only. Each step stands alone: what fails in one becomes a NotMeasured and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import av
import cv2

from forensics import keyframes, profile, soundview
from forensics.codec import decode_as
from forensics.detector import Detector, FrameNeed, Needs, Parameters
from forensics.fingerprint import baseline, observing, sound
from forensics.media.bitstream import picture_type
from forensics.media.clocks import read_clocks
from forensics.media.opening import CannotOpen, describe, open_media
from forensics.media.sei import nal_framing
from forensics.media.session import Attached, TypeOfPacket, run_session
from forensics.media.structure import read_structure
from forensics.media.tags import read_tags
from forensics.methods import asked_for, on_request, only, statements, tried, used_by
from forensics.provenance.c2pa_reader import read_c2pa
from forensics.provenance.presence import MAX_STORE
from forensics.provenance.signals import read_signals
from forensics.provenance.trust import NO_TRUST, TRUST_FILE, TrustSettings
from forensics.types import (
    C2paPresence,
    C2paReading,
    Element,
    Line,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Progress,
    Result,
    StreamFacts,
    Tag,
)
from forensics.worker import Job, coded_path, guarded, sheltered


@dataclass(slots=True)
class _Known:
    """What earlier steps gave that later ones read."""

    elements: list[Element] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    c2pa: list[C2paReading] = field(default_factory=list)

    def learn(self, outcome: Outcome) -> None:
        match outcome:
            case Element():
                self.elements.append(outcome)
            case Tag():
                self.tags.append(outcome)
            case Measurement():
                self.measurements.append(outcome)
            case C2paReading():
                self.c2pa.append(outcome)


def run(job: Job) -> Iterator[Line]:
    """Yield everything that is measured of the job's exhibit."""
    path = coded_path(job.exhibit)
    size = path.stat().st_size
    known = _Known()
    yield from (Result("worker", METHODS["worker"], outcome) for outcome in _environment())
    steps: Sequence[tuple[str, str, Callable[[], Iterator[Outcome]]]] = (
        ("container structure", "container", lambda: _structure(path, size)),
        ("tags", "tags", lambda: _tags(path, size, known)),
        ("clocks", "clocks", lambda: read_clocks(known.elements, known.tags, name=job.name)),
        ("content credentials", "c2pa", lambda: read_c2pa_of(job, path)),
    )
    for number, (step, method, outcomes) in enumerate(steps):
        yield Progress(step, number, len(steps) + 2, "step")
        yield from _step(step, method, outcomes, known)
    methods = _Methods()
    for told in guarded("methods", lambda: _load(job, methods)):
        yield Result("media", METHODS["media"], told) if isinstance(told, NotMeasured) else told
    for line in guarded("packets, frames and sound", lambda: _media(job, path, size, known, methods)):
        yield Result("media", METHODS["media"], line) if isinstance(line, NotMeasured) else line
    yield from tried({one.id: one.version for one in methods.used})
    yield Progress("statements of origin", len(steps) + 1, len(steps) + 2, "step")
    statements = lambda: read_signals(path, known.elements, known.tags, known.measurements, known.c2pa)  # noqa: E731
    yield from _step("statements of origin", "signals", statements, known)


def read_c2pa_of(job: Job, path: Path) -> Iterator[Outcome]:
    """Yield the C2PA reading of a job's exhibit with the trust lists and the initialisation segment that it names.

    With a sidecar there are two: what stands in the file itself, unless that is nothing, and what the sidecar says.
    """
    listed = coded_path(job.scratch) / TRUST_FILE
    trust = decode_as(TrustSettings, listed.read_text("ascii")) if listed.exists() else NO_TRUST
    sidecar, init = job.option("sidecar"), job.option("init_segment")
    for reading in read_c2pa(path, trust=trust, init_segment=coded_path(init) if init else None):
        if not (sidecar and isinstance(reading, C2paReading) and reading.presence is C2paPresence.NONE):
            yield reading
    if sidecar:
        yield from read_c2pa(path, trust=trust, sidecar=_store(coded_path(sidecar)))


def _store(path: Path) -> bytes:
    """Return a manifest store; raise ValueError for one that is longer than any that is read."""
    with path.open("rb") as file:
        content = file.read(MAX_STORE + 1)
    if len(content) > MAX_STORE:
        raise ValueError(f"the manifest store given apart has more than {MAX_STORE} bytes")
    return content


def _step(
    step: str, method: str, outcomes: Callable[[], Iterator[Outcome]], known: _Known
) -> Iterator[Result | Progress]:
    for outcome in guarded(step, outcomes):
        known.learn(outcome)
        yield Result(method, METHODS[method], outcome)


SCRATCH = "scratch"
"""The parameter with which a detector asks for a folder to leave pictures in and to find what the case gives it."""

METHODS = {
    "worker": "1",
    "container": "4",
    "tags": "4",
    "clocks": "3",
    "c2pa": "1",
    "signals": "1",
    "media": "3",
    "fingerprint": "1",
    "video_fingerprint": "1",
    "sound_fingerprint": "1",
    "pictures": "1",
    "frame_profile": "2",
    "sound_view": "1",
}
"""Versions of the methods that are no detectors: raised whenever one of them gives another output for the same file."""


def _environment() -> Iterator[Outcome]:
    libraries = " ".join(
        f"{name} {'.'.join(map(str, version))}" for name, version in sorted(av.library_versions.items())
    )
    yield Measurement("environment.ffmpeg", libraries, "text")
    yield Measurement("environment.opencv", cv2.__version__, "text")


def _structure(path: Path, size: int) -> Iterator[Outcome]:
    with path.open("rb") as file:
        yield from read_structure(file, size)


def _tags(path: Path, size: int, known: _Known) -> Iterator[Outcome]:
    with path.open("rb") as file:
        yield from read_tags(file, size, tuple(known.elements))


@dataclass(slots=True)
class _Methods:
    """The methods of a job, and the ids of those among them that are no code of this program."""

    used: list[Detector] = field(default_factory=list)
    outside: frozenset[str] = frozenset()


def _load(job: Job, methods: _Methods) -> Iterator[Result]:
    loaded, wanted = used_by(job), only(job)
    methods.used += (one for one in loaded.detectors if not wanted or one.id in wanted)
    methods.outside = frozenset(one.id for one in loaded.outside)
    yield from statements(loaded)


def _media(job: Job, path: Path, size: int, known: _Known, methods: _Methods) -> Iterator[Result | Progress]:
    try:
        opened = open_media(path, size)
    except CannotOpen as error:
        yield from _nothing_decoded(str(error), methods.used)
        return
    with opened.container:
        yield from _step("streams", "media", lambda: describe(opened), known)
        attached: list[Attached] = []
        asked = asked_for(job)
        for detector in methods.used:
            for told in guarded(detector.id, partial(_gated, detector, opened.facts, asked, job)):
                if isinstance(told, Attached):  # what others wrote stays in the thread in which it is watched
                    attached.append(replace(told, beside=detector.id not in methods.outside))
                else:
                    yield Result(detector.id, detector.version, told) if isinstance(told, NotMeasured) else told
        if not only(job):
            attached += own_observers(job, opened.facts)
        for line in guarded("reading and decoding", lambda: run_session(opened, attached, _packet_types)):
            result = Result("media", METHODS["media"], line) if isinstance(line, NotMeasured) else line
            if isinstance(result, Result):
                known.learn(result.outcome)
            yield result


def _nothing_decoded(reason: str, methods: Sequence[Detector]) -> Iterator[Result]:
    for quantity in ("packets", "frames", "sound"):
        yield Result("media", METHODS["media"], NotMeasured(quantity, reason))
    for detector in methods:
        if _watches(detector.needs):
            yield _abstention(detector, (f"nothing could be decoded: {reason}",))


def _watches(needs: Needs) -> bool:
    return needs.packets or needs.audio or needs.frames is not None


def _abstention(detector: Detector, reasons: Sequence[str]) -> Result:
    return Result(detector.id, detector.version, NotMeasured(detector.id, "; ".join(reasons)))


def _gated(detector: Detector, facts: MediaFacts, asked: frozenset[str], job: Job) -> Iterator[Attached | Result]:
    """Yield a detector's observer, or why it does not watch this file."""
    answer = detector.applicability(facts)
    if not answer.applicable:
        yield _abstention(detector, answer.reasons)
    elif detector.on_request and detector.id not in asked:
        yield _abstention(detector, (on_request(detector),))
    elif _watches(detector.needs):
        yield _attached(detector, facts, job)


def _attached(detector: Detector, facts: MediaFacts, job: Job) -> Attached:
    given: Parameters = {SCRATCH: str(coded_path(job.scratch))} if SCRATCH in detector.parameters else {}
    for name, default in detector.parameters.items():
        if name != SCRATCH and (value := job.option(f"{detector.id}.{name}")):
            given[name] = type(default)(value)
    observer = sheltered(detector.id, detector.observe(facts, {**detector.parameters, **given}))
    return Attached(detector.id, detector.version, detector.needs, observer, cost=detector.cost.seconds_per_minute)


def own_observers(job: Job, facts: MediaFacts) -> Iterator[Attached]:
    """Yield the observers of every examination that are no detectors; they write into the job's scratch folder."""
    frames, scratch = Needs(frames=FrameNeed()), coded_path(job.scratch)
    for method, needs, observer, cost in (
        ("fingerprint", frames, baseline.observe(facts), 0.5),
        ("video_fingerprint", observing.NEEDS, observing.observe(facts, scratch), 1.2),
        ("sound_fingerprint", sound.NEEDS, sound.observe(facts, scratch), 0.2),
        ("pictures", frames, keyframes.keyframes(facts, scratch), 0.3),
        ("frame_profile", profile.needs(facts), profile.observe(facts), 0.7),
        ("sound_view", soundview.NEEDS, soundview.observe(facts, scratch), 0.1),
    ):
        yield Attached(method, METHODS[method], needs, sheltered(method, observer), beside=True, cost=cost)


def _packet_types(facts: StreamFacts, extradata: bytes) -> TypeOfPacket | None:
    if facts.codec not in {"h264", "hevc"}:
        return None
    framing = nal_framing(facts.codec, extradata)
    return lambda data: picture_type(facts.codec, framing, bytes(data[:_HEADER_BYTES]))


_HEADER_BYTES = 4096
"""Bytes of a packet in which its first slice header is looked for."""
