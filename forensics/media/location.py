"""Read places: ISO 6709 strings and EXIF degrees to latitude and longitude in degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from forensics.types import Locus, Measurement, NotMeasured, Outcome

_PART = r"([+-]\d+(?:\.\d+)?)"
_PLACE = re.compile(rf"^\s*{_PART}{_PART}(?:{_PART})?(?:CRS[\w:]+)?/?\s*$", re.ASCII)


def parse_iso6709(text: str) -> tuple[Fraction, Fraction] | None:
    """Return latitude and longitude in degrees of an ISO 6709:2008 Annex H string, or None where it is none.

    Degrees, degrees and minutes, and degrees, minutes and seconds are told apart by the number of whole digits.
    """
    if len(text) > 200 or (found := _PLACE.match(text)) is None:
        return None
    latitude, longitude = _degrees(found[1], 2), _degrees(found[2], 3)
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return latitude, longitude


def altitude_of(text: str) -> Fraction | None:
    """Return the altitude in metres that an ISO 6709 string states, None where it states none."""
    found = _PLACE.match(text) if len(text) <= 200 else None
    return Fraction(found[3]) if found is not None and found[3] else None


def _degrees(text: str, whole: int) -> Fraction:
    sign, digits = (-1 if text[0] == "-" else 1), text[1:]
    point = digits.find(".") if "." in digits else len(digits)
    if point <= whole:
        return sign * Fraction(digits)
    degrees, rest = Fraction(digits[:whole]), digits[whole:]
    if point == whole + 2:
        return sign * (degrees + Fraction(rest) / 60)
    return sign * (degrees + Fraction(rest[:2]) / 60 + Fraction(rest[2:] or "0") / 3600)


def place(
    latitude: Fraction, longitude: Fraction, source: str, locus: Locus, altitude: Fraction | None = None
) -> Iterator[Outcome]:
    """Yield a place in degrees, WGS 84 as far as the format says so, and its altitude in metres where it is stated."""
    if latitude == 0 and longitude == 0:
        yield NotMeasured("location", f"{source} says 0, 0: the value that writers leave where no fix was had", locus)
        return
    yield Measurement("location.source", source, "text", locus)
    yield Measurement("location.latitude", latitude, "degree", locus)
    yield Measurement("location.longitude", longitude, "degree", locus)
    if altitude is not None:
        yield Measurement("location.altitude", altitude, "m", locus)
