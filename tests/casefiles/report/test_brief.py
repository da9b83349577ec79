"""The first page says what was asked, found, supported and not shown, in words that a later part repeats in full."""

from __future__ import annotations

from pathlib import Path

from casefiles import board as boards
from casefiles import statements
from casefiles.board import Laid, OpinionGiven
from casefiles.case import Case
from casefiles.propositions import Aspect, Pair, Side
from casefiles.report.blocks import Facts
from casefiles.report.brief import LONGEST, brief
from casefiles.report.document import ReportDocument, build
from casefiles.report.language import check
from casefiles.report.layout import lay_out
from casefiles.report.persons import gather
from tests.casefiles.report.cases import detector, empty_case, full_case


def rows(document: ReportDocument) -> dict[str, str]:
    """Return the first page as labels with their text."""
    (facts,) = (block for block in brief(document).blocks if isinstance(block, Facts))
    return {label: "\n".join(text.text for text in cell) for label, cell in facts.rows}


def test_it_is_the_first_part_of_the_report(tmp_path: Path) -> None:
    assert lay_out(build(full_case(tmp_path), [detector()])).sections[0].anchor == "brief"


def test_an_empty_case_says_that_nothing_was_found_and_that_this_supports_nothing(tmp_path: Path) -> None:
    said = rows(build(empty_case(tmp_path), []))
    assert said["What was examined"] == "Nothing: the case holds no exhibit."
    assert "supports no statement" in said["What was found"]
    assert "no person recorded an opinion" in said["What that supports"]
    assert "EMPTY" in said["In the examiner's words"]
    assert "NOT reviewed" in said["How it was checked"]
    assert "integrity, source, manipulation, synthetic generation, context" in said["What none of this shows"]


def test_many_long_findings_stay_few_and_short_and_the_rest_is_counted(tmp_path: Path) -> None:
    case = full_case(tmp_path, findings=300, text="word " * 300)
    said = rows(build(case, [detector()]))
    assert [label for label in said if label.startswith("F-")] == [f"F-{n:04d}" for n in range(1, 7)]
    assert "300 observations" in said["What was found"]
    assert all(len(line) <= LONGEST + 2 for label in said if label.startswith("F-") for line in said[label].split("\n"))


def test_an_opinion_is_said_about_the_findings_and_with_the_objection_of_the_board(filled: Case) -> None:
    boards.write_pair(filled, Pair("cut", Aspect.MANIPULATION, "It is whole.", "A part was cut.", ""))
    boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "because", ("another",)))
    given = OpinionGiven(Side.H2, "inconclusive", "weak support", "The findings are more probable if H2.", "none")
    boards.opine(filled, "cut", given, dissent="I looked again.")
    statements.state(filled, [("question", "", "Was it cut?"), ("summary", "", "Perhaps.")])
    said = rows(build(filled, [], persons=gather(filled)))
    assert "Was it cut?" in said["What was asked"]
    assert "Perhaps." in said["In the examiner's words"]
    assert "supports H2" in said["F-0001"]
    opinion = said["What that supports, on manipulation"]
    assert "provide weak support for “A part was cut.” rather than “It is whole.”" in opinion
    assert "The program objects: It rests on one method alone" in opinion
    assert "manipulation" not in said["What none of this shows"]


def test_its_own_words_state_no_more_than_findings_can(tmp_path: Path) -> None:
    for document in (build(empty_case(tmp_path), []), build(full_case(tmp_path), [detector()])):
        assert [hit for text in rows(document).values() for hit in check(text)] == []
