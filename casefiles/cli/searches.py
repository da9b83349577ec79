"""`assay searches`: pictures to search with, and the log of the searches made by hand."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_desk as verbs
from casefiles.cli.output import facts, line, print_json, table
from casefiles.cli.session import case_argument, json_option, signer, signer_if_possible, watching
from casefiles.handsearch import CANDIDATES, MOST, Outcome, Searched
from casefiles.views import ExhibitId


@click.group()
def searches() -> None:
    """Look for earlier copies by hand: export pictures to search with, and log every search, empty ones too."""


@searches.command("pack")
@case_argument
@click.argument("exhibit")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--most", type=click.IntRange(1, CANDIDATES), default=MOST, show_default=True, help="Frames at most.")
@json_option
def pack(case: Path, exhibit: str, folder: Path, most: int, as_json: bool) -> None:  # noqa: FBT001 - click
    """Write key frames of EXHIBIT that differ into the new FOLDER: as they are, mirrored, cropped, full contrast.

    Nothing is sent anywhere. Uploading a picture tells others that you look for it: decide that first.
    """
    with watching() as watcher:
        made = verbs.search_pack(
            case, ExhibitId(exhibit), folder, most=most, signer=signer_if_possible(), watcher=watcher
        )
    if as_json:
        print_json(made)
        return
    frames = len({one.frame for one in made.pictures})
    facts([("folder", str(made.folder)), ("pictures", f"{len(made.pictures)} of {frames} frames")])
    line(f"  {made.alike} of {made.candidates} candidates were left out as near-duplicates.")


@searches.command("add")
@case_argument
@click.argument("exhibit")
@click.option("--place", required=True, help="Where: the service or archive, with its address.")
@click.option("--with", "asked_with", required=True, help="With what: a frame of the pack, words, a name.")
@click.option(
    "--outcome", type=click.Choice([one.name.lower() for one in Outcome]), required=True, help="What came of it."
)
@click.option("--note", default="", help="What was found: address, date, account.")
@json_option
def add(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibit: str,
    place: str,
    asked_with: str,
    outcome: str,
    note: str,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Log a search for EXHIBIT of CASE that you made by hand, also one that found nothing."""
    made = verbs.log_search(
        case, ExhibitId(exhibit), place, Outcome[outcome.upper()], asked_with=asked_with, note=note, signer=signer()
    )
    if as_json:
        print_json(made)
    else:
        facts([("search", made.id), ("outcome", made.outcome.value), ("recorded", f"event {made.event}")])


@searches.command("list")
@case_argument
@click.argument("exhibit", required=False)
@json_option
def list_(case: Path, exhibit: str | None, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the searches logged in CASE, or for one EXHIBIT."""
    found = verbs.searches(case, ExhibitId(exhibit) if exhibit else None)
    if as_json:
        print_json(found)
    elif found:
        table(("id", "exhibit", "when", "who", "where", "with", "outcome", "note"), map(_cells, found))
    else:
        line("  None yet. A search that found nothing belongs here too: `assay searches add`.")


def _cells(one: Searched) -> tuple[str, ...]:
    return (one.id, one.exhibit, one.made, one.by, one.place, one.asked_with, one.outcome.value, one.note)
