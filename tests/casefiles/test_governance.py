"""What persons state about an exhibit and its handling is dated, sourced and recorded apart from what was measured."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from pathlib import Path

import pytest

from casefiles import governance, hashsets, vault, verification
from casefiles import testimonies as told
from casefiles.case import Case
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.governance import State
from casefiles.views import ExhibitId, Provided, Watcher
from forensics.types import FrameLocus, Region, Timestamp

SILENT = Watcher()
PRESERVED = {
    "source-assets", "prompts", "model-version", "generation-date", "consent", "edit-history", "manifests",
    "watermark-status", "review-notes", "distribution",
}  # fmt: skip


@pytest.fixture
def exhibit(case: Case, clip: Path) -> ExhibitId:
    return vault.acquire(case, clip, Provided(), digests=frozenset(), watcher=SILENT).exhibit.id


def test_every_item_is_dated_and_sourced() -> None:
    found = governance.items()
    assert {item.id for item in found if item.kind == "preserve"} == PRESERVED
    assert {item.kind for item in found} == {"preserve", "transparency", "handling"}
    assert all(item.source and item.source_date and item.reviewed for item in found)
    article = next(item for item in found if item.id == "eu-ai-act-50")
    assert article.applies_from == "2026-08-02"


def test_a_tick_is_recorded_and_a_later_one_adds(case: Case, exhibit: ExhibitId) -> None:
    assert {one.state for one in governance.checklist(case, exhibit)} == {State.OPEN}
    governance.tick(case, exhibit, "prompts", State.ASKED_FOR, note="asked the agency")
    made = governance.tick(case, exhibit, "prompts", State.REFUSED)
    assert (made.state, made.by) == (State.REFUSED, "Jane Doe")
    assert case.store.number("SELECT count(*) FROM checklist") == 2
    with pytest.raises(UnknownItem):
        governance.tick(case, exhibit, "no-such-item", State.HELD)
    with pytest.raises(UnknownItem):
        governance.checklist(case, ExhibitId("E-0099"))
    assert verification.verify(case, SILENT).problems == ()


def test_an_answer_of_a_service_is_testimony_with_product_and_time(case: Case, exhibit: ExhibitId) -> None:
    said = told.Said(
        told.TestimonyKind.WATERMARK_SERVICE,
        "SynthID was found in parts of the video.",
        product="Gemini app",
        version="not stated",
        asked="2026-11-22T10:00Z",
        attachments=(exhibit,),
    )
    made = told.testify(case, exhibit, said)
    assert told.testimonies(case, exhibit) == (made,)
    assert (made.asked_by, made.attachments, made.absence_means) == ("Jane Doe", (exhibit,), "nothing")
    for lacking in (
        told.Said(told.TestimonyKind.WATERMARK_SERVICE, "found"),
        told.Said(told.TestimonyKind.DETECTION_SERVICE, "0.93", product="Detector", asked="2026-11-22"),
        told.Said(told.TestimonyKind.VISIBLE_MARK, "a star"),
        told.Said(told.TestimonyKind.PLATFORM_LABEL, "  "),
    ):
        with pytest.raises(EntryRefused):
            told.testify(case, exhibit, lacking)
    with pytest.raises(UnknownItem):
        told.testify(
            case, exhibit, told.Said(told.TestimonyKind.PLATFORM_LABEL, "AI info", attachments=(ExhibitId("E-0099"),))
        )


def test_a_visible_mark_has_its_frame_and_region(case: Case, exhibit: ExhibitId) -> None:
    place = FrameLocus(0, 12, Timestamp(400, Fraction(1, 1000)), Region(600, 10, 40, 40))
    told.testify(case, exhibit, told.Said(told.TestimonyKind.VISIBLE_MARK, "a swirl", locus=place))
    assert told.testimonies(case, exhibit)[0].locus == place
    assert verification.verify(case, SILENT).problems == ()


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256"])
def test_an_exhibit_that_a_set_names_is_restricted(
    case: Case, exhibit: ExhibitId, clip: Path, tmp_path: Path, algorithm: str
) -> None:
    digest = hashlib.new(algorithm, clip.read_bytes(), usedforsecurity=False).hexdigest()
    other = hashlib.new(algorithm, b"other", usedforsecurity=False).hexdigest()
    assert hashsets.restricted(case) == frozenset()
    path = tmp_path / "set.txt"
    path.write_text(f"# a set\n{other}\n{digest.upper()}  some name\n{digest}\n")
    made = hashsets.import_set(case, path, name="police", purpose="", source="", dated="2026-10")
    assert (made.algorithm, made.entries) == (algorithm, 2)
    assert hashsets.restricted(case) == {exhibit}
    assert verification.verify(case, SILENT).problems == ()


def test_a_person_can_mark_an_exhibit_as_restricted_and_take_it_back(case: Case, exhibit: ExhibitId) -> None:
    governance.tick(case, exhibit, "handling", State.HELD, note="shows a person without consent")
    assert hashsets.restricted(case) == {exhibit}
    governance.tick(case, exhibit, "handling", State.NOT_APPLICABLE)
    assert hashsets.restricted(case) == frozenset()


@pytest.mark.parametrize("content", ["", "no digest here", "d41d8cd98f00b204e9800998ecf8427e\n" + "a" * 40])
def test_what_is_no_set_of_one_kind_is_refused(case: Case, tmp_path: Path, content: str) -> None:
    path = tmp_path / "set.txt"
    path.write_text(content)
    with pytest.raises(EntryRefused):
        hashsets.import_set(case, path, name="x", purpose="", source="", dated="")
    assert hashsets.sets(case) == ()
