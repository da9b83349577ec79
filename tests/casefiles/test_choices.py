"""How the report prints a finding is a person's choice with a reason; nothing is ever left out by it."""

from __future__ import annotations

from html import escape

import pytest

from casefiles import choices
from casefiles.case import Case
from casefiles.choices import Printed
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.report import html, json
from casefiles.report.document import build
from casefiles.report.persons import gather
from casefiles.verification import verify
from casefiles.views import Watcher


def rendered(case: Case) -> tuple[str, str]:
    document = build(case, persons=gather(case))
    return html.render(document, pictures={}).decode(), json.render(document).decode()


def test_a_finding_of_one_line_keeps_its_sentence_and_stands_whole_in_the_machines_copy(filled: Case) -> None:
    made = choices.choose(filled, ["F-0001"], Printed.LINE, because="told <b>elsewhere</b>")
    assert [one.printed for one in made if one.numbered.number == "F-0001"] == [Printed.LINE]
    page, machine = rendered(filled)
    assert "told &lt;b&gt;elsewhere&lt;/b&gt;" in page
    whole = made[0].numbered.finding
    assert escape(whole.observation, quote=False) in page
    assert "Shortened" in page
    for text in (whole.observation, *whole.innocent_explanations, *whole.limits):
        assert text in machine
    assert verify(filled, Watcher()).problems == ()


def test_a_later_choice_replaces_an_earlier_one_and_both_stay_in_the_case(filled: Case) -> None:
    choices.choose(filled, ["F-0001"], Printed.LINE, because="short")
    choices.choose(filled, ["F-0001"], Printed.FULL, because="it matters after all")
    (standing,) = choices.standing(filled)
    assert (standing.number, standing.printed) == ("F-0001", Printed.FULL)
    assert filled.store.number("SELECT count(*) FROM report_choice") == 2
    assert "Shortened" not in rendered(filled)[0]


def test_a_choice_says_why_and_names_findings_that_there_are(filled: Case) -> None:
    with pytest.raises(EntryRefused, match="says why"):
        choices.choose(filled, ["F-0001"], Printed.LINE, because=" ")
    with pytest.raises(UnknownItem):
        choices.choose(filled, ["F-0999"], Printed.LINE, because="no such")
    assert choices.standing(filled) == ()
