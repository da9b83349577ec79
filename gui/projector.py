"""Brings frames of one exhibit to the screen: one request at a time, and of several wishes only the last."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casefiles import verbs_desk
from casefiles.comparing import Manner, Pair, Together
from casefiles.player import FrameSource, PlayedFrame
from casefiles.views import ExhibitId, Watcher
from forensics.media.recipe import VEILED
from gui.jobs import Failure, Jobs


@dataclass(frozen=True, slots=True)
class Beside:
    """Another exhibit that is shown with this one, and how."""

    exhibit: ExhibitId
    together: Together
    manner: Manner = Manner.SIDE
    gain: int = 1
    wipe: float = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """How frames are shown: by a recipe, veiled, with what the decoder tells of blocks, beside another exhibit."""

    recipe: str = ""
    veiled: bool = False
    marks: bool = False
    beside: Beside | None = None

    def in_force(self) -> str:
        """Return the recipe that the decoding process is given: a veil hides everything else."""
        return VEILED if self.veiled else self.recipe


PLAIN = Look()


class Projector(QObject):
    """Opens an exhibit's frames in the pictures lane and shows the frame that is wanted, in the look that is wanted."""

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
        self._look = PLAIN
        self._other: FrameSource | None = None
        self._other_for: tuple[Path, ExhibitId] | None = None
        self.pair: Pair | None = None

    @property
    def look(self) -> Look:
        """Return how frames are shown."""
        return self._look

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

    def open(self, path: Path, exhibit: ExhibitId, look: Look = PLAIN) -> None:
        """Show an exhibit's first frame; what was open is closed. Nothing happens when it is open already."""
        if self._opened_for == (path, exhibit):
            return
        self.close()
        self._opened_for, self._look = (path, exhibit), look
        self.opening.emit()
        self._jobs.start(
            "pictures",
            "Opening the frames",
            partial(self._enter, path, exhibit, look.marks),
            done=partial(self._entered, (path, exhibit)),
            failed=partial(self._refused, (path, exhibit)),
        )

    def again(self) -> None:
        """Open the same exhibit's frames anew, at the same frame and in the same look, after their process ended."""
        if self._opened_for is not None:
            (path, exhibit), wanted, look = self._opened_for, self._wanted, self._look
            self.close()
            self.open(path, exhibit, look)
            self._wanted = wanted

    def show_as(self, look: Look) -> None:
        """Show frames in another look; an exhibit beside this one is opened, and closed when it is not wanted."""
        before, self._look = self._look, look
        if before.marks != look.marks:
            self.again()
            return
        self._open_other()
        if before != look:
            self._at = -1
            self._ask()

    def _open_other(self) -> None:
        path = self._opened_for[0] if self._opened_for is not None else None
        wanted = (path, self._look.beside.exhibit) if path is not None and self._look.beside is not None else None
        if wanted == self._other_for:
            return
        self._other_for = wanted
        self._put_away(self._other)
        self._other = None
        if wanted is not None:
            self._jobs.start(
                "pictures",
                "Opening the frames",
                partial(self._enter, *wanted, False),  # noqa: FBT003 - what overlays show is of the first alone
                done=partial(self._other_entered, wanted),
                failed=self.failed.emit,
            )

    def _other_entered(self, opened_for: tuple[Path, ExhibitId], source: FrameSource) -> None:
        self._coming = None
        if opened_for != self._other_for:
            self._put_away(source)
            return
        self._other = source
        self._at = -1
        self._ask()

    def _put_away(self, source: FrameSource | None) -> None:
        if source is not None:
            self._jobs.start(
                "pictures", "Closing the frames", lambda _watcher: source.close(), done=_done, failed=self.failed.emit
            )

    def close(self) -> None:
        """End the process that decodes, in the lane in which it is used."""
        self.interrupt()
        leaving, self._source, self._opened_for = (self._source, self._other), None, None
        self._other, self._other_for, self.pair = None, None, None
        self._asked, self._wanted, self._at, self._look = False, 0, -1, PLAIN
        for source in leaving:
            self._put_away(source)
        self.emptied.emit()

    def interrupt(self) -> None:
        """Make a decoding that is under way end soon."""
        for source in (self._source, self._other, self._coming):
            if source is not None:
                source.interrupt()

    def end(self) -> None:
        """End the process for certain; only when the lanes have stopped."""
        for source in (self._coming, self._source, self._other):
            if source is not None:
                source.close()
        self._source = self._coming = self._other = None

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

    def _enter(self, path: Path, exhibit: ExhibitId, marks: bool, _watcher: Watcher) -> FrameSource:  # noqa: FBT001
        source = verbs_desk.frames(path, exhibit, marks=marks)
        self._coming = source
        return source.__enter__()

    def _entered(self, opened_for: tuple[Path, ExhibitId], source: FrameSource) -> None:
        if opened_for != self._opened_for:
            self._put_away(source)
            return
        self._source, self._coming = source, None
        self._wanted = min(self._wanted, source.count - 1)
        self.ready.emit(source)
        self._open_other()
        self._ask()

    def _refused(self, opened_for: tuple[Path, ExhibitId], failure: Failure) -> None:
        if opened_for == self._opened_for:
            self.failed.emit(failure)

    def _ask(self) -> None:
        source = self._source
        if source is None or self._asked or self._wanted == self._at:
            return
        look, other = self._look, self._other
        if look.beside is not None and other is None:
            return  # the frame is asked for when the other exhibit is open
        self._asked = True
        index = self._wanted
        self._jobs.start(
            "pictures",
            "Decoding a frame",
            lambda _watcher: _looked_at(source, other, index, look),
            done=partial(self._arrived, source, look),
            failed=partial(self._not_shown, source, look, index),
        )

    def _arrived(self, source: FrameSource, look: Look, made: PlayedFrame | Pair) -> None:
        if source is not self._source:
            return
        frame, self.pair = (made.first, made) if isinstance(made, Pair) else (made, None)
        self._asked, self._at = False, frame.index if look == self._look else -1
        if look == self._look:
            self.shown.emit(frame)
        self._ask()

    def _not_shown(self, source: FrameSource, look: Look, index: int, failure: Failure) -> None:
        if source is not self._source:
            return
        self._asked, self._at, self.pair = False, index if look == self._look else -1, None
        self.failed.emit(failure)
        self._ask()


def _looked_at(source: FrameSource, other: FrameSource | None, index: int, look: Look) -> PlayedFrame | Pair:
    beside = look.beside
    if beside is None or other is None:
        return source.frame(index, look.in_force())
    return verbs_desk.paired_at(
        source,
        other,
        index,
        beside.together,
        manner=beside.manner,
        gain=beside.gain,
        wipe=beside.wipe,
        recipe=look.in_force(),
    )


def _done(_nothing: None) -> None:
    return
