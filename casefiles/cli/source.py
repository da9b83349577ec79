"""`assay source`: where an exhibit comes from, as persons know it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import verbs_sources as verbs
from casefiles.cli.output import line, print_json, table
from casefiles.cli.session import case_argument, json_option, signer
from casefiles.source_fields import FIELDS
from casefiles.sources import SourceEntry, parse, withheld
from casefiles.views import ExhibitId

RESTRICTED = click.option("--restricted", is_flag=True, help="Show restricted values too.")


@click.group()
def source() -> None:
    """Keep where an exhibit comes from: post, account, persons, rights, copies; versions, never overwritten."""


@source.command("fields")
@json_option
def fields(as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the fields of a source record."""
    if as_json:
        print_json(FIELDS)
        return
    rows = (
        (one.id, one.title, "several" if one.many else "one", "yes" if one.restricted else "no", one.form.value)
        for one in FIELDS
    )
    table(("field", "what", "values", "restricted", "form"), rows)


@source.command("show")
@case_argument
@click.argument("exhibit")
@RESTRICTED
@json_option
def show(case: Path, exhibit: str, restricted: bool, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show what stands in the source record of EXHIBIT."""
    _print(verbs.source(case, ExhibitId(exhibit)), restricted=restricted, as_json=as_json)


@source.command("history")
@case_argument
@click.argument("exhibit")
@RESTRICTED
@json_option
def history(case: Path, exhibit: str, restricted: bool, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show every version of every value of EXHIBIT's source record, oldest first."""
    _print(verbs.source_history(case, ExhibitId(exhibit)), restricted=restricted, as_json=as_json)


@source.command("set")
@case_argument
@click.argument("exhibit")
@click.argument("values", nargs=-1, required=True, metavar="FIELD=VALUE…")
@click.option("--reason", default="", help="Why it is entered or changed; it stands in the custody log.")
@json_option
def set_(case: Path, exhibit: str, values: Sequence[str], reason: str, as_json: bool) -> None:  # noqa: FBT001 - click
    """Enter values into the source record of EXHIBIT.

    A field of one value takes the new one, and the old one stays in the history; a field of several gets one more.
    SR-0001=VALUE replaces that entry, and an empty value withdraws it. `assay erase CASE SR-0001` removes its words.
    """
    made = verbs.state_source(case, ExhibitId(exhibit), [parse(one) for one in values], signer=signer(), reason=reason)
    _print(made, restricted=False, as_json=as_json)


def _print(found: Sequence[SourceEntry], *, restricted: bool, as_json: bool) -> None:
    shown = tuple(found) if restricted else withheld(found)
    if as_json:
        print_json(shown)
        return
    if not shown:
        line("Nothing is entered. That supports nothing.")
        return
    rows = (
        (
            one.id,
            one.field,
            one.value or one.remark or "(withdrawn)",
            one.superseded_by or "stands",
            one.basis,
            one.by,
            one.made,
        )
        for one in shown
    )
    table(("no.", "field", "value", "superseded by", "basis", "by", "at"), rows)
