"""The board refuses an opinion that rests on one method, on an absence or on nothing, and prints a dissent."""

from __future__ import annotations

from dataclasses import replace

from casefiles.propositions import (
    TEMPLATES,
    AbsencePlaced,
    Aspect,
    Board,
    Dissent,
    FindingPlaced,
    Opinion,
    Pair,
    Placement,
    Side,
    objections,
    refused,
)
from casefiles.report.language import check
from forensics.evaluation.scales import scale

PAIR = Pair("p", Aspect.MANIPULATION, "Unaltered.", "Altered.", "A. Examiner")


def placed(number: str, method: str, side: Side = Side.H2) -> Placement:
    return Placement("p", FindingPlaced(number, method), side, "because", ("a still scene",))


OPINION = Opinion(
    "p", Side.H2, "inconsistent with an original", "moderate support", "The findings fit H2 better.", "A. Examiner"
)
SOUND = Board(
    "the claim",
    (PAIR,),
    (placed("F-0001", "timeline"), placed("F-0002", "codec"), placed("F-0003", "audio", Side.NEUTRAL)),
    (OPINION,),
    scale("swgde-23-v-001"),
    scale("enfsi-2015"),
)
ALL = ("F-0001", "F-0002", "F-0003")


def only(board: Board) -> str:
    found = objections(board, ALL)
    assert len(found) == 1
    return found[0].why


def test_an_opinion_on_two_methods_with_everything_considered_stands() -> None:
    assert objections(SOUND, ALL) == ()


def test_an_opinion_on_one_method_alone_is_refused() -> None:
    alone = (placed("F-0001", "timeline"), placed("F-0002", "timeline"), placed("F-0003", "audio", Side.NEUTRAL))
    assert "one method alone" in only(replace(SOUND, placements=alone))


def test_an_opinion_on_an_absence_is_refused() -> None:
    absence = Placement("p", AbsencePlaced("a watermark"), Side.H2, "none was found", ("it was removed",))
    assert "absence" in only(replace(SOUND, placements=(*SOUND.placements, absence)))


def test_an_opinion_on_nothing_is_refused() -> None:
    neutral = tuple(replace(placement, side=Side.NEUTRAL) for placement in SOUND.placements)
    assert "nothing that was observed" in only(replace(SOUND, placements=neutral))


def test_a_finding_left_out_is_named() -> None:
    assert "F-0003" in only(replace(SOUND, placements=SOUND.placements[:2]))


def test_a_template_nobody_rewrote_is_refused() -> None:
    assert "template" in only(replace(SOUND, pairs=(replace(PAIR, written_by=""),)))


def test_wordings_off_the_scales_are_refused() -> None:
    assert "class" in only(replace(SOUND, opinions=(replace(OPINION, result_class="bad"),)))
    assert "strength" in only(replace(SOUND, opinions=(replace(OPINION, strength="87 %"),)))


def test_absolute_words_in_an_opinion_are_refused_with_a_proposal() -> None:
    why = only(replace(SOUND, opinions=(replace(OPINION, text="It is certainly so."),)))
    assert "certainly" in why and "Proposed" in why


def test_an_inconclusive_opinion_needs_no_grounds() -> None:
    inconclusive = replace(OPINION, towards=Side.NEUTRAL, result_class="inconclusive", strength="no support either way")
    assert objections(replace(SOUND, opinions=(inconclusive,), placements=SOUND.placements), ALL) == ()


def test_a_placement_without_alternatives_is_named() -> None:
    bare = (replace(SOUND.placements[0], alternatives=()), *SOUND.placements[1:])
    assert "alternatives" in only(replace(SOUND, placements=bare))


def test_an_opinion_on_one_family_of_methods_alone_is_refused() -> None:
    kin = tuple(
        replace(one, what=replace(one.what, family="timeline"))
        for one in SOUND.placements
        if isinstance(one.what, FindingPlaced)
    )
    assert "one family of methods alone (timeline)" in only(replace(SOUND, placements=kin))


def test_a_finding_that_is_no_longer_given_is_no_ground() -> None:
    gone = Placement("p", FindingPlaced("", "codec"), Side.H2, "because", ("a still scene",))
    placements = (SOUND.placements[0], gone, placed("F-0002", "codec", Side.NEUTRAL), SOUND.placements[2])
    assert "one method alone (timeline)" in only(replace(SOUND, placements=placements))


def test_a_dissent_answers_the_objections_that_stood_and_hides_none() -> None:
    why = only(replace(SOUND, placements=SOUND.placements[:2]))
    answered = replace(OPINION, dissents=(Dissent("F-0003 came later.", (why,), "A. Examiner"),))
    board = replace(SOUND, placements=SOUND.placements[:2], opinions=(answered,))
    assert refused(board, ALL) == ()
    assert "F-0003" in only(board)
    assert [objection.why for objection in refused(board, (*ALL, "F-0004"))] == [
        "Not every finding was considered: F-0003, F-0004 not placed under this pair."
    ]


def test_the_templates_state_nothing_that_a_report_may_not_say() -> None:
    assert {pair.aspect for pair in TEMPLATES} == set(Aspect)
    assert [hit for pair in TEMPLATES for hit in check(f"{pair.h1} {pair.h2}")] == []
