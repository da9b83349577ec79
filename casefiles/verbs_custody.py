"""The verbs of a case that several people hold: keys, handover, corrections, erasure, seals, packages.

Like those of `workbench.py` they are called by the command line and the window; each opens the case and closes it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from casefiles import corrections, folders, handover, passphrases, people, removal, seal, stamps
from casefiles import unfinished as unfinished_copies
from casefiles.case import Case
from casefiles.corrections import Correction
from casefiles.folders import FolderTaken
from casefiles.handover import Handover
from casefiles.home import home
from casefiles.keys import Signer
from casefiles.package.content import Wanted
from casefiles.package.takeover import Imported, Importer, take_over
from casefiles.package.write import Packed, pack
from casefiles.people import Examiner
from casefiles.removal import Removal
from casefiles.seal import Asked, Authority, Post, Seal
from casefiles.unfinished import Unfinished
from casefiles.views import ExhibitId, Provided, Watcher

SILENT = Watcher()
WHOLE = Wanted()
NOTHING_PROVIDED = Provided()
_Made = TypeVar("_Made")


def keep_passphrase(passphrase: str) -> str:
    """Have the system's keyring keep the passphrase of this user's key; return the keyring's name."""
    return passphrases.keep(home(), passphrase)


def forget_passphrase() -> str:
    """Take the passphrase of this user's key out of the system's keyring; return the keyring's name."""
    return passphrases.forget(home())


def key_request(path: Path, *, signer: Signer) -> str:
    """Return the line by which somebody asks to be enrolled in a case, made from a copy of the case or the case."""
    with Case.open(path, home=home()) as case:
        return people.request(case.id, signer)


def enrol(
    path: Path, request: str, *, roles: tuple[str, ...], reason: str, authority: str = "", signer: Signer
) -> Examiner:
    """Give the sender of a request the right to write to the case; raise KeyUnavailable."""
    return _writing(
        path, signer, lambda case: people.enrol(case, request, roles=roles, reason=reason, authority=authority)
    )


def revoke(path: Path, key: str, *, reason: str, authority: str = "", signer: Signer) -> Examiner:
    """Take the right to write from a key, named by its id or the beginning of it; raise UnknownItem, KeyUnavailable."""
    return _writing(
        path,
        signer,
        lambda case: people.revoke(case, people.full_key(case, key), reason=reason, authority=authority),
    )


def examiners(path: Path) -> tuple[Examiner, ...]:
    """Return everybody who was ever enrolled, in order."""
    with Case.open(path) as case:
        return people.examiners(case)


def offer(path: Path, *, to_key: str, reason: str, authority: str = "", signer: Signer) -> Handover:
    """Offer all that the case holds to another examiner of it."""
    return _writing(
        path,
        signer,
        lambda case: handover.offer(case, to_key=people.full_key(case, to_key), reason=reason, authority=authority),
    )


def accept(path: Path, identifier: str, *, signer: Signer, watcher: Watcher = SILENT) -> Handover:
    """Read every offered original again and counter-sign; raise VerificationFailed where one differs."""
    return _writing(path, signer, lambda case: handover.accept(case, identifier, watcher=watcher))


def refuse(path: Path, identifier: str, *, reason: str, signer: Signer) -> Handover:
    """Refuse an offer; custody stays where it was."""
    return _writing(path, signer, lambda case: handover.refuse(case, identifier, reason=reason))


def handovers(path: Path) -> tuple[Handover, ...]:
    """Return all offers with their answers, oldest first."""
    with Case.open(path) as case:
        return handover.handovers(case)


def correct(
    path: Path, event: int, *, replacement: str, reason: str, authority: str = "", signer: Signer
) -> Correction:
    """Supersede what an event said; the event stays."""
    return _writing(
        path,
        signer,
        lambda case: corrections.correct(
            case, event=event, replacement=replacement, reason=reason, authority=authority
        ),
    )


def corrected(path: Path, event: int | None = None) -> tuple[Correction, ...]:
    """Return all corrections, or those of one event, oldest first."""
    with Case.open(path) as case:
        return corrections.corrections(case, event=event)


def erase(path: Path, item: str, *, reason: str, authority: str = "", signer: Signer) -> None:
    """Erase what a person stated at an acquisition or in a declaration; the log keeps its salted digest."""
    _writing(path, signer, lambda case: corrections.erase_statement(case, item, reason=reason, authority=authority))


