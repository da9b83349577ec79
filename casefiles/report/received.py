"""Set what was received: every item with its digests, and every act of acquisition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefiles.report.blocks import Block, Cell, Column, Facts, Prose, Section, Table, Text, code, quoted, words
from casefiles.report.brief import length_words
from casefiles.report.fields import asks
from casefiles.report.loci import locus_words
from casefiles.report.parts import Item
from casefiles.report.persons import Persons
from casefiles.report.stated import said
from casefiles.views import AcquisitionRow, FileTimes

_DIGEST = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})")


def items(all_items: tuple[Item, ...], persons: Persons) -> Iterator[Section]:
    """Yield the part on the items examined."""
    nothing = (Prose(Text("The case holds no exhibit: nothing was acquired.")),)
    yield Section(1, "Items", "items", () if all_items else nothing)
    for item in all_items:
        name = item.exhibit.id
        yield Section(2, name, f"item-{name}", tuple(_item(item, persons)), name)
    yield from _environments(all_items)


def _environments(all_items: tuple[Item, ...]) -> Iterator[Section]:
    """Yield what measured, once for all examinations in which it was the same."""
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for item in all_items:
        if item.examination is not None:
            groups.setdefault(item.examination.environment, []).append(item.examination.id)
    blocks = tuple(environment_table(each, f"What measured in {', '.join(names)}") for each, names in groups.items())
    if blocks:
        yield Section(2, "What measured", "environment", blocks)


def environment_table(environment: tuple[tuple[str, str], ...], caption: str) -> Table:
    """Return versions and settings of what measured as a table."""
    values: dict[str, list[str]] = {}
    for name, value in environment:
        kind, space, method = name.partition(" ")
        if space and kind in ("method", "judgement"):
            values.setdefault(f"{kind}s, with version", []).append(f"{method} {value}")
        else:
            values.setdefault(name, []).append(value)
    for joined in ("methods, with version", "judgements, with version"):
        if joined in values:
            values[joined] = ["; ".join(values[joined])]
    return Table(
        caption,
        (Column("Part", 1), Column("Version or setting", 3)),
        tuple((quoted(name), quoted(*each)) for name, each in values.items()),
    )


def _item(item: Item, persons: Persons) -> Iterator[Block]:
    row = item.exhibit
    facts: list[tuple[str, Cell]] = [
        ("Name", quoted(row.name)),
        ("Size", code(f"{row.size:,} bytes")),
        ("Content as read", quoted(row.media)),
        ("Length, frames", words(length_words(item) or "not measured")),
    ]
    for digest in row.digests:
        remark = words(digest.remark) if digest.remark else ()
        facts.append((digest.algorithm.upper(), (*code(*_cut(digest.value)), *remark)))
    facts += [
        ("Kept in the case as", code(row.stored_as)),
        ("Condition as seen", tuple(Text(line, "quoted") for line in item.condition)),
    ]
    if item.origin is not None and item.origin.restricted:
        facts.append(("Handling", words(item.origin.handling)))
    for ask in (one for one in asks().values() if one.of == "exhibit"):
        statement = persons.stated(ask.id, row.id)
        facts.append((ask.title, said(statement) if statement else words("EMPTY: not filled by anybody")))
    yield Facts(tuple(facts))
    content = [m.measurement for m in item.measured if _DIGEST.fullmatch(str(m.measurement.value))]
    if content:
        yield Table(
            f"{row.id}: digests of the content (unchanged by a change of container where the streams are meant)",
            (Column("Quantity", 1.4), Column("Of", 1.4), Column("Digest", 4)),
            tuple((quoted(m.quantity), words(locus_words(m.locus)), code(*_cut(str(m.value)))) for m in content[:40]),
        )
    if len(content) > 40:
        yield Prose(Text(f"The first 40 of {len(content)} such digests; all are in the annex or the attached JSON."))
    if item.examinations:
        yield Table(
            f"{row.id}: examinations; this report speaks from the latest",
            (Column("No", 1), Column("From, to (UTC), by", 2.6), Column("Outcome", 2), Column("Results", 1.6)),
            tuple(
                (
                    code(done.id),
                    (*code(done.started, done.ended), *quoted(done.by)),
                    quoted(done.outcome),
                    words(
                        f"{done.results} results",
                        f"{done.findings} observations",
                        f"{done.not_measured} not measured",
                    ),
                )
                for done in item.examinations
            ),
        )


def _cut(value: str) -> Iterator[str]:
    for start in range(0, len(value), 64):
        yield value[start : start + 64]


def acquisitions(all_items: tuple[Item, ...]) -> Iterator[Section]:
    """Yield the part on how the items came to the case."""
    if not all_items:
        return
    yield Section(1, "Acquisition", "acquisition", ())
    for item in all_items:
        for row in item.acquisitions:
            title, blocks = f"{row.id}: acquisition of {row.exhibit}", tuple(_act(row))
            yield Section(2, title, f"acquisition-{row.id}", blocks, item.exhibit.id)


def _act(row: AcquisitionRow) -> Iterator[Block]:
    provided = row.provided
    yield Facts(
        (
            ("Original name", quoted(row.original_name)),
            ("Read from", quoted(row.source_path)),
            ("Kind of source", quoted(row.source_kind)),
            ("Times of the file (UTC)", tuple(_times(row.times))),
            ("Acquired by", quoted(row.by)),
            ("From, to (UTC)", code(f"{row.started} to {row.ended}")),
            ("Machine", quoted(row.machine)),
            ("State of its clock", quoted(row.clock)),
            ("Received from", quoted(provided.received_from)),
            ("Source named", quoted(provided.source)),
            ("Reason", quoted(provided.reason)),
            ("Authority", quoted(provided.authority)),
            ("Note", quoted(provided.note)),
            ("Custody event", code(str(row.event))),
        )
    )
    if not row.compared:
        yield Prose(Text("The sender gave no digest to compare with."))
        return
    yield Table(
        f"{row.id}: digests declared by the sender and computed here",
        (Column("Algorithm", 1.2), Column("Declared, computed", 5), Column("Compared", 1.4)),
        tuple(
            (
                quoted(compared.algorithm),
                (*code(*_cut(compared.declared)), *code(*_cut(compared.computed))),
                words("the same" if compared.matches else "NOT THE SAME"),
            )
            for compared in row.compared
        ),
    )


def _times(times: FileTimes) -> Iterator[Text]:
    for name, value in (
        ("modified", times.modified),
        ("status changed", times.changed),
        ("accessed", times.accessed),
        ("created", times.born),
    ):
        yield Text(f"{name}: {value or 'not kept by the file system'}", "quoted")
