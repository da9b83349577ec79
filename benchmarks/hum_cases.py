"""Hum with known truth: of a simulated grid or of logs of real ones, under noise or under real sound, cut or not."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.made_sound import Wave, coded, grid_phase, heard, value, without
from benchmarks.tables import auc
from forensics.detectors import mains_hum
from forensics.types import Measurement, Result, TimeSpan

SECONDS = 120
HEAD = "| AUC | cut: reported | uncut: reported | place within 1.5 s |"
Phase = Callable[[int, int, np.random.Generator], Wave]
"""Gives the phase of a grid in radians: (samples, rate, random)."""


def logged(paths: Sequence[Path]) -> list[Wave]:
    """Return the hertz of logs, one a second; the second column of each row but the first."""
    logs = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            logs.append(np.array([float(row[1]) for row in list(csv.reader(file))[1:]]))
    return logs


def of_logs(logs: Sequence[Wave]) -> Phase:
    """Return what gives the phase of a stretch of one of the logs, from any place in it."""
    weights = np.array([len(one) for one in logs], np.float64)

    def phase(count: int, rate: int, random: np.random.Generator) -> Wave:
        log = logs[int(random.choice(len(logs), p=weights / weights.sum()))]
        at = random.uniform(0, len(log) - 1 - count / rate)
        hertz = np.interp(np.arange(count) / rate + at, np.arange(len(log)), log)
        return np.asarray(2 * np.pi * np.cumsum(hertz) / rate)

    return phase


def noise_rows(phase: Phase, cases: int) -> Iterator[str]:
    """Yield a row for each strength of noise: recordings of 120 s with a cut of 0.5 to 5 s, and as many without."""
    yield f"| noise, dB below the hum (up to 200 Hz) {HEAD}"
    yield "|" + "---|" * 5
    rate = 4000
    for snr in (30, 15, 0, -10):
        random = np.random.default_rng(11)
        deviation = np.sqrt(0.5 / 10 ** (snr / 10) * (rate / 2) / 200)

        def recording(number: int, random: np.random.Generator = random, deviation: float = deviation) -> _Case:
            tone = np.sin(phase((SECONDS + 6) * rate, rate, random) + random.uniform(0, 2 * np.pi))
            wave, at = _cut(tone, rate, random, cut=bool(number % 2))
            return 0.1 * (wave + random.normal(0, deviation, len(wave))), at

        yield f"| {snr} {_row(recording, rate, cases)}"


def sound_rows(phase: Phase, beds: Sequence[Wave], rate: int, cases: int) -> Iterator[str]:
    """Yield a row for each strength of real sound and each coding: hum with harmonics, cut together with the sound.

    ``beds`` are real sounds, each made as long as a recording by being played again and again, from any place. Every
    recording is coded after it was cut. Harmonics have any strength down to 20 dB below the fundamental.
    """
    yield f"| real sound, dB below the hum (up to 200 Hz) | coding {HEAD}"
    yield "|" + "---|" * 6
    low = [_low_power(bed, rate) for bed in beds]
    for snr in (30, 15, 0):
        for bits in (0, 64_000):
            random = np.random.default_rng(17)

            def recording(number: int, random: np.random.Generator = random, snr: int = snr, bits: int = bits) -> _Case:
                turned = phase((SECONDS + 6) * rate, rate, random) + random.uniform(0, 2 * np.pi)
                hum = sum(
                    (1.0 if n == 1 else 10 ** random.uniform(-1, 0)) * np.sin(n * turned + random.uniform(0, 2 * np.pi))
                    for n in range(1, 7)
                )
                which = int(random.integers(len(beds)))
                bed = np.resize(np.roll(beds[which], int(random.integers(len(beds[which])))), len(turned))
                together = np.asarray(hum) + bed * np.sqrt(0.5 / 10 ** (snr / 10) / low[which])
                wave, at = _cut(0.7 * together / np.abs(together).max(), rate, random, cut=bool(number % 2))
                return (coded(wave, rate, "aac", bits) if bits else np.round(wave * 32767) / 32767), at

            name = f"AAC {bits // 1000} kbit/s" if bits else "PCM, 16 bits"
            yield f"| {snr} | {name} {_row(recording, rate, cases)}"


_Case = tuple[Wave, float | None]


def _cut(wave: Wave, rate: int, random: np.random.Generator, *, cut: bool) -> _Case:
    at = random.uniform(15, 105)
    made = without(wave, at, random.uniform(0.5, 5), rate) if cut else wave
    return made[: SECONDS * rate], at if cut else None


def _row(recording: Callable[[int], _Case], rate: int, cases: int) -> str:
    scores: tuple[list[float], list[float]] = ([], [])
    reported, near = [0, 0], 0
    for number in range(2 * cases):
        wave, at = recording(number)
        cut = at is not None
        results = heard(mains_hum.DETECTOR, wave, rate)
        scores[cut].append(value(results, "mains_hum.greatest_step") or 0.0)
        reported[cut] += bool(value(results, "mains_hum.steps"))
        near += at is not None and any(abs(one - at) < 1.5 for one in _places(results))
    area = auc(scores[1], scores[0])
    return f"| {area:.3f} | {reported[1]}/{cases} | {reported[0]}/{cases} | {near}/{cases} |"


def _places(results: Sequence[Result]) -> Iterator[float]:
    for one in (result.outcome for result in results):
        if isinstance(one, Measurement) and one.quantity == "mains_hum.step" and isinstance(one.locus, TimeSpan):
            yield float(one.locus.start.seconds + one.locus.end.seconds) / 2


def _low_power(wave: Wave, rate: int) -> float:
    """Return the power of sound below 200 Hz."""
    spectrum = np.abs(np.fft.rfft(wave)) ** 2
    at = np.fft.rfftfreq(len(wave), 1 / rate)
    return float(2 * spectrum[(at > 0) & (at < 200)].sum() / len(wave) ** 2)


SIMULATED: Phase = grid_phase
