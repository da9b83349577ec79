"""Set the plots of an exhibit: each with how to read it, the same in words, and the table behind it."""

from __future__ import annotations

from collections.abc import Iterator

from casefiles.report.blocks import Block, Cell, Column, Drawing, Prose, Section, Table, Text, code, quoted, words
from casefiles.report.drawing import draw, number_words
from casefiles.report.parts import Item
from casefiles.report.plotted import Plot, Shape

MARKS_SAID = 12
INTRO = (
    "Plots of what was measured along the clip. They help to see where an observation lies and what surrounds it; a "
    "plot by itself supports nothing. Shaded: the places of the observations, with their numbers. The figures behind "
    "each plot stand in the annex, all drawn values in the attached JSON, and the whole tables in the case."
)


def over_time(item: Item) -> Iterator[Section]:
    """Yield the section with an item's plots, if it has any."""
    if item.plots:
        blocks: tuple[Block, ...] = (Prose(Text(INTRO)), *(_drawing(item, plot) for plot in item.plots))
        yield Section(3, f"{item.exhibit.id}: measured along the clip", f"plots-{item.exhibit.id}", blocks)


def _drawing(item: Item, plot: Plot) -> Drawing:
    heading = f"{plot_name(item, plot)}. {plot.title}{f' ({plot.unit})' if plot.unit else ''}."
    caption = (*quoted(heading), *words(f"{plot.reading} {_drawn(plot)}".strip()))
    return Drawing(draw(plot), in_words(item, plot), caption)


def plot_name(item: Item, plot: Plot) -> str:
    """Return what a plot is called in the report."""
    return f"Plot {plot.number} of {item.exhibit.id}"


def _drawn(plot: Plot) -> str:
    if plot.shape is Shape.RUNS:
        return "" if plot.runs_in_all == len(plot.runs) else f"The first {len(plot.runs)} of {plot.runs_in_all} runs."
    if plot.values == len(plot.points):
        return ""
    kept = "the greatest" if plot.shape is Shape.BARS else "the greatest and the least"
    return f"Of {plot.values:,} values {len(plot.points):,} are drawn: {kept} of each equal part of the time."


def in_words(item: Item, plot: Plot) -> str:
    """Return what a plot shows, for who does not see it."""
    said = f"{plot_name(item, plot)}, stream {plot.stream}: {plot.title}, from {plot.start:g} s to {plot.end:g} s."
    if plot.shape is Shape.RUNS:
        return " ".join(
            (
                said,
                *(
                    f"{_seconds(r.earlier_start, r.earlier_end)} again at {_seconds(r.later_start, r.later_end)}."
                    for r in plot.runs[:MARKS_SAID]
                ),
            )
        )
    if plot.points:
        least, greatest = (pick(plot.points, key=lambda point: point.value) for pick in (min, max))
        unit = f" {plot.unit}" if plot.unit else ""
        said += (
            f" Least {number_words(least.value)}{unit} at {least.at:.3f} s, "
            f"greatest {number_words(greatest.value)}{unit} at {greatest.at:.3f} s."
        )
    marks = "; ".join(f"{m.label} at {_seconds(m.start, m.end)}" for m in plot.marked[:MARKS_SAID])
    more = f"; and {plot.marked_in_all - MARKS_SAID} more" if plot.marked_in_all > MARKS_SAID else ""
    return f"{said} Marked: {marks}{more}." if marks else f"{said} No observation lies in time."


def _seconds(start: float, end: float) -> str:
    return f"{start:.3f} s" if start == end else f"{start:.3f} s to {end:.3f} s"


def behind(item: Item) -> Iterator[Block]:
    """Yield the table behind each plot of an item."""
    if not item.plots:
        yield Prose(Text("There is no plot."))
    for plot in item.plots:
        yield _runs(item, plot) if plot.shape is Shape.RUNS else _spans(item, plot)


def _spans(item: Item, plot: Plot) -> Table:
    unit = f", {plot.unit}" if plot.unit else ""
    return Table(
        f"{plot_name(item, plot)}: {plot.title}{unit} ({plot.quantity}, stream {plot.stream}), {plot.values:,} values",
        (
            Column("From, s", 1),
            Column("To, s", 1),
            Column("Values", 0.8),
            Column("Least", 1),
            Column("Mean", 1),
            Column("Greatest", 1),
        ),
        tuple(
            (
                code(f"{row.start:.3f}"),
                code(f"{row.end:.3f}"),
                code(f"{row.values:,}"),
                *(code(number_words(value)) for value in (row.least, row.mean, row.greatest)),
            )
            for row in plot.behind
        ),
    )


def _runs(item: Item, plot: Plot) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            code(run.frames),
            code(_seconds(run.earlier_start, run.earlier_end)),
            code(_seconds(run.later_start, run.later_end)),
        )
        for run in plot.runs
    )
    columns = (Column("Frames", 0.6), Column("First shown", 2), Column("Shown again", 2))
    return Table(f"{plot_name(item, plot)}: {plot.title}, {plot.runs_in_all} in all", columns, rows)
