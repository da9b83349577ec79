"""The first ten minutes of an examiner, through real widgets and with the keys of the menus alone.

The journalist's are in test_window.py. Both run without a screen here, and under Xvfb with QT_QPA_PLATFORM=xcb.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from casefiles import courtroom, verbs_desk, workbench
from casefiles.handsearch import Outcome
from casefiles.propositions import Side
from gui.app import make_application
from gui.dialogs import AddFilesDialog, KeyDialog, NewCaseDialog
from gui.formdialog import FormDialog
from gui.searchdialog import SearchDialog
from gui.window import Window
from tests.gui.conftest import PASSPHRASE


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """Return the window of a person who has no key and no case yet."""
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))
    make_application()
    made = Window(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made.open_folder = lambda _folder: True
    made.show()
    yield made
    made.close()
    made.deleteLater()
    qtbot.wait(10)


def act(window: Window, keys: str) -> None:
    """Do what a key of the menus does."""
    action = next(one for one in window.findChildren(QAction) if one.shortcut().toString() == keys)
    assert action.isEnabled(), keys
    action.trigger()


def settled(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.jobs.busy(), timeout=120_000)


def fill(window: Window, qtbot: QtBot, **values: str) -> None:
    """Fill the form that is open, send it off, and wait until it was taken."""
    qtbot.waitUntil(lambda: isinstance(window.questions.dialog, FormDialog), timeout=60_000)
    dialog = window.questions.dialog
    assert isinstance(dialog, FormDialog)
    for key, value in values.items():
        field = dialog.fields[key]
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(value)
        elif isinstance(field, QLineEdit):
            field.setText(value)
        else:
            field.setCurrentIndex(field.findData(value))  # type: ignore[attr-defined] # choices
    dialog.submit()
    qtbot.waitUntil(lambda: window.questions.dialog is not dialog, timeout=60_000)
    settled(window, qtbot)


def test_the_first_ten_minutes_of_an_examiner(desk: Window, film: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = desk
    # 1. A case is made; on first use a key with it.
    act(window, "Ctrl+N")
    case = window.questions.dialog
    assert isinstance(case, NewCaseDialog)
    case.name.setText("K 12")
    case.folder.setText(str(tmp_path))
    case.claim.setPlainText("The clip is unaltered.")
    case.accept()
    key = window.questions.dialog
    assert isinstance(key, KeyDialog)
    key.name.setText("Ada Example")
    key.passphrase.setText(PASSPHRASE)
    key.again.setText(PASSPHRASE)
    key._submit()
    qtbot.waitUntil(lambda: window.desk.path is not None, timeout=60_000)
    path = tmp_path / "K 12.assay"
    # 2. The file is acquired with its authority, examined step by step, and its first page read.
    steps: list[str] = []
    window.desk.progressed.connect(lambda progress: steps.append(progress.step))
    window.questions.add((film,))
    add = window.questions.dialog
    assert isinstance(add, AddFilesDialog)
    add.authority.setText("order of 3 November")
    add._submit()
    qtbot.waitUntil(lambda: any(row.examination is not None for row in window.desk.rows), timeout=120_000)
    settled(window, qtbot)
    assert len(set(steps)) > 2
    words = window.overview.words()
    for heading in ("What was preserved", "What speaks from the file", "What could not be measured", "What to do next"):
        assert heading in words
    # 3. Structure, clocks and tags are looked at.
    for keys, page in (
        ("Ctrl+4", window.shelf.container),
        ("Ctrl+6", window.shelf.clocks),
        ("Ctrl+5", window.shelf.tags),
    ):
        act(window, keys)
        settled(window, qtbot)
        assert page.isVisible()
    # 4. A search by hand that found nothing is logged.
    act(window, "Alt+5")
    window.shelf.searches.log.click()
    search = window.questions.dialog
    assert isinstance(search, SearchDialog)
    search.place.setText("an image search")
    search.asked_with.setText("frame 0")
    search._submit()
    qtbot.waitUntil(lambda: window.shelf.searches.model.total() == 1, timeout=60_000)
    settled(window, qtbot)
    assert verbs_desk.searches(path)[0].outcome is Outcome.NOTHING
    # 5. A pair is written, every finding laid under it, and an opinion given that the board refuses at first.
    act(window, "Alt+7")
    board = window.shelf.board
    settled(window, qtbot)
    board.write.click()
    fill(window, qtbot, name="unaltered", h1="It is unaltered but for re-encoding.", h2="It was altered.")
    board.view.selectAll()
    board.sides[Side.NEUTRAL].click()
    fill(window, qtbot, because="none of them tells both apart")
    assert {row.lies for row in board.model.rows()} == {Side.NEUTRAL.value}
    board.opine.click()
    qtbot.waitUntil(lambda: isinstance(window.questions.dialog, FormDialog), timeout=60_000)
    opinion = window.questions.dialog
    assert isinstance(opinion, FormDialog)
    choices = opinion.fields["towards"]
    choices.setCurrentIndex(choices.findData(Side.H2.value))  # type: ignore[attr-defined] # choices
    opinion.fields["text"].setPlainText("It was altered.")  # type: ignore[attr-defined] # several lines
    opinion.submit()
    qtbot.waitUntil(lambda: "rests on nothing that was observed" in opinion.trouble.text(), timeout=60_000)
    choices.setCurrentIndex(choices.findData(Side.NEUTRAL.value))  # type: ignore[attr-defined] # choices
    opinion.fields["text"].setPlainText("The findings do not tell both apart.")  # type: ignore[attr-defined] # lines
    opinion.submit()
    qtbot.waitUntil(lambda: window.questions.dialog is not opinion, timeout=60_000)
    settled(window, qtbot)
    assert courtroom.board(path)[0].opinions[0].towards is Side.NEUTRAL
    # 6. The report as it would be now shows more pages than there were events; then everything is verified.
    act(window, "F8")
    report = window.shelf.report
    qtbot.waitUntil(lambda: not report.sheet.pixmap().isNull() and not window.jobs.busy(), timeout=120_000)
    assert report.number.maximum() > 5
    act(window, "Ctrl+Shift+V")
    qtbot.waitUntil(lambda: "No problem found" in window.custody.outcome.text(), timeout=120_000)
    settled(window, qtbot)
    assert not workbench.verify(path).problems
    qtbot.keyClick(window.custody.view, Qt.Key.Key_Home)
