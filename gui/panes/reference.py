"""The references: files of known origin, which of them an exhibit is nearest to, and every difference side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QSplitter

from casefiles import workbench
from casefiles.errors import AssayError
from casefiles.keys import Signer
from casefiles.references import Compared, Vouched
from forensics.reference.compare import Comparison, Difference, Likeness
from forensics.reference.entries import Origin, OriginKind, Reference
from gui.desk import Desk
from gui.fields import Blank, Values
from gui.formdialog import Form
from gui.models.rows import Heading, RowsModel
from gui.panes.asking import AskingPane
from gui.panes.page import Page, beside, column, plain_label, reading_field, table
from gui.questions import Questions
from gui.saying import tr
from gui.words import counted, one_line

EMPTY = (
    "References belong here: files of known origin, the ones whose container is nearest to this exhibit’s, and every "
    "difference side by side.\n\nExamine the exhibit."
)


class ReferencePane(AskingPane):
    """What the exhibit’s container is consistent with, the nearest references, and their differences."""

    of_exhibit = True

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk, questions)
        self.statement = plain_label(tr("What the comparison says"))
        self.model: RowsModel[Likeness] = RowsModel(_NEAREST, self)
        self.view = table(tr("Nearest references"), self.model, 1, (100, 0, 70, 90, 150))
        self.differences: RowsModel[Difference] = RowsModel(_DIFFERENCES, self)
        self.difference_view = table(tr("Differences from the reference that is marked"), self.differences, 1,
                                     (90, 0, 150, 150))  # fmt: skip
        self.ratios = reading_field(tr("Likelihood ratios and the state of the library"))
        self.add, self.add_files = QPushButton(tr("Add this &exhibit…")), QPushButton(tr("Add &files…"))
        self.withdraw = QPushButton(tr("&Withdraw…"))
        self.take, self.give = QPushButton(tr("&Import…")), QPushButton(tr("E&xport…"))
        head = column(
            self.statement,
            beside(self.add, self.add_files, self.withdraw, self.take, self.give, stretch=-1),
            self.view,
            margin=0,
        )
        split = QSplitter(Qt.Orientation.Vertical)
        for place, (widget, share) in enumerate(((head, 3), (self.difference_view, 4), (self.ratios, 1))):
            split.addWidget(widget)
            split.setStretchFactor(place, share)
        self.hold(Page(tr("References"), tr(EMPTY), split))
        self.view.selectionModel().selectionChanged.connect(self._marked)
        for button, act in (
            (self.add, self.add_exhibit),
            (self.add_files, self.choose_files),
            (self.withdraw, self.withdraw_marked),
            (self.take, self.choose_import),
            (self.give, self.choose_export),
        ):
            button.clicked.connect(act)

    def fetch(self) -> None:
        path, exhibit = self.desk.path, self.desk.exhibit
        assert path is not None and exhibit is not None
        work = partial(_compared, partial(workbench.compare_with_references, path, exhibit))
        self.ask(tr("Holding against the references"), work, self.show_compared)

    def clear(self) -> None:
        self.model.set_rows(())
        self.differences.set_rows(())
        self.statement.clear()
        self.ratios.clear()
        super().clear()

    def show_compared(self, found: Compared | AssayError) -> None:
        """Show what was found, or why the exhibit cannot be compared."""
        if isinstance(found, AssayError):
            self.page.show_empty(f"{tr(EMPTY)}\n\n{one_line(str(found), 600)}")
            return
        result = found.comparison
        self.statement.setText(one_line(result.statement, 1000))
        self.model.set_rows(result.nearest)
        self.differences.set_rows(())
        if result.nearest:
            self.view.selectRow(0)
        self.ratios.setPlainText(ratios_words(result, found.library_sha256))
        self.page.show_content()

    def _chosen(self) -> Likeness | None:
        rows = self.view.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _marked(self, _now: QItemSelection, _before: QItemSelection) -> None:
        row = self._chosen()
        self.differences.set_rows(row.differences if row is not None else ())

    # What a person does with the library.

    def add_exhibit(self) -> None:
        """Take the exhibit that is picked into the library."""
        exhibit = self.desk.exhibit
        if exhibit is None:
            return

        def write(path: Path, signer: Signer, given: Values) -> tuple[Reference, ...]:
            return workbench.add_reference_exhibit(path, exhibit, _vouched(signer, given))

        title = tr("{exhibit} becomes a reference", exhibit=exhibit)
        self.fill(Form(title, tr(_VOUCHING), _origin(), tr("Take in")), write, self._changed_library)

    def choose_files(self) -> None:
        """Ask for files of known origin and take them into the library."""
        chosen, _kind = QFileDialog.getOpenFileNames(
            self.window(), tr("Files of one known origin"), str(Path.home())
        )  # fmt: skip
        if chosen:
            self.add_these(tuple(Path(name) for name in chosen))

    def add_these(self, files: Sequence[Path]) -> None:
        """Ask for the origin of files and take them into the library."""

        def write(_path: Path, signer: Signer, given: Values) -> tuple[Reference, ...]:
            return workbench.add_reference_files(files, _vouched(signer, given))

        title = tr("{files} become references", files=counted(len(files), "file"))
        self.fill(Form(title, tr(_VOUCHING), _origin(), tr("Take in")), write, self._changed_library)

    def withdraw_marked(self) -> None:
        """Say that the reference that is marked does not stand any more."""
        row = self._chosen()
        if row is None:
            self.told.emit(tr("Mark the reference that does not stand first."))
            return
        name = row.reference.id

        def write(_path: Path, signer: Signer, given: Values) -> str:
            workbench.withdraw_reference(name, by=signer.name, reason=given["reason"])
            return name

        blanks = (Blank("reason", tr("&Reason"), tall=True, needed=True),)
        form = Form(tr("Withdraw {name}", name=name), tr("Its line stays in the library."), blanks, tr("Withdraw"))
        self.fill(form, write, self._changed_library)

    def choose_import(self) -> None:
        """Ask for an exported library and take its references in."""
        chosen, _kind = QFileDialog.getOpenFileName(self.window(), tr("An exported library"), str(Path.home()))
        if chosen:
            self.sign(tr("Importing references"), partial(_import, Path(chosen)), self._changed_library)

    def choose_export(self) -> None:
        """Ask where, then write the library to a new file."""
        chosen, _kind = QFileDialog.getSaveFileName(self.window(), tr("A new file for the library"), "references.jsonl")
        if chosen:
            self.desk.read(tr("Writing the library"), partial(workbench.export_references, Path(chosen)), self._written)

    def _written(self, _library: object) -> None:
        self.told.emit(tr("The library is written."))

    def _changed_library(self, _made: object) -> None:
        self._stale = True
        self.told.emit(tr("The library of references has changed."))


def _compared(work: partial[Compared]) -> Compared | AssayError:
    """Return what cannot be compared as a value: it belongs on the page, not in a box over it."""
    try:
        return work()
    except AssayError as error:
        return error


def _vouched(signer: Signer, given: Values) -> Vouched:
    origin = Origin(OriginKind(given["kind"]), given["name"], given["version"])
    return Vouched(origin, given["source"], signer.name, given["note"])


def _import(source: Path, _path: Path, signer: Signer) -> tuple[Reference, ...]:
    return workbench.import_references(source, by=signer.name)


def _origin() -> tuple[Blank, ...]:
    return (
        Blank("kind", tr("&What wrote the file"), choices=tuple((one.value, tr(one.value)) for one in OriginKind)),
        Blank("name", tr("&Name of the device, program, platform or generator"), needed=True),
        Blank("version", tr("&Firmware or version, or the day of a download")),
        Blank("source", tr("Where the file was &had"), needed=True, hint=tr("one device, one person, one publisher")),
        Blank("note", tr("&How the origin is known"), tall=True),
    )


def ratios_words(result: Comparison, library: str) -> str:
    """Return the ratios and the state of the library as text to read."""
    lines = [tr("Likelihood ratios, of the container only (after Iuliani et al. 2019):")]
    lines += [f"  • {one_line(one.label)}: {one_line(one.words, 1000)}" for one in result.ratios]
    if not result.ratios:
        lines.append(tr("  None: there is no reference of this format."))
    if not result.references:
        return tr(_EMPTY_LIBRARY)
    held = counted(result.references, "reference")
    lines.append(tr("Library: {held}, {comparable} comparable; last line SHA-256 {sha256}", held=held,
                    comparable=result.comparable, sha256=library))  # fmt: skip
    return "\n".join(lines)


_NEAREST: Sequence[Heading[Likeness]] = (
    Heading("Reference", lambda row: one_line(row.reference.id), fixed=True),
    Heading("Origin", lambda row: one_line(row.reference.origin.words)),
    Heading("Alike", lambda row: f"{row.likeness:.1%}", lambda row: row.likeness, right=True),
    Heading("Shared", lambda row: f"{row.shared}/{row.compared}", lambda row: row.shared, right=True),
    Heading("Vouched for by", lambda row: one_line(f"{row.reference.vouched_by}, {row.reference.vouched_at[:10]}")),
)
_DIFFERENCES: Sequence[Heading[Difference]] = (
    Heading("By", lambda row: tr(row.kind)),
    Heading("Where", lambda row: one_line(f"{row.place} {row.name}")),
    Heading("This exhibit", lambda row: one_line(row.here) or "–", fixed=True),
    Heading("Reference", lambda row: one_line(row.there) or "–", fixed=True),
)
_EMPTY_LIBRARY = (
    "The library of references is empty: it holds only what you vouched for or imported from somebody who has. Add "
    "files whose origin you know, best several from each of several devices."
)
_VOUCHING = (
    "You vouch for the origin: a reference is worth what the person is worth who knows where the file comes from. "
    "It is kept in your library on this machine, not in the case."
)
