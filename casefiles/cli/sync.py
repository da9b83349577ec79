"""`assay sync`: clips of one event on a common time."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_sources as verbs
from casefiles.cli.output import heading, line, print_json
from casefiles.cli.session import case_argument, json_option, signer, watching
from casefiles.synchronising import Synchronised
from casefiles.views import ExhibitId
from forensics.synchronise.timeline import Group


@click.command()
@case_argument
@click.argument("exhibits", nargs=-1)
@click.option("--keep", is_flag=True, help="Keep what was found with the case, as calculations for the report.")
@click.option("--note", default="", help="Words to keep with it.")
@json_option
def sync(
    case: Path,
    exhibits: tuple[str, ...],
    keep: bool,  # noqa: FBT001 - click calls it by name
    note: str,
    as_json: bool,  # noqa: FBT001 - as above
) -> None:
    """Lay exhibits of CASE on a common time by their sound, and silent copies by their pictures.

    All exhibits are tried where none is named. Sounds that do not fit show nothing: another place, a louder
    neighbourhood or other music is enough.
    """
    chosen = tuple(ExhibitId(name) for name in exhibits)
    with watching() as watcher:
        found = verbs.synchronise(case, chosen, watcher=watcher)
    kept = verbs.keep_synchronised(case, found, note=note, signer=signer()) if keep else ()
    if as_json:
        print_json({"found": found, "kept": kept})
        return
    _show(found)
    for one in kept:
        line(f"Kept {one.id}: {one.sheet.kind}, {one.exhibit}.")


def _show(found: Synchronised) -> None:
    if not found.groups:
        line("No two exhibits could be laid on each other. That shows nothing about where they are from.")
    for group in found.groups:
        _show_group(group)
    if found.pairs:
        heading("Pairs")
    for pair in found.pairs:
        told, picture = pair.offset, (pair.this, pair.other) in found.by_picture
        how = "by picture" if picture else f"stands out by {told.clear:.1f} standard deviations"
        line(
            f"{pair.this}, {pair.other}: what is at 0 s in the first is at {told.offset:+.3f} s ± {told.error:.3f} s "
            f"in the second; {told.shared:.1f} s shared, {told.pieces[0]} of {told.pieces[1]} pieces agree, {how}"
        )
        if told.rate_error:
            drift = f"{(told.rate - 1) * 1e6:+.0f} ± {told.rate_error * 1e6:.0f}"
            line(f"  the second's clock against the first's: {drift} millionths")
    for one in found.untold:
        line(f"{one.this}, {one.other}: not laid on each other: {one.reason}")
    for name, reason in found.silent:
        line(f"{name}: no sound to lay it by: {reason}")


def _show_group(group: Group) -> None:
    heading(f"Common time of {len(group.clips)} clips, in seconds of {group.clips[0].clip}")
    for placed in group.clips:
        by = f", laid on {placed.by}" if placed.by else ", the reference"
        line(f"  {placed.clip} begins at {placed.start:+.3f} s ± {placed.error:.3f} s{by}")
    line(f"  {group.closed} further pairs agree with it, {len(group.disagreements)} do not.")
    for one in group.disagreements:
        line(f"  {one.this}, {one.other} differ from it by {one.seconds:+.3f} s")
