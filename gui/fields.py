"""The fields of forms: text, secrets, ticks, choices, files and folders; each gives what stands in it as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.panes.page import plain_label
from gui.saying import tr

Asks = Literal["text", "secret", "tick", "several", "file", "files", "folder", "new file", "new folder"]
"""What a field asks for; 'several' takes any number of its choices, a new file or folder must not be there yet."""
PATHS = ("file", "files", "folder", "new file", "new folder")
TALL = 90
Values = dict[str, str]
"""What was given in a form, by the keys of its fields."""
YES = "yes"


@dataclass(frozen=True, slots=True)
class Blank:
    """One field of a form: a line, several lines (``tall``), one of ``choices`` (value, words), or what it ``asks``.

    ``help`` stands below the field. Several files, and several of the choices, are given one a line.
    """

    key: str
    label: str
    value: str = ""
    hint: str = ""
    tall: bool = False
    needed: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    later: bool = False
    """Not shown before the form was refused once."""
    asks: Asks = "text"
    help: str = ""


class PathField(QWidget):
    """A line for a path, or one path a line, and a button that asks for it."""

    def __init__(self, name: str, asks: Asks, value: str, hint: str) -> None:
        super().__init__()
        self._name, self._asks = name, asks
        self.line = QLineEdit(value)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(name)
        self.browse = QPushButton(tr("Browse…"))
        self.browse.setAccessibleName(tr("Browse: {name}", name=name))
        self.browse.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.line)
        self._chosen: tuple[str, ...] = ()
        self.browse.clicked.connect(self._browse)

    def given(self) -> str:
        """Return the path, or one path a line."""
        shown = "; ".join(self._chosen)
        return "\n".join(self._chosen) if self._chosen and self.line.text() == shown else self.line.text().strip()

    def take(self, paths: Sequence[str]) -> None:
        """Take paths that were chosen."""
        self._chosen = tuple(paths)
        self.line.setText("; ".join(self._chosen))

    def _browse(self) -> None:
        begin = str(Path(self.line.text() or Path.home()))
        match self._asks:
            case "files":
                paths = QFileDialog.getOpenFileNames(self, self._name, str(Path.home()))[0]
            case "file":
                paths = [QFileDialog.getOpenFileName(self, self._name, begin)[0]]
            case "folder":
                paths = [QFileDialog.getExistingDirectory(self, self._name, begin)]
            case _:
                paths = [QFileDialog.getSaveFileName(self, self._name, begin)[0]]
        if any(paths):
            self.take(paths)


def field_of(blank: Blank) -> QWidget:
    """Return the field for a blank."""
    name = blank.label.replace("&", "")
    if blank.asks == "several":
        return _several(name, blank)
    if blank.choices:
        return choice(name, blank.choices, blank.value)
    if blank.asks == "tick":
        box = QCheckBox(blank.hint)
        box.setChecked(bool(blank.value))
        box.setAccessibleName(f"{name}: {blank.hint}" if blank.hint else name)
        return box
    if blank.asks in PATHS:
        return PathField(name, blank.asks, blank.value, blank.hint)
    if blank.tall:
        text = QPlainTextEdit(blank.value)
        text.setPlaceholderText(blank.hint)
        text.setTabChangesFocus(True)
        text.setMinimumHeight(TALL)
        text.setAccessibleName(name)
        return text
    line = QLineEdit(blank.value)
    line.setPlaceholderText(blank.hint)
    line.setAccessibleName(name)
    if blank.asks == "secret":
        line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def helped(field: QWidget, words: str) -> QWidget:
    """Return a field with a sentence below it that says what belongs in it."""
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(2)
    lines.addWidget(field)
    label = plain_label(tr("About this field"), words)
    label.setObjectName("help")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    lines.addWidget(label)
    field.setAccessibleDescription(words)
    holder.setFocusProxy(field)
    return holder


def choice(name: str, choices: Sequence[tuple[str, str]], value: str = "") -> QComboBox:
    """Return a field of choices, each (value, words)."""
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.view().setAccessibleName(name)
    for key, words in choices:
        combo.addItem(words, key)
    combo.setCurrentIndex(max(0, combo.findData(value)))
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(12)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return combo


def _several(name: str, blank: Blank) -> QListWidget:
    """Return a list in which any number of the choices can be ticked."""
    ticked = blank.value.split("\n")
    found = QListWidget()
    found.setAccessibleName(name)
    found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    for key, words in blank.choices:
        item = QListWidgetItem(words, found)
        item.setData(Qt.ItemDataRole.UserRole, key)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
    found.setCurrentRow(0)
    line = found.sizeHintForRow(0) if blank.choices else 0
    found.setMaximumHeight(max(TALL // 2, min(5, len(blank.choices)) * (line + 2) + 6))
    return found


def given_in(field: QWidget) -> str:
    """Return what stands in a field, as text."""
    match field:
        case QComboBox():
            return str(field.currentData())
        case QCheckBox():
            return YES if field.isChecked() else ""
        case PathField():
            return field.given()
        case QListWidget():
            items = [field.item(row) for row in range(field.count())]
            return "\n".join(
                str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() is Qt.CheckState.Checked
            )
        case QPlainTextEdit():
            return field.toPlainText().strip()
        case QLineEdit():
            return field.text() if field.echoMode() is QLineEdit.EchoMode.Password else field.text().strip()
    raise TypeError(type(field).__name__)
