"""The newsroom card: one page in plain words for one exhibit, with what it supports and what it does not show."""

from __future__ import annotations

from collections.abc import Iterator

from casefiles.errors import UnknownItem
from casefiles.report.blocks import (
    Blank,
    Block,
    Cell,
    Column,
    Facts,
    Layout,
    Listing,
    Prose,
    Section,
    Table,
    Text,
    code,
    quoted,
    words,
)
from casefiles.report.brief import opinion_words, whole_words
from casefiles.report.document import ReportDocument
from casefiles.report.escape import shortened, visible
from casefiles.report.fonts import coverage
from casefiles.report.parts import Item
from casefiles.report.persons import Persons
from casefiles.report.standing import ABSENCE
from forensics.evaluation.scales import scale

MOST_ROWS, LEAST_ROWS = 4, 2
"""Rows of each table: fewer where opinions and a decision need the room."""
MOST_OPINIONS = 2
LEAST_CELL, LONGEST_CELL, ROOM = 90, 240, 400
"""Characters of a cell, and of the cells of a column together: the fewer rows, the longer each may be."""
LONGEST_OPINION, ONLY_OPINION = 180, 320
LONGEST_NAME = 90
LONGEST_CLAIM = 150

DOES_NOT_SHOW = (
    "Whether the scene took place, where, and when: a file cannot say that of itself.",
    "Who made it: names in a file can be written by anybody who has it, unless a signature over them is shown.",
    "Anything by what is missing: no watermark, no credential and no observation each support nothing.",
)


def card(document: ReportDocument, exhibit: str) -> Layout:
    """Return the card of one exhibit; raise UnknownItem for one that the report does not have.

    It says less than the report and nothing else: every row stands in the report in full.
    """
    item = next((item for item in document.items if item.exhibit.id == exhibit), None)
    if item is None:
        raise UnknownItem(f"the report {document.id} has no exhibit {shortened(exhibit, 40)}")
    most = _most_rows(document, exhibit)
    return Layout(
        id=document.id,
        title="Newsroom card",
        subtitle=f"Exhibit {item.exhibit.id}, drawn from report {document.id}",
        issued=document.front.issued,
        head=document.custody.head.root,
        sections=(
            Section(1, "The claim, and the file", "claim", (_file(item, document),)),
            Section(1, "What it says of itself", "says", (_statements(item, most),)),
            Section(1, "What was observed in it", "observed", (_observed(item, most),)),
            Section(1, "What persons make of it", "opinions", tuple(_opinions(document.persons))),
            Section(1, "What none of this shows", "not", (Listing(tuple(Text(point) for point in DOES_NOT_SHOW)),)),
            Section(1, "Decision", "decision", tuple(_decision(document, exhibit))),
        ),
        end=f"End of card {document.id} {item.exhibit.id}",
        contents=False,
    )


def _file(item: Item, document: ReportDocument) -> Facts:
    row = item.exhibit
    return Facts(
        (
            ("Claim", _short(document.persons.board.claim or document.front.claim, LONGEST_CLAIM)),
            ("Name", _short(row.name, LONGEST_NAME)),
            ("SHA-256", code(row.sha256)),
            ("Content", _short(f"{row.media or 'not examined'}, {row.size:,} bytes", LONGEST_NAME)),
            ("Not measured", words(f"{len(item.not_measured)} quantities; the reasons stand in the report")),
        )
    )


def _statements(item: Item, most: int) -> Block:
    if not item.signals:
        return Prose(Text(f"Nothing was found. {ABSENCE}" if item.examination else "It was not examined."))
    room = _room(item, most)
    rows = tuple(
        (_short(signal.statement, room), _short(signal.could_be_written_by, room), _short(signal.supports, room))
        for signal in item.signals[:most]
    )
    columns = (Column("It states", 1.3), Column("Who could have written that", 1), Column("What that supports", 1.2))
    return Table(_of(len(rows), len(item.signals), "statements"), columns, rows)


def _observed(item: Item, most: int) -> Block:
    if not item.findings:
        said = "Nothing. That supports no statement about how it came to be."
        return Prose(Text(said if item.examination else "It was not examined."))
    room = _room(item, most)
    rows = tuple(
        (
            code(numbered.number),
            _short(numbered.finding.observation, room),
            _short(" ".join(numbered.finding.innocent_explanations), room),
        )
        for numbered in item.findings[:most]
    )
    columns = (Column("No", 0.4), Column("Observed", 1.6), Column("What else causes that", 1.4))
    return Table(_of(len(rows), len(item.findings), "observations"), columns, rows)


def _most_rows(document: ReportDocument, exhibit: str) -> int:
    board = document.persons.board
    beside = min(len(board.opinions), MOST_OPINIONS) + any(one.exhibit == exhibit for one in board.decisions)
    return max(LEAST_ROWS, MOST_ROWS - beside)


def _room(item: Item, most: int) -> int:
    rows = min(len(item.signals), most) + min(len(item.findings), most)
    return max(LEAST_CELL, min(LONGEST_CELL, ROOM // max(rows, 1)))


def _opinions(persons: Persons) -> Iterator[Block]:
    """Yield the opinions of the report in a sentence each; they are about the findings and not about the claim."""
    given = [(one, pair) for one in persons.board.opinions if (pair := persons.board.pair(one.pair)) is not None]
    if not given:
        yield Prose(Text("No opinion was recorded. Nothing is concluded."))
        return
    rows = []
    room = ONLY_OPINION if len(given) == 1 else LONGEST_OPINION
    for one, pair in given[:MOST_OPINIONS]:
        dissent = words("The board objects; a dissent is printed in the report.") if one.dissents else ()
        rows.append((f"On {pair.aspect.value}", (*_short(opinion_words(one, pair), room), *dissent)))
    if len(given) > MOST_OPINIONS:
        rows.append(("Further", words(f"{len(given) - MOST_OPINIONS} more opinions stand in the report")))
    yield Facts(tuple(rows))


def _decision(document: ReportDocument, exhibit: str) -> Iterator[Block]:
    newsroom = scale("newsroom")
    made = next((one for one in document.persons.board.decisions if one.exhibit == exhibit), None)
    if made is None:
        wordings = "; ".join(band.wording for band in newsroom.bands)
        yield Blank("The editor's decision, name and date", f"One of: {wordings}. {newsroom.note}", newsroom.name)
        return
    yield Facts(
        (
            ("Decision", words(newsroom.sentence.format(wording=made.wording))),
            ("Because", _short(made.because, LONGEST_CLAIM)),
            ("By, at", _short(f"{made.by}, {made.made} ({made.row})", LONGEST_NAME)),
        )
    )
    yield Prose(Text(newsroom.note), "note")


def _short(text: str, limit: int) -> Cell:
    """Return a text cut to what a card has room for, counted as it will be shown; the report has the whole."""
    kept = text[:limit]
    while len(visible(kept, coverage=coverage())) > limit:
        kept = kept[:-1]
    return quoted(text if kept == text else f"{whole_words(kept)} …")


def _of(shown: int, in_all: int, what: str) -> str:
    return (
        f"All that the report has, {in_all} in number"
        if shown == in_all
        else f"The first {shown} of {in_all} {what}; the report has all"
    )
