"""A plot draws what was measured, says how much of it, marks the observations, and is the same from run to run."""

from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

import pytest

from casefiles.report import html, json, pdf
from casefiles.report.document import ReportDocument, build
from casefiles.report.drawing import LEFT, RIGHT, WIDTH, draw, number_words, time_words
from casefiles.report.layout import lay_out
from casefiles.report.overtime import in_words
from casefiles.report.plotted import MOST_POINTS, Plot, Shape, plots_of
from casefiles.views import ExhibitDetail, SeriesRow
from forensics.types import (
    Cell,
    Column,
    Finding,
    Measurement,
    Result,
    Series,
    StreamLocus,
    TimeSpan,
    Timestamp,
    Unread,
)
from tests.casefiles.report.cases import detector, full_case
from tests.casefiles.report.test_renderings import pictures, text_of

BASE = Fraction(1, 25)


def at(pts: int) -> Timestamp:
    return Timestamp(pts, BASE)


def tables(frames: int, *, peak: int = -1, missing: int = -1) -> dict[str, Series]:
    """Return frames with packets of 100 bytes, one of 9,999 at ``peak``, and no time from ``missing`` on by one."""
    times = [n + (n > missing >= 0) for n in range(frames)]
    shown: tuple[tuple[Cell, ...], ...] = tuple(
        (n, t, n % 12 == 0, "I" if n % 12 == 0 else "P", 100.0 + n % 7, f"{n:064x}") for n, t in enumerate(times)
    )
    sizes: tuple[tuple[Cell, ...], ...] = tuple((t, 9_999 if n == peak else 100 + n % 3) for n, t in enumerate(times))
    steps: tuple[tuple[Cell, ...], ...] = tuple(
        (n, Fraction(t, 25), 90.0 if n == peak else 1.0 if n else Unread("nothing to compare with"))
        for n, t in enumerate(times)
    )
    return {
        "frames": Series(
            "frames",
            (
                Column("index", "1"),
                Column("pts", "time base"),
                Column("key", "1"),
                Column("type", "text"),
                Column("luma", "1"),
                Column("sha256", "text"),
            ),
            0,
            shown,
        ),
        "packets": Series("packets", (Column("pts", "time base"), Column("size", "byte")), 0, sizes),
        "discontinuity.steps": Series(
            "discontinuity.steps", (Column("frame", "1"), Column("time", "s"), Column("residual", "1")), 0, steps
        ),
    }


def finding(number: int) -> Finding:
    return Finding("m", "1", f"c{number}", "Seen.", (TimeSpan(0, at(10), at(20)),), (), (), (), None)


def detail(folder: Path, held: dict[str, Series], findings: tuple[Finding, ...] = ()) -> ExhibitDetail:
    base = full_case(folder).details[0]
    results = (
        *base.results,
        Result("media", "1", Measurement("stream.time_base", BASE, "s", StreamLocus(0))),
        Result("r", "1", Measurement("repeated_frames.later_run", 10, "1", TimeSpan(0, at(30), at(40)))),
        Result("r", "1", Measurement("repeated_frames.earlier_run", 10, "1", TimeSpan(0, at(5), at(15)))),
    )
    series = tuple(SeriesRow(name, table.columns, len(table.rows), 0) for name, table in held.items())
    return dataclasses.replace(base, results=results, series=series, findings=findings)


def plotted(folder: Path, held: dict[str, Series], findings: tuple[Finding, ...] = ()) -> dict[str, Plot]:
    one = detail(folder, held, findings)
    numbers = [f"F-{number:04d}" for number in range(1, len(findings) + 1)]
    return {plot.quantity: plot for plot in plots_of(one, numbers, lambda row: held[row.quantity])}


def document(folder: Path) -> ReportDocument:
    case = full_case(folder)
    held = tables(60, peak=30)
    case.details[0] = detail(folder, held, (finding(1), finding(2)))
    case.tables = held
    return build(case, [detector()])


def test_a_short_table_is_drawn_whole_and_a_long_one_keeps_its_peak_and_says_so(tmp_path: Path) -> None:
    short = plotted(tmp_path, tables(60, peak=30))["frames.size"]
    assert (short.values, len(short.points)) == (60, 60)
    assert max(short.points, key=lambda point: point.value).at == 30 / 25
    assert {point.kind for point in short.points} == {"I", "P"}
    long = plotted(tmp_path, tables(5_000, peak=3_333))
    for quantity in ("frames.size", "discontinuity.steps.residual"):
        plot = long[quantity]
        assert len(plot.points) <= MOST_POINTS < plot.values
        assert max(plot.points, key=lambda point: point.value).at == 3_333 / 25
        assert [point.at for point in plot.points] == sorted(point.at for point in plot.points)


