"""Try the methods for sound on cases with known truth, and write the table.

``python -m benchmarks.sound_methods FOLDER [--log CSV ...] [--part hum|sound|sound_framing ...]`` with a folder of
files with sound, and logs of real grids (a head, then rows of time and hertz, once a second) for what is said of their
hum; it writes docs/measured/hum.md, sound.md and sound_framing.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks import hum_cases
from benchmarks.made_sound import Wave, coded, heard, real, tones, value
from benchmarks.tables import auc, machine, write
from forensics.detectors import sound_background, sound_framing, sound_repeats
from forensics.detectors.sound_grids import CODINGS
from forensics.types import Measurement

SUFFIXES = {".mp4", ".mov", ".avi", ".mts", ".webm", ".mkv", ".m4a", ".wav", ".mp3"}
CASES = 60
CASES_UNDER_SOUND = 20
RATE = 16000


def real_rows(folder: Path) -> Iterator[str]:
    """Yield rows over real sound: each file as it is, with a passage copied, joined to another, and coded before."""
    sounds = [(name, _even(wave)) for name, wave in _one_of_each(real(_paths(folder), 16000, 6.5, 20))]
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
    random = np.random.default_rng(0)
    plain = [_new(wave, random) for _, wave in _one_of_each(real(_paths(folder), 48000, 6.5, 12))]
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

    yield ""
    yield "Coded once, and judged as it is kept then: a finding is wrong."
    yield ""
    steady = list(tones(48000, 8, random).values())
    yield f"| kept as | findings in the {len(plain)} sounds | in {len(steady)} tones and noises |"
    yield "|" + "---|" * 3
    for kept, (codec, bits) in _KEPT.items():
        wrong_in = (sum(_judged(wave, codec, bits) for wave in waves) for waves in (plain, steady))
        yield f"| {kept} | {next(wrong_in)}/{len(plain)} | {next(wrong_in)}/{len(steady)} |"


_KEPT = {
    "PCM": ("pcm_s16le", 0),
    "AAC at 96 kbit/s": ("aac", 96_000),
    "MP3 at 128 kbit/s": ("libmp3lame", 128_000),
    "MP2 at 128 kbit/s": ("mp2", 128_000),
    "AC-3 at 192 kbit/s": ("ac3", 192_000),
    "Opus at 96 kbit/s": ("libopus", 96_000),
    "Vorbis at 96 kbit/s": ("vorbis", 96_000),
    "WMA at 48 kbit/s": ("wmav2", 48_000),
    "WMA at 96 kbit/s": ("wmav2", 96_000),
}
_DECODED_AS = {"libmp3lame": "mp3float", "mp2": "mp2float", "libopus": "opus"}


def _judged(wave: Wave, codec: str, bits: int) -> bool:
    kept = coded(wave, 48000, codec, bits) if bits else wave
    results = heard(sound_framing.DETECTOR, kept, 48000, _DECODED_AS.get(codec, codec))
    assert sound_framing.DETECTOR.judge is not None
    return bool(sound_framing.DETECTOR.judge(results))


def _paths(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


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


def hum_lines(folder: Path, logs: Sequence[Path]) -> Iterator[str]:
    """Yield the page on hum: of the grids of the logs, or of a simulated one, in noise and in real sound."""
    if logs:
        known = hum_cases.logged(logs)
        phase = hum_cases.of_logs(known)
        lengths = ", ".join(f"{len(one)} s" for one in known)
        yield f"## Hum of real grids, by logs of their frequency once a second ({lengths})"
    else:
        phase = hum_cases.SIMULATED
        yield "## Hum of a simulated grid (frequency wandering by 0.02 Hz, 2 mHz from second to second)"
    yield ""
    yield from hum_cases.noise_rows(phase, CASES)
    yield ""
    beds = [wave for _, wave in _one_of_each(real(_paths(folder), RATE, 6.5, 22))]
    grid = "the real grids" if logs else "the simulated grid"
    yield from (f"## The hum of {grid} with five harmonics, in real sound ({len(beds)} files) at 16 kHz", "")
    yield from hum_cases.sound_rows(phase, beds, RATE, CASES_UNDER_SOUND)


def main(arguments: Sequence[str]) -> int:
    """Run the parts that are asked for and write their pages."""
    parser = argparse.ArgumentParser(prog="benchmarks.sound_methods")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--log", type=Path, action="append", default=[], help="a log of a grid: CSV, time and hertz")
    parser.add_argument("--part", choices=("hum", "sound", "sound_framing"), action="append", help="all, unless named")
    given = parser.parse_args(arguments)
    pages = {
        "hum": lambda: hum_lines(given.folder, given.log),
        "sound": lambda: real_rows(given.folder),
        "sound_framing": lambda: framing_rows(given.folder),
    }
    for name in given.part or pages:
        logs = " --log CSV" * bool(given.log and name == "hum")
        command = f"python -m benchmarks.sound_methods FOLDER --part {name}{logs}"
        write(name, command, [*_shown(pages[name]())], machine())
    return 0


def _shown(rows: Iterator[str]) -> Iterator[str]:
    for row in rows:
        print(row, flush=True)
        yield row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
