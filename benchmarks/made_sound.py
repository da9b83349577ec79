"""Sound with known truth: hum of a simulated grid, real sound that was cut, joined, looped or coded before."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from forensics.detector import AudioView, Detector
from forensics.types import Measurement, MediaFacts, Result, StreamFacts, StreamKind, Timestamp

Wave = npt.NDArray[np.float64]


def heard(detector: Detector, wave: Wave, rate: int, codec: str = "pcm_s16le") -> list[Result]:
    """Return what a detector yields for mono sound that a codec keeps."""
    stream = StreamFacts(0, StreamKind.AUDIO, codec, "", Fraction(1, rate), Fraction(0), sample_rate=rate, channels=1)
    observer = detector.observe(MediaFacts(1, "", "", (stream,)), dict(detector.parameters))
    assert observer.audio is not None
    samples = wave[None].astype(np.float32)
    for at in range(0, samples.shape[1], 1024):
        observer.audio(AudioView(0, Timestamp(at, Fraction(1, rate)), rate, samples[:, at : at + 1024]))
    return [Result(detector.id, detector.version, outcome) for outcome in observer.finish()]


def value(results: Sequence[Result], quantity: str) -> float | None:
    """Return the one value of a quantity, None where it was not measured."""
    found = [r.outcome for r in results if isinstance(r.outcome, Measurement) and r.outcome.quantity == quantity]
    return float(found[0].value) if found else None


def grid_phase(count: int, rate: int, random: np.random.Generator, nominal: float = 50.0) -> Wave:
    """Return the phase of a grid whose frequency wanders by 0.02 Hz with a memory of 200 s: 2 mHz a second."""
    seconds = count // rate + 3
    frequency, now = np.zeros(seconds), random.normal(0, 0.02)
    for second in range(seconds):
        frequency[second] = now
        now = now * np.exp(-1 / 200) + random.normal(0, 0.02 * np.sqrt(1 - np.exp(-2 / 200)))
    wander = np.interp(np.arange(count) / rate, np.arange(seconds), frequency)
    return np.asarray(2 * np.pi * np.cumsum(nominal + wander) / rate)


def without(wave: Wave, at: float, seconds: float, rate: int) -> Wave:
    """Return sound from which a span was taken out."""
    start = int(at * rate)
    return np.concatenate([wave[:start], wave[start + int(seconds * rate) :]])


def real(paths: Sequence[Path], rate: int, shortest: float, longest: float = 120.0) -> Iterator[tuple[str, Wave]]:
    """Yield (name, mono sound at ``rate``) of files that have so many seconds of sound that is not silent."""
    for path in paths:
        try:
            wave = decoded(path, rate, longest)
        except (av.error.FFmpegError, IndexError, ValueError):
            continue
        if len(wave) >= shortest * rate and np.sqrt((wave**2).mean()) > 1e-3:
            yield path.name, wave


def decoded(path: Path | io.BytesIO, rate: int, longest: float = 1e9) -> Wave:
    """Return a file's sound as mono at a rate; raise IndexError where it has none."""
    resampler = av.AudioResampler("flt", "mono", rate)
    parts: list[Wave] = []
    with av.open(path if isinstance(path, io.BytesIO) else str(path)) as container:
        for frame in container.decode(container.streams.audio[0]):
            parts += [np.asarray(one.to_ndarray()[0], np.float64) for one in resampler.resample(frame)]
            if sum(map(len, parts)) > longest * rate:
                break
    return np.concatenate(parts)[: int(longest * rate)] if parts else np.zeros(0)


def tones(rate: int, seconds: float, random: np.random.Generator) -> dict[str, Wave]:
    """Return steady sounds that were never coded, by name: nothing but tones, and noise by itself."""
    t = np.arange(int(rate * seconds)) / rate
    made = {
        "sine": np.sin(2 * np.pi * 440 * t),
        "two sines": (np.sin(2 * np.pi * 440 * t) + np.sin(2 * np.pi * 1234.5 * t)) / 2,
        "beeps": np.sin(2 * np.pi * 1000 * t) * (t % 1 < 0.3),
        "square": np.sign(np.sin(2 * np.pi * 300 * t)) * 0.6,
        "organ": sum((np.sin(2 * np.pi * 220 * k * t + k) / k for k in range(1, 20)), np.zeros(len(t))) / 4,
        "chirp": np.sin(2 * np.pi * (200 * t + 200 * t * t)),
        "white noise": random.normal(0, 0.2, len(t)),
        "tone in noise": np.sin(2 * np.pi * 440 * t) + random.normal(0, 0.01, len(t)),
    }
    return {name: np.round(wave * 0.5 * 32767) / 32767 for name, wave in made.items()}


def coded(wave: Wave, rate: int, codec: str, bits: int) -> Wave:
    """Return sound after a codec, decoded again: its delay stays, as it does in a file that is converted."""
    holder = io.BytesIO()
    with av.open(holder, "w", format="asf" if codec.startswith("wma") else "matroska") as sink:
        options = {"strict": "experimental"} if codec == "vorbis" else {}
        # FFmpeg's own encoder of Vorbis knows nothing but two channels.
        layout, channels = ("stereo", 2) if codec == "vorbis" else ("mono", 1)
        stream = sink.add_stream(codec, rate=rate, layout=layout, options=options)
        stream.bit_rate = bits
        same = np.repeat(wave[None], channels, axis=0).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(same, format="fltp", layout=layout)
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            sink.mux(packet)
    holder.seek(0)
    return decoded(holder, rate)
