"""A table over a tuple of frozen rows, replaced whole; it can be sorted by a column and narrowed to a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from gui.saying import tr

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
Order = str | int | float | tuple[str | int, ...]
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading(Generic[T]):
    """One column: its title, the text of a row in it, what it is sorted by if not that text, and how it is set."""

    title: str
    text: Callable[[T], str]
    order: Callable[[T], Order] | None = None
    right: bool = False
    fixed: bool = False


class RowsModel(QAbstractTableModel, Generic[T]):
    """Shows rows of one kind. Texts are made when a cell is drawn, so that a hundred thousand rows cost nothing."""

    def __init__(self, headings: Sequence[Heading[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._all: tuple[T, ...] = ()
        self._shown: tuple[T, ...] = ()
        self._searched: list[str] = []
        self._filter = ""
        self._sorted_by = -1
        self._descending = False

    def set_rows(self, rows: Sequence[T]) -> None:
        """Replace all rows; filter and order stay."""
        self._all = tuple(rows)
        self._searched = []
        self._arrange()

    def set_headings(self, headings: Sequence[Heading[T]]) -> None:
        """Replace the columns; the order becomes that in which the rows are given."""
        self._headings, self._sorted_by, self._searched = tuple(headings), -1, []
        self._arrange()

    def set_filter(self, text: str) -> None:
        """Show only the rows in which ``text`` stands somewhere, case ignored; '' shows all."""
        self._filter = text.casefold()
        self._arrange()

    def row(self, index: Index) -> T | None:
        """Return the row at an index, None where there is none."""
        return self._shown[index.row()] if index.isValid() else None

    def rows(self) -> tuple[T, ...]:
        """Return the rows that are shown, in order."""
        return self._shown

    def total(self) -> int:
        """Return how many rows there are, also those that the filter hides."""
        return len(self._all)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        heading = self._headings[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return heading.text(self._shown[index.row()])
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if heading.right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.FontRole if heading.fixed:
                return fixed_font()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(self._headings[section].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._headings[section].right
            return int(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the original order back."""
        self._sorted_by, self._descending = column, order is Qt.SortOrder.DescendingOrder
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        rows = list(self._all)
        if self._filter:
            if not self._searched:  # made once for all rows, when something is narrowed for the first time
                self._searched = ["\n".join(h.text(row) for h in self._headings).casefold() for row in self._all]
            rows = [row for row, text in zip(rows, self._searched, strict=True) if self._filter in text]
        if 0 <= self._sorted_by < len(self._headings):
            heading = self._headings[self._sorted_by]
            rows.sort(key=heading.order or heading.text, reverse=self._descending)
        self._shown = tuple(rows)
        self.endResetModel()


def fixed_font() -> QFont:
    """Return the font for digests, offsets and times, at the size of all other text."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(QGuiApplication.font().pointSizeF())
    return font
