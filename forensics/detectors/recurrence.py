"""Find runs of frames that come again elsewhere in a clip, down to what encoding leaves alike.

For a window of frames and a lag, the change within the window (its pictures less their mean, so that whatever
stands still does not count) is compared with the change in the window ``lag`` frames later. Copies share that
change but for the noise of encoding; other passages of the same scene do not. Values: ``unlike`` is the share of
the change that the two windows do not have in common, 0 for copies and about 1 for unrelated passages.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.detectors.sketches import DIMENSIONS, grey_levels
from forensics.rolls import Roll

if TYPE_CHECKING:
    import numpy.typing as npt

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
_STRIP: Final = 128
"""Windows of a block that are compared with the later ones at once."""
_AT_ONCE: Final = 256
_READ: Final = 1 << 16
"""Hits that are read back, and sorted, at once."""
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

    @property
    def compared(self) -> bool:
        """Say whether any two windows, apart by a window or more, both changed enough to be compared."""
        return self.least < _INCOMPARABLE


def search(sketches: Roll[np.int16], threshold: float) -> Search:
    """Return the runs that recur with ``unlike`` below ``threshold``; time grows with the number of frames.

    Of the frames only some thousand stand in memory at a time.
    """
    if len(sketches) < 2 * WINDOW:
        return Search((), _INCOMPARABLE, 0)
    windows = _Windows(sketches)
    hits, values, least = Roll(np.int32, 2), Roll(np.float32), _INCOMPARABLE
    near = (_band(windows, first, threshold) for first in range(0, windows.count, _BLOCK))
    for earlier, later, unlike in chain(near, _far(windows, threshold)):
        least = min(least, float(unlike.min(initial=_INCOMPARABLE)))
        hit = unlike < threshold
        hits.add(np.stack([earlier[hit], (later - earlier)[hit]], axis=1).astype(np.int32))
        values.add(unlike[hit])
    found = _distinct(_runs(hits, values, windows.count), len(sketches))
    return Search(tuple(found), least, int((windows.change > LEAST_CHANGE).sum()))


class _Windows:
    """Frames as grey levels about the clip's mean, and of each window its mean picture and change, piece by piece.

    Sums run over the whole clip. They are kept at the end of each block, so that a piece of them comes out the same to
    the bit wherever it begins.
    """

    def __init__(self, sketches: Roll[np.int16]) -> None:
        self._sketches = sketches
        self.count = len(sketches) - WINDOW + 1
        self._mean = np.zeros(DIMENSIONS, np.float32)
        for part in sketches.parts(_BLOCK):
            self._mean = np.concatenate([self._mean[np.newaxis], grey_levels(part)]).sum(axis=0)
        self._mean /= len(sketches)
        self._sums = np.zeros((-(-len(sketches) // _BLOCK), DIMENSIONS))
        """What the frames before each block add up to."""
        squares, total = [], np.zeros(DIMENSIONS)
        for block, first in enumerate(range(0, len(sketches), _BLOCK)):
            frames = self.frames(first, first + _BLOCK)
            squares.append(np.einsum("ij,ij->i", frames, frames, dtype=np.float64))
            self._sums[block] = total
            total = np.cumsum(np.concatenate([total[np.newaxis], frames]), axis=0, dtype=np.float64)[-1]
        change = _moving(np.concatenate(squares)[:, np.newaxis])[:, 0]
        for first in range(0, self.count, _BLOCK):
            means = self.means(first, min(first + _BLOCK, self.count))
            change[first : first + len(means)] -= np.einsum("ij,ij->i", means, means, dtype=np.float64)
        self.change: npt.NDArray[np.float32] = np.maximum(change, 0).astype(np.float32)

    def frames(self, first: int, end: int) -> Table:
        """Return the frames from ``first`` to ``end`` (exclusive)."""
        return grey_levels(self._sketches.part(first, end)) - self._mean

    def chosen(self, windows: npt.NDArray[np.int64]) -> Table:
        """Return the frames of windows by their numbers: (n, WINDOW, DIMENSIONS)."""
        return grey_levels(self._sketches.chosen(windows[:, np.newaxis] + np.arange(WINDOW))) - self._mean

    def means(self, first: int, end: int) -> Table:
        """Return the mean pictures of the windows from ``first`` to ``end`` (exclusive)."""
        found = []
        for block in range(first // _BLOCK * _BLOCK, end, _BLOCK):
            sums = self.sums(max(first, block), min(block + _BLOCK, end) + WINDOW)
            found.append(((sums[WINDOW:] - sums[:-WINDOW]) / WINDOW).astype(np.float32))
        return np.concatenate(found)

    def sums(self, first: int, end: int) -> npt.NDArray[np.float64]:
        """Return what the frames before each of ``first`` to ``end`` (exclusive) add up to."""
        block = min(first // _BLOCK, len(self._sums) - 1)
        begin = block * _BLOCK
        frames = np.concatenate([self._sums[block][np.newaxis], self.frames(begin, end - 1)])
        return np.asarray(np.cumsum(frames, axis=0, dtype=np.float64)[first - begin :])


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
    apart = _Distances(windows.frames(first, last + reach), windows.frames(start, end + reach))
    still = _Distances(windows.means(first, last), windows.means(start, end))
    found, least, least_pair, told = [], np.float32(np.inf), _NO_PAIRS, False
    for top in range(0, last - first, _STRIP):
        bottom = min(top + _STRIP, last - first)
        moved = apart.rows(top, bottom + reach)
        for step in (1, 2, 4):
            moved = moved[:-step, :-step] + moved[step:, step:]
        change = windows.change[first + top : first + bottom, np.newaxis]
        unlike = _unlike(moved / np.float32(WINDOW), still.rows(top, bottom), change, windows.change[start:end])
        lag = np.arange(start, end) - np.arange(first + top, first + bottom)[:, np.newaxis]
        unlike[(lag < WINDOW) | (lag > WINDOW + NEAR)] = _INCOMPARABLE
        chosen = _lowest_of_neighbours(unlike, threshold)
        rows, columns = np.nonzero(chosen)
        found.append((rows + (first + top), columns + start, unlike[rows, columns]))
        row, column = np.unravel_index(unlike.argmin(), unlike.shape)
        if unlike[row, column] < least:
            least, told = unlike[row, column], bool(chosen[row, column])
            least_pair = np.array([row + first + top]), np.array([column + start]), np.array([least])
    if not told:
        found.append(least_pair)
    earlier, later, values = (np.concatenate(part) for part in zip(*found, strict=True))
    return earlier, later, values


class _Distances:
    """Squared distances of each row of one table from each row of another, made for the rows that are asked for."""

    def __init__(self, a: Table, b: Table) -> None:
        self._a, self._b = a, b
        self._lengths = np.einsum("ij,ij->i", a, a), np.einsum("ij,ij->i", b, b)

    def rows(self, first: int, end: int) -> Table:
        """Return the distances of some rows of the first table."""
        product = self._a[first:end] @ self._b.T
        product *= np.float32(-2)
        product += self._lengths[0][first:end, np.newaxis] + self._lengths[1]
        return product


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


def _far(windows: _Windows, threshold: float) -> Iterator[_Pairs]:
    """Yield pairs further apart than NEAR that hashing of the windows' change brings together.

    Sign hashing (Charikar 2002): windows whose change has the same direction share the signs of their numbers.
    Each table sorts all windows by some of the signs and compares each with the next few of equal signs.
    """
    usable = np.flatnonzero(windows.change > LEAST_CHANGE)
    if windows.count <= NEAR + WINDOW or len(usable) < 2:
        return
    signs = _signs(windows, usable)
    bits = max(8, int(np.log2(len(usable))) - 1)
    lines = np.zeros(0, np.int64)
    for first in range(0, DIMENSIONS // bits * bits, bits):
        lines = np.union1d(lines, _candidates(_keys(signs, first, bits), signs, usable, windows.count))
    for first in range(0, windows.count, _BLOCK):
        earlier, later = _around(lines, first, min(first + _BLOCK, windows.count), windows.count)
        unlike = _exactly(windows, earlier, later)
        kept = unlike < threshold
        yield earlier[kept], later[kept], unlike[kept]


def _signs(windows: _Windows, usable: npt.NDArray[np.intp]) -> npt.NDArray[np.uint8]:
    """Return for usable windows the signs of the mean of the second half less the mean of the first, eight a byte."""
    half, found = WINDOW // 2, []
    for first in range(0, windows.count, _BLOCK):
        end = min(first + _BLOCK, windows.count)
        sums = windows.sums(first, end + WINDOW)
        means = sums[half:] - sums[:-half]
        direction = (means[half:] - means[:-half]).astype(np.float32)
        here = usable[(usable >= first) & (usable < end)] - first
        found.append(np.packbits(direction[here] > 0, axis=1))
    return np.concatenate(found)


def _keys(signs: npt.NDArray[np.uint8], first: int, bits: int) -> npt.NDArray[np.int32]:
    """Return for each window so many of its signs, from sign ``first`` on, as one number."""
    weights, byte = 1 << np.arange(bits, dtype=np.int32), first // 8
    columns = signs[:, byte : -(-(first + bits) // 8)]
    parts = [
        np.unpackbits(columns[at : at + _BLOCK], axis=1)[:, first - 8 * byte :][:, :bits] @ weights
        for at in range(0, len(columns), _BLOCK)
    ]
    return np.concatenate(parts)


def _candidates(
    keys: npt.NDArray[np.int32], signs: npt.NDArray[np.uint8], usable: npt.NDArray[np.intp], count: int
) -> npt.NDArray[np.int64]:
    """Return pairs (earlier * number of windows + later) of equal key whose signs nearly all agree."""
    order = np.argsort(keys, kind="stable")
    found = []
    for step in range(1, _COMPARED + 1):
        a, b = order[:-step], order[step:]
        same = keys[a] == keys[b]
        a, b = a[same], b[same]
        same = _signs_apart(signs, a, b) <= _SIGNS_APART
        first, second = np.minimum(usable[a[same]], usable[b[same]]), np.maximum(usable[a[same]], usable[b[same]])
        far = second - first > NEAR + WINDOW
        found.append(first[far] * np.int64(count) + second[far])
    return np.concatenate(found)


def _signs_apart(
    signs: npt.NDArray[np.uint8], a: npt.NDArray[np.intp], b: npt.NDArray[np.intp]
) -> npt.NDArray[np.uint16]:
    """Return in how many signs the windows of each pair differ."""
    apart = np.zeros(len(a), np.uint16)
    for at in range(0, len(a), _BLOCK):
        piece = slice(at, at + _BLOCK)
        apart[piece] = np.bitwise_count(signs[a[piece]] ^ signs[b[piece]]).sum(axis=1)
    return apart


def _around(
    lines: npt.NDArray[np.int64], first: int, end: int, count: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return candidate pairs and those beside them on the same lag, which belong to the same run.

    Of the pairs (earlier * number of windows + later) those whose earlier window lies from ``first`` to ``end``.
    """
    side = 2 * WINDOW
    near = np.searchsorted(lines, [max(0, first - side) * count, (end + side) * count])
    earlier, later = np.divmod(lines[near[0] : near[1]], count)
    reach = np.arange(-side, side + 1)
    a, b = (earlier[:, np.newaxis] + reach).ravel(), (later[:, np.newaxis] + reach).ravel()
    inside = (a >= first) & (a < end) & (b < count)
    a, b = np.divmod(np.unique(a[inside] * np.int64(count) + b[inside]), count)
    return a, b


