"""A sound's onset trace: how much each of twelve bands grows louder, 200 times a second, as a value and as bytes.

Growth of loudness survives other microphones, distances, codecs and levels, which the waveform does not; band-wise
onset functions are the common ground of beat tracking and of aligning recordings (Bello et al., A Tutorial on Onset
Detection in Music Signals, IEEE TSAP 13(5), 2005). Bands lie evenly on a logarithmic scale from 120 to 3600 Hz.

Bytes, little-endian: the magic ``ASSAYOT1``; f64 the start in seconds of the file's own time; u32 count; then count x
12 f32. Row n stands for ``start + n / 200`` seconds. Runs in the worker as the mode 'trace'.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.types import Line, Measurement, NotMeasured, Progress, Result
from forensics.worker import Job, coded_path

METHOD, VERSION = "onset trace", "1"
MAGIC: Final = b"ASSAYOT1"
FILE: Final = "trace.bin"
RATE: Final = 200
"""Rows a second."""
SAMPLES: Final = 8000
"""Samples a second that the trace is made from."""
HOP: Final = SAMPLES // RATE
WINDOW: Final = 256
"""Samples of a window: 32 ms."""
BANDS: Final = 12
LOW, HIGH = 120.0, 3600.0
FLOOR: Final = 1e-7
"""Power, of full scale, below which a band counts as silent."""
MOST_ROWS: Final = RATE * 3600 * 24
GAP: Final = 0.05
"""Seconds that a block may come late before silence is put in between."""
_BLOCK = 30 * SAMPLES

Floats = npt.NDArray[np.float32]


class TraceRefused(ValueError):
    """Bytes that are no trace."""


@dataclass(frozen=True, slots=True)
class Trace:
    """``rows`` has the shape (count, 12); ``start`` is the time of the first row in seconds of the file's own time."""

    start: float
    rows: Floats

    @property
    def seconds(self) -> float:
        """Return how long the sound is."""
        return len(self.rows) / RATE


def to_bytes(trace: Trace) -> bytes:
    """Return the trace as bytes."""
    return MAGIC + struct.pack("<dI", trace.start, len(trace.rows)) + trace.rows.astype("<f4").tobytes()


def from_bytes(untrusted: bytes) -> Trace:
    """Return the trace that bytes state; raise TraceRefused for anything else."""
    if untrusted[:8] != MAGIC or len(untrusted) < 20:
        raise TraceRefused("not an onset trace")
    start, count = struct.unpack_from("<dI", untrusted, 8)
    if not math.isfinite(start) or abs(start) > 1e9 or count > MOST_ROWS or len(untrusted) != 20 + 4 * BANDS * count:
        raise TraceRefused("an onset trace of another length")
    rows = np.frombuffer(untrusted[20:], "<f4").astype(np.float32).reshape(count, BANDS)
    if not np.isfinite(rows).all():
        raise TraceRefused("an onset trace with values that are no numbers")
    return Trace(start, rows)


def of_samples(samples: Floats, start: float = 0.0) -> Trace:
    """Return the trace of mono samples at 8000 a second."""
    tracing = _Tracing()
    tracing.take(samples)
    return Trace(start, tracing.rows())


class _Tracing:
    """Takes samples piece by piece, so that an hour of sound needs the memory of its trace and half a minute."""

    def __init__(self) -> None:
        self._waiting: Floats = np.zeros(WINDOW // 2, np.float32)
        self._made: list[Floats] = []
        self._last: Floats | None = None
        self.held = 0

    def take(self, samples: Floats) -> None:
        self.held += len(samples)
        self._waiting = np.concatenate([self._waiting, samples])
        if len(self._waiting) >= _BLOCK:
            self._make()

    def rows(self) -> Floats:
        self._make()
        return np.concatenate(self._made) if self._made else np.zeros((0, BANDS), np.float32)

    def _make(self) -> None:
        count = (len(self._waiting) - WINDOW) // HOP + 1
        if count < 1:
            return
        windows = np.lib.stride_tricks.sliding_window_view(self._waiting, WINDOW)[: count * HOP : HOP]
        spectrum = np.fft.rfft(windows * _SHAPE, axis=1)
        power = (spectrum.real**2 + spectrum.imag**2) / (WINDOW * WINDOW / 4)
        loud = np.log(np.add.reduceat(power, _EDGES, axis=1)[:, :BANDS] + FLOOR).astype(np.float32)
        before = loud[:1] if self._last is None else self._last
        self._made.append(np.maximum(np.diff(loud, axis=0, prepend=before), 0))
        self._last = loud[-1:]
        self._waiting = self._waiting[count * HOP :]


def run(job: Job) -> Iterator[Line]:
    """Write the trace of the first stream of sound into the scratch folder; yield its digest, or why there is none."""
    tracing = _Tracing()
    import av  # in the worker only: traces are read elsewhere too

    with av.open(str(coded_path(job.exhibit)), metadata_errors="backslashreplace") as container:
        stream = next(iter(container.streams.audio), None)
        if stream is None or stream.codec_context is None:
            yield Result(METHOD, VERSION, NotMeasured("trace", "no stream of sound that FFmpeg decodes"))
            return
        resampler = av.AudioResampler("flt", "mono", SAMPLES)
        start: float | None = None
        told = 0
        for frame in container.decode(stream):
            assert isinstance(frame, av.AudioFrame)
            at = float(frame.pts * frame.time_base) if frame.pts is not None and frame.time_base else None
            start = (at or 0.0) if start is None else start
            missing = 0.0 if at is None else at - start - tracing.held / SAMPLES
            if GAP < missing < 600:
                tracing.take(np.zeros(round(missing * SAMPLES), np.float32))
            for part in resampler.resample(frame):
                tracing.take(part.to_ndarray().reshape(-1).astype(np.float32))
            if tracing.held // (60 * SAMPLES) > told:
                told = tracing.held // (60 * SAMPLES)
                yield Progress("listening", told, 0, "minute of sound")
            if tracing.held > MOST_ROWS * HOP:
                yield Result(METHOD, VERSION, NotMeasured("trace", "more than a day of sound"))
                return
    rows = tracing.rows()
    if len(rows) < RATE:
        yield Result(METHOD, VERSION, NotMeasured("trace", "less than a second of sound was decoded"))
        return
    data = to_bytes(Trace(start or 0.0, rows))
    (coded_path(job.scratch) / FILE).write_bytes(data)
    yield Result(METHOD, VERSION, Measurement("trace.sha256", hashlib.sha256(data).hexdigest(), "text"))


_SHAPE = np.hanning(WINDOW).astype(np.float32)
_EDGES = np.unique(np.round(LOW * (HIGH / LOW) ** (np.arange(BANDS + 1) / BANDS) * WINDOW / SAMPLES).astype(np.int64))
