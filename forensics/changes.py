"""Notice the start of a new shot from small pictures, as frames go by, and settle which of them are shots."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.recent import Recent

if TYPE_CHECKING:
    import numpy.typing as npt

_BINS = 32
_COARSE = 12
_FLAT = 2.0
"""Grey levels of spread below which a picture counts as flat."""
_USUAL_OVER = 12
"""Frames over which the usual change is averaged."""
LASTS = 3
"""Frames that a shot lasts at least: starts nearer to each other are one event."""
CROWD = 5
"""Starts of one event from which it is not said what happens: static, strobes, pictures taken long apart."""
_LEAST = 0.35
_SAME_PLACES = 0.9
"""Likeness of the coarse pictures from which only the light changed."""
_FADING = 24.0
"""Grey levels from and to a flat picture that a step of a fade stays below."""


class ShotStarts:
    """Tells for each small grey picture whether a new shot starts with it.

    A start is a change of brightness histogram or of the coarse picture that is large by itself and large compared
    with the changes just before: a hard cut. Fades and wipes are not noticed.
    """

    def __init__(self, *, least: float = _LEAST, times_usual: float = 4.0) -> None:
        self._least, self._times_usual = least, times_usual
        self._before: _Look | None = None
        self._usual = 0.0
        self._since = 0

    def starts(self, picture: npt.NDArray[np.uint8]) -> bool:
        """Take the next picture in order; return whether a shot starts with it (the first one always does)."""
        before, self._before = self._before, _LOOKS.of(picture, None, lambda: _Look(picture))
        change = 1.0 if before is None else before.change_to(self._before)
        cut = change >= self._least and change >= self._times_usual * self._usual
        if cut:
            self._usual, self._since = 0.0, 0
        else:
            self._since += 1
            self._usual += (change - self._usual) / min(self._since, _USUAL_OVER)
        return cut


@dataclass(slots=True)
class ShotChanges:
    """Takes small grey pictures in order and settles, some frames later, what the starts among them are.

    ``changes`` are the frames with which another shot begins, ``light`` those with which only the light changes,
    ``brief`` (first, end) of what goes on as it was before within a few frames, ``untold`` (first, end) of passages in
    which nearly every frame starts something. Starts are those of `ShotStarts`; ``told`` says which frames they are.
    """

    changes: list[int] = field(default_factory=list)
    light: list[int] = field(default_factory=list)
    brief: list[tuple[int, int]] = field(default_factory=list)
    untold: list[tuple[int, int]] = field(default_factory=list)
    told: bytearray = field(default_factory=bytearray)
    _starts: ShotStarts = field(default_factory=ShotStarts)
    _last: _Look | None = None
    _before: _Look | None = None
    _open: list[int] = field(default_factory=list)

    def take(self, picture: npt.NDArray[np.uint8]) -> None:
        """Take the next picture."""
        number, look = len(self.told), _LOOKS.of(picture, None, lambda: _Look(picture))
        self.told.append(self._starts.starts(picture))
        if self.told[-1] and number:
            self._before = self._before if self._open else self._last
            self._open.append(number)
        elif self._open and number - self._open[-1] >= LASTS - 1:
            self._close(look)
        self._last = look

    def settle(self) -> None:
        """Settle what is open: the film has ended."""
        if self._open and self._last is not None:
            self._close(self._last)

    def _close(self, after: _Look) -> None:
        starts, before = self._open, self._before
        self._open = []
        assert before is not None  # a picture came before the first start
        if len(starts) >= CROWD:
            self.untold.append((starts[0], starts[-1] + 1))
        elif len(starts) > 1 and before.change_to(after) < _LEAST:
            self.brief.append((starts[0], starts[-1]))
        elif before.is_under_other_light(after):
            self.light.append(starts[-1])
        else:
            self.changes.append(starts[-1])


class _Look:
    """What is compared of one picture: its shape, brightness histograms of its quarters, and its coarse blocks."""

    def __init__(self, picture: npt.NDArray[np.uint8]) -> None:
        self._shape = picture.shape[:2]
        self._histograms = _histograms(picture)
        import cv2  # only where frames are decoded: detectors that use this are described elsewhere too

        self._number, self._since = next(_NUMBERS), (-1, 0.0)
        coarse = cv2.resize(picture, (_COARSE, _COARSE), interpolation=cv2.INTER_AREA).astype(np.float64).ravel()
        self._mean = float(coarse.mean())
        self._coarse = coarse - self._mean

    def change_to(self, later: _Look) -> float:
        """Return how much changed: 0 for equal pictures, 1 for another shape or for nothing in common."""
        before, change = later._since
        if before != self._number:  # others who look for starts compare the same two
            change = self._compared(later)
            later._since = self._number, change
        return change

    def _compared(self, later: _Look) -> float:
        if self._shape != later._shape:
            return 1.0
        spread = float(np.abs(self._histograms - later._histograms).sum()) / 4
        return max(spread, (1 - _likeness(self._coarse, later._coarse)) / 2)

    def is_under_other_light(self, later: _Look) -> bool:
        """Say whether the same things stand at the same places, or it is a step of a fade from or to a flat picture."""
        if self._shape != later._shape:
            return False
        if min(self._spread(), later._spread()) <= _FLAT:
            return abs(self._mean - later._mean) < _FADING
        return _likeness(self._coarse, later._coarse) >= _SAME_PLACES

    def _spread(self) -> float:
        return float(np.sqrt(np.mean(self._coarse**2)))


_LOOKS: Final = Recent[_Look](16)
_NUMBERS: Final = itertools.count()


def _likeness(a: npt.NDArray[np.float64], b: npt.NDArray[np.float64]) -> float:
    """Return the correlation of two vectors without mean, 1 where one of them is as good as flat."""
    product = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / product if product > a.size * _FLAT**2 else 1.0


def _histograms(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Return brightness histograms of the four quarters; each sums to 1/2, so that all change is 4."""
    height, width = picture.shape[:2]
    quarters = [
        picture[rows, columns]
        for rows in (slice(0, (height + 1) // 2), slice(height // 2, height))
        for columns in (slice(0, (width + 1) // 2), slice(width // 2, width))
    ]
    return np.concatenate([np.bincount((q >> 3).ravel(), minlength=_BINS) / (2 * q.size) for q in quarters])
