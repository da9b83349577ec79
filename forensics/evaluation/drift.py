"""How fast a clock that is seen on screen runs against the time of the recording: a straight line by least squares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drift:
    """``rate`` 1: the clock runs with the recording; ``offset`` is what it shows at the recording's start, in seconds.

    ``rate_error`` is the standard uncertainty; ``largest`` the largest distance of a reading from the line.
    """

    rate: float
    rate_error: float
    offset: float
    largest: float
    readings: int
    jumps: tuple[int, ...]
    """Readings (from 0) more than four standard uncertainties off the line: steps of the clock or cuts are possible."""


def drift(readings: Sequence[tuple[float, float]], *, resolution: float) -> Drift:
    """Return the line through pairs (seconds of the recording, seconds on the clock); raise ValueError below two.

    ``resolution`` is the clock's step in seconds: reading it adds a rectangular uncertainty of that width (JCGM
    100:2008, 4.3.7). With more than two readings the scatter counts where it is larger.
    """
    count = len(readings)
    if count < 2 or resolution <= 0 or not all(map(math.isfinite, (v for pair in readings for v in pair))):
        raise ValueError("at least two readings of finite seconds and a resolution above 0 are needed")
    mean_x = sum(x for x, _ in readings) / count
    mean_y = sum(y for _, y in readings) / count
    wide = sum((x - mean_x) ** 2 for x, _ in readings)
    if wide == 0:
        raise ValueError("the readings lie all at one time of the recording")
    rate = sum((x - mean_x) * (y - mean_y) for x, y in readings) / wide
    offset = mean_y - rate * mean_x
    off = [abs(y - offset - rate * x) for x, y in readings]
    reading = resolution / math.sqrt(12)
    scatter = math.sqrt(sum(one**2 for one in off) / (count - 2)) if count > 2 else 0.0
    error = max(reading, scatter) / math.sqrt(wide)
    jumps = tuple(number for number, one in enumerate(off) if one > 4 * reading and one > resolution)
    return Drift(rate, error, offset, max(off), count, jumps)
