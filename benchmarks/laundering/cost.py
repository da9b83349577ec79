"""What fingerprints add to a bare decode, in processor seconds, on one file: each tier by itself, in turns.

Every round decodes the file once for each row, on one thread; the least of the rounds counts, since other work on the
machine only ever adds. The picture in grey that all tiers take theirs from is counted with the first.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2

from forensics.detector import FrameView
from forensics.fingerprint import observing
from forensics.fingerprint.baseline import _Hashing
from forensics.fingerprint.observing import VideoPrinting
from forensics.fingerprint.video import MOVE_EVERY
from forensics.media.pictures import DecodedFrame
from forensics.types import Timestamp

Offer = Callable[[FrameView], None]
NEVER = Fraction(10**9)


def without_points() -> Offer:
    """Return the global tier: marks and moves."""
    return VideoPrinting(due=NEVER).frame


def with_points() -> Offer:
    """Return both tiers."""
    return VideoPrinting().frame


def baseline() -> Offer:
    """Return the hashes that others exchange."""
    return _Hashing(has_pictures=True).frame


def only_grey() -> Offer:
    """Return what only reduces pictures as often as moves need it."""
    due = [Fraction(-1)]

    def take(frame: FrameView) -> None:
        if frame.at.seconds >= due[0]:
            due[0] = frame.at.seconds + MOVE_EVERY
            frame.grey(observing.MOVE_SIDE)

    return take


ROWS: dict[str, Callable[[], Offer] | None] = {
    "bare decode": None,
    "reduced pictures alone": only_grey,
    "marks and moves (global tier)": without_points,
    "and points (local tier)": with_points,
    "imagehash and PDQ": baseline,
}


def spent(path: Path, make: Callable[[], Offer] | None, most: int) -> tuple[float, int, float]:
    """Return processor seconds of one decode, the frames, and the seconds of footage."""
    offer, count, last = (make() if make else None), 0, 0.0
    began = time.process_time()
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "NONE"
        stream.codec_context.thread_count = 1
        for index, frame in enumerate(container.decode(stream)):
            at = Timestamp(frame.pts or 0, frame.time_base or Fraction(1, 1000))
            if offer:
                offer(DecodedFrame(frame, stream=0, index=index, at=at, has_pts=True))
            count, last = count + 1, float(at.seconds)
            if count >= most:
                break
    return time.process_time() - began, count, last


def main() -> None:
    """Read the arguments, measure in turns, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--frames", type=int, default=300, help="Frames at most.")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    least: dict[str, float] = {}
    count, seconds = 0, 0.0
    for _ in range(given.rounds):
        for name, make in ROWS.items():
            took, count, seconds = spent(given.file, make, given.frames)
            least[name] = min(took, least.get(name, took))
    bare = least["bare decode"]
    print(f"{count} frames, {seconds:.1f} s\n\n| what | CPU s | beyond bare decode |\n|---|---|---|")
    for name, took in least.items():
        print(f"| {name} | {took:.2f} | {100 * (took / bare - 1):.0f} % |")


if __name__ == "__main__":
    main()
