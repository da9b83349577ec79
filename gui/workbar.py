"""Long work under way: its step, how far it is, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from forensics.types import Progress
from gui.jobs import Job
from gui.panes.page import plain_label
from gui.saying import tr
from gui.words import progress_words


class WorkBar(QWidget):
    """Shows the work that runs now; further work that waits is counted."""

    stopping = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self.words = plain_label("Work under way")
        self.words.setWordWrap(False)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How far the work is")
        self.bar.setMaximumWidth(260)
        self.cancel = QPushButton("S&top")
        self.cancel.setAccessibleName("Stop the work")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        self.cancel.clicked.connect(self.stop)
        self.hide()

    def busy(self) -> bool:
        """Return whether work is under way or waits."""
        return bool(self._jobs)

    def begin(self, job: Job) -> None:
        """Show that work was handed over."""
        self._jobs.append(job)
        self._name()

    def progress(self, progress: Progress) -> None:
        """Show how far the work is."""
        if not self._jobs:
            return
        self.words.setText(f"{self._jobs[0].name}: {progress_words(progress)}{self._waiting()}")
        if progress.total > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(min(1000, progress.done * 1000 // progress.total))
        else:
            self.bar.setRange(0, 0)

    def end(self, job: Job) -> None:
        """Show that work has ended."""
        if job in self._jobs:
            self._jobs.remove(job)
        self._name()

    def stop(self) -> None:
        """Ask the work that runs now to stop."""
        if self._jobs:
            self._jobs[0].cancel()
            self.cancel.setEnabled(False)
            self.words.setText(tr("{name}: stopping …", name=self._jobs[0].name))
            self.stopping.emit(self._jobs[0].name)

    def _name(self) -> None:
        self.cancel.setEnabled(True)
        self.setVisible(bool(self._jobs))
        if self._jobs:
            self.words.setText(f"{self._jobs[0].name} …{self._waiting()}")
            self.bar.setRange(0, 0)

    def _waiting(self) -> str:
        return tr("   ({count} more waiting)", count=len(self._jobs) - 1) if len(self._jobs) > 1 else ""
