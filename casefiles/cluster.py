"""Examine over a Dask cluster: other machines measure, this one is the only one that writes to the case.

A task is one exhibit. It names the files that it reads with their SHA-256, so that what is measured is what the case
holds. It gives back lines of forensics.codec and the pictures that were made, which are read here as strictly as those
of a measuring process on this machine. A task whose machine dies is given to another one, up to ``MOST_TRIES`` times.
"""

from __future__ import annotations

import hashlib
import logging
import platform
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.errors import AssayError, ClusterFailed, SourceUnusable
from casefiles.examinations import Beside, Taken, measure_into, measuring_code, record, scratch_folder, this_machine
from casefiles.views import ExaminationRow, ExhibitId, Watcher
from forensics.codec import CodecError, decode_line, encode
from forensics.confinement import Limits
from forensics.types import Finding, Picture, Progress, Result, StoredFingerprint
from forensics.worker import path_code

MOST_TRIES = 3
CONNECT_SECONDS = 20
_POLL_SECONDS = 0.2
_BLOCK = 1 << 20
_LARGEST_SHIPPED = 2 << 30


@dataclass(frozen=True, slots=True)
class _File:
    """A file that a task reads: where it stands, its digest in lower-case hex, its bytes where they are shipped."""

    path: str
    sha256: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """What another machine is asked for."""

    name: str
    files: tuple[_File, ...]
    """The exhibit first, then what it is read with."""
    beside: Beside
    limits: Limits
    code: str
    stop: str
    """Name of the cluster's event that is set when the work is to stop."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What another machine gives back. ``refused`` says why it did not measure at all, '' where it did."""

    refused: str = ""
    lines: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    machine: tuple[tuple[str, str], ...] = ()


def measure_there(task: _Task) -> Answer:
    """Measure one exhibit; runs on another machine, in a process of the cluster."""
    if measuring_code() != task.code:
        return Answer(f"{platform.node()} has other measuring code; install the same version of Assay there")
    with tempfile.TemporaryDirectory(prefix="assay-") as shipped, scratch_folder() as scratch:
        try:
            paths = [_placed(file, Path(shipped) / str(number)) for number, file in enumerate(task.files)]
        except (OSError, ValueError) as error:
            return Answer(f"{platform.node()}: {error}")
        beside = _moved(task.beside, {file.path: path for file, path in zip(task.files, paths, strict=True)})
        watcher = Watcher(cancelled=_stop_asked(task.stop))
        try:
            taken = measure_into(scratch, paths[0], task.name, beside=beside, watcher=watcher, limits=task.limits)
        except AssayError as error:
            return Answer(f"{platform.node()}: {error}")
        kept = tuple(_files_of(taken, scratch))
    machine = (*this_machine(), ("measured on", platform.node()))
    return Answer("", tuple(taken.lines), tuple(map(encode, taken.findings)), kept, machine)


def _placed(file: _File, own: Path) -> Path:
    """Return the path of a file with the bytes that the task means; raise ValueError where it has others, OSError."""
    path = Path(file.path)
    if file.content is not None:
        path = own
        path.write_bytes(file.content)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digest != file.sha256:
        raise ValueError(f"{file.path} does not hold the bytes that the case holds")
    return path


def _moved(beside: Beside, places: Mapping[str, Path]) -> Beside:
    """Return what an exhibit is read with, at the places where this machine has it."""
    originals = tuple((option, places[str(path)]) for option, path in beside.originals)
    texts = []
    for name, text in beside.scratch_files:
        for before, now in places.items():
            text = text.replace(path_code(Path(before)), path_code(now))
        texts.append((name, text))
    return replace(beside, originals=originals, scratch_files=tuple(texts))


def _stop_asked(name: str) -> Callable[[], bool]:
    from distributed import Event

    event, asked = Event(name), [0.0, False]

    def stop() -> bool:
        if not asked[1] and time.monotonic() - asked[0] > 1:
            try:
                asked[1] = bool(event.is_set())
            except Exception:  # noqa: BLE001 - whatever Dask raises: nobody is left to answer to
                asked[1] = True
            asked[0] = time.monotonic()
        return bool(asked[1])

    return stop


def _files_of(taken: Taken, scratch: Path) -> Iterator[tuple[str, bytes]]:
    for result in taken.results:
        if isinstance(result.outcome, Picture | StoredFingerprint):
            name = Path(result.outcome.name).name
            with suppress(OSError):  # what is missing is told where it is recorded
                if not (scratch / name).is_symlink():
                    yield name, (scratch / name).read_bytes()


@dataclass(slots=True)
class _Waiting:
    """An exhibit that is being measured somewhere."""

    exhibit: ExhibitId
    task: _Task
    started: str
    future: Any
    tries: int = 1


@dataclass(slots=True)
class _Run:
    """One run over a cluster: what is under way, and what is recorded."""

    case: Case
    client: Any
    watcher: Watcher
    total: int
    done: list[ExaminationRow] = field(default_factory=list)
    waiting: list[_Waiting] = field(default_factory=list)


