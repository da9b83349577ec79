"""Find runs of frames that come again elsewhere in a clip, down to what encoding leaves alike.

For a window of frames and a lag, the change within the window (its pictures less their mean, so that whatever
stands still does not count) is compared with the change in the window ``lag`` frames later. Copies share that
change but for the noise of encoding; other passages of the same scene do not. Values: ``unlike`` is the share of
the change that the two windows do not have in common, 0 for copies and about 1 for unrelated passages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.detectors.sketches import DIMENSIONS, grey_levels

if TYPE_CHECKING:
    import numpy.typing as npt

    from forensics.detectors.sketches import Sketches

    Table = npt.NDArray[np.float32]
    _Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], Table]

WINDOW: Final = 8
"""Frames of a window: the shortest run that is found."""
LEAST_CHANGE: Final = 0.05
"""Mean square grey levels by which pictures of a window must change for it to be compared."""
STANDING: Final = 0.35
"""Weight of the difference of what stands still: a copy has it alike too, a fade has not."""
NEAR: Final = 2048
"""Lags up to which all windows are compared with all; further apart only candidates are."""
MOST_FOUND: Final = 200
_BLOCK: Final = 1024
_LAGS: Final = 8
"""Lags of one window that are followed; a clip that repeats all the time has very many."""
_HOLE: Final = 4
"""Windows of a run that may miss the threshold, at a key frame for example."""
_INCOMPARABLE: Final = 2.0
_COMPARED: Final = 6
"""Windows of equal signs with which each one is compared in each table of the search for far ones."""
_SIGNS_APART: Final = DIMENSIONS * 29 // 100
"""Signs in which two windows of like change may differ: 0.29 of them is an angle of 52 degrees."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Frames ``first`` to ``first + count`` (exclusive) show what frames ``first - lag`` on show."""

    first: int
    count: int
    lag: int
    unlike: float


