"""Sound brought down to about 1000 samples a second while it is decoded: what hum and room rumble are read from."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Wave = npt.NDArray[np.float64]
TARGET = 1000
"""Samples a second, about: the rate is divided by a whole number."""
_PASS = 0.42
"""Share of the new rate up to which frequencies are kept."""


@dataclass(slots=True)
class LowBand:
    """Takes blocks of samples and keeps their mean over the channels, low-passed, at ``rate`` samples a second."""

    source_rate: int = 0
    _state: Wave | None = None
    _sections: Wave | None = None
    _phase: int = 0
    _kept: list[Wave] = field(default_factory=list)

    @property
    def divisor(self) -> int:
        """Return how many samples become one."""
        return max(1, self.source_rate // TARGET)

    @property
    def rate(self) -> float:
        """Return the samples a second of what is kept."""
        return self.source_rate / self.divisor

    def add(self, samples: npt.NDArray[np.float32], rate: int) -> None:
        """Take the next samples, (channels, samples); raise ValueError where the rate changes."""
        from scipy import signal

        if self._sections is None:
            self.source_rate = rate
            edge = min(_PASS * self.rate, 0.45 * rate)
            self._sections = np.asarray(signal.butter(8, edge, fs=rate, output="sos"))
            self._state = np.zeros((self._sections.shape[0], 2))
        if rate != self.source_rate:
            raise ValueError("the sampling rate changes in the stream")
        mono = samples.astype(np.float64).mean(axis=0)
        filtered, self._state = signal.sosfilt(self._sections, mono, zi=self._state)
        kept = filtered[self._phase :: self.divisor]
        self._phase = (self._phase - len(mono)) % self.divisor
        self._kept.append(np.asarray(kept))

    def wave(self) -> Wave:
        """Return everything that was kept."""
        return np.concatenate(self._kept) if self._kept else np.zeros(0)
