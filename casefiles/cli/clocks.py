"""How the command show prints the clocks of an exhibit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import heading, line, print_json, table
from casefiles.report.loci import locus_words
from casefiles.views import ExhibitId
from forensics.evaluation.clock_rows import Clock, Reading
from forensics.evaluation.clocks_table import ClockTable, Hypothesis


def show_clocks_of(case: Path, exhibits: Sequence[ExhibitId], zones: Sequence[str], *, as_json: bool) -> None:
    """Print the clocks of exhibits; raise UsageError for a zone that is none."""
    try:
        found = [(exhibit, workbench.clocks(case, exhibit, zones=zones)) for exhibit in exhibits]
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        print_json([{"exhibit": exhibit, "value": one} for exhibit, one in found])
        return
    for exhibit, one in found:
        heading(exhibit)
        show_clocks(one)


def show_clocks(found: ClockTable) -> None:
    """Print every clock, every hypothesis with what fits it, and the conflicts."""
    if not found.clocks:
        line("  The file states no time. That supports nothing.")
        return
    titles = ("no.", "clock", "raw", "as UTC", "reading", "role", "resolution", "remark")
    table(titles, (_cells(number, one) for number, one in enumerate(found.clocks)))
    for one in found.hypotheses:
        _show_hypothesis(one, found.clocks)
    heading("Conflicts")
    for conflict in found.conflicts:
        line(f"  {conflict.words}")
        line(f"       at {'; '.join(locus_words(one) for one in conflict.loci)}")
    if not found.conflicts:
        line("  None was found. That two clocks agree does not show that they are right.")
    if found.remark:
        line(f"  {found.remark}")


def _cells(number: int, one: Clock) -> tuple[str, ...]:
    as_utc = "–"
    shown = one.shown()
    if shown is not None and one.reading is Reading.UTC_BY_STANDARD:
        as_utc = f"{shown.isoformat()}Z (if the standard was kept)"
    elif shown is not None and one.reading is Reading.STATES_ZONE:
        instant = one.instant(shown - shown, container_is_local=False)
        as_utc = f"{instant.isoformat()}Z" if instant else "–"
    elif shown is not None:
        as_utc = f"not stated; shows {shown.isoformat()}"
    count = f" ×{one.times}" if one.times > 1 else ""
    resolution = "1 day" if one.resolution >= 86400 else f"{one.resolution:g} s"
    name = one.name.removeprefix("clock.") + count
    return (str(number), name, f"{one.raw} {one.unit}", as_utc, one.reading, one.role, resolution, one.quirk)


def _show_hypothesis(one: Hypothesis, clocks: tuple[Clock, ...]) -> None:
    heading(f"If the device stood at {one.zone} and its container clocks are {one.container}")
    line(f"  because {one.because}; {one.fitting} clocks of the recording fit, {one.not_fitting} do not")
    rows = (
        (
            str(cell.clock),
            clocks[cell.clock].name.removeprefix("clock."),
            cell.utc,
            cell.local,
            "" if cell.fits else f"{cell.apart:+d} s from {one.against.removeprefix('clock.')}",
        )
        for cell in one.cells
    )
    table(("no.", "clock", "UTC", f"local at {one.zone}", "conflict"), rows)
