"""Frames of the exhibit that is wanted last come to the screen, however quickly a person goes back and forth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casefiles import workbench
from gui.app import make_application
from gui.jobs import Failure, Jobs
from gui.projector import Projector


@pytest.fixture
def projector(qtbot: QtBot) -> Iterator[Projector]:
    make_application()
    jobs = Jobs()
    made = Projector(jobs)
    yield made
    made.interrupt()
    jobs.close()
    made.end()


@pytest.mark.parametrize("wait", [0, 30, 200])
def test_an_exhibit_that_was_left_and_come_back_to_is_shown(
    wait: int, case_made: Path, projector: Projector, qtbot: QtBot
) -> None:
    """Whether its first opening was still waiting, under way or just ended when it was left."""
    first, second = (row.id for row in workbench.exhibits(case_made)[:2])
    failures: list[Failure] = []
    ready: list[object] = []
    projector.failed.connect(failures.append)
    projector.ready.connect(ready.append)
    for exhibit in (first, second, first, second, first):
        projector.open(case_made, exhibit)
        if wait:
            qtbot.wait(wait)
    projector.show(3)
    qtbot.waitUntil(lambda: projector.shown_index() == 3, timeout=60_000)
    assert all("no demuxer" in failure.message for failure in failures)  # the second exhibit is a text
    assert ready[-1] is projector.source


def test_opening_again_what_is_open_does_nothing(case_made: Path, projector: Projector, qtbot: QtBot) -> None:
    first = workbench.exhibits(case_made)[0].id
    projector.open(case_made, first)
    qtbot.waitUntil(lambda: projector.shown_index() == 0, timeout=60_000)
    source = projector.source
    projector.open(case_made, first)
    assert projector.source is source