_NO_PAIRS: Final = (np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found: recurrences in order of place, and the least ``unlike`` of any pair of windows
    (2 where no two could be compared)."""

    found: tuple[Recurrence, ...]
    least: float
    windows: int
    """Windows that change enough to be compared."""


def search(sketches: Sketches, threshold: float) -> Search:
    """Return the runs that recur with ``unlike`` below ``threshold``; time grows with the number of frames."""
    if len(sketches) < 2 * WINDOW:
        return Search((), _INCOMPARABLE, 0)
    windows = _Windows.of(sketches)
    pairs = [_band(windows, first, threshold) for first in range(0, windows.count, _BLOCK)]
    pairs.append(_far(windows, threshold))
    earlier, later, unlike = (np.concatenate(part) for part in zip(*pairs, strict=True))
    hits = unlike < threshold
    found = _distinct(_runs(earlier[hits], later[hits] - earlier[hits], unlike[hits]))
    return Search(tuple(found), float(unlike.min(initial=_INCOMPARABLE)), int((windows.change > LEAST_CHANGE).sum()))


@dataclass(frozen=True, slots=True)
class _Windows:
    """Frames as grey levels about the clip's mean, and of each window its mean picture and change."""

    frames: Table
    means: Table
    change: Table
    count: int

    @classmethod
    def of(cls, sketches: Sketches) -> _Windows:
        frames = grey_levels(sketches)
        frames -= frames.mean(axis=0)
        sums = np.cumsum(frames, axis=0, dtype=np.float64)
        sums[WINDOW:] -= sums[:-WINDOW].copy()
        means = (sums[WINDOW - 1 :] / WINDOW).astype(np.float32)
        squares = _moving(np.einsum("ij,ij->i", frames, frames, dtype=np.float64)[:, np.newaxis])[:, 0]
        change = np.maximum(squares - np.einsum("ij,ij->i", means, means, dtype=np.float64), 0)
        return cls(frames, means, change.astype(np.float32), len(means))


def _moving(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the mean of each window of rows."""
    sums = np.cumsum(np.concatenate([np.zeros((1, rows.shape[1])), rows]), axis=0)
    return np.asarray((sums[WINDOW:] - sums[:-WINDOW]) / WINDOW)


def _band(windows: _Windows, first: int, threshold: float) -> _Pairs:
    """Return pairs of a window from ``first`` on and a later one below ``threshold``, and the band's least pair."""
    last = min(first + _BLOCK, windows.count)
    start, end = first + WINDOW, min(last + WINDOW + NEAR, windows.count)
    if start >= end:
        return _NO_PAIRS
    reach = WINDOW - 1
    apart = _distances(windows.frames[first : last + reach], windows.frames[start : end + reach])
    for step in (1, 2, 4):
        apart = apart[:-step, :-step] + apart[step:, step:]
    still = _distances(windows.means[first:last], windows.means[start:end])
    unlike = _unlike(
        apart / np.float32(WINDOW), still, windows.change[first:last, np.newaxis], windows.change[start:end]
    )
    lag = np.arange(start, end) - np.arange(first, last)[:, np.newaxis]
    unlike[(lag < WINDOW) | (lag > WINDOW + NEAR)] = _INCOMPARABLE
    chosen = _lowest_of_neighbours(unlike, threshold)
    chosen[np.unravel_index(unlike.argmin(), unlike.shape)] = True
    rows, columns = np.nonzero(chosen)
    return rows + first, columns + start, unlike[rows, columns]


def _distances(a: Table, b: Table) -> Table:
    squares_a, squares_b = np.einsum("ij,ij->i", a, a), np.einsum("ij,ij->i", b, b)
    return np.asarray(squares_a[:, np.newaxis] + squares_b - 2 * (a @ b.T), np.float32)


def _unlike(apart: Table, still: Table, change: Table, later_change: Table) -> Table:
    """Return the share not in common, from mean squares: of frames, of the windows' means, and changes within."""
    both = change + later_change + np.float32(1e-6)
    unlike = np.maximum((apart - np.maximum(still, 0)) / both, STANDING * apart / both)
    comparable = np.minimum(change, later_change) > LEAST_CHANGE
    return np.where(comparable, np.clip(unlike, 0, _INCOMPARABLE), np.float32(_INCOMPARABLE))


def _lowest_of_neighbours(unlike: Table, threshold: float) -> npt.NDArray[np.bool_]:
    """Mark what is below ``threshold`` and not above the two lags beside it: the ``_LAGS`` shortest of a window."""
    padded = np.pad(unlike, ((0, 0), (1, 1)), constant_values=_INCOMPARABLE)
    lowest = (unlike < threshold) & (unlike <= padded[:, :-2]) & (unlike <= padded[:, 2:])
    for row in np.flatnonzero(lowest.sum(axis=1) > _LAGS):
        lowest[row, np.flatnonzero(lowest[row])[_LAGS:]] = False
    return lowest


def _far(windows: _Windows, threshold: float) -> _Pairs:
    """Return pairs further apart than NEAR that hashing of the windows' change brings together.

    Sign hashing (Charikar 2002): windows whose change has the same direction share the signs of their numbers.
    Each table sorts all windows by some of the signs and compares each with the next few of equal signs.
    """
    usable = np.flatnonzero(windows.change > LEAST_CHANGE)
    if windows.count <= NEAR + WINDOW or len(usable) < 2:
        return _NO_PAIRS
    signs = np.packbits(_direction(windows)[usable] > 0, axis=1)
    bits = max(8, int(np.log2(len(usable))) - 1)
    keys = np.unpackbits(signs, axis=1)
    seeds: list[npt.NDArray[np.int64]] = []
    for table in range(DIMENSIONS // bits):
        weights = 1 << np.arange(bits, dtype=np.int64)
        seeds.append(_candidates(keys[:, table * bits : (table + 1) * bits] @ weights, signs, usable))
    lines = np.unique(np.concatenate(seeds))
    earlier, later = _around(lines // windows.count, lines % windows.count, windows.count)
    unlike = _exactly(windows, earlier, later)
    kept = unlike < threshold
    return earlier[kept], later[kept], unlike[kept]


def _direction(windows: _Windows) -> Table:
    """Return for each window the mean of its second half less the mean of its first."""
    half = WINDOW // 2
    sums = np.cumsum(windows.frames, axis=0, dtype=np.float64)
    sums = np.concatenate([np.zeros((1, sums.shape[1])), sums])
    means = sums[half:] - sums[:-half]
    return (means[half:] - means[:-half]).astype(np.float32)


def _candidates(
    keys: npt.NDArray[np.int64], signs: npt.NDArray[np.uint8], usable: npt.NDArray[np.intp]
) -> npt.NDArray[np.int64]:
    """Return pairs (earlier * number of windows + later) of equal key whose signs nearly all agree."""
    order = np.argsort(keys, kind="stable")
    total = int(usable[-1]) + 1
    found = []
    for step in range(1, _COMPARED + 1):
        a, b = order[:-step], order[step:]
        same = keys[a] == keys[b]
        a, b = a[same], b[same]
        same = np.bitwise_count(signs[a] ^ signs[b]).sum(axis=1) <= _SIGNS_APART
        first, second = np.minimum(usable[a[same]], usable[b[same]]), np.maximum(usable[a[same]], usable[b[same]])
        far = second - first > NEAR + WINDOW
        found.append(first[far] * np.int64(total) + second[far])
    return np.concatenate(found)


def _around(
    earlier: npt.NDArray[np.int64], later: npt.NDArray[np.int64], count: int
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return candidate pairs and those beside them on the same lag, which belong to the same run."""
    reach = np.arange(-2 * WINDOW, 2 * WINDOW + 1)
    a, b = (earlier[:, np.newaxis] + reach).ravel(), (later[:, np.newaxis] + reach).ravel()
    inside = (a >= 0) & (b < count)
    codes = np.unique(a[inside] * np.int64(count) + b[inside])
    return codes // count, codes % count


def _exactly(windows: _Windows, earlier: npt.NDArray[np.intp], later: npt.NDArray[np.intp]) -> Table:
    unlike = np.zeros(len(earlier), np.float32)
    for at in range(0, len(earlier), _BLOCK):
        a, b = earlier[at : at + _BLOCK], later[at : at + _BLOCK]
        steps = np.arange(WINDOW)
        moved = windows.frames[a[:, np.newaxis] + steps] - windows.frames[b[:, np.newaxis] + steps]
        still = windows.means[a] - windows.means[b]
        unlike[at : at + _BLOCK] = _unlike(
            np.einsum("ijk,ijk->i", moved, moved) / WINDOW,
            np.einsum("ij,ij->i", still, still),
            windows.change[a],
            windows.change[b],
        )
    return unlike


def _runs(at: npt.NDArray[np.intp], lag: npt.NDArray[np.intp], unlike: npt.NDArray[np.float32]) -> Iterator[Recurrence]:
    """Join hits of one lag that follow each other, but for small holes, into runs of frames."""
    order = np.lexsort((at, lag))
    at, lag, unlike = at[order], lag[order], unlike[order]
    breaks = np.flatnonzero((np.diff(lag) != 0) | (np.diff(at) > _HOLE + 1)) + 1
    for part in np.split(np.arange(len(at)), breaks):
        if len(part):
            first, last, shift = int(at[part[0]]), int(at[part[-1]]), int(lag[part[0]])
            yield Recurrence(first + shift, last - first + WINDOW, shift, float(unlike[part].min()))


def _distinct(runs: Iterator[Recurrence]) -> list[Recurrence]:
    """Return runs of which each explains frames that no longer one explains, in order of place."""
    taken: set[int] = set()
    kept: list[Recurrence] = []
    for run in sorted(runs, key=lambda run: (-run.count, round(run.unlike, 2), run.lag, run.first)):
        frames = range(run.first, run.first + run.count)
        if sum(frame in taken for frame in frames) * 2 < run.count:
            kept.append(run)
            taken.update(frames)
        if len(kept) == MOST_FOUND:
            break
    return sorted(kept, key=lambda run: (run.first, run.lag))
