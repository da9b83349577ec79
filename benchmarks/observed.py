"""What every method finds in real files as they are: the table over ``detection/manifest.csv`` on each method's page.

A label says what a file is (recorded by a camera, a camera's original, made by a generator, edited, a screen), not
whether a method is right: a finding states an observation, which may be true of any file. The table shows how often
each method speaks, and of what it speaks, where nobody chose the file for it.
"""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles import validation
from casefiles.kept_trials import Given, Kept
from casefiles.report.escape import visible
from casefiles.validation import AS_IS, Labelled, Labels
from casefiles.views import Watcher
from forensics.description import MethodDescription
from forensics.detectors.sensor_noise import DETECTOR as SENSOR_NOISE

LABELS = ("camera", "camera_original", "edited", "ai", "screen")
WORDS = {"camera_original": "camera, original", "ai": "generated"}
LEFT_OUT = {SENSOR_NOISE.id, "mouth_speech", "shot_statistics", "coded_blocks"}
"""Methods that speak only where a person gave a fingerprint or drew a box, and tables that make no findings."""
MOST_NAMED = 40
_UNEQUAL = re.compile(r"[0-9][0-9.x%]*")
"""The number by which reasons of one kind differ from file to file."""


@dataclass(frozen=True)
class Row:
    """One file with what a method gave of it."""

    file: Labelled
    given: Given


def files(folder: Path) -> tuple[Labelled, ...]:
    """Return the files with pictures in motion of the set, the first of each group, then the second, and so on."""
    number: Counter[str] = Counter()
    turns: list[tuple[int, Labelled]] = []
    for one in validation.labelled_files(folder, Labels(frozenset(LABELS), frozenset())):
        turns.append((number[f"{one.label} {one.group}"], one))
        number[f"{one.label} {one.group}"] += 1
    return tuple(one for _, one in sorted(turns, key=lambda turn: turn[0]))


def chosen_of(methods: Sequence[MethodDescription]) -> list[MethodDescription]:
    return [one for one in methods if one.id not in LEFT_OUT]


def measure_all(folder: Path, methods: Sequence[MethodDescription], kept: Kept, until: float) -> None:
    """Measure what is not kept yet, all methods in one decode of a file; stop where the clock is at ``until``."""
    every = files(folder)
    for number, one in enumerate(every, 1):
        before = time.monotonic()
        if before > until:
            print(f"stopped before {number}/{len(every)}", flush=True)
            return
        validation.measured(one, AS_IS, chosen_of(methods), kept, Watcher())
        took = time.monotonic() - before
        if took > 0.5:  # what was kept takes no time
            print(f"{number}/{len(every)} {one.name}: {took:.1f} s", flush=True)


def write(folder: Path, methods: Sequence[MethodDescription], kept: Kept, cards: Path) -> None:
    """Write one table for each method; those of its earlier versions go."""
    every = files(folder)
    for method in chosen_of(methods):
        rows = []
        for one in every:
            given = kept.read(one.sha256, AS_IS).by(method)
            if given is not None:
                rows.append(Row(one, given))
        for stale in cards.glob(f"{method.id}-*.detection.md"):
            stale.unlink()
        (cards / f"{method.id}-{method.version}.detection.md").write_text(
            "\n".join(lines(method, rows, len(every))) + "\n", "utf-8"
        )


def lines(method: MethodDescription, rows: Sequence[Row], there: int) -> Iterator[str]:
    """Yield the table of one method; ``there`` is how many files the set has."""
    part = "" if len(rows) == there else f" of {there}, every group among them"
    yield f"# {method.id} {method.version} on {len(rows)} real files{part}, as they are"
    yield ""
    yield "| files | groups | files in all | with a score | files with findings | groups with findings |"
    yield "|---|---|---|---|---|---|"
    by_label: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_label[row.file.label].append(row)
    for label in LABELS:
        mine = by_label[label]
        found = [row for row in mine if row.given.findings]
        scored = "–" if method.score is None else str(sum(row.given.score is not None for row in mine))
        groups = [len({row.file.group for row in part}) for part in (mine, found)]
        yield f"| {WORDS.get(label, label)} | {groups[0]} | {len(mine)} | {scored} | {len(found)} | {groups[1]} |"
    yield ""
    for words, wanted in (("Edited files", True), ("Other files", False)):
        named = [row for row in rows if row.given.findings and (row.file.label == "edited") is wanted]
        if named and len(named) <= MOST_NAMED:
            names = ", ".join(f"`{visible(Path(row.file.name).name)}`" for row in named)
            yield f"{words} with findings: {names}."
            yield ""
    if method.score is not None:
        reasons = Counter(_UNEQUAL.sub("…", row.given.reason, count=1) for row in rows if row.given.score is None)
        told = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        yield "Without a score: " + ("; ".join(f"{count} × {visible(why)}" for why, count in told[:8]) or "none") + "."
