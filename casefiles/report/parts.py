"""The parts of a report document: frozen records that JSON carries whole and that every rendering shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.origin import Origin
from casefiles.report.plotted import Plot
from casefiles.views import (
    AcquisitionRow,
    Derivative,
    EventRow,
    ExaminationRow,
    ExhibitRow,
    HeadView,
)
from forensics.description import MethodDescription, Reference, Validation
from forensics.types import C2paReading, Cell, Element, Finding, Measurement, NotMeasured, Signal, Tag


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who wrote to the case, with the key that signed, as the custody log has it."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the items: whose report of which case, on which claim, with which dates (UTC)."""

    case_id: str
    case_name: str
    claim: str
    opened: str
    opened_by: str
    examiners: tuple[Person, ...]
    received: tuple[str, ...]
    """First and last acquisition; empty without one."""
    examined: tuple[str, ...]
    """Start of the first and end of the last examination; empty without one."""
    issued: str
    """The time of the last custody event: the head that the report was made at."""
    program: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A single value with the method and version that read it."""

    method: str
    version: str
    measurement: Measurement


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """A quantity that was not obtained, with the method that says why."""

    method: str
    version: str
    not_measured: NotMeasured


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture made from an exhibit; ``remark`` says why it is not shown, '' when it is."""

    derivative: Derivative
    remark: str


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number over the whole report and the ids of the pictures of its frames."""

    number: str
    finding: Finding
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """One column of a table: how many cells are filled, and the least and greatest where they are numbers."""

    name: str
    unit: str
    filled: int
    least: Cell
    greatest: Cell


@dataclass(frozen=True, slots=True)
class TableSummary:
    """A long table that stays in the case: its rows counted, its columns summed up, its digest.

    ``sha256`` is that of its rows, each as one canonical JSON line with a line feed after it.
    """

    quantity: str
    stream: int
    rows: int
    columns: tuple[ColumnSummary, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Item:
    """One exhibit with everything that the report says of it, from its latest examination.

    ``…_in_all`` count what the case holds where the document keeps only the first of many.
    """

    exhibit: ExhibitRow
    acquisitions: tuple[AcquisitionRow, ...]
    examinations: tuple[ExaminationRow, ...]
    examination: ExaminationRow | None
    methods: tuple[tuple[tuple[str, str], int], ...]
    """Results (single values, tables, elements, tags, statements, pictures) by method and version."""
    condition: tuple[str, ...]
    findings: tuple[NumberedFinding, ...]
    signals: tuple[Signal, ...]
    c2pa: tuple[C2paReading, ...]
    not_measured: tuple[Unmeasured, ...]
    pictures: tuple[Shown, ...]
    measured: Sequence[Measured]
    measured_in_all: int
    elements: Sequence[Element]
    elements_in_all: int
    tags: Sequence[Tag]
    tags_in_all: int
    tables: tuple[TableSummary, ...]
    plots: tuple[Plot, ...]
    origin: Origin | None = None
    """What the case holds on its origin beside the examination: testimony, rechecks, register, check-list, handling."""
    described: tuple[MethodDescription, ...] = ()
    """What the methods of other packages said of themselves when they measured."""


@dataclass(frozen=True, slots=True)
class Method:
    """A method as it was used: what it says of itself, and how much it gave. Texts are '' where it says nothing."""

    id: str
    version: str
    measured: int
    not_measured: int
    findings: int
    summary: str
    family: str
    parameters: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    references: tuple[Reference, ...]
    innocent_explanations: tuple[str, ...]
    calibration: str
    validations: tuple[Validation, ...]
    known_failures: tuple[str, ...]
    remark: str
    code: str = ""
    """For a method of another package: which one, and the SHA-256 of its code that the case allows."""
    grounds: tuple[str, ...] = ()
    """What vouches for its findings, by their codes; a method without any makes none."""


@dataclass(frozen=True, slots=True)
class SignedWith:
    """The certificate that signs a final report: whose it says it is, its SHA-256, and whether it is self-made."""

    subject: str
    certificate_sha256: str
    self_made: bool
    authority: str
    """The time-stamp authority that was asked; '' where none was."""


@dataclass(frozen=True, slots=True)
class Removed:
    """One kind of thing that was taken out: the mark printed in its place, why, and how often."""

    mark: str
    reason: str
    times: int


@dataclass(frozen=True, slots=True)
class Redaction:
    """What ties a disclosure version to the whole report: the SHA-256 of the whole one's JSON, and what is missing."""

    unredacted_json_sha256: str
    removed: tuple[Removed, ...]


@dataclass(frozen=True, slots=True)
class Custody:
    """The custody log at the head: every event with its leaf hash, and the last recorded verification."""

    head: HeadView
    events: tuple[EventRow, ...]
    verification: EventRow | None


@dataclass(frozen=True, slots=True)
class Count:
    """A count that must agree between the case and the report."""

    what: str
    in_case: int
    in_report: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of the program or of a method that states more than a finding can, and what to write instead."""

    place: str
    found: str
    rule: str
    why: str
    proposed: str
