"""`assay published`: what left the desk, and what was corrected or retracted later."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import verbs_sources as verbs
from casefiles.cli.output import line, print_json, table
from casefiles.cli.session import case_argument, json_option, signer
from casefiles.published import Kind, Left, Published

KINDS = {kind.name.lower(): kind for kind in Kind}


@click.group()
def published() -> None:
    """Keep what left the desk, published text, report or label, with its corrections and retractions."""


@published.command("add")
@case_argument
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("text")
@click.option("--at", required=True, help="When it left the desk: ISO 8601 with zone.")
@click.option("--where", required=True, help="Where it stood: an address, a programme, a recipient.")
@click.option("--exhibit", default="", help="The exhibit that it is about.")
@click.option("--report", default="", help="The report that it rests on.")
@click.option("--about", default="", help="The earlier statement that is corrected or retracted, such as PB-0001.")
@click.option("--reason", default="", help="Why it is corrected or retracted.")
@json_option
def add(case: Path, kind: str, text: str, as_json: bool, **stated: str) -> None:  # noqa: FBT001 - click
    """Enter TEXT, word for word, as it left the desk. Nothing that was entered is ever edited."""
    made = verbs.enter_published(case, Left(KINDS[kind], text, **stated), signer=signer())
    print_json(made) if as_json else _show((made,))


@published.command("list")
@case_argument
@json_option
def list_(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List every statement that left the desk, each followed by its corrections and retractions."""
    found = verbs.published(case)
    print_json(found) if as_json else _show([one for history in found for one in history])


def _show(found: Sequence[Published]) -> None:
    rows = (
        (one.id, one.kind.value, one.about, one.at, one.where, one.exhibit, one.text.replace("\n", " / "), one.reason)
        for one in found
    )
    table(("no.", "kind", "about", "at", "where", "exhibit", "text", "reason"), rows)
    if not found:
        line("Nothing was entered as having left the desk.")
