"""A case folder: opened for reading by anybody, written only through ``change``."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from casefiles import custody, exhibits, notes
from casefiles.change import Change, new_salt
from casefiles.clock import SYSTEM, Clock, stamp
from casefiles.custody import DECISIVE, Act, EventRefused, Place
from casefiles.durable import sync_folder
from casefiles.errors import CaseExists, CaseNotWritable, KeyUnavailable, NotACase, StorageFailed
from casefiles.halfmade import half_made
from casefiles.keys import Signer
from casefiles.merkle import Growing
from casefiles.notes import Checkpoint, NoteRefused, checkpoint_text, origin, signer_name
from casefiles.store import Store
from casefiles.views import (
    AcquisitionRow,
    CaseId,
    CaseSummary,
    Derivative,
    EventRow,
    ExaminationRow,
    ExhibitDetail,
    ExhibitId,
    ExhibitRow,
    HeadView,
)
from casefiles.witness import Witness, witness
from forensics.codec import Json
from forensics.types import Series

DATABASE = "case.db"
ORIGINALS = "originals"
DERIVATIVES = "derivatives"
EXPORTS = "exports"
INCOMING = "incoming"
ROLES = "collector, examiner, authoriser"


_Added = tuple[Growing, str, str]
"""What an event leaves behind: the tree, its leaf in hex, the signed head after it."""


class Case:
    """One open case. Use as a context manager; made by ``create`` and ``open`` only."""

    def __init__(self, path: Path, store: Store, *, signer: Signer | None, home: Path | None, clock: Clock) -> None:
        self.path = path
        self.store = store
        self.clock = clock
        self.signer = signer
        self._leaves = Growing()
        self._last = custody.NO_LEAF
        self._witness: Witness | None = None
        self._newest = ""
        self._known: tuple[str, int] = ("", -1)
        """A key that may sign, and the size of the log at which that was seen."""
        self.doubt = ""
        """Why nothing may be added: the log is damaged, or another copy was seen on this machine; '' if all is well."""
        facts = _facts(store)
        if facts:
            self._name_case(facts, home)
        elif store.number("SELECT count(*) FROM event"):
            raise NotACase(
                f"{path} does not say which case it is", hint="Keep it as it is and compare it with another copy."
            )

    def _name_case(self, fact: Mapping[str, str], home: Path | None) -> None:
        self.id = CaseId(fact["id"])
        self._origin = origin(self.id)
        self.name = fact["name"]
        self._fact = dict(fact)
        if home is not None:
            self._witness = witness(home, f"{self.id}{_branch(self.store)}")
        if self._witness is not None or self.signer is not None:
            self._catch_up()  # who only reads rows need not read the whole log first

    @classmethod
    def create(cls, path: Path, *, name: str, claim: str, signer: Signer, clock: Clock = SYSTEM) -> Case:
        """Make a case folder and its first event; raise CaseExists where something stands at ``path``."""
        if os.path.lexists(path):
            raise CaseExists(f"{path} exists already")
        try:
            with half_made(path) as part:
                for folder in (ORIGINALS, DERIVATIVES, EXPORTS, INCOMING):
                    (part / folder).mkdir(parents=True)
                store = Store.create(part / DATABASE)
                case = cls(path, store, signer=signer, home=None, clock=clock)
                case._begin(name, claim, signer)
                case.close()
                part.rename(path)
                sync_folder(path.parent)
        except OSError as error:
            raise StorageFailed(f"{path} could not be made: {error.strerror}") from error
        return cls.open(path, signer=signer, clock=clock)

    @classmethod
    def open(cls, path: Path, *, signer: Signer | None = None, home: Path | None = None, clock: Clock = SYSTEM) -> Case:
        """Open a case; without a signer or on a read-only disk it can only be read.

        ``home`` is where the witness of this machine is kept; the signer's home where none is given.
        """
        database = path / DATABASE
        if not path.is_dir():
            raise NotACase(f"{path} is not a folder")
        if not database.is_file():
            raise NotACase(f"{path} holds no {DATABASE}")
        writes = signer is not None and os.access(database, os.W_OK) and os.access(path, os.W_OK)
        store = Store.open_for_writing(database) if writes else Store.open_for_reading(database)
        try:
            home = home or (signer.home if signer else None)
            case = cls(path, store, signer=signer if writes else None, home=home, clock=clock)
            case._record_tables()
        except BaseException:
            store.close()
            raise
        return case

    def _record_tables(self) -> None:
        """Put it on record that the case was given tables which the program that made it did not know."""
        if self.store.added and self.writable:
            with contextlib.suppress(KeyUnavailable):  # somebody else's case: it is read as before
                added: list[Json] = [*self.store.added]
                with self.change("case.tables", reason="an earlier program made the case", body={"added": added}):
                    pass

    def close(self) -> None:
        """Close the case, and tell the witness of this machine the newest head."""
        self.remember(self._newest)
        self._newest = ""
        self.store.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Return whether ``change`` can be expected to work."""
        return self.signer is not None and self.store.writable and not self.doubt

    def change(
        self,
        action: str,
        *,
        item: str = "",
        reason: str = "",
        authority: str = "",
        alteration: str = "",
        body: Mapping[str, Json] | None = None,
    ) -> AbstractContextManager[Change]:
        """Hold the only writing door: rows, their event and its signed head stand together, or none of them.

        ``alteration`` names an unavoidable change of the item, with its justification. Raise CaseNotWritable,
        KeyUnavailable, StorageFailed.
        """
        return self._adding(Act(action, item, reason, authority, alteration), body or {}, joins=False)

    def taking_over(self, act: Act, body: Mapping[str, Json]) -> AbstractContextManager[Change]:
        """Hold the change by which somebody goes on with a copy of the log, and whose event brings their key."""
        return self._adding(act, body, joins=True)

    def _adding(self, act: Act, body: Mapping[str, Json], *, joins: bool) -> AbstractContextManager[Change]:
        return _Adding(self, act, body, joins=joins)

    def _begin_change(self, signer: Signer, *, joins: bool) -> tuple[Place, Change]:
        """Make every check that comes before a change, inside its transaction."""
        self._catch_up()
        self._refuse_strangers(signer, joins=joins)
        place = self._next_place()
        return place, Change(self.store, seq=place.seq, at=place.at, salt=new_salt)

    def _take_in(self, added: _Added, act: Act, signer: Signer) -> None:
        """Go on from an event that stands now."""
        seq = self._leaves.size
        self._leaves, self._last, self._newest = added
        if self._known == (signer.key_id, seq) and act.action not in DECISIVE:
            self._known = (signer.key_id, seq + 1)

    def summary(self) -> CaseSummary:
        """Return the case at a glance."""
        count = self.store.number
        return CaseSummary(
            self.path,
            self.id,
            self.name,
            self._fact["claim"],
            self._fact["created"],
            self._fact["created_by"],
            count("SELECT count(*) FROM exhibit"),
            count("SELECT count(*) FROM examination"),
            count("SELECT count(*) FROM event"),
            self.head(),
            self.writable,
        )

    def head(self) -> HeadView:
        """Return the head of the log: size, root and signed note."""
        self._catch_up()
        size = self._leaves.size
        note = next(self.store.rows("SELECT note FROM head WHERE size = ?", (size,)), {"note": ""})["note"]
        return HeadView(size, self._leaves.root().hex(), str(note))

    def exhibits(self) -> tuple[ExhibitRow, ...]:
        """Return all exhibits in order of acquisition."""
        return exhibits.exhibits(self.store)

    def row(self, exhibit: ExhibitId) -> ExhibitRow:
        """Return one exhibit; raise UnknownItem."""
        return exhibits.row(self.store, exhibit)

    def acquisitions(self, exhibit: ExhibitId) -> tuple[AcquisitionRow, ...]:
        """Return the acts of acquisition of one exhibit."""
        return exhibits.acquisitions(self.store, exhibit)

    def examinations(self, exhibit: ExhibitId) -> tuple[ExaminationRow, ...]:
        """Return the examinations of one exhibit, oldest first."""
        return exhibits.examinations(self.store, exhibit)

    def detail(self, exhibit: ExhibitId) -> ExhibitDetail:
        """Return everything known of one exhibit, from its latest examination."""
        return exhibits.detail(self.store, exhibit)

    def series(self, exhibit: ExhibitId, quantity: str, *, stream: int | None = None) -> Series:
        """Return a whole table of the latest examination; raise UnknownItem where it holds none of that name."""
        return exhibits.series(self.store, exhibit, quantity, stream=stream)

    def events(self) -> tuple[EventRow, ...]:
        """Return the custody log."""
        return exhibits.events(self.store)

    def original(self, exhibit: ExhibitId) -> Path:
        """Return where the original is kept."""
        return self.path / exhibits.row(self.store, exhibit).stored_as

    def derivatives(self) -> tuple[Derivative, ...]:
        """Return every file that was ever made from an exhibit."""
        return exhibits.all_derivatives(self.store)

    def derivative_path(self, derivative: Derivative) -> Path:
        """Return where a file made from an exhibit is kept."""
        return self.path / derivative.path

    def witnessed(self) -> Checkpoint | None:
        """Return the largest head of this case seen on this machine, if there is a witness and it is readable."""
        try:
            return self._witness.seen() if self._witness else None
        except NoteRefused:
            return None

    def require_writable(self) -> Signer:
        """Return who writes; raise CaseNotWritable or KeyUnavailable before long work that could not be kept."""
        signer = self._writer()
        self._refuse_strangers(signer)
        return signer

    def _writer(self) -> Signer:
        if self.doubt:
            raise CaseNotWritable(
                self.doubt,
                hint="Run `assay verify`, and use the newer copy if there is one. To go on with an older copy, "
                f"move the witness file {self._witness.path if self._witness else ''} away and say why.",
            )
        if self.signer is None or not self.store.writable:
            if self.signer is None and os.access(self.path / DATABASE, os.W_OK):
                raise KeyUnavailable(f"{self.path} is open for reading only, because no key was unlocked")
            raise CaseNotWritable(f"{self.path} stands on a read-only disk")
        return self.signer

    def _refuse_strangers(self, signer: Signer, *, joins: bool = False) -> None:
        """Only keys that stand in the case may sign, but for an event that brings its own: the first, a takeover.

        Looked up again whenever an event came that this case object did not write, or that is about keys.
        """
        if self._known == (signer.key_id, self._leaves.size):
            return
        known = self.store.number("SELECT count(*) FROM examiner WHERE key = ?", (signer.key_id,))
        if self._leaves.size and not known and not joins:
            raise KeyUnavailable(
                f"the key of {signer.name} is not enrolled in this case",
                hint="Let an examiner of the case enrol it, or open the case read-only.",
            )
        if self.store.number("SELECT count(*) FROM revocation WHERE key = ?", (signer.key_id,)):
            raise KeyUnavailable(
                f"the key of {signer.name} was revoked in this case",
                hint="Have a new key enrolled by an examiner of the case.",
            )
        if known:
            self._known = (signer.key_id, self._leaves.size)

    def _next_place(self) -> Place:
        return Place(self.id, self._leaves.size, self._last, stamp(self.clock.now()), self.clock.state())

    def _append(self, place: Place, act: Act, change: Change, signer: Signer) -> _Added:
        try:
            entry = custody.write(place, act, change.body(), signer)
        except EventRefused as error:
            raise StorageFailed(f"the event of {act.action} cannot be written: {error}") from error
        leaf = entry.leaf
        grown = self._leaves.copy()
        grown.add(leaf)
        text = checkpoint_text(self._origin, grown.size, grown.root())
        note = notes.sign(text, signer_name(signer.key_id), signer.public, signer.sign)
        self.store.add_event(place.seq, (entry.canon, entry.signature, leaf), note)
        return grown, leaf.hex(), note

    def _begin(self, name: str, claim: str, signer: Signer) -> None:
        import uuid

        now = stamp(self.clock.now())
        fact = {"id": str(uuid.uuid4()), "name": name, "claim": claim, "created": now, "created_by": signer.name}
        self._name_case(fact, None)
        key: dict[str, Json] = {
            "name": signer.name,
            "key": signer.key_id,
            "public": signer.public.hex(),
            "roles": ROLES,
        }
        with self.change("case.open", body={"name": name, "claim": claim, "enrol": key}) as change:
            change.insert("case_fact", fact)
            change.insert(
                "examiner",
                {
                    "key": signer.key_id,
                    "name": signer.name,
                    "public": signer.public.hex(),
                    "roles": ROLES,
                    "enrolled": now,
                },
            )

    def _catch_up(self) -> None:
        """Take in the leaves that another process added, and hold the whole against the witness."""
        if self._leaves.size and self.store.number("SELECT max(seq) FROM event") == self._leaves.size - 1:
            return
        seen = self.witnessed() if not self._leaves.size else None
        grown, last, gap = self._leaves.copy(), self._last, False
        for seq, leaf in self.store.tuples("SELECT seq, leaf FROM event WHERE seq >= ? ORDER BY seq", (grown.size,)):
            gap = not isinstance(leaf, bytes) or seq != grown.size
            if gap or not isinstance(leaf, bytes):
                self.doubt = f"the custody log of {self.path} has a gap at event {grown.size}"
                break
            grown.add(leaf)
            last = leaf.hex()
            if seen is not None and seen.size == grown.size and seen.root != grown.root():
                self.doubt = (
                    f"event {seen.size - 1} or one before it differs from the log that was seen on this machine"
                )
        self._leaves, self._last = grown, last
        if not gap and seen is not None and seen.size > grown.size:
            self.doubt = f"this copy holds {grown.size} events, but one with {seen.size} was seen on this machine"

    def remember(self, note: str) -> None:
        """Tell the witness of this machine a head; that it cannot be written harms nothing that stands in the case."""
        if self._witness is None or not note:
            return
        try:
            self._witness.remember(note)
        except (OSError, NoteRefused):
            return


