"""Gather and set what is known of where the items come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefiles import sources
from casefiles.case import Case
from casefiles.computations import Computation, computations
from casefiles.importing import Import, imports
from casefiles.published import Published, published
from casefiles.report import transcribed
from casefiles.report.blocks import Block, Cell, Column, Prose, Section, Table, Text, code, paragraphs, quoted, words
from casefiles.report.calculated import calculated
from casefiles.report.imported import imported
from casefiles.report.published import left_the_desk
from casefiles.report.transcribed import Transcribed
from casefiles.sources import SourceEntry

PRINTED_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class Sourced:
    """Source records as they may leave the case: the values that stand, and how many versions came before."""

    exhibits: tuple[str, ...]
    standing: tuple[SourceEntry, ...]
    versions: int
    imports: tuple[Import, ...]
    transcripts: tuple[Transcribed, ...]
    published: tuple[Published, ...]
    computations: tuple[Computation, ...]


NOTHING = Sourced((), (), 0, (), (), (), ())


def gather(case: Case) -> Sourced:
    """Return what a report says of the sources, without restricted values."""
    exhibits = tuple(row.id for row in case.exhibits())
    found = tuple(one for exhibit in exhibits for one in sources.standing(case, exhibit))
    return Sourced(
        exhibits,
        sources.withheld(found),
        len(sources.entries(case)),
        imports(case),
        transcribed.gather(case),
        published(case),
        computations(case),
    )


def sourced(known: Sourced) -> Iterator[Section]:
    """Yield the part on the sources of the items; nothing in a case without an exhibit."""
    yield from left_the_desk(known.published)
    if not known.exhibits:
        return
    yield Section(1, "Sources", "sources", tuple(_front(known)))
    for exhibit in known.exhibits:
        rows = [one for one in known.standing if one.exhibit == exhibit]
        yield Section(2, f"{exhibit}: source record", f"source-{exhibit}", (_record(exhibit, rows),), exhibit)
    yield from imported(known.imports)
    yield from transcribed.transcribed(known.transcripts)
    yield from calculated(known.computations)


def _front(known: Sourced) -> Iterator[Block]:
    yield Prose(
        Text(
            "What persons stated, or an import brought, of where the items come from. It was not measured. Restricted "
            f"values are not shown in any report. {known.versions} entries were made, earlier versions included."
        ),
        "note",
    )


def _record(exhibit: str, rows: list[SourceEntry]) -> Block:
    if not rows:
        return Prose(Text("Nobody entered anything. That supports nothing."))
    return Table(
        f"{exhibit}: source record, {len(rows)} values that stand",
        (Column("Field, entry", 2), Column("Value, word for word", 4), Column("Basis, by, at", 2.4)),
        tuple(
            (
                (*words(one.known.title), *code(one.id)),
                words(one.remark) if one.remark else _value(one),
                quoted(one.basis, one.by, one.made),
            )
            for one in rows
        ),
    )


def _value(one: SourceEntry) -> Cell:
    return words(one.value) if one.value == sources.WITHHELD else paragraphs(_cut(one.value))


def _cut(text: str) -> str:
    if len(text) <= PRINTED_LENGTH:
        return text
    return f"{text[:PRINTED_LENGTH]}\n[the first {PRINTED_LENGTH:,} of {len(text):,} characters; all are in the JSON]"
