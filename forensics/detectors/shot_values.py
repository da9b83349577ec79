"""What is measured of a picture to set shots side by side: noise, sharpness, light, colour, quantiser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from forensics.detectors.noise_maps import noise_map

Values: TypeAlias = "npt.NDArray[np.float64]"

if TYPE_CHECKING:
    import numpy.typing as npt

    Grey = npt.NDArray[np.uint8]
    Colour = npt.NDArray[np.uint8]

NAMES: Final = ("noise", "colour_noise", "sharpness", "darkest", "brightest", "red", "blue", "quantiser")
UNITS: Final = ("doublings", "doublings", "1", "1/255", "1/255", "1/255", "1/255", "1")
USUAL: Final = (0.7, 0.7, 0.05, 8.0, 20.0, 4.0, 5.0, 4.0)
"""By how much two shots of one source differ in each: about the median of the trial's own pairs."""
COLOUR_SIDE: Final = 320
_EDGE: Final = 30
_FEWEST_EDGES: Final = 50
_LEAST: Final = 0.1


def values(grey: Grey, colour: Colour, quantisers: npt.NDArray[np.int32] | None) -> Values:
    """Return NAMES of a picture: luma (H, W), a small RGB (h, w, 3), quantisers of its blocks; NaN for unknown."""
    noise = noise_map(grey)
    red, blue, coloured = _colours(colour)
    return np.array(
        [
            np.nan if noise is None else np.log2(noise.level + _LEAST),
            coloured,
            _sharpness(grey),
            *np.percentile(grey, (0.5, 99.5)),
            red,
            blue,
            np.nan if quantisers is None or not quantisers.size else float(quantisers.mean()),
        ]
    )


def _colours(colour: Colour) -> tuple[float, float, float]:
    """Return mean red and blue difference (levels of 255 from grey), and log2 of the noise of both."""
    import cv2

    both = cv2.cvtColor(colour, cv2.COLOR_RGB2YCrCb)[..., 1:].astype(np.float32)
    fine = np.abs(both - cv2.GaussianBlur(both, (0, 0), 1.5))
    level = float(sum(np.median(fine[..., plane]) for plane in range(2)))
    return float(both[..., 0].mean()) - 128, float(both[..., 1].mean()) - 128, float(np.log2(level + _LEAST))


def _sharpness(grey: Grey) -> float:
    """Return how much of strong edges over two pixels lies in one of them: 1 for the sharpest, half for soft ones."""
    signed = grey.astype(np.int16)
    wide = np.abs(signed[:, 2:] - signed[:, :-2])
    strong = wide > _EDGE
    if int(strong.sum()) < _FEWEST_EDGES:
        return float("nan")
    fine = np.abs(np.diff(signed, axis=1))
    greatest = np.minimum(np.maximum(fine[:, 1:], fine[:, :-1]), wide)
    return float((greatest[strong] / wide[strong]).mean())


def distance(one: Values, other: Values) -> float:
    """Return the mean over what both have of their difference in usual differences of one source, each at most 4."""
    apart = np.minimum(np.abs(one - other) / np.array(USUAL), 4.0)
    known = np.isfinite(apart)
    return float(apart[known].mean()) if known.any() else float("nan")
