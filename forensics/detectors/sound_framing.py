"""Whether sound was coded before in frames of 1024 samples: the grid of AAC, seen in what was rounded to zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.detector import (
    AudioView,
    Card,
    Cost,
    Detector,
    FileScore,
    Needs,
    Observer,
    Parameters,
    Quantity,
    Reference,
    Validation,
)
from forensics.detectors.heard import heard
from forensics.types import (
    Finding,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    StreamKind,
    StreamLocus,
)

ID: Final = "sound_framing"
VERSION: Final = "1"
FRAME: Final = 1024
BLOCKS: Final = 16
"""Blocks of sound that are looked at, the loudest of those spread over the first minutes."""
HELD: Final = 240
"""Blocks that are kept until the end to choose from."""
SPACING: Final = 5 * FRAME + 357
"""Samples from one block that may be looked at to the next; no multiple of a frame, so that no grid favours one."""
STRONG: Final = 9.0
"""Deviations by which a grid must stand out to be reported."""
APART: Final = 12
"""Samples by which two grids must lie apart to be two."""
_LEAST: Final = 1e-3
_LINES: Final = slice(16, 700)

_LIMITS = (
    "A grid shows that the sound was coded in frames of 1024 samples before, at this rate; not by whom or why.",
    "Resampling, mixing, filters and a change of loudness after that coding hide the grid.",
    "Only transforms of 1024 samples are looked for (AAC, long blocks): MP3, Opus and others leave another grid.",
    "Every upload is coded again: an earlier coding is ordinary history.",
)
_INNOCENT = (
    "Editing programs, messengers and platforms decode AAC and write it anew.",
    "A recorder that keeps AAC, copied into a file of another kind.",
)

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Grid:
    """The place of a grid, modulo 1024 samples from the first one, and by how many deviations it stands out."""

    offset: int
    deviations: float


def grids(blocks: Sequence[tuple[int, Samples]]) -> tuple[Grid, ...]:
    """Return the grids that stand out most, strongest first, of blocks (first sample, 3072 samples).

    For each of 1024 offsets the modified cosine transform is taken of 2048 samples; where the offset is that of an
    earlier coding, many coefficients are what was rounded to zero there (Yang, Shi, Huang 2009). Both windows of AAC
    are tried.
    """
    best: dict[int, float] = {}
    for window in _windows():
        small = np.zeros(FRAME)
        for first, samples in blocks:
            counts = _near_zero(samples, window)
            small += np.roll(counts, first % FRAME)
        for grid in _peaks(small):
            best[grid.offset] = max(best.get(grid.offset, 0.0), grid.deviations)
    apart: list[Grid] = []
    for grid in sorted((Grid(*one) for one in best.items()), key=lambda one: -one.deviations):
        if all(APART <= (grid.offset - other.offset) % FRAME <= FRAME - APART for other in apart):
            apart.append(grid)
    return tuple(apart)


def _windows() -> tuple[npt.NDArray[np.float64], ...]:
    sine = np.sin(np.pi * (np.arange(2 * FRAME) + 0.5) / (2 * FRAME))
    kaiser = np.cumsum(np.kaiser(FRAME + 1, np.pi * 4))
    rising = np.sqrt(kaiser[:FRAME] / kaiser[FRAME])
    return sine, np.concatenate([rising, rising[::-1]])


def _near_zero(samples: Samples, window: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return for each offset the mean logarithm of small coefficients, turned over: high where many are near zero."""
    frames = np.lib.stride_tricks.sliding_window_view(samples.astype(np.float64), 2 * FRAME)[:FRAME]
    coefficients = np.abs(_mdct(frames * window))[:, _LINES]
    return np.asarray(-np.log(coefficients + 1e-7).mean(axis=1))


