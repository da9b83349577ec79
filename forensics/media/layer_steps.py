"""Layers: steps of a recipe that make something visible for looking. None is ever weighed. Imports no decoder.

``plain`` gives the counterpart: the same frame with one history for all its parts, over which a layer shows what the
content alone looks like in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from forensics.media.step_text import whole

NEVER_WEIGHED = (
    "a layer for looking: it has no error rate, differences follow edges and texture, and nothing rests on it"
)


@dataclass(frozen=True, slots=True)
class Change:
    """The frame against the one so many frames before, grey where equal, the difference multiplied."""

    frames: int
    gain: int


@dataclass(frozen=True, slots=True)
class Plain:
    """The whole picture coded once more as JPEG of a quality: one history for all parts, the layer's counterpart."""

    quality: int


@dataclass(frozen=True, slots=True)
class Ela:
    """Error level: what coding as JPEG of a quality changes in each pixel, multiplied (Krawetz 2007)."""

    quality: int
    gain: int


@dataclass(frozen=True, slots=True)
class Ghost:
    """Mean square change of 16 × 16 pixels by coding at a quality: dark where that was the history (Farid 2009)."""

    quality: int


@dataclass(frozen=True, slots=True)
class Ghosts:
    """The quality from 40 to 98 where the change of 16 × 16 pixels dips, brighter for a higher one (Farid 2009)."""


@dataclass(frozen=True, slots=True)
class DctHistogram:
    """How often each value of one coefficient occurs over all 8 × 8 blocks of luma; gaps are a second quantisation."""

    u: int
    v: int


@dataclass(frozen=True, slots=True)
class NoiseResidual:
    """What a wavelet Wiener filter takes for noise (Mihçak 1999), around grey, multiplied."""

    gain: int


@dataclass(frozen=True, slots=True)
class Spectrum:
    """The magnitude of the Fourier transform of luma in decibels, frequency 0 in the centre; peaks are periodic."""


@dataclass(frozen=True, slots=True)
class BitPlane:
    """One bit of each value of a channel (y, r, g or b), 0 the lowest."""

    channel: str
    bit: int


@dataclass(frozen=True, slots=True)
class Gradient:
    """Slope of luma: red to the right, green downwards around grey, blue its steepness."""


@dataclass(frozen=True, slots=True)
class CopyMove:
    """Regions alike within the frame: SIFT points that match under one shift, turn and scale (RANSAC), joined."""

    least: int


Layer = Change | Plain | Ela | Ghost | Ghosts | DctHistogram | NoiseResidual | Spectrum | BitPlane | Gradient | CopyMove
LAYERS = (Change, Plain, Ela, Ghost, Ghosts, DctHistogram, NoiseResidual, Spectrum, BitPlane, Gradient, CopyMove)

FORMS = {
    "change": "change:FRAMES,GAIN (1–15 before, 1–64; only as the first step)",
    "plain": "plain:QUALITY (30–98)",
    "ela": "ela:QUALITY,GAIN (30–98, 1–64)",
    "ghost": "ghost:QUALITY (30–98)",
    "ghosts": "ghosts",
    "dct": "dct:U,V (0–7 across, 0–7 down)",
    "noise": "noise:GAIN (1–64)",
    "spectrum": "spectrum",
    "bitplane": "bitplane:CHANNEL,BIT (y, r, g or b; 0–7)",
    "gradient": "gradient",
    "copymove": "copymove:POINTS (4–200 points that must agree)",
}
EXAMPLES = {
    "change": "change:1,8",
    "plain": "plain:90",
    "ela": "ela:90,15",
    "ghost": "ghost:70",
    "ghosts": "ghosts",
    "dct": "dct:1,1",
    "noise": "noise:12",
    "spectrum": "spectrum",
    "bitplane": "bitplane:y,0",
    "gradient": "gradient",
    "copymove": "copymove:8",
}


def layer_written(step: Layer) -> str:
    """Return a layer as it is written in a recipe."""
    match step:
        case Change(frames, gain):
            return f"change:{frames},{gain}"
        case Plain(quality):
            return f"plain:{quality}"
        case Ela(quality, gain):
            return f"ela:{quality},{gain}"
        case Ghost(quality):
            return f"ghost:{quality}"
        case DctHistogram(u, v):
            return f"dct:{u},{v}"
        case NoiseResidual(gain):
            return f"noise:{gain}"
        case BitPlane(channel, bit):
            return f"bitplane:{channel},{bit}"
        case CopyMove(least):
            return f"copymove:{least}"
        case Ghosts():
            return "ghosts"
        case Spectrum():
            return "spectrum"
        case Gradient():
            return "gradient"


def _change(given: list[str]) -> Layer:
    frames, gain = given
    return Change(whole(frames, 1, 15), whole(gain, 1, 64))


def _plain(given: list[str]) -> Layer:
    (quality,) = given
    return Plain(whole(quality, 30, 98))


def _ela(given: list[str]) -> Layer:
    quality, gain = given
    return Ela(whole(quality, 30, 98), whole(gain, 1, 64))


def _ghost(given: list[str]) -> Layer:
    (quality,) = given
    return Ghost(whole(quality, 30, 98))


def _dct(given: list[str]) -> Layer:
    u, v = given
    return DctHistogram(whole(u, 0, 7), whole(v, 0, 7))


def _noise(given: list[str]) -> Layer:
    (gain,) = given
    return NoiseResidual(whole(gain, 1, 64))


def _bitplane(given: list[str]) -> Layer:
    channel, bit = given
    if channel.strip() not in ("y", "r", "g", "b"):
        raise ValueError
    return BitPlane(channel.strip(), whole(bit, 0, 7))


def _copymove(given: list[str]) -> Layer:
    (least,) = given
    return CopyMove(whole(least, 4, 200))


def _bare(step: Layer) -> Callable[[list[str]], Layer]:
    def parsed(given: list[str]) -> Layer:
        if any(part.strip() for part in given):
            raise ValueError
        return step

    return parsed


LAYER_PARSERS: dict[str, Callable[[list[str]], Layer]] = {
    "change": _change,
    "plain": _plain,
    "ela": _ela,
    "ghost": _ghost,
    "ghosts": _bare(Ghosts()),
    "dct": _dct,
    "noise": _noise,
    "spectrum": _bare(Spectrum()),
    "bitplane": _bitplane,
    "gradient": _bare(Gradient()),
    "copymove": _copymove,
}
