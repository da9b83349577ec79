"""What methods measured within frames: regions with their values, and maps of cells, each where and when it holds.

A map is any table whose columns are begin and end in seconds, x, y, width and height in pixels, and a value. A region
is a measurement or a place of a finding in a part of a frame. Nothing here weighs anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from casefiles.tracks import number_of
from casefiles.views import ExhibitDetail, SeriesRow
from forensics.detector import Detector
from forensics.registry import detectors
from forensics.types import Cell, FrameLocus, Measurement, NotMeasured, Region, Series

FORM = ("begin", "end", "x", "y", "width", "height")
MOST_CELLS = 100_000


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A region with its value, in the unit of its map."""

    region: Region
    value: float


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A map that holds for a stretch of time (seconds); ``low`` and ``high`` are the least and greatest value."""

    name: str
    method: str
    unit: str
    meaning: str
    limit: str
    begin: float
    end: float
    low: float
    high: float
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class MarkedRegion:
    """A region of one frame that a method named, with its label and a sentence."""

    frame: int
    region: Region
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class OverFrames:
    """Everything that can be laid over the frames of an exhibit, and why a method of maps has none."""

    regions: tuple[MarkedRegion, ...] = ()
    maps: tuple[HeatMap, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()

    def regions_at(self, frame: int) -> tuple[MarkedRegion, ...]:
        """Return the regions of a frame."""
        return tuple(one for one in self.regions if one.frame == frame)

    def maps_at(self, seconds: float) -> tuple[HeatMap, ...]:
        """Return the maps that hold at a time: between two stretches the one before holds on."""
        return tuple(one for one in self.maps if one.begin <= seconds <= one.end)

    def frames(self) -> tuple[int, ...]:
        """Return the numbers of the frames that have regions, in order."""
        return tuple(sorted({one.frame for one in self.regions}))


NOTHING = OverFrames()


def over_frames(detail: ExhibitDetail, table: Callable[[str, int], Series | None]) -> OverFrames:
    """Return what the latest examination measured within frames; ``table`` gives a whole table by name and stream."""
    known = {one.id: one for one in detectors()}
    maps = tuple(one for row in detail.series if _is_map(row) for one in _maps(row, table, known))
    return OverFrames(tuple(_regions(detail, known)), maps, tuple(_missing(detail, known)))


def _is_map(row: SeriesRow) -> bool:
    names = tuple(column.name for column in row.columns)
    return names[:-1] == FORM and 0 < row.rows <= MOST_CELLS


def _maps(row: SeriesRow, table: Callable[[str, int], Series | None], known: dict[str, Detector]) -> Iterator[HeatMap]:
    series = table(row.quantity, row.stream)
    if series is None:
        return
    method = row.quantity.partition(".")[0]
    values = [number_of(one[-1]) for one in series.rows]
    stretches = dict.fromkeys((number_of(one[0]), number_of(one[1])) for one in series.rows)
    starts = sorted(begin for begin, _ in stretches)
    for begin, end in stretches:
        here = [one for one in series.rows if (number_of(one[0]), number_of(one[1])) == (begin, end)]
        cells = tuple(HeatCell(_region(one[2:6]), number_of(one[-1])) for one in here)
        later = next((start for start in starts if start > begin), None)
        yield HeatMap(
            row.quantity,
            method,
            row.columns[-1].unit,
            _meaning(known, row.quantity),
            _limit(known, row.quantity),
            min(begin, 0.0) if begin == starts[0] else begin,
            max(end, later if later is not None else float("inf")),
            min(values),
            max(values),
            cells,
        )


def _regions(detail: ExhibitDetail, known: dict[str, Detector]) -> Iterator[MarkedRegion]:
    for one in detail.measurements():
        if isinstance(one.locus, FrameLocus) and one.locus.region is not None:
            method = one.quantity.partition(".")[0]
            label = f"{method} {_value(one)}"
            yield MarkedRegion(one.locus.index, one.locus.region, label, _meaning(known, one.quantity))
    measured = {
        (one.locus.index, one.locus.region) for one in detail.measurements() if isinstance(one.locus, FrameLocus)
    }
    for finding in detail.findings:
        for locus in finding.loci:
            if not isinstance(locus, FrameLocus) or locus.region is None:
                continue
            if (locus.index, locus.region) not in measured:
                yield MarkedRegion(locus.index, locus.region, f"{finding.method}: {finding.code}", finding.observation)


def _missing(detail: ExhibitDetail, known: dict[str, Detector]) -> Iterator[tuple[str, str]]:
    wanted = {one.id for one in known.values() if any(quantity.kind == "heat map" for quantity in one.quantities)}
    for one in detail.results:
        if isinstance(one.outcome, NotMeasured) and one.outcome.quantity.partition(".")[0] in wanted:
            yield one.outcome.quantity, one.outcome.reason


def _meaning(known: dict[str, Detector], quantity: str) -> str:
    found = known.get(quantity.partition(".")[0])
    return next((one.meaning for one in found.quantities if one.name == quantity), "") if found is not None else ""


def _limit(known: dict[str, Detector], quantity: str) -> str:
    found = known.get(quantity.partition(".")[0])
    return found.limits[0] if found is not None and found.limits else ""


def _value(one: Measurement) -> str:
    value = one.value
    number = f"{float(value):z.3g}" if not isinstance(value, str | bool) else str(value)
    return number if one.unit in ("1", "text") else f"{number} {one.unit}"


def _region(cells: Sequence[Cell]) -> Region:
    x, y, width, height = (int(number_of(one)) for one in cells)
    return Region(x, y, width, height)
