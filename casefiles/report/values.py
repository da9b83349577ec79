"""A measured value in words, exactly: a ratio stays a ratio, what is missing says why."""

from __future__ import annotations

from fractions import Fraction

from casefiles.report.escape import shortened
from forensics.types import Cell, Unread

LONGEST_VALUE = 400


def value_words(value: Cell, unit: str = "1") -> str:
    """Return a value with its unit; '1' and 'text' are no units to print."""
    suffix = "" if unit in ("1", "text", "") else f" {unit}"
    match value:
        case Unread(reason):
            return f"not read: {reason}"
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return f"{_ratio(value)}{suffix}"
        case str():
            return shortened(value, LONGEST_VALUE) + (suffix if value else "")
        case _:
            return f"{value}{suffix}"


def _ratio(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    # A quotient beyond the range of a float keeps its exact form alone.
    if max(abs(value.numerator), value.denominator).bit_length() > 1000:
        return f"{value.numerator}/{value.denominator}"
    return f"{value.numerator}/{value.denominator} (≈ {value.numerator / value.denominator:.6g})"
