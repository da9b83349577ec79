"""A page for a book: its entries as a table, the one that is marked in full, and what can be done with them."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QPushButton, QSplitter

from casefiles.views import ExhibitId
from gui.acting import Acting
from gui.acts.declared import AnyAct, AnyBook, Listed
from gui.desk import Desk
from gui.models.rows import RowsModel
from gui.panes.asking import AskingPane
from gui.panes.flow import flowing
from gui.panes.page import Page, column, plain_label, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import one_line


class BookPane(AskingPane):
    """Shows what a book declares."""

    def __init__(self, desk: Desk, questions: Questions, acting: Acting, book: AnyBook) -> None:
        self.of_exhibit = book.of_exhibit
        super().__init__(desk, questions)
        self.book, self._acting = book, acting
        self.model: RowsModel[Any] = RowsModel(book.headings, self)
        title = tr(book.title)
        self.view = table(title, self.model, book.stretch, book.widths)
        self.text = reading_field(tr("{title}: the entry that is marked", title=title))
        self.about = plain_label(tr("What belongs here"), tr(book.about))
        self.standing = plain_label(tr("How it stands"))
        self.buttons: dict[str, QPushButton] = {}
        for words, act in book.acts:
            button = QPushButton(tr(words))
            button.setToolTip(tr(act.about))
            button.clicked.connect(partial(self.start, act))
            self.buttons[act.title] = button
        head = column(self.about, flowing(*self.buttons.values()), self.standing, self.view, margin=0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(head)
        split.addWidget(self.text)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self.hold(Page(title, tr(book.empty), split))
        self.view.selectionModel().selectionChanged.connect(self._marked)
        self._enable()

    def fetch(self) -> None:
        path, exhibit = self.desk.path, self.desk.exhibit
        assert path is not None
        name = tr("Reading: {title}", title=tr(self.book.title))
        self.ask(name, partial(self.book.read, path, exhibit or ExhibitId("")), self.show_listed)

    def clear(self) -> None:
        self.model.set_rows(())
        super().clear()

    def show_listed(self, found: Listed[Any]) -> None:
        """Show the entries; what was marked stays marked."""
        before = self._chosen()
        self.model.set_rows(found.rows)
        self.text.clear()
        self.standing.setText(one_line(found.words, 1000))
        self.standing.setVisible(bool(found.words))
        self.page.show_content()
        rows = self.model.rows()
        if rows:
            self.view.selectRow(rows.index(before) if before in rows else 0)
        self._enable()

    def start(self, act: AnyAct) -> None:
        """Begin one of the acts that go with the book."""
        row = self._chosen()
        if act.of_row and row is None:
            self.told.emit(tr("Mark an entry of the table first."))
            return
        self._acting.start(act, row if act.of_row else None)

    def _chosen(self) -> Any:
        rows = self.view.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        row = self._chosen()
        self.text.setPlainText(self.book.words(row) if row is not None else "")
        self._enable()

    def _enable(self) -> None:
        marked = self._chosen() is not None
        for (_words, act), button in zip(self.book.acts, self.buttons.values(), strict=True):
            button.setEnabled(marked or not act.of_row)
