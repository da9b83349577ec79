"""Gather from an examination's results what the register's claims can be held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from forensics.types import C2paReading, Measurement, Outcome, Result, Signal, StreamLocus

_STILL_DEMUXERS = ("image2", "png_pipe", "jpeg_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe", "jpegxl_pipe")

_STILL_FORMATS = ("JPEG", "PNG", "WebP", "TIFF", "HEIF", "HEIC", "AVIF")


@dataclass(frozen=True, slots=True)
class FileTraits:
    """What is known of a file; an empty tuple or None where it was not measured."""

    readings: tuple[C2paReading, ...]
    signals: tuple[Signal, ...]
    is_still: bool | None
    seconds: Fraction | None
    rate: Fraction | None
    size: tuple[int, int] | None
    has_sound: bool | None


def traits(results: Iterable[Result] | Iterable[Outcome]) -> FileTraits:
    """Return the traits that results or outcomes state."""
    outcomes = [entry.outcome if isinstance(entry, Result) else entry for entry in results]
    measured = [o for o in outcomes if isinstance(o, Measurement)]
    streams = _streams(measured)
    video = next((s for s in streams if s.get("stream.kind") == "video"), {})
    demuxer = next((str(m.value) for m in measured if m.quantity == "media.demuxer"), None)
    width, height, rate = video.get("stream.width"), video.get("stream.height"), video.get("stream.frame_rate")
    return FileTraits(
        readings=tuple(o for o in outcomes if isinstance(o, C2paReading)),
        signals=tuple(o for o in outcomes if isinstance(o, Signal)),
        is_still=_is_still(measured, demuxer),
        seconds=_ratio(next((m.value for m in measured if m.quantity == "media.duration"), None)),
        rate=_ratio(rate),
        size=(width, height) if isinstance(width, int) and isinstance(height, int) else None,
        has_sound=any(s.get("stream.kind") == "audio" for s in streams) if streams else None,
    )


def _is_still(measured: Sequence[Measurement], demuxer: str | None) -> bool | None:
    form = next((str(m.value) for m in measured if m.quantity == "container.format"), "")
    if form.startswith(_STILL_FORMATS):
        return True
    return None if demuxer is None else demuxer.startswith(_STILL_DEMUXERS)


def _streams(measured: Sequence[Measurement]) -> list[dict[str, object]]:
    streams: dict[int, dict[str, object]] = {}
    for found in measured:
        if isinstance(found.locus, StreamLocus):
            streams.setdefault(found.locus.stream, {}).setdefault(found.quantity, found.value)
    return [stream for stream in streams.values() if "stream.kind" in stream]


def _ratio(value: object) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return None
    return Fraction(value)
