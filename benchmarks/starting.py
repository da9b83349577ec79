"""What it takes to start: `python -m benchmarks.starting [--times 15]`.

`assay --version` and `assay show CASE` (a case of one exhibit) beside `python -c pass`, one after another in turn, so
that other work on the machine meets all of them. Prints the middle and the least of each in milliseconds by the clock,
and the ratio of the middles.
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
        }

        def run(command: list[str]) -> float:
            begun = time.perf_counter()
            subprocess.run(command, env=environment, check=True, capture_output=True)
            return 1000 * (time.perf_counter() - begun)

        run([*assay, "init", str(case)])
        run([*assay, "acquire", str(case), str(file)])
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "assay --version": [*assay, "--version"],
            "assay show CASE": [*assay, "show", str(case)],
        }
        taken: dict[str, list[float]] = {words: [] for words in commands}
        for _ in range(times + 1):
            for words, command in commands.items():
                taken[words].append(run(command))
    beside = statistics.median(taken["python -c pass"][1:])
    print("| command | middle (ms) | least (ms) | ratio of the middles |\n|---|---|---|---|")
    for words, values in taken.items():
        middle = statistics.median(values[1:])  # the first reads from the disk what the others have in memory
        print(f"| `{words}` | {middle:.0f} | {min(values[1:]):.0f} | {middle / beside:.1f} |")


if __name__ == "__main__":
    main()
