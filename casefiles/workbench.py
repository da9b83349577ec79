"""The verbs. Each is one function that the command line and the window both call; each opens the case and closes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from casefiles import verification
from casefiles.case import Case
from casefiles.errors import AssayError, Cancelled, KeyUnavailable, UnknownItem
from casefiles.home import home
from casefiles.later import later, later_names
from casefiles.verification import NOTHING, Outside
from casefiles.views import (
    Acquired,
    Acquisitions,
    CaseSummary,
    EventRow,
    ExaminationRow,
    ExhibitDetail,
    ExhibitId,
    ExhibitRow,
    Problem,
    Provided,
    Refused,
    ReportFiles,
    SidecarSeen,
    Verification,
    Watcher,
)

if TYPE_CHECKING:
    from casefiles import (
        companions,
        examinations,
        keys,
        marks,
        methods,
        models,
        parameters,
        passphrases,
        rawbytes,
        references,
        sensors,
        timebench,
        trust,
        vault,
    )
    from casefiles.keys import Signer
    from casefiles.player import FrameSource
    from casefiles.rawbytes import RawBytes
    from casefiles.references import Compared, Library, Vouched
    from casefiles.removal import Removal
    from casefiles.verbs_origin import (
        Handling,
        add_mark,
        add_to_register,
        checklist,
        fetch_trust_lists,
        handling,
        import_hash_set,
        import_trust_lists,
        match,
        origin,
        own_marks,
        recheck,
        register,
        testify,
        testimonies,
        tick,
        trust_lists,
    )
    from forensics.evaluation.clocks_table import ClockTable
    from forensics.reference.entries import Reference
    from forensics.types import Series
else:
    for _name in ("companions", "examinations", "keys", "marks", "methods", "models", "parameters", "passphrases"):
        globals()[_name] = later(f"casefiles.{_name}")
    for _name in ("rawbytes", "references", "sensors", "timebench", "trust", "vault"):
        globals()[_name] = later(f"casefiles.{_name}")

__all__ = (
    "Handling",
    "add_mark",
    "add_to_register",
    "checklist",
    "fetch_trust_lists",
    "handling",
    "import_hash_set",
    "import_trust_lists",
    "match",
    "origin",
    "own_marks",
    "recheck",
    "register",
    "testify",
    "testimonies",
    "tick",
    "trust_lists",
)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        return later_names(__name__, dict.fromkeys(__all__, "casefiles.verbs_origin"), name)


SILENT = Watcher()
NOTHING_PROVIDED = Provided()
NOTHING_ELSE: Mapping[companions.Role, ExhibitId] = MappingProxyType({})
FORMATS = ("pdf", "html", "json")


def key_exists() -> bool:
    """Say whether this user has an examiner's key."""
    return keys.exists(home())


def create_key(name: str, passphrase: str) -> Signer:
    """Make the examiner's key; raise KeyUnavailable where one stands already or the name or passphrase is empty."""
    return keys.create(home(), name=name, passphrase=passphrase)


def unlock(passphrase: str, *, keep: bool = False, meanwhile: bool = False) -> Signer:
    """Return the examiner's key; raise KeyUnavailable where there is none or the passphrase is wrong.

    '' takes the passphrase that the system's keyring keeps; ``keep`` puts a good one there. ``meanwhile`` unlocks it
    beside other work: a wrong passphrase is told by the key when it is asked.
    """
    unlocking = keys.unlock_meanwhile if meanwhile else keys.unlock
    signer = unlocking(home(), passphrase or passphrases.kept(home()))
    if keep and passphrase:
        passphrases.keep(home(), passphrase)
    return signer


def init(path: Path, *, name: str, claim: str, signer: Signer) -> CaseSummary:
    """Make a case; raise CaseExists, StorageFailed."""
    with Case.create(path, name=name, claim=claim, signer=signer) as case:
        return case.summary()


def summary(path: Path) -> CaseSummary:
    """Return a case at a glance; raise NotACase, NewerCase."""
    with Case.open(path, home=home()) as case:
        return case.summary()


def exhibits(path: Path) -> tuple[ExhibitRow, ...]:
    """Return the exhibits of a case."""
    with Case.open(path) as case:
        return case.exhibits()


def removals(path: Path) -> tuple[Removal, ...]:
    """Return the removals by which originals are kept here no longer."""
    from casefiles import removal

    with Case.open(path) as case:
        return removal.removed(case)


def exhibit(path: Path, exhibit_id: ExhibitId) -> ExhibitDetail:
    """Return everything that is known of one exhibit; raise UnknownItem."""
    with Case.open(path) as case:
        return case.detail(exhibit_id)


