"""Review: a second examiner reads the case at a head, comments, agrees or dissents, and signs by the event itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from casefiles.case import Case
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.numbering import numbered
from casefiles.people import examiners
from casefiles.views import EventRow


class Said(StrEnum):
    """What a reviewer says."""

    READ = "has read"
    COMMENT = "comments"
    AGREES = "agrees"
    DISSENTS = "dissents"
    AUTHORISES = "authorises the release"


CONCLUDING = (Said.AGREES, Said.DISSENTS, Said.AUTHORISES)
NOT_WRITTEN = (
    "review",
    "verify",
    "report",
    "seal",
    "package",
    "disclosure",
    "key.",
    "custody.",
    "replay",
    "selftest",
    "folder",
    "incoming.",
)
"""Beginnings of the actions that change nothing of what a reviewer read. Every other one does, also one made later."""


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody said of the case as it stood at a head; ``item`` is '' for the whole, else a finding or opinion."""

    id: str
    kind: Said
    item: str
    text: str
    head_size: int
    head_root: str
    by: str
    made: str
    event: int


@dataclass(frozen=True, slots=True)
class Edited:
    """Something that was written or examined after the last review had read the case."""

    item: str
    what: str
    by: str
    at: str
    event: int


def review(case: Case, kind: Said, *, text: str = "", item: str = "") -> tuple[Review, ...]:
    """Record what a reviewer says of the case as it stands; raise EntryRefused, UnknownItem.

    Who wrote an opinion cannot agree with it or dissent from it as a second person; who authorises has that role.
    """
    case.require_writable()
    assert case.signer is not None  # require_writable saw one
    if kind in (Said.COMMENT, Said.DISSENTS) and not text.strip():
        raise EntryRefused("a comment or a dissent has words", hint="Give --text.")
    if kind in (Said.AGREES, Said.DISSENTS) and _wrote(case, case.signer.key_id):
        raise EntryRefused(
            f"{case.signer.name} wrote an opinion of this case and cannot review it as a second person",
            hint="Let another enrolled examiner review it; a comment can be made by anybody.",
        )
    if kind is Said.AUTHORISES and not _may_authorise(case, case.signer.key_id):
        raise EntryRefused(f"{case.signer.name} does not have the role of authoriser in this case")
    if item:
        _require(case, item)
    head = case.head()
    with case.change("review", item=item or "report", body={"said": kind.value, "head_size": head.size}) as change:
        change.insert(
            "review",
            {
                "id": change.next_id("review"),
                "kind": kind.value,
                "item": item,
                "text": text,
                "head_size": head.size,
                "head_root": head.root,
                "made": change.at,
                "by": case.signer.name,
            },
        )
    return reviews(case)


def reviews(case: Case) -> tuple[Review, ...]:
    """Return all reviews, oldest first."""
    return tuple(
        Review(
            str(row["id"]),
            Said(str(row["kind"])),
            str(row["item"]),
            str(row["text"]),
            int(row["head_size"]),
            str(row["head_root"]),
            str(row["by"]),
            str(row["made"]),
            int(row["event"]),
        )
        for row in case.store.rows("SELECT * FROM review ORDER BY event, id")
    )


def edited(case: Case) -> tuple[Edited, ...]:
    """Return what was written or examined after the last review that concluded; empty where there was none."""
    concluded = [one.head_size for one in reviews(case) if one.kind in CONCLUDING]
    return tuple(_edits(case.events(), concluded[-1])) if concluded else ()


def _edits(events: tuple[EventRow, ...], head_size: int) -> Iterator[Edited]:
    for event in events[head_size:]:
        if not event.action.startswith(NOT_WRITTEN):
            yield Edited(event.item, f"{event.action}: {event.detail}", event.actor, event.at, event.seq)


def _wrote(case: Case, key: str) -> bool:
    return any(event.key == key and event.action == "board.opinion" for event in case.events())


def _may_authorise(case: Case, key: str) -> bool:
    return any(one.key == key and "authoriser" in one.roles for one in examiners(case))


def _require(case: Case, item: str) -> None:
    opinions = {str(row["id"]) for row in case.store.rows("SELECT id FROM opinion")}
    if item not in opinions and item not in {one.number for one in numbered(case)}:
        raise UnknownItem(f"the case has no finding or opinion {item}", hint="See `assay board show CASE`.")
