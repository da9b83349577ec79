"""A finding is made only where something that its method declares vouches for it, and trials that are kept agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.trials import PLANS
from forensics.codec import decode_as
from forensics.detector import Detector, described
from forensics.evaluation.file_scores import threshold_of
from forensics.evaluation.trial import WORTHLESS, Trial
from forensics.grounds import (
    ALL,
    Ground,
    Pointer,
    Published,
    Reading,
    Tried,
    Unvouched,
    by_chance,
    ground_words,
    vouched,
)
from forensics.judging import _judged
from forensics.registry import detectors
from forensics.types import Direction, Finding, Result, WholeFile

TRIALS = Path(__file__).resolve().parents[2] / "docs" / "methods" / "trials"
OURS = [one for one in detectors() if not one.id.startswith("example.")]
PLANNED = {plan.method for plan in PLANS}
LISTED = [one for one in OURS if one.id in PLANNED]
TOWARDS = Direction("a pair", "H1", "a reason")


def trial_of(detector: Detector) -> Trial:
    path = TRIALS / f"{detector.id}-{detector.version}.trial.json"
    assert path.exists(), "a version that was not tried: run `python -m benchmarks.trials` and commit its card"
    return decode_as(Trial, path.read_text("utf-8").strip())


def separates(trial: Trial) -> bool:
    return trial.separations[0].auc.low > WORTHLESS


@pytest.mark.parametrize("detector", LISTED, ids=lambda detector: detector.id)
def test_a_method_whose_trial_does_not_separate_makes_no_finding(detector: Detector) -> None:
    if not separates(trial_of(detector)):
        assert detector.grounds == (), "its values are measurements without a direction"
        assert threshold_of(described(detector)) is None


@pytest.mark.parametrize("detector", LISTED, ids=lambda detector: detector.id)
def test_the_counts_that_a_method_declares_are_those_of_its_kept_trial(detector: Detector) -> None:
    kept, threshold = trial_of(detector), threshold_of(described(detector))
    declared = [one for one in detector.grounds if isinstance(one, Tried) and one.record.endswith(f"{detector.id}.md")]
    assert bool(declared) is (threshold is not None), "a threshold of a planned trial stands for a finding, and back"
    for one in declared:
        assert threshold is not None
        reported = [case for case in kept.scored if case.score >= threshold]
        found = sum(case.target for case in reported)
        targets = sum(case.target for case in kept.scored)
        counts = (found, targets, len(reported) - found, len(kept.scored) - targets)
        assert (one.found, one.targets, one.reported, one.others) == counts
        assert one.groups == len({case.group for case in kept.scored})


@pytest.mark.parametrize("detector", OURS, ids=lambda detector: detector.id)
def test_a_method_with_a_threshold_declares_what_its_finding_rests_on(detector: Detector) -> None:
    weighed = any(isinstance(one, Tried | Published) for one in detector.grounds)
    has_threshold = detector.score is not None and detector.score.threshold is not None
    assert weighed or not has_threshold
    for one in detector.grounds:
        if isinstance(one, Tried) and one.record.startswith("docs/"):
            record = Path(__file__).resolve().parents[2] / one.record.partition(",")[0]
            assert record.exists()


def declared(name: str) -> tuple[int, int, int, int]:
    """Return the counts of the first trial that a method declares."""
    detector = next(one for one in OURS if one.id == name)
    one = next(ground for ground in detector.grounds if isinstance(ground, Tried))
    return one.found, one.targets, one.reported, one.others


def counts_in(path: Path, row: str) -> list[list[int]]:
    found = re.findall(row, path.read_text("utf-8"), re.MULTILINE)
    assert found
    return [[int(number) for number in one] for one in found]


def test_the_counts_of_sound_and_marks_are_those_that_were_written_down() -> None:
    measured = TRIALS.parents[1] / "measured"
    rows = counts_in(measured / "sound.md", r"^\| sound_repeats \|.*\| (\d+)/(\d+) \| (\d+)/(\d+) \|$")
    found, targets, reported, others = declared("sound_repeats")
    assert (found, targets) == (sum(row[0] for row in rows), sum(row[1] for row in rows))
    assert all((row[2], row[3]) == (reported, others) for row in rows)
    rows = counts_in(measured / "sound_framing.md", r"^\| \w+ at \d+ kbit/s \| [\d.]+ \| (\d+)/(\d+) \|")
    (never,) = counts_in(measured / "sound_framing.md", r"^\| PCM, never coded .*? \| – \| (\d+)/(\d+) \|")
    assert declared("sound_framing") == (sum(row[0] for row in rows), sum(row[1] for row in rows), *never)
    row = r"^\| [^|]+ \| (\d+) \(\d+\) \|[^|]+\| (\d+) \(\d+\) \|[^|]+\|[^|]+\| (\d+) \| (\d+),"
    version = next(one.version for one in OURS if one.id == "visible_marks")
    rows = counts_in(TRIALS / f"visible_marks-{version}.marks.md", row)
    assert len(rows) == 5
    named, clips, wrong = (sum(row[place] for row in rows) for place in (2, 0, 3))
    assert declared("visible_marks") == (named, clips, wrong, rows[0][1])


def test_noise_level_and_the_experimental_methods_make_no_finding() -> None:
    silent = {one.id for one in OURS if not one.grounds}
    expected = {"noise_level", "generated_statistics", "shot_statistics", "recapture_patterns", "sound_background"}
    assert expected <= silent


@pytest.mark.parametrize("counts", [(6, 11, 1, 6, 6), (2, 10, 1, 10, 7), (0, 5, 5, 5, 4), (5, 5, 0, 5, 1)])
def test_counts_that_guessing_gives_as_well_cannot_be_declared(counts: tuple[int, int, int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"does not separate|no counts"):
        replace(OURS[0], grounds=(Tried(("code",), *counts, "docs/somewhere.md"),))


def test_the_chance_is_that_of_the_exact_test() -> None:
    assert by_chance(5, 5, 0, 5) == pytest.approx(1 / 252)
    assert by_chance(3, 4, 1, 4) == pytest.approx(0.2428571, abs=1e-6)  # Fisher's lady and her tea
    assert by_chance(0, 7, 0, 3) == 1


def finding(detector: Detector, code: str, direction: Direction | None = None) -> Finding:
    return Finding(detector.id, detector.version, code, "Seen.", (WholeFile(),), (), ("x",), ("y",), direction)


def with_finding(code: str, grounds: Sequence[Ground], direction: Direction | None = None, name: str = "") -> Detector:
    base = replace(OURS[0], grounds=tuple(grounds))
    made = finding(replace(base, id=name or base.id), code, direction)
    return replace(base, judge=lambda _results: (made,))


def found(detector: Detector) -> list[str]:
    return [one.code for one in vouched(detector, ())]


def test_a_finding_is_let_through_only_where_its_code_is_vouched_for() -> None:
    trial = Tried(("seen",), 20, 23, 0, 22, 12, "docs/somewhere.md")
    assert found(with_finding("seen", [trial], TOWARDS)) == ["seen"]
    assert found(with_finding("any", [Reading(ALL, "bytes")])) == ["any"]
    assert found(with_finding("there", [Pointer(("there",), "it shows where")])) == ["there"]
    with pytest.raises(Unvouched, match="rests on nothing"):
        found(with_finding("other", [trial]))
    with pytest.raises(Unvouched, match="rests on nothing"):
        found(with_finding("seen", []))
    with pytest.raises(Unvouched, match="only points"):
        found(with_finding("there", [Pointer(("there",), "it shows where")], TOWARDS))
    with pytest.raises(Unvouched, match="in the name of"):
        found(with_finding("seen", [trial], name="another_method"))


def test_the_worker_judges_through_the_same_gate() -> None:
    results: tuple[Result, ...] = ()
    with pytest.raises(Unvouched):
        list(_judged(with_finding("seen", []), results))


def test_grounds_that_contradict_each_other_make_no_method() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        replace(OURS[0], grounds=(Pointer(("a",), "x"), Reading(("a",), "y")))
    with pytest.raises(ValueError, match="none of the method's references"):
        replace(OURS[0], grounds=(Published(("a",), "doi:of-nothing", "x"),))
    with pytest.raises(ValueError, match="named codes"):
        replace(OURS[0], grounds=(Tried(ALL, 20, 23, 0, 22, 12, "docs/somewhere.md"),))


def test_every_ground_can_be_said_in_a_line() -> None:
    for detector in OURS:
        for one in detector.grounds:
            assert re.match(r"[a-z_, ]+: (read|tried|published|to look at)", ground_words(one))
