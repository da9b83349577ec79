"""A form: a few fields that a person fills, kept open until what they ask for was done or refused with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from gui.fields import Blank, Values, field_of, given_in, helped
from gui.jobs import Failure
from gui.panes.page import plain_label
from gui.saying import tr
from gui.words import one_line


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked: title, a sentence on what it is for, the fields, and the word on the button."""

    title: str
    about: str
    blanks: tuple[Blank, ...]
    button: str


class FormDialog(QDialog):
    """Shows a form; ``submitted`` carries the values, and ``refuse`` gives the form back with the reason."""

    submitted = Signal(object)  # Values

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self.setWindowTitle(form.title)
        self.fields: dict[str, QWidget] = {}
        self._shown: dict[str, QWidget] = {}
        self.trouble = plain_label(tr("What is wrong"))
        self._rows = QFormLayout()
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for blank in form.blanks:
            field = field_of(blank)
            self.fields[blank.key] = field
            self._shown[blank.key] = helped(field, blank.help) if blank.help else field
            self._rows.addRow(blank.label, self._shown[blank.key])
            self._rows.setRowVisible(self._shown[blank.key], not blank.later)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.button(standard.Ok).setText(form.button)
        self.buttons.button(standard.Cancel).setText(tr("Cancel"))
        layout = QVBoxLayout(self)
        if form.about:
            layout.addWidget(plain_label(tr("What this is for"), form.about))
        layout.addLayout(self._rows)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        self.resize(640, self.sizeHint().height())
        self.buttons.accepted.connect(self.submit)
        self.buttons.rejected.connect(self.reject)

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Return the fields as they were declared."""
        return self._form.blanks

    def values(self) -> Values:
        """Return what was given."""
        return {key: given_in(field) for key, field in self.fields.items()}

    def submit(self) -> None:
        """Tell what was given, or say what is missing."""
        given = self.values()
        for blank in self._form.blanks:
            if blank.needed and not given[blank.key]:
                self.trouble.setText(tr("{field}: this is needed.", field=blank.label.replace("&", "")))
                self.fields[blank.key].setFocus()
                return
        self._wait(on=True)
        self.submitted.emit(given)

    def refuse(self, failure: Failure) -> None:
        """Say why it was not done and let the person try again, with the fields that answer a refusal."""
        self.trouble.setText(f"{one_line(failure.message, 4000)}\n{failure.advice}")
        for blank in self._form.blanks:
            if blank.later:
                self._rows.setRowVisible(self._shown[blank.key], True)  # noqa: FBT003 - Qt's own signature
                self.fields[blank.key].setFocus()
        self._wait(on=False)
        self.adjustSize()

    def give_back(self) -> None:
        """Let the person go on with the form as it stands: what was asked for was stopped."""
        self.trouble.setText(tr("Stopped. Nothing was done."))
        self._wait(on=False)

    def _wait(self, *, on: bool) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not on)
        if on:
            self.trouble.setText(tr("One moment …"))
