"""The command report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import facts, line, print_json
from casefiles.cli.session import CASE, case_argument, json_option, signer_if_possible, watching


@click.command()
@case_argument
@click.option(
    "--folder", type=CASE, default=None, help="Where to write it; the folder exports/ of the case if not given."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(workbench.FORMATS),
    help="Only this rendering; may be given several times. All three if not given.",
)
@click.option("--at", type=int, default=None, metavar="EVENTS", help="Make the report of an earlier head again.")
@json_option
def report(
    case: Path,
    folder: Path | None,
    formats: Sequence[str],
    at: int | None,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Write the report of CASE as it stands: PDF, HTML and JSON of one document.

    The report names the head of the custody log that it was made at; the same case at the same head gives the same
    bytes. With the examiner's key the report is recorded in the log; on a read-only case give --folder.
    """
    with watching() as watcher:
        made = workbench.report(
            case,
            signer=signer_if_possible(),
            folder=folder,
            formats=tuple(formats) or workbench.FORMATS,
            at=at,
            watcher=watcher,
        )
    if as_json:
        print_json(made)
        return
    line(f"Wrote the report {made.id} at {made.head.size} custody events:")
    for kind, path, sha256 in made.files:
        facts(((kind, str(path)), ("sha256", sha256)))
