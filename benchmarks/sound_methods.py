"""Try the methods for sound on cases with known truth, and write the table.

``python -m benchmarks.sound_methods FOLDER [sound] [sound_framing]`` with a folder of files with sound; it writes
docs/measured/sound.md and docs/measured/sound_framing.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.made_sound import Wave, coded, grid_phase, heard, real, value, without
from benchmarks.tables import auc, machine, write
from forensics.detectors import mains_hum, sound_background, sound_framing, sound_repeats
from forensics.detectors.sound_grids import CODINGS
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
    """Yield rows on grids: sound made new by resampling, as PCM, after each coding, and after AAC on top of it."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    random = np.random.default_rng(0)
    plain = [_new(wave, random) for _, wave in _one_of_each(real(paths, 48000, 6.5, 12))]
    others = [_strongest(wave) for wave in plain]
    yield f"{len(plain)} sounds at 48 kHz, resampled so that no earlier grid is left, cut at sample 333 after coding."
    yield ""
    yield "| history | AUC | reported | its grid at one place | another coding's grid | its grid after AAC at 128 |"
    yield "|" + "---|" * 6
    yield f"| PCM, never coded (greatest {max(others):.1f}) | – | {_over(others)}/{len(others)} | – | – | – |"
    for codec, name, rates in (
        ("aac", "aac", (64_000, 96_000, 128_000, 192_000)),
        ("libmp3lame", "mp3", (64_000, 128_000, 192_000, 320_000)),
        ("ac3", "ac3", (128_000, 192_000)),
        ("libopus", "opus", (64_000, 128_000)),
    ):
        for bits in rates:
            before = [coded(wave, 48000, codec, bits)[333:] for wave in plain]
            found = [_grids(wave) for wave in before]
            strongest = [max(one.values()) for one, _ in found]
            places = Counter(place for _, offsets in found for place in offsets.get(name, ()))
            right = places.most_common(1)[0][1] if places else 0
            wrong = sum(any(other != name for other in offsets) for _, offsets in found)
            again = "–"
            if bits <= 128_000:
                after = [_grids(coded(wave, 48000, "aac", 128_000))[1] for wave in before]
                least = 2 if name == "aac" else 1
                again = f"{sum(len(offsets.get(name, ())) >= least for offsets in after)}/{len(after)}"
            yield (
                f"| {name} at {bits // 1000} kbit/s | {auc(strongest, others):.3f} | {_over(strongest)}/{len(found)} | "
                f"{right}/{len(found)} | {wrong}/{len(found)} | {again} |"
            )


def _over(values: Sequence[float]) -> int:
    return sum(value >= sound_framing.STRONG for value in values)


def _strongest(wave: Wave) -> float:
    return value(heard(sound_framing.DETECTOR, wave, 48000), "sound_framing.strongest") or 0.0


def _one_of_each(sounds: Iterator[tuple[str, Wave]]) -> Iterator[tuple[str, Wave]]:
    """Yield at most two files of each source: the first part of a name says which."""
    seen: dict[str, int] = {}
    for name, wave in sounds:
        source = name.split("__")[0]
        seen[source] = seen.get(source, 0) + 1
        if seen[source] <= 2:
            yield name, wave


def _grids(wave: Wave) -> tuple[dict[str, float], dict[str, list[int]]]:
    """Return the strongest grid of each coding, and the places of those that are strong enough, by coding."""
    strongest: dict[str, float] = {}
    offsets: dict[str, list[int]] = {}
    for result in heard(sound_framing.DETECTOR, wave, 48000):
        one = result.outcome
        if isinstance(one, Measurement) and one.unit in ("1", "samples"):
            name, _, part = one.quantity.removeprefix("sound_framing.").partition("_")
            if part == "offset":
                offsets.setdefault(name, []).append(int(one.value))
            elif name in {coding.name for coding in CODINGS}:
                strongest[name] = float(one.value)
    return strongest, offsets


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
    folder, parts = Path(arguments[0]), arguments[1:] or ("sound", "sound_framing")
    command = "python -m benchmarks.sound_methods FOLDER"
    if "sound" in parts:
        lines = ["## Hum of a simulated grid (frequency wandering by 0.02 Hz, 2 mHz from second to second)", ""]
        lines += [*_shown(hum_rows()), "", "## Repeats and background in real sound", "", *_shown(real_rows(folder))]
        write("sound", command, lines, machine())
    if "sound_framing" in parts:
        write("sound_framing", command, [*_shown(framing_rows(folder))], machine())
    return 0


def _shown(rows: Iterator[str]) -> Iterator[str]:
    for row in rows:
        print(row, flush=True)
        yield row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
