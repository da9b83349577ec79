"""What the verbs return: frozen rows that command line, window and report show, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NewType

from forensics.types import Column, Element, Finding, Measurement, NotMeasured, Progress, Result

CaseId = NewType("CaseId", str)
ExhibitId = NewType("ExhibitId", str)
"""'E-0001' and so on, in order of first acquisition."""
ExaminationId = NewType("ExaminationId", str)
"""'X-0001' and so on, over the whole case."""


def _ignore(_progress: Progress) -> None:
    return


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watcher:
    """How long work tells its progress and asks whether to stop."""

    progress: Callable[[Progress], None] = _ignore
    cancelled: Callable[[], bool] = _never


@dataclass(frozen=True, slots=True)
class DeclaredDigest:
    """A digest that the sender or a hash set gives for a file: algorithm ('sha256', 'md5', …) and lower-case hex."""

    algorithm: str
    value: str


@dataclass(frozen=True, slots=True)
class ComparedDigest:
    """A declared digest beside the one computed here."""

    algorithm: str
    declared: str
    computed: str

    @property
    def matches(self) -> bool:
        """Return whether both are the same."""
        return self.declared == self.computed


@dataclass(frozen=True, slots=True)
class Provided:
    """What a person states about how a file came here; '' where nothing was said."""

    received_from: str = ""
    source: str = ""
    reason: str = ""
    authority: str = ""
    note: str = ""
    declared: tuple[DeclaredDigest, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadView:
    """The head of the custody log: number of events, Merkle root (hex), and the C2SP signed note if one was made."""

    size: int
    root: str
    note: str


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case at a glance."""

    path: Path
    id: CaseId
    name: str
    claim: str
    created: str
    created_by: str
    exhibits: int
    examinations: int
    events: int
    head: HeadView
    writable: bool


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One digest of an exhibit; ``remark`` says so when the algorithm is no longer fit to identify material."""

    algorithm: str
    value: str
    remark: str


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """One exhibit: an original, known by its SHA-256."""

    id: ExhibitId
    name: str
    size: int
    digests: tuple[DigestRow, ...]
    stored_as: str
    acquisitions: int
    examination: ExaminationId | None
    examined_at: str
    media: str
    findings: int
    not_measured: int

    @property
    def sha256(self) -> str:
        """Return the SHA-256 in hex."""
        return next(row.value for row in self.digests if row.algorithm == "sha256")


@dataclass(frozen=True, slots=True)
class FileTimes:
    """A file system's times of the source, ISO 8601 UTC; '' where the file system keeps none."""

    modified: str
    changed: str
    accessed: str
    born: str


@dataclass(frozen=True, slots=True)
class AcquisitionRow:
    """One act of acquisition of an exhibit."""

    id: str
    exhibit: ExhibitId
    original_name: str
    source_path: str
    source_kind: str
    times: FileTimes
    provided: Provided
    compared: tuple[ComparedDigest, ...]
    by: str
    machine: str
    clock: str
    started: str
    ended: str
    event: int


@dataclass(frozen=True, slots=True)
class Acquired:
    """The result of one acquisition: ``again`` says that the exhibit stood in the case already."""

    exhibit: ExhibitRow
    acquisition: AcquisitionRow
    again: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A source that was not acquired, and why."""

    source: str
    reason: str
    advice: str
    exit_code: int


@dataclass(frozen=True, slots=True)
class SidecarSeen:
    """A C2PA manifest store that lies beside a source; ``held`` is the exhibit that it became, None if only seen."""

    exhibit: ExhibitId
    path: str
    held: ExhibitId | None


@dataclass(frozen=True, slots=True)
class Acquisitions:
    """What one call of acquire did."""

    acquired: tuple[Acquired, ...]
    refused: tuple[Refused, ...]
    sidecars: tuple[SidecarSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class ExaminationRow:
    """One examination of one exhibit."""

    id: ExaminationId
    exhibit: ExhibitId
    started: str
    ended: str
    by: str
    outcome: str
    """'complete', 'ended early: …' or 'cancelled'."""
    results: int
    findings: int
    not_measured: int
    environment: tuple[tuple[str, str], ...]
    """Names and versions of everything that measured: program, libraries, methods, confinement."""
    event: int


@dataclass(frozen=True, slots=True)
class Derivative:
    """A file made from an exhibit: its parent, how it was made, its digest, its path inside the case."""

    id: str
    parent: ExhibitId
    quantity: str
    recipe: str
    media_type: str
    width: int
    height: int
    sha256: str
    path: str
    locus_words: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A table that an examination holds: its name, columns and number of rows."""

    quantity: str
    columns: tuple[Column, ...]
    rows: int
    stream: int


@dataclass(frozen=True, slots=True)
class ExhibitDetail:
    """Everything that is known of one exhibit, from its latest examination where it has one."""

    row: ExhibitRow
    acquisitions: tuple[AcquisitionRow, ...]
    examination: ExaminationRow | None
    results: tuple[Result, ...]
    """All outcomes but series, in the order in which they were measured."""
    series: tuple[SeriesRow, ...]
    derivatives: tuple[Derivative, ...]
    findings: tuple[Finding, ...]

    def measurements(self) -> tuple[Measurement, ...]:
        """Return the single values."""
        return tuple(r.outcome for r in self.results if isinstance(r.outcome, Measurement))

    def not_measured(self) -> tuple[NotMeasured, ...]:
        """Return what could not be measured, with reasons."""
        return tuple(r.outcome for r in self.results if isinstance(r.outcome, NotMeasured))

    def elements(self) -> tuple[Element, ...]:
        """Return the container's elements in file order."""
        return tuple(r.outcome for r in self.results if isinstance(r.outcome, Element))


@dataclass(frozen=True, slots=True)
class EventRow:
    """One custody event as it is shown; ``leaf`` is its RFC 6962 leaf hash in hex."""

    seq: int
    at: str
    actor: str
    key: str
    action: str
    item: str
    reason: str
    detail: str
    leaf: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that verification found: the exact place, and what is wrong there."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of a verification; no problems means: whole as far as this check can see."""

    problems: tuple[Problem, ...]
    events: int
    originals: int
    derivatives: int
    rows: int
    bytes_read: int
    head: HeadView
    limits: tuple[str, ...]
    """What this verification cannot see, in words."""
    recorded: str
    """'event N', or why the outcome could not be recorded."""
    extent: str = "full"
    """'full', or 'quick': kept files were looked for and measured, and not read."""


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """A report as it was written: one document, several renderings, each with its SHA-256."""

    id: str
    folder: Path
    files: tuple[tuple[str, Path, str], ...]
    """(format, path, sha256) of each rendering."""
    head: HeadView