def ask_for_seals(
    path: Path, *, signer: Signer, authority: Authority | None = None, post: Post = seal.post_over_network
) -> Asked:
    """Ask the authorities of the case, and one that is named now, to seal the newest head. Uses the network.

    What cannot be reached is waited for: the next time it seals a head that covers all events until then.
    """

    def work(case: Case) -> Asked:
        if authority is not None:
            seal.name_authority(case, authority)
        return seal.ask(case, post=post)

    return _writing(path, signer, work)


def seals(path: Path) -> tuple[tuple[Seal, ...], int]:
    """Return all seals, and how many events came after the last sealed head."""
    with Case.open(path) as case:
        return seal.seals(case), seal.unsealed(case)


def export_seal(path: Path, identifier: str, folder: Path) -> tuple[Path, ...]:
    """Write head, token and certificates of a seal, or head and proof of a stamp, as their own programs read them."""
    with Case.open(path) as case:
        return seal.export(case, identifier, folder)


def ask_for_stamps(
    path: Path, *, signer: Signer, calendar: str = "", over: stamps.Ask = stamps.over_network
) -> stamps.Stamped:
    """Ask the OpenTimestamps calendars of a case to stamp its newest head; ``calendar`` is named first where given."""

    def work(case: Case) -> stamps.Stamped:
        if calendar:
            stamps.name_calendar(case, calendar)
        return stamps.ask(case, over=over)

    return _writing(path, signer, work)


def upgrade_stamps(path: Path, *, signer: Signer, over: stamps.Ask = stamps.over_network) -> stamps.Stamped:
    """Ask the calendars to complete what they promised."""
    return _writing(path, signer, lambda case: stamps.upgrade(case, over=over))


def bring_header(path: Path, height: int, header: bytes, *, source: str, signer: Signer) -> stamps.Header:
    """Record a Bitcoin block header and say which stamps lead to it; raise EntryRefused."""
    return _writing(path, signer, lambda case: stamps.bring_header(case, height, header, source=source))


def stamped(path: Path) -> tuple[stamps.Stamp, ...]:
    """Return all OpenTimestamps proofs, oldest first."""
    with Case.open(path) as case:
        return stamps.stamps(case)


def acquire_folder(
    path: Path,
    folder: Path,
    *,
    signer: Signer,
    provided: Provided = NOTHING_PROVIDED,
    digests: frozenset[str] = frozenset(),
    watcher: Watcher = SILENT,
) -> FolderTaken:
    """Acquire every file below a folder and record its structure; what could not be taken is named with the reason."""
    return _writing(
        path, signer, lambda case: folders.acquire_folder(case, folder, provided, digests=digests, watcher=watcher)
    )


def unfinished(path: Path) -> tuple[Unfinished, ...]:
    """Return the copies that were begun and can be taken up, by acquiring the same file again."""
    with Case.open(path) as case:
        return unfinished_copies.listed(case)


def discard_unfinished(path: Path, *, signer: Signer) -> tuple[Unfinished, ...]:
    """Give up the copies that were begun, with a record; return what was given up."""
    return _writing(path, signer, unfinished_copies.discard)


def remove(path: Path, exhibit: ExhibitId, *, reason: str, authority: str = "", signer: Signer) -> Removal:
    """Delete an original as a recorded act; its digests and everything measured stay."""
    return _writing(path, signer, lambda case: removal.remove(case, exhibit, reason=reason, authority=authority))


def package(path: Path, target: Path, wanted: Wanted = WHOLE, *, signer: Signer, watcher: Watcher = SILENT) -> Packed:
    """Write a package of a case, or of some exhibits of it, that others can check without this program.

    Raise CaseExists where something stands at ``target``, VerificationFailed where a kept file is not as recorded.
    """
    return _writing(path, signer, lambda case: pack(case, target, wanted, watcher))


def import_package(
    package: Path,
    target: Path,
    *,
    signer: Signer,
    reason: str = "",
    despite_problems: bool = False,
    watcher: Watcher = SILENT,
) -> Imported:
    """Make a case of a package, with its history, signed by the importer; raise EntryRefused, VerificationFailed.

    ``despite_problems`` takes it although something differs from its log, and puts what differs on record.
    """
    return take_over(package, target, Importer(signer, reason, despite_problems), watcher)


def _writing(path: Path, signer: Signer, work: Callable[[Case], _Made]) -> _Made:
    with Case.open(path, signer=signer) as case:
        case.require_writable()
        return work(case)
