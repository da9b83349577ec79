"""One pass over the packets and one decode, which feed the records of every stream and every observer."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.packet import Packet
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from forensics.detector import AudioView, Needs, Observer, PacketView
from forensics.media.channels import planes, samples
from forensics.media.crew import Crew
from forensics.media.essence import Lanes
from forensics.media.opening import H264, MAX_PIXELS, Opened
from forensics.media.pictures import DecodedFrame
from forensics.media.places import Places
from forensics.media.recorders import Errors, FrameRecorder, PacketRecorder, SoundRecorder
from forensics.media.sei import SeiReader
from forensics.types import (
    ByteRange,
    MediaFacts,
    NotMeasured,
    Outcome,
    Progress,
    Result,
    StreamFacts,
    StreamKind,
    StreamLocus,
    Timestamp,
    WholeFile,
)

METHOD, VERSION = "media", "3"
MAX_PACKETS = 100_000_000
REPEATABLE = "frames.repeatable"
"""Is not measured of a stream whose damage lets its decoder show other pictures in every run."""
_UNLIKE = (
    "the stream is damaged, and its decoder shows whatever stood in memory where something is missing: frames, and "
    "what is measured of them, can differ from run to run from the damage on"
)
_PROGRESS_BYTES = 1 << 20
_PROGRESS_PACKETS = 250

TypeOfPacket = Callable[[memoryview], str]


@dataclass(frozen=True, slots=True)
class Attached:
    """An observer with the method that it measures for and what it needs.

    ``beside`` lets it watch in another thread than the decoder's; ``cost`` is a measure of its work, to share out by.
    """

    method: str
    version: str
    needs: Needs
    observer: Observer
    beside: bool = False
    cost: float = 0.0


@dataclass(slots=True)
class _Track:
    """The state of one stream during the pass."""

    facts: StreamFacts
    stream: Stream
    packets: PacketRecorder
    sei: SeiReader
    demux_errors: Errors
    decode_errors: Errors
    type_of: TypeOfPacket | None
    frames: FrameRecorder | None = None
    sound: SoundRecorder | None = None
    number: int = 0
    last_pts: int = 0
    marked: bool = False
    """Whether the decoder was asked for motion vectors and quantisers."""
    undecoded: str = ""
    frames_seen: int = 0
    damaged: bool = False
    """Whether the decoder marked a picture as damaged."""
    unrecorded: deque[DecodedFrame] = field(default_factory=deque)
    """Frames whose digests are being made."""


def run_session(
    opened: Opened,
    attached: Sequence[Attached],
    packet_types: Callable[[StreamFacts, bytes], TypeOfPacket | None],
) -> Iterator[Result | Progress]:
    """Demux and decode the whole file once; yield records of every stream, then what the observers measured.

    ``packet_types`` gives for a stream a function that reads a packet's picture type from its slice headers.
    Observers of frames and sound see the first video and the first audio stream.
    """
    with Lanes() as lanes, Crew(attached, _frame_bytes(opened.facts)) as crew:
        yield from _run(
            opened, attached, crew, [_track(*pair, packet_types, lanes, Places(opened.path)) for pair in _pairs(opened)]
        )


def _frame_bytes(facts: MediaFacts) -> int:
    return max((3 * one.width * one.height for one in facts.streams), default=0)


def _run(
    opened: Opened, attached: Sequence[Attached], crew: Crew, tracks: Sequence[_Track]
) -> Iterator[Result | Progress]:
    seen = {first.index for kind in StreamKind if (first := opened.facts.first(kind)) is not None}
    marked = any(item.needs.motion_vectors for item in attached)
    _prepare(opened, marked)
    for track in tracks:
        track.marked = marked
        if track.undecoded:
            yield _result(NotMeasured("decode", track.undecoded, StreamLocus(track.facts.index)))
    yield from _pass(opened, tracks, seen, crew)
    for track in tracks:
        yield from map(_result, _finish(track, opened.facts.container))
    for finished in crew.finish():
        if finished is None:
            yield Progress("working on what was kept", 0, 0, "step")
            continue
        number, outcomes = finished
        for outcome in outcomes:
            yield Result(attached[number].method, attached[number].version, outcome)


def _pairs(opened: Opened) -> Iterator[tuple[Stream, StreamFacts]]:
    return zip(opened.container.streams, opened.facts.streams, strict=True)


def _result(outcome: Outcome) -> Result:
    return Result(METHOD, VERSION, outcome)


def _track(
    stream: Stream,
    facts: StreamFacts,
    packet_types: Callable[[StreamFacts, bytes], TypeOfPacket | None],
    lanes: Lanes,
    places: Places,
) -> _Track:
    extradata = bytes(getattr(stream.codec_context, "extradata", None) or b"")
    track = _Track(
        facts,
        stream,
        PacketRecorder(facts, extradata, lanes),
        SeiReader(facts, extradata, places.find),
        Errors("packets", facts.index),
        Errors("decode", facts.index),
        packet_types(facts, extradata),
    )
    context = stream.codec_context
    if isinstance(context, VideoCodecContext) and stream.type == "video":
        if context.width * context.height > MAX_PIXELS:
            track.undecoded = f"frames of {context.width}x{context.height} pixels are more than this program decodes"
        else:
            track.frames = FrameRecorder(facts)
    elif isinstance(context, AudioCodecContext) and stream.type == "audio":
        track.sound = SoundRecorder(facts)
    elif facts.kind is StreamKind.SUBTITLE:
        track.undecoded = "captions are kept as packets; they are not decoded in this examination"
    else:
        track.undecoded = "no decoder for what this stream carries"
    return track


def _prepare(opened: Opened, motion_vectors: bool) -> None:  # noqa: FBT001 - private, one caller
    for stream in opened.container.streams:
        context = stream.codec_context
        if isinstance(context, VideoCodecContext):
            # With threads by frame FFmpeg's motion vectors come and go from run to run (measured with 8.0 on
            # 2026-11-22); with threads by slice they are the same each time.
            context.thread_type = "SLICE" if motion_vectors else "AUTO"
            if context.name != H264:  # see opening.py
                context.thread_count = 2
            if motion_vectors:
                context.options = {"flags2": "+export_mvs", "export_side_data": "+venc_params"}


def _pass(opened: Opened, tracks: Sequence[_Track], seen: set[int], crew: Crew) -> Iterator[Result | Progress]:
    total, told = opened.facts.size, 0
    packets = opened.container.demux()
    for count in range(MAX_PACKETS):
        try:
            packet = next(packets)
        except (StopIteration, av.error.EOFError):
            yield Progress("reading and decoding", total, total, "byte")
            return
        except av.error.FFmpegError as error:
            yield _result(NotMeasured("packets", f"reading stopped after {count} packets: {error.strerror}"))
            return
        index = packet.stream.index  # the packet's own field stays 0 in the empty packets that flush a decoder
        track = tracks[index] if index < len(tracks) else None
        if track is None:
            yield _result(NotMeasured("packets", "a stream appears that the header does not declare", WholeFile()))
            continue
        if packet.size or packet.pts is not None:
            yield from _packet(track, packet, crew)
            position = packet.pos or 0
            if position - told >= _PROGRESS_BYTES or count % _PROGRESS_PACKETS == 0:
                told = max(told, position)
                yield Progress("reading and decoding", min(told, total), total, "byte")
        yield from _decode(track, packet, crew, seen=track.facts.index in seen)
    yield _result(NotMeasured("packets", f"reading stopped after {MAX_PACKETS} packets, the most that are read"))


def _packet(track: _Track, packet: Packet[Stream], crew: Crew) -> Iterator[Result]:
    data = memoryview(packet)
    position = -1 if packet.pos is None else packet.pos
    view = PacketView(
        track.facts.index,
        track.number,
        packet.pts,
        packet.dts,
        packet.duration or 0,
        track.facts.time_base or packet.time_base or Fraction(0),
        packet.size,
        position,
        bool(packet.is_keyframe),
        bool(packet.is_discard),
        track.type_of(data) if track.type_of else "",
    )
    track.number += 1
    yield from map(_result, track.packets.packet(view, data))
    yield from map(_result, track.sei.packet(data, position, packet.pts))
    if packet.is_corrupt:
        reason = "the demuxer marks this packet as damaged"
        yield from map(_result, track.demux_errors.add(reason, position, packet.size))
    crew.packet(view)


def _decode(track: _Track, packet: Packet[Stream], crew: Crew, *, seen: bool) -> Iterator[Result]:
    """Decode a packet and give what comes of it to the crew, where its stream is one that observers see."""
    if track.undecoded or (track.frames is None and track.sound is None):
        return
    try:
        decoded: Sequence[object] = packet.decode()
    except av.error.FFmpegError as error:
        reason = f"the decoder refuses this packet: {error.strerror or type(error).__name__}"
        position = -1 if packet.pos is None else packet.pos
        yield from map(_result, track.decode_errors.add(reason, position, packet.size))
        return
    for frame in decoded:
        if isinstance(frame, VideoFrame) and track.frames is not None:
            yield from map(_result, _video(track, track.frames, frame, crew, seen=seen))
        elif isinstance(frame, AudioFrame) and track.sound is not None:
            yield from map(_result, _audio(track, track.sound, frame, crew if seen else None))


def _video(track: _Track, recorder: FrameRecorder, frame: VideoFrame, crew: Crew, *, seen: bool) -> Iterator[Outcome]:
    base = frame.time_base or track.facts.time_base
    pts = frame.pts if frame.pts is not None else track.last_pts
    track.last_pts = pts
    picture = DecodedFrame(
        frame,
        stream=track.facts.index,
        index=track.frames_seen,
        at=Timestamp(pts, base),
        has_pts=frame.pts is not None,
        marked=track.marked,
    )
    track.frames_seen += 1
    track.damaged = track.damaged or bool(frame.is_corrupt)
    crew.digest(picture)
    crew.frame(picture, seen=seen)
    track.unrecorded.append(picture)
    if len(track.unrecorded) > crew.depth:
        yield from recorder.frame(track.unrecorded.popleft())


def _audio(track: _Track, recorder: SoundRecorder, frame: AudioFrame, crew: Crew | None) -> Iterator[Outcome]:
    block = AudioView(
        track.facts.index,
        Timestamp(frame.pts or 0, frame.time_base or track.facts.time_base),
        frame.sample_rate,
        samples(frame),
    )
    yield from recorder.block(block, planes(frame))
    if crew is not None:
        crew.audio(block)


def _finish(track: _Track, container: str) -> Iterator[Outcome]:
    yield from track.packets.finish()
    yield from track.sei.finish()
    if track.frames is not None:
        for picture in track.unrecorded:
            yield from track.frames.frame(picture)
        yield from track.frames.finish()
        yield from track.decode_errors.finish()
        if (track.decode_errors.any or track.damaged) and track.facts.codec != H264:
            yield NotMeasured(REPEATABLE, _UNLIKE, StreamLocus(track.facts.index))
    if track.sound is not None:
        yield from track.sound.finish()
        yield from track.decode_errors.finish()
    # AVI counts the samples of sound and not its packets; ISO BMFF counts packets (ISO/IEC 14496-12, 8.7.3).
    declared_in_samples = track.facts.frames_declared and container == "iso bmff"
    if declared_in_samples and track.number != track.facts.frames_declared:
        reason = f"the container declares {track.facts.frames_declared} samples and {track.number} could be read"
        yield NotMeasured("packets.all_declared", reason, StreamLocus(track.facts.index))


def byte_range(packet: PacketView) -> ByteRange:
    """Return where a packet lies in the file."""
    return ByteRange(max(0, packet.position), packet.size)
