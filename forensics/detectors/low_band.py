"""Sound brought down to about 1000 samples a second while it is decoded: what hum and room rumble are read from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from forensics.rolls import Roll

Wave = npt.NDArray[np.float64]
TARGET = 1000
"""Samples a second, about: the rate is divided by a whole number."""
_PASS = 0.42
"""Share of the new rate up to which frequencies are kept."""


_ORDER = 8
_TOGETHER = 4
"""Part of a second that is filtered at once, as its denominator."""
_FORGOTTEN = 30.0
"""Nepers by which the filter's answer has died away where it is cut off: a ten-millionth of a millionth is left."""


@dataclass(slots=True)
class LowBand:
    """Takes blocks of samples and keeps their mean over the channels, low-passed, at ``rate`` samples a second."""

    source_rate: int = 0
    _answer: Wave | None = None
    _before: Wave = field(default_factory=lambda: np.zeros(0))
    _phase: int = 0
    _waiting: list[Wave] = field(default_factory=list)
    _held: int = 0
    """Samples that wait."""
    _kept: Roll[np.float64] = field(default_factory=lambda: Roll(np.float64))
    _energy: float = 0.0
    _count: int = 0

    @property
    def divisor(self) -> int:
        """Return how many samples become one."""
        return max(1, self.source_rate // TARGET)

    @property
    def rate(self) -> float:
        """Return the samples a second of what is kept."""
        return self.source_rate / self.divisor

    @property
    def power(self) -> float:
        """Return the mean square of all that came, before anything was filtered away; 0.0 where nothing came."""
        return self._energy / self._count if self._count else 0.0

    def add(self, samples: npt.NDArray[np.float32], rate: int) -> None:
        """Take the next samples, (channels, samples); raise ValueError where the rate changes."""
        if self._answer is None:
            self.source_rate = rate
            self._answer = _answer(min(_PASS * self.rate, 0.45 * rate), rate)[::-1].copy()
            self._before = np.zeros(len(self._answer) - 1)
        if rate != self.source_rate:
            raise ValueError("the sampling rate changes in the stream")
        mono, count = samples.astype(np.float64).mean(axis=0), samples.shape[1]
        self._energy += float(mono @ mono)
        self._count += count
        self._waiting.append(mono)
        self._held += count
        if self._held >= rate // _TOGETHER:
            self._filter()

    def _filter(self) -> None:
        """Filter what waits, if anything does."""
        if self._answer is None or not self._held:
            return
        joined = np.concatenate([self._before, *self._waiting])
        windows = np.lib.stride_tricks.sliding_window_view(joined, len(self._answer))
        self._kept.add(np.asarray(windows[self._phase :: self.divisor] @ self._answer))
        self._phase = (self._phase - self._held) % self.divisor
        self._before = joined[self._held :]
        self._waiting, self._held = [], 0

    def wave(self) -> Roll[np.float64]:
        """Return everything that was kept."""
        self._filter()
        return self._kept


def _answer(edge: float, rate: int) -> Wave:
    """Return the impulse response of a Butterworth low-pass of order 8 (bilinear transform), cut where it is forgotten.

    Only the samples that are kept need be computed of it, one in some fifty, and no module for recursive filters be
    loaded.
    """
    warped = 2 * rate * np.tan(np.pi * edge / rate)
    poles = warped * np.exp(1j * np.pi * (2 * np.arange(_ORDER) + _ORDER + 1) / (2 * _ORDER))
    poles = (2 * rate + poles) / (2 * rate - poles)
    length = int(np.ceil(_FORGOTTEN / -np.log(np.abs(poles).max())))
    turns = np.exp(2j * np.pi * np.arange(2 * length + 1) / (4 * length))  # half of a circle that is long enough
    values = ((turns[:, None] + 1) / (turns[:, None] - poles)).prod(axis=1)
    return np.fft.irfft(values / values[0].real)[:length]
