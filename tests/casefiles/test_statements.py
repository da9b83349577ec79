"""What the examiner states: kept by field and item, replaced and never lost, read from a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import statements
from casefiles.case import Case
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.report.document import build
from casefiles.report.fields import asks, fields
from casefiles.report.layout import lay_out
from casefiles.report.persons import gather
from casefiles.verification import verify
from casefiles.views import Watcher
from tests.casefiles.report.cases import HOSTILE


def test_there_are_38_fields_each_marked_and_asked_for_by_somebody() -> None:
    assert [field.number for field in fields()] == list(range(1, 39))
    assert all(field.mark[0] in "AGE" and field.asked_by and field.title for field in fields())
    assert all(field.asks or field.number in (5, 20, 26, 27, 28, 29) for field in fields() if field.mark == "E")


def test_a_statement_replaces_the_one_before_and_both_stay(filled: Case) -> None:
    statements.state(filled, [("summary", "", "First."), ("generation", "E-0001", "A copy.")])
    found = statements.state(filled, [("summary", "", "Second.")])
    assert [(one.text, bool(one.superseded_by)) for one in found] == [
        ("First.", True),
        ("A copy.", False),
        ("Second.", False),
    ]


def test_the_same_words_are_not_written_twice(filled: Case) -> None:
    statements.state(filled, [("summary", "", "First.")])
    head = filled.head()
    statements.state(filled, [("summary", "", "First.")])
    assert filled.head() == head


def test_a_field_or_item_that_is_not_there_is_refused(filled: Case) -> None:
    for wrong in (("colour", "", "x"), ("generation", "E-0099", "x"), ("interpretation", "F-0099", "x")):
        with pytest.raises(UnknownItem):
            statements.state(filled, [wrong])
    for wrong in (("summary", "E-0001", "x"), ("summary", "", " ")):
        with pytest.raises(EntryRefused):
            statements.state(filled, [wrong])


def test_a_form_printed_filled_and_read_gives_what_was_stated(filled: Case, tmp_path: Path) -> None:
    text = "Two lines\nwith “quotes”, \\ and 😀 \x07"
    statements.state(filled, [("question", "", text), ("interpretation", "F-0001", "A cut.")])
    path = tmp_path / "form.toml"
    path.write_text(statements.form(filled), "utf-8")
    assert set(statements.read_form(path)) == {("question", "", text), ("interpretation", "F-0001", "A cut.")}
    assert all(ask in path.read_text("utf-8") for ask in asks())


@pytest.mark.parametrize("content", ["[", "summary = 3", "[E-0001]\ngeneration = [1]", "\udcff"])
def test_what_is_no_form_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "form.toml"
    path.write_text(content, "utf-8", errors="surrogateescape")
    with pytest.raises(EntryRefused):
        statements.read_form(path)


def test_hostile_statements_are_printed_visible_and_the_case_verifies(filled: Case) -> None:
    statements.state(filled, [("organisation", "", HOSTILE), ("interpretation", "F-0001", HOSTILE)])
    assert verify(filled, Watcher()).problems == ()
    said = repr(lay_out(build(filled, [], persons=gather(filled))))
    assert "stated by Jane Doe" in said
