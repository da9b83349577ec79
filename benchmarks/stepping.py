"""Time frame stepping against plain decoding: ``python -m benchmarks.stepping`` prints ratios, not absolute figures.

The clip is 1080p H.264 with one key frame in 250, made on the spot. Plain decoding is PyAV in this process, frame after
frame with the same threads, without digest, conversion or another process.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av

from casefiles.player import FrameSource
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain

FRAMES = 300


def main() -> int:
    """Make the clip, time the three ways of stepping, print one JSON line each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.mp4"
        scene = Scene(width=1920, height=1080, seed=2)
        make(path, scene, plain(Fraction(25), Fraction(FRAMES, 25)), Encoding(gop=250, sound=False, preset="ultrafast"))
        decoded = _plain(path)
        with FrameSource(path, name="clip.mp4") as source:
            last = source.count - 1
            seeks = random.Random(1).sample(range(source.count), 40)
            for way, order in (
                ("forward step", range(200)),
                ("backward step", range(last, last - 200, -1)),
                ("random seek", seeks),
            ):
                _say(way, _times(source.frame, order), decoded)
    return 0


def _plain(path: Path) -> float:
    """Return the median seconds of decoding one more frame."""
    times = []
    with av.open(str(path)) as container:
        container.streams.video[0].thread_type = "AUTO"
        frames = container.decode(video=0)
        before = time.perf_counter()
        for _ in frames:
            now = time.perf_counter()
            times.append(now - before)
            before = now
    return statistics.fmean(times)


def _times(act: Callable[[int], object], order: Sequence[int]) -> list[float]:
    times = []
    for index in order:
        before = time.perf_counter()
        act(index)
        times.append(time.perf_counter() - before)
    return times


def _say(way: str, times: list[float], decoded: float) -> None:
    times.sort()
    line = {
        "way": way,
        "median_ms": round(statistics.median(times) * 1000, 1),
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1),
        "plain_decode_mean_ms": round(decoded * 1000, 1),
        "median_to_plain": round(statistics.median(times) / decoded, 2),
        "p95_to_plain": round(times[int(len(times) * 0.95)] / decoded, 2),
    }
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    sys.exit(main())
