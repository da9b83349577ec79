"""How exactly clips cut from one recording are laid on each other: `python -m benchmarks.synchronise FOLDER`.

Of every recording in FOLDER with at least nine seconds of sound two clips are cut that overlap, at an offset drawn by
a seeded generator. The second one is treated as another recorder would have heard it, and both are encoded and decoded
again. All recordings one after another make one long one, for drift. Pairs of clips of different recordings must not
fit. Peer: the plain cross-correlation of the waveforms, and that with the phase transform.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import median

import av
import numpy as np
import numpy.typing as npt

from forensics.confinement import Limits
from forensics.synchronise import trace
from forensics.synchronise.offset import NotAligned, Offset, offset
from forensics.worker import Job, path_code

RATE = 16000
Samples = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Hearing:
    """How the second recorder heard it."""

    name: str
    change: Callable[[Samples, np.random.Generator], Samples]
    codec: str = "aac"
    suffix: str = ".mp4"
    bit_rate: int = 96_000


def noise(decibels: float) -> Callable[[Samples, np.random.Generator], Samples]:
    """Return what adds pink noise at a ratio of signal to noise."""

    def change(samples: Samples, random: np.random.Generator) -> Samples:
        white = np.fft.rfft(random.standard_normal(len(samples)))
        pink = np.fft.irfft(white / np.sqrt(np.maximum(1, np.arange(len(white)))), len(samples))
        level = np.sqrt(np.mean(samples**2)) / 10 ** (decibels / 20)
        return (samples + level * pink / np.sqrt(np.mean(pink**2))).astype(np.float32)

    return change


def room(samples: Samples, random: np.random.Generator) -> Samples:
    """Return the sound in a room of 0.5 s reverberation, direct sound first and no louder than the rest."""
    length = RATE // 2
    tail = random.standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    tail /= np.sqrt((tail**2).sum())
    tail[0] = 1
    size = 1 << (len(samples) + length).bit_length()
    return np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(tail, size), size)[: len(samples)].astype(np.float32)


def narrow(samples: Samples, _random: np.random.Generator) -> Samples:
    """Return the sound of a telephone: 300 to 3400 Hz, clipped."""
    spectrum = np.fft.rfft(samples)
    at = np.fft.rfftfreq(len(samples), 1 / RATE)
    heard = np.fft.irfft(np.where((at > 300) & (at < 3400), spectrum, 0), len(samples))
    return np.clip(heard * 4, -0.5, 0.5).astype(np.float32)


def faster(samples: Samples, _random: np.random.Generator) -> Samples:
    """Return the sound of a recorder whose clock runs 60 millionths slow: it plays that much faster."""
    at = np.arange(int(len(samples) / (1 + DRIFT))) * (1 + DRIFT)
    return np.interp(at, np.arange(len(samples)), samples).astype(np.float32)


DRIFT = 60e-6

HEARINGS = (
    Hearing("as it is, AAC 96k", lambda samples, _random: samples),
    Hearing("AAC 24k", lambda samples, _random: samples, bit_rate=24_000),
    Hearing("Opus 16k", lambda samples, _random: samples, "libopus", ".mkv", 16_000),
    Hearing("MP3 32k", lambda samples, _random: samples, "libmp3lame", ".mp3", 32_000),
    Hearing("noise 10 dB", noise(10)),
    Hearing("noise 0 dB", noise(0)),
    Hearing("noise -5 dB", noise(-5)),
    Hearing("telephone, clipped", narrow),
    Hearing("room 0.5 s", room),
    Hearing("room, noise 5 dB, Opus 16k", lambda s, r: noise(5)(room(s, r), r), "libopus", ".mkv", 16_000),
    Hearing("clock 60 millionths off", faster),
)


def recordings(folder: Path) -> Iterator[tuple[str, Samples]]:
    """Yield name and mono sound of every recording that is long and loud enough; of known copies one."""
    seen: set[str] = set()
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".mp4", ".mov", ".avi")):
        stem = path.name.split("-")[0] if path.name.startswith("TE__") else path.name
        if stem in seen:
            continue
        try:
            samples = decoded(path)
        except av.error.FFmpegError:
            continue
        if len(samples) >= 9 * RATE and np.sqrt(np.mean(samples**2)) > 1e-3:
            seen.add(stem)
            yield path.name, samples


def decoded(path: Path) -> Samples:
    """Return a file's first sound, mono at 16 kHz; empty where it has none."""
    parts: list[Samples] = []
    with av.open(str(path), metadata_errors="backslashreplace") as container:
        if not container.streams.audio:
            return np.zeros(0, np.float32)
        resampler = av.AudioResampler("flt", "mono", RATE)
        for frame in container.decode(audio=0):
            parts += [part.to_ndarray().reshape(-1) for part in resampler.resample(frame)]
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def encoded(path: Path, samples: Samples, hearing: Hearing) -> Path:
    """Write samples as a file of the hearing's codec."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(hearing.codec, rate=48000 if hearing.codec == "libopus" else RATE)
        stream.bit_rate = hearing.bit_rate
        stream.layout = "mono"
        resampler = av.AudioResampler(stream.codec_context.format.name, "mono", stream.rate)
        for first in range(0, len(samples), 4096):
            frame = av.AudioFrame.from_ndarray(samples[None, first : first + 4096], "flt", "mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, first, Fraction(1, RATE)
            for part in resampler.resample(frame):
                container.mux(stream.encode(part))
        for part in resampler.resample(None):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return path


def traced(path: Path) -> trace.Trace:
    """Return a file's trace as an examination makes it, in this process."""
    job = Job("trace", path_code(path), "", path_code(path.parent), (), Limits(), ())
    list(trace.run(job))
    return trace.from_bytes((path.parent / trace.FILE).read_bytes())


