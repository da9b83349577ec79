"""Judge stored results again: every detector's pure judgement over what was measured, without the exhibit.

Runs in the worker process, so that judgements of outside packages are as confined as their measurements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from forensics.codec import decode_line
from forensics.detector import Detector
from forensics.grounds import vouched
from forensics.methods import tried, used_by
from forensics.types import Cell, Finding, Line, NotMeasured, Result, Series
from forensics.worker import Job, coded_path, guarded

SHORT = 4096
"""Bytes of a line up to which its rows stand in memory."""
LINES_FILE = "results.jsonl"
"""Name of the file in the scratch folder that holds the results, one line of forensics.codec each."""


def run(job: Job) -> Iterator[Line]:
    """Yield the findings of every detector, in order of detector."""
    with (coded_path(job.scratch) / LINES_FILE).open("rb") as lines:
        results = tuple(stored(lines))
        methods = used_by(job).detectors
        for detector in methods:
            for outcome in guarded(f"{detector.id}.judgement", partial(_judged, detector, results)):
                yield Result(detector.id, detector.version, outcome) if isinstance(outcome, NotMeasured) else outcome
        yield from tried({one.id: one.version for one in methods}, ".judgement")


class StoredSeries(Series):
    """A piece of a table whose rows are read from a file of results each time that they are asked for."""

    __slots__ = ("_read",)

    def __init__(self, piece: Series, read: Callable[[], tuple[tuple[Cell, ...], ...]]) -> None:
        for name in ("quantity", "columns", "first_row", "locus"):
            object.__setattr__(self, name, getattr(piece, name))  # the record is frozen
        object.__setattr__(self, "_read", read)
        self._read: Callable[[], tuple[tuple[Cell, ...], ...]]

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows."""
        return self._read()


def stored(lines: IO[bytes]) -> Iterator[Result]:
    """Yield the results of a file, which must stay open: long pieces of tables leave their rows in it."""
    place = 0
    for line in iter(lines.readline, b""):
        result = decode_line(line.decode("ascii"))
        if isinstance(result, Result) and isinstance(result.outcome, Series) and len(line) > SHORT:
            piece = StoredSeries(result.outcome, partial(_rows, lines, place, len(line)))
            yield Result(result.method, result.version, piece)
        elif isinstance(result, Result):
            yield result
        place += len(line)


def _rows(lines: IO[bytes], place: int, length: int) -> tuple[tuple[Cell, ...], ...]:
    lines.seek(place)
    result = decode_line(lines.read(length).decode("ascii"))
    assert isinstance(result, Result) and isinstance(result.outcome, Series)  # as it was when it was read first
    return result.outcome.rows


def _judged(detector: Detector, results: tuple[Result, ...]) -> Iterator[Finding]:
    yield from vouched(detector, results)
