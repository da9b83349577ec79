"""How the clock of the sound goes against that of the pictures: offset, and drift over the film."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import numpy as np

from forensics.detector import (
    ALL,
    Applicability,
    AudioView,
    Card,
    Detector,
    FrameNeed,
    FrameView,
    Needs,
    Observer,
    Parameters,
    Quantity,
    Reading,
    Reference,
    Validation,
)
from forensics.types import (
    Column,
    Finding,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    Series,
    StreamKind,
    StreamLocus,
)

ID: Final = "sound_drift"
VERSION: Final = "1"
SHORTEST: Final = 10
"""Seconds of sound below which no drift is measured."""
REPORTED: Final = 0.08
"""Seconds that the sound must slip against its own times over the film to be reported: two frames at 25 a second."""
OFFSET: Final = Fraction(1, 5)
"""Seconds between the first sound and the first picture from which it is reported."""

_LIMITS = (
    "The times are those that the container states: it does not show whether lips and words go together.",
    "A slip shows that samples and times disagree; it does not show which of both was changed.",
)
_INNOCENT = (
    "Two clocks of one device, a sound card and a camera, differ by up to some hundred parts in a million.",
    "A recorder that loses samples when it is busy; a stream over a network.",
    "A change of frame rate without one of the sound.",
    "Encoders begin sound earlier than pictures by the length of their delay.",
)


@dataclass(slots=True)
class _Watch:
    sound: int
    pictures: int
    rate: int = 0
    samples: int = 0
    first: Fraction | None = None
    first_picture: Fraction | None = None
    slips: list[tuple[Fraction, float]] = field(default_factory=list)

    def audio(self, block: AudioView) -> None:
        self.rate = self.rate or block.sample_rate
        at = block.at.seconds
        if self.first is None:
            self.first = at
        if not self.slips or at - self.slips[-1][0] >= 1:
            slip = float(at - self.first) - self.samples / max(1, self.rate)
            self.slips.append((at, round(slip, 6)))
        self.samples += block.samples.shape[1]

    def frame(self, view: FrameView) -> None:
        if self.first_picture is None or view.at.seconds < self.first_picture:
            self.first_picture = view.at.seconds

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.sound)
        if self.first is None or self.first_picture is None:
            missing = "sound" if self.first is None else "picture"
            yield NotMeasured("sound_drift.offset", f"no {missing} was decoded", here)
            return
        yield Measurement("sound_drift.offset", self.first - self.first_picture, "s", here)
        if len(self.slips) <= SHORTEST:
            reason = f"{len(self.slips)} s of sound with times; more than {SHORTEST} s are needed"
            yield NotMeasured("sound_drift.slip", reason, here)
            return
        columns = (Column("time", "s"), Column("slip", "s"))
        for first in range(0, len(self.slips), 2000):
            yield Series("sound_drift.by_time", columns, first, tuple(self.slips[first : first + 2000]), here)
        seconds = np.array([float(at) for at, _ in self.slips])
        values = np.array([slip for _, slip in self.slips])
        yield Measurement("sound_drift.slip", round(float(values[-1] - values[0]), 6), "s", here)
        slope = float(np.polyfit(seconds - seconds[0], values, 1)[0])
        yield Measurement("sound_drift.rate", round(slope * 1e6, 2), "ppm", here)
        jumps = np.abs(np.diff(values))
        yield Measurement("sound_drift.greatest_jump", round(float(jumps.max()), 6), "s", here)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    watch = _Watch(media.first_index(StreamKind.AUDIO), media.first_index(StreamKind.VIDEO))
    return Observer(finish=watch.finish, frame=watch.frame, audio=watch.audio)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    values = {r.outcome.quantity: r.outcome for r in results if r.method == ID and isinstance(r.outcome, Measurement)}
    found = []
    offset, slip, rate = (values.get(f"sound_drift.{name}") for name in ("offset", "slip", "rate"))
    if offset is not None and abs(float(offset.value)) >= OFFSET:
        order = "later" if float(offset.value) > 0 else "earlier"
        words = f"The first sound begins {abs(float(offset.value)):.3f} s {order} than the first picture."
        found.append(_finding("offset", words, offset, ("sound_drift.offset",)))
    if slip is not None and rate is not None and abs(float(slip.value)) >= REPORTED:
        words = (
            f"The sound slips by {float(slip.value):+.3f} s against its own times over the film "
            f"({float(rate.value):+.0f} parts in a million on the whole)."
        )
        found.append(_finding("slip", words, slip, ("sound_drift.slip", "sound_drift.rate")))
    return tuple(found)


def _finding(code: str, words: str, one: Measurement, rests_on: tuple[str, ...]) -> Finding:
    return Finding(ID, VERSION, code, words, (one.locus,), rests_on, _INNOCENT, _LIMITS)


def _applicability(media: MediaFacts) -> Applicability:
    for kind, words in ((StreamKind.AUDIO, "sound"), (StreamKind.VIDEO, "pictures")):
        if media.first(kind) is None:
            return Applicability(applicable=False, reasons=(f"no stream of {words}",))
    return Applicability(applicable=True)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="timeline",
    summary="Measures the offset of sound against pictures, and how its samples slip against its times.",
    needs=Needs(frames=FrameNeed(), audio=True),
    quantities=(
        Quantity(
            "sound_drift.offset", "s", "time of the first decoded sound less that of the first picture", "measurement"
        ),
        Quantity("sound_drift.by_time", "s", "stated time less that of the samples, once a second", "series"),
        Quantity("sound_drift.slip", "s", "by how much that changes over the film", "measurement"),
        Quantity("sound_drift.rate", "ppm", "slope of a line through it", "measurement"),
        Quantity("sound_drift.greatest_jump", "s", "greatest change from one second to the next", "measurement"),
    ),
    applicability=_applicability,
    limits=_LIMITS,
    references=(Reference("ITU-R BT.1359: relative timing of sound and vision", "BT.1359-1"),),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    grounds=(Reading(ALL, "times that the container states beside numbers of samples"),),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="made sound whose times run faster than its samples, jump or begin late",
                dated="2026-11-27",
                groups=5,
                files=5,
                outcome="rate within 1 % of the truth, jumps within 1 ms; a jump of 0.05 s is measured, not reported",
            ),
        ),
        known_failures=("Sound that was moved together with its times shows nothing.",),
    ),
)
