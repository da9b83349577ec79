"""Two exhibits beside each other, recipes, overlays, veils and notes, through the window's own widgets."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from casefiles import courtroom, verbs_desk, workbench
from casefiles.comparing import ByFrame, ByTime, Manner
from casefiles.marking import Point, Shape
from casefiles.timecode import timecode
from casefiles.views import ExhibitId
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from gui.app import make_application
from gui.notedialog import NoteDialog
from gui.playing import Playing
from gui.searchdialog import SearchDialog
from gui.window import Window

PASSPHRASE = "four plain words here"
ONE, TWO = ExhibitId("E-0001"), ExhibitId("E-0002")


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a film and a worse copy of it."""
    folder = tmp_path_factory.mktemp("pair")
    scene, time = Scene(width=160, height=96, seed=9), plain(Fraction(25), Fraction(1))
    good = make(folder / "good.mp4", scene, time, Encoding(gop=12)).path
    return good, make(folder / "worse.mp4", scene, time, Encoding(gop=12, quality=40)).path


@pytest.fixture
def pair_made(films: tuple[Path, Path], tmp_path: Path) -> Path:
    """Return a case of both films, neither examined."""
    signer = workbench.unlock(PASSPHRASE)
    path = tmp_path / "pair.assay"
    workbench.init(path, name="Pair", claim="", signer=signer)
    workbench.acquire(path, films, signer=signer)
    return path


@pytest.fixture
def pair(window: Window, pair_made: Path, qtbot: QtBot, settled: Callable[[Window], None]) -> Window:
    window.desk.open(pair_made)
    qtbot.waitUntil(lambda: window.projector.shown_index() == 0, timeout=60_000)
    settled(window)
    return window


def pixels(image: QImage | None) -> np.ndarray:
    assert image is not None
    rows = [bytes(image.constScanLine(y))[: image.width() * 3] for y in range(image.height())]
    return np.frombuffer(b"".join(rows), np.uint8).reshape(image.height(), image.width(), 3)


def same(window: Window, expected: np.ndarray) -> bool:
    return bool((pixels(window.viewer.picture.image()) == expected).all())


def act(window: Window, name: str) -> None:
    action = window.actions_by_name[name]
    assert action.isEnabled()
    action.trigger()


def answered(window: Window, qtbot: QtBot, words: str) -> None:
    """Write the words of the note that is asked for, and unlock the key where it is."""
    dialog = window.questions.dialog
    assert isinstance(dialog, NoteDialog)
    dialog.words.setPlainText(words)
    dialog._submit()


@pytest.fixture
def unlocked(pair: Window, qtbot: QtBot) -> Window:
    pair.desk.unlock(PASSPHRASE)
    qtbot.waitUntil(lambda: pair.desk.signer is not None, timeout=60_000)
    return pair


def test_two_exhibits_stand_beside_each_other_and_their_difference_has_a_gain(pair: Window, qtbot: QtBot) -> None:
    act(pair, "Beside another exhibit")
    picture = pair.viewer.picture
    qtbot.waitUntil(lambda: pair.projector.pair is not None, timeout=60_000)
    assert pixels(picture.image()).shape == (96, 320, 3)
    assert "pixels differ" in pair.looking.twoup.words.text()
    pair.projector.show(6)
    qtbot.waitUntil(lambda: pair.projector.shown_index() == 6, timeout=60_000)
    act(pair, "Difference")
    pair.looking.twoup.gain.setValue(8)
    qtbot.waitUntil(lambda: "× 8" in pair.looking.twoup.words.text(), timeout=60_000)
    assert pair.desk.path is not None
    expected = verbs_desk.pair(pair.desk.path, ONE, TWO, 6, ByTime(), manner=Manner.DIFFERENCE, gain=8)
    assert pixels(picture.image()).tobytes() == expected.rgb
    act(pair, "This exhibit alone")
    qtbot.waitUntil(lambda: pair.projector.pair is None, timeout=60_000)
    assert pixels(picture.image()).tobytes() != expected.rgb


