"""The report as it would be now: set and drawn page by page for looking, recorded nowhere, kept nowhere."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from casefiles.case import Case
from casefiles.errors import ExaminationFailed, ReportFailed, UnknownItem
from casefiles.report.document import build
from casefiles.report.persons import gather
from casefiles.report.write import pictures_of, render_all
from casefiles.views import HeadView
from forensics.confinement import Limits
from forensics.types import Line, Measurement, NotMeasured, Picture, Result
from forensics.worker import Job, measure, path_code

WIDTH = 900
_BYTES_A_PIXEL = 3
_TALLEST = 20_000


@dataclass(frozen=True, slots=True)
class Preview:
    """A report that is not written: its id, the head that it would name, and the PDF."""

    id: str
    head: HeadView
    pdf: bytes


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as rows of 8-bit RGB values; ``number`` counts from 0, ``total`` is how many pages there are."""

    number: int
    total: int
    width: int
    height: int
    rgb: bytes


def preview(case: Case) -> Preview:
    """Set the report of a case as it stands; raise ReportFailed."""
    document = build(case, persons=gather(case))
    pdf = dict(render_all(document, pictures_of(case, document), ("pdf",)))["pdf"]
    assert isinstance(pdf, bytes)  # as typst gave it
    return Preview(document.id, document.custody.head, pdf)


def drawn(found: Preview, first: int, *, count: int = 1, width: int = WIDTH) -> tuple[DrawnPage, ...]:
    """Draw pages of a preview in the confined worker, from number ``first`` on; raise UnknownItem, ReportFailed."""
    with tempfile.TemporaryDirectory(prefix="assay-") as name:
        scratch = Path(name)
        file = scratch / "report.pdf"
        file.write_bytes(found.pdf)
        options = (("first", str(first)), ("count", str(count)), ("width", str(width)))
        job = Job("pages", path_code(file), "", path_code(scratch), (), Limits(), options)
        try:
            lines = tuple(measure(job, cancelled=lambda: False))
        except OSError as error:
            raise ExaminationFailed(f"the measuring process could not be started: {error.strerror}") from error
        return tuple(_pages(lines, scratch))


def _pages(lines: tuple[Line, ...], scratch: Path) -> list[DrawnPage]:
    total, pages = 0, []
    for line in lines:
        match line:
            case Result(_, _, NotMeasured("page", reason)):
                raise UnknownItem(f"the report has no such page: {reason}")
            case Result(_, _, NotMeasured(_, reason)):
                raise ReportFailed(f"the pages could not be drawn: {reason}")
            case Result(_, _, Measurement("pages.count", int(count))):
                total = count
            case Result(_, _, Picture() as picture):
                pages.append(_page(picture, total, scratch))
    return pages


def _page(picture: Picture, total: int, scratch: Path) -> DrawnPage:
    number = picture.quantity.removeprefix("page.")
    if not number.isdecimal() or Path(picture.name).name != picture.name or not 0 < picture.height < _TALLEST:
        raise ReportFailed("the measuring process answered with something that is no page")
    rgb = (scratch / picture.name).read_bytes()
    if len(rgb) != picture.width * picture.height * _BYTES_A_PIXEL:
        raise ReportFailed("the measuring process left something that is no page")
    return DrawnPage(int(number), total, picture.width, picture.height, rgb)
