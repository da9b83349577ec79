"""The examiner's statements: every field that courts and standards ask of a report, who fills it, and what stands."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton, QSplitter

from casefiles import courtroom
from casefiles.keys import Signer
from casefiles.statement_rows import StatementRow, statement_rows
from casefiles.statements import Statement
from gui.desk import Desk
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, filter_field, plain_label, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import one_line, paragraphs

EMPTY = (
    "What you state for the report belongs here: the fields that courts and standards ask for, who fills each, and "
    "what stands.\n\nMake or open a case."
)


class StatementsPane(AskingPane):
    """The fields as a table, and below it the one that is marked, to be written."""

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self._stated: tuple[Statement, ...] = ()
        self.model: RowsModel[StatementRow] = RowsModel(
            (
                Heading("Field", lambda row: str(row.number), lambda row: row.number, right=True, fixed=True),
                Heading("What is asked", lambda row: tr(row.title)),
                Heading("Of", lambda row: one_line(row.item or _of(row)), fixed=True),
                Heading("Filled by", lambda row: tr(row.fills)),
                Heading("What stands", lambda row: one_line(row.text)),
            ),
            self,
        )
        self.view = table(tr("Fields of the report"), self.model, 4, (46, 200, 64, 110, 0))
        self.filter = filter_field(tr("Narrow the fields"), tr("Narrow to…"))
        self.open_only = QCheckBox(tr("Only what is &empty and yours"))
        self.belongs = plain_label(tr("What belongs in the field that is marked"))
        self.item = filter_field(tr("The finding by its number"), tr("F-0001"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("What you state"))
        self.text.setTabChangesFocus(True)
        self.keep = QPushButton(tr("&Keep statement"))
        self.earlier = reading_field(tr("Earlier versions"))
        head = column(beside(self.filter, self.open_only, stretch=0), self.view, margin=0)
        foot = column(self.belongs, self.item, self.text, beside(self.keep, stretch=-1), self.earlier, margin=0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(head)
        split.addWidget(foot)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.hold(Page(tr("Statements"), tr(EMPTY), split))
        self.filter.textChanged.connect(self.model.set_filter)
        self.open_only.toggled.connect(self._fill)
        self.view.selectionModel().selectionChanged.connect(self._marked)
        self.keep.clicked.connect(self.keep_statement)
        self._show_field(None)

    def fetch(self) -> None:
        path = self.desk.path
        assert path is not None
        self.ask(tr("Reading the statements"), partial(courtroom.stated, path), self.show_stated)

    def clear(self) -> None:
        self._stated = ()
        self.model.set_rows(())
        super().clear()

    def show_stated(self, stated: tuple[Statement, ...]) -> None:
        """Show what stands; the field that was marked stays so."""
        self._stated = stated
        self._fill()
        self.page.show_content()

    def _fill(self) -> None:
        before = self._chosen()
        rows = statement_rows(self._stated, [row.id for row in self.desk.rows])
        if self.open_only.isChecked():
            rows = tuple(row for row in rows if row.ask is not None and not row.text)
        self.model.set_rows(rows)
        for number, row in enumerate(self.model.rows()):
            if before is not None and (row.ask, row.item, row.number) == (before.ask, before.item, before.number):
                self.view.selectRow(number)
                return
        self._show_field(None)

    def _chosen(self) -> StatementRow | None:
        rows = self.view.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._show_field(self._chosen())

    def _show_row(self, row: StatementRow) -> None:
        self.belongs.setText(
            "\n".join(filter(None, (f"{row.number}. {tr(row.title)}", tr(row.belongs) if row.belongs else "",
                                    tr("Asked by: {who}", who=row.asked_by))))
        )  # fmt: skip
        self.text.setPlainText(row.text)
        self.earlier.setPlainText("\n\n".join(_version(one) for one in reversed(row.earlier)))
        self.earlier.setVisible(bool(row.earlier))

    def _show_field(self, row: StatementRow | None) -> None:
        asked = row is not None and row.ask is not None
        of_finding = row is not None and row.ask is not None and row.ask.of == "finding"
        self.item.setVisible(of_finding)
        self.item.setText(row.item if row is not None and of_finding else "")
        self.text.setEnabled(asked)
        self.keep.setEnabled(asked)
        if row is None:
            self.belongs.setText(tr("Mark a field to read what belongs in it."))
            self.text.clear()
            self.earlier.hide()
        else:
            self._show_row(row)
            if not asked:
                self.text.setPlainText(tr("Nothing is stated here: it is filled by {who}.", who=tr(row.fills)))

    def keep_statement(self) -> None:
        """Keep what is written as the statement that stands; an earlier one stays in the history."""
        row = self._chosen()
        if row is None or row.ask is None:
            return
        item = self.item.text().strip() if row.ask.of == "finding" else row.item
        said = ((row.ask.id, item, self.text.toPlainText().strip()),)

        def work(path: Path, signer: Signer) -> tuple[Statement, ...]:
            return courtroom.state(path, said, signer=signer)

        self.sign(tr("Keeping a statement"), work, self._kept)

    def _kept(self, _standing: tuple[Statement, ...]) -> None:
        self.told.emit(tr("Statement kept; what it replaces stays in the history."))


def _of(row: StatementRow) -> str:
    if row.ask is None:
        return ""
    return {"report": tr("report"), "exhibit": tr("exhibit"), "finding": tr("finding")}[row.ask.of]


def _version(one: Statement) -> str:
    return f"{one.id}, {one_line(one.by)}, {one.made}\n{paragraphs(one.text)}"
