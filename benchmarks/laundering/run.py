"""Look every copy up, ours and the peers that were run, and write one table: recall at no false match by transform.

A false match is a member that holds neither the source nor, where a transform shows other footage too, that host.
A peer's threshold is the lowest that lets no false match through; ours is the one that stands in the program.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path

import cv2
import numpy as np

from benchmarks.laundering.ours import cached, part, sound_fingerprint
from benchmarks.laundering.transforms import TRANSFORMS
from forensics.fingerprint.alignment import Stretch, align
from forensics.fingerprint.codebook import codebook
from forensics.fingerprint.course import Course
from forensics.fingerprint.search import checked, share
from forensics.fingerprint.segmented import SegmentedIndex
from forensics.fingerprint.sound_alignment import align_sound
from forensics.fingerprint.video import VideoFingerprint

HOSTED = frozenset({"splice", "inset_50", "inset_33", "stacked"})


@dataclass(slots=True)
class Table:
    """Recall by method and transform, and what else was measured."""

    recall: dict[str, dict[str, float]] = field(default_factory=dict)
    off: dict[str, float] = field(default_factory=dict)
    """Seconds by which our times are off, in the median, by transform."""
    notes: list[str] = field(default_factory=list)


class Search:
    """Our index over a set, in one process of the pool."""

    held: dict[str, VideoFingerprint]
    index: SegmentedIndex
    prints: Path


def _begin(folder: Path) -> None:
    cv2.setNumThreads(1)
    Search.prints = folder / "prints"
    Search.prints.mkdir(exist_ok=True)
    paths = sorted((folder / "library").glob("*.mp4")) + sorted((folder / "distractors").glob("*.mp4"))
    Search.held = {path.name: cached(path, Search.prints)[0] for path in paths}
    shares = {name: share(one, codebook()) for name, one in Search.held.items()}
    Search.index = SegmentedIndex(Path(tempfile.mkdtemp()), codebook(), shares.__getitem__)
    for name, one in shares.items():
        Search.index.add(name, one)
    Search.index.commit()


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One copy looked up: its truth, the names of candidates, what was found, and processor seconds."""

    truth: dict[str, object]
    candidates: tuple[str, ...]
    found: tuple[tuple[str, float, tuple[Stretch, ...]], ...]
    searching: float
    checking: float
    printing: float


def _look_up(path: Path) -> LookedUp:
    query, cost = cached(path.with_suffix(".mp4"), Search.prints)
    began = time.process_time()
    asked, candidates = Search.index.search(query)
    between = time.process_time()
    found = checked(asked.frames, candidates, Search.held.__getitem__)
    ended = time.process_time()
    return LookedUp(
        json.loads(path.read_text("utf-8")),
        tuple(one.name for one in candidates),
        tuple((one.name, one.support, one.stretches) for one in found),
        between - began,
        ended - between,
        cost,
    )


