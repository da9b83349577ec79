"""What methods of short beats share: one number a frame, a series of them, and the beat that stands out."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.detector import Applicability, FrameView, Observer, Quantity
from forensics.detectors import coding_beat
from forensics.detectors.beats import Beat, from_level, strongest
from forensics.in_a_row import InARow
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
    TimeSpan,
    Timestamp,
    Unread,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    Grey = npt.NDArray[np.uint8]
    Numbers = npt.NDArray[np.float64]

SIDE: Final = 320
MEASURED: Final = 0.5
"""Share of the frames of a passage that must be measured."""
FEWEST: Final = 36
MOST: Final = 200_000
CHUNK: Final = 2000
LEAST_SIDE: Final = 64


@dataclass(frozen=True, slots=True)
class Measured:
    """What is measured of each frame: from ``reach`` pictures, the last of which is the newest, as a logarithm.

    ``about`` counts back from the newest picture to the one that the number is about; ``sign`` is -1 where low numbers
    are what is looked for; ``name`` is that of the series. ``of`` gives the number and the grey levels that stand
    behind it (NaN where none do); ``b_pictures`` says that these make such numbers too, as key frames do.
    """

    id: str
    name: str
    reach: int
    about: int
    sign: int
    of: Callable[[Sequence[Grey]], tuple[float, float]]
    b_pictures: bool = False


@dataclass(slots=True)
class Watch:
    """What is kept: the last pictures, and of each frame its time and its number."""

    measured: Measured
    stream: int
    base: Fraction
    coding: coding_beat.Coding
    before: list[Grey] = field(default_factory=list)
    times: array[int] = field(default_factory=lambda: array("q"))
    numbers: array[float] = field(default_factory=lambda: array("d"))
    left_out: int = 0
    waiting: InARow[Grey] = field(default_factory=InARow)

    def frame(self, frame: FrameView) -> None:
        if len(self.times) >= MOST:
            self.left_out += 1
            return
        self.base = frame.at.time_base
        grey = frame.grey(SIDE)
        self.times.append(frame.at.pts)
        self.coding.frame(frame)
        self._measure(self.waiting.add(grey))

    def _measure(self, pictures: Sequence[Grey]) -> None:
        for grey in pictures:
            if self.before and self.before[-1].shape != grey.shape:
                self.before.clear()
            self.before = [*self.before[-(self.measured.reach - 1) :], grey]
            self.numbers.append(np.nan)
            if len(self.before) == self.measured.reach:
                about = len(self.numbers) - 1 - self.measured.about
                self.numbers[about], self.coding.levels[about] = self.measured.of(self.before)

    def finish(self) -> Iterator[Outcome]:
        self._measure(self.waiting.rest())
        here, name = StreamLocus(self.stream), self.measured.id
        if self.left_out:
            yield NotMeasured(f"{name}.{self.measured.name}", f"{self.left_out} frames beyond {MOST}", here)
        if len(self.times) < FEWEST:
            reason = f"{len(self.times)} frames; at least {FEWEST} are needed"
            yield NotMeasured(f"{name}.strength", reason, here)
            return
        values = np.frombuffer(self.numbers)
        share = float(np.isfinite(values).mean())
        yield Measurement(f"{name}.measured_share", round(share, 3), "1", here)
        yield from self._series(values, here)
        beat = strongest(self.measured.sign * from_level(values), known=MEASURED)
        if beat is None:
            repeats = " and repeats neither neighbour" if self.measured.b_pictures else ""
            reason = (
                f"something moves enough{repeats} in {share:.0%} of the frames; {MEASURED:.0%} of a passage are needed"
            )
            yield NotMeasured(f"{name}.strength", reason, here)
            return
        yield from self._beat(beat, values)

    def _series(self, values: Numbers, here: StreamLocus) -> Iterator[Outcome]:
        columns = (Column("time", "s"), Column(self.measured.name, "1"))
        nothing = Unread("too little moves" + ", or it repeats a neighbour" * self.measured.b_pictures)
        for first in range(0, len(values), CHUNK):
            chunk = values[first : first + CHUNK].tolist()
            rows = tuple(
                (pts * self.base, round(float(np.exp(value)), 4) if np.isfinite(value) else nothing)
                for pts, value in zip(self.times[first : first + CHUNK], chunk, strict=True)
            )
            yield Series(f"{self.measured.id}.{self.measured.name}", columns, first, rows, here)

    def _beat(self, beat: Beat, values: Numbers) -> Iterator[Outcome]:
        pts = self.times[beat.first : beat.end]
        first, last = (Timestamp(one, self.base) for one in (min(pts), max(pts)))
        span, name = TimeSpan(self.stream, first, last), self.measured.id
        yield Measurement(f"{name}.passage", beat.end - beat.first, "1", span)
        yield Measurement(f"{name}.period", beat.period, "1", span)
        yield Measurement(f"{name}.offset", beat.offset, "1", span)
        yield Measurement(f"{name}.times", beat.times, "1", span)
        yield from self.coding.told(name, beat, values, span)


def observer(measured: Measured, media: MediaFacts) -> Observer:
    """Return the observer of a method of beats for a film that ``applicability`` let through."""
    stream = media.first(StreamKind.VIDEO)
    assert stream is not None  # the applicability saw one
    coding = coding_beat.Coding(stream, b_pictures=measured.b_pictures)
    watch = Watch(measured, stream.index, stream.time_base, coding)
    return Observer(finish=watch.finish, frame=watch.frame)


def applicability(media: MediaFacts) -> Applicability:
    """Say whether a film is long and large enough."""
    stream = media.first(StreamKind.VIDEO)
    if stream is None:
        return Applicability(applicable=False, reasons=("no stream of pictures",))
    if 0 < stream.frames_declared < FEWEST:
        reason = f"{stream.frames_declared} frames; at least {FEWEST} are needed"
        return Applicability(applicable=False, reasons=(reason,))
    if 0 < min(stream.width, stream.height) < LEAST_SIDE:
        reason = f"pictures of {stream.width}x{stream.height} are smaller than {LEAST_SIDE} pixels"
        return Applicability(applicable=False, reasons=(reason,))
    return Applicability(applicable=True)


def quantities(measured: Measured, meaning: str, strength: str) -> tuple[Quantity, ...]:
    """Return what a method of beats yields; ``meaning`` is that of its series, ``strength`` that of its score."""
    name = measured.id
    return (
        Quantity(f"{name}.measured_share", "1", "share of the frames in which enough moves", "quality"),
        Quantity(f"{name}.{measured.name}", "1", meaning, "series"),
        Quantity(
            f"{name}.passage", "1", "frames of the passage, or of the whole, in which a beat is strongest", "segment"
        ),
        Quantity(f"{name}.period", "1", "that beat in frames", "segment"),
        Quantity(f"{name}.offset", "1", "frame with which it begins", "segment"),
        Quantity(f"{name}.times", "1", "frames that it was measured at", "segment"),
        *coding_beat.quantities(name, b_pictures=measured.b_pictures),
        Quantity(f"{name}.strength", "1", strength, "score"),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A beat that is strong enough to be told: every ``period``-th frame from ``offset`` on, at ``times`` frames.

    ``place`` says in words whether that is so in the whole film or in a passage; ``times_more`` how many times as much
    the others leave, where the beat is that of the B pictures, and else is 0.
    """

    period: int
    offset: int
    times: int
    strength: float
    where: TimeSpan
    place: str
    times_more: float = 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """How a method tells of a beat: from which strength on, in which words, and all that goes with a finding."""

    measured: Measured
    version: str
    reported: float
    code: str
    words: Callable[[Told], str]
    explanations: tuple[str, ...]
    limits: tuple[str, ...]

    def judge(self, results: Sequence[Result]) -> Sequence[Finding]:
        """Return the finding of a beat among stored results, if it is strong enough."""
        name = self.measured.id
        beat = _told(name, results, self.reported)
        known = any(isinstance(one.outcome, Measurement) and one.outcome.quantity == f"{name}.beat" for one in results)
        if beat is None or not known:  # earlier versions did not look at the coding
            return ()
        parts = (
            "strength",
            "period",
            self.measured.name,
            *(("on_b", "others_b") if self.measured.b_pictures else ("at_keys",)),
        )
        rests = tuple(f"{name}.{part}" for part in parts)
        words = self.words(beat)
        return (Finding(name, self.version, self.code, words, (beat.where,), rests, self.explanations, self.limits),)


def _told(identifier: str, results: Sequence[Result], reported: float) -> Told | None:
    mine = {
        one.outcome.quantity.removeprefix(f"{identifier}."): one.outcome
        for one in results
        if one.method == identifier and isinstance(one.outcome, Measurement)
    }
    numbers = [mine[name].value for name in ("period", "offset", "times", "passage") if name in mine]
    whole = [number for number in numbers if isinstance(number, int)]
    strength = mine.get("strength")
    on_b, others_b, more = (mine[part].value if part in mine else 0.0 for part in ("on_b", "others_b", "times_more"))
    if strength is None or len(whole) != 4 or not isinstance(strength.locus, TimeSpan):
        return None
    value = strength.value
    if not isinstance(value, float) or value < reported:
        return None
    span = strength.locus
    place = f"in the {whole[3]} frames from {_seconds(span.start)} to {_seconds(span.end)}"
    theirs = coding_beat.theirs(float(on_b), float(others_b))
    return Told(whole[0], whole[1], whole[2], value, span, place, float(more) if theirs else 0.0)


def _seconds(at: Timestamp) -> str:
    return f"{float(at.seconds):.2f} s"
