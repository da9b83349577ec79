"""Levels of sound in bands, frame by frame, while it is decoded."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from forensics.rolls import Roll
from forensics.types import TimeSpan, Timestamp

Levels = npt.NDArray[np.float32]
BANDS = 33
HOP = 0.008
"""Seconds from frame to frame; a frame lasts eight hops."""
LOWEST, HIGHEST = 150.0, 6000.0
SILENT = -85.0
"""Decibels of full scale below which a band is silent: what codecs leave there says nothing."""


@dataclass(slots=True)
class BandLevels:
    """Takes blocks of samples and keeps a row of levels in decibels every 8 ms, of the first ``longest`` seconds."""

    longest: float = np.inf
    rate: int = 0
    first: Timestamp | None = None
    refused: str = ""
    _rest: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    _rows: Roll[np.float32] = field(default_factory=lambda: Roll(np.float32, BANDS))
    _sums: npt.NDArray[np.float32] | None = None

    def add(self, samples: npt.NDArray[np.float32], rate: int, at: Timestamp) -> None:
        """Take the next samples, (channels, samples)."""
        self.first = self.first or at
        if self.rate and rate != self.rate:
            self.refused = "the sampling rate changes in the stream"
        self.rate = self.rate or rate
        if self.refused or len(self._rows) * HOP >= self.longest:
            return
        self._rest = np.concatenate([self._rest, samples.mean(axis=0, dtype=np.float32)])
        if len(self._rest) >= 64 * self.hop + self.size:
            self._frames()

    @property
    def hop(self) -> int:
        """Return the samples from frame to frame."""
        return max(1, round(HOP * self.rate))

    @property
    def size(self) -> int:
        """Return the samples of a frame."""
        return 8 * self.hop

    def _frames(self) -> None:
        count = (len(self._rest) - self.size) // self.hop + 1
        if count <= 0:
            return
        frames = np.lib.stride_tricks.sliding_window_view(self._rest, self.size)[:: self.hop][:count]
        window = np.hanning(self.size).astype(np.float32)
        power = np.abs(np.fft.rfft(frames * window, axis=1)).astype(np.float32) ** 2 / np.float32(
            (window**2).sum() * self.size
        )
        if self._sums is None:
            self._sums = _bands(self.size, self.rate)
        self._rows.add((10 * np.log10(power @ self._sums + 1e-12)).astype(np.float32))
        self._rest = self._rest[count * self.hop :]

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
