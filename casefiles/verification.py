"""Verification: every kept file, row and event is read again, and all that is wrong is named with its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from threading import Lock

from casefiles import custody
from casefiles.case import DATABASE, DERIVATIVES, EXPORTS, ORIGINALS, Case
from casefiles.errors import AssayError, Cancelled
from casefiles.file_check import KeptFile, checking_files, glance_at_files, unknown_files
from casefiles.log_check import LogReading, check_outside
from casefiles.notes import Checkpoint, NoteRefused, read_checkpoint, text_of
from casefiles.row_check import check_rows, check_schema, query, reading
from casefiles.sourcefile import display, mount_of
from casefiles.views import HeadView, Problem, Verification, Watcher
from forensics.codec import Json
from forensics.types import Progress

MOST_RECORDED = 100
"""Problems that are written into the event; their number is always written."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What is known from outside the case: heads (printed, mailed, sealed) and the key ids of its examiners."""

    heads: tuple[Checkpoint, ...] = ()
    keys: tuple[str, ...] = ()


NOTHING = Outside()
NOT_READ = "The kept files were not read: a change that leaves a file's size as it was is not seen by a quick check."


def printed_head(text: str) -> Checkpoint:
    """Return the head that a signed note states, or the line 'SIZE ROOT' of a report; raise NoteRefused."""
    words = text.split()
    if len(words) == 2 and words[0].isascii() and words[0].isdigit() and len(words[1]) == 64:
        try:
            return Checkpoint("", int(words[0]), bytes.fromhex(words[1]))
        except ValueError:
            raise NoteRefused("the root is not hex") from None
    return read_checkpoint(text_of(text))


def verify(
    case: Case,
    watcher: Watcher = Watcher(),  # noqa: B008 - frozen
    *,
    outside: Outside = NOTHING,
    quick: bool = False,
) -> Verification:
    """Read everything again and return all that is wrong; record the outcome where the case can be written.

    ``quick`` reads log and rows whole, but of the kept files only what their folders show.
    """
    with ExitStack() as stack:
        with reading(case.path / DATABASE) as connection:  # and no longer: who wants to write waits for it
            kept = LogReading()  # what is said of the files comes after what is said of the log
            files = _kept_files(connection, kept, read_only=mount_of(case.path).keeps_permissions)
            progress = BytesRead(watcher, "reading the kept files", sum(max(one.size, 0) for one in files), aloud=False)
            wrong_files = stack.enter_context(checking_files(case.path, () if quick else files, progress.add))
            log = _check_log(connection, case, watcher, outside)
            check_schema(connection, log)
            last_note = _last_note(connection, log)
            rows = check_rows(connection, log, _teller(watcher, "holding rows against their events", 0, "row"))
        log.problems += kept.problems
        log.removed, log.reports_elsewhere = kept.removed, kept.reports_elsewhere
        unknown, unfinished = _unknown(case)
        progress.speak()
        seen = glance_at_files(case.path, files) if quick else wrong_files()
    problems = [*log.problems, *seen]
    problems += unknown
    found = Verification(
        tuple(problems),
        log.size,
        sum(kept.path.startswith(f"{ORIGINALS}/") for kept in files),
        sum(kept.path.startswith(f"{DERIVATIVES}/") for kept in files),
        rows,
        progress.done,
        HeadView(log.size, log.roots[-1].hex(), last_note),
        (*((NOT_READ,) if quick else ()), *unfinished, *_limits(case, log, outside)),
        "",
        "quick" if quick else "full",
    )
    if not found.problems:
        case.remember(last_note)
    return _recorded(case, found)


class BytesRead:
    """Bytes read by several threads, told to one watcher; if not ``aloud``, only from ``speak`` on."""

    def __init__(self, watcher: Watcher, step: str, total: int, *, aloud: bool = True) -> None:
        self.done = 0
        self._watcher, self._step, self._total, self._aloud = watcher, step, total, aloud
        self._lock = Lock()

    def speak(self) -> None:
        """Tell from now on, beginning with what was read until now; raise Cancelled."""
        self._aloud = True
        self.add(0)

    def add(self, count: int) -> None:
        """Count more bytes, from any thread; raise Cancelled if a person wants to stop."""
        with self._lock:
            self.done += count
            if self._watcher.cancelled():
                raise Cancelled(f"stopped while {self._step}")
            if self._aloud:
                self._watcher.progress(Progress(self._step, self.done, self._total, "byte"))


