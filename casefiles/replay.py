"""Running examinations again from the originals, and saying of every result whether it came out the same.

SAME: the record of then and of now are equal to the byte. DIFFERS: both were given and they are not equal, or only
one of the two was given. NOT REPEATABLE HERE: the method or its version of then is not installed here, its parameters
are others, the run did not come to its end, or the result speaks about the machine of then.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from casefiles import companions, marks, methods, models, parameters, sensors, trust
from casefiles.binding import Value
from casefiles.case import Case
from casefiles.errors import AssayError, Cancelled, UnknownItem
from casefiles.examinations import Beside, Taken, measure_again
from casefiles.report.escape import shortened
from casefiles.report.values import value_words
from casefiles.views import ExaminationRow, ExhibitId, Watcher
from forensics.codec import CodecError, decode_finding, decode_line, encode
from forensics.outside import READERS
from forensics.provenance.trust import NO_TRUST
from forensics.types import Finding, Measurement, NotMeasured, Result
from forensics.worker import METHOD as WORKER

REPEATABLE, MEDIA = "frames.repeatable", "media"
"""What the pass over packets and frames says of a damaged stream whose frames are not the same in every run."""
_OF_BYTES = frozenset({WORKER, "container", "tags", "clocks", "c2pa", "signals", "sound_fingerprint", "sound_view"})
QUOTED = 300
"""Characters of a record that are quoted where it differs."""
Environment = tuple[tuple[str, str], ...]


class Repeated(StrEnum):
    """How one result came out when it was measured again."""

    SAME = "SAME"
    DIFFERS = "DIFFERS"
    NOT_HERE = "NOT REPEATABLE HERE"


@dataclass(frozen=True, slots=True)
class ReplayLine:
    """One result measured again: 'result 12', 'finding 0' or 'new', what it is, how it came out, and why."""

    of: str
    method: str
    kind: str
    quantity: str
    outcome: Repeated
    reason: str


@dataclass(frozen=True, slots=True)
class Replay:
    """One examination run again: the counts, how the run ended, what differs of the environment, and every line."""

    id: str
    exhibit: ExhibitId
    examination: str
    made: str
    by: str
    same: int
    differs: int
    not_repeatable: int
    outcome: str
    environment: Environment
    """What differs between then and now: (name, 'then -> now'); empty where nothing does."""
    lines: tuple[ReplayLine, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    of: str
    method: str
    version: str
    kind: str
    quantity: str
    line: str


def replay(case: Case, exhibits: Sequence[ExhibitId] = (), *, watcher: Watcher) -> tuple[Replay, ...]:
    """Run the examinations of the exhibits named, or of all, again and record how each came out.

    A case that cannot be written is replayed all the same, and nothing is recorded. Raise UnknownItem, Cancelled.
    """
    rows = [case.row(exhibit) for exhibit in exhibits] or list(case.exhibits())
    made = []
    for row in rows:
        for examination in case.examinations(row.id):
            if watcher.cancelled():
                raise Cancelled("the replay was stopped", hint="What was replayed before stands in the log.")
            found = _again(case, examination, watcher)
            made.append(_recorded(case, found) if case.writable else found)
    return tuple(made)


def replays(case: Case) -> tuple[Replay, ...]:
    """Return everything that was replayed, oldest first."""
    return tuple(
        Replay(
            str(row["id"]),
            ExhibitId(str(row["exhibit"])),
            str(row["examination"]),
            str(row["made"]),
            str(row["by"]),
            int(row["same"]),
            int(row["differs"]),
            int(row["not_repeatable"]),
            str(row["outcome"]),
            tuple((str(name), str(value)) for name, value in json.loads(str(row["environment"]))),
            tuple(_lines(case, str(row["id"]))),
        )
        for row in case.store.rows("SELECT * FROM replay ORDER BY event, id")
    )


def _lines(case: Case, replayed: str) -> Iterator[ReplayLine]:
    for row in case.store.rows("SELECT * FROM replay_line WHERE replay = ? ORDER BY number", (replayed,)):
        text = {name: str(value) for name, value in row.items()}
        outcome = Repeated(text["outcome"])
        yield ReplayLine(text["of"], text["method"], text["kind"], text["quantity"], outcome, text["reason"])


def _again(case: Case, examination: ExaminationRow, watcher: Watcher) -> Replay:
    then = _stored(case, examination)
    try:
        taken, environment = measure_again(
            case, examination.exhibit, beside=_beside(case, examination, _readers(then)), watcher=watcher
        )
    except Cancelled:
        raise
    except AssayError as error:
        lines = [_line(one, Repeated.NOT_HERE, str(error)) for one in then]
        return _counted(examination, str(error), (), lines)
    changed = differences(examination.environment, environment)
    outcome = taken.outcome()
    lines = list(compare(then, list(_answers(taken)), changed, ended="" if outcome == "complete" else outcome))
    return _counted(examination, outcome, changed, lines)


def _readers(then: Sequence[_Record]) -> tuple[str, ...]:
    """Return the other programs that were asked for the tags then, whether or not they answered."""
    asked = {one.method for one in then} | {one.quantity.removeprefix("tags.") for one in then}
    return tuple(sorted(asked & READERS.keys()))


def _beside(case: Case, examination: ExaminationRow, readers: tuple[str, ...]) -> Beside:
    """Return the trust lists, companions, mark pictures and readers of then, as far as they are had here."""
    rows = case.store.rows("SELECT id, name, role FROM trust_list WHERE event < ? ORDER BY id", (examination.event,))
    newest = {(row["name"], row["role"]): str(row["id"]) for row in rows}
    lists = trust.beside_with(trust.settings(case, tuple(newest.values())) if newest else NO_TRUST)
    linked = companions.beside(case, examination.exhibit, before=examination.event)
    pictures = marks.beside(marks.used(examination.environment))
    asked = methods.asked_in(examination.environment)
    code = methods.beside(case, asked, before=examination.event)
    learned = models.beside(asked, examination.environment)
    devices = sensors.beside(asked, examination.environment)
    given = parameters.repeated(examination.environment)
    return companions.joined((lists, linked, pictures, code, learned, devices, given, Beside(readers=readers)))


def _stored(case: Case, examination: ExaminationRow) -> list[_Record]:
    records = []
    for table in ("record", "finding"):
        found = case.store.rows(
            f"SELECT number, line FROM {table} WHERE examination = ? ORDER BY number",  # noqa: S608 - names of the schema
            (examination.id,),
        )
        for row in found:
            line = str(row["line"])
            records.append(_record(f"{'result' if table == 'record' else 'finding'} {int(row['number'])}", line))
    return records


def _record(of: str, line: str) -> _Record:
    try:
        decoded = decode_finding(line) if of.startswith("finding") else decode_line(line)
    except CodecError as error:
        raise UnknownItem(f"{of} of the case cannot be read: {error}", hint="Run `assay verify`.") from error
    if isinstance(decoded, Result):
        kind = type(decoded.outcome).__name__
        return _Record(of, decoded.method, decoded.version, kind, str(getattr(decoded.outcome, "quantity", "")), line)
    method, version, code = (str(getattr(decoded, name, "")) for name in ("method", "version", "code"))
    return _Record(of, method, version, "Finding", code, line)


def _answers(taken: Taken) -> Iterator[_Record]:
    for number, line in enumerate(taken.lines):
        yield _record(f"result {number}", line)
    for number, finding in enumerate(taken.findings):
        yield _record(f"finding {number}", encode(finding))


def compare(
    then: Sequence[_Record], now: Sequence[_Record], changed: Environment, *, ended: str = ""
) -> Iterator[ReplayLine]:
    """Yield how every record came out; ``ended`` says why the run did not come to its own end, if it did not."""
    left = Counter(one.line for one in now)
    damaged = any(one.quantity == REPEATABLE for one in (*then, *now))
    others: dict[tuple[str, str, str], list[_Record]] = defaultdict(list)
    held = Counter(one.line for one in then)
    for one in now:
        if not held[one.line]:
            others[one.method, one.kind, one.quantity].append(one)
        else:
            held[one.line] -= 1
    versions: Mapping[str, str] = {one.method: one.version for one in now}
    for one in then:
        if left[one.line]:
            left[one.line] -= 1
            yield _line(one, Repeated.SAME, "")
            continue
        rivals = others[one.method, one.kind, one.quantity]
        differing = _differing(one, rivals.pop(0) if rivals else None, versions, changed, ended)
        yield _excused(differing) if damaged and _of_frames(one) else differing
    for rivals in others.values():
        for one in rivals:
            outcome = Repeated.NOT_HERE if one.version != _version(then, one.method) else Repeated.DIFFERS
            new = _line(one, outcome, f"given now and not then: {_quoted(one.line)}", of="new")
            yield _excused(new) if damaged and _of_frames(one) else new


def _of_frames(one: _Record) -> bool:
    """Return whether a record rests on decoded pictures, or may."""
    if one.method == MEDIA:
        return one.quantity.startswith("frames")
    return one.method not in _OF_BYTES


def _excused(line: ReplayLine) -> ReplayLine:
    """Return a line for a stream whose decoder promises nothing: a difference there says nothing of the file."""
    if line.outcome is not Repeated.DIFFERS:
        return line
    why = "the stream is damaged and its decoder does not show the same pictures in every run"
    return replace(line, outcome=Repeated.NOT_HERE, reason=f"{why}: {line.reason}")


def _version(records: Sequence[_Record], method: str) -> str:
    return next((one.version for one in records if one.method == method), "")


def _differing(
    one: _Record, rival: _Record | None, versions: Mapping[str, str], changed: Environment, ended: str
) -> ReplayLine:
    here = versions.get(one.method, "")
    if one.method == WORKER or one.quantity.startswith("environment."):
        said = f"; here: {_quoted(rival.line)}" if rival else ""
        return _line(one, Repeated.NOT_HERE, f"it speaks about the machine of then{said}")
    if not here:
        why = f"the run ended early: {ended}" if ended else "the method gave nothing here, or is not installed"
        return _line(one, Repeated.NOT_HERE, why)
    if here != one.version:
        return _line(one, Repeated.NOT_HERE, f"the method had version {one.version}, here it has {here}")
    parameters = [f"{name}: {value}" for name, value in changed if name == f"parameters {one.method}"]
    if parameters:
        return _line(one, Repeated.NOT_HERE, f"other parameters: {parameters[0]}")
    if rival is None and ended:
        return _line(one, Repeated.NOT_HERE, f"the run ended early: {ended}")
    named = "; ".join(f"{name} {value}" for name, value in changed) or "nothing that was recorded"
    said = f"now {_quoted(rival.line)}" if rival else "not given now"
    return _line(one, Repeated.DIFFERS, f"then {_quoted(one.line)}; {said}; of the environment differs: {named}")


def _line(one: _Record, outcome: Repeated, reason: str, *, of: str = "") -> ReplayLine:
    return ReplayLine(of or one.of, f"{one.method} {one.version}", one.kind, one.quantity, outcome, reason)


def _quoted(line: str) -> str:
    """Return what a record says in a few words: a value, a reason, an observation, or its digest."""
    digest = f"a record with SHA-256 {hashlib.sha256(line.encode()).hexdigest()}"
    try:
        decoded = decode_finding(line) if line.startswith('{"code"') else decode_line(line)
    except CodecError:
        return digest
    match decoded:
        case Finding():
            said = decoded.observation
        case Result(outcome=Measurement(value=value, unit=unit)):
            said = value_words(value, unit)
        case Result(outcome=NotMeasured(reason=reason)):
            said = f"not measured: {reason}"
        case _:
            return digest
    return shortened(said, QUOTED)


def differences(then: Environment, now: Environment) -> Environment:
    """Return what of the environment differs, by name, as 'then -> now'."""
    was, here = _joined(then), _joined(now)
    return tuple(
        (name, f"{was.get(name, 'not stated')} -> {here.get(name, 'not stated')}")
        for name in dict.fromkeys((*was, *here))
        if was.get(name) != here.get(name)
    )


def _joined(environment: Environment) -> dict[str, str]:
    joined: dict[str, str] = {}
    for name, value in environment:
        joined[name] = f"{joined[name]}; {value}" if name in joined else value
    return joined


def _counted(examination: ExaminationRow, outcome: str, changed: Environment, lines: Sequence[ReplayLine]) -> Replay:
    counts = Counter(one.outcome for one in lines)
    return Replay(
        "",
        examination.exhibit,
        examination.id,
        "",
        "",
        counts[Repeated.SAME],
        counts[Repeated.DIFFERS],
        counts[Repeated.NOT_HERE],
        outcome,
        changed,
        tuple(lines),
    )


def _recorded(case: Case, found: Replay) -> Replay:
    counts = {"same": found.same, "differs": found.differs, "not_repeatable": found.not_repeatable}
    with case.change("replay", item=found.exhibit, body={"examination": found.examination, **counts}) as change:
        identifier, by = change.next_id("replay"), case.signer.name if case.signer else ""
        row: dict[str, Value] = {
            "id": identifier,
            "exhibit": found.exhibit,
            "examination": found.examination,
            "made": change.at,
            "by": by,
            "outcome": found.outcome,
            "environment": json.dumps(found.environment),
        }
        change.insert("replay", {**row, **counts})
        for number, line in enumerate(found.lines):
            change.insert(
                "replay_line",
                {
                    "replay": identifier,
                    "number": number,
                    "of": line.of,
                    "method": line.method,
                    "kind": line.kind,
                    "quantity": line.quantity,
                    "outcome": line.outcome.value,
                    "reason": line.reason,
                },
            )
        at = change.at
    return Replay(
        identifier,
        found.exhibit,
        found.examination,
        at,
        by,
        found.same,
        found.differs,
        found.not_repeatable,
        found.outcome,
        found.environment,
        found.lines,
    )
