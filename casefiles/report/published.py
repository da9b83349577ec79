"""Set what left the desk: every statement with its corrections and retractions, in order."""

from __future__ import annotations

from collections.abc import Iterator

from casefiles.published import Published, histories
from casefiles.report.blocks import Column, Prose, Section, Table, Text, code, paragraphs, quoted, words


def left_the_desk(found: tuple[Published, ...]) -> Iterator[Section]:
    """Yield the part on statements that left the desk; nothing where none was entered."""
    if not found:
        return
    note = Prose(Text("Each was entered word for word; a later one corrects or retracts and removes nothing."), "note")
    yield Section(1, "Statements that left the desk", "published", (note, *map(_history, histories(found))))


def _history(history: tuple[Published, ...]) -> Table:
    later = len(history) - 1
    return Table(
        f"{history[0].id}: {history[0].kind.value}, with {later} later corrections and retractions",
        (Column("No, kind", 1.2), Column("Words", 3.4), Column("When, where", 2), Column("Why, entered by", 2)),
        tuple(
            (
                (*code(one.id), *words(one.kind.value, *((f"about {one.about}",) if one.about else ()))),
                paragraphs(one.text),
                quoted(one.at, one.where, one.exhibit, one.report),
                quoted(one.reason, one.by, one.made),
            )
            for one in history
        ),
    )
