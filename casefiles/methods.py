"""Methods of other packages in a case: whose code may be loaded, by digest, and what each says of itself.

A person allows the code with its digest, and may withdraw it; both are events. The code itself is only ever loaded in
the confined worker, which computes the digest again before it does.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.custody import LARGEST_INTEGER
from casefiles.errors import EntryRefused, ExaminationFailed, UnknownItem
from casefiles.examinations import NOTHING_BESIDE, Beside
from forensics.confinement import Limits
from forensics.description import Cost, MethodDescription
from forensics.detector import described
from forensics.methods import ALLOWED, ASKED, option_of
from forensics.registry import Outside, detectors, outside
from forensics.types import NotMeasured, Result
from forensics.worker import Job, measure, path_code

ALLOW, WITHDRAW = "allowed", "withdrawn"
_FACT, _ASKED_FACT = "code allowed ", "methods on request"


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a case's list: the method, whose code it is, its digest, and who put it there or took it away."""

    id: str
    method: str
    distribution: str
    sha256: str
    state: str
    reason: str
    made: str
    by: str


@dataclass(frozen=True, slots=True)
class Installed:
    """A method that is installed: its description, or for one of outside that was not loaded only why not.

    ``state`` is 'ours', 'allowed', 'not allowed', or 'yours' for a model of the user's own.
    """

    name: str
    distribution: str
    code_sha256: str
    state: str
    description: MethodDescription | None
    remark: str = ""


def entries(case: Case, *, before: int = LARGEST_INTEGER) -> tuple[Code, ...]:
    """Return every entry that events before ``before`` brought, oldest first."""
    rows = case.store.rows("SELECT * FROM method_code WHERE event < ? ORDER BY event, id", (before,))
    names = ("id", "method", "distribution", "sha256", "state", "reason", "made", "by")
    return tuple(Code(*(str(row[name]) for name in names)) for row in rows)


def in_force(case: Case, *, before: int = LARGEST_INTEGER) -> tuple[Code, ...]:
    """Return what is allowed, as it stood before an event: the last word on each digest counts."""
    last = {(one.method, one.sha256): one for one in entries(case, before=before)}
    return tuple(one for one in last.values() if one.state == ALLOW)


def allow(case: Case, name: str, *, reason: str) -> Code:
    """Put the code of an installed method of another package on the list; raise UnknownItem, EntryRefused."""
    found = _found(name)
    if found.remark:
        raise EntryRefused(f"{name}: {found.remark}")
    if not reason.strip():
        raise EntryRefused("code is allowed for a reason", hint="Say with --reason who vouches for it, and why.")
    return _put(case, found, ALLOW, reason)


def withdraw(case: Case, name: str, *, reason: str) -> tuple[Code, ...]:
    """Take every digest of a method off the list; raise UnknownItem where none is on it, EntryRefused."""
    listed = [one for one in in_force(case) if one.method == name]
    if not listed:
        raise UnknownItem(f"no code of {name!r} is on the case's list", hint="See `assay detectors list --case CASE`.")
    if not reason.strip():
        raise EntryRefused("code is withdrawn for a reason", hint="Give --reason.")
    return tuple(_put(case, Outside(one.method, one.distribution, one.sha256), WITHDRAW, reason) for one in listed)


def _found(name: str) -> Outside:
    for one in outside():
        if one.name == name:
            return one
    if any(detector.id == name for detector in detectors()):
        raise EntryRefused(f"{name} is a method of the program itself and needs no permission")
    raise UnknownItem(f"no method {name!r} is installed", hint="List them with `assay detectors list`.")


def _put(case: Case, code: Outside, state: str, reason: str) -> Code:
    case.require_writable()
    assert case.signer is not None  # require_writable saw one
    made, by = stamp(case.clock.now()), case.signer.name
    with case.change(f"method code {state}", item=code.name, reason=reason) as change:
        identifier = change.next_id("method_code")
        change.record(distribution=code.distribution, sha256=code.code_sha256)
        change.insert(
            "method_code",
            {
                "id": identifier,
                "method": code.name,
                "distribution": code.distribution,
                "sha256": code.code_sha256,
                "state": state,
                "reason": reason,
                "made": made,
                "by": by,
            },
        )
    return Code(identifier, code.name, code.distribution, code.code_sha256, state, reason, made, by)


