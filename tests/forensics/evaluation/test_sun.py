"""The sun stands where an independent ephemeris says, and shadows give back the times at which they were cast."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forensics.evaluation.drift import drift
from forensics.evaluation.shadows import Point, ShadowInFrame, sun_of
from forensics.evaluation.sun import SOLVER_ERROR, Angle, Place, fitting, position, shadow_angle

TABLE = json.loads((Path(__file__).parent / "sun_erfa.json").read_text("utf-8"))
ALEPPO = Place(36.20, 37.16)


def test_the_table_holds_at_least_fifty_places_and_times_with_its_source() -> None:
    assert len({(row[0], row[3]) for row in TABLE["rows"]}) >= 50
    assert "SOFA" in TABLE["source"]


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: f"{row[0]} {row[3]}")
def test_the_position_is_that_of_the_independent_ephemeris(row: list[float]) -> None:
    found = position(Place(row[1], row[2]), datetime.fromisoformat(str(row[3])))
    assert abs(found.elevation - row[5]) < SOLVER_ERROR / 2
    across = ((found.azimuth - row[4] + 180) % 360 - 180) * math.cos(math.radians(row[5]))
    assert abs(across) < SOLVER_ERROR / 2


def test_the_published_example_of_the_solar_position_algorithm_is_met() -> None:
    # Reda and Andreas, NREL/TP-560-34302 (2008), table A5.1: topocentric zenith 50.11162, azimuth 194.34024 degrees.
    found = position(Place(39.742476, -105.1786), datetime(2003, 10, 17, 19, 30, 30, tzinfo=UTC))
    assert abs(90 - found.apparent - 50.11162) < 0.02
    assert abs(found.azimuth - 194.34024) < 0.01


@given(
    st.floats(-60, 60),
    st.floats(-179, 179),
    st.integers(0, 18_000_000),
    st.floats(0.1, 2),
)
def test_the_time_at_which_a_shadow_was_cast_is_among_those_that_fit(
    latitude: float, longitude: float, minutes: int, error: float
) -> None:
    place, moment = Place(latitude, longitude), datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    stood = position(place, moment)
    if stood.apparent < 1:
        return
    shadow = 2.0 / math.tan(math.radians(stood.apparent))
    angle = shadow_angle(2.0, shadow, height_error=0.02, length_error=0.02)
    assert angle.degrees == pytest.approx(stood.apparent)
    around = timedelta(minutes=20)
    for sun_azimuth in (None, Angle(stood.azimuth, error)):
        found = fitting(place, moment - around, moment + around, apparent=angle, sun_azimuth=sun_azimuth)
        assert any(datetime.fromisoformat(one.start) <= moment <= datetime.fromisoformat(one.end) for one in found)


def test_morning_and_afternoon_are_told_apart_by_the_azimuth_only() -> None:
    day = datetime(2026, 3, 1, tzinfo=UTC)
    stood = position(ALEPPO, day + timedelta(hours=7))
    angle = Angle(stood.apparent, 0.3)
    assert len(fitting(ALEPPO, day, day + timedelta(days=1), apparent=angle, sun_azimuth=None)) == 2
    (only,) = fitting(ALEPPO, day, day + timedelta(days=1), apparent=angle, sun_azimuth=Angle(stood.azimuth, 5))
    assert only.start <= "2026-03-01T07:00Z" <= only.end


def test_a_larger_uncertainty_never_fits_fewer_times() -> None:
    day = datetime(2026, 3, 1, tzinfo=UTC)
    lengths = []
    for error in (0.1, 0.5, 2.0):
        spans = fitting(ALEPPO, day, day + timedelta(days=1), apparent=Angle(30, error), sun_azimuth=None)
        lengths.append(sum((_time(one.end) - _time(one.start)).total_seconds() for one in spans))
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[2]


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("height", "length", "error"), [(0, 1, 0), (1, 0, 0), (1, math.inf, 0), (math.nan, 1, 0), (1, 1, -1)]
)
def test_lengths_that_are_none_are_refused(height: float, length: float, error: float) -> None:
    with pytest.raises(ValueError, match="lengths"):
        shadow_angle(height, length, height_error=error, length_error=error)


def test_what_cannot_be_asked_is_refused() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    for place, last, angle in (
        (Place(91, 0), now, Angle(1, 1)),
        (ALEPPO, now + timedelta(days=500), Angle(1, 1)),
        (ALEPPO, now - timedelta(1), Angle(1, 1)),
        (ALEPPO, now, None),
        (ALEPPO, datetime(2026, 3, 2), Angle(1, 1)),  # noqa: DTZ001 - a time without a zone is what is tried
    ):
        with pytest.raises(ValueError, match=r"place|needed"):
            fitting(place, now, last, apparent=angle, sun_azimuth=None)


def project(right: float, up: float, ahead: float, tilt: float, focal: float) -> Point:
    """Return the pixel of a point seen from height 1.6, by a camera tilted down by ``tilt``; the centre is 960, 540."""
    up -= 1.6
    forward = ahead * math.cos(tilt) - up * math.sin(tilt)
    upward = up * math.cos(tilt) + ahead * math.sin(tilt)
    return 960 + focal * right / forward, 540 - focal * upward / forward


@given(st.floats(10, 70), st.floats(0, 359), st.floats(-0.2, 0.3), st.floats(800, 2500))
def test_a_shadow_in_a_frame_gives_the_sun_that_cast_it(sun: float, axis: float, tilt: float, focal: float) -> None:
    length = 1.0 / math.tan(math.radians(sun))
    right, ahead = length * -math.sin(math.radians(axis)), 12 + length * -math.cos(math.radians(axis))
    seen = ShadowInFrame(
        project(0.5, 0, 12, tilt, focal),
        project(0.5, 1.0, 12, tilt, focal),
        project(0.5 + right, 0, ahead, tilt, focal),
        540 - focal * math.tan(tilt),
        focal,
        (960, 540),
    )
    found = sun_of(seen, pixels=0.1, horizon_error=0.1, focal_error=1)
    assert found.elevation.degrees == pytest.approx(sun, abs=1e-6)
    assert (found.from_axis.degrees - axis + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)
    assert found.elevation.uncertainty > 0


def test_points_above_the_horizon_are_refused() -> None:
    with pytest.raises(ValueError, match="ground"):
        sun_of(ShadowInFrame((9, 9), (9, 1), (5, 9), 500, 900, (960, 540)), pixels=1, horizon_error=1, focal_error=1)


def test_a_clock_that_runs_slow_is_measured_and_a_step_is_named() -> None:
    readings = [(float(second), 100 + 0.99 * second) for second in range(0, 600, 60)]
    found = drift(readings, resolution=0.01)
    assert found.rate == pytest.approx(0.99)
    assert (found.offset, found.jumps) == (pytest.approx(100), ())
    stepped = [(second, shown + (30 if second == 300 else 0)) for second, shown in readings]
    assert 5 in drift(stepped, resolution=1).jumps
    rounded = [(second, float(math.floor(100 + second))) for second in (0.3, 100.7, 250.2, 400.9)]
    assert abs(drift(rounded, resolution=1).rate - 1) < 3 * drift(rounded, resolution=1).rate_error


@pytest.mark.parametrize("readings", [[], [(1.0, 1.0)], [(1.0, 1.0), (1.0, 2.0)], [(1.0, math.nan), (2.0, 2.0)]])
def test_too_few_readings_are_refused(readings: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="readings"):
        drift(readings, resolution=1)
