"""Choose frames that stand for a clip and write them as PNG: the first, shot starts, and others evenly spread."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2

from forensics.changes import ShotStarts
from forensics.detector import FrameNeed, FrameView, Needs, Observer
from forensics.types import FrameLocus, MediaFacts, NotMeasured, Outcome, Picture, StreamKind

if TYPE_CHECKING:
    from forensics.detector import ColourPicture

METHOD: Final = "keyframes"
VERSION: Final = "1"
QUANTITY: Final = "keyframes.picture"
NEEDS: Final = Needs(frames=FrameNeed())


@dataclass(frozen=True, slots=True)
class _Kept:
    """A frame held until it is known which are wanted; compressing those that are not would cost most of the time."""

    locus: FrameLocus
    starts_shot: bool
    picture: ColourPicture


@dataclass(slots=True)
class _Choosing:
    """Keeps frames at a stride that doubles when too many are held: spread evenly without knowing the length."""

    folder: Path
    most: int
    side: int
    has_pictures: bool
    shots: ShotStarts = field(default_factory=ShotStarts)
    starts: list[_Kept] = field(default_factory=list)
    spread: list[_Kept] = field(default_factory=list)
    stride: int = 1
    starts_seen: int = 0

    def frame(self, frame: FrameView) -> None:
        starts = self.shots.starts(frame.grey(96))
        on_stride = frame.index % self.stride == 0
        self.starts_seen += starts
        wanted_start = starts and len(self.starts) < self.most
        if not (wanted_start or on_stride):
            return
        kept = _kept(frame, self.side, starts_shot=starts)
        if wanted_start:
            self.starts.append(kept)
        if on_stride:
            self.spread.append(kept)
            if len(self.spread) > 2 * self.most:
                self.stride *= 2
                self.spread = [one for one in self.spread if one.locus.index % self.stride == 0]

    def finish(self) -> Iterator[Outcome]:
        chosen = self._chosen()
        if not chosen:
            yield NotMeasured(QUANTITY, "no frame was decoded" if self.has_pictures else "no stream of pictures")
            return
        for kept in chosen:
            name = f"frame-{kept.locus.index:08d}.png"
            png = _png(kept.picture)
            (self.folder / name).write_bytes(png)
            why = "first frame of a shot" if kept.starts_shot else "evenly spread frame"
            yield Picture(
                QUANTITY,
                name,
                "image/png",
                hashlib.sha256(png).hexdigest(),
                kept.picture.shape[1],
                kept.picture.shape[0],
                f"{why}; RGB, longest side at most {self.side} pixels, area average, PNG",
                kept.locus,
            )

    def _chosen(self) -> list[_Kept]:
        """Return at most ``most`` frames: shot starts evenly thinned to half of them, the rest spread."""
        starts = _thinned(self.starts, self.most if not self.spread else max(1, self.most // 2))
        taken = {kept.locus.index for kept in starts}
        rest = _thinned([one for one in self.spread if one.locus.index not in taken], self.most - len(starts))
        return sorted([*starts, *rest], key=lambda kept: kept.locus.index)


def _thinned(kept: list[_Kept], most: int) -> list[_Kept]:
    if len(kept) <= most:
        return list(kept)
    return [kept[n * (len(kept) - 1) // max(1, most - 1)] for n in range(most)]


def _kept(frame: FrameView, side: int, *, starts_shot: bool) -> _Kept:
    return _Kept(FrameLocus(frame.stream, frame.index, frame.at), starts_shot, frame.rgb(side))


def _png(picture: ColourPicture) -> bytes:
    done, coded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        raise ValueError(f"a picture of {picture.shape} could not be written as PNG")
    return bytes(coded)


def keyframes(media: MediaFacts, folder: Path, *, most: int = 9, side: int = 960) -> Observer:
    """Return an observer that writes at most ``most`` PNG files into ``folder``, which must exist.

    It holds up to ``3 * most`` pictures of ``side`` pixels (about 40 MB by default) and writes only at the end, in
    the worker's scratch folder.
    """
    choosing = _Choosing(folder, most, side, has_pictures=media.first(StreamKind.VIDEO) is not None)
    return Observer(finish=choosing.finish, frame=choosing.frame)
