"""What every method costs beside the one decode: seconds for a minute of 1920 × 1080 at 30 frames a second.

    python -m benchmarks.method_costs SECONDS [METHOD …]

Footage of the project's own, coded as a camera does, is decoded once with all methods that run without being asked, or
with those that are named. All work is done in one thread, and the time that it spends in each method is taken; what is
made of a picture for several methods stands in lines of its own. The figures stand in the code of the methods, as
``cost``, and in docs/methods/index.md, and decide which methods share a thread.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import ParamSpec, TypeVar

import cv2

from benchmarks.examining import ENCODINGS
from forensics.confinement import Limits
from forensics.detector import Observer
from forensics.examine import own_observers
from forensics.footage.encode import make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.media import pictures
from forensics.media.opening import Opened, open_media
from forensics.media.session import Attached, run_session
from forensics.registry import detectors
from forensics.worker import Job, path_code

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
SHARED = {"_shrink": "smaller pictures", "_colour": "RGB pictures", "_sha256": "SHA-256 of frames"}
"""Functions of forensics.media.pictures whose work serves several methods."""
ENDING = ", at the end"


class Clock:
    """Processor seconds of this thread by name; what is timed within something else is not counted there again."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    def timed(self, name: str, work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        """Return the same work, timed."""

        def run(*given: _Given.args, **named: _Given.kwargs) -> _Made:
            self._inner.append(0.0)
            before = time.thread_time()
            try:
                return work(*given, **named)
            finally:
                took = time.thread_time() - before
                self.seconds[name] += took - self._inner.pop()
                self._inner[-1] += took

        return run

    def observer(self, name: str, watched: Observer) -> Observer:
        """Return an observer whose work is timed."""
        return Observer(
            finish=self.timed(f"{name}{ENDING}", lambda: list(watched.finish())),
            packet=watched.packet and self.timed(name, watched.packet),
            frame=watched.frame and self.timed(name, watched.frame),
            audio=watched.audio and self.timed(name, watched.audio),
        )


def attached(opened: Opened, scratch: str, names: Sequence[str]) -> list[Attached]:
    """Return the methods of these names, or all that run without being asked, for one thread."""
    found = []
    for one in detectors():
        chosen = one.id in names if names else not one.on_request and one.applicability(opened.facts).applicable
        if chosen and (one.needs.frames or one.needs.packets or one.needs.audio):
            given = {"scratch": scratch} if "scratch" in one.parameters else {}
            observer = one.observe(opened.facts, {**one.parameters, **given})
            found.append(Attached(one.id, one.version, one.needs, observer))
    if not names:
        job = Job("examine", path_code(opened.path), "", path_code(Path(scratch)), (), Limits(), ())
        found += (replace(one, beside=False) for one in own_observers(job, opened.facts))
    return found


def main(length: int, names: Sequence[str]) -> None:
    """Print a table."""
    clock = Clock()
    cv2.setNumThreads(1)
    for function, words in SHARED.items():
        setattr(pictures, function, clock.timed(words, getattr(pictures, function)))
    with tempfile.TemporaryDirectory() as folder:
        timeline = plain(Fraction(30), Fraction(length))
        path = make(Path(folder) / "clip.mp4", Scene(1920, 1080, seed=9), timeline, ENCODINGS["camera"]).path
        opened = open_media(path, path.stat().st_size)
        with opened.container:
            timed = [
                replace(one, observer=clock.observer(one.method, one.observer))
                for one in attached(opened, folder, names)
            ]
            before = time.process_time()
            for _ in run_session(opened, timed, lambda _facts, _extradata: None):
                pass
            whole = time.process_time() - before - sum(clock.seconds[name] for name in clock.seconds if ENDING in name)
    ends = {name: clock.seconds.pop(name) for name in list(clock.seconds) if name.endswith(ENDING)}
    minute = 60 / length
    print(f"| what | seconds a minute | at the end of {length} s |\n|---|---|---|")
    for name, seconds in sorted(clock.seconds.items(), key=lambda pair: -pair[1]):
        print(f"| {name} | {seconds * minute:.2f} | {ends.pop(name + ENDING, 0.0):.2f} |")
        whole -= seconds
    print(f"| decoding, tables and the rest | {whole * minute:.2f} | |")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
