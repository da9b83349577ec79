"""Commands about a case as a whole: init and verify."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import facts, heading, line, print_json, size_words
from casefiles.cli.session import CASE, case_argument, json_option, signer, signer_if_possible, watching
from casefiles.errors import VerificationFailed
from casefiles.views import CaseSummary, Verification


@click.command()
@case_argument
@click.option("--name", default="", help="What the case is called; its folder's name if nothing is given.")
@click.option("--claim", default="", help="The claim under test, word for word.")
@json_option
def init(case: Path, name: str, claim: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Make the case folder CASE (usually NAME.assay).

    On first use this makes the examiner's key as well, and asks for a name and a passphrase. In scripts they come
    from ASSAY_EXAMINER and ASSAY_PASSPHRASE.
    """
    made = workbench.init(case, name=name or case.name.removesuffix(".assay"), claim=claim, signer=signer())
    if as_json:
        print_json(made)
    else:
        line(f"Made the case {made.name} in {made.path}.")
        summary_facts(made)


def summary_facts(summary: CaseSummary) -> None:
    """Print a case at a glance."""
    facts(
        (
            ("case", f"{summary.name} ({summary.id})"),
            ("claim", f"“{summary.claim}”" if summary.claim else "none recorded"),
            ("made", f"{summary.created} by {summary.created_by}"),
            ("exhibits", str(summary.exhibits)),
            ("examinations", str(summary.examinations)),
            ("custody events", str(summary.events)),
            ("head", f"{summary.head.size} events, root {summary.head.root}"),
        )
    )


@click.command()
@click.argument("case", type=CASE)
@json_option
def verify(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Read every original, every stored row and every custody event of CASE again.

    Says exactly what differs and where, and records the outcome in the case where the key can be had and the disk
    can be written. Ends with exit code 11 if anything differs.
    """
    with watching() as watcher:
        found = workbench.verify(case, signer=signer_if_possible(), watcher=watcher)
    if as_json:
        print_json(found)
    else:
        _show(found)
    if found.problems:
        places = "1 place differs" if len(found.problems) == 1 else f"{len(found.problems)} places differ"
        raise VerificationFailed(f"{places} from what the custody log says")


def _show(found: Verification) -> None:
    line("Everything that was read is as it was recorded." if not found.problems else "Differences were found:")
    for problem in found.problems:
        line(f"  {problem.place}: {problem.what}")
    facts(
        (
            ("events", str(found.events)),
            ("originals", str(found.originals)),
            ("derivatives", str(found.derivatives)),
            ("rows", str(found.rows)),
            ("read", size_words(found.bytes_read)),
            ("head", f"{found.head.size} events, root {found.head.root}"),
            ("recorded", found.recorded),
        )
    )
    heading("What this check cannot see")
    for limit in found.limits:
        line(f"  - {limit}")
