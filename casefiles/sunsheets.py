"""Calculation sheets of the time bench: the sun over a place, the times that fit a shadow, a clock seen on screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casefiles.computations import MOST_PAIRS, Sheet
from casefiles.errors import EntryRefused
from forensics.evaluation.drift import drift
from forensics.evaluation.shadows import ShadowInFrame, sun_of
from forensics.evaluation.sun import COVERAGE, SOLVER_ERROR, STEP, Angle, Fit, Place, fitting, position, shadow_angle

METHOD = "astral (NOAA, after Meeus); worst difference from ERFA (IAU SOFA) over 80 places and times: 0.0093 degrees"
NOT_A_PROOF = "that a time fits does not show that it was that time; that none fits can also come from a wrong number"


def sun_sheet(place: Place, moment: datetime) -> Sheet:
    """Return where the sun stands at a place and time; raise EntryRefused for a place or time that is none."""
    try:
        stands = position(place, moment)
    except ValueError as error:
        raise EntryRefused(str(error)) from error
    shadow = "none: it is below the horizon" if stands.apparent <= 0 else f"{(stands.azimuth + 180) % 360:.2f} degrees"
    return Sheet(
        "position of the sun",
        (*_place(place), ("time", moment.isoformat()), ("method", METHOD)),
        (
            ("azimuth", f"{stands.azimuth:.2f} degrees from true north by east"),
            ("elevation, as seen through air", f"{stands.apparent:.2f} degrees"),
            ("elevation, without air", f"{stands.elevation:.2f} degrees"),
            ("shadows point to", shadow),
        ),
    )


def shadow_sheet(height: tuple[float, float], length: tuple[float, float]) -> tuple[Angle, Sheet]:
    """Return the sun's elevation from (height, uncertainty) and (shadow, uncertainty); raise EntryRefused."""
    try:
        angle = shadow_angle(height[0], length[0], height_error=height[1], length_error=length[1])
    except ValueError as error:
        raise EntryRefused(str(error)) from error
    given = (("height", f"{height[0]} ± {height[1]}"), ("shadow", f"{length[0]} ± {length[1]}"))
    return angle, Sheet("elevation from a shadow", given, (("elevation", _angle(angle)),))


def frame_sheet(seen: ShadowInFrame, *, pixels: float, horizon_error: float, focal_error: float) -> tuple[Angle, Sheet]:
    """Return the sun's elevation from a shadow in a frame; raise EntryRefused for points that cannot be."""
    try:
        sun = sun_of(seen, pixels=pixels, horizon_error=horizon_error, focal_error=focal_error)
    except ValueError as error:
        raise EntryRefused(str(error)) from error
    given = (
        *((name, f"{x}, {y}") for name, (x, y) in (("foot", seen.foot), ("top", seen.top), ("tip", seen.tip))),
        ("horizon's row", f"{seen.horizon} ± {horizon_error}"),
        ("focal length in pixels", f"{seen.focal} ± {focal_error}"),
        ("centre", f"{seen.centre[0]}, {seen.centre[1]}"),
        ("uncertainty of a point", f"{pixels} pixels"),
        ("assumed", "level ground, an upright object, a camera without roll, a lens that does not distort"),
    )
    found = (("elevation", _angle(sun.elevation)), ("sun, clockwise from the camera's axis", _angle(sun.from_axis)))
    return sun.elevation, Sheet("elevation from a shadow in a frame", given, found)


def fit_sheet(
    place: Place, between: tuple[datetime, datetime], *, apparent: Angle | None, sun_azimuth: Angle | None
) -> tuple[tuple[Fit, ...], Sheet]:
    """Return the times that fit what was measured, and the sheet; raise EntryRefused."""
    try:
        fits = fitting(place, *between, apparent=apparent, sun_azimuth=sun_azimuth)
    except ValueError as error:
        raise EntryRefused(str(error)) from error
    given = (
        *_place(place),
        ("between", f"{between[0].isoformat()} and {between[1].isoformat()}"),
        *((name, _angle(one)) for name, one in (("elevation", apparent), ("azimuth", sun_azimuth)) if one is not None),
        (
            "method",
            f"{METHOD}; within {COVERAGE:g} standard uncertainties, {SOLVER_ERROR} degrees for the method added",
        ),
    )
    shown = [(f"from {one.start} to {one.end}", f"best {one.best}, {one.off:.2f} uncertainties off") for one in fits]
    cut = [(f"{len(shown) - MOST_PAIRS + 2} further spans", "not listed")] if len(shown) > MOST_PAIRS - 2 else []
    none = [] if shown else [("no time in this span fits", f"looked at every {STEP.seconds // 60} minutes or more")]
    found = (*shown[: MOST_PAIRS - 2], *cut, *none, ("note", NOT_A_PROOF))
    return fits, Sheet("times that fit a shadow", given, found)


def drift_sheet(readings: Sequence[tuple[float, float]], *, resolution: float) -> Sheet:
    """Return how a clock on screen runs against the recording; raise EntryRefused for too few readings."""
    try:
        line = drift(readings, resolution=resolution)
    except ValueError as error:
        raise EntryRefused(str(error)) from error
    jumps = ", ".join(f"reading {number}" for number in line.jumps) or "none"
    return Sheet(
        "drift of a clock on screen",
        (
            *((f"reading {number}", f"{x} s of the recording: {y} s shown") for number, (x, y) in enumerate(readings)),
            ("resolution of the clock", f"{resolution} s"),
        ),
        (
            ("rate", f"{line.rate:.6f} ± {line.rate_error:.6f} seconds shown for each second of the recording"),
            ("shown at the recording's start", f"{line.offset:.3f} s"),
            ("largest distance from the line", f"{line.largest:.3f} s"),
            ("off the line", jumps),
        ),
    )


def _place(place: Place) -> tuple[tuple[str, str], ...]:
    return (("latitude", f"{place.latitude} degrees north"), ("longitude", f"{place.longitude} degrees east"))


def _angle(angle: Angle) -> str:
    return f"{angle.degrees:.2f} ± {angle.uncertainty:.2f} degrees"


def away_from(bearing: float, uncertainty: float) -> Angle:
    """Return where the sun stands, in degrees from true north, where a shadow points to a bearing."""
    return Angle((bearing + 180) % 360, uncertainty)


def moment(text: str) -> datetime:
    """Return a time as a person writes it; raise EntryRefused."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise EntryRefused(f"{text!r} is no time", hint="Give ISO 8601, such as 2026-03-01T12:00+01:00.") from error


def reading(text: str) -> tuple[float, float]:
    """Return a reading 'VIDEO=CLOCK' in seconds of both; raise EntryRefused."""
    left, _, right = text.partition("=")
    try:
        shown = 0.0
        for part in right.split(":"):
            shown = shown * 60 + float(part)
        return float(left), shown
    except ValueError as error:
        raise EntryRefused(f"{text!r} is no reading", hint="Give VIDEO=CLOCK, such as 12.5=14:03:07.") from error
