"""The newsroom card is one page, says less than the report and nothing else, and decides nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from casefiles.errors import UnknownItem
from casefiles.propositions import Aspect, Dissent, NewsroomDecision, Opinion, Pair, Side
from casefiles.report import pdf
from casefiles.report.card import card
from casefiles.report.document import build
from casefiles.report.write import write_cards
from tests.casefiles.report.cases import HOSTILE, SCRIPTS, detector, full_case


@pytest.mark.parametrize("text", ["", HOSTILE, SCRIPTS], ids=["plain", "hostile", "scripts"])
@pytest.mark.parametrize("exhibit", ["E-0001", "E-0002"])
def test_a_card_is_one_page(tmp_path: Path, text: str, exhibit: str) -> None:
    document = build(full_case(tmp_path, text=text, findings=30), [detector(text)])
    pages = pypdfium2.PdfDocument(pdf.render_layout(card(document, exhibit), pictures={}))
    assert len(pages) == 1
    pages.close()


@pytest.mark.parametrize("text", [HOSTILE, SCRIPTS], ids=["hostile", "scripts"])
def test_the_fullest_card_is_one_page_with_what_persons_make_of_it(tmp_path: Path, text: str) -> None:
    """Four statements, four observations, more opinions than are printed and a decision, all of them long."""
    document = build(full_case(tmp_path, text=text, findings=30), [detector(text)])
    item = document.items[0]
    pairs = tuple(Pair(f"p{n}", Aspect.CONTEXT, f"one {text * 9}", f"two {text * 9}", "Jane Doe") for n in range(3))
    dissent = Dissent("Looked again.", (), "Jane Doe")
    opinions = tuple(
        Opinion(pair.id, Side.H2, "inconclusive", "weak support", text, f"Jane Doe {text}", (dissent,))
        for pair in pairs
    )
    decision = NewsroomDecision(item.exhibit.id, "unverified", f"because {text * 20}", "Jane Doe", "ND-1", "2026-03-01")
    board = replace(document.persons.board, pairs=pairs, opinions=opinions, decisions=(decision,))
    persons = replace(document.persons, board=board)
    full = replace(document, items=(replace(item, signals=item.signals * 5),), persons=persons)
    pages = pypdfium2.PdfDocument(pdf.render_layout(card(full, item.exhibit.id), pictures={}))
    said = " ".join(pages[0].get_textpage().get_text_range().split())
    assert len(pages) == 1
    pages.close()
    assert "In the opinion of Jane Doe" in said
    assert "1 more opinions stand in the report" in said


def test_a_card_leaves_the_decision_to_the_editor(tmp_path: Path) -> None:
    document = build(full_case(tmp_path), [detector()])
    page = pypdfium2.PdfDocument(pdf.render_layout(card(document, "E-0002"), pictures={}))
    text = page[0].get_textpage().get_text_range()
    page.close()
    assert "EMPTY: not filled by anybody." in text
    assert "partly verified" in text
    assert "What else causes that" in text


@pytest.mark.parametrize("text", ["", HOSTILE, SCRIPTS], ids=["plain", "hostile", "scripts"])
def test_a_decision_that_stands_is_printed_with_its_reason_and_as_no_forensic_result(tmp_path: Path, text: str) -> None:
    document = build(full_case(tmp_path, text=text, findings=30), [detector(text)])
    decision = NewsroomDecision("E-0001", "unverified", f"because {text * 20}", "Jane Doe", "ND-0001", "2026-03-01")
    board = replace(document.persons.board, decisions=(decision,))
    document = replace(document, persons=replace(document.persons, board=board))
    pages = pypdfium2.PdfDocument(pdf.render_layout(card(document, "E-0001"), pictures={}))
    said = pages[0].get_textpage().get_text_range()
    assert len(pages) == 1
    pages.close()
    assert "The claim is unverified." in said and "not a forensic result" in said
    assert "EMPTY" not in said


def test_an_exhibit_that_the_report_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownItem, match="has no exhibit E-0009"):
        card(build(full_case(tmp_path), [detector()]), "E-0009")


def test_cards_are_written_beside_the_report_for_every_exhibit(tmp_path: Path) -> None:
    document = build(full_case(tmp_path), [detector()])
    written = write_cards(document, tmp_path / "exports")
    assert [(name, path.name) for name, path, _ in written] == [
        ("E-0002", "card-E-0002.pdf"),
        ("E-0001", "card-E-0001.pdf"),
    ]
    assert write_cards(document, tmp_path / "exports") == written
