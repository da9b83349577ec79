"""Shots set side by side: noise, sharpness, light, colour, quantisers and sound of each, for films of several sources.

A film that was cut together of several recordings has shots that differ in what cameras, lenses and earlier codings
leave. So have shots of one camera under other light: the table is for looking, and no finding is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import numpy as np

from forensics.changes import ShotStarts
from forensics.detector import (
    Applicability,
    AudioView,
    Card,
    Cost,
    Detector,
    FileScore,
    FrameNeed,
    FrameView,
    Needs,
    Observer,
    Parameters,
    Quantity,
    Reference,
    Validation,
)
from forensics.detectors.shot_values import COLOUR_SIDE, NAMES, UNITS, Values, distance, values
from forensics.types import (
    Cell,
    Column,
    Finding,
    FrameLocus,
    Measurement,
    MediaFacts,
    NotMeasured,
    Outcome,
    Result,
    Series,
    StreamKind,
    StreamLocus,
    Unread,
)

ID: Final = "shot_statistics"
VERSION: Final = "1"
EVERY: Final = Fraction(1, 4)
"""Seconds between pictures that are measured; the first of a shot always is."""
MOST_SHOTS: Final = 5000
LEAST_SIDE: Final = 64
_BLOCK: Final = Fraction(1, 10)
_QUIET: Final = 15
"""Hundredth of the levels of a shot's tenths of seconds that is taken for its background."""
_SILENCE: Final = -100.0
_UNKNOWN: Final = Unread("nothing of the shot is fit for it")

_LIMITS = (
    "Shots of one camera differ with light, distance and focus; shots of several cameras may be alike: on real films "
    "the values overlap widely, and no finding is made of them.",
    "Only hard cuts begin a shot here; fades and wipes are not seen.",
    "Coding and scaling after the cut make all shots alike.",
)
_INNOCENT = (
    "Nearly every film is cut of several shots, often of several cameras.",
    "Archive pictures, telephone recordings and graphics in a report differ from its own pictures by nature.",
)


@dataclass(slots=True)
class _Shot:
    first: FrameLocus
    frames: int = 0
    last: Fraction = Fraction(0)
    measured: list[Values] = field(default_factory=list)

    def middle(self) -> Values:
        """Return the median of each value over the pictures that have it."""
        table = np.stack(self.measured)
        return np.array(
            [np.median(column[np.isfinite(column)]) if np.isfinite(column).any() else np.nan for column in table.T]
        )


@dataclass(slots=True)
class _Watch:
    stream: int
    starts: ShotStarts = field(default_factory=ShotStarts)
    shots: list[_Shot] = field(default_factory=list)
    due: Fraction = Fraction(0)
    left_out: int = 0
    sound: dict[int, list[float]] = field(default_factory=dict)

    def frame(self, view: FrameView) -> None:
        begins, at = self.starts.starts(view.grey(96)), view.at.seconds
        if begins and len(self.shots) >= MOST_SHOTS:
            self.left_out += 1
            begins = False
        if begins or not self.shots:
            self.shots.append(_Shot(FrameLocus(view.stream, view.index, view.at)))
            self.due = at
        shot = self.shots[-1]
        shot.frames, shot.last = shot.frames + 1, max(shot.last, at)
        if at >= self.due:
            self.due = at + EVERY
            shot.measured.append(values(view.grey(), view.rgb(COLOUR_SIDE), view.quantisers()))

    def audio(self, block: AudioView) -> None:
        """Keep sum of squares and count of samples of each tenth of a second."""
        mono = block.samples.mean(axis=0, dtype=np.float64)
        length = max(1, round(block.sample_rate * _BLOCK))
        begin = block.at.seconds
        for first in range(0, len(mono), length):
            part = mono[first : first + length]
            place = int((begin + Fraction(first, block.sample_rate)) / _BLOCK)
            kept = self.sound.setdefault(place, [0.0, 0.0])
            kept[0] += float((part**2).sum())
            kept[1] += len(part)

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.stream)
        if not self.shots:
            yield NotMeasured(f"{ID}.shots", "no frame was decoded", here)
            return
        if self.left_out:
            yield NotMeasured(f"{ID}.by_shot", f"{self.left_out} shots beyond {MOST_SHOTS}", here)
        yield Measurement(f"{ID}.shots", len(self.shots), "1", here)
        middles = [shot.middle() for shot in self.shots]
        named = [("frame", "1"), ("start", "s"), ("frames", "1"), *zip(NAMES, UNITS, strict=True)]
        columns = tuple(Column(*one) for one in [*named, ("sound", "dB"), ("background", "dB")])
        rows = tuple(self._row(shot, middle) for shot, middle in zip(self.shots, middles, strict=True))
        for first in range(0, len(rows), 2000):
            yield Series(f"{ID}.by_shot", columns, first, rows[first : first + 2000], here)
        if len(middles) < 2:
            yield NotMeasured(f"{ID}.farthest", "one shot: there is nothing to set it beside", here)
            return
        yield from self._distances(middles, here)

    def _row(self, shot: _Shot, middle: Values) -> tuple[Cell, ...]:
        sound = self._levels(shot.first.at.seconds, shot.last)
        seen = [round(float(value), 3) if np.isfinite(value) else _UNKNOWN for value in middle]
        return (shot.first.index, shot.first.at.seconds, shot.frames, *seen, *sound)

    def _levels(self, start: Fraction, end: Fraction) -> tuple[Cell, Cell]:
        """Return the level of the sound from start to end, and that of its quiet tenths, in decibels of full scale."""
        places = range(int(start / _BLOCK), int(end / _BLOCK) + 1)
        found = [self.sound[place] for place in places if place in self.sound]
        if not found:
            return (Unread("no sound there"),) * 2
        table = np.array(found)
        levels = _decibels(table[:, 0] / np.maximum(table[:, 1], 1))
        whole = _decibels(table[:, 0].sum() / max(table[:, 1].sum(), 1))
        return round(float(whole), 1), round(float(np.percentile(levels, _QUIET)), 1)

    def _distances(self, middles: Sequence[Values], here: StreamLocus) -> Iterator[Outcome]:
        usual = np.stack(middles)
        farthest: tuple[float, int] | None = None
        for number, one in enumerate(middles):
            others = np.delete(usual, number, axis=0)
            typical = np.array([_median(column) for column in others.T])
            apart = distance(one, typical)
            if np.isfinite(apart) and (farthest is None or apart > farthest[0]):
                farthest = apart, number
        if farthest is None:
            yield NotMeasured(f"{ID}.farthest", "no two shots have a value in common", here)
            return
        place = self.shots[farthest[1]].first
        yield Measurement(f"{ID}.farthest", round(farthest[0], 3), "1", place)


