"""Send mutated real files through the confined worker and see that it keeps its promises.

    python -m benchmarks.hostile FOLDER [--runs 20000] [--first 0] [--keep FOLDER] [--tell 200]

Files of FOLDER, the longer ones cut to their first packets, are changed at random (``mutations``). Each changed file is
examined as `assay examine` does it: in a process of its own, confined to that file and a scratch folder, whose lines
the parent parses strictly; every tenth is judged, too. To save the time of loading the program 20,000 times the process
is forked from one that has loaded it and opened nothing; it confines itself as any worker does, except that a system
call that the filter refuses ends it, so that the mere attempt is seen.

Broken is a promise when the parent fails, a worker lives past its limit of time, uses more memory than it may, tries a
refused system call, changes the exhibit, or leaves anything outside of its scratch folder. What a worker makes of a
file, an error included, is no failure; workers that end early are counted by their reason. A broken one's file is kept
under --keep, named by the number with which --first repeats it.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import importlib
import os
import pkgutil
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from benchmarks.hostile.mutations import mutated, short
from forensics import worker
from forensics.codec import encode
from forensics.confinement import GIBIBYTE, Limits, confine
from forensics.judging import LINES_FILE
from forensics.types import Result
from forensics.worker import Job, listen, path_code

SECONDS = 120
"""Processor seconds that a worker may take here; a short file takes less than one."""
LIMITS = Limits(memory=2 * GIBIBYTE, processor_seconds=SECONDS, stall_seconds=10 * SECONDS)
MOST_BYTES = 200_000
PACKETS = 12


@dataclass
class Forked:
    """A worker forked from this process, with what ``listen`` needs of one that was started."""

    pid: int
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]
    returncode: int = 0
    peak: int = 0
    """Kilobytes of memory at most."""
    gone: bool = False

    def kill(self) -> None:
        if not self.gone:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        until = time.monotonic() + (timeout or 10**9)
        while not self.gone:
            pid, status, used = os.wait4(self.pid, os.WNOHANG if timeout else 0)
            if pid:
                self.returncode, self.peak, self.gone = os.waitstatus_to_exitcode(status), used.ru_maxrss, True
            elif time.monotonic() > until:
                break
            else:
                time.sleep(0.005)
        return self.returncode


def forked(job: Job) -> Forked:
    """Start a worker on a job as ``worker.spawn`` does, from the program that is loaded here already."""
    pipes = [os.pipe() for _ in range(3)]
    pid = os.fork()
    if pid == 0:
        try:
            for descriptor, (reads, writes) in enumerate(pipes):
                os.dup2(reads if descriptor == 0 else writes, descriptor)
            os.closerange(3, 256)
            os.chdir(worker.coded_path(job.scratch))
            os.environ["TMPDIR"] = str(worker.coded_path(job.scratch))
            sys.stdin = os.fdopen(0, "r")
            sys.stderr = os.fdopen(2, "w", buffering=1)
            worker.confine = functools.partial(confine, deadly=True)
            os._exit(worker._main())
        except BaseException as error:  # noqa: BLE001 - whatever happens, no second parent may come of it
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(70)
    (in_reads, in_writes), (out_reads, out_writes), (error_reads, error_writes) = pipes
    for descriptor in (in_reads, out_writes, error_writes):
        os.close(descriptor)
    process = Forked(pid, os.fdopen(in_writes, "wb"), os.fdopen(out_reads, "rb"), os.fdopen(error_reads, "rb"))
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(encode(job).encode("ascii") + b"\n")
        process.stdin.flush()
    return process


def answered(job: Job) -> tuple[list[str], str, int, Forked]:
    """Return the lines of a worker's results, why it ended early ('' if it did not), the bytes, and the process."""
    process, lines = forked(job), []
    hearing = listen(cast("worker.subprocess.Popen[bytes]", process), job.limits, lambda: False)
    try:
        while True:
            line = next(hearing)
            if isinstance(line, Result):
                lines.append(encode(line))
    except StopIteration as end:
        reason = str(end.value)
    finally:
        for pipe in (process.stdin, process.stdout, process.stderr):
            with contextlib.suppress(OSError):
                pipe.close()
    return lines, reason, sum(map(len, lines)), process


