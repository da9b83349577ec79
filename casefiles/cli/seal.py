"""`assay seal`: RFC 3161 time stamps over heads of the custody log, asked for over the network only on request."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import verbs_custody as verbs
from casefiles.cli.output import facts, line, print_json, table
from casefiles.cli.people import text_of
from casefiles.cli.session import CASE, case_argument, json_option, signer
from casefiles.errors import NetworkUnavailable
from casefiles.seal import Authority, Seal

LONGEST_CERTIFICATES = 1_000_000


@click.group()
def seal() -> None:
    """Have a time-stamp authority state when the custody log stood as it stands."""


@seal.command("ask")
@case_argument
@click.option("--authority", "name", default="", help="What the authority is called, when it is named first.")
@click.option("--address", default="", help="Where it answers, such as https://tsa.example/.")
@click.option("--certificates", type=CASE, default=None, help="A PEM file with its root and other certificates.")
@json_option
def ask(case: Path, name: str, address: str, certificates: Path | None, as_json: bool) -> None:  # noqa: FBT001 - click
    """Ask the authorities of CASE over the network to seal the newest head of its log. Only the head is sent.

    Name an authority once with --authority, --address and --certificates; it is asked from then on. Without a network
    nothing is lost: the wish stays recorded, and the next seal covers all events until then. Ends with exit code 17
    where an authority could not be reached.
    """
    given = [bool(name), bool(address), certificates is not None]
    if any(given) and not all(given):
        raise click.UsageError("--authority, --address and --certificates go together")
    authority = Authority(name, address, text_of(certificates, LONGEST_CERTIFICATES)) if certificates else None
    done = verbs.ask_for_seals(case, signer=signer(), authority=authority)
    if as_json:
        print_json(done)
    else:
        _show(done.made)
    if done.waiting:
        waiting = "; ".join(f"{name}: {reason}" for name, reason in done.waiting)
        raise NetworkUnavailable(f"not sealed yet by {waiting}", hint="Repeat `assay seal ask CASE` with a network.")


@seal.command("show")
@case_argument
@json_option
def show(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the seals of CASE, and say how many events none of them covers."""
    found, unsealed = verbs.seals(case)
    if as_json:
        print_json({"seals": found, "unsealed": unsealed})
        return
    if found:
        _show(found)
    line(f"{unsealed} events came after the last sealed head." if found else f"No seal covers the {unsealed} events.")


@seal.command("export")
@case_argument
@click.argument("seal")
@click.option("-o", "--output", "folder", type=CASE, required=True, help="The folder to write to.")
@json_option
def export(case: Path, seal: str, folder: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Write head, token and certificates of SEAL (S-0001 …) as openssl reads them, and print its command."""
    note, token, certificates = verbs.export_seal(case, seal, folder)
    command = shlex.join(
        ["openssl", "ts", "-verify", "-data", str(note), "-in", str(token), "-CAfile", str(certificates)]
    )
    if as_json:
        print_json({"head": note, "token": token, "certificates": certificates, "command": command})
        return
    facts((("head", str(note)), ("token", str(token)), ("certificates", str(certificates))))
    line(command)


def _show(found: Sequence[Seal]) -> None:
    table(
        ("id", "events", "sealed", "authority", "SHA-256 of the token"),
        ((one.id, str(one.head_size), one.sealed, one.authority, one.token_sha256) for one in found),
    )
