"""The verbs on an exhibit's origin and handling; `workbench` offers them to the command line and the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles import denial as denying
from casefiles import fetching, generators, governance, hashsets, marks, rechecks, trust
from casefiles import origin as origins
from casefiles import testimonies as told
from casefiles.case import Case
from casefiles.denial import Denial
from casefiles.fetching import Fetched
from casefiles.generators import Matched
from casefiles.governance import State, Ticked
from casefiles.hashsets import HashSet, Hit
from casefiles.home import home
from casefiles.keys import Signer
from casefiles.marks import OwnMark
from casefiles.origin import Origin
from casefiles.rechecks import Recheck
from casefiles.testimonies import Said, Testimony
from casefiles.trust import NOTHING_STATED, ListRow, Stated
from casefiles.views import ExhibitId, Watcher
from forensics.generators.claims import Register


@dataclass(frozen=True, slots=True)
class Handling:
    """The hash sets of a case, the exhibits that they name, and all exhibits that are restricted."""

    sets: tuple[HashSet, ...]
    hits: tuple[Hit, ...]
    restricted: frozenset[ExhibitId]
    warned: tuple[tuple[ExhibitId, str], ...] = ()
    """Exhibits of whose content a person warned, with the words of the warning."""


def origin(path: Path, exhibit: ExhibitId) -> Origin:
    """Return what the case holds on an exhibit's origin beside its examination; raise UnknownItem."""
    with Case.open(path) as case:
        return origins.origin(case, exhibit)


def import_trust_lists(
    path: Path, files: Sequence[Path], *, signer: Signer, stated: Stated = NOTHING_STATED
) -> tuple[ListRow, ...]:
    """Take trust lists into the case; raise EntryRefused, SourceUnusable."""
    with Case.open(path, signer=signer) as case:
        return trust.import_lists(case, files, stated=stated)


def trust_lists(path: Path) -> tuple[ListRow, ...]:
    """Return the trust lists of the case in the order of import."""
    with Case.open(path) as case:
        return trust.lists(case)


def fetch_trust_lists(folder: Path | None = None) -> tuple[Fetched, ...]:
    """Fetch the published lists over the network into a folder; raise NetworkUnavailable, StorageFailed."""
    return fetching.fetch(folder or home() / "trust")


def recheck(
    path: Path,
    exhibits: Sequence[ExhibitId] = (),
    *,
    signer: Signer,
    lists: Sequence[str] = (),
    sidecar: ExhibitId | None = None,
    init_segment: ExhibitId | None = None,
) -> tuple[Recheck, ...]:
    """Read the credentials of exhibits again, or of all; ``sidecar`` and ``init_segment`` go with a single one."""
    with Case.open(path, signer=signer) as case:
        return tuple(
            rechecks.recheck(case, exhibit, lists=lists, sidecar=sidecar, init_segment=init_segment)
            for exhibit in [case.row(name).id for name in exhibits] or [row.id for row in case.exhibits()]
        )


def register() -> Register:
    """Return the program's register of generators with the user's entries; raise EntryRefused."""
    return generators.register()


def add_to_register(file: Path) -> Register:
    """Take an entry into the user's part of the register; raise EntryRefused, SourceUnusable, StorageFailed."""
    return generators.add(file)


def match(path: Path, exhibit: ExhibitId, *, signer: Signer | None = None) -> Matched:
    """Hold an exhibit against the register; with a signer the case pins the register's state."""
    with Case.open(path, signer=signer) as case:
        return generators.match_exhibit(case, exhibit)


def add_mark(family: str, picture: Path, *, frame: tuple[int, int], source: str, date: str, note: str = "") -> OwnMark:
    """Take the picture of a visible mark into the user's part of the register; raise EntryRefused, UnknownItem."""
    return marks.add(family, picture, frame=frame, source=source, date=date, note=note)


def own_marks() -> tuple[OwnMark, ...]:
    """Return the mark pictures that the user added, in order of name; raise EntryRefused."""
    return marks.own()


def testify(path: Path, exhibit: ExhibitId, said: Said, *, signer: Signer) -> Testimony:
    """Record what a person saw or was told about an exhibit; raise EntryRefused, UnknownItem."""
    with Case.open(path, signer=signer) as case:
        return told.testify(case, exhibit, said)


def testimonies(path: Path, exhibit: ExhibitId) -> tuple[Testimony, ...]:
    """Return what persons stated about an exhibit; raise UnknownItem."""
    with Case.open(path) as case:
        case.row(exhibit)
        return told.testimonies(case, exhibit)


def checklist(path: Path, exhibit: ExhibitId) -> tuple[Ticked, ...]:
    """Return the check-list of an exhibit; raise UnknownItem."""
    with Case.open(path) as case:
        return governance.checklist(case, exhibit)


def tick(path: Path, exhibit: ExhibitId, item: str, state: State, *, signer: Signer, note: str = "") -> Ticked:
    """Say how an item of an exhibit's check-list stands; raise UnknownItem."""
    with Case.open(path, signer=signer) as case:
        return governance.tick(case, exhibit, item, state, note=note)


def import_hash_set(
    path: Path, file: Path, *, name: str, signer: Signer, purpose: str = "", source: str = "", dated: str = ""
) -> tuple[HashSet, tuple[Hit, ...]]:
    """Take a set of plain digests into the case and return it with the exhibits that it names; raise EntryRefused."""
    with Case.open(path, signer=signer) as case:
        made = hashsets.import_set(case, file, name=name, purpose=purpose, source=source, dated=dated)
        return made, tuple(hit for hit in hashsets.hits(case) if hit.hash_set == made.id)


def handling(path: Path) -> Handling:
    """Return the hash sets of the case and what they and persons restrict."""
    with Case.open(path) as case:
        hits = hashsets.hits(case)
        return Handling(
            hashsets.sets(case), hits, hashsets.restricted(case, hits), tuple(hashsets.warned(case).items())
        )


def denial(path: Path, exhibit: ExhibitId, *, watcher: Watcher) -> Denial:
    """Return what a case holds against the claim that an exhibit is made up; raise UnknownItem, Cancelled."""
    with Case.open(path) as case:
        return denying.denial(case, exhibit, watcher=watcher)
