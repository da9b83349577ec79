"""What is seen before a case is open: drop a video, make a case, open one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from gui.panes.exhibits import dropped_paths
from gui.panes.page import plain_label
from gui.words import one_line

LEAD = (
    "Drop a disputed video here. It is copied into a case and never changed; everything is measured on this machine, "
    "and nothing is sent anywhere."
)


class StartPage(QWidget):
    """The first thing that a person sees."""

    dropped = Signal(object)  # tuple[Path, ...]
    case_wanted = Signal(object)  # Path

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName("Start page")
        title = plain_label("Title", "Assay")
        title.setObjectName("title")
        large = title.font()
        large.setPointSizeF(large.pointSizeF() * 2.2)
        title.setFont(large)
        lead = plain_label("What to do first", LEAD)
        lead.setObjectName("drop")
        lead.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.new = QPushButton("&New case…")
        self.new.setAccessibleName("New case")
        self.open = QPushButton("&Open case…")
        self.open.setAccessibleName("Open case")
        self.recent = QListWidget()
        self.recent.setAccessibleName("Cases opened lately")
        self.recent_words = plain_label("Heading of the list", "Opened lately")
        buttons = QHBoxLayout()
        buttons.addWidget(self.new)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(640)
        column = QVBoxLayout(inner)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(lead)
        column.addLayout(buttons)
        column.addSpacing(12)
        column.addWidget(self.recent_words)
        column.addWidget(self.recent)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(inner, 6)
        row.addStretch(1)
        self.recent.itemActivated.connect(self._activated)

    def show_recent(self, paths: tuple[Path, ...]) -> None:
        """List the cases that were open before."""
        self.recent.clear()
        for path in paths:
            item = QListWidgetItem(one_line(f"{path.stem}  —  {path}"))
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            self.recent.addItem(item)
        for widget in (self.recent, self.recent_words):
            widget.setVisible(bool(paths))

    def _activated(self, item: QListWidgetItem) -> None:
        self.case_wanted.emit(Path(item.data(Qt.ItemDataRole.UserRole)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
