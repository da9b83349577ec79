"""The pages beside the picture, in groups: a row of groups, a row of the pages of the group, and the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gui.saying import tr


@dataclass(frozen=True, slots=True)
class PageOf:
    """One page: the group in which it stands, its name, the key that shows it, and what it shows."""

    group: str
    name: str
    key: str
    pane: QWidget


class Pages(QWidget):
    """Shows one page at a time; each group remembers which of its pages was shown last."""

    shown = Signal(QWidget)

    def __init__(self, pages: Sequence[PageOf], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = tuple(pages)
        self._groups = tuple(dict.fromkeys(page.group for page in self.pages))
        self._last = {group: next(page for page in self.pages if page.group == group) for group in self._groups}
        self.groups = _bar(tr("Groups of pages"))
        self.names = _bar(tr("Pages of the group"))
        self.names.setObjectName("pages")
        self._stack = QStackedWidget()
        for group in self._groups:
            self.groups.addTab(tr(group))
        for page in self.pages:
            self._stack.addWidget(page.pane)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.groups, self.names):
            layout.addWidget(widget)
        layout.addWidget(self._stack, 1)
        self._fill()
        self.groups.currentChanged.connect(self._group_chosen)
        self.names.currentChanged.connect(self._name_chosen)

    def count(self) -> int:
        """Return how many pages there are."""
        return len(self.pages)

    def current(self) -> PageOf:
        """Return the page that is shown."""
        return self._last[self._group()]

    def currentWidget(self) -> QWidget:
        """Return what the page that is shown holds."""
        return self.current().pane

    def setCurrentWidget(self, pane: QWidget) -> None:
        """Show the page that holds a pane."""
        self._show(next(page for page in self.pages if page.pane is pane))

    def setCurrentIndex(self, number: int) -> None:
        """Show a page by its number in the order of all pages."""
        self._show(self.pages[number])

    def _show(self, page: PageOf) -> None:
        self._last[page.group] = page
        group = self._groups.index(page.group)
        if self.groups.currentIndex() == group:
            self._fill()
        else:
            self.groups.setCurrentIndex(group)

    def _group(self) -> str:
        return self._groups[max(0, self.groups.currentIndex())]

    def _here(self) -> list[PageOf]:
        return [page for page in self.pages if page.group == self._group()]

    def _group_chosen(self, _number: int) -> None:
        self._fill()

    def _name_chosen(self, number: int) -> None:
        here = self._here()
        if 0 <= number < len(here):
            self._last[self._group()] = here[number]
            self._stack.setCurrentWidget(here[number].pane)
            self.shown.emit(here[number].pane)

    def _fill(self) -> None:
        here, chosen = self._here(), self.current()
        self.names.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        while self.names.count():
            self.names.removeTab(0)
        for page in here:
            number = self.names.addTab(tr(page.name))
            self.names.setTabToolTip(number, f"{tr(page.name)} ({page.key})")
        self.names.setCurrentIndex(here.index(chosen))
        self.names.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._name_chosen(here.index(chosen))


def _bar(name: str) -> QTabBar:
    bar = QTabBar()
    bar.setAccessibleName(name)
    bar.setDrawBase(False)
    bar.setExpanding(False)
    bar.setUsesScrollButtons(True)
    bar.setElideMode(Qt.TextElideMode.ElideNone)
    return bar
