"""Go to a place in any exhibit: at once where it is open, else as soon as its frames are."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from PySide6.QtCore import QObject

from casefiles.aligning import Alignment
from casefiles.searching import NO_TIME, Hit
from casefiles.views import ExhibitId
from forensics.types import Locus
from gui.desk import Desk
from gui.looking import Looking
from gui.panes.viewer import ViewerPane
from gui.projector import Projector
from gui.words import milliseconds


class Jumping(QObject):
    """Picks the exhibit of a place and shows the place when its frames are there; a later wish replaces an earlier."""

    def __init__(self, desk: Desk, viewer: ViewerPane, looking: Looking) -> None:
        super().__init__(viewer)
        self._desk, self._viewer, self._looking = desk, viewer, looking
        self._waiting: tuple[ExhibitId, Callable[[], None]] | None = None
        viewer.projector.ready.connect(self._ready)

    @property
    def _projector(self) -> Projector:
        return self._viewer.projector

    def to_locus(self, exhibit: ExhibitId, locus: Locus) -> None:
        """Go to a place of an exhibit."""
        self.then(exhibit, partial(self._viewer.show_locus, locus))

    def to_hit(self, hit: Hit) -> None:
        """Go to what a search found: its exhibit, and its moment where it has one."""
        if not hit.exhibit:
            return
        seconds = milliseconds(hit.milliseconds) if hit.milliseconds != NO_TIME else None
        act = partial(self._projector.show_time, seconds) if seconds is not None else _nothing
        self.then(ExhibitId(hit.exhibit), act)

    def to_both(self, found: Alignment, start: Fraction) -> None:
        """Go to a moment of one exhibit with another one beside it, held together by their alignment."""
        self.then(found.this, partial(self._looking.beside_aligned, found, start))

    def then(self, exhibit: ExhibitId, act: Callable[[], None]) -> None:
        """Do something as soon as the frames of an exhibit are open."""
        if exhibit == self._desk.exhibit and self._projector.source is not None:
            self._waiting = None
            act()
        else:
            self._waiting = (exhibit, act)
            if exhibit != self._desk.exhibit:
                self._desk.pick(exhibit)

    def _ready(self, _source: object) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting[0] == self._desk.exhibit:
            waiting[1]()


def _nothing() -> None:
    return