def _teller(watcher: Watcher, step: str, total: int, unit: str) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if watcher.cancelled():
            raise Cancelled(f"stopped while {step}")
        watcher.progress(Progress(step, done, total, unit))

    return tell


def _check_log(connection: sqlite3.Connection, case: Case, watcher: Watcher, outside: Outside) -> LogReading:
    from casefiles.log_reading import read_whole_log

    tell = _teller(watcher, "reading the custody log", 0, "event")
    log = read_whole_log(connection, case.path / DATABASE, case.id, tell)
    _check_seals(connection, log)
    _check_stamps(connection, log)
    seen = case.witnessed()
    if seen is not None:
        check_outside(log, (seen,), "the witness file of this machine")
    check_outside(log, outside.heads, "outside")
    for key in outside.keys:
        if key not in log.keys:
            log.add("keys", f"the key {key} is enrolled nowhere in this case")
    for key in sorted(set(log.keys) - set(outside.keys)) if outside.keys else ():
        log.add("keys", f"the key {key} of {log.names[key]} is not among those known from outside")
    return log


def _last_note(connection: sqlite3.Connection, log: LogReading) -> str:
    """Return the signed head of the whole log, '' where none is good."""
    if not log.head_is_good:
        return ""
    # Read through, as the log was: where a page is damaged, a look-up by size may miss what stands.
    last = next(query(connection, f"SELECT note FROM head WHERE +size = {log.size:d}", log, "head"), None)  # noqa: S608
    return "" if last is None else str(last[0])


def _check_seals(connection: sqlite3.Connection, log: LogReading) -> None:
    """Hold every seal against the head that it is of, by the certificates that are kept with it."""
    sql = (
        "SELECT s.id, s.head_size, s.token, s.certificates, s.sealed, s.authority, coalesce(h.note, '') "
        "FROM seal s LEFT JOIN head h ON h.size = s.head_size ORDER BY s.head_size, s.id"
    )
    for row in query(connection, sql, log, "table seal"):
        from casefiles.seal import SealRefused, check_token

        match row:
            case (str(name), int(size), str(token), str(certificates), str(sealed), str(authority), str(note)):
                try:
                    found = check_token(bytes.fromhex(token), note, certificates)
                except (SealRefused, ValueError) as error:
                    log.add(f"seal {name}", f"is not good for the head of {size} events: {error}")
                    continue
                if found != sealed:
                    log.add(f"seal {name}", f"states {found}, not {sealed}")
                log.last_seal = (size, authority, found)
            case _:
                log.add("case.db, table seal", "holds a row of the wrong types")


def _check_stamps(connection: sqlite3.Connection, log: LogReading) -> None:
    """Hold every OpenTimestamps proof against the head that it is of, and against the block headers at hand."""
    from casefiles.stamps import headers_of, shows

    brought = headers_of(query(connection, "SELECT height, header FROM block_header", log, "table block_header"))
    sql = (
        "SELECT s.id, s.head_size, s.proof, coalesce(h.note, '') FROM stamp s LEFT JOIN head h ON h.size = s.head_size "
        "ORDER BY s.event"
    )
    for row in query(connection, sql, log, "table stamp"):
        match row:
            case (str(name), int(size), str(proof), str(note)):
                try:
                    found = shows(bytes.fromhex(proof), sha256(note.encode()).digest(), brought, size)
                except ValueError as error:  # ProofRefused, UnicodeEncodeError and what is not hex
                    log.add(f"stamp {name}", f"is no proof of the head of {size} events: {error}")
                    continue
                log.stamps[name] = found
            case _:
                log.add("case.db, table stamp", "holds a row of the wrong types")


def glance(case: Case) -> tuple[Problem, ...]:
    """Return what an opening shows without reading any file: kept files that are missing or of another size.

    Takes a look at each file's folder entry; nothing is recorded.
    """
    log = LogReading()
    with reading(case.path / DATABASE) as connection:
        files = _kept_files(connection, log, read_only=False)
    doubt = [Problem("custody log", case.doubt)] if case.doubt else []
    return (*doubt, *log.problems, *glance_at_files(case.path, files))


