"""Trust lists of a case: imported as dated evidence, each with its event; examinations use the newest of each name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.errors import EntryRefused, SourceUnusable
from casefiles.examinations import Beside
from forensics.codec import encode
from forensics.provenance.trust import TRUST_FILE, TrustList, TrustListError, TrustRole, TrustSettings, trust_list


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list as the case holds it. ``in_force`` is false for one that a later import of the same name took over."""

    id: str
    name: str
    role: TrustRole
    dated: str
    source: str
    sha256: str
    certificates: int
    imported: str
    by: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person states about list files; '' and None leave it to the file's digest, name and content."""

    name: str = ""
    role: TrustRole | None = None
    dated: str = ""
    source: str = ""


NOTHING_STATED = Stated()


def import_lists(case: Case, files: Sequence[Path], *, stated: Stated = NOTHING_STATED) -> tuple[ListRow, ...]:
    """Take list files into the case; raise EntryRefused, SourceUnusable, CaseNotWritable.

    All of them are read before anything is written. A list that stands there already, with the same role, is not
    written twice.
    """
    case.require_writable()
    read = [(_read(path), path) for path in files]
    made = [(_parsed(content, path, stated), content) for content, path in read]
    return tuple(_kept(case, entry, content) for entry, content in made)


def lists(case: Case) -> tuple[ListRow, ...]:
    """Return all lists of the case in the order of import."""
    rows = list(case.store.rows("SELECT * FROM trust_list ORDER BY id"))
    newest = {(row["name"], row["role"]): row["id"] for row in rows}
    return tuple(
        ListRow(
            id=str(row["id"]),
            name=str(row["name"]),
            role=TrustRole(str(row["role"])),
            dated=str(row["dated"]),
            source=str(row["source"]),
            sha256=str(row["sha256"]),
            certificates=int(row["certificates"]),
            imported=str(row["imported"]),
            by=str(row["by"]),
            in_force=newest[row["name"], row["role"]] == row["id"],
        )
        for row in rows
    )


def settings(case: Case, only: Sequence[str] = ()) -> TrustSettings:
    """Return the settings of the lists in force, or of the lists named by id; raise EntryRefused for unknown ones."""
    held = {row.id: row for row in lists(case)}
    unknown = sorted(set(only) - held.keys())
    if unknown:
        raise EntryRefused(
            f"the case holds no trust list {', '.join(unknown)}", hint="See `assay trust show CASE` for their ids."
        )
    used = [row for row in held.values() if (row.id in only if only else row.in_force)]
    return TrustSettings(tuple(_list(case, row) for row in used))


def beside(case: Case) -> Beside:
    """Return what an examination reads besides the exhibit: the lists in force, named in its environment."""
    return beside_with(settings(case))


def beside_with(trust: TrustSettings) -> Beside:
    """Return what an examination reads besides the exhibit when these lists are used."""
    named = [
        (f"trust list {number}", f"{e.name}; {e.role}; dated {e.dated or 'not stated'}; SHA-256 {e.sha256}")
        for number, e in enumerate(trust.lists, 1)
    ]
    facts = named or [("trust lists", "none: trust was not evaluated")]
    files = ((TRUST_FILE, encode(trust)),) if trust.lists else ()
    return Beside(scratch_files=files, facts=tuple(facts))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceUnusable(f"{path.name}: {error.strerror}") from error


def _parsed(content: bytes, path: Path, stated: Stated) -> TrustList:
    try:
        content.decode("utf-8")
        entry = trust_list(content, name=path.name, role=stated.role, dated=stated.dated, source=stated.source)
    except (TrustListError, UnicodeDecodeError) as error:
        raise EntryRefused(f"{path.name} is no trust list: {error}") from error
    return replace(entry, name=stated.name) if stated.name else entry


def _kept(case: Case, entry: TrustList, content: bytes) -> ListRow:
    standing = [row for row in lists(case) if (row.sha256, row.role) == (entry.sha256, entry.role) and row.in_force]
    if standing:
        return standing[0]
    assert case.signer is not None  # require_writable saw one
    with case.change("trust list imported") as change:
        identifier = change.next_id("trust_list")
        change.concern(identifier)
        change.record(name=entry.name, role=entry.role.value, dated=entry.dated, sha256=entry.sha256)
        change.insert(
            "trust_list",
            {
                "id": identifier,
                "name": entry.name,
                "role": entry.role.value,
                "dated": entry.dated,
                "source": entry.source,
                "sha256": entry.sha256,
                "certificates": entry.certificates,
                "content": content.decode("utf-8"),
                "imported": stamp(case.clock.now()),
                "by": case.signer.name,
            },
        )
    return next(row for row in lists(case) if row.id == identifier)


def _list(case: Case, row: ListRow) -> TrustList:
    (found,) = case.store.rows("SELECT content FROM trust_list WHERE id = ?", (row.id,))
    content = str(found["content"]).encode("utf-8")
    try:
        entry = trust_list(content, name=row.name, role=row.role, dated=row.dated, source=row.source)
    except TrustListError as error:
        raise EntryRefused(
            f"the trust list {row.id} of the case is damaged: {error}", hint="Run `assay verify`."
        ) from error
    return replace(entry, name=row.name, dated=row.dated, source=row.source)