def test_an_offset_moves_the_other_exhibit_and_words_say_when_no_frame_goes_with_it(pair: Window, qtbot: QtBot) -> None:
    bar = pair.looking.twoup
    act(pair, "Beside another exhibit")
    bar.together.setCurrentIndex(1)
    bar.offset.setText("3")
    bar.offset.editingFinished.emit()
    assert bar.held_together() == ByFrame(3)
    qtbot.waitUntil(lambda: pair.projector.pair is not None and pair.projector.pair.second.index == 3, timeout=60_000)
    bar.offset.setText("400")
    bar.offset.editingFinished.emit()
    qtbot.waitUntil(lambda: "no frame of the second" in pair.viewer.picture.accessibleDescription(), timeout=60_000)
    bar.offset.setText("soon")
    bar.offset.editingFinished.emit()
    assert "The offset is none" in bar.words.text()
    bar.together.setCurrentIndex(0)
    bar.offset.setText("-1/25")
    assert bar.held_together() == ByTime(Fraction(-1, 25))


def test_flicker_shows_both_in_turn(pair: Window, qtbot: QtBot) -> None:
    pair.projector.show(6)
    act(pair, "Flicker")
    qtbot.waitUntil(lambda: pair.projector.pair is not None, timeout=60_000)
    seen = set()

    def both() -> bool:
        seen.add(pixels(pair.viewer.picture.image()).tobytes())
        found = pair.projector.pair
        return found is not None and {found.first.rgb, found.second.rgb} <= seen

    qtbot.waitUntil(both, timeout=60_000)
    act(pair, "This exhibit alone")
    assert not pair.looking._flicker.isActive()


def test_a_recipe_is_shown_explained_and_refused_in_words(pair: Window, qtbot: QtBot) -> None:
    bar = pair.looking.recipes
    act(pair, "Recipe")
    before = pixels(pair.viewer.picture.image())
    bar.text.setText("levels:60,180,1")
    bar.text.editingFinished.emit()
    qtbot.waitUntil(lambda: "recipe levels:60,180,1" in pair.viewer.facts["Colours"].text(), timeout=60_000)
    after = pixels(pair.viewer.picture.image())
    assert after.std() > before.std()
    assert "Each value from black to white" in bar.words.text()
    bar.text.setText("enlarge:4")
    bar.text.editingFinished.emit()
    assert "is no step" in bar.words.text()
    act(pair, "As decoded")
    qtbot.waitUntil(lambda: same(pair, before), timeout=60_000)


def test_a_layer_is_shown_with_its_counterpart_and_said_to_be_for_looking(pair: Window, qtbot: QtBot) -> None:
    bar = pair.looking.recipes
    act(pair, "Layer")
    bar.layers.setCurrentText("ela")
    bar.layers.activated.emit(bar.layers.currentIndex())
    colours = pair.viewer.facts["Colours"]
    qtbot.waitUntil(lambda: "recipe ela:90,15" in colours.text(), timeout=60_000)
    assert "never weighed" not in bar.text.text()
    assert "nothing rests on it" in bar.words.text()
    act(pair, "Counterpart")
    qtbot.waitUntil(lambda: "recipe plain:90 > ela:90,15" in colours.text(), timeout=60_000)
    assert bar.recipe() == "plain:90 > ela:90,15"
    act(pair, "Counterpart")
    bar.share.setValue(40)
    qtbot.waitUntil(lambda: "recipe ela:90,15 > over:40" in colours.text(), timeout=60_000)
    bar.share.setValue(100)
    qtbot.waitUntil(lambda: "over" not in colours.text(), timeout=60_000)
    act(pair, "As decoded")
    qtbot.waitUntil(lambda: "recipe" not in colours.text(), timeout=60_000)


