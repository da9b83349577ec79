"""Run the confined worker on an exhibit and keep everything that it answers, in one change with its event."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import forensics
from casefiles.binding import Value
from casefiles.case import DERIVATIVES, Case
from casefiles.change import Change
from casefiles.clock import stamp
from casefiles.derived import kept
from casefiles.errors import ExaminationFailed, SourceUnusable
from casefiles.long_lines import Lines
from casefiles.report.loci import locus_words
from casefiles.unfinished import placing_derivatives
from casefiles.views import ExaminationId, ExaminationRow, ExhibitId, Watcher
from forensics.codec import clean_text, encode
from forensics.confinement import Limits
from forensics.judging import LINES_FILE
from forensics.methods import ATTEMPTS, NOT_LOADED
from forensics.outside import read_with
from forensics.types import Finding, Measurement, NotMeasured, Picture, Progress, Result, Series, StoredFingerprint
from forensics.worker import METHOD, Job, measure, path_code

MEASURING = (
    *("av", "opencv-python-headless", "numpy", "scipy", "PyWavelets"),
    *("c2pa-python", "imagehash", "exifread", "cryptography", "onnxruntime"),
)
"""Packages whose versions may change a result."""


@dataclass(slots=True)
class Taken:
    """What the worker answered, in order: ``lines`` are the results as forensics.codec writes them.

    The rows of tables stand in ``lines`` alone, and those in a file: they would fill the memory with a film's length.
    """

    results: list[Result] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)
    findings: list[Finding] = field(default_factory=list)
    machine: tuple[tuple[str, str], ...] = ()
    """What measured, where that was another machine."""

    def take(self, line: Result | Finding) -> None:
        if isinstance(line, Finding):
            self.findings.append(line)
            return
        self.lines.append(encode(line))
        if isinstance(line.outcome, Series):
            line = replace(line, outcome=replace(line.outcome, rows=()))
        self.results.append(line)

    def outcome(self) -> str:
        """Say in words how the examination ended."""
        reasons = [
            result.outcome.reason
            for result in self.results
            if result.method == METHOD and isinstance(result.outcome, NotMeasured)
        ]
        return f"ended early: {reasons[0]}" if reasons else "complete"

    def not_measured(self) -> int:
        """Count what could not be measured."""
        return sum(isinstance(result.outcome, NotMeasured) for result in self.results)


@dataclass(frozen=True, slots=True)
class Beside:
    """What an examination may read besides the exhibit: files for the scratch folder, and other originals by name."""

    scratch_files: tuple[tuple[str, str], ...] = ()
    originals: tuple[tuple[str, Path], ...] = ()
    """(option, path), such as ('sidecar', …) or ('init_segment', …)."""
    facts: tuple[tuple[str, str], ...] = ()
    """Names and values for the environment: which trust lists, which sidecar."""
    readers: tuple[str, ...] = ()
    """Other programs that read the tags too, each in a confined process of its own."""
    options: tuple[tuple[str, str], ...] = ()
    """Options of the job that are no files: which methods run on request, which code may be loaded."""


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class _Setting:
    """One examination that is about to be made."""

    name: str
    original: Path
    scratch: Path
    beside: Beside
    limits: Limits


def examine(
    case: Case,
    exhibit: ExhibitId,
    *,
    beside: Beside = NOTHING_BESIDE,
    watcher: Watcher = Watcher(),  # noqa: B008 - a frozen value, shared safely
    limits: Limits = Limits(),  # noqa: B008 - a frozen value, shared safely
) -> ExaminationRow:
    """Examine one exhibit and record all of it; raise ExaminationFailed, CaseNotWritable, StorageFailed.

    An examination that is cancelled, or whose worker fails, is recorded with what it had measured until then.
    """
    case.require_writable()
    row, original = case.row(exhibit), case.original(exhibit)
    if not original.is_file():
        raise SourceUnusable(f"{exhibit}: its original is missing from the case", hint="Run `assay verify`.")
    started = stamp(case.clock.now())
    with scratch_folder() as scratch:
        taken = _run(_Setting(row.name, original, scratch, beside, limits), watcher)
        return record(case, exhibit, taken, scratch, beside=beside, started=started)


def record(
    case: Case, exhibit: ExhibitId, taken: Taken, scratch: Path, *, beside: Beside, started: str
) -> ExaminationRow:
    """Keep what a worker answered, and the files that it left in ``scratch``; raise CaseNotWritable, StorageFailed."""
    ended = stamp(case.clock.now())
    with placing_derivatives(case):
        _keep_pictures(case, taken, scratch)
        body = {"outcome": taken.outcome()} | _refused(taken)
        with case.change("examination", item=exhibit, body=body) as change:
            identifier = ExaminationId(change.next_id("examination"))
            change.insert(
                "examination",
                _examination_row(case, taken, beside)
                | {"id": identifier, "exhibit": exhibit, "started": started, "ended": ended},
            )
            _store(change, identifier, exhibit, taken)
    return next(one for one in case.examinations(exhibit) if one.id == identifier)


def measure_again(
    case: Case,
    exhibit: ExhibitId,
    *,
    beside: Beside = NOTHING_BESIDE,
    watcher: Watcher = Watcher(),  # noqa: B008 - a frozen value, shared safely
    limits: Limits = Limits(),  # noqa: B008 - a frozen value, shared safely
) -> tuple[Taken, tuple[tuple[str, str], ...]]:
    """Run the worker on an exhibit and return its answers and the environment; nothing of it is kept.

    Raise SourceUnusable, ExaminationFailed.
    """
    row, original = case.row(exhibit), case.original(exhibit)
    if not original.is_file():
        raise SourceUnusable(f"{exhibit}: its original is missing from the case", hint="Run `assay verify`.")
    with scratch_folder() as scratch:
        taken = _run(_Setting(row.name, original, scratch, beside, limits), watcher)
    return taken, environment_of(taken, beside)


def measure_file(
    path: Path,
    *,
    beside: Beside = NOTHING_BESIDE,
    watcher: Watcher = Watcher(),  # noqa: B008 - a frozen value, shared safely
    limits: Limits = Limits(),  # noqa: B008 - a frozen value, shared safely
) -> Taken:
    """Run the worker on a file that belongs to no case and return its answers; raise ExaminationFailed."""
    with scratch_folder() as scratch:
        return measure_into(scratch, path, path.name, beside=beside, watcher=watcher, limits=limits)


def measure_into(scratch: Path, path: Path, name: str, *, beside: Beside, watcher: Watcher, limits: Limits) -> Taken:
    """Run the worker on a file and return its answers; what it leaves stays in ``scratch``. Raise ExaminationFailed."""
    return _run(_Setting(name, path, scratch, beside, limits), watcher)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder for one worker, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="assay-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refused(taken: Taken) -> dict[str, str]:
    """Return, for the event, which methods of other packages were not loaded, and which tried what is refused.

    The reasons, and what was tried, are among the results.
    """
    names = sorted({result.method for result in taken.results if result.version == NOT_LOADED})
    tried = sorted({result.method for result in taken.results if _is_attempt(result)})
    return ({"methods not loaded": ", ".join(names)} if names else {}) | (
        {"methods that tried what is refused": ", ".join(tried)} if tried else {}
    )


def _is_attempt(result: Result) -> bool:
    return isinstance(result.outcome, NotMeasured) and result.outcome.quantity.endswith(ATTEMPTS)


def _run(setting: _Setting, watcher: Watcher) -> Taken:
    scratch, beside = setting.scratch, setting.beside
    for name, content in beside.scratch_files:
        (scratch / name).write_text(content, "ascii")
    options = (*((option, path_code(path)) for option, path in beside.originals), *beside.options)
    paths = tuple(path_code(path) for _, path in beside.originals)
    exhibit, name = path_code(setting.original), clean_text(setting.name)
    job = Job("examine", exhibit, name, path_code(scratch), paths, setting.limits, options)
    taken = Taken()
    _listen(job, taken, watcher)
    for reader in beside.readers:
        for result in read_with(reader, setting.original):
            taken.take(result)
    with (scratch / LINES_FILE).open("w", encoding="ascii", newline="\n") as file:
        file.writelines(f"{line}\n" for line in taken.lines)
    _listen(Job("judge", "", "", path_code(scratch), (), setting.limits, beside.options), taken, watcher)
    return taken


def _listen(job: Job, taken: Taken, watcher: Watcher) -> None:
    try:
        for line in measure(job, cancelled=watcher.cancelled):
            if isinstance(line, Progress):
                watcher.progress(line)
            elif job.mode == "examine" or not _confinement(line):
                taken.take(line)
    except OSError as error:
        raise ExaminationFailed(f"the measuring process could not be started: {error.strerror}") from error


def _confinement(line: Result | Finding) -> bool:
    return isinstance(line, Result) and isinstance(line.outcome, Measurement) and line.method == METHOD


def _examination_row(case: Case, taken: Taken, beside: Beside) -> dict[str, Value]:
    assert case.signer is not None  # require_writable saw one
    return {
        "by": case.signer.name,
        "outcome": taken.outcome(),
        "results": len(taken.results),
        "findings": len(taken.findings),
        "not_measured": taken.not_measured(),
        "environment": json.dumps([list(fact) for fact in environment_of(taken, beside)], separators=(",", ":")),
    }


def _store(change: Change, identifier: ExaminationId, exhibit: ExhibitId, taken: Taken) -> None:
    for number, (result, line) in enumerate(zip(taken.results, taken.lines, strict=True)):
        change.insert(
            "record",
            {
                "examination": identifier,
                "number": number,
                "kind": type(result.outcome).__name__.lower(),
                "method": result.method,
                "quantity": getattr(result.outcome, "quantity", ""),
                "line": line,
            },
        )
        if isinstance(result.outcome, Picture | StoredFingerprint):
            _store_derivative(change, identifier, exhibit, result.outcome)
    for number, finding in enumerate(taken.findings):
        change.insert(
            "finding", {"examination": identifier, "number": number, "code": finding.code, "line": encode(finding)}
        )


def _store_derivative(
    change: Change, identifier: ExaminationId, exhibit: ExhibitId, kept: Picture | StoredFingerprint
) -> None:
    size = (kept.width, kept.height) if isinstance(kept, Picture) else (0, 0)
    change.insert(
        "derivative",
        {
            "id": change.next_id("derivative"),
            "examination": identifier,
            "parent": exhibit,
            "quantity": kept.quantity,
            "recipe": kept.recipe,
            "media_type": kept.media_type,
            "width": size[0],
            "height": size[1],
            "sha256": kept.sha256,
            "path": _kept_as(kept),
            "locus_words": locus_words(kept.locus),
        },
    )


def environment_of(taken: Taken, beside: Beside) -> tuple[tuple[str, str], ...]:
    """Return names and versions of everything that measured, as an examination records them."""
    facts = [*(taken.machine or this_machine())]
    facts += sorted({(f"method {result.method}", result.version) for result in taken.results})
    facts += sorted({(f"judgement {finding.method}", finding.version) for finding in taken.findings})
    for result in taken.results:
        measured = result.outcome
        if isinstance(measured, Measurement) and measured.quantity.startswith(("environment.", "worker.")):
            facts.append((measured.quantity, str(measured.value)))
    facts += _parameters()
    return (*facts, *beside.facts)


def this_machine() -> Iterator[tuple[str, str]]:
    """Yield names and versions of the program, the system and the libraries that measure here."""
    yield from (
        ("assay", version("assay")),
        ("measuring code", f"SHA-256 {measuring_code()}"),
        ("python", platform.python_version()),
        ("system", platform.platform()),
        ("machine", platform.machine()),
    )
    for package in MEASURING:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue


def measuring_code() -> str:
    """Return one SHA-256 over the program's measuring code: a version alone does not tell that a copy was changed.

    Over the names and SHA-256 of all files of the package ``forensics`` in order of name, as `sha256sum` prints them.
    """
    folder = Path(forensics.__file__).parent
    found = sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".toml", ".bin"} and path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in found
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _parameters() -> Iterator[tuple[str, str]]:
    """Yield the parameters of every method that has any: the worker uses those that are installed."""
    from forensics.registry import detectors

    for detector in detectors():
        if detector.parameters:
            yield f"parameters {detector.id}", json.dumps(dict(sorted(detector.parameters.items())))


def _kept_as(picture: Picture | StoredFingerprint) -> str:
    suffix = {"image/png": ".png", "image/jpeg": ".jpg"}.get(picture.media_type, ".bin")
    return f"{DERIVATIVES}/sha256/{picture.sha256[:2]}/{picture.sha256}{suffix}"


def _keep_pictures(case: Case, taken: Taken, scratch: Path) -> None:
    """Copy the worker's pictures and fingerprints into the case before anything says that they stand there.

    A file that is missing or not what the worker said becomes a NotMeasured: the worker is not believed.
    """
    for place, result in enumerate(taken.results):
        picture = result.outcome
        if not isinstance(picture, Picture | StoredFingerprint):
            continue
        if not kept(scratch / Path(picture.name).name, case.path / _kept_as(picture), picture.sha256):
            lie = NotMeasured(picture.quantity, "the file left by the measuring process is not the one it named")
            taken.results[place] = Result(result.method, result.version, lie)
            taken.lines[place] = encode(taken.results[place])