def examinations_of(path: Path, exhibit_id: ExhibitId) -> tuple[ExaminationRow, ...]:
    """Return all examinations of one exhibit, oldest first; raise UnknownItem."""
    with Case.open(path) as case:
        return case.examinations(exhibit_id)


def series(path: Path, exhibit_id: ExhibitId, quantity: str, *, stream: int | None = None) -> Series:
    """Return a whole table of an exhibit's latest examination; raise UnknownItem."""
    with Case.open(path) as case:
        return case.series(exhibit_id, quantity, stream=stream)


def events(path: Path) -> tuple[EventRow, ...]:
    """Return the custody log."""
    with Case.open(path) as case:
        return case.events()


def acquire(
    path: Path,
    sources: Sequence[Path],
    *,
    signer: Signer,
    provided: Provided = NOTHING_PROVIDED,
    digests: frozenset[str] = frozenset(),
    with_sidecars: bool = False,
    watcher: Watcher = SILENT,
) -> Acquisitions:
    """Copy sources into the case; a source that is refused does not hinder the others. Raise Cancelled and case errors.

    ``digests`` names algorithms besides SHA-256 and BLAKE3: sha512, sha1, md5. Manifest stores beside a source are
    said; ``with_sidecars`` acquires them too, as exhibits of their own that are linked with the source's.
    """
    from forensics.provenance.sidecar import beside as lying_beside

    acquired: list[Acquired] = []
    refused: list[Refused] = []
    sidecars: list[SidecarSeen] = []
    with Case.open(path, signer=signer) as case:
        case.require_writable()

        def take(source: Path) -> Acquired | None:
            try:
                acquired.append(vault.acquire(case, source, provided, digests=digests, watcher=watcher))
            except (Cancelled, KeyUnavailable):
                raise
            except AssayError as error:
                refused.append(Refused(str(source), str(error), error.advice, error.exit_code))
                return None
            return acquired[-1]

        for source in sources:
            taken = take(source)
            if taken is None:
                continue
            for found in lying_beside(source):
                held = take(found) if with_sidecars else None
                sidecars.append(companions.sidecar_seen(case, taken.exhibit.id, found, held))
    return Acquisitions(tuple(acquired), tuple(refused), tuple(sidecars))


def examine(
    path: Path,
    exhibit_ids: Sequence[ExhibitId] = (),
    *,
    signer: Signer,
    read_with: Mapping[companions.Role, ExhibitId] = NOTHING_ELSE,
    second_readers: Sequence[str] = (),
    asked: Sequence[str] = (),
    settings: parameters.Settings = (),
    scheduler: str = "",
    ship: bool = False,
    watcher: Watcher = SILENT,
) -> tuple[ExaminationRow, ...]:
    """Examine exhibits, or without any named those that no examination has completed; raise UnknownItem, Cancelled.

    Each is read with the trust lists in force and with the exhibits that are linked with it; ``read_with`` links
    further ones first, such as an initialisation segment, and goes with a single exhibit. ``second_readers`` names
    other installed programs that read the tags too; ``asked`` names methods that run only on request, and
    ``settings`` gives parameters of methods as ('method.name', value); raise EntryRefused for one that there is not.

    A ``scheduler`` of Dask has other machines measure; with ``ship`` they are sent the files instead of finding them at
    the same path. Raise ClusterFailed.
    """
    done: list[ExaminationRow] = []
    given = parameters.beside(settings, asked)
    with Case.open(path, signer=signer) as case:
        case.require_writable()
        for role, other in read_with.items():
            (single,) = exhibit_ids
            companions.link(case, single, role, other)
        wanted = [case.row(name).id for name in exhibit_ids] or _unexamined(case)

        def beside(exhibit_id: ExhibitId) -> examinations.Beside:
            parts = (
                trust.beside(case),
                companions.beside(case, exhibit_id),
                marks.beside(),
                methods.beside(case, asked),
                models.beside(asked),
                sensors.beside(asked),
                given,
            )
            return replace(companions.joined(parts), readers=tuple(second_readers))

        if scheduler and wanted:
            from casefiles import cluster

            return cluster.examine(case, wanted, beside, scheduler=scheduler, ship=ship, watcher=watcher)
        for exhibit_id in wanted:
            if watcher.cancelled():
                break
            done.append(examinations.examine(case, exhibit_id, beside=beside(exhibit_id), watcher=watcher))
    return tuple(done)


def _unexamined(case: Case) -> list[ExhibitId]:
    return [
        row.id for row in case.exhibits() if not any(one.outcome == "complete" for one in case.examinations(row.id))
    ]


