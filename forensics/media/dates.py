"""Read the ways in which cameras, programs and platforms write a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_ISO = re.compile(
    r"(\d{4})[-:/.](\d{2})[-:/.](\d{2})"
    r"(?:[T _]+(\d{2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s*(Z|(?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}(?::?\d{2})?)?)?\s*$"
)
_SLASHED = re.compile(r"(\d{4})/ ?(\d{1,2})/ ?(\d{1,2})/? +(\d{1,2}):(\d{2})(?::(\d{2}))? ?(?:([AP])M?)?$")
_CTIME = re.compile(r"[A-Za-z]{3,9},? +([A-Za-z]{3})[a-z]* +(\d{1,2}) +(\d{2}):(\d{2}):(\d{2}) +(\d{4})")
_GPSU = re.compile(r"(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\.(\d{3})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T_-]?(\d{2})(\d{2})(\d{2}))?(Z|[+-]\d{4})?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})"
    r"(?:[-_T. ]*(?:at )?(\d{2})[-_.h]?(\d{2})[-_.m]?(\d{2}))?(?=\D|\d{3}\D|$)"
)
_EPOCH_IN_NAME = re.compile(r"(?<!\d)(1\d{9})(\d{3})?(?!\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as read; ``stamp`` has a zone only where the text gives one, ``empty`` marks an unset field."""

    text: str
    stamp: datetime
    has_time: bool = True
    empty: bool = False


def parse(text: str) -> Reading | None:
    """Return the date that a tag's text states, or None where it states none."""
    text = text.strip(" \0\n\r\t")[:100]
    if re.fullmatch(r"[0:/ .TZ-]{8,30}", text) and not text.strip("0:/ .TZ-") and re.search(r"0{4}[:/-]0{2}", text):
        return Reading(text, datetime(1, 1, 1), empty=True)  # noqa: DTZ001 - never shown
    for pattern, build in ((_ISO, _iso), (_SLASHED, _slashed), (_CTIME, _ctime), (_GPSU, _gpsu), (_COMPACT, _compact)):
        found = pattern.match(text)
        if found is None:
            continue
        try:
            return build(text, found)
        except (ValueError, OverflowError):
            return None
    return None


def _zone(text: str | None) -> timezone | None:
    """Return the zone of '+02:00', '+0200', '+02', 'GMT+2', 'UTC' or 'Z'."""
    if not text:
        return None
    offset = text.removeprefix("GMT").removeprefix("UTC").removeprefix("Z")
    if not offset:
        return UTC
    hours, minutes = offset[1:].replace(":", ""), "0"
    if len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    passed = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-passed if offset[0] == "-" else passed)


def _iso(text: str, found: re.Match[str]) -> Reading:
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups()[:6])
    micro = int((found[7] or "0").ljust(6, "0")[:6])
    stamp = datetime(year, month, day, hour, minute, second, micro, tzinfo=_zone(found[8]))
    return Reading(text, stamp, has_time=found[4] is not None)


def _slashed(text: str, found: re.Match[str]) -> Reading:
    """Read the dates of small cameras' AVI files: '2001/ 1/27  1:42PM'."""
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups()[:6])
    if found[7]:
        hour = hour % 12 + (12 if found[7] == "P" else 0)
    return Reading(text, datetime(year, month, day, hour, minute, second))  # noqa: DTZ001 - the text has no zone


def _ctime(text: str, found: re.Match[str]) -> Reading | None:
    if found[1].lower() not in _MONTHS:
        return None
    month = _MONTHS.index(found[1].lower()) + 1
    day, hour, minute, second, year = (int(found[n]) for n in range(2, 7))
    return Reading(text, datetime(year, month, day, hour, minute, second))  # noqa: DTZ001 - the text has no zone


def _gpsu(text: str, found: re.Match[str]) -> Reading:
    year, month, day, hour, minute, second, milli = (int(part) for part in found.groups())
    return Reading(text, datetime(2000 + year, month, day, hour, minute, second, milli * 1000, tzinfo=UTC))


def _compact(text: str, found: re.Match[str]) -> Reading:
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups()[:6])
    if not 1900 <= year <= 2100:
        raise ValueError(text)
    stamp = datetime(year, month, day, hour, minute, second, tzinfo=_zone(found[7]))
    return Reading(text, stamp, has_time=found[4] is not None)


def in_name(name: str) -> Reading | None:
    """Return the date that a file name seems to state; Pixel's PXL_ names and Unix times count as UTC."""
    stem = name[:300]
    if (found := _IN_NAME.search(stem)) is not None:
        parts = [int(part) if part else 0 for part in found.groups()]
        zone = UTC if stem.startswith("PXL_") else None
        try:
            year, month, day, hour, minute, second = parts
            stamp = datetime(year, month, day, hour, minute, second, tzinfo=zone)
            return Reading(found[0], stamp, has_time=found[4] is not None)
        except ValueError:
            return None
    if (found := _EPOCH_IN_NAME.search(stem)) is not None:
        return Reading(found[0], datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(found[1])))
    return None
