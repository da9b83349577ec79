"""Fingerprints of footage made for a test: rendered, laundered picture by picture, never encoded."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from forensics.fingerprint.observing import VideoPrinting
from forensics.fingerprint.video import VideoFingerprint
from forensics.footage.scene import Renderer, Scene
from forensics.types import Timestamp

Grey = npt.NDArray[np.uint8]
RATE = 25


class GreyFrame:
    """A frame that knows its grey picture only: what the fingerprint asks for."""

    stream, has_pts, key, picture_type, sha256 = 0, True, False, "", ""

    def __init__(self, index: int, picture: Grey) -> None:
        self.index, self._picture = index, picture
        self.at = Timestamp(index, Fraction(1, RATE))
        self.height, self.width = picture.shape

    def grey(self, longest_side: int | None = None) -> Grey:
        """Return the picture, area-averaged down."""
        longest = max(self._picture.shape)
        if longest_side is None or longest_side >= longest:
            return self._picture
        size = (round(self.width * longest_side / longest), round(self.height * longest_side / longest))
        return np.asarray(cv2.resize(self._picture, size, interpolation=cv2.INTER_AREA), np.uint8)

    def rgb(self, longest_side: int | None = None) -> Grey:
        """Return nothing: no colour is kept."""
        raise AssertionError(f"no colour of side {longest_side} is kept")

    def quantisers(self) -> None:
        return None

    def motion_vectors(self) -> None:
        """Return none."""


@cache
def footage(seed: int, seconds: int = 6) -> tuple[Grey, ...]:
    """Return the grey frames of a made scene at RATE frames a second."""
    renderer = Renderer(Scene(width=480, height=270, seed=seed))
    frames = (renderer.frame(number, Fraction(RATE)) for number in range(seconds * RATE))
    return tuple(np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), np.uint8) for frame in frames)


def printed(frames: tuple[Grey, ...], change: Callable[[Grey], Grey] = lambda grey: grey) -> VideoFingerprint:
    """Return the fingerprint of frames, each changed first."""
    printing = VideoPrinting()
    for index, frame in enumerate(frames):
        printing.frame(GreyFrame(index, np.ascontiguousarray(change(frame))))
    return printing.fingerprint()
