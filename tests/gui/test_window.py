"""The window on a real case: what a person sees and can do, with the keyboard alone."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casefiles import workbench
from casefiles.player import FrameSource
from forensics.types import FrameLocus, Region, Timestamp
from gui.dialogs import AddFilesDialog, KeyDialog, NewCaseDialog
from gui.panes.viewer import ViewerPane
from gui.window import Window

PASSPHRASE = "four plain words here"


def key(
    qtbot: QtBot, widget: QWidget, which: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(widget, which, modifier)


def frame_on_screen(window: Window, qtbot: QtBot, index: int) -> None:
    qtbot.waitUntil(lambda: window.projector.shown_index() == index, timeout=60_000)


def dropped(target: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    common = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *common)
    target.dragEnterEvent(enter)
    assert enter.isAccepted()
    target.dropEvent(QDropEvent(QPoint(5, 5), *common))


# What is seen.


def test_before_a_case_is_open_the_window_says_what_to_do(window: Window) -> None:
    assert window.stack.currentWidget() is window.start
    assert window.start.new.isEnabled()
    for name in ("Verify", "Make report", "Examine this exhibit"):
        assert not window.actions_by_name[name].isEnabled()


def test_each_empty_page_says_what_belongs_in_it(window: Window) -> None:
    for name, pane in ((page.name, page.pane) for page in window.shelf.pages):
        words = pane.page.empty_words()
        assert "belong" in words, name
        assert pane.page.currentIndex() == 0
    assert "Drop a video" in window.exhibits.page.empty_words()


def test_an_open_case_shows_its_exhibits_its_head_and_the_first_page(opened: Window, case_made: Path) -> None:
    names = [opened.exhibits.model.data(opened.exhibits.model.index(n, 1)) for n in range(2)]
    assert names[0] == "film.mp4"
    assert "\u202e" not in str(names[1])
    assert "202e" in str(names[1]).lower()
    summary = workbench.summary(case_made)
    assert summary.head.root[:16] in opened.head.text()
    words = opened.overview.words()
    for heading in ("What was preserved", "What speaks from the file", "What could not be measured", "What to do next"):
        assert heading in words
    assert hashlib.sha256(workbench.exhibits(case_made)[0].sha256.encode()).hexdigest()
    assert workbench.exhibits(case_made)[0].sha256 in words
    assert "Received from: desk@example.org" in words


def test_the_frame_on_the_screen_is_the_decoded_one_and_the_examined_one(
    opened: Window, case_made: Path, qtbot: QtBot
) -> None:
    rows = workbench.exhibits(case_made)
    with workbench.frames(case_made, rows[0].id) as source:
        assert isinstance(source, FrameSource)
        truth = source.frame(33)
    opened.projector.show(33)
    frame_on_screen(opened, qtbot, 33)
    image = opened.viewer.picture.image()
    assert image is not None
    assert image.size().toTuple() == (truth.width, truth.height)
    flat = b"".join(bytes(image.constScanLine(y))[: truth.width * 3] for y in range(truth.height))
    assert flat == truth.rgb
    assert opened.viewer.facts["SHA-256"].text() == truth.sha256
    assert f"pts {truth.at.pts} × {truth.at.time_base}" in opened.viewer.facts["Time"].text()
    assert opened.viewer.agreement.text().startswith("The same pixels as frame 33 of examination X-")


def test_zoomed_pixels_are_whole_squares_of_one_colour(opened: Window, qtbot: QtBot) -> None:
    picture = opened.viewer.picture
    picture.zoom_to(8.0)
    qtbot.wait(20)
    grabbed = picture.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    image = picture.image()
    assert image is not None
    ratio = grabbed.devicePixelRatio()
    left = picture.width() * ratio / 2 - image.width() * 4
    top = picture.height() * ratio / 2 - image.height() * 4
    for x, y in ((90, 50), (96, 54), (100, 60)):
        inside = {
            grabbed.pixel(int(left + x * 8 + dx), int(top + y * 8 + dy)) & 0xFFFFFF
            for dx in (1, 4, 6)
            for dy in (1, 4, 6)
        }
        assert inside == {image.pixel(x, y) & 0xFFFFFF}


def test_an_exhibit_without_frames_says_why_and_the_rest_is_shown(opened: Window, qtbot: QtBot) -> None:
    opened.exhibits.view.selectRow(1)
    qtbot.waitUntil(lambda: "no frames to show" in opened.viewer.picture.accessibleDescription(), timeout=60_000)
    qtbot.waitUntil(lambda: not opened.jobs.busy(), timeout=60_000)
    assert opened.shelf.gaps.model.total() > 0
    assert "<b>no film<br>" in opened.overview.words()
    opened.exhibits.view.selectRow(0)
    frame_on_screen(opened, qtbot, 0)


def test_every_page_is_filled_from_the_examination(opened: Window) -> None:
    assert opened.shelf.container.model.rowCount() > 2
    assert opened.shelf.tags.model.total() > 2
    assert opened.shelf.values.model.total() > 10
    assert opened.custody.model.total() >= 4
    assert opened.timeline._tracks.count == workbench_frames(opened)
    assert opened.findings.model.total() == len(opened._detail.findings if opened._detail else ())


def workbench_frames(window: Window) -> int:
    source = window.projector.source
    assert source is not None
    return source.count


def test_the_loop_and_the_gap_that_the_footage_was_made_with_are_found_and_lead_to_their_frames(
    opened: Window, qtbot: QtBot
) -> None:
    places = [f for f in opened.findings.model.rows() if any(isinstance(locus, FrameLocus) for locus in f.finding.loci)]
    spans = opened.timeline._tracks.spans
    if not (places or spans):
        pytest.skip("no detector made a finding that lies in time")
    finding = opened.findings.model.rows()[spans[0].finding].finding
    opened.findings.choose(finding)
    assert "Innocent explanations" in opened.findings.text.toPlainText()
    opened.findings.view.setFocus()
    row = opened.findings.view.selectionModel().selectedRows()[0]
    opened.findings.view.activated.emit(row)
    qtbot.waitUntil(lambda: opened.projector.wanted > 0, timeout=5000)


# What a person can do.


def test_frames_are_reached_by_keys_alone(opened: Window, qtbot: QtBot) -> None:
    picture = opened.viewer.picture
    picture.setFocus()
    last = workbench_frames(opened) - 1
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for which, modifier, expected in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Right, shift, 11),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 10),
        (Qt.Key.Key_Right, control, 25),
        (Qt.Key.Key_Left, control, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, last),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
    ):
        key(qtbot, picture, which, modifier)
        frame_on_screen(opened, qtbot, expected)


def test_a_number_and_a_time_can_be_typed(opened: Window, qtbot: QtBot) -> None:
    viewer = opened.viewer
    viewer.to_frame.setText("42")
    key(qtbot, viewer.to_frame, Qt.Key.Key_Return)
    frame_on_screen(opened, qtbot, 42)
    source = opened.projector.source
    assert source is not None
    viewer.to_time.setText("0:00:01.5")
    key(qtbot, viewer.to_time, Qt.Key.Key_Return)
    frame_on_screen(opened, qtbot, source.index_at(Fraction(3, 2)))
    viewer.to_time.setText("later")
    key(qtbot, viewer.to_time, Qt.Key.Key_Return)
    assert viewer.to_time.selectedText() == "later"


def test_many_steps_at_once_end_at_the_last_one_wanted(opened: Window, qtbot: QtBot) -> None:
    for _ in range(30):
        opened.viewer.forward()
    frame_on_screen(opened, qtbot, 30)
    assert opened.projector.wanted == 30


def test_a_click_on_the_timeline_goes_to_that_time(opened: Window, qtbot: QtBot) -> None:
    source = opened.projector.source
    assert source is not None
    at = source.time_of(40)
    assert at is not None
    x = opened.timeline.x_of(float(at.seconds) + 0.005)
    qtbot.mouseClick(opened.timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(x), 20))
    frame_on_screen(opened, qtbot, 40)
    before = opened.timeline.shown_range()
    key(qtbot, opened.timeline, Qt.Key.Key_Plus)
    after = opened.timeline.shown_range()
    assert after[1] - after[0] < before[1] - before[0]
    assert not opened.timeline.grab().isNull()


def test_a_region_that_a_finding_names_is_outlined_on_its_frame(opened: Window, qtbot: QtBot) -> None:
    viewer: ViewerPane = opened.viewer
    plain_image = viewer.picture.grab().toImage()
    viewer.show_locus(FrameLocus(0, 0, Timestamp(0, Fraction(1)), Region(20, 20, 60, 40)))
    qtbot.waitUntil(lambda: viewer.picture.grab().toImage() != plain_image, timeout=5000)


def test_a_decoding_process_that_dies_is_said_so_and_can_be_started_again(opened: Window, qtbot: QtBot) -> None:
    source = opened.projector.source
    assert source is not None and source._process is not None
    source._process.kill()
    opened.viewer.forward()
    qtbot.waitUntil(opened.viewer.reopen.isVisible, timeout=60_000)
    qtbot.mouseClick(opened.viewer.reopen, Qt.MouseButton.LeftButton)
    frame_on_screen(opened, qtbot, 1)
    assert not opened.viewer.reopen.isVisible()


def test_what_has_a_verb_has_an_action_and_every_action_has_a_key(window: Window) -> None:
    keys = [item.keys for item in window.items]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_every_control_has_a_name_for_a_screen_reader(opened: Window) -> None:
    fields = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractSlider)
    kinds = (QAbstractButton, QAbstractItemView, QProgressBar, *fields)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for kind in kinds
        for widget in opened.findChildren(kind)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and (widget.text() or _of_qt(widget)))
        and not _of_qt(widget)
    ]
    assert not nameless
    for widget in (opened.viewer.picture, opened.timeline):
        assert widget.accessibleName()
        assert widget.focusPolicy() == Qt.FocusPolicy.StrongFocus


def _of_qt(widget: QWidget) -> bool:
    """Return whether a widget is a part that Qt makes for itself (headers, tab scrollers, corner buttons)."""
    inside = type(widget.parent()).__name__
    return (
        inside in ("QMenuBar", "QTabBar", "QLineEdit", "QTableView", "QTreeView", "QSpinBox", "QComboBox")
        or inside == "QComboBoxPrivateContainer"
        or isinstance(widget, QScrollBar)
        or type(widget).__name__ == "QHeaderView"
    )


def test_no_label_reads_markup(opened: Window) -> None:
    for label in opened.findChildren(QLabel):
        if label.textFormat() is not Qt.TextFormat.PlainText:
            assert "<" not in label.text(), label.text()


# From nothing to a report.


def test_the_first_ten_minutes_of_a_journalist(
    window: Window, film: Path, tmp_path: Path, qtbot: QtBot, settled: Callable[[Window], None]
) -> None:
    shown: list[Path] = []
    window.open_folder = lambda folder: shown.append(folder) is None
    # 1. A file is dropped on the start page: a case is asked for.
    dropped(window.start, film)
    case = window.questions.dialog
    assert isinstance(case, NewCaseDialog)
    case.name.setText("Harbour / clip")
    case.folder.setText(str(tmp_path))
    case.claim.setPlainText("“Filmed on 3 November at the harbour”")
    case.accept()
    # 2. The key is asked for; a wrong passphrase is refused, and the dialog stays.
    ask = window.questions.dialog
    assert isinstance(ask, KeyDialog)
    ask.passphrase.setText("wrong")
    ask._submit()
    qtbot.waitUntil(lambda: "passphrase" in ask.trouble.text().lower(), timeout=60_000)
    ask.passphrase.setText(PASSPHRASE)
    ask._submit()
    # 3. The case is open, and what is known of the file is asked for.
    qtbot.waitUntil(lambda: isinstance(window.questions.dialog, AddFilesDialog), timeout=60_000)
    add = window.questions.dialog
    assert isinstance(add, AddFilesDialog)
    assert window.desk.path == tmp_path / "Harbour - clip.assay"
    add.received_from.setText("a reader")
    add.digest.setText("not hexadecimal")
    add._submit()
    assert "hexadecimal" in add.trouble.text()
    add.digest.setText(hashlib.sha256(film.read_bytes()).hexdigest().upper())
    add._submit()
    # 4. It is copied and examined, with progress.
    seen: list[str] = []
    window.desk.progressed.connect(lambda progress: seen.append(progress.step))
    qtbot.waitUntil(lambda: any(row.examination is not None for row in window.desk.rows), timeout=60_000)
    settled(window)
    assert seen
    assert "is the same as the one computed here" in window.overview.words()
    frame_on_screen(window, qtbot, 0)
    # 5. Verify, and make the report.
    window.verify()
    qtbot.waitUntil(lambda: "No problem found" in window.custody.outcome.text(), timeout=60_000)
    settled(window)
    window.report()
    qtbot.waitUntil(lambda: bool(shown), timeout=60_000)
    assert {path.suffix for path in shown[0].iterdir()} >= {".pdf", ".html", ".json"}
    settled(window)


def test_opening_a_case_says_what_is_missing_and_when_it_was_verified_last(
    window: Window, case_made: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.assay"
    shutil.copytree(case_made, copy)
    original = next(path for path in (copy / "originals").rglob("*") if path.is_file())
    original.unlink()
    window.desk.open(copy)
    qtbot.waitUntil(lambda: isinstance(window.questions.dialog, QMessageBox), timeout=60_000)
    assert "PROBLEM at" in window.custody.outcome.text()
    assert "never verified in full" in window.custody.outcome.text()


def test_one_changed_byte_in_an_original_is_reported_with_its_place(
    window: Window, case_made: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = tmp_path / "copy.assay"
    shutil.copytree(case_made, copy)
    original = next(path for path in (copy / "originals").rglob("*") if path.is_file())
    original.chmod(0o644)
    data = bytearray(original.read_bytes())
    data[len(data) // 2] ^= 1
    original.write_bytes(bytes(data))
    window.desk.open(copy)
    qtbot.waitUntil(lambda: window.desk.path == copy, timeout=60_000)
    window.verify()
    qtbot.waitUntil(lambda: isinstance(window.questions.dialog, QMessageBox), timeout=60_000)
    assert "PROBLEM at" in window.custody.outcome.text()
    assert original.name[:8] in window.custody.outcome.text() or "E-00" in window.custody.outcome.text()


def test_a_folder_that_is_no_case_is_said_so_in_a_line_with_advice(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    window.desk.open(tmp_path)
    qtbot.waitUntil(lambda: isinstance(window.questions.dialog, QMessageBox), timeout=60_000)
    box = window.questions.dialog
    assert isinstance(box, QMessageBox)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert "\n" not in box.text()
    assert box.informativeText()
    box.accept()


def test_an_examination_can_be_stopped(
    window: Window, case_made: Path, tmp_path: Path, qtbot: QtBot, settled: Callable[[Window], None]
) -> None:
    copy = tmp_path / "copy.assay"
    shutil.copytree(case_made, copy)
    window.desk.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: window.desk.signer is not None, timeout=60_000)
    window.desk.open(copy)
    qtbot.waitUntil(lambda: window.desk.exhibit is not None, timeout=60_000)
    window.examine()
    qtbot.waitUntil(window.workbar.busy)
    window.workbar.stop()
    qtbot.waitUntil(lambda: not window.workbar.busy(), timeout=60_000)
    settled(window)
    if window.questions.dialog is not None:
        window.questions.dialog.accept()


def test_the_windows_state_is_kept(window: Window, case_made: Path, qtbot: QtBot) -> None:
    window.desk.open(case_made)
    qtbot.waitUntil(lambda: window.desk.path is not None, timeout=60_000)
    window.resize(780, 700)
    window.whole.setSizes([150, 400, 230])
    sizes = window.whole.sizes()
    settings = window._settings
    window.close()
    again = Window(settings)
    again.show()
    again.desk.open(case_made)
    qtbot.waitUntil(lambda: again.projector.shown_index() == 0, timeout=60_000)
    assert again.size() == window.size()
    assert again.whole.sizes() == pytest.approx(sizes, abs=3)
    assert again.start.recent.count() == 1
    again.close()
    again.deleteLater()


def test_closing_while_work_is_under_way_asks_first(
    window: Window,
    case_made: Path,
    tmp_path: Path,
    qtbot: QtBot,
    settled: Callable[[Window], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [QMessageBox.StandardButton.No]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers[-1])
    copy = tmp_path / "copy.assay"
    shutil.copytree(case_made, copy)
    window.desk.open(copy)
    qtbot.waitUntil(lambda: window.desk.exhibit is not None, timeout=60_000)
    window.verify()
    assert window.workbar.busy()
    assert not window.close()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.workbar.busy(), timeout=60_000)
    settled(window)
    assert window.close()


def test_text_can_be_made_larger_and_stays_so(window: Window, qtbot: QtBot) -> None:
    before = QApplication.font()
    try:
        window.scale_text(3)
        qtbot.wait(50)
        assert window.start.new.font().pointSizeF() == pytest.approx(before.pointSizeF() + 3)
        again = Window(window._settings)
        assert QApplication.font().pointSizeF() == pytest.approx(before.pointSizeF() + 3)
        again.close()
        again.deleteLater()
    finally:
        QApplication.setFont(before)
