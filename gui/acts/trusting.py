"""Lists that a case is read with: trust lists for credentials, and hash sets of material to be handled with care."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casefiles import trust, workbench
from casefiles.hashsets import HashSet
from casefiles.trust import ListRow
from casefiles.views import ExhibitId
from forensics.provenance.trust import TrustRole
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import ids, of_exhibits, pairs, paths
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import counted, one_line


@dataclass(frozen=True, slots=True)
class ListHeld:
    """A list of either kind in one shape."""

    id: str
    name: str
    kind: str
    dated: str
    entries: int
    state: str
    words: str


def _trust_list(row: ListRow) -> ListHeld:
    words = pairs(
        ("List", f"{row.id}, {row.name}"),
        ("Vouches for", tr(row.role.value)),
        ("Dated", row.dated),
        ("Source", row.source),
        ("SHA-256", row.sha256),
        ("Imported", f"{row.imported}, {row.by}"),
    )
    state = tr("in force") if row.in_force else tr("taken over by a later import")
    return ListHeld(row.id, row.name, tr(row.role.value), row.dated, row.certificates, state, words)


def _hash_set(row: HashSet) -> ListHeld:
    words = pairs(
        ("Hash set", f"{row.id}, {row.name}"),
        ("Of", row.purpose),
        ("Digests", f"{row.entries:,} ({row.algorithm})"),
        ("Dated", row.dated),
        ("Source", row.source),
        ("SHA-256", row.sha256),
        ("Imported", f"{row.imported}, {row.by}"),
    )
    return ListHeld(row.id, row.name, tr("digests"), row.dated, row.entries, tr("in force"), words)


def _read(path: Path, _exhibit: ExhibitId) -> Listed[ListHeld]:
    lists, handling = workbench.trust_lists(path), workbench.handling(path)
    rows = (*map(_trust_list, lists), *map(_hash_set, handling.sets))
    none = tr("The case holds no trust list: trust was not evaluated.")
    restricted = ", ".join(sorted(handling.restricted))
    words = tr("Restricted exhibits: {exhibits}.", exhibits=restricted) if restricted else ""
    return Listed(rows, " ".join(filter(None, ("" if lists else none, words))))


def _import_trust(at: At[ListHeld], given: Values) -> Done:
    role = next((one for one in TrustRole if one.value == given["role"]), None)
    stated = trust.Stated(given["name"], role, given["dated"], given["source"])
    rows = workbench.import_trust_lists(at.path, paths(given["files"]), signer=at.signer, stated=stated)
    words = tr("{count} taken in. Read the credentials again with them.", count=counted(len(rows), "list"))
    return Done(words, "\n\n".join(_trust_list(row).words for row in rows))


def _fetch(_at: At[ListHeld], given: Values) -> Done:
    fetched = workbench.fetch_trust_lists(Path(given["folder"]).expanduser() if given["folder"] else None)
    lines = [f"{one.path}\n  {one.address}\n  SHA-256 {one.sha256}" for one in fetched]
    words = tr("{count} fetched. Take them in with their date.", count=counted(len(fetched), "list"))
    return Done(words, "\n".join(lines), fetched[0].path.parent if fetched else None)


def _recheck(at: At[ListHeld], given: Values) -> Done:
    found = workbench.recheck(at.path, ids(given["exhibits"]), signer=at.signer)
    lines: list[str] = []
    for one in found:
        lines.append(f"{one.id} {one.exhibit}: {', '.join(one.lists) or tr('no list: trust was not evaluated')}")
        lines += [f"  {d.manifest} {d.question}: {d.before or '–'} → {d.now or '–'}" for d in one.differences]
        lines += [] if one.differences else ["  " + tr("No answer differs.")]
    return Done(tr("{count} read again.", count=counted(len(found), "exhibit")), "\n".join(lines))


def _import_hashes(at: At[ListHeld], given: Values) -> Done:
    made, hits = workbench.import_hash_set(
        at.path,
        Path(given["file"]).expanduser(),
        name=given["name"],
        signer=at.signer,
        purpose=given["purpose"],
        source=given["source"],
        dated=given["dated"],
    )
    lines = [tr("{exhibit} is in this set; it is blurred by default.", exhibit=hit.exhibit) for hit in hits]
    none = tr("No exhibit of the case is in it. That means nothing more.")
    return Done(tr("{id}: {count} digests.", id=made.id, count=f"{made.entries:,}"), "\n".join(lines) or none)


LISTS: Book[ListHeld] = Book(
    "Lists",
    "Lists that the case is read with belong here: trust lists, and hash sets.\n\nMake or open a case.",
    "Each list is dated evidence: another list, or another day, may give another answer.",
    (
        Heading("Id", lambda row: row.id, fixed=True),
        Heading("Name", lambda row: one_line(row.name)),
        Heading("Kind", lambda row: row.kind),
        Heading("Dated", lambda row: row.dated, fixed=True),
        Heading("Entries", lambda row: f"{row.entries:,}", lambda row: row.entries, right=True),
        Heading("State", lambda row: row.state),
    ),
    (80, 0, 150, 100, 80, 90),
    1,
    _read,
    lambda row: row.words,
    (
        (
            "&Take trust lists in…",
            Act(
                "Take trust lists in…",
                "PEM certificates, or purposes one a line. Without any, reports say that trust was not evaluated.",
                "Take in",
                lambda _at: (
                    Blank("files", tr("&Files"), asks="files", needed=True),
                    Blank("name", tr("&Name"), hint=tr("empty: its published name, or the file's")),
                    Blank("role", tr("&Vouches for"), choices=_roles()),
                    Blank("dated", tr("&Dated"), hint="2026-08-05"),
                    Blank("source", tr("&Source")),
                ),
                _import_trust,
            ),
        ),
        (
            "&Read credentials again…",
            Act(
                "Read credentials again…",
                "With the lists that are in force now; what differs from before is shown.",
                "Read again",
                lambda at: (of_exhibits(at, help=tr("None ticked: all.")),),
                _recheck,
                long=True,
            ),
        ),
        (
            "&Fetch the published lists…",
            Act(
                "Fetch the published lists…",
                "Fetches the C2PA lists over the network into a folder; nothing is taken into the case by that.",
                "Fetch now",
                lambda _at: (Blank("folder", tr("&Folder"), asks="folder", hint=tr("empty: your own")),),
                _fetch,
                signed=False,
                long=True,
            ),
        ),
        (
            "Import a &hash set…",
            Act(
                "Import a hash set…",
                "Digests one a line (MD5, SHA-1 or SHA-256) of material to be handled with care. No picture is "
                "imported.",
                "Import",
                lambda _at: (
                    Blank("file", tr("&File"), asks="file", needed=True),
                    Blank("name", tr("&Name"), needed=True),
                    Blank("purpose", tr("&Of"), hint=tr("what the set is of")),
                    Blank("source", tr("&Source"), hint=tr("who keeps it")),
                    Blank("dated", tr("&Dated"), hint="2026-08-05"),
                ),
                _import_hashes,
            ),
        ),
    ),
)


def _roles() -> tuple[tuple[str, str], ...]:
    return (("", tr("told by the file")), *((one.value, tr(one.value)) for one in TrustRole))
