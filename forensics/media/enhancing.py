"""Make a picture from decoded frames by a recipe: integers and fixed tables only, so that it can be repeated exactly.

Layers for looking are made elsewhere (forensics.media.layers).

Runs in the worker process. Nothing here is learned or generated: see forensics.media.recipe for what each step is.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from forensics.media.layers import layer
from forensics.media.recipe import Deinterlace, Denoise, Levels, Mean, Over, Perspective, Sharpen, Steady, Step, Veil
from forensics.media.steadying import facing

Pixels = npt.NDArray[np.uint8]


def mean_of(frames: list[Pixels]) -> Pixels:
    """Return the mean of equally large pictures, halves rounded up; raise ValueError where sizes differ."""
    if len({frame.shape for frame in frames}) != 1:
        raise ValueError("the frames around it are not of the same size")
    total = np.zeros(frames[0].shape, np.uint32)
    for frame in frames:
        total += frame
    count = len(frames)
    return ((2 * total + count) // (2 * count)).astype(np.uint8)


def apply(steps: tuple[Step, ...], picture: Pixels, decoded: Pixels | None = None) -> Pixels:
    """Return a picture (height, width, 3) after all steps but the mean of frames, which comes before the first.

    ``decoded`` is the frame itself, over which a step can lay what was made; without it that is ``picture``.
    """
    below = picture if decoded is None else decoded
    for step in steps:
        picture = _laid(step.share, picture, below) if isinstance(step, Over) else _applied(step, picture)
    return np.ascontiguousarray(picture)


def _applied(step: Step, picture: Pixels) -> Pixels:
    match step:
        case Mean() | Steady() | Over():
            return picture
        case Perspective(corners):
            return facing(picture, corners)
        case Deinterlace(field):
            return _one_field(picture, 0 if field == "top" else 1)
        case Denoise(strength):
            return np.asarray(cv2.fastNlMeansDenoisingColored(picture, None, strength, strength, 7, 21), np.uint8)
        case Levels(black, white, gamma):
            shares = np.clip((np.arange(256) - black) / (white - black), 0, 1)
            table = np.floor(255 * shares ** float(1 / gamma) + 0.5).astype(np.uint8)
            return np.asarray(table[picture], np.uint8)
        case Sharpen(sigma, amount):
            soft = cv2.GaussianBlur(picture, (0, 0), float(sigma)).astype(np.int32)
            sharp = picture.astype(np.int32)
            added = (sharp - soft) * amount.numerator // amount.denominator
            return np.clip(sharp + added, 0, 255).astype(np.uint8)
        case Veil(side):
            return _squares(picture, side)
        case _:
            return layer(step, picture)


def _laid(share: int, picture: Pixels, below: Pixels) -> Pixels:
    """Return so many percent of a picture and the rest of the one below it, halves rounded up."""
    mixed = (picture.astype(np.uint32) * share + below.astype(np.uint32) * (100 - share) + 50) // 100
    return np.asarray(mixed, np.uint8)


def _one_field(picture: Pixels, first: int) -> Pixels:
    made = picture.copy()
    height = picture.shape[0]
    for line in range(1 - first, height, 2):
        above, below = line - 1, line + 1
        if above < 0 or below >= height:
            made[line] = picture[below if above < 0 else above]
        else:
            made[line] = (picture[above].astype(np.uint16) + picture[below] + 1) >> 1
    return made


def _squares(picture: Pixels, side: int) -> Pixels:
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, width // side), max(1, height // side)), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    large = cv2.resize(grey, (width, height), interpolation=cv2.INTER_NEAREST)
    return np.repeat(large[:, :, None], 3, axis=2).astype(np.uint8)
