"""Fingerprints of sensors as an examination is given them; imports no arithmetic, so that a case can write the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SENSORS_FILE: Final = "sensors.json"
"""Name of the file in the worker's scratch folder that lists them, as forensics.codec writes GivenSensors."""
PATTERN: Final = "pattern.npy"
"""Name of the file that holds a pattern, in the scratch folder and in the user's home."""
MOST_SENSORS: Final = 32


@dataclass(frozen=True, slots=True)
class GivenSensor:
    """One fingerprint: its device by name, size in pixels, number of pictures, and the digest and path of its file."""

    id: str
    device: str
    width: int
    height: int
    pictures: int
    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class GivenSensors:
    """All fingerprints of an examination."""

    sensors: tuple[GivenSensor, ...]