def _mdct(frames: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the modified discrete cosine transform of rows of 2048 samples, by one of type IV."""
    from scipy.fft import dct

    half = FRAME // 2
    a, b, c, d = (frames[:, n * half : (n + 1) * half] for n in range(4))
    folded = np.concatenate([-c[:, ::-1] - d, a - b[:, ::-1]], axis=1)
    return np.asarray(dct(folded, type=4, axis=1, norm="ortho"))


def _peaks(small: npt.NDArray[np.float64]) -> Iterator[Grid]:
    around = np.lib.stride_tricks.sliding_window_view(np.pad(small, 16, mode="wrap"), 33)
    flat = small - np.median(around, axis=1)
    spread = 1.4826 * float(np.median(np.abs(flat))) or 1.0
    for offset in np.argsort(-flat)[:12]:
        yield Grid(int(offset), float(flat[offset]) / spread)


@dataclass(slots=True)
class _Watch:
    stream: int
    codec: str
    rate: int = 0
    refused: str = ""
    number: int = 0
    rest: Samples = field(default_factory=lambda: np.zeros(0, np.float32))
    held: list[tuple[float, int, Samples]] = field(default_factory=list)

    def audio(self, block: AudioView) -> None:
        if self.rate and block.sample_rate != self.rate:
            self.refused = "the sampling rate changes in the stream"
        self.rate = block.sample_rate
        if self.refused or len(self.held) >= HELD:
            return
        self.rest = np.concatenate([self.rest, block.samples[0]])
        while len(self.rest) >= SPACING and len(self.held) < HELD:
            piece = self.rest[: 3 * FRAME]
            loud = float(np.sqrt(np.mean(piece.astype(np.float64) ** 2)))
            if loud > _LEAST:
                self.held.append((loud, self.number, piece.copy()))
            self.number += SPACING
            self.rest = self.rest[SPACING:]

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.stream)
        chosen = sorted(self.held, key=lambda one: (-one[0], one[1]))[:BLOCKS]
        if self.refused or len(chosen) < BLOCKS // 2:
            reason = self.refused or f"{len(chosen)} loud blocks; at least {BLOCKS // 2} are needed"
            yield NotMeasured("sound_framing.strongest", reason, here)
            return
        found = grids([(number, piece) for _, number, piece in chosen])
        yield Measurement("sound_framing.codec", self.codec or "not stated", "text", here)
        yield Measurement("sound_framing.blocks", len(chosen), "1", here)
        yield Measurement("sound_framing.strongest", round(found[0].deviations, 2), "1", here)
        for grid in found[:3]:
            if grid.deviations >= STRONG:
                yield Measurement("sound_framing.offset", grid.offset, "samples", here)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    stream = media.first(StreamKind.AUDIO)
    watch = _Watch(-1, "") if stream is None else _Watch(stream.index, stream.codec)
    return Observer(finish=watch.finish, audio=watch.audio)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    mine = [r.outcome for r in results if r.method == ID and isinstance(r.outcome, Measurement)]
    offsets = [one for one in mine if one.quantity == "sound_framing.offset"]
    strongest = next((one for one in mine if one.quantity == "sound_framing.strongest"), None)
    codec = next((str(one.value) for one in mine if one.quantity == "sound_framing.codec"), "")
    own = 1 if codec.startswith("aac") else 0
    if len(offsets) <= own or strongest is None:
        return ()
    said = " and ".join(str(one.value) for one in offsets)
    grids_ = "the grid" if len(offsets) == 1 else f"{len(offsets)} grids"
    words = f"The sound carries {grids_} of a coding in frames of 1024 samples, from sample {said} on modulo 1024" + (
        ", and its own coding as AAC is but one of them." if own else f", while it is kept as {codec}."
    )
    rests_on = ("sound_framing.offset", "sound_framing.strongest")
    return (Finding(ID, VERSION, "coded_before", words, (offsets[0].locus,), rests_on, _INNOCENT, _LIMITS),)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="audio",
    summary="Looks for the grid that an earlier coding in frames of 1024 samples (AAC) leaves in sound.",
    needs=Needs(audio=True),
    quantities=(
        Quantity("sound_framing.codec", "text", "how the sound is kept: AAC has a grid of its own", "fact"),
        Quantity("sound_framing.blocks", "1", "loud blocks that were looked at", "quality"),
        Quantity("sound_framing.strongest", "1", "deviations by which the strongest grid stands out", "score"),
        Quantity(
            "sound_framing.offset",
            "samples",
            "where such a grid lies, modulo 1024 from the first sample",
            "measurement",
        ),
    ),
    applicability=partial(heard, least=8000),
    limits=_LIMITS,
    references=(
        Reference("Yang, Shi, Huang: Defeating fake-quality MP3 (2009), by the grid of the transform", "MM&Sec"),
        Reference("ISO/IEC 14496-3: the filter bank of AAC", "14496-3"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    determinism="tolerance",
    score=FileScore("sound_framing.strongest", "greatest", "high", STRONG, "sound that was AAC before"),
    cost=Cost(0.4),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="10 sounds of 7 sources at 48 kHz, resampled so that no earlier grid is left: as PCM, after "
                "AAC at 64, 96 and 128 kbit/s cut at sample 333, and each again as AAC at 128 kbit/s "
                "(docs/measured/sound.md)",
                dated="2026-11-27",
                groups=7,
                files=70,
                outcome="AUC 1.000; all 30 coded sounds reported, each with its grid at the right sample, and none "
                "of 10 that were never coded; both grids found in 8, 6 and 0 of 10 that were coded a second "
                "time",
            ),
            Validation(
                data="9 sounds in an earlier run with 24 blocks, after AAC at 128 and 192 kbit/s",
                dated="2026-11-27",
                groups=6,
                files=18,
                outcome="the right grid stands out by 16 to 180 deviations at 128 kbit/s and 10 to 58 at 192 kbit/s; "
                "sound that was never coded by 3.4 to 5.2",
            ),
        ),
        known_failures=(
            "Sound that was resampled, mixed or filtered after its first coding.",
            "A second coding as AAC at the same rate or below hides the first: none of ten was found.",
            "Only FFmpeg's AAC encoder was tried; other encoders, MP3 and Opus were not",
        ),
    ),
)
