"""Decode a passage of an exhibit's first sound for a listener: 48,000 samples a second, two channels, 16 bits.

Runs in the worker process. It is for hearing; what is measured of sound is measured on the samples as decoded. Each
block is laid at the place that its own time gives, so that a gap in the stream is silence of the same length.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from forensics.media.opening import CannotOpen, open_media
from forensics.types import StreamKind

RATE, CHANNELS = 48_000, 2
LONGEST = Fraction(10)
"""Seconds of a passage, at most."""
_BEFORE = Fraction(1, 4)
"""Seconds decoded before a passage: the first blocks after a jump are not whole in most codecs."""

Samples = npt.NDArray[np.int16]


class NoSound(Exception):
    """There is nothing to hear; the text says why."""


class SoundAccess:
    """The first sound of an exhibit, opened apart from its pictures when it is first asked for."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; raise NoSound where there is no sound in it that can be decoded."""
        try:
            self._opened = open_media(path, path.stat().st_size)
        except CannotOpen as error:
            raise NoSound(str(error)) from error
        facts = self._opened.facts.first(StreamKind.AUDIO)
        stream = None if facts is None else self._opened.container.streams[facts.index]
        if not isinstance(stream, AudioStream) or stream.codec_context is None:
            self._opened.container.close()
            raise NoSound("it holds no sound that can be decoded")
        self._stream = stream

    def close(self) -> None:
        """Close the exhibit."""
        self._opened.container.close()

    def passage(self, start: Fraction, length: Fraction) -> Samples:
        """Return the samples (n, 2) from a time on; silence where there are none. Raise NoSound where reading fails."""
        length = min(length, LONGEST)
        made = np.zeros((int(length * RATE), CHANNELS), np.int16)
        resampler = AudioResampler(format="s16", layout="stereo", rate=RATE)
        try:
            self._seek(max(Fraction(0), start - _BEFORE))
            for frame in self._opened.container.decode(self._stream):
                if frame.pts is None or frame.time_base is None:
                    continue
                first = frame.pts * frame.time_base
                if first >= start + length:
                    break
                for block in resampler.resample(frame):
                    samples = np.asarray(block.to_ndarray(), np.int16).reshape(-1, CHANNELS)
                    _lay(made, samples, self._place(block, first) - start)
        except av.error.FFmpegError as error:
            raise NoSound(f"its sound cannot be decoded there: {error.strerror}") from error
        return made

    def _seek(self, to: Fraction) -> None:
        base = self._stream.time_base or Fraction(1, RATE)
        self._opened.container.seek(int(to / base), stream=self._stream, backward=True, any_frame=False)

    @staticmethod
    def _place(block: av.AudioFrame, first: Fraction) -> Fraction:
        if block.pts is None or block.time_base is None:
            return first
        return Fraction(block.pts) * block.time_base


def _lay(made: Samples, block: Samples, at: Fraction) -> None:
    first = round(at * RATE)
    begin, end = max(0, first), min(len(made), first + len(block))
    if begin < end:
        made[begin:end] = block[begin - first : end - first]