def _median(column: Values) -> float:
    known = column[np.isfinite(column)]
    return float(np.median(known)) if len(known) else float("nan")


def _decibels(power: Values | float) -> Values:
    return np.asarray(np.maximum(10 * np.log10(np.maximum(power, 1e-12)), _SILENCE), np.float64)


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    watch = _Watch(media.first_index(StreamKind.VIDEO))
    return Observer(finish=watch.finish, frame=watch.frame, audio=watch.audio)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    del results
    return ()  # a table to look at, without a direction


def _applicability(media: MediaFacts) -> Applicability:
    stream = media.first(StreamKind.VIDEO)
    if stream is None:
        return Applicability(applicable=False, reasons=("no stream of pictures",))
    if min(stream.width, stream.height) < LEAST_SIDE:
        reason = f"pictures of {stream.width}x{stream.height} are smaller than {LEAST_SIDE} pixels"
        return Applicability(applicable=False, reasons=(reason,))
    return Applicability(applicable=True)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="image",
    summary="Sets shots side by side: noise, sharpness, light, colour, quantisers and sound of each.",
    needs=Needs(frames=FrameNeed(), audio=True, motion_vectors=True),
    quantities=(
        Quantity(f"{ID}.shots", "1", "shots that begin with a hard cut, the first among them", "measurement"),
        Quantity(f"{ID}.by_shot", "1", "first frame, start, frames, and the medians of each shot", "series"),
        Quantity(f"{ID}.farthest", "1", "distance of the shot that is farthest from the median of the others", "score"),
    ),
    applicability=_applicability,
    limits=_LIMITS,
    references=(
        Reference("Immerkær: Fast noise variance estimation (1996)", "CVIU 64:300"),
        Reference("Mahdian, Saic: Using noise inconsistencies for blind image forensics (2009)", "IVC 27:1497"),
        Reference("SWGDE Best Practices for Digital Video Authentication", "SWGDE 23-V-001"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    score=FileScore(f"{ID}.farthest", "greatest", "high", None, "shots of several sources are joined"),
    cost=Cost(6.4),
    on_request="a table for films of several shots, without a direction",
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="camera clips of 100 to 170 frames at 480 pixels, the first half of one with the second of "
                "another: of other groups (joined), of one group (shots); x264 CRF 23",
                dated="2026-11-27",
                groups=12,
                files=31,
                outcome="AUC 0.818 of joined against shots, each of two shots; no threshold: they overlap (least "
                "of joined 0.93, greatest of shots 1.93)",
            ),
        ),
        known_failures=(
            "Shots of one source under other light are as far apart as shots of two sources.",
            "The usual differences that distances are counted in are those of the trial's own pairs.",
        ),
    ),
)
