"""What the examiner states for the report's fields: rows with their events, replaced by later ones, never edited."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles.case import Case
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.numbering import Numbered, located, named, numbered
from casefiles.report.fields import About, asks, fields
from casefiles.views import ExhibitId

LARGEST_FORM = 1024 * 1024
LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person states for one field; ``item`` is '' for the report, else an exhibit or a finding by its number.

    ``superseded_by`` is '' for what stands.
    """

    id: str
    field: str
    item: str
    text: str
    by: str
    made: str
    event: int
    superseded_by: str


def statements(case: Case) -> tuple[Statement, ...]:
    """Return everything that was stated, oldest first, with what was superseded."""
    rows = [
        {name: str(value) for name, value in row.items()}
        for row in case.store.rows("SELECT * FROM declaration ORDER BY event, id")
    ]
    gone = {row["supersedes"]: row["id"] for row in rows if row["supersedes"]}
    findings = numbered(case) if any(row["sha256"] for row in rows) else ()
    return tuple(
        Statement(
            row["id"],
            row["field"],
            _item_now(row, findings),
            row["text"],
            row["by"],
            row["made"],
            int(row["event"]),
            gone.get(row["id"], ""),
        )
        for row in rows
    )


def state(case: Case, stated: Sequence[tuple[str, str, str]]) -> tuple[Statement, ...]:
    """Keep statements, each (field, item, text), in one event; raise UnknownItem, EntryRefused.

    A statement for a field and item that has one supersedes it; one with the same words is not written twice.
    """
    case.require_writable()
    findings = numbered(case)
    entries = [_checked(case, findings, *one) for one in stated]
    standing = {(one.field, one.item): one for one in statements(case) if not one.superseded_by}
    new = [one for one in entries if one.text != getattr(standing.get((one.field, one.item)), "text", None)]
    if not new:
        return statements(case)
    by = case.signer.name if case.signer else ""
    with case.change("state", item="report", body={"fields": [one.field for one in new]}) as change:
        for one in new:
            before = standing.get((one.field, one.item))
            change.insert(
                "declaration",
                {
                    "id": change.next_id("declaration"),
                    "field": one.field,
                    "item": one.ref,
                    "sha256": one.sha256,
                    "text": one.text,
                    "supersedes": before.id if before else "",
                    "made": change.at,
                    "by": by,
                },
            )
    return statements(case)


def read_form(path: Path) -> tuple[tuple[str, str, str], ...]:
    """Return what a form in TOML states: fields at the top, ``[E-0001]`` and ``[F-0001]`` for items.

    Fields left empty are left out. Raise EntryRefused for anything else.
    """
    try:
        content = path.read_bytes()
        if len(content) > LARGEST_FORM:
            raise EntryRefused(f"{path.name} is larger than {LARGEST_FORM:,} bytes")
        data = tomllib.loads(content.decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EntryRefused(f"{path.name} is no form: {error}") from error
    return tuple(_stated(data, path.name))


def form(case: Case) -> str:
    """Return a form in TOML with every field of the report and of each exhibit, filled with what stands."""
    standing = {(one.field, one.item): one.text for one in statements(case) if not one.superseded_by}
    lines = ["# Fill what applies and leave the rest empty; then: assay statement CASE --form FILE", ""]
    lines += _part(standing, "report", "")
    for row in case.exhibits():
        lines += ["", f"[{row.id}]", *_part(standing, "exhibit", row.id)]
    for one in numbered(case):
        lines += ["", f"[{one.number}]", *_part(standing, "finding", one.number)]
    return "\n".join(lines) + "\n"


def _part(standing: Mapping[tuple[str, str], str], of: About, item: str) -> Iterator[str]:
    for field in fields():
        for ask in field.asks:
            if ask.of == of:
                if of == "report":
                    yield f"# {field.number}. {ask.title}: {ask.belongs} ({ask.asked_by})"
                yield f"{ask.id} = {json.dumps(standing.get((ask.id, item), ''), ensure_ascii=False)}"


@dataclass(frozen=True, slots=True)
class _Entry:
    field: str
    item: str
    ref: str
    sha256: str
    text: str


def _checked(case: Case, findings: Sequence[Numbered], field: str, item: str, text: str) -> _Entry:
    ask = asks().get(field)
    if ask is None:
        raise UnknownItem(f"the report has no field {field}", hint=f"The fields are {', '.join(sorted(asks()))}.")
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise EntryRefused(f"{field}: a statement has words, at most {LONGEST_TEXT:,} characters")
    match ask.of:
        case "report":
            if item:
                raise EntryRefused(f"{field} is stated for the whole report, not for {item}")
            return _Entry(field, "", "", "", text)
        case "exhibit":
            return _Entry(field, case.row(ExhibitId(item)).id, item, "", text)
        case "finding":
            one = named(findings, item)
            return _Entry(field, one.number, one.ref, one.sha256, text)


def _stated(data: Mapping[str, object], name: str) -> Iterator[tuple[str, str, str]]:
    for key, value in data.items():
        rows = value.items() if isinstance(value, dict) else ((key, value),)
        item = key if isinstance(value, dict) else ""
        for field, text in rows:
            if not isinstance(text, str):
                raise EntryRefused(f"{name}: {field} is no text")
            if text.strip():
                yield field, item, text


def _item_now(row: Mapping[str, str], findings: Sequence[Numbered]) -> str:
    if not row["sha256"]:
        return row["item"]
    now = located(findings, row["item"], row["sha256"])
    return now.number if now else f"{row['item']} (no longer given)"
