"""Brings frames of one exhibit to the screen: one request at a time, and of several wishes only the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casefiles import verbs_desk
from casefiles.comparing import Manner, Pair, Together
from casefiles.errors import FramesUnavailable
from casefiles.player import FrameSource, PlayedFrame, PlayedSound
from casefiles.views import ExhibitId, Watcher
from forensics.media.recipe import VEILED
from gui.jobs import Failure, Jobs
from gui.saying import tr


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


class Opening:
    """One attempt to open an exhibit's frames. Told apart by identity: an exhibit may be left and come back to."""

    def __init__(self, path: Path, exhibit: ExhibitId) -> None:
        self.place = (path, exhibit)
        self.source: FrameSource | None = None
        self._left = False

    def enter(self, marks: bool, _watcher: Watcher) -> FrameSource:  # noqa: FBT001 - bound by partial
        """Open the frames, in the lane; raise FramesUnavailable when nobody wants them any more."""
        source = verbs_desk.frames(*self.place, marks=marks)
        self.source = source
        if self._left:
            raise FramesUnavailable(tr("the exhibit was left before its frames were open"))
        return source.__enter__()

    def leave(self) -> None:
        """Make opening and decoding end soon, whether begun or not."""
        self._left = True
        if self.source is not None:
            self.source.interrupt()

    def close(self) -> None:
        """End the process for certain; only in the lane, or when the lanes have stopped."""
        if self.source is not None:
            self.source.close()


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
        self._opening: Opening | None = None
        self._asked = False
        self._wanted = 0
        self._at = -1
        self._look = PLAIN
        self._other: FrameSource | None = None
        self._other_opening: Opening | None = None
        self._leaving: list[Opening] = []
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
        if self._opening is not None and self._opening.place == (path, exhibit):
            return
        self.close()
        opening = Opening(path, exhibit)
        self._opening, self._look = opening, look
        self.opening.emit()
        self._jobs.start(
            "pictures",
            tr("Opening the frames"),
            partial(opening.enter, look.marks),
            done=partial(self._entered, opening),
            failed=partial(self._refused, opening),
        )

    def again(self) -> None:
        """Open the same exhibit's frames anew, at the same frame and in the same look, after their process ended."""
        if self._opening is not None:
            (path, exhibit), wanted, look = self._opening.place, self._wanted, self._look
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
        path = self._opening.place[0] if self._opening is not None else None
        wanted = (path, self._look.beside.exhibit) if path is not None and self._look.beside is not None else None
        if wanted == (self._other_opening.place if self._other_opening is not None else None):
            return
        self._put_away(self._other_opening)
        self._other, self._other_opening = None, None
        if wanted is not None:
            opening = Opening(*wanted)
            self._other_opening = opening
            self._jobs.start(
                "pictures",
                tr("Opening the frames"),
                partial(opening.enter, False),  # noqa: FBT003 - what overlays show is of the first alone
                done=partial(self._other_entered, opening),
                failed=partial(self._other_refused, opening),
            )

    def _other_entered(self, opening: Opening, source: FrameSource) -> None:
        if opening is not self._other_opening:
            return  # it was put away while it opened; the lane closes it
        self._other = source
        self._at = -1
        self._ask()

    def _other_refused(self, opening: Opening, failure: Failure) -> None:
        if opening is self._other_opening:
            self.failed.emit(failure)

    def _put_away(self, opening: Opening | None) -> None:
        if opening is None:
            return
        opening.leave()
        self._leaving.append(opening)
        self._jobs.start(
            "pictures",
            tr("Closing the frames"),
            lambda _watcher: opening.close(),
            done=lambda _nothing: self._leaving.remove(opening),
            failed=self.failed.emit,
        )

    def close(self) -> None:
        """End the process that decodes, in the lane in which it is used."""
        leaving = (self._opening, self._other_opening)
        self._source, self._opening = None, None
        self._other, self._other_opening, self.pair = None, None, None
        self._asked, self._wanted, self._at, self._look = False, 0, -1, PLAIN
        for opening in leaving:
            self._put_away(opening)
        self.emptied.emit()

    def interrupt(self) -> None:
        """Make a decoding that is under way end soon."""
        for opening in (self._opening, self._other_opening):
            if opening is not None:
                opening.leave()

    def end(self) -> None:
        """End the process for certain; only when the lanes have stopped."""
        for opening in (self._opening, self._other_opening, *self._leaving):
            if opening is not None:
                opening.close()
        self._leaving.clear()
        self._source = self._opening = self._other = self._other_opening = None

    def show(self, index: int) -> None:
        """Show a frame, or when opening has ended; an index outside is the first or the last."""
        if self._source is None:
            self._wanted = max(0, index) if self._opening is not None else 0
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

    def hear(
        self,
        start: Fraction,
        seconds: Fraction,
        done: Callable[[PlayedSound], None],
        failed: Callable[[Failure], None],
    ) -> bool:
        """Fetch a passage of sound; return whether it was asked for. One of both is called later, in any case."""
        source = self._source
        if source is None:
            return False
        self._jobs.start(
            "pictures", tr("Decoding sound"), lambda _watcher: source.sound(start, seconds), done=done, failed=failed
        )
        return True

    def _entered(self, opening: Opening, source: FrameSource) -> None:
        if opening is not self._opening:
            return  # it was put away while it opened; the lane closes it
        self._source = source
        self._wanted = min(self._wanted, source.count - 1)
        self.ready.emit(source)
        self._open_other()
        self._ask()

    def _refused(self, opening: Opening, failure: Failure) -> None:
        if opening is self._opening:
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
            tr("Decoding a frame"),
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
        if look == self._look:
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
