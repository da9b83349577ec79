"""The hum of the mains in sound: its frequency second by second, and steps of its phase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forensics.detectors.low_band import Wave

NOMINAL = (50.0, 60.0)
"""Hertz of the world's grids."""
HARMONICS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """How a step is looked for: hertz kept on each side, seconds of phase fitted on each side, seconds left out."""

    half_band: float
    window: float
    guard: float


SCALES = (Scale(4.0, 0.4, 0.12), Scale(2.0, 1.0, 0.25), Scale(0.8, 4.0, 0.4))
"""From clear hum to hum under noise: the one whose steps spread least over the whole sound is used."""
EDGE = 3.0
"""Seconds at both ends that are left out: there the filter has sound on one side only."""
STEP = 0.1
"""Seconds between places that are looked at."""
LEAST_SPREAD = 0.004
"""Radians below which a spread is taken for this much."""
WEAK = 0.35
"""Share of the median strength of the hum below which its phase is not read."""
SHORTEST = 10.0
PRESENT = 10.0
"""Decibels by which a harmonic must stand above the sound beside it."""


@dataclass(frozen=True, slots=True)
class Hum:
    """A harmonic that stands out: the grid's nominal frequency, which harmonic, by how many decibels."""

    nominal: float
    harmonic: int
    above: float

    @property
    def hertz(self) -> float:
        """Return the nominal frequency of the harmonic."""
        return self.nominal * self.harmonic


@dataclass(frozen=True, slots=True)
class Steps:
    """The step of the phase at each place, the ordinary spread of steps, and how near two cannot be told apart."""

    seconds: Wave
    radians: Wave
    spread: float
    reach: float


def strongest(wave: Wave, rate: float) -> Hum | None:
    """Return the harmonic of 50 or 60 Hz that stands out most, None where none does by 3 dB."""
    if len(wave) < SHORTEST * rate:
        return None
    power, resolution = _power(wave, rate)
    best: Hum | None = None
    for nominal in NOMINAL:
        for harmonic in range(1, HARMONICS + 1):
            above = _above(power, resolution, nominal * harmonic)
            if above > 3.0 and (best is None or above > best.above):
                best = Hum(nominal, harmonic, above)
    return best


