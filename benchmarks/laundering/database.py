"""Both indexes on the same work: the folder of segments, and the tables of a PostgreSQL server.

First the laundering set itself: how many of its copies have their source among the candidates of each. Then as in
``scale``, grown by made entries: what it costs to write, how large it is, how long a clip of a minute takes by the
clock, and whether its candidates hold the true one. The address is of a database that may be written to; the schema
``assay_benchmark`` in it is deleted at the end. Size and processor of the server are those of the same machine.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
import psycopg

from benchmarks.laundering.ours import cached
from benchmarks.laundering.scale import MINUTES, Crowd, minutes_of
from casefiles.shared_index import SharedIndex
from forensics.fingerprint.candidates import Candidate
from forensics.fingerprint.codebook import codebook
from forensics.fingerprint.search import checked, share
from forensics.fingerprint.segment import Share
from forensics.fingerprint.segmented import SegmentedIndex
from forensics.fingerprint.video import VideoFingerprint

SCHEMA = "assay_benchmark"
TOGETHER = 250
"""Videos that are added in one transaction."""
Search = Callable[[VideoFingerprint], tuple[Any, tuple[Candidate, ...]]]


class Both:
    """Both indexes with the same members."""

    def __init__(self, folder: Path, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        connection.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        self.shares: dict[str, Share] = {}
        self.folder, self.place = SegmentedIndex(folder, codebook(), self.shares.__getitem__), folder
        self.database = SharedIndex(connection, codebook(), SCHEMA)
        self.database.prepare()
        self.spent = {"folder": 0.0, "database": 0.0}

    def add(self, shares: Mapping[str, Share]) -> None:
        """Add to both, and note the seconds by the clock."""
        self.shares.update(shares)
        began = time.perf_counter()
        for name, one in shares.items():
            self.folder.add(name, one)
        self.folder.commit()
        between = time.perf_counter()
        self.database.add_all(shares)
        self.spent["folder"] += between - began
        self.spent["database"] += time.perf_counter() - between

    def settle(self) -> None:
        """Let the database count words and tidy its tables, as it does by itself in quiet hours."""
        began = time.perf_counter()
        self.database.commit()
        for table in ("members", "frames", "posts", "marks", "parts"):
            self.connection.execute(f"VACUUM ANALYZE {SCHEMA}.{table}")
        self.spent["database"] += time.perf_counter() - began

    def sizes(self) -> dict[str, float]:
        """Return the gigabytes of both."""
        disk = sum(path.stat().st_size for path in self.place.rglob("*") if path.is_file())
        sql = "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE relnamespace = %s::regnamespace"
        row = self.connection.execute(f"{sql} AND relkind = 'r'", (SCHEMA,)).fetchone()
        return {"folder": disk / 1e9, "database": float(row[0]) / 1e9 if row else 0.0}

    def searches(self) -> dict[str, Search]:
        """Return the call of each."""
        return {"folder": self.folder.search, "database": self.database.search}


def recall(both: Both, folder: Path, prints: Path, every: int) -> None:
    """Print of how many copies of the set the source is among the candidates, and is found, in each index."""
    paths = sorted((folder / "library").glob("*.mp4")) + sorted((folder / "distractors").glob("*.mp4"))
    held = {path.name: cached(path, prints)[0] for path in paths}
    both.add({name: share(one, codebook()) for name, one in held.items()})
    both.settle()
    copies = sorted((folder / "copies").glob("*.json"))[::every]
    named: dict[str, list[bool]] = {kind: [] for kind in both.searches()}
    found: dict[str, list[bool]] = {kind: [] for kind in both.searches()}
    for path in copies:
        source = json.loads(path.read_text("utf-8"))["source"]
        query = cached(path.with_suffix(".mp4"), prints)[0]
        for kind, search in both.searches().items():
            asked, candidates = search(query)
            named[kind].append(source in {one.name for one in candidates})
            hits = checked(asked.frames, candidates, held.__getitem__)
            found[kind].append(source in {one.name for one in hits})
    agree = sum(one == other for one, other in zip(*found.values(), strict=True))
    for kind, first in named.items():
        print(f"- {kind}: of {len(copies)} copies {sum(first)} candidates, {sum(found[kind])} found", flush=True)
    print(f"- the same answer for {agree} of {len(copies)}", flush=True)


def asked(
    both: Both, queries: Collection[tuple[str, VideoFingerprint]], held: Mapping[str, VideoFingerprint]
) -> dict[str, tuple[list[float], list[bool], list[bool]]]:
    """Return for each index seconds by the clock of candidates, whether each was one, and whether it was found."""
    told: dict[str, tuple[list[float], list[bool], list[bool]]] = {}
    for kind, search in both.searches().items():
        clock, first, found = told.setdefault(kind, ([], [], []))
        for name, query in queries:
            began = time.perf_counter()
            looked_up, candidates = search(query)
            clock.append(time.perf_counter() - began)
            first.append(name in {one.name for one in candidates})
            true = [one for one in candidates if one.name in held]
            found.append(name in {one.name for one in checked(looked_up.frames, true, held.__getitem__)})
    return told


def main() -> None:
    """Read the arguments, fill both, look up in both, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path, help="the folder that make.py filled")
    parser.add_argument("address", help="postgresql://…")
    parser.add_argument("--minutes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--every", type=int, default=4, help="Of the set's copies every so-manieth.")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    prints = given.set / "prints"
    prints.mkdir(exist_ok=True)
    with psycopg.connect(given.address, autocommit=True) as connection:
        with TemporaryDirectory() as folder:
            recall(Both(Path(folder), connection), given.set, prints, given.every)
        with TemporaryDirectory() as folder:
            grown(Both(Path(folder), connection), given.set, prints, given.minutes)
        connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


def grown(both: Both, folder: Path, prints: Path, sizes: list[int]) -> None:
    """Print what both cost and find at several sizes."""
    held = minutes_of(folder, prints, "")
    shares = {name: share(one, codebook()) for name, one in held.items()}
    crowd, have = Crowd(list(shares.values())), 0
    both.add(shares)
    transforms = ("h264_crf45", "crop_20", "mirror", "caption_20", "inset_33")
    queries = [pair for how in transforms for pair in minutes_of(folder, prints, how).items()]
    print("\n| video minutes | index | s to write | on disk | s for candidates | candidate | found |")
    print("|---|---|---|---|---|---|---|")
    for minutes in sizes:
        while have < minutes:
            made = {f"crowd {have + MINUTES * number}": crowd.entry() for number in range(TOGETHER)}
            both.add(made)
            have += MINUTES * TOGETHER
        both.settle()
        asked(both, queries, held)  # the first round reads the files
        size = both.sizes()
        for kind, (clock, first, found) in asked(both, queries, held).items():
            print(
                f"| {have:,} | {kind} | {both.spent[kind]:.0f} | {size[kind]:.2f} GB "
                f"| {np.median(clock):.2f} (most {max(clock):.2f}) | {sum(first)} of {len(first)} "
                f"| {sum(found)} of {len(found)} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
