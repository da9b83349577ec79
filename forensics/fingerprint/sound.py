"""A sound's fingerprint: 32 bits thirty-two times a second, as a value, as bytes, and as an observer makes it.

Haitsma and Kalker, A Highly Robust Audio Fingerprinting System, ISMIR 2002: the power of 33 bands, spaced evenly on a
logarithmic scale from 300 to 2000 Hz, in windows of 0.37 s; a bit says whether the difference of two neighbouring
bands has grown since the window before. Here windows follow each other by 1/32 s instead of 11.6 ms. A higher pitch
moves the pattern by bands, which the alignment makes use of.

Bytes, little-endian: the magic ``ASSAYSF1``; u32 length of the header; the header, canonical JSON of ``SoundHeader``;
``frames`` x u32, the lowest band in the lowest bit; ``frames`` x u8, the level in -dB of full scale, at most 120.
Frame n stands for the window that begins at ``start + n / 32`` seconds.
"""

from __future__ import annotations

import hashlib
import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.codec import CodecError, decode_as, encode
from forensics.detector import AudioView, Needs, Observer
from forensics.fingerprint.video import FingerprintRefused
from forensics.types import MediaFacts, NotMeasured, Outcome, StoredFingerprint, StreamKind, StreamLocus, Timestamp

MAGIC: Final = b"ASSAYSF1"
FORMAT: Final = "assay sound fingerprint 1"
METHOD: Final = "sound fingerprint 1"
QUANTITY: Final = "fingerprint.sound"
FILE: Final = "fingerprint-sound.bin"
MEDIA_TYPE: Final = "application/vnd.assay.sound-fingerprint"
NEEDS: Final = Needs(audio=True)
RATE: Final = 32
WINDOW: Final = 0.37
BANDS: Final = 33
LOW, HIGH = 300.0, 2000.0
STEP: Final = (HIGH / LOW) ** (1 / BANDS)
"""Ratio of neighbouring bands: a sound played that much faster has its pattern one band higher."""
MAX_FRAMES: Final = RATE * 3600 * 48
QUIETEST: Final = 120
_AT_ONCE: Final = 8
"""Windows that are transformed together: for larger pieces the system gives and takes memory each time."""
LEAST_RATE: Final = 5000
"""Sample rates below this do not carry the bands."""

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SoundHeader:
    """What the arrays of a sound fingerprint mean and how long they are."""

    format: str
    method: str
    start: Fraction
    frames: int


@dataclass(frozen=True, slots=True)
class SoundFingerprint:
    """Bits and levels of a stream of sound from a start, in seconds, on."""

    method: str
    start: Fraction
    bits: npt.NDArray[np.uint32]
    levels: npt.NDArray[np.uint8]

    def times(self) -> npt.NDArray[np.float64]:
        """Return the middle of each window in seconds."""
        return float(self.start) + WINDOW / 2 + np.arange(len(self.bits)) / RATE


def to_bytes(fingerprint: SoundFingerprint) -> bytes:
    """Return the fingerprint in format 1."""
    f = fingerprint
    header = encode(SoundHeader(FORMAT, f.method, f.start, len(f.bits))).encode("ascii")
    return b"".join((MAGIC, struct.pack("<I", len(header)), header, f.bits.astype("<u4").tobytes(), f.levels.tobytes()))


def from_bytes(untrusted: bytes) -> SoundFingerprint:
    """Return the fingerprint that bytes state; raise FingerprintRefused for anything else."""
    if untrusted[:8] != MAGIC or len(untrusted) < 12:
        raise FingerprintRefused("not a sound fingerprint")
    (length,) = struct.unpack_from("<I", untrusted, 8)
    try:
        header = decode_as(SoundHeader, untrusted[12 : 12 + min(length, 4096)].decode("ascii"))
    except (CodecError, UnicodeDecodeError) as error:
        raise FingerprintRefused(f"the header of a sound fingerprint cannot be read: {error}") from error
    body = untrusted[12 + length :]
    if header.format != FORMAT or not 0 <= header.frames <= MAX_FRAMES or len(body) != 5 * header.frames:
        raise FingerprintRefused("a sound fingerprint of another format or length")
    bits = np.frombuffer(body[: 4 * header.frames], "<u4").astype(np.uint32)
    levels = np.frombuffer(body[4 * header.frames :], np.uint8)
    return SoundFingerprint(header.method, header.start, bits, levels)


