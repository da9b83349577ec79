"""Whether a beat is that of the coder's own B pictures, and whether coding alone can make what beats.

A coder makes a B picture of the pictures on both sides and adds what is missing, if that is worth more than a step of
its quantiser: coarsely coded, it is a mixture of its neighbours and nothing else. B pictures that come at a beat
therefore look like frames that a conversion mixed.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.detector import FrameView, Quantity
from forensics.detectors.beats import Beat
from forensics.types import Measurement, NotMeasured, Outcome, StreamFacts, TimeSpan

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

ON_B: Final = 0.9
"""Share of the frames of a beat that are B pictures, from which it is theirs if fewer of the others are."""
_FEWER: Final = 0.05
MORE: Final = 0.1
"""By how much larger that share is than among the others, from which it is theirs in any case."""
HELD: Final = 3.0
"""Strength from which a beat is held against the coding: weaker ones are told as they are, for no finding is near."""
CONTRAST: Final = 1.0
"""Logarithm from which the others must leave more: plain films coded at quantisers as fine as FINE asks reached 0.9."""
FINE: Final = 0.2
"""Steps of the quantiser that what the others leave must be: what is smaller goes in the coding of a B picture."""
MOST_ELSE: Final = 0.5
"""Share of the other frames of which that may be so as well: where every picture is a key frame, none renews it."""
AT_KEYS: Final = 0.9
"""Share of the frames of a beat that are key frames, or beside one, from which it is theirs."""
_EVERY: Final = 7
"""One B picture in so many is asked for its quantisers: they change little, and no beat is a multiple of it alone."""
_LINEAR: Final = frozenset({"mpeg1video", "mpeg2video", "mpeg4", "h263", "msmpeg4v2", "msmpeg4v3"})
_UNTOLD: Final = frozenset({"av1", "vp9", "vp8"})
"""Codecs that code pictures in layers, the last of them coarsest, and call all of them alike."""
_NOT_TOLD: Final = "does not tell which pictures are coded more coarsely, so a beat may be coding alone"


@dataclass(slots=True)
class Coding:
    """What is kept of each frame: its picture type and the grey levels that a mixture leaves of it."""

    stream: StreamFacts
    b_pictures: bool = True
    """Whether B pictures make such numbers too, and not key frames only."""
    types: bytearray = field(default_factory=bytearray)
    levels: array[float] = field(default_factory=lambda: array("d"))
    _steps: array[float] = field(default_factory=lambda: array("d"))
    _b: int = 0

    def frame(self, frame: FrameView) -> None:
        """Take the next frame in order of presentation."""
        self.types += (frame.picture_type or "?")[:1].encode()
        self.levels.append(np.nan)
        if self.b_pictures and frame.picture_type == "B":
            self._b += 1
            found = frame.quantisers() if self._b % _EVERY == 1 else None
            step = quantiser_step(float(found.mean()), self.stream) if found is not None and found.size else np.nan
            if np.isfinite(step):
                self._steps.append(step)

    def told(self, name: str, beat: Beat, values: Numbers, span: TimeSpan) -> Iterator[Outcome]:
        """Yield the strength of a beat, or why coding may have made it, and what that was read from."""
        places = np.arange(beat.first, beat.end)
        places = places[np.isfinite(values[places])]
        on = (places - beat.offset) % beat.period == 0
        is_b = np.frombuffer(self.types, np.uint8)[places] == ord("B")
        shares = float(is_b[on].mean()), float(is_b[~on].mean())
        is_key = np.pad(np.frombuffer(self.types, np.uint8) == ord("I"), 1)
        beside = (is_key[:-2] | is_key[1:-1] | is_key[2:])[places]
        at_keys, else_there = float(beside[on].mean()), float(beside[~on].mean())
        contrast = float(np.median(values[places[~on]]) - np.median(values[places[on]]))
        leave = float(np.median(np.frombuffer(self.levels)[places[~on]]))
        yield Measurement(f"{name}.beat", round(beat.strength, 2), "1", span)
        yield Measurement(f"{name}.at_keys", round(at_keys, 3), "1", span)
        step = float(np.median(np.frombuffer(self._steps))) if self._steps else float("nan")
        if self.b_pictures:
            yield Measurement(f"{name}.on_b", round(shares[0], 3), "1", span)
            yield Measurement(f"{name}.others_b", round(shares[1], 3), "1", span)
            yield Measurement(f"{name}.times_more", round(float(np.exp(contrast)), 2), "1", span)
        if self._steps:
            yield Measurement(f"{name}.quantiser_step", round(step, 1), "1", span)
        if beat.strength < HELD:
            yield Measurement(f"{name}.strength", round(beat.strength, 2), "1", span)
        elif at_keys >= AT_KEYS and else_there <= MOST_ELSE:
            reason = f"the beat is that of the key frames, each of which renews the picture: {at_keys:.0%} lie at one"
            yield NotMeasured(f"{name}.strength", reason, span)
        elif not self.b_pictures:
            yield Measurement(f"{name}.strength", round(beat.strength, 2), "1", span)
        elif self.stream.codec in _UNTOLD:
            yield NotMeasured(f"{name}.strength", f"{self.stream.codec} {_NOT_TOLD}", span)
        elif theirs(*shares) and not (contrast >= CONTRAST and leave >= FINE * step):
            yield NotMeasured(f"{name}.strength", _reason(shares, contrast, leave, step), span)
        else:
            yield Measurement(f"{name}.strength", round(beat.strength, 2), "1", span)


def theirs(on_b: float, others_b: float) -> bool:
    """Say whether a beat is that of the B pictures, by their shares among its frames and among the others."""
    return on_b - others_b >= MORE or (on_b >= ON_B and on_b - others_b >= _FEWER)


def quantiser_step(quantiser: float, stream: StreamFacts) -> float:
    """Return the step of a quantiser in grey levels of 8 bits; NaN where the codec's scale is not known here."""
    if stream.codec == "h264":  # ITU-T H.264, 8.5.9: it doubles with every six, and begins lower for deeper pictures
        bits = 10 if "p10" in stream.pixel_format else 12 if "p12" in stream.pixel_format else 8
        return float(2 ** ((quantiser - 4) / 6 - (bits - 8)))
    return quantiser if stream.codec in _LINEAR else float("nan")


