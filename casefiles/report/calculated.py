"""Set the calculations of the time bench: what was given, what came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefiles.computations import Computation
from casefiles.report.blocks import Block, Column, Facts, Prose, Section, Table, Text, code, quoted

VOUCHED = (
    "The numbers that were put in were measured by a person on a frame or a map. The program vouches for the "
    "arithmetic. That a time fits does not show that it was that time."
)


def calculated(found: Sequence[Computation]) -> Iterator[Section]:
    """Yield the part on calculations; nothing where none was kept."""
    if not found:
        return
    yield Section(1, "Calculations on time and place", "calculations", (Prose(Text(VOUCHED), "note"),))
    for one in found:
        yield Section(2, f"{one.id}: {one.sheet.kind}, {one.exhibit}", f"calculation-{one.id}", tuple(_one(one)))


def _one(one: Computation) -> Iterator[Block]:
    yield Facts((("By, at", quoted(one.by, one.made)), ("Note", quoted(one.note)), ("Event", code(str(one.event)))))
    for caption, pairs in (("given", one.sheet.given), ("found", one.sheet.found)):
        yield Table(
            f"{one.id}: {caption}",
            (Column("What", 2), Column("Value", 4)),
            tuple((quoted(name), quoted(value)) for name, value in pairs),
        )
