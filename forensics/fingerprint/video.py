"""A video's fingerprint as a value, and as bytes: format 1.

Bytes, little-endian: the magic ``ASSAYVF1``; u32 length of the header; the header, canonical JSON of ``Header``; then
without gaps, with the counts that the header gives:

- ``rectangles`` x u16[4]: left, top, right, bottom in 1/65535 of the frame's width and height; the first is the frame;
- ``marks`` x i64: presentation time of the frame in ticks of the time base; x u16: its rectangle; x u8: quality;
  x 32 bytes: the bits (see dct_hash);
- ``moves`` x i64: presentation time; x u16: how much the picture changed since the look before, about 0.08 s earlier:
  mean absolute difference of the grey picture of at most 96 pixels, in 1/100 of a grey level;
- ``keys`` x i64: presentation time of the key frame; x u16: how many points it has;
- ``points`` x u16[2]: place in 1/65535 of the longest side; x u8: size, 24 steps an octave, 1/1024 of the longest side
  being 0; x u8: angle in 1/256 turn, clockwise as in the picture; x 64 bytes: 128 values of four bits, high half first,
  1/40 each, of the RootSIFT descriptor (4x4 cells by 8 directions).

Nothing in it allows the footage to be shown again; outlines of a picture can be guessed from many points of it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.codec import CodecError, decode_as, encode

MAGIC: Final = b"ASSAYVF1"
MOVE_EVERY: Final = Fraction(2, 25)
"""Seconds from one measurement of motion to the next; here, where no decoder is loaded."""
FORMAT: Final = "assay video fingerprint 1"
DESCRIPTOR_BYTES: Final = 64
MAX_ROWS: Final = 50_000_000
_MAX_HEADER: Final = 4096
_STEPS: Final = 40.0

Geometry = npt.NDArray[np.float32]
Descriptors = npt.NDArray[np.uint8]


class FingerprintRefused(ValueError):
    """Bytes are not a fingerprint of a format that is known here."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the arrays of a fingerprint mean and how long they are."""

    format: str
    method: str
    codebook: str
    """SHA-256 of the codebook by which its points are looked up."""
    width: int
    height: int
    time_base: Fraction
    rectangles: int
    marks: int
    moves: int
    keys: int
    points: int


@dataclass(frozen=True, slots=True)
class Points:
    """Points of pictures: geometry (n, 4) of x, y and size in shares of the longest side and angle in degrees."""

    place: npt.NDArray[np.uint16]
    size: npt.NDArray[np.uint8]
    angle: npt.NDArray[np.uint8]
    descriptors: Descriptors

    @classmethod
    def none(cls) -> Points:
        """Return no points."""
        return cls.of(np.zeros((0, 4), np.float32), np.zeros((0, DESCRIPTOR_BYTES), np.uint8))

    @classmethod
    def of(cls, geometry: Geometry, descriptors: Descriptors) -> Points:
        """Return points as they are stored."""
        place = np.clip(np.round(geometry[:, :2] * 65535), 0, 65535).astype(np.uint16)
        size = np.clip(np.round(24 * np.log2(np.maximum(geometry[:, 2], 1e-6) * 1024)), 0, 255).astype(np.uint8)
        angle = (np.round(geometry[:, 3] * (256 / 360)).astype(np.int64) % 256).astype(np.uint8)
        return cls(place, size, angle, descriptors)

    def __len__(self) -> int:
        return len(self.place)

    def geometry(self) -> Geometry:
        """Return x, y, size and angle of each point."""
        size = np.exp2(self.size / 24) / 1024
        return np.column_stack([self.place / 65535, size, self.angle * (360 / 256)]).astype(np.float32)

    def part(self, start: int, end: int) -> Points:
        """Return the points of some rows."""
        return Points(self.place[start:end], self.size[start:end], self.angle[start:end], self.descriptors[start:end])