def ours(folder: Path, table: Table) -> None:
    """Look all copies up in our index."""
    copies = sorted((folder / "copies").glob("*.json"))
    hit: dict[str, list[bool]] = defaultdict(list)
    first: dict[str, list[bool]] = defaultdict(list)
    told: dict[str, list[bool]] = defaultdict(list)
    off: dict[str, list[float]] = defaultdict(list)
    false = 0
    with Pool(2, _begin, (folder,)) as pool:
        looked_up = list(pool.imap(_look_up, copies))
    for one in looked_up:
        name = str(one.truth["transform"])
        own = [stretches for member, _, stretches in one.found if member == one.truth["source"]]
        courses = {stretch.course for stretches in own for stretch in stretches}
        hit[name].append(bool(courses - {Course.OTHER}))
        told[name].append(Course.SAME in courses)
        first[name].append(one.truth["source"] in one.candidates)
        others = [stretches for member, _, stretches in one.found if member != one.truth["source"]]
        if name not in HOSTED:
            false += sum(any(stretch.course is not Course.OTHER for stretch in each) for each in others)
        off[name] += [value for stretches in own for value in errors(stretches, one.truth["spans"])]  # type: ignore[arg-type]
    minutes = sum(float(str(one.truth["lasts"])) for one in looked_up) / 60
    table.recall["ours"] = {name: float(np.mean(values)) for name, values in hit.items()}
    table.recall["ours, said to be one recording"] = {name: float(np.mean(values)) for name, values in told.items()}
    table.recall["candidates of ours"] = {name: float(np.mean(values)) for name, values in first.items()}
    table.notes.append(f"ours: {false} false matches of {len(copies)} look-ups")
    table.off = {name: float(np.median(values)) for name, values in off.items() if values}
    every = np.concatenate([np.array(values) for values in off.values()])
    table.notes.append(
        f"ours: alignment error median {np.median(every):.3f} s, 90 % within {np.percentile(every, 90):.3f} s"
    )
    spent = (
        sum(one.printing for one in looked_up) / minutes,
        sum(one.searching for one in looked_up) / len(copies),
        sum(one.checking for one in looked_up) / len(copies),
    )
    table.notes.append(
        "ours: {:.2f} CPU s a minute with decoding; a look-up {:.3f} CPU s for candidates, {:.3f} to check".format(
            *spent
        )
    )


def takes(folder: Path, table: Table) -> None:
    """Compare the halves of every clip: the same camera at the same place, and no copy."""
    said: dict[str, int] = defaultdict(int)
    paths = sorted((folder / "library").glob("*.mp4")) + sorted((folder / "distractors").glob("*.mp4"))
    with Pool(2, cv2.setNumThreads, (1,)) as pool:
        for words in pool.imap(_halves, [(path, folder / "prints") for path in paths]):
            said[words] += 1
    counts = ", ".join(f"{count} {words}" for words, count in sorted(said.items()))
    table.notes.append(f"ours: halves of {len(paths)} clips, none a copy of the other: {counts}")


def _halves(given: tuple[Path, Path]) -> str:
    whole, _ = cached(*given)
    times = whole.mark_times()
    middle = float(times.min() + times.max()) / 2
    stretches = align(part(whole, -1.0, middle), part(whole, middle, np.inf), codebook())
    courses = {one.course for one in stretches}
    if not courses:
        return "share nothing"
    return next(f"{one.value}" for one in (Course.SAME, Course.OPEN, Course.OTHER) if one in courses)


