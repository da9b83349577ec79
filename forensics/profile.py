"""What every frame looks like in four figures, for graphs over time: blockiness, noise, quantisers.

They describe and weigh nothing: no finding comes of them. Blockiness is the mean step of luma over the lines of an
8 × 8 grid from the top left, divided by the mean step elsewhere (after Wang, Bovik, Evans, ICIP 2000): 1 where the
grid does not show. Noise is Immerkaer's estimate of its standard deviation (Computer Vision and Image Understanding 64,
1996), which texture raises. Of pictures of 512 rows and more both are measured in strips, 64 rows of every 256.
Quantisers are those that the decoder applied, in the codec's own scale.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from forensics.detector import FrameNeed, FrameView, Needs, Observer
from forensics.types import (
    Cell,
    Column,
    MediaFacts,
    NotMeasured,
    Outcome,
    Series,
    StreamKind,
    StreamLocus,
    Unread,
    WholeFile,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    Grey = npt.NDArray[np.uint8]

QUANTITY, QUANTISERS = "frame.profile", "frame.quantisers"
FEW_FRAMES: Final = 72
"""Frames of a clip for which the decoder is asked for its quantisers in any case: it takes no time worth saving, and
the method that asks for them of longer ones (double_encoding) does not run."""
COLUMNS: Final = (Column("frame", "1"), Column("blockiness", "1"), Column("noise", "1"))
QUANTISER_COLUMNS: Final = (Column("frame", "1"), Column("mean", "1"), Column("least", "1"), Column("greatest", "1"))
GRID: Final = 8
BAND, EVERY = 64, 256
"""Rows of a strip, and from one strip to the next: every frame is measured, but of high pictures a quarter."""
CHUNK: Final = 2000
_SMALL: Final = Unread("the picture is smaller than two blocks")
_FLAT: Final = Unread("there is no step outside the grid")
_NO_QP: Final = (
    "the decoder gives no quantisers for this codec, or no method asked it for them (`assay examine --with "
    "coded_blocks` does)"
)


def needs(facts: MediaFacts) -> Needs:
    """Return what the observer asks for: every frame, and of a short clip what the decoder knows of its blocks."""
    video = facts.first(StreamKind.VIDEO)
    few = video is not None and 0 < video.frames_declared < FEW_FRAMES
    return Needs(frames=FrameNeed(), motion_vectors=few)


def bands(grey: Grey) -> list[Grey]:
    """Return the strips of a picture that are looked at: all of a small one, 64 rows in 256 of a high one."""
    if grey.shape[0] < 2 * EVERY:
        return [grey]
    return [grey[top : top + BAND] for top in range(0, grey.shape[0] - BAND + 1, EVERY)]


def blockiness(*parts: Grey) -> float | None:
    """Return the mean step over the lines of the grid relative to other lines; None where nothing can be compared.

    ``parts`` are strips of one picture that begin on a line of the grid.
    """
    on_grid = elsewhere = grid_steps = other_steps = 0
    for grey in parts:
        height, width = grey.shape
        columns, rows = (width - 1) // GRID, (height - 1) // GRID
        here = _steps(grey[GRID - 1 : -1 : GRID], grey[GRID::GRID]) + _steps(
            _every(grey[:, GRID - 1 : -1], columns), _every(grey[:, GRID:], columns)
        )
        on_grid += here
        elsewhere += _steps(grey[:, 1:], grey[:, :-1]) + _steps(grey[1:], grey[:-1]) - here
        lines = columns * height + rows * width
        grid_steps += lines
        other_steps += (width - 1) * height + (height - 1) * width - lines
    return None if not elsewhere else (on_grid / grid_steps) / (elsewhere / other_steps)


def _steps(one: Grey, other: Grey) -> int:
    """Return the sum of absolute differences, exactly: no picture of them is made."""
    return round(cv2.norm(one, other, cv2.NORM_L1))


def _every(grey: Grey, count: int) -> Grey:
    """Return ``count`` columns, GRID apart, from the first on."""
    return np.ascontiguousarray(grey[:, ::GRID][:, :count])


def noise(*parts: Grey) -> float:
    """Return the estimated standard deviation of noise in grey levels, of strips of one picture."""
    total, pixels = 0.0, 0
    for grey in parts:
        # Sobel's second derivative in both directions is that kernel, as two passes of one dimension.
        answer = cv2.Sobel(grey, cv2.CV_16S, 2, 2, ksize=3)[1:-1, 1:-1]
        total += cv2.norm(answer, cv2.NORM_L1)
        pixels += answer.size
    return float(np.sqrt(np.pi / 2) * total / (6 * pixels))


@dataclass(slots=True)
class _Profile:
    """The rows of one stream, and whether there was anything to measure in it."""

    stream: int
    frames: array[int] = field(default_factory=lambda: array("q"))
    figures: array[float] = field(default_factory=lambda: array("d"))
    """Blockiness and noise of each frame; both NaN where it is too small, blockiness alone where nothing steps."""
    quantised: array[int] = field(default_factory=lambda: array("q"))
    quantisers: array[float] = field(default_factory=lambda: array("d"))
    """Mean, least and greatest of each frame that ``quantised`` names."""

    def frame(self, frame: FrameView) -> None:
        grey = frame.grey()
        if min(grey.shape) < 2 * GRID:
            figures = (math.nan, math.nan)
        else:
            parts = bands(grey)
            blocks = blockiness(*parts)
            figures = (math.nan if blocks is None else round(blocks, 3), round(noise(*parts), 3))
        self.frames.append(frame.index)
        self.figures.extend(figures)
        values = frame.quantisers()
        if values is not None and values.size:
            self.quantised.append(frame.index)
            self.quantisers.extend((round(float(values.mean()), 2), int(values.min()), int(values.max())))

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.stream)
        none = "no frame was decoded" if self.stream >= 0 else "no stream of video"
        yield from _table(QUANTITY, COLUMNS, map(self._row, range(len(self.frames))), here, none)
        none = _NO_QP if self.frames else none
        yield from _table(
            QUANTISERS, QUANTISER_COLUMNS, map(self._quantiser_row, range(len(self.quantised))), here, none
        )

    def _row(self, n: int) -> tuple[Cell, ...]:
        blocks, grain = self.figures[2 * n : 2 * n + 2]
        if math.isnan(grain):
            return self.frames[n], _SMALL, _SMALL
        return self.frames[n], _FLAT if math.isnan(blocks) else blocks, grain

    def _quantiser_row(self, n: int) -> tuple[Cell, ...]:
        mean, least, greatest = self.quantisers[3 * n : 3 * n + 3]
        return self.quantised[n], mean, int(least), int(greatest)


def _table(
    quantity: str, columns: tuple[Column, ...], rows: Iterator[tuple[Cell, ...]], here: StreamLocus, reason: str
) -> Iterator[Outcome]:
    first = 0
    while chunk := tuple(islice(rows, CHUNK)):
        yield Series(quantity, columns, first, chunk, here)
        first += len(chunk)
    if not first:
        yield NotMeasured(quantity, reason, here if here.stream >= 0 else WholeFile())


def observe(media: MediaFacts) -> Observer:
    """Return an observer of the first video stream."""
    profile = _Profile(media.first_index(StreamKind.VIDEO))
    return Observer(finish=profile.finish, frame=profile.frame)
