"""Read the clocks of an examination: each raw value with what its standard and its text say of its zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from forensics.media.clocks import COUNTER
from forensics.media.dates import parse
from forensics.types import C2paReading, Locus, Measurement, NotMeasured, Outcome, WholeFile

_CONTAINER: Final = ("clock.mvhd.", "clock.tkhd.", "clock.mdhd.", "clock.DateUTC")
_LATER: Final = re.compile(
    r"modif|metadatadate|image_datetime$|history|pantry|derived|ingredient|updated", re.IGNORECASE
)


class Reading(StrEnum):
    """What a clock's standard and text say of its zone."""

    STATES_ZONE = "an instant: its zone or UTC is stated"
    UTC_BY_STANDARD = "UTC by the standard, local time in many devices"
    NO_ZONE = "local time of a zone that is not stated"
    NO_DATE = "a counter or time of day without a date"
    UNSET = "not set"


class Role(StrEnum):
    """What an instant is the time of."""

    RECORDING = "recording"
    CHANGE = "later change"
    SIGNING = "signing"
    FILE_SYSTEM = "file system"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock. ``wall`` is what it shows, ISO 8601; ``offset`` its stated offset from UTC in minutes or None.

    ``times`` counts the places that say the same; ``resolution`` is in seconds.
    """

    name: str
    raw: str
    unit: str
    reading: Reading
    role: Role
    wall: str
    offset: int | None
    resolution: float
    quirk: str
    times: int
    locus: Locus

    def shown(self) -> datetime | None:
        """Return what the clock shows, without a zone; None where it is unset."""
        return datetime.fromisoformat(self.wall) if self.wall else None

    def instant(self, zone: timedelta, *, container_is_local: bool) -> datetime | None:
        """Return the instant that the clock means if the device stood at ``zone`` from UTC."""
        shown = self.shown()
        if shown is None or self.resolution >= 86400:
            return None
        if self.reading is Reading.STATES_ZONE:
            return moved(shown, -timedelta(minutes=self.offset or 0))
        local = self.reading is Reading.NO_ZONE or container_is_local
        return moved(shown, -zone if local else timedelta())


def instant_clock(name: str, text: str, role: Role) -> Clock | None:
    """Return a clock of an instant in ISO 8601 with its zone, None for text that is none."""
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        return None
    if stamp.tzinfo is None:
        stamp = stamp.replace(tzinfo=UTC)
    minutes = int((stamp.utcoffset() or timedelta()) / timedelta(minutes=1))
    return Clock(
        name, text, "ISO 8601", Reading.STATES_ZONE, role, _plain(stamp), minutes, _resolution(text), "", 1, WholeFile()
    )


def _plain(stamp: datetime) -> str:
    return stamp.replace(tzinfo=None).isoformat()


def _resolution(text: str) -> float:
    if len(text) == 10:
        return 86400.0
    fraction = re.search(r"\.(\d+)", text)
    return float(10 ** -len(fraction[1])) if fraction else 1.0


def moved(stamp: datetime, by: timedelta) -> datetime | None:
    """Return a time moved by a span, None beyond the years 1 to 9999."""
    try:
        return stamp + by
    except OverflowError:
        return None


def _read(outcomes: Iterable[Outcome]) -> Iterator[Clock]:
    """Join each clock's raw value with its reading and its quirk, which follow it."""
    raw: Clock | None = None
    for outcome in outcomes:
        match outcome:
            case Measurement(name, value, unit, locus) if name.startswith("clock."):
                base, _, suffix = name.rpartition(".")
                if suffix in ("utc", "local", "quirk") and raw is not None and raw.name == base:
                    raw = _completed(raw, suffix, str(value))
                    continue
                if raw is not None:
                    yield raw
                reading = Reading.NO_DATE if unit == COUNTER else Reading.UNSET
                raw = Clock(name, str(value), unit, reading, _role(name), "", None, 1.0, "", 1, locus)
            case NotMeasured(name, reason) if raw is not None and name == f"{raw.name}.utc":
                raw = replace(raw, quirk=reason)
            case C2paReading():
                yield from _signed(outcome)
    if raw is not None:
        yield raw


def _completed(raw: Clock, suffix: str, value: str) -> Clock:
    if suffix == "quirk":
        return replace(raw, quirk=value)
    wall = value.removesuffix("Z")
    if suffix == "local":
        resolution = 86400.0 if len(value) == 10 else _resolution(raw.raw)
        return replace(raw, reading=Reading.NO_ZONE, wall=wall, resolution=resolution)
    if raw.name.startswith(_CONTAINER):
        return replace(raw, reading=Reading.UTC_BY_STANDARD, wall=wall, offset=None, resolution=_resolution(value))
    return _stated(raw, datetime.fromisoformat(wall))


def _stated(raw: Clock, instant: datetime) -> Clock:
    """Return a clock whose instant is known, with the offset that its own text or a tag beside it gave."""
    written = parse(raw.raw)
    shown = written.stamp.replace(tzinfo=None) if written is not None and written.has_time else instant
    minutes = round((shown - instant) / timedelta(minutes=1))
    if abs(minutes) > 14 * 60 or abs(shown - instant - timedelta(minutes=minutes)) >= timedelta(seconds=1):
        shown, minutes = instant, 0
    return replace(
        raw,
        reading=Reading.STATES_ZONE,
        wall=shown.isoformat(),
        offset=minutes,
        resolution=_resolution(raw.raw) if written is not None and written.has_time else 1.0,
    )


def _role(name: str) -> Role:
    return Role.CHANGE if _LATER.search(name) else Role.RECORDING


def _signed(reading: C2paReading) -> Iterator[Clock]:
    for manifest in reading.manifests:
        made = instant_clock(f"C2PA signature of {manifest.label}", manifest.signed_at, Role.SIGNING)
        if made is not None:
            yield replace(made, quirk="" if manifest.time_stamp_authority else "the signer's own clock")


def _merged(clocks: Iterable[Clock]) -> list[Clock]:
    kept: dict[tuple[str, str], Clock] = {}
    for clock in clocks:
        key = (clock.name, clock.raw)
        kept[key] = replace(kept[key], times=kept[key].times + 1) if key in kept else clock
    return list(kept.values())


def clock_rows(outcomes: Iterable[Outcome]) -> list[Clock]:
    """Return the clocks of an examination, those that say the same in several places as one with their number."""
    return _merged(_read(outcomes))
