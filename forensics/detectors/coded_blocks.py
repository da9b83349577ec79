"""How coarsely each picture is quantised and how its blocks move, as the decoder tells it of their codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import numpy as np

from forensics.description import Cost
from forensics.detector import (
    Applicability,
    Card,
    Detector,
    FrameNeed,
    FrameView,
    Needs,
    Observer,
    Parameters,
    Quantity,
    Reference,
    Validation,
)
from forensics.types import (
    Cell,
    Column,
    Finding,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    Series,
    StreamKind,
    StreamLocus,
    Unread,
)

ID: Final = "coded_blocks"
VERSION: Final = "1"
CHUNK: Final = 2000
STILL: Final = 0.5
"""Pixels below which a block counts as not moved."""
CODECS: Final = frozenset({"h264", "mpeg4", "mpeg2video", "mpeg1video", "h263", "vp9", "msmpeg4v3", "msmpeg4v2"})
"""Codecs of whose blocks FFmpeg 8 tells quantisers, vectors or both."""
COLUMNS: Final = (
    Column("index", "1"), Column("type", "text"), Column("qp_mean", "1"), Column("qp_min", "1"), Column("qp_max", "1"),
    Column("vectors", "1"), Column("vector_length", "px"), Column("still", "1"),
)  # fmt: skip
_NO_QP: Final = Unread("the decoder gives no quantisers of this picture")
_NO_VECTORS: Final = Unread("the decoder gives no vectors of this picture: intra pictures have none")
_NOTHING: Final = "the decoder of this codec tells nothing of its blocks"


@dataclass(slots=True)
class _Watch:
    stream: int
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    written: list[Series] = field(default_factory=list)
    quantised: int = 0
    moved: int = 0
    total: Fraction = Fraction(0)

    def frame(self, frame: FrameView) -> None:
        self.rows.append((frame.index, frame.picture_type or "?", *self._quantisers(frame), *self._vectors(frame)))
        if len(self.rows) >= CHUNK:
            self._write()

    def _quantisers(self, frame: FrameView) -> tuple[Cell, ...]:
        found = frame.quantisers()
        if found is None or not found.size:
            return (_NO_QP,) * 3
        mean = Fraction(int(found.sum()), found.size).limit_denominator(1000)
        self.quantised, self.total = self.quantised + 1, self.total + mean
        return mean, int(found.min()), int(found.max())

    def _vectors(self, frame: FrameView) -> tuple[Cell, ...]:
        found = frame.motion_vectors()
        if found is None or not len(found):
            return (_NO_VECTORS,) * 3
        self.moved += 1
        length = np.hypot(found["dst_x"].astype(float) - found["src_x"], found["dst_y"].astype(float) - found["src_y"])
        still = round(float((length < STILL).mean()), 3)
        return len(found), round(float(length.mean()), 3), still

    def _write(self) -> None:
        first = sum(len(one.rows) for one in self.written)
        self.written.append(Series(f"{ID}.frames", COLUMNS, first, tuple(self.rows), StreamLocus(self.stream)))
        self.rows = []

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.stream)
        if self.rows:
            self._write()
        if not self.quantised and not self.moved:
            yield NotMeasured(f"{ID}.frames", _NOTHING if self.written else "no frame could be decoded", here)
            return
        yield from self.written
        yield Measurement(f"{ID}.with_vectors", self.moved, "1", here)
        yield Measurement(f"{ID}.with_quantisers", self.quantised, "1", here)
        if self.quantised:
            mean = (self.total / self.quantised).limit_denominator(1000)
            yield Measurement(f"{ID}.qp_mean", mean, "1", here)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    watch = _Watch(media.first_index(StreamKind.VIDEO))
    return Observer(finish=watch.finish, frame=watch.frame)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    """Return nothing: what a series of quantisers shows is for the person who looks at it."""
    del results
    return ()


def _applicability(media: MediaFacts) -> Applicability:
    stream = media.first(StreamKind.VIDEO)
    if stream is None:
        return Applicability(applicable=False, reasons=("no video stream",))
    if stream.codec not in CODECS:
        return Applicability(applicable=False, reasons=(f"FFmpeg's decoder of {stream.codec} tells nothing of blocks",))
    return Applicability(applicable=True)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="codec",
    summary="Lists quantisers and motion vectors of every picture, as the decoder reads them from the coded blocks.",
    needs=Needs(frames=FrameNeed(), motion_vectors=True),
    quantities=(
        Quantity("coded_blocks.frames", "1", "quantisers, vectors and still share of each picture", "series"),
        Quantity("coded_blocks.with_quantisers", "1", "pictures whose quantisers the decoder gives", "quality"),
        Quantity("coded_blocks.with_vectors", "1", "pictures whose motion vectors the decoder gives", "quality"),
        Quantity("coded_blocks.qp_mean", "1", "mean over pictures of mean quantisers, codec scale", "measurement"),
    ),
    applicability=_applicability,
    limits=(
        "Quantisers and vectors are choices of the last encoder; they follow its rate control and the scene.",
        "A vector says from where a block was predicted, which is often not where the thing shown had been.",
        "FFmpeg gives quantisers of H.264, MPEG-4 Part 2, MPEG-1, MPEG-2 and VP9, and no vectors of VP9; of H.265, AV1 "
        "and VP8 it gives neither.",
    ),
    references=(
        Reference("FFmpeg: AVVideoEncParams (export_side_data venc_params) and AVMotionVector (flags2 export_mvs)",
                  "libavutil/video_enc_params.h, libavutil/motion_vector.h"),
        Reference("Advanced video coding for generic audiovisual services, 8.5 (quantisation), 8.4.1 (vectors)",
                  "Rec. ITU-T H.264"),
    ),
    innocent_explanations=(
        "Rate control quantises a busy passage more coarsely, and the first picture more finely.",
        "A camera that moves gives long vectors in every block.",
    ),
    observe=_observe,
    judge=_judge,
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="clips coded by x264 with one fixed quantiser and with a pan of known speed (the project's tests)",
                dated="2026-11-27",
                groups=1,
                files=2,
                outcome="the quantisers are those that were asked for, the mean vector is the pan within a pixel",
            ),
        ),
        known_failures=("With threads by frame the decoder leaves vectors out: it runs with threads by slice.",),
    ),
    cost=Cost(2.2),
    on_request="it lists every picture, which few questions need",
)  # fmt: skip
