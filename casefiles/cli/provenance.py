"""`assay provenance`: content credentials read again with other lists or on a later day."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import facts, line, print_json, table
from casefiles.cli.session import case_argument, json_option, signer
from casefiles.rechecks import Recheck
from casefiles.views import ExhibitId


@click.group()
def provenance() -> None:
    """Read content credentials again."""


@provenance.command("recheck")
@case_argument
@click.argument("exhibits", nargs=-1)
@click.option("--list", "lists", multiple=True, metavar="L-0001", help="Use only this trust list; may be repeated.")
@click.option("--sidecar", metavar="E-0002", help="An exhibit that is the manifest store of the one read.")
@click.option("--init", "init_segment", metavar="E-0002", help="An exhibit that is the fragment's first part.")
@json_option
def recheck(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibits: Sequence[str],
    lists: Sequence[str],
    sidecar: str | None,
    init_segment: str | None,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Read the credentials of EXHIBITS of CASE again, or of all, and show which answers differ from the last time.

    What was found before stays as it is; the new reading is recorded beside it with the lists that it used.
    """
    if (sidecar or init_segment) and len(exhibits) != 1:
        raise click.UsageError("--sidecar and --init go with a single exhibit")
    made = workbench.recheck(
        case,
        [ExhibitId(name) for name in exhibits],
        signer=signer(),
        lists=lists,
        sidecar=ExhibitId(sidecar) if sidecar else None,
        init_segment=ExhibitId(init_segment) if init_segment else None,
    )
    if as_json:
        print_json(made)
        return
    for one in made:
        _show(one)


def _show(made: Recheck) -> None:
    line(f"{made.exhibit} read again as {made.id}: {made.now.presence}.")
    against = made.compared_with or "nothing: it was not read before"
    facts((("compared with", against), *(("list", name) for name in made.lists or ("none: trust was not evaluated",))))
    if not made.differences:
        line("  No answer differs.")
        return
    table(
        ("manifest", "question", "before", "now"),
        ((d.manifest or "the file", d.question, d.before or "–", d.now or "–") for d in made.differences),
    )
