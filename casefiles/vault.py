"""Acquisition: a source becomes an original of the case, with everything that is known of how it came."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casefiles import exhibits
from casefiles.case import INCOMING, Case
from casefiles.change import Change
from casefiles.clock import stamp
from casefiles.copying import Copy, Part, copy, new_part, sha256_of
from casefiles.custody import machine
from casefiles.durable import sync_folder
from casefiles.errors import SourceUnusable, StorageFailed, VerificationFailed
from casefiles.filling import storage
from casefiles.keys import Signer
from casefiles.resuming import origin_of
from casefiles.sourcefile import SourceFile, display, nanosecond_stamp, open_source
from casefiles.unfinished import clear, mark_placing, original_path
from casefiles.views import Acquired, ComparedDigest, DeclaredDigest, ExhibitId, Provided, Watcher
from forensics.digest import ALGORITHMS, HEX_LENGTH

ALWAYS = frozenset({"sha256", "blake3"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A copy with the source that it is of and the time that the copying took."""

    source: SourceFile
    copy: Copy
    started: str
    ended: str


def acquire(
    case: Case,
    source: Path,
    provided: Provided,
    *,
    digests: frozenset[str] = frozenset(),
    watcher: Watcher = Watcher(),  # noqa: B008 - a frozen value, shared safely
) -> Acquired:
    """Copy ``source`` into the case and record it; raise SourceUnusable, StorageFailed, Cancelled, CaseNotWritable.

    A key that is unlocked meanwhile is waited for before anything gets its place; raise KeyUnavailable where it stays
    locked. ``digests`` names algorithms besides SHA-256 and BLAKE3. Nothing of an exhibit stands before all of it does.
    """
    declared = tuple(_declared(one) for one in provided.declared)
    algorithms = ALWAYS | {_known(name) for name in digests} | {one.algorithm for one in declared}
    signer = case.require_writable()
    opened = open_source(source)
    try:
        clear(case, origin_of(opened))
        with new_part(case.path / INCOMING, opened) as part:
            started = stamp(case.clock.now())
            copied = copy(opened, part, algorithms, _while_unlocking(signer, watcher))
            signer.require_open()
            taken = Taken(opened, copied, started, stamp(case.clock.now()))
            return _keep(case, part, taken, provided, declared)
    finally:
        opened.close()


def _while_unlocking(signer: Signer, watcher: Watcher) -> Watcher:
    """Return a watcher that stops the work as soon as the key is known to stay locked."""

    def cancelled() -> bool:
        signer.require_open(wait=False)
        return watcher.cancelled()

    return Watcher(watcher.progress, cancelled)


def stored_as(sha256: str) -> str:
    """Return the path of an original inside the case."""
    return original_path(sha256)


def _keep(case: Case, part: Part, taken: Taken, provided: Provided, declared: tuple[DeclaredDigest, ...]) -> Acquired:
    final = case.path / stored_as(taken.copy.digests["sha256"])
    placed = _place(part, final, taken.copy.digests["sha256"])
    try:
        known = exhibits.with_digest(case.store, taken.copy.digests["sha256"])
        exhibit, acquisition = _record(case, taken, provided, declared, restored=placed and known is not None)
    except BaseException:
        if placed and exhibits.with_digest(case.store, taken.copy.digests["sha256"]) is None:
            final.unlink(missing_ok=True)
        raise
    row = case.row(exhibit)
    act = next(one for one in case.acquisitions(exhibit) if one.id == acquisition)
    return Acquired(row, act, again=known is not None)


def _place(part: Part, final: Path, sha256: str) -> bool:
    """Give the copy its name unless something stands there, and make the name durable; return whether it was new.

    ``link`` fails where ``rename`` would overwrite. What stands there already must have the same bytes. Until the
    event stands the part is kept beside it under a name that says what it became, for whoever finds both.
    """
    with storage(final.parent):
        new_folder = not final.parent.is_dir()
        final.parent.mkdir(parents=True, exist_ok=True)
        mark_placing(part, sha256)
        placed = _link(part, final)
        for folder in (part.path.parent, final.parent, *((final.parent.parent,) if new_folder else ())):
            sync_folder(folder)
    if not placed:
        _require_same(final, sha256)
    return placed


def _link(part: Part, final: Path) -> bool:
    try:
        final.hardlink_to(part.path)
    except FileExistsError:
        return False
    except OSError:
        # A file system without hard links (FAT, exFAT): reserve the name, then rename over what is our own empty file.
        try:
            os.close(os.open(final, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444))
        except FileExistsError:
            return False
        part.path.replace(final)
    return True


