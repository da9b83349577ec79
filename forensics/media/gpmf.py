"""Read GoPro's GPMF telemetry: texts, GPS time and first place (gopro/gpmf-parser, GPMF introduction)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from forensics.media.location import place
from forensics.media.reading import four, safe_text
from forensics.types import ByteRange, NotMeasured, Outcome, Tag

MAX_ENTRIES = 5_000


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    form: int
    sample: int
    repeat: int
    offset: int
    data: bytes


def _entries(raw: bytes) -> Iterator[_Entry]:
    """Yield the entries in file order; the content of a nested one follows it."""
    at = 0
    for _ in range(MAX_ENTRIES):
        if at + 8 > len(raw):
            return
        form, sample, repeat = raw[at + 4], raw[at + 5], int.from_bytes(raw[at + 6 : at + 8], "big")
        if raw[at : at + 4] == b"\0\0\0\0":
            return
        length = sample * repeat
        yield _Entry(
            four(raw[at : at + 4]), form, sample, repeat, at + 8, raw[at + 8 : at + 8 + length] if form else b""
        )
        at += 8 if form == 0 else 8 + (length + 3) // 4 * 4


def _numbers(entry: _Entry) -> list[int]:
    wide = {"l": 4, "L": 4, "s": 2, "S": 2, "b": 1, "B": 1}.get(chr(entry.form), 0)
    if wide == 0:
        return []
    signed = chr(entry.form).islower()
    whole = len(entry.data) - len(entry.data) % wide
    return [int.from_bytes(entry.data[n : n + wide], "big", signed=signed) for n in range(0, min(whole, 4096), wide)]


def read_gpmf(raw: bytes, base: int, group: str) -> Iterator[Outcome]:
    """Yield the texts, the names of the streams, the GPS time and the first GPS place of one GPMF payload."""
    scale: list[int] = []
    streams: list[str] = []
    fix = ""
    placed = False
    for entry in _entries(raw):
        where = ByteRange(base + entry.offset, len(entry.data))
        if chr(entry.form) in "cUuF" and entry.data:
            yield Tag("assay", group, entry.key, safe_text(entry.data, "latin-1"), where)
        elif entry.key == "SCAL":
            scale = _numbers(entry)
        elif entry.key == "GPSF":
            fix = {0: "none", 2: "2D", 3: "3D"}.get((_numbers(entry) or [-1])[0], "unknown")
            yield Tag("assay", group, "GPSF (fix)", fix, where)
        elif entry.key == "GPS5" and not placed and len(values := _numbers(entry)) >= 5 and len(scale) >= 2:
            placed = True
            if fix == "none" or 0 in scale[:2]:
                yield NotMeasured("location", f"{group}: the camera had no fix", where)
            else:
                yield from place(Fraction(values[0], scale[0]), Fraction(values[1], scale[1]), f"{group} GPS5", where)
        if entry.form and len(entry.key) == 4 and entry.key not in ("SCAL", "STNM", "SIUN", "UNIT", "TSMP", "TICK"):
            streams.append(entry.key)
    if streams:
        yield Tag("assay", group, "entries", " ".join(dict.fromkeys(streams)), ByteRange(base, len(raw)))


@dataclass(frozen=True, slots=True)
class GpsReading:
    """What one sample says of its place: GPS time as written, fix, and its first place in degrees and metres."""

    time: str
    fix: str
    placed: bool
    latitude: Fraction = Fraction(0)
    longitude: Fraction = Fraction(0)
    altitude: Fraction = Fraction(0)


def gps_of(raw: bytes) -> GpsReading | None:
    """Return the GPS reading of one GPMF sample, None where it carries none (keys GPSU, GPSF, SCAL, GPS5)."""
    time, fix, scale = "", "", [0]
    for entry in _entries(raw):
        if entry.key == "GPSU":
            time = safe_text(entry.data, "latin-1")
        elif entry.key == "GPSF":
            fix = {0: "none", 2: "2D", 3: "3D"}.get((_numbers(entry) or [-1])[0], "unknown")
        elif entry.key == "SCAL":
            scale = _numbers(entry)
        elif entry.key == "GPS5":
            values = _numbers(entry)
            if len(values) < 5 or len(scale) < 3 or 0 in scale[:3] or fix == "none":
                return GpsReading(time, fix, placed=False)
            place = [Fraction(value, by) for value, by in zip(values[:3], scale[:3], strict=True)]
            return GpsReading(time, fix, True, *place)  # noqa: FBT003 - a record's own field
    return GpsReading(time, fix, placed=False) if time or fix else None
