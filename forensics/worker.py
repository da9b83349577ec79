"""Measure in another, confined process: start it, read its bounded lines, and turn whatever it does into outcomes.

The parent writes one line, the Job, to the child's standard input and keeps it open (the stepping mode reads its
commands there). The child answers with lines of forensics.codec on standard output. Everything else that the child or
its libraries print is kept apart and quoted, bounded, only when it fails.

A child that shares pixels with its parent maps a file of its scratch folder (mmap): named shared memory would start a
helper process, which the confinement refuses.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, Protocol, TypeVar

from forensics.codec import MAX_LINE, CodecError, decode_as, decode_line, encode
from forensics.confinement import Allowed, Limits, confine, program_paths
from forensics.detector import Observer
from forensics.starting import command
from forensics.types import Ended, Finding, Line, Measurement, NotMeasured, Outcome, Progress, Result

METHOD, VERSION = "worker", "1"
_MODES = {
    "examine": "forensics.examine",
    "judge": "forensics.judging",
    "step": "forensics.media.stepping",
    "provenance": "forensics.provenance.run",
    "signature": "forensics.reference.run",
    "bytes": "forensics.media.raw",
    "captions": "forensics.captions",
    "sensor": "forensics.sensor.run",
    "describe": "forensics.methods",
    "trace": "forensics.synchronise.trace",
    "pages": "forensics.pages",
    "screens": "forensics.onscreen",
    "speech": "forensics.speech",
}
_QUOTED_ERRORS = 600


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked to do. Paths are hexadecimal file-system bytes, since names need not be text."""

    mode: Literal[
        "examine",
        "judge",
        "step",
        "provenance",
        "signature",
        "bytes",
        "captions",
        "describe",
        "trace",
        "pages",
        "sensor",
        "screens",
        "speech",
    ]
    exhibit: str
    name: str
    """The original's name as text: a clock or a hint may stand in it; it is never opened."""
    scratch: str
    beside: tuple[str, ...]
    """Further paths that may be read: a C2PA sidecar, an initialisation segment, trust lists."""
    limits: Limits
    options: tuple[tuple[str, str], ...]

    def option(self, name: str, default: str = "") -> str:
        """Return the value of an option, or ``default``."""
        return dict(self.options).get(name, default)


class Mode(Protocol):
    """What a mode's module offers: a function that runs a job and yields its lines."""

    def run(self, job: Job) -> Iterator[Line]: ...


def path_code(path: Path) -> str:
    """Return a path as a Job carries it: absolute, since the worker stands in its scratch folder."""
    return os.fsencode(path.absolute()).hex()


def coded_path(code: str) -> Path:
    """Return the path that ``path_code`` made."""
    return Path(os.fsdecode(bytes.fromhex(code)))


def spawn(job: Job) -> subprocess.Popen[bytes]:
    """Start a worker on a job; raise OSError where no process can be started."""
    environment = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "TMPDIR": os.fsdecode(bytes.fromhex(job.scratch)),
    }
    if "SYSTEMROOT" in os.environ:  # Windows cannot start a process without it
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    process = subprocess.Popen(
        command("forensics.worker"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=coded_path(job.scratch),
    )
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):  # a child that died at once is reported by its exit
        process.stdin.write(encode(job).encode("ascii") + b"\n")
        process.stdin.flush()
    return process


def measure(job: Job, *, cancelled: Callable[[], bool]) -> Iterator[Result | Finding | Progress]:
    """Run a job to its end and yield what it measured.

    A worker that crashes, hangs, lies or is cancelled ends with a Result of NotMeasured('examination', reason).
    """
    process = spawn(job)
    try:
        ended = yield from listen(process, job.limits, cancelled)
    finally:
        stop(process)
    if ended:
        yield Result(METHOD, VERSION, NotMeasured("examination", ended))


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a worker for certain and close its pipes."""
    process.kill()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()


@dataclass(frozen=True, slots=True)
class _Stopped:
    """The child's output ended, with the reason where it was cut."""

    reason: str


