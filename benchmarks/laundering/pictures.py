"""What laundering does to a picture: functions of an RGB picture, a time in seconds and the scenery."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]


@dataclass(slots=True)
class Scenery:
    """What a transform needs besides the picture: other footage to stand in or beside, and noise that repeats."""

    host: Callable[[float], Image]
    random: np.random.Generator
    grain: dict[tuple[int, ...], list[npt.NDArray[np.int16]]] = field(default_factory=dict)


Change = Callable[[Image, float, Scenery], Image]
WIDE, TALL = (640, 360), (360, 640)


def chain(*changes: Change) -> Change:
    """Return the changes made one after another."""

    def changed(image: Image, at: float, scenery: Scenery) -> Image:
        for change in changes:
            image = np.ascontiguousarray(change(image, at, scenery))
        return image

    return changed


def crop(share: float, across: float = 0.5, down: float = 0.5) -> Change:
    """Return a change that cuts off ``share`` of width and height, placed by two ratios."""

    def cropped(image: Image, _at: float, _scenery: Scenery) -> Image:
        height, width = image.shape[:2]
        w, h = int(width * (1 - share)) // 2 * 2, int(height * (1 - share)) // 2 * 2
        x, y = int((width - w) * across), int((height - h) * down)
        return image[y : y + h, x : x + w]

    return cropped


def scaled(longest: int) -> Change:
    """Return a change to a longest side in pixels."""

    def change(image: Image, _at: float, _scenery: Scenery) -> Image:
        factor = longest / max(image.shape[:2])
        size = (int(image.shape[1] * factor) // 2 * 2, int(image.shape[0] * factor) // 2 * 2)
        return _resized(image, size)

    return change


def stretched(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Squeeze the width to three quarters."""
    return _resized(image, (int(image.shape[1] * 0.75) // 2 * 2, image.shape[0]))


def letterbox(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Add black bars: to 4:3 where that adds any, else 15 % on two sides."""
    height, width = image.shape[:2]
    if width >= height:
        bar = int((width * 3 / 4 - height) / 2) if width * 3 / 4 > height * 1.1 else int(height * 0.15)
        return np.asarray(cv2.copyMakeBorder(image, bar, bar, 0, 0, cv2.BORDER_CONSTANT), np.uint8)
    bar = int((height * 3 / 4 - width) / 2) if height * 3 / 4 > width * 1.1 else int(width * 0.15)
    return np.asarray(cv2.copyMakeBorder(image, 0, 0, bar, bar, cv2.BORDER_CONSTANT), np.uint8)


def blurred_frame(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Set the picture before a blurred copy of itself, upright where it lay and lying where it stood."""
    size = TALL if image.shape[1] >= image.shape[0] else WIDE
    small = (size[0] // 4, size[1] // 4)
    back = cv2.resize(cv2.GaussianBlur(cv2.resize(_covering(image, size), small), (0, 0), 6), size)
    return _fitted((back * 0.8).astype(np.uint8), image)


def logo(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Lay a channel's disc and a name over the picture, hardly transparent."""
    height, width = image.shape[:2]
    over = image.copy()
    radius = int(min(height, width) * 0.11)
    centre = (width - radius - 10, radius + 10)
    cv2.circle(over, centre, radius, (220, 30, 30), -1)
    place = (centre[0] - int(radius * 0.75), centre[1] + int(radius * 0.25))
    cv2.putText(over, "N24", place, 0, radius / 32, (255, 255, 255), max(1, radius // 12))
    cv2.putText(over, "@leaks_daily", (10, height - 16), 0, height / 500, (255, 255, 255), 2)
    return np.asarray(cv2.addWeighted(over, 0.85, image, 0.15, 0), np.uint8)


def caption(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Cover the lowest fifth by a white band with two lines of text."""
    image = image.copy()
    height, width = image.shape[:2]
    image[int(height * 0.8) :] = (245, 245, 245)
    scale, bold = width / 620, max(1, round(2 * width / 620))
    cv2.putText(image, "SHOCKING footage from the scene", (int(width * 0.03), int(height * 0.89)), 0, scale, 0, bold)
    cv2.putText(image, "share before deleted!", (int(width * 0.03), int(height * 0.97)), 0, scale, (200, 0, 0), bold)
    return image


def mirror(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Swap left and right."""
    return image[:, ::-1]


def quarter_turn(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Turn by 90 degrees."""
    return np.rot90(image)


def turned(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Turn by five degrees and enlarge, so that no corner stays empty."""
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 5, 1.12)
    return np.asarray(cv2.warpAffine(image, matrix, (width, height)), np.uint8)


def reframed(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Cut the middle out: upright 9:16 of a lying picture, lying 16:9 of a standing one."""
    height, width = image.shape[:2]
    if width >= height:
        w = min(int(height * 9 / 16), width) // 2 * 2
        return image[:, (width - w) // 2 : (width - w) // 2 + w]
    h = min(int(width * 9 / 16), height) // 2 * 2
    return image[(height - h) // 2 : (height - h) // 2 + h]


def _curve(values: npt.NDArray[np.float64]) -> Change:
    table = np.clip(values, 0, 255).astype(np.uint8)
    return lambda image, _at, _scenery: np.asarray(cv2.LUT(image, table), np.uint8)


_LEVELS = np.arange(256, dtype=np.float64)
bright = _curve(_LEVELS * 1.35 + 25)
dark = _curve(255 * (_LEVELS / 255) ** 1.8)
_screen = _curve(255 * (_LEVELS / 255) ** 0.85)


def recoloured(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Turn the hue by 70 degrees and raise the saturation."""
    tones = cv2.cvtColor(image, cv2.COLOR_RGB2HSV)
    tones[..., 0] = (tones[..., 0].astype(int) + 35) % 180
    tones[..., 1] = np.clip(tones[..., 1] * 1.4, 0, 255)
    return np.asarray(cv2.cvtColor(tones, cv2.COLOR_HSV2RGB), np.uint8)


def grey(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Take the colour away."""
    return np.asarray(cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB), np.uint8)


def noise(sigma: float) -> Change:
    """Return a change that adds grain of a standard deviation."""

    def noisy(image: Image, at: float, scenery: Scenery) -> Image:
        key = (*image.shape, int(sigma * 100))
        if key not in scenery.grain:
            fields = (scenery.random.standard_normal(image.shape, np.float32) * sigma for _ in range(5))
            scenery.grain[key] = [np.round(one).astype(np.int16) for one in fields]
        return np.asarray(cv2.add(image, scenery.grain[key][round(at * 30) % 5], dtype=cv2.CV_8U), np.uint8)

    return noisy


def blur(image: Image, _at: float, _scenery: Scenery) -> Image:
    """Blur as a lens out of focus."""
    return np.asarray(cv2.GaussianBlur(image, (0, 0), max(image.shape) / 250), np.uint8)


def screen_recording(image: Image, at: float, scenery: Scenery) -> Image:
    """Film a screen by hand: perspective, tremor, moiré, a dark surround, blur and grain."""
    height, width = image.shape[:2]
    full = WIDE if width >= height else TALL
    factor = 0.86 * min(full[0] / width, full[1] / height)
    w, h = int(width * factor), int(height * factor)
    image = _resized(image, (w, h))
    down, across = np.mgrid[0:h, 0:w].astype(np.float32)
    stripes = 0.07 * np.sin(2 * np.pi * (across * 0.21 + down * 0.034)) * np.sin(2 * np.pi * down * 0.19 + at * 10.7)
    image = np.clip(image * (1 + stripes[..., None]), 0, 255).astype(np.uint8)
    dx, dy = 3 * math.sin(at * 1.9), 2 * math.sin(at * 2.7 + 1)
    left, top = (full[0] - w) / 2, (full[1] - h) / 2
    corners = np.array(
        [
            [left + 0.035 * full[0] + dx, top + 0.02 * full[1] + dy],
            [left + w - 0.01 * full[0] + dx, top - 0.02 * full[1] + dy],
            [left + w - 0.03 * full[0] + dx, top + h + 0.015 * full[1] + dy],
            [left + dx, top + h - 0.03 * full[1] + dy],
        ],
        np.float32,
    )
    matrix = cv2.getPerspectiveTransform(np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32), corners)
    filmed = cv2.warpPerspective(image, matrix, full, borderMode=cv2.BORDER_CONSTANT, borderValue=(22, 24, 28))
    soft = np.asarray(cv2.GaussianBlur(filmed, (0, 0), 0.9), np.uint8)
    return noise(6)(_screen(soft, at, scenery), at, scenery)


def inset(share: float) -> Change:
    """Return a change that shows the picture small, in the lower right corner of other footage."""

    def change(image: Image, at: float, scenery: Scenery) -> Image:
        back = _covering(scenery.host(at), WIDE)
        factor = min(WIDE[0] * share / image.shape[1], WIDE[1] * share / image.shape[0])
        small = _resized(image, (int(image.shape[1] * factor), int(image.shape[0] * factor)))
        h, w = small.shape[:2]
        back[WIDE[1] - 10 - h : WIDE[1] - 10, WIDE[0] - 10 - w : WIDE[0] - 10] = small
        return back

    return change


def stacked(image: Image, at: float, scenery: Scenery) -> Image:
    """Show the picture above other footage, both cut to fill an upright screen."""
    half = (TALL[0], TALL[1] // 2)
    return np.concatenate([_covering(image, half), _covering(scenery.host(at), half)])


def covering(image: Image, size: tuple[int, int]) -> Image:
    """Return the picture scaled to fill a size (width, height), what stands over cut off evenly."""
    return _covering(image, size)


def _resized(image: Image, size: tuple[int, int]) -> Image:
    way = cv2.INTER_AREA if size[0] < image.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, size, interpolation=way), np.uint8)


def _covering(image: Image, size: tuple[int, int]) -> Image:
    width, height = size
    factor = max(width / image.shape[1], height / image.shape[0])
    grown = max(width, round(image.shape[1] * factor)), max(height, round(image.shape[0] * factor))
    large = _resized(image, grown)
    y, x = (large.shape[0] - height) // 2, (large.shape[1] - width) // 2
    return large[y : y + height, x : x + width].copy()


def _fitted(back: Image, image: Image) -> Image:
    height, width = back.shape[:2]
    factor = min(width / image.shape[1], height / image.shape[0])
    part = _resized(image, (int(image.shape[1] * factor), int(image.shape[0] * factor)))
    y, x = (height - part.shape[0]) // 2, (width - part.shape[1]) // 2
    back[y : y + part.shape[0], x : x + part.shape[1]] = part
    return back
