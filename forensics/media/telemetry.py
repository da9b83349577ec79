"""Read what cameras record beside pictures and sound: GoPro's telemetry and the start of timecode tracks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from forensics.media.gpmf import GpsReading, gps_of, read_gpmf
from forensics.media.reading import MAX_PIECE, Reader
from forensics.media.samples import TablesUnusable, sample_places
from forensics.media.tracks import Track, first_sample, tracks, value_of
from forensics.types import (
    ByteRange,
    Cell,
    Column,
    Element,
    Measurement,
    NotMeasured,
    Outcome,
    Series,
    StreamLocus,
    Tag,
    Unread,
)

MAX_SAMPLES = 20_000
"""Samples of one telemetry track that are read: five and a half hours at one a second."""
MAX_TELEMETRY = 64 << 20
"""Bytes of one telemetry track that are read."""
_KINDS = {
    "gpmd": "GoPro telemetry (GPMF)", "fdsc": "GoPro, not published (fdsc)",
    "djmd": "DJI telemetry, not published (djmd)", "dbgi": "DJI debugging data, not published (dbgi)",
    "camm": "Google camera motion metadata (CAMM)", "rtmd": "Sony real-time metadata, not published (rtmd)",
    "mebx": "Apple timed metadata", "mett": "text metadata", "metx": "XML metadata",
    "urim": "metadata named by a URI", "tmcd": "timecode", "CTMD": "Canon timed metadata (CTMD)",
}  # fmt: skip
"""Sample entries of tracks that carry neither pictures nor sound, in words."""
_LIVE_PHOTO = "com.apple.quicktime.still-image-time"
_CHUNK = 2_000
_COLUMNS = (
    Column("sample", "1"), Column("gps_time", "text"), Column("fix", "text"), Column("latitude", "degree"),
    Column("longitude", "degree"), Column("altitude", "m"), Column("offset", "byte"),
)  # fmt: skip


def read(reader: Reader, structure: Sequence[Element]) -> Iterator[Outcome]:
    """Yield what each track beside pictures and sound is; of GPMF the first sample in full and the places of all."""
    for track in tracks(structure):
        entry = track.boxes.get("entry", [])
        kind = entry[0].kind if entry else ""
        if words := _kind(track, kind):
            yield Measurement("telemetry.kind", words, "text", StreamLocus(track.index))
            yield Measurement("telemetry.samples", track.number("stsz", "samples"), "1", StreamLocus(track.index))
        offset, size = first_sample(track)
        if kind == "gpmd" and offset and size:
            raw = reader.at(offset, min(size, MAX_PIECE))
            yield from read_gpmf(raw, offset, f"GPMF track {track.index}, first sample")
            yield from _places(reader, track)
        elif kind == "tmcd" and offset:
            yield from _timecode(reader, track, offset)


def _kind(track: Track, kind: str) -> str:
    """Return what a telemetry track is, with the keys of Apple's; '' for any other track."""
    if kind in ("text", "tx3g") and "DJI" in track.text("hdlr", "name"):
        return "DJI telemetry as captions"
    keys = [str(value_of([one], "key")) for one in track.boxes.get("keyd", ()) if kind == "mebx"]
    named = f": {', '.join(keys[:20])}{'…' if len(keys) > 20 else ''}" if keys else ""
    live = " (the moment of a live photo's still picture)" if _LIVE_PHOTO in keys else ""
    return f"{_KINDS[kind]}{named}{live}" if kind in _KINDS else ""


def _places(reader: Reader, track: Track) -> Iterator[Outcome]:
    here = StreamLocus(track.index)
    try:
        places = sample_places(reader, track, MAX_SAMPLES)
    except TablesUnusable as why:
        yield NotMeasured("telemetry.gps", str(why), here)
        return
    rows: list[tuple[Cell, ...]] = []
    spent = 0
    for number, (offset, size) in enumerate(places.tolist()):
        spent += size
        if spent > MAX_TELEMETRY or size > MAX_PIECE:
            yield NotMeasured("telemetry.gps", f"samples from {number} on are more bytes than are read", here)
            break
        found = gps_of(reader.at(offset, size))
        if found is not None:
            rows.append(_row(number, found, offset))
    left = track.number("stsz", "samples") - len(places)
    if left > 0:
        yield NotMeasured("telemetry.gps", f"{left} samples beyond the first {MAX_SAMPLES} were not read", here)
    for first in range(0, len(rows), _CHUNK):
        yield Series("telemetry.gps", _COLUMNS, first, tuple(rows[first : first + _CHUNK]), here)


def _row(number: int, found: GpsReading, offset: int) -> tuple[Cell, ...]:
    nowhere = Unread("the camera had no fix" if found.fix == "none" else "the sample states no place")
    place: tuple[Cell, ...] = (found.latitude, found.longitude, found.altitude) if found.placed else (nowhere,) * 3
    time: Cell = found.time or Unread("the sample states no time")
    return (number, time, found.fix or Unread("not stated"), *place, offset)


def _timecode(reader: Reader, track: Track, offset: int) -> Iterator[Outcome]:
    """Yield the frame number of the first timecode sample, and what a counter would show (QTFF, timecode media)."""
    where = ByteRange(offset, 4)
    raw = reader.at(offset, 4)
    frames = track.number("entry", "frames_per_second")
    if len(raw) < 4:
        yield NotMeasured("track.timecode", "its sample lies outside the file", where)
        return
    flags = track.number("entry", "timecode_flags")
    number = int.from_bytes(raw, "big", signed=bool(flags & 4))  # bit 2: negative times are allowed
    yield Measurement("track.timecode.first_frame", number, "frame", where)
    scale, each = track.number("entry", "timescale"), track.number("entry", "frame_duration")
    if frames <= 0 or number < 0:
        yield NotMeasured("track.timecode", "the counter's rate is not stated or its start is negative", where)
        return
    text = timecode_words(number, frames, drops=bool(flags & 1))
    yield Tag("assay", f"timecode track {track.index}", "start", text, where)
    if scale and each:
        yield Measurement("track.timecode.rate", Fraction(scale, each), "frame/s", where)


def timecode_words(number: int, frames: int, *, drops: bool) -> str:
    """Return a frame number as hours, minutes, seconds and frames; drop-frame as SMPTE ST 12-1 counts it, with ';'."""
    if drops and frames in (30, 60):
        dropped = frames // 15
        tens, rest = divmod(number, frames * 600 - 9 * dropped)
        number += 9 * dropped * tens
        if rest >= dropped:
            number += dropped * ((rest - dropped) // (frames * 60 - dropped))
    seconds, frame = divmod(number, frames)
    clock = f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{clock}{';' if drops else ':'}{frame:02}"
