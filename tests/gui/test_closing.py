"""After the window closes, no thread, no process and no shared memory of it is left."""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from casefiles import player
from gui.app import make_application
from gui.window import Window


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which this test's scratch folders are made: what others leave elsewhere is not ours."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(player, "_SHARED_MEMORY", folder)
    return folder


def children() -> set[int]:
    """Return the processes that this one started and that still run, as Linux lists them."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    if not listed.exists():
        pytest.skip("the system does not list a process's children")
    return {int(pid) for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}


@pytest.mark.parametrize("moment", ["shown", "opening"])
def test_closing_leaves_nothing(moment: str, case_made: Path, scratch: Path, tmp_path: Path, qtbot: QtBot) -> None:
    make_application()
    before = (threading.active_count(), children())
    window = Window(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    window.show()
    window.desk.open(case_made)
    if moment == "shown":
        qtbot.waitUntil(lambda: window.projector.shown_index() >= 0, timeout=60_000)
        assert children() - before[1]
        assert list(scratch.iterdir())
    else:
        qtbot.waitUntil(lambda: "Opening the frames" in window.jobs.busy(), timeout=60_000)
    window.close()
    window.deleteLater()
    qtbot.wait(50)
    assert (threading.active_count(), children()) == before
    assert list(scratch.iterdir()) == []


def test_going_from_exhibit_to_exhibit_leaves_one_process(case_made: Path, tmp_path: Path, qtbot: QtBot) -> None:
    make_application()
    before = children()
    window = Window(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    window.show()
    window.desk.open(case_made)
    qtbot.waitUntil(lambda: window.desk.exhibit is not None, timeout=60_000)
    for row in (1, 0, 1, 0):
        window.exhibits.view.selectRow(row)
        qtbot.wait(30)
    qtbot.waitUntil(lambda: window.projector.shown_index() == 0 and not window.jobs.busy(), timeout=60_000)
    assert len(children() - before) == 1
    window.close()
    window.deleteLater()
    qtbot.wait(50)
    assert children() == before
