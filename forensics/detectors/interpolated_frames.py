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
VERSION: Final = "3"
MOVES: Final = 10.0
"""Grey levels between the frames on both sides from which a pixel counts as moving."""
LEAST_MOVING: Final = 0.005
"""Share of the picture that must move for a frame to be measured."""
REPORTED: Final = 4.7
"""Strength from which a beat is reported; chosen in the trial on the card."""
_FLOOR: Final = 0.5
_OWN: Final = 0.05
"""Share of a neighbour in the best mixture below which a frame, if it is like the other, repeats that one."""
_LIKE: Final = 0.25
_LIMITS = (
    "A beat shows that some frames are nearer to mixtures of their neighbours than others; it does not show what made "
    "them so, nor why.",
    "A passage is found from 48 frames on, and its ends only roughly; one passage of a film is told, the strongest.",
    "B pictures are made of their neighbours: where the beat is theirs, no finding is made unless they are coded so "
    "finely that coding cannot be why, and never of a codec that does not tell its quantisers (H.265).",
    "Strong compression makes mixtures too; pictures that move little cannot be measured.",
    "Interpolation that follows motion leaves less than mixing does, and that of learned models was not tried.",
)
_INNOCENT = (
    "Televisions, players, platforms and editors convert frame rates by mixing or interpolating frames.",
    "Slow motion made in a telephone or an editor is interpolated.",
    "De-interlacing at double rate makes every second frame from its neighbours.",
    "Encoders that spend less on every n-th picture, and light that flickers with the mains, beat as well.",
)


def remaining(pictures: Sequence[Grey]) -> tuple[float, float]:
    """Return what the best mixture of the outer two leaves of the middle one: the log of its share, and grey levels.

    Three pictures (H, W) of grey levels; the share is of what moves. NaN where too little moves between the outer two,
    and where the middle one repeats one of them: that is no mixture, and repeats are another method's.
    """
    import cv2  # only where frames are decoded: a report describes the detector elsewhere

    before, here, after = (picture.ravel() for picture in pictures)
    moving = np.flatnonzero(cv2.absdiff(before, after).ravel() > MOVES)
    if len(moving) / before.size < LEAST_MOVING:
        return float("nan"), float("nan")
    ends = after.take(moving).astype(np.float64)
    way, part = before.take(moving) - ends, here.take(moving) - ends  # whole numbers, whose products add up exactly
    share = min(max(float(part @ way) / float(way @ way), 0.0), 1.0)
    length = float(np.abs(way).mean())
    way *= share
    part -= way
    left = float(np.abs(part, out=part).mean())
    if not _OWN <= share <= 1 - _OWN and left + _FLOOR < _LIKE * (length + _FLOOR):
        return float("nan"), float("nan")
    return float(np.log((left + _FLOOR) / (length + _FLOOR))), left


_MEASURED: Final = Measured(ID, "remains", reach=3, about=1, sign=-1, of=remaining, b_pictures=True)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:  # noqa: ARG001 - the contract's signature
    return observer(_MEASURED, media)


def _words(beat: Told) -> str:
    words = (
        f"One frame in {beat.period} is nearer to a mixture of its two neighbours than the frames between are, "
        f"{beat.place}: by {beat.strength:.1f} standard errors, at {beat.times} frames from frame {beat.offset} on."
    )
    if beat.times_more:
        words += (
            " These frames are coded as B pictures, which coders make of their neighbours; but the frames between "
            f"leave {beat.times_more:.1f} times as much, and the B pictures are coded too finely for coding alone to "
            "do that."
        )
    return words


_JUDGED: Final = Judged(_MEASURED, VERSION, REPORTED, "mixed_frames", _words, _INNOCENT, _LIMITS)
DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="timeline",
    summary="Looks for frames that are mixtures of their neighbours at a steady beat.",
    needs=Needs(frames=FrameNeed(), motion_vectors=True),  # with which the decoder gives quantisers
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
    grounds=(Tried(("mixed_frames",), 36, 62, 0, 33, 10, "docs/methods/interpolated_frames.md"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="23 camera clips at 480 pixels, as is and with frames made of others: every second one mixed, 24 "
                "to 30 a second by mixing, every second one by FFmpeg's minterpolate, which follows motion; and a "
                "passage of 36 to 44 frames slowed to half by either way; x264 CRF 28, 3 B-frames; as is and every "
                "second one mixed also CRF 18 (python -m benchmarks.trials)",
                dated="2026-11-28",
                groups=12,
                files=184,
                outcome="not spoken of are 38 files in which too little moves and 51 in which coding may have made the "
                "beat (48 with made frames, 3 as is); of the others 36 of 62 are found: 11 of 13 mixed throughout, 16 "
                "of 18 at CRF 18, 6 of 9 mixed passages, 1 of 15 from 24 to 30, 2 of 7 that follow motion; none of 33 "
                "as is (95 % bound 11 % by files, 31 % by groups)",
            ),
            Validation(
                data="20 of these clips coded plainly in 9 to 22 ways by x264, x265, MPEG-2 and MPEG-4, with up to 3 B "
                "pictures or none",
                dated="2026-11-28",
                groups=10,
                files=205,
                outcome="version 2 reported 56 of them, each at the beat of its B pictures; where their quantisers are "
                "as fine as is asked for now, the others left up to 2.5 times as much (FFmpeg's blending: up to 7)",
            ),
        ),
        known_failures=(
            "With the usual quality of platforms and messengers B pictures are mixtures by coding alone: version 2 "
            "found 53 of 100 with made frames at CRF 28, this one finds 20.",
            "A beat of full contrast is measured as weak (4 to 5), because the level that values are told from then "
            "swings with it: some thorough mixtures coded finely stay below the threshold.",
            "Conversion from 24 to 30 by mixing, in which four frames of five are mixtures, is found in 1 of 15 clips.",
            "Clips of a still scene (PyEVM, two of an Intel set) are not spoken of.",
            "Coded again at half size and CRF 30, as messengers do, or at CRF 32, two of three files with made frames "
            "have no score, and two of three of the rest are missed; none of 30 and 28 others is reported.",
            "The threshold was chosen on the files of the trial: expect more errors elsewhere.",
        ),
    ),
    cost=Cost(0.2),
)
