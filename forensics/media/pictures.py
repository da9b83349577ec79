"""One decoded frame: its exact bytes for the digest, and pictures of it made once and shared by all consumers."""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING

import cv2
import numpy as np
from av.sidedata.encparams import VideoEncParams
from av.sidedata.motionvectors import MotionVectors
from av.sidedata.sidedata import SideData, SideDataContainer
from av.video.frame import PictureType, VideoFrame

from forensics.types import Timestamp

if TYPE_CHECKING:
    import numpy.typing as npt

_VECTOR = np.dtype(
    [
        *(("source", "i4"), ("w", "u1"), ("h", "u1")),
        *(("src_x", "i2"), ("src_y", "i2"), ("dst_x", "i2"), ("dst_y", "i2")),
        *(("flags", "u8"), ("motion_x", "i4"), ("motion_y", "i4"), ("motion_scale", "u2")),
    ],
    align=True,
)
"""AVMotionVector, as PyAV gives it; made once."""
WORKING_SIDE = 480
"""Longest side from which all smaller pictures are made, so that one reduction of the full frame serves all."""

cv2.setNumThreads(2)


class DecodedFrame:
    """A frame in presentation order (see forensics.detector.FrameView); threads may share one."""

    def __init__(
        self, frame: VideoFrame, *, stream: int, index: int, at: Timestamp, has_pts: bool, marked: bool = True
    ) -> None:
        """Take a frame; ``marked`` says whether its decoder was asked for motion vectors and quantisers."""
        self.frame = frame
        self.stream = stream
        self.index = index
        self.at = at
        self.has_pts = has_pts
        self._marked = marked
        self._quantisers: npt.NDArray[np.int32] | None = None
        self.key = bool(frame.key_frame)
        self.picture_type = _TYPES.get(int(frame.pict_type), "")
        self.width = frame.width
        self.height = frame.height
        self._grey: dict[int | None, npt.NDArray[np.uint8]] = {}
        self._rgb: dict[int | None, npt.NDArray[np.uint8]] = {}
        self._sha256 = ""
        self._digesting, self._drawing = threading.Lock(), threading.RLock()

    @property
    def sha256(self) -> str:
        """Return SHA-256 of the decoded planes without padding, as ``ffmpeg -f framehash -hash sha256`` gives it."""
        if not self._sha256:
            with self._digesting:
                self._sha256 = self._sha256 or _sha256(self.frame)
        return self._sha256

    def grey(self, longest_side: int | None = None) -> npt.NDArray[np.uint8]:
        """Return the luma plane (H, W) uint8, area-averaged down to a longest side of at most ``longest_side``."""
        side = _effective(longest_side, self.width, self.height)
        if side not in self._grey:
            with self._drawing:
                if side not in self._grey:
                    self._grey[side] = self._reduced(self.grey, side) if side else _luma(self.frame)
        return self._grey[side]

    def rgb(self, longest_side: int | None = None) -> npt.NDArray[np.uint8]:
        """Return (H, W, 3) uint8 RGB, scaled down likewise; conversion by FFmpeg with the frame's own matrix."""
        side = _effective(longest_side, self.width, self.height)
        if side not in self._rgb:
            with self._drawing:
                if side not in self._rgb:
                    self._rgb[side] = self._reduced(self.rgb, side) if side else _colour(self.frame)
        return self._rgb[side]

    def _reduced(self, picture: _Picture, side: int) -> npt.NDArray[np.uint8]:
        source = picture(WORKING_SIDE) if side < WORKING_SIDE else picture(None)
        return _shrink(source, side)

    def motion_vectors(self) -> npt.NDArray[np.void] | None:
        """Return FFmpeg's motion vectors of this frame, or None where the codec gives none."""
        vectors = self._beside("MOTION_VECTORS")
        return np.frombuffer(vectors, _VECTOR) if isinstance(vectors, MotionVectors) else None  # type: ignore[call-overload]  # it is a buffer; its stub does not say so

    def quantisers(self) -> npt.NDArray[np.int32] | None:
        """Return the quantiser of each block (rows, columns), one for the frame, or None where the codec gives none."""
        if self._quantisers is None:
            given = self._beside("VIDEO_ENC_PARAMS")
            self._quantisers = _quantisers(given) if isinstance(given, VideoEncParams) else _NONE
        return None if self._quantisers is _NONE else self._quantisers

    def _beside(self, name: str) -> SideData | None:
        """Return what the decoder gave beside the picture.

        Not by the frame's own property: a frame that was asked by it holds itself (PyAV 18.1), and some hundred would
        stay in memory until the interpreter looks for such rings.
        """
        return SideDataContainer(self.frame).get(name) if self._marked else None  # type: ignore[call-arg] # its stub lacks it


