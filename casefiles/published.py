"""Statements that left the desk, with their corrections and retractions: dated, linked, and never edited.

What was published is kept word for word with the place where it stood. A later correction or retraction is an entry of
its own that names the one it is about; the history of a statement is all of them in order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casefiles.case import Case
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.source_fields import BY_ID
from casefiles.sources import require_form
from casefiles.views import ExhibitId

LONGEST_TEXT = 100_000


class Kind(StrEnum):
    """What left the desk."""

    TEXT = "published text"
    REPORT = "report"
    LABEL = "label"
    CORRECTION = "correction"
    RETRACTION = "retraction"


LATER = (Kind.CORRECTION, Kind.RETRACTION)


@dataclass(frozen=True, slots=True)
class Published:
    """One entry. ``about`` is the entry that a correction or retraction is about, '' for a first statement.

    ``at`` is when it left the desk, as the person states it with its zone; ``made`` when it was entered.
    """

    id: str
    kind: Kind
    text: str
    at: str
    where: str
    exhibit: str
    report: str
    about: str
    reason: str
    made: str
    by: str
    event: int


@dataclass(frozen=True, slots=True)
class Left:
    """What is to be entered."""

    kind: Kind
    text: str
    at: str
    where: str
    exhibit: str = ""
    report: str = ""
    about: str = ""
    reason: str = ""


def published(case: Case) -> tuple[Published, ...]:
    """Return everything that left the desk, in order of entry."""
    return tuple(
        Published(
            str(row["id"]),
            Kind(str(row["kind"])),
            str(row["text"]),
            str(row["at"]),
            str(row["place"]),
            str(row["exhibit"]),
            str(row["report"]),
            str(row["about"]),
            str(row["reason"]),
            str(row["made"]),
            str(row["by"]),
            int(str(row["event"])),
        )
        for row in case.store.rows("SELECT * FROM published ORDER BY event, id")
    )


def histories(found: tuple[Published, ...]) -> tuple[tuple[Published, ...], ...]:
    """Return each first statement with all that came after it, in order of entry."""
    first: dict[str, str] = {}
    for one in found:
        first[one.id] = first.get(one.about, one.about) or one.id
    return tuple(tuple(one for one in found if first[one.id] == start.id) for start in found if not start.about)


def enter(case: Case, left: Left) -> Published:
    """Enter a statement that left the desk; raise EntryRefused, UnknownItem, CaseNotWritable."""
    case.require_writable()
    _check(case, left)
    assert case.signer is not None  # require_writable saw one
    with case.change("statement left the desk", item=left.exhibit, reason=left.reason) as change:
        identifier = change.next_id("published")
        change.record(published=identifier, kind=left.kind.value, **({"about": left.about} if left.about else {}))
        change.insert(
            "published",
            {
                "id": identifier,
                "kind": left.kind.value,
                "text": left.text,
                "at": left.at,
                "place": left.where,
                "exhibit": left.exhibit,
                "report": left.report,
                "about": left.about,
                "reason": left.reason,
                "made": change.at,
                "by": case.signer.name,
            },
        )
    return next(one for one in published(case) if one.id == identifier)


def _check(case: Case, left: Left) -> None:
    if not left.text.strip() or len(left.text) > LONGEST_TEXT:
        raise EntryRefused(f"a statement has words, at most {LONGEST_TEXT:,} characters")
    if not left.where.strip():
        raise EntryRefused("a statement that left the desk stood somewhere", hint="Give an address or a programme.")
    require_form(case, BY_ID["posted"], left.at)
    if left.exhibit:
        case.row(ExhibitId(left.exhibit))
    if left.kind in LATER:
        if left.about not in {one.id for one in published(case)}:
            raise UnknownItem(f"there is no statement {left.about!r}", hint="See `assay published list`.")
        if not left.reason.strip():
            raise EntryRefused(f"a {left.kind.value} says why", hint="Give --reason.")
    elif left.about:
        raise EntryRefused("only a correction or a retraction is about an earlier statement")
