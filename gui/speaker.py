"""Plays samples that the decoding process gave: nothing is decoded here, and nothing sounds until it is asked for.

The device's own thread asks for samples and is given those that wait, or silence; it never waits for anybody.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator
from fractions import Fraction

from casefiles.player import SOUND_RATE, PlayedSound
from gui.saying import tr

FRAME = 4
"""Bytes of one moment: two channels of 16 bits."""


class NoDevice(Exception):
    """No sound can be made on this machine; the text says why."""


class Speaker:
    """A queue of sound and the device that empties it. ``backends`` names the ways to the system's sound to try."""

    def __init__(self, backends: tuple[str, ...] = ()) -> None:
        self._backends = backends
        self._waiting: deque[bytes] = deque()
        self._lock = threading.Lock()
        self._queued = 0
        self._taken = 0
        self._begins: Fraction | None = None
        self._device: object | None = None

    def start(self, speed: Fraction) -> None:
        """Begin to sound what is given, so many times as fast (and as high); raise NoDevice."""
        import miniaudio  # only where sound is asked for

        self.stop()
        names = [miniaudio.Backend[name] for name in self._backends]
        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=2,
                sample_rate=round(SOUND_RATE * speed),
                buffersize_msec=40,
                backends=names or None,
                app_name="Assay",
            )
            if not names and device.backend == "Null":
                device.close()
                raise NoDevice(tr("this machine has no device that makes sound"))
            samples = self._samples()
            next(samples)
            device.start(samples)
        except miniaudio.MiniaudioError as error:
            raise NoDevice(tr("no sound: {error}", error=error)) from error
        self._device = device

    def stop(self) -> None:
        """Fall silent and forget what waits."""
        device, self._device = self._device, None
        if device is not None:
            device.close()  # type: ignore[attr-defined]  # the library has no types
        self.clear()

    def clear(self) -> None:
        """Forget what waits, and where it began."""
        with self._lock:
            self._waiting.clear()
            self._queued = self._taken = 0
            self._begins = None

    @property
    def sounding(self) -> bool:
        """Return whether a device is open."""
        return self._device is not None

    def give(self, sound: PlayedSound) -> None:
        """Add the passage that follows what waits."""
        with self._lock:
            if self._begins is None:
                self._begins = sound.at
            self._waiting.append(sound.pcm)
            self._queued += len(sound.pcm) // FRAME

    def ahead(self) -> Fraction:
        """Return the seconds of the exhibit's sound that wait."""
        with self._lock:
            return Fraction(self._queued - self._taken, SOUND_RATE)

    def next_wanted(self) -> Fraction | None:
        """Return the time at which the passage begins that is to follow, None where nothing was given yet."""
        with self._lock:
            return None if self._begins is None else self._begins + Fraction(self._queued, SOUND_RATE)

    def at(self) -> Fraction | None:
        """Return the time of the exhibit that is sounding, None where nothing was given yet."""
        with self._lock:
            return None if self._begins is None else self._begins + Fraction(self._taken, SOUND_RATE)

    def _samples(self) -> Generator[bytes, int, None]:
        wanted = yield b""
        while True:
            wanted = yield self._take(wanted * FRAME)

    def _take(self, size: int) -> bytes:
        pieces: list[bytes] = []
        with self._lock:
            while size and self._waiting:
                piece = self._waiting.popleft()
                if len(piece) > size:
                    self._waiting.appendleft(piece[size:])
                    piece = piece[:size]
                pieces.append(piece)
                size -= len(piece)
                self._taken += len(piece) // FRAME
        return b"".join(pieces) + bytes(size)
