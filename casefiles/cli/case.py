"""Commands about a case as a whole: init and verify."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import facts, heading, line, print_json, size_words
from casefiles.cli.session import case_argument, json_option, signer, signer_if_possible, text_of, watching
from casefiles.errors import EntryRefused, VerificationFailed
from casefiles.notes import LONGEST as LONGEST_NOTE
from casefiles.notes import Checkpoint, NoteRefused
from casefiles.verification import Outside, printed_head
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
@case_argument
@click.option(
    "--head",
    "heads",
    multiple=True,
    metavar="FILE|'SIZE ROOT'",
    help="A head known from elsewhere: a file with a signed note, or events and root as a report prints them.",
)
@click.option("--key", "keys", multiple=True, metavar="ID", help="The key id of an examiner, as you know it.")
@click.option("--quick", is_flag=True, help="Read log and rows, but not the content of the kept files.")
@click.option(
    "--if-older-than",
    "days",
    type=click.FloatRange(min=0),
    default=None,
    metavar="DAYS",
    help="Do nothing if a full check found the case whole less than so many days ago; for a scheduler.",
)
@json_option
def verify(  # noqa: PLR0917 - click calls it by name
    case: Path,
    heads: Sequence[str],
    keys: Sequence[str],
    quick: bool,  # noqa: FBT001
    days: float | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Read every original, every stored row and every custody event of CASE again.

    Says exactly what differs and where, and records the outcome in the case where the key can be had and the disk
    can be written. Ends with exit code 11 if anything differs. With --head and --key it also finds what the folder
    by itself cannot show: an end cut off, an older copy, another log written in its place.
    """
    outside = Outside(tuple(_head(text) for text in heads), tuple(key.strip().lower() for key in keys))
    if days is not None and (last := workbench.days_since_verified(case)) is not None and last < days:
        line(f"Verified in full {last:.1f} days ago and found whole; nothing was done.")
        return
    with watching() as watcher:
        found = workbench.verify(case, signer=signer_if_possible(), outside=outside, quick=quick, watcher=watcher)
    if as_json:
        print_json(found)
    else:
        _show(found)
    if found.problems:
        places = "1 place differs" if len(found.problems) == 1 else f"{len(found.problems)} places differ"
        raise VerificationFailed(f"{places} from what the custody log says")


def _head(text: str) -> Checkpoint:
    """Return the head that a person gives, as two words or as a file; raise EntryRefused."""
    try:
        if len(text.split()) == 2 and not Path(text).exists():
            return printed_head(text)
        return printed_head(text_of(Path(text), LONGEST_NOTE))
    except NoteRefused as error:
        raise EntryRefused(
            f"{text!r} is no head: {error}", hint="Give a file with a signed note, or 'SIZE ROOT' as in a report."
        ) from error


def _show(found: Verification) -> None:
    whole = "Everything that was read is as it was recorded."
    line("Differences were found:" if found.problems else whole)
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
