"""Going on with the case of a package: its history stands as it was signed, and the importer signs what it was."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from casefiles import custody, notes
from casefiles.case import DATABASE, ROLES, Case
from casefiles.change import Change
from casefiles.clock import SYSTEM, Clock
from casefiles.custody import Act, machine
from casefiles.durable import sync_folder
from casefiles.errors import CaseExists, EntryRefused, NotACase, StorageFailed, VerificationFailed
from casefiles.halfmade import half_made
from casefiles.keys import Signer
from casefiles.notes import Checkpoint, NoteRefused
from casefiles.package.laying import lay_out
from casefiles.package.opened import Opened, opened
from casefiles.package.write import SIGNATURE, package_text
from casefiles.people import examiners
from casefiles.store import Store
from casefiles.verification import Outside, verify
from casefiles.views import CaseSummary, HeadView, Verification, Watcher
from casefiles.witness import witness
from forensics.codec import Json

LEFT_OUT = "the original was left out of the package"


@dataclass(frozen=True, slots=True)
class Imported:
    """A case as it was taken from a package: by whom it was packed, and what verification found."""

    summary: CaseSummary
    packed_by: str
    packed_key: str
    tagmanifest_sha256: str
    head: HeadView
    without_originals: tuple[str, ...]
    verification: Verification


@dataclass(frozen=True, slots=True)
class Importer:
    """Who imports, with which clock, why, and whether a package in which something differs is taken all the same."""

    signer: Signer
    reason: str = ""
    despite_problems: bool = False
    clock: Clock = SYSTEM


def take_over(package: Path, target: Path, importer: Importer, watcher: Watcher) -> Imported:
    """Make a case of a package; raise CaseExists, EntryRefused, VerificationFailed, StorageFailed, Cancelled.

    1 hold the files against the manifests, 2 make the database from the log, 3 copy what it names, 4 sign the takeover,
    5 verify all of it. Only then the case gets its name; otherwise nothing is left.
    """
    if os.path.lexists(target):
        raise CaseExists(f"{target} exists already")
    try:
        with half_made(target) as part:
            with opened(package, target.parent) as taken:
                lay_out(taken, part)
                made = _sign(taken, part, importer, watcher)
            if made.verification.problems and not importer.despite_problems:
                first = made.verification.problems[0]
                raise VerificationFailed(
                    f"{len(made.verification.problems)} places of the package differ from its log; the first: "
                    f"{first.place}: {first.what}",
                    hint="Ask for the package again. To keep it as it is, with what differs on record: "
                    "--despite-problems.",
                )
            part.rename(target)
            sync_folder(target.parent)
    except OSError as error:
        raise StorageFailed(f"{target} cannot be made: {error.strerror}") from error
    with Case.open(target, signer=importer.signer) as case:
        summary = case.summary()
        case.remember(summary.head.note)
    return Imported(
        summary,
        made.packed_by,
        made.packed_key,
        made.tagmanifest_sha256,
        made.head,
        made.without_originals,
        made.verification,
    )


@dataclass(frozen=True, slots=True)
class _Signed:
    packed_by: str
    packed_key: str
    tagmanifest_sha256: str
    head: HeadView
    without_originals: tuple[str, ...]
    verification: Verification


def _sign(taken: Opened, part: Path, importer: Importer, watcher: Watcher) -> _Signed:
    """Go on with the log under the importer's key, in a case that no witness knows yet."""
    store = Store.open_for_writing(part / DATABASE)
    try:
        case = Case(part, store, signer=importer.signer, home=None, clock=importer.clock)
        if case.doubt:
            raise NotACase(case.doubt)
        key, name = _packer(taken, case)
        head = case.head()
        seen = _seen(importer.signer, case, head)
        missing = tuple(
            str(row.id)
            for row in case.exhibits()
            if not (part / row.stored_as).exists() and not _was_removed(case, row.id)
        )
        _record(case, taken, importer, head, missing)
        found = verify(case, watcher, outside=seen)
    finally:
        store.close()
    return _Signed(name, key, taken.tagmanifest_sha256, head, missing, found)


def _packer(taken: Opened, case: Case) -> tuple[str, str]:
    """Return key id and name of who signed the package; raise EntryRefused where nobody of the case did."""
    people = {one.key: one for one in examiners(case)}
    publics = {
        str(row["key"]): bytes.fromhex(str(row["public"]))
        for row in case.store.rows("SELECT key, public FROM examiner")
    }
    try:
        note = notes.open_note(taken.read(SIGNATURE).decode(), notes.named_keys(publics))
    except (NoteRefused, UnicodeDecodeError, ValueError) as error:
        raise EntryRefused(f"the package is not signed by an examiner of its case: {error}") from error
    if note.text != package_text(case.id, taken.tagmanifest_sha256):
        raise EntryRefused("the signature of the package is over other manifests: it was changed after it was signed")
    key = next(key for key in people if note.signers[0].endswith(key[:16]))
    return key, people[key].name


def _seen(signer: Signer, case: Case, head: HeadView) -> Outside:
    """Return what this machine saw of the case's own log, as far as the package reaches."""
    try:
        seen: Checkpoint | None = witness(signer.home, case.id).seen()
    except NoteRefused:
        return Outside()
    return Outside((seen,)) if seen is not None and seen.size <= head.size else Outside()


def _was_removed(case: Case, exhibit: str) -> bool:
    sql = (
        "SELECT count(*) FROM removal r WHERE r.exhibit = ? AND r.event > "
        "(SELECT max(event) FROM acquisition a WHERE a.exhibit = r.exhibit)"
    )
    return bool(case.store.number(sql, (exhibit,)))


def _record(case: Case, taken: Opened, importer: Importer, head: HeadView, missing: tuple[str, ...]) -> None:
    signer = importer.signer
    enrolled: dict[str, Json] = {
        "name": signer.name,
        "key": signer.key_id,
        "public": signer.public.hex(),
        "roles": ROLES,
    }
    body: dict[str, Json] = {
        "enrol": enrolled,
        "possession": custody.prove_possession(case.id, signer),
        "head_size": head.size,
        "head_root": head.root,
        "tagmanifest_sha256": taken.tagmanifest_sha256,
        "machine": machine(),
    }
    with case.taking_over(Act("takeover", reason=importer.reason), body) as change:
        identifier = change.next_id("takeover")
        change.concern(identifier)
        _enrol(case, change, signer)
        change.insert(
            "takeover",
            {
                "id": identifier,
                "key": signer.key_id,
                "made": change.at,
                "by": signer.name,
                "head_size": head.size,
                "head_root": head.root,
                "tagmanifest_sha256": taken.tagmanifest_sha256,
                "left_out": ", ".join(missing),
            },
        )
    if not missing:
        return
    held = [row for row in case.exhibits() if row.id in missing]
    with case.change("remove", reason=LEFT_OUT, body={"exhibits": [*missing]}) as change:
        for row in held:
            change.insert(
                "removal",
                {
                    "id": change.next_id("removal"),
                    "exhibit": row.id,
                    "sha256": row.sha256,
                    "size": row.size,
                    "removed": change.at,
                    "by": signer.name,
                    "reason": LEFT_OUT,
                    "authority": "",
                },
            )


def _enrol(case: Case, change: Change, signer: Signer) -> None:
    if any(one.key == signer.key_id for one in examiners(case)):
        return
    row = {"key": signer.key_id, "name": signer.name, "public": signer.public.hex(), "roles": ROLES}
    change.insert("examiner", {**row, "enrolled": change.at})
