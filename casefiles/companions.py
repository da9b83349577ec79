"""Exhibits that belong to another: the manifest store that lay beside it, the first part of a fragmented film.

The link is a person's statement with its event. Nothing is linked, and no file beside a source is acquired, unasked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.custody import LARGEST_INTEGER
from casefiles.errors import EntryRefused, SourceUnusable
from casefiles.examinations import Beside
from casefiles.views import Acquired, ExhibitId, SidecarSeen


class Role(StrEnum):
    """What an exhibit is to another; the words are the options that the worker knows."""

    SIDECAR = "sidecar"
    INIT_SEGMENT = "init_segment"


_WORDS = {Role.SIDECAR: "manifest store beside it", Role.INIT_SEGMENT: "initialisation segment"}


@dataclass(frozen=True, slots=True)
class Companion:
    """A link: ``companion`` is, in a role, what ``exhibit`` is read with. A later one of the same role takes over."""

    id: str
    exhibit: ExhibitId
    role: Role
    companion: ExhibitId
    made: str
    by: str


def link(case: Case, exhibit: ExhibitId, role: Role, companion: ExhibitId) -> Companion:
    """Say that one exhibit belongs to another, with its event; raise UnknownItem, EntryRefused, CaseNotWritable.

    A link that stands already in force is not made twice.
    """
    case.require_writable()
    case.row(exhibit), case.row(companion)
    if exhibit == companion:
        raise EntryRefused(f"{exhibit} cannot be its own {_WORDS[role]}")
    standing = in_force(case, exhibit).get(role)
    if standing is not None and standing.companion == companion:
        return standing
    assert case.signer is not None  # require_writable saw one
    made, by = stamp(case.clock.now()), case.signer.name
    with case.change("exhibits linked", item=exhibit) as change:
        identifier = change.next_id("companion")
        change.record(role=_WORDS[role], companion=companion)
        change.insert(
            "companion",
            {"id": identifier, "exhibit": exhibit, "role": role, "companion": companion, "made": made, "by": by},
        )
    return Companion(identifier, exhibit, role, companion, made, by)


def links(case: Case, exhibit: ExhibitId, *, before: int = LARGEST_INTEGER) -> tuple[Companion, ...]:
    """Return the links of an exhibit that events before ``before`` brought, oldest first."""
    return tuple(
        Companion(
            id=str(row["id"]),
            exhibit=exhibit,
            role=Role(str(row["role"])),
            companion=ExhibitId(str(row["companion"])),
            made=str(row["made"]),
            by=str(row["by"]),
        )
        for row in case.store.rows(
            "SELECT * FROM companion WHERE exhibit = ? AND event < ? ORDER BY id", (exhibit, before)
        )
    )


def in_force(case: Case, exhibit: ExhibitId, *, before: int = LARGEST_INTEGER) -> dict[Role, Companion]:
    """Return the last link of each role, as it stood before an event."""
    return {one.role: one for one in links(case, exhibit, before=before)}


def beside(case: Case, exhibit: ExhibitId, *, before: int = LARGEST_INTEGER) -> Beside:
    """Return what an exhibit is read with: the originals of its companions, named in the environment."""
    used = sorted(in_force(case, exhibit, before=before).values(), key=lambda one: one.role)
    facts = tuple((_WORDS[one.role], f"{one.companion}, SHA-256 {case.row(one.companion).sha256}") for one in used)
    return Beside(originals=tuple((one.role.value, original(case, one.companion)) for one in used), facts=facts)


def original(case: Case, exhibit: ExhibitId) -> Path:
    """Return an exhibit's original; raise UnknownItem, or SourceUnusable where it is missing."""
    path = case.original(case.row(exhibit).id)
    if not path.is_file():
        raise SourceUnusable(f"{exhibit}: its original is missing from the case", hint="Run `assay verify`.")
    return path


def sidecar_seen(case: Case, exhibit: ExhibitId, path: Path, held: Acquired | None) -> SidecarSeen:
    """Return that a manifest store lies beside an exhibit's source; link it where it was acquired."""
    if held is None:
        return SidecarSeen(exhibit, str(path), None)
    link(case, exhibit, Role.SIDECAR, held.exhibit.id)
    return SidecarSeen(exhibit, str(path), held.exhibit.id)


def joined(parts: Sequence[Beside]) -> Beside:
    """Return one Beside of several."""
    return Beside(
        scratch_files=tuple(file for part in parts for file in part.scratch_files),
        originals=tuple(entry for part in parts for entry in part.originals),
        facts=tuple(fact for part in parts for fact in part.facts),
        readers=tuple(reader for part in parts for reader in part.readers),
        options=tuple(option for part in parts for option in part.options),
    )
