"""Open an exhibit with FFmpeg's demuxers, locked to this one file, and say what streams it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import av.logging
from av.audio.codeccontext import AudioCodecContext
from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.codeccontext import VideoCodecContext

from forensics.codec import clean_text
from forensics.types import Measurement, MediaFacts, Outcome, StreamFacts, StreamKind, StreamLocus, Tag, WholeFile

# Demuxers that read one self-contained file. Playlists and scripts (hls, concat, dash, image sequences by pattern …)
# can name other files and are left out on purpose.
DEMUXERS = (
    "aac,ac3,aiff,alp,amr,apng,asf,asf_o,av1,avi,bmp_pipe,caf,dds_pipe,dhav,dnxhd,dts,dv,dvbsub,eac3,exr_pipe,"
    "flac,flv,gif,gif_pipe,h261,h263,h264,hdr_pipe,hevc,ivf,j2k_pipe,jpeg_pipe,jpegls_pipe,jpegxl_anim,jpegxl_pipe,"
    "live_flv,m4v,matroska,webm,mjpeg,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpeg,mpegps,mpegts,mpegtsraw,mpegvideo,mpjpeg,mxf,"
    "nsv,nut,obu,ogg,pam_pipe,pbm_pipe,pcx_pipe,pgm_pipe,png_pipe,ppm_pipe,psd_pipe,qoi_pipe,rm,swf,sgi_pipe,svg_pipe,"
    "tiff_pipe,tta,vc1,vvc,w64,wav,webp_pipe,webp_anim,wmv,wtv,wv,xv,y4m,yuv4mpegpipe,srt,webvtt,ass"
)
OPTIONS = {
    "protocol_whitelist": "file",
    "format_whitelist": DEMUXERS,
    # Every stored packet is wanted, also those that the edit list hides from a player; the list itself is measured
    # by the container's own examination.
    "advanced_editlist": "0",
}
MAX_STREAMS = 64
H264 = "h264"
MAX_PIXELS = 16384 * 16384


class CannotOpen(Exception):
    """No demuxer reads the file; the text says why."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open container with what it says of itself."""

    container: InputContainer
    facts: MediaFacts
    path: Path


def open_media(path: Path, size: int) -> Opened:
    """Open ``path`` for one pass over its packets; raise CannotOpen with a reason in words."""
    av.logging.set_level(None)
    if size == 0:
        raise CannotOpen("the file is empty")
    try:
        container = av.open(str(path), format=_still(path), metadata_errors="backslashreplace", options=OPTIONS)
    except av.error.FFmpegError as error:
        raise CannotOpen(f"no demuxer reads it as media ({error.strerror or type(error).__name__})") from error
    except (ValueError, OSError) as error:
        raise CannotOpen(f"it cannot be opened as media ({type(error).__name__}: {error})") from error
    if len(container.streams) > MAX_STREAMS:
        container.close()
        raise CannotOpen(f"it declares {len(container.streams)} streams; at most {MAX_STREAMS} are measured")
    _decode_alike(container)
    streams = tuple(_stream_facts(stream) for stream in container.streams)
    return Opened(container, MediaFacts(size, _family(container.format.name), container.format.name, streams), path)


def _decode_alike(container: InputContainer) -> None:
    """Let H.264 be decoded by one thread, whoever decodes it.

    What is missing of damaged pictures FFmpeg fills in from their neighbours then, the same each time. With threads by
    slice it leaves what stood in memory, and with threads by frame it fills in otherwise (measured with 8.0 on
    2026-11-27: of six damaged files all, and none, gave other frames from run to run). Of pictures in several slices
    one thread can leave it, too: of 250 damaged files one showed other pictures where others held more of them.
    """
    for stream in container.streams:
        context = stream.codec_context
        if isinstance(context, VideoCodecContext) and context.name == H264:
            context.thread_count = 1


