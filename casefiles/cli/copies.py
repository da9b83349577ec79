"""`assay copies` and `assay find`: which clips show the same footage, where, and what was changed."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_copies as verbs
from casefiles.aligning import AlignedPiece, By, FrameMap
from casefiles.cli.output import heading, line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, watching
from casefiles.family import Graph
from casefiles.views import ExhibitId
from forensics.fingerprint.relation import Relation


@click.command()
@case_argument
@json_option
def copies(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Compare every two exhibits of CASE: which show the same footage, at which times, and what differs.

    Works on the fingerprints that examinations have left. What is nearer the original is proposed with reasons.
    """
    with watching() as watcher:
        found = verbs.copies(case, watcher=watcher)
    if as_json:
        print_json(found)
        return
    copied = sum(one.copies for one in found.relations)
    line(f"{found.compared} pairs compared: {copied} are copies, {len(found.relations) - copied} share something else.")
    _show_families(found.graph)
    for one in found.relations:
        heading(f"{one.this} and {one.other}")
        show_relation(one)
    for name, reason in found.left_out:
        line(f"{name} was not compared by its footage: {reason}.")


def _show_families(graph: Graph) -> None:
    for family in graph.families:
        first = f"; no other one is proposed above {', '.join(family.first)}" if family.first else ""
        line(f"Family {family.number}: {', '.join(family.members)}{first}")


@click.command()
@case_argument
@click.argument("this")
@click.argument("other")
@click.option("--by", type=click.Choice([one.value for one in By]), default=None, help="What times are taken from.")
@click.option("--frames", "every", is_flag=True, help="List for each frame of THIS the one of OTHER that goes with it.")
@json_option
def align(  # noqa: PLR0917 - click calls it by name
    case: Path,
    this: str,
    other: str,
    by: str | None,
    every: bool,  # noqa: FBT001 - click calls it by name
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Say which times of exhibit THIS are which of exhibit OTHER, by pictures and by sound, each with its support.

    Without --by, times come from the pictures where these give them exactly, otherwise from the sound.
    """
    chosen = By(by) if by else None
    if every:
        mapped = verbs.frame_map(case, ExhibitId(this), ExhibitId(other), by=chosen)
        if as_json:
            print_json(mapped)
            return
        _show_frames(mapped)
        return
    found = verbs.alignment(case, ExhibitId(this), ExhibitId(other))
    if as_json:
        print_json(found)
        return
    for kind in (By(by),) if by else By:
        for one in found.pieces(kind):
            line(_piece_words(one))
    if found.remark:
        line(found.remark)


def _piece_words(one: AlignedPiece) -> str:
    start, end, there = (float(value) for value in (one.piece.start, one.piece.end, one.piece.other_start))
    turned = ", mirrored" if one.mirrored else ""
    return (
        f"By {one.by.value}: {start:.3f}–{end:.3f} s is {there:.3f}–{float(one.other_end):.3f} s there, "
        f"speed {float(one.piece.speed):.4g}{turned}; support {one.support:.1f} ({one.words})"
    )


def _show_frames(mapped: FrameMap) -> None:
    rows = [
        (
            str(row.frame),
            f"{float(row.seconds):.3f} s",
            str(row.other) if row.other >= 0 else "none",
            f"{float(row.off):+.3f} s" if row.other >= 0 else "",
        )
        for row in mapped.frames
    ]
    table((f"frame of {mapped.alignment.this}", "time", f"frame of {mapped.alignment.other}", "off"), rows)
    line(
        f"By {mapped.by.value}: {len(rows) - mapped.unpaired} of {len(rows)} frames have a partner, {mapped.same} with "
        f"the same decoded values; {mapped.unused} frames of {mapped.alignment.other} are nobody's partner."
    )


@click.command()
@click.argument("clip", type=CASE)
@json_option
def find(clip: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Look CLIP up in the library: has this footage been seen, where, and what was changed?

    The clip is measured in the confined process and not kept. The library is filled with `assay library add`.
    """
    with watching() as watcher:
        found = verbs.find(clip, watcher=watcher)
    if as_json:
        print_json(found)
        return
    copied = sum(hit.relation.copies for hit in found.hits)
    line(
        f"{found.clip}: of {found.held} entries {copied} show the same footage, "
        f"{len(found.hits) - copied} the same view or scene."
    )
    for hit in found.hits:
        where = f"{hit.entry.case_name}, exhibit {hit.entry.exhibit}" if hit.entry.case else "reference footage"
        where = f"given by another desk, {where}" if hit.entry.contact else where
        heading(f"{hit.entry.id}  {hit.entry.name}  ({where})")
        show_relation(hit.relation)
        if hit.entry.contact:
            line(f"  ask: {hit.entry.contact}")
        if hit.entry.case_path:
            line(f"  case: {hit.entry.case_path}")
    if found.remark:
        line(found.remark)


def show_relation(one: Relation) -> None:
    """Print what two copies have in common, at which times, and which is proposed as nearer the original."""
    for statement in one.statements:
        line(f"  {statement.words}")
        line(f"    {statement.evidence}")
    for reason in one.nearness.reasons:
        line(f"  For {reason.towards}: {reason.words}.")
    if one.nearness.proposal:
        line(f"  {one.nearness.proposal}")
