"""`assay finding`: the findings of a case with their numbers, and how the report prints each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import courtroom
from casefiles.choices import ChosenFinding, Printed
from casefiles.cli.output import line, print_json, table
from casefiles.cli.session import case_argument, json_option, signer
from casefiles.views import ExhibitId


@click.group()
def finding() -> None:
    """List findings by their numbers; choose which ones the report prints as one line."""


@finding.command("list")
@case_argument
@click.argument("exhibit", required=False)
@json_option
def list_(case: Path, exhibit: str | None, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the findings of CASE, or of one EXHIBIT."""
    found = courtroom.findings(case, ExhibitId(exhibit) if exhibit else None)
    print_json(found) if as_json else _show(found)


@finding.command("print")
@case_argument
@click.argument("numbers", nargs=-1, required=True, metavar="F-0001...")
@click.option("--as", "how", type=click.Choice(["full", "line"]), required=True, help="In full, or as one line.")
@click.option("--because", required=True, help="Why; the report prints it beside a finding of one line.")
@json_option
def print_(case: Path, numbers: Sequence[str], how: str, because: str, as_json: bool) -> None:  # noqa: FBT001
    """Choose how the report of CASE prints findings. None is ever left out: its number and sentence stay."""
    made = courtroom.choose(case, numbers, Printed[how.upper()], because=because, signer=signer())
    wanted = [one for one in made if one.numbered.number in numbers]
    print_json(wanted) if as_json else _show(wanted)


def _show(found: Sequence[ChosenFinding]) -> None:
    if not found:
        line("  No method made a finding. That supports nothing.")
        return
    rows = (
        (one.numbered.number, one.numbered.exhibit, one.numbered.finding.method, one.printed.value,
         one.numbered.finding.observation)
        for one in found
    )  # fmt: skip
    table(("number", "exhibit", "method", "printed", "observation"), rows)