def test_the_table_behind_counts_every_value_once(tmp_path: Path) -> None:
    for plot in plotted(tmp_path, tables(1_000, peak=999)).values():
        if plot.shape is not Shape.RUNS:
            assert sum(row.values for row in plot.behind) == plot.values
            assert max(row.greatest for row in plot.behind) == max(point.value for point in plot.points)


def test_steady_intervals_are_not_plotted_and_a_gap_is(tmp_path: Path) -> None:
    assert "frames.interval" not in plotted(tmp_path, tables(60))
    gap = plotted(tmp_path, tables(60, missing=20))["frames.interval"]
    assert max(gap.points, key=lambda point: point.value).at == 20 / 25


def test_observations_are_marked_by_number_and_a_run_stands_with_both_its_places(tmp_path: Path) -> None:
    found = plotted(tmp_path, tables(60), (finding(1),))
    (mark,) = found["frames.luma"].marked
    assert (mark.label, mark.start, mark.end) == ("F-0001", 0.4, 0.8)
    (run,) = found["repeated_frames.runs"].runs
    assert (run.earlier_start, run.later_start, run.frames) == (0.2, 1.2, "10")
    assert found["repeated_frames.runs"].end == 59 / 25


def test_a_drawing_is_well_formed_keeps_within_its_edges_and_repeats_to_the_byte(tmp_path: Path) -> None:
    for frames in (2, 60, 5_000):
        for plot in plotted(tmp_path, tables(frames, peak=1), tuple(finding(n) for n in range(40))).values():
            svg = draw(plot)
            assert svg == draw(plot)
            places = [float(x) for x in re.findall(r'(?: x1?="|M)(-?[\d.]+)', svg)]
            assert all(0 <= x <= WIDTH for x in places)
            root = ElementTree.fromstring(svg)
            assert {child.tag.rpartition("}")[2] for child in root.iter()} <= {
                *("svg", "rect", "line", "text", "path", "polyline", "polygon"),
            }
    assert LEFT + RIGHT < WIDTH


def test_a_level_line_is_drawn_and_not_a_division_by_nothing(tmp_path: Path) -> None:
    plot = plotted(tmp_path, tables(30))["discontinuity.steps.residual"]
    assert {point.value for point in plot.points} == {1.0}
    assert "polyline" in draw(plot)


def test_the_same_is_said_in_words(tmp_path: Path) -> None:
    item = document(tmp_path).items[0]
    said = {plot.quantity: in_words(item, plot) for plot in item.plots}
    assert "greatest 9,999 byte at 1.200 s" in said["frames.size"]
    assert "Marked: F-0001 at 0.400 s to 0.800 s; F-0002" in said["frames.size"]
    assert "0.200 s to 0.600 s again at 1.200 s to 1.600 s." in said["repeated_frames.runs"]


def test_plots_stand_in_every_rendering_with_their_numbers(tmp_path: Path) -> None:
    made = document(tmp_path)
    assert json.read(json.render(made)) == made
    shown = pictures(full_case(tmp_path), made)
    content = html.render(made, pictures=shown).decode()
    assert content.count("data:image/svg+xml;base64,") == len(made.items[0].plots) == 4
    first = pdf.render(made, pictures=shown, attachment=b"")
    assert first == pdf.render(made, pictures=shown, attachment=b"")
    text = text_of(first)
    assert "Plot 4 of E-0002" in text
    assert "9,999" in text
    assert "figures behind the plots" in repr(lay_out(made))


@pytest.mark.parametrize(
    ("value", "said"), [(12_000.0, "12,000"), (0.125, "0.125"), (1e-7, "1e-07"), (-3.0, "-3"), (1 / 3, "0.333333")]
)
def test_figures_are_printed_in_full_where_they_are_whole(value: float, said: str) -> None:
    assert number_words(value) == said


def test_times_on_an_axis_are_seconds_and_then_minutes() -> None:
    assert [time_words(seconds) for seconds in (0.0, 2.5, 119.0, 120.0, 3_725.0)] == [
        *("0 s", "2.5 s", "119 s", "2:00", "62:05"),
    ]