class _Adding(AbstractContextManager[Change]):
    """The writing door while it is open (a class and no generator: it is gone through for every change)."""

    __slots__ = ("_act", "_body", "_case", "_change", "_joins", "_place", "_signer")

    def __init__(self, case: Case, act: Act, body: Mapping[str, Json], *, joins: bool) -> None:
        self._case, self._act, self._body, self._joins = case, act, body, joins

    def __enter__(self) -> Change:
        case = self._case
        self._signer = signer = case._writer()
        case.store.begin()
        try:
            self._place, self._change = case._begin_change(signer, joins=self._joins)
            self._change.record(**self._body)
        except BaseException:
            case.store.end()
            raise
        return self._change

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        case, act, change = self._case, self._act, self._change
        try:
            if kind is not None:
                return
            if change.item:
                act = replace(act, item=change.item)
            added = case._append(self._place, act, change, self._signer)
            case.store.commit()
        finally:
            case.store.end()
        case._take_in(added, act, self._signer)


def _facts(store: Store) -> dict[str, str]:
    """Return what the case is called, from its row or, where that is gone, from its first event."""
    rows = store.rows("SELECT id, name, claim, created, created_by FROM case_fact LIMIT 1")
    fact = next(rows, None)
    if fact is not None:
        return {name: str(value) for name, value in fact.items()}
    first = next(store.rows("SELECT canon FROM event WHERE seq = 0"), None)
    if first is None or not isinstance(first["canon"], bytes):
        return {}
    try:
        event = custody.read(first["canon"])
    except EventRefused:
        return {}
    said = {name: str(event.body.get(name, "")) for name in ("name", "claim")}
    return {"id": event.place.case, **said, "created": event.place.at, "created_by": event.actor}


def _branch(store: Store) -> str:
    """Return '' for a case as it began, and what tells a copy that somebody took over from the case itself."""
    sql = "SELECT hex(e.leaf) AS leaf FROM takeover t JOIN event e ON e.seq = t.event ORDER BY t.event DESC LIMIT 1"
    found = next(store.rows(sql), None)
    return f"-{str(found['leaf'])[:16].lower()}" if found else ""
