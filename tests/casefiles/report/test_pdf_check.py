"""The check of a PDF's text finds what is lost, also inside words that the end of a page breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles.errors import ReportFailed
from casefiles.report import pdf
from casefiles.report.blocks import Facts, Layout, Prose, Section, Text, quoted
from casefiles.report.pdf_check import require_everything


def layout(text: str) -> Layout:
    blocks = (Prose(Text("Before.")), Facts((("A long one", quoted(text)),)))
    return Layout(
        "R-1", "Title", "Subtitle", "2026-11-22T00:00:00Z", "root", (Section(1, "Part", "part", blocks),), "End"
    )


LONG = "".join(chr(33 + (7 * number) % 90) for number in range(12_000))


def test_a_word_that_fills_pages_is_printed_and_found(tmp_path: Path) -> None:
    assert pdf.render_layout(layout(LONG), pictures={}).startswith(b"%PDF")


def test_paths_that_the_end_of_a_page_breaks_at_a_solidus_are_found() -> None:
    paths = " ".join(f"(folder{number}/of/measured{number}/values.md)" for number in range(1_200))
    assert pdf.render_layout(layout(paths), pictures={}).startswith(b"%PDF")


@pytest.mark.parametrize(
    "lost", ["short", "qqqq-zzzz", "qqqq/zzzz", "x" * 200, LONG[:6000] + "LOST" * 30 + LONG[6000:]]
)
def test_what_is_not_printed_is_named(lost: str) -> None:
    printed = pdf.render_layout(layout(LONG), pictures={})
    with pytest.raises(ReportFailed, match="does not hold"):
        require_everything(printed, layout(lost))
