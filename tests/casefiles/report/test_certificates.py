"""Drafts of certificates: marked as drafts on every page, filled from the case, empty where the case is."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from casefiles.report import pdf
from casefiles.report.blocks import Blank
from casefiles.report.certificates import DRAFT, TITLES, Kind, certificate
from casefiles.report.document import build
from casefiles.report.language import check
from tests.casefiles.report.cases import HOSTILE, detector, full_case

KINDS: list[Kind] = sorted(TITLES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_says_that_it_is_a_draft_for_a_lawyer(tmp_path: Path, kind: Kind) -> None:
    layout = certificate(build(full_case(tmp_path), [detector()]), kind)
    document = pypdfium2.PdfDocument(pdf.render_layout(layout, pictures={}))
    pages = [document[index].get_textpage().get_text_range() for index in range(len(document))]
    document.close()
    assert all(DRAFT in page for page in pages)
    assert not re.search(r"\b707\b", "".join(pages))  # alone: a digest may hold the three digits


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_case_does_not_hold_stays_empty(tmp_path: Path, kind: Kind) -> None:
    layout = certificate(build(full_case(tmp_path), [detector()]), kind)
    blanks = [block for section in layout.sections for block in section.blocks if isinstance(block, Blank)]
    assert any("signature" in blank.title.lower() for blank in blanks)
    assert len(blanks) >= 4


def test_902_14_gives_the_digests_and_their_comparison(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    said = repr(certificate(build(case, [detector()]), "fre902-14"))
    assert all(digest.value in said for row in case.exhibits() for digest in row.digests)
    assert "1746" in said


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_can_be_set_and_the_drafts_own_words_pass_the_language_check(tmp_path: Path, kind: Kind) -> None:
    layout = certificate(build(full_case(tmp_path, text=HOSTILE), [detector(HOSTILE)]), kind)
    assert pdf.render_layout(layout, pictures={}).startswith(b"%PDF")
    own = repr(certificate(build(full_case(tmp_path), [detector()]), kind))
    assert [hit.found for hit in check(own)] == []
