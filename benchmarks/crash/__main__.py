"""Cut work off at random instants and see what is left: `python -m benchmarks.crash --runs 500`.

Each run does one deed in a process of its own, and a disaster befalls it at a random instant: kill -9, a source that is
changed or vanishes, a disk that is full, read-only, or taken away. Afterwards, with everything as it should be again:

1 a full verification finds no problem;
2 everything that was acknowledged stands in the case;
3 the same deed, repeated, comes to its end, and verification finds no problem again;
4 nothing half-made is left.

Full, read-only and lost disks are small file systems in memory, which only root can mount; without that right those
disasters are left out, which is said.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crash.deeds import DEEDS, SMALL_PACE, Place, half_made, missing, prepare
from casefiles import direct, keys, resuming, vault
from casefiles.case import Case
from casefiles.errors import AssayError
from casefiles.keys import Signer
from casefiles.package.content import Wanted
from casefiles.package.write import pack
from casefiles.verification import verify
from casefiles.views import Provided, Watcher

PER_CASE = 40
DISK = 96 * 1024 * 1024
WEIGHTS = {"acquire": 8, "examine": 1, "report": 3, "package": 3, "import": 3}
DISASTERS = {
    "kill": 10,
    "source changed": 1,
    "source vanished": 1,
    "disk full": 2,
    "read-only": 1,
    "lost mount": 1,
}
NEEDS_DISK = frozenset({"disk full", "read-only", "lost mount"})
FILM = """
import sys
from fractions import Fraction
from pathlib import Path
from forensics.footage.encode import make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
make(Path(sys.argv[1]), Scene(width=160, height=96, seed=3), plain(Fraction(25), Fraction(1)))
"""


class Found(Exception):
    """A promise was broken."""


class Disk:
    """A small file system in memory that can be filled, made read-only and taken away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        _mount("-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", folder)

    def fill(self) -> None:
        """Leave no room, but for some blocks at random."""
        with contextlib.suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as file:
            while True:
                file.write(bytes(1 << 16))

    def empty(self) -> None:
        """Give the room back."""
        (self.folder / "filler").unlink(missing_ok=True)

    def remount(self, how: str) -> None:
        """Make it read-only or writable again; busy disks refuse the first."""
        _mount("-o", f"remount,{how}", self.folder)

    def close(self) -> None:
        """Take it away for good."""
        subprocess.run(["umount", "-l", self.folder], check=False, capture_output=True)


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def can_mount(folder: Path) -> bool:
    """Return whether this user may mount."""
    try:
        Disk(folder / "try").close()
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def new_case(folder: Path, signer: Signer, clip: Path) -> None:
    """Make a case with a clip in it, and a package of it."""
    with Case.create(folder / "c.assay", name="crash", claim="It rained.", signer=signer) as case:
        vault.acquire(case, clip, Provided())
        pack(case, folder / "package", Wanted(), Watcher())


