"""Acquire one large file beside the same promise kept by hand: `python -m benchmarks.acquiring [--size 2147483648]`.

By hand that is `cp`, `sync` of the copy and `sha256sum` of both files, in which the second `sha256sum` reads what is
still in memory. `assay acquire` copies, takes SHA-256 and BLAKE3, keeps digests of pieces, makes the copy durable and
reads it back from the disk. What the disk itself needs to move those bytes stands beside them: `dd` past the system's
memory, which copies and reads the copy again, and digests nothing.

Twice: with a source that the system holds in memory, as it does what was just received or unpacked, and with one that
it has to read from the disk, where `dd` reads the source, too. All take turns. Prints seconds by the clock and of all
processors, the least of each, and their ratio.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

CHUNK = 16 * 1024 * 1024
Cost = tuple[float, float]


def make(path: Path, size: int) -> None:
    """Write a file that compresses no further, and leave nothing of it in memory."""
    chooser = random.Random(7)
    with path.open("wb") as file:
        for begin in range(0, size, CHUNK):
            file.write(chooser.randbytes(min(CHUNK, size - begin)))
        file.flush()
        os.fsync(file.fileno())


def forget(path: Path) -> None:
    """Have the system drop a file from memory."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def run(commands: Sequence[Sequence[str | Path]], environment: Mapping[str, str]) -> Cost:
    """Run commands one after another; return seconds of the clock and of all processors."""
    begun, before = time.perf_counter(), os.times()
    for command in commands:
        subprocess.run(command, env=environment, check=True, capture_output=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begun, used


def hold(path: Path) -> None:
    """Have the system hold a file in memory."""
    with path.open("rb") as file:
        while file.read(CHUNK):
            pass


def turns(folder: Path, source: Path, rounds: int, before: Callable[[Path], None]) -> dict[str, list[Cost]]:
    """Let all take turns, each after ``before`` brought the source into or out of memory."""
    copy, case = folder / "copy.mov", folder / "case.assay"
    environment = os.environ | {
        "ASSAY_HOME": str(folder / "home"),
        "ASSAY_PASSPHRASE": "a passphrase of the benchmark",
        "ASSAY_EXAMINER": "Benchmark",
    }
    assay = [sys.executable, "-m", "casefiles.cli.__main__"]
    by_hand: list[list[str | Path]] = [["cp", source, copy], ["sync", copy], ["sha256sum", source, copy]]
    read: list[str | Path] = ["dd", "bs=8M", f"if={source}", *(["iflag=direct"] if before is forget else [])]
    again: list[str | Path] = ["dd", "bs=8M", f"if={copy}", "iflag=direct", "of=/dev/null"]
    taken: dict[str, list[Cost]] = {"by hand": [], "dd alone": [], "assay acquire": []}
    for _ in range(rounds):
        before(source)
        taken["by hand"].append(run(by_hand, environment))
        copy.unlink()
        before(source)
        taken["dd alone"].append(run([[*read, f"of={copy}", "oflag=direct", "conv=fsync"], again], environment))
        copy.unlink()
        run([[*assay, "init", case]], environment)
        before(source)
        taken["assay acquire"].append(run([[*assay, "acquire", case, source]], environment))
        shutil.rmtree(case)
    return taken


def show(words: str, taken: Mapping[str, Sequence[Cost]]) -> None:
    """Print the figures of one kind of source."""
    print(f"source {words}, load {os.getloadavg()[0]:.1f}")
    least = {name: (min(wall for wall, _ in costs), min(used for _, used in costs)) for name, costs in taken.items()}
    for name, (wall, used) in least.items():
        rounds = ", ".join(f"{one:.1f}" for one, _ in taken[name])
        print(f"{name:14} {wall:6.2f} s by the clock, {used:6.2f} s of processors   (rounds: {rounds})")
    (hand, hand_used), (ours, ours_used) = least["by hand"], least["assay acquire"]
    print(f"{'ratio':14} {ours / hand:6.2f} by the clock, {ours_used / hand_used:6.2f} of processors")
    print(f"{'of dd alone':14} {ours / least['dd alone'][0]:6.2f} by the clock")


def main() -> None:
    """Make the file, take turns, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=2 * 1024**3, help="bytes of the file")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=None, help="where to work; a temporary folder if not given")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder, source = Path(name), Path(name) / "source.mov"
        make(source, given.size)
        print(f"{given.size:,} bytes, {os.cpu_count()} cores")
        show("in memory", turns(folder, source, given.rounds, hold))
        show("on the disk alone", turns(folder, source, given.rounds, forget))


if __name__ == "__main__":
    main()