def listen(
    process: subprocess.Popen[bytes], limits: Limits, cancelled: Callable[[], bool]
) -> Generator[Result | Finding | Progress, None, str]:
    """Yield what a worker answers, as it comes; end it when closed; return why it ended, '' for its own end.

    The wait for an answer counts against ``limits.stall_seconds`` only while the next line is being asked for.
    """
    assert process.stdout is not None and process.stderr is not None
    arrived = _Arrivals()
    errors: list[bytes] = []
    reader = threading.Thread(target=_read_output, args=(process.stdout, arrived, limits), daemon=True)
    listener = threading.Thread(target=_read_errors, args=(process.stderr, errors), daemon=True)
    reader.start()
    listener.start()
    try:
        reason = yield from _accept(arrived, limits, cancelled)
        if reason == _ENDED_EARLY:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)  # its pipe ends a moment before it does: let it end in its own way
    finally:
        process.kill()
        process.wait()
        arrived.abandon()
        reader.join()
        listener.join()
    return _exit_reason(process.returncode, b"".join(errors)) if reason == _ENDED_EARLY else reason


_ENDED_EARLY = "ended early"


_WAITING = 2 * 1024 * 1024
"""Bytes of lines that may wait to be taken; one line may be longer."""


class _Arrivals:
    """A queue of bounded size whose sender gives up when nobody takes any more."""

    def __init__(self) -> None:
        self._lines: deque[bytes | _Stopped] = deque()
        self._bytes = 0
        self._abandoned = False
        self._changed = threading.Condition()

    def put(self, item: bytes | _Stopped) -> None:
        """Add a line, or the end, once there is room."""
        with self._changed:
            self._changed.wait_for(lambda: self._abandoned or self._bytes < _WAITING)
            self._lines.append(item)
            self._bytes += _length(item)
            self._changed.notify_all()

    def take(self, seconds: float) -> bytes | _Stopped | None:
        """Return what came first; None where nothing comes within so many seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: bool(self._lines), seconds):
                return None
            item = self._lines.popleft()
            self._bytes -= _length(item)
            self._changed.notify_all()
            return item

    def abandon(self) -> None:
        """Let the sender go on: nobody takes any more."""
        with self._changed:
            self._abandoned = True
            self._changed.notify_all()


def _length(item: bytes | _Stopped) -> int:
    return len(item) if isinstance(item, bytes) else 0


def _accept(
    arrived: _Arrivals, limits: Limits, cancelled: Callable[[], bool]
) -> Generator[Result | Finding | Progress, None, str]:
    count, waited = 0, 0.0
    while True:
        if cancelled():
            return "cancelled by a person"
        untrusted = arrived.take(0.2)
        if untrusted is None:
            waited += 0.2
            if waited >= limits.stall_seconds:
                return f"the measuring process gave no sign of life for {limits.stall_seconds} s and was ended"
            continue
        waited = 0.0
        if isinstance(untrusted, _Stopped):
            return untrusted.reason or _ENDED_EARLY
        try:
            line = decode_line(untrusted.decode("ascii"))
        except (CodecError, UnicodeDecodeError) as error:
            return f"the measuring process answered with something that is no record ({error}) and was ended"
        match line:
            case Ended(results):
                return "" if results == count else f"the measuring process gave {count} of {results} results"
            case Result() | Finding():
                count += 1
                yield line
            case Progress():
                yield line


def _read_output(pipe: IO[bytes], arrived: _Arrivals, limits: Limits) -> None:
    total = 0
    with contextlib.suppress(ValueError, OSError):  # the pipe is closed when the parent stops
        while untrusted := pipe.readline(MAX_LINE + 2):
            total += len(untrusted)
            if len(untrusted) > MAX_LINE + 1 or total > limits.output_bytes:
                arrived.put(_Stopped("the measuring process answered more than is allowed and was ended"))
                return
            arrived.put(untrusted.rstrip(b"\n"))
    arrived.put(_Stopped(""))


def _read_errors(pipe: IO[bytes], kept: list[bytes]) -> None:
    with contextlib.suppress(ValueError, OSError):
        while untrusted := pipe.read1(4096):  # type: ignore[attr-defined] # a pipe of Popen is buffered
            kept.append(untrusted)
            while sum(map(len, kept)) > 65536:
                kept.pop(0)


def _exit_reason(code: int, errors: bytes) -> str:
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = str(-code)
        how = f"was ended by the system (signal {name})"
    else:
        how = f"ended with status {code} before it was done"
    said = errors.decode("utf-8", "backslashreplace").strip().splitlines()
    quoted = f"; its last words: {said[-1][:_QUOTED_ERRORS]!r}" if said else ""
    return f"the measuring process {how}{quoted}"


# The child's side.

_T = TypeVar("_T")


def guarded(step: str, outcomes: Callable[[], Iterator[_T]]) -> Iterator[_T | NotMeasured]:
    """Yield outcomes; a fault inside ends them with a NotMeasured that names the step, and the others go on."""
    try:
        yield from outcomes()
    except MemoryError:
        yield NotMeasured(step, "the measuring process reached its limit of memory in this step")
    except Exception as error:  # noqa: BLE001 - the boundary: a fault in a method becomes a recorded outcome
        yield NotMeasured(step, _fault(error))


def sheltered(quantity: str, observer: Observer) -> Observer:
    """Return an observer that a fault of its own silences, so that the others still see the whole pass."""
    faults: list[str] = []

    def shelter(feed: Callable[[_T], None] | None) -> Callable[[_T], None] | None:
        def fed(item: _T) -> None:
            if faults or feed is None:
                return
            try:
                feed(item)
            except Exception as error:  # noqa: BLE001 - the boundary, as in guarded
                faults.append(_fault(error))

        return None if feed is None else fed

    def finish() -> Iterator[Outcome]:
        if faults:
            yield NotMeasured(quantity, faults[0])
        else:
            yield from guarded(quantity, lambda: iter(observer.finish()))

    return Observer(finish, shelter(observer.packet), shelter(observer.frame), shelter(observer.audio))


def _fault(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "the method reached the measuring process's limit of memory"
    return f"the method failed: {type(error).__name__}: {error}"[:_QUOTED_ERRORS]


def _main() -> int:
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(2, 1)  # whatever a library prints must not be taken for an answer
    job = decode_as(Job, sys.stdin.buffer.readline(MAX_LINE).decode("ascii"))
    in_force = confine(job.limits, allowed_to(job))
    if job.mode != "step":  # the stepping mode reads its commands there and sees the end by itself
        threading.Thread(target=_leave_with_parent, daemon=True).start()
    count = 0
    for line in _answers(job, in_force):
        count += isinstance(line, Result | Finding)
        answers.write(encode(line).encode("ascii") + b"\n")
        if isinstance(line, Progress):
            answers.flush()
    answers.write(encode(Ended(count)).encode("ascii") + b"\n")
    answers.flush()
    return 0


def allowed_to(job: Job) -> Allowed:
    """Return the paths that a worker on this job may read and write."""
    paths = tuple(coded_path(code) for code in (job.exhibit, *job.beside))
    return Allowed((*program_paths(), *paths), (coded_path(job.scratch), Path("/dev/null")))


def _leave_with_parent() -> None:
    """End this process when the parent is gone: its end of standard input closes with it, however it ended."""
    while os.read(0, 4096):  # not through the buffered reader, whose lock would hang the end of the interpreter
        pass
    os._exit(1)


def _answers(job: Job, in_force: tuple[str, ...]) -> Iterator[Line]:
    for words in in_force:
        yield Result(METHOD, VERSION, Measurement("worker.confinement", words, "text"))
    mode: Mode = importlib.import_module(_MODES[job.mode])
    for line in guarded("examination", lambda: mode.run(job)):
        yield Result(METHOD, VERSION, line) if isinstance(line, NotMeasured) else line


if __name__ == "__main__":
    sys.exit(_main())
