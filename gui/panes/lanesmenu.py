"""The menu of the timeline's lanes: which are shown, by ticks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from casefiles.timelanes import Lane
from gui.saying import tr


def lanes_menu(
    parent: QWidget, lanes: Iterable[Lane], hidden: frozenset[str], chosen: Callable[[frozenset[str]], None]
) -> QMenu:
    """Return a menu of all lanes, those that are shown being ticked; ``chosen`` takes the names of those put away."""
    menu, away = QMenu(parent), set(hidden)
    menu.setAccessibleName("Lanes of the timeline")

    def toggled(name: str, on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        (away.discard if on else away.add)(name)
        chosen(frozenset(away))

    for lane in lanes:
        action = QAction(tr(lane.name), menu)
        action.setCheckable(True)
        action.setChecked(lane.name not in hidden)
        action.toggled.connect(partial(toggled, lane.name))
        menu.addAction(action)
    return menu
