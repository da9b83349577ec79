"""The dialog of methods: costs, methods on request that are ticked, and code of other packages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefiles import verbs_methods
from casefiles.errors import EntryRefused
from casefiles.methods import Installed
from gui.jobs import Failure
from gui.methodsdialog import MethodsDialog, words_of
from gui.window import Window

OUTSIDE = Installed("dark_frames", "assay-dark-frames 1.0", "ab" * 32, "not allowed", None)


def test_the_window_lists_every_method_and_examines_with_what_is_ticked(opened: Window, qtbot: QtBot) -> None:
    opened.show_methods()
    dialog = opened.questions.dialog
    assert isinstance(dialog, MethodsDialog)
    installed = verbs_methods.installed()
    qtbot.waitUntil(lambda: dialog.methods.topLevelItemCount() == len(installed), timeout=60_000)
    assert not dialog.examine.isEnabled()
    names = [one.name for one in installed]
    item = dialog.methods.topLevelItem(names.index("coded_blocks"))
    assert item is not None
    assert item.text(3) == "on request"
    assert " s" in item.text(4)
    dialog.methods.setCurrentItem(item)
    assert "It runs only when it is asked for" in dialog.said.toPlainText()
    item.setCheckState(0, Qt.CheckState.Checked)
    assert dialog.examine.isEnabled()
    with qtbot.waitSignal(dialog.examine_wanted, timeout=60_000) as asked:
        dialog.examine.click()
    assert asked.args == [("coded_blocks",)]


def test_code_of_another_package_is_allowed_only_with_a_reason(qtbot: QtBot) -> None:
    dialog = MethodsDialog()
    qtbot.addWidget(dialog)
    dialog.show_methods((*verbs_methods.installed()[:1], OUTSIDE))
    assert not dialog.allow.isEnabled()
    dialog.methods.setCurrentItem(dialog.methods.topLevelItem(1))
    assert dialog.allow.isEnabled()
    assert "Nothing of it was loaded" in dialog.said.toPlainText()
    dialog.allow.click()
    assert "this is needed" in dialog.trouble.text()
    dialog.reason.setText("written by our lab")
    with qtbot.waitSignal(dialog.allow_wanted, timeout=60_000) as wanted:
        dialog.allow.click()
    assert wanted.args == ["dark_frames", "written by our lab"]
    refused = EntryRefused("no")
    dialog.show_trouble(Failure("it cannot be read", refused.advice))
    assert "it cannot be read" in dialog.trouble.text()
    assert OUTSIDE.code_sha256 in words_of(OUTSIDE)
