"""How well each picture follows from the one before by motion, and where that fails for a single step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Grey = npt.NDArray[np.uint8]
    Numbers = npt.NDArray[np.float64]

SIDE: Final = 240
AROUND: Final = 5
"""Steps on each side that a step is compared with."""
RESIDUAL_FLOOR: Final = 1.0
"""Mean square grey levels of noise that no prediction removes, and that a key frame may bring."""
MOTION_FLOOR: Final = 0.2
"""Pixels of motion below which it counts as none."""
BOTH: Final = 0.2
"""What residual and motion must each exceed their neighbours by, as logs."""
SPARSE: Final = 3
"""Frames from one key frame to the next from which they renew what drifted."""
_COARSE: Final = (16, 9)


class Prediction:
    """Predicts each picture from the one before along dense motion (DIS: Kroeger et al. 2016, arXiv:1603.03590)."""

    def __init__(self) -> None:
        import cv2  # only where frames are decoded: a report describes the detector elsewhere

        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)
        self._before: Grey | None = None
        self._places: npt.NDArray[np.float32] | None = None

    def step(self, picture: Grey) -> tuple[float, float] | None:
        """Take the next picture, made small by ``reduced``; return its mean square residual and its mean motion.

        In grey levels and in pixels; None for the first picture and after a change of size.
        """
        import cv2

        before, self._before = self._before, picture
        if before is None or before.shape != picture.shape:
            self._places = _grid(picture)
            return None
        if self._places is None:
            self._places = _grid(picture)
        motion = np.asarray(self._flow.calc(picture, before, np.zeros((*picture.shape, 2), np.float32)), np.float32)
        places = self._places + motion  # columns and rows in one map
        predicted = cv2.remap(before, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload] # its stub knows no None
        coarse = cv2.resize(motion, _COARSE, interpolation=cv2.INTER_AREA).astype(np.float64)
        length = float(np.sqrt((coarse**2).sum(axis=2)).mean())
        squares = round(cv2.norm(picture, predicted, cv2.NORM_L2SQR))  # whole but for last bits
        return squares / picture.size, length


def reduced(grey: Grey) -> Grey:
    """Return a picture area-averaged to a longest side of at most SIDE, and sides of at least 16."""
    import cv2

    scale = min(1.0, SIDE / max(grey.shape))
    size = (max(16, round(grey.shape[1] * scale)), max(16, round(grey.shape[0] * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def _grid(picture: Grey) -> npt.NDArray[np.float32]:
    """Return column and row of each pixel (H, W, 2)."""
    rows, columns = np.indices(picture.shape).astype(np.float32)
    return np.stack([columns, rows], axis=-1)


def scores(residual: Numbers, motion: Numbers, keys: npt.NDArray[np.bool_] | None = None) -> Numbers:
    """Return for each step the sum of how far residual and motion exceed those around, as logs.

    Where it is known which are ``keys``, steps into them are held against each other: see `held_at_keys`.

    At most 0 where one of them hardly exceeds its neighbours: a key frame changes the residual without motion, and a
    passing object the motion without residual.
    """
    by_residual, by_motion = isolated(residual, RESIDUAL_FLOOR), isolated(motion, MOTION_FLOOR)
    total = by_residual + by_motion
    if keys is not None:
        total = held_at_keys(total, keys)
    return np.where(np.minimum(by_residual, by_motion) >= BOTH, total, np.minimum(total, 0))


def held_at_keys(score: Numbers, keys: npt.NDArray[np.bool_]) -> Numbers:
    """Return the scores, those of steps into key frames at a steady distance less the greatest of the others there.

    Coarsely coded pictures drift until a key frame renews them: each such step stands out from those around it, in
    motion too. Key frames elsewhere were put there because of what they show, and keep their scores.
    """
    places = np.flatnonzero(keys)
    gaps = np.diff(places)
    lengths, counts = np.unique(gaps, return_counts=True)
    if not len(lengths) or counts.max() < 2:
        return score
    usual = lengths[::-1][counts[::-1].argmax()]  # of equally frequent ones the greatest
    steady = places[1:][gaps == usual]
    if usual < SPARSE:
        return score
    held, known = score.copy(), np.maximum(score[steady], 0)
    top = np.sort(known)[-2:]
    held[steady] -= np.where(np.arange(len(steady)) == known.argmax(), top[0], top[1])
    return held


def isolated(values: Numbers, floor: float) -> Numbers:
    """Return for each step the log of its value over the greatest of those around it; minus infinity at the ends.

    Positive only where one step exceeds every neighbour: a jerk of the hand lasts longer than one step. Steps that
    were not measured (NaN) count neither way.
    """
    logs = np.log(np.where(np.isnan(values), np.nan, np.maximum(values, 0)) + floor)
    result = np.full(len(values), -np.inf)
    if len(values) <= 2 * AROUND:
        return result
    padded = np.pad(np.where(np.isnan(logs), -np.inf, logs), AROUND, constant_values=-np.inf)
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * AROUND + 1)
    greatest = np.maximum(around[:, :AROUND].max(axis=1), around[:, AROUND + 1 :].max(axis=1))
    known = ~np.isnan(logs) & np.isfinite(greatest)
    known[: AROUND // 2] = known[len(known) - AROUND // 2 :] = False
    result[known] = logs[known] - greatest[known]
    return result
