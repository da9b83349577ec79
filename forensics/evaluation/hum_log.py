"""Hold the frequency of a hum against a log of the grid: where it fits best, and whether another place fits too."""

from __future__ import annotations

import csv
import datetime
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

MOST_ROWS = 40_000_000 // 40
LEAST_SECONDS = 60
"""Seconds of hum below which a place in a log is ambiguous whatever fits (ten minutes are safe: Huijbregtse 2009)."""
SAFE_SECONDS = 600
APART = 30
"""Seconds around the best place that do not count as another place."""
TELLING = 1.5
"""Times the deviation at the best place that the next best must have for the place to be the only one."""


class NoLog(ValueError):
    """A text is no log of a grid's frequency; it says why."""


@dataclass(frozen=True, slots=True)
class GridLog:
    """The frequency of a grid once a second from ``start`` on; gaps of up to a minute are filled by lines."""

    start: datetime.datetime
    hertz: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class HumPlace:
    """Where a hum fits: the time in the log of its first second, deviation in Hz after ``shift``, correlation."""

    at: datetime.datetime
    deviation: float
    correlation: float
    shift: float
    """Hertz that the recorder's clock puts on the hum: the mean difference to the log."""


@dataclass(frozen=True, slots=True)
class HumCompared:
    """The best place and the next best apart from it; ``only`` says whether the best stands alone."""

    seconds: int
    places: int
    best: HumPlace
    next_best: HumPlace | None
    only: bool
    words: str


def read_log(text: str) -> GridLog:
    """Return the log that a CSV text holds: a time (ISO 8601 with a zone) and hertz in each row; raise NoLog.

    A first row of titles is passed over. Rows must go forward in time.
    """
    rows: list[tuple[datetime.datetime, float]] = []
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        if number > MOST_ROWS:
            raise NoLog(f"it has more than {MOST_ROWS} rows")
        if not row or (number == 1 and not row[0][:1].isdigit()):
            continue
        rows.append(_row(row, number))
        if len(rows) > 1 and rows[-1][0] <= rows[-2][0]:
            raise NoLog(f"row {number} does not come after the row before it")
    if len(rows) < LEAST_SECONDS:
        raise NoLog(f"it has {len(rows)} rows; at least {LEAST_SECONDS} are needed")
    return _by_second(rows)


def _row(row: Sequence[str], number: int) -> tuple[datetime.datetime, float]:
    try:
        at, hertz = datetime.datetime.fromisoformat(row[0].strip()), float(row[1])
    except (ValueError, IndexError):
        raise NoLog(f"row {number} is not written as 2026-11-27T12:00:00Z,50.012") from None
    if at.tzinfo is None:
        raise NoLog(f"the time of row {number} has no zone; write it as 2026-11-27T12:00:00Z")
    if not math.isfinite(hertz) or not 40 < hertz < 70:
        raise NoLog(f"{row[1]!r} in row {number} is no frequency of a grid")
    return at.astimezone(datetime.UTC), hertz


def _by_second(rows: Sequence[tuple[datetime.datetime, float]]) -> GridLog:
    import numpy as np

    start = rows[0][0]
    seconds = np.array([(at - start).total_seconds() for at, _ in rows])
    gap = float(np.diff(seconds).max())
    if gap > 60:
        raise NoLog(f"it has a gap of {gap:.0f} s; give a part of it without a gap of more than a minute")
    wanted = np.arange(0, math.floor(seconds[-1]) + 1)
    return GridLog(start, tuple(float(one) for one in np.interp(wanted, seconds, [hertz for _, hertz in rows])))


def hold_against(hum: Sequence[float], log: GridLog) -> HumCompared:
    """Return where a hum (hertz of the grid once a second) fits a log; raise NoLog where it is longer or too short."""
    import numpy as np

    seen, known = np.array(hum, np.float64), np.array(log.hertz, np.float64)
    if len(seen) < LEAST_SECONDS:
        raise NoLog(f"the hum lasts {len(seen)} s; at least {LEAST_SECONDS} s are needed")
    if len(seen) > len(known):
        raise NoLog(f"the hum lasts {len(seen)} s and the log {len(known)} s")
    windows = np.lib.stride_tricks.sliding_window_view(known, len(seen))
    means = windows.mean(axis=1)
    deviations, correlations = np.zeros(len(windows)), np.zeros(len(windows))
    own = seen - seen.mean()
    for at, window in enumerate(windows):
        other = window - means[at]
        deviations[at] = np.sqrt(np.mean((own - other) ** 2))
        scale = own.std() * other.std()
        correlations[at] = float((own * other).mean() / scale) if scale > 0 else 0.0
    best = int(deviations.argmin())
    apart = np.abs(np.arange(len(windows)) - best) > APART
    following = int(np.where(apart, deviations, np.inf).argmin()) if apart.any() else None

    def place(at: int) -> HumPlace:
        when = log.start + datetime.timedelta(seconds=at)
        shift = float(seen.mean() - means[at])
        return HumPlace(when, float(deviations[at]), float(correlations[at]), shift)

    second = None if following is None else place(following)
    only = second is not None and second.deviation > TELLING * place(best).deviation and bool(correlations[best] > 0.8)
    return HumCompared(len(seen), len(windows), place(best), second, only, _words(len(seen), place(best), second, only))


def _words(seconds: int, best: HumPlace, second: HumPlace | None, only: bool) -> str:  # noqa: FBT001 - one caller
    if second is None:
        return "The log is hardly longer than the hum: no other place could be compared, and nothing follows."
    if not only:
        return (
            "No place in the log stands alone: another fits about as well, or none fits. The recording may have been "
            "made at a time that the log does not cover."
        )
    short = f" Below {SAFE_SECONDS} s a chance fit is known to happen." if seconds < SAFE_SECONDS else ""
    return (
        f"The hum fits the log at {best.at.isoformat()} better than anywhere else in it, by a factor of "
        f"{second.deviation / max(best.deviation, 1e-9):.1f}; times outside the log were not compared.{short}"
    )
