"""Try the methods for sound on cases with known truth, and write the table.

``python -m benchmarks.sound_methods FOLDER`` with a folder of files with sound; it writes docs/measured/sound.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.made_sound import Wave, coded, grid_phase, heard, real, value, without
from benchmarks.tables import auc, machine, write
from forensics.detectors import mains_hum, sound_background, sound_framing, sound_repeats
from forensics.types import Measurement

SUFFIXES = {".mp4", ".mov", ".avi", ".mts", ".webm", ".mkv", ".m4a", ".wav", ".mp3"}
CASES = 60


def hum_rows() -> Iterator[str]:
    """Yield a row for each strength of noise: 60 recordings of 120 s with a cut of 0.5 to 5 s and 60 without."""
    yield "| noise, dB below the hum (up to 200 Hz) | AUC | cut: reported | uncut: reported | place within 1.5 s |"
    yield "|" + "---|" * 5
    rate = 4000
    for snr in (30, 15, 0, -10, -20):
        random = np.random.default_rng(11)
        scores: tuple[list[float], list[float]] = ([], [])
        reported, near = [0, 0], 0
        for number in range(2 * CASES):
            cut = number % 2
            wave = np.sin(grid_phase(126 * rate, rate, random) + random.uniform(0, 2 * np.pi))
            at = random.uniform(15, 105)
            wave = (without(wave, at, random.uniform(0.5, 5), rate) if cut else wave)[: 120 * rate]
            deviation = np.sqrt(0.5 / 10 ** (snr / 10) * (rate / 2) / 200)
            results = heard(mains_hum.DETECTOR, 0.1 * (wave + random.normal(0, deviation, len(wave))), rate)
            scores[cut].append(value(results, "mains_hum.greatest_step") or 0.0)
            reported[cut] += bool(value(results, "mains_hum.steps"))
            steps = [r.outcome for r in results if getattr(r.outcome, "quantity", "") == "mains_hum.step"]
            middles = [_middle(one) for one in steps if isinstance(one, Measurement)]
            near += cut and any(abs(one - at) < 1.5 for one in middles)
        area = auc(scores[1], scores[0])
        yield f"| {snr} | {area:.3f} | {reported[1]}/{CASES} | {reported[0]}/{CASES} | {near}/{CASES} |"


def _middle(one: Measurement) -> float:
    span = one.locus
    return float(span.start.seconds + span.end.seconds) / 2  # type: ignore[union-attr] # a step has a span


def real_rows(folder: Path) -> Iterator[str]:
    """Yield rows over real sound: each file as it is, with a passage copied, joined to another, and coded before."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    sounds = [(name, _even(wave)) for name, wave in _one_of_each(real(paths, 16000, 6.5, 20))]
    groups = len({name.split("__")[0] for name, _ in sounds})
    yield f"{len(sounds)} files with sound of at least 6.5 s, from {groups} sources, at 16 kHz; loudness made equal."
    yield ""
    yield "| method | targets | AUC | targets reported | others reported |"
    yield "|" + "---|" * 5
    random = np.random.default_rng(3)
    plain = [wave for _, wave in sounds]
    copied = [_copied(wave, random) for wave in plain]
    joined = [
        np.concatenate([wave[: len(wave) // 2], _half(plain[(n + 5) % len(plain)])]) for n, wave in enumerate(plain)
    ]
    for detector, quantity, words, targets in (
        (sound_repeats.DETECTOR, "sound_repeats.longest", "1.2 to 2 s copied", copied),
        (sound_repeats.DETECTOR, "sound_repeats.longest", "the same, then AAC at 48 kbit/s", _aac(copied, 48_000)),
        (sound_background.DETECTOR, "sound_background.greatest", "joined with another file's half", joined),
    ):
        assert detector.score is not None
        least = sound_background.LISTED if detector.score.threshold is None else detector.score.threshold
        others = [value(heard(detector, wave, 16000), quantity) or 0.0 for wave in plain]
        found = [value(heard(detector, wave, 16000), quantity) or 0.0 for wave in targets]
        hits, alarms = (sum(one >= least for one in values) for values in (found, others))
        yield f"| {detector.id} | {words} | {auc(found, others):.3f} | {hits}/{len(found)} | {alarms}/{len(others)} |"


def framing_rows(folder: Path) -> Iterator[str]:
    """Yield rows on the grid of AAC: sound made new by resampling, as PCM, after AAC, and after AAC twice."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    random = np.random.default_rng(0)
    plain = [_new(wave, random) for _, wave in _one_of_each(real(paths, 48000, 6.5, 12))]
    others = [value(heard(sound_framing.DETECTOR, wave, 48000), "sound_framing.strongest") or 0.0 for wave in plain]
    yield f"{len(plain)} sounds at 48 kHz, resampled so that no earlier grid is left, cut at sample 333 after coding."
    yield ""
    yield "| history | AUC | reported | grid at the right sample |"
    yield "|---|---|---|---|"
    yield f"| PCM, never coded | – | {sum(one >= sound_framing.STRONG for one in others)}/{len(others)} | – |"
    for bits in (64_000, 96_000, 128_000, 192_000):
        before = [wave[333:] for wave in _aac(plain, bits, 48000)]
        rows = [_grids(wave) for wave in before]
        area = auc([strongest for strongest, _ in rows], others)
        found = sum(strongest >= sound_framing.STRONG for strongest, _ in rows)
        right = sum(691 in offsets for _, offsets in rows)
        yield f"| AAC at {bits // 1000} kbit/s | {area:.3f} | {found}/{len(rows)} | {right}/{len(rows)} |"
        if bits <= 128_000:
            twice = [_grids(wave) for wave in _aac(before, 128_000, 48000)]
            both = sum(len(offsets) > 1 for _, offsets in twice)
            right = sum(691 in offsets for _, offsets in twice)
            yield f"| the same, then AAC at 128 kbit/s | – | {both}/{len(twice)} two grids | {right}/{len(twice)} |"
    single = [_grids(wave) for wave in _aac(plain, 128_000, 48000)]
    yield f"| AAC at 128 kbit/s once, two grids reported | – | {sum(len(o) > 1 for _, o in single)}/{len(single)} | – |"


def _one_of_each(sounds: Iterator[tuple[str, Wave]]) -> Iterator[tuple[str, Wave]]:
    """Yield at most two files of each source: the first part of a name says which."""
    seen: dict[str, int] = {}
    for name, wave in sounds:
        source = name.split("__")[0]
        seen[source] = seen.get(source, 0) + 1
        if seen[source] <= 2:
            yield name, wave


def _grids(wave: Wave) -> tuple[float, list[int]]:
    results = heard(sound_framing.DETECTOR, wave, 48000)
    found = [r.outcome for r in results if isinstance(r.outcome, Measurement)]
    offsets = [int(one.value) for one in found if one.quantity == "sound_framing.offset"]
    return value(results, "sound_framing.strongest") or 0.0, offsets


def _new(wave: Wave, random: np.random.Generator) -> Wave:
    places = np.arange(0, len(wave) - 2, 1.0371)
    made = 0.8 * np.interp(places, np.arange(len(wave)), wave) + random.normal(0, 3e-5, len(places))
    return np.asarray(np.round(made * 32767) / 32767)


def _even(wave: Wave) -> Wave:
    return np.asarray(0.05 * wave / np.sqrt((wave**2).mean()))


def _half(wave: Wave) -> Wave:
    return wave[len(wave) // 2 :]


def _copied(wave: Wave, random: np.random.Generator) -> Wave:
    at, length = int(random.uniform(0.4, 0.7) * len(wave)), int(random.uniform(1.2, 2.0) * 16000)
    return np.concatenate([wave[:at], wave[at - length : at], wave[at:]])


def _aac(waves: Sequence[Wave], bits: int, rate: int = 16000) -> list[Wave]:
    return [coded(wave, rate, "aac", bits) for wave in waves]


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0])
    lines = ["## Hum of a simulated grid (frequency wandering by 0.02 Hz, 2 mHz from second to second)", ""]
    for title, rows in (
        ("", hum_rows()),
        ("## Repeats and background in real sound", real_rows(folder)),
        ("## The grid of AAC", framing_rows(folder)),
    ):
        lines += [title, ""] if title else []
        for row in rows:
            lines.append(row)
            print(row, flush=True)
        lines.append("")
    write("sound", "python -m benchmarks.sound_methods FOLDER", lines, machine())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
