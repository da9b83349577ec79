"""The document holds what the case holds, and the same case at the same head gives the same document."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from casefiles.errors import ReportFailed
from casefiles.propositions import Aspect
from casefiles.report import json
from casefiles.report.blocks import Blank, Table
from casefiles.report.document import build, report_id
from casefiles.report.layout import lay_out
from casefiles.report.standing import ITEMS_ONLY, TRUST_NOT_EVALUATED
from casefiles.views import HeadView
from tests.casefiles.report.cases import HOSTILE, SCRIPTS, detector, empty_case, full_case


def test_the_same_head_gives_the_same_document(tmp_path: Path) -> None:
    assert build(full_case(tmp_path), [detector()]) == build(full_case(tmp_path), [detector()])


def test_another_head_gives_another_report_id() -> None:
    assert report_id("c", HeadView(3, "ab", "")) != report_id("c", HeadView(4, "ab", ""))
    assert report_id("c", HeadView(3, "ab", "")) != report_id("d", HeadView(3, "ab", ""))


def test_every_finding_of_the_case_has_its_own_number(tmp_path: Path) -> None:
    document = build(full_case(tmp_path, findings=300), [detector()])
    numbers = [numbered.number for item in document.items for numbered in item.findings]
    assert numbers == [f"F-{n:04d}" for n in range(1, 301)]
    assert all(count.in_case == count.in_report for count in document.counts)


def test_a_count_that_does_not_agree_is_printed_as_such(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    case.details[0] = dataclasses.replace(case.details[0], findings=case.details[0].findings[:1])
    document = build(case, [detector()])
    assert [count.what for count in document.counts if count.in_case != count.in_report] == ["findings"]
    assert "DO NOT AGREE" in repr(lay_out(document))


def test_pictures_stand_with_the_findings_whose_frames_they_show(tmp_path: Path) -> None:
    item = build(full_case(tmp_path), [detector()]).items[0]
    assert item.findings[0].pictures == ("D-0001", "D-0002", "D-0003", "D-0004")
    assert item.findings[2].pictures == ("D-0003", "D-0004")


def test_a_picture_that_changed_is_left_out_and_the_report_says_so(tmp_path: Path) -> None:
    case = full_case(tmp_path)
    (tmp_path / "derivatives" / "f1.png").write_bytes(b"something else")
    (tmp_path / "derivatives" / "f2.png").unlink()
    remarks = [shown.remark for shown in build(case, [detector()]).items[0].pictures]
    assert remarks[0] == remarks[3] == ""
    assert "now has SHA-256" in remarks[1]
    assert "cannot be read" in remarks[2]


def test_an_exhibit_without_examination_is_said_not_to_be_examined(tmp_path: Path) -> None:
    document = build(full_case(tmp_path), [detector()])
    assert any("E-0001 was not examined" in sentence for sentence in document.not_done)


def test_a_method_without_any_result_is_named_and_nothing_follows(tmp_path: Path) -> None:
    silent = dataclasses.replace(detector(), id="audio.echo")
    document = build(full_case(tmp_path), [detector(), silent])
    assert any("audio.echo" in s and "nothing follows" in s for s in document.not_done)


def test_a_method_of_another_version_than_installed_says_so(tmp_path: Path) -> None:
    newer = dataclasses.replace(detector(), version="2.0.0")
    method = build(full_case(tmp_path), [newer]).methods[0]
    assert (method.version, method.remark) == ("1.0.0", "described as of version 2.0.0, now installed")


def test_without_a_trust_list_the_report_says_that_trust_was_not_evaluated(tmp_path: Path) -> None:
    assert TRUST_NOT_EVALUATED not in repr(lay_out(build(full_case(tmp_path), [detector()])))
    case = full_case(tmp_path)
    results = tuple(
        dataclasses.replace(r, outcome=dataclasses.replace(r.outcome, trust_lists=()))
        if type(r.outcome).__name__ == "C2paReading"
        else r
        for r in case.details[0].results
    )
    case.details[0] = dataclasses.replace(case.details[0], results=results)
    assert TRUST_NOT_EVALUATED in repr(lay_out(build(case, [detector()])))


@pytest.mark.parametrize("text", ["", HOSTILE.replace("\udcff", ""), SCRIPTS])
def test_a_document_comes_back_from_its_json(tmp_path: Path, text: str) -> None:
    document = build(full_case(tmp_path, text=text), [detector()])
    assert json.read(json.render(document)) == document


def test_a_file_that_is_no_report_is_refused() -> None:
    for content in (b"", b"{}", b"\xff", b"[1]"):
        with pytest.raises(ReportFailed, match="no report in JSON"):
            json.read(content)


def test_an_empty_case_gives_a_report_that_says_so(tmp_path: Path) -> None:
    said = repr(lay_out(build(empty_case(tmp_path), [])))
    assert "nothing was acquired" in said
    assert "No method was used." in said
    assert ITEMS_ONLY in said


def test_the_places_for_the_examiner_are_empty(tmp_path: Path) -> None:
    layout = lay_out(build(full_case(tmp_path), [detector()]))
    blanks = {block.title for section in layout.sections for block in section.blocks if isinstance(block, Blank)}
    assert {"Propositions", "Summary of conclusions", "Organisation and address", "Review and authorisation"} <= blanks
    assert {f"Statement on {aspect.value}" for aspect in Aspect} <= blanks


def test_all_38_fields_are_listed_with_their_mark_and_the_part_where_they_stand(tmp_path: Path) -> None:
    layout = lay_out(build(full_case(tmp_path), [detector()]))
    (fields,) = (section for section in layout.sections if section.anchor == "fields")
    (table,) = (block for block in fields.blocks if isinstance(block, Table))
    assert [row[0][0].text for row in table.rows] == [str(number) for number in range(1, 39)]
    assert {row[2][0].text[0] for row in table.rows} == {"A", "E", "G"}
    assert not [row for row in table.rows if "no part of this report" in row[4][0].text]
    states = {row[0][0].text: row[3][0].text for row in table.rows}
    assert states["27"] == states["2"] == "EMPTY"
    assert states["8"] == "filled"
