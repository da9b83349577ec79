"""Set the review: who read what at which head, what they said, and what was written after it; and corrections."""

from __future__ import annotations

from collections.abc import Iterator

from casefiles.report.blocks import Blank, Block, Column, Prose, Section, Table, Text, code, paragraphs, quoted, words
from casefiles.report.persons import Persons

EDITED_PRINTED = 200


def reviewing(persons: Persons) -> Iterator[Section]:
    """Yield the part on review and corrections."""
    yield Section(1, "Review", "review", tuple(_reviews(persons)))
    yield Section(2, "Written after the review", "edited", tuple(_edited(persons)))
    yield Section(2, "Corrections of the custody log", "corrections", tuple(_corrections(persons)))


def _reviews(persons: Persons) -> Iterator[Block]:
    if not persons.reviews:
        yield Blank(
            "Review and authorisation",
            "Second examiner, authoriser, dates, signatures",
            "ISO/IEC 17025:2017, 7.8.1.1, 7.8.2.1 o",
        )
        return
    yield Prose(
        Text(
            "Each entry is an event of the custody log, signed with the key of the person: the signature stands there."
        )
    )
    yield Table(
        f"Reviews, {len(persons.reviews)} in all",
        (Column("By, at", 2.2), Column("Says", 1.6), Column("Words", 3.4), Column("Of the head", 2.4)),
        tuple(
            (
                (*quoted(one.by), *code(one.made)),
                words(one.kind.value, f"about {one.item}" if one.item else "about the whole"),
                paragraphs(one.text) if one.text else words("none"),
                code(f"{one.head_size} events", one.head_root[:32], one.head_root[32:]),
            )
            for one in persons.reviews
        ),
    )


def _edited(persons: Persons) -> Iterator[Block]:
    if not persons.edited:
        concluded = "Nothing was written or examined after the last review." if persons.reviews else "Not reviewed."
        yield Prose(Text(concluded))
        return
    yield Prose(Text("The review did not see what follows."), "note")
    yield Table(
        f"Written or examined after the last review, {len(persons.edited)} in all",
        (Column("Event", 0.8), Column("What", 4), Column("By, at", 2.4)),
        tuple(
            (code(str(one.event)), quoted(one.item, one.what), (*quoted(one.by), *code(one.at)))
            for one in persons.edited[:EDITED_PRINTED]
        ),
    )
    if len(persons.edited) > EDITED_PRINTED:
        yield Prose(Text(f"The first {EDITED_PRINTED} of {len(persons.edited)}; all are in the attached JSON."))


def _corrections(persons: Persons) -> Iterator[Block]:
    if not persons.corrections:
        yield Prose(Text("No event was corrected."))
        return
    yield Table(
        f"Corrections, {len(persons.corrections)} in all: the event stays, and this supersedes what it says",
        (Column("Event", 0.8), Column("Now reads", 3), Column("Why", 2.4), Column("By, at", 2.2)),
        tuple(
            (
                code(str(one.corrects)),
                paragraphs(one.replacement),
                paragraphs(one.reason),
                (*quoted(one.by), *code(one.corrected)),
            )
            for one in persons.corrections
        ),
    )
