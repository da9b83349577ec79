"""Frames that are mixtures of their neighbours at a steady beat: what frame rate conversion and slow motion leave.

A frame of moving things that a camera took lies between its neighbours in time but is no mixture of their pictures;
one that a program made of them is, or nearly (Bestagini et al. 2013 on interpolated frames). For each frame the best
mixture of the two beside it is sought over what moves, and what remains is set against what moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.detector import (
    Card,
    Cost,
    Detector,
    FileScore,
    FrameNeed,
    Needs,
    Observer,
    Parameters,
    Reference,
    Tried,
    Validation,
)
from forensics.detectors.beat_watch import Judged, Measured, Told, applicability, observer, quantities
from forensics.types import MediaFacts

if TYPE_CHECKING:
    import numpy.typing as npt

    Grey = npt.NDArray[np.uint8]

ID: Final = "interpolated_frames"
VERSION: Final = "2"
MOVES: Final = 10.0
"""Grey levels between the frames on both sides from which a pixel counts as moving."""
LEAST_MOVING: Final = 0.005
"""Share of the picture that must move for a frame to be measured."""
REPORTED: Final = 4.7
"""Strength from which a beat is reported; chosen in the trial on the card."""
_FLOOR: Final = 0.5
_LIMITS = (
    "A beat shows that some frames are nearer to mixtures of their neighbours than others; it does not show what made "
    "them so, nor why.",
    "A passage is found from 48 frames on, and its ends only roughly; one passage of a film is told, the strongest.",
    "Strong compression makes mixtures too; pictures that move little cannot be measured.",
    "Interpolation that follows motion leaves less than mixing does, and that of learned models was not tried.",
)
_INNOCENT = (
    "Televisions, players, platforms and editors convert frame rates by mixing or interpolating frames.",
    "Slow motion made in a telephone or an editor is interpolated.",
    "De-interlacing at double rate makes every second frame from its neighbours.",
    "Encoders that spend less on every n-th picture, and light that flickers with the mains, beat as well.",
)


def remaining(pictures: Sequence[Grey]) -> float:
    """Return the log of what the best mixture of the outer two leaves of the middle one, over what moves.

    Three pictures (H, W) of grey levels; NaN where too little moves between the outer two.
    """
    import cv2  # only where frames are decoded: a report describes the detector elsewhere

    before, here, after = (picture.ravel() for picture in pictures)
    moving = np.flatnonzero(cv2.absdiff(before, after).ravel() > MOVES)
    if len(moving) / before.size < LEAST_MOVING:
        return float("nan")
    ends = after.take(moving).astype(np.float64)
    way, part = before.take(moving) - ends, here.take(moving) - ends  # whole numbers, whose products add up exactly
    share = min(max(float(part @ way) / float(way @ way), 0.0), 1.0)
    length = float(np.abs(way).mean())
    way *= share
    part -= way
    left = float(np.abs(part, out=part).mean())
    return float(np.log((left + _FLOOR) / (length + _FLOOR)))


_MEASURED: Final = Measured(ID, "remains", reach=3, about=1, sign=-1, of=remaining)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:  # noqa: ARG001 - the contract's signature
    return observer(_MEASURED, media)


def _words(beat: Told) -> str:
    return (
        f"One frame in {beat.period} is nearer to a mixture of its two neighbours than the frames between are, "
        f"{beat.place}: by {beat.strength:.1f} standard errors, at {beat.times} frames from frame {beat.offset} on."
    )


_JUDGED: Final = Judged(_MEASURED, VERSION, REPORTED, "mixed_frames", _words, _INNOCENT, _LIMITS)
DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="timeline",
    summary="Looks for frames that are mixtures of their neighbours at a steady beat.",
    needs=Needs(frames=FrameNeed()),
    quantities=quantities(
        _MEASURED,
        "what the best mixture of its neighbours leaves of a frame, as a share of what moves",
        "standard errors by which these frames are nearer to mixtures",
    ),
    applicability=applicability,
    limits=_LIMITS,
    references=(
        Reference(
            "Bestagini, Battaglia, Milani, Tagliasacchi, Tubaro: Detection of temporal interpolation in video "
            "sequences (2013)",
            "ICASSP 2013",
        ),
        Reference("SWGDE Best Practices for Digital Video Authentication", "SWGDE 23-V-001"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_JUDGED.judge,
    score=FileScore(f"{ID}.strength", "greatest", "high", REPORTED, "frames were made of others at a steady beat"),
    grounds=(Tried(("mixed_frames",), 53, 100, 0, 20, 10, "docs/methods/interpolated_frames.md"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="23 camera clips at 480 pixels, as is and with frames made of others: every second one mixed, 24 "
                "to 30 a second by mixing, every second one by FFmpeg's minterpolate, which follows motion; and a "
                "passage of 36 to 44 frames slowed to half by either way; x264 CRF 28, 3 B-frames (python -m "
                "benchmarks.trials)",
                dated="2026-11-27",
                groups=12,
                files=138,
                outcome="18 files in which too little moves are not spoken of; AUC .902, .895 and .958 for the whole "
                "film, .951 and .880 for the passage; at the threshold 15, 5 and 15 of 20 and 11 and 7 of 20 are "
                "found, and none of 20 as is (95 % bound 17 % by files, 31 % by groups)",
            ),
        ),
        known_failures=(
            "Coded again at half size and CRF 30, as messengers do, 41 of 100 are found at the threshold (53 as they "
            "are) and 2 of the 20 clips as they are are reported; at CRF 32 53 and none.",
            "Conversion from 24 to 30 by mixing, in which four frames of five are mixtures, is found in a quarter of "
            "the clips only.",
            "Clips of a still scene (PyEVM, two of an Intel set) are not spoken of.",
            "The threshold was chosen on the files of the trial: expect more errors elsewhere.",
        ),
    ),
    cost=Cost(0.3),
)
