"""Build the report document of a case: a pure function of the case at its head, without clock or chance."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from casefiles.case import Case
from casefiles.origin import gathering
from casefiles.report.items import item_of
from casefiles.report.methods import methods_of, not_run
from casefiles.report.parts import Count, Custody, Front, Item, Method, Person, Redaction, SignedWith, Wording
from casefiles.report.persons import NOBODY, Persons
from casefiles.report.standing import LIMITS, NOT_DONE, no_seal
from casefiles.report.stored import Shelf
from casefiles.report.wording import wordings
from casefiles.views import (
    CaseSummary,
    Derivative,
    EventRow,
    ExaminationRow,
    ExhibitDetail,
    ExhibitId,
    ExhibitRow,
    HeadView,
)
from forensics.description import MethodDescription
from forensics.types import Series

VERSION = 1
"""Raised whenever a field changes its meaning; an older document still opens."""


class ReadableCase(Protocol):
    """What a report reads of a case."""

    def summary(self) -> CaseSummary: ...
    def head(self) -> HeadView: ...
    def exhibits(self) -> tuple[ExhibitRow, ...]: ...
    def detail(self, exhibit: ExhibitId) -> ExhibitDetail: ...
    def examinations(self, exhibit: ExhibitId) -> tuple[ExaminationRow, ...]: ...
    def series(self, exhibit: ExhibitId, quantity: str, *, stream: int | None = None) -> Series: ...
    def events(self) -> tuple[EventRow, ...]: ...
    def derivative_path(self, derivative: Derivative) -> Path: ...


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """Everything that a report says. Renderings add nothing to it and leave nothing out."""

    version: int
    id: str
    title: str
    front: Front
    items: tuple[Item, ...]
    methods: tuple[Method, ...]
    not_done: tuple[str, ...]
    limits: tuple[str, ...]
    persons: Persons
    custody: Custody
    counts: tuple[Count, ...]
    wordings: tuple[Wording, ...]
    signing: SignedWith | None
    """How a final report is signed as a document; None for a draft."""
    redaction: Redaction | None
    """What was taken out of a disclosure version; None for the whole report."""


def build(
    case: ReadableCase,
    detectors: Sequence[MethodDescription] | None = None,
    *,
    persons: Persons = NOBODY,
    signing: SignedWith | None = None,
) -> ReportDocument:
    """Return the report of ``case`` as it stands at its head.

    ``detectors`` describe the methods; without them, those that are installed do. ``persons`` is what persons added,
    gathered at the same head. Raises what reading the case raises.
    """
    known = _installed() if detectors is None else tuple(detectors)
    summary, head, events = case.summary(), case.head(), case.events()
    gather = gathering(case) if isinstance(case, Case) else None
    items, shelf = list[Item](), Shelf()
    findings_before = 0
    for row in case.exhibits():
        items.append(item_of(case, row, findings_before=findings_before, gather=gather, shelf=shelf))
        findings_before += len(items[-1].findings)
    methods, undone = methods_of(items, known), (*not_run(items, known), *NOT_DONE, no_seal(len(persons.seals)))
    return ReportDocument(
        version=VERSION,
        id=report_id(summary.id, head),
        title="Report of examination",
        front=_front(summary, events, items),
        items=tuple(items),
        methods=methods,
        not_done=undone,
        limits=LIMITS,
        persons=persons,
        custody=Custody(head, events, _last_verification(events)),
        counts=_counts(case.exhibits(), summary, items, head, events),
        wordings=tuple(wordings(items, methods, (*undone, *LIMITS), persons)),
        signing=signing,
        redaction=None,
    )


def _links(items: Sequence[Item]) -> tuple[Count, ...]:
    """Return the count of the pictures that observations name: each must stand among its item's pictures."""
    named = [(item, name) for item in items for one in item.findings for name in one.pictures]
    standing = [1 for item, name in named if any(shown.derivative.id == name for shown in item.pictures)]
    return (Count("links from observations to pictures", len(named), len(standing)),)


def report_id(case_id: str, head: HeadView) -> str:
    """Return the id of the report of a case at a head: the same head always gives the same id."""
    digest = hashlib.sha256(f"{case_id}\n{head.size}\n{head.root}\n".encode()).hexdigest()
    return f"R-{digest[:16].upper()}"


def _installed() -> tuple[MethodDescription, ...]:
    from forensics.detector import described
    from forensics.registry import detectors

    return tuple(described(detector) for detector in detectors())


def _front(summary: CaseSummary, events: Sequence[EventRow], items: Sequence[Item]) -> Front:
    received = [time for item in items for row in item.acquisitions for time in (row.started, row.ended) if time]
    examined = [time for item in items for row in item.examinations for time in (row.started, row.ended) if time]
    return Front(
        case_id=summary.id,
        case_name=summary.name,
        claim=summary.claim,
        opened=summary.created,
        opened_by=summary.created_by,
        examiners=tuple(dict.fromkeys(Person(event.actor, event.key) for event in events)),
        received=_first_and_last(received),
        examined=_first_and_last(examined),
        issued=events[-1].at if events else summary.created,
        program=f"assay {version('assay')}",
    )


def _first_and_last(times: Sequence[str]) -> tuple[str, ...]:
    return (min(times), max(times)) if times else ()


def _last_verification(events: Sequence[EventRow]) -> EventRow | None:
    return next((event for event in reversed(events) if event.action.startswith("verif")), None)


def _counts(
    rows: Sequence[ExhibitRow],
    summary: CaseSummary,
    items: Sequence[Item],
    head: HeadView,
    events: Sequence[EventRow],
) -> tuple[Count, ...]:
    return (
        Count("exhibits", summary.exhibits, len(items)),
        Count("findings", sum(row.findings for row in rows), sum(len(item.findings) for item in items)),
        Count("quantities not measured", sum(r.not_measured for r in rows), sum(len(i.not_measured) for i in items)),
        Count("custody events", head.size, len(events)),
        *_links(items),
    )
