"""Divide the PDF of a very large report into volumes, exhibit by exhibit: setting takes memory by the page.

The first volume holds all that is said of the whole case. It is set last: it names length and SHA-256 of every other
volume, and on which page of which volume each exhibit's sections begin. The others name the first by the report's
number and their own place. A page is named by volume and page in all of them: 2-17.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from casefiles.errors import ReportFailed
from casefiles.report.blocks import (
    NOT_DONE,
    Block,
    Cell,
    Column,
    Drawing,
    Facts,
    Layout,
    Listing,
    Pictures,
    Prose,
    Section,
    Table,
    Text,
    Volume,
    code,
    digest_lines,
    words,
)

IN_ONE: Final = 600
"""Pages, estimated, up to which a report is one PDF: about 1 GB while it is set."""
IN_A_VOLUME: Final = 250
"""Pages, estimated, of a volume; one exhibit is never divided."""
_REPEATED: Final = ("Report", "State", "Case", "Case id", "Issued", "Custody head")
"""Particulars that stand in every volume."""
_PAGE, _LINE, _SMALL_LINE = 900.0, 13.5, 11.5
"""Points that are counted for a page (a third more than fill it: lines are counted generously), and for a line."""
_ACROSS, _SMALL_ACROSS, _VALUE_ACROSS = 105, 115, 75
"""Characters of a line, of one in small print, and of a value beside its label."""
_HEADINGS: Final = {1: 45.0, 2: 30.0, 3: 27.0}
_PICTURES: Final = {2: 205.0, 4: 125.0}
_DRAWING: Final = 210.0


@dataclass(frozen=True, slots=True)
class Made:
    """A volume that was set: which exhibits it holds, and on which of its pages each section of theirs begins."""

    volume: Volume
    exhibits: tuple[str, ...]
    pages: int
    size: int
    sha256: str
    begins: Mapping[str, int]
    """By the anchor of a section, pages counted from 1."""

    def place(self, page: int) -> str:
        """Return how a page of this volume is named."""
        return f"{self.volume.number}-{page}"


def divide(layout: Layout) -> tuple[Layout, ...]:
    """Return all volumes but the first, in order; none where one PDF will do."""
    layout = replace(layout, sections=tuple(_shared_out(layout.sections)))
    heights: dict[str, float] = {}
    for section in layout.sections:
        heights[section.exhibit] = heights.get(section.exhibit, 0.0) + _height(section)
    if sum(heights.values()) <= IN_ONE * _PAGE:
        return ()
    groups, filled = list[list[str]](), math.inf
    for exhibit, height in heights.items():
        if not exhibit:
            continue
        if filled + height > IN_A_VOLUME * _PAGE:
            groups.append([])
            filled = 0.0
        groups[-1].append(exhibit)
        filled += height
    count = len(groups) + 1
    return tuple(_volume(layout, Volume(number, count), tuple(group)) for number, group in enumerate(groups, start=2))


def _shared_out(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield sections with what was not done sorted by exhibit: there may be a sentence for each exhibit and method."""
    exhibits = dict.fromkeys(section.exhibit for section in sections if section.exhibit)
    for section in sections:
        if section.anchor != NOT_DONE:
            yield section
            continue
        points: dict[str, list[Text]] = {}
        for point in (point for block in section.blocks if isinstance(block, Listing) for point in block.points):
            named = point.text.split(" ", 1)[0].removesuffix(":")
            points.setdefault(named if named in exhibits else "", []).append(point)
        for exhibit in exhibits:
            if exhibit in points:
                listing = Listing(tuple(points[exhibit]))
                yield Section(2, f"{exhibit}: not done", f"{NOT_DONE}-{exhibit}", (listing,), exhibit)
        yield replace(section, blocks=(Listing(tuple(points.get("", ()))),))


def _volume(layout: Layout, volume: Volume, exhibits: tuple[str, ...]) -> Layout:
    held, sections = frozenset(exhibits), list[Section]()
    part: Section | None = None
    for section in layout.sections:
        if section.level == 1:
            part = section
        elif section.exhibit in held:
            if part is not None:
                sections.append(part)
                part = None
            sections.append(section)
    front = Section(1, f"Volume {volume.number} of {volume.of}", "volume", tuple(_front(layout, exhibits)))
    end = f"End of volume {volume.number} of {volume.of} of report {layout.id}"
    return replace(layout, sections=(front, *sections), end=end, volume=volume)


def _front(layout: Layout, exhibits: tuple[str, ...]) -> Iterator[Block]:
    particulars = (block for section in layout.sections if section.anchor == "front" for block in section.blocks)
    rows = {label: value for block in particulars if isinstance(block, Facts) for label, value in block.rows}
    held = code(_span(exhibits), f"{len(exhibits)} in all")
    yield Facts((*((label, rows[label]) for label in _REPEATED if label in rows), ("Exhibits of this volume", held)))
    yield Prose(
        Text(
            "This is a part of the report, and means nothing without its first volume, which holds what is said of the "
            "whole case: the claim, the opinions, the limits, the methods, the custody log. The first volume names "
            "length and SHA-256 of this one. Pages are named by volume and page in all volumes."
        ),
        "note",
    )


def _span(exhibits: Sequence[str]) -> str:
    return exhibits[0] if len(exhibits) == 1 else f"{exhibits[0]} to {exhibits[-1]}"


