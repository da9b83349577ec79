"""The hum of the mains in sound: its frequency second by second, and steps of its phase.

Sound of more than ten minutes is looked at in pieces of five with half a minute on both sides, so that an hour takes no
more memory. The filters' answers have died away by then: they are good for some seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
DOUBTED = 3.0
"""Spreads from which a step is held against those of the other scales."""
CONTRADICTED = 5.0
"""Spreads of another scale within which its own step may differ."""
ROUGH = 2.0
"""Times the usual distance of the phase from its lines beyond which a place is in doubt, in proportion."""
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
ALONE = 3.0
"""Decibels by which it must exceed each other line beside it: what beats once a second has one at every hertz."""
AUDIBLE = -60.0
"""Decibels against the whole sound below which a line is none of the mains: coders of sound leave weaker ones.

A tone of 1000 Hz in AAC at 48000 samples a second has a line at 250 Hz to the hundredth of a hertz, 120 dB below it.
"""


@dataclass(frozen=True, slots=True)
class Hum:
    """A harmonic that stands out: the grid's nominal frequency, which harmonic, by how many decibels.

    ``level`` is its strength in decibels against the whole sound.
    """

    nominal: float
    harmonic: int
    above: float
    level: float

    @property
    def hertz(self) -> float:
        """Return the nominal frequency of the harmonic."""
        return self.nominal * self.harmonic


@dataclass(frozen=True, slots=True)
class Steps:
    """The step of the phase at each place, the ordinary spread of steps, and how near two cannot be told apart.

    ``doubt`` says by how much that spread is to be taken larger at a place, 1 or more: a loud sound lies beside it.
    """

    seconds: Wave
    radians: Wave
    spread: float
    reach: float
    doubt: Wave

    def spreads(self) -> Wave:
        """Return the size of each step in spreads of its place."""
        return np.asarray(np.abs(self.radians) / (self.spread * self.doubt))


def strongest(wave: Roll[np.float64], rate: float, whole: float) -> Hum | None:
    """Return the harmonic of 50 or 60 Hz that stands out most, None where none does by 3 dB.

    ``whole`` is the mean square of the whole sound: lines below AUDIBLE of it are left out.
    """
    if len(wave) < SHORTEST * rate or whole <= 0:
        return None
    power, resolution = _power(wave, rate)
    best: Hum | None = None
    for nominal in NOMINAL:
        for harmonic in range(1, HARMONICS + 1):
            above, level = _above(power, resolution, nominal * harmonic)
            against = 10 * np.log10(max(level / whole, 1e-30))
            if above > 3.0 and against >= AUDIBLE and (best is None or above > best.above):
                best = Hum(nominal, harmonic, above, float(against))
    return best


def _power(wave: Roll[np.float64], rate: float) -> tuple[Wave, float]:
    """Return the median power spectrum of blocks of 8 s, so that a steady tone's bins add up to its mean square.

    A short loud event does not raise a median.
    """
    size = min(int(8 * rate), len(wave))
    window = np.hanning(size)
    blocks = Roll(np.float64, size // 2 + 1)
    for at in range(0, len(wave) - size + 1, max(1, int(8 * rate) // 2)):
        blocks.add((np.abs(np.fft.rfft(wave.part(at, at + size) * window)) ** 2)[np.newaxis])
    columns = range(0, size // 2 + 1, _COLUMNS)
    power = [
        np.median(np.concatenate([part[:, n : n + _COLUMNS] for part in blocks.parts(64)]), axis=0) for n in columns
    ]
    return np.concatenate(power) * (2 / (size * float((window**2).sum()))), rate / size


def _above(power: Wave, resolution: float, hertz: float) -> tuple[float, float]:
    """Return by how many decibels the densest bin within 0.4 Hz stands out, and the mean square of all there.

    Against the median from 1.5 to 6 Hz away; by nothing where another line there comes within ALONE of it.
    """
    at = np.arange(len(power)) * resolution
    near, far = np.abs(at - hertz) <= 0.4, (np.abs(at - hertz) >= 1.5) & (np.abs(at - hertz) <= 6)
    if not near.any() or not far.any() or hertz > at[-1] - 6:
        return 0.0, 0.0
    floor, level, top = float(np.median(power[far])), float(power[near].sum()), float(power[near].max())
    if floor <= 0 or top < power[far].max() * 10 ** (ALONE / 10):
        return 0.0, level
    return float(10 * np.log10(top / floor)), level


def analytic(wave: Wave, rate: float, hertz: float, half_band: float) -> npt.NDArray[np.complex128]:
    """Return the hum around a frequency, turned back by it: its angle is the phase against a steady clock."""
    size = len(wave)
    spectrum = np.fft.fft(wave, size)
    at = np.fft.fftfreq(size, 1 / rate)
    near = np.flatnonzero(np.abs(at - hertz) <= 3 * half_band)
    kept = spectrum[near] * (2 * np.exp(-0.5 * ((at[near] - hertz) / half_band) ** 2))
    del at
    spectrum[:] = 0
    spectrum[near] = kept
    hum = np.fft.ifft(spectrum)
    del spectrum
    turning = -2j * np.pi * hertz * np.arange(size)  # in place from here on: five minutes of sound are 6 MB each
    turning /= rate
    np.exp(turning, out=turning)
    hum *= turning
    return np.asarray(hum)


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
    """Return the steps of the phase at the scale where they spread least; empty where the sound is too short.

    Steps that another scale contradicts are left out: see `_lasting`.
    """
    found = [_steps(_pieces(wave, rate, hertz, scale.half_band), len(wave), rate, scale) for scale in SCALES]
    least = min((n for n, one in enumerate(found) if len(one.seconds)), key=lambda n: found[n].spread, default=None)
    return found[0] if least is None else _lasting(found, least)


def _lasting(found: Sequence[Steps], least: int) -> Steps:
    """Return the steps at one scale less those that do not last: another scale shows nothing there, and would.

    A loud sound moves the phase while it lasts. Lines that are fitted over more seconds lead past it and meet again;
    at a cut they do not. Lines over fewer seconds show the step of a cut somewhere near, if their own spread lets them.
    """
    mine = found[least]
    kept = np.ones(len(mine.seconds), bool)
    for index in np.flatnonzero(mine.spreads() > DOUBTED):
        at, step = float(mine.seconds[index]), float(mine.radians[index])
        for n, other in enumerate(found):
            near = STEP if n > least else SCALES[least].guard + STEP
            seen = other.radians[slice(*np.searchsorted(other.seconds, (at - near, at + near + 1e-6)))]
            if n == least or not len(seen):
                continue
            nearest = seen[np.abs(np.angle(np.exp(1j * (seen - step)))).argmin()]
            apart = abs(float(np.angle(np.exp(1j * (nearest - step)))))
            sure = CONTRADICTED * other.spread
            if apart > sure and abs(float(nearest)) < max(sure, abs(step) / 2):
                kept[index] = False
    return Steps(mine.seconds[kept], mine.radians[kept], mine.spread, mine.reach, mine.doubt[kept])


def _steps(pieces: Iterable[_Piece], size: int, rate: float, scale: Scale) -> Steps:
    """Return by how much the phase after each place differs from where the phase before it leads.

    A line is fitted to the phase in a window on each side, a guard left out; the difference of both at the place is
    wrapped to half a turn. Places where the hum is weak on a side are left out.
    """
    step, width, guard = (max(1, round(seconds * rate)) for seconds in (STEP, scale.window, scale.guard))
    edge = round(EDGE * rate) + width + guard
    places = np.arange(edge, size - edge, step)
    weakest, radians, usual, rough = [], [], [], []
    for piece in pieces:
        here = places[(places >= piece.first) & (places < piece.end)] - piece.begin
        starts = here - guard - width, here + guard
        strength = np.abs(piece.hum)
        weakest.append(np.minimum(*(_between(strength, at, width) for at in starts)) / width)
        own = strength[piece.first - piece.begin : piece.end - piece.begin]
        usual.append(own if len(own) == size else own[:: max(1, round(_THINNED * rate))].copy())
        phase = np.unwrap(np.angle(piece.hum))
        del piece, strength, own  # the next piece is made while this function waits for it
        before, after = (_lines(phase, at, width) for at in starts)
        radians.append(np.angle(np.exp(1j * (after[0] - after[1] * guard - before[0] - before[1] * (width + guard)))))
        rough.append(np.maximum(*(_roughness(phase, at, width) for at in starts)))
        del phase
    strong = np.concatenate(weakest) > WEAK * float(np.median(np.concatenate(usual)))
    kept, uneven = np.concatenate(radians)[strong], np.concatenate(rough)[strong]
    spread = max(1.4826 * float(np.median(np.abs(kept))), LEAST_SPREAD) if len(kept) else np.inf
    usually = max(float(np.median(uneven)), 1e-6) if len(kept) else 1.0
    doubt = np.maximum(1.0, uneven / (ROUGH * usually)) ** 2
    return Steps(places[strong] / rate, kept, spread, 2 * (scale.window + scale.guard), doubt)


def places(found: Steps, deviations: float, least: float) -> list[int]:
    """Return the indices of the steps beyond so many deviations and radians, the greatest of each neighbourhood."""
    sizes = found.spreads()
    beyond = np.flatnonzero((sizes > deviations) & (np.abs(found.radians) > least))
    chosen: list[int] = []
    for index in beyond[np.argsort(-sizes[beyond], kind="stable")]:
        if all(abs(found.seconds[index] - found.seconds[other]) > found.reach for other in chosen):
            chosen.append(int(index))
    return sorted(chosen)


def _lines(phase: Wave, starts: npt.NDArray[np.int64], width: int) -> tuple[Wave, Wave]:
    """Return value at the start and slope a sample of the line fitted to ``width`` samples from each start."""
    total = _between(phase, starts, width)
    moment = _between(phase * np.arange(len(phase)), starts, width) - starts * total
    middle = (width - 1) / 2
    slope = (moment - middle * total) / (width * (width**2 - 1) / 12)
    return np.asarray(total / width - slope * middle), np.asarray(slope)


def _upto(values: Wave) -> Wave:
    """Return what the values before each one add up to, and last what all do."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def _between(values: Wave, starts: npt.NDArray[np.int64], width: int) -> Wave:
    """Return the sum of ``width`` values from each start."""
    sums = _upto(values)
    return np.asarray(sums[starts + width] - sums[starts])


