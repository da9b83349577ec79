"""The menus: every action has a key, and each verb of the workbench has its action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from gui.saying import tr

When = Literal["always", "case", "exhibit"]
"""What must be there for an entry to be enabled."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a menu. ``verb`` names the verb of casefiles.workbench that it calls, '' for none."""

    menu: str
    text: str
    keys: str
    help: str
    do: Callable[[], None]
    verb: str = ""
    when: When = "always"
    separated: bool = False


def make_menus(window: QMainWindow, items: tuple[Item, ...]) -> dict[str, QAction]:
    """Put items into the window's menus in order and return the actions by their text without '&' and '…'."""
    actions: dict[str, QAction] = {}
    menus = {}
    for item in items:
        if item.menu not in menus:
            menus[item.menu] = window.menuBar().addMenu(tr(item.menu))
        if item.separated:
            menus[item.menu].addSeparator()
        action = QAction(tr(item.text), window)
        action.setShortcut(QKeySequence(item.keys))
        action.setStatusTip(tr(item.help))
        action.setToolTip(tr(item.help))
        action.triggered.connect(item.do)
        menus[item.menu].addAction(action)
        actions[plain(item.text)] = action
    return actions


def plain(text: str) -> str:
    """Return an entry's text without the marks of a menu."""
    return text.replace("&", "").rstrip("…")


def keys_words(items: tuple[Item, ...]) -> str:
    """Return all entries with their keys, as text to read."""
    lines: list[str] = []
    for item in items:
        heading = plain(tr(item.menu))
        if heading not in lines:
            lines += ["", heading] if lines else [heading]
        lines.append(f"  {item.keys or '–':<22} {plain(tr(item.text))}: {tr(item.help)}")
    return "\n".join(lines)
