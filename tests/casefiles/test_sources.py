"""A source record keeps every version, withholds what endangers a person, and can lose its words but not its trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import corrections, sources, vault, verification
from casefiles.case import Case
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.report import json as report_json
from casefiles.report.document import build
from casefiles.report.persons import gather
from casefiles.source_fields import FIELDS
from casefiles.sources import Stated
from casefiles.views import ExhibitId, Provided, Watcher

SILENT = Watcher()


@pytest.fixture
def exhibit(case: Case, clip: Path) -> ExhibitId:
    return vault.acquire(case, clip, Provided()).exhibit.id


def say(case: Case, exhibit: ExhibitId, *texts: str) -> dict[str, str]:
    return {one.field: one.value for one in sources.enter(case, exhibit, [sources.parse(text) for text in texts])}


def test_a_new_value_replaces_and_the_old_one_stays_in_the_history(case: Case, exhibit: ExhibitId) -> None:
    say(case, exhibit, "account=@one", "platform=X")
    assert say(case, exhibit, "account=@two") == {"platform": "X", "account": "@two"}
    found = sources.entries(case, exhibit)
    assert [(one.value, one.superseded_by) for one in found] == [("@one", "SR-0003"), ("X", ""), ("@two", "")]
    assert verification.verify(case, SILENT).problems == ()


def test_the_same_words_are_not_entered_twice(case: Case, exhibit: ExhibitId) -> None:
    say(case, exhibit, "account=@one")
    before = case.head().size
    say(case, exhibit, "account=@one")
    assert case.head().size == before


def test_a_field_of_several_values_adds_and_an_entry_can_be_replaced_or_withdrawn(
    case: Case, exhibit: ExhibitId
) -> None:
    say(case, exhibit, "seen_elsewhere=a", "seen_elsewhere=b")
    assert {one.value for one in sources.standing(case, exhibit)} == {"a", "b"}
    with pytest.raises(EntryRefused):
        say(case, exhibit, "seen_elsewhere=")
    say(case, exhibit, "SR-0001=c", "SR-0002=")
    assert [one.value for one in sources.standing(case, exhibit)] == ["c"]
    with pytest.raises(UnknownItem):
        say(case, exhibit, "SR-0002=d")


@pytest.mark.parametrize(
    "text",
    ["posted=yesterday", "posted=2026-11-02T14:05", "generation=perhaps", "graphic=maybe", "account"],
)
def test_a_value_of_the_wrong_form_is_refused(case: Case, exhibit: ExhibitId, text: str) -> None:
    with pytest.raises(EntryRefused):
        say(case, exhibit, text)
    assert sources.entries(case) == ()


@pytest.mark.parametrize("text", ["copy=E-0099", "no_such_field=x"])
def test_what_does_not_exist_is_refused(case: Case, exhibit: ExhibitId, text: str) -> None:
    with pytest.raises(UnknownItem):
        say(case, exhibit, text)


def test_a_time_keeps_its_zone_or_says_that_it_is_unknown(case: Case, exhibit: ExhibitId) -> None:
    made = say(case, exhibit, "posted=2026-11-02T14:05+01:00", "seen=2026-11-02T15:00 zone unknown", f"copy={exhibit}")
    assert made["seen"] == "2026-11-02T15:00 zone unknown"


def test_restricted_values_stand_in_no_report_and_the_others_do(case: Case, exhibit: ExhibitId) -> None:
    restricted = [one for one in FIELDS if one.restricted and one.form.name == "TEXT"]
    assert {"creator", "sender", "contact"} <= {one.id for one in restricted}
    say(case, exhibit, "account=@rain", *(f"{one.id}=secret {one.id} words" for one in restricted))
    document = build(case, persons=gather(case))
    rendered = report_json.render(document)
    assert b"@rain" in rendered
    assert b"secret" not in rendered
    assert report_json.read(rendered) == document


def test_erased_words_are_gone_and_the_entry_before_does_not_come_back(case: Case, exhibit: ExhibitId) -> None:
    say(case, exhibit, "contact=first", "account=@rain")
    say(case, exhibit, "contact=+1 555 0100")
    corrections.erase_statement(case, "SR-0003", reason="the source asked for it")
    shown = {one.field: (one.value, one.remark) for one in sources.standing(case, exhibit)}
    assert shown == {"contact": ("", sources.ERASED), "account": ("@rain", "")}
    say(case, exhibit, "contact=by letter")
    assert verification.verify(case, SILENT).problems == ()
    case.close()  # what stands in a write-ahead log goes into the one file then
    assert not [path for path in case.path.rglob("*") if path.is_file() and b"555 0100" in path.read_bytes()]


def test_entries_from_an_import_name_their_basis(case: Case, exhibit: ExhibitId) -> None:
    made = sources.enter(case, exhibit, [Stated("post_url", "https://example.org/1", basis="import I-0001")])
    assert made[0].basis == "import I-0001"
