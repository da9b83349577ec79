"""A tree over frozen nodes, replaced whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.models.rows import fixed_font
from gui.saying import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
TOP = -1


@dataclass(frozen=True, slots=True)
class Node:
    """One line of an outline: the number of its parent (TOP at the top, else a smaller number) and its cells."""

    parent: int
    cells: tuple[str, ...]


class OutlineModel(QAbstractItemModel):
    """Shows nodes that come with each parent before its children; a node's number is its place among them."""

    def __init__(
        self, titles: Sequence[str], fixed: frozenset[int] = frozenset(), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._titles, self._fixed = tuple(titles), fixed
        self._nodes: tuple[Node, ...] = ()
        self._children: dict[int, list[int]] = {}
        self._places: list[int] = []

    def set_nodes(self, nodes: Sequence[Node]) -> None:
        """Replace the tree; raise ValueError where a parent does not stand before its child."""
        children: dict[int, list[int]] = {TOP: []}
        places: list[int] = []
        for number, node in enumerate(nodes):
            if not TOP <= node.parent < number:
                raise ValueError(f"node {number} names {node.parent} as its parent")
            siblings = children.setdefault(node.parent, [])
            places.append(len(siblings))
            siblings.append(number)
        self.beginResetModel()
        self._nodes, self._children, self._places = tuple(nodes), children, places
        self.endResetModel()

    def number(self, index: Index) -> int:
        """Return the number of the node at an index, TOP for none."""
        return int(index.internalId()) if index.isValid() else TOP

    def index_of(self, number: int) -> QModelIndex:
        """Return the index of a node by its number."""
        return self.createIndex(self._places[number], 0, number)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        siblings = self._children.get(self.number(parent), ())
        if not (0 <= row < len(siblings) and 0 <= column < len(self._titles)):
            return QModelIndex()
        return self.createIndex(row, column, siblings[row])

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override] # QObject.parent() has no argument
        number = self.number(index)
        above = self._nodes[number].parent if number != TOP else TOP
        return QModelIndex() if above == TOP else self.createIndex(self._places[above], 0, above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() and parent.column() > 0:
            return 0
        return len(self._children.get(self.number(parent), ()))

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._nodes[self.number(index)].cells[index.column()]
        if role == Qt.ItemDataRole.FontRole and index.column() in self._fixed:
            return fixed_font()
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self._titles[section]) if 0 <= section < len(self._titles) else None
        return None
