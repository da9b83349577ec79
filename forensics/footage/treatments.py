"""The ways in which a trial encodes files again, by name: what platforms and messengers do to them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Treatment:
    """How a file is encoded again: x264 at a CRF, the picture scaled by a ratio."""

    crf: int
    scale: Fraction
    words: str


TREATMENTS = {
    "crf23": Treatment(23, Fraction(1), "x264 CRF 23"),
    "crf32": Treatment(32, Fraction(1), "x264 CRF 32"),
    "half": Treatment(23, Fraction(1, 2), "half size, x264 CRF 23"),
    "laundered": Treatment(30, Fraction(1, 2), "half size, x264 CRF 30"),
}
