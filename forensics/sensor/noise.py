"""The noise of a picture: what a wavelet Wiener filter takes for noise, and what all pictures of a pipeline share."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
import pywt

Plane = npt.NDArray[np.float32]
SIGMA = 5.0
"""Standard deviation of the noise that the filter expects, in levels of 255."""
LEVELS = 4
"""Levels of the transform, fewer in pictures that are too small for so many."""
WAVELET = "db8"
_WINDOWS = (3, 5, 7, 9)
EVEN_SIDE = 33
"""Pixels a side over which the variance of noise is taken where it is made even."""
EVEN_FLOOR = 0.3
"""Share of the mean variance that is added to each, so that the smoothest places do not decide alone."""
SMALLEST = 64
"""Pixels that a side must have for the transform."""


def residual(picture: npt.NDArray[np.uint8], sigma: float = SIGMA) -> Plane:
    """Return the noise of a picture (H, W) or (H, W, 3) as (H, W) float32, in levels of 255.

    Each detail coefficient is shrunk by its local variance, the least of four windows (Mihçak, Kozintsev,
    Ramchandran 1999); what the shrinking takes away is the noise. Colours are taken one by one and added with the
    weights of luma (ITU-R BT.601). Raise ValueError below 64 pixels a side.
    """
    if min(picture.shape[:2]) < SMALLEST:
        raise ValueError(f"a picture below {SMALLEST} pixels a side has no room for the filter")
    if picture.ndim == 2:
        return _plane_noise(picture, sigma)
    weights = (0.299, 0.587, 0.114)
    parts = (weight * _plane_noise(picture[..., n], sigma) for n, weight in enumerate(weights))
    total = np.zeros(picture.shape[:2], np.float32)
    for part in parts:
        total += part
    return total


def _plane_noise(plane: npt.NDArray[np.uint8], sigma: float) -> Plane:
    height, width = plane.shape
    level = min(LEVELS, pywt.dwt_max_level(min(height, width), WAVELET))
    coefficients = pywt.wavedec2(plane.astype(np.float32), WAVELET, level=level)
    coefficients[0] = np.zeros_like(coefficients[0])
    for number in range(1, len(coefficients)):
        coefficients[number] = tuple(_noise_part(band, sigma**2) for band in coefficients[number])
    return np.asarray(pywt.waverec2(coefficients, WAVELET)[:height, :width], np.float32)


def _noise_part(band: Plane, variance: float) -> Plane:
    """Return the share of coefficients that a Wiener filter of unknown signal variance takes for noise."""
    power = band * band
    least: Plane | None = None
    for side in _WINDOWS:
        mean = np.asarray(cv2.boxFilter(power, -1, (side, side), borderType=cv2.BORDER_REFLECT), np.float32)
        least = mean if least is None else np.minimum(least, mean)
    assert least is not None
    signal = np.maximum(least - variance, 0)
    return np.asarray(band * (variance / (signal + variance)), np.float32)


def without_rows_and_columns(plane: Plane) -> Plane:
    """Return a plane whose rows and columns have mean 0 in each of the four positions of a 2 × 2 colour mosaic.

    This takes out what cameras of one model share by their read-out and their demosaicking (Chen et al. 2008).
    """
    made = plane.copy()
    for top in (0, 1):
        for left in (0, 1):
            part = made[top::2, left::2]
            part -= part.mean(axis=1, keepdims=True)
            part -= part.mean(axis=0, keepdims=True)
    return made


def without_peaks(plane: Plane) -> Plane:
    """Return a plane without what stands out of its spectrum: grids of coding and scaling, not of a sensor.

    A Wiener filter over the magnitude of the spectrum, as over wavelet coefficients, keeps what is like noise there.
    """
    spectrum = np.fft.rfft2(plane)
    magnitude = np.abs(spectrum).astype(np.float32) / np.float32(np.sqrt(plane.size))
    kept = _noise_part(magnitude, float(plane.std(dtype=np.float64)) ** 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(magnitude > 0, kept / magnitude, 0)
    return np.asarray(np.fft.irfft2(spectrum * share, s=plane.shape), np.float32)


def cleaned(plane: Plane) -> Plane:
    """Return noise without rows, columns and peaks: what is left can be a sensor's own."""
    return without_peaks(without_rows_and_columns(plane))


def evened(plane: Plane) -> Plane:
    """Return noise over its own variance around each pixel, (H, W): what remains of edges and texture weighs less.

    Where noise is uneven, the correlation that tells a pattern from it best weighs each pixel so (matched filter for
    noise of known variance; for blocks of films: Altinisik, Taşpınar, Sencar 2020).
    """
    power = cv2.boxFilter(plane * plane, -1, (EVEN_SIDE, EVEN_SIDE), borderType=cv2.BORDER_REFLECT)
    mean = float(power.mean(dtype=np.float64))
    return np.asarray(plane / (power + EVEN_FLOOR * mean), np.float32) if mean else plane
