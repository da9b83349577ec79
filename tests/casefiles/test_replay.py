"""Replay: the same examination again gives SAME; what was changed, is missing or is of another version is named."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from casefiles import companions, examinations, marks, replay, trust, vault
from casefiles.case import Case
from casefiles.replay import Repeated, compare, replays
from casefiles.verification import verify
from casefiles.views import Provided, Watcher
from forensics.codec import encode
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.types import Measurement, NotMeasured, Result


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one second of footage."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    make(path, Scene(width=96, height=64, seed=3), plain(Fraction(25), Fraction(1)), Encoding(gop=10, bframes=0))
    return path


def test_an_examination_run_again_gives_the_same_and_is_recorded(case: Case, film: Path) -> None:
    vault.acquire(case, film, Provided(), watcher=Watcher())
    examinations.examine(
        case, case.exhibits()[0].id, beside=companions.joined((trust.beside(case), marks.beside(frozenset())))
    )
    (made,) = replay.replay(case, watcher=Watcher())
    assert (made.differs, made.not_repeatable, made.outcome, made.environment) == (0, 0, "complete", ())
    assert made.same == len(made.lines) > 50
    assert replays(case) == (made,)
    assert verify(case, Watcher()).problems == ()


def test_an_original_that_is_gone_makes_every_result_not_repeatable_here(case: Case, film: Path) -> None:
    vault.acquire(case, film, Provided(), watcher=Watcher())
    examinations.examine(case, case.exhibits()[0].id, beside=trust.beside(case))
    case.original(case.exhibits()[0].id).unlink()
    (made,) = replay.replay(case, watcher=Watcher())
    assert (made.same, made.differs) == (0, 0)
    assert {line.reason for line in made.lines} == {"E-0001: its original is missing from the case"}


def records(*values: tuple[str, str, object], version: str = "1") -> Sequence[replay._Record]:
    lines = [
        Result(method, version, value if isinstance(value, NotMeasured) else Measurement(quantity, str(value), "text"))
        for method, quantity, value in values
    ]
    return [replay._record(f"result {number}", encode(line)) for number, line in enumerate(lines)]


def outcomes(then: Sequence[replay._Record], now: Sequence[replay._Record], **more: str) -> list[Repeated]:
    changed = (("av", "18 -> 19"),)
    return [line.outcome for line in compare(then, now, changed, **more)]


def test_a_value_that_is_not_the_same_differs_and_the_environment_is_named() -> None:
    (line,) = compare(records(("m", "q", 1)), records(("m", "q", 2)), (("av", "18 -> 19"),))
    assert line.outcome is Repeated.DIFFERS
    assert line.reason == "then 1; now 2; of the environment differs: av 18 -> 19"


def test_what_is_given_only_then_or_only_now_differs() -> None:
    then, now = records(("m", "q", 1), ("m", "r", 1)), records(("m", "q", 1), ("m", "s", 1))
    assert outcomes(then, now) == [Repeated.SAME, Repeated.DIFFERS, Repeated.DIFFERS]


def test_another_version_of_the_method_is_not_repeatable_here() -> None:
    now = records(("m", "q", 1), version="2")
    assert outcomes(records(("m", "q", 1)), now) == [Repeated.NOT_HERE]


def test_a_method_that_is_not_installed_is_not_repeatable_here() -> None:
    assert outcomes(records(("m", "q", 1)), ()) == [Repeated.NOT_HERE]


def test_what_the_worker_says_of_its_machine_is_not_repeatable_elsewhere() -> None:
    then, now = records(("worker", "worker.confinement", "a")), records(("worker", "worker.confinement", "b"))
    assert Repeated.DIFFERS not in outcomes(then, now)


def test_equal_records_in_another_order_are_the_same() -> None:
    then = records(("m", "q", 1), ("m", "q", 2))
    assert outcomes(then, list(reversed(then))) == [Repeated.SAME, Repeated.SAME]


def test_a_run_that_ended_early_says_so() -> None:
    (line,) = compare(records(("m", "q", 1)), (), (), ended="ended early: killed")
    assert "killed" in line.reason


def test_what_rests_on_the_pictures_of_a_damaged_stream_is_not_called_a_difference_of_the_file() -> None:
    damaged = ("media", "", NotMeasured(replay.REPEATABLE, "the stream is damaged"))
    then = records(damaged, ("media", "frames.sha256", "a"), ("noise_level", "noise_level.level", 3), ("tags", "t", 1))
    now = records(damaged, ("media", "frames.sha256", "b"), ("noise_level", "noise_level.level", 4), ("tags", "t", 2))
    here = Repeated.NOT_HERE
    assert outcomes(then, now) == [Repeated.SAME, here, here, Repeated.DIFFERS]
    assert outcomes(then[1:], now[1:]) == [Repeated.DIFFERS] * 3
    reasons = [line.reason for line in compare(then, now, ())]
    assert "does not show the same pictures in every run: then a; now b" in reasons[1]