def _exactly(windows: _Windows, earlier: npt.NDArray[np.int64], later: npt.NDArray[np.int64]) -> Table:
    unlike = np.zeros(len(earlier), np.float32)
    for at in range(0, len(earlier), _AT_ONCE):
        a, b = earlier[at : at + _AT_ONCE], later[at : at + _AT_ONCE]
        moved = windows.chosen(a) - windows.chosen(b)
        still = moved.mean(axis=1)
        unlike[at : at + _AT_ONCE] = _unlike(
            np.einsum("ijk,ijk->i", moved, moved) / WINDOW,
            np.einsum("ij,ij->i", still, still),
            windows.change[a],
            windows.change[b],
        )
    return unlike


def _runs(hits: Roll[np.int32], values: Roll[np.float32], windows: int) -> Iterator[Recurrence]:
    """Join hits (place, lag) of one lag that follow each other, but for small holes, into runs of frames."""
    for at, lag, unlike in _by_lag(hits, values, windows):
        breaks = np.flatnonzero((np.diff(lag) != 0) | (np.diff(at) > _HOLE + 1)) + 1
        for begin, end in pairwise([0, *breaks.tolist(), len(at)]):
            if begin < end:
                first, last, shift = int(at[begin]), int(at[end - 1]), int(lag[begin])
                yield Recurrence(first + shift, last - first + WINDOW, shift, float(unlike[begin:end].min()))


