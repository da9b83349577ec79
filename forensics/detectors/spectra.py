"""Long-term spectrum of sound by blocks, and the frequency at which it ends abruptly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Levels = npt.NDArray[np.float64]
    Samples = npt.NDArray[np.float32]

WINDOW: Final = 4096
"""Samples of one block; blocks overlap by half (Welch 1967)."""
QUIET: Final = 1e-4
"""Root mean square below which a block is left out, as a share of full scale (-80 dB)."""
FLOOR: Final = 1e-14
GAP: Final = 150.0
"""Hertz on each side of an edge that belong to the slope."""
BAND: Final = 500.0
"""Hertz below an edge whose level is compared."""
LOWEST: Final = 1500.0
"""Hertz below which no edge is looked for: music and speech end there by themselves."""
_RUMBLE: Final = 200.0
"""Hertz below which no tone is looked for: wind and an offset can be nearly all of a recording's power."""
_TONES: Final = 3
_SKIRT: Final = 4
"""Values on each side of a tone that the window spreads it over."""


class Spectrum:
    """Sums the power of overlapping blocks over all channels; holds one window of samples and one spectrum."""

    def __init__(self) -> None:
        self._window = np.hanning(WINDOW)
        self._rest: Samples = np.zeros((0, 0), np.float32)
        self._power = np.zeros(WINDOW // 2 + 1)
        self.blocks = 0
        self.quiet = 0

    def add(self, samples: Samples) -> None:
        """Take the next samples, (channels, samples); a change of the number of channels starts a new block."""
        step = WINDOW // 2
        joined = np.concatenate([self._rest, samples], axis=1) if len(self._rest) == len(samples) else samples
        count = max(0, (joined.shape[1] - WINDOW) // step + 1)
        for at in range(0, count * step, step):
            block = joined[:, at : at + WINDOW].astype(np.float64)
            if float(np.sqrt(np.mean(block**2))) < QUIET:
                self.quiet += 1
                continue
            self._power += (np.abs(np.fft.rfft(block * self._window, axis=1)) ** 2).mean(axis=0)
            self.blocks += 1
        self._rest = joined[:, count * step :]

    def in_tones(self, sample_rate: int) -> float:
        """Return the share of power in the few strongest lines, rumble left out: 1 for a tone, little for speech."""
        above = self._power[round(_RUMBLE / sample_rate * WINDOW) :]
        power, taken = above.copy(), 0.0
        for _ in range(_TONES):
            at = int(power.argmax())
            near = slice(max(0, at - _SKIRT), at + _SKIRT + 1)
            taken += float(power[near].sum())
            power[near] = 0
        whole = float(above.sum())
        return taken / whole if whole > 0 else 0.0

    def levels(self) -> Levels:
        """Return the mean power of each frequency in decibels of full scale, down to the floor of the arithmetic."""
        mean = self._power / max(self.blocks, 1) / float((self._window**2).sum()) / WINDOW
        return np.asarray(10 * np.log10(mean + FLOOR))


@dataclass(frozen=True, slots=True)
class Edge:
    """Sound ends at ``hertz``: just above it the level is ``drop`` decibels lower, and nothing comes after."""

    hertz: float
    drop: float


def edge(levels: Levels, sample_rate: int, least_drop: float) -> Edge | None:
    """Return the highest abrupt end of a spectrum with at least ``least_drop`` decibels, or None.

    The level below is the median of a band, the level above the greatest smoothed level of all that follows, so that
    neither a tone nor a gap between two sounds makes an edge.
    """
    step = sample_rate / 2 / (len(levels) - 1)
    gap, band = max(1, round(GAP / step)), max(2, round(BAND / step))
    smooth = np.convolve(np.pad(levels, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    after = np.maximum.accumulate(smooth[::-1])[::-1]
    first, end = max(round(LOWEST / step), gap + band), len(levels) - gap - 4
    if first >= end:
        return None
    below = np.median(np.lib.stride_tricks.sliding_window_view(levels, band), axis=1)
    places = np.arange(first, end)
    drops = below[places - gap - band] - after[places + gap]
    found = np.flatnonzero(drops >= least_drop)
    if not len(found):
        return None
    near = np.arange(max(0, int(found[-1]) - 2 * gap), int(found[-1]) + 1)
    best = int(near[np.argmax(drops[near])])
    return Edge(round(float(places[best] * step), 1), round(float(drops[best]), 1))
