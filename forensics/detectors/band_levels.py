"""Levels of sound in bands, frame by frame, while it is decoded."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from forensics.detector import AudioView
from forensics.recent import Recent
from forensics.rolls import Roll
from forensics.types import TimeSpan, Timestamp

Levels = npt.NDArray[np.float32]
BANDS = 33
HOP = 0.008
"""Seconds from frame to frame; a frame lasts eight hops."""
LOWEST, HIGHEST = 150.0, 6000.0
SILENT = -85.0
"""Decibels of full scale below which a band is silent: what codecs leave there says nothing."""
_TOGETHER = 16
"""Frames that are transformed together: for larger pieces the system gives and takes memory each time."""
_ROWS = Recent[Levels](8)
"""By the block with which rows were made, how many came before and how much sound they are of."""


@dataclass(slots=True)
class BandLevels:
    """Takes blocks of samples and keeps a row of levels in decibels every 8 ms, of the first ``longest`` seconds.

    After ``whole`` seconds only every second row is measured: those at odd places stand for silence.
    """

    longest: float = np.inf
    whole: float = np.inf
    rate: int = 0
    first: Timestamp | None = None
    refused: str = ""
    _rest: list[npt.NDArray[np.float32]] = field(default_factory=list)
    _held: int = 0
    """Samples that wait, in all parts of ``_rest``."""
    _rows: Roll[np.float32] = field(default_factory=lambda: Roll(np.float32, BANDS))
    _sums: npt.NDArray[np.float32] | None = None

    def add(self, block: AudioView) -> None:
        """Take the next block."""
        rate = block.sample_rate
        self.first = self.first or block.at
        if self.rate and rate != self.rate:
            self.refused = "the sampling rate changes in the stream"
        self.rate = self.rate or rate
        if self.refused or len(self._rows) * HOP >= self.longest:
            return
        self._rest.append(block.mono())
        self._held += len(self._rest[-1])
        if self._held >= 64 * self.hop + self.size:
            self._frames(block)

    @property
    def hop(self) -> int:
        """Return the samples from frame to frame."""
        return max(1, round(HOP * self.rate))

    @property
    def size(self) -> int:
        """Return the samples of a frame."""
        return 8 * self.hop

    def _frames(self, last: AudioView | None = None) -> None:
        """Measure all whole frames that wait, to the end of the block ``last``, and keep the rest."""
        count = (self._held - self.size) // self.hop + 1
        if count <= 0:
            return
        waiting, made = np.concatenate(self._rest), len(self._rows)
        wanted = slice(None) if made * HOP < self.whole else slice(made % 2, None, 2)
        if last is None:
            rows = self._measured(waiting, count, wanted)
        else:
            how = (made, len(waiting), wanted == slice(None))
            rows = _ROWS.of(last, how, lambda: self._measured(waiting, count, wanted))
        self._rows.add(rows)
        self._rest = [waiting[count * self.hop :].copy()]
        self._held = len(self._rest[0])

    def _measured(self, sound: npt.NDArray[np.float32], count: int, wanted: slice) -> Levels:
        frames = np.lib.stride_tricks.sliding_window_view(sound, self.size)[:: self.hop][:count][wanted]
        window = np.hanning(self.size).astype(np.float32)
        power = np.zeros((count, self.size // 2 + 1), np.float32)
        chosen, whole = power[wanted], np.float32((window**2).sum() * self.size)
        for part in (slice(at, at + _TOGETHER) for at in range(0, len(frames), _TOGETHER)):
            chosen[part] = np.abs(np.fft.rfft(frames[part] * window, axis=1)) ** 2 / whole
        if self._sums is None:
            self._sums = _bands(self.size, self.rate)
        return np.asarray(10 * np.log10(power @ self._sums + 1e-12), np.float32)

    def levels(self) -> Roll[np.float32]:
        """Return the levels (frames, bands) in decibels of everything that was taken."""
        if self.rate and not self.refused:
            self._frames()
        return self._rows

    def seconds(self, frame: float) -> float:
        """Return the middle of a frame in seconds from the first sample."""
        return (frame * self.hop + self.size / 2) / max(1, self.rate)

    def span(self, stream: int, start: float, end: float) -> TimeSpan:
        """Return a span of the stream's time, from seconds after the first sample."""
        return TimeSpan(stream, self._at(start), self._at(end))

    def _at(self, seconds: float) -> Timestamp:
        assert self.first is not None
        ticks = round(Fraction(seconds).limit_denominator(10**6) / self.first.time_base)
        return Timestamp(self.first.pts + ticks, self.first.time_base)


def _bands(size: int, rate: int) -> npt.NDArray[np.float32]:
    """Return (frequencies, bands): which frequencies each band adds; the bands widen as hearing does."""
    at = np.arange(size // 2 + 1) * rate / size
    edges = np.geomspace(LOWEST, min(HIGHEST, 0.45 * rate), BANDS + 1)
    sums = [(at >= low) & (at < high) for low, high in pairwise(edges)]
    for band, inside in enumerate(sums):
        if not inside.any():
            inside[int(np.abs(at - edges[band]).argmin())] = True
    return np.array(sums, np.float32).T
