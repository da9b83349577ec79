"""Nothing blocks: one exhibit is read, and a form filled, while another exhibit is examined."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casefiles import workbench
from casefiles.views import ExaminationRow, ExhibitId, Watcher
from forensics.types import Progress
from gui.window import Window
from tests.gui.conftest import PASSPHRASE

LONG = 60_000


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Let examinations stop at their first sign of progress, the case being open, until they may go on."""
    begun, go_on = threading.Event(), threading.Event()
    examine = workbench.examine

    def held_up(path: Path, exhibits: tuple[ExhibitId, ...], **given: object) -> tuple[ExaminationRow, ...]:
        watcher = given.pop("watcher")
        assert isinstance(watcher, Watcher)

        def progress(told: Progress) -> None:
            watcher.progress(told)
            begun.set()
            assert go_on.wait(60)

        return examine(path, exhibits, watcher=replace(watcher, progress=progress), **given)  # type: ignore[arg-type]

    monkeypatch.setattr(workbench, "examine", held_up)
    yield begun, go_on
    go_on.set()


def test_one_exhibit_is_read_while_another_is_examined(
    window: Window,
    case_made: Path,
    pristine: Path,
    tmp_path: Path,
    qtbot: QtBot,
    held: tuple[threading.Event, threading.Event],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = held
    monkeypatch.setenv("ASSAY_HOME", str(shutil.copytree(pristine, tmp_path / "home")))
    case = Path(shutil.copytree(case_made, tmp_path / "c.assay"))
    window.desk.unlock(PASSPHRASE)
    window.desk.open(case)
    qtbot.waitUntil(lambda: window.desk.signer is not None and window.projector.shown_index() == 0, timeout=LONG)
    qtbot.waitUntil(lambda: not window.jobs.busy(), timeout=LONG)
    window.desk.examine((ExhibitId("E-0002"),))
    qtbot.waitUntil(begun.is_set, timeout=LONG)
    assert window.workbar.isVisible()
    window.projector.show(7)  # the frames of the first exhibit, from a process of their own
    qtbot.waitUntil(lambda: window.projector.shown_index() == 7, timeout=LONG)
    people = window.shelf.books["People"]
    window.tabs.setCurrentWidget(people)
    qtbot.waitUntil(lambda: len(people.model.rows()) == 1, timeout=LONG)
    window.tabs.setCurrentWidget(window.shelf.clocks)
    qtbot.waitUntil(lambda: window.shelf.clocks.page.currentIndex() == 1, timeout=LONG)
    assert window.jobs.busy() == ("Examining",), "it was under way all the time"
    go_on.set()
    qtbot.waitUntil(lambda: not window.jobs.busy(), timeout=LONG)
    assert len(workbench.examinations_of(case, ExhibitId("E-0002"))) == 2
