"""The structure of the file: its boxes, chunks or elements, the fields of the one marked, and bytes on demand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QPushButton, QSplitter

from casefiles import workbench
from casefiles.rawbytes import RawBytes, dump
from casefiles.views import ExhibitDetail
from forensics.types import Element, Field
from gui.desk import Desk
from gui.models.outline import TOP, Node, OutlineModel
from gui.models.rows import Heading, RowsModel, fixed_font
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, plain_label, reading_field, table, tree
from gui.questions import Questions
from gui.saying import tr
from gui.words import one_line, value_words

EMPTY = (
    "The structure of the file belongs here: each element with its offset, size, fields, and the clause of the "
    "standard that defines it.\n\nExamine the exhibit."
)
NONE = "No structure could be read: see the page “Not measured” for the reason."
_OPENED = 3
"""Levels that are open at first."""
MOST_BYTES = 4096
"""Bytes that are shown at once."""


def nodes_of(elements: tuple[Element, ...]) -> list[Node]:
    """Return the outline of elements; one whose parent is not known stands at the top."""
    place = {element.number: n for n, element in enumerate(elements)}
    nodes = []
    for n, element in enumerate(elements):
        above = place.get(element.parent, TOP)
        cells = (one_line(element.kind), f"{element.offset:,}", f"{element.size:,}", one_line(element.clause))
        nodes.append(Node(above if above < n else TOP, cells))
    return nodes


class ContainerPane(AskingPane):
    """A tree of elements, the fields of the one that is marked, and the bytes of either when they are asked for."""

    of_exhibit = True

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self._elements: tuple[Element, ...] = ()
        self._wanted: tuple[int, int] | None = None
        self.model = OutlineModel(("Element", "Offset", "Size", "Defined in"), frozenset({0, 1, 2}), self)
        self.view = tree(tr("Elements of the file"), self.model, 3, (190, 100, 100, 0))
        self.fields: RowsModel[Field] = RowsModel(
            (
                Heading("Field", lambda row: one_line(row.name)),
                Heading("Value", lambda row: value_words(row.value, row.unit)),
                Heading("Offset", lambda row: f"{row.offset:,}", lambda row: row.offset, right=True, fixed=True),
                Heading("Bytes", lambda row: f"{row.length:,}", lambda row: row.length, right=True, fixed=True),
            ),
            self,
        )
        self.field_view = table(tr("Fields of the element that is marked"), self.fields, 1, (150, 0, 100, 60))
        self.notes = plain_label(tr("Notes on the element that is marked"))
        self.show_bytes = QPushButton(tr("Show the &bytes"))
        self.place = plain_label(tr("Which bytes are shown"))
        self.bytes = reading_field(tr("Bytes of the element or field that is marked"))
        self.bytes.setFont(fixed_font())
        self.bytes.setLineWrapMode(self.bytes.LineWrapMode.NoWrap)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.view)
        split.addWidget(column(self.field_view, self.notes, margin=0))
        split.addWidget(column(beside(self.show_bytes, self.place, stretch=1), self.bytes, margin=0))
        for number, share in enumerate((4, 3, 2)):
            split.setStretchFactor(number, share)
        self.hold(Page(tr("Structure of the file"), tr(EMPTY), split))
        self.view.selectionModel().selectionChanged.connect(self._marked)
        self.field_view.selectionModel().selectionChanged.connect(self._field_marked)
        self.show_bytes.clicked.connect(self.read_bytes)
        self.view.activated.connect(self.read_bytes)
        self.field_view.activated.connect(self.read_bytes)

    def fetch(self) -> None:
        """Ask for nothing: the structure comes with the exhibit, bytes on demand."""

    def clear(self) -> None:
        self.show_detail(None)

    def show_detail(self, detail: ExhibitDetail | None) -> None:
        """Replace the tree."""
        elements = detail.elements() if detail is not None else ()
        if elements and elements == self._elements:
            return
        self._elements = elements
        self.model.set_nodes(nodes_of(self._elements))
        self.fields.set_rows(())
        self.notes.clear()
        self._want(None)
        if self._elements:
            self.view.expandToDepth(_OPENED)
            self.page.show_content()
        else:
            self.page.show_empty(tr(NONE if detail is not None and detail.examination is not None else EMPTY))

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.view.selectionModel().selectedRows()
        element = self._elements[self.model.number(rows[0])] if rows else None
        self.fields.set_rows(element.fields if element is not None else ())
        self.notes.setText("\n".join(one_line(note, 2000) for note in element.notes) if element is not None else "")
        self.notes.setVisible(bool(element is not None and element.notes))
        self._want((element.offset, element.size) if element is not None else None)

    def _field_marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.field_view.selectionModel().selectedRows()
        field = self.fields.row(rows[0]) if rows else None
        if field is not None and field.length:
            self._want((field.offset, field.length))

    def _want(self, place: tuple[int, int] | None) -> None:
        self._wanted = place
        self.bytes.clear()
        self.show_bytes.setEnabled(place is not None and place[1] > 0)
        if place is None:
            self.place.setText(tr("Mark an element or a field, then ask for its bytes."))
        else:
            self.place.setText(tr("{length} bytes from {offset} on", length=f"{place[1]:,}", offset=f"{place[0]:,}"))

    def read_bytes(self) -> None:
        """Read the bytes of the element or the field that is marked, the first of them where they are many."""
        path, exhibit, wanted = self.desk.path, self.desk.exhibit, self._wanted
        if path is None or exhibit is None or wanted is None or not wanted[1]:
            return
        work = partial(workbench.raw_bytes, path, exhibit, wanted[0], min(wanted[1], MOST_BYTES))
        self.ask(tr("Reading bytes"), work, partial(self._show_bytes, wanted))

    def _show_bytes(self, wanted: tuple[int, int], found: RawBytes) -> None:
        if wanted == self._wanted:
            more = tr("\n… the first {count} of them", count=f"{MOST_BYTES:,}") if wanted[1] > MOST_BYTES else ""
            self.bytes.setPlainText(dump(found) + more)
