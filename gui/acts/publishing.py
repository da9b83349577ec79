"""What left the desk, its corrections and retractions, and an editor's decision on the newsroom scale."""

from __future__ import annotations

from pathlib import Path

from casefiles import courtroom, verbs_sources
from casefiles.newsroom import newsroom_scale
from casefiles.published import LATER, Kind, Left, Published
from casefiles.views import ExhibitId
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import pairs
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import one_line


def _read(path: Path, _exhibit: ExhibitId) -> Listed[Published]:
    found = tuple(one for history in verbs_sources.published(path) for one in history)
    return Listed(found, "" if found else tr("Nothing was entered as having left the desk."))


def _words(row: Published) -> str:
    said = pairs(
        ("Entry", f"{row.id}, {tr(row.kind.value)}"),
        ("About", row.about),
        ("Left the desk", row.at),
        ("Where", row.where),
        ("Exhibit", row.exhibit),
        ("Report", row.report),
        ("Reason", row.reason),
        ("Entered", f"{row.made}, {row.by}"),
    )
    return f"{said}\n\n{row.text}"


def _enter(at: At[Published], given: Values) -> Done:
    left = Left(
        Kind(given["kind"]),
        given["text"],
        given["at"],
        given["where"],
        given.get("exhibit", ""),
        given.get("report", ""),
        at.row.id if at.row is not None else "",
        given.get("reason", ""),
    )
    made = verbs_sources.enter_published(at.path, left, signer=at.signer)
    return Done(tr("{id} is entered; it is never edited.", id=made.id))


def _left(kinds: tuple[Kind, ...]) -> tuple[Blank, ...]:
    return (
        Blank("kind", tr("&Kind"), choices=tuple((one.value, tr(one.value)) for one in kinds)),
        Blank("text", tr("&Text"), tall=True, needed=True, hint=tr("word for word")),
        Blank("at", tr("&When"), needed=True, hint="2026-11-22T10:00+01:00"),
        Blank("where", tr("W&here"), needed=True, hint=tr("an address, a programme, a recipient")),
    )


def _exhibits(at: At[Published], none: str) -> Blank:
    choices = (("", none), *((one.id, f"{one.id}  {one_line(one.name, 80)}") for one in at.exhibits))
    return Blank("exhibit", tr("E&xhibit"), at.exhibit, choices=choices)


def _decide(at: At[Published], given: Values) -> Done:
    made = courtroom.decide(
        at.path, ExhibitId(given["exhibit"]), given["wording"], because=given["because"], signer=at.signer
    )
    return Done(tr("{id}: recorded, apart from everything forensic.", id=made.row))


def _decide_blanks(at: At[Published]) -> tuple[Blank, ...]:
    return (
        Blank("exhibit", tr("E&xhibit"), at.exhibit, choices=tuple((one.id, one.id) for one in at.exhibits)),
        Blank("wording", tr("&Decision"), choices=tuple((b.wording, b.wording) for b in newsroom_scale().bands)),
        Blank("because", tr("&Because"), tall=True, needed=True),
    )


PUBLISHED: Book[Published] = Book(
    "Published",
    "What left the desk on this case belongs here, with what was corrected or retracted.\n\nMake or open a case.",
    "Kept word for word with where it stood. A correction or retraction is an entry of its own.",
    (
        Heading("Id", lambda row: row.id, fixed=True),
        Heading("Kind", lambda row: tr(row.kind.value)),
        Heading("About", lambda row: row.about, fixed=True),
        Heading("When", lambda row: row.at[:16], fixed=True),
        Heading("Where", lambda row: one_line(row.where)),
        Heading("Text", lambda row: one_line(row.text)),
    ),
    (80, 110, 80, 140, 120, 0),
    5,
    _read,
    _words,
    (
        (
            "&Enter what left…",
            Act(
                "Enter what left the desk…",
                "A published text, a report or a label, word for word.",
                "Enter",
                lambda at: (
                    *_left(tuple(one for one in Kind if one not in LATER)),
                    _exhibits(at, tr("the whole case")),
                    Blank("report", tr("Re&port"), hint=tr("the report that it rests on")),
                ),
                _enter,
            ),
        ),
        (
            "&Correct or retract…",
            Act(
                "Correct or retract…",
                "A new entry about the one that is marked; that one stays as it is.",
                "Enter",
                lambda _at: (*_left(LATER), Blank("reason", tr("&Reason"), tall=True, needed=True)),
                _enter,
                of_row=True,
            ),
        ),
        (
            "Editor's &decision…",
            Act(
                "Editor's decision…",
                "For publication, on the newsroom scale. It is no forensic result, and nothing in the report "
                "rests on it.",
                "Record",
                _decide_blanks,
                _decide,
                needs="exhibit",
            ),
        ),
    ),
)
