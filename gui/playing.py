"""Play exact frames by their own times, forwards and backwards, at a speed; every frame is shown, none is left out.

There is no sound: Qt's multimedia module does not belong to the parts of Qt that are installed. Where decoding takes
longer than a frame lasts, playing is slower than asked for, and says so.
"""

from __future__ import annotations

import time
from fractions import Fraction

from PySide6.QtCore import QObject, QTimer, Signal

from casefiles.player import PlayedFrame
from gui.projector import Projector

SPEEDS = (Fraction(1, 8), Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(4), Fraction(8))
_LONGEST = 2.0
"""Seconds that a gap between two frames is waited for; longer gaps are shown as they are on the timeline."""


class Playing(QObject):
    """Asks the projector for one frame after another; ``told`` says in words how it goes, '' when it stands."""

    told = Signal(str)

    def __init__(self, projector: Projector, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projector = projector
        self._way = 0
        self._speed = SPEEDS.index(Fraction(1))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._asked = 0.0
        self._late = 0
        self._timer.timeout.connect(self._next)
        projector.shown.connect(self._shown)
        projector.emptied.connect(self.stop)
        projector.failed.connect(self.stop)

    @property
    def way(self) -> int:
        """Return 1 for forwards, -1 for backwards, 0 while it stands."""
        return self._way

    @property
    def speed(self) -> Fraction:
        """Return how many times as fast as the file's own times."""
        return SPEEDS[self._speed]

    def forwards(self) -> None:
        """Play forwards, or stop when it does."""
        self._go(0 if self._way == 1 else 1)

    def backwards(self) -> None:
        """Play backwards, or stop when it does."""
        self._go(0 if self._way == -1 else -1)

    def faster(self) -> None:
        """Play twice as fast."""
        self._speed = min(self._speed + 1, len(SPEEDS) - 1)
        self._tell()

    def slower(self) -> None:
        """Play half as fast."""
        self._speed = max(self._speed - 1, 0)
        self._tell()

    def stop(self) -> None:
        """Stop at the frame that is shown."""
        if self._way:
            self._go(0)

    def _go(self, way: int) -> None:
        self._way, self._late = way, 0
        self._timer.stop()
        self._tell()
        if way and self._projector.source is not None:
            self._next()

    def _next(self) -> None:
        source, index = self._projector.source, self._projector.wanted + self._way
        if source is None or not self._way or not 0 <= index < source.count:
            self._go(0)
            return
        self._asked = time.monotonic()
        self._projector.show(index)

    def _shown(self, frame: PlayedFrame) -> None:
        if not self._way or frame.index != self._projector.wanted or self._timer.isActive():
            return
        lasts = self._lasts(frame) / float(self.speed)
        rest = lasts - (time.monotonic() - self._asked)
        if rest < 0:
            self._late += 1
            self._tell()
        self._timer.start(max(0, round(rest * 1000)))

    def _lasts(self, frame: PlayedFrame) -> float:
        """Return for how many seconds a frame is on the screen: until the one that comes next in this direction."""
        source, other = self._projector.source, frame.index + self._way
        if source is None or not 0 <= other < source.count:
            return 0.0
        here, there = source.time_of(frame.index), source.time_of(other)
        if here is None or there is None:
            return float(1 / source.facts.frame_rate) if source.facts.frame_rate > 0 else 0.04
        return min(_LONGEST, abs(float(there.seconds - here.seconds)))

    def _tell(self) -> None:
        if not self._way:
            self.told.emit("")
            return
        words = f"playing {'forwards' if self._way > 0 else 'backwards'} × {self.speed}, without sound"
        late = f"; {self._late} frames took longer than they last" if self._late else ""
        self.told.emit(words + late)
