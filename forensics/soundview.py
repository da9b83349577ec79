"""An overview of sound for graphs over time: the extremes of the waveform, and a spectrogram.

Made of the mean of all channels. Bytes, little-endian: the magic ``ASSAYSV1``; u32 length of the header; the header,
canonical JSON of ``ViewHeader``; ``waves`` x (i8 least, i8 greatest) in 1/127 of full scale, ``WAVE_RATE`` a second;
``columns`` x ``BANDS`` x u8, ``COLUMN_RATE`` columns a second, the lowest band first: the strongest line of the band in
half decibels below full scale, 255 for less. Bands are equally wide from 0 Hz to half the sample rate; windows of
``WINDOW`` samples (Hann) begin at the time of their column. A gap in the stream's times is filled with silence.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from forensics.codec import CodecError, decode_as, encode
from forensics.detector import AudioView, Needs, Observer
from forensics.types import MediaFacts, NotMeasured, Outcome, StoredFingerprint, StreamKind, StreamLocus, Timestamp

MAGIC: Final = b"ASSAYSV1"
FORMAT: Final = "assay sound view 1"
QUANTITY: Final = "sound.view"
FILE: Final = "sound-view.bin"
MEDIA_TYPE: Final = "application/vnd.assay.sound-view"
NEEDS: Final = Needs(audio=True)
WAVE_RATE, COLUMN_RATE = 100, 25
BANDS: Final = 64
WINDOW: Final = 2048
MOST_SECONDS: Final = 48 * 3600
_TOGETHER: Final = 4
"""Seconds of sound that are looked at together."""

_COLUMNS: Final = 20
"""Columns of the spectrogram that are transformed together: for larger pieces the system gives and takes memory."""

Samples = npt.NDArray[np.float32]


class ViewRefused(ValueError):
    """Bytes are no overview of sound."""


@dataclass(frozen=True, slots=True)
class ViewHeader:
    """What the arrays mean and how long they are; ``start`` in seconds, ``rate`` in samples a second."""

    format: str
    start: Fraction
    rate: int
    waves: int
    columns: int


@dataclass(frozen=True, slots=True, eq=False)
class SoundView:
    """``wave`` (n, 2): least and greatest in -1 to 1; ``spectrum`` (n, BANDS) in decibels below full scale, 0 up."""

    start: Fraction
    rate: int
    wave: npt.NDArray[np.float32]
    spectrum: npt.NDArray[np.float32]


def to_bytes(header: ViewHeader, wave: npt.NDArray[np.int8], spectrum: npt.NDArray[np.uint8]) -> bytes:
    """Return an overview in format 1."""
    text = encode(header).encode("ascii")
    return b"".join((MAGIC, struct.pack("<I", len(text)), text, wave.tobytes(), spectrum.tobytes()))


def from_bytes(untrusted: bytes) -> SoundView:
    """Return the overview that bytes state; raise ViewRefused for anything else."""
    if untrusted[:8] != MAGIC or len(untrusted) < 12:
        raise ViewRefused("not an overview of sound")
    (length,) = struct.unpack_from("<I", untrusted, 8)
    try:
        header = decode_as(ViewHeader, untrusted[12 : 12 + min(length, 4096)].decode("ascii"))
    except (CodecError, UnicodeDecodeError) as error:
        raise ViewRefused(f"the header of an overview of sound cannot be read: {error}") from error
    body = untrusted[12 + length :]
    bounded = 0 <= header.waves <= MOST_SECONDS * WAVE_RATE and 0 <= header.columns <= MOST_SECONDS * COLUMN_RATE
    if header.format != FORMAT or not bounded or len(body) != 2 * header.waves + BANDS * header.columns:
        raise ViewRefused("an overview of sound of another format or length")
    wave = np.frombuffer(body[: 2 * header.waves], np.int8).reshape(-1, 2)
    spectrum = np.frombuffer(body[2 * header.waves :], np.uint8).reshape(-1, BANDS)
    scaled = (wave / np.float32(127), spectrum / np.float32(2))
    return SoundView(header.start, header.rate, *(one.astype(np.float32) for one in scaled))


@dataclass(slots=True)
class _Viewing:
    """Takes blocks in order; what is still needed of the sound waits."""

    stream: int = -1
    rate: int = 0
    first: Timestamp = field(default_factory=lambda: Timestamp(0, Fraction(0)))
    waiting: list[Samples] = field(default_factory=list)
    held: int = 0
    dropped: int = 0
    waves: list[npt.NDArray[np.int8]] = field(default_factory=list)
    columns: list[npt.NDArray[np.uint8]] = field(default_factory=list)
    made: tuple[int, int] = (0, 0)
    trouble: str = ""

    def block(self, block: AudioView) -> None:
        if self.stream < 0:
            self.stream, self.rate, self.first = block.stream, block.sample_rate, block.at
        if block.sample_rate != self.rate or self.rate < WAVE_RATE:
            self.trouble = "the sample rate changes within the stream, or is below 100 Hz"
        if self.trouble or self.dropped + self.held > MOST_SECONDS * self.rate:
            return
        missing = block.missing(self.first, self.dropped + self.held)
        if missing:
            self._take(np.zeros(missing, np.float32))
        self._take(block.mono())
        if self.held >= _TOGETHER * self.rate:
            self._look(last=False)

    def _take(self, sound: Samples) -> None:
        self.waiting.append(sound)
        self.held += len(sound)

    def _look(self, *, last: bool) -> None:
        """Measure all whole parts that wait and keep the rest; the last ones are filled up with silence."""
        sound = np.concatenate(self.waiting) if self.waiting else np.zeros(0, np.float32)
        end = self.dropped + len(sound)
        room = 0 if last else WINDOW
        waves = self._starts(self.made[0], WAVE_RATE, end, room)
        columns = self._starts(self.made[1], COLUMN_RATE, end, room)
        if last:
            sound = np.concatenate([sound, np.zeros(WINDOW, np.float32)])
        if len(waves):
            self.waves.append(_extremes(sound, waves - self.dropped, -(-self.rate // WAVE_RATE)))
        if len(columns):
            self.columns.append(_strongest(sound, columns - self.dropped))
        self.made = (self.made[0] + len(waves), self.made[1] + len(columns))
        keep = min(n * self.rate // each for n, each in zip(self.made, (WAVE_RATE, COLUMN_RATE), strict=True))
        rest = sound[max(0, keep - self.dropped) :]
        self.dropped, self.waiting, self.held = end - len(rest) if not last else end, [rest], len(rest)

    def _starts(self, first: int, each: int, end: int, room: int) -> npt.NDArray[np.int64]:
        count = max(0, -(-(end - room) * each // self.rate)) if end > room else 0
        return np.arange(first, max(first, count), dtype=np.int64) * self.rate // each

    def bytes(self) -> bytes:
        """Return the overview of everything that was taken."""
        self._look(last=True)
        wave = np.concatenate(self.waves) if self.waves else np.zeros((0, 2), np.int8)
        spectrum = np.concatenate(self.columns) if self.columns else np.zeros((0, BANDS), np.uint8)
        return to_bytes(ViewHeader(FORMAT, self.first.seconds, self.rate, len(wave), len(spectrum)), wave, spectrum)


def _extremes(sound: Samples, starts: npt.NDArray[np.int64], length: int) -> npt.NDArray[np.int8]:
    padded = np.concatenate([sound, np.full(length, sound[-1] if len(sound) else 0, np.float32)])
    parts = sliding_window_view(padded, length)[starts]
    both = np.stack([parts.min(axis=1), parts.max(axis=1)], axis=1)
    return np.asarray(np.round(np.clip(both, -1, 1) * 127), np.int8)


def _strongest(sound: Samples, starts: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
    shape = np.hanning(WINDOW).astype(np.float32)
    padded = np.concatenate([sound, np.zeros(WINDOW, np.float32)])
    windows, bands = sliding_window_view(padded, WINDOW), np.empty((len(starts), BANDS), np.float32)
    for first in range(0, len(starts), _COLUMNS):
        here = starts[first : first + _COLUMNS]
        lines = np.abs(np.fft.rfft(windows[here] * shape, axis=1))[:, : WINDOW // 2]
        bands[first : first + len(here)] = lines.reshape(len(here), BANDS, -1).max(axis=2)
    bands /= WINDOW / 4  # a full-scale tone gives 1
    below = -20 * np.log10(np.maximum(bands, 1e-7))
    return np.asarray(np.clip(np.round(2 * below), 0, 255), np.uint8)


def observe(media: MediaFacts, folder: Path) -> Observer:
    """Return an observer that writes the overview of the first stream of sound into ``folder``, which must exist."""
    viewing = _Viewing()
    has_sound = media.first(StreamKind.AUDIO) is not None

    def finish() -> Iterator[Outcome]:
        if viewing.trouble or viewing.stream < 0:
            none = "no sound was decoded" if has_sound else "no stream of sound"
            yield NotMeasured(QUANTITY, viewing.trouble or none)
            return
        data = viewing.bytes()
        (folder / FILE).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        recipe = f"{FORMAT}; waveform {WAVE_RATE} and spectrum {COLUMN_RATE} times a second"
        where = StreamLocus(viewing.stream)
        yield StoredFingerprint(QUANTITY, FILE, MEDIA_TYPE, digest, len(data), FORMAT, recipe, "", where)

    return Observer(finish=finish, audio=viewing.block)
