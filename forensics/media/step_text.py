"""Numbers in the steps of a recipe: read strictly, written back the same."""

from __future__ import annotations

from fractions import Fraction


def whole(text: str, least: int, most: int) -> int:
    """Return a whole number of decimal digits within bounds; raise ValueError."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6 and least <= int(text) <= most):
        raise ValueError
    return int(text)


def ratio(text: str, least: Fraction, most: Fraction) -> Fraction:
    """Return a decimal number within bounds, exactly; raise ValueError."""
    text = text.strip()
    if not text.isascii() or len(text) > 12 or not set(text) <= set("0123456789."):
        raise ValueError
    value = Fraction(text)
    if not least <= value <= most:
        raise ValueError
    return value


def number(value: Fraction) -> str:
    """Return a decimal fraction exactly: what was parsed from one has a power of ten that clears it."""
    if value.denominator == 1:
        return str(value.numerator)
    places = next(n for n in range(1, 13) if 10**n % value.denominator == 0)
    digits = str(value.numerator * 10**places // value.denominator).zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}"
