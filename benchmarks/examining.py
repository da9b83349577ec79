"""The default examination of 1080p30 H.264 beside one plain decode, and memory by length.

    python -m benchmarks.examining [--minutes 1 4 16] [--clip FILE]

Each figure is taken in a process of its own: the default examination as `assay examine` runs it (worker and judgement,
nothing recorded), and PyAV decoding every picture and sound of the same file and dropping it, with the same libraries.
Modules are compiled beforehand, as they are where the program is installed: the confined worker may not keep what it
compiles. The clip is ten seconds of the project's own footage, or FILE, looped without coding it again. Prints a table
in Markdown: seconds by the clock, processor seconds with those of the worker, ratio to the decode of the same length,
and the peak of the parent's and the worker's memory beside that of the shortest length.
"""

from __future__ import annotations

import argparse
import compileall
import json
import resource
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import av

from casefiles import examinations
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain

PIECE_SECONDS = 10
MEBIBYTE_IN_KILOBYTES = 1024


def decode(path: Path) -> None:
    """Decode everything once and drop it."""
    with av.open(str(path)) as container:
        for stream in container.streams.video:
            stream.thread_type = "AUTO"  # the fastest that the libraries offer
        for _ in container.decode():
            pass


def examine(path: Path) -> None:
    """Run the default examination; end with an error where it did not come to its end."""
    taken = examinations.measure_file(path)
    if taken.outcome() != "complete":
        sys.exit(taken.outcome())


def alone(what: str, path: Path) -> dict[str, float]:
    """Measure one piece of work in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.examining", "--only", what, "--clip", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def only(what: str, path: Path) -> None:
    """Do one piece of work in this process and print what it took."""
    begun = time.perf_counter()
    {"decode": decode, "examine": examine}[what](path)
    clock = time.perf_counter() - begun
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    processor = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    print(json.dumps({"clock": clock, "processor": processor, "parent": own.ru_maxrss, "worker": children.ru_maxrss}))


def looped(piece: Path, minutes: int, to: Path) -> Path:
    """Write a file of so many minutes by repeating the packets of a shorter one."""
    with av.open(str(piece)) as source:
        length = float(source.duration or 0) / av.time_base
    times = max(round(60 * minutes / length) - 1, 0)
    command = ["ffmpeg", "-v", "error", "-y", "-stream_loop", str(times), "-i", str(piece), "-c", "copy", str(to)]
    subprocess.run(command, check=True)
    return to


def main() -> None:
    """Print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--size", type=int, nargs=2, default=[1920, 1080], help="of the pictures of the clip")
    parser.add_argument("--clip", type=Path)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=("decode", "examine"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        make(given.make, Scene(*given.size, seed=9), plain(Fraction(30), Fraction(PIECE_SECONDS)), Encoding(gop=60))
        return
    if given.only:
        only(given.only, given.clip)
        return
    for package in ("casefiles", "forensics"):
        compileall.compile_dir(Path(__file__).parents[1] / package, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        piece = given.clip or folder / "piece.mp4"
        if not given.clip:  # not in this process: what it has used at most is counted as its children's, too
            subprocess.run(
                [sys.executable, "-m", "benchmarks.examining", "--make", str(piece), "--size", *map(str, given.size)],
                check=True,
            )
        pairs = ("decode (s)", "examination (s)", "ratio")
        columns = [
            "minutes",
            *(f"{pair}: clock, processor" for pair in pairs),
            "parent, worker (MiB)",
            "of the shortest",
        ]
        print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
        first = 0.0
        for minutes in given.minutes:
            path = looped(piece, minutes, folder / f"{minutes}.mp4")
            beside, here = alone("decode", path), alone("examine", path)
            peak = here["parent"] + here["worker"]
            first = first or peak
            print(
                f"| {minutes} | {beside['clock']:.1f}, {beside['processor']:.1f} "
                f"| {here['clock']:.1f}, {here['processor']:.1f} "
                f"| {here['clock'] / beside['clock']:.2f}, {here['processor'] / beside['processor']:.2f} "
                f"| {here['parent'] / MEBIBYTE_IN_KILOBYTES:.0f}, {here['worker'] / MEBIBYTE_IN_KILOBYTES:.0f} "
                f"| {peak / first:.2f} |",
                flush=True,
            )
            path.unlink()


if __name__ == "__main__":
    main()
