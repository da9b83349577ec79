"""Presentation and decoding times: gaps, overlaps, steps back, variable rates, sound and pictures of unlike length."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Final

from forensics.detector import (
    ALL,
    Applicability,
    Card,
    Cost,
    Detector,
    FrameNeed,
    FrameView,
    Needs,
    Observer,
    PacketView,
    Parameters,
    Quantity,
    Reading,
    Reference,
    Validation,
)
from forensics.detectors.intervals import describe, gaps
from forensics.types import (
    ByteRange,
    Finding,
    Locus,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    StreamFacts,
    StreamKind,
    StreamLocus,
    TimeSpan,
    Timestamp,
)

ID: Final = "frame_times"
VERSION: Final = "2"
LISTED: Final = 200
"""Places of one kind that are listed; the count goes on."""
SHOWN: Final = 50
UNEQUAL_ENDS: Final = Fraction(1, 2)
"""Seconds by which sound and pictures may end apart before it is remarked on."""

_LIMITS = (
    "A cut whose times were closed up, or any re-encoding at a constant rate, leaves no trace in the times.",
    "Where the container stores no decoding times (Matroska, AVI) the demuxer makes them, and their order says little.",
    "Times are those of the stored samples; an edit list that shifts or hides some is listed with the container.",
    "An interval is unusual only in comparison with the rest of the same file.",
)
_INNOCENT = (
    "Cameras drop frames when the memory card, the processor or the light cannot keep up.",
    "Telephones, screen recorders and video calls record at a variable rate by design.",
    "Pausing and resuming a recording, and joining chapters that a camera split, leave gaps.",
    "A stream received over a network loses packets.",
    "Containers with coarse time units round times to the millisecond.",
)


@dataclass(slots=True)
class _Stream:
    """What is kept of one stream: two integers a packet, and the places that are remarkable by themselves."""

    facts: StreamFacts
    base: Fraction
    times: array[int] = field(default_factory=lambda: array("q"))
    durations: array[int] = field(default_factory=lambda: array("q"))
    packets: int = 0
    without_time: int = 0
    early: int = 0
    last_dts: int | None = None
    steps_back: list[ByteRange] = field(default_factory=list)
    steps_back_count: int = 0


@dataclass(slots=True)
class _Watch:
    streams: dict[int, _Stream]
    pictures: int = -1
    frames: int = 0
    frames_without_time: int = 0

    def packet(self, packet: PacketView) -> None:
        stream = self.streams.get(packet.stream)
        if stream is None or packet.discard:
            return
        stream.packets += 1
        stream.base = packet.time_base
        if packet.pts is None:
            stream.without_time += 1
        else:
            stream.times.append(packet.pts)
            stream.durations.append(packet.duration)
        if packet.dts is not None:
            if stream.last_dts is not None and packet.dts <= stream.last_dts:
                stream.steps_back_count += 1
                if packet.position >= 0 and len(stream.steps_back) < LISTED:
                    stream.steps_back.append(ByteRange(packet.position, packet.size))
            if packet.pts is not None and packet.pts < packet.dts:
                stream.early += 1
            stream.last_dts = packet.dts

    def frame(self, frame: FrameView) -> None:
        if frame.stream == self.pictures:
            self.frames += 1
            self.frames_without_time += not frame.has_pts

    def finish(self) -> Iterator[Outcome]:
        ends: dict[StreamKind, tuple[Fraction, Fraction]] = {}
        tiles = [one for one in self.streams.values() if one.facts.kind is StreamKind.VIDEO and one.packets <= 1]
        together = {one.facts.index for one in tiles} if len(tiles) > 1 else set()
        for stream in self.streams.values():
            if stream.facts.index in together:
                continue
            kind = stream.facts.kind
            span = _span(stream)
            if span is not None:
                ends.setdefault(kind, span)
            if kind is StreamKind.VIDEO:
                yield from _video(stream)
            else:
                yield from _audio(stream)
            yield from _order(stream)
        if together:
            yield from _tiles(tiles)
        if self.pictures >= 0:
            yield Measurement("frame_times.frames_decoded", self.frames, "1", StreamLocus(self.pictures))
            yield Measurement(
                "frame_times.frames_without_time", self.frames_without_time, "1", StreamLocus(self.pictures)
            )
        yield from _together(ends)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    kinds = (StreamKind.VIDEO, StreamKind.AUDIO)
    streams = {s.index: _Stream(s, s.time_base) for s in media.streams if s.kind in kinds}
    watch = _Watch(streams, pictures=media.first_index(StreamKind.VIDEO))
    return Observer(finish=watch.finish, packet=watch.packet, frame=watch.frame)


def _span(stream: _Stream) -> tuple[Fraction, Fraction] | None:
    """Return when a stream starts and ends, in seconds; a last packet without duration counts as usual."""
    if not stream.times or stream.base <= 0:
        return None
    last = max(range(len(stream.times)), key=stream.times.__getitem__)
    length = stream.durations[last]
    if length <= 0 and len(stream.times) > 2:
        length = describe(sorted(set(stream.times))).usual if len(set(stream.times)) > 1 else 0
    return min(stream.times) * stream.base, (stream.times[last] + length) * stream.base


def _video(stream: _Stream) -> Iterator[Outcome]:
    here = StreamLocus(stream.facts.index)
    times = sorted(set(stream.times))
    if len(times) < 3 or stream.base <= 0:
        reason = f"only {len(times)} distinct presentation times in {stream.packets} packets"
        yield NotMeasured("frame_times.intervals", reason, here)
        return
    shape = describe(times)
    yield Measurement("frame_times.pattern", shape.pattern, "text", here)
    yield Measurement("frame_times.usual_interval", shape.usual * stream.base, "s", here)
    yield Measurement("frame_times.usual_share", Fraction(shape.usual_count, shape.count), "1", here)
    yield Measurement("frame_times.shortest_interval", shape.shortest * stream.base, "s", here)
    yield Measurement("frame_times.longest_interval", shape.longest * stream.base, "s", here)
    yield Measurement("frame_times.repeated_times", len(stream.times) - len(times), "1", here)
    found = gaps(times, shape)
    yield Measurement("frame_times.gaps", len(found), "1", here)
    for gap in found[:LISTED]:
        yield Measurement("frame_times.gap", gap.excess * stream.base, "s", _between(stream, gap.start, gap.end))


def _tiles(streams: Sequence[_Stream]) -> Iterator[Outcome]:
    """Speak once of streams with one picture each: tiles, thumbnails and depth maps of a still picture."""
    numbers = [one.facts.index for one in streams]
    reason = f"{len(streams)} streams of a single picture ({min(numbers)} to {max(numbers)}), as of tiles: no intervals"
    yield NotMeasured("frame_times.intervals", reason)
    yield Measurement("frame_times.packets", sum(one.packets for one in streams), "1")
    yield Measurement("frame_times.packets_without_time", sum(one.without_time for one in streams), "1")


def _audio(stream: _Stream) -> Iterator[Outcome]:
    """Compare where each sound packet ends with where the next begins, in order of time."""
    here = StreamLocus(stream.facts.index)
    order = sorted(range(len(stream.times)), key=stream.times.__getitem__)
    if len(order) < 3 or stream.base <= 0 or all(d <= 0 for d in stream.durations):
        yield NotMeasured("frame_times.sound_gaps", "fewer than three sound packets with times and durations", here)
        return
    slack = max(2, int(Fraction(1, 500) / stream.base))
    holes, overlaps = [], 0
    for this, following in pairwise(order):
        end, start = stream.times[this] + stream.durations[this], stream.times[following]
        if stream.durations[this] <= 0:
            continue
        if start - end > slack:
            holes.append((end, start))
        overlaps += end - start > slack
    yield Measurement("frame_times.sound_gaps", len(holes), "1", here)
    yield Measurement("frame_times.sound_overlaps", overlaps, "1", here)
    for end, start in holes[:LISTED]:
        yield Measurement("frame_times.sound_gap", (start - end) * stream.base, "s", _between(stream, end, start))


def _order(stream: _Stream) -> Iterator[Outcome]:
    here = StreamLocus(stream.facts.index)
    yield Measurement("frame_times.packets", stream.packets, "1", here)
    yield Measurement("frame_times.packets_without_time", stream.without_time, "1", here)
    yield Measurement("frame_times.decoding_steps_back", stream.steps_back_count, "1", here)
    yield Measurement("frame_times.shown_before_decoded", stream.early, "1", here)
    for place in stream.steps_back:
        yield Measurement("frame_times.decoding_step_back", place.offset, "B", place)


def _together(ends: dict[StreamKind, tuple[Fraction, Fraction]]) -> Iterator[Outcome]:
    pictures, sound = ends.get(StreamKind.VIDEO), ends.get(StreamKind.AUDIO)
    if pictures is None or sound is None:
        missing = "pictures" if pictures is None else "sound"
        yield NotMeasured("frame_times.end_difference", f"no timed {missing} in this file")
        return
    yield Measurement("frame_times.start_difference", sound[0] - pictures[0], "s")
    yield Measurement("frame_times.end_difference", sound[1] - pictures[1], "s")


def _between(stream: _Stream, start: int, end: int) -> TimeSpan:
    return TimeSpan(stream.facts.index, Timestamp(start, stream.base), Timestamp(end, stream.base))


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    values = [r.outcome for r in results if isinstance(r.outcome, Measurement)]
    return [
        *_about(values, "frame_times.gap", "frame_times.gaps", "discontinuity_of_pictures", _gap_words),
        *_about(values, "frame_times.sound_gap", "frame_times.sound_gaps", "discontinuity_of_sound", _sound_words),
        *_about(
            values, "frame_times.decoding_step_back", "frame_times.decoding_steps_back", "decoding_order", _order_words
        ),
        *_repeated(values),
        *_ends(values),
    ]


def _about(
    values: Sequence[Measurement], each: str, count: str, code: str, words: Callable[[int, Sequence[Measurement]], str]
) -> Iterator[Finding]:
    total = sum(int(v.value) for v in values if v.quantity == count and isinstance(v.value, int))
    places = [v for v in values if v.quantity == each]
    if total:
        yield _finding(code, words(total, places), tuple(v.locus for v in places[:SHOWN]), (each, count))


def _gap_words(total: int, places: Sequence[Measurement]) -> str:
    return (
        f"{_places(total)} where pictures follow each other later than is usual in this file: {_spans(places)}. "
        "A discontinuity in the times; the times alone do not say how it came about."
    )


def _sound_words(total: int, places: Sequence[Measurement]) -> str:
    return f"{_places(total)} where one sound packet ends before the next begins: {_spans(places)}."


def _order_words(total: int, places: Sequence[Measurement]) -> str:
    return f"{_places(total)} where the decoding time does not increase from one packet to the next of its stream" + (
        f", first at byte {places[0].value} of the file." if places else "."
    )


def _repeated(values: Sequence[Measurement]) -> Iterator[Finding]:
    for value in values:
        if value.quantity == "frame_times.repeated_times" and isinstance(value.value, int) and value.value > 0:
            words = f"{value.value} video packets bear the presentation time of another one."
            yield _finding("repeated_times", words, (value.locus,), (value.quantity,))


def _ends(values: Sequence[Measurement]) -> Iterator[Finding]:
    for value in values:
        if value.quantity != "frame_times.end_difference" or isinstance(value.value, str):
            continue
        apart = Fraction(value.value)
        if abs(apart) > UNEQUAL_ENDS:
            later = "Sound goes on after the pictures" if apart > 0 else "The pictures go on after the sound"
            words = f"{later} for {abs(float(apart)):.3f} s."
            yield _finding("unequal_ends", words, (value.locus,), (value.quantity,))


def _places(total: int) -> str:
    return "One place" if total == 1 else f"{total} places"


def _spans(places: Sequence[Measurement]) -> str:
    words = [
        f"{float(v.value):.3f} s at {float(v.locus.start.seconds):.3f} s"
        for v in places[:5]
        if isinstance(v.locus, TimeSpan) and isinstance(v.value, int | float | Fraction)
    ]
    return "; ".join(words) + (" and more" if len(places) > 5 else "")


def _finding(code: str, words: str, loci: tuple[Locus, ...], rests_on: tuple[str, ...]) -> Finding:
    return Finding(ID, VERSION, code, words, loci, rests_on, _INNOCENT, _LIMITS)


def _applicability(media: MediaFacts) -> Applicability:
    if media.first(StreamKind.VIDEO) is None and media.first(StreamKind.AUDIO) is None:
        return Applicability(applicable=False, reasons=("no stream of pictures or sound",))
    timed = [s for s in media.streams if s.kind in (StreamKind.VIDEO, StreamKind.AUDIO) and s.time_base > 0]
    if not timed:
        return Applicability(applicable=False, reasons=("no stream has a unit of time",))
    return Applicability(applicable=True)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="timeline",
    summary="Reads presentation and decoding times and names gaps, overlaps, steps back and unlike lengths.",
    needs=Needs(packets=True, frames=FrameNeed()),
    quantities=(
        Quantity("frame_times.packets", "1", "packets of a stream that are to be shown", "fact"),
        Quantity("frame_times.packets_without_time", "1", "of these, packets without a presentation time", "fact"),
        Quantity("frame_times.frames_decoded", "1", "frames that the decoder gave", "fact"),
        Quantity("frame_times.frames_without_time", "1", "of these, frames without a presentation time", "fact"),
        Quantity("frame_times.pattern", "text", "how intervals follow each other", "measurement"),
        Quantity(
            "frame_times.intervals", "s", "all that concerns intervals, where it could not be measured", "measurement"
        ),
        Quantity(
            "frame_times.usual_interval", "s", "commonest interval between consecutive presentation times", "fact"
        ),
        Quantity("frame_times.usual_share", "1", "share of the intervals that equal it", "measurement"),
        Quantity("frame_times.shortest_interval", "s", "shortest interval", "fact"),
        Quantity("frame_times.longest_interval", "s", "longest interval", "fact"),
        Quantity("frame_times.repeated_times", "1", "packets that bear the presentation time of another", "fact"),
        Quantity("frame_times.gaps", "1", "intervals that are long for this file", "fact"),
        Quantity("frame_times.gap", "s", "time of one such interval beyond the usual one", "segment"),
        Quantity("frame_times.sound_gaps", "1", "places where one sound packet ends before the next begins", "fact"),
        Quantity("frame_times.sound_gap", "s", "length of one such place", "segment"),
        Quantity(
            "frame_times.sound_overlaps", "1", "places where a sound packet begins before the last one ends", "fact"
        ),
        Quantity("frame_times.decoding_steps_back", "1", "packets whose decoding time is not above the last", "fact"),
        Quantity("frame_times.decoding_step_back", "B", "offset of one such packet", "fact"),
        Quantity(
            "frame_times.shown_before_decoded", "1", "packets with a presentation before their decoding time", "fact"
        ),
        Quantity("frame_times.start_difference", "s", "start of the sound less start of the pictures", "fact"),
        Quantity("frame_times.end_difference", "s", "end of the sound less end of the pictures", "fact"),
    ),
    applicability=_applicability,
    limits=_LIMITS,
    references=(
        Reference("ISO base media file format: decoding and composition times", "ISO/IEC 14496-12:2022 clause 8.6.1"),
        Reference("SWGDE Best Practices for Digital Video Authentication", "SWGDE 23-V-001"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    cost=Cost(0.1),
    grounds=(Reading(ALL, "times and packets as the container states them"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="made footage: 4 containers with gaps of 5 and 1 frames, jitter, pull-up, remux",
                dated="2026-11-22",
                groups=1,
                files=10,
                outcome="every gap found to the tick of its container, none reported where none was made",
            ),
            Validation(
                data="all files of pictures under shared/media: camera, camera originals, edited, generated, copies",
                dated="2026-11-22",
                groups=33,
                files=240,
                outcome="3 files with a gap in the pictures, 1 with a step back in decoding time, 1 with unequal ends; "
                "whether these are faults or history is not known for these files",
            ),
        ),
        known_failures=("Frames left out of a file that was then re-encoded at a constant rate are not seen.",),
    ),
)
