"""A large case on the command line: `python -m benchmarks.large_case [--exhibits 1000] [--measurements 1000]`.

A case of 1,000 exhibits with 1,000 measurements each and 100,000 custody events is made: small files, acquired and
signed as any other; measurements written as an examination writes them; the rest of the events, each with its signed
head, in one transaction. Then the commands open, list, show, verify and report it, each in a process of its own. Told
are seconds by the clock and of all processors, and the most memory of one process; beside them, in the same run, what
it costs to read and parse every measurement, and every event, with nothing but sqlite3 and json.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from benchmarks.custody import lengthen
from casefiles import keys, vault
from casefiles.case import DATABASE, Case
from casefiles.keys import Signer
from casefiles.views import Provided
from forensics.codec import encode
from forensics.types import FrameLocus, Measurement, Result, Timestamp

PASSPHRASE = "a passphrase of the benchmark"
MEDIA = (("container.format", "mov,mp4"), ("stream.codec", "h264"), ("stream.width", 1920), ("stream.height", 1080))
READING = (
    "import json, sqlite3, sys\n"
    "print(sum(1 for (line,) in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]) if json.loads(line)))\n"
)
MEASURED = "SELECT line FROM record"
LOGGED = "SELECT canon FROM event"
Cost = tuple[float, float, float]
"""Seconds by the clock, seconds of all processors, MiB at most."""


def made(path: Path, signer: Signer, exhibits: int, measurements: int, events: int) -> None:
    """Make the case; only the time of reading it is told, so nothing is flushed."""
    source = path.with_name("clip.mp4")
    with Case.create(path, name="Large", claim="", signer=signer) as case:
        case.store.connection.execute("PRAGMA synchronous = OFF")
        for number in range(exhibits):
            source.write_bytes(b"\0\0\0\x18ftypisom" + number.to_bytes(8, "big") * 64)
            row = vault.acquire(case, source, Provided()).exhibit
            with case.change("examination", item=row.id) as change:
                identifier = change.next_id("examination")
                texts = {"started": "2026-11-27T10:00:00Z", "ended": "2026-11-27T10:00:09Z", "by": "Benchmark"}
                counts = {"results": measurements, "findings": 0, "not_measured": 0}
                about = {"id": identifier, "exhibit": row.id, "outcome": "complete", "environment": "[]"}
                change.insert("examination", {**about, **texts, **counts})
                for place in range(measurements):
                    result = _measured(place)
                    what = {"kind": "measurement", "method": result.method, "quantity": _quantity(place)}
                    change.insert(
                        "record", {"examination": identifier, "number": place, **what, "line": encode(result)}
                    )
        lengthen(case, signer, events)


def _quantity(place: int) -> str:
    return MEDIA[place][0] if place < len(MEDIA) else "frame.sharpness"


def _measured(place: int) -> Result:
    if place < len(MEDIA):
        value = MEDIA[place][1]
        return Result("demux", "1", Measurement(_quantity(place), value, "text" if isinstance(value, str) else "1"))
    at = FrameLocus(0, place, Timestamp(place * 512, Fraction(1, 12_800)))
    return Result("sharpness", "1", Measurement(_quantity(place), Fraction(place * 37 % 1000, 1000), "1", at))


def run(command: Sequence[str | Path], environment: Mapping[str, str]) -> Cost:
    """Run a command and return what it cost; show what it said where it failed."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: {said}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Make the case, run the commands, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exhibits", type=int, default=1_000)
    parser.add_argument("--measurements", type=int, default=1_000, help="of each exhibit")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=None, help="where to work; a temporary folder if not given")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        path, home = folder / "large.assay", folder / "home"
        signer = replace(keys.create(home, name="Benchmark", passphrase=PASSPHRASE), home=folder / "none")
        made(path, signer, given.exhibits, given.measurements, given.events)
        database, middle = path / DATABASE, f"E-{given.exhibits // 2:04d}"
        size = database.stat().st_size / 1e6
        counts = f"{given.exhibits:,} exhibits, {given.exhibits * given.measurements:,} measurements"
        print(f"{counts}, {given.events:,} events, {size:,.0f} MB")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
        assay = [sys.executable, "-m", "casefiles.cli.__main__"]
        commands: dict[str, list[str | Path]] = {
            "sqlite3, json: every measurement": [sys.executable, "-c", READING, database, MEASURED],
            "sqlite3, json: every event": [sys.executable, "-c", READING, database, LOGGED],
            "show CASE": [*assay, "show", path],
            "show CASE EXHIBIT": [*assay, "show", path, middle],
            "show CASE EXHIBIT --measurements": [*assay, "show", path, middle, "--measurements"],
            "show CASE --events": [*assay, "show", path, "--events"],
            "verify CASE --quick": [*assay, "verify", path, "--quick"],
            "verify CASE": [*assay, "verify", path],
            "report CASE --format json": [*assay, "report", path, "--format", "json", "--folder", folder / "json"],
            "report CASE --format html": [*assay, "report", path, "--format", "html", "--folder", folder / "html"],
            "report CASE --format pdf": [*assay, "report", path, "--format", "pdf", "--folder", folder / "pdf"],
        }
        environment = os.environ | {
            "ASSAY_HOME": str(folder / "unknown"),
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        run([*assay, "show", path, middle, "--json"], environment)  # compiles, and reads the file into memory
        print("| command | seconds by the clock | of processors | MiB |\n|---|---|---|---|")
        for words, command in commands.items():
            wall, used, most = run(command, environment)
            print(f"| `{words}` | {wall:.2f} | {used:.2f} | {most:.0f} |", flush=True)


if __name__ == "__main__":
    main()
