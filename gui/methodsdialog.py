"""Shows the methods: what each costs, which run only when they are asked for, and whose code the case allows."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from casefiles import verbs_methods
from casefiles.keys import Signer
from casefiles.methods import Code, Installed, cost_words, runs_words
from forensics.grounds import ground_words
from gui.desk import Desk
from gui.jobs import Failure
from gui.panes.page import plain_label, reading_field
from gui.questions import Questions
from gui.saying import noop, tr

TITLES = (noop("Method"), noop("Version"), noop("Family"), noop("Runs"), noop("Cost a minute of 1080p"))
NAME = 0


class MethodsDialog(QDialog):
    """A list and what the method picked says of itself; methods on request can be ticked, outside code allowed."""

    examine_wanted = Signal(object)  # ids of methods on request
    allow_wanted = Signal(str, str)  # id, reason

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Methods")
        self._found: tuple[Installed, ...] = ()
        self.methods = QTreeWidget()
        self.methods.setAccessibleName("Methods that are installed")
        self.methods.setHeaderLabels([tr(title) for title in TITLES])
        self.methods.setRootIsDecorated(False)
        self.said = reading_field("What the method says of itself")
        self.trouble = plain_label("What is wrong")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why the code of another package may be loaded")
        self.reason.setPlaceholderText("Who vouches for the code, and why it is needed")
        self.allow = QPushButton("&Allow its code in this case")
        self.examine = QPushButton("&Examine with what is ticked")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.examine, QDialogButtonBox.ButtonRole.ActionRole)
        allowing = QHBoxLayout()
        allowing.addWidget(self.reason, 1)
        allowing.addWidget(self.allow)
        layout = QVBoxLayout(self)
        layout.addWidget(
            plain_label("What this is", "Methods on request run only when they are ticked here, and cost what stands.")
        )
        layout.addWidget(self.methods, 2)
        layout.addWidget(self.said, 3)
        layout.addLayout(allowing)
        layout.addWidget(self.trouble)
        layout.addWidget(buttons)
        self.resize(900, 640)
        self.methods.currentItemChanged.connect(self._picked)
        self.methods.itemChanged.connect(self._ticked)
        self.allow.clicked.connect(self._allow)
        self.examine.clicked.connect(self._examine)
        buttons.rejected.connect(self.reject)
        self._ticked()
        self._picked()

    def show_methods(self, found: tuple[Installed, ...]) -> None:
        """List methods; those on request get a box to tick."""
        self._found = found
        self.methods.clear()
        for one in found:
            told = one.description
            cells = [one.name, "?", "?", runs_words(one), "?"]
            if told is not None:
                cells = [one.name, told.version, told.family, runs_words(one), cost_words(told.cost)]
            item = QTreeWidgetItem(cells)
            if told is not None and told.on_request:
                item.setCheckState(NAME, Qt.CheckState.Unchecked)
            self.methods.addTopLevelItem(item)
        for column in range(len(TITLES)):
            self.methods.resizeColumnToContents(column)
        first = self.methods.topLevelItem(0)
        if first is not None:
            self.methods.setCurrentItem(first)
        self.trouble.setText("")

    def show_trouble(self, failure: Failure) -> None:
        """Say why code was not allowed."""
        self.trouble.setText(f"{failure.message}. {failure.advice}")

    def asked(self) -> tuple[str, ...]:
        """Return the methods on request that are ticked."""
        items = (self.methods.topLevelItem(row) for row in range(self.methods.topLevelItemCount()))
        return tuple(i.text(NAME) for i in items if i is not None and i.checkState(NAME) == Qt.CheckState.Checked)

    def _current(self) -> Installed | None:
        item = self.methods.currentItem()
        name = item.text(NAME) if item is not None else ""
        return next((one for one in self._found if one.name == name), None)

    def _picked(self) -> None:
        one = self._current()
        outside = one is not None and one.description is None
        self.allow.setEnabled(outside)
        self.reason.setEnabled(outside)
        self.said.setPlainText("" if one is None else words_of(one))

    def _ticked(self) -> None:
        self.examine.setEnabled(bool(self.asked()))

    def _allow(self) -> None:
        one = self._current()
        if one is None or not self.reason.text().strip():
            self.trouble.setText(tr("{field}: this is needed.", field=self.reason.accessibleName()))
            self.reason.setFocus()
            return
        self.allow_wanted.emit(one.name, self.reason.text().strip())

    def _examine(self) -> None:
        self.examine_wanted.emit(self.asked())
        self.accept()


def words_of(one: Installed) -> str:
    """Return what a method says of itself as plain text."""
    told = one.description
    if told is None:
        why = f"\n{one.remark}" if one.remark else ""
        return tr(
            "Code of {distribution}, SHA-256 {code_sha256}.\nNothing of it was loaded. "
            "When the case allows it, it runs in the confined process like the other methods.{why}",
            distribution=one.distribution,
            code_sha256=one.code_sha256,
            why=why,
        )
    parts = [told.summary]
    if told.on_request:
        parts.append(tr("It runs only when it is asked for: {on_request}.", on_request=told.on_request))
    if told.distribution:
        parts.append(
            tr(
                "Of {distribution}. {value}",
                distribution=told.distribution,
                value=told.code_sha256 and "SHA-256 " + told.code_sha256,
            )
        )
    for title, lines in (
        ("Limits", told.limits),
        ("Innocent explanations", told.innocent_explanations),
        (
            tr("What its findings rest on"),
            tuple(map(ground_words, told.grounds)) or (tr("nothing: it makes no finding"),),
        ),
        (tr("Known failures"), told.card.known_failures),
        (
            tr("Validation"),
            tuple(
                tr(
                    "{data} ({dated}, {groups} groups): {outcome}",
                    data=v.data,
                    dated=v.dated,
                    groups=v.groups,
                    outcome=v.outcome,
                )
                for v in told.card.validations
            ),
        ),
    ):
        parts += ["", title, *(f"· {line}" for line in lines)]
    return "\n".join(parts)


class Methods(QObject):
    """Shows the dialog and does what is asked for in it."""

    def __init__(self, desk: Desk, questions: Questions) -> None:
        super().__init__(desk)
        self._desk, self._questions = desk, questions

    def show(self, window: QWidget) -> None:
        """Show the methods of the case that is open."""
        dialog = MethodsDialog(window)
        dialog.examine_wanted.connect(self._examine_with)
        dialog.allow_wanted.connect(partial(self._allow, dialog))
        self._questions.ask(dialog)
        self._fill(dialog)

    def _fill(self, dialog: MethodsDialog) -> None:
        self._desk.read(
            tr("Reading the methods"), partial(verbs_methods.installed, self._desk.path), dialog.show_methods
        )

    def _examine_with(self, asked: tuple[str, ...]) -> None:
        if self._desk.exhibit is not None:
            self._questions.signed(partial(self._desk.examine, (self._desk.exhibit,), asked))

    def _allow(self, dialog: MethodsDialog, name: str, reason: str) -> None:
        def work(path: Path, signer: Signer) -> Code:
            return verbs_methods.allow(path, name, reason=reason, signer=signer)

        def allow() -> None:
            self._desk.write(tr("Allowing code"), work, lambda _made: self._fill(dialog), dialog.show_trouble)

        self._questions.signed(allow)
