"""Try the methods on cases made of real footage, and write the cards of docs/methods: the one command for that.

    python -m benchmarks.trials SHARED_MEDIA FOLDER [METHOD …]
    make docs

FOLDER holds the cases (made if they are missing, see benchmarks.labelled_cases) and what the trials wrote. The cards,
curves and records go to docs/methods/trials; `make docs` puts the tables into the page of each method.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import labelled_cases

TRIALS = {
    "double_encoding": (("twice",), ("once",)),
    "repeated_frames": (("copied",), ("plain",)),
    "discontinuity": (("cut",), ("plain",)),
    "interpolated_frames": (("mixed2", "mixed30", "followed2"), ("plain",)),
    "dropped_frames": (("left_out",), ("plain",)),
}
UNDER = ("crf32", "laundered")
CARDS = Path(__file__).resolve().parents[1] / "docs" / "methods" / "trials"


def main(media: Path, folder: Path, methods: Sequence[str]) -> None:
    """Run the trials of these methods, or of all, and put their cards into the documentation."""
    cases = folder / "cases"
    if not (cases / "manifest.csv").exists():
        labelled_cases.main(media, cases)
    CARDS.mkdir(parents=True, exist_ok=True)
    for method in methods or TRIALS:
        targets, others = TRIALS[method]
        written = folder / "trials" / method
        shutil.rmtree(written, ignore_errors=True)
        command = [sys.executable, "-m", "casefiles.cli.__main__", "validate", str(cases), "--method", method]
        for option, values in (("--target", targets), ("--other", others), ("--under", UNDER)):
            command += [part for value in values for part in (option, value)]
        subprocess.run([*command, "--output", str(written)], check=True)
        for stale in CARDS.glob(f"{method}-*"):
            stale.unlink()
        for made in written.iterdir():
            shutil.copyfile(made, CARDS / made.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
