"""Which frame of the scene is shown when: plain timelines and the edits that change them, as pure functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

TICK = Fraction(1, 30_000)
"""The unit of all times here, in seconds; every rate used must give whole ticks a frame."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Frame ``number`` of the scene, shown from ``tick`` on, with the sound of the scene from ``sound`` ticks on."""

    number: int
    tick: int
    sound: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One change with its truth: output frames ``first`` to ``first + count`` (exclusive); ``source`` is the
    number of the scene's frame where the material of those frames begins, or would have begun."""

    kind: str
    first: int
    count: int
    source: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Frames in order of presentation, the nominal length of one in ticks, and the edits made so far."""

    shown: tuple[Shown, ...]
    step: int
    edits: tuple[Edit, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the scene's frame number of each output frame: the whole truth about the pictures."""
        return tuple(shown.number for shown in self.shown)


def plain(rate: Fraction, seconds: Fraction) -> Timeline:
    """Return an unedited timeline at a constant rate. Raises ValueError where a frame is no whole number of ticks."""
    step = 1 / (rate * TICK)
    if step.denominator != 1:
        raise ValueError(f"{rate} frames a second is not a whole number of 1/30000 s a frame")
    ticks = int(step)
    return Timeline(tuple(Shown(n, n * ticks, n * ticks) for n in range(int(seconds * rate))), ticks)


def drop(timeline: Timeline, first: int, count: int, *, close: bool = False) -> Timeline:
    """Leave out ``count`` frames; their time stays empty, or with ``close`` what follows moves up (a cut)."""
    shown, gone = timeline.shown, timeline.shown[first : first + count]
    shift = shown[first + count].tick - gone[0].tick if close else 0
    after = tuple(replace(s, tick=s.tick - shift) for s in shown[first + count :])
    kind = "frames cut out" if close else "frames dropped"
    return _edited(timeline, shown[:first] + after, Edit(kind, first, 0, gone[0].number))


def duplicate(timeline: Timeline, first: int, count: int, at: int) -> Timeline:
    """Insert a copy of ``count`` frames from ``first`` before frame ``at``, with their sound; the rest moves back."""
    run = timeline.shown[first : first + count]
    return _inserted(timeline, run, at, Edit("run duplicated", at, count, run[0].number))


def loop(timeline: Timeline, first: int, count: int, times: int) -> Timeline:
    """Show a run ``times`` more times right after itself."""
    run = timeline.shown[first : first + count]
    edit = Edit("run looped", first + count, count * times, run[0].number)
    return _inserted(timeline, run * times, first + count, edit)


def freeze(timeline: Timeline, at: int, count: int) -> Timeline:
    """Show the picture of frame ``at`` instead of the ``count`` that follow it; times and sound go on."""
    held = timeline.shown[at].number
    frozen = tuple(replace(s, number=held) for s in timeline.shown[at + 1 : at + 1 + count])
    shown = timeline.shown[: at + 1] + frozen + timeline.shown[at + 1 + count :]
    return _edited(timeline, shown, Edit("picture frozen", at + 1, len(frozen), held))


def pull_up(timeline: Timeline, every: int) -> Timeline:
    """Repeat every ``every``-th frame once at the same frame length: what 24 to 30 conversion does with 4."""
    numbers = [s.number for n, s in enumerate(timeline.shown) for _ in range(2 if n % every == every - 1 else 1)]
    shown = tuple(Shown(number, n * timeline.step, n * timeline.step) for n, number in enumerate(numbers))
    return _edited(timeline, shown, Edit("rate converted by repetition", 0, len(shown), 0))


def jitter(timeline: Timeline, seed: int, ticks: int) -> Timeline:
    """Vary the time of each frame by up to ``ticks``, as telephones do: a variable frame rate, order kept.

    Raises ValueError where ``ticks`` could put frames out of order.
    """
    if 2 * ticks >= timeline.step:
        raise ValueError("jitter of half a frame or more could put frames out of order")
    moves = np.random.default_rng([seed, 3]).integers(-ticks, ticks + 1, len(timeline.shown))
    shown = tuple(
        replace(s, tick=s.tick + (int(move) if n else 0))
        for n, (s, move) in enumerate(zip(timeline.shown, moves, strict=True))
    )
    return _edited(timeline, shown, Edit("frame times varied", 0, len(shown), 0))


def _inserted(timeline: Timeline, run: tuple[Shown, ...], at: int, edit: Edit) -> Timeline:
    length = len(run) * timeline.step
    start = timeline.shown[at].tick if at < len(timeline.shown) else timeline.shown[-1].tick + timeline.step
    copies = tuple(replace(s, tick=start + n * timeline.step) for n, s in enumerate(run))
    after = tuple(replace(s, tick=s.tick + length) for s in timeline.shown[at:])
    return _edited(timeline, timeline.shown[:at] + copies + after, edit)


def _edited(timeline: Timeline, shown: tuple[Shown, ...], edit: Edit) -> Timeline:
    return replace(timeline, shown=shown, edits=(*timeline.edits, edit))
