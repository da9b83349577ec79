"""What every frame looks like in four figures, for graphs over time: blockiness, noise, quantisers.

They describe and weigh nothing: no finding comes of them. Blockiness is the mean step of luma over the lines of an
8 × 8 grid from the top left, divided by the mean step elsewhere (after Wang, Bovik, Evans, ICIP 2000): 1 where the
grid does not show. Noise is Immerkaer's estimate of its standard deviation (Computer Vision and Image Understanding 64,
1996), which texture raises. Quantisers are those that the decoder applied, in the codec's own scale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
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
NEEDS: Final = Needs(frames=FrameNeed())
COLUMNS: Final = (Column("frame", "1"), Column("blockiness", "1"), Column("noise", "1"))
QUANTISER_COLUMNS: Final = (Column("frame", "1"), Column("mean", "1"), Column("least", "1"), Column("greatest", "1"))
GRID: Final = 8
CHUNK: Final = 2000
_SMALL: Final = Unread("the picture is smaller than two blocks")
_FLAT: Final = Unread("there is no step outside the grid")
_NO_QP: Final = "the decoder gives no quantisers for this codec, or no method asked it for them"
_LAPLACE: Final = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)


def blockiness(grey: Grey) -> float | None:
    """Return the mean step over the lines of the grid relative to other lines; None where nothing can be compared."""
    across = cv2.absdiff(grey[:, 1:], grey[:, :-1])
    down = cv2.absdiff(grey[1:], grey[:-1])
    columns = np.asarray(cv2.reduce(across, 0, cv2.REDUCE_SUM, dtype=cv2.CV_32S)).ravel().astype(np.int64)
    rows = np.asarray(cv2.reduce(down, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)).ravel().astype(np.int64)
    on_grid = int(columns[GRID - 1 :: GRID].sum() + rows[GRID - 1 :: GRID].sum())
    grid_steps = len(columns[GRID - 1 :: GRID]) * grey.shape[0] + len(rows[GRID - 1 :: GRID]) * grey.shape[1]
    elsewhere = int(columns.sum() + rows.sum()) - on_grid
    other_steps = len(columns) * grey.shape[0] + len(rows) * grey.shape[1] - grid_steps
    return None if not elsewhere else (on_grid / grid_steps) / (elsewhere / other_steps)


def noise(grey: Grey) -> float:
    """Return the estimated standard deviation of noise in grey levels."""
    height, width = grey.shape
    answer = cv2.filter2D(grey, cv2.CV_16S, _LAPLACE)[1:-1, 1:-1]
    total = cv2.norm(answer, cv2.NORM_L1)
    return float(np.sqrt(np.pi / 2) * total / (6 * (width - 2) * (height - 2)))


@dataclass(slots=True)
class _Profile:
    """The rows of one stream, and whether there was anything to measure in it."""

    stream: int
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    quantisers: list[tuple[Cell, ...]] = field(default_factory=list)

    def frame(self, frame: FrameView) -> None:
        grey = frame.grey()
        if min(grey.shape) < 2 * GRID:
            figures: tuple[Cell, ...] = (_SMALL, _SMALL)
        else:
            blocks = blockiness(grey)
            figures = (_FLAT if blocks is None else round(blocks, 3), round(noise(grey), 3))
        self.rows.append((frame.index, *figures))
        values = frame.quantisers()
        if values is not None and values.size:
            mean, least, greatest = round(float(values.mean()), 2), int(values.min()), int(values.max())
            self.quantisers.append((frame.index, mean, least, greatest))

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.stream)
        none = "no frame was decoded" if self.stream >= 0 else "no stream of video"
        yield from _table(QUANTITY, COLUMNS, self.rows, here, none)
        yield from _table(QUANTISERS, QUANTISER_COLUMNS, self.quantisers, here, _NO_QP if self.rows else none)


def _table(
    quantity: str, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]], here: StreamLocus, reason: str
) -> Iterator[Outcome]:
    if not rows:
        yield NotMeasured(quantity, reason, here if here.stream >= 0 else WholeFile())
    for first in range(0, len(rows), CHUNK):
        yield Series(quantity, columns, first, tuple(rows[first : first + CHUNK]), here)


def observe(media: MediaFacts) -> Observer:
    """Return an observer of the first video stream."""
    stream = media.first(StreamKind.VIDEO)
    profile = _Profile(-1 if stream is None else stream.index)
    return Observer(finish=profile.finish, frame=profile.frame)
