"""The structure of the file: its boxes, chunks or elements with their bytes, and the fields of the one marked."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from casefiles.views import ExhibitDetail
from forensics.types import Element, Field
from gui.models.outline import TOP, Node, OutlineModel
from gui.models.rows import Heading, RowsModel
from gui.panes.page import Page, plain_label, table, tree
from gui.words import one_line, value_words

EMPTY = (
    "The structure of the file belongs here: each element with its offset, size, fields, and the clause of the "
    "standard that defines it.\n\nExamine the exhibit."
)
NONE = "No structure could be read: see the page “Not measured” for the reason."
_OPENED = 3
"""Levels that are open at first."""


def nodes_of(elements: tuple[Element, ...]) -> list[Node]:
    """Return the outline of elements; one whose parent is not known stands at the top."""
    place = {element.number: n for n, element in enumerate(elements)}
    nodes = []
    for n, element in enumerate(elements):
        above = place.get(element.parent, TOP)
        cells = (one_line(element.kind), f"{element.offset:,}", f"{element.size:,}", one_line(element.clause))
        nodes.append(Node(above if above < n else TOP, cells))
    return nodes


class ContainerPane(QWidget):
    """A tree of elements and below it the fields of the one that is marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elements: tuple[Element, ...] = ()
        self.model = OutlineModel(("Element", "Offset", "Size", "Defined in"), frozenset({0, 1, 2}), self)
        self.view = tree("Elements of the file", self.model, 3, (190, 100, 100, 0))
        self.fields: RowsModel[Field] = RowsModel(
            (
                Heading("Field", lambda row: one_line(row.name)),
                Heading("Value", lambda row: value_words(row.value, row.unit)),
                Heading("Offset", lambda row: f"{row.offset:,}", lambda row: row.offset, right=True, fixed=True),
                Heading("Bytes", lambda row: f"{row.length:,}", lambda row: row.length, right=True, fixed=True),
            ),
            self,
        )
        self.field_view = table("Fields of the element that is marked", self.fields, 1, (150, 0, 100, 60))
        self.notes = plain_label("Notes on the element that is marked")
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.view)
        split.addWidget(self.field_view)
        split.addWidget(self.notes)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.page = Page("Structure of the file", EMPTY, split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.page)
        self.view.selectionModel().selectionChanged.connect(self._marked)

    def show_detail(self, detail: ExhibitDetail | None) -> None:
        """Replace the tree."""
        self._elements = detail.elements() if detail is not None else ()
        self.model.set_nodes(nodes_of(self._elements))
        self.fields.set_rows(())
        self.notes.clear()
        if self._elements:
            self.view.expandToDepth(_OPENED)
            self.page.show_content()
        else:
            self.page.show_empty(NONE if detail is not None and detail.examination is not None else EMPTY)

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        element = self._elements[self.model.number(rows[0])] if rows else None
        self.fields.set_rows(element.fields if element is not None else ())
        self.notes.setText("\n".join(one_line(note, 2000) for note in element.notes) if element is not None else "")
        self.notes.setVisible(bool(element is not None and element.notes))
