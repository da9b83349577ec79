"""Recipes: ordered steps that make a picture from decoded frames, written as one line that anybody can repeat.

``mean:2 > deinterlace:top > denoise:4 > levels:16,235,1 > sharpen:1.5,0.8``. No step invents detail: each value comes
from neighbouring pixels, lines or frames by a stated formula (forensics.media.enhancing). The steps that are layers for
looking stand in forensics.media.layer_steps. Imports no decoder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from forensics.media import layer_steps
from forensics.media.layer_steps import LAYER_PARSERS, LAYERS, NEVER_WEIGHED, Change, Layer, Plain, layer_written
from forensics.media.step_text import number, ratio, whole

MAX_STEPS = 12
LONGEST = 400


class NotARecipe(ValueError):
    """A text is no recipe; it says which step is not, and how that step is written."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a frame with so many frames before and after it, each pixel rounded to the nearest value."""

    frames: int


@dataclass(frozen=True, slots=True)
class Steady:
    """The mean of a frame with so many before and after it, each first brought onto it by a shift and a turn."""

    frames: int


@dataclass(frozen=True, slots=True)
class Perspective:
    """The plane within four corners, given from its top left one clockwise, over the whole picture (bilinear)."""

    corners: tuple[tuple[int, int], ...]


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


@dataclass(frozen=True, slots=True)
class Over:
    """So many percent of the picture made so far, laid over the frame as decoded: what lies where can be seen."""

    share: int


Step = Mean | Steady | Perspective | Deinterlace | Denoise | Levels | Sharpen | Veil | Over | Layer

FORMS = {
    "mean": "mean:FRAMES (1–15 before and after; only as the first step)",
    "steady": "steady:FRAMES (1–15 before and after; only as the first step)",
    "perspective": "perspective:X,Y,X,Y,X,Y,X,Y (corners from the top left clockwise, in pixels of the frame)",
    "deinterlace": "deinterlace:top or deinterlace:bottom",
    "denoise": "denoise:STRENGTH (1–30)",
    "levels": "levels:BLACK,WHITE,GAMMA (0–255, black below white, gamma 0.1–10)",
    "sharpen": "sharpen:SIGMA,AMOUNT (0.3–20 pixels, 0.05–10)",
    "veil": "veil:PIXELS (2–256)",
    "over": "over:PERCENT (1–99, of what was made so far; the rest is the frame as decoded)",
    **layer_steps.FORMS,
}
"""How each step is written."""
EXAMPLES = {
    "mean": "mean:2",
    "steady": "steady:2",
    "perspective": "perspective:40,40,280,60,280,200,40,220",
    "deinterlace": "deinterlace:top",
    "denoise": "denoise:4",
    "levels": "levels:16,235,1",
    "sharpen": "sharpen:1.5,0.8",
    "veil": "veil:24",
    "over": "over:50",
    **layer_steps.EXAMPLES,
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
    if any(isinstance(step, Mean | Steady | Change) for step in steps[1:]):
        raise NotARecipe(
            "a mean, steady mean or change of frames can only be the first step: it needs the frames as decoded"
        )
    return steps


def written(steps: tuple[Step, ...]) -> str:
    """Return the one text of a recipe: what ``parse`` gives back."""
    return " > ".join(_written(step) for step in steps)


def _written(step: Step) -> str:
    match step:
        case Mean(frames):
            return f"mean:{frames}"
        case Steady(frames):
            return f"steady:{frames}"
        case Perspective(corners):
            return "perspective:" + ",".join(f"{x},{y}" for x, y in corners)
        case Deinterlace(field):
            return f"deinterlace:{field}"
        case Denoise(strength):
            return f"denoise:{strength}"
        case Levels(black, white, gamma):
            return f"levels:{black},{white},{number(gamma)}"
        case Sharpen(sigma, amount):
            return f"sharpen:{number(sigma)},{number(amount)}"
        case Veil(side):
            return f"veil:{side}"
        case Over(share):
            return f"over:{share}"
        case _:
            return layer_written(step)


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
    return Mean(whole(frames, 1, 15))


def _steady(given: list[str]) -> Step:
    (frames,) = given
    return Steady(whole(frames, 1, 15))


def _perspective(given: list[str]) -> Step:
    values = [whole(text, 0, 16383) for text in given]
    corners = tuple(zip(values[0::2], values[1::2], strict=True))
    if len(corners) != 4 or not _turns_one_way(corners):
        raise ValueError
    return Perspective(corners)


def _turns_one_way(corners: tuple[tuple[int, int], ...]) -> bool:
    """Say whether four corners go clockwise (with y downwards) around a quadrilateral without a dent."""
    for n in range(4):
        (ax, ay), (bx, by), (cx, cy) = (corners[(n + k) % 4] for k in range(3))
        if (bx - ax) * (cy - by) - (by - ay) * (cx - bx) <= 0:
            return False
    return True


def _deinterlace(given: list[str]) -> Step:
    (field,) = given
    if field.strip() not in ("top", "bottom"):
        raise ValueError
    return Deinterlace(field.strip())


def _denoise(given: list[str]) -> Step:
    (strength,) = given
    return Denoise(whole(strength, 1, 30))


def _levels(given: list[str]) -> Step:
    black, white, gamma = given
    low, high = whole(black, 0, 254), whole(white, 1, 255)
    if low >= high:
        raise ValueError
    return Levels(low, high, ratio(gamma, Fraction(1, 10), Fraction(10)))


def _sharpen(given: list[str]) -> Step:
    sigma, amount = given
    return Sharpen(ratio(sigma, Fraction(3, 10), Fraction(20)), ratio(amount, Fraction(1, 20), Fraction(10)))


def _veil(given: list[str]) -> Step:
    (side,) = given
    return Veil(whole(side, 2, 256))


def _over(given: list[str]) -> Step:
    (share,) = given
    return Over(whole(share, 1, 99))


_STEPS: dict[str, Callable[[list[str]], Step]] = {
    "mean": _mean,
    "steady": _steady,
    "perspective": _perspective,
    "deinterlace": _deinterlace,
    "denoise": _denoise,
    "levels": _levels,
    "sharpen": _sharpen,
    "veil": _veil,
    "over": _over,
    **LAYER_PARSERS,
}


def is_layer(steps: tuple[Step, ...]) -> bool:
    """Say whether a recipe makes a layer for looking and not a picture of what was filmed."""
    return any(isinstance(step, LAYERS) and not isinstance(step, Plain) for step in steps)


def counterpart(steps: tuple[Step, ...], quality: int = 90) -> tuple[Step, ...]:
    """Return the same layers over the frame with one history for all its parts: what content alone looks like."""
    at = next((n for n, step in enumerate(steps) if isinstance(step, LAYERS)), 0)
    at += isinstance(steps[at], Change) if steps else 0
    return (*steps[:at], Plain(quality), *steps[at:])


def explained(steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield what each step does, in words; of layers also that they are never weighed."""
    for number_, step in enumerate(steps, 1):
        yield f"{number_}. {_written(step)}: {(type(step).__doc__ or '').splitlines()[0]}"
    if is_layer(steps):
        yield f"This is {NEVER_WEIGHED}."
