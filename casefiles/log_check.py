"""Reading the whole custody log again: order, chain, canonical form, signatures, keys, signed heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from casefiles import custody, notes
from casefiles.binding import Binding
from casefiles.case import note_keys, origin
from casefiles.custody import NO_LEAF, Entry, Event, EventRefused
from casefiles.merkle import Frontier
from casefiles.notes import Checkpoint, NoteRefused
from casefiles.signatures import Bulk, Signed
from casefiles.views import Problem
from forensics.codec import Json

StoredEvent = tuple[object, object, object, object]
"""seq, canon, signature, leaf as the database gives them; their types are not relied on."""


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
    last_note: str = ""
    """The signed head of the whole log, where one stands and is good."""
    last_seal: tuple[int, str, str] | None = None
    """Size of the last sealed head, the authority, and the time that it states."""
    reports_elsewhere: int = 0
    takeovers: list[tuple[int, str, str]] = field(default_factory=list)
    """Where somebody went on with a copy of the log: the event, the name, and the key."""
    removed: list[str] = field(default_factory=list)
    """Exhibits whose original was removed by a recorded act."""

    def add(self, place: str, what: str) -> None:
        """Take down a problem."""
        self.problems.append(Problem(place, what))


def read_log(stored: Iterable[StoredEvent], case: str) -> LogReading:
    """Return what the events say; everything that is wrong is taken down, nothing stops the reading."""
    log = LogReading(case=case, roots=[Frontier().root()])
    edge, last_at = Frontier(), ""
    with Bulk() as bulk:
        for entry, event, leaf, claimed in _chained(stored, log):
            edge = edge.add(leaf)
            log.roots.append(edge.root())
            log.size = edge.size
            if event is None:
                continue
            _check_place(log, event, claimed)
            _check_signer(log, entry, event, claimed, bulk)
            _check_custody(log, event, claimed, leaf.hex())
            _take_bindings(log, event, claimed)
            if event.place.at < last_at:
                log.clock_went_back.append(claimed)
            last_at = max(last_at, event.place.at)
        for seq in bulk.bad():
            log.add(f"event {seq}", custody.BAD_SIGNATURE)
    if not log.size:
        log.add("custody log", "holds no event")
    return log


def check_heads(log: LogReading, heads: Iterable[tuple[object, object]]) -> None:
    """Hold the signed heads that stand in the case against the log."""
    keys = note_keys(tuple(log.keys.items()))
    seen: set[int] = set()
    differing: list[int] = []
    with Bulk() as bulk:
        for size, note in heads:
            if not isinstance(size, int) or not isinstance(note, str):
                log.add(f"head {size!r}", "is not a size and a note")
                continue
            seen.add(size)
            try:
                text, signatures = notes.signatures(note, keys)
                _check_head(log, size, notes.read_checkpoint(text), differing)
            except (NoteRefused, UnicodeEncodeError) as error:
                log.add(f"head of {size} events", str(error))
                continue
            if size == log.size:
                log.last_note = note
            for public, signature in signatures:
                bulk.add(Signed(size, public, signature, text.encode()))
        for size in dict.fromkeys(bulk.bad()):
            log.add(f"head of {size} events", "the signature is not good")
            log.last_note = "" if size == log.size else log.last_note
    if differing:
        more = f", nor do {len(differing) - 1} later ones" if len(differing) > 1 else ""
        log.add(f"head of {differing[0]} events", f"its root does not match the log{more}")
    missing = [size for size in range(1, log.size + 1) if size not in seen]
    if missing:
        log.add(f"head of {missing[0]} events", f"is missing ({len(missing)} in all)")


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


def _chained(stored: Iterable[StoredEvent], log: LogReading) -> Iterator[tuple[Entry, Event | None, bytes, int]]:
    """Yield each event with the leaf that it is known by: the one that the event after it names, if there is one.

    So one changed event is one problem, and not a problem of everything that follows.
    """
    waiting: tuple[Entry, Event | None, int] | None = None
    expected, prev = 0, NO_LEAF
    for seq, canon, signature, leaf in stored:
        if not (isinstance(seq, int) and isinstance(canon, bytes) and isinstance(signature, bytes)):
            log.add(f"event {seq!r}", "is not stored as an event")
            continue
        if seq != expected:
            log.add(f"event {expected}", f"is missing; the next one is event {seq}")
        expected = seq + 1
        entry = Entry(canon, signature)
        event = _read(log, entry, seq)
        if waiting is not None:
            prev = _link(log, waiting, event)
            yield (waiting[0], waiting[1], bytes.fromhex(prev), waiting[2])
        if event is not None and waiting is None and event.place.prev != prev:
            log.add(f"event {seq}", "names an event before it, and there is none")
        if leaf != entry.leaf:
            log.add(f"event {seq}", "the leaf stored beside it is not that of its bytes")
        waiting = (entry, event, seq)
    if waiting is not None:
        yield (waiting[0], waiting[1], waiting[0].leaf, waiting[2])


def _link(log: LogReading, before: tuple[Entry, Event | None, int], after: Event | None) -> str:
    """Return the leaf of an event as the next one names it; take down where the two disagree."""
    computed = before[0].leaf.hex()
    if after is None or after.place.prev == computed:
        return computed
    log.add(f"event {before[2]}", f"is not the one that event {after.place.seq} was chained to")
    named = after.place.prev
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


DECISIVE = frozenset({"key.enrol", "key.revoke", "takeover", "custody.offer", "custody.accept", "custody.refuse"})
"""Acts on which later events rest: their signatures are checked before anything is taken from them."""


def _check_signer(log: LogReading, entry: Entry, event: Event, seq: int, bulk: Bulk) -> None:
    """Look at the key first, then at the signature, then at the keys that the event brings or takes away."""
    try:
        if seq == 0:
            name, key, public = custody.public_key(event.body)
            log.keys[key], log.names[key], log.custodian = public, name, key
        if seq and event.act.action == "takeover":
            _take_over(log, event, seq)
        signer = log.keys.get(event.key)
        if signer is None:
            raise EventRefused(f"the key {event.key[:16]}… was not enrolled when it was signed")
        if seq == 0 or event.act.action in DECISIVE:
            custody.check_signature(entry, signer)
        else:
            bulk.add(Signed(seq, signer, entry.signature, custody.pae(custody.EVENT_TYPE, entry.canon)))
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


def _take_bindings(log: LogReading, event: Event, seq: int) -> None:
    """Take from the body which rows the event brought."""
    for bound in _list(event.body.get("rows")):
        match bound:
            case [str(table), str(key), str(digest), str(marks)]:
                if (table, key) in log.rows:
                    log.add(f"event {seq}", f"brings the row {table} {key} again")
                log.rows[table, key] = BoundRow(seq, Binding(digest, marks))
            case _:
                log.add(f"event {seq}", "names a row in no known way")
    for run in _list(event.body.get("runs")):
        match run:
            case [str(table), str(owner), int(count), str(root)]:
                log.runs[table, owner, seq] = BoundRun(seq, count, root)
            case _:
                log.add(f"event {seq}", "names rows in no known way")


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
