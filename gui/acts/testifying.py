"""What a person saw or was told of an exhibit, and how the check-list of what should be preserved stands."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from casefiles import workbench
from casefiles.errors import EntryRefused
from casefiles.governance import State, Ticked
from casefiles.testimonies import Said, Testimony, TestimonyKind
from casefiles.views import ExhibitId
from forensics.types import FrameLocus, Region, Timestamp
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import ids, of_exhibits, pairs
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import one_line


def _testimonies(path: Path, exhibit: ExhibitId) -> Listed[Testimony]:
    found = workbench.testimonies(path, exhibit)
    return Listed(found, tr("That no mark, label or answer is there means nothing."))


def _testimony_words(row: Testimony) -> str:
    where = row.locus.region if row.locus is not None else None
    frame = str(row.locus.index) if row.locus is not None else ""
    return pairs(
        ("Testimony", f"{row.id}, {tr(row.kind.value)}"),
        ("Statement", row.statement),
        ("Seen or asked by", f"{row.asked_by}, {row.asked}"),
        ("Vendor", row.vendor),
        ("Product", f"{row.product} {row.version}".strip()),
        ("Frame", frame + (f": {where.x}, {where.y}, {where.width} × {where.height}" if where else "")),
        ("Attached", ", ".join(row.attachments)),
        ("Note", row.note),
    )


def _place(given: Values) -> FrameLocus | None:
    if not given["frame"]:
        return None
    parts = [part.strip() for part in given["region"].split(",") if part.strip()]
    if not given["frame"].isdigit() or len(parts) not in (0, 4) or not all(part.isdigit() for part in parts):
        raise EntryRefused(
            tr("the frame is a number, and the region four: x, y, width, height"), hint=tr("All in whole pixels.")
        )
    numbers = [int(part) for part in parts]
    return FrameLocus(0, int(given["frame"]), Timestamp(0, Fraction(0)), Region(*numbers) if numbers else None)


def _testify(at: At[Testimony], given: Values) -> Done:
    said = Said(
        kind=TestimonyKind(given["kind"]),
        statement=given["statement"],
        vendor=given["vendor"],
        product=given["product"],
        version=given["version"],
        asked=given["asked"],
        locus=_place(given),
        attachments=ids(given["exhibits"]),
        note=given["note"],
    )
    made = workbench.testify(at.path, at.exhibit, said, signer=at.signer)
    return Done(tr("{id} is recorded.", id=made.id))


def _testify_blanks(at: At[Testimony]) -> tuple[Blank, ...]:
    return (
        Blank("kind", tr("&Kind"), choices=tuple((one.value, tr(one.value)) for one in TestimonyKind)),
        Blank(
            "statement",
            tr("&Statement"),
            tall=True,
            needed=True,
            hint=tr("what was seen, or the raw answer, word for word"),
        ),
        Blank("vendor", tr("&Vendor"), hint=tr("who offers the service")),
        Blank("product", tr("&Product"), hint=tr("the service that was asked")),
        Blank("version", tr("V&ersion"), hint=tr("as far as it states one")),
        Blank("asked", tr("&When"), hint="2026-11-22T10:00Z"),
        Blank("frame", tr("&Frame"), hint=tr("of a visible mark: its number")),
        Blank("region", tr("Re&gion"), hint=tr("x, y, width, height in pixels; may stay empty")),
        of_exhibits(at, help=tr("Screenshots that show it, acquired as exhibits of their own.")),
        Blank("note", tr("&Note")),
    )


TESTIMONY: Book[Testimony] = Book(
    "Testimony",
    "What persons saw of the exhibit, and what services answered, belongs here.\n\nPick an exhibit.",
    "Kept apart from what was measured: who asked, when, which product and version, and the raw answer.",
    (
        Heading("Id", lambda row: row.id, fixed=True),
        Heading("Kind", lambda row: tr(row.kind.value)),
        Heading("Statement", lambda row: one_line(row.statement)),
        Heading("By", lambda row: one_line(row.asked_by)),
        Heading("When", lambda row: row.asked[:16], fixed=True),
    ),
    (80, 190, 0, 110, 140),
    2,
    _testimonies,
    _testimony_words,
    (
        (
            "&Record…",
            Act(
                "Record a testimony…",
                "An answer of a service needs product and time, of a detection service also vendor and version; a "
                "visible mark needs its frame.",
                "Record",
                _testify_blanks,
                _testify,
                needs="exhibit",
            ),
        ),
    ),
    of_exhibit=True,
)


def _checklist(path: Path, exhibit: ExhibitId) -> Listed[Ticked]:
    found = workbench.checklist(path, exhibit)
    still = sum(1 for one in found if one.state is State.OPEN)
    return Listed(found, tr("{open} of {all} are open.", open=still, all=len(found)))


def _item_words(row: Ticked) -> str:
    item = row.item
    return pairs(
        ("Item", f"{item.id}: {item.text}"),
        ("State", tr(row.state.value)),
        ("Source", f"{item.source} ({item.source_date})"),
        ("Applies from", item.applies_from),
        ("Note", row.note),
        ("By", f"{row.by} {row.made[:16]}".strip()),
    )


def _states() -> tuple[tuple[str, str], ...]:
    return tuple((one.value, tr(one.value)) for one in State)


def _tick(at: At[Ticked], given: Values) -> Done:
    item = at.marked.item.id
    made = workbench.tick(at.path, at.exhibit, item, State(given["state"]), signer=at.signer, note=given["note"])
    return Done(tr("{item}: {state}.", item=made.item.id, state=tr(made.state.value)))


CHECKLIST: Book[Ticked] = Book(
    "Check-list",
    "What should be preserved of the exhibit, and which duties hold, belongs here.\n\nPick an exhibit.",
    "Each item has its source and date. A later statement adds to an earlier one.",
    (
        Heading("State", lambda row: tr(row.state.value)),
        Heading("What", lambda row: one_line(row.item.text)),
        Heading("Source", lambda row: one_line(row.item.source)),
        Heading("Note", lambda row: one_line(row.note)),
    ),
    (100, 0, 170, 130),
    1,
    _checklist,
    _item_words,
    (
        (
            "&State how it stands…",
            Act(
                "State how an item stands…",
                "Recorded with your key; a later statement adds to this one.",
                "Record",
                lambda at: (
                    Blank(
                        "state",
                        tr("&State"),
                        at.marked.state.value,
                        choices=_states(),
                    ),
                    Blank("note", tr("&Note"), tall=True),
                ),
                _tick,
                needs="exhibit",
                of_row=True,
            ),
        ),
    ),
    of_exhibit=True,
)
