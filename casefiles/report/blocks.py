"""The few shapes that a report is set in; HTML and PDF each render these and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from casefiles.report.escape import shortened

LONGEST_LINE = 1_000
"""Characters of one text from a file that are printed; the attached JSON holds what the examination kept."""
NOT_DONE = "not-done"
"""The anchor of the section that lists what was not done, of the exhibits and of all."""
Voice = Literal["words", "quoted", "code"]
"""The program's own words; text from a file or a person; digests, ids and figures in equal widths."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text in one voice."""

    text: str
    voice: Voice = "words"


Cell = tuple[Text, ...]
"""The lines of a cell, each on a line of its own."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; a 'note' is set apart."""

    text: Text
    tone: Literal["plain", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Points of equal rank."""

    points: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its share of the width; 0 takes what its content needs."""

    title: str
    share: float = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heads repeat on every page."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption; ``sha256`` finds its bytes."""

    sha256: str
    media_type: str
    alternative: str
    caption: Cell


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures side by side: two across for those of an observation, four for a contact sheet."""

    figures: tuple[Figure, ...]
    across: Literal[2, 4] = 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """A plot: its SVG, what it shows in words for who does not see it, and its caption."""

    svg: str
    alternative: str
    caption: Cell


@dataclass(frozen=True, slots=True)
class Blank:
    """A place that a person fills, shown as empty."""

    title: str
    belongs: str
    asked_by: str


Block = Prose | Facts | Listing | Table | Pictures | Drawing | Blank


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. ``level`` 1 is a part of the report, 2 and 3 lie within."""

    level: Literal[1, 2, 3]
    title: str
    anchor: str
    blocks: tuple[Block, ...]
    exhibit: str = ""
    """The exhibit whose own section it is, if it is one's."""


def own(exhibit: str, sections: Iterable[Section]) -> Iterator[Section]:
    """Yield sections as an exhibit's own: a report of several volumes keeps those of one exhibit together."""
    return (replace(section, exhibit=exhibit) for section in sections)


@dataclass(frozen=True, slots=True)
class Volume:
    """Which of how many PDF files a part of a very large report is, counted from 1; the first names all others."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A document as it is set: the heading, the small print of every page, and the sections in order."""

    id: str
    title: str
    subtitle: str
    issued: str
    head: str
    sections: tuple[Section, ...]
    end: str
    """The mark after which nothing follows."""
    contents: bool = True
    """Whether a table of contents stands after the first section."""
    volume: Volume | None = None


def words(*lines: str) -> Cell:
    """Return a cell in the program's own words."""
    return tuple(Text(line) for line in lines)


def quoted(*lines: str) -> Cell:
    """Return a cell of text from a file or a person; where there is none, that is said."""
    filled = tuple(Text(line, "quoted") for line in lines if line)
    return filled or (Text("not stated"),)


def excerpt(*lines: str) -> Cell:
    """Return a cell of text from a file, each line cut where it is long, with its length and its digest said."""
    return quoted(*(shortened(line, LONGEST_LINE) for line in lines))


def paragraphs(text: str) -> Cell:
    """Return a person's text with its line ends kept as lines."""
    return quoted(*text.split("\n"))


def code(*lines: str) -> Cell:
    """Return a cell in equal widths."""
    return tuple(Text(line, "code") for line in lines)


def digest_lines(value: str, *, width: int = 32) -> Cell:
    """Return a digest cut into lines of ``width`` characters, which fit a narrow column."""
    return code(*(value[start : start + width] for start in range(0, len(value), width)))
