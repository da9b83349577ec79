"""`assay calibration`: packs by which scores become bounded likelihood ratios, and what they say."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_methods as verbs
from casefiles.calibrations import Evaluated, Held
from casefiles.cli.output import facts, heading, line, print_json, table
from casefiles.cli.session import case_argument, json_option, signer
from casefiles.report.ratios import pack_words, ratio_words

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def calibration() -> None:
    """Keep calibration packs: the only way in which a score becomes a likelihood ratio."""


@calibration.command("add")
@case_argument
@click.argument("pack", type=_FILE)
@click.argument("signature", type=_FILE)
@click.option("--reason", required=True, help="Whose pack it is, and why its population fits.")
@json_option
def add(case: Path, pack: Path, signature: Path, reason: str, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Take a PACK that `assay validate` wrote, with its SIGNATURE, into CASE."""
    made = verbs.add_calibration(case, pack, signature, reason=reason, signer=signer())
    print_json(made) if as_json else _show(made)


@calibration.command("withdraw")
@case_argument
@click.argument("identifier", metavar="CB-0001")
@click.option("--reason", required=True)
def withdraw(case: Path, identifier: str, reason: str) -> None:
    """Take a pack out of force; that it was in force stays in the log."""
    made = verbs.withdraw_calibration(case, identifier, reason=reason, signer=signer())
    line(f"The pack of {made.pack.method} {made.pack.version} is out of force ({made.id}).")


@calibration.command("list")
@case_argument
@json_option
def list_them(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """List the packs of CASE, taken in and withdrawn."""
    found = verbs.calibrations(case)
    if as_json:
        print_json(found)
        return
    columns = ("id", "method", "version", "state", "signed by", "SHA-256", "reason")
    rows = ((h.id, h.pack.method, h.pack.version, h.state, h.signed_by, h.sha256, h.reason) for h in found)
    table(columns, rows)


@calibration.command("show")
@case_argument
@json_option
def show(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Show what every pack in force says of every examined exhibit, and where it gives no ratio."""
    found = verbs.ratios(case)
    if as_json:
        print_json(found)
        return
    for one in found:
        _show_ratio(one)
    if not found:
        line("No pack is in force, or nothing was examined: every score stays a score.")


def _show_ratio(one: Evaluated) -> None:
    heading(f"{one.exhibit}, {one.examination}: {one.held.pack.method} {one.held.pack.version}")
    line(f"  {ratio_words(one)}")
    _show(one.held)


def _show(held: Held) -> None:
    facts(pack_words(held))
