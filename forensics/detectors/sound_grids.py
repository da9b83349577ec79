"""The grids that earlier codings leave in sound: at one offset, many coefficients are what was rounded to zero there.

For each coding the transform that it rounds is taken of decoded sound at every offset of a frame (Herre, Schug 2000;
Yang, Shi, Huang 2009): AAC (1024 samples, ISO/IEC 14496-3), MP3 (576, by bands, ISO/IEC 11172-3), AC-3 (256, ATSC A/52)
and Opus (960 at 48 kHz after its pre-emphasis, RFC 6716).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]

BLOCK: Final = 3072
"""Samples of a block that is looked at: enough for the longest transform at each offset."""
APART: Final = 12
"""Samples by which two grids must lie apart to be two."""
HIGHEST: Final = 0.05
"""Part of all places among which a block must have a grid to show it."""
STEADY: Final = 0.995
"""Correlation with itself, some samples later, from which on a block is a tone."""
_TOGETHER: Final = 32
"""Offsets that are transformed together: what is made of them stays near the processor."""
_SHORTEST: Final = 20
_NOTHING: Final = 1e-7
_BANDS, _SLOTS, _LINES = 32, 18, 576
_TAPS: Final = 512
_ALIAS: Final = np.array([-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037])
"""Butterflies between bands, ISO/IEC 11172-3, table 3-B.9."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The place of a grid, modulo its frame from the first sample, and by how many deviations it stands out.

    Of all blocks together: it is a grid only where it is among the highest in more than half of them, too. A tone,
    short blocks of the sound's own coding and codings of another kind raise single places in single blocks.
    """

    offset: int
    deviations: float


@dataclass(frozen=True, slots=True)
class Coding:
    """A coding with a grid: its name, the samples of its frame, its rate (0: any), and what measures a block.

    ``small`` are functions from BLOCK samples to one number for each offset, high where many coefficients are near 0.
    """

    name: str
    words: str
    frame: int
    rate: int
    small: tuple[Callable[[Numbers], Numbers], ...]


def grids(coding: Coding, blocks: Sequence[tuple[int, Samples]]) -> tuple[Grid, ...]:
    """Return the grids of a coding, strongest first, of blocks (first sample, BLOCK samples)."""
    places: list[tuple[Grid, list[Numbers]]] = []
    for measured in coding.small:
        each = [np.roll(measured(part.astype(np.float64)), first % coding.frame) for first, part in blocks]
        raised = [_raised(one) for one in each]
        places += [(grid, raised) for grid in _peaks(_raised(np.sum(each, axis=0)))]
    apart: list[Grid] = []
    for grid, raised in sorted(places, key=lambda one: -one[0].deviations):
        if all(APART <= (grid.offset - other.offset) % coding.frame <= coding.frame - APART for other in apart):
            shown = sum(np.count_nonzero(one > one[grid.offset]) < HIGHEST * coding.frame for one in raised)
            apart += [grid] if 2 * shown > len(blocks) else []
    return tuple(apart)


def _raised(small: Numbers) -> Numbers:
    """Return by how many deviations each place lies above those around it."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(small, 16, mode="wrap"), 33)
    flat = small - np.partition(around, 16, axis=1)[:, 16]  # the median, without its search for what is no number
    return np.asarray(flat / (1.4826 * float(np.median(np.abs(flat))) or 1.0))


def _peaks(raised: Numbers) -> Iterator[Grid]:
    for offset in np.argsort(-raised, kind="stable")[:12]:
        yield Grid(int(offset), float(raised[offset]))


