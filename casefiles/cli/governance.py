"""`assay testimony`, `assay checklist`, `assay hashset`: what persons state about an exhibit and its handling."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.origin import show_testimony
from casefiles.cli.output import line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer
from casefiles.governance import State, Ticked
from casefiles.testimonies import Said, TestimonyKind
from casefiles.views import ExhibitId
from forensics.types import FrameLocus, Region, Timestamp

KINDS = {kind.name.lower().replace("_", "-"): kind for kind in TestimonyKind}
STATES = {state.value.replace(" ", "-"): state for state in State}


class _Rectangle(click.ParamType[Region]):
    """Four whole numbers: x,y,width,height in pixels of the decoded frame."""

    name = "x,y,w,h"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Region:
        if isinstance(value, Region):
            return value
        parts = str(value).split(",")
        if len(parts) != 4 or not all(part.strip().isdigit() for part in parts):
            self.fail(f"{value!r} is not x,y,width,height in whole pixels", param, ctx)
        x, y, width, height = (int(part) for part in parts)
        return Region(x, y, width, height)


@click.group()
def testimony() -> None:
    """Record what a person saw or was told: it is kept apart from what was measured."""


@testimony.command("add")
@case_argument
@click.argument("exhibit")
@click.option("--kind", type=click.Choice(sorted(KINDS)), required=True)
@click.option("--statement", required=True, help="What was seen, or the raw answer, word for word.")
@click.option("--vendor", default="", help="Who offers the service.")
@click.option("--product", default="", help="The service that was asked.")
@click.option("--version", default="", help="Its version, as far as it states one.")
@click.option("--asked", default="", help="When it was seen or asked, as 2026-11-22T10:00Z.")
@click.option("--frame", type=click.IntRange(min=0), help="Index of the frame in which a mark is seen.")
@click.option("--stream", type=click.IntRange(min=0), default=0, help="Stream of that frame.")
@click.option("--region", type=_Rectangle(), help="Where in the frame: x,y,width,height in pixels.")
@click.option("--attachment", "attached", multiple=True, metavar="E-0002", help="A screenshot acquired as an exhibit.")
@click.option("--note", default="")
@json_option
def add_testimony(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibit: str,
    kind: str,
    frame: int | None,
    stream: int,
    region: Region | None,
    attached: tuple[str, ...],
    as_json: bool,  # noqa: FBT001 - click calls it by name
    **texts: str,
) -> None:
    """Record a statement about EXHIBIT: an answer of a watermark service, a visible mark, a platform's label."""
    here = None if frame is None else FrameLocus(stream, frame, Timestamp(0, Fraction(0)), region)
    said = Said(kind=KINDS[kind], locus=here, attachments=tuple(ExhibitId(one) for one in attached), **texts)
    made = workbench.testify(case, ExhibitId(exhibit), said, signer=signer())
    print_json(made) if as_json else show_testimony(made)


@testimony.command("show")
@case_argument
@click.argument("exhibit")
@json_option
def show_statements(case: Path, exhibit: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show what persons stated about EXHIBIT."""
    found = workbench.testimonies(case, ExhibitId(exhibit))
    if as_json:
        print_json(found)
        return
    for one in found:
        show_testimony(one)
    line("The absence of a mark, a label or an answer means nothing.")


@click.group()
def checklist() -> None:
    """What an institution should preserve of an exhibit, and which duties hold: each with its state and source."""


@checklist.command("show")
@case_argument
@click.argument("exhibit")
@json_option
def show_checklist(case: Path, exhibit: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show the check-list of EXHIBIT."""
    found = workbench.checklist(case, ExhibitId(exhibit))
    print_json(found) if as_json else _show_items(found)


@checklist.command("tick")
@case_argument
@click.argument("exhibit")
@click.argument("item")
@click.argument("state", type=click.Choice(sorted(STATES)))
@click.option("--note", default="")
@json_option
def tick(case: Path, exhibit: str, item: str, state: str, note: str, as_json: bool) -> None:  # noqa: FBT001, PLR0917 - click
    """State how ITEM of EXHIBIT's check-list stands. A later statement adds to an earlier one."""
    made = workbench.tick(case, ExhibitId(exhibit), item, STATES[state], signer=signer(), note=note)
    print_json(made) if as_json else _show_items((made,))


def _show_items(found: tuple[Ticked, ...]) -> None:
    rows = (
        (
            one.item.id,
            one.state.value,
            one.item.text,
            f"{one.item.source} ({one.item.source_date})"
            + (f", applies from {one.item.applies_from}" if one.item.applies_from else ""),
            " ".join(filter(None, (one.note, one.by, one.made[:10]))),
        )
        for one in found
    )
    table(("item", "state", "what", "source", "note"), rows)


@click.group()
def hashset() -> None:
    """Import sets of plain digests; exhibits that they name are blurred by default and pictured in no report."""


@hashset.command("import")
@case_argument
@click.argument("file", type=CASE)
@click.option("--name", required=True)
@click.option("--purpose", default="", help="What the set is of.")
@click.option("--source", default="", help="Who keeps it.")
@click.option("--dated", default="", help="Its date of issue.")
@json_option
def import_hashset(case: Path, file: Path, as_json: bool, **stated: str) -> None:  # noqa: FBT001 - click calls it by name
    """Take FILE, digests one a line (MD5, SHA-1 or SHA-256), into CASE. No picture is imported."""
    made, hits = workbench.import_hash_set(case, file, signer=signer(), **stated)
    if as_json:
        print_json({"set": made, "hits": hits})
        return
    line(f"{made.id} {made.name}: {made.entries} digests ({made.algorithm}), SHA-256 of the file {made.sha256}")
    for hit in hits:
        line(f"  {hit.exhibit} is in this set. It is blurred by default; see `assay checklist show`.")
    if not hits:
        line("  No exhibit of the case is in it. That means nothing more.")


@hashset.command("show")
@case_argument
@json_option
def show_hashsets(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show the sets of CASE and the exhibits that are restricted."""
    found = workbench.handling(case)
    restricted = sorted(found.restricted)
    if as_json:
        print_json({"sets": found.sets, "hits": found.hits, "restricted": restricted, "warned": found.warned})
        return
    rows = (
        (one.id, one.name, one.algorithm, str(one.entries), one.dated or "not stated", one.sha256) for one in found.sets
    )
    table(("id", "name", "algorithm", "digests", "dated", "SHA-256"), rows)
    line(f"Restricted: {', '.join(restricted) or 'none'}")
    for exhibit, words in found.warned:
        line(f"Graphic content: {exhibit}{f', {words}' if words else ''}")
