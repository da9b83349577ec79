"""What left the desk is kept word for word; a correction or retraction is one more entry about it."""

from __future__ import annotations

import pytest

from casefiles import published as desk
from casefiles import verification
from casefiles.case import Case
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.published import Kind, Left
from casefiles.report import json as report_json
from casefiles.report.document import build
from casefiles.report.layout import lay_out
from casefiles.report.persons import gather
from casefiles.views import Watcher

AT, WHERE = "2026-03-01T18:00+01:00", "https://desk.example/rain"


def test_a_statement_keeps_its_corrections_and_retractions_in_order(case: Case) -> None:
    desk.enter(case, Left(Kind.TEXT, "It rained in Bonn.", AT, WHERE))
    desk.enter(case, Left(Kind.LABEL, "Verified", AT, WHERE))
    desk.enter(case, Left(Kind.CORRECTION, "It rained in Köln.", AT, WHERE, about="PB-0001", reason="wrong square"))
    desk.enter(case, Left(Kind.RETRACTION, "Withdrawn.", AT, WHERE, about="PB-0003", reason="older clip"))
    found = desk.histories(desk.published(case))
    assert [[one.id for one in history] for history in found] == [["PB-0001", "PB-0003", "PB-0004"], ["PB-0002"]]
    assert found[0][0].text == "It rained in Bonn."
    assert verification.verify(case, Watcher()).problems == ()
    document = build(case, persons=gather(case))
    assert report_json.read(report_json.render(document)) == document
    assert "Statements that left the desk" in {section.title for section in lay_out(document).sections}


@pytest.mark.parametrize(
    ("left", "error"),
    [
        (Left(Kind.TEXT, " ", AT, WHERE), EntryRefused),
        (Left(Kind.TEXT, "x", "yesterday", WHERE), EntryRefused),
        (Left(Kind.TEXT, "x", AT, ""), EntryRefused),
        (Left(Kind.TEXT, "x", AT, WHERE, about="PB-0001"), EntryRefused),
        (Left(Kind.CORRECTION, "x", AT, WHERE, reason="y"), UnknownItem),
        (Left(Kind.TEXT, "x", AT, WHERE, exhibit="E-0009"), UnknownItem),
    ],
)
def test_what_lacks_words_time_place_or_object_is_refused(case: Case, left: Left, error: type[Exception]) -> None:
    with pytest.raises(error):
        desk.enter(case, left)
    assert desk.published(case) == ()
