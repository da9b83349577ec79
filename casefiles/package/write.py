"""Packing a case: everything goes into a new folder first, which gets its name together with its custody event."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles import notes
from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.custody import tool
from casefiles.durable import sync_folder
from casefiles.errors import CaseExists, StorageFailed
from casefiles.halfmade import clear, half_made
from casefiles.notes import origin, signer_name
from casefiles.package import scope as scopes
from casefiles.package.bag import TAGS, Bag
from casefiles.package.content import Packing, Wanted, fill
from casefiles.package.scope import Scope
from casefiles.views import ExhibitId, HeadView, Watcher

SIGNATURE = "tagmanifest-sha256.note"


@dataclass(frozen=True, slots=True)
class Packed:
    """A package as it was written; ``tagmanifest_sha256`` stands for all of it, and stands in the custody log."""

    id: str
    path: Path
    exhibits: tuple[ExhibitId, ...]
    files: int
    octets: int
    tagmanifest_sha256: str
    head: HeadView
    left_out: tuple[str, ...]
    event: int


def pack(case: Case, target: Path, wanted: Wanted, watcher: Watcher) -> Packed:
    """Write a package and record it; raise CaseExists, VerificationFailed, StorageFailed, UnknownItem, Cancelled.

    1 write all of it beside its place, 2 sign the tag manifest, 3 give it its name and record it, or leave nothing.
    """
    case.require_writable()
    if os.path.lexists(target):
        clear(target)  # a run that was cut off behind its end left the folder that the ZIP was made of
        raise CaseExists(f"{target} exists already")
    scope = scopes.chosen(case.store, wanted.exhibits) if wanted.exhibits else scopes.whole(case.store)
    try:
        with half_made(target) as part:
            head = case.head()  # what comes after it while the package is written is not in the package
            packing = Packing(case, Bag(part), scope, head, wanted, watcher)
            fill(packing)
            tagmanifest = packing.bag.close(_facts(case, scope, head))
            made = _Made(packing.bag, scope, head, tuple(packing.left_out), tagmanifest)
            _sign(case, part, made.tagmanifest)
            packed = _zipped(part, target.stem) if wanted.as_zip else part
            return _record(case, packed, target, made, wanted)
    except OSError as error:
        raise StorageFailed(f"{target} cannot be written: {error.strerror}") from error


@dataclass(frozen=True, slots=True)
class _Made:
    bag: Bag
    scope: Scope
    head: HeadView
    left_out: tuple[str, ...]
    tagmanifest: str


def _facts(case: Case, scope: Scope, head: HeadView) -> dict[str, str]:
    exhibits = f"{len(scope.exhibits)} exhibits" if scope.events is None else ", ".join(scope.exhibits)
    return {
        "Source-Organization": case.signer.name if case.signer else "",
        "Bagging-Date": stamp(case.clock.now())[:10],
        "Bag-Software-Agent": tool(),
        "External-Identifier": case.id,
        "External-Description": f"Case {case.name}: {exhibits}, at custody head {head.size} {head.root}",
    }


def package_text(case_id: str, tagmanifest: str) -> str:
    """Return the lines by which a packer signs a whole package."""
    return f"{origin(case_id)}/package\n{tagmanifest}\n"


def _sign(case: Case, part: Path, tagmanifest: str) -> None:
    assert case.signer is not None  # require_writable saw one
    signer = case.signer
    note = notes.sign(package_text(case.id, tagmanifest), signer_name(signer.key_id), signer.public, signer.sign)
    with (part / SIGNATURE).open("xb") as file:
        file.write(note.encode())
        file.flush()
        os.fsync(file.fileno())
    sync_folder(part)


def _zipped(part: Path, root: str) -> Path:
    """Write the bag as a ZIP of uncompressed members in a fixed order, so that the same bag gives the same bytes."""
    made = part.with_suffix(".zip")
    with made.open("xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for path in sorted(one for one in part.rglob("*") if one.is_file()):
            entry = zipfile.ZipInfo(f"{root}/{path.relative_to(part).as_posix()}", (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o100644 << 16
            with (
                path.open("rb") as source,
                archive.open(entry, "w", force_zip64=path.stat().st_size >= 2**31) as member,
            ):
                shutil.copyfileobj(source, member, 1 << 22)
    with made.open("rb") as written:
        os.fsync(written.fileno())
    return made


def _record(case: Case, packed: Path, target: Path, made: _Made, wanted: Wanted) -> Packed:
    """Record the package, then give it its name: what leaves the desk is on record before anybody can take it.

    Cut off between the two, the record tells of a package that nobody has; repeating the command makes another.
    """
    exhibits = "whole case" if made.scope.events is None else ", ".join(made.scope.exhibits)
    with case.change("package", body={"tagmanifest_sha256": made.tagmanifest, "tag_file": TAGS}) as change:
        identifier = change.next_id("package")
        change.concern(identifier)
        change.record(head_size=made.head.size, head_root=made.head.root, left_out=[*made.left_out])
        change.insert(
            "package",
            {
                "id": identifier,
                "made": change.at,
                "by": case.signer.name if case.signer else "",
                "items": exhibits,
                "originals": "left out" if wanted.without_originals else "included",
                "head_size": made.head.size,
                "head_root": made.head.root,
                "tagmanifest_sha256": made.tagmanifest,
            },
        )
        seq = change.seq
    try:
        packed.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise StorageFailed(
            f"{identifier} stands recorded, but {target} could not be given its name: {error.strerror}",
            hint="Repeat the command with another place; the record of this one stays.",
        ) from error
    return Packed(
        identifier,
        target,
        made.scope.exhibits,
        len(made.bag.digests) + 1,
        made.bag.octets,
        made.tagmanifest,
        made.head,
        made.left_out,
        seq,
    )


def chosen(exhibits: Sequence[str]) -> tuple[ExhibitId, ...]:
    """Return exhibit ids as a person named them."""
    return tuple(ExhibitId(name.strip().upper()) for name in exhibits)
