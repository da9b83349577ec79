"""Try the comparison of sensor noise on labelled pictures, beside another program, and on films of a made sensor.

``python -m benchmarks.sensor_noise FOLDER [--peer PYTHON] [--part stills|films]`` with the folder that holds
``prnu_flat`` and ``prnu_nat``, whose file names bear the device (any number of devices and pictures of one size);
PYTHON is that of an environment in which ``import prnu`` gives prnu-python of polimi-ispl. It writes
docs/measured/sensor_noise.md; with ``--part`` the other part of that page stays as it is.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import sensor_films, sensor_stills
from benchmarks.tables import FOLDER, machine, write

STILLS = """Natural pictures against fingerprints of flat ones, every picture against every device; each part is cut out
of all pictures first. *Ours* and *theirs* (prnu-python of polimi-ispl by its own procedure: colours, wavelet db4, PCE
searched over all shifts) are of one run, on the same pixels. Theirs has no PCE in place. Its authors publish AUC 0.98
by correlation and 0.81 to 0.83 by searched PCE for 20 natural pictures of 6 devices with 10 flat ones each."""
FILMS = f"""Films of a made sensor, {sensor_films.FRAMES} frames of {sensor_films.WIDTH}x{sensor_films.HEIGHT}, over
three real scenes each. *Compared* says whether the method compares at all: it does where the parts of the film agree
with each other in place, whatever the sign."""


def main(arguments: Sequence[str]) -> int:
    """Run the parts and write the page."""
    parser = argparse.ArgumentParser(prog="benchmarks.sensor_noise")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peer", default="", help="the Python of an environment that holds prnu-python")
    parser.add_argument("--part", choices=("stills", "films"), help="run this part only")
    given = parser.parse_args(arguments)
    kept = _kept()
    tables = {
        "stills": lambda: _shown(sensor_stills.rows(given.folder, given.peer)),
        "films": lambda: _shown(sensor_films.rows(given.folder)),
    }
    lines = []
    for name, words in (("stills", STILLS), ("films", FILMS)):
        run = given.part in (None, name)
        lines += [f"## {name.capitalize()}", "", *words.splitlines(), "", *(tables[name]() if run else kept[name]), ""]
    write("sensor_noise", "python -m benchmarks.sensor_noise FOLDER --peer PYTHON", lines[:-1], machine())
    return 0


def _kept() -> dict[str, list[str]]:
    """Return the tables of the page as it stands, by part."""
    tables: dict[str, list[str]] = {"stills": [], "films": []}
    path, part = FOLDER / "sensor_noise.md", ""
    for line in path.read_text("utf-8").splitlines() if path.exists() else []:
        if line.startswith("## "):
            part = line[3:].lower()
        elif line.startswith("|") and part:
            tables[part].append(line)
    return tables


def _shown(rows: Iterator[str]) -> list[str]:
    lines = []
    for row in rows:
        print(row, flush=True)
        lines.append(row)
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
