"""The questions that the window asks: which key, which case, what is known of the files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casefiles.views import DeclaredDigest, Provided
from gui.jobs import Failure
from gui.panes.page import plain_label
from gui.saying import tr
from gui.words import one_line

_BY_LENGTH = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
_EXTRA = ("sha512", "sha1", "md5")
_UNSAFE = re.compile(r"[^\w .()+-]+")


class KeyDialog(QDialog):
    """Asks for the passphrase of the key, or on first use for a name and a new passphrase twice."""

    create_wanted = Signal(str, str)  # name, passphrase
    unlock_wanted = Signal(str, bool)  # passphrase, whether the keyring shall keep it

    def __init__(self, *, exists: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exists = exists
        self.setWindowTitle("Unlock your key" if exists else "Make your key")
        self.name = _line("Your name, as it stands in the custody log")
        self.passphrase = _line("Passphrase")
        self.again = _line("Passphrase once more")
        for field in (self.passphrase, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.trouble = plain_label("What is wrong")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Unlock" if exists else "Make key")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        if not exists:
            form.addRow("Your &name", self.name)
        form.addRow("&Passphrase", self.passphrase)
        if not exists:
            form.addRow("Passphrase &again", self.again)
        self.keep = QCheckBox("&Keep it in the keyring of this system")
        self.keep.setToolTip("Whoever can unlock the keyring, often whoever is logged in, can then sign as you.")
        if exists:
            form.addRow("", self.keep)
        layout = QVBoxLayout(self)
        layout.addWidget(plain_label("What this is for", _UNLOCK if exists else _CREATE))
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(460)
        self.buttons.accepted.connect(self._submit)
        self.buttons.rejected.connect(self.reject)

    def refuse(self, failure: Failure) -> None:
        """Say why the key stayed locked and let the person try again."""
        self.trouble.setText(f"{one_line(failure.message)}\n{failure.advice}")
        self._wait(on=False)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _submit(self) -> None:
        if self._exists:
            self._wait(on=True)
            self.unlock_wanted.emit(self.passphrase.text(), self.keep.isChecked())
        elif self.passphrase.text() != self.again.text():
            self.trouble.setText("The two passphrases differ.")
        elif not self.name.text().strip() or not self.passphrase.text():
            self.trouble.setText("A name and a passphrase are needed.")
        else:
            self._wait(on=True)
            self.create_wanted.emit(self.name.text().strip(), self.passphrase.text())

    def _wait(self, *, on: bool) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not on)
        if on:
            self.trouble.setText("One moment …")


_CREATE = (
    "Every act on a case is signed with a key of your own. It is made once, on this machine, and kept encrypted with a "
    "passphrase. Nobody can give it back to you: write the passphrase down in a safe place."
)
_UNLOCK = (
    "What you do now is signed with your key. Give its passphrase; it stays unlocked until you close the window. If "
    "the keyring of this system keeps the passphrase, leave the field empty."
)


@dataclass(frozen=True, slots=True)
class NewCase:
    """What a person gives for a new case."""

    path: Path
    name: str
    claim: str


class NewCaseDialog(QDialog):
    """Asks for a new case's name, the claim that is disputed, and the folder in which it is made."""

    def __init__(self, folder: Path, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New case")
        self.name = _line("Name of the case")
        self.name.setText(name)
        self.claim = QPlainTextEdit()
        self.claim.setAccessibleName("The claim that is disputed, in its own words")
        self.claim.setPlaceholderText("What is said about the footage, by whom, where. It is quoted, never judged.")
        self.claim.setTabChangesFocus(True)
        self.claim.setMaximumHeight(90)
        self.folder = _line("Folder in which the case is made")
        self.folder.setText(str(folder))
        self.browse = QPushButton("&Browse…")
        self.browse.setAccessibleName("Browse for the folder")
        self.becomes = plain_label("The folder of the case")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Make case")
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("&Name", self.name)
        form.addRow("&Claim", self.claim)
        label = QLabel("&Folder")
        label.setBuddy(self.folder)
        form.addRow(label, where)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.becomes)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(560)
        self.name.textChanged.connect(self._changed)
        self.folder.textChanged.connect(self._changed)
        self.browse.clicked.connect(self._browse)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._changed()

    def given(self) -> NewCase:
        """Return what was given."""
        name = self.name.text().strip()
        return NewCase(self._path(), name, self.claim.toPlainText().strip())

    def _path(self) -> Path:
        safe = _UNSAFE.sub("-", self.name.text().strip()).strip(" .-") or "case"
        return Path(self.folder.text()).expanduser() / f"{safe[:100]}.assay"

    def _changed(self) -> None:
        self.becomes.setText(tr("The case becomes {path}", path=one_line(str(self._path()))))
        named = bool(self.name.text().strip() and self.folder.text().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(named)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder in which the case is made", self.folder.text())
        if chosen:
            self.folder.setText(chosen)


@dataclass(frozen=True, slots=True)
class Adding:
    """What a person says of the files that are added."""

    sources: tuple[Path, ...]
    provided: Provided
    digests: frozenset[str]


class AddFilesDialog(QDialog):
    """Asks what is known of the files: from whom, from where, why, and a digest if the sender gave one."""

    def __init__(self, sources: tuple[Path, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self.setWindowTitle("Add files")
        self.files = QListWidget()
        self.files.setAccessibleName("Files that are added")
        self.files.addItems([one_line(str(source)) for source in sources])
        self.files.setMaximumHeight(110)
        self.received_from = _line("Received from")
        self.source = _line("Source: address or place")
        self.reason = _line("Why it is kept")
        self.authority = _line("Authority, if any")
        self.note = _line("Note")
        self.digest = _line("Digest that the sender gave")
        self.digest.setPlaceholderText("hexadecimal: SHA-256, SHA-512, SHA-1 or MD5")
        self.digest.setEnabled(len(sources) == 1)
        self.extra = {name: QCheckBox(name.upper().replace("SHA", "SHA-")) for name in _EXTRA}
        self.trouble = plain_label("What is wrong")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("&Received from", self.received_from)
        form.addRow("&Source", self.source)
        form.addRow("R&eason", self.reason)
        form.addRow("Au&thority", self.authority)
        form.addRow("&Note", self.note)
        form.addRow("Sender’s &digest", self.digest)
        form.addRow("Also compute", self._extra_row())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Add")
        layout = QVBoxLayout(self)
        layout.addWidget(self.files)
        layout.addWidget(
            plain_label("About these fields", "All of this is kept as you state it. Fields may stay empty.")
        )
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(560)
        self.received_from.setFocus()
        self.buttons.accepted.connect(self._submit)
        self.buttons.rejected.connect(self.reject)

    def given(self) -> Adding:
        """Return what was given."""
        declared = self._declared()
        provided = Provided(
            self.received_from.text().strip(),
            self.source.text().strip(),
            self.reason.text().strip(),
            self.authority.text().strip(),
            self.note.text().strip(),
            (declared,) if declared is not None else (),
        )
        return Adding(self._sources, provided, frozenset(n for n, box in self.extra.items() if box.isChecked()))

    def _extra_row(self) -> QWidget:
        row = QHBoxLayout()
        for name, box in self.extra.items():
            box.setAccessibleName(tr("Also compute {name}", name=name))
            row.addWidget(box)
        row.addWidget(QLabel("(SHA-256 and BLAKE3 always are)"))
        row.addStretch(1)
        row.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(row)
        return holder

    def _declared(self) -> DeclaredDigest | None:
        text = re.sub(r"\s+", "", self.digest.text()).lower()
        if not text or not re.fullmatch(r"[0-9a-f]+", text) or len(text) not in _BY_LENGTH:
            return None
        return DeclaredDigest(_BY_LENGTH[len(text)], text)

    def _submit(self) -> None:
        if self.digest.text().strip() and self._declared() is None:
            self.trouble.setText("The digest must be 32, 40, 64 or 128 hexadecimal digits.")
            self.digest.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.accept()


def _line(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    return field