def days_since_last(case: Case) -> float | None:
    """Return how many days ago this case was verified in full and found whole; None where it never was."""
    sql = 'SELECT canon FROM event WHERE instr(canon, CAST(\'"action":"verify"\' AS BLOB)) ORDER BY seq DESC'
    for row in case.store.rows(sql):
        event = custody.read(bytes(row["canon"])) if isinstance(row["canon"], bytes) else None
        if event is None or event.act.action != "verify" or event.body.get("extent", "full") != "full":
            continue
        if event.body.get("problems") == 0:
            return (case.clock.now() - datetime.fromisoformat(event.place.at)).total_seconds() / 86_400
    return None


_LAST_EVENTS = (
    "LEFT JOIN (SELECT exhibit, max(event) AS event FROM removal GROUP BY exhibit) r ON r.exhibit = e.id "
    "LEFT JOIN (SELECT exhibit, max(event) AS event FROM acquisition GROUP BY exhibit) a ON a.exhibit = e.id"
)
"""For each exhibit e its last removal r and acquisition a: found once for all, not anew for each."""


def _kept_files(connection: sqlite3.Connection, log: LogReading, *, read_only: bool) -> list[KeptFile]:
    files: list[KeptFile] = []
    sql = (
        "SELECT e.id, e.stored_as, e.sha256, e.size, coalesce(p.length, 0), coalesce(p.digests, ''), "  # noqa: S608
        f"coalesce(r.event, -1), coalesce(a.event, -1) FROM exhibit e {_LAST_EVENTS} "
        "LEFT JOIN piece_map p ON p.exhibit = e.id ORDER BY e.id"
    )
    for row in query(connection, sql, log, "table exhibit"):
        match row:
            case (str(owner), _, _, _, _, _, int(removed), int(acquired)) if removed > acquired:
                log.removed.append(owner)
            case (str(owner), str(path), str(digest), int(size), int(length), str(pieces), _, _):
                files.append(KeptFile(path, digest, owner, size, length, pieces, read_only=read_only))
            case _:
                log.add("case.db, table exhibit", "holds a row of the wrong types")
    for sql, place in (
        ("SELECT id, path, sha256 FROM derivative ORDER BY id", "derivative"),
        ("SELECT report, path, sha256 FROM report_file ORDER BY report, format", "report_file"),
    ):
        for row in query(connection, sql, log, f"table {place}"):
            match row:
                case (str(owner), str(path), str(digest)):
                    if place == "derivative" or path.startswith(f"{EXPORTS}/"):
                        files.append(KeptFile(path, digest, owner))
                    else:
                        log.reports_elsewhere += 1
                case _:
                    log.add(f"case.db, table {place}", "holds a row of the wrong types")
    return files


LEFT_BEHIND = (
    "belongs to work that is under way or did not come to its end; nothing in the case refers to it, and repeating the "
    "work takes it in or clears it, with a record."
)
_ORPHANS = (
    (
        ORIGINALS,
        # An original that was removed and stands again is as unknown as one that never was recorded.
        f"SELECT e.stored_as AS path FROM exhibit e {_LAST_EVENTS} WHERE coalesce(r.event, -1) <= a.event",  # noqa: S608
        "is known to no row of the case: an acquisition or a removal that did not come to its end left it, or it was "
        "put there; acquiring the same file again takes it in, and the next acquisition clears what a killed one left",
    ),
    (
        DERIVATIVES,
        "SELECT path FROM derivative",
        "is known to no row of the case: an examination that did not come to its end left it, or it was put there; "
        "the next examination clears it, with a record",
    ),
)


