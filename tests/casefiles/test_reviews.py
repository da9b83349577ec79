"""Review by a second person, and the marks on what was written after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import board as boards
from casefiles import people, reviews, statements, vault
from casefiles.board import Laid, OpinionGiven
from casefiles.case import Case
from casefiles.errors import EntryRefused, UnknownItem
from casefiles.keys import Signer
from casefiles.propositions import Aspect, Pair, Side
from casefiles.report.document import build
from casefiles.report.layout import lay_out
from casefiles.report.persons import gather
from casefiles.reviews import Said
from casefiles.views import Provided

OPINION = OpinionGiven(Side.NEUTRAL, "inconclusive", "no support either way", "The findings fit both.")


def concluded(case: Case) -> None:
    boards.write_pair(case, Pair("cut", Aspect.MANIPULATION, "Nothing was cut.", "Something was cut.", ""))
    boards.place(case, "cut", ["F-0001"], Laid(Side.NEUTRAL, "it fits both"))
    boards.opine(case, "cut", OPINION)


def test_who_wrote_an_opinion_cannot_review_it_as_a_second_person(filled: Case) -> None:
    concluded(filled)
    for kind in (Said.AGREES, Said.DISSENTS):
        with pytest.raises(EntryRefused, match="second person"):
            reviews.review(filled, kind, text="x")
    assert reviews.review(filled, Said.COMMENT, text="Read again.")[-1].by == "Jane Doe"


def test_a_second_examiner_reviews_and_what_is_written_later_is_marked(filled: Case, omar: Signer) -> None:
    concluded(filled)
    people.enrol(filled, people.request(filled.id, omar), roles=("reviewer",), reason="second pair of eyes")
    with Case.open(filled.path, signer=omar) as second:
        with pytest.raises(EntryRefused, match="authoriser"):
            reviews.review(second, Said.AUTHORISES)
        (review,) = reviews.review(second, Said.AGREES, item="O-0001")
        assert (review.by, review.item, review.head_size) == ("Omar Haddad", "O-0001", review.event)
        assert reviews.edited(second) == ()
    statements.state(filled, [("summary", "", "Later words.")])
    (late,) = reviews.edited(filled)
    assert (late.by, late.what.split(":")[0]) == ("Jane Doe", "state")
    said = repr(lay_out(build(filled, [], persons=gather(filled))))
    assert "The review did not see what follows." in said
    assert reviews.review(filled, Said.AUTHORISES)[-1].kind is Said.AUTHORISES


def test_a_finding_placed_or_written_about_after_the_review_says_so_where_it_is_printed(
    filled: Case, omar: Signer
) -> None:
    concluded(filled)
    people.enrol(filled, people.request(filled.id, omar), roles=("reviewer",), reason="second pair of eyes")
    with Case.open(filled.path, signer=omar) as second:
        reviews.review(second, Said.AGREES)
        assert "which the review did not see" not in repr(lay_out(build(second, [], persons=gather(second))))
    boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "on second thoughts", ("another",)))
    statements.state(filled, [("interpretation", "F-0001", "Seen anew.")])
    placed, written = reviews.edited(filled)
    sections = lay_out(build(filled, [], persons=gather(filled))).sections
    (finding,) = (section for section in sections if section.anchor == "finding-F-0001")
    assert f"placed anew in event {placed.event}, which the review did not see" in repr(finding)
    assert f"written about anew in event {written.event}, which the review did not see" in repr(finding)
    assert "2 entries were written after that review" in repr(sections[0])


def test_a_new_exhibit_after_the_review_counts_and_a_report_or_a_replay_does_not(
    filled: Case, omar: Signer, tmp_path: Path
) -> None:
    people.enrol(filled, people.request(filled.id, omar), roles=("reviewer",), reason="second pair of eyes")
    with Case.open(filled.path, signer=omar) as second:
        reviews.review(second, Said.AGREES)
    for action in ("report", "replay"):
        with filled.change(action):
            pass
    assert reviews.edited(filled) == ()
    late = tmp_path / "late.mp4"
    late.write_bytes(b"came later")
    vault.acquire(filled, late, Provided())
    assert [one.item for one in reviews.edited(filled)] == ["E-0002"]


def test_a_review_of_nothing_is_refused(filled: Case) -> None:
    with pytest.raises(UnknownItem):
        reviews.review(filled, Said.COMMENT, item="O-0099", text="x")
    with pytest.raises(EntryRefused):
        reviews.review(filled, Said.COMMENT, text=" ")
