"""Take in what others made of a clip: recognised by content, checked by its own marks, kept whole, every member listed.

An archive is kept as an exhibit of its own, and its media become exhibits beside it; of a folder every file is kept.
Values that a sidecar states go into the source records with the import as their basis, and replace nothing that stands.
What is parsed here is text and archives, in Python's own readers within bounds; media are opened by the worker only.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casefiles import sources, transcripts, vault
from casefiles.case import Case
from casefiles.errors import AssayError, EntryRefused, SourceUnusable
from casefiles.imports import archive, autoarchiver, chats, digests, pages, proofmode, subtitles, warc, ytdlp
from casefiles.imports.archive import Member
from casefiles.imports.found import Check, Given, Outcome, Read, Role, is_media, text_of
from casefiles.source_fields import BY_ID
from casefiles.sourcefile import display
from casefiles.sources import Stated
from casefiles.views import ExhibitId, Provided, Watcher

READERS: tuple[Callable[[Given], Read | None], ...] = (
    ytdlp.read,
    proofmode.read,
    autoarchiver.read,
    warc.read,
    chats.telegram,
    chats.whatsapp,
    pages.har,
    pages.mhtml,
    digests.read,
    subtitles.read,
)
MOST_ACQUIRED = 5_000
_KEPT_INSIDE = "kept inside the archive"
_SIDECAR_BOX = b"jumb"


@dataclass(frozen=True, slots=True)
class ImportMember:
    """A member of an import; ``exhibit`` is '' where it is kept inside the archive only."""

    name: str
    size: int
    sha256: str
    role: str
    exhibit: str
    remark: str


@dataclass(frozen=True, slots=True)
class Import:
    """An act of import: what it was recognised as, every member, and every integrity mark with its outcome."""

    id: str
    kind: str
    name: str
    container: str
    remarks: tuple[str, ...]
    made: str
    by: str
    event: int
    members: tuple[ImportMember, ...]
    checks: tuple[Check, ...]

    @property
    def differs(self) -> tuple[Check, ...]:
        """Return the checks that did not come out the same."""
        return tuple(one for one in self.checks if one.outcome is Outcome.DIFFERS)


def take(case: Case, path: Path, *, provided: Provided, watcher: Watcher) -> Import:
    """Import a file or folder with its custody; raise EntryRefused for hostile input, SourceUnusable, CaseNotWritable.

    1 lay out the members within bounds, 2 recognise and check, 3 acquire, 4 record, 5 fill the source records.
    """
    case.require_writable()
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        given = _given(path, Path(folder))
        found = next(filter(None, (reader(given) for reader in READERS)), None) or Read("files")
        _roles(given, found)
        kept = _acquire(case, given, found, provided, watcher)
        made = _record(case, path, given, found, kept)
        _state(case, made, found, {name: one[0] for name, one in kept.items()})
        _transcribe(case, made, given, found, {name: one[0] for name, one in kept.items()})
    return made


def imports(case: Case) -> tuple[Import, ...]:
    """Return every act of import, oldest first, with members and checks."""
    return tuple(
        Import(
            str(row["id"]),
            str(row["kind"]),
            str(row["name"]),
            str(row["container"]),
            tuple(str(one) for one in json.loads(str(row["remarks"]))),
            str(row["made"]),
            str(row["by"]),
            int(str(row["event"])),
            tuple(_members(case, str(row["id"]))),
            tuple(_checks(case, str(row["id"]))),
        )
        for row in case.store.rows("SELECT * FROM import_act ORDER BY event, id")
    )


def _members(case: Case, act: str) -> Iterator[ImportMember]:
    for row in case.store.rows("SELECT * FROM import_member WHERE act = ? ORDER BY number", (act,)):
        texts = (str(row[name]) for name in ("sha256", "role", "exhibit", "remark"))
        yield ImportMember(str(row["name"]), int(str(row["size"])), *texts)


def _checks(case: Case, act: str) -> Iterator[Check]:
    for row in case.store.rows("SELECT * FROM import_check WHERE act = ? ORDER BY number", (act,)):
        yield Check(str(row["what"]), Outcome(str(row["outcome"])), str(row["detail"]))


def _given(path: Path, scratch: Path) -> Given:
    if path.is_dir():
        return Given(_by_name(archive.of_folder(path)), None, scratch)
    container = archive.of_file(path)
    if archive.is_archive(path):
        return Given(_by_name(archive.unpack(path, scratch / "members")), container, scratch)
    return Given(_by_name([container, *_beside(path, container)]), None, scratch)


def _by_name(members: Sequence[Member]) -> dict[str, Member]:
    return {one.name: one for one in members}


def _beside(path: Path, given: Member) -> Iterator[Member]:
    """Yield what lies beside a sidecar of yt-dlp, or is named by a list of digests: the files that it speaks of."""
    names: list[str] = []
    if path.name.endswith(ytdlp.ENDING):
        stem = path.name[: -len(ytdlp.ENDING)]
        names = sorted(one.name for one in path.parent.iterdir() if one.name.startswith(f"{stem}."))
    elif given.size <= digests.LARGEST_LIST:
        names = [name for _, _, name in digests.entries(text_of(given))]
    for name in dict.fromkeys(names):
        beside = path.parent / archive.safe_name(name)
        if beside.name != path.name and beside.is_file() and not beside.is_symlink():
            yield archive.of_file(beside, archive.safe_name(name))


def _roles(given: Given, found: Read) -> None:
    for name, member in given.members.items():
        if name in found.roles:
            continue
        if _is_sidecar(member):
            found.roles[name] = Role.SIDECAR
            found.remarks.append(f"{display(member.base)} is a C2PA manifest store: link it when its media is examined")
        else:
            found.roles[name] = Role.MEDIA if is_media(name) else Role.UNKNOWN


def _is_sidecar(member: Member) -> bool:
    with member.path.open("rb") as file:
        return file.read(8)[4:] == _SIDECAR_BOX


_Kept = dict[str, tuple[ExhibitId, str]]


def _acquire(case: Case, given: Given, found: Read, provided: Provided, watcher: Watcher) -> _Kept:
    wanted = [one for name, one in given.members.items() if _becomes_exhibit(given, found.roles[name])]
    wanted += [one for one in found.made if found.roles[one.name] is Role.MEDIA]
    if len(wanted) > MOST_ACQUIRED:
        raise EntryRefused(f"this would make {len(wanted):,} exhibits; at most {MOST_ACQUIRED:,} are taken at once")
    kept: _Kept = {}
    if given.container is not None:
        kept[""] = _one(case, given.container, provided, "", watcher)
    whole = kept.get("", (ExhibitId(""), ""))[0]
    for member in wanted:
        unpacked = whole or member in found.made
        note = f"member {member.name} of {whole or 'what was imported'}; its times are those of unpacking"
        kept[member.name] = _one(case, member, provided, note if unpacked else "", watcher)
    return kept


def _becomes_exhibit(given: Given, role: Role) -> bool:
    return given.container is None or role in (Role.MEDIA, Role.SUBTITLES)


def _one(case: Case, member: Member, provided: Provided, note: str, watcher: Watcher) -> tuple[ExhibitId, str]:
    said = replace(provided, note="; ".join(filter(None, (provided.note, note))))
    acquired = vault.acquire(case, member.path, said, watcher=watcher)
    if acquired.exhibit.sha256 != member.sha256:
        raise SourceUnusable(f"{display(member.name)} changed while it was being imported")
    return acquired.exhibit.id, "the case held the same content already" if acquired.again else ""


def _record(case: Case, path: Path, given: Given, found: Read, kept: _Kept) -> Import:
    assert case.signer is not None  # require_writable saw one
    everything = [*given.members.values(), *found.made]
    differs = sum(one.outcome is Outcome.DIFFERS for one in found.checks)
    with case.change("import") as change:
        identifier = change.next_id("import_act")
        change.concern(identifier)
        change.record(kind=found.kind, members=len(everything), checks=len(found.checks), differs=differs)
        change.insert(
            "import_act",
            {
                "id": identifier,
                "kind": found.kind,
                "name": display(path.name),
                "container": kept[""][0] if "" in kept else "",
                "remarks": json.dumps(found.remarks),
                "made": change.at,
                "by": case.signer.name,
            },
        )
        for number, member in enumerate(everything):
            exhibit, remark = kept.get(member.name, ("", _KEPT_INSIDE))
            change.insert(
                "import_member",
                {
                    "act": identifier,
                    "number": number,
                    "name": display(member.name),
                    "size": member.size,
                    "sha256": member.sha256,
                    "role": found.roles.get(member.name, Role.UNKNOWN).value,
                    "exhibit": exhibit,
                    "remark": remark,
                },
            )
        for number, check in enumerate(found.checks):
            row = {"what": display(check.what), "outcome": check.outcome.value, "detail": display(check.detail)}
            change.insert("import_check", {"act": identifier, "number": number, **row})
    return next(one for one in imports(case) if one.id == identifier)


def _state(case: Case, made: Import, found: Read, kept: dict[str, ExhibitId]) -> None:
    """Fill source records with what the sidecars state; a field that has a value keeps it."""
    for name, values in found.stated.items():
        exhibit = kept.get(name)
        if exhibit is None:
            continue
        filled = {one.field for one in sources.standing(case, exhibit) if not one.known.many}
        new = [replace(one, basis=f"{made.id}: {made.kind}") for one in values if one.field not in filled]
        sources.enter(case, exhibit, list(_acceptable(case, new)), reason=f"import {made.id}")


def _transcribe(case: Case, made: Import, given: Given, found: Read, kept: dict[str, ExhibitId]) -> None:
    """Keep subtitles as transcripts of the media that they lie beside; what holds no cue stays an exhibit only."""
    for subtitle, media in found.about.items():
        if media not in kept or not subtitles.is_subtitles(given.members[subtitle]):
            continue
        source = f"{made.id}: {display(subtitle)}, {kept.get(subtitle, '')}"
        transcripts.import_file(case, kept[media], given.members[subtitle].path, source=source)


def _acceptable(case: Case, values: Sequence[Stated]) -> Iterator[Stated]:
    """Yield the values that their fields can have: what a sidecar states in another form stays in the sidecar."""
    seen = set()
    for one in values:
        field = BY_ID[one.field]
        try:
            sources.require_form(case, field, one.value)
        except AssayError:
            continue
        if field.many or field.id not in seen:
            seen.add(field.id)
            yield one
