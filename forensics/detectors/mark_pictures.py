"""Pictures of marks that a user added to the register, and where a film keeps edges like theirs.

Normalised correlation of gradient vectors at many sizes: what counts is the shape of the edges and their sign, not
brightness. Of a mark in colours its chroma is compared as well, at the place where its edges fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.codec import decode_as
from forensics.detectors.steady_edges import Box, gradients

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    Map = npt.NDArray[np.float32]

MARKS_FILE: Final = "marks.json"
"""Name of the file in the worker's scratch folder that lists the pictures, as forensics.codec writes GivenMarks."""
MOST_MARKS: Final = 64
MOST_PIXELS: Final = 16_000_000
SIZES: Final = tuple(1.1**step for step in range(-4, 5))
"""Sizes that are tried, as multiples of the one that the mark had in its own frame: 68 to 146 %."""
_LEAST_SIDE: Final = 6


@dataclass(frozen=True, slots=True)
class GivenMark:
    """A mark picture as an examination is given it; ``path`` is the path of its file in hex.

    ``share`` is its longest side as a share of the longest side of the frame that it was cut from.
    """

    id: str
    family: str
    source: str
    date: str
    sha256: str
    share: float
    path: str


@dataclass(frozen=True, slots=True)
class GivenMarks:
    """All mark pictures of an examination."""

    marks: tuple[GivenMark, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Where a film's steady edges are most like a mark's: cosine of the gradient vectors, 1 for the same."""

    similarity: float
    box: Box


def read_marks(folder: Path) -> GivenMarks:
    """Return the marks listed in a scratch folder; raise CodecError or OSError where the list is damaged."""
    listed = folder / MARKS_FILE
    return decode_as(GivenMarks, listed.read_text("ascii")) if listed.exists() else GivenMarks(())


def suffix_of(content: bytes) -> str:
    """Return the suffix of a picture by its first bytes, '' for what is neither PNG nor JPEG."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    return ".jpg" if content.startswith(b"\xff\xd8\xff") else ""


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height that a PNG's or JPEG's header states, (0, 0) where it states none.

    PNG: IHDR is the first chunk (ISO/IEC 15948, 11.2.2). JPEG: the frame header SOFn (ITU-T T.81, B.2.2).
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    at = 2
    while content.startswith(b"\xff\xd8") and at + 9 <= len(content) and content[at] == 0xFF:
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            return int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(content[at + 5 : at + 7], "big")
        at += 2 + max(length, 2)
    return 0, 0


def mark_grey(content: bytes) -> tuple[Map, Map]:
    """Return grey levels and opacity (0..1) of a mark picture; raise ValueError for one that cannot be used."""
    import cv2

    read = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    if read is None or read.size == 0 or read.shape[0] * read.shape[1] > MOST_PIXELS or read.dtype != np.uint8:
        raise ValueError("the picture cannot be read as 8 bits a channel")
    opacity = np.ones(read.shape[:2], np.float32)
    if read.ndim == 3 and read.shape[2] == 4:
        opacity = read[..., 3].astype(np.float32) / 255
    grey = read if read.ndim == 2 else cv2.cvtColor(read[..., :3], cv2.COLOR_BGR2GRAY)
    if min(grey.shape) < _LEAST_SIDE or float(grey.std()) < 1:
        raise ValueError("the picture is too small or holds no edge")
    return grey.astype(np.float32), opacity


COLOURED: Final = 12.0
"""Mean distance from grey, in levels of Cb and Cr, from which on a mark's colours are compared as well."""
_CHROMA_FLOOR: Final = 6.0


def mark_chroma(content: bytes) -> Map | None:
    """Return (H, W, 2) Cr and Cb of a mark picture about 0, weighted by its opacity; None for a mark without colour."""
    import cv2

    read = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    if read is None or read.ndim != 3 or read.shape[2] < 3 or read.dtype != np.uint8:
        return None
    opacity = (
        read[..., 3:4].astype(np.float32) / 255 if read.shape[2] == 4 else np.ones((*read.shape[:2], 1), np.float32)
    )
    found = np.asarray(chroma(np.ascontiguousarray(read[..., 2::-1])) * opacity, np.float32)
    colourful = float(np.linalg.norm(found, axis=-1).sum() / max(float(opacity.sum()), 1.0))
    return found if colourful >= COLOURED else None


def chroma(rgb: npt.NDArray[np.uint8]) -> Map:
    """Return (H, W, 2) Cr and Cb about 0 of an RGB picture (ITU-R BT.601, as OpenCV converts)."""
    import cv2

    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb)[..., 1:], np.float32) - 128


def colour_agreement(film: Map, mark: Map, box: Box) -> float:
    """Return the cosine of a film's chroma in a box and a mark's at that size: 1 the same hues, 0 none or others."""
    import cv2

    part = film[box.y : box.y + box.height, box.x : box.x + box.width]
    if part.size == 0:
        return 0.0
    wanted = np.asarray(cv2.resize(mark, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_AREA), np.float32)
    floor = part.shape[0] * part.shape[1] * _CHROMA_FLOOR**2
    energy = (float((part**2).sum()) + floor) * float((wanted**2).sum())
    return float((part * wanted).sum()) / float(np.sqrt(max(energy, 1e-6)))


def likeness(edges: Map, grey: Map, opacity: Map, share: float) -> Likeness:
    """Return where edges (2, H, W) are most like those of a mark that takes about ``share`` of the longest side."""
    import cv2

    field = np.ascontiguousarray(np.moveaxis(edges, 0, -1), np.float32)
    field = _limited(field)
    best = Likeness(0.0, Box(0, 0, 0, 0))
    longest = max(field.shape[:2])
    for times in SIZES:
        scale = share * times * longest / max(grey.shape)
        size = (round(grey.shape[1] * scale), round(grey.shape[0] * scale))
        if min(size) < _LEAST_SIDE or size[0] > field.shape[1] or size[1] > field.shape[0]:
            continue
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        shrunk = np.asarray(cv2.resize(grey, size, interpolation=how), np.float32)
        wanted = np.stack(gradients(shrunk), axis=-1)
        wanted = _limited((wanted * cv2.resize(opacity, size, interpolation=how)[..., None]).astype(np.float32))
        norm = float(np.linalg.norm(wanted))
        if norm < 1e-3:
            continue
        # The floor keeps a place without edges from being like anything.
        energy = cv2.boxFilter((field**2).sum(axis=-1), -1, size, normalize=False, anchor=(0, 0))
        floor = size[0] * size[1] * _FLOOR**2
        product = cv2.matchTemplate(field, wanted, cv2.TM_CCORR)
        cosine = product / (norm * np.sqrt(energy[: product.shape[0], : product.shape[1]] + floor))
        y, x = np.unravel_index(int(np.argmax(cosine)), cosine.shape)
        if cosine[y, x] > best.similarity:
            best = Likeness(float(cosine[y, x]), Box(int(x), int(y), size[0], size[1]))
    return best


_FLOOR: Final = 2.0
_STRONGEST: Final = 20.0
"""Grey levels a pixel beyond which a longer gradient says no more: one hard edge must not outweigh a shape."""


def _limited(vectors: Map) -> Map:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors * np.minimum(1, _STRONGEST / np.maximum(length, 1e-6)), np.float32)
