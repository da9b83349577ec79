"""Build the report document of a case: a pure function of the case at its head, without clock or chance."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from casefiles.report.items import item_of
from casefiles.report.methods import methods_of, not_run
from casefiles.report.parts import Count, Custody, Front, Item, Method, Person, Place, Wording
from casefiles.report.standing import LIMITS, NOT_DONE, PLACES
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
from forensics.detector import Detector
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
    places: tuple[Place, ...]
    custody: Custody
    counts: tuple[Count, ...]
    wordings: tuple[Wording, ...]


def build(case: ReadableCase, detectors: Sequence[Detector] | None = None) -> ReportDocument:
    """Return the report of ``case`` as it stands at its head.

    ``detectors`` describe the methods; without them, those that are installed do. Raises what reading the
    case raises.
    """
    known = _installed() if detectors is None else tuple(detectors)
    summary, head, events = case.summary(), case.head(), case.events()
    items: list[Item] = []
    for row in case.exhibits():
        findings_before = sum(len(item.findings) for item in items)
        items.append(item_of(case, row, findings_before=findings_before))
    methods, undone = methods_of(items, known), (*not_run(items, known), *NOT_DONE)
    return ReportDocument(
        version=VERSION,
        id=report_id(summary.id, head),
        title="Report of examination",
        front=_front(summary, events, items),
        items=tuple(items),
        methods=methods,
        not_done=undone,
        limits=LIMITS,
        places=PLACES,
        custody=Custody(head, events, _last_verification(events)),
        counts=_counts(case.exhibits(), summary, items, head, events),
        wordings=tuple(wordings(items, methods, (*undone, *LIMITS))),
    )


def report_id(case_id: str, head: HeadView) -> str:
    """Return the id of the report of a case at a head: the same head always gives the same id."""
    digest = hashlib.sha256(f"{case_id}\n{head.size}\n{head.root}\n".encode()).hexdigest()
    return f"R-{digest[:16].upper()}"


def _installed() -> tuple[Detector, ...]:
    from forensics.registry import detectors

    return detectors()


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
    )
