"""`assay trust`: the trust lists of a case as dated evidence, and fetching new ones when asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import trust as lists_of
from casefiles import workbench
from casefiles.cli.output import facts, line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer
from forensics.provenance.trust import TrustRole

ROLES = {role.value.replace(" ", "-"): role for role in TrustRole}


@click.group()
def trust() -> None:
    """Import, show and fetch trust lists. Without any, reports say that trust was not evaluated."""


@trust.command("import")
@case_argument
@click.argument("files", nargs=-1, required=True, type=CASE)
@click.option("--name", default="", help="What the list is called; else its published name or the file's name.")
@click.option("--role", type=click.Choice(sorted(ROLES)), help="What the list may vouch for; else told by the file.")
@click.option("--dated", default="", help="The date of issue, as 2026-08-05. Known for the published lists.")
@click.option("--source", default="", help="Where the list comes from.")
@json_option
def import_(case: Path, files: Sequence[Path], role: str | None, as_json: bool, **stated: str) -> None:  # noqa: FBT001 - click
    """Take list FILES (PEM certificates, or purposes one a line) into CASE, each with a custody event."""
    given = lists_of.Stated(role=ROLES[role] if role else None, **stated)
    rows = workbench.import_trust_lists(case, files, signer=signer(), stated=given)
    print_json(rows) if as_json else _show(rows)


@trust.command("show")
@case_argument
@json_option
def show(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show the lists that CASE holds: name, role, date, digest and number of certificates."""
    rows = workbench.trust_lists(case)
    if as_json:
        print_json(rows)
    elif rows:
        _show(rows)
    else:
        line("The case holds no trust list: trust was not evaluated.")


def _show(rows: Sequence[lists_of.ListRow]) -> None:
    titles = ("id", "name", "role", "dated", "certificates", "in force", "SHA-256")
    table(
        titles,
        (
            (
                row.id,
                row.name,
                row.role.value,
                row.dated or "not stated",
                str(row.certificates),
                "yes" if row.in_force else "no",
                row.sha256,
            )
            for row in rows
        ),
    )


@trust.command("fetch")
@click.option("--to", "folder", type=CASE, help="Where to put the files; else the user's own folder.")
@json_option
def fetch(folder: Path | None, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Fetch the published C2PA lists over the network. Besides this only `assay seal` ever uses it.

    The files are put into a folder and not imported: look at them, then use `assay trust import`.
    """
    fetched = workbench.fetch_trust_lists(folder)
    if as_json:
        print_json(fetched)
        return
    for one in fetched:
        line(str(one.path))
        facts((("from", one.address), ("SHA-256", one.sha256), ("certificates", str(one.certificates))))
    line("Import them into a case with `assay trust import CASE FILE…`, and state their date of issue with --dated.")
