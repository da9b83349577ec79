"""The pictures of one file for an estimate: frames spread over it, in two parts that are held against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from forensics.sensor.correlation import agreement
from forensics.sensor.fingerprint import Estimate

PART = 8
"""Frames of a film that follow each other in one part before the other part's turn comes."""


class Pictured(Protocol):
    """What is read of a frame."""

    def grey(self, longest_side: int | None = None) -> npt.NDArray[np.uint8]:
        """Return the luma plane (H, W)."""
        ...


@dataclass(slots=True)
class Collected:
    """Takes at most ``most`` frames: every one until then, and of a longer film every second, fourth … in their place.

    Frames are taken in turns into two parts. Where the sensor stands still against the picture, both parts show the
    same pattern; stabilisation moves it from frame to frame, and strong coding leaves none.
    """

    most: int
    part: int = PART
    taken: int = 0
    _seen: int = 0
    _every: int = 1
    _parts: tuple[Estimate, Estimate] = field(default_factory=lambda: (Estimate(), Estimate()))

    def wanted(self) -> bool:
        """Say whether the next frame is taken, and count it."""
        number, self._seen = self._seen, self._seen + 1
        return number % self._every == 0 and self.taken < self.most

    def add(self, frame: Pictured) -> None:
        """Take a frame; raise ValueError where its size is not that of the frames before."""
        self._parts[(self.taken // self.part) % 2].add(frame.grey())
        self.taken += 1

    def spread(self, frames: int) -> None:
        """Say how many frames the film has, so that those taken are spread over it; 0 for not known."""
        self._every = max(1, frames // self.most) if frames else 1

    def whole(self) -> Estimate:
        """Return the estimate of both parts together."""
        return self._parts[0].joined(self._parts[1])

    def own_agreement(self) -> float | None:
        """Return the PCE of the two parts against each other, None where there is one part only."""
        one, two = self._parts
        if not one.pictures or not two.pictures:
            return None
        return agreement(one.pattern(), two.pattern()).pce