def in_a_child(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Start work in a process of its own; return its number and the end of a pipe on which it says what is done."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    os.close(reading)
    os.setsid()
    code = 70
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        work(lambda said: os.write(writing, f"{said}\n".encode()) and None)
        code = 0
    except AssayError:
        code = 3
    except BaseException:  # noqa: BLE001 - whatever it is, it is told to the parent as the code 70
        os.write(writing, f"FAILED {traceback.format_exc()!r}\n".encode())
        code = 70
    finally:
        os._exit(code)


def finish(child: int, reading: int) -> tuple[int, list[str]]:
    """Wait for a child; return how it ended and what it said was done."""
    said = b""
    while block := os.read(reading, 4_096):
        said += block
    os.close(reading)
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # the group of this child alone: its measuring process
    return os.waitstatus_to_exitcode(status), said.decode().splitlines()


def undisturbed(work: Callable[[Callable[[str], None]], None]) -> tuple[int, list[str]]:
    """Do work in a process of its own to its end."""
    return finish(*in_a_child(work))


def whole(place: Place, when: str) -> None:
    """Raise Found unless a full verification finds no problem."""
    with Case.open(place.case) as case:
        found = verify(case)
    if found.problems:
        raise Found(f"{when}: {found.problems[0].place}: {found.problems[0].what} ({len(found.problems)} problems)")


@contextlib.contextmanager
def disaster(what: str, place: Place, disk: Disk | None, instant: float) -> Iterator[Callable[[int], None]]:
    """Hold what lets the disaster come over a child after so many seconds, and set all right again afterwards."""
    kept = place.folder / "kept"
    shutil.copyfile(place.source, kept)
    if what == "read-only" and disk:
        disk.remount("ro")

    def strike(child: int) -> None:
        time.sleep(instant)
        if what == "kill":
            os.kill(child, signal.SIGKILL)
        elif what == "source changed":
            with place.source.open("r+b") as file:
                file.write(b"X")
        elif what == "source vanished":
            place.source.unlink()
        elif what == "disk full" and disk:
            disk.fill()
        elif what == "lost mount" and disk:
            _mount("-t", "tmpfs", "tmpfs", disk.folder)

    yield strike
    if disk and what == "lost mount":
        subprocess.run(["umount", disk.folder], check=True)
    if disk:
        if what == "read-only":
            disk.remount("rw")
        disk.empty()
    shutil.copyfile(kept, place.source)
    kept.unlink()


def run(name: str, what: str, place: Place, disk: Disk | None, chance: random.Random, took: dict[str, float]) -> str:
    """Do one run; return how the disturbed deed ended, raise Found where a promise was broken."""
    prepare(place, chance)
    deed = DEEDS[name]
    acknowledged: list[str] = []
    with disaster(what, place, disk, chance.uniform(0, took.get(name, 0.3))) as strike:
        child, reading = in_a_child(lambda say: deed(place, say))
        strike(child)
        code, said = finish(child, reading)
        acknowledged += said
    if code == 70:
        raise Found(f"the deed ended with a failure that is not ours to tell: {said[-1:]}")
    whole(place, "after the disaster")
    if lost := missing(place, acknowledged):
        raise Found(f"lost: {lost}")
    began = time.perf_counter()
    code, said = undisturbed(lambda say: deed(place, say))
    took[name] = time.perf_counter() - began
    if code or not said:
        raise Found(f"repeating it ended with {code}")
    whole(place, "after repeating it")
    if lost := missing(place, [*acknowledged, *said]):
        raise Found(f"lost after repeating it: {lost}")
    if left := half_made(place):
        raise Found(f"left half-made: {left}")
    clean(place)
    return "done before it" if acknowledged else "cut off" if what == "kill" else "refused"


def clean(place: Place) -> None:
    """Take away what only this round needs."""
    place.source.unlink(missing_ok=True)
    for path in (*place.folder.glob("package-*"), *place.folder.glob("import-*.assay")):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def choose(chance: random.Random, weights: dict[str, int]) -> str:
    """Return one of the names, each as often as its weight says."""
    return chance.choices(list(weights), list(weights.values()))[0]


def campaign(
    folder: Path, *, runs: int, seed: int, clip: Path, disks: bool, deeds: dict[str, int], show: bool = True
) -> Counter[str]:
    """Do so many runs; return how often what ended how, raise Found at the first promise broken."""
    chance, outcomes = random.Random(seed), Counter[str]()
    signer = replace(keys.create(folder / "home", name="Crash", passphrase="x"), home=folder / "none")
    took: dict[str, float] = {}
    disk, place = None, None
    try:
        for number in range(runs):
            if number % PER_CASE == 0:
                if disk:
                    disk.close()
                where = folder / f"case{number}"
                disk = Disk(where) if disks else None
                where.mkdir(exist_ok=True)
                new_case(where, signer, clip)
            place = Place(folder / f"case{number - number % PER_CASE}", signer, number)
            name = choose(chance, deeds)
            possible = {key: weight for key, weight in DISASTERS.items() if disks or key not in NEEDS_DISK}
            what = (
                choose(chance, possible)
                if name == "acquire"
                else choose(chance, {key: weight for key, weight in possible.items() if not key.startswith("source")})
            )
            try:
                outcomes[f"{name}, {what}: {run(name, what, place, disk, chance, took)}"] += 1
            except Found as found:
                raise Found(f"run {number} (seed {seed}), {name}, {what}: {found}") from found
            if show and number % 20 == 19:
                print(f"{number + 1} runs", flush=True)
    finally:
        if disk:
            disk.close()
    return outcomes


def main() -> int:
    """Do the runs and print how they ended."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--deed", action="append", choices=list(DEEDS), help="only these; may be given several times")
    given = parser.parse_args()
    # Children are forked from one process that has loaded everything, so that a run costs a second and not ten.
    resuming.PACE = SMALL_PACE
    resuming.new_journal.__defaults__ = (SMALL_PACE,)
    direct.SMALLEST = SMALL_PACE.smallest
    with TemporaryDirectory(prefix="assay-crash-") as name:
        folder = Path(name)
        film = folder / "clip.mp4"
        subprocess.run([sys.executable, "-c", FILM, film], check=True)
        disks = can_mount(folder)
        if not disks:
            print("full, read-only and lost disks are left out: this user may not mount")
        deeds = {deed: weight for deed, weight in WEIGHTS.items() if not given.deed or deed in given.deed}
        try:
            outcomes = campaign(folder, runs=given.runs, seed=given.seed, clip=film, disks=disks, deeds=deeds)
        except Found as found:
            print(f"BROKEN: {found}")
            return 1
    for words, count in sorted(outcomes.items()):
        print(f"{count:5}  {words}")
    print(f"{sum(outcomes.values())} runs, no promise broken")
    return 0


if __name__ == "__main__":
    sys.exit(main())