def test_overlays_are_drawn_and_the_decoder_is_asked_only_for_those_that_need_it(pair: Window, qtbot: QtBot) -> None:
    pair.projector.show(5)
    qtbot.waitUntil(lambda: pair.projector.shown_index() == 5, timeout=60_000)
    picture = pair.viewer.picture
    for name in ("Block grid", "Motion vectors", "Quantisers", "Magnifier"):
        without = picture.grab().toImage()
        act(pair, name)
        qtbot.waitUntil(lambda: pair.projector.shown_index() == 5 and not pair.jobs.busy(), timeout=60_000)
        qtbot.mouseMove(picture, QPoint(picture.width() // 2, picture.height() // 2))
        picture.move_pointer(60, 40)
        qtbot.waitUntil(lambda before=without: picture.grab().toImage() != before, timeout=60_000)
        assert pair.projector.look.marks == (name in ("Motion vectors", "Quantisers"))
        act(pair, name)
        qtbot.waitUntil(lambda: pair.projector.shown_index() == 5 and not pair.jobs.busy(), timeout=60_000)
        assert not pair.projector.look.marks


def test_a_note_is_written_on_a_box_that_was_drawn_and_stands_on_its_frame(
    unlocked: Window, qtbot: QtBot, qtmodeltester: ModelTester, settled: Callable[[Window], None]
) -> None:
    window = unlocked
    window.projector.show(4)
    qtbot.waitUntil(lambda: window.projector.shown_index() == 4, timeout=60_000)
    picture = window.viewer.picture
    plain_picture = picture.grab().toImage()
    act(window, "Box")
    scale = picture.zoom() / picture.devicePixelRatioF()
    middle = QPoint(picture.width() // 2, picture.height() // 2)
    reach = QPoint(round(20 * scale), round(10 * scale))
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=middle - reach)
    qtbot.mouseMove(picture, middle + reach)
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=middle + reach)
    answered(window, qtbot, "a lamp <b>here</b>")
    qtbot.waitUntil(lambda: window.looking.notes.model.total() == 1, timeout=60_000)
    settled(window)
    note = window.looking.notes.model.rows()[0]
    assert (note.at.index, note.drawing.shape) == (4, Shape.BOX)
    assert [abs(note.drawing.points[n].x - x) <= 1 for n, x in ((0, 60), (1, 100))] == [True, True]
    assert picture.grab().toImage() != plain_picture
    window.looking.notes.view.selectRow(0)
    assert "a lamp <b>here</b>" in window.looking.notes.text.toPlainText()
    qtmodeltester.check(window.looking.notes.model)
    window.projector.show(9)
    qtbot.waitUntil(lambda: window.projector.shown_index() == 9, timeout=60_000)
    window.looking.notes.view.activated.emit(window.looking.notes.model.index(0, 0))
    qtbot.waitUntil(lambda: window.projector.shown_index() == 4, timeout=60_000)


def test_a_shape_is_drawn_with_the_keyboard_alone(unlocked: Window, qtbot: QtBot) -> None:
    picture = unlocked.viewer.picture
    act(unlocked, "Measure")
    for which in (Qt.Key.Key_Space, *[Qt.Key.Key_Right] * 3, *[Qt.Key.Key_Down] * 4, Qt.Key.Key_Space):
        qtbot.keyClick(picture, which)
    dialog = unlocked.questions.dialog
    assert isinstance(dialog, NoteDialog)
    assert "5.00 pixels from (0, 0) to (3, 4)" in dialog.about.text()
    dialog.reject()
    assert picture._shape is None
    assert picture._pointer == Point(3, 4)


def test_an_angle_is_picked_with_the_keyboard_and_its_pixels_are_kept(
    unlocked: Window, qtbot: QtBot, settled: Callable[[Window], None]
) -> None:
    picture = unlocked.viewer.picture
    act(unlocked, "Angle")
    ways = (*[Qt.Key.Key_Right] * 6, Qt.Key.Key_Space, *[Qt.Key.Key_Left] * 6, Qt.Key.Key_Space)
    for which in (*ways, *[Qt.Key.Key_Down] * 4, Qt.Key.Key_Space):
        qtbot.keyClick(picture, which)
    dialog = unlocked.questions.dialog
    assert isinstance(dialog, NoteDialog)
    assert "90.00° at (0, 0) between (6, 0) and (0, 4)" in dialog.about.text()
    dialog.words.setPlainText("a corner of the door")
    dialog.accept()
    qtbot.waitUntil(lambda: unlocked.looking.notes.model.total() == 1, timeout=60_000)
    settled(unlocked)
    assert unlocked.desk.path is not None
    (kept,) = verbs_desk.notes(unlocked.desk.path, ONE).notes
    image = picture.image()
    assert image is not None
    seen = [image.pixelColor(point.x, point.y) for point in kept.drawing.points]
    assert kept.values == tuple((colour.red(), colour.green(), colour.blue()) for colour in seen)


def test_one_keystroke_keeps_a_still_and_one_keeps_a_range(
    unlocked: Window, qtbot: QtBot, settled: Callable[[Window], None]
) -> None:
    window = unlocked
    assert window.desk.path is not None
    act(window, "Keep at once")
    qtbot.waitUntil(lambda: window.looking.notes.model.total() == 1, timeout=60_000)
    settled(window)
    (still,) = verbs_desk.notes(window.desk.path, ONE).stills
    assert (window.desk.path / still.path).is_file()
    window.projector.show(3)
    qtbot.waitUntil(lambda: window.projector.shown_index() == 3, timeout=60_000)
    act(window, "Range from here")
    window.projector.show(8)
    qtbot.waitUntil(lambda: window.projector.shown_index() == 8, timeout=60_000)
    act(window, "Range to here")
    assert window.timeline.marked_range() == pytest.approx((3 / 25, 8 / 25))
    act(window, "Keep at once")
    qtbot.waitUntil(lambda: window.looking.notes.model.total() == 2, timeout=60_000)
    settled(window)
    kept = verbs_desk.notes(window.desk.path, ONE).notes[-1]
    assert kept.until is not None
    assert (kept.at.index, kept.until.index, kept.still) == (3, 8, "")
    assert window.timeline.marked_range() is None
    _, _, offered = courtroom.board(window.desk.path)
    assert kept.id in {one.number for one in offered}, "it can be laid on the board at once"


def test_an_exhibit_that_is_veiled_shows_neither_colour_nor_detail_until_asked(
    pair: Window, qtbot: QtBot, settled: Callable[[Window], None]
) -> None:
    clear = pixels(pair.viewer.picture.image())
    act(pair, "Veil every exhibit until asked")
    qtbot.waitUntil(lambda: len(np.unique(pixels(pair.viewer.picture.image()))) < 60, timeout=60_000)
    veiled = pixels(pair.viewer.picture.image())
    assert (veiled[..., 0] == veiled[..., 2]).all()
    assert pair.viewer.veil.isVisible()
    assert "Ctrl+U" in pair.viewer.veil.text()
    act(pair, "See clearly, or veil")
    qtbot.waitUntil(lambda: same(pair, clear), timeout=60_000)
    assert not pair.viewer.veil.isVisible()
    pair.exhibits.view.selectRow(1)
    qtbot.waitUntil(lambda: pair.projector.shown_index() == 0 and pair.viewer.veil.isVisible(), timeout=60_000)
    settled(pair)
    assert len(np.unique(pixels(pair.viewer.picture.image()))) < 60


def test_a_restricted_exhibit_is_veiled_without_being_asked(
    unlocked: Window, qtbot: QtBot, tmp_path: Path, settled: Callable[[Window], None]
) -> None:
    window = unlocked
    assert window.desk.path is not None and window.desk.signer is not None
    digests = tmp_path / "set.txt"
    digests.write_text(window.desk.rows[0].sha256 + "\n")
    workbench.import_hash_set(
        window.desk.path, digests, name="handle with care", signer=window.desk.signer, purpose="restricted"
    )
    window.desk.refetch()
    settled(window)
    if ONE not in workbench.handling(window.desk.path).restricted:
        pytest.fail("the hash set did not restrict the exhibit")
    qtbot.waitUntil(window.viewer.veil.isVisible, timeout=60_000)


def test_playing_goes_through_every_frame_forwards_and_backwards(pair: Window, qtbot: QtBot) -> None:
    playing: Playing = pair.looking.playing
    seen: list[int] = []
    pair.projector.shown.connect(lambda frame: seen.append(frame.index))
    for _ in range(3):
        act(pair, "Faster")
    act(pair, "Play or stop")
    qtbot.waitUntil(lambda: playing.way == 0, timeout=60_000)
    assert seen == list(range(1, 25))
    seen.clear()
    act(pair, "Play backwards or stop")
    assert "sound off" in pair.statusBar().currentMessage()
    qtbot.waitUntil(lambda: playing.way == 0, timeout=60_000)
    assert seen == list(range(23, -1, -1))


def test_playing_keeps_to_the_times_of_the_file(pair: Window, qtbot: QtBot) -> None:
    import time

    pair.looking.playing.slower()
    begun = time.monotonic()
    pair.looking.playing.forwards()
    qtbot.waitUntil(lambda: pair.projector.shown_index() == 10, timeout=60_000)
    assert time.monotonic() - begun >= 0.7  # nine intervals of 40 ms at half the speed
    pair.looking.playing.stop()
    assert pair.looking.playing.way == 0


def test_closing_with_two_exhibits_open_leaves_no_process(pair_made: Path, tmp_path: Path, qtbot: QtBot) -> None:
    from tests.gui.test_closing import children

    make_application()
    before = children()
    window = Window(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    window.show()
    window.desk.open(pair_made)
    qtbot.waitUntil(lambda: window.projector.shown_index() == 0, timeout=60_000)
    window.looking.side_by_side()
    qtbot.waitUntil(lambda: window.projector.pair is not None, timeout=60_000)
    assert len(children() - before) == 2
    window.close()
    window.deleteLater()
    qtbot.wait(50)
    assert children() == before


def test_a_search_by_hand_is_logged_and_a_pack_is_written(
    unlocked: Window, tmp_path: Path, qtbot: QtBot, settled: Callable[[Window], None]
) -> None:
    window = unlocked
    assert window.desk.path is not None
    act(window, "Log a search")
    dialog = window.questions.dialog
    assert isinstance(dialog, SearchDialog)
    dialog._submit()
    assert "this is needed" in dialog.trouble.text()
    dialog.place.setText("an archive")
    dialog.asked_with.setText("frame 0, mirrored")
    dialog._submit()
    qtbot.waitUntil(lambda: "logged: nothing found" in window.statusBar().currentMessage(), timeout=60_000)
    assert [one.asked_with for one in verbs_desk.searches(window.desk.path, ONE)] == ["frame 0, mirrored"]
    window.looking.pack_into(tmp_path / "pack")
    qtbot.waitUntil(lambda: "pictures in" in window.statusBar().currentMessage(), timeout=60_000)
    settled(window)
    assert (tmp_path / "pack" / "pack.json").is_file()


@pytest.mark.parametrize("ground", ["#efefef", "#202326"])
def test_words_stand_out_from_their_ground_in_light_and_dark(opened: Window, qtbot: QtBot, ground: str) -> None:
    # Qt's offscreen platform knows no colour scheme: the palette that a scheme brings is set itself.
    before = QApplication.palette()
    try:
        QApplication.setPalette(QPalette(QColor(ground)))
        qtbot.wait(30)
        for widget in opened.findChildren(QWidget):
            palette = widget.palette()
            if widget.isEnabled():
                lightness = palette.color(QPalette.ColorRole.Window).lightnessF()
                assert abs(palette.color(QPalette.ColorRole.WindowText).lightnessF() - lightness) > 0.45
        painted = opened.timeline.grab().toImage()
        base = opened.timeline.palette().color(QPalette.ColorRole.Base)
        shades = {painted.pixelColor(x, painted.height() // 7).lightness() for x in range(6, 90)}
        assert max(abs(shade - base.lightness()) for shade in shades) > 110
    finally:
        QApplication.setPalette(before)
        qtbot.wait(10)


def test_shots_lead_from_one_to_the_next_and_timecode_to_its_frame(opened: Window, qtbot: QtBot) -> None:
    viewer, projector = opened.viewer, opened.projector
    viewer.show_measured(None, "", (0, 21, 40))
    viewer.shot_forward()
    qtbot.waitUntil(lambda: projector.shown_index() == 21, timeout=60_000)
    qtbot.keyClick(viewer.picture, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: projector.shown_index() == 40, timeout=60_000)
    viewer.shot_forward()
    assert projector.wanted == 40
    viewer.shot_back()
    qtbot.waitUntil(lambda: projector.shown_index() == 21, timeout=60_000)
    viewer.to_time.setText("0:00:00:05")
    viewer.to_time.returnPressed.emit()
    qtbot.waitUntil(lambda: projector.shown_index() == 5, timeout=60_000)
    source = projector.source
    assert source is not None  # the film lacks frames, so that the file states a rate below 25
    assert viewer.facts["Time"].text().endswith(f"  {timecode(Fraction(5, 25), source.facts.frame_rate)}")


def test_a_cropped_view_shows_its_box_only_and_leaves_the_frame_as_it_is(opened: Window, qtbot: QtBot) -> None:
    picture = opened.viewer.picture
    before = opened.viewer.facts["SHA-256"].text()
    picture.crop()
    picture.move_pointer(-999, -999)
    picture.move_pointer(20, 10)
    picture.mark()
    picture.move_pointer(39, 19)
    picture.mark()
    part = picture.cropped()
    assert part is not None
    assert (part.x(), part.y(), part.width(), part.height()) == (20, 10, 40, 20)
    assert picture.zoom() == pytest.approx(min(picture.width() / 40, picture.height() / 20))
    assert opened.viewer.facts["SHA-256"].text() == before
    picture.crop()
    assert picture.cropped() is None


def test_four_corners_that_are_picked_become_a_step_of_the_recipe(opened: Window, qtbot: QtBot) -> None:
    picture, looking = opened.viewer.picture, opened.looking
    looking.perspective()
    picture.move_pointer(-999, -999)
    for right, down in ((10, 10), (100, 0), (0, 60), (-100, 0)):
        picture.move_pointer(right, down)
        qtbot.keyClick(picture, Qt.Key.Key_Space)
    assert looking.recipes.recipe() == "perspective:10,10,110,10,110,70,10,70"
    frame_words = opened.viewer.facts["Colours"]
    qtbot.waitUntil(lambda: "perspective:10,10" in frame_words.text(), timeout=60_000)


def test_a_steady_mean_says_how_many_frames_could_be_brought_onto_the_shown_one(opened: Window, qtbot: QtBot) -> None:
    opened.looking.recipes.append("steady:2")
    words = opened.viewer.facts["Colours"]
    qtbot.waitUntil(lambda: "steady:2" in words.text(), timeout=60_000)
    assert "of 2 frames around could be brought onto it" in words.text()


def test_a_person_warns_of_an_exhibits_content_and_it_is_veiled_with_those_words(
    unlocked: Window, qtbot: QtBot, settled: Callable[[Window], None]
) -> None:
    window = unlocked
    act(window, "Warn of graphic content")
    dialog = window.questions.dialog
    assert isinstance(dialog, NoteDialog)
    dialog.words.setPlainText("an injured person, close")
    dialog._submit()
    qtbot.waitUntil(lambda: "an injured person, close" in window.viewer.veil.text(), timeout=60_000)
    qtbot.waitUntil(lambda: len(np.unique(pixels(window.viewer.picture.image()))) < 60, timeout=60_000)
    assert window.viewer.clearly.isVisible()
    window.viewer.clearly.click()
    qtbot.waitUntil(lambda: len(np.unique(pixels(window.viewer.picture.image()))) > 60, timeout=60_000)
    assert "an injured person, close" in window.viewer.veil.text()
    act(window, "Warn of graphic content")
    qtbot.waitUntil(
        lambda: not window.viewer.veil.isVisible() or "injured" not in window.viewer.veil.text(), timeout=60_000
    )
    settled(window)
    assert window.desk.path is not None
    assert workbench.handling(window.desk.path).warned == ()
