"""The noise level of the pictures by region and by time: where a part, or a passage, is cleaner or noisier."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np

from forensics.detector import (
    Applicability,
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
from forensics.types import (
    Cell,
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
    TimeSpan,
    Timestamp,
)

if TYPE_CHECKING:
    from forensics.detectors.noise_maps import NoiseMap

ID: Final = "noise_level"
VERSION: Final = "3"
RATE: Final = Fraction(4)
"""Frames a second that are measured."""
LEAST_SIDE: Final = 240
FEWEST: Final = 6
SIDE: Final = 4
"""Frames on each side of a place in time."""
STEP: Final = 1.0
"""Doublings of the level at once from which a step in time is listed."""
REGION: Final = 1.5
"""Doublings from the median of all cells from which a cell is listed."""
MOST: Final = 30
STRETCHES: Final = 12
"""Maps of the cells at most, each over an equal share of the frames that were measured."""

_LIMITS = (
    "Noise depends on light, texture, focus and coding: parts differ in every film; nothing follows from that.",
    "Coding smooths what is even and still; after strong coding no noise of the camera is left to compare.",
    "No finding is made of it: on labelled films neither steps nor regions tell joined or edited films from others.",
)
_INNOCENT = (
    "Sky, shadows, skin and blurred background are smoother than grass and walls in any film.",
    "A camera that changes its gain, exposure or focus changes its noise.",
    "Titles, logos, and inserted graphics of an ordinary broadcast carry no noise.",
    "A scene change.",
)


MAP: Final = (
    *(Column("begin", "s"), Column("end", "s")),
    *(Column("x", "px"), Column("y", "px"), Column("width", "px"), Column("height", "px")),
    Column("noise", "doublings"),
)
"""Columns of a heat map: from when to when, where, and the value; any table of this form is laid over frames."""


@dataclass(slots=True)
class _Watch:
    facts: StreamFacts
    maps: list[NoiseMap] = field(default_factory=list)
    places: list[FrameLocus] = field(default_factory=list)
    frames: int = 0

    def frame(self, view: FrameView) -> None:
        from forensics.detectors.noise_maps import noise_map

        self.frames += 1
        made = noise_map(view.grey())
        if made is not None:
            self.maps.append(made)
            self.places.append(FrameLocus(view.stream, view.index, view.at))

    def finish(self) -> Iterator[Outcome]:
        here = StreamLocus(self.facts.index)
        yield Measurement("noise_level.frames", len(self.maps), "1", here)
        if not self.maps:
            yield NotMeasured("noise_level.level", "no frame has blocks that are neither dark nor full", here)
            return
        levels = np.array([one.level for one in self.maps])
        yield Measurement("noise_level.level", round(float(np.median(levels)), 3), "1/255", here)
        columns = (Column("time", "s"), Column("noise", "1/255"))
        rows = tuple((at.at.seconds, round(one.level, 3)) for at, one in zip(self.places, self.maps, strict=True))
        for first in range(0, len(rows), 2000):
            yield Series("noise_level.by_time", columns, first, rows[first : first + 2000], here)
        yield from self._steps(levels, here)
        yield from self._regions(here)
        yield from self._by_cell(here)

    def _steps(self, levels: np.ndarray[tuple[int], np.dtype[np.float64]], here: StreamLocus) -> Iterator[Outcome]:
        if len(levels) < 2 * SIDE:
            reason = f"{len(levels)} frames were measured; at least {2 * SIDE} are needed"
            yield NotMeasured("noise_level.greatest_step", reason, here)
            return
        logs = np.log2(levels + 0.1)
        places = range(SIDE, len(logs) - SIDE + 1)
        steps = np.array([np.median(logs[at : at + SIDE]) - np.median(logs[at - SIDE : at]) for at in places])
        yield Measurement("noise_level.greatest_step", round(float(np.abs(steps).max()), 3), "doublings", here)
        chosen: list[int] = []
        for index in np.argsort(-np.abs(steps), kind="stable"):
            if abs(steps[index]) < STEP or len(chosen) >= MOST:
                break
            if all(abs(int(index) - other) >= SIDE for other in chosen):
                chosen.append(int(index))
        for index in sorted(chosen):
            span = TimeSpan(here.stream, self._at(index + SIDE - 1), self._at(index + SIDE))
            yield Measurement("noise_level.step", round(float(steps[index]), 2), "doublings", span)

    def _at(self, number: int) -> Timestamp:
        return self.places[number].at

    def _regions(self, here: StreamLocus) -> Iterator[Outcome]:
        from forensics.detectors.noise_maps import COLUMNS, ROWS, apart

        if len(self.maps) < FEWEST:
            reason = f"{len(self.maps)} frames were measured; at least {FEWEST} are needed"
            yield NotMeasured("noise_level.greatest_region", reason, here)
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # a cell without any value stays without
            over_time = np.nanmedian(np.stack([apart(one.cells) for one in self.maps]), axis=0)
        if not np.isfinite(over_time).any():
            yield NotMeasured("noise_level.greatest_region", "no cell of the picture is fit in most frames", here)
            return
        yield Measurement(
            "noise_level.greatest_region", round(float(np.nanmax(np.abs(over_time))), 3), "doublings", here
        )
        found = sorted(
            ((float(over_time[r, c]), r, c) for r in range(ROWS) for c in range(COLUMNS)), key=lambda one: -abs(one[0])
        )
        middle = self.places[len(self.places) // 2]
        for value, r, c in [one for one in found if abs(one[0]) >= REGION][:MOST]:
            region = _cell(self.facts, r, c, (ROWS, COLUMNS))
            place = FrameLocus(middle.stream, middle.index, middle.at, region)
            yield Measurement("noise_level.region", round(value, 2), "doublings", place)

    def _by_cell(self, here: StreamLocus) -> Iterator[Outcome]:
        """Yield the cells of each stretch of frames: where they lie, from when to when, and how far from the median."""
        from forensics.detectors.noise_maps import COLUMNS, ROWS, apart

        count = min(STRETCHES, len(self.maps) // FEWEST)
        rows: list[tuple[Cell, ...]] = []
        for number in range(count):
            first, end = (len(self.maps) * place // count for place in (number, number + 1))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)  # a cell without any value stays without
                cells = np.nanmedian(np.stack([apart(one.cells) for one in self.maps[first:end]]), axis=0)
            times = (self._at(first).seconds, self._at(end - 1).seconds)
            for r in range(ROWS):
                for c in range(COLUMNS):
                    region, value = _cell(self.facts, r, c, (ROWS, COLUMNS)), float(cells[r, c])
                    if np.isfinite(value):
                        rows.append((*times, region.x, region.y, region.width, region.height, round(value, 2)))
        if rows:
            yield Series("noise_level.map", MAP, 0, tuple(rows), here)


def _cell(facts: StreamFacts, row: int, column: int, grid: tuple[int, int]) -> Region:
    tops = [facts.height * n // grid[0] for n in (row, row + 1)]
    lefts = [facts.width * n // grid[1] for n in (column, column + 1)]
    return Region(lefts[0], tops[0], lefts[1] - lefts[0], tops[1] - tops[0])


def _observe(media: MediaFacts, parameters: Parameters) -> Observer:
    del parameters
    facts = media.first(StreamKind.VIDEO)
    if facts is None:
        return Observer(finish=lambda: [NotMeasured("noise_level.level", "no stream of pictures")])
    watch = _Watch(facts)
    return Observer(finish=watch.finish, frame=watch.frame)


def _judge(results: Sequence[Result]) -> Sequence[Finding]:
    del results
    return ()  # on real films a step does not tell shots of two sources from two of one: places to look at


def _applicability(media: MediaFacts) -> Applicability:
    video = media.first(StreamKind.VIDEO)
    if video is None:
        return Applicability(applicable=False, reasons=("no stream of pictures",))
    if min(video.width, video.height) < LEAST_SIDE:
        size = f"{video.width}x{video.height}"
        reason = f"pictures of {size} pixels are too small: {LEAST_SIDE} a side are needed"
        return Applicability(applicable=False, reasons=(reason,))
    return Applicability(applicable=True)


DETECTOR = Detector(
    id=ID,
    version=VERSION,
    family="image",
    summary="Measures the noise level of the pictures by region and by time.",
    needs=Needs(frames=FrameNeed(RATE)),
    quantities=(
        Quantity("noise_level.frames", "1", f"frames that were measured, at most {RATE} a second", "quality"),
        Quantity(
            "noise_level.level",
            "1/255",
            "median noise level over all frames, of smooth blocks of 16 × 16 pixels",
            "measurement",
        ),
        Quantity("noise_level.by_time", "1/255", "noise level of each frame that was measured", "series"),
        Quantity(
            "noise_level.greatest_step", "doublings", "greatest change of the level from 1 s to the next", "score"
        ),
        Quantity("noise_level.step", "doublings", f"a change of {STEP:.0f} doubling or more, at its place", "segment"),
        Quantity(
            "noise_level.greatest_region",
            "doublings",
            "greatest difference of a cell from the median of all",
            "measurement",
        ),
        Quantity("noise_level.region", "doublings", f"a cell that differs by {REGION} doublings or more", "region"),
        Quantity(
            "noise_level.map", "doublings", "each cell against the median of all, over stretches of time", "heat map"
        ),
    ),
    applicability=_applicability,
    limits=_LIMITS,
    references=(
        Reference("Immerkær: Fast noise variance estimation (1996)", "CVIU 64:300"),
        Reference("Mahdian, Saic: Using noise inconsistencies for blind image forensics (2009)", "IVC 27:1497"),
    ),
    innocent_explanations=_INNOCENT,
    observe=_observe,
    judge=_judge,
    determinism="tolerance",
    score=FileScore("noise_level.greatest_step", "greatest", "high", None, "films joined of two recordings"),
    cost=Cost(0.3),
    card=Card(
        calibration="uncalibrated",
        validations=(
            Validation(
                data="films of cameras under shared/media/detection: as they are, joined with another "
                "film, and with a ninth of another laid in, at full quality (docs/measured/noise_level.md)",
                dated="2026-11-27",
                groups=13,
                files=66,
                outcome="steps in time: AUC 0.933, 14 of 22 joined films reported and none of 22 as they are; regions: "
                "AUC 0.649, and 18 of 22 films as they are have a cell beyond the limit",
            ),
            Validation(
                data="two camera clips joined, of two sources and of one; x264 CRF 23 (python -m benchmarks.trials)",
                dated="2026-11-27",
                groups=6,
                files=31,
                outcome="14 are too small to be spoken of; AUC 0.848 (95 % from 0.42): whether two shots are of one "
                "source cannot be told by it; 6 of 11 of two sources have a step of a doubling, and 1 of 6 of one. "
                "It makes no finding since version 3: places to look at, and a measurement without a direction",
            ),
        ),
        known_failures=(
            "A scene change is a step as a splice is.",
            "A cell of sky, skin or shadow is a cell of low noise: regions do not separate.",
            "Coding after the edit levels the noise: AUC 0.818 after CRF 32, and pictures of half size were too small.",
        ),
    ),
)
