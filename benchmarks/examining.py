"""The default examination of 1080p30 H.264 beside one plain decode, and memory by length.

    python -m benchmarks.examining [--minutes 1 4 16] [--times 3] [--clip FILE …]

Each figure is taken in a process of its own: the default examination as `assay examine` runs it (worker and judgement,
nothing recorded), and PyAV decoding every picture and sound of the same file and dropping it, with the same libraries:
on all processors, and as PyAV does when nothing is asked of it, which takes a thread for each slice of a picture; with
`--times` in turn, the least of each. Modules are compiled beforehand, as they are where the program is installed: the
confined worker may not keep what it compiles.

Two clips of the project's own footage are made, of ten seconds each, and looped without coding them again. "web" is
coded as platforms hand films out (CRF 23, reordered pictures, a key frame every two seconds; about 2.5 Mb/s), so that
decoding is cheap. "camera" has the bit rate of a telephone (CRF 20 by x264's quick preset, no reordered pictures, a key
frame a second; about 16 Mb/s), so that decoding takes what it does for what a camera writes. `--clip` takes files
instead, a recording of a camera for one, and loops them likewise: a short clip that comes again and again is the worst
case of the search for frames that come again.

Prints a table in Markdown: seconds by the clock, processor seconds with those of the worker, ratio to the decode of the
same length, and the peak of the parent's and the worker's memory beside that of the shortest length.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import av

from casefiles import examinations
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain

PIECE_SECONDS = 10
ENCODINGS = {
    "web": Encoding(gop=60),
    "camera": Encoding(gop=30, bframes=0, quality=20, preset="veryfast"),
}
MEBIBYTE_IN_KILOBYTES = 1024


def decode(path: Path) -> None:
    """Decode everything once and drop it, on all processors: the fastest that the libraries offer."""
    with av.open(str(path)) as container:
        for stream in container.streams.video:
            stream.thread_type = "AUTO"
        for _ in container.decode():
            pass


def decode_plainly(path: Path) -> None:
    """Decode everything once and drop it as PyAV does by itself: by a thread for each slice of a picture."""
    with av.open(str(path)) as container:
        for _ in container.decode():
            pass


def examine(path: Path) -> None:
    """Run the default examination; end with an error where it did not come to its end."""
    taken = examinations.measure_file(path)
    if taken.outcome() != "complete":
        sys.exit(taken.outcome())


WORK: Mapping[str, Callable[[Path], None]] = {"decode": decode, "plainly": decode_plainly, "examine": examine}


def alone(what: str, path: Path) -> dict[str, float]:
    """Measure one piece of work in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.examining", "--only", what, "--clip", str(path)]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # as the command line has it
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def only(what: str, path: Path) -> None:
    """Do one piece of work in this process and print what it took."""
    begun = time.perf_counter()
    WORK[what](path)
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


def least(what: str, path: Path, found: dict[str, float]) -> dict[str, float]:
    """Measure once more and return the least of all figures so far; of memory the greatest."""
    now = alone(what, path)
    return {
        name: (max if name in {"parent", "worker"} else min)(value, found.get(name, value))
        for name, value in now.items()
    }


def pieces(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each short clip with its name: the files that were given, or those of the project's own."""
    yield from ((path.name, path) for path in given.clip)
    for name in () if given.clip else ENCODINGS:
        path = folder / f"{name}-piece.mp4"
        size = map(str, given.size)
        # Not in this process: what it has used at most is counted as its children's, too.
        command = [sys.executable, "-m", "benchmarks.examining", "--make", name, str(path), "--size", *size]
        subprocess.run(command, check=True)
        yield name, path


def row(name: str, minutes: int, path: Path, times: int, first: float) -> float:
    """Measure one clip, print its line and return the memory of both processes; ``first`` is that to compare with."""
    beside: dict[str, float] = {}
    plainly: dict[str, float] = {}
    here: dict[str, float] = {}
    for _ in range(times):
        beside, plainly = least("decode", path, beside), least("plainly", path, plainly)
        here = least("examine", path, here)
    peak = here["parent"] + here["worker"]
    rate = path.stat().st_size * 8 / (60 * minutes) / 1e6
    print(
        f"| {name}, {rate:.1f} Mb/s | {minutes} | {beside['clock']:.1f}, {beside['processor']:.1f} "
        f"| {plainly['clock']:.1f}, {plainly['processor']:.1f} | {here['clock']:.1f}, {here['processor']:.1f} "
        f"| {here['clock'] / beside['clock']:.2f}, {here['processor'] / beside['processor']:.2f} "
        f"| {here['clock'] / plainly['clock']:.2f}, {here['processor'] / plainly['processor']:.2f} "
        f"| {here['parent'] / MEBIBYTE_IN_KILOBYTES:.0f}, {here['worker'] / MEBIBYTE_IN_KILOBYTES:.0f} "
        f"| {peak / (first or peak):.2f} |",
        flush=True,
    )
    return peak


def main() -> None:
    """Print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--times", type=int, default=1, help="measure so often, in turn")
    parser.add_argument("--size", type=int, nargs=2, default=[1920, 1080], help="of the pictures of the own clips")
    parser.add_argument("--clip", type=Path, nargs="+", default=[])
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=tuple(WORK), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        scene = Scene(given.size[0], given.size[1], seed=9)
        make(Path(given.make[1]), scene, plain(Fraction(30), Fraction(PIECE_SECONDS)), ENCODINGS[given.make[0]])
        return
    if given.only:
        only(given.only, given.clip[0])
        return
    for package in ("casefiles", "forensics"):
        compileall.compile_dir(Path(__file__).parents[1] / package, quiet=1)
    pairs = ("decode (s)", "PyAV as it is (s)", "examination (s)", "ratio", "to PyAV as it is")
    columns = ["clip", "minutes", *(f"{pair}: clock, processor" for pair in pairs)]
    columns += ["parent, worker (MiB)", "of the shortest"]
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, piece in pieces(given, Path(folder)):
            first = 0.0
            for minutes in given.minutes:
                path = looped(piece, minutes, Path(folder) / f"{minutes}{piece.suffix}")
                peak = row(name, minutes, path, given.times, first)
                first = first or peak
                path.unlink()


if __name__ == "__main__":
    main()