@dataclass(frozen=True, slots=True)
class VideoFingerprint:
    """Marks (coarse hashes, about four a second), moves (amounts of change, about twelve a second) and key frames with
    points (about one a second) of one stream of pictures.
    """

    method: str
    codebook: str
    width: int
    height: int
    time_base: Fraction
    rectangles: npt.NDArray[np.uint16]
    mark_pts: npt.NDArray[np.int64]
    mark_rectangle: npt.NDArray[np.uint16]
    mark_quality: npt.NDArray[np.uint8]
    mark_bits: npt.NDArray[np.uint8]
    move_pts: npt.NDArray[np.int64]
    move_levels: npt.NDArray[np.uint16]
    key_pts: npt.NDArray[np.int64]
    key_points: npt.NDArray[np.uint16]
    points: Points

    def mark_times(self) -> npt.NDArray[np.float64]:
        """Return the times of the marks in seconds."""
        return np.asarray(self.mark_pts * float(self.time_base), np.float64)

    def move_times(self) -> npt.NDArray[np.float64]:
        """Return the times of the moves in seconds."""
        return np.asarray(self.move_pts * float(self.time_base), np.float64)

    def key_times(self) -> npt.NDArray[np.float64]:
        """Return the times of the key frames in seconds."""
        return np.asarray(self.key_pts * float(self.time_base), np.float64)

    def key_starts(self) -> npt.NDArray[np.int64]:
        """Return for each key frame, and for the end, where its points begin."""
        return np.concatenate([[0], np.cumsum(self.key_points, dtype=np.int64)])

    def points_of(self, key: int) -> Points:
        """Return the points of one key frame."""
        starts = self.key_starts()
        return self.points.part(int(starts[key]), int(starts[key + 1]))

    def aspect(self) -> tuple[float, float]:
        """Return width and height in shares of the longest side."""
        longest = max(self.width, self.height, 1)
        return self.width / longest, self.height / longest


def to_bytes(fingerprint: VideoFingerprint) -> bytes:
    """Return the fingerprint in format 1."""
    points = fingerprint.points
    columns = (points.place, points.size, points.angle, points.descriptors)
    return b"".join(stored(fingerprint, len(points), columns))


def stored(f: VideoFingerprint, points: int, columns: Iterable[npt.NDArray[np.generic]]) -> Iterator[bytes]:
    """Yield the bytes of a fingerprint with so many points, whose columns come apart, each in one piece or several.

    They are places, sizes, angles and descriptors, in this order.
    """
    counts = len(f.rectangles), len(f.mark_pts), len(f.move_pts), len(f.key_pts), points
    header = encode(Header(FORMAT, f.method, f.codebook, f.width, f.height, f.time_base, *counts)).encode("ascii")
    yield b"".join((MAGIC, struct.pack("<I", len(header)), header))
    arrays: tuple[npt.NDArray[np.generic], ...] = (
        *(f.rectangles, f.mark_pts, f.mark_rectangle, f.mark_quality, f.mark_bits),
        *(f.move_pts, f.move_levels, f.key_pts, f.key_points),
    )
    yield from map(_little, arrays)
    yield from map(_little, columns)


def _little(array: npt.NDArray[np.generic]) -> bytes:
    return array.astype(array.dtype.newbyteorder("<")).tobytes()


def from_bytes(untrusted: bytes) -> VideoFingerprint:
    """Return the fingerprint that bytes state; raise FingerprintRefused for anything else."""
    if untrusted[:8] != MAGIC or len(untrusted) < 12:
        raise FingerprintRefused("not a video fingerprint")
    (length,) = struct.unpack_from("<I", untrusted, 8)
    if length > _MAX_HEADER or len(untrusted) < 12 + length:
        raise FingerprintRefused("the header of a video fingerprint is cut off or too long")
    try:
        header = decode_as(Header, untrusted[12 : 12 + length].decode("ascii"))
    except (CodecError, UnicodeDecodeError) as error:
        raise FingerprintRefused(f"the header of a video fingerprint cannot be read: {error}") from error
    _check(header)
    return _arrays(header, memoryview(untrusted)[12 + length :])


