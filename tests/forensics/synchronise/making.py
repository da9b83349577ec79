"""Sound with onsets of many kinds, made by a seeded generator; what another recorder makes of it; files of it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from forensics.synchronise.trace import SAMPLES

Samples = npt.NDArray[np.float32]


def street(seconds: float, seed: int) -> Samples:
    """Return a street: bursts of filtered noise and tones that begin at drawn times, over a low noise."""
    random = np.random.default_rng(seed)
    made = 0.003 * random.standard_normal(int(seconds * SAMPLES))
    for _ in range(int(seconds * 4)):
        length = int(random.uniform(0.05, 0.5) * SAMPLES)
        at = int(random.uniform(0, len(made) - length))
        t = np.arange(length) / SAMPLES
        fall = np.exp(-t * random.uniform(5, 30))
        tone = np.sin(2 * np.pi * random.uniform(150, 3000) * t)
        made[at : at + length] += random.uniform(0.02, 0.3) * fall * (tone + 0.5 * random.standard_normal(length))
    return made.astype(np.float32)


def noisy(samples: Samples, seed: int) -> Samples:
    """Return sound with noise as loud as itself."""
    random = np.random.default_rng(seed)
    return samples + (np.sqrt(np.mean(samples**2)) * random.standard_normal(len(samples))).astype(np.float32)


def faster(samples: Samples, millionths: float) -> Samples:
    """Return what a recorder writes whose clock is so many millionths slow: it plays that much faster."""
    at = np.arange(int(len(samples) / (1 + millionths / 1e6)) - 1) * (1 + millionths / 1e6)
    return np.interp(at, np.arange(len(samples)), samples).astype(np.float32)


def written(path: Path, samples: Samples, *, codec: str = "pcm_s16le", start: float = 0.0) -> Path:
    """Write samples as a file whose sound begins at a time."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=SAMPLES, layout="mono")
        for first in range(0, len(samples), 1024):
            block = np.clip(samples[None, first : first + 1024] * 32767, -32768, 32767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(block, "s16", "mono")
            frame.sample_rate, frame.time_base = SAMPLES, Fraction(1, SAMPLES)
            frame.pts = first + round(start * SAMPLES)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path