def plain(one: Samples, two: Samples, *, phase: bool) -> float:
    """Return the offset by cross-correlation of the waveforms, the peer."""
    size = 1 << (len(one) + len(two)).bit_length()
    cross = np.conj(np.fft.rfft(one, size)) * np.fft.rfft(two, size)
    heights = np.fft.irfft(cross / np.maximum(np.abs(cross), 1e-12) if phase else cross, size)
    best = int(np.argmax(heights))
    return (best if best < size // 2 else best - size) / RATE


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    random = np.random.default_rng(20261127)
    found = list(recordings(folder))
    long = np.concatenate([samples / np.sqrt(np.mean(samples**2)) * 0.05 for _, samples in found])
    print(f"{len(found)} recordings, {sum(len(s) for _, s in found) / RATE:.0f} s together\n")
    print("| heard as | told | within 20 ms | median error ms | worst ms | waveform | with phase transform |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        kept: list[tuple[str, trace.Trace]] = []
        for hearing in HEARINGS:
            print(row(hearing, found, Path(scratch), random, kept))
        unrelated(kept)
        drifting(long, Path(scratch), random)


def row(
    hearing: Hearing,
    found: list[tuple[str, Samples]],
    scratch: Path,
    random: np.random.Generator,
    kept: list[tuple[str, trace.Trace]],
) -> str:
    """Return a table's row for one hearing, and keep the traces."""
    errors: list[float] = []
    peers: dict[bool, int] = {False: 0, True: 0}
    for name, samples in found:
        shift = int(random.uniform(0.1, 0.4) * len(samples))
        one, two = samples[: len(samples) - shift // 2], hearing.change(samples[shift:], random)
        first = encoded(scratch / "one.mp4", one, HEARINGS[0])
        second = encoded(scratch / f"two{hearing.suffix}", two, hearing)
        this, that = traced(first), traced(second)
        kept += [(name, this), (name, that)]
        told = offset(this, that)
        if isinstance(told, Offset):
            # a codec's lead-in may make a file's first sample have another time than 0
            errors.append(abs(told.offset - (that.start - this.start) + shift / RATE))
        for phase in peers:
            peers[phase] += abs(plain(decoded(first), decoded(second), phase=phase) + shift / RATE) < 0.02
    near = sum(error < 0.02 for error in errors)
    middle, worst = (f"{median(errors) * 1000:.1f}", f"{max(errors) * 1000:.1f}") if errors else ("-", "-")
    count = len(found)
    return (
        f"| {hearing.name} | {len(errors)} of {count} | {near} of {count} | {middle} | {worst} "
        f"| {peers[False]} of {count} | {peers[True]} of {count} |"
    )


def unrelated(kept: list[tuple[str, trace.Trace]]) -> None:
    """Print how clearly clips of different recordings fit, which they must not."""
    clear: list[float] = []
    wrong = 0
    for number, (name, this) in enumerate(kept[::3]):
        for other, that in kept[number % 5 :: 7]:
            if name == other:
                continue
            told = offset(this, that)
            wrong += isinstance(told, Offset)
            clear.append(told.clear)
    print(
        f"\nUnrelated pairs: {wrong} of {len(clear)} told; clear at most {max(clear):.2f}, median {median(clear):.2f}"
    )


def drifting(long: Samples, scratch: Path, random: np.random.Generator) -> None:
    """Print what is told of the long recording with a clock that runs otherwise."""
    print(
        "\n| long recording | told | offset error ms | drift told, millionths | ± | pieces |\n|---|---|---|---|---|---|"
    )
    for name, change in (
        ("clock 60 millionths off", faster),
        ("the same, noise 0 dB", lambda s, r: noise(0)(faster(s, r), r)),
    ):
        shift = 20 * RATE
        one = traced(encoded(scratch / "one.mp4", long, HEARINGS[0]))
        two = traced(encoded(scratch / "two.mp4", change(long[shift:], random), HEARINGS[0]))
        told = offset(one, two)
        if isinstance(told, NotAligned):
            print(f"| {name} | no: {told.reason} | | | | |")
            continue
        # sample n of the slow clock's file was heard at shift + n (1 + DRIFT)
        true = -shift / RATE / (1 + DRIFT)
        print(
            f"| {name} | yes | {(told.offset - true) * 1000:.1f} | {(told.rate - 1) * 1e6:.1f} "
            f"(true {-DRIFT / (1 + DRIFT) * 1e6:.1f}) | {told.rate_error * 1e6:.1f} "
            f"| {told.pieces[0]} of {told.pieces[1]} |"
        )


if __name__ == "__main__":
    main()