def _reason(shares: tuple[float, float], contrast: float, leave: float, step: float) -> str:
    said = (
        f"the beat is that of the B pictures ({shares[0]:.0%} of its frames, {shares[1]:.0%} of the others), which "
        "coders make of their neighbours: "
    )
    if contrast >= CONTRAST and np.isnan(step):
        return f"{said}how finely they are coded is not told by this codec, so it may be coding alone"
    if contrast < CONTRAST:
        least = float(np.exp(CONTRAST))
        return f"{said}the others leave {np.exp(contrast):.1f} times as much, and coding alone makes up to {least:.1f}"
    steps = f"a step of their quantiser is {step:.0f} levels where the others leave {leave:.1f}"
    return f"{said}{steps}: coding alone can do it"


def quantities(name: str, *, b_pictures: bool) -> tuple[Quantity, ...]:
    """Return what `Coding.told` yields besides the strength."""
    said = "standard errors by which the frames of the beat differ, by coding or not"
    always = (
        Quantity(f"{name}.beat", "1", said, "segment"),
        Quantity(
            f"{name}.at_keys", "1", "share of the frames of the beat that are key frames or beside one", "quality"
        ),
    )
    of_b = (
        Quantity(f"{name}.on_b", "1", "share of the frames of the beat that are coded as B pictures", "quality"),
        Quantity(f"{name}.others_b", "1", "share of the frames between that are", "quality"),
        Quantity(f"{name}.times_more", "1", "times as much as the frames of the beat the others leave", "segment"),
        Quantity(f"{name}.quantiser_step", "1", "step of the quantiser of B pictures in grey levels", "quality"),
    )
    return (*always, *of_b) if b_pictures else always
