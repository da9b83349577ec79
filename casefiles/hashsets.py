"""Hash sets: lists of digests of material that must be handled with care, and the exhibits that are among it.

Only digests are imported, never pictures. An exhibit that a set names, or that a person marked, is restricted: it is
blurred by default and stands in no report with a picture. A digest that is not in a set means nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.errors import EntryRefused, SourceUnusable
from casefiles.governance import State
from casefiles.views import ExhibitId

MAX_SET = 64 * 1024 * 1024
HANDLING, GRAPHIC = "handling", "graphic"
"""The item of the check-list with which a person marks an exhibit as restricted (state 'held')."""
HANDLING_NOTE = (
    "Restricted: a hash set or a person names this exhibit as material to be handled with care. No picture of it "
    "stands in a report, and the window blurs it until somebody asks. Do not copy, send or show it beyond what the "
    "law and the rules of your house for such material allow, and tell the person who is responsible for it."
)
_LENGTHS = {32: "md5", 40: "sha1", 64: "sha256"}
_DIGEST = re.compile(r"\b[0-9a-fA-F]{32,64}\b")


@dataclass(frozen=True, slots=True)
class HashSet:
    """A set as the case holds it."""

    id: str
    name: str
    purpose: str
    source: str
    dated: str
    sha256: str
    algorithm: str
    entries: int
    imported: str
    by: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An exhibit whose digest a set names."""

    exhibit: ExhibitId
    hash_set: str
    algorithm: str
    digest: str


def import_set(case: Case, path: Path, *, name: str, purpose: str, source: str, dated: str) -> HashSet:
    """Take a file of plain digests, one a line, into the case; raise EntryRefused, SourceUnusable, CaseNotWritable."""
    case.require_writable()
    content, digests, algorithm = _read(path)
    assert case.signer is not None  # require_writable saw one
    with case.change("hash set imported") as change:
        identifier = change.next_id("hash_set")
        change.concern(identifier)
        change.record(name=name, algorithm=algorithm, entries=len(digests))
        change.insert(
            "hash_set",
            {
                "id": identifier,
                "name": name,
                "purpose": purpose,
                "source": source,
                "dated": dated,
                "sha256": hashlib.sha256(content).hexdigest(),
                "algorithm": algorithm,
                "entries": len(digests),
                "content": "\n".join(digests),
                "imported": stamp(case.clock.now()),
                "by": case.signer.name,
            },
        )
    return next(one for one in sets(case) if one.id == identifier)


def sets(case: Case) -> tuple[HashSet, ...]:
    """Return the hash sets of the case without their digests."""
    rows = case.store.rows(
        "SELECT id, name, purpose, source, dated, sha256, algorithm, entries, imported, by FROM hash_set ORDER BY id"
    )
    return tuple(
        HashSet(**{k: str(v) for k, v in row.items() if k != "entries"}, entries=int(row["entries"])) for row in rows
    )


def hits(case: Case) -> tuple[Hit, ...]:
    """Return every exhibit that a set names; MD5 and SHA-1 are computed of the original where a set needs them."""
    found = []
    for held in case.store.rows("SELECT id, algorithm, content FROM hash_set ORDER BY id"):
        wanted = frozenset(str(held["content"]).split())
        for row in case.exhibits():
            digest = _digest(case, row.id, str(held["algorithm"]))
            if digest in wanted:
                found.append(Hit(row.id, str(held["id"]), str(held["algorithm"]), digest))
    return tuple(found)


def restricted(case: Case, known: tuple[Hit, ...] | None = None) -> frozenset[ExhibitId]:
    """Return the exhibits that are shown blurred and stand in no report with a picture; ``known`` are its hits."""
    marked = {}
    for row in case.store.rows("SELECT exhibit, state FROM checklist WHERE item = ? ORDER BY id", (HANDLING,)):
        marked[ExhibitId(str(row["exhibit"]))] = str(row["state"]) == State.HELD
    found = hits(case) if known is None else known
    return frozenset(hit.exhibit for hit in found) | {exhibit for exhibit, held in marked.items() if held}


def warned(case: Case) -> dict[ExhibitId, str]:
    """Return the exhibits of whose content a person warned, each with the words of the warning, which may be ''."""
    last: dict[ExhibitId, str | None] = {}
    for row in case.store.rows("SELECT exhibit, state, note FROM checklist WHERE item = ? ORDER BY id", (GRAPHIC,)):
        held = str(row["state"]) == State.HELD
        last[ExhibitId(str(row["exhibit"]))] = str(row["note"]) if held else None
    return {exhibit: note for exhibit, note in last.items() if note is not None}


def _digest(case: Case, exhibit: ExhibitId, algorithm: str) -> str:
    known = {row.algorithm: row.value for row in case.row(exhibit).digests}
    if algorithm in known:
        return known[algorithm]
    state = _MAKERS[algorithm]()
    try:
        with case.original(exhibit).open("rb") as file:
            while block := file.read(4 * 1024 * 1024):
                state.update(block)
    except OSError:
        return ""
    return state.hexdigest()


_MAKERS: dict[str, Callable[[], hashlib._Hash]] = {
    "md5": lambda: hashlib.md5(usedforsecurity=False),
    "sha1": lambda: hashlib.sha1(usedforsecurity=False),
    "sha256": hashlib.sha256,
}


def _read(path: Path) -> tuple[bytes, tuple[str, ...], str]:
    try:
        if path.stat().st_size > MAX_SET:
            raise EntryRefused(f"{path.name} is larger than {MAX_SET} bytes", hint="Split the set.")
        content = path.read_bytes()
    except OSError as error:
        raise SourceUnusable(f"{path.name}: {error.strerror}") from error
    digests = []
    for line in content.decode("utf-8", "replace").splitlines():
        found = _DIGEST.search(line)
        if found is not None:
            digests.append(found.group().lower())
    lengths = {len(digest) for digest in digests}
    if len(lengths) != 1 or next(iter(lengths)) not in _LENGTHS:
        raise EntryRefused(f"{path.name} holds no set of MD5, SHA-1 or SHA-256 digests of one kind")
    return content, tuple(sorted(set(digests))), _LENGTHS[next(iter(lengths))]
