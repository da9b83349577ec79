"""Every two of the peer's own samples (``TE__*``) compared: which pairs are found, which are said to be one recording.

The samples are named by what they show (``chair``, ``pattern``, ``doorknob``); two of one name are a true pair.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path

import cv2

from benchmarks.laundering.ours import cached
from forensics.fingerprint.alignment import align
from forensics.fingerprint.codebook import codebook
from forensics.fingerprint.course import Course


def shown(path: Path) -> str:
    """Return what a sample shows, by its name."""
    return path.stem.removeprefix("TE__").partition("-")[0]


def main() -> None:
    """Read the arguments, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("media", type=Path, help="the folder with TE__*.mp4")
    parser.add_argument("prints", type=Path, help="a folder where fingerprints are kept")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    given.prints.mkdir(parents=True, exist_ok=True)
    paths = sorted(given.media.glob("TE__*.mp4"))
    held = {path: cached(path, given.prints)[0] for path in paths}
    true = [0, 0, 0]
    false = [0, 0]
    for one, other in combinations(paths, 2):
        stretches = align(held[one], held[other], codebook())
        courses = {stretch.course for stretch in stretches}
        found = bool(courses - {Course.OTHER})
        if shown(one) == shown(other):
            true = [true[0] + 1, true[1] + found, true[2] + (Course.SAME in courses)]
        else:
            false = [false[0] + 1, false[1] + found]
        if found != (shown(one) == shown(other)) or (found and Course.SAME not in courses):
            said = ", ".join(sorted(course.value for course in courses)) or "share nothing"
            print(f"{one.stem} and {other.stem}: {said}", flush=True)
    print(
        f"{true[1]} of {true[0]} true pairs found, {true[2]} said to be one recording; {false[1]} of {false[0]} false"
    )


if __name__ == "__main__":
    main()