def steady(samples: Samples) -> bool:
    """Say whether a block (BLOCK samples) repeats itself: a tone, whose few lines raise places without any coding."""
    change = np.diff(samples.astype(np.float64))
    turned = np.fft.rfft(change, 2 * BLOCK)
    alike = np.fft.irfft(np.abs(turned) ** 2)[_SHORTEST : BLOCK // 2]
    energy = np.concatenate([[0.0], np.cumsum(change**2)])
    lags = np.arange(_SHORTEST, BLOCK // 2)
    both = np.sqrt(energy[len(change) - lags] * (energy[-1] - energy[lags]))
    return bool(np.any(alike >= STEADY * both))


def _cosine(window: Numbers, lines: slice, emphasis: float = 0.0) -> Callable[[Numbers], Numbers]:
    """Return what measures blocks by the modified cosine transform with a window of two frames."""
    frame = len(window) // 2

    def measured(samples: Numbers) -> Numbers:
        if emphasis:
            samples = np.concatenate([samples[:1], samples[1:] - emphasis * samples[:-1]])
        pieces = (samples[at : min(at + _TOGETHER, frame) + 2 * frame - 1] for at in range(0, frame, _TOGETHER))
        return np.concatenate([_few(_mdct(piece, window)[:, lines]) for piece in pieces])

    return measured


def _few(coefficients: Numbers) -> Numbers:
    return np.asarray(-np.log(np.abs(coefficients) + _NOTHING).mean(axis=-1))


def _mdct(samples: Numbers, window: Numbers) -> Numbers:
    """Return (offsets, coefficients): the modified discrete cosine transform at each offset, by one of type IV."""
    from scipy.fft import dct

    half = len(window) // 4
    a, b, c, d = window.reshape(4, half)
    forth = np.lib.stride_tricks.sliding_window_view(samples, half)
    back = np.lib.stride_tricks.sliding_window_view(samples[::-1].copy(), half)[::-1]  # the same parts, last first
    count = len(samples) - len(window) + 1
    first = back[2 * half :][:count] * -c[::-1] - forth[3 * half :] * d
    folded = np.concatenate([first, forth[:count] * a - back[half:][:count] * b[::-1]], axis=1)
    return np.asarray(dct(folded, type=4, axis=1, norm="ortho"))


def _sine(frame: int) -> Numbers:
    return np.asarray(np.sin(np.pi * (np.arange(2 * frame) + 0.5) / (2 * frame)))


def _kaiser(frame: int, alpha: float) -> Numbers:
    kaiser = np.cumsum(np.kaiser(frame + 1, np.pi * alpha))
    rising = np.sqrt(kaiser[:frame] / kaiser[frame])
    return np.concatenate([rising, rising[::-1]])


def _low_overlap(frame: int, overlap: int) -> Numbers:
    """Return the window of Opus: flat, with short flanks."""
    rising = np.sin(np.pi / 2 * np.sin(np.pi * (np.arange(overlap) + 0.5) / (2 * overlap)) ** 2)
    beside = np.zeros((frame - overlap) // 2)
    flat = np.ones(frame - overlap)
    return np.concatenate([beside, rising, flat, rising[::-1], beside])


@cache
def _bands() -> Numbers:
    """Return (taps, bands): what MPEG audio splits sound with, from the oldest sample on."""
    half = np.frombuffer(Path(__file__).with_name("mpeg_window.bin").read_bytes(), "<i4").astype(np.float64)
    window = np.concatenate([half, half[255:0:-1]]) / half[256] / _BANDS
    phase = (np.arange(_TAPS)[:, np.newaxis] - 16) * (2 * np.arange(_BANDS) + 1) * np.pi / 64
    return np.ascontiguousarray((window[:, np.newaxis] * np.cos(phase))[::-1])


@cache
def _within() -> Numbers:
    """Return (36, 18): the windowed cosine transform of a band of MP3."""
    n, k = np.arange(36)[:, np.newaxis], np.arange(_SLOTS)
    return np.asarray(np.cos(np.pi / 72 * (2 * n + 1 + _SLOTS) * (2 * k + 1)) * np.sin(np.pi / 36 * (n + 0.5)))


def _hybrid(samples: Numbers) -> Numbers:
    """Return how many coefficients of MP3 (long blocks) are near zero at each of 576 offsets."""
    at = np.arange(_BANDS)[:, np.newaxis] + _BANDS * np.arange(2 * _SLOTS + _SLOTS - 1)
    heard = np.lib.stride_tricks.sliding_window_view(samples, _TAPS)[at.ravel()]
    split = (heard @ _bands()).reshape(*at.shape, _BANDS)
    parts = np.lib.stride_tricks.sliding_window_view(split, 2 * _SLOTS, axis=1)  # (phase, slot, band, 36)
    turned = np.ones((_BANDS, 2 * _SLOTS))
    turned[1::2, 1::2] = -1
    flat = np.ascontiguousarray(parts * turned).reshape(-1, 2 * _SLOTS)  # one product of two matrices is much faster
    lines = (flat @ _within()).reshape(_BANDS, _SLOTS, _BANDS, _SLOTS)
    own, other = 1 / np.sqrt(1 + _ALIAS**2), _ALIAS / np.sqrt(1 + _ALIAS**2)
    upper, lower = lines[:, :, :-1, : -len(_ALIAS) - 1 : -1].copy(), lines[:, :, 1:, : len(_ALIAS)].copy()
    lines[:, :, :-1, : -len(_ALIAS) - 1 : -1] = upper * own + lower * other
    lines[:, :, 1:, : len(_ALIAS)] = lower * own - upper * other
    few = _few(lines.reshape(_BANDS, _SLOTS, _LINES)[:, :, 8:400])
    return np.asarray(few.T.ravel())  # offset = 32 slots + phase


CODINGS: Final = (
    Coding("aac", "AAC", 1024, 0, (_cosine(_sine(1024), slice(16, 700)), _cosine(_kaiser(1024, 4), slice(16, 700)))),
    Coding("mp3", "MP3", _LINES, 0, (_hybrid,)),
    Coding("ac3", "AC-3", 256, 0, (_cosine(_kaiser(256, 5), slice(4, 180)),)),
    Coding("opus", "Opus", 960, 48_000, (_cosine(_low_overlap(960, 120), slice(16, 640), 0.85),)),
)
