"""What lies on the desk: the open case, the exhibit picked, the key in use. The only part that calls the verbs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casefiles import verbs_desk, workbench
from casefiles.generators import Matched
from casefiles.governance import State
from casefiles.handsearch import Outcome, Pack, Searched
from casefiles.hashsets import GRAPHIC
from casefiles.keys import Signer
from casefiles.marking import WHOLE_FRAME, Annotation, Drawing
from casefiles.timelanes import Measured, measured_over_time
from casefiles.verbs_desk import Notes
from casefiles.verbs_origin import Handling
from casefiles.views import (
    Acquisitions,
    CaseSummary,
    Derivative,
    EventRow,
    ExaminationRow,
    ExhibitDetail,
    ExhibitId,
    ExhibitRow,
    Problem,
    Provided,
    ReportFiles,
    Verification,
    Watcher,
)
from gui.jobs import Jobs
from gui.lanes import Lanes
from gui.saying import tr


@dataclass(frozen=True, slots=True)
class Marked:
    """What goes with the words of a note: what is drawn, the last frame of a range, and whether a still is kept."""

    drawing: Drawing = WHOLE_FRAME
    until: int | None = None
    still: bool = False
    recipe: str = ""


@dataclass(frozen=True, slots=True)
class Glance:
    """What opening a case shows without reading its files, and how many days ago it was verified (None: never)."""

    problems: tuple[Problem, ...]
    days: float | None


class Desk(Lanes):
    """Calls a verb in its lane and tells what changed; whoever shows it listens and is given it anew."""

    opened = Signal(object)  # CaseSummary; again whenever the case changed
    closed = Signal()
    exhibits = Signal(object)  # tuple[ExhibitRow, ...]
    made = Signal(object)  # tuple[Derivative, ...]: everything made from exhibits
    events = Signal(object)  # tuple[EventRow, ...]
    picked = Signal(object)  # ExhibitDetail, or None
    measured = Signal(object)  # Measured, of the exhibit picked
    acquired = Signal(object)  # Acquisitions
    examined = Signal(object)  # tuple[ExaminationRow, ...]
    glanced = Signal(object)  # Glance
    verified = Signal(object)  # Verification
    reported = Signal(object)  # ReportFiles
    unlocked = Signal(object)  # Signer
    locked = Signal(object)  # Failure: the key stayed locked
    matched = Signal(object)  # Matched, of the exhibit picked; None where it was not examined
    noted = Signal(object)  # Notes, of the exhibit picked
    kept = Signal(object)  # Annotation
    packed = Signal(object)  # Pack
    searched = Signal(object)  # Searched
    handled = Signal(object)  # frozenset[ExhibitId]: those that are restricted
    warned = Signal(object)  # dict[ExhibitId, str]: of whose content a person warned, and how

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self.summary: CaseSummary | None = None
        self.rows: tuple[ExhibitRow, ...] = ()
        self.exhibit: ExhibitId | None = None

    @staticmethod
    def key_exists() -> bool:
        """Return whether this person has a key on this machine."""
        return workbench.key_exists()

    # The key.

    def unlock(self, passphrase: str, keep: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        """Unlock the key for this session; '' takes the passphrase of the system's keyring, ``keep`` puts it there."""
        work = partial(workbench.unlock, passphrase, keep=keep)
        self._read(tr("Unlocking the key"), work, self._unlocked, self.locked.emit)

    def create_key(self, name: str, passphrase: str) -> None:
        """Make this person's key."""
        work = partial(workbench.create_key, name, passphrase)
        self._read(tr("Making the key"), work, self._unlocked, self.locked.emit)

    def _unlocked(self, signer: Signer) -> None:
        self.signer = signer
        self.unlocked.emit(signer)

    # The case.

    def create(self, path: Path, name: str, claim: str) -> None:
        """Make a case and open it."""
        signer = self._signer()
        work = partial(workbench.init, path, name=name, claim=claim, signer=signer)
        self._read(tr("Making the case"), work, self._opened)

    def open(self, path: Path) -> None:
        """Open a case."""
        self._read(tr("Opening the case"), partial(workbench.summary, path), self._opened)

    def close(self) -> None:
        """Put the case away."""
        self.path, self.summary, self.exhibit, self.rows = None, None, None, ()
        self.picked.emit(None)
        self.closed.emit()

    def pick(self, exhibit: ExhibitId) -> None:
        """Show one exhibit."""
        self.exhibit = exhibit
        self._refetch_exhibit()

    def glance(self) -> None:
        """Look whether anything is plainly missing, without reading the files."""
        self._read(tr("Looking at the case"), partial(_glance, self._case()), self.glanced.emit)

    # Long work.

    def acquire(self, sources: tuple[Path, ...], provided: Provided, digests: frozenset[str]) -> None:
        """Copy files into the case."""
        path, signer = self._case(), self._signer()

        def work(watcher: Watcher) -> Acquisitions:
            return workbench.acquire(path, sources, signer=signer, provided=provided, digests=digests, watcher=watcher)

        self._long(tr("Adding files"), work, self._acquired)

    def examine(self, exhibits: tuple[ExhibitId, ...], asked: tuple[str, ...] = ()) -> None:
        """Examine exhibits; none named: those that no examination has completed. ``asked``: methods on request."""
        path, signer = self._case(), self._signer()

        def work(watcher: Watcher) -> tuple[ExaminationRow, ...]:
            return workbench.examine(path, exhibits, signer=signer, asked=asked, watcher=watcher)

        self._long(tr("Examining"), work, self._examined)

    def verify(self) -> None:
        """Read everything in the case again; recorded when a key is in use."""
        path, signer = self._case(), self.signer

        def work(watcher: Watcher) -> Verification:
            return workbench.verify(path, signer=signer, watcher=watcher)

        self._long(tr("Verifying"), work, self._verified)

    def report(self) -> None:
        """Write the report."""
        path, signer = self._case(), self._signer()

        def work(watcher: Watcher) -> ReportFiles:
            return workbench.report(path, signer=signer, watcher=watcher)

        self._long(tr("Writing the report"), work, self._reported)

    def annotate(self, frame: int, text: str, given: Marked) -> None:
        """Keep a note on a frame of the exhibit picked."""
        path, signer, exhibit = self._case(), self._signer(), self.exhibit
        assert exhibit is not None

        def work(_watcher: Watcher) -> Annotation:
            return verbs_desk.annotate(
                path,
                exhibit,
                frame,
                text=text,
                signer=signer,
                drawing=given.drawing,
                until=given.until,
                still=given.still,
                recipe=given.recipe,
            )

        self._long(tr("Keeping a note"), work, self._annotated)

    def warn(self, words: str, *, on: bool) -> None:
        """Record that the exhibit picked has graphic content, or that it has none."""
        path, signer, exhibit = self._case(), self._signer(), self.exhibit
        assert exhibit is not None
        state = State.HELD if on else State.NOT_APPLICABLE
        work = partial(workbench.tick, path, exhibit, GRAPHIC, state, signer=signer, note=words)
        self._read(tr("Recording a warning"), work, lambda _ticked: self.refetch())

    def search_pack(self, folder: Path) -> None:
        """Write pictures of the exhibit picked to search with."""
        path, signer, exhibit = self._case(), self._signer(), self.exhibit
        assert exhibit is not None

        def work(watcher: Watcher) -> Pack:
            return verbs_desk.search_pack(path, exhibit, folder, signer=signer, watcher=watcher)

        self._long(tr("Choosing frames"), work, self._packed)

    def log_search(self, place: str, outcome: Outcome, asked_with: str, note: str) -> None:
        """Record a search for the exhibit picked that was made by hand."""
        path, signer, exhibit = self._case(), self._signer(), self.exhibit
        assert exhibit is not None
        work = partial(
            verbs_desk.log_search, path, exhibit, place, outcome, asked_with=asked_with, note=note, signer=signer
        )
        self._read(tr("Logging a search"), work, self._searched)

    # What came back. Everything that may have changed is fetched again.

    def _opened(self, summary: CaseSummary) -> None:
        if self.path != summary.path:
            self.exhibit = None
            self.picked.emit(None)
        self.path, self.summary = summary.path, summary
        self.opened.emit(summary)
        self._refetch_lists()

    def _acquired(self, acquisitions: Acquisitions) -> None:
        if acquisitions.acquired:
            self.exhibit = acquisitions.acquired[-1].exhibit.id
        self.refetch()
        self.acquired.emit(acquisitions)

    def _examined(self, rows: tuple[ExaminationRow, ...]) -> None:
        self.refetch()
        self.examined.emit(rows)

    def _annotated(self, note: Annotation) -> None:
        self.refetch()
        self.kept.emit(note)

    def _packed(self, made: Pack) -> None:
        self.refetch()
        self.packed.emit(made)

    def _searched(self, made: Searched) -> None:
        self.refetch()
        self.searched.emit(made)

    def _verified(self, verification: Verification) -> None:
        self.refetch()
        self.verified.emit(verification)

    def _reported(self, files: ReportFiles) -> None:
        self.refetch()
        self.reported.emit(files)

    def refetch(self) -> None:
        """Fetch the case, its lists and the exhibit picked again."""
        if self.path is None:
            return
        self._read(tr("Reading the case"), partial(workbench.summary, self.path), self._opened)
        if self.exhibit is not None:
            self._refetch_exhibit()

    def _refetch_lists(self) -> None:
        path = self._case()
        self._read(tr("Reading the handling"), partial(workbench.handling, path), self._handling)
        self._read(tr("Reading the exhibits"), partial(workbench.exhibits, path), self._listed)
        self._read(tr("Reading what was made"), partial(verbs_desk.derivatives, path), partial(self._made, path))
        self._read(tr("Reading the custody log"), partial(workbench.events, path), partial(self._logged, path))

    def _handling(self, found: Handling) -> None:
        self.warned.emit(dict(found.warned))
        self.handled.emit(found.restricted)

    def _listed(self, rows: tuple[ExhibitRow, ...]) -> None:
        self.rows = rows
        self.exhibits.emit(rows)
        if self.exhibit is None and rows:
            self.pick(rows[0].id)

    def _refetch_exhibit(self) -> None:
        path, exhibit = self._case(), self.exhibit
        assert exhibit is not None
        self._read(tr("Reading the exhibit"), partial(workbench.exhibit, path, exhibit), self._detail)

    def _detail(self, detail: ExhibitDetail) -> None:
        if detail.row.id != self.exhibit or self.path is None:
            return
        self.picked.emit(detail)
        name = detail.row.id
        self._read(tr("Holding against the register"), partial(_match, self.path, detail), partial(self._matched, name))
        self._read(tr("Reading the notes"), partial(verbs_desk.notes, self.path, name), partial(self._notes, name))
        self._read(tr("Reading the tables"), partial(measured_over_time, self.path, name), partial(self._tables, name))

    def _matched(self, exhibit: ExhibitId, found: Matched | None) -> None:
        if exhibit == self.exhibit:
            self.matched.emit(found)

    def _notes(self, exhibit: ExhibitId, found: Notes) -> None:
        if exhibit == self.exhibit:
            self.noted.emit(found)

    def _tables(self, exhibit: ExhibitId, measured: Measured) -> None:
        if exhibit == self.exhibit:
            self.measured.emit(measured)

    def _made(self, path: Path, found: tuple[Derivative, ...]) -> None:
        if path == self.path:
            self.made.emit(found)

    def _logged(self, path: Path, rows: tuple[EventRow, ...]) -> None:
        if path == self.path:
            self.events.emit(rows)


def _match(path: Path, detail: ExhibitDetail) -> Matched | None:
    return workbench.match(path, detail.row.id) if detail.examination is not None else None


def _glance(path: Path) -> Glance:
    return Glance(workbench.glance(path), workbench.days_since_verified(path))
