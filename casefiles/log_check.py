"""Reading the whole custody log again: order, chain, canonical form, signatures, keys, signed heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from casefiles import custody, notes
from casefiles.binding import Binding
from casefiles.custody import DECISIVE, NO_LEAF, Act, Entry, Event, EventRefused, Place
from casefiles.merkle import Growing
from casefiles.notes import Checkpoint, NoteRefused, origin
from casefiles.views import Problem
from forensics.codec import Json

if TYPE_CHECKING:
    from casefiles.event_check import GoodEvent, GoodHead, StoredEvent, StoredHead
    from casefiles.signatures import Bulk

Again: TypeAlias = "Callable[[int], StoredEvent]"
"""Gives the stored row of an event that was checked elsewhere."""


@dataclass(frozen=True, slots=True)
class BoundRow:
    """A row that an event says it brought."""

    seq: int
    binding: Binding


@dataclass(frozen=True, slots=True)
class BoundRun:
    """Rows of a long table that an event says it brought."""

    seq: int
    count: int
    root: str


@dataclass(slots=True)
class LogReading:
    """What the log says, and everything that is wrong with it."""

    case: str = ""
    size: int = 0
    keys: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    roots: list[bytes] = field(default_factory=list)
    """The root after each event: ``roots[n]`` is that of the first n events."""
    revoked: dict[str, int] = field(default_factory=dict)
    custodian: str = ""
    offer: tuple[int, str, str] | None = None
    """The open offer: its event, its leaf, and the key that it was made to."""
    rows: dict[tuple[str, str], BoundRow] = field(default_factory=dict)
    runs: dict[tuple[str, str, int], BoundRun] = field(default_factory=dict)
    unreadable: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    clock_went_back: list[int] = field(default_factory=list)
    head_is_good: bool = False
    """Whether the signed head of the whole log stands and is good."""
    last_seal: tuple[int, str, str] | None = None
    """Size of the last sealed head, the authority, and the time that it states."""
    stamps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """OpenTimestamps proofs that are of their heads, and which block headers they lead to, in words."""
    older: tuple[str, ...] = ()
    """Tables that a case made by an earlier program does not have, and that no event brought rows to."""
    unindexed: tuple[str, ...] = ()
    """Indexes by which rows of an event are found quickly, and which the case lacks: nothing rests on them."""
    reports_elsewhere: int = 0
    takeovers: list[tuple[int, str, str]] = field(default_factory=list)
    """Where somebody went on with a copy of the log: the event, the name, and the key."""
    removed: list[str] = field(default_factory=list)
    """Exhibits whose original was removed by a recorded act."""

    def add(self, place: str, what: str) -> None:
        """Take down a problem."""
        self.problems.append(Problem(place, what))


@dataclass(slots=True)
class _Read:
    """An event as it was read: by which leaf it is known, which one it names before it; or, found good already, so."""

    seq: int
    leaf: bytes
    prev: str | None
    """None where the event cannot be read."""
    event: Event | None
    entry: Entry | None
    good: GoodEvent | None = None


def _nothing_again(seq: int) -> StoredEvent:
    raise AssertionError(f"event {seq} was not checked elsewhere")


def read_log(stored: Iterable[GoodEvent | StoredEvent], case: str, again: Again = _nothing_again) -> LogReading:
    """Return what the events say; everything that is wrong is taken down, nothing stops the reading.

    Events that were found good in themselves need only be held against those before them.
    """
    from casefiles.signatures import Bulk

    edge, last_at = Growing(), ""
    log = LogReading(case=case, roots=[edge.root()])
    with Bulk() as bulk:
        for read in _chained(stored, log):
            edge.add(read.leaf)
            log.roots.append(edge.root())
            log.size = edge.size
            if read.good is not None and _is_as_expected(log, read.good):
                _, _, _, at, _, _, _, rows, runs = read.good
                _take_bindings(log, rows, runs, read.seq)
                if at < last_at:
                    log.clock_went_back.append(read.seq)
                else:
                    last_at = at
                continue
            event = read.event or _event(log, read.good)
            if event is None:
                continue
            _check_place(log, event, read.seq)
            _check_signer(log, read, event, bulk, again)
            _check_custody(log, event, read.seq, read.leaf.hex())
            _take_bindings(log, event.body.get("rows"), event.body.get("runs"), read.seq)
            if event.place.at < last_at:
                log.clock_went_back.append(read.seq)
            last_at = max(last_at, event.place.at)
        for seq in bulk.bad():
            log.add(f"event {seq}", custody.BAD_SIGNATURE)
    if not log.size:
        log.add("custody log", "holds no event")
    return log


def check_heads(log: LogReading, heads: Iterable[GoodHead | StoredHead]) -> None:
    """Hold the signed heads that stand in the case against the log."""
    from casefiles.signatures import Bulk, Signed

    keys = notes.named_keys(log.keys)
    ours = origin(log.case)
    seen: set[int] = set()
    wrong: set[int] = set()
    differing: list[int] = []
    with Bulk() as bulk:
        for stored in heads:
            if len(stored) == 3:
                seen.add(stored[0])
                if stored[1] == ours and 0 < stored[0] <= log.size and log.roots[stored[0]] == stored[2]:
                    continue
                if not _note_head(log, stored[0], Checkpoint(stored[1], stored[0], stored[2]), differing):
                    wrong.add(stored[0])
                continue
            size, note = stored
            if not isinstance(size, int) or not isinstance(note, str):
                log.add(f"head {size!r}", "is not a size and a note")
                continue
            seen.add(size)
            try:
                text, signatures = notes.signatures(note, keys)
                message = text.encode()
                head = notes.read_checkpoint(text)
            except (NoteRefused, UnicodeEncodeError) as error:
                log.add(f"head of {size} events", str(error))
                wrong.add(size)
                continue
            if not _note_head(log, size, head, differing):
                wrong.add(size)
                continue
            for public, signature in signatures:
                bulk.add(Signed(size, public, signature, message))
        bad = frozenset(bulk.bad())
    for size in sorted(bad):
        log.add(f"head of {size} events", "the signature is not good")
    log.head_is_good = log.size in seen and log.size not in {*bad, *wrong, *differing}
    if differing:
        more = f", nor do {len(differing) - 1} later ones" if len(differing) > 1 else ""
        log.add(f"head of {differing[0]} events", f"its root does not match the log{more}")
    missing = [size for size in range(1, log.size + 1) if size not in seen]
    if missing:
        log.add(f"head of {missing[0]} events", f"is missing ({len(missing)} in all)")


def _note_head(log: LogReading, size: int, head: Checkpoint, differing: list[int]) -> bool:
    """Take down what is wrong with a head; return whether it is one of this log at all."""
    try:
        _check_head(log, size, head, differing)
    except NoteRefused as error:
        log.add(f"head of {size} events", str(error))
        return False
    return True


def _check_head(log: LogReading, size: int, head: Checkpoint, differing: list[int]) -> None:
    if head.size != size or head.origin != origin(log.case):
        raise NoteRefused("is of another log or of another size")
    if size > log.size:
        raise NoteRefused(f"the log holds only {log.size}: its end was cut off")
    if log.roots[size] != head.root:
        differing.append(size)


def check_outside(log: LogReading, heads: Sequence[Checkpoint], whence: str) -> None:
    """Hold heads known from outside the case against the log."""
    for head in heads:
        place = f"head of {head.size} events known from {whence}"
        if head.origin and head.origin != origin(log.case):
            log.add(place, "is of another case")
        elif head.size > log.size:
            log.add(place, f"this copy holds only {log.size}: its end was cut off, or it is an older copy")
        elif log.roots[head.size] != head.root:
            log.add(place, "this log has another root at that size: it was rewritten, or it is another log")


def _chained(stored: Iterable[GoodEvent | StoredEvent], log: LogReading) -> Iterator[_Read]:
    """Yield each event with the leaf that it is known by: the one that the event after it names, if there is one.

    So one changed event is one problem, and not a problem of everything that follows.
    """
    waiting: _Read | None = None
    expected, prev = 0, NO_LEAF
    for row in stored:
        match row:
            case (_, _, _, _):
                read = _slowly(log, row)
            case _:
                read = _Read(row[0], row[1], row[2], None, None, row)
        if read is None:
            continue
        if read.seq != expected:
            log.add(f"event {expected}", f"is missing; the next one is event {read.seq}")
        expected = read.seq + 1
        if waiting is not None:
            prev = waiting.leaf.hex()
            if read.prev is not None and read.prev != prev:
                prev = _link(log, waiting, prev, read)
                waiting.leaf = bytes.fromhex(prev)
            yield waiting
        elif read.prev is not None and read.prev != prev:
            log.add(f"event {read.seq}", "names an event before it, and there is none")
        waiting = read
    if waiting is not None:
        yield waiting


def _is_as_expected(log: LogReading, row: GoodEvent) -> bool:
    """Return whether the signer of an event that is good in itself was who it says, and could sign at that place."""
    _, _, _, _, actor, key, public, _, _ = row
    return log.keys.get(key) == public and log.names[key] == actor and key not in log.revoked


def _event(log: LogReading, row: GoodEvent | None) -> Event | None:
    """Return what is known of an event that is good in itself, and decides on no others."""
    if row is None:
        return None
    seq, _, prev, at, actor, key, _, rows, runs = row
    return Event(Place(log.case, seq, prev, at, ""), Act(""), actor, key, "", "", {"rows": rows, "runs": runs})


def _slowly(log: LogReading, row: StoredEvent) -> _Read | None:
    """Read an event as it is stored, taking down whatever is wrong with it."""
    seq, canon, signature, leaf = row
    if not (isinstance(seq, int) and isinstance(canon, bytes) and isinstance(signature, bytes)):
        log.add(f"event {seq!r}", "is not stored as an event")
        return None
    entry = Entry(canon, signature)
    event = _read(log, entry, seq)
    if leaf != entry.leaf:
        log.add(f"event {seq}", "the leaf stored beside it is not that of its bytes")
    return _Read(seq, entry.leaf, event.place.prev if event else None, event, entry)


def _link(log: LogReading, before: _Read, computed: str, after: _Read) -> str:
    """Return the leaf of an event as the next one names it; take down that the two disagree."""
    log.add(f"event {before.seq}", f"is not the one that event {after.seq} was chained to")
    named = after.prev or ""
    return named if len(named) == 64 and not set(named) - set("0123456789abcdef") else computed


def _read(log: LogReading, entry: Entry, seq: int) -> Event | None:
    try:
        return custody.read(entry.canon)
    except EventRefused as error:
        log.add(f"event {seq}", str(error))
        log.unreadable.add(seq)
        return None


def _check_place(log: LogReading, event: Event, seq: int) -> None:
    if event.place.seq != seq:
        log.add(f"event {seq}", f"says that it is event {event.place.seq}")
    if event.place.case != log.case:
        log.add(f"event {seq}", "belongs to another case")


def _check_signer(log: LogReading, read: _Read, event: Event, bulk: Bulk, again: Again) -> None:
    """Look at the key first, then at the signature, then at the keys that the event brings or takes away."""
    seq = read.seq
    try:
        if seq == 0:
            name, key, public = custody.public_key(event.body)
            log.keys[key], log.names[key], log.custodian = public, name, key
        if seq and event.act.action == "takeover":
            _take_over(log, event, seq)
        signer = log.keys.get(event.key)
        if signer is None:
            raise EventRefused(f"the key {event.key[:16]}… was not enrolled when it was signed")
        if read.good is None or read.good[6] != signer:
            _check_signature(seq, read.entry or _stored(again(seq)), event, signer, bulk)
        if event.key in log.revoked:
            raise EventRefused(f"is signed with a key that was revoked in event {log.revoked[event.key]}")
        if log.names[event.key] != event.actor:
            raise EventRefused(f"is signed with the key of {log.names[event.key]}, but names {event.actor}")
        if seq and event.act.action == "key.enrol":
            name, key, public = custody.public_key(event.body)
            custody.check_possession(log.case, public, str(event.body.get("possession", "")))
            log.keys[key], log.names[key] = public, name
        if event.act.action == "key.revoke":
            _revoke(log, event, seq)
    except EventRefused as error:
        log.add(f"event {seq}", str(error))


def _check_signature(seq: int, entry: Entry, event: Event, signer: bytes, bulk: Bulk) -> None:
    if seq == 0 or event.act.action in DECISIVE:
        custody.check_signature(entry, signer)
    else:
        from casefiles.signatures import Signed

        bulk.add(Signed(seq, signer, entry.signature, custody.pae(custody.EVENT_TYPE, entry.canon)))


def _stored(row: StoredEvent) -> Entry:
    _, canon, signature, _ = row
    if not isinstance(canon, bytes) or not isinstance(signature, bytes):
        raise EventRefused("is not stored as an event")
    return Entry(canon, signature)


def _take_over(log: LogReading, event: Event, seq: int) -> None:
    """Let somebody go on with a copy of the log under a key of their own: said in every verification, never hidden."""
    name, key, public = custody.public_key(event.body)
    custody.check_possession(log.case, public, str(event.body.get("possession", "")))
    if key != event.key:
        raise EventRefused("takes the log over with another key than it is signed with")
    if log.names.setdefault(key, name) != name:
        raise EventRefused(f"takes the log over with the key of {log.names[key]}, but names {name}")
    if event.body.get("head_size") != seq or event.body.get("head_root") != log.roots[seq].hex():
        raise EventRefused("takes over another log than this one")
    log.keys[key], log.custodian, log.offer = public, key, None
    log.takeovers.append((seq, name, key))


def _revoke(log: LogReading, event: Event, seq: int) -> None:
    key = event.body.get("revoke")
    if not isinstance(key, str) or key not in log.keys or key in log.revoked:
        raise EventRefused("revokes no key that is in force")
    log.revoked[key] = seq


def _check_custody(log: LogReading, event: Event, seq: int, leaf: str) -> None:
    """Follow offers and answers: only the custodian offers, only the one named answers, and names the offer's leaf."""
    match event.act.action:
        case "custody.offer":
            if event.key != log.custodian:
                log.add(f"event {seq}", "offers custody, but its signer does not have it")
            if log.offer is not None:
                log.add(f"event {seq}", f"offers custody while the offer of event {log.offer[0]} is open")
            log.offer = (seq, leaf, str(event.body.get("to", "")))
        case "custody.accept" | "custody.refuse":
            if log.offer != (event.body.get("offer"), event.body.get("offer_leaf"), event.key):
                log.add(f"event {seq}", "answers no open offer that was made to its signer")
            elif event.act.action == "custody.accept":
                log.custodian = event.key
            log.offer = None
        case _:
            return


def _take_bindings(log: LogReading, rows: Json, runs: Json, seq: int) -> None:
    """Take from the body of an event which rows it brought."""
    for bound in _list(rows):
        match bound:
            case [str(table), str(key), str(digest), str(marks)]:
                if (table, key) in log.rows:
                    log.add(f"event {seq}", f"brings the row {table} {key} again")
                log.rows[table, key] = BoundRow(seq, Binding(digest, marks))
            case _:
                log.add(f"event {seq}", "names a row in no known way")
    for run in _list(runs):
        match run:
            case [str(table), str(owner), int(count), str(root)]:
                log.runs[table, owner, seq] = BoundRun(seq, count, root)
            case _:
                log.add(f"event {seq}", "names rows in no known way")


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
