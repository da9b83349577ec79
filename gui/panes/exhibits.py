"""The exhibits of the case and what was made from them, as a tree with digests and state; drop files here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelection, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QTreeView, QVBoxLayout, QWidget

from casefiles.views import Derivative, ExhibitId, ExhibitRow
from gui.models.outline import TOP, Node, OutlineModel
from gui.panes.page import Page, column, filter_field, reading_field, tree
from gui.saying import tr
from gui.words import counted, one_line, size_words

EMPTY = (
    "The files of the case belong here.\n\nDrop a video on this pane, or press “Add files…”. Each file is copied into "
    "the case, digested and read back; the file that you drop is never changed."
)
Row = ExhibitRow | Derivative


def state_words(row: ExhibitRow) -> str:
    """Return where an exhibit stands, in words."""
    if row.examination is None:
        return tr("not examined")
    return counted(row.findings, "finding")


def nodes_of(rows: Sequence[ExhibitRow], made: Sequence[Derivative], restricted: frozenset[ExhibitId]) -> list[Node]:
    """Return the outline: each exhibit, and below it what was made from it."""
    below: dict[str, list[Derivative]] = {}
    for one in made:
        below.setdefault(one.parent, []).append(one)
    nodes: list[Node] = []
    for row in rows:
        top = len(nodes)
        state = state_words(row) + (f", {tr('restricted')}" if row.id in restricted else "")
        nodes.append(Node(TOP, (row.id, one_line(row.name), state)))
        for one in below.get(row.id, ()):
            what = f"{one_line(one.quantity, 60)}, {one_line(one.locus_words, 80)}"
            nodes.append(Node(top, (one.id, what, one.sha256[:12])))
    return nodes


def row_words(row: Row, restricted: frozenset[ExhibitId]) -> str:
    """Return an exhibit or a derivative in full: digests and state."""
    if isinstance(row, Derivative):
        return "\n".join(
            (
                tr("{id}, made from {parent}: {what}", id=row.id, parent=row.parent, what=one_line(row.quantity)),
                f"{row.width} × {row.height}, {one_line(row.media_type, 60)}, {one_line(row.locus_words)}",
                tr("Recipe: {recipe}", recipe=one_line(row.recipe, 2000)),
                f"SHA-256 {row.sha256}",
                tr("Kept as {path}", path=one_line(row.path)),
            )
        )
    lines = [f"{row.id}: {one_line(row.name)}", size_words(row.size)]
    lines += [f"{one.algorithm} {one.value}{f' ({one.remark})' if one.remark else ''}" for one in row.digests]
    lines.append(tr("{acquisitions}; kept as {path}", acquisitions=counted(row.acquisitions, "acquisition"),
                    path=one_line(row.stored_as)))  # fmt: skip
    if row.examination is None:
        lines.append(tr("Not examined yet."))
    else:
        gaps = counted(row.not_measured, "quantity", "quantities")
        lines.append(
            tr("{examination}, {at}: {findings}; {gaps} not measured", examination=row.examination,
               at=one_line(row.examined_at), findings=counted(row.findings, "finding"), gaps=gaps)
        )  # fmt: skip
    lines += [one_line(row.media)] if row.media else []
    lines += [tr("Restricted: it is veiled until you ask.")] if row.id in restricted else []
    return "\n".join(lines)


class ExhibitTree(QTreeView):
    """A tree of which whole exhibits can be chosen by their number."""

    def selectRow(self, number: int) -> None:
        """Choose the exhibit that stands at a number in the order shown."""
        self.setCurrentIndex(self.model().index(number, 0))


class ExhibitsPane(QWidget):
    """Lists exhibits; tells which one a person picks and which files are dropped."""

    picked = Signal(object)  # ExhibitId
    dropped = Signal(object)  # tuple[Path, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Exhibits pane"))
        self._rows: tuple[ExhibitRow, ...] = ()
        self._made: tuple[Derivative, ...] = ()
        self._restricted: frozenset[ExhibitId] = frozenset()
        self._numbered: list[Row] = []
        self._quiet = False
        self._kept: Row | None = None
        self.outline = OutlineModel(("Id", "Exhibit", "State"), frozenset({0}), self)
        self.model = QSortFilterProxyModel(self)
        self.model.setSourceModel(self.outline)
        self.model.setRecursiveFilteringEnabled(True)
        self.model.setAutoAcceptChildRows(True)
        self.model.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.model.setFilterKeyColumn(-1)
        self.view = ExhibitTree()
        tree(tr("Exhibits"), self.model, 1, (78, 0, 84), self.view)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.filter = filter_field(tr("Narrow the exhibits"), tr("Narrow to…"))
        self.about = reading_field(tr("Digests and state of what is marked"))
        self.add = QPushButton(tr("&Add files…"))
        self.add.setAccessibleName(tr("Add files to the case"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(column(self.filter, self.view, margin=0))
        split.addWidget(self.about)
        split.setStretchFactor(0, 4)
        split.setStretchFactor(1, 1)
        self.page = Page(tr("Exhibits"), tr(EMPTY), split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 4, 8)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.add)
        self.filter.textChanged.connect(self._narrow)
        self.view.selectionModel().selectionChanged.connect(self._selected)

    def show_rows(self, rows: tuple[ExhibitRow, ...]) -> None:
        """Replace the exhibits; the selection stays on the same one."""
        self._rows = rows
        known = {row.id for row in rows}
        self._made = tuple(one for one in self._made if one.parent in known)
        self._fill()

    def show_made(self, made: tuple[Derivative, ...]) -> None:
        """Replace what was made from the exhibits."""
        if made != self._made:
            self._made = made
            self._fill()

    def show_restricted(self, restricted: frozenset[ExhibitId]) -> None:
        """Say which exhibits are restricted."""
        if restricted != self._restricted:
            self._restricted = restricted
            self._fill()

    def _fill(self) -> None:
        marked = self._marked_row()
        opened = [row.id for n, row in enumerate(self._numbered) if self.view.isExpanded(self._index(n))]
        below: dict[str, list[Derivative]] = {}
        for one in self._made:
            below.setdefault(one.parent, []).append(one)
        self._quiet = True
        self._numbered = [each for row in self._rows for each in (row, *below.get(row.id, ()))]
        self.outline.set_nodes(nodes_of(self._rows, self._made, self._restricted))
        for number, row in enumerate(self._numbered):
            if row.id in opened:
                self.view.expand(self._index(number))
            if marked is not None and row.id == marked.id:
                self.view.setCurrentIndex(self._index(number))
        self._quiet = False
        if self._rows:
            self.page.show_content()
        else:
            self.about.clear()
            self.page.show_empty()

    def _narrow(self, text: str) -> None:
        """Show the exhibits that hold a text; what is picked stays so, also where it is hidden."""
        marked = self._marked_row()
        self._kept = marked if marked is not None else self._kept
        self._quiet = True
        self.model.setFilterFixedString(text)
        self.view.clearSelection()
        for number, row in enumerate(self._numbered):
            if self._kept is not None and row.id == self._kept.id and self._index(number).isValid():
                self.view.setCurrentIndex(self._index(number))
        self._quiet = False

    def _index(self, number: int) -> QModelIndex:
        return self.model.mapFromSource(self.outline.index_of(number))

    def choose(self, exhibit: ExhibitId) -> None:
        """Mark an exhibit as the one picked, without telling so; something made from it may stay marked."""
        marked = self._marked_row()
        if isinstance(marked, Derivative) and marked.parent == exhibit:
            return
        for number, row in enumerate(self._numbered):
            if row.id == exhibit:
                self._quiet = True
                self.view.setCurrentIndex(self._index(number))
                self._quiet = False
                self.about.setPlainText(row_words(row, self._restricted))

    def chosen(self) -> ExhibitRow | None:
        """Return the exhibit that is marked, or from which the file that is marked was made."""
        marked = self._marked_row()
        if isinstance(marked, Derivative):
            return next((row for row in self._rows if row.id == marked.parent), None)
        return marked

    def _marked_row(self) -> Row | None:
        rows = self.view.selectionModel().selectedRows()
        number = self.outline.number(self.model.mapToSource(rows[0])) if rows else TOP
        return self._numbered[number] if 0 <= number < len(self._numbered) else None

    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        marked, row = self._marked_row(), self.chosen()
        self.about.setPlainText(row_words(marked, self._restricted) if marked is not None else "")
        if row is not None and not self._quiet:
            self.picked.emit(row.id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


def dropped_paths(event: QDropEvent) -> tuple[Path, ...]:
    """Return the local files that a drag carries."""
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
