"""A hum is found in a log at the time at which it was taken, and where two places fit none is named."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from forensics.evaluation.hum_log import GridLog, NoLog, hold_against, read_log

START = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
HERTZ = 50 + 0.02 * np.convolve(np.random.default_rng(5).normal(0, 1, 4000), np.ones(30) / 5, "same")


def log_of(hertz: np.ndarray) -> GridLog:
    return GridLog(START, tuple(map(float, hertz)))


def test_a_hum_is_found_at_its_time_whatever_the_recorders_clock_adds() -> None:
    hum = HERTZ[1500:2200] + 0.013 + np.random.default_rng(1).normal(0, 0.002, 700)
    found = hold_against(list(hum), log_of(HERTZ))
    assert found.best.at == START + datetime.timedelta(seconds=1500)
    assert found.best.shift == pytest.approx(0.013, abs=0.001)
    assert found.only
    assert "better than anywhere else" in found.words


def test_a_hum_that_is_not_in_the_log_or_is_in_it_twice_has_no_place() -> None:
    other = 50 + 0.02 * np.convolve(np.random.default_rng(6).normal(0, 1, 700), np.ones(30) / 5, "same")
    assert not hold_against(list(other), log_of(HERTZ)).only
    twice = np.concatenate([HERTZ[:1000], HERTZ[:1000]])
    found = hold_against(list(HERTZ[100:500]), log_of(twice))
    assert not found.only
    assert "another fits about as well" in found.words


def test_a_short_hum_is_said_to_be_short() -> None:
    assert "chance fit" in hold_against(list(HERTZ[300:420]), log_of(HERTZ)).words
    with pytest.raises(NoLog, match="at least 60"):
        hold_against(list(HERTZ[:30]), log_of(HERTZ))
    with pytest.raises(NoLog, match="the log"):
        hold_against(list(HERTZ), log_of(HERTZ[:100]))


def rows(*, step: float = 1, zone: str = "Z") -> str:
    times = [(START + datetime.timedelta(seconds=step * n)).strftime("%Y-%m-%dT%H:%M:%S") for n in range(90)]
    return "time,hertz\n" + "\n".join(f"{at}{zone},50.0{n % 10}" for n, at in enumerate(times))


def test_a_log_is_read_by_the_second_and_refused_in_words() -> None:
    assert len(read_log(rows(step=10)).hertz) == 891
    for text, words in (
        (rows(zone=""), "no zone"),
        (rows(step=120), "a gap of 120 s"),
        (rows() + "\n" + rows()[11:], "does not come after"),
        ("2026-11-27T12:00:00Z,hello", "is not written as"),
        ("2026-11-27T12:00:00Z,500", "no frequency"),
        ("", "at least 60"),
    ):
        with pytest.raises(NoLog, match=words):
            read_log(text)
