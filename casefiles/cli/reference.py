"""`assay reference`: files of known origin, and what an exhibit's container is consistent with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import facts, heading, line, print_json, table
from casefiles.cli.session import CASE, json_option, watching
from casefiles.references import Compared, Vouched
from casefiles.views import ExhibitId
from forensics.reference.compare import Likeness
from forensics.reference.entries import Origin, OriginKind

KINDS = click.Choice([kind.value for kind in OriginKind])
SHOWN = 40
"""Differences of one reference that are printed unless all are asked for."""

by_option = click.option("--by", required=True, metavar="NAME", help="The person who vouches or decides.")


@click.group()
def reference() -> None:
    """Keep files of known origin as references; see which of them an exhibit's container is consistent with.

    The library starts empty: it holds only what its user has vouched for or imported from somebody who has.
    """


@reference.command("add")
@click.argument("files", nargs=-1, type=CASE)
@click.option("--exhibit", nargs=2, metavar="CASE E-0001", help="An exhibit of a case instead of files.")
@click.option("--kind", type=KINDS, required=True, help="What wrote the file.")
@click.option("--name", required=True, help="Device, program, platform or generator by name.")
@click.option("--version", default="", help="Its firmware or version, or the day of a download.")
@click.option("--source", required=True, help="Where the file was had: one device, one person, one publisher.")
@by_option
@click.option("--note", default="", help="How the origin is known.")
def add(  # noqa: PLR0917 - click calls it by name
    files: Sequence[Path],
    exhibit: tuple[str, str] | None,
    kind: str,
    name: str,
    version: str,
    source: str,
    by: str,
    note: str,
) -> None:
    """Take FILES, or an exhibit, into the library as references of one known origin."""
    if bool(files) == bool(exhibit):
        raise click.UsageError("give either FILES or --exhibit CASE E-0001")
    vouched = Vouched(Origin(OriginKind(kind), name, version), source, by, note)
    if exhibit:
        made = workbench.add_reference_exhibit(Path(exhibit[0]), ExhibitId(exhibit[1]), vouched)
    else:
        with watching() as watcher:
            made = workbench.add_reference_files(files, vouched, watcher=watcher)
    for one in made:
        line(f"{one.id}  {one.origin.words}  ({len(one.signature.traits)} traits, signature {one.signature.sha256()})")


@reference.command("list")
@json_option
def list_(as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the references with who vouched for each, and when."""
    held = workbench.reference_library()
    standing = held.references()
    if as_json:
        print_json({"library": held.sha256, "references": standing})
        return
    if not standing:
        line("The library is empty. Add files of known origin with `assay reference add`.")
        return
    rows = (
        (one.id, one.origin.words, one.signature.format, one.source, f"{one.vouched_by}, {one.vouched_at}", one.note)
        for one in standing
    )
    table(("reference", "origin", "format", "source", "vouched for by", "note"), rows)
    line(f"{len(standing)} references; the library's last line has SHA-256 {held.sha256}")


@reference.command("compare")
@click.argument("target", metavar="CASE_OR_FILE", type=CASE)
@click.argument("exhibit", required=False)
@click.option("--all", "everything", is_flag=True, help="Print every difference.")
@json_option
def compare(target: Path, exhibit: str | None, everything: bool, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Hold EXHIBIT of a case, or a file, against the library: the nearest references and what differs, side by side."""
    with watching() as watcher:
        found = workbench.compare_with_references(target, ExhibitId(exhibit) if exhibit else None, watcher=watcher)
    if as_json:
        print_json(found)
    else:
        _show(found, None if everything else SHOWN)


def _show(found: Compared, limit: int | None) -> None:
    result = found.comparison
    heading(found.subject.name)
    facts((("file SHA-256", found.subject.sha256), ("signature", found.subject.signature.sha256())))
    line(f"  {result.statement}")
    for one in result.nearest:
        _show_likeness(one, limit)
    heading("Likelihood ratios (container only, after Iuliani et al. 2019)")
    for ratio in result.ratios:
        line(f"  {ratio.label}: {ratio.words}")
    if not result.ratios:
        line("  None: there is no reference of this format.")
    line(f"  Library: {result.references} references, {result.comparable} comparable; last line {found.library_sha256}")


def _show_likeness(one: Likeness, limit: int | None) -> None:
    ref = one.reference
    heading(f"{ref.id}  {ref.origin.words}: {one.likeness:.1%} ({one.shared} of {one.compared})")
    line(f"  from {ref.source}; vouched for by {ref.vouched_by}, {ref.vouched_at}{f'; {ref.note}' if ref.note else ''}")
    shown = one.differences[:limit]
    if shown:
        cells = ((row.kind, f"{row.place} {row.name}", row.here or "–", row.there or "–") for row in shown)
        table(("by", "where", "here", "reference"), cells)
    if len(one.differences) > len(shown):
        line(f"  and {len(one.differences) - len(shown)} more: --all")


@reference.command("withdraw")
@click.argument("name", metavar="R-…")
@click.option("--reason", required=True, help="Why it does not stand.")
@by_option
def withdraw(name: str, reason: str, by: str) -> None:
    """Withdraw a reference that was vouched for wrongly; its line stays in the library."""
    workbench.withdraw_reference(name, by=by, reason=reason)
    line(f"{name} does not stand any more.")


@reference.command("export")
@click.argument("target", type=CASE)
def export(target: Path) -> None:
    """Write the library to a new file TARGET that others can import."""
    held = workbench.export_references(target)
    line(f"{len(held.references())} references written; the last line has SHA-256 {held.sha256}")


@reference.command("import")
@click.argument("source", type=CASE)
@by_option
def import_(source: Path, by: str) -> None:
    """Take the references of an exported library SOURCE that this one lacks; who vouched for them stays written."""
    new = workbench.import_references(source, by=by)
    for one in new:
        line(f"{one.id}  {one.origin.words}  vouched for by {one.vouched_by}")
    line(f"{len(new)} references taken in.")
