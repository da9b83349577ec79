"""Steps that are larger than those around at a steady beat: what is left when every n-th frame was left out.

Where a conversion leaves out frames of a camera's film, things move twice as far over the gap, and nowhere else.
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

ID: Final = "dropped_frames"
VERSION: Final = "3"
REPORTED: Final = 6.5
"""Strength from which a beat is reported; chosen in the trial on the card."""
LEAST_CHANGE: Final = 1.0
"""Grey levels by which the most changed tenth of a picture must change for a step to be measured."""
_SHARE: Final = 10
_FLOOR: Final = 0.5
_LEVELS: Final = np.arange(255, -1, -1)
_LIMITS = (
    "A beat of larger steps shows that motion is uneven at a steady distance; it does not show that frames are gone, "
    "nor what was in them.",
    "Only frames that are left out regularly leave a beat; single ones are looked for as discontinuities.",
    "A passage is found from 48 frames on, its ends only roughly; pictures that move little cannot be measured.",
    "A conversion that mixes frames or follows motion leaves even steps.",
    "Where the beat is that of the key frames, no finding is made: each renews a picture that coarse coding let drift.",
)
_INNOCENT = (
    "Converting 30 to 24 or 25 frames a second leaves out one frame in five or six.",
    "Recorders, screens and video calls that cannot keep up leave out frames at a beat.",
    "A machine, a step or a gesture that comes back in time beats as well.",
    "Encoders that renew the picture at a steady distance make a larger step there.",
)


def step(pictures: Sequence[Grey]) -> float:
    """Return the log of the mean change of the most changed tenth of two pictures (H, W) of grey levels.

    NaN where next to nothing changes.
    """
    import cv2  # only where frames are decoded: a report describes the detector elsewhere

    change = cv2.absdiff(pictures[1], pictures[0])
    count = max(change.size // _SHARE, 1)
    seen = cv2.calcHist([change], [0], None, [256], [0, 256]).ravel().astype(np.int64)[::-1]
    most = np.diff(np.minimum(np.cumsum(seen), count), prepend=0)  # of each change, the greatest first, what counts
    mean = float(np.float32(int(most @ _LEVELS)) / np.float32(count))
    return float("nan") if mean < LEAST_CHANGE else float(np.log(mean + _FLOOR))


def _numbers(pictures: Sequence[Grey]) -> tuple[float, float]:
    return step(pictures), float("nan")


_MEASURED: Final = Measured(ID, "steps", reach=2, about=0, sign=1, of=_numbers)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:  # noqa: ARG001 - the contract's signature
    return observer(_MEASURED, media)


def _words(beat: Told) -> str:
    return (
        f"One step in {beat.period} from frame to frame is larger than the steps between, {beat.place}: by "
        f"{beat.strength:.1f} standard errors, at {beat.times} steps, the first of them to frame {beat.offset}."
    )


_JUDGED: Final = Judged(_MEASURED, VERSION, REPORTED, "uneven_steps", _words, _INNOCENT, _LIMITS)
DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="timeline",
    summary="Looks for steps from frame to frame that are larger than others at a steady beat.",
    needs=Needs(frames=FrameNeed()),
    quantities=quantities(
        _MEASURED,
        "mean change of the most changed tenth of the picture, in grey levels",
        "standard errors by which these steps are larger",
    ),
    applicability=applicability,
    limits=_LIMITS,
    references=(
        Reference("Stamm, Lin, Liu: Temporal forensics and anti-forensics for video (2012)", "TIFS 7:1315"),
        Reference("SWGDE Best Practices for Digital Video Authentication", "SWGDE 23-V-001"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_JUDGED.judge,
    score=FileScore(f"{ID}.strength", "greatest", "high", REPORTED, "frames were left out at a steady beat"),
    grounds=(Tried(("uneven_steps",), 10, 44, 0, 22, 12, "docs/methods/dropped_frames.md"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="23 camera clips at 480 pixels, as is, with one frame in five left out, and with that in a "
                "passage of 80 frames only; x264 CRF 28, 3 B-frames (python -m benchmarks.trials)",
                dated="2026-11-28",
                groups=12,
                files=69,
                outcome="3 files in which too little moves are not spoken of; AUC .913 for the whole film and .841 "
                "for the passage; at the threshold 7 and 3 of 22 are found, and none of 22 as is (95 % bound 15 % by "
                "files, 26 % by groups)",
            ),
        ),
        known_failures=(
            "A key frame every 10 or 12 frames and coarse coding: version 2 reported 6 to 8 of 20 plain clips; version "
            "3 says that the beat is that of the key frames, and would of frames left out at that same beat.",
            "Coded again at half size and CRF 30, or at CRF 32, 10 of 42 are found at the threshold, and none of 21 as "
            "they are.",
            "Two thirds of the clips with one frame in five left out stay below the threshold; slow and uneven motion "
            "hides the beat.",
            "Two clips as they are (an action of UCF101, a juggler of SA-V, whole) are reported, with a beat of 5 and "
            "of 4; whether frames were left out when they were made is not known.",
            "The threshold was chosen on the files of the trial: expect more errors elsewhere.",
        ),
    ),
    cost=Cost(0.2),
)
