"""A disclosure version of a report: named texts and pictures taken out, tied to the digest of the whole report."""

from __future__ import annotations

import dataclasses
import json as plain_json
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from casefiles.case import EXPORTS, Case
from casefiles.errors import EntryRefused
from casefiles.report import json
from casefiles.report.document import ReportDocument, build
from casefiles.report.parts import Redaction, Removed
from casefiles.report.persons import gather
from casefiles.report.stored import Shelf, Shelved
from casefiles.report.write import file_name, pictures_of, put, render_all
from casefiles.views import ReportFiles

LARGEST = 1024 * 1024
LEAST_LETTERS = 3
"""A text shorter than this stands in too many other words."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Redact:
    """One thing to take out: a text wherever it stands, or a picture by its id (D-0001), and why."""

    text: str
    picture: str
    reason: str


@dataclass(slots=True)
class _Pass:
    """One going-through of a document; counts what it took out."""

    wanted: Sequence[tuple[str, str]]
    counts: Counter[str] = field(default_factory=Counter)
    shelf: Shelf = field(default_factory=Shelf)

    def text(self, value: str) -> str:
        for text, mark in self.wanted:
            times = value.count(text)
            if times:
                self.counts[mark] += times
                value = value.replace(text, mark)
        return value


def read_list(path: Path) -> tuple[Redact, ...]:
    """Return what a TOML file asks to take out: ``[[redact]]`` with text or picture, and reason; raise EntryRefused."""
    try:
        content = path.read_bytes()
        if len(content) > LARGEST:
            raise EntryRefused(f"{path.name} is larger than {LARGEST:,} bytes")
        rows = tomllib.loads(content.decode("utf-8"))["redact"]
        found = tuple(_redact(row) for row in rows)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise EntryRefused(
            f"{path.name} names no redactions: {error}", hint="Write [[redact]] text = … reason = …"
        ) from error
    if not found:
        raise EntryRefused(f"{path.name} names no redactions")
    return found


def disclose(case: Case, redactions: Sequence[Redact], *, formats: Sequence[str]) -> ReportFiles:
    """Write a report with things taken out, and record what ties it to the whole one.

    The whole report's JSON is not written; its SHA-256 is what `assay report --at` gives for the same head. Raise
    EntryRefused where a redaction takes out nothing, and what writing a report raises.
    """
    case.require_writable()
    whole = build(case, persons=gather(case))
    tied = json.stored(whole).sha256
    document = redacted(whole, redactions, tied)
    rendered = render_all(document, pictures_of(case, document), formats)
    name = f"disclosure-{json.stored(document).sha256[:8]}"
    into = case.path / EXPORTS / document.id
    files = put(into, [(kind, file_name(name, kind), content) for kind, content in rendered])
    head = document.custody.head
    first = files[0][2]
    with case.change("disclosure", item=document.id, body={"unredacted_json": tied, "redacted": first}) as change:
        change.insert(
            "disclosure",
            {
                "id": change.next_id("disclosure"),
                "report": document.id,
                "unredacted": tied,
                "redacted": plain_json.dumps({kind: sha256 for kind, _, sha256 in files}),
                "redactions": plain_json.dumps([dataclasses.asdict(one) for one in _removed(document)]),
                "head_size": head.size,
                "head_root": head.root,
                "made": change.at,
                "by": case.signer.name if case.signer else "",
            },
        )
    return ReportFiles(document.id, into, files, head)


def redacted(whole: ReportDocument, redactions: Sequence[Redact], tied: str) -> ReportDocument:
    """Return a document without what was named; raise EntryRefused where something named is not in it."""
    marks = {one: f"[redacted {number}]" for number, one in enumerate(redactions, start=1)}
    texts = sorted(((one.text, mark) for one, mark in marks.items() if one.text), key=lambda pair: -len(pair[0]))
    going = _Pass(texts)
    document = _through(whole, going)
    hidden = {one.picture: mark for one, mark in marks.items() if one.picture}
    items = []
    for item in document.items:
        shown = []
        for picture in item.pictures:
            mark = hidden.get(picture.derivative.id)
            if mark:
                going.counts[mark] += 1
            shown.append(replace(picture, remark=f"not shown: {mark}") if mark else picture)
        items.append(replace(item, pictures=tuple(shown)))
    missed = [one.text or one.picture for one, mark in marks.items() if not going.counts[mark]]
    if missed:
        raise EntryRefused(
            f"the report does not hold {missed[0]!r}, so nothing was taken out", hint="Correct the list."
        )
    removed = tuple(Removed(mark, one.reason, going.counts[mark]) for one, mark in marks.items())
    return replace(document, items=tuple(items), redaction=Redaction(tied, removed))


def _removed(document: ReportDocument) -> tuple[Removed, ...]:
    return document.redaction.removed if document.redaction else ()


def _through(value: _T, going: _Pass) -> _T:
    """Return a record with its texts gone through; records hold records only as deep as their types do."""
    if isinstance(value, str) and type(value) is str:
        return going.text(value)  # type: ignore[return-value]  # a str gives a str
    if isinstance(value, tuple):
        return type(value)(_through(one, going) for one in value)
    if isinstance(value, Shelved):
        return going.shelf.put([_through(one, going) for one in value], value.kind)  # type: ignore[return-value]  # a list
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: new
            for one in dataclasses.fields(value)
            if (new := _through(getattr(value, one.name), going)) is not getattr(value, one.name)
        }
        return replace(value, **changed) if changed else value
    return value


def _redact(row: dict[str, object]) -> Redact:
    values = {name: row.get(name, "") for name in ("text", "picture", "reason")}
    text, picture, reason = (value if isinstance(value, str) else "" for value in values.values())
    if not reason.strip() or bool(text) == bool(picture) or (text and len(text) < LEAST_LETTERS):
        raise EntryRefused(
            "a redaction names a text of three letters or more, or a picture, and the reason",
            hint="Write [[redact]] with text or picture, and reason.",
        )
    return Redact(text, picture, reason)