def our_sound(folder: Path, table: Table) -> frozenset[str]:
    """Compare the sound of every copy with that of every source that is loud enough; return these."""
    held = {path.name: sound_fingerprint(path) for path in sorted((folder / "library").glob("*.mp4"))}
    loud = {name: made for name, made in held.items() if made is not None}
    hit: dict[str, list[bool]] = defaultdict(list)
    false = pairs = 0
    for path in sorted((folder / "copies").glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        made = sound_fingerprint(path.with_suffix(".mp4")) if truth["source"] in loud else None
        if truth["source"] not in loud:
            continue
        found = {name for name, other in loud.items() if made is not None and align_sound(made, other)}
        hit[truth["transform"]].append(truth["source"] in found)
        false += len(found - {truth["source"]}) if truth["transform"] not in HOSTED else 0
        pairs += len(loud) - 1
    table.recall["ours (sound)"] = {name: float(np.mean(values)) for name, values in hit.items()}
    table.notes.append(f"ours (sound): {len(loud)} sources with sound; {false} false of {pairs} pairs")
    return frozenset(loud)


def errors(stretches: tuple[Stretch, ...], spans: list[list[float]]) -> list[float]:
    """Return by how many seconds stretches miss the truth, at five moments of each."""
    missed: list[float] = []
    for stretch in stretches:
        middle = (stretch.start + stretch.end) / 2
        for start, end, there, until in spans:
            if start - 0.2 <= middle <= end + 0.2:
                speed = (until - there) / (end - start)
                inside = [at for at in np.linspace(stretch.start, stretch.end, 5) if start <= at <= end]
                said = [stretch.other_start + (at - stretch.start) * stretch.speed for at in inside]
                missed += [abs(there + (at - start) * speed - told) for at, told in zip(inside, said, strict=True)]
    return missed


def peer(path: Path, folder: Path, table: Table, loud: frozenset[str]) -> None:
    """Read a peer's likenesses and take its best threshold without a false match."""
    run = json.loads(path.read_text("utf-8"))
    # A peer that compares pair by pair was not asked for all of them.
    alike, names = np.array(run["alike"], np.float64), run["library"]
    truths = [json.loads((folder / "copies" / f"{stem}.json").read_text("utf-8")) for stem in run["copies"]]
    own = np.array([names.index(truth["source"]) for truth in truths])
    hosted = np.array([truth["transform"] in HOSTED for truth in truths])
    false = alike.copy()
    false[np.arange(len(own)), own] = np.nan
    limit = float(np.nanmax(false[~hosted]))
    pairs = int(np.isfinite(false[~hosted]).sum())
    heard = np.array([truth["source"] in loud for truth in truths])
    hit: dict[str, list[bool]] = defaultdict(list)
    for number, truth in enumerate(truths):
        if heard[number] or "sound" not in run["peer"]:
            hit[truth["transform"]].append(bool(alike[number, own[number]] > limit))
    table.recall[run["peer"]] = {name: float(np.mean(values)) for name, values in hit.items()}
    seconds = sum(truth["lasts"] for truth in truths) + 8 * len(names)
    rates = f"{run['seconds'] / seconds * 60:.2f} CPU s and {run['bytes'] / seconds * 60:.0f} bytes a minute"
    sources = len({truth["source"] for truth in truths})
    table.notes.append(f"{run['peer']}: {sources} sources, no false match of {pairs} pairs above {limit:.3f}; {rates}")
    off = [
        abs(there + (at[0] - start) * (until - there) / (end - start) - at[1])
        for truth, at in zip(truths, run.get("times") or [None] * len(truths), strict=True)
        for start, end, there, until in truth["spans"]
        if at is not None and start <= at[0] <= end
    ]
    if off:
        table.notes.append(
            f"{run['peer']}: alignment error median {np.median(off):.3f} s, 90 % within {np.percentile(off, 90):.3f} s"
        )


def written(table: Table) -> str:
    """Return the table as Markdown, in percent."""
    methods = list(table.recall)
    rows = [f"| transform | {' | '.join(methods)} | s off (ours) |", f"|---{'|---' * len(methods)}|---|"]
    for name in (how.name for how in TRANSFORMS):
        cells = (
            f"{100 * table.recall[method][name]:.0f}" if name in table.recall[method] else "–" for method in methods
        )
        rows.append(f"| {name} | {' | '.join(cells)} | {table.off.get(name, float('nan')):.3f} |")
    found = (list(table.recall[method].values()) for method in methods)
    means = (f"**{100 * np.mean(shares):.1f}**" if shares else "–" for shares in found)
    last = f"| **all** | {' | '.join(means)} | |"
    return "\n".join([*rows, last, "", *(f"- {note}" for note in table.notes), ""])


def main() -> None:
    """Read the arguments, look up, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path, help="the folder that make.py filled; peers.py may have left peers/ in it")
    parser.add_argument("--peers", default="", help="the Python of an environment that holds the peers: run them first")
    given = parser.parse_args()
    if given.peers:
        command = [given.peers, "-m", "benchmarks.laundering.peers", str(given.set), str(given.set / "peers")]
        subprocess.run(command, check=True)
    table = Table()
    ours(given.set, table)
    takes(given.set, table)
    loud = our_sound(given.set, table)
    for path in sorted((given.set / "peers").glob("*.json")):
        peer(path, given.set, table, loud)
    print(written(table))


if __name__ == "__main__":
    main()
