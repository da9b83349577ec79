"""Make a layer for looking from a picture: error levels, ghosts, histograms, noise, spectrum, planes, slopes, copies.

Runs in the worker process. Each keeps the size of the frame. Most use floating-point arithmetic: they repeat to the
byte with one build on one machine, and may differ by one level on another.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from forensics.media.layer_steps import (
    BitPlane,
    Change,
    CopyMove,
    DctHistogram,
    Ela,
    Ghost,
    Ghosts,
    Gradient,
    Layer,
    NoiseResidual,
    Plain,
    Spectrum,
)

Pixels = npt.NDArray[np.uint8]
QUALITIES = range(40, 99, 2)
_BLOCK = 16
_LEAST_DIP = 0.15
"""Natural logarithm by which the change must dip below that at the two qualities beside to be a ghost."""
_CHANNELS = {"r": 0, "g": 1, "b": 2}


def layer(step: Layer, picture: Pixels) -> Pixels:
    """Return a layer (height, width, 3) of a picture; raise ValueError where the picture is too small for it."""
    match step:
        case Change():
            return picture  # made before the first step, of two frames
        case Plain(quality):
            return _coded(picture, quality)
        case Ela(quality, gain):
            changed = cv2.absdiff(picture, _coded(picture, quality)).astype(np.uint16) * gain
            return np.minimum(changed, 255).astype(np.uint8)
        case Ghost(quality):
            return _grey(_ghost(picture, quality))
        case Ghosts():
            return _ghosts(picture)
        case DctHistogram(u, v):
            return _histogram(picture, u, v)
        case NoiseResidual(gain):
            return _noise(picture, gain)
        case Spectrum():
            return _spectrum(picture)
        case BitPlane(channel, bit):
            plane = luma(picture) if channel == "y" else picture[..., _CHANNELS[channel]]
            return _three(np.where((plane >> bit) & 1, 255, 0).astype(np.uint8))
        case Gradient():
            return _gradient(picture)
        case CopyMove(least):
            from forensics.media.copy_move import copies

            return copies(picture, least)


def change(picture: Pixels, before: Pixels, gain: int) -> Pixels:
    """Return the difference of two equally large pictures around grey, multiplied; raise ValueError for two sizes."""
    if picture.shape != before.shape:
        raise ValueError("the frame before it is not of the same size")
    difference = (picture.astype(np.int32) - before) * gain + 128
    return np.asarray(np.clip(difference, 0, 255), np.uint8)


def luma(picture: Pixels) -> Pixels:
    """Return the luma of an RGB picture (ITU-R BT.601, full range)."""
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)


def _coded(picture: Pixels, quality: int) -> Pixels:
    """Return a picture as it is after JPEG of a quality, without sub-sampling of colour."""
    settings = [
        cv2.IMWRITE_JPEG_QUALITY,
        quality,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444,
    ]
    _done, content = cv2.imencode(".jpg", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), settings)
    decoded = cv2.imdecode(content, cv2.IMREAD_COLOR)
    assert decoded is not None  # what was encoded a line before
    return np.asarray(cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB), np.uint8)


def _change_of_blocks(picture: Pixels, quality: int) -> npt.NDArray[np.float32]:
    """Return the mean square change by coding, over 16 × 16 pixels around each (Farid 2009)."""
    square = (picture.astype(np.float32) - _coded(picture, quality)) ** 2
    return np.asarray(cv2.boxFilter(square.mean(axis=2), -1, (_BLOCK, _BLOCK)), np.float32)


def _ghost(picture: Pixels, quality: int) -> npt.NDArray[np.float32]:
    return _stretched(np.log1p(_change_of_blocks(picture, quality)))


def _ghosts(picture: Pixels) -> Pixels:
    """Return for each pixel the quality where the curve of change dips most below its neighbours, 0 for no dip."""
    curves = [np.log(_change_of_blocks(picture, quality) + 0.05) for quality in QUALITIES]
    deepest = np.full(picture.shape[:2], _LEAST_DIP, np.float32)
    best = np.zeros(picture.shape[:2], np.float32)
    for n in range(1, len(curves) - 1):
        dip = (curves[n - 1] + curves[n + 1]) / 2 - curves[n]
        deeper = dip > deepest
        deepest[deeper], best[deeper] = dip[deeper], QUALITIES[n]
    return _grey(np.where(best > 0, (best - QUALITIES[0]) * (255 / (QUALITIES[-1] - QUALITIES[0])), 0))


def _histogram(picture: Pixels, u: int, v: int) -> Pixels:
    plane = luma(picture).astype(np.float32) - 128
    height, width = (side - side % 8 for side in plane.shape)
    if not height or not width:
        raise ValueError("it has no block of 8 × 8 pixels")
    blocks = plane[:height, :width].reshape(height // 8, 8, width // 8, 8).swapaxes(1, 2).reshape(-1, 8, 8)
    basis = cv2.dct(np.eye(8, dtype=np.float32), flags=cv2.DCT_ROWS)  # columns are the cosine functions
    row, column = basis[:, v], basis[:, u]
    values = np.rint(np.einsum("nij,i,j->n", blocks, row, column)).astype(int)
    reach = int(np.clip(np.percentile(np.abs(values), 99), 8, 128))
    counts = np.bincount(np.clip(values, -reach, reach) + reach, minlength=2 * reach + 1)
    return _bars(np.sqrt(counts), picture.shape[0], picture.shape[1])


def _bars(heights: npt.NDArray[np.float64], height: int, width: int) -> Pixels:
    """Return bars over the width, the highest over the height; the middle one, value 0, stands out."""
    made = np.full((height, width, 3), 24, np.uint8)
    tops = np.rint(heights / max(float(heights.max()), 1e-9) * (height - 1)).astype(int)
    edges = np.linspace(0, width, len(heights) + 1).astype(int)
    for n, top in enumerate(tops):
        colour = (230, 120, 60) if n == len(heights) // 2 else (200, 200, 200)
        right = max(edges[n] + 1, edges[n + 1] - (1 if edges[n + 1] - edges[n] > 2 else 0))
        made[height - top :, edges[n] : right] = colour
    return made


def _noise(picture: Pixels, gain: int) -> Pixels:
    from forensics.sensor.noise import residual

    planes = [np.rint(residual(np.ascontiguousarray(picture[..., n])) * gain + 128) for n in range(3)]
    return np.asarray(np.clip(np.dstack(planes), 0, 255), np.uint8)


def _spectrum(picture: Pixels) -> Pixels:
    plane = luma(picture).astype(np.float64)
    window = np.outer(np.hanning(plane.shape[0]), np.hanning(plane.shape[1]))
    magnitude = np.abs(np.fft.fftshift(np.fft.fft2((plane - plane.mean()) * window)))
    return _grey(_stretched(20 * np.log10(magnitude + 1)))


def _gradient(picture: Pixels) -> Pixels:
    plane = luma(picture).astype(np.float32)
    across, down = cv2.Sobel(plane, cv2.CV_32F, 1, 0), cv2.Sobel(plane, cv2.CV_32F, 0, 1)
    steep = np.sqrt(across**2 + down**2)
    parts = (across / 8 + 128, down / 8 + 128, np.sqrt(steep) * 6)
    return np.asarray(np.clip(np.rint(np.dstack(parts)), 0, 255), np.uint8)


def _stretched(plane: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """Return values from their 1st to their 99.9th hundredth over 0 to 255."""
    low, high = np.percentile(plane, [1, 99.9])
    return np.asarray(np.clip((plane - low) / max(float(high - low), 1e-9), 0, 1) * 255, np.float32)


def _grey(plane: npt.NDArray[np.floating]) -> Pixels:
    return _three(np.clip(np.rint(plane), 0, 255).astype(np.uint8))


def _three(plane: Pixels) -> Pixels:
    return np.repeat(plane[:, :, None], 3, axis=2)
