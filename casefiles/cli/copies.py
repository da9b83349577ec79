"""`assay copies` and `assay find`: which clips show the same footage, where, and what was changed."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_copies as verbs
from casefiles.cli.output import heading, line, print_json
from casefiles.cli.session import CASE, case_argument, json_option, watching
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
    line(f"{found.compared} pairs compared, {len(found.relations)} related.")
    for family in found.families:
        line(f"Family: {', '.join(family)}")
    for one in found.relations:
        heading(f"{one.this} and {one.other}")
        show_relation(one)
    for name, reason in found.left_out:
        line(f"{name} was not compared by its footage: {reason}.")


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
    line(f"{found.clip}: {len(found.hits)} of {found.held} entries show the same footage.")
    for hit in found.hits:
        where = f"{hit.entry.case_name}, exhibit {hit.entry.exhibit}" if hit.entry.case else "reference footage"
        heading(f"{hit.entry.id}  {hit.entry.name}  ({where})")
        show_relation(hit.relation)
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