@dataclass(slots=True)
class SoundPrinting:
    """Takes blocks of sound in order; a gap between blocks is filled with silence, so that times stay true."""

    stream: int = -1
    rate: int = 0
    first: Timestamp = field(default_factory=lambda: Timestamp(0, Fraction(0)))
    waiting: list[Samples] = field(default_factory=list)
    held: int = 0
    dropped: int = 0
    """Samples before those that wait."""
    slope: npt.NDArray[np.float64] | None = None
    """How the last window's power grows from band to band."""
    bits: array[int] = field(default_factory=lambda: array("I"))
    levels: array[int] = field(default_factory=lambda: array("B"))
    trouble: str = ""

    def block(self, block: AudioView) -> None:
        """Take the next block."""
        if self.stream < 0:
            self.stream, self.rate, self.first = block.stream, block.sample_rate, block.at
            if self.rate < LEAST_RATE:
                self.trouble = f"sound of {self.rate} samples a second does not carry the bands that are compared"
        if block.sample_rate != self.rate:
            self.trouble = "the sample rate changes within the stream"
        if self.trouble or len(self.levels) >= MAX_FRAMES:
            return
        missing = block.missing(self.first, self.dropped + self.held)
        self.waiting += [np.zeros(missing, np.float32), block.mono()] if missing else [block.mono()]
        self.held += missing + len(self.waiting[-1])
        if self.held >= 4 * self.rate:
            self._windows()

    def _windows(self) -> None:
        """Take the power of the bands of all whole windows that wait, and keep the rest."""
        sound = np.concatenate(self.waiting) if self.waiting else np.zeros(0, np.float32)
        length = round(WINDOW * self.rate)
        shape, edges = _window(length), _edges(length, self.rate)
        begins = self._begins(len(sound))
        whole = int(np.searchsorted(begins, len(sound) - length, side="right"))
        waves, spectra = np.empty((_AT_ONCE, length)), np.empty((_AT_ONCE, length // 2 + 1), np.complex128)
        for first in range(0, whole, _AT_ONCE):
            here = begins[first : min(first + _AT_ONCE, whole)]
            count, start = len(here), here[0]
            part = sound[start : here[-1] + length]
            squares, loudness = np.square(part, dtype=np.float64), np.empty(count)
            for row, begin in enumerate((here - start).tolist()):
                np.multiply(part[begin : begin + length], shape, out=waves[row])  # as numbers of 32 bits
                loudness[row] = np.sqrt(squares[begin : begin + length].mean())
            lines = np.fft.rfft(waves[:count], axis=1, out=spectra[:count])[:, : edges[-1]].astype(np.complex64)
            power = np.zeros((count, edges[-1] + 1))
            np.cumsum(lines.real**2 + lines.imag**2, axis=1, dtype=np.float64, out=power[:, 1:])
            self._grown(np.diff(power[:, edges], axis=1))
            levels = np.rint(-20 * np.log10(np.maximum(loudness, 1e-6)))
            self.levels.extend(np.clip(levels, 0, QUIETEST).astype(np.uint8).tolist())
        keep = sound[int(begins[whole]) :]
        self.dropped += len(sound) - len(keep)
        self.waiting, self.held = [keep], len(keep)

    def _begins(self, length: int) -> npt.NDArray[np.int64]:
        """Return where the next windows begin in ``length`` samples that wait, and the first that begins after them."""
        last = -(-(self.dropped + length + 1) * RATE // self.rate)
        numbers = np.arange(len(self.levels), max(last, len(self.levels)) + 1)
        return np.asarray(np.rint(numbers * self.rate / RATE), np.int64) - self.dropped  # exact below 2 ** 53

    def fingerprint(self) -> SoundFingerprint:
        """Return the fingerprint of all blocks taken."""
        if not self.trouble and self.stream >= 0:
            self._windows()
        bits, levels = np.array(self.bits, np.uint32), np.array(self.levels, np.uint8)
        return SoundFingerprint(METHOD, self.first.seconds, bits, levels)

    def _grown(self, power: npt.NDArray[np.float64]) -> None:
        """Keep for the next windows in which bands the slope grows from the window before."""
        slope = np.diff(power, axis=1)
        before = slope[:1] if self.slope is None else self.slope
        self.slope = slope[-1:]
        grown = np.diff(slope, axis=0, prepend=before) > 0
        bits = (grown.astype(np.uint32) << np.arange(BANDS - 1, dtype=np.uint32)).sum(axis=1, dtype=np.uint32)
        self.bits.extend(bits.tolist())


@cache
def _window(length: int) -> Samples:
    return np.hanning(length).astype(np.float32)


@cache
def _edges(length: int, rate: int) -> npt.NDArray[np.int64]:
    """Return the spectral lines between which each band lies."""
    frequencies = LOW * STEP ** np.arange(BANDS + 1)
    return np.asarray(np.round(frequencies * length / rate), np.int64)


def observe(media: MediaFacts, folder: Path) -> Observer:
    """Return an observer that writes the fingerprint of the first stream of sound into ``folder``, which must exist."""
    printing = SoundPrinting()
    has_sound = media.first(StreamKind.AUDIO) is not None

    def finish() -> Iterator[Outcome]:
        made = printing.fingerprint()
        if printing.trouble or not len(made.bits):
            short = "less than 0.4 s of sound was decoded" if has_sound else "no stream of sound"
            yield NotMeasured(QUANTITY, printing.trouble or short)
            return
        data = to_bytes(made)
        (folder / FILE).write_bytes(data)
        digest, recipe = hashlib.sha256(data).hexdigest(), f"{METHOD}; {len(made.bits)} windows"
        where = StreamLocus(printing.stream)
        yield StoredFingerprint(QUANTITY, FILE, MEDIA_TYPE, digest, len(data), FORMAT, recipe, "", where)

    return Observer(finish=finish, audio=printing.block)