def _roughness(phase: Wave, starts: npt.NDArray[np.int64], width: int) -> Wave:
    """Return the root mean square distance in radians of the phase from the line fitted to it from each start."""
    middle = phase - phase.mean()
    _value, slope = _lines(middle, starts, width)
    total, power = _between(middle, starts, width), _between(middle * middle, starts, width)
    left = power - total * total / width - slope * slope * (width * (width**2 - 1) / 12)
    return np.asarray(np.sqrt(np.maximum(left, 0) / width))


def frequencies(wave: Roll[np.float64], rate: float, found: Hum, *, window: float = 8.0) -> tuple[Wave, Wave]:
    """Return (seconds, hertz of the grid) once a second: the slope of the phase over a window around each."""
    width = round(window * rate)
    starts, slopes = np.arange(0, len(wave) - width + 1, max(1, round(rate))), [np.zeros(0)]
    for piece in _pieces(wave, rate, found.hertz, 1.0):
        here = starts[(starts >= piece.first) & (starts < piece.end)] - piece.begin
        phase = np.unwrap(np.angle(piece.hum))
        del piece
        slopes.append(_lines(phase, here, width)[1])
        del phase
    hertz = found.nominal + np.concatenate(slopes) * rate / (2 * np.pi) / found.harmonic
    return np.asarray((starts + width / 2) / rate), np.asarray(hertz)