def _still(path: Path) -> str | None:
    """Return the demuxer for a still picture by its first bytes, None for anything else.

    FFmpeg takes the demuxer of image sequences for a name like one of theirs; that one could read other files.
    """
    with path.open("rb") as file:
        head = file.read(12)
    return next((demuxer for start, demuxer in _STILLS if head.startswith(start)), None) or (
        "webp_pipe" if head[:4] == b"RIFF" and head[8:] == b"WEBP" else None
    )


_STILLS = (
    (b"\xff\xd8\xff", "jpeg_pipe"),
    (b"\x89PNG\r\n\x1a\n", "png_pipe"),
    (b"II*\0", "tiff_pipe"),
    (b"MM\0*", "tiff_pipe"),
)


def _family(demuxer: str) -> str:
    return {"mov,mp4,m4a,3gp,3g2,mj2": "iso bmff", "matroska,webm": "matroska"}.get(demuxer, demuxer)


def _stream_facts(stream: Stream) -> StreamFacts:
    context = stream.codec_context
    kind = StreamKind(stream.type) if stream.type in set(StreamKind) else StreamKind.DATA
    if Disposition.attached_pic in stream.disposition:
        kind = StreamKind.ATTACHMENT
    common = (
        stream.index,
        kind,
        context.name if context else "",
        clean_text(str(stream.profile or "")),
        stream.time_base or Fraction(0),
    )
    if isinstance(context, VideoCodecContext):
        rate = getattr(stream, "average_rate", None) or Fraction(0)
        return StreamFacts(
            *common, rate, context.width, context.height, context.pix_fmt or "", frames_declared=stream.frames
        )
    if isinstance(context, AudioCodecContext):
        return StreamFacts(
            *common,
            Fraction(0),
            sample_rate=context.sample_rate or 0,
            channels=context.layout.nb_channels,
            frames_declared=stream.frames,
        )
    return StreamFacts(*common, Fraction(0), frames_declared=stream.frames)


def describe(opened: Opened) -> Iterator[Outcome]:
    """Yield what the demuxer says: container, streams, and every tag, as reader 'ffmpeg'."""
    container = opened.container
    yield Measurement("media.demuxer", container.format.name, "text")
    if container.duration is not None:
        yield Measurement("media.duration", Fraction(container.duration, av.time_base), "s")
    if container.start_time is not None:
        yield Measurement("media.start_time", Fraction(container.start_time, av.time_base), "s")
    yield Measurement("media.streams", len(container.streams), "1")
    for name, value in sorted(container.metadata.items()):
        yield Tag("ffmpeg", "container", clean_text(name), clean_text(value), WholeFile())
    for stream, facts in zip(container.streams, opened.facts.streams, strict=True):
        yield from _describe_stream(stream, facts)


def _describe_stream(stream: Stream, facts: StreamFacts) -> Iterator[Outcome]:
    here = StreamLocus(facts.index)
    yield Measurement("stream.kind", facts.kind.value, "text", here)
    yield Measurement("stream.codec", facts.codec or "unknown", "text", here)
    yield Measurement("stream.time_base", facts.time_base, "s", here)
    if facts.profile:
        yield Measurement("stream.profile", facts.profile, "text", here)
    if facts.width:
        yield Measurement("stream.width", facts.width, "px", here)
        yield Measurement("stream.height", facts.height, "px", here)
        yield Measurement("stream.pixel_format", facts.pixel_format or "unknown", "text", here)
    if facts.frame_rate:
        yield Measurement("stream.frame_rate", facts.frame_rate, "1/s", here)
    if facts.sample_rate:
        yield Measurement("stream.sample_rate", facts.sample_rate, "Hz", here)
        yield Measurement("stream.channels", facts.channels, "1", here)
    if facts.frames_declared:
        yield Measurement("stream.frames_declared", facts.frames_declared, "1", here)
    flags = ", ".join(flag.name or "" for flag in Disposition if flag and flag in stream.disposition)
    if flags:
        yield Measurement("stream.disposition", flags, "text", here)
    for name, value in sorted(stream.metadata.items()):
        yield Tag("ffmpeg", f"stream {facts.index}", clean_text(name), clean_text(value), here)
