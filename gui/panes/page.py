"""What every pane has: a name, words that say what belongs in it while it is empty, and its content."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTableView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from gui.panes.flow import flowing
from gui.saying import tr


class Page(QStackedWidget):
    """Content, or in its place a sentence that says what belongs here."""

    def __init__(self, name: str, empty: str, content: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._words = QLabel(empty)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAccessibleName(tr("{name}: empty", name=name))
        self._words.setObjectName("empty")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._words)
        self.addWidget(content)

    def show_empty(self, words: str = "") -> None:
        """Show the sentence; with ``words`` another one."""
        if words:
            self._words.setText(words)
        self.setCurrentIndex(0)

    def show_content(self) -> None:
        """Show the content."""
        self.setCurrentIndex(1)

    def empty_words(self) -> str:
        """Return what is shown in place of the content."""
        return self._words.text()


def plain_label(name: str, text: str = "") -> QLabel:
    """Return a label that never reads markup and whose text can be selected with mouse and keyboard."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def status_label(name: str) -> QLabel:
    """Return a plain label of one line."""
    label = plain_label(name)
    label.setWordWrap(False)
    return label


def reading_field(name: str) -> QPlainTextEdit:
    """Return a field of plain text to read, copy and search in with a screen reader."""
    field = QPlainTextEdit()
    field.setReadOnly(True)
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return field


def filter_field(name: str, words: str) -> QLineEdit:
    """Return a field whose text narrows a table."""
    field = QLineEdit()
    field.setPlaceholderText(words)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    return field


def table(name: str, model: QAbstractItemModel, stretch: int, widths: tuple[int, ...]) -> QTableView:
    """Return a table of whole rows, sortable by its headings; column ``stretch`` takes the room that is left."""
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 10)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setSortIndicatorClearable(True)
    view.setSortingEnabled(True)
    for column, width in enumerate(widths):
        if column != stretch:
            view.setColumnWidth(column, width)
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    return view


def tree(
    name: str, model: QAbstractItemModel, stretch: int, widths: tuple[int, ...], made: QTreeView | None = None
) -> QTreeView:
    """Return a tree of whole rows, dressed where it is made already."""
    view = QTreeView() if made is None else made
    view.setModel(model)
    view.setAccessibleName(name)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAlternatingRowColors(True)
    view.setUniformRowHeights(True)
    view.header().setStretchLastSection(False)
    for column, width in enumerate(widths):
        if column != stretch:
            view.setColumnWidth(column, width)
    view.header().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    return view


def beside(*widgets: QWidget, stretch: int) -> QWidget:
    """Return widgets in a row; the one of number ``stretch`` takes the room that is left, -1: they flow into lines."""
    if stretch < 0:
        return flowing(*widgets)
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for number, widget in enumerate(widgets):
        layout.addWidget(widget, int(number == stretch))
    return holder


def column(*widgets: QWidget, margin: int = 8) -> QWidget:
    """Return widgets one below the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(6)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
