"""Set the annexes: measured values, container tree, tags and summed-up tables of every item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefiles.report.blocks import (
    Block,
    Cell,
    Column,
    Prose,
    Section,
    Table,
    Text,
    code,
    digest_lines,
    own,
    quoted,
    words,
)
from casefiles.report.escape import shortened
from casefiles.report.loci import locus_words
from casefiles.report.overtime import behind
from casefiles.report.parts import ColumnSummary, Item, Measured, TableSummary
from casefiles.report.values import value_words
from forensics.types import Element

ROWS_PRINTED = 300
"""Rows of one annex table that are set; the attached JSON holds more, the case all."""
ROWS_IN_ALL, LEAST_ROWS = 10_000, 5
"""Rows of the longest tables of all items that are set together, some 480 pages; and of each of them at least."""
LONGEST_FIELDS = 500
DEEPEST_INDENT = 12


def rows_printed(items: Sequence[Item]) -> int:
    """Return how many rows of each table are set: fewer where many items would make a report that nobody can open."""
    lengths = [len(one) for item in items if item.examination for one in (item.measured, item.elements, item.tags)]
    each = ROWS_PRINTED
    while each > LEAST_ROWS and sum(min(one, each) for one in lengths) > ROWS_IN_ALL:
        each -= 1
    return each


def annexes(items: tuple[Item, ...]) -> Iterator[Section]:
    """Yield the annexes of all items that were examined."""
    each = rows_printed(items)
    if any(item.examination for item in items):
        yield Section(1, "Annexes", "annexes", (Prose(Text("Raw values, for checking and repeating.")),))
    for item in items:
        if item.examination is not None:
            yield from own(item.exhibit.id, _annex(item, each))


def _annex(item: Item, each: int) -> Iterator[Section]:
    name = item.exhibit.id
    yield Section(2, f"{name}: raw values", f"annex-{name}", ())
    yield Section(3, f"{name}: everything made from the exhibit", f"made-{name}", (_made(item),))
    yield Section(3, f"{name}: figures behind the plots", f"behind-{name}", tuple(behind(item)))
    yield Section(3, f"{name}: measured values", f"values-{name}", tuple(_values(item, each)))
    yield Section(3, f"{name}: container", f"container-{name}", tuple(_container(item, each)))
    yield Section(3, f"{name}: tags", f"tags-{name}", tuple(_tags(item, each)))
    yield Section(3, f"{name}: long tables", f"tables-{name}", tuple(_tables(item)))


def _cut(caption: str, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]], in_all: int) -> Iterator[Block]:
    """Yield a table of what is printed, and the count of what is not."""
    if not rows:
        yield Prose(Text("There is none."))
        return
    yield Table(f"{caption}, {in_all:,} in all", columns, tuple(rows))
    if in_all > len(rows):
        yield Prose(
            Text(
                f"The first {len(rows):,} of {in_all:,} rows are printed. The attached JSON holds the first "
                f"thousands, the case holds all."
            ),
            "note",
        )


def _made(item: Item) -> Block:
    if not item.pictures:
        return Prose(Text("Nothing was made from it."))
    return Table(
        f"{item.exhibit.id}: derivatives with their making and digest, {len(item.pictures)} in all",
        (Column("No, what it is", 1.6), Column("Made how, from where", 3), Column("Size", 1), Column("SHA-256", 3.1)),
        tuple(
            (
                (*code(s.derivative.id), *quoted(s.derivative.quantity)),
                quoted(s.derivative.recipe, s.derivative.locus_words, s.remark),
                words(f"{s.derivative.width} × {s.derivative.height}" if s.derivative.width else "no picture"),
                digest_lines(s.derivative.sha256),
            )
            for s in item.pictures
        ),
    )


def _values(item: Item, each: int) -> Iterator[Block]:
    columns = (Column("Quantity", 2), Column("Value", 3.2), Column("Where", 2.2), Column("Method", 1.6))
    printed: list[Measured] = []
    about_itself = 0  # what the worker says of itself stands under "What measured"
    for one in item.measured:
        about_itself += one.method == "worker"
        if one.method != "worker" and len(printed) < each:
            printed.append(one)
    rows: list[tuple[Cell, ...]] = [
        (
            quoted(m.measurement.quantity),
            (Text(value_words(m.measurement.value, m.measurement.unit), "code"),),
            words(locus_words(m.measurement.locus)),
            code(f"{m.method} {m.version}"),
        )
        for m in printed
    ]
    return _cut(f"{item.exhibit.id}: measured values", columns, rows, item.measured_in_all - about_itself)


def _container(item: Item, each: int) -> Iterator[Block]:
    columns = (Column("Element", 2.2), Column("Offset, size", 1.6), Column("Fields", 4), Column("Clause", 1.6))
    depths: dict[int, int] = {}
    rows: list[tuple[Cell, ...]] = []
    for element in item.elements[:each]:
        depths[element.number] = depths.get(element.parent, -1) + 1
        rows.append(_element(element, depths[element.number]))
    return _cut(f"{item.exhibit.id}: elements in file order", columns, rows, item.elements_in_all)


def _element(element: Element, depth: int) -> tuple[Cell, ...]:
    fields = "; ".join(f"{field.name} = {value_words(field.value, field.unit)}" for field in element.fields)
    deep = f"depth {depth}" if depth > DEEPEST_INDENT else ""
    lines = (shortened(fields, LONGEST_FIELDS), *element.notes)
    return (
        (Text(f"{'· ' * min(depth, DEEPEST_INDENT)}{element.kind}", "code"), *(words(deep) if deep else ())),
        code(str(element.offset), f"{element.size:,} bytes"),
        tuple(Text(line, "quoted") for line in lines if line) or words("—"),
        quoted(element.clause) if element.clause else words("—"),
    )


def _tags(item: Item, each: int) -> Iterator[Block]:
    columns = (Column("Group", 1.6), Column("Name", 2), Column("Value", 4), Column("Reader, place", 2))
    rows: list[tuple[Cell, ...]] = [
        (
            quoted(tag.group) if tag.group else words("—"),
            quoted(tag.name) if tag.name else words("—"),
            (Text(value_words(tag.value), "quoted"),) if tag.value else words("empty"),
            (*quoted(tag.reader), *words(locus_words(tag.locus))),
        )
        for tag in item.tags[:each]
    ]
    return _cut(f"{item.exhibit.id}: tags as each reader gives them", columns, rows, item.tags_in_all)


def _tables(item: Item) -> Iterator[Block]:
    if not item.tables:
        yield Prose(Text("There is none."))
        return
    yield Prose(
        Text(
            "Long tables stay in the case. Here each is counted and summed up; its digest is that of its rows, each "
            "as one canonical JSON line."
        )
    )
    for table in item.tables:
        yield _table(item, table)


def _table(item: Item, table: TableSummary) -> Table:
    digest = (words("Digest of the rows"), words("—"), words("—"), digest_lines(table.sha256, width=32))
    rows = tuple(
        (
            quoted(_headed(column)),
            code(str(column.filled)),
            code(value_words(column.least)),
            code(value_words(column.greatest)),
        )
        for column in table.columns
    )
    return Table(
        f"{item.exhibit.id}: {table.quantity}, stream {table.stream}, {table.rows:,} rows",
        (Column("Column, unit", 2), Column("Filled", 1), Column("Least", 2), Column("Greatest, digest", 3.4)),
        (*rows, digest),
    )


def _headed(column: ColumnSummary) -> str:
    return column.name if column.unit in ("", "1", "text") else f"{column.name} ({column.unit})"
