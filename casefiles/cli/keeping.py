"""`assay remove` and `assay unfinished`: originals that are kept no longer, and copies that were begun."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_custody as verbs
from casefiles.cli.output import facts, line, print_json, size_words, table
from casefiles.cli.session import case_argument, json_option, signer
from casefiles.views import ExhibitId


@click.command()
@case_argument
@click.argument("exhibit")
@click.option("--reason", required=True, help="Why; it stands in the custody log.")
@click.option("--authority", default="", help="Under which authority or request.")
@json_option
def remove(case: Path, exhibit: str, reason: str, authority: str, as_json: bool) -> None:  # noqa: FBT001 - click
    """Delete the original of EXHIBIT from CASE, as a recorded act. Its digests and all that was measured stay.

    Acquiring the same file again restores it. Copies, backups and packages made before are not reached, nor are
    blocks that the disk remapped.
    """
    done = verbs.remove(case, ExhibitId(exhibit), reason=reason, authority=authority, signer=signer())
    if as_json:
        print_json(done)
    else:
        line(f"Removed the original of {done.exhibit}.")
        facts((("sha256", done.sha256), ("size", size_words(done.size)), ("recorded", f"event {done.event}")))


@click.command()
@case_argument
@click.option("--discard", is_flag=True, help="Give them up, with a record.")
@json_option
def unfinished(case: Path, discard: bool, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the copies of large files that were begun in CASE. Acquire the same file again to go on with one."""
    found = verbs.discard_unfinished(case, signer=signer()) if discard else verbs.unfinished(case)
    if as_json:
        print_json(found)
    elif found:
        table(("source", "size", "copied"), ((one.source, f"{one.size:,}", f"{one.finished:,}") for one in found))
        line("They were given up." if discard else "Acquire the same file again to go on.")
    else:
        line("No copy was begun and not finished.")
