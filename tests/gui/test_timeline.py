"""The timeline: lanes that scroll, can be put away and stay so, say what lies where, and follow the palette."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefiles.timelanes import Curve, Words
from gui.panes.lanesmenu import lanes_menu
from gui.panes.timeline import TimelinePane
from gui.window import Window


def place(pane: TimelinePane, name: str) -> QPointF:
    lane = next(one for one, _ in pane._places() if one.name == name)
    here = next(rect for one, rect in pane._places() if one is lane)
    pane.lanes_bar.setValue(round(pane.lanes_bar.value() + here.top()))
    return next(rect for one, rect in pane._places() if one is lane).center()


def test_every_lane_can_be_scrolled_into_view_by_keys(opened: Window, qtbot: QtBot) -> None:
    pane = opened.timeline
    names = [lane.name for lane in pane.lanes()]
    assert len(names) > 15
    seen: set[str] = set()
    for _ in range(len(names)):
        foot = pane.height() - pane._axis()
        seen |= {lane.name for lane, rect in pane._places() if rect.top() >= 0 and rect.bottom() <= foot + 1}
        qtbot.keyClick(pane, Qt.Key.Key_Down)
    assert seen == set(names)


def test_what_lies_under_the_pointer_is_said_in_words(opened: Window) -> None:
    pane = opened.timeline
    at = place(pane, "QP")
    curve = next(lane for lane in pane.lanes() if lane.name == "QP")
    assert isinstance(curve, Curve)
    middle = QPointF(pane.x_of(float(curve.times[30]) + 0.01), at.y())
    assert pane.words_at(middle).startswith(f"QP at {curve.times[30]:.3f} s: {curve.values[30]:.5g}")
    assert pane.words_at(place(pane, "provenance statements")).startswith("provenance statements: abstains")


def test_the_painting_shows_a_finding_where_it_lies_and_nothing_where_none_does(opened: Window) -> None:
    pane = opened.timeline
    pane.lanes_bar.setValue(0)
    image = pane.grab().toImage()
    lane, rect = pane._places()[0]
    assert lane.name == "Findings"
    base = pane.palette().color(pane.backgroundRole()).lightness()
    spans = pane._tracks.spans
    assert spans
    y = round(rect.center().y())
    inked = {x for x in range(round(pane._labels()) + 3, pane.width() - 30)
             if abs(image.pixelColor(x, y).lightness() - base) > 60}  # fmt: skip
    for span in spans:
        left, right = pane.x_of(span.start) - 4, pane.x_of(span.end) + 4
        assert any(left <= x <= right for x in inked)
    assert len(inked) < pane.width() // 2


def test_a_lane_that_is_put_away_stays_away_the_next_time(opened: Window, tmp_path: Path, qtbot: QtBot) -> None:
    pane = opened.timeline
    menu = pane.lanes_menu()
    next(one for one in menu.actions() if one.text() == "Noise").trigger()
    assert "Noise" not in [lane.name for lane in pane.lanes()]
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    again = Window(settings)
    qtbot.addWidget(again)
    assert again.timeline._hidden == {"Noise"}
    again.jobs.close()
    pane.hide_lanes(frozenset())


def test_a_lane_is_put_away_by_its_name_in_every_language(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.panes.lanesmenu.tr", lambda text: f"<{text}>")
    parent, told = QWidget(), list[frozenset[str]]()
    qtbot.addWidget(parent)
    lanes = [Words("Noise", "quiet"), Words("Motion", "much")]
    menu = lanes_menu(parent, lanes, frozenset({"Motion"}), told.append)
    assert [one.text() for one in menu.actions()] == ["<Noise>", "<Motion>"]
    for action in menu.actions():
        action.trigger()
    assert told == [frozenset({"Noise", "Motion"}), frozenset({"Noise"})]


def test_stepping_repaints_no_lane(opened: Window) -> None:
    pane = opened.timeline
    pane.grab()
    before = pane._painted
    pane.show_time(opened.projector.source.time_of(3).seconds)  # type: ignore[union-attr]
    pane.grab()
    assert pane._painted is before
    pane.zoom_in()
    pane.grab()
    assert pane._painted is not before
    assert np.isfinite(pane.shown_range()).all()


def test_a_recipe_can_be_taken_back_step_by_step(opened: Window) -> None:
    recipes = opened.looking.recipes
    recipes.append("levels:16,235,1")
    recipes.append("sharpen:1,1")
    opened.looking.undo()
    assert recipes.recipe() == "levels:16,235,1"
    opened.looking.undo()
    assert recipes.recipe() == ""
    opened.looking.undo()
    assert "nothing to undo" in opened.statusBar().currentMessage()


def test_no_lane_is_painted_over_the_times_at_the_foot(opened: Window) -> None:
    pane = opened.timeline
    pane.resize(pane.width(), 170)
    foot = pane.height() - pane._axis()
    strips = set()
    for value in range(0, pane.lanes_bar.maximum(), 5):
        pane.lanes_bar.setValue(value)
        image = pane.grab().toImage()
        left, width = round(pane._labels()), pane._room().width() - round(pane._labels()) - 4
        strip = image.copy(left, foot + 1, width, 3)  # held, for its bits are its own
        strips.add(bytes(strip.constBits()))
    assert pane.lanes_bar.maximum() > 50
    assert len(strips) == 1
