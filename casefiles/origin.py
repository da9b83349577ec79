"""What a case holds on an exhibit's origin beside its examination: testimony, rechecks, register, check-list, handling.

A pure function of the case: the register is the state that the case pinned, and how old its claims are is told by the
time of the log's last event, so that a report can be made again from the same head.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from casefiles import companions, generators, governance, hashsets, rechecks, testimonies
from casefiles.case import Case
from casefiles.companions import Companion
from casefiles.exhibits import last_event
from casefiles.generators import Pinned
from casefiles.rechecks import Difference
from casefiles.testimonies import Testimony
from casefiles.views import ExhibitDetail, ExhibitId
from forensics.generators.matching import FamilyMatch, match
from forensics.generators.traits import traits


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """A recheck without its reading: when, by whom, with which lists, against what, and every answer that differs."""

    id: str
    made: str
    by: str
    lists: tuple[str, ...]
    compared_with: str
    presence: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ClaimTried:
    """One claim of the register held against the exhibit; ``stale`` says that it was last reviewed too long ago."""

    field: str
    value: str
    answer: str
    weight: str
    because: str
    kind: str
    source: str
    reviewed: str
    stale: bool


@dataclass(frozen=True, slots=True)
class FamilyTried:
    """One family's table, with what the file says of the family as a whole."""

    id: str
    name: str
    statement: str
    rows: tuple[ClaimTried, ...]
    reminders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterUsed:
    """The pinned state of the register that an exhibit was held against, and the day by which claims are stale."""

    sha256: str
    taken: str
    by: str
    entries: int
    as_of: str


@dataclass(frozen=True, slots=True)
class ItemStated:
    """An item of the check-list as it stands."""

    id: str
    kind: str
    text: str
    source: str
    source_date: str
    applies_from: str
    state: str
    note: str
    by: str
    made: str


@dataclass(frozen=True, slots=True)
class NamedBySet:
    """A hash set that names the exhibit."""

    hash_set: str
    name: str
    purpose: str
    source: str
    dated: str
    sha256: str
    algorithm: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Everything of the kind on one exhibit. ``register`` None: it was not held against the register."""

    exhibit: ExhibitId
    restricted: bool
    handling: str
    named_by: tuple[NamedBySet, ...]
    companions: tuple[Companion, ...]
    testimonies: tuple[Testimony, ...]
    rechecks: tuple[ReadAgain, ...]
    register: RegisterUsed | None
    families: tuple[FamilyTried, ...]
    checklist: tuple[ItemStated, ...]


Gather = Callable[[ExhibitDetail], Origin]


def gathering(case: Case) -> Gather:
    """Return what gathers the origin of one exhibit after another; sets and register are read once for all."""
    names = {one.id: one for one in hashsets.sets(case)}
    hits = hashsets.hits(case)
    marked = hashsets.restricted(case, hits)
    pinned = generators.last_pinned(case)
    today = _today(case)

    def gather(detail: ExhibitDetail) -> Origin:
        exhibit = detail.row.id
        held = pinned if detail.examination is not None else None
        return Origin(
            exhibit=exhibit,
            restricted=exhibit in marked,
            handling=hashsets.HANDLING_NOTE if exhibit in marked else "",
            named_by=tuple(_named(names[hit.hash_set]) for hit in hits if hit.exhibit == exhibit),
            companions=companions.links(case, exhibit),
            testimonies=testimonies.testimonies(case, exhibit),
            rechecks=tuple(_read_again(one) for one in rechecks.rechecks(case, exhibit)),
            register=_used(held, today) if held is not None else None,
            families=_families(held, detail, today) if held is not None else (),
            checklist=tuple(_stated(one) for one in governance.checklist(case, exhibit)),
        )

    return gather


def origin(case: Case, exhibit: ExhibitId) -> Origin:
    """Return what the case holds on one exhibit's origin; raise UnknownItem."""
    return gathering(case)(case.detail(exhibit))


def _today(case: Case) -> datetime.date:
    last = last_event(case.store)
    return datetime.date.fromisoformat(last.at[:10]) if last else datetime.date.min


def _named(held: hashsets.HashSet) -> NamedBySet:
    return NamedBySet(held.id, held.name, held.purpose, held.source, held.dated, held.sha256, held.algorithm)


def _read_again(one: rechecks.Recheck) -> ReadAgain:
    presence = one.now.presence.value
    return ReadAgain(one.id, one.made, one.by, one.lists, one.compared_with, presence, one.differences)


def _used(pinned: Pinned, today: datetime.date) -> RegisterUsed:
    register = pinned.register
    return RegisterUsed(register.sha256, pinned.taken, pinned.by, len(register.sources), today.isoformat())


def _families(pinned: Pinned, detail: ExhibitDetail, today: datetime.date) -> tuple[FamilyTried, ...]:
    found = match(pinned.register, traits(detail.results))
    return tuple(
        FamilyTried(one.family.id, one.family.name, one.statement.value, _tried(one, today), one.reminders)
        for one in found
    )


def _tried(found: FamilyMatch, today: datetime.date) -> tuple[ClaimTried, ...]:
    return tuple(
        ClaimTried(
            field=row.claim.field.value,
            value=row.claim.value,
            answer=row.tried.held.value,
            weight=row.tried.weight.value,
            because=row.tried.because,
            kind=row.claim.kind.value,
            source=f"{row.claim.source} ({row.claim.source_date})",
            reviewed=row.claim.reviewed.isoformat(),
            stale=found.family.is_stale(row.claim, today),
        )
        for row in found.rows
    )


def _stated(one: governance.Ticked) -> ItemStated:
    item = one.item
    return ItemStated(
        item.id,
        item.kind,
        item.text,
        item.source,
        item.source_date,
        item.applies_from,
        one.state.value,
        one.note,
        one.by,
        one.made,
    )