def made(layout: Layout, pdf: bytes) -> Made:
    """Return what the first volume says of another one, from its PDF as it stands before any signature.

    Raises ReportFailed where the bookmarks of the PDF are not its headings.
    """
    import pypdfium2

    assert layout.volume is not None  # as ``divide`` made it
    document = pypdfium2.PdfDocument(pdf)
    try:
        marks = [mark.get_dest() for mark in document.get_toc(max_depth=5)]
        places = [mark.get_index() + 1 for mark in marks if mark is not None]
        pages = len(document)
    finally:
        document.close()
    if len(places) != len(layout.sections):
        raise ReportFailed(
            f"volume {layout.volume.number} has {len(places)} bookmarks, {len(layout.sections)} headings"
        )
    begins = {section.anchor: page for section, page in zip(layout.sections, places, strict=True)}
    exhibits = tuple(dict.fromkeys(section.exhibit for section in layout.sections if section.exhibit))
    return Made(layout.volume, exhibits, pages, len(pdf), hashlib.sha256(pdf).hexdigest(), begins)


def first(layout: Layout, others: Sequence[Made]) -> Layout:
    """Return the first volume: all that is no exhibit's own, and where everything else stands."""
    shared, sections = tuple(_shared_out(layout.sections)), list[Section]()
    for section in shared:
        if not section.exhibit:
            sections.append(section)
            if section.anchor == "front":
                sections.append(_named(layout, others))
        elif sections[-1].level == 1 and sections[-1].blocks[-1:] != (_ELSEWHERE,):
            sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, _ELSEWHERE))
    volume = Volume(1, len(others) + 1)
    return replace(layout, sections=(*sections, _where(shared, others)), volume=volume)


_ELSEWHERE: Final = Prose(
    Text("What belongs here of each exhibit stands in the other volumes. The last part of this one names the pages."),
    "note",
)


def _named(layout: Layout, others: Sequence[Made]) -> Section:
    said = Prose(
        Text(
            f"This report is too long for one PDF. It has {len(others) + 1} volumes; this is the first, and the only "
            "one that speaks of the whole case. Of each other volume length and SHA-256 are those of the file as it "
            "was set; a volume that was signed begins with exactly these bytes. Pages are named by volume and page: "
            "2-17 is page 17 of volume 2."
        )
    )
    table = Table(
        f"The other volumes of report {layout.id}",
        (
            Column("Volume", 1),
            Column("Exhibits", 2.4),
            Column("Pages", 0.9),
            Column("Bytes", 1.4),
            Column("SHA-256", 4),
        ),
        tuple(
            (
                code(str(one.volume.number)),
                code(_span(one.exhibits), f"{len(one.exhibits)} in all"),
                code(str(one.pages)),
                code(f"{one.size:,}"),
                digest_lines(one.sha256),
            )
            for one in others
        ),
    )
    return Section(1, "Volumes of this report", "volumes", (said, table))


def _where(sections: Sequence[Section], others: Sequence[Made]) -> Section:
    """Return for each exhibit the pages on which its sections of each part begin."""
    begins: dict[tuple[str, str], str] = {}  # by exhibit and part: the anchor of its first section there
    part = ""
    for section in sections:
        if section.level == 1:
            part = section.title
        elif section.exhibit:
            begins.setdefault((section.exhibit, part), section.anchor)
    parts = tuple(dict.fromkeys(part for _, part in begins))
    columns = (Column("Exhibit", 1.1), *(Column(title, 1) for title in parts))
    rows = tuple(
        (code(exhibit), *(_page(one, begins.get((exhibit, title), "")) for title in parts))
        for one in others
        for exhibit in one.exhibits
    )
    table = Table("Pages on which what is said of each exhibit begins, by part", columns, rows)
    return Section(1, "Where each exhibit stands", "where", (table,))


def _page(one: Made, anchor: str) -> Cell:
    return code(one.place(one.begins[anchor])) if anchor else words("—")


def _height(section: Section) -> float:
    """Return about how many points a section takes, its line of the contents with it."""
    listed = _SMALL_LINE if section.level < 3 else 0.0  # the contents hold two levels
    return _HEADINGS[section.level] + listed + sum(_block_height(block) for block in section.blocks)


def _block_height(block: Block) -> float:
    match block:
        case Prose(text):
            return _lines(text.text, _ACROSS) * _LINE + 8
        case Facts(rows):
            return sum(max(1, sum(_lines(t.text, _VALUE_ACROSS) for t in cell)) * _LINE + 6.5 for _, cell in rows) + 12
        case Listing(points):
            return sum(_lines(point.text, _ACROSS) * _LINE + 6 for point in points)
        case Table(_, columns, rows):
            shares = [column.share or 0.6 for column in columns]
            across = [max(4.0, _SMALL_ACROSS * share / sum(shares)) for share in shares]
            return 55 + sum(_row_height(row, across) for row in rows)
        case Pictures(figures, each):
            return math.ceil(len(figures) / each) * _PICTURES[each]
        case Drawing():
            return _DRAWING
        case _:
            return 3 * _LINE


def _row_height(row: Sequence[Cell], across: Sequence[float]) -> float:
    lines = max(sum(_lines(text.text, width) for text in cell) for cell, width in zip(row, across, strict=True))
    return max(1, lines) * _SMALL_LINE + 6.3


def _lines(text: str, across: float) -> int:
    return max(1, math.ceil(len(text) / across))
