"""Pairs make one common time; a pair that differs is named and not averaged away."""

from __future__ import annotations

import pytest

from forensics.synchronise.offset import Offset
from forensics.synchronise.timeline import Disagreement, Pairing, timelines


def told(seconds: float, clear: float = 30.0, rate: float = 1.0) -> Offset:
    return Offset(seconds, 0.003, rate, 0.0, clear, 0.2, 10.0, (4, 4))


def test_clips_are_placed_along_the_clearest_pairs() -> None:
    # B's zero is heard at 10 s of A (A's 0 is at -10 s of B); C's zero at 4 s of B
    pairs = [Pairing("A", "B", told(-10.0)), Pairing("B", "C", told(-4.0)), Pairing("A", "C", told(-14.01, 12.0))]
    (group,) = timelines(["A", "B", "C"], pairs)
    assert [(one.clip, one.start) for one in group.clips] == [("A", 0.0), ("B", 10.0), ("C", 14.0)]
    assert group.clips[2].error == pytest.approx(0.003 * 2**0.5)
    assert (group.closed, group.disagreements) == (1, ())


def test_a_pair_that_differs_is_named() -> None:
    pairs = [Pairing("A", "B", told(-10.0)), Pairing("B", "C", told(-4.0)), Pairing("A", "C", told(-15.0, 12.0))]
    (group,) = timelines(["A", "B", "C"], pairs)
    assert group.disagreements == (Disagreement("A", "C", pytest.approx(1.0)),)
    assert group.place("C") is not None and group.place("C").start == 14.0  # type: ignore[union-attr] # asserted


def test_the_reference_may_be_the_second_of_a_pair() -> None:
    (group,) = timelines(["B", "A"], [Pairing("A", "B", told(-10.0))])
    assert [(one.clip, one.start) for one in group.clips] == [("B", 0.0), ("A", -10.0)]


def test_a_clock_that_runs_otherwise_is_carried_along() -> None:
    (group,) = timelines(["A", "B"], [Pairing("A", "B", told(-10.0, rate=1.0001))])
    assert group.clips[1].rate == pytest.approx(1 / 1.0001)
    assert group.clips[1].start == pytest.approx(10.0 / 1.0001)


def test_clips_that_nothing_joins_make_no_group() -> None:
    groups = timelines(["A", "B", "C", "D", "E"], [Pairing("A", "B", told(1.0)), Pairing("D", "E", told(2.0))])
    assert [[one.clip for one in group.clips] for group in groups] == [["A", "B"], ["D", "E"]]
