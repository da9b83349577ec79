"""Take the captions out of a file: subtitle streams, and CEA-608 in the pictures' user data (ATSC A/53 Part 4).

Runs in the worker, by FFmpeg's decoders. Of CEA-708 the 608 part that comes along is decoded, and nothing else of it:
FFmpeg has no decoder for 708 windows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import av
from av.sidedata.sidedata import SideData
from av.stream import Stream
from av.subtitles.codeccontext import SubtitleCodecContext
from av.subtitles.subtitle import AssSubtitle

from forensics.types import Column, Line, NotMeasured, Result, Series, StreamLocus
from forensics.worker import Job, coded_path

METHOD, VERSION = "captions", "1"
MOST_CUES = 100_000
LONGEST_TEXT = 10_000
CHUNK = 500
COLUMNS = (Column("starts", "ms"), Column("ends", "ms"), Column("text", "text"))
UNKNOWN_END = -1
_A53 = "A53_CC"
_OVERRIDE = re.compile(r"\{[^}]{0,400}\}")

_Cue = tuple[int, int, str]


def run(job: Job) -> Iterator[Line]:
    """Yield one table 'captions.cues' a stream that carries captions, or why there is none; times from the start."""
    found = False
    with av.open(str(coded_path(job.exhibit)), metadata_errors="backslashreplace") as container:
        indexes = [(one.index, one.type) for one in container.streams]
        codecs = {one.index: one.codec_context.name for one in container.streams.subtitles if one.codec_context}
    for index, kind in indexes:
        cues = _subtitles(job, index) if kind == "subtitle" else _pictures(job, index) if kind == "video" else []
        for chunk in _tables(index, codecs.get(index, "CEA-608 in pictures"), cues):
            found = True
            yield Result(METHOD, VERSION, chunk)
    if not found:
        yield Result(METHOD, VERSION, NotMeasured("captions.cues", "the file carries no captions that FFmpeg decodes"))


def _tables(index: int, codec: str, cues: list[_Cue]) -> Iterator[Series]:
    for first in range(0, len(cues), CHUNK):
        rows = tuple(cues[first : first + CHUNK])
        yield Series(f"captions.cues.{codec}", COLUMNS, first, rows, StreamLocus(index))


def _subtitles(job: Job, index: int) -> list[_Cue]:
    cues: list[_Cue] = []
    with av.open(str(coded_path(job.exhibit)), metadata_errors="backslashreplace") as container:
        stream = container.streams[index]
        if not isinstance(stream.codec_context, SubtitleCodecContext):
            return cues
        for packet in container.demux(stream):
            if packet.pts is None or packet.size == 0 or len(cues) >= MOST_CUES:
                continue
            start = _milliseconds(packet.pts, packet.time_base)
            lasts = _milliseconds(packet.duration or 0, packet.time_base)
            try:
                words = _words(stream.codec_context, packet)
            except av.error.FFmpegError:
                continue  # a damaged packet has no words; the packet itself stands in the examination
            if words:
                cues.append((start, start + lasts if lasts else UNKNOWN_END, words))
    return cues


def _pictures(job: Job, index: int) -> list[_Cue]:
    """Return what stands in the CEA-608 of a video stream; every change of the shown text begins a cue."""
    decoder = av.CodecContext.create("cc_dec", "r")
    assert isinstance(decoder, SubtitleCodecContext)
    cues: list[_Cue] = []
    with av.open(str(coded_path(job.exhibit)), metadata_errors="backslashreplace") as container:
        stream = container.streams[index]
        assert isinstance(stream, av.VideoStream)
        try:
            for number, frame in enumerate(container.decode(stream)):
                assert isinstance(frame, av.VideoFrame)
                data = _caption_bytes(frame)
                if not data or len(cues) >= MOST_CUES:
                    continue
                at = _time(frame, number, stream)
                packet = av.Packet(data)
                packet.pts = packet.dts = at
                packet.time_base = Fraction(1, 1000)
                words = _words(decoder, packet)
                if words and (not cues or cues[-1][2] != words):
                    cues.append((at, UNKNOWN_END, words))
        except av.error.FFmpegError:
            pass  # what stands before the damage is given; the damage is told by the examination
    return cues


def _caption_bytes(frame: av.VideoFrame) -> bytes:
    data = frame.side_data.get(_A53)
    return bytes(data) if isinstance(data, SideData) else b""


def _time(frame: av.VideoFrame, number: int, stream: av.VideoStream) -> int:
    """Return a frame's time, or where the file gives none its place at the stream's stated rate, in milliseconds."""
    if frame.pts is not None:
        return _milliseconds(frame.pts, frame.time_base)
    rate = stream.guessed_rate or stream.average_rate
    return round(number / rate * 1000) if rate else 0


def _words(decoder: SubtitleCodecContext, packet: av.Packet[Stream]) -> str:
    decoded = decoder.decode2(packet)
    rects = () if decoded is None else decoded.rects
    parts = [one.dialogue for one in rects if isinstance(one, AssSubtitle)]
    text = b"\n".join(parts).decode("utf-8", "replace").replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
    return _OVERRIDE.sub("", text).strip()[:LONGEST_TEXT]


def _milliseconds(units: int, base: Fraction | None) -> int:
    return round(units * base * 1000) if base else 0
