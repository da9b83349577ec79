"""The source record of an exhibit: what persons know of where it comes from, in versions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QSplitter

from casefiles import verbs_sources
from casefiles.importing import Import
from casefiles.keys import Signer
from casefiles.source_fields import CHOICES, FIELDS, SourceField
from casefiles.sources import WITHHELD, SourceEntry, Stated
from casefiles.views import Provided, Watcher
from gui.desk import Desk
from gui.fields import Blank, Values
from gui.formdialog import Form
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, filter_field, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import counted, one_line, paragraphs

EMPTY = (
    "Where the exhibit comes from belongs here: the post, the account, captions, labels, who sent it, each in its own "
    "words and in versions.\n\nPick an exhibit."
)
_ABOUT = "Word for word as the source has it. A new value replaces the one that stands; both stay in the history."


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field with one value that stands, or without one; and the versions before."""

    field: SourceField
    standing: SourceEntry | None
    history: tuple[SourceEntry, ...]


def field_rows(entries: tuple[SourceEntry, ...]) -> tuple[FieldRow, ...]:
    """Return a row for each value that stands and for each field that has none, in the order of the fields."""
    rows: list[FieldRow] = []
    for field in FIELDS:
        of_field = tuple(one for one in entries if one.field == field.id)
        standing = [one for one in of_field if not one.superseded_by and (one.value or one.remark)]
        rows += [FieldRow(field, one, of_field) for one in standing] or [FieldRow(field, None, of_field)]
    known = {field.id for field in FIELDS}
    rows += [FieldRow(one.known, one, (one,)) for one in entries if one.field not in known and not one.superseded_by]
    return tuple(rows)


class SourcePane(AskingPane):
    """The fields with what stands in them, and the history of the one that is marked."""

    of_exhibit = True

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self._entries: tuple[SourceEntry, ...] = ()
        self.model: RowsModel[FieldRow] = RowsModel(
            (
                Heading("Field", lambda row: tr(row.field.title)),
                Heading("Value", self._value),
                Heading("By", lambda row: one_line(row.standing.by) if row.standing else ""),
            ),
            self,
        )
        self.view = table(tr("Source record"), self.model, 1, (220, 0, 90))
        self.filter = filter_field(tr("Narrow the source record"), tr("Narrow to…"))
        self.restricted = QCheckBox(tr("Show &restricted values"))
        self.filled = QCheckBox(tr("Only &what is known"))
        self.text = reading_field(tr("Every version of the field that is marked"))
        self.enter, self.take = QPushButton(tr("&Enter a value…")), QPushButton(tr("&Import…"))
        head = column(beside(self.filter, self.filled, self.restricted, stretch=0), self.view, margin=0)
        foot = column(beside(self.enter, self.take, stretch=-1), self.text, margin=0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(head)
        split.addWidget(foot)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        self.hold(Page(tr("Source"), tr(EMPTY), split))
        self.filter.textChanged.connect(self.model.set_filter)
        self.restricted.toggled.connect(self._fill)
        self.filled.toggled.connect(self._fill)
        self.view.selectionModel().selectionChanged.connect(self._marked)
        self.view.activated.connect(self.enter_value)
        self.enter.clicked.connect(self.enter_value)
        self.take.clicked.connect(self.import_files)

    def fetch(self) -> None:
        path, exhibit = self.desk.path, self.desk.exhibit
        assert path is not None and exhibit is not None
        work = partial(verbs_sources.source_history, path, exhibit)
        self.ask(tr("Reading the source record"), work, self.show_entries)

    def clear(self) -> None:
        self._entries = ()
        self.model.set_rows(())
        self.text.clear()
        super().clear()

    def show_entries(self, entries: tuple[SourceEntry, ...]) -> None:
        """Show the record."""
        self._entries = entries
        self._fill()
        self.page.show_content()

    def _fill(self) -> None:
        before = self._chosen()
        rows = field_rows(self._entries)
        if self.filled.isChecked():
            rows = tuple(row for row in rows if row.standing is not None)
        self.model.set_rows(rows)
        self.text.clear()
        for number, row in enumerate(self.model.rows()):
            if before is not None and row.field.id == before.field.id:
                self.view.selectRow(number)
                return

    def _value(self, row: FieldRow) -> str:
        return one_line(self._shown(row.standing)) if row.standing is not None else ""

    def _shown(self, entry: SourceEntry) -> str:
        if entry.remark:
            return entry.remark
        return entry.value if self.restricted.isChecked() or not entry.known.restricted else tr(WITHHELD)

    def _chosen(self) -> FieldRow | None:
        rows = self.view.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        row = self._chosen()
        if row is None:
            self.text.clear()
            return
        lines = [tr(row.field.title), tr("Form: {form}", form=tr(row.field.form.value))]
        lines += [tr("Restricted: it stands in no report.")] if row.field.restricted else []
        for one in reversed(row.history):
            gone = tr(", replaced by {entry}", entry=one.superseded_by) if one.superseded_by else ""
            lines += ["", f"{one.id}, {one_line(one.by)}, {one.made}, {one_line(one.basis)}{gone}"]
            lines.append(paragraphs(self._shown(one)) or tr("withdrawn"))
        self.text.setPlainText("\n".join(lines))

    def enter_value(self) -> None:
        """Enter a value into the field that is marked, or another version of the value that is marked."""
        row, exhibit = self._chosen(), self.desk.exhibit
        if row is None or exhibit is None:
            self.told.emit(tr("Mark the field that you want to enter a value into first."))
            return
        standing = row.standing if row.standing is not None and not row.standing.remark else None
        choices = tuple((one, tr(one)) for one in CHOICES.get(row.field.form, ()))
        how = ((("new", tr("a further value")), ("replace", tr("replaces the one marked")))
               if row.field.many and standing else ())  # fmt: skip
        blanks = (
            Blank("value", tr("&Value"), standing.value if standing else "", tr(row.field.form.value),
                  tall=not choices, choices=choices),
            *((Blank("how", tr("&This is"), "replace", choices=how),) if how else ()),
            Blank("reason", tr("&Reason")),
        )  # fmt: skip
        replaced = standing.id if standing is not None else ""

        def write(path: Path, signer: Signer, given: Values) -> tuple[SourceEntry, ...]:
            old = replaced if given.get("how", "") == "replace" else ""
            stated = Stated("" if old else row.field.id, given["value"], supersedes=old)
            return verbs_sources.state_source(path, exhibit, (stated,), signer=signer, reason=given["reason"])

        self.fill(Form(tr(row.field.title), tr(_ABOUT), blanks, tr("Enter")), write)

    def import_files(self) -> None:
        """Ask for what another program or an archive made of a clip, then take it in with its marks checked."""
        title = tr("A sidecar, an archive or a page that another program made")
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), title, str(Path.home()))
        if chosen:
            self.questions.signed(partial(self.import_file, Path(chosen)))

    def import_file(self, given: Path) -> None:
        """Take a file in that another program made."""
        signer = self.desk.signer
        assert signer is not None

        def work(path: Path, watcher: Watcher) -> Import:
            return verbs_sources.import_(path, given, provided=Provided(), signer=signer, watcher=watcher)

        self.work(tr("Importing"), work, self._imported)

    def _imported(self, made: Import) -> None:
        members = counted(len(made.members), "member")
        self.told.emit(tr("{id}: {kind}, {members}.", id=made.id, kind=one_line(made.kind), members=members))
        self.desk.refetch()
