"""Recipes: ordered steps that make a picture from decoded frames, written as one line that anybody can repeat.

``mean:2 > deinterlace:top > denoise:4 > levels:16,235,1 > sharpen:1.5,0.8``. No step invents detail: each value comes
from neighbouring pixels, lines or frames by a stated formula (forensics.media.enhancing). Imports no decoder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

MAX_STEPS = 12
LONGEST = 400


class NotARecipe(ValueError):
    """A text is no recipe; it says which step is not, and how that step is written."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a frame with so many frames before and after it, each pixel rounded to the nearest value."""

    frames: int


@dataclass(frozen=True, slots=True)
class Deinterlace:
    """The lines of one field ('top' or 'bottom'); the lines between are the mean of those above and below."""

    field: str


@dataclass(frozen=True, slots=True)
class Denoise:
    """Non-local means with a filter strength, patches of 7 and a search of 21 pixels (Buades, Coll, Morel 2005)."""

    strength: int


@dataclass(frozen=True, slots=True)
class Levels:
    """Each value from black to white stretched over 0 to 255, then raised to 1/gamma."""

    black: int
    white: int
    gamma: Fraction


@dataclass(frozen=True, slots=True)
class Sharpen:
    """An unsharp mask: the difference from a Gaussian of so many pixels, added so many times."""

    sigma: Fraction
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Veil:
    """Grey squares of so many pixels, so that a person is not shown what was not asked for."""

    side: int


Step = Mean | Deinterlace | Denoise | Levels | Sharpen | Veil

FORMS = {
    "mean": "mean:FRAMES (1–15 before and after; only as the first step)",
    "deinterlace": "deinterlace:top or deinterlace:bottom",
    "denoise": "denoise:STRENGTH (1–30)",
    "levels": "levels:BLACK,WHITE,GAMMA (0–255, black below white, gamma 0.1–10)",
    "sharpen": "sharpen:SIGMA,AMOUNT (0.3–20 pixels, 0.05–10)",
    "veil": "veil:PIXELS (2–256)",
}
"""How each step is written."""
EXAMPLES = {
    "mean": "mean:2",
    "deinterlace": "deinterlace:top",
    "denoise": "denoise:4",
    "levels": "levels:16,235,1",
    "sharpen": "sharpen:1.5,0.8",
    "veil": "veil:24",
}
VEILED = "veil:24"


def parse(text: str) -> tuple[Step, ...]:
    """Return the steps that a text states, none for an empty one; raise NotARecipe."""
    if len(text) > LONGEST:
        raise NotARecipe(f"a recipe has at most {LONGEST} characters")
    words = [part.strip() for part in text.split(">")] if text.strip() else []
    if len(words) > MAX_STEPS:
        raise NotARecipe(f"a recipe has at most {MAX_STEPS} steps")
    steps = tuple(_step(word) for word in words)
    if any(isinstance(step, Mean) for step in steps[1:]):
        raise NotARecipe("the mean of frames can only be the first step: it needs the frames as decoded")
    return steps


def written(steps: tuple[Step, ...]) -> str:
    """Return the one text of a recipe: what ``parse`` gives back."""
    return " > ".join(_written(step) for step in steps)


def _written(step: Step) -> str:
    match step:
        case Mean(frames):
            return f"mean:{frames}"
        case Deinterlace(field):
            return f"deinterlace:{field}"
        case Denoise(strength):
            return f"denoise:{strength}"
        case Levels(black, white, gamma):
            return f"levels:{black},{white},{_number(gamma)}"
        case Sharpen(sigma, amount):
            return f"sharpen:{_number(sigma)},{_number(amount)}"
        case Veil(side):
            return f"veil:{side}"


def _step(word: str) -> Step:
    name, _, rest = word.partition(":")
    if name not in FORMS:
        raise NotARecipe(f"{word!r} is no step; the steps are {', '.join(sorted(FORMS))}")
    try:
        return _STEPS[name](rest.split(","))
    except (ValueError, ZeroDivisionError):
        raise NotARecipe(f"{word!r} is not written as {FORMS[name]}") from None


def _mean(given: list[str]) -> Step:
    (frames,) = given
    return Mean(_whole(frames, 1, 15))


def _deinterlace(given: list[str]) -> Step:
    (field,) = given
    if field.strip() not in ("top", "bottom"):
        raise ValueError
    return Deinterlace(field.strip())


def _denoise(given: list[str]) -> Step:
    (strength,) = given
    return Denoise(_whole(strength, 1, 30))


def _levels(given: list[str]) -> Step:
    black, white, gamma = given
    low, high = _whole(black, 0, 254), _whole(white, 1, 255)
    if low >= high:
        raise ValueError
    return Levels(low, high, _ratio(gamma, Fraction(1, 10), Fraction(10)))


def _sharpen(given: list[str]) -> Step:
    sigma, amount = given
    return Sharpen(_ratio(sigma, Fraction(3, 10), Fraction(20)), _ratio(amount, Fraction(1, 20), Fraction(10)))


def _veil(given: list[str]) -> Step:
    (side,) = given
    return Veil(_whole(side, 2, 256))


_STEPS: dict[str, Callable[[list[str]], Step]] = {
    "mean": _mean,
    "deinterlace": _deinterlace,
    "denoise": _denoise,
    "levels": _levels,
    "sharpen": _sharpen,
    "veil": _veil,
}


def _whole(text: str, least: int, most: int) -> int:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6 and least <= int(text) <= most):
        raise ValueError
    return int(text)


def _ratio(text: str, least: Fraction, most: Fraction) -> Fraction:
    text = text.strip()
    if not text.isascii() or len(text) > 12 or not set(text) <= set("0123456789."):
        raise ValueError
    value = Fraction(text)
    if not least <= value <= most:
        raise ValueError
    return value


def _number(value: Fraction) -> str:
    """Return a decimal fraction exactly: what was parsed from one has a power of ten that clears it."""
    if value.denominator == 1:
        return str(value.numerator)
    places = next(n for n in range(1, 13) if 10**n % value.denominator == 0)
    digits = str(value.numerator * 10**places // value.denominator).zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}"


def explained(steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield what each step does, in words."""
    for number, step in enumerate(steps, 1):
        yield f"{number}. {_written(step)}: {(type(step).__doc__ or '').splitlines()[0]}"
