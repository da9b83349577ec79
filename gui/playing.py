"""Play exact frames by their own times, forwards and backwards, at a speed; every frame is shown, none is left out.

Sound is off until it is asked for. It is decoded by the process that decodes the frames, passage by passage, and sounds
forwards at half to double speed (the pitch goes with it); otherwise it is muted. Where decoding takes longer than a
frame lasts, playing is slower than asked for, says so, and the sound is brought back to the frame that is shown.
"""

from __future__ import annotations

import time
from fractions import Fraction

from PySide6.QtCore import QObject, QTimer, Signal

from casefiles.player import PlayedFrame, PlayedSound
from gui.jobs import Failure
from gui.projector import Projector
from gui.saying import tr
from gui.speaker import NoDevice, Speaker

SPEEDS = (Fraction(1, 8), Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(4), Fraction(8))
HEARD = (Fraction(1, 2), Fraction(2))
"""Speeds between which sound is played."""
_LONGEST = 2.0
"""Seconds that a gap between two frames is waited for; longer gaps are shown as they are on the timeline."""
_PASSAGE = Fraction(2)
_NEXT = Fraction(1, 100)
"""Seconds within which a passage follows the one before: passages are asked for by whole milliseconds."""
_APART = Fraction(1, 5)
"""Seconds of the exhibit that sound may be away from the picture before it is brought back."""


class Playing(QObject):
    """Asks the projector for one frame after another; ``told`` says in words how it goes, '' when it stands."""

    told = Signal(str)

    def __init__(self, projector: Projector, parent: QObject | None = None, *, speaker: Speaker | None = None) -> None:
        super().__init__(parent)
        self._projector = projector
        self.speaker = Speaker() if speaker is None else speaker
        self.sound = False
        self._silent_for = ""
        self._asked_sound = False
        self._way = 0
        self._speed = SPEEDS.index(Fraction(1))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._due = 0.0
        self._late = 0
        self._timer.timeout.connect(self._next)
        projector.shown.connect(self._shown)
        projector.emptied.connect(self.stop)
        projector.failed.connect(self.stop)

    @property
    def way(self) -> int:
        """Return 1 for forwards, -1 for backwards, 0 while it stands."""
        return self._way

    @property
    def speed(self) -> Fraction:
        """Return how many times as fast as the file's own times."""
        return SPEEDS[self._speed]

    def forwards(self) -> None:
        """Play forwards, or stop when it does."""
        self._go(0 if self._way == 1 else 1)

    def backwards(self) -> None:
        """Play backwards, or stop when it does."""
        self._go(0 if self._way == -1 else -1)

    def faster(self) -> None:
        """Play twice as fast."""
        self._speed = min(self._speed + 1, len(SPEEDS) - 1)
        self._begin_sound()
        self._tell()

    def slower(self) -> None:
        """Play half as fast."""
        self._speed = max(self._speed - 1, 0)
        self._begin_sound()
        self._tell()

    def toggle_sound(self) -> None:
        """Let playing sound, or be silent again."""
        self.sound = not self.sound
        self._begin_sound()
        self.told.emit(tr("sound on") if self.sound else tr("sound off"))
        self._tell()

    def silence(self) -> None:
        """Close the device for certain."""
        self.speaker.stop()

    def stop(self) -> None:
        """Stop at the frame that is shown."""
        if self._way:
            self._go(0)

    def _go(self, way: int) -> None:
        self._way, self._late = way, 0
        self._timer.stop()
        self._due = time.monotonic()
        self._begin_sound()
        self._tell()
        if way and self._projector.source is not None:
            self._next()

    def _next(self) -> None:
        source, index = self._projector.source, self._projector.wanted + self._way
        if source is None or not self._way or not 0 <= index < source.count:
            self._go(0)
            return
        self._projector.show(index)

    def _shown(self, frame: PlayedFrame) -> None:
        if not self._way or frame.index != self._projector.wanted or self._timer.isActive():
            return
        # By one clock from frame to frame: a frame that came late is made up for by the next ones, not added up.
        self._due += self._lasts(frame) / float(self.speed)
        rest = self._due - time.monotonic()
        if rest < 0:
            self._late += 1
            self._due = time.monotonic()
            self._tell()
        self._timer.start(max(0, round(rest * 1000)))
        self._hear(frame)

    def _lasts(self, frame: PlayedFrame) -> float:
        """Return for how many seconds a frame is on the screen: until the one that comes next in this direction."""
        source, other = self._projector.source, frame.index + self._way
        if source is None or not 0 <= other < source.count:
            return 0.0
        here, there = source.time_of(frame.index), source.time_of(other)
        if here is None or there is None:
            return float(1 / source.facts.frame_rate) if source.facts.frame_rate > 0 else 0.04
        return min(_LONGEST, abs(float(there.seconds - here.seconds)))

    # Sound.

    def _heard(self) -> bool:
        return self.sound and self._way > 0 and HEARD[0] <= self.speed <= HEARD[1]

    def _begin_sound(self) -> None:
        """Open the device at the speed of now, or close it."""
        self._silent_for = ""
        self.speaker.stop()
        if self._heard():
            try:
                self.speaker.start(self.speed)
            except NoDevice as error:
                self._silent_for = str(error)

    def _hear(self, frame: PlayedFrame) -> None:
        """Keep the sound with a frame that is shown now, and ask for more where little waits."""
        if self._asked_sound or not self.speaker.sounding or not frame.has_time:
            return
        at = self.speaker.at()
        if at is not None and abs(at - frame.at.seconds) > _APART * max(Fraction(1), self.speed):
            self.speaker.clear()
        if self.speaker.ahead() < _PASSAGE / 2:
            start = self.speaker.next_wanted()
            start = max(Fraction(0), frame.at.seconds if start is None else start)
            self._asked_sound = self._projector.hear(start, _PASSAGE, self._sounds, self._silent)

    def _sounds(self, sound: PlayedSound) -> None:
        self._asked_sound = False
        follows = self.speaker.next_wanted()
        if self.speaker.sounding and (follows is None or abs(follows - sound.at) < _NEXT):
            self.speaker.give(sound)

    def _silent(self, failure: Failure) -> None:
        self._asked_sound = False
        self._silent_for = failure.message
        self.speaker.stop()
        self._tell()

    def _tell(self) -> None:
        if not self._way:
            self.told.emit("")
            return
        words = tr(
            "playing {value} × {speed}, {sound_words}",
            value=tr("forwards") if self._way > 0 else tr("backwards"),
            speed=self.speed,
            sound_words=self._sound_words(),
        )
        late = tr("; {late} frames took longer than they last", late=self._late) if self._late else ""
        self.told.emit(words + late)

    def _sound_words(self) -> str:
        if not self.sound:
            return tr("sound off")
        if not self._heard():
            return tr("muted: sound is played forwards at half to double speed")
        return self._silent_for or (
            tr("sound on") if self.speed == 1 else tr("sound on, its pitch goes with the speed")
        )