def _by_lag(
    hits: Roll[np.int32], values: Roll[np.float32], windows: int
) -> Iterator[tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Table]]:
    """Yield all hits, of shorter lags first and in order of place: of some lags at a time, where there are many."""
    counts = np.zeros(windows, np.int64)
    for part in hits.parts(_READ):
        counts += np.bincount(part[:, 1], minlength=windows)
    upto = np.cumsum(counts)
    first = 0
    while len(hits) and first < windows:
        end = int(np.searchsorted(upto, upto[first] - counts[first] + _READ, side="right"))
        end = max(end, first + 1)
        places, lags, unlike = [], [], []
        for part, value in zip(hits.parts(_READ), values.parts(_READ), strict=True):
            here = (part[:, 1] >= first) & (part[:, 1] < end)
            places.append(part[here, 0])
            lags.append(part[here, 1])
            unlike.append(value[here])
        place, lag = np.concatenate(places), np.concatenate(lags)
        order = np.lexsort((place, lag))
        yield place[order], lag[order], np.concatenate(unlike)[order]
        first = end


def _distinct(runs: Iterator[Recurrence], frames: int) -> list[Recurrence]:
    """Return runs of which each explains frames that no longer one explains, in order of place."""
    taken = np.zeros(frames, np.bool_)
    kept: list[Recurrence] = []
    for run in _longest_first(runs):
        explained = taken[run.first : run.first + run.count]
        if 2 * int(explained.sum()) < run.count:
            kept.append(run)
            explained[:] = True
        if len(kept) == MOST_FOUND:
            break
    return sorted(kept, key=lambda run: (run.first, run.lag))


def _longest_first(runs: Iterator[Recurrence]) -> Iterator[Recurrence]:
    """Yield the longest run first, of equal ones the most alike; there may be a hundred thousand of them."""
    whole, unlike, hundredths = array("i"), array("d"), array("i")
    for run in runs:
        whole.extend((run.first, run.count, run.lag))
        unlike.append(run.unlike)
        hundredths.append(round(100 * round(run.unlike, 2)))
    first, count, lag = np.array(whole, np.int32).reshape(-1, 3).T
    for at in np.lexsort((first, lag, np.array(hundredths, np.int32), -count)):
        yield Recurrence(int(first[at]), int(count[at]), int(lag[at]), unlike[at])
