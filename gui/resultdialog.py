"""What came of an act, to be read and copied: a digest to tell, what differs, where a file stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from gui.acts.declared import Done
from gui.models.rows import fixed_font
from gui.panes.page import plain_label, reading_field
from gui.saying import tr


class ResultDialog(QDialog):
    """Shows a line, the text below it, and the ways to copy it and to the folder of what was made."""

    def __init__(self, title: str, done: Done, show_folder: Callable[[Path], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._done, self._show_folder = done, show_folder
        self.words = plain_label(tr("What came of it"), done.words)
        self.text = reading_field(tr("What came of it, in full"))
        self.text.setFont(fixed_font())
        self.text.setPlainText(done.text)
        self.copy, self.folder = QPushButton(tr("&Copy")), QPushButton(tr("Show the &folder"))
        self.folder.setVisible(done.folder is not None)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.folder, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.resize(820, 420)
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(self._open)
        buttons.rejected.connect(self.reject)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._done.words}\n{self._done.text}")

    def _open(self) -> None:
        if self._done.folder is not None:
            self._show_folder(self._done.folder)
