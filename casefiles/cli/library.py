"""`assay library`: the fingerprints against which clips are looked up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import verbs_copies as verbs
from casefiles.cli.output import line, print_json, table
from casefiles.cli.session import CASE, json_option, watching
from casefiles.library import LibraryEntry
from casefiles.views import ExhibitId


@click.group()
def library() -> None:
    """Keep fingerprints of cases that opt in, and of reference footage, so that `assay find` can look clips up.

    The library holds no footage. It stands in the user's folder and can be built again from the cases.
    """


@library.command("add")
@click.argument("path", type=CASE)
@click.argument("exhibits", nargs=-1)
@json_option
def add(path: Path, exhibits: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Take the examined EXHIBITS of the case at PATH, or all of them, or the file at PATH, into the library."""
    with watching() as watcher:
        taken = verbs.library_add(path, tuple(map(ExhibitId, exhibits)), watcher=watcher)
    _show(taken, as_json=as_json)


@library.command("remove")
@click.argument("entries", nargs=-1, required=True, metavar="L-…")
def remove(entries: Sequence[str]) -> None:
    """Take entries out of the library."""
    for name in entries:
        gone = verbs.library_remove(name)
        line(f"{gone.id} {gone.name}: removed.")


@library.command("list")
@click.option("--shared", is_flag=True, help="What the shared library holds.")
@json_option
def list_(shared: bool, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List what the library holds."""
    _show(verbs.library_shared() if shared else verbs.library_list(), as_json=as_json)


@library.command("give")
@click.argument("entry", metavar="L-…")
@click.argument("target", type=CASE)
@click.option("--contact", default="", help="Whom to ask about it.")
@click.option("--nameless", is_flag=True, help="Leave out the names of file, case and exhibit; needs --contact.")
def give(entry: str, target: Path, contact: str, nameless: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Write an entry into the new file TARGET for another desk: fingerprints, never footage, nor the case's path."""
    said = verbs.library_give(entry, target, contact=contact, nameless=nameless)
    line(
        f"{entry}: written to {target}; it says: {said.name}; {said.case_name or 'no case'}; ask {said.contact or '-'}."
    )


@library.command("take")
@click.argument("source", type=CASE)
@click.option("--from", "by", default="", help="Who gave it, where the file does not say whom to ask.")
@json_option
def take(source: Path, by: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Take in an entry that another desk gave."""
    _show((verbs.library_take(source, by=by),), as_json=as_json)


@library.command("connect")
@click.argument("address", metavar="postgresql://USER@HOST/DATABASE")
def connect(address: str) -> None:
    """Let `assay find` look into a library that desks share, in a PostgreSQL database, besides this desk's own."""
    held = verbs.library_connect(address)
    line(f"Looked into from now on; it holds {held} entries. Give it some with `assay library share`.")


@library.command("disconnect")
def disconnect() -> None:
    """Look into this desk's own library only. What was shared stays there until it is withdrawn."""
    line(f"{verbs.library_disconnect()} is not looked into any more.")


@library.command("share")
@click.argument("entries", nargs=-1, required=True, metavar="L-…")
@click.option("--contact", required=True, help="Whom to ask about them.")
@click.option("--nameless", is_flag=True, help="Leave out the names of file, case and exhibit.")
@json_option
def share(entries: Sequence[str], contact: str, nameless: bool, as_json: bool) -> None:  # noqa: FBT001 - click
    """Give entries to the shared library: fingerprints, never footage, nor the case's path."""
    _show(verbs.library_share(entries, contact=contact, nameless=nameless), as_json=as_json)


@library.command("withdraw")
@click.argument("entries", nargs=-1, required=True, metavar="L-…")
def withdraw(entries: Sequence[str]) -> None:
    """Take entries back from the shared library, if this desk's role there gave them."""
    line(f"{verbs.library_withdraw(entries)} entries withdrawn.")


def _show(entries: Sequence[LibraryEntry], *, as_json: bool) -> None:
    if as_json:
        print_json(tuple(entries))
        return
    if entries:
        rows = [(one.id, _whose(one), one.exhibit, f"{one.seconds:.1f} s", one.name) for one in entries]
        table(("entry", "case", "exhibit", "length", "name"), rows)
    line(f"{len(entries)} entries.")


def _whose(one: LibraryEntry) -> str:
    if one.contact:
        return f"{one.case_name or 'given'} (ask {one.contact})"
    return one.case_name or "reference"
