"""The board in a case: entries supersede each other, nothing is overwritten, and refusals say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import board as boards
from casefiles import newsroom
from casefiles.board import Laid, OpinionGiven
from casefiles.case import Case
from casefiles.errors import EntryRefused, OpinionRefused, UnknownItem
from casefiles.propositions import Aspect, Claimed, Pair, Side
from casefiles.verification import verify
from casefiles.views import Watcher
from tests.casefiles.conftest import FINDING

GIVEN = OpinionGiven(
    Side.H2, "inconsistent with an original", "moderate support", "The findings fit H2 better than H1."
)


def with_pair(case: Case) -> Case:
    boards.write_pair(case, Pair("cut", Aspect.MANIPULATION, "Nothing was cut.", "Something was cut.", ""))
    return case


def test_the_claim_can_be_stated_anew_and_the_first_words_stay(filled: Case) -> None:
    board = boards.state_claim(filled, "It rained on 3 March.", reason="the date came later")
    assert board.claim == "It rained on 3 March."
    assert [(one.kind, one.words) for one in board.history] == [("claim", "It rained.")]
    again = boards.state_claim(filled, "It rained at noon.", reason="the hour came later")
    assert [one.words for one in again.history] == ["It rained.", "It rained on 3 March."]
    with pytest.raises(EntryRefused):
        boards.state_claim(filled, "Other words.", reason=" ")


def test_a_pair_is_written_by_the_examiner_and_worded_anew_with_a_reason(filled: Case) -> None:
    board = boards.board(with_pair(filled))
    assert [(pair.id, pair.written_by) for pair in board.pairs] == [("cut", "Jane Doe")]
    anew = Pair("cut", Aspect.MANIPULATION, "No frame was cut.", "A frame was cut.", "")
    with pytest.raises(EntryRefused, match="stands already"):
        boards.write_pair(filled, anew)
    boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "it fits", ("a pause",)))
    board = boards.write_pair(filled, anew, reason="clearer")
    assert [pair.h1 for pair in board.pairs] == ["No frame was cut."]
    assert board.placements == ()
    assert [one.kind for one in board.history] == ["pair", "placement"]


def test_laying_a_finding_again_replaces_where_it_lay(filled: Case) -> None:
    with_pair(filled)
    boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "it fits", ("a pause",)))
    board = boards.place(filled, "cut", ["F-0001"], Laid(Side.NEUTRAL, "it fits both"), absences=["a watermark"])
    assert [(one.side, one.because) for one in board.placements] == [(Side.NEUTRAL, "it fits both")] * 2
    assert [one.kind for one in board.history] == ["placement"]
    assert boards.unplaced(filled, "cut") == ()


def test_a_finding_or_pair_that_is_not_there_is_named(filled: Case) -> None:
    with pytest.raises(UnknownItem, match="no pair"):
        boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "it fits"))
    with pytest.raises(UnknownItem, match="F-0099"):
        boards.place(with_pair(filled), "cut", ["F-0099"], Laid(Side.H2, "it fits"))


def test_an_opinion_on_one_method_is_refused_and_with_a_dissent_is_kept_with_every_objection(filled: Case) -> None:
    with_pair(filled)
    boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "it fits", ("a pause",)))
    with pytest.raises(OpinionRefused, match="one method alone"):
        boards.opine(filled, "cut", GIVEN)
    assert boards.board(filled).opinions == ()
    (opinion,) = boards.opine(filled, "cut", GIVEN, dissent="It was seen by eye as well.").opinions
    assert [(one.text, len(one.answers)) for one in opinion.dissents] == [("It was seen by eye as well.", 1)]


def test_a_later_opinion_replaces_the_one_before_and_its_dissents_stay_in_the_history(filled: Case) -> None:
    with_pair(filled)
    boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "it fits", ("a pause",)))
    boards.opine(filled, "cut", GIVEN, dissent="Seen by eye.")
    later = OpinionGiven(Side.NEUTRAL, "inconclusive", "no support either way", "The findings fit both.")
    board = boards.opine(filled, "cut", later)
    assert [one.result_class for one in board.opinions] == ["inconclusive"]
    assert [one.kind for one in board.history] == ["opinion", "dissent"]


def test_a_finding_keeps_its_place_when_the_exhibit_is_examined_again_with_the_same_result(filled: Case) -> None:
    with_pair(filled)
    boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "it fits", ("a pause",)))
    examined_again(filled, FINDING)
    (placed,) = boards.board(filled).placements
    assert getattr(placed.what, "number", None) == "F-0001"
    examined_again(filled, FINDING.replace("One gap.", "Two gaps."))
    (placed,) = boards.board(filled).placements
    assert getattr(placed.what, "number", None) == ""


def examined_again(case: Case, finding: str) -> None:
    with case.change("examination", item="E-0001") as change:
        identifier = change.next_id("examination")
        row = next(case.store.rows("SELECT * FROM examination LIMIT 1"))
        names = ("exhibit", "started", "ended", "by", "outcome", "results", "findings", "not_measured", "environment")
        change.insert("examination", {"id": identifier, **{name: row[name] for name in names}})  # type: ignore[dict-item]
        change.insert("finding", {"examination": identifier, "number": 0, "code": "gap", "line": finding})


def test_another_scale_is_used_and_printed(filled: Case) -> None:
    text = (
        '[[scale]]\nid = "lab"\nname = "n"\nkind = "strength"\nsentence = "s"\nsource = "s"\ndated = "2026"\n'
        'read = "2026"\nnote = ""\nbands = [{ wording = "some", from = "1", below = "" }]\n'
    )
    assert boards.choose_scale(filled, "strength", text).strengths.id == "lab"
    with pytest.raises(EntryRefused):
        boards.choose_scale(filled, "class", text)
    with pytest.raises(EntryRefused):
        boards.choose_scale(filled, "class", "no toml [")


def test_a_case_with_a_full_board_verifies(filled: Case, tmp_path: Path) -> None:
    with_pair(filled)
    boards.place(filled, "cut", ["F-0001"], Laid(Side.H2, "it fits \u202e\x00", ("a pause",)), absences=["x"])
    boards.opine(filled, "cut", GIVEN, dissent="Seen.")
    boards.state_claim(filled, "Other.", reason="r")
    assert verify(filled, Watcher()).problems == ()


def test_a_claim_carries_who_makes_it_and_what_it_lets_expect(filled: Case) -> None:
    board = boards.state_claim(filled, "", reason="asked", claimed_as=Claimed("@rain", "wet ground", "dry ground"))
    assert (board.claim, board.claimed) == ("It rained.", Claimed("@rain", "wet ground", "dry ground"))
    board = boards.state_claim(filled, "It poured.", reason="misheard", claimed_as=Claimed(if_true="puddles"))
    assert board.claimed == Claimed("@rain", "puddles", "dry ground")
    assert board.history[-1].words == "It rained.; by: @rain; if true: wet ground; if not: dry ground"


def test_an_editor_decides_on_the_newsroom_scale_apart_from_every_opinion(filled: Case) -> None:
    exhibit = filled.exhibits()[0].id
    with pytest.raises(EntryRefused, match="not on the newsroom scale"):
        newsroom.decide(filled, exhibit, "probably true", because="so it seems")
    with pytest.raises(EntryRefused, match="says why"):
        newsroom.decide(filled, exhibit, "verified", because=" ")
    first = newsroom.decide(filled, exhibit, "unverified", because="nobody has answered yet")
    second = newsroom.decide(filled, exhibit, "partly verified", because="the place is known")
    board = boards.board(filled)
    assert board.decisions == (second,)
    assert (board.history[-1].row, board.history[-1].superseded_by) == (first.row, second.row)
    assert board.opinions == ()
