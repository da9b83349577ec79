"""The clock of this machine: its state is asked for as often as the kernel counts it on."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest

from casefiles import clock
from casefiles.clock import SystemClock, stamp


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="adjtimex of Linux")
def test_the_state_is_asked_for_again_in_each_second(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = 100.0
    states = iter(("one", "two"))
    monkeypatch.setattr(clock, "_kernel_state", lambda: next(states))
    monkeypatch.setattr(clock.time, "monotonic", lambda: seconds)
    here = SystemClock()
    assert [here.state(), here.state()] == ["one", "one"]
    seconds = 101.0
    assert [here.state(), here.state()] == ["two", "two"]


def test_a_stamp_is_the_same_from_every_zone() -> None:
    moment = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
    assert stamp(moment) == stamp(moment.astimezone(timezone(timedelta(hours=5)))) == "2026-03-01T12:00:00.000000Z"
