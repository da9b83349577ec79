"""What it takes to start: `python -m benchmarks.starting [--times 15]`.

`assay --version` and `assay show CASE` (a case of one exhibit) beside `python -c pass`, and the window up to its first
paint, drawn into memory, beside an empty window of Qt; one after another in turn, so that other work on the machine
meets all of them. Modules are compiled beforehand, as they are where the program is installed. Prints the middle and
the least of each in milliseconds by the clock, the least processor time, and the ratios to the first line.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Make a case, run the commands in turn, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=15)
    times = parser.parse_args().times
    assay = [sys.executable, "-m", "casefiles.cli.__main__"]
    with tempfile.TemporaryDirectory() as name:
        case, file = Path(name) / "case.assay", Path(name) / "file.bin"
        file.write_bytes(bytes(range(256)))
        environment = os.environ | {
            "ASSAY_HOME": str(Path(name) / "home"),
            "ASSAY_PASSPHRASE": "a passphrase of the benchmark",
            "ASSAY_EXAMINER": "Benchmark",
            "PYTHONPYCACHEPREFIX": str(Path(name) / "compiled"),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(Path(name) / "settings"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(command: list[str]) -> tuple[float, float]:
            begun, before = time.perf_counter(), os.times()
            subprocess.run(command, env=environment, check=True, capture_output=True)
            after = os.times()
            used = after.children_user + after.children_system - before.children_user - before.children_system
            return 1000 * (time.perf_counter() - begun), 1000 * used

        run([*assay, "init", str(case)])
        run([*assay, "acquire", str(case), str(file)])
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "assay --version": [*assay, "--version"],
            "assay show CASE": [*assay, "show", str(case)],
            "empty window of Qt": [sys.executable, "-m", "benchmarks.first_paint", "bare"],
            "assay-gui": [sys.executable, "-m", "benchmarks.first_paint", "assay"],
            "assay-gui CASE": [sys.executable, "-m", "benchmarks.first_paint", "assay", str(case)],
        }
        taken: dict[str, list[tuple[float, float]]] = {words: [] for words in commands}
        for _ in range(times + 1):
            for words, command in commands.items():
                taken[words].append(run(command))
    print("| command | middle (ms) | least (ms) | of processor, least | ratio of the middles | of processor |")
    print("|---|---|---|---|---|---|")
    first: tuple[float, float] | None = None
    for words, values in taken.items():
        wall, used = zip(*values[1:], strict=True)  # the first compiles and reads from the disk
        found = statistics.median(wall), min(used)
        first = first or found
        ratios = f"{found[0] / first[0]:.1f} | {found[1] / first[1]:.1f}"
        print(f"| `{words}` | {found[0]:.0f} | {min(wall):.0f} | {found[1]:.0f} | {ratios} |")


if __name__ == "__main__":
    main()
