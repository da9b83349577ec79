"""Heat maps and regions lie over the frames that have them, with an opacity, a legend, and words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from casefiles.heatmaps import HeatCell, HeatMap, MarkedRegion, OverFrames
from forensics.types import Region
from gui.panes.heat import colour_of
from gui.window import Window

CELLS = (HeatCell(Region(0, 0, 96, 108), -2.0), HeatCell(Region(96, 0, 96, 108), 3.0))
MAP = HeatMap("method.map", "method", "doublings", "each cell", "It limits itself.", 0.0, 1.0, -2.0, 3.0, CELLS)
MARK = MarkedRegion(50, Region(20, 20, 40, 30), "method 0.9", "Edges stay here.")


@pytest.fixture
def shown(opened: Window, qtbot: QtBot) -> Window:
    """Return the window at frame 0 with a map over the first second and a region in frame 50."""
    opened.projector.show(0)
    qtbot.waitUntil(lambda: opened.projector.shown_index() == 0, timeout=60_000)
    opened.looking.heat.show_over(OverFrames((MARK,), (MAP,), (("other.map", "too few frames"),)))
    return opened


def painted(window: Window) -> QImage:
    """Return what the pane of the picture shows."""
    return window.viewer.picture.grab().toImage()


def at(window: Window, x: int, y: int) -> QColor:
    """Return the colour on the screen of a pixel of the frame."""
    place = window.viewer.picture._placing().map(QPoint(x, y))
    return painted(window).pixelColor(place)


def test_a_map_is_off_until_asked_and_then_lies_over_the_frame(shown: Window) -> None:
    heat = shown.looking.heat
    before = at(shown, 150, 90)
    assert heat.isHidden()
    shown.actions_by_name["Maps and regions"].trigger()
    assert not heat.isHidden()
    assert heat.map.currentText() == "method.map"
    heat.opacity.setValue(100)
    full = at(shown, 150, 90)
    assert full == colour_of(MAP, 3.0) != before
    heat.opacity.setValue(0)
    assert at(shown, 150, 90) == before, "nothing of the map is left at no opacity"
    heat.opacity.setValue(50)
    half = at(shown, 150, 90)
    assert abs(half.red() - (full.red() + before.red()) / 2) < 3
    shown.actions_by_name["Maps and regions"].trigger()
    assert at(shown, 150, 90) == before


def test_the_legend_and_the_words_say_what_the_colours_are(shown: Window) -> None:
    heat = shown.looking.heat
    heat.turn()
    assert heat.legend.words() == "-2 to 3 doublings; below zero hatched"
    assert "each cell. It limits itself." in heat.words.text()
    assert heat.percent.text() == f"{heat.opacity.value()} %"
    assert not heat.legend.grab().isNull()


def test_a_frame_without_a_map_says_so_and_regions_are_gone_to(shown: Window, qtbot: QtBot) -> None:
    heat = shown.looking.heat
    heat.turn()
    qtbot.mouseClick(heat.after, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.projector.shown_index() == 50, timeout=60_000)
    assert heat.map.currentData() == "", "the map holds for the first second only"
    assert "No method measured a map at this frame. other.map: too few frames" in heat.words.text()
    assert "method 0.9: Edges stay here." in heat.words.text()
    assert not heat.after.isEnabled()
    before = painted(shown)
    heat.turn()
    assert painted(shown) != before, "the outline is gone with the bar"


def test_no_map_can_be_chosen_and_stays_chosen(shown: Window, qtbot: QtBot) -> None:
    heat = shown.looking.heat
    heat.turn()
    heat.map.setCurrentIndex(heat.map.findData(""))
    heat.map.activated.emit(heat.map.currentIndex())
    shown.projector.show(3)
    qtbot.waitUntil(lambda: shown.projector.shown_index() == 3, timeout=60_000)
    assert heat.map.currentData() == ""
    assert heat.legend.isHidden()


def test_values_of_one_sign_run_from_light_to_strong() -> None:
    rising = HeatMap("m", "m", "1", "", "", 0.0, 1.0, 1.0, 2.0, ())
    assert colour_of(rising, 1.0).lightness() > colour_of(rising, 1.5).lightness() > colour_of(rising, 2.0).lightness()
