"""The clocks of an exhibit: those in the file with those of the file system that it was acquired from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casefiles.views import ExhibitDetail
from forensics.evaluation.clock_rows import Clock, Role, instant_clock
from forensics.evaluation.clocks_table import ClockTable, clock_table

_KEPT = (("modified", "set by a copy or a download in many systems"), ("born", "the time of the copy, not of the file"))


def clocks(detail: ExhibitDetail, *, zones: Sequence[str] = ()) -> ClockTable:
    """Return the table of all clocks of an exhibit; raise ValueError for a zone that is no offset from UTC."""
    first = min((one.started for one in detail.acquisitions), default="")
    outcomes = [result.outcome for result in detail.results]
    return clock_table(outcomes, outside=tuple(_file_times(detail)), zones=zones, received=first)


def _file_times(detail: ExhibitDetail) -> Iterator[Clock]:
    for row in detail.acquisitions:
        for name, meaning in _KEPT:
            made = instant_clock(f"file system at {row.id}: {name}", getattr(row.times, name), Role.FILE_SYSTEM)
            if made is not None:
                yield replace(made, quirk=meaning)
