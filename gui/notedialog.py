"""Asks for the words of a note, and whether the picture is kept with it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from gui.panes.page import plain_label


class NoteDialog(QDialog):
    """One field of words; empty words are not taken. ``still`` None: no picture goes with them."""

    def __init__(self, about: str, *, still: bool | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Note")
        self.about = plain_label("What the note is about", about)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("What you say of it")
        self.words.setPlaceholderText("What is seen there, in your words. It is a note and not a measurement.")
        self.words.setTabChangesFocus(True)
        self.still = QCheckBox("&Keep the picture too, with its recipe and digest")
        self.still.setChecked(bool(still))
        self.still.setVisible(still is not None)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Keep note")
        layout = QVBoxLayout(self)
        for widget in (self.about, self.words, self.still, self.buttons):
            layout.addWidget(widget)
        self.resize(520, 260)
        self.buttons.accepted.connect(self._submit)
        self.buttons.rejected.connect(self.reject)

    def text(self) -> str:
        """Return the words."""
        return self.words.toPlainText().strip()

    def _submit(self) -> None:
        if self.text():
            self.accept()
        else:
            self.words.setFocus()
