"""Where the sun stands, and at which times it can have stood so: a pure calculation on what a person measured.

The position is that of the library astral, which follows NOAA's solar calculator after Meeus, Astronomical Algorithms
(2nd ed. 1998, ch. 25). Against ERFA 2.0 (IAU SOFA: epv00, atco13) it was off by at most 0.0093 degrees in elevation
and 0.0086 degrees across the azimuth, over 80 places and times from 1995 to 2031; the table stands with the tests.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from astral import Observer
from astral.sun import azimuth, elevation

SOLVER_ERROR = 0.02
"""Degrees: twice what the comparison with ERFA showed, added to what a person states."""
LONGEST = timedelta(days=400)
STEP, COARSE_STEP = timedelta(minutes=1), timedelta(minutes=5)
_FINE = timedelta(days=31)
COVERAGE = 2.0
"""Times fit within so many standard uncertainties."""


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees north and east (WGS 84); the height above the ground changes nothing that matters here."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class SunPosition:
    """Degrees: azimuth from true north by east; elevation of the centre without air, and as seen through it."""

    azimuth: float
    elevation: float
    apparent: float


@dataclass(frozen=True, slots=True)
class Angle:
    """A measured angle with its standard uncertainty, in degrees."""

    degrees: float
    uncertainty: float


@dataclass(frozen=True, slots=True)
class Fit:
    """A span of times (UTC, ISO 8601) that fit, with the one in it that fits best and how far off that is."""

    start: str
    end: str
    best: str
    off: float
    """In standard uncertainties."""


def position(place: Place, moment: datetime) -> SunPosition:
    """Return where the sun stands; raise ValueError for a time without a zone or a place outside the globe."""
    if moment.tzinfo is None:
        raise ValueError("the time names no zone")
    observer = _observer(place)
    at = moment.astimezone(UTC)
    return SunPosition(azimuth(observer, at), elevation(observer, at, with_refraction=False), elevation(observer, at))


def shadow_angle(height: float, length: float, *, height_error: float, length_error: float) -> Angle:
    """Return the sun's elevation from an upright object's height and its shadow on level ground, in one unit.

    tan(e) = h / l, with the uncertainties carried to first order (JCGM 100:2008, 5.1.2). Raise ValueError for lengths
    that are not above 0.
    """
    if not (0 < height < math.inf and 0 < length < math.inf and height_error >= 0 and length_error >= 0):
        raise ValueError("height and shadow are lengths above 0, and their uncertainties not below")
    whole = height**2 + length**2
    spread = math.hypot(length * height_error, height * length_error) / whole
    return Angle(math.degrees(math.atan2(height, length)), math.degrees(spread))


def fitting(
    place: Place, first: datetime, last: datetime, *, apparent: Angle | None, sun_azimuth: Angle | None
) -> tuple[Fit, ...]:
    """Return the spans between two times in which the sun stood as measured, within COVERAGE uncertainties.

    Raise ValueError where nothing was measured, or the times name no zone or lie more than LONGEST apart.
    """
    if apparent is None and sun_azimuth is None:
        raise ValueError("an elevation or an azimuth is needed")
    if first.tzinfo is None or last.tzinfo is None or not timedelta(0) <= last - first <= LONGEST:
        raise ValueError(f"two times with zones are needed, in order and at most {LONGEST.days} days apart")
    observer, spans, run = _observer(place), list[Fit](), list[tuple[float, datetime]]()
    step = STEP if last - first <= _FINE else COARSE_STEP
    for moment in _steps(first.astimezone(UTC), last.astimezone(UTC), step):
        off = _off(observer, moment, apparent, sun_azimuth)
        if off <= COVERAGE:
            run.append((off, moment))
        elif run:
            spans.append(_span(run))
            run = []
    return (*spans, *((_span(run),) if run else ()))


def _steps(first: datetime, last: datetime, step: timedelta) -> Iterator[datetime]:
    moment = first
    while moment <= last:
        yield moment
        moment += step


def _off(observer: Observer, moment: datetime, apparent: Angle | None, sun_azimuth: Angle | None) -> float:
    """Return the larger deviation in standard uncertainties; the azimuth is no measure for a sun below the horizon."""
    stands = elevation(observer, moment)
    if stands < -1.0:
        return math.inf
    off = 0.0
    if apparent is not None:
        off = abs(stands - apparent.degrees) / math.hypot(apparent.uncertainty, SOLVER_ERROR)
    if sun_azimuth is not None and off <= COVERAGE:
        apart = (azimuth(observer, moment) - sun_azimuth.degrees + 180) % 360 - 180
        off = max(off, abs(apart) / math.hypot(sun_azimuth.uncertainty, SOLVER_ERROR))
    return off


def _span(run: list[tuple[float, datetime]]) -> Fit:
    off, best = min(run)
    return Fit(_minute(run[0][1]), _minute(run[-1][1]), _minute(best), round(off, 3))


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%MZ")


def _observer(place: Place) -> Observer:
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        raise ValueError("a place lies between 90 degrees south and north and 180 degrees west and east")
    return Observer(place.latitude, place.longitude, 0.0)
