"""`assay package`: a case for another desk, a court, the other side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import verbs_custody as verbs
from casefiles.cli.output import facts, line, print_json, size_words
from casefiles.cli.session import CASE, case_argument, json_option, signer, watching
from casefiles.package.content import Wanted
from casefiles.package.write import Packed, chosen


@click.command()
@case_argument
@click.option("-o", "--output", "target", type=CASE, required=True, help="The folder, or with --zip the file, to make.")
@click.option(
    "--exhibit", "exhibits", multiple=True, metavar="ID", help="Only this exhibit; may be given several times."
)
@click.option("--without-originals", is_flag=True, help="Leave the originals out; their digests stay in.")
@click.option("--without-restricted", is_flag=True, help="Leave restricted values of source records out.")
@click.option("--zip", "as_zip", is_flag=True, help="Make one ZIP file instead of a folder.")
@json_option
def package(  # noqa: PLR0917 - click calls it by name
    case: Path,
    target: Path,
    exhibits: Sequence[str],
    without_originals: bool,  # noqa: FBT001
    without_restricted: bool,  # noqa: FBT001
    as_zip: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Pack CASE for others: a BagIt bag with originals, derivatives, reports, custody log and proofs.

    It holds verify.py, which checks all of it with nothing but Python, and HOWTO.txt, which tells how to do the same
    by hand. With --exhibit nothing is disclosed of other exhibits: each event that is packed is proved to have stood
    in the log. The digest of the package is recorded in the custody log; tell it to the recipient by another way.
    """
    wanted = Wanted(chosen(exhibits), without_originals, as_zip, without_restricted)
    with watching() as watcher:
        made = verbs.package(case, target, wanted, signer=signer(), watcher=watcher)
    if as_json:
        print_json(made)
    else:
        _show(made)


def _show(made: Packed) -> None:
    line(f"Packed {len(made.exhibits)} exhibits as {made.id} in {made.path}.")
    facts(
        (
            ("files", str(made.files)),
            ("size", size_words(made.octets)),
            ("head", f"{made.head.size} events, root {made.head.root}"),
            ("digest", f"{made.tagmanifest_sha256} (SHA-256 of tagmanifest-sha256.txt)"),
            ("recorded", f"event {made.event}"),
        )
    )
    for words in made.left_out:
        line(f"  not in it: {words}")
    line("  It names the examiners and what was stated at acquisitions; look at data/rows before you send it.")


@click.command("import")
@case_argument
@click.argument("package", type=CASE)
@click.option("--reason", default="", help="Why it is imported.")
@click.option("--despite-problems", is_flag=True, help="Take it although something differs, with that on record.")
@json_option
def import_(case: Path, package: Path, reason: str, despite_problems: bool, as_json: bool) -> None:  # noqa: FBT001 - click
    """Make the new case CASE of PACKAGE, a folder or ZIP that `assay package` made, with all its history.

    Every file, row, event and signature is checked first. The log goes on under your key: its next event names what
    was imported and is signed by you. A package of chosen exhibits cannot be gone on with: acquire its originals.
    """
    with watching() as watcher:
        made = verbs.import_package(
            package, case, signer=signer(), reason=reason, despite_problems=despite_problems, watcher=watcher
        )
    if as_json:
        print_json(made)
        return
    line(f"Made the case {made.summary.name} in {made.summary.path} of a package by {made.packed_by}.")
    facts(
        (
            ("packed by", f"{made.packed_by}, key {made.packed_key}"),
            ("digest", f"{made.tagmanifest_sha256} (compare it with what the sender tells you by another way)"),
            ("history", f"{made.head.size} events, root {made.head.root}"),
            ("exhibits", str(made.summary.exhibits)),
        )
    )
    for exhibit in made.without_originals:
        line(f"  {exhibit}: its original was not in the package")
    for problem in made.verification.problems:
        line(f"  {problem.place}: {problem.what}")


globals()["import"] = import_  # commands are looked up by their name, which cannot be written here
