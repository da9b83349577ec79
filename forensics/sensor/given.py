"""Read the fingerprints of sensors that an examination was given, and read and write the file of a pattern."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from forensics.codec import decode_as
from forensics.sensor.noise import Plane
from forensics.sensor_files import SENSORS_FILE, GivenSensor, GivenSensors
from forensics.worker import coded_path

FORMAT: Final = "NumPy .npy, float16, (height, width): the pattern without what a pipeline shares, over 256 deviations"
MOST_PIXELS: Final = 25_000_000


def given(scratch: Path) -> tuple[GivenSensor, ...]:
    """Return the fingerprints that were given, none where there is no list."""
    listed = scratch / SENSORS_FILE
    return decode_as(GivenSensors, listed.read_text("ascii")).sensors if listed.exists() else ()


def load(sensor: GivenSensor) -> Plane:
    """Return a pattern (H, W) float32; raise ValueError where the file holds another thing than was said."""
    pattern = np.load(coded_path(sensor.path), allow_pickle=False)
    if pattern.dtype != np.float16 or pattern.shape != (sensor.height, sensor.width):
        raise ValueError(f"the file of {sensor.id} does not hold a pattern of its size")
    made: Plane = pattern.astype(np.float32)
    if not np.isfinite(made).all():
        raise ValueError(f"the file of {sensor.id} holds values that are no numbers")
    return made


def save(pattern: Plane, path: Path) -> None:
    """Write a pattern; its scale is its own deviation, since only its shape is ever compared."""
    deviation = float(pattern.std(dtype=np.float64)) or 1.0
    with path.open("wb") as file:
        np.save(file, np.clip(pattern / deviation, -256, 256).astype(np.float16), allow_pickle=False)