def beside(case: Case, asked: Sequence[str] = (), *, before: int = LARGEST_INTEGER) -> Beside:
    """Return which code an examination may load and which methods on request it runs, named in its environment."""
    return using([(one.method, one.sha256) for one in in_force(case, before=before)], asked)


def using(listed: Sequence[tuple[str, str]], asked: Sequence[str] = ()) -> Beside:
    """Return that code may be loaded by digest, and that methods on request are asked for."""
    options = []
    if listed:
        options.append((ALLOWED, option_of(listed)))
    if asked:
        options.append((ASKED, ",".join(sorted(set(asked)))))
    facts = [(f"{_FACT}{name}", f"SHA-256 {digest}") for name, digest in sorted(listed)]
    facts += [(_ASKED_FACT, ", ".join(sorted(set(asked))))] if asked else []
    return Beside(options=tuple(options), facts=tuple(facts))


def asked_in(environment: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Return the methods on request that an earlier examination was asked for."""
    return tuple(name for key, value in environment if key == _ASKED_FACT for name in value.split(", "))


def installed(case: Case | None = None) -> tuple[Installed, ...]:
    """Return all installed methods in order of id; those of outside are described if the case allows their code.

    Without a case none of outside is loaded. Raise ExaminationFailed where the worker cannot be started.
    """
    listed = [(one.method, one.sha256) for one in in_force(case)] if case is not None else []
    return with_beside(using(listed) if listed else NOTHING_BESIDE)


def with_beside(beside: Beside) -> tuple[Installed, ...]:
    """Return all installed methods; those of outside that ``beside`` allows, and its models, are described."""
    told = {one.method: one.outcome for one in describe(beside)} if beside != NOTHING_BESIDE else {}
    found = [Installed(one.id, "assay", "", "ours", described(one)) for one in detectors()]
    for one in outside():
        outcome = told.pop(one.name, None)
        if isinstance(outcome, MethodDescription):
            found.append(Installed(one.name, one.distribution, one.code_sha256, "allowed", outcome))
        else:
            why = outcome.reason if isinstance(outcome, NotMeasured) else one.remark
            found.append(Installed(one.name, one.distribution, one.code_sha256, "not allowed", None, why))
    found += [Installed(name, t.distribution, "", "yours", t) for name, t in told.items() if _described(t)]
    return tuple(sorted(found, key=lambda one: one.name))


def _described(outcome: object) -> TypeGuard[MethodDescription]:
    return isinstance(outcome, MethodDescription)


def describe(beside: Beside) -> tuple[Result, ...]:
    """Have the confined worker load what it may and say what it is; raise ExaminationFailed if it cannot be started."""
    with tempfile.TemporaryDirectory(prefix="assay-") as scratch:
        for name, content in beside.scratch_files:
            Path(scratch, name).write_text(content, "ascii")
        place = path_code(Path(scratch))
        job = Job("describe", place, "", place, (), Limits(), beside.options)
        try:
            answers = list(measure(job, cancelled=lambda: False))
        except OSError as error:
            raise ExaminationFailed(f"the describing process could not be started: {error.strerror}") from error
    return tuple(one for one in answers if isinstance(one, Result) and one.method != "worker")


def kept_in(case: Case) -> tuple[MethodDescription, ...]:
    """Return what methods of outside said of themselves in the case's examinations, the last of each id and version."""
    from forensics.codec import decode_line

    rows = case.store.rows("SELECT line FROM record WHERE kind = 'methoddescription' ORDER BY examination, number")
    told = (decode_line(str(row["line"])) for row in rows)
    last = {
        (one.outcome.id, one.outcome.version): one.outcome
        for one in told
        if isinstance(one, Result) and isinstance(one.outcome, MethodDescription)
    }
    return tuple(last.values())


def families(case: Case) -> dict[str, str]:
    """Return the family of each method that is installed or that a case keeps the description of, by its id."""
    kept = {told.id: str(told.family) for told in kept_in(case)}
    return kept | {detector.id: detector.family for detector in detectors()}


def cost_words(cost: Cost) -> str:
    """Say what a method costs."""
    memory = f", {cost.megabytes} MB" if cost.megabytes else ""
    return f"{cost.seconds_per_minute:.1f} s{memory}" if cost.seconds_per_minute else f"none{memory}"


def runs_words(one: Installed) -> str:
    """Say when an installed method runs."""
    if one.description is None:
        return "not allowed in this case" if one.remark else "only in a case that allows its code"
    return "on request" if one.description.on_request else "always"
