"""Fit and try the statistics of generated films, leaving one group out, as is and after coding again.

``python -m benchmarks.generated_statistics FOLDER`` with the folder of manifest.csv; it prints means, deviations and
weights for forensics/detectors/generated_statistics.py and writes docs/measured/generated_statistics.md.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.sensor_films import coded, film_of
from benchmarks.tables import auc, machine, write
from forensics.detectors.frame_statistics import SIDE, Statistics
from forensics.detectors.generated_statistics import FRAMES, NAMES, RATE

TREATMENTS = ("as is", "CRF 23", "CRF 32")


@dataclass(frozen=True)
class Case:
    """One film: whether a generator made it, its group, and its values under each treatment."""

    generated: bool
    group: str
    values: dict[str, npt.NDArray[np.float64]]


def frames(path: Path) -> list[npt.NDArray[np.uint8]]:
    found: list[npt.NDArray[np.uint8]] = []
    wanted = None
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            at = float(frame.time or 0)
            if wanted is not None and at < wanted:
                continue
            wanted = at + 1 / float(RATE)
            found.append(np.asarray(frame.to_ndarray(format="gray"), np.uint8))
            if len(found) >= FRAMES:
                break
    return found


def values(pictures: Sequence[npt.NDArray[np.uint8]]) -> npt.NDArray[np.float64]:
    statistics = Statistics()
    for grey in pictures:
        top, left = (grey.shape[0] - SIDE) // 2, (grey.shape[1] - SIDE) // 2
        scale = 160 / max(grey.shape)
        size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
        small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        statistics.add(grey[top : top + SIDE, left : left + SIDE].astype(np.float32), small)
    found = statistics.values()
    return np.array([found[name] for name in NAMES])


def cases(folder: Path) -> list[Case]:
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] in ("ai", "camera", "camera_original")]
    made = []
    for row in rows:
        try:
            pictures = frames(folder.parent / row["file"])
            if len(pictures) < 3 or min(pictures[0].shape) < SIDE:
                continue
            found = {"as is": values(pictures)}
            for crf in (23, 32):
                found[f"CRF {crf}"] = values(film_of(coded(pictures, crf)))
        except (av.error.FFmpegError, ValueError):
            continue
        made.append(Case(row["label"] == "ai", row["group"], found))
        print(f"\r{len(made)}", end="", file=sys.stderr, flush=True)
    return made


def fitted(known: Sequence[Case]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return means, deviations and weights of a logistic regression, each group and each class counting the same."""
    table = np.array([case.values["as is"] for case in known])
    label = np.array([case.generated for case in known], float)
    sizes = {group: sum(case.group == group for case in known) for group in {case.group for case in known}}
    share = np.array([1 / sizes[case.group] for case in known])
    for kind in (0.0, 1.0):
        share[label == kind] /= share[label == kind].sum()
    mean = np.average(table, axis=0, weights=share)
    deviation = np.sqrt(np.average((table - mean) ** 2, axis=0, weights=share)) + 1e-9
    scaled = (table - mean) / deviation
    weights, offset = np.zeros(len(NAMES)), 0.0
    for _ in range(4000):
        miss = share * (1 / (1 + np.exp(-(scaled @ weights + offset))) - label)
        weights -= 0.5 * (scaled.T @ miss + 0.02 * weights)
        offset -= 0.5 * miss.sum()
    return mean, deviation, weights


def main(arguments: Sequence[str]) -> int:
    known = cases(Path(arguments[0]))
    groups = sorted({case.group for case in known})
    scores: dict[str, dict[bool, list[float]]] = {name: {True: [], False: []} for name in TREATMENTS}
    for left_out in groups:
        mean, deviation, weights = fitted([case for case in known if case.group != left_out])
        for case in known:
            if case.group == left_out:
                for name in TREATMENTS:
                    scores[name][case.generated].append(float(((case.values[name] - mean) / deviation) @ weights))
    counts = [sum(case.generated is kind for case in known) for kind in (True, False)]
    of = [len({case.group for case in known if case.generated is kind}) for kind in (True, False)]
    lines = [f"{counts[0]} films of {of[0]} generators, {counts[1]} of {of[1]} cameras; one group left out at a time."]
    lines += ["", "| treatment | AUC | generated above the 95th hundredth of the others |", "|---|---|---|"]
    for name in TREATMENTS:
        targets, others = scores[name][True], scores[name][False]
        found = np.mean(np.array(targets) > np.percentile(scores["as is"][False], 95))
        lines.append(f"| {name} | {auc(targets, others):.3f} | {found:.2f} |")
    lines += ["", "| statistic | AUC as is | AUC at CRF 23 | AUC at CRF 32 |", "|---|---|---|---|"]
    for number, name in enumerate(NAMES):
        areas = []
        for treatment in TREATMENTS:
            sides = [
                [case.values[treatment][number] for case in known if case.generated is kind] for kind in (True, False)
            ]
            areas.append(f"{auc(sides[0], sides[1]):.3f}")
        lines.append(f"| {name} | {' | '.join(areas)} |")
    mean, deviation, weights = fitted(known)
    for title, row in (("MEANS", mean), ("DEVIATIONS", deviation), ("WEIGHTS", weights)):
        print(title, {name: float(f"{value:.4g}") for name, value in zip(NAMES, row, strict=True)})
    print("\n".join(lines))
    write("generated_statistics", "python -m benchmarks.generated_statistics FOLDER", lines, machine())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
