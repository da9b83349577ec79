"""Gather what a report says of one exhibit, bounded, with every bound said."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from casefiles.origin import Gather
from casefiles.report.parts import ColumnSummary, Item, Measured, NumberedFinding, Shown, TableSummary, Unmeasured
from casefiles.report.plotted import plots_of
from casefiles.report.stored import Shelf
from casefiles.views import Derivative, ExhibitDetail, ExhibitRow, SeriesRow
from forensics import codec
from forensics.description import MethodDescription
from forensics.types import (
    C2paReading,
    Cell,
    Element,
    Finding,
    FrameLocus,
    Locus,
    Measurement,
    NotMeasured,
    Picture,
    Result,
    Series,
    Signal,
    Tag,
    TimeSpan,
    Unread,
)

if TYPE_CHECKING:
    from casefiles.report.document import ReadableCase

MOST_MEASURED = 2_000
MOST_ELEMENTS = 5_000
MOST_TAGS = 5_000
MOST_PICTURES = 60
OTHER_PICTURES = 6
"""Pictures of an exhibit that show nothing observed and are printed all the same, spread over all of them."""
MOST_PICTURE_BYTES = 8 * 1024 * 1024
PICTURES_PER_FINDING = 4
WITHHELD = "not shown: the exhibit is restricted, see its handling note"
PICTURE_TYPES = ("image/png", "image/jpeg")

_Kind = TypeVar("_Kind")


def item_of(
    case: ReadableCase, row: ExhibitRow, *, findings_before: int, gather: Gather | None = None, shelf: Shelf
) -> Item:
    """Return what the report says of one exhibit; its findings are numbered on from ``findings_before``.

    ``gather`` gives what the case holds on its origin beside the examination; long lists are put on the ``shelf``.
    """
    detail = case.detail(row.id)
    origin = gather(detail) if gather is not None else None
    measured = [
        Measured(result.method, result.version, result.outcome)
        for result in detail.results
        if isinstance(result.outcome, Measurement)
    ]
    findings = tuple(
        NumberedFinding(f"F-{number:04d}", finding, _pictures_of(finding, detail))
        for number, finding in enumerate(detail.findings, start=findings_before + 1)
    )
    observed = frozenset(name for numbered in findings for name in numbered.pictures)
    elements, tags = _outcomes(detail, Element), _outcomes(detail, Tag)

    def read(series: SeriesRow) -> Series:
        return case.series(row.id, series.quantity, stream=series.stream)

    return Item(
        exhibit=row,
        acquisitions=detail.acquisitions,
        examinations=case.examinations(row.id),
        examination=detail.examination,
        methods=_tally(detail.results),
        condition=tuple(_condition(detail, elements)),
        findings=findings,
        signals=tuple(_outcomes(detail, Signal)),
        c2pa=tuple(_outcomes(detail, C2paReading)),
        not_measured=tuple(_unmeasured(detail.results)),
        pictures=tuple(_shown(case, detail.derivatives, observed, restricted=origin is not None and origin.restricted)),
        origin=origin,
        described=tuple(_outcomes(detail, MethodDescription)),
        measured=shelf.put(measured[:MOST_MEASURED], Measured),
        measured_in_all=len(measured),
        elements=shelf.put(elements[:MOST_ELEMENTS], Element),
        elements_in_all=len(elements),
        tags=shelf.put(tags[:MOST_TAGS], Tag),
        tags_in_all=len(tags),
        tables=tuple(_summed_up(series, read(series)) for series in detail.series),
        plots=plots_of(detail, [numbered.number for numbered in findings], read),
    )


def _tally(results: Iterable[Result]) -> tuple[tuple[tuple[str, str], int], ...]:
    counted = Counter(
        (result.method, result.version) for result in results if not isinstance(result.outcome, NotMeasured)
    )
    return tuple(sorted(counted.items()))


def _outcomes(detail: ExhibitDetail, kind: type[_Kind]) -> list[_Kind]:
    return [result.outcome for result in detail.results if isinstance(result.outcome, kind)]


def _unmeasured(results: Iterable[Result]) -> Iterator[Unmeasured]:
    for result in results:
        if isinstance(result.outcome, NotMeasured):
            yield Unmeasured(result.method, result.version, result.outcome)


def _condition(detail: ExhibitDetail, elements: Sequence[Element]) -> Iterator[str]:
    """Yield what was seen of the file's condition; silence about the rest is not a statement."""
    yield f"{detail.row.size:,} bytes" if detail.row.size else "empty: 0 bytes"
    if detail.examination is None:
        yield "not examined"
        return
    yield f"examination {detail.examination.id}: {detail.examination.outcome}"
    noted = [element for element in elements if element.notes]
    for element in noted[:20]:
        yield f"{element.kind} at byte offset {element.offset}: {'; '.join(element.notes)}"
    if len(noted) > 20:
        yield f"{len(noted) - 20} further elements with notes; all are in the case"


