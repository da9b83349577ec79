"""The source record of an exhibit: what persons know of where it comes from, in versions, never overwritten.

A value can be replaced by a later one or withdrawn by an empty one; both stay. Only erasing (`assay erase`) removes the
words of an entry, with a reason, while its salted digest stays in the log. Restricted values stand in no report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from casefiles.case import Case
from casefiles.change import ID_LETTERS
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.source_fields import BY_ID, CHOICES, Form, SourceField
from casefiles.views import ExhibitId

LONGEST_VALUE = 100_000
WITHHELD = "held in the case and restricted: not shown here"
ERASED = "the words were erased; their salted digest stays in the log"
ZONE_UNKNOWN = " zone unknown"
_ENTRY = re.compile(rf"{ID_LETTERS['source_entry']}-\d{{4,}}")


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One version of one value. ``value`` '' withdraws; ``superseded_by`` is '' for what stands.

    ``basis`` says where the value comes from: a person's own words, or the import that brought it.
    """

    id: str
    exhibit: ExhibitId
    field: str
    value: str
    basis: str
    supersedes: str
    made: str
    by: str
    event: int
    superseded_by: str
    remark: str
    """Says that the words were erased; '' where they stand."""

    @property
    def known(self) -> SourceField:
        """Return the field; one that this version of the program does not know is taken to be restricted."""
        return BY_ID.get(self.field) or SourceField(self.field, self.field, restricted=True, many=True)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is to be entered: a field with its value; ``supersedes`` names the entry that it replaces."""

    field: str
    value: str
    supersedes: str = ""
    basis: str = ""


def entries(case: Case, exhibit: ExhibitId | None = None) -> tuple[SourceEntry, ...]:
    """Return every version that was ever entered, oldest first, those with erased words too; raise UnknownItem."""
    if exhibit is not None:
        case.row(exhibit)
    rows = [
        {name: str(value) for name, value in row.items()}
        for row in case.store.rows(
            "SELECT e.*, coalesce(w.value, '') AS value, w.entry IS NULL AS erased FROM source_entry e "
            "LEFT JOIN source_words w ON w.entry = e.id ORDER BY e.event, e.id"
        )
    ]
    gone = {row["supersedes"]: row["id"] for row in rows if row["supersedes"]}
    return tuple(
        SourceEntry(
            row["id"],
            ExhibitId(row["exhibit"]),
            row["field"],
            row["value"],
            row["basis"],
            row["supersedes"],
            row["made"],
            row["by"],
            int(row["event"]),
            gone.get(row["id"], ""),
            ERASED if row["erased"] == "1" else "",
        )
        for row in rows
        if exhibit in (None, row["exhibit"])
    )


def standing(case: Case, exhibit: ExhibitId) -> tuple[SourceEntry, ...]:
    """Return the values that stand for an exhibit, in the order of the fields; raise UnknownItem."""
    order = {name: number for number, name in enumerate(BY_ID)}
    found = [one for one in entries(case, exhibit) if not one.superseded_by and (one.value or one.remark)]
    return tuple(sorted(found, key=lambda one: (order.get(one.field, len(order)), one.event, one.id)))


def withheld(found: Sequence[SourceEntry]) -> tuple[SourceEntry, ...]:
    """Return entries as they may leave the case: restricted values are replaced by words that say so."""
    return tuple(replace(one, value=WITHHELD) if one.known.restricted and one.value else replace(one) for one in found)


def enter(case: Case, exhibit: ExhibitId, stated: Sequence[Stated], *, reason: str = "") -> tuple[SourceEntry, ...]:
    """Enter values in one event and return what stands; raise UnknownItem, EntryRefused, CaseNotWritable.

    A field of one value is replaced by its new one. What stands with the same words is not entered twice.
    """
    case.require_writable()
    case.row(exhibit)
    now = standing(case, exhibit)
    new = [checked for one in stated for checked in _checked(case, now, one)]
    if not new:
        return now
    assert case.signer is not None  # require_writable saw one
    with case.change("source record", item=exhibit, reason=reason) as change:
        made = []
        for one in new:
            identifier = change.next_id("source_entry")
            made.append(identifier)
            change.insert(
                "source_entry",
                {
                    "id": identifier,
                    "exhibit": exhibit,
                    "field": one.field,
                    "basis": one.basis,
                    "supersedes": one.supersedes,
                    "made": change.at,
                    "by": case.signer.name,
                },
            )
            change.insert("source_words", {"entry": identifier, "value": one.value})
        change.record(entries=list(made), fields=[one.field for one in new])
    return standing(case, exhibit)


def parse(text: str) -> Stated:
    """Return what FIELD=VALUE, or SR-0001=VALUE for replacing one entry, states; raise EntryRefused."""
    name, equals, value = text.partition("=")
    if not equals:
        raise EntryRefused(f"{text!r} has no '='", hint="Give FIELD=VALUE; `assay source fields` lists the fields.")
    name = name.strip()
    return Stated("", value.strip(), supersedes=name) if _ENTRY.fullmatch(name) else Stated(name, value.strip())


def _checked(case: Case, now: Sequence[SourceEntry], one: Stated) -> Iterator[Stated]:
    before = _replaced(now, one)
    name = one.field or (before.field if before else "")
    field = BY_ID.get(name)
    if field is None:
        raise UnknownItem(f"a source record has no field {name!r}", hint="List them with `assay source fields`.")
    if one.value:
        require_form(case, field, one.value)
    elif before is None:
        if field.many and any(each.field == name for each in now):
            raise EntryRefused(f"{name} holds several values", hint="Name the entry to withdraw: SR-0001=")
        return
    same = [each for each in now if each.field == name and each.value == one.value]
    if same:
        return
    yield Stated(name, one.value, before.id if before else "", one.basis or "stated")


def _replaced(now: Sequence[SourceEntry], one: Stated) -> SourceEntry | None:
    if one.supersedes:
        found = next((each for each in now if each.id == one.supersedes), None)
        if found is None:
            raise UnknownItem(f"{one.supersedes} does not stand in this record", hint="See `assay source show`.")
        return found
    if one.field in BY_ID and not BY_ID[one.field].many:
        return next((each for each in now if each.field == one.field), None)
    return None


def require_form(case: Case, field: SourceField, value: str) -> None:
    """Raise EntryRefused or UnknownItem for a value that a field cannot have."""
    if len(value) > LONGEST_VALUE:
        raise EntryRefused(f"{field.id}: a value has at most {LONGEST_VALUE:,} characters")
    match field.form:
        case Form.EXHIBIT:
            case.row(ExhibitId(value))
        case Form.TIME:
            _require_time(field, value)
        case Form.GENERATION | Form.ANSWER:
            if value not in CHOICES[field.form]:
                raise EntryRefused(f"{field.id} is {field.form.value}")
        case Form.TEXT:
            return


def _require_time(field: SourceField, value: str) -> None:
    text = value.removesuffix(ZONE_UNKNOWN)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise EntryRefused(f"{field.id} is {field.form.value}", hint="For example 2026-11-02T14:05+01:00.") from error
    if moment.tzinfo is None and text == value:
        raise EntryRefused(
            f"{field.id}: the time names no zone",
            hint=f"Add it, as in {text}+01:00, or write '{text}{ZONE_UNKNOWN}'.",
        )