def verify(
    path: Path,
    *,
    signer: Signer | None = None,
    outside: Outside = NOTHING,
    quick: bool = False,
    watcher: Watcher = SILENT,
) -> Verification:
    """Read every original, row and event again and say what is wrong and where; record it where that is possible.

    ``outside`` holds heads and key ids known from elsewhere; ``quick`` leaves the content of kept files unread.
    """
    with Case.open(path, signer=signer, home=home()) as case:
        return verification.verify(case, watcher, outside=outside, quick=quick)


def glance(path: Path) -> tuple[Problem, ...]:
    """Return what opening a case shows: kept files that are missing or of another size, and doubts about the log."""
    with Case.open(path, home=home()) as case:
        return verification.glance(case)


def days_since_verified(path: Path) -> float | None:
    """Return how many days ago the case was verified in full and found whole; None where it never was."""
    with Case.open(path) as case:
        return verification.days_since_last(case)


def report(
    path: Path,
    *,
    signer: Signer | None = None,
    folder: Path | None = None,
    formats: Sequence[str] = FORMATS,
    at: int | None = None,
    like: Path | None = None,
    watcher: Watcher = SILENT,
) -> ReportFiles:
    """Write the report of a case at its head and, with a signer, record it; raise ReportFailed, StorageFailed.

    ``at`` makes the report of an earlier head again, the one of that many events; it is not recorded a second time.
    ``like``, the JSON of a final report, gives the bytes that were signed then.
    """
    from casefiles import reports

    with Case.open(path, signer=signer) as case:
        return reports.write(case, folder=folder, formats=formats, at=at, like=like, watcher=watcher)


def frames(path: Path, exhibit_id: ExhibitId) -> FrameSource:
    """Return the frames of an exhibit, exact and one by one; raise UnknownItem, FramesUnavailable when entered."""
    from casefiles.player import FrameSource

    with Case.open(path) as case:
        row = case.row(exhibit_id)
        original = case.original(exhibit_id)
        if not original.is_file():
            raise UnknownItem(f"{exhibit_id}: its original is missing from the case", hint="Run `assay verify`.")
        return FrameSource(original, name=row.name)


def reference_library() -> Library:
    """Return this user's references of known origin; raise EntryRefused where the library was changed."""
    return references.library()


def add_reference_files(files: Sequence[Path], vouched: Vouched, *, watcher: Watcher = SILENT) -> tuple[Reference, ...]:
    """Take files of one known origin into the library; raise SourceUnusable, EntryRefused, StorageFailed."""
    return references.add([references.file(path, watcher=watcher) for path in files], vouched)


def add_reference_exhibit(path: Path, exhibit_id: ExhibitId, vouched: Vouched) -> tuple[Reference, ...]:
    """Take an examined exhibit of known origin into the library; raise UnknownItem, EntryRefused."""
    with Case.open(path) as case:
        return references.add([references.exhibit(case, exhibit_id)], vouched)


def compare_with_references(path: Path, exhibit_id: ExhibitId | None = None, *, watcher: Watcher = SILENT) -> Compared:
    """Hold an exhibit of the case at ``path``, or without one the file there, against the library of references."""
    if exhibit_id is None:
        return references.held_against(references.file(path, watcher=watcher))
    with Case.open(path) as case:
        return references.held_against(references.exhibit(case, exhibit_id))


def withdraw_reference(name: str, *, by: str, reason: str) -> None:
    """Say that a reference does not stand any more; raise UnknownItem, EntryRefused."""
    references.withdraw(name, by=by, reason=reason)


def export_references(target: Path) -> Library:
    """Write the library to a new file; raise StorageFailed."""
    return references.export(target)


def import_references(source: Path, *, by: str) -> tuple[Reference, ...]:
    """Take the references of an exported library; raise SourceUnusable, EntryRefused."""
    return references.take(source, by=by)


def clocks(path: Path, exhibit_id: ExhibitId, *, zones: Sequence[str] = ()) -> ClockTable:
    """Return every clock of an exhibit under each time-zone hypothesis; raise UnknownItem, ValueError for no zone."""
    with Case.open(path) as case:
        return timebench.clocks(case.detail(exhibit_id), zones=zones)


def raw_bytes(path: Path, exhibit_id: ExhibitId, offset: int, length: int) -> RawBytes:
    """Return bytes of an exhibit as they stand; raise UnknownItem for a place outside it."""
    with Case.open(path) as case:
        return rawbytes.read(case, exhibit_id, offset, length)