def below(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of everything below a folder."""
    return {str(one): (one.lstat().st_size, one.lstat().st_mtime_ns) for one in sorted(folder.rglob("*"))}


def one(number: int, files: list[Path], contents: list[bytes], room: Path) -> tuple[str, str, list[str], int, float]:
    """Send one changed file through; return how it was changed, how it ended, the broken promises, memory, seconds."""
    index, said, content = mutated(number, contents)
    scratch, exhibit = room / "scratch", room / f"exhibit{files[index].suffix}"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    exhibit.write_bytes(content)
    before = {name: seen for name, seen in below(room).items() if not name.startswith(str(scratch))}
    begun = time.monotonic()
    job = Job("examine", path_code(exhibit), exhibit.name, path_code(scratch), (), LIMITS, ())
    lines, reason, _, process = answered(job)
    if number % 10 == 0:
        (scratch / LINES_FILE).write_text("\n".join(lines) + "\n", "ascii")
        judged = Job("judge", "", "", path_code(scratch), (), LIMITS, ())
        _, ending, _, second = answered(judged)
        reason = reason or (f"judging: {ending}" if ending else "")
        process.peak = max(process.peak, second.peak)
    taken = time.monotonic() - begun
    broken = []
    after = {name: seen for name, seen in below(room).items() if not name.startswith(str(scratch))}
    if exhibit.read_bytes() != content or before != after:
        broken.append("something outside of the scratch folder changed")
    if any(one.is_symlink() or not one.is_file() for one in scratch.rglob("*")):
        broken.append("the scratch folder holds what is no file")
    if process.peak * 1024 > LIMITS.memory:
        broken.append(f"{process.peak} KiB of memory")
    for words, promise in (
        ("SIGSYS", "a refused system call was tried"),
        ("SIGXCPU", "it came to the limit of processor time"),
        ("no sign of life", "it hung"),
        ("no record", "it answered with something that is no record"),
        ("status 70", "it could not be started"),
    ):
        if words in reason:
            broken.append(f"{promise}: {reason}")
    exhibit.unlink()
    return f"{files[index].name}: {said}", reason, broken, process.peak, taken


def load() -> None:
    """Import what a worker imports, so that each forked one need not."""
    for name in ("forensics.examine", "forensics.judging", "scipy.signal", "scipy.fft", "scipy.ndimage"):
        importlib.import_module(name)
    from forensics import detectors
    from forensics.registry import detectors as registered

    for module in pkgutil.iter_modules(detectors.__path__):
        importlib.import_module(f"forensics.detectors.{module.name}")
    registered()


def main() -> int:
    """Run, print a line now and then and a table at the end; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("hostile-kept"))
    parser.add_argument("--tell", type=int, default=200)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    load()
    endings: Counter[str] = Counter()
    all_broken: list[str] = []
    peak, longest = 0, 0.0
    with tempfile.TemporaryDirectory(prefix="hostile-") as name, tempfile.TemporaryDirectory(prefix="cut-") as cut:
        room = Path(name)
        os.environ["HOME"] = str(room / "home")  # watched with the rest of the room
        (room / "home").mkdir()
        found = (one for one in sorted(given.folder.rglob("*")) if one.is_file() and one.suffix in _SUFFIXES)
        files = [made for one in found if (made := short(one, Path(cut), MOST_BYTES, PACKETS)) is not None]
        contents = [one.read_bytes() for one in files]
        print(f"{len(files)} files of {sum(map(len, contents)):,} bytes", flush=True)
        for count, number in enumerate(range(given.first, given.first + given.runs), 1):
            said, reason, broken, used, taken = one(number, files, contents, room)
            endings[_kind(reason)] += 1
            peak, longest = max(peak, used), max(longest, taken)
            for promise in broken:
                all_broken.append(f"{number} ({said}): {promise}")
                print(f"BROKEN {all_broken[-1]}", flush=True)
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / str(number)).write_bytes(mutated(number, contents)[2])
            if count % given.tell == 0:
                print(
                    f"{count} {dict(endings)} {peak / 1024:.0f} MiB, {longest:.1f} s, {len(all_broken)} broken",
                    flush=True,
                )
    print(f"| runs | {' | '.join(endings)} | memory at most | longest | promises broken |")
    print(
        f"| {given.runs} | {' | '.join(map(str, endings.values()))} | {peak / 1024:.0f} MiB | {longest:.1f} s "
        f"| {len(all_broken)} |"
    )
    return 1 if all_broken else 0


_SUFFIXES = {
    ".mp4",
    ".mkv",
    ".mov",
    ".avi",
    ".webm",
    ".ts",
    ".m4s",
    ".jpg",
    ".png",
    ".heic",
    ".m4a",
    ".wav",
    ".3gp",
    ".mp3",
}


def _kind(reason: str) -> str:
    """Return a reason without what differs from file to file."""
    return "complete" if not reason else reason.partition(";")[0][:90]


if __name__ == "__main__":
    sys.exit(main())
