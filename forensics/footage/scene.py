"""A rendered scene: texture under a moving camera, objects that move, noise like a sensor's, and sound."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Sound = npt.NDArray[np.float32]

SAMPLE_RATE = 48_000
_MARGIN = 0.35
"""Texture beyond the picture on each side, as a share of the picture, for the camera to pan into."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands before the camera. Equal records give equal pictures and sound on one machine.

    ``motion`` scales camera and objects (0: a tripod and things at rest); ``noise`` is the standard deviation of
    the sensor-like noise in grey levels; ``hum`` is the mains frequency heard in the sound, in hertz.
    """

    width: int = 640
    height: int = 360
    seed: int = 1
    motion: float = 1.0
    noise: float = 2.0
    objects: int = 4
    hum: float = 50.0


class Renderer:
    """Renders frames of one scene; holds its texture so that each frame costs one warp."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        random = np.random.default_rng([scene.seed, 0])
        size = (int(scene.height * (1 + 2 * _MARGIN)), int(scene.width * (1 + 2 * _MARGIN)))
        self._ground = _texture(random, size)
        self._phases = random.uniform(0, 2 * np.pi, (2, 3))
        self._things = [_Thing.made(random, scene) for _ in range(scene.objects)]

    def frame(self, number: int, rate: Fraction) -> Picture:
        """Return frame ``number`` of the scene at ``rate`` frames a second as (H, W, 3) uint8 RGB."""
        scene, seconds = self._scene, float(number / rate)
        drift = self._camera(seconds)
        matrix = np.array([[1, 0, drift[0]], [0, 1, drift[1]]], np.float64)
        canvas: npt.NDArray[np.float32] = cv2.warpAffine(
            self._ground,
            matrix,
            (scene.width, scene.height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REFLECT,
        ).astype(np.float32, copy=False)
        for thing in self._things:
            thing.draw(canvas, seconds, scene)
        random = np.random.default_rng([scene.seed, 1, number])
        grain = random.standard_normal((scene.height, scene.width, 1), np.float32) * scene.noise
        return np.clip(canvas + grain + 0.5, 0, 255).astype(np.uint8)

    def _camera(self, seconds: float) -> npt.NDArray[np.float64]:
        """Return the offset of the picture in the texture: a slow pan and the tremor of a hand, in pixels."""
        size = np.array([self._scene.width, self._scene.height]) * _MARGIN
        periods = np.array([11.0, 3.7, 0.61])
        shares = np.array([0.62, 0.18, 0.012])
        waves = np.sin(2 * np.pi * seconds / periods + self._phases) @ shares
        return np.asarray(size * (1 + self._scene.motion * waves))


@dataclass(frozen=True, slots=True)
class _Thing:
    """A textured patch on an orbit of its own."""

    skin: npt.NDArray[np.float32]
    centre: tuple[float, float]
    orbit: tuple[float, float]
    period: float
    phase: float

    @classmethod
    def made(cls, random: np.random.Generator, scene: Scene) -> _Thing:
        side = int(scene.height * random.uniform(0.12, 0.26))
        return cls(
            skin=_texture(random, (side, side)) * 0.6 + random.uniform(0, 100, 3).astype(np.float32),
            centre=(random.uniform(0.2, 0.8), random.uniform(0.2, 0.8)),
            orbit=(random.uniform(0.05, 0.3), random.uniform(0.05, 0.3)),
            period=random.uniform(2.1, 6.3),
            phase=random.uniform(0, 2 * np.pi),
        )

    def draw(self, canvas: npt.NDArray[np.float32], seconds: float, scene: Scene) -> None:
        """Paint the thing where it is at a time, clipped to the picture."""
        angle = self.phase + scene.motion * 2 * np.pi * seconds / self.period
        side = self.skin.shape[0]
        left = round((self.centre[0] + self.orbit[0] * np.cos(angle)) * scene.width - side / 2)
        top = round((self.centre[1] + self.orbit[1] * np.sin(angle * 1.31)) * scene.height - side / 2)
        x0, y0 = max(left, 0), max(top, 0)
        x1, y1 = min(left + side, scene.width), min(top + side, scene.height)
        if x0 < x1 and y0 < y1:
            canvas[y0:y1, x0:x1] = self.skin[y0 - top : y1 - top, x0 - left : x1 - left]


def _texture(random: np.random.Generator, size: tuple[int, int]) -> npt.NDArray[np.float32]:
    """Return noise summed over octaves, (H, W, 3) in 20..235: edges at every scale, as in a real scene."""
    height, width = size
    total = np.zeros((height, width, 3), np.float32)
    for octave in range(2, 8):
        cells = 2**octave
        shape = (max(2, min(cells * height // max(height, width) + 1, height)), min(cells + 1, width), 3)
        layer = random.standard_normal(shape, np.float32)
        total += cv2.resize(layer, (width, height), interpolation=cv2.INTER_LINEAR).reshape(total.shape) / octave
    low, high = float(total.min()), float(total.max())
    return np.asarray(20 + (total - low) * (215 / (high - low)), np.float32)


def sound(scene: Scene, seconds: Fraction) -> Sound:
    """Return mono sound in -1..1 at SAMPLE_RATE: syllables of a voice-like tone, mains hum, a noise floor."""
    random = np.random.default_rng([scene.seed, 2])
    count = int(seconds * SAMPLE_RATE)
    time = np.arange(count) / SAMPLE_RATE
    pitch = (
        2
        * np.pi
        * np.cumsum(120 + 14 * np.sin(2 * np.pi * 0.7 * time) + 6 * np.sin(2 * np.pi * 2.3 * time))
        / SAMPLE_RATE
    )
    voice = np.zeros(count)
    for harmonic in range(1, 24):
        formant = sum(np.exp(-(((120 * harmonic - peak) / 260) ** 2)) for peak in (500, 1500, 2500))
        voice += np.sin(harmonic * pitch + random.uniform(0, 2 * np.pi)) * (0.15 + formant) / harmonic**0.5
    beats = int(seconds * 5) + 2
    loudness = np.interp(time * 5, np.arange(beats), random.uniform(0, 1, beats) * (random.uniform(0, 1, beats) > 0.25))
    mains = 0.02 * np.sin(2 * np.pi * np.cumsum(scene.hum + 0.01 * np.sin(2 * np.pi * time / 17)) / SAMPLE_RATE)
    floor = 0.003 * random.standard_normal(count)
    return np.asarray(voice * loudness * 0.03 + mains + floor, np.float32)
