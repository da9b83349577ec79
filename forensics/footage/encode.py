"""Encode footage with stated settings, the same bytes for the same recipe; re-encode, remux, change a byte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path

import av
import numpy as np
from av.container import OutputContainer
from av.video.frame import PictureType

from forensics.footage.scene import SAMPLE_RATE, Renderer, Scene, Sound, sound
from forensics.footage.timeline import TICK, Edit, Timeline

_AUDIO_CODECS = {"avi": "pcm_s16le", "webm": "libopus"}
_FORMATS = {"mkv": "matroska", "ts": "mpegts"}


@dataclass(frozen=True, slots=True)
class Encoding:
    """How footage is coded. ``quality`` is the CRF, or the fixed quantiser of mpeg4; ``gop`` is a fixed length with
    no extra key frames at scene changes; ``container`` is an extension: mp4, mov, mkv, avi, ts, webm.
    ``macroblock_tree`` is x264's default; its vector code was seen to give other bytes in each run (core 165 in
    PyAV 18.1, 2026-11-22), so it is off unless asked for.
    """

    codec: str = "libx264"
    quality: int = 23
    gop: int = 50
    bframes: int = 2
    container: str = "mp4"
    sound: bool = True
    preset: str = "medium"
    macroblock_tree: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, and the truth about it."""

    path: Path
    scene: Scene
    timeline: Timeline
    encodings: tuple[Encoding, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class ByteChanged:
    """The truth about one changed byte."""

    path: Path
    offset: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of the picture in pixels, and the size that it is scaled to."""

    x: int
    y: int
    width: int
    height: int
    to_width: int
    to_height: int


def make(target: Path, scene: Scene, timeline: Timeline, encoding: Encoding | None = None) -> Made:
    """Render and encode footage; equal arguments give equal bytes with one build of the encoder."""
    coding = encoding or Encoding()
    renderer, rate = Renderer(scene), 1 / (timeline.step * TICK)
    pictures = (
        (av.VideoFrame.from_ndarray(renderer.frame(shown.number, rate), format="rgb24"), shown.tick)
        for shown in timeline.shown
    )
    heard = _sound_of(scene, timeline) if coding.sound else None
    _write(target, pictures, rate, coding, heard)
    return Made(target, scene, timeline, (coding,), timeline.edits)


def reencode(made: Made, target: Path, encoding: Encoding, crop: Crop | None = None) -> Made:
    """Decode and encode again, cropped and scaled where asked: the ordinary history of an uploaded file."""
    _write(target, _decoded(made.path, crop), 1 / (made.timeline.step * TICK), encoding, _heard_in(made, encoding))
    count = len(made.timeline.shown)
    edits = (Edit("re-encoded", 0, count, 0), *((Edit("cropped and scaled", 0, count, 0),) if crop else ()))
    return Made(target, made.scene, made.timeline, (*made.encodings, encoding), (*made.edits, *edits))


def remux(made: Made, target: Path) -> Made:
    """Copy the coded packets unchanged into another container, chosen by the extension of ``target``."""
    with av.open(str(made.path)) as source, av.open(str(target), "w", format=_format(target), options=_EXACT) as sink:
        streams = {stream.index: sink.add_stream_from_template(stream) for stream in source.streams}
        for packet in source.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                sink.mux(packet)
    edit = Edit("remuxed", 0, len(made.timeline.shown), 0)
    return Made(target, made.scene, made.timeline, made.encodings, (*made.edits, edit))


def one_byte_changed(
    source: Path, target: Path, *, inside: bytes = b"mdat", share: Fraction = Fraction(1, 2)
) -> ByteChanged:
    """Copy a file with one byte inverted, ``share`` of the way from the box type ``inside`` to the end of that box.

    Raises ValueError where the file has no such top-level box.
    """
    data = bytearray(source.read_bytes())
    start, end = _box(data, inside)
    offset = start + int((end - start - 1) * share)
    before = data[offset]
    data[offset] ^= 0xFF
    target.write_bytes(data)
    return ByteChanged(target, offset, before, data[offset])


def _box(data: bytearray, kind: bytes) -> tuple[int, int]:
    """Return the payload of the first top-level ISO BMFF box of a kind (ISO/IEC 14496-12 clause 4.2)."""
    at = 0
    while at + 16 <= len(data):
        size, header = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if size < header:
            break
        if data[at + 4 : at + 8] == kind:
            return at + header, at + size
        at += size
    raise ValueError(f"no top-level box {kind!r}")


_EXACT = {"fflags": "+bitexact"}


def _format(target: Path) -> str:
    extension = target.suffix.removeprefix(".")
    return _FORMATS.get(extension, extension)


def _write(
    target: Path,
    pictures: Iterator[tuple[av.VideoFrame, int]],
    rate: Fraction,
    encoding: Encoding,
    heard: Sound | None,
) -> None:
    first = next(pictures)
    with av.open(str(target), "w", format=_format(target), options=_EXACT) as sink:
        base = 1 / rate if _format(target) == "avi" else TICK
        video = _video_stream(sink, first[0], rate, base, encoding)
        audio = None
        if heard is not None:
            codec = _AUDIO_CODECS.get(_format(target), "aac")
            audio = _audio_stream(sink.add_stream(codec, rate=SAMPLE_RATE, layout="mono"))
        blocks = _blocks(heard) if heard is not None else iter(())
        due = Fraction(0)
        for picture, at in chain([first], pictures):
            if audio is not None and at * TICK >= due:
                due += 1
                sink.mux([packet for block in islice(blocks, 1) for packet in audio.encode(block)])
            picture.pts, picture.time_base = round(at * TICK / base), base
            sink.mux(video.encode(picture))
        sink.mux(video.encode(None))
        if audio is not None:
            sink.mux([packet for block in blocks for packet in audio.encode(block)])
            sink.mux(audio.encode(None))


def _video_stream(
    sink: OutputContainer, picture: av.VideoFrame, rate: Fraction, base: Fraction, encoding: Encoding
) -> av.VideoStream:
    video = sink.add_stream(encoding.codec, rate=rate, options=_options(encoding))
    if not isinstance(video, av.VideoStream):
        raise ValueError(f"{encoding.codec} is no video encoder")
    video.width, video.height, video.pix_fmt = picture.width, picture.height, _pixels(encoding.codec)
    video.codec_context.time_base = video.time_base = base
    video.codec_context.gop_size, video.codec_context.thread_count = encoding.gop, 1
    if encoding.codec not in ("libvpx-vp9", "mjpeg"):
        video.codec_context.max_b_frames = encoding.bframes
    return video


def _audio_stream(stream: object) -> av.AudioStream:
    if not isinstance(stream, av.AudioStream):
        raise ValueError("no audio encoder")
    return stream


def _pixels(codec: str) -> str:
    return "yuvj420p" if codec == "mjpeg" else "yuv420p"


def _options(encoding: Encoding) -> dict[str, str]:
    match encoding.codec:
        case "libx264":
            tree = {} if encoding.macroblock_tree else {"x264-params": "no-mbtree=1"}
            return {"crf": str(encoding.quality), "preset": encoding.preset, "sc_threshold": "0"} | tree
        case "libx265":
            fixed = f"keyint={encoding.gop}:min-keyint={encoding.gop}:scenecut=0:bframes={encoding.bframes}"
            single = "pools=1:frame-threads=1:log-level=none"
            return {"crf": str(encoding.quality), "preset": "fast", "x265-params": f"{fixed}:{single}"}
        case "libvpx-vp9":
            return {"crf": str(encoding.quality), "deadline": "realtime", "cpu-used": "6"}
        case _:
            quality = str(encoding.quality)
            return {"qmin": quality, "qmax": quality, "sc_threshold": "1000000000", "flags": "+bitexact"}


def _decoded(source: Path, crop: Crop | None) -> Iterator[tuple[av.VideoFrame, int]]:
    with closing(av.open(str(source))) as container:
        for frame in container.decode(video=0):
            tick = round(Fraction(frame.pts or 0) * (frame.time_base or TICK) / TICK)
            if crop is None:
                frame.pict_type = PictureType.NONE  # else the encoder repeats the types of the source
                yield frame, tick
                continue
            pixels = frame.to_ndarray(format="rgb24")
            part = pixels[crop.y : crop.y + crop.height, crop.x : crop.x + crop.width]
            cut = av.VideoFrame.from_ndarray(np.ascontiguousarray(part, np.uint8), format="rgb24")
            yield cut.reformat(crop.to_width, crop.to_height, interpolation="BICUBIC"), tick


def _heard_in(made: Made, encoding: Encoding) -> Sound | None:
    if not encoding.sound:
        return None
    with closing(av.open(str(made.path))) as container:
        if not container.streams.audio:
            return None
        plain = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE)
        blocks = [part.to_ndarray()[0] for frame in container.decode(audio=0) for part in plain.resample(frame)]
    return np.concatenate(blocks).astype(np.float32)


def _sound_of(scene: Scene, timeline: Timeline) -> Sound:
    """Return the scene's sound as the timeline orders it: each frame brings the sound of its own time."""
    ends = [shown.tick for shown in timeline.shown[1:]] + [timeline.shown[-1].tick + timeline.step]
    longest = max(s.sound + end - s.tick for s, end in zip(timeline.shown, ends, strict=True))
    whole = sound(scene, longest * TICK + Fraction(1, 10))
    starts = [int(shown.tick * TICK * SAMPLE_RATE) for shown in timeline.shown]
    stops = [int(end * TICK * SAMPLE_RATE) for end in ends]
    sources = [int(shown.sound * TICK * SAMPLE_RATE) for shown in timeline.shown]
    return np.concatenate([whole[s : s + stop - start] for start, stop, s in zip(starts, stops, sources, strict=True)])


def _blocks(samples: Sound) -> Iterator[av.AudioFrame]:
    for at in range(0, len(samples), SAMPLE_RATE):
        part = np.ascontiguousarray(np.clip(samples[at : at + SAMPLE_RATE], -1, 1)[np.newaxis] * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(part, format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, Fraction(1, SAMPLE_RATE)
        yield frame
