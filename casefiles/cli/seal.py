"""`assay seal`: time stamps over heads of the log (RFC 3161, OpenTimestamps), over the network only on request."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import verbs_custody as verbs
from casefiles.cli.output import facts, line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer, text_of
from casefiles.errors import EntryRefused, NetworkUnavailable
from casefiles.seal import Authority, Seal
from casefiles.stamps import Stamp, Stamped

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
    """List the seals and stamps of CASE, and say how many events no seal covers."""
    found, unsealed = verbs.seals(case)
    stamps = verbs.stamped(case)
    if as_json:
        print_json({"seals": found, "unsealed": unsealed, "stamps": stamps})
        return
    if found:
        _show(found)
    line(f"{unsealed} events came after the last sealed head." if found else f"No seal covers the {unsealed} events.")
    if stamps:
        _show_stamps(stamps)


@seal.command("export")
@case_argument
@click.argument("seal")
@click.option("-o", "--output", "folder", type=CASE, required=True, help="The folder to write to.")
@json_option
def export(case: Path, seal: str, folder: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Write head, token and certificates of SEAL (S-0001 …) as openssl reads them, and print its command.

    Of an OpenTimestamps proof (OT-0001 …) head and proof are written, as `ots verify` reads them.
    """
    files = verbs.export_seal(case, seal, folder)
    if len(files) == 2:
        note, proof = files
        command = shlex.join(["ots", "verify", str(proof)])
        named = {"head": note, "proof": proof}
    else:
        note, token, certificates = files
        options = ["-data", str(note), "-in", str(token), "-CAfile", str(certificates)]
        command = shlex.join(["openssl", "ts", "-verify", *options])
        named = {"head": note, "token": token, "certificates": certificates}
    if as_json:
        print_json({**named, "command": command})
        return
    facts(tuple((name, str(path)) for name, path in named.items()))
    line(command)


@seal.command("stamp")
@case_argument
@click.option("--calendar", default="", help="A calendar to ask from now on, such as https://HOST.")
@json_option
def stamp(case: Path, calendar: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Ask OpenTimestamps calendars over the network to stamp the newest head. Only a salted digest of it is sent.

    A calendar at first only promises; `assay seal upgrade` fetches, hours later, the proof that leads to a Bitcoin
    block. Without a network the wish stays recorded, and the next stamp covers all events until then. Ends with exit
    code 17 where a calendar could not be reached.
    """
    _tell(verbs.ask_for_stamps(case, signer=signer(), calendar=calendar), as_json, "not stamped yet by")


@seal.command("upgrade")
@case_argument
@json_option
def upgrade(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Ask the calendars over the network to complete the stamps that they promised; both proofs are kept."""
    _tell(verbs.upgrade_stamps(case, signer=signer()), as_json, "not completed yet:")


@seal.command("header")
@case_argument
@click.argument("height", type=click.IntRange(min=0))
@click.argument("header")
@click.option("--source", required=True, help="Whence the header is, such as a node of your own or a web page.")
@json_option
def header(case: Path, height: int, header: str, source: str, as_json: bool) -> None:  # noqa: FBT001 - click
    """Hold stamps against the HEADER (160 hexadecimal digits) of the Bitcoin block of HEIGHT; keep it with its source.

    Nothing is fetched: bring the header from where you trust it, and compare its hash with other sources. Every later
    verification holds the stamps against it.
    """
    try:
        given = bytes.fromhex(header)
    except ValueError:
        raise EntryRefused("the header is not hexadecimal", hint="Give the 80 bytes as 160 digits.") from None
    found = verbs.bring_header(case, height, given, source=source, signer=signer())
    if as_json:
        print_json(found)
        return
    for words in found.shown:
        line(words)
    facts((("difficulty", f"{found.difficulty:,}"), ("source", found.source), ("recorded as", found.id)))


def _tell(done: Stamped, as_json: bool, words: str) -> None:  # noqa: FBT001 - as the commands have it
    if as_json:
        print_json(done)
    elif done.made:
        _show_stamps(done.made)
    if done.waiting:
        waiting = "; ".join(f"{name}: {reason}" for name, reason in done.waiting)
        raise NetworkUnavailable(f"{words} {waiting}", hint="Repeat it later, with a network.")


def _show_stamps(found: Sequence[Stamp]) -> None:
    rows = ((one.id, str(one.head_size), one.obtained, "; ".join(one.states)) for one in found)
    table(("stamp", "events", "obtained", "leads to"), rows)


def _show(found: Sequence[Seal]) -> None:
    table(
        ("id", "events", "sealed", "authority", "SHA-256 of the token"),
        ((one.id, str(one.head_size), one.sealed, one.authority, one.token_sha256) for one in found),
    )