def examine(
    case: Case,
    exhibits: Sequence[ExhibitId],
    beside: Callable[[ExhibitId], Beside],
    *,
    scheduler: str,
    ship: bool,
    watcher: Watcher,
    limits: Limits = Limits(),  # noqa: B008 - a frozen value, shared safely
) -> tuple[ExaminationRow, ...]:
    """Examine exhibits over the cluster of a scheduler ('tcp://host:8786') and record each as it comes.

    Other machines find the case's files at the same path, or with ``ship`` are sent them. Raise ClusterFailed where
    the scheduler cannot be reached or is lost: what came before is recorded, the rest is as if it was never begun.
    """
    with _connected(scheduler) as client:
        run, code, stop = _Run(case, client, watcher, len(exhibits)), measuring_code(), f"assay-stop-{uuid.uuid4()}"
        open_ones = list(exhibits)
        try:
            while (open_ones or run.waiting) and not watcher.cancelled():
                _require_running(run)
                while open_ones and len(run.waiting) < _room(client):
                    exhibit = open_ones.pop(0)
                    task = _task(case, exhibit, beside(exhibit), ship=ship, limits=limits, code=code, stop=stop)
                    started = stamp(case.clock.now())
                    run.waiting.append(_Waiting(exhibit, task, started, _submit(client, task)))
                watcher.progress(Progress("examining on other machines", len(run.done), run.total, "exhibit"))
                if not _record_finished(run):
                    time.sleep(_POLL_SECONDS)
        finally:
            _end(run, stop)
    return tuple(run.done)


@contextmanager
def _connected(scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterFailed(
            "examining over a cluster needs the package distributed",
            hint="Install it with: pip install 'assay[cluster]'",
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is lost is told here, once
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterFailed(f"{scheduler} does not answer as a scheduler of Dask: {error or 'no answer'}") from error
    try:
        yield client
    finally:
        with suppress(Exception):  # a scheduler that is gone cannot be taken leave of
            client.close(timeout=5)


def _room(client: Any) -> int:
    """Return how many tasks are given out at once: enough that nobody waits, few enough that they fit into memory."""
    return max(2, 2 * sum(map(int, client.nthreads().values())))


def _task(case: Case, exhibit: ExhibitId, beside: Beside, *, ship: bool, limits: Limits, code: str, stop: str) -> _Task:
    row, original = case.row(exhibit), case.original(exhibit)
    if not original.is_file():
        raise SourceUnusable(f"{exhibit}: its original is missing from the case", hint="Run `assay verify`.")
    if ship and row.size > _LARGEST_SHIPPED:
        raise SourceUnusable(
            f"{exhibit} has more bytes than are sent to another machine ({_LARGEST_SHIPPED})",
            hint="Put the case where all machines see it under the same path, and leave out --ship.",
        )
    absolute = replace(beside, originals=tuple((option, path.absolute()) for option, path in beside.originals))
    paths = [original.absolute(), *(path for _, path in absolute.originals)]
    files = tuple(
        _File(str(path), row.sha256 if not number else _digest(path), path.read_bytes() if ship else None)
        for number, path in enumerate(paths)
    )
    return _Task(row.name, files, absolute, limits, code, stop)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _submit(client: Any, task: _Task) -> Any:
    return client.submit(measure_there, task, pure=False, retries=0)


def _require_running(run: _Run) -> None:
    if run.client.status != "running":
        raise ClusterFailed(
            f"the scheduler was lost; {len(run.done)} of {run.total} exhibits were examined and recorded before that"
        )


def _record_finished(run: _Run) -> bool:
    """Record what has come, give again what was lost, and return whether anything had come."""
    ready = [one for one in run.waiting if one.future.status != "pending"]
    for one in ready:
        if run.watcher.cancelled():
            break
        _require_running(run)  # all that is under way counts as lost when the scheduler is
        if one.future.status == "finished":
            _record(run, one)
        elif one.tries < MOST_TRIES:
            one.tries += 1
            one.future = _submit(run.client, one.task)
            continue
        else:
            reason = f"{one.exhibit} could not be measured on {MOST_TRIES} tries: {_why(one.future)}"
            raise ClusterFailed(reason)
        run.waiting.remove(one)
    return bool(ready)


def _why(future: Any) -> str:
    try:
        error = future.exception(timeout=5) if future.status == "error" else None
    except Exception as raised:  # noqa: BLE001 - whatever Dask raises of a task that is no more
        error = raised
    return str(error or "the machine that measured it was lost")[:300]


def _record(run: _Run, one: _Waiting) -> None:
    try:
        answer = one.future.result(timeout=60)
    except Exception as error:
        raise ClusterFailed(f"{one.exhibit}: its results could not be fetched: {type(error).__name__}") from error
    if not isinstance(answer, Answer) or answer.refused:
        raise ClusterFailed(answer.refused if isinstance(answer, Answer) else "a machine gave something else back")
    taken = _read(answer)
    with scratch_folder() as scratch:
        for name, content in answer.files:
            (scratch / Path(name).name).write_bytes(content)
        row = record(run.case, one.exhibit, taken, scratch, beside=one.task.beside, started=one.started)
    run.done.append(row)
    one.future.release()


def _read(answer: Answer) -> Taken:
    """Return an answer's records; raise ClusterFailed for what is none."""
    taken = Taken(machine=answer.machine)
    for text in (*answer.lines, *answer.findings):
        try:
            line = decode_line(text)
        except CodecError as error:
            raise ClusterFailed(f"a machine answered with something that is no record ({error})") from error
        if not isinstance(line, Result | Finding):
            raise ClusterFailed("a machine answered with a record that is no result")
        taken.take(line)
    return taken


def _end(run: _Run, stop: str) -> None:
    """Have everything stop that is still under way; its results are dropped."""
    if not run.waiting or run.client.status != "running":
        return
    from distributed import Event

    with suppress(Exception):  # a scheduler that is just being lost needs no telling
        Event(stop, client=run.client).set()
        run.client.cancel([one.future for one in run.waiting])