_NONE: npt.NDArray[np.int32] = np.zeros((0, 0), np.int32)
"""Says that a frame was asked for its quantisers and has none."""


def _quantisers(given: VideoEncParams) -> npt.NDArray[np.int32]:
    if not given.nb_blocks:
        return np.array([[given.qp]], np.int32)
    raw = memoryview(given)  # type: ignore[arg-type]  # it is a buffer; its stub does not say so
    blocks = np.frombuffer(raw, np.uint8)[given.blocks_offset :]
    table = blocks[: given.nb_blocks * given.block_size].reshape(given.nb_blocks, given.block_size)
    return given.qp + table[:, 16:20].copy().view(np.int32).reshape(1, -1)  # AVVideoBlockParams.delta_qp


if TYPE_CHECKING:
    from collections.abc import Callable

    _Picture = Callable[[int | None], npt.NDArray[np.uint8]]

_TYPES = {int(PictureType.I): "I", int(PictureType.P): "P", int(PictureType.B): "B", int(PictureType.S): "S"}


def _colour(frame: VideoFrame) -> npt.NDArray[np.uint8]:
    return np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)


def _effective(longest_side: int | None, width: int, height: int) -> int | None:
    return None if longest_side is None or longest_side >= max(width, height) else longest_side


def _shrink(picture: npt.NDArray[np.uint8], side: int) -> npt.NDArray[np.uint8]:
    height, width = picture.shape[:2]
    scale = side / max(width, height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    for factor in (4, 8):
        if picture.ndim == 2 and picture.shape == (size[1] * factor, size[0] * factor) and picture.shape[1] % 8 == 0:
            return _meaned(picture, factor)
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


STRIP = 3 << 16
"""Bytes of a picture that are worked on together."""
_BYTE = np.uint16(0xFF)


def _meaned(picture: npt.NDArray[np.uint8], factor: int) -> npt.NDArray[np.uint8]:
    """Return, to the bit, what INTER_AREA gives for a factor of 4 or 8, in less than half the time.

    In strips: for what is larger the system is asked for memory each time, which takes longer than the sums.
    """
    height, width = (side // factor for side in picture.shape)
    made = np.empty((height, width), np.uint8)
    together = max(1, STRIP // picture.shape[1] // factor)
    for first in range(0, height, together):
        last = min(first + together, height)
        made[first:last] = _means(picture[first * factor : last * factor], factor)
    return made


def _means(picture: npt.NDArray[np.uint8], factor: int) -> npt.NDArray[np.uint32]:
    """Return the means of squares of pixels.

    Two pixels are one number of 16 bits, which has room for the sum of 256. As INTER_AREA does, a mean that lies half
    way between two levels is rounded to the even one.
    """
    two = picture.view(np.uint16)
    pairs = two >> np.uint16(8)
    pairs += two & _BYTE
    rows = pairs[0::factor] + pairs[1::factor]
    for row in range(2, factor):
        rows += pairs[row::factor]
    # A product with ones adds all 16-bit parts of a number up in its highest part.
    if factor == 4:
        sums = rows.view(np.uint32) * np.uint32(0x00010001)
        sums >>= np.uint32(16)
    else:
        sums = (rows.view(np.uint64) * np.uint64(0x0001000100010001) >> np.uint64(48)).astype(np.uint32)
    shift = np.uint32(2 * factor.bit_length() - 2)
    odd = sums >> shift
    odd &= np.uint32(1)
    sums += odd
    sums += np.uint32(factor**2 // 2 - 1)
    sums >>= shift
    return sums


def _sha256(frame: VideoFrame) -> str:
    digest = hashlib.sha256()
    for plane in _planes(frame):
        digest.update(plane.data if plane.flags.c_contiguous else plane.tobytes())
    return digest.hexdigest()


def _planes(frame: VideoFrame) -> list[npt.NDArray[np.uint8]]:
    components = frame.format.components
    planes = []
    for number, plane in enumerate(frame.planes):
        mine = [component for component in components if component.plane == number]
        row = sum(component.width * ((component.bits + 7) // 8) for component in mine)
        height = max((component.height for component in mine), default=plane.height)
        stride = abs(plane.line_size)
        data = np.frombuffer(memoryview(plane), np.uint8)[: stride * height].reshape(height, stride)
        planes.append(data[:, : min(row, stride) if row else stride])
    return planes


def _luma(frame: VideoFrame) -> npt.NDArray[np.uint8]:
    name, components = frame.format.name, frame.format.components
    if name.startswith(("yuv4", "yuvj4", "nv12", "nv21", "gray")) and components[0].bits == 8:
        return _planes(frame)[0]
    return np.asarray(frame.to_ndarray(format="gray"), np.uint8)