def _check(header: Header) -> None:
    if header.format != FORMAT:
        raise FingerprintRefused(f"a fingerprint of another format: {header.format[:60]!r}")
    counts = (header.rectangles, header.marks, header.moves, header.keys, header.points)
    if min(counts) < 0 or max(counts) > MAX_ROWS or min(header.width, header.height) < 1 or header.time_base <= 0:
        raise FingerprintRefused("the header of a video fingerprint states impossible numbers")


def _arrays(header: Header, body: memoryview) -> VideoFingerprint:
    marks, moves, keys, points = header.marks, header.moves, header.keys, header.points
    shapes: tuple[tuple[str, tuple[int, ...]], ...] = (
        *(("<u2", (header.rectangles, 4)), ("<i8", (marks,)), ("<u2", (marks,)), ("u1", (marks,)), ("u1", (marks, 32))),
        *(("<i8", (moves,)), ("<u2", (moves,)), ("<i8", (keys,)), ("<u2", (keys,))),
        *(("<u2", (points, 2)), ("u1", (points,)), ("u1", (points,)), ("u1", (points, DESCRIPTOR_BYTES))),
    )
    sizes = [np.dtype(kind).itemsize * int(np.prod(shape, dtype=object)) for kind, shape in shapes]
    if sum(sizes) != len(body):
        raise FingerprintRefused(f"a video fingerprint has {len(body)} bytes of data where {sum(sizes)} are stated")
    at, arrays = 0, []
    for (kind, shape), size in zip(shapes, sizes, strict=True):
        stored = np.frombuffer(body, np.dtype(kind), count=int(np.prod(shape)), offset=at).reshape(shape)
        arrays.append(stored.astype(stored.dtype.newbyteorder("=")))
        at += size
    rectangles, mark_pts, mark_rectangle, quality, bits, move_pts, levels, key_pts, key_points = arrays[:9]
    place, size_of, angle, descriptors = arrays[9:]
    if int(key_points.sum(dtype=np.int64)) != points or (marks and int(mark_rectangle.max()) >= header.rectangles):
        raise FingerprintRefused("the counts within a video fingerprint contradict each other")
    return VideoFingerprint(
        header.method,
        header.codebook,
        header.width,
        header.height,
        header.time_base,
        rectangles,
        mark_pts,
        mark_rectangle,
        quality,
        bits,
        move_pts,
        levels,
        key_pts,
        key_points,
        Points(place, size_of, angle, descriptors),
    )


def quantised(rooted: npt.NDArray[np.float32]) -> Descriptors:
    """Return (n, 128) RootSIFT values in four bits each, (n, 64) bytes."""
    steps = np.clip(np.round(rooted * _STEPS), 0, 15).astype(np.uint8)
    return np.asarray((steps[:, 0::2] << 4) | steps[:, 1::2], np.uint8)


def restored(descriptors: Descriptors, *, mirrored: bool = False) -> npt.NDArray[np.float32]:
    """Return unit vectors (n, 128) of stored descriptors; ``mirrored`` as they would be in the mirrored picture."""
    values = np.empty((len(descriptors), 128), np.float32)
    values[:, 0::2], values[:, 1::2] = descriptors >> 4, descriptors & 15
    if mirrored:
        values = values[:, _MIRRORED]
    return np.asarray(values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), 1e-6), np.float32)


_MIRRORED: Final = np.arange(128).reshape(4, 4, 8)[::-1][..., (-np.arange(8)) % 8].ravel()
"""Mirroring turns the rows of cells round and the directions with them (cosine 0.999 to a second extraction)."""


def mirrored_geometry(geometry: Geometry, width: float) -> Geometry:
    """Return points as they lie in the mirrored picture, whose width is given in shares of the longest side."""
    turned = geometry.copy()
    turned[:, 0] = width - turned[:, 0]
    turned[:, 3] = (180 - turned[:, 3]) % 360
    return turned
