"""The sun's elevation from a frame: an upright object, its shadow on level ground, and the camera's horizon.

A pinhole camera without roll whose lens does not distort: the horizon's line and the focal length in pixels give its
tilt, and the ground's plane gives the two lengths in a common unit (Hartley and Zisserman, Multiple View Geometry,
2nd ed. 2003, ch. 8). Uncertainties of all points, the horizon and the focal length are carried by differences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from forensics.evaluation.sun import Angle

Point = tuple[float, float]
_Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ShadowInFrame:
    """Pixels from the upper left: foot and top of the upright, tip of the shadow, the horizon's row, the centre.

    ``focal`` is the focal length in pixels.
    """

    foot: Point
    top: Point
    tip: Point
    horizon: float
    focal: float
    centre: Point


@dataclass(frozen=True, slots=True)
class SeenSun:
    """The sun's elevation, and its azimuth counted clockwise from where the camera looks."""

    elevation: Angle
    from_axis: Angle


def sun_of(seen: ShadowInFrame, *, pixels: float, horizon_error: float, focal_error: float) -> SeenSun:
    """Return what a shadow in a frame says of the sun; raise ValueError where the points do not lie on the ground.

    The errors are standard uncertainties: of each coordinate in pixels, of the horizon's row, of the focal length.
    """
    values = (*seen.foot, *seen.top, *seen.tip, seen.horizon, seen.focal)
    errors = (*(pixels,) * 6, horizon_error, focal_error)
    if not all(map(math.isfinite, (*values, *seen.centre, *errors))) or min(errors) < 0 or seen.focal <= 0:
        raise ValueError("points, focal length and uncertainties are finite numbers, none of the last below 0")
    up, round_ = _angles(values, seen.centre)
    spread_up = spread_round = 0.0
    for index, error in enumerate(errors):
        if not error:
            continue
        higher, lower = (
            _angles((*values[:index], values[index] + sign * error, *values[index + 1 :]), seen.centre)
            for sign in (1, -1)
        )
        spread_up = math.hypot(spread_up, (higher[0] - lower[0]) / 2)
        spread_round = math.hypot(spread_round, ((higher[1] - lower[1] + 180) % 360 - 180) / 2)
    return SeenSun(Angle(up, spread_up), Angle(round_, spread_round))


def _angles(values: tuple[float, ...], centre: Point) -> tuple[float, float]:
    foot_x, foot_y, top_x, top_y, tip_x, tip_y, horizon, focal = values
    tilt = math.atan2(centre[1] - horizon, focal)  # above 0: the camera looks down less than the ray to the horizon
    foot = _on_ground(_ray(foot_x, foot_y, focal, centre, tilt))
    tip = _on_ground(_ray(tip_x, tip_y, focal, centre, tilt))
    ray = _ray(top_x, top_y, focal, centre, tilt)
    across = math.hypot(ray[0], ray[2])
    if across == 0:
        raise ValueError("the top of the upright lies straight above or below the camera")
    height = 1 + ray[1] * math.hypot(foot[0], foot[1]) / across  # camera at height 1; ray[1] is upwards
    away = (foot[0] - tip[0], foot[1] - tip[1])
    length = math.hypot(*away)
    if height <= 0 or length == 0:
        raise ValueError("the upright has no height above the ground, or the shadow no length")
    return math.degrees(math.atan2(height, length)), math.degrees(math.atan2(away[0], away[1])) % 360


def _ray(x: float, y: float, focal: float, centre: Point, tilt: float) -> _Vector:
    """Return a pixel's ray as (right, up, ahead) of a level frame."""
    right, down, ahead = x - centre[0], y - centre[1], focal
    up = -down
    # The row of the horizon lies centre[1] - horizon above the centre: the axis points that much below level.
    return right, up * math.cos(tilt) - ahead * math.sin(tilt), ahead * math.cos(tilt) + up * math.sin(tilt)


def _on_ground(ray: _Vector) -> Point:
    """Return where a ray from height 1 meets the ground, as (right, ahead)."""
    if ray[1] >= 0 or ray[2] <= 0:
        raise ValueError("foot and tip of the shadow lie on the ground, below the horizon")
    return ray[0] / -ray[1], ray[2] / -ray[1]