def _power(wave: Wave, rate: float) -> tuple[Wave, float]:
    """Return the median power spectrum of blocks of 8 s: a short loud event does not raise a median."""
    size = int(8 * rate)
    starts = range(0, max(1, len(wave) - size + 1), size // 2)
    window = np.hanning(min(size, len(wave)))
    blocks = [np.abs(np.fft.rfft(wave[at : at + size] * window)) ** 2 for at in starts if at + size <= len(wave)]
    if not blocks:
        blocks = [np.abs(np.fft.rfft(wave * window)) ** 2]
    return np.asarray(np.median(blocks, axis=0), np.float64), rate / len(window)


def _above(power: Wave, resolution: float, hertz: float) -> float:
    """Return by how many decibels the densest quarter of a hertz stands above the median from 1.5 to 6 Hz away."""
    at = np.arange(len(power)) * resolution
    near, far = np.abs(at - hertz) <= 0.4, (np.abs(at - hertz) >= 1.5) & (np.abs(at - hertz) <= 6)
    if not near.any() or not far.any() or hertz > at[-1] - 6:
        return 0.0
    floor = float(np.median(power[far]))
    return float(10 * np.log10(power[near].max() / floor)) if floor > 0 else 0.0


def analytic(wave: Wave, rate: float, hertz: float, half_band: float) -> npt.NDArray[np.complex128]:
    """Return the hum around a frequency, turned back by it: its angle is the phase against a steady clock."""
    size = len(wave)
    spectrum = np.fft.fft(wave, size)
    at = np.fft.fftfreq(size, 1 / rate)
    spectrum[np.abs(at - hertz) > 3 * half_band] = 0
    spectrum *= 2 * np.exp(-0.5 * ((at - hertz) / half_band) ** 2)
    turning = np.exp(-2j * np.pi * hertz * np.arange(size) / rate)
    return np.asarray(np.fft.ifft(spectrum) * turning)


def steps(wave: Wave, rate: float, hertz: float) -> Steps:
    """Return the steps of the phase at the scale where they spread least; empty where the sound is too short."""
    found = [_steps(analytic(wave, rate, hertz, scale.half_band), rate, scale) for scale in SCALES]
    return min((one for one in found if len(one.seconds)), key=lambda one: one.spread, default=found[0])


def _steps(hum: npt.NDArray[np.complex128], rate: float, scale: Scale) -> Steps:
    """Return by how much the phase after each place differs from where the phase before it leads.

    A line is fitted to the phase in a window on each side, a guard left out; the difference of both at the place is
    wrapped to half a turn. Places where the hum is weak on a side are left out.
    """
    phase = np.unwrap(np.angle(hum))
    step, width, guard = (max(1, round(seconds * rate)) for seconds in (STEP, scale.window, scale.guard))
    edge = round(EDGE * rate) + width + guard
    places = np.arange(edge, len(phase) - edge, step)
    starts = (places - guard - width, places + guard)
    strength = np.concatenate([[0.0], np.cumsum(np.abs(hum))])
    weakest = np.minimum(*(strength[at + width] - strength[at] for at in starts)) / width
    strong = weakest > WEAK * float(np.median(np.abs(hum)))
    places, starts = places[strong], (starts[0][strong], starts[1][strong])
    before, after = _lines(phase, starts[0], width), _lines(phase, starts[1], width)
    radians = np.angle(np.exp(1j * (after[0] - after[1] * guard - before[0] - before[1] * (width + guard))))
    spread = max(1.4826 * float(np.median(np.abs(radians))), LEAST_SPREAD) if len(radians) else np.inf
    return Steps(places / rate, radians, spread, 2 * (scale.window + scale.guard))


def places(found: Steps, deviations: float, least: float) -> list[int]:
    """Return the indices of the steps beyond so many deviations and radians, the greatest of each neighbourhood."""
    sizes = np.abs(found.radians)
    beyond = np.flatnonzero((sizes > deviations * found.spread) & (sizes > least))
    chosen: list[int] = []
    for index in beyond[np.argsort(-sizes[beyond], kind="stable")]:
        if all(abs(found.seconds[index] - found.seconds[other]) > found.reach for other in chosen):
            chosen.append(int(index))
    return sorted(chosen)


def _lines(phase: Wave, starts: npt.NDArray[np.int64], width: int) -> tuple[Wave, Wave]:
    """Return value at the start and slope a sample of the line fitted to ``width`` samples from each start."""
    sums = np.concatenate([[0.0], np.cumsum(phase)])
    weighted = np.concatenate([[0.0], np.cumsum(phase * np.arange(len(phase)))])
    total = sums[starts + width] - sums[starts]
    moment = weighted[starts + width] - weighted[starts] - starts * total
    middle = (width - 1) / 2
    slope = (moment - middle * total) / (width * (width**2 - 1) / 12)
    return np.asarray(total / width - slope * middle), np.asarray(slope)


def frequencies(wave: Wave, rate: float, found: Hum, *, window: float = 8.0) -> tuple[Wave, Wave]:
    """Return (seconds, hertz of the grid) once a second: the slope of the phase over a window around each."""
    phase = np.unwrap(np.angle(analytic(wave, rate, found.hertz, 1.0)))
    width = round(window * rate)
    if len(phase) < width:
        return np.zeros(0), np.zeros(0)
    starts = np.arange(0, len(phase) - width + 1, max(1, round(rate)))
    _value, slope = _lines(phase, starts, width)
    hertz = found.nominal + slope * rate / (2 * np.pi) / found.harmonic
    return np.asarray((starts + width / 2) / rate), np.asarray(hertz)
