"""The command show: a case, or everything about one exhibit, for a person or as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefiles import workbench
from casefiles.cli.case import summary_facts
from casefiles.cli.output import facts, heading, line, print_json, size_words, table
from casefiles.cli.session import case_argument, json_option
from casefiles.report.loci import locus_words
from casefiles.report.values import value_words
from casefiles.views import AcquisitionRow, EventRow, ExhibitDetail, ExhibitId, ExhibitRow
from forensics.types import C2paReading, Element, Finding, Locus, Measurement, Signal, WholeFile

if TYPE_CHECKING:
    from casefiles.removal import Removal


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of what is known of an exhibit: what a machine gets, and how a person sees it."""

    value: Callable[[ExhibitDetail], object]
    show: Callable[[ExhibitDetail], None]


@click.command()
@case_argument
@click.argument("exhibit", required=False)
@click.option("--findings", "part", flag_value="findings", help="Only the findings.")
@click.option("--provenance", "part", flag_value="provenance", help="Only what the file states about its origin.")
@click.option("--container", "part", flag_value="container", help="Only the container's structure, with offsets.")
@click.option("--bytes", "place", default="", metavar="OFFSET:LENGTH", help="The bytes at a place, in hexadecimal.")
@click.option("--clocks", "part", flag_value="clocks", help="Only the clocks, under each time-zone hypothesis.")
@click.option("--zone", "zones", multiple=True, metavar="+02:00", help="With --clocks: a further zone to try.")
@click.option("--tags", "part", flag_value="tags", help="Only the tags, readers side by side.")
@click.option("--measurements", "part", flag_value="measurements", help="Only the single measured values.")
@click.option("--not-measured", "part", flag_value="not_measured", help="Only what could not be measured, and why.")
@click.option("--derivatives", "part", flag_value="derivatives", help="Only the files made from exhibits.")
@click.option("--events", is_flag=True, help="The custody log of the case.")
@click.option("--series", "quantity", default="", metavar="NAME", help="One whole table, such as packets or frames.")
@json_option
def show(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibit: str | None,
    place: str,
    part: str | None,
    zones: tuple[str, ...],
    events: bool,  # noqa: FBT001
    quantity: str,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Show CASE, or everything that is known of one EXHIBIT of it (E-0001 …).

    With --provenance, --findings and the like but without an exhibit, that part is shown of every exhibit.
    """
    if events:
        _show_events(case, as_json=as_json)
    elif quantity:
        if exhibit is None:
            raise click.UsageError("--series needs an EXHIBIT")
        _show_series(case, ExhibitId(exhibit), quantity, as_json=as_json)
    elif place:
        from casefiles.cli.rawbytes import show_bytes

        show_bytes(case, exhibit, place, as_json=as_json)
    elif part == "derivatives":
        _show_derivatives(case, exhibit, as_json=as_json)
    elif part == "clocks":
        from casefiles.cli.clocks import show_clocks_of

        wanted = [ExhibitId(exhibit)] if exhibit else [row.id for row in workbench.exhibits(case)]
        show_clocks_of(case, wanted, zones, as_json=as_json)
    elif exhibit is not None:
        _show_exhibits(case, [ExhibitId(exhibit)], part, as_json=as_json)
    elif part is not None:
        _show_exhibits(case, [row.id for row in workbench.exhibits(case)], part, as_json=as_json)
    else:
        _show_case(case, as_json=as_json)


def _show_case(case: Path, *, as_json: bool) -> None:
    summary, rows, gone = workbench.summary(case), workbench.exhibits(case), workbench.removals(case)
    if as_json:
        print_json({"summary": summary, "exhibits": rows, "removals": gone})
        return
    summary_facts(summary)
    for problem in workbench.glance(case):
        line(f"  Look at this: {problem.place}: {problem.what}. Run `assay verify`.")
    heading("Exhibits")
    if not rows:
        line("  None yet. Add files with `assay acquire CASE FILE`.")
        return
    table(("id", "findings", "not measured", "bytes", "media", "name"), map(_exhibit_cells, rows))
    for one in gone:
        _show_removal(one)


def _exhibit_cells(row: ExhibitRow) -> tuple[str, ...]:
    if row.examination is None:
        return (row.id, "–", "–", f"{row.size:,}", "not examined", row.name)
    return (row.id, str(row.findings), str(row.not_measured), f"{row.size:,}", row.media, row.name)


def _show_events(case: Path, *, as_json: bool) -> None:
    rows = workbench.events(case)
    if as_json:
        print_json(rows)
        return
    table(("event", "at", "who", "what", "item", "why", "leaf"), map(_event_cells, rows))


def _event_cells(row: EventRow) -> tuple[str, ...]:
    return (str(row.seq), row.at, row.actor, row.action, row.item, row.reason, row.leaf)


def _show_derivatives(case: Path, exhibit: str | None, *, as_json: bool) -> None:
    from casefiles import verbs_desk

    found = [one for one in verbs_desk.derivatives(case) if exhibit in (None, one.parent)]
    if as_json:
        print_json(found)
        return
    rows = ((one.id, one.parent, one.quantity, f"{one.width}x{one.height}", one.sha256, one.path) for one in found)
    table(("id", "of", "what", "size", "sha256", "kept as"), rows)


def _show_series(case: Path, exhibit: ExhibitId, quantity: str, *, as_json: bool) -> None:
    found = workbench.series(case, exhibit, quantity)
    if as_json:
        print_json(found)
        return
    titles = [f"{column.name} [{column.unit}]" for column in found.columns]
    cells = ([value_words(cell) for cell in row] for row in found.rows)
    table(titles, cells)


def _show_exhibits(case: Path, exhibits: Iterable[ExhibitId], part: str | None, *, as_json: bool) -> None:
    from casefiles.cli.origin import show_origin

    details = [workbench.exhibit(case, exhibit) for exhibit in exhibits]
    gone = {one.exhibit: one for one in workbench.removals(case)}
    if as_json:
        chosen = PARTS[part].value if part else lambda detail: detail
        shown = [{"exhibit": detail.row.id, "value": chosen(detail)} for detail in details]
        for one in shown if part is None else ():
            one["removal"] = gone.get(ExhibitId(str(one["exhibit"])))
        for one in shown if part == "provenance" else ():
            one["origin"] = workbench.origin(case, ExhibitId(str(one["exhibit"])))
        print_json(shown)
        return
    for detail in details:
        heading(f"{detail.row.id}  {detail.row.name}")
        if detail.row.id in gone:
            _show_removal(gone[detail.row.id])
        if part:
            PARTS[part].show(detail)
        else:
            _show_exhibit(detail)
        if part in {None, "provenance"}:
            show_origin(workbench.origin(case, detail.row.id))


def _show_exhibit(detail: ExhibitDetail) -> None:
    row = detail.row
    pairs = [("size", size_words(row.size)), ("stored as", row.stored_as)]
    pairs += [(one.algorithm, one.value + (f"  ({one.remark})" if one.remark else "")) for one in row.digests]
    facts(pairs)
    for acquisition in detail.acquisitions:
        _show_acquisition(acquisition)
    if detail.examination is None:
        line("  Not examined yet: `assay examine CASE`.")
        return
    heading(f"Examination {detail.examination.id}: {detail.examination.outcome}")
    _show_streams(detail)
    for title, name in (("Findings", "findings"), ("Provenance", "provenance"), ("Not measured", "not_measured")):
        heading(title)
        PARTS[name].show(detail)
    heading("Also held")
    held = [f"{one.quantity} ({one.rows} rows)" for one in detail.series]
    line(f"  tables: {', '.join(held) or 'none'}")
    pictures = sum(one.media_type.startswith("image/") for one in detail.derivatives)
    others = len(detail.derivatives) - pictures
    line(f"  {len(detail.elements())} container elements, {pictures} pictures, {others} other derivatives")


def _show_removal(one: Removal) -> None:
    under = f", {one.authority}" if one.authority else ""
    line(f"  {one.exhibit}: its original was removed {one.removed} by {one.by}{under}: {one.reason}")


def _show_acquisition(row: AcquisitionRow) -> None:
    given = row.provided
    said = [
        words for words in (given.received_from and f"from {given.received_from}", given.source, given.note) if words
    ]
    line(f"  {row.id} {row.ended} by {row.by}: {row.source_path}{' – ' + '; '.join(said) if said else ''}")
    line(f"    file times: modified {row.times.modified or 'not kept'}, born {row.times.born or 'not kept'}")
    for one in row.compared:
        line(f"    declared {one.algorithm} {one.declared}: {'matches' if one.matches else 'DOES NOT MATCH'}")


_STREAM_FACTS = ("stream.", "packets.", "frames.", "sound.", "essence.", "media.")


def _show_streams(detail: ExhibitDetail) -> None:
    facts(
        (one.quantity, f"{value_words(one.value, one.unit)}" + _where(one.locus))
        for one in detail.measurements()
        if one.quantity.startswith(_STREAM_FACTS)
    )


def _where(locus: Locus) -> str:
    return "" if isinstance(locus, WholeFile) else f"   [{locus_words(locus)}]"


def _outcomes(kind: type) -> Callable[[ExhibitDetail], list[object]]:
    return lambda detail: [result.outcome for result in detail.results if isinstance(result.outcome, kind)]


def _show_findings(detail: ExhibitDetail) -> None:
    if not detail.findings:
        line("  None. That supports nothing: see the limits of each method in the report.")
    for number, finding in enumerate(detail.findings, start=1):
        _show_finding(number, finding)


def _show_finding(number: int, finding: Finding) -> None:
    line(f"  {number}. {finding.observation}")
    places = list(dict.fromkeys(finding.loci))  # two values can stand at one place
    for locus in places[:8]:
        line(f"       at {locus_words(locus)}")
    if len(places) > 8:
        line(f"       and {len(places) - 8} more places")
    for words in finding.innocent_explanations:
        line(f"       innocent explanation: {words}")
    for words in finding.limits:
        line(f"       limit: {words}")
    line(f"       method {finding.method} {finding.version}, code {finding.code}")


def _show_provenance(detail: ExhibitDetail) -> None:
    for result in detail.results:
        match result.outcome:
            case C2paReading() as reading:
                _show_reading(reading)
            case Signal() as signal:
                line(f"  {signal.kind} ({signal.assurance}): {signal.statement}")
                line(f"       supports: {signal.supports}; could be written by: {signal.could_be_written_by}")
    line("  The absence of any credential, label or mark means nothing.")


def _show_reading(reading: C2paReading) -> None:
    line(f"  C2PA: {reading.presence}. {reading.detail}")
    for words in reading.rubric:
        line(f"    rubric: {words}")
    for manifest in reading.manifests:
        place = "active manifest" if manifest.depth == 0 else f"manifest at depth {manifest.depth}"
        line(f"    {place} {manifest.label}: “{manifest.claim_generator}”")
        for dimension in manifest.dimensions:
            line(f"      {dimension.name}: {dimension.result} – {dimension.meaning}")


def _show_container(detail: ExhibitDetail) -> None:
    depths: dict[int, int] = {-1: -1}
    line(f"  {'offset':>12} {'size':>12} {'header':>6}  element, and the clause that defines it (bytes)")
    for element in detail.elements():
        depths[element.number] = depth = depths.get(element.parent, -1) + 1
        _show_element(element, depth)


def _show_element(element: Element, depth: int) -> None:
    place = f"{element.offset:>12} {element.size:>12} {element.header:>6}"
    line(f"  {place}  {'  ' * depth}{element.kind}   {element.clause}")
    for one in element.fields:
        line(f"  {'':>32}  {'  ' * depth}    {one.name} = {value_words(one.value, one.unit)}")
    for note in element.notes:
        line(f"  {'':>32}  {'  ' * depth}    note: {note}")


def _show_measurements(detail: ExhibitDetail) -> None:
    measured = [(one.method, one.outcome) for one in detail.results if isinstance(one.outcome, Measurement)]
    cells = (
        (method, one.quantity, value_words(one.value, one.unit), locus_words(one.locus)) for method, one in measured
    )
    table(("method", "quantity", "value", "where"), cells)


def _tag_rows(detail: ExhibitDetail) -> object:
    from casefiles.cli.tags import tag_rows

    return tag_rows(detail)


def _show_tags(detail: ExhibitDetail) -> None:
    from casefiles.cli.tags import show_tags

    show_tags(detail)


def _show_not_measured(detail: ExhibitDetail) -> None:
    missing = detail.not_measured()
    if not missing:
        line("  Everything that was asked for could be measured.")
    for one in missing:
        line(f"  {one.quantity}: {one.reason}{_where(one.locus)}")


PARTS = {
    "findings": _Part(lambda detail: detail.findings, _show_findings),
    "provenance": _Part(lambda detail: [*_outcomes(C2paReading)(detail), *_outcomes(Signal)(detail)], _show_provenance),
    "container": _Part(lambda detail: detail.elements(), _show_container),
    "tags": _Part(_tag_rows, _show_tags),
    "measurements": _Part(lambda detail: detail.measurements(), _show_measurements),
    "not_measured": _Part(lambda detail: detail.not_measured(), _show_not_measured),
}
