"""Brings frames of one exhibit to the screen: one request at a time, and of several wishes only the last."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casefiles import workbench
from casefiles.player import FrameSource, PlayedFrame
from casefiles.views import ExhibitId, Watcher
from gui.jobs import Failure, Jobs


class Projector(QObject):
    """Opens an exhibit's frames in the pictures lane and shows the frame that is wanted."""

    opening = Signal()
    ready = Signal(object)  # FrameSource
    shown = Signal(object)  # PlayedFrame
    failed = Signal(object)  # Failure
    emptied = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._source: FrameSource | None = None
        self._coming: FrameSource | None = None
        self._opened_for: tuple[Path, ExhibitId] | None = None
        self._asked = False
        self._wanted = 0
        self._at = -1

    @property
    def source(self) -> FrameSource | None:
        """Return the open frames, None while there are none."""
        return self._source

    @property
    def wanted(self) -> int:
        """Return the frame that is shown or on its way."""
        return self._wanted

    def shown_index(self) -> int:
        """Return the frame that is on the screen, -1 for none."""
        return self._at

    def open(self, path: Path, exhibit: ExhibitId) -> None:
        """Show an exhibit's first frame; what was open is closed. Nothing happens when it is open already."""
        if self._opened_for == (path, exhibit):
            return
        self.close()
        self._opened_for = (path, exhibit)
        self.opening.emit()
        self._jobs.start(
            "pictures",
            "Opening the frames",
            partial(self._enter, path, exhibit),
            done=partial(self._entered, (path, exhibit)),
            failed=partial(self._refused, (path, exhibit)),
        )

    def again(self) -> None:
        """Open the same exhibit's frames anew, at the same frame, after their process ended."""
        if self._opened_for is not None:
            (path, exhibit), wanted = self._opened_for, self._wanted
            self.close()
            self.open(path, exhibit)
            self._wanted = wanted

    def close(self) -> None:
        """End the process that decodes, in the lane in which it is used."""
        self.interrupt()
        leaving, self._source, self._opened_for = self._source, None, None
        self._asked, self._wanted, self._at = False, 0, -1
        if leaving is not None:
            self._jobs.start(
                "pictures", "Closing the frames", lambda _watcher: leaving.close(), done=_done, failed=self.failed.emit
            )
        self.emptied.emit()

    def interrupt(self) -> None:
        """Make a decoding that is under way end soon."""
        for source in (self._source, self._coming):
            if source is not None:
                source.interrupt()

    def end(self) -> None:
        """End the process for certain; only when the lanes have stopped."""
        if self._coming is not None:
            self._coming.close()
        if self._source is not None:
            self._source.close()
        self._source = self._coming = None

    def show(self, index: int) -> None:
        """Show a frame, or when opening has ended; an index outside is the first or the last."""
        if self._source is None:
            self._wanted = max(0, index) if self._opened_for is not None else 0
            return
        self._wanted = min(max(0, index), self._source.count - 1)
        self._ask()

    def step(self, frames: int) -> None:
        """Go forward or back by so many frames."""
        self.show(self._wanted + frames)

    def step_key(self, direction: int) -> None:
        """Go to the next key frame (1) or the one before (-1)."""
        if self._source is None:
            return
        keys = self._source.key_frames
        if direction > 0:
            self.show(next((key for key in keys if key > self._wanted), self._wanted))
        else:
            self.show(next((key for key in reversed(keys) if key < self._wanted), self._wanted))

    def show_time(self, seconds: Fraction) -> None:
        """Show the frame that is on the screen at a time."""
        if self._source is not None:
            self.show(self._source.index_at(seconds))

    def _enter(self, path: Path, exhibit: ExhibitId, _watcher: Watcher) -> FrameSource:
        source = workbench.frames(path, exhibit)
        self._coming = source
        return source.__enter__()

    def _entered(self, opened_for: tuple[Path, ExhibitId], source: FrameSource) -> None:
        if opened_for != self._opened_for:
            self._jobs.start(
                "pictures", "Closing the frames", lambda _watcher: source.close(), done=_done, failed=self.failed.emit
            )
            return
        self._source, self._coming = source, None
        self._wanted = min(self._wanted, source.count - 1)
        self.ready.emit(source)
        self._ask()

    def _refused(self, opened_for: tuple[Path, ExhibitId], failure: Failure) -> None:
        if opened_for == self._opened_for:
            self.failed.emit(failure)

    def _ask(self) -> None:
        source = self._source
        if source is None or self._asked or self._wanted == self._at:
            return
        self._asked = True
        index = self._wanted
        self._jobs.start(
            "pictures",
            "Decoding a frame",
            lambda _watcher: source.frame(index),
            done=partial(self._arrived, source),
            failed=partial(self._not_shown, source, index),
        )

    def _arrived(self, source: FrameSource, frame: PlayedFrame) -> None:
        if source is not self._source:
            return
        self._asked, self._at = False, frame.index
        self.shown.emit(frame)
        self._ask()

    def _not_shown(self, source: FrameSource, index: int, failure: Failure) -> None:
        if source is not self._source:
            return
        self._asked, self._at = False, index
        self.failed.emit(failure)
        self._ask()


def _done(_nothing: None) -> None:
    return
