"""A mouth that a person drew a box around, against the speech that is heard: how their movements go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from forensics.detector import (
    Applicability,
    AudioView,
    Card,
    Cost,
    Detector,
    FrameNeed,
    FrameView,
    Needs,
    Observer,
    Parameters,
    Quantity,
    Reference,
    Validation,
)
from forensics.detectors.band_levels import HOP, BandLevels
from forensics.types import (
    Column,
    Finding,
    FrameLocus,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Region,
    Result,
    Series,
    StreamFacts,
    StreamKind,
    StreamLocus,
)

ID: Final = "mouth_speech"
VERSION: Final = "1"
SHORTEST: Final = 4.0
STEP: Final = 0.02
REACH: Final = 1.0
"""Seconds by which the sound is moved each way."""
SPEECH: Final = slice(5, 28)
"""Bands of the sound that are taken for speech, about 300 to 3500 Hz."""

_LIMITS = (
    "A correlation and where it is greatest, no more: how lips and speech go together differs by person and language.",
    "The box does not follow the head: a mouth that leaves it gives nothing, and what moves in it counts.",
    "Good lip-synchronisation gives what filmed speech gives.",
    "Music, other speakers and noise lower the correlation.",
)
_INNOCENT = (
    "A speaker who turns, chews or laughs; a second speaker off screen.",
    "Sound recorded apart or dubbed in the ordinary way.",
    "Players and converters that delay sound by some frames.",
)


@dataclass(slots=True)
class _Watch:
    video: StreamFacts
    sound: int
    region: Region | str
    bands: BandLevels = field(default_factory=BandLevels)
    times: list[float] = field(default_factory=list)
    opening: list[float] = field(default_factory=list)
    first: FrameLocus | None = None

    def audio(self, block: AudioView) -> None:
        if isinstance(self.region, Region):
            self.bands.add(block)

    def frame(self, view: FrameView) -> None:
        if not isinstance(self.region, Region):
            return
        box = self.region
        part = view.grey()[box.y : box.y + box.height, box.x : box.x + box.width].astype(np.float32)
        self.first = self.first or FrameLocus(view.stream, view.index, view.at, box)
        self.times.append(float(view.at.seconds))
        self.opening.append(openness(part))

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.video.index)
        if isinstance(self.region, str):
            yield NotMeasured("mouth_speech.correlation", self.region, here)
            return
        levels = self.bands.levels().all()
        lasts = min(len(levels) * HOP, (self.times[-1] - self.times[0]) if self.times else 0.0)
        if self.first is None or self.bands.first is None or lasts < SHORTEST:
            reason = f"{lasts:.1f} s of pictures with sound; at least {SHORTEST:.0f} s are needed"
            yield NotMeasured("mouth_speech.correlation", self.bands.refused or reason, here)
            return
        start = float(self.bands.first.seconds)
        heard = np.array([start + self.bands.seconds(n) for n in range(len(levels))])
        loud = np.maximum(levels[:, SPEECH], -80).mean(axis=1)
        curve = together(np.array(self.times), np.array(self.opening), heard, loud)
        if curve is None:
            yield NotMeasured("mouth_speech.correlation", "nothing moves in the box, or no sound changes", here)
            return
        offsets, values = curve
        best = int(values.argmax())
        yield Measurement("mouth_speech.correlation", round(float(values[best]), 4), "1", self.first)
        yield Measurement("mouth_speech.offset", round(float(offsets[best]), 3), "s", self.first)
        in_place = float(values[len(values) // 2])
        yield Measurement("mouth_speech.in_place", round(in_place, 4), "1", self.first)
        yield Measurement("mouth_speech.median", round(float(np.median(np.abs(values))), 4), "1", self.first)
        columns = (Column("offset", "s"), Column("correlation", "1"))
        rows = tuple((round(float(a), 3), round(float(b), 4)) for a, b in zip(offsets, values, strict=True))
        yield Series("mouth_speech.by_offset", columns, 0, rows, self.first)


def openness(part: npt.NDArray[np.float32]) -> float:
    """Return by how much a box is darker than its own middle tone, mean over its pixels: an open mouth is dark."""
    return float(np.clip(np.percentile(part, 50) - part, 0, None).mean())


def together(
    times: npt.NDArray[np.float64],
    opening: npt.NDArray[np.float64],
    heard: npt.NDArray[np.float64],
    loud: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None:
    """Return (offsets, correlations) of both curves without slow changes; positive where the sound is late."""
    start, end = max(times[0], heard[0]) + REACH, min(times[-1], heard[-1]) - REACH
    at = np.arange(start, end, STEP)
    if len(at) < 50:
        return None
    seen = _quick(np.interp(at, times, opening))
    offsets = np.arange(-round(REACH / STEP), round(REACH / STEP) + 1).astype(np.float64) * STEP
    values = np.array([_correlation(seen, _quick(np.interp(at + offset, heard, loud))) for offset in offsets])
    return (np.asarray(offsets), np.asarray(values)) if np.isfinite(values).all() else None


def _quick(curve: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return a curve smoothed over a tenth of a second, less its mean over two seconds."""
    short, long = 5, min(101, len(curve) - 1 + len(curve) % 2)
    smooth = np.convolve(np.pad(curve, short // 2, mode="edge"), np.ones(short) / short, "valid")
    slow = np.convolve(np.pad(curve, long // 2, mode="edge"), np.ones(long) / long, "valid")
    return np.asarray(smooth - slow[: len(smooth)])


def _correlation(one: npt.NDArray[np.float64], two: npt.NDArray[np.float64]) -> float:
    scale = float(one.std() * two.std())
    return float(((one - one.mean()) * (two - two.mean())).mean() / scale) if scale > 1e-9 else float("nan")


def _region(text: str, video: StreamFacts) -> Region | str:
    """Return the box that a text gives as x,y,width,height, or why it is none."""
    how = "draw a box around the mouth: mouth_speech.region=X,Y,WIDTH,HEIGHT in pixels of the frame"
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 4 or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        return f"no region was given: {how}" if not text else f"{text!r} is no region: {how}"
    x, y, width, height = map(int, parts)
    if width < 8 or height < 8 or x + width > video.width or y + height > video.height:
        return f"the box {text} does not lie in the frame of {video.width}x{video.height} pixels: {how}"
    return Region(x, y, width, height)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    video, sound = media.first(StreamKind.VIDEO), media.first(StreamKind.AUDIO)
    if video is None or sound is None:
        return Observer(finish=lambda: [NotMeasured("mouth_speech.correlation", "no pictures with sound")])
    watch = _Watch(video, sound.index, _region(str(parameters.get("region", "")), video))
    return Observer(finish=watch.finish, frame=watch.frame, audio=watch.audio)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    del results  # how well lips and speech go together has no validated threshold here
    return ()


def _applicability(media: MediaFacts) -> Applicability:
    for kind, words in ((StreamKind.AUDIO, "sound"), (StreamKind.VIDEO, "pictures")):
        if media.first(kind) is None:
            return Applicability(applicable=False, reasons=(f"no stream of {words}",))
    return Applicability(applicable=True)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="timeline",
    summary="Correlates the opening of a mouth in a box that a person drew with the loudness of speech.",
    needs=Needs(frames=FrameNeed(), audio=True),
    quantities=(
        Quantity("mouth_speech.correlation", "1", "greatest correlation over offsets of up to a second", "measurement"),
        Quantity("mouth_speech.offset", "s", "where it is: positive where the sound is late", "measurement"),
        Quantity("mouth_speech.in_place", "1", "correlation without any offset", "measurement"),
        Quantity("mouth_speech.median", "1", "median size over all offsets: what chance gives here", "measurement"),
        Quantity("mouth_speech.by_offset", "1", "correlation by offset", "series"),
    ),
    applicability=_applicability,
    limits=_LIMITS,
    references=(
        Reference(
            "Yehia, Rubin, Vatikiotis-Bateson: Quantitative association of vocal-tract and facial behavior (1998)", ""
        ),
        Reference(
            "Chandrasekaran et al.: The natural statistics of audiovisual speech (2009)",
            "PLoS Comput. Biol. 5:e1000436",
        ),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    determinism="tolerance",
    parameters={"region": ""},
    cost=Cost(1.6),
    on_request="a person must draw a box around the mouth",
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="a made mouth that opens with made speech, in place, with sound 0.3 s late, and with other speech",
                dated="2026-11-27",
                groups=3,
                files=3,
                outcome="correlation above 0.6 at the right offset within 0.06 s; below 0.3 in place with other speech",
            ),
            Validation(
                data="one film of a bearded speaker with lips made to fit other speech (LatentSync), boxes "
                "around the mouth, a wall and a sleeve",
                dated="2026-11-27",
                groups=1,
                files=3,
                outcome="0.26, 0.29 and 0.17, in place -0.17, 0.22 and -0.13: the mouth told no more than the wall",
            ),
        ),
        known_failures=(
            "A beard or shadow hides the opening: on the one real speaker tried it told nothing.",
            "A box that the mouth leaves",
        ),
    ),
)
