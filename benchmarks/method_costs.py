"""What every method costs beside the one decode: seconds for a minute of 1920 × 1080 at 30 frames a second.

    python -m benchmarks.method_costs SECONDS [METHOD …]

Footage of the project's own is decoded once without any method and once with each; the difference is the method's. The
figures stand in the code of the methods (``cost``) and in docs/methods/index.md.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from forensics.detector import Detector
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.media.opening import open_media
from forensics.media.session import Attached, run_session
from forensics.registry import detectors

TIMES = 2


def seconds(clip: Path, used: Sequence[Detector]) -> float:
    """Return the processor seconds of a pass with methods attached, the least of some."""
    taken = []
    for _ in range(TIMES):
        opened = open_media(clip, clip.stat().st_size)
        with opened.container, tempfile.TemporaryDirectory() as scratch:
            attached = []
            for one in used:
                given = {"scratch": scratch} if "scratch" in one.parameters else {}
                observer = one.observe(opened.facts, {**one.parameters, **given})
                attached.append(Attached(one.id, one.version, one.needs, observer))
            before = time.process_time()
            for _ in run_session(opened, attached, lambda _facts, _extradata: None):
                pass
            taken.append(time.process_time() - before)
    return min(taken)


def main(length: int, names: Sequence[str]) -> None:
    """Print a table."""
    with tempfile.TemporaryDirectory() as folder:
        timeline = plain(Fraction(30), Fraction(length))
        clip = make(Path(folder) / "clip.mp4", Scene(1920, 1080, seed=9), timeline, Encoding(gop=60)).path
        alone = seconds(clip, ())
        print(f"decoding alone: {alone * 60 / length:.1f} s a minute")
        for one in detectors():
            if (one.needs.frames or one.needs.packets or one.needs.audio) and (not names or one.id in names):
                print(f"{one.id}: {(seconds(clip, (one,)) - alone) * 60 / length:.1f} s a minute", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
