"""Set the imports: as what each was recognised, how its integrity marks came out, and every member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefiles.importing import Import
from casefiles.imports.found import Outcome
from casefiles.report.blocks import (
    Block,
    Column,
    Facts,
    Listing,
    Prose,
    Section,
    Table,
    Text,
    code,
    digest_lines,
    quoted,
    words,
)

MEMBERS_PRINTED = 200
CHECKS_PRINTED = 200
MARKS = (
    "The marks are those that each import brings: a size, a digest, a signature whose key lies beside it. They show "
    "whether its parts still belong together, not who made them."
)


def imported(found: Sequence[Import]) -> Iterator[Section]:
    """Yield the part on what was imported; nothing where nothing was."""
    if not found:
        return
    yield Section(1, "Imports", "imports", (Prose(Text(MARKS), "note"),))
    for one in found:
        yield Section(2, f"{one.id}: {one.kind}", f"import-{one.id}", tuple(_import(one)))


def _import(one: Import) -> Iterator[Block]:
    yield Facts(
        (
            ("Name", quoted(one.name)),
            ("Kept as", code(one.container) if one.container else words("its files, each an exhibit")),
            ("By, at", quoted(one.by, one.made)),
            ("Custody event", code(str(one.event))),
        )
    )
    if one.remarks:
        yield Listing(tuple(Text(remark, "quoted") for remark in one.remarks))
    checks = sorted(one.checks, key=lambda check: check.outcome is not Outcome.DIFFERS)
    if checks:
        differs = len(one.differs)
        yield Table(
            f"{one.id}: integrity marks, {len(checks)} in all, of which {differs} differ",
            (Column("Outcome", 1), Column("Mark", 3), Column("Detail", 3)),
            tuple((words(c.outcome.value), quoted(c.what), quoted(c.detail)) for c in checks[:CHECKS_PRINTED]),
        )
        if len(checks) > CHECKS_PRINTED:
            yield Prose(Text(f"The first {CHECKS_PRINTED} of {len(checks)}; all are in the attached JSON."))
    yield Table(
        f"{one.id}: members, {len(one.members)} in all",
        (Column("Exhibit", 1), Column("Name, role", 3), Column("Bytes", 1), Column("SHA-256", 2.6)),
        tuple(
            (
                code(m.exhibit) if m.exhibit else words("–"),
                (*quoted(m.name), *words(m.role), *((Text(m.remark),) if m.remark else ())),
                code(f"{m.size:,}"),
                digest_lines(m.sha256),
            )
            for m in one.members[:MEMBERS_PRINTED]
        ),
    )
    if len(one.members) > MEMBERS_PRINTED:
        yield Prose(Text(f"The first {MEMBERS_PRINTED} of {len(one.members)}; all are in the attached JSON."))
