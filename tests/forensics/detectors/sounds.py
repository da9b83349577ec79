"""Sound that is fed to a detector as the session would, and what it yields."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from forensics.detector import AudioView, Detector
from forensics.types import MediaFacts, Result, StreamFacts, StreamKind, Timestamp


def heard(detector: Detector, wave: np.ndarray, rate: int, *, codec: str = "pcm_s16le", start: int = 0) -> list[Result]:
    """Return what a detector yields for mono sound that begins at ``start`` samples."""
    base = Fraction(1, rate)
    stream = StreamFacts(1, StreamKind.AUDIO, codec, "", base, Fraction(0), sample_rate=rate, channels=1)
    observer = detector.observe(MediaFacts(1, "", "", (stream,)), dict(detector.parameters))
    assert observer.audio is not None
    samples = wave[None].astype(np.float32)
    for at in range(0, samples.shape[1], 1024):
        observer.audio(AudioView(1, Timestamp(start + at, base), rate, samples[:, at : at + 1024]))
    return [Result(detector.id, detector.version, outcome) for outcome in observer.finish()]


def speech(seconds: float, rate: int, seed: int) -> np.ndarray:
    """Return sound like speech: noise in bands that open and close, over a soft background."""
    random = np.random.default_rng(seed)
    count = int(seconds * rate)
    made = random.normal(0, 0.002, count)
    at = np.arange(count) / rate
    for _ in range(12):
        tone = np.sin(2 * np.pi * random.uniform(200, 3000) * at + random.uniform(0, 6))
        steps = np.repeat(random.uniform(0, 1, int(seconds * 7) + 2) ** 3, rate // 7 + 1)[:count]
        made += 0.03 * tone * steps * (1 + 0.3 * random.normal(0, 1, count))
    return made
