"""Saying later that something recorded was wrong, and erasing what persons stated: both add, and neither edits."""

from __future__ import annotations

from dataclasses import dataclass

from casefiles.case import Case
from casefiles.change import ID_LETTERS
from casefiles.errors import UnknownItem
from casefiles.schema import TABLES
from forensics.codec import Json


def _erasable() -> dict[str, str]:
    """Return, by the letters of the items that their rows belong to, the tables whose rows can be erased."""
    found = {}
    for table in TABLES:
        if table.erasable:
            of = next((parent for column, parent in table.parents if column == table.key[0]), table.name)
            found[ID_LETTERS[of]] = table.name
    return found


@dataclass(frozen=True, slots=True)
class Correction:
    """A statement that supersedes what an event said; both are shown."""

    id: str
    corrects: int
    corrected: str
    by: str
    replacement: str
    reason: str
    event: int


def correct(case: Case, *, event: int, replacement: str, reason: str, authority: str = "") -> Correction:
    """Supersede what event ``event`` said with ``replacement``; the event itself stays. Raise UnknownItem."""
    found = next(case.store.rows("SELECT leaf FROM event WHERE seq = ?", (event,)), None)
    if found is None or not isinstance(found["leaf"], bytes):
        raise UnknownItem(f"there is no event {event} in this case", hint="List the events with `assay show --events`.")
    if not replacement.strip() or not reason.strip():
        raise UnknownItem("a correction says what is right and why", hint="Give both.")
    by = case.signer.name if case.signer else ""
    body: dict[str, Json] = {"supersedes": event, "supersedes_leaf": found["leaf"].hex()}
    with case.change("correct", item=f"event {event}", reason=reason, authority=authority, body=body) as change:
        identifier = change.next_id("correction")
        change.record(correction=identifier)
        change.insert(
            "correction",
            {
                "id": identifier,
                "corrects": event,
                "corrected": change.at,
                "by": by,
                "replacement": replacement,
                "reason": reason,
            },
        )
    return corrections(case, event=event)[-1]


def corrections(case: Case, *, event: int | None = None) -> tuple[Correction, ...]:
    """Return all corrections, or those of one event, oldest first: the history of what was said."""
    where, values = ("", ()) if event is None else ("WHERE corrects = ?", (event,))
    rows = case.store.rows(f"SELECT * FROM correction {where} ORDER BY id", values)  # noqa: S608 - composed here
    return tuple(
        Correction(
            str(row["id"]),
            int(str(row["corrects"])),
            str(row["corrected"]),
            str(row["by"]),
            str(row["replacement"]),
            str(row["reason"]),
            int(str(row["event"])),
        )
        for row in rows
    )


def erase_statement(case: Case, item: str, *, reason: str, authority: str = "") -> None:
    """Erase what a person stated: at an acquisition (A-0001), in a declaration (J-0001), in a source record (SR-0001).

    Raise UnknownItem.

    The salted digest stays in the log, so the log stays whole and shows that something was erased, by whom and why.
    Copies of the case, backups and the disk's own remapped blocks are not reached.
    """
    table = _erasable().get(item.partition("-")[0])
    if table is None:
        raise UnknownItem(
            f"{item} cannot be erased",
            hint="Only what persons stated can be, such as A-0001 for what was said at an acquisition.",
        )
    if not reason.strip():
        raise UnknownItem("an erasure says why", hint="Give the reason.")
    by = case.signer.name if case.signer else ""
    with case.change("erase", item=item, reason=reason, authority=authority) as change:
        change.erase(table, item, by=by, reason=reason)
