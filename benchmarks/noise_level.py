"""Try the noise level on films as they are, joined with another, and with a part of another laid in.

``python -m benchmarks.noise_level FOLDER`` with the folder of manifest.csv; it writes docs/measured/noise_level.md.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.generated_statistics import frames
from benchmarks.made_sound import value
from benchmarks.tables import auc, machine, write
from forensics.detectors.noise_level import DETECTOR, REGION, STEP
from forensics.types import MediaFacts, Result, StreamFacts, StreamKind, Timestamp

Pixels = npt.NDArray[np.uint8]
BOTH = ("noise_level.greatest_step", "noise_level.greatest_region")


class Shown:
    """A picture as a frame is read."""

    stream = 0

    def __init__(self, index: int, picture: Pixels) -> None:
        self.index, self.at, self._picture = index, Timestamp(index, Fraction(1, 4)), picture

    def grey(self, longest_side: int | None = None) -> Pixels:
        del longest_side
        return self._picture


def measured(pictures: Sequence[Pixels]) -> dict[str, float]:
    height, width = pictures[0].shape
    facts = StreamFacts(0, StreamKind.VIDEO, "h264", "", Fraction(1, 4), Fraction(4), width=width, height=height)
    observer = DETECTOR.observe(MediaFacts(1, "", "", (facts,)), {})
    assert observer.frame is not None
    for index, picture in enumerate(pictures):
        observer.frame(Shown(index, picture))  # type: ignore[arg-type] # what is read of a frame
    results = [Result(DETECTOR.id, DETECTOR.version, outcome) for outcome in observer.finish()]
    return {name: abs(value(results, name) or 0.0) for name in BOTH}


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0])
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] in ("camera", "camera_original")]
    films: dict[str, list[list[Pixels]]] = {}
    for row in rows:
        group = films.setdefault(row["group"], [])
        if len(group) < 2:
            pictures = frames(folder.parent / row["file"])[::2]
            if len(pictures) >= 12 and min(pictures[0].shape) >= 240:
                group.append(pictures)
    plain = [film for group in films.values() for film in group]
    groups = sum(bool(group) for group in films.values())
    joined, laid_in = [], []
    for number, film in enumerate(plain):
        height, width = film[0].shape
        other = [cv2.resize(one, (width, height)) for one in plain[(number + 3) % len(plain)]]
        joined.append([*film[: len(film) // 2], *map(_pixels, other[len(other) // 2 :])])
        part = (slice(height // 3, 2 * height // 3), slice(width // 3, 2 * width // 3))
        pasted = [one.copy() for one in film]
        for at, picture in enumerate(pasted):
            picture[part] = other[at % len(other)][part]
        laid_in.append(pasted)
    found = {
        name: [measured(film) for film in kind]
        for name, kind in (("as is", plain), ("joined", joined), ("laid in", laid_in))
    }
    lines = [f"{len(plain)} films of {groups} cameras and sources, at 4 frames a second; edits at full quality.", ""]
    lines += ["| edit | value | AUC | edited reported | as is reported |", "|---|---|---|---|---|"]
    for kind, name, least in (("joined", BOTH[0], STEP), ("laid in", BOTH[1], REGION)):
        targets, others = ([one[name] for one in found[which]] for which in (kind, "as is"))
        hits, alarms = (sum(one >= least for one in values) for values in (targets, others))
        lines.append(
            f"| {kind} | {name} | {auc(targets, others):.3f} | {hits}/{len(targets)} | {alarms}/{len(others)} |"
        )
    print("\n".join(lines))
    write("noise_level", "python -m benchmarks.noise_level FOLDER", lines, machine())
    return 0


def _pixels(picture: npt.NDArray[np.generic]) -> Pixels:
    return np.asarray(picture, np.uint8)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
