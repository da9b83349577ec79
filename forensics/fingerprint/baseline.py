"""Perceptual hashes of sampled frames, as other tools compute them: a baseline for exchange, not our own matching.

``phash`` and ``dhash`` of the imagehash package (8x8 bits each) are what hash lists of other desks hold; they are
written as that package's hexadecimal strings and compared by Hamming distance. PDQ is what platforms exchange. They
find near copies of a whole frame and lose a copy that is cropped, mirrored or framed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import imagehash
from PIL import Image

from forensics.changes import ShotStarts
from forensics.detector import FrameNeed, FrameView, Needs, Observer
from forensics.fingerprint.pdq import MOST_SIDE, pdq
from forensics.types import Cell, Column, MediaFacts, NotMeasured, Outcome, Series, StreamKind, StreamLocus

METHOD: Final = "fingerprint"
VERSION: Final = "2"
QUANTITY: Final = "fingerprint.imagehash"
PDQ: Final = "fingerprint.pdq"
NEEDS: Final = Needs(frames=FrameNeed())
"""Every frame is looked at for shot starts; only about one a second is hashed."""
EVERY: Final = Fraction(1)
"""Seconds between sampled frames."""
MOST: Final = 20_000
CHUNK: Final = 500
_COLUMNS: Final = (Column("frame", "1"), Column("time", "s"), Column("phash", "text"), Column("dhash", "text"))
_PDQ_COLUMNS: Final = (Column("frame", "1"), Column("time", "s"), Column("pdq", "text"), Column("quality", "1"))


@dataclass(slots=True)
class _Hashing:
    has_pictures: bool
    shots: ShotStarts = field(default_factory=ShotStarts)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    pdq_rows: list[tuple[Cell, ...]] = field(default_factory=list)
    due: Fraction | None = None
    stream: int = -1
    left_out: int = 0

    def frame(self, frame: FrameView) -> None:
        self.stream = frame.stream
        started = self.shots.starts(frame.grey(96))
        now = frame.at.seconds
        if not started and self.due is not None and now < self.due:
            return
        self.due = now + EVERY
        if len(self.rows) >= MOST:
            self.left_out += 1
            return
        picture = Image.fromarray(frame.rgb(256))
        self.rows.append((frame.index, now, str(imagehash.phash(picture)), str(imagehash.dhash(picture))))
        self.pdq_rows.append((frame.index, now, *pdq(frame.rgb(MOST_SIDE))))

    def finish(self) -> Iterator[Outcome]:
        tables = ((QUANTITY, _COLUMNS, self.rows), (PDQ, _PDQ_COLUMNS, self.pdq_rows))
        for quantity, columns, held in tables:
            if not held:
                yield NotMeasured(quantity, "no frame was decoded" if self.has_pictures else "no stream of pictures")
            for first in range(0, len(held), CHUNK):
                yield Series(quantity, columns, first, tuple(held[first : first + CHUNK]), StreamLocus(self.stream))
            if self.left_out:
                yield NotMeasured(quantity, f"{self.left_out} sampled frames after the first {MOST} were not hashed")


def observe(media: MediaFacts) -> Observer:
    """Return an observer that hashes one frame a second and each frame with which a shot starts."""
    hashing = _Hashing(has_pictures=media.first(StreamKind.VIDEO) is not None)
    return Observer(finish=hashing.finish, frame=hashing.frame)