def _require_same(final: Path, sha256: str) -> None:
    try:
        descriptor = os.open(final, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError as error:
        raise StorageFailed(f"{final} cannot be read: {error.strerror}") from error
    try:
        found = sha256_of(descriptor, "reading the kept original", os.fstat(descriptor).st_size, Watcher())
    except OSError as error:
        raise StorageFailed(f"{final} cannot be read: {error.strerror}") from error
    finally:
        os.close(descriptor)
    if found != sha256:
        raise VerificationFailed(
            f"the original kept as {final} is no longer what was acquired",
            hint="Keep the source and the case as they are, and run `assay verify`.",
        )


def _record(
    case: Case, taken: Taken, provided: Provided, declared: tuple[DeclaredDigest, ...], *, restored: bool
) -> tuple[ExhibitId, str]:
    """Put rows and event of an acquisition into the case, in one transaction."""
    digests = taken.copy.digests
    with case.change("acquire", reason=provided.reason, authority=provided.authority) as change:
        known = exhibits.with_digest(case.store, digests["sha256"])
        exhibit = known or ExhibitId(change.next_id("exhibit"))
        acquisition = change.next_id("acquisition")
        compared = [ComparedDigest(one.algorithm, one.value, digests[one.algorithm]) for one in declared]
        if known is None:
            _insert_exhibit(change, exhibit, taken)
        _insert_acquisition(case, change, taken, provided, exhibit=exhibit, acquisition=acquisition)
        change.insert_many("digest", _new_digests(case, taken.copy, exhibit, acquisition))
        for one in dict.fromkeys(compared):
            change.insert(
                "comparison",
                {
                    "acquisition": acquisition,
                    "algorithm": one.algorithm,
                    "declared": one.declared,
                    "computed": one.computed,
                },
            )
        change.concern(exhibit)
        change.record(
            exhibit=exhibit,
            acquisition=acquisition,
            again=known is not None,
            restored=restored,
            size=taken.copy.size,
            sha256=digests["sha256"],
            blake3=digests["blake3"],
            source_read_twice=taken.copy.read_twice,
            resumed_at_byte=taken.copy.resumed_at,
            copy_read_back="same BLAKE3 of each piece",
            declared=[
                {"algorithm": one.algorithm, "result": "match" if one.matches else "mismatch"} for one in compared
            ],
        )
    return exhibit, acquisition


def _insert_exhibit(change: Change, exhibit: ExhibitId, taken: Taken) -> None:
    sha256 = taken.copy.digests["sha256"]
    change.insert(
        "exhibit",
        {
            "id": exhibit,
            "name": display(taken.source.given.name),
            "size": taken.copy.size,
            "sha256": sha256,
            "stored_as": stored_as(sha256),
        },
    )
    change.insert("piece_map", {"exhibit": exhibit, "length": taken.copy.piece_length, "digests": taken.copy.pieces})


def _insert_acquisition(
    case: Case, change: Change, taken: Taken, provided: Provided, *, exhibit: ExhibitId, acquisition: str
) -> None:
    source = taken.source
    change.insert(
        "acquisition",
        {
            "id": acquisition,
            "exhibit": exhibit,
            "original_name": display(source.given.name),
            "original_name_bytes": os.fsencode(source.given.name).hex(),
            "source_kind": source.kind(),
            "source_facts": json.dumps(source.facts(), sort_keys=True),
            "modified": nanosecond_stamp(source.before.st_mtime_ns),
            "changed": nanosecond_stamp(source.before.st_ctime_ns),
            "accessed": nanosecond_stamp(source.before.st_atime_ns),
            "born": source.born,
            "reason": provided.reason,
            "authority": provided.authority,
            "by": case.signer.name if case.signer else "",
            "machine": machine(),
            "clock": case.clock.state(),
            "started": taken.started,
            "ended": taken.ended,
        },
    )
    path = os.path.abspath(source.given)  # noqa: PTH100 - Path.absolute keeps '..', resolve would follow links
    change.insert(
        "statement",
        {
            "acquisition": acquisition,
            "source_path": f"{display(path)} -> {source.link}" if source.link else display(path),
            "source_path_bytes": os.fsencode(path).hex(),
            "received_from": provided.received_from,
            "source": provided.source,
            "note": provided.note,
        },
    )


def _new_digests(case: Case, copied: Copy, exhibit: ExhibitId, acquisition: str) -> Iterator[dict[str, str]]:
    """Yield those digests that the exhibit does not have yet."""
    found = case.store.rows("SELECT algorithm FROM digest WHERE exhibit = ?", (exhibit,))
    stands = {row["algorithm"] for row in found}
    for algorithm, value in copied.digests.items():
        if algorithm not in stands:
            yield {"exhibit": exhibit, "algorithm": algorithm, "value": value, "acquisition": acquisition}


def _declared(one: DeclaredDigest) -> DeclaredDigest:
    algorithm = _known(one.algorithm)
    value = one.value.strip().lower()
    if len(value) != HEX_LENGTH[algorithm] or set(value) - set("0123456789abcdef"):
        raise SourceUnusable(
            f"the declared {algorithm} is not a digest",
            hint=f"Give the {HEX_LENGTH[algorithm]} hexadecimal digits just as the sender wrote them.",
        )
    return DeclaredDigest(algorithm, value)


def _known(name: str) -> str:
    algorithm = name.strip().lower().replace("-", "")
    if algorithm not in ALGORITHMS:
        raise SourceUnusable(
            f"the digest algorithm {display(name)} is not known", hint=f"Use one of: {', '.join(ALGORITHMS)}."
        )
    return algorithm
