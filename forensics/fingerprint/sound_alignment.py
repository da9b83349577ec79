"""Which times of one sound are which times of another: by the bits of pieces of two seconds, laid on lines.

A piece that agrees in more than 65 % of its bits with a place of the other sound is a hit (Haitsma and Kalker 2002 use
the same bit error rate of 0.35). A sound played faster has its pattern some bands higher: pieces are compared at up to
four bands either way, which is 0.79 to 1.26 times the speed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.fingerprint.lines import lines
from forensics.fingerprint.sound import BANDS, RATE, STEP, SoundFingerprint

PIECE: Final = 64
"""Frames of a piece: two seconds."""
EVERY: Final = 8
ERROR: Final = 0.35
QUIET: Final = 70
"""Level in -dB of full scale from which a window says nothing."""
BEST: Final = 3
SHIFTS: Final = range(-4, 5)
NEEDED: Final = 0.6


@dataclass(frozen=True, slots=True)
class SoundStretch:
    """Seconds ``start`` to ``end`` of this sound are ``other_start`` to ``other_end`` of the other one.

    ``speed`` is seconds of the other a second of this one; ``pitch`` the ratio of frequencies, this to the other;
    ``error`` the share of bits that differ; ``support`` in seconds of full agreement: NEEDED and more is a match.
    """

    start: float
    end: float
    other_start: float
    other_end: float
    speed: float
    pitch: float
    error: float
    support: float


def align_sound(
    this: SoundFingerprint, that: SoundFingerprint, speeds: Sequence[float] = ()
) -> tuple[SoundStretch, ...]:
    """Return the stretches of this sound that are found in the other one, in order of this one's time.

    ``speeds`` are those at which the pictures run, seconds of the other a second of this one: the sound is then also
    looked for at that speed with its pitch kept, as editing programs change speeds.
    """
    found = [stretch for shift in SHIFTS for stretch in _stretches(this, that, shift, STEP**shift)]
    found += [stretch for speed in speeds for stretch in _stretches(this, that, 0, speed)]
    kept: list[SoundStretch] = []
    for one in sorted(found, key=lambda stretch: -stretch.support):
        if all(min(one.end, other.end) - max(one.start, other.start) < 0.5 * (one.end - one.start) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda stretch: stretch.start))


def loud(sound: SoundFingerprint) -> bool:
    """Say whether any two seconds of a sound are loud enough to be compared."""
    heard = np.convolve(sound.levels < QUIET, np.ones(PIECE), "valid") if len(sound.levels) >= PIECE else np.zeros(0)
    return bool((heard > PIECE / 2).any())


def _stretches(this: SoundFingerprint, that: SoundFingerprint, shift: int, stretch: float) -> list[SoundStretch]:
    here, there, errors = _hits(this, that, shift, stretch)
    if not len(here):
        return []
    strength = 1 - errors / ERROR
    weight = strength * (EVERY / RATE)
    found = []
    for line in lines(here, there, weight, strength**2, least=NEEDED):
        on = line.taken
        certain = strength[on] ** 2
        speed = line.speed
        if line.end - line.start >= 4:
            middle = np.average(here[on], weights=certain)
            spread = float((certain * (here[on] - middle) ** 2).sum())
            fitted = float((certain * (here[on] - middle) * there[on]).sum()) / max(spread, 1e-9)
            speed = fitted if abs(fitted / line.speed - 1) < 0.04 else speed
            speed = 1.0 if abs(speed - 1) * (line.end - line.start) < 0.06 else speed
        offset = float(np.average(there[on] - speed * here[on], weights=certain))
        start, end = line.start - PIECE / RATE / 2, line.end + PIECE / RATE / 2
        error = float(np.average(errors[on], weights=certain))
        times = offset + speed * start, offset + speed * end
        found.append(SoundStretch(start, end, *times, speed, STEP**shift, error, line.support))
    return found


def _hits(
    this: SoundFingerprint, that: SoundFingerprint, shift: int, stretch: float
) -> tuple[npt.NDArray[np.float64], ...]:
    """Return middles of pieces of this sound, the places where they fit best in the other one, and the errors."""
    none = np.zeros(0), np.zeros(0), np.zeros(0)
    if len(this.bits) < PIECE or len(that.bits) < PIECE:
        return none
    mine, bands = _shifted(this.bits, shift)
    wanted = np.round(np.arange(PIECE) * stretch).astype(np.int64)
    places = np.arange(max(0, len(that.bits) - int(wanted[-1])))
    if not len(places):
        return none
    other, _ = _shifted(that.bits, -shift)
    loud_there = (that.levels < QUIET).astype(np.float64)
    here, there, errors = [], [], []
    middle = (PIECE - 1) / 2
    for begin in range(0, len(mine) - PIECE + 1, EVERY):
        if (this.levels[begin : begin + PIECE] >= QUIET).mean() > 0.5:
            continue
        wrong = np.zeros(len(places), np.int32)
        for frame, step in enumerate(wanted):
            wrong += np.bitwise_count(other[step : step + len(places)] ^ mine[begin + frame])
        error = wrong / (bands * PIECE)
        for place in np.argsort(error, kind="stable")[:BEST]:
            if error[place] < ERROR and loud_there[place : place + int(wanted[-1])].mean() > 0.5:
                here.append(float(this.times()[0]) + (begin + middle) / RATE)
                there.append(float(that.times()[0]) + (float(place) + middle * stretch) / RATE)
                errors.append(float(error[place]))
    return np.array(here), np.array(there), np.array(errors)


def _shifted(bits: npt.NDArray[np.uint32], shift: int) -> tuple[npt.NDArray[np.uint32], int]:
    """Return bits with the lowest ``shift`` bands taken off, or as many of the highest, and how many bands are left."""
    left = BANDS - 1 - abs(shift)
    mask = np.uint32((1 << left) - 1)
    return ((bits >> np.uint32(max(0, shift))) & mask).astype(np.uint32), left
