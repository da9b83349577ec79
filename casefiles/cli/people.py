"""`assay people` and `assay handover`: who may write to a case, and who has it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO

import click

from casefiles import verbs_custody as verbs
from casefiles.cli.output import facts, line, print_json, table
from casefiles.cli.session import case_argument, json_option, passphrase, signer, watching
from casefiles.handover import Handover
from casefiles.people import ROLES, Examiner

REASON = click.option("--reason", required=True, help="Why; it stands in the custody log.")
AUTHORITY = click.option("--authority", default="", help="Under which authority or request.")
LONGEST_REQUEST = 10_000


@click.group()
def people() -> None:
    """Enrol and revoke the keys of the examiners of a case."""


@people.command("request")
@case_argument
def request(case: Path) -> None:
    """Print the line by which you ask to be enrolled in CASE; send it to an examiner of the case. It is no secret."""
    line(verbs.key_request(case, signer=signer()))


@people.command("enrol")
@case_argument
@click.argument("request", type=click.File("r", encoding="utf-8", errors="replace"))
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), default=("examiner",), show_default=True)
@REASON
@AUTHORITY
@json_option
def enrol(  # noqa: PLR0917 - click calls it by name
    case: Path,
    request: IO[str],
    roles: Sequence[str],
    reason: str,
    authority: str,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Give the sender of REQUEST, a file or - for standard input, the right to write to CASE.

    Compare the key id that this prints with the one that the sender tells you by another way.
    """
    text = request.read(LONGEST_REQUEST)
    made = verbs.enrol(case, text, roles=tuple(roles), reason=reason, authority=authority, signer=signer())
    print_json(made) if as_json else _show_people([made])


@people.command("keep-passphrase")
def keep_passphrase() -> None:
    """Have the keyring of this system keep the passphrase of your key, so that it is not asked for any more.

    Whoever can unlock the keyring, often whoever is logged in, can then sign as you. Needs the package keyring.
    """
    name = verbs.keep_passphrase(passphrase("Passphrase of the examiner's key"))
    line(f"The passphrase is kept in: {name}. `assay people forget-passphrase` takes it out again.")


@people.command("forget-passphrase")
def forget_passphrase() -> None:
    """Take the passphrase of your key out of the keyring of this system."""
    line(f"The passphrase was taken out of: {verbs.forget_passphrase()}.")


@people.command("revoke")
@case_argument
@click.argument("key")
@REASON
@AUTHORITY
@json_option
def revoke(case: Path, key: str, reason: str, authority: str, as_json: bool) -> None:  # noqa: FBT001 - click
    """Take the right to write to CASE from KEY, named by its id or the beginning of it. What it signed stays good."""
    made = verbs.revoke(case, key, reason=reason, authority=authority, signer=signer())
    print_json(made) if as_json else _show_people([made])


@people.command("list")
@case_argument
@json_option
def list_(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List everybody who was ever enrolled in CASE."""
    found = verbs.examiners(case)
    print_json(found) if as_json else _show_people(found)


def _show_people(found: Sequence[Examiner]) -> None:
    titles = ("name", "roles", "enrolled", "revoked", "key id")
    table(titles, ((one.name, ", ".join(one.roles), one.enrolled, one.revoked or "no", one.key) for one in found))


@click.group()
def handover() -> None:
    """Hand a case over: one examiner offers it, the other reads it all again and counter-signs."""


@handover.command("offer")
@case_argument
@click.option("--to", "to_key", required=True, metavar="KEY", help="The recipient's key id, or the beginning of it.")
@REASON
@AUTHORITY
@json_option
def offer(case: Path, to_key: str, reason: str, authority: str, as_json: bool) -> None:  # noqa: FBT001 - click
    """Offer all that CASE holds to another examiner of it. Only the custodian can."""
    made = verbs.offer(case, to_key=to_key, reason=reason, authority=authority, signer=signer())
    print_json(made) if as_json else _show_handovers([made])


@handover.command("accept")
@case_argument
@click.argument("handover")
@json_option
def accept(case: Path, handover: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Read every original that HANDOVER (H-0001 …) offers again, and take custody of CASE with your signature."""
    with watching() as watcher:
        made = verbs.accept(case, handover, signer=signer(), watcher=watcher)
    print_json(made) if as_json else _show_handovers([made])


@handover.command("refuse")
@case_argument
@click.argument("handover")
@REASON
@json_option
def refuse(case: Path, handover: str, reason: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Refuse HANDOVER; custody of CASE stays where it was."""
    made = verbs.refuse(case, handover, reason=reason, signer=signer())
    print_json(made) if as_json else _show_handovers([made])


@handover.command("list")
@case_argument
@json_option
def list_handovers(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List all offers of CASE with their answers."""
    found = verbs.handovers(case)
    print_json(found) if as_json else _show_handovers(found)


def _show_handovers(found: Sequence[Handover]) -> None:
    titles = ("id", "offered", "from", "to", "exhibits", "answer", "answered", "why")
    table(
        titles,
        (
            (
                one.id,
                one.offered,
                one.by_key[:16],
                one.to_key[:16],
                str(len(one.items)),
                one.answer,
                one.answered,
                one.reason,
            )
            for one in found
        ),
    )


@click.group()
def correct() -> None:
    """Say later that something recorded was wrong. Corrections add; nothing is edited."""


@correct.command("add")
@case_argument
@click.argument("event", type=int)
@click.option("--replacement", required=True, help="What is right.")
@REASON
@AUTHORITY
@json_option
def add(  # noqa: PLR0917 - click calls it by name
    case: Path,
    event: int,
    replacement: str,
    reason: str,
    authority: str,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Supersede what EVENT of CASE said (see `assay show CASE --events`). The event stays, and both are shown."""
    made = verbs.correct(case, event, replacement=replacement, reason=reason, authority=authority, signer=signer())
    if as_json:
        print_json(made)
    else:
        facts([("correction", made.id), ("of event", str(made.corrects)), ("recorded", f"event {made.event}")])


@correct.command("list")
@case_argument
@click.option("--event", type=int, default=None, help="Only those of this event.")
@json_option
def list_corrections(case: Path, event: int | None, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the corrections of CASE: the history of what was said."""
    found = verbs.corrected(case, event)
    if as_json:
        print_json(found)
        return
    titles = ("id", "of event", "when", "who", "what is right", "why")
    table(titles, ((one.id, str(one.corrects), one.corrected, one.by, one.replacement, one.reason) for one in found))


@click.command()
@case_argument
@click.argument("item")
@REASON
@AUTHORITY
def erase(case: Path, item: str, reason: str, authority: str) -> None:
    """Erase what a person stated in CASE: at an acquisition (ITEM A-0001), in a declaration (J-0001), in a note.

    Names of sources and personal data can be erased lawfully in this way. The log stays whole: it keeps a salted
    digest that tells nothing of the content, and says who erased it and why. Copies and backups are not reached.
    """
    verbs.erase(case, item, reason=reason, authority=authority, signer=signer())
    line(f"Erased what was stated of {item}. Copies, backups and packages made before are not reached.")
