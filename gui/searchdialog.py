"""Asks what a search by hand was: where, with what, and what came of it; one that found nothing counts as well."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from casefiles.handsearch import Outcome
from gui.panes.page import plain_label
from gui.saying import tr


class SearchDialog(QDialog):
    """Four fields; a search that found something says what."""

    def __init__(self, exhibit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("A search for {exhibit} that was made by hand", exhibit=exhibit))
        self.place = _field("Where: the service or archive, with its address")
        self.asked_with = _field("With what: a frame of the pack, words, a name")
        self.outcome = QComboBox()
        self.outcome.setAccessibleName("What came of it")
        self.outcome.view().setAccessibleName("What came of it")
        for one in Outcome:
            self.outcome.addItem(tr(one.value), one.value)
        self.note = _field("What was found: address, date, account")
        self.trouble = plain_label("What is wrong")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Log it")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, widget in (
            (tr("&Where"), self.place),
            (tr("With w&hat"), self.asked_with),
            (tr("&Outcome"), self.outcome),
            (tr("&What was found"), self.note),
        ):
            form.addRow(name, widget)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        self.resize(560, 220)
        self.buttons.accepted.connect(self._submit)
        self.buttons.rejected.connect(self.reject)

    def result_of_it(self) -> Outcome:
        """Return what came of the search."""
        return Outcome(str(self.outcome.currentData()))

    def _submit(self) -> None:
        missing = [one for one in (self.place, self.asked_with) if not one.text().strip()]
        if self.result_of_it() is not Outcome.NOTHING and not self.note.text().strip():
            missing.append(self.note)
        if missing:
            self.trouble.setText(tr("{field}: this is needed.", field=missing[0].accessibleName()))
            missing[0].setFocus()
        else:
            self.accept()


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field