def _pictures_of(finding: Finding, detail: ExhibitDetail) -> tuple[str, ...]:
    """Return the ids of the pictures whose frames lie in the finding's loci."""
    by_digest = {derivative.sha256: derivative.id for derivative in detail.derivatives}
    found = [
        by_digest[picture.sha256]
        for picture in _outcomes(detail, Picture)
        if picture.sha256 in by_digest and any(_shows(picture.locus, locus) for locus in finding.loci)
    ]
    return tuple(dict.fromkeys(found))[:PICTURES_PER_FINDING]


def _shows(picture: Locus, locus: Locus) -> bool:
    if not isinstance(picture, FrameLocus):
        return False
    match locus:
        case FrameLocus(stream, index):
            return (picture.stream, picture.index) == (stream, index)
        case TimeSpan(stream, start, end):
            return picture.stream == stream and start.seconds <= picture.at.seconds <= end.seconds
        case _:
            return False


def _shown(
    case: ReadableCase, derivatives: Sequence[Derivative], observed: frozenset[str], *, restricted: bool
) -> Iterator[Shown]:
    if restricted:
        yield from (Shown(derivative, WITHHELD) for derivative in derivatives)
        return
    chosen = {
        *[derivative.id for derivative in derivatives if derivative.id in observed][:MOST_PICTURES],
        *_spread([derivative.id for derivative in derivatives if derivative.id not in observed], OTHER_PICTURES),
    }
    too_many = "not printed: a selection is"
    for derivative in derivatives:
        remark = _why_not(derivative, case.derivative_path(derivative))
        yield Shown(derivative, remark or ("" if derivative.id in chosen else too_many))


def _spread(names: Sequence[str], most: int) -> Sequence[str]:
    """Return at most ``most`` names, evenly over all, with the first and the last."""
    if len(names) <= most:
        return names
    return [names[round(index * (len(names) - 1) / (most - 1))] for index in range(most)]


def _why_not(derivative: Derivative, path: Path) -> str:
    if derivative.media_type not in PICTURE_TYPES:
        return f"not shown: {derivative.media_type} is no picture that a report can carry"
    try:
        if path.stat().st_size > MOST_PICTURE_BYTES:
            return f"not shown: larger than {MOST_PICTURE_BYTES:,} bytes"
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"not shown: its file cannot be read ({error.strerror})"
    return "" if digest == derivative.sha256 else f"not shown: its file now has SHA-256 {digest}"


def _summed_up(row: SeriesRow, series: Series) -> TableSummary:
    digest = hashlib.sha256()
    for cells in series.rows:
        digest.update(codec.encode(cells).encode() + b"\n")
    return TableSummary(
        quantity=row.quantity,
        stream=row.stream,
        rows=len(series.rows),
        columns=tuple(
            _column(column.name, column.unit, [cells[index] for cells in series.rows])
            for index, column in enumerate(series.columns)
        ),
        sha256=digest.hexdigest(),
    )


def _column(name: str, unit: str, cells: Sequence[Cell]) -> ColumnSummary:
    filled = [cell for cell in cells if not isinstance(cell, Unread)]
    numbers = [cell for cell in filled if isinstance(cell, int | float | Fraction) and not isinstance(cell, bool)]
    nothing = Unread("no numbers")
    return ColumnSummary(
        name,
        unit,
        len(filled),
        min(numbers) if numbers else nothing,
        max(numbers) if numbers else nothing,
    )