def _unknown(case: Case) -> tuple[list[Problem], list[str]]:
    """Name files that no row knows: those that anybody may have put there, and in words what killed work leaves.

    Rows are asked again, because another process may have added some meanwhile.
    """
    from casefiles.unfinished import left_by_unfinished_work

    problems: list[Problem] = []
    unfinished: list[str] = []
    for folder, sql, words in _ORPHANS:
        try:
            known = frozenset(str(row["path"]) for row in case.store.rows(sql))
        except AssayError:
            continue  # the damage was named already
        for path in sorted(unknown_files(case.path, folder, known)):
            if left_by_unfinished_work(case.path, path):
                unfinished.append(f"{display(path)} {LEFT_BEHIND}")
            else:
                problems.append(Problem(display(path), words))
    return problems, unfinished


def _limits(case: Case, log: LogReading, outside: Outside) -> tuple[str, ...]:
    """Say in words what this verification cannot see."""
    known = [head.size for head in outside.heads if head.size <= log.size]
    seen = case.witnessed()
    limits = [
        "What was never recorded leaves no trace here.",
        "Who holds all keys of this case can write another log with them; only a head kept elsewhere shows that.",
    ]
    if known:
        limits.append(f"{log.size - max(known)} of {log.size} events came after the last head known from outside.")
    elif seen is not None:
        limits.append(
            f"No head from outside was given; the witness file of this machine knows the first {seen.size} events. "
            "It protects against an exchanged copy, not against a person who can write to this machine."
        )
    else:
        limits.append(
            "No head from outside was given: that events were cut off at the end, or that this is an older copy, "
            "cannot be seen. Compare with a head printed in a report."
        )
    if log.last_seal is not None:
        size, authority, sealed = log.last_seal
        limits.append(
            f"{log.size - size} of {log.size} events came after the last seal, by {display(authority)} at {sealed}. "
            "Seals are held against the certificates kept in the case; compare those with the authority's own."
        )
    shown = [words for found in log.stamps.values() for words in found]
    limits += [f"By OpenTimestamps {words}: compare that hash with other sources." for words in shown]
    if log.stamps and not shown:
        limits.append(
            f"{len(log.stamps)} OpenTimestamps proofs lead to no block header that is at hand: they show nothing."
        )
    if not outside.keys:
        limits.append(
            "The keys are those that the case names; compare their ids with ones that you have from the examiners."
        )
    for seq, name, key in log.takeovers:
        limits.append(
            f"At event {seq} {display(name)} (key {key}) went on with a copy of this log; the examiners before that "
            "signed nothing after it."
        )
    if log.removed:
        limits.append(
            f"The originals of {', '.join(log.removed)} are not kept here, by a recorded act; their digests are."
        )
    if not mount_of(case.path).keeps_permissions:
        limits.append("This file system holds no permissions of its own, so the originals cannot be made read-only.")
    if log.unindexed:
        limits.append(
            f"The case lacks {len(log.unindexed)} indexes that make adding quick ({log.unindexed[0]}…): an earlier "
            "program made it, or they were taken out. No evidence rests on them; opening it with a key adds them."
        )
    if log.older:
        limits.append(
            f"The case lacks {len(log.older)} tables that no event brought a row to, or has them as they were, "
            f"empty ({', '.join(log.older[:5])}…): an earlier program made it. Opening it with a key adds them."
        )
    if log.reports_elsewhere:
        limits.append(f"{log.reports_elsewhere} report files were written outside the case and were not read.")
    if log.clock_went_back:
        limits.append(f"The clock had gone back at event {', '.join(map(str, log.clock_went_back[:10]))}.")
    limits.append("Times are those of the examiners' machines, with the clock state that each event names.")
    return tuple(limits)


def _recorded(case: Case, found: Verification) -> Verification:
    """Put the outcome into the log as an event of its own, where that is possible."""
    if not case.writable:
        why = case.doubt or "the case is open for reading only"
        return replace(found, recorded=f"not recorded: {why}")
    problems: list[Json] = [[problem.place, problem.what] for problem in found.problems[:MOST_RECORDED]]
    try:
        with case.change("verify") as change:
            change.record(
                extent=found.extent,
                problems=len(found.problems),
                first_problems=problems,
                events=found.events,
                originals=found.originals,
                derivatives=found.derivatives,
                rows_read=found.rows,
                bytes_read=found.bytes_read,
            )
            seq = change.seq
    except AssayError as error:
        return replace(found, recorded=f"not recorded: {error}")
    return replace(found, recorded=f"event {seq}")
