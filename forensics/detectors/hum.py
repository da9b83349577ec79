"""The hum of the mains in sound: its frequency second by second, and steps of its phase.

Sound of more than ten minutes is looked at in pieces of five with half a minute on both sides, so that an hour takes no
more memory. The filters' answers have died away by then: they are good for some seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forensics.detectors.low_band import Wave
from forensics.rolls import Roll

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
LONG, PIECE, BESIDE = 600.0, 300.0, 30.0
"""Seconds of sound above which it is cut into pieces, of each piece, and of the sound beside it that is used too."""
_THINNED = 0.05
"""Seconds between values of the strength of hum in long sound: it changes slowly, and only its median is needed."""
_COLUMNS = 256
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


def strongest(wave: Roll[np.float64], rate: float) -> Hum | None:
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


def _power(wave: Roll[np.float64], rate: float) -> tuple[Wave, float]:
    """Return the median power spectrum of blocks of 8 s: a short loud event does not raise a median."""
    size = min(int(8 * rate), len(wave))
    window = np.hanning(size)
    blocks = Roll(np.float64, size // 2 + 1)
    for at in range(0, len(wave) - size + 1, max(1, int(8 * rate) // 2)):
        blocks.add((np.abs(np.fft.rfft(wave.part(at, at + size) * window)) ** 2)[np.newaxis])
    columns = range(0, size // 2 + 1, _COLUMNS)
    power = [
        np.median(np.concatenate([part[:, n : n + _COLUMNS] for part in blocks.parts(64)]), axis=0) for n in columns
    ]
    return np.concatenate(power), rate / size


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """Hum of a piece of the sound: samples from ``begin`` on, those from ``first`` to before ``end`` its own."""

    hum: npt.NDArray[np.complex128]
    begin: int
    first: int
    end: int


def _pieces(wave: Roll[np.float64], rate: float, hertz: float, half_band: float) -> Iterator[_Piece]:
    size = len(wave)
    if size <= LONG * rate:
        yield _Piece(analytic(wave.all(), rate, hertz, half_band), 0, 0, size)
        return
    own, beside = round(PIECE * rate), round(BESIDE * rate)
    for first in range(0, size, own):
        begin, end = max(0, first - beside), min(size, first + own)
        yield _Piece(analytic(wave.part(begin, end + beside), rate, hertz, half_band), begin, first, end)


def steps(wave: Roll[np.float64], rate: float, hertz: float) -> Steps:
    """Return the steps of the phase at the scale where they spread least; empty where the sound is too short."""
    found = [_steps(_pieces(wave, rate, hertz, scale.half_band), len(wave), rate, scale) for scale in SCALES]
    return min((one for one in found if len(one.seconds)), key=lambda one: one.spread, default=found[0])


def _steps(pieces: Iterable[_Piece], size: int, rate: float, scale: Scale) -> Steps:
    """Return by how much the phase after each place differs from where the phase before it leads.

    A line is fitted to the phase in a window on each side, a guard left out; the difference of both at the place is
    wrapped to half a turn. Places where the hum is weak on a side are left out.
    """
    step, width, guard = (max(1, round(seconds * rate)) for seconds in (STEP, scale.window, scale.guard))
    edge = round(EDGE * rate) + width + guard
    places = np.arange(edge, size - edge, step)
    weakest, radians, usual = [], [], []
    for piece in pieces:
        phase, strength = np.unwrap(np.angle(piece.hum)), np.abs(piece.hum)
        here = places[(places >= piece.first) & (places < piece.end)] - piece.begin
        starts = here - guard - width, here + guard
        summed = np.concatenate([[0.0], np.cumsum(strength)])
        weakest.append(np.minimum(*(summed[at + width] - summed[at] for at in starts)) / width)
        before, after = _lines(phase, starts[0], width), _lines(phase, starts[1], width)
        radians.append(np.angle(np.exp(1j * (after[0] - after[1] * guard - before[0] - before[1] * (width + guard)))))
        own = strength[piece.first - piece.begin : piece.end - piece.begin]
        usual.append(own if len(own) == size else own[:: max(1, round(_THINNED * rate))])
    strong = np.concatenate(weakest) > WEAK * float(np.median(np.concatenate(usual)))
    kept = np.concatenate(radians)[strong]
    spread = max(1.4826 * float(np.median(np.abs(kept))), LEAST_SPREAD) if len(kept) else np.inf
    return Steps(places[strong] / rate, kept, spread, 2 * (scale.window + scale.guard))


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


def frequencies(wave: Roll[np.float64], rate: float, found: Hum, *, window: float = 8.0) -> tuple[Wave, Wave]:
    """Return (seconds, hertz of the grid) once a second: the slope of the phase over a window around each."""
    width = round(window * rate)
    starts, slopes = np.arange(0, len(wave) - width + 1, max(1, round(rate))), [np.zeros(0)]
    for piece in _pieces(wave, rate, found.hertz, 1.0):
        here = starts[(starts >= piece.first) & (starts < piece.end)] - piece.begin
        slopes.append(_lines(np.unwrap(np.angle(piece.hum)), here, width)[1])
    hertz = found.nominal + np.concatenate(slopes) * rate / (2 * np.pi) / found.harmonic
    return np.asarray((starts + width / 2) / rate), np.asarray(hertz)
