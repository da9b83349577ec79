"""Lay exhibits of one event on a common time by their sound, and by their pictures where they are copies.

Each exhibit's sound is traced in the confined worker. What comes out is a calculation that a person may keep with the
case; that two sounds do not fit shows nothing.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from casefiles.case import Case
from casefiles.computations import Computation, Pairs, Sheet, keep
from casefiles.errors import Cancelled, EntryRefused
from casefiles.fingerprints import exhibit_copy
from casefiles.views import ExhibitId, Watcher
from forensics.confinement import Limits
from forensics.fingerprint.relation import relation
from forensics.synchronise.offset import NEEDED, Offset, offset
from forensics.synchronise.timeline import Group, Pairing, Placed, timelines
from forensics.synchronise.trace import FILE, METHOD, VERSION, Trace, TraceRefused, from_bytes
from forensics.types import Measurement, NotMeasured, Progress, Result
from forensics.worker import Job, measure, path_code

KIND = "synchronisation by sound"
_LARGEST_TRACE = 1 << 30


@dataclass(frozen=True, slots=True)
class Untold:
    """Two exhibits that could not be laid on each other, and why."""

    this: str
    other: str
    reason: str
    clear: float


@dataclass(frozen=True, slots=True)
class Synchronised:
    """The common times that were found, the pairs that they rest on, and what could not be told.

    ``silent`` names exhibits without sound that can be traced, with the reason; ``by_picture`` the pairs among them
    that are copies of each other, laid by their pictures.
    """

    groups: tuple[Group, ...]
    pairs: tuple[Pairing, ...]
    untold: tuple[Untold, ...]
    silent: tuple[tuple[str, str], ...]
    by_picture: tuple[tuple[str, str], ...]


def synchronise(case: Case, exhibits: Sequence[ExhibitId] = (), *, watcher: Watcher) -> Synchronised:
    """Lay exhibits on a common time, all of them where none is named; raise UnknownItem, EntryRefused, Cancelled."""
    chosen = tuple(dict.fromkeys(exhibits)) or tuple(row.id for row in case.exhibits())
    if len(chosen) < 2:
        raise EntryRefused("at least two exhibits are needed to lay them on each other")
    traces: dict[str, Trace] = {}
    silent: list[tuple[str, str]] = []
    for number, exhibit in enumerate(chosen):
        watcher.progress(Progress("listening", number, len(chosen), "exhibit"))
        made = _traced(case, exhibit, watcher)
        if isinstance(made, Trace):
            traces[str(exhibit)] = made
        else:
            silent.append((str(exhibit), made))
    pairs: list[Pairing] = []
    untold: list[Untold] = []
    for this, other in combinations(traces, 2):
        if watcher.cancelled():
            raise Cancelled("stopped by a person")
        told = offset(traces[this], traces[other])
        if isinstance(told, Offset):
            pairs.append(Pairing(this, other, told))
        else:
            untold.append(Untold(this, other, told.reason, told.clear))
    seen = _by_picture(case, chosen, {name for name, _ in silent})
    pairs += seen
    names = tuple((pair.this, pair.other) for pair in seen)
    return Synchronised(timelines(chosen, pairs), tuple(pairs), tuple(untold), tuple(silent), names)


def keep_synchronised(case: Case, found: Synchronised, *, note: str = "") -> tuple[Computation, ...]:
    """Keep each placed exhibit's calculation with its event; raise CaseNotWritable."""
    made = []
    for group in found.groups:
        reference = group.clips[0].clip
        for placed in group.clips[1:]:
            sheet = _sheet(found, group, placed, reference)
            made.append(keep(case, ExhibitId(placed.clip), sheet, note=note))
    return tuple(made)


def _sheet(found: Synchronised, group: Group, placed: Placed, reference: str) -> Sheet:
    pair = next(one for one in found.pairs if {one.this, one.other} == {placed.clip, placed.by})
    picture = (pair.this, pair.other) in found.by_picture
    kind = "synchronisation by picture" if picture else KIND
    given: Pairs = (
        ("reference", reference),
        ("laid on", placed.by),
        ("method", "stretches of the same footage" if picture else f"{METHOD} {VERSION}, correlation with whitening"),
        ("needed to stand out", f"{NEEDED:g} standard deviations"),
    )
    result: Pairs = (
        ("its time 0 is, on the reference's clock", f"{placed.start:.4f} s ± {placed.error:.4f} s"),
        ("its clock against the reference's", _rate_words(placed, pair)),
        ("stands out by", "not counted" if picture else f"{pair.offset.clear:.1f} standard deviations"),
        ("shared", f"{pair.offset.shared:.1f} s; {pair.offset.pieces[0]} of {pair.offset.pieces[1]} pieces agree"),
        ("other pairs that agree", str(group.closed)),
        *(("pair that differs", f"{one.this}, {one.other}: {one.seconds:.3f} s") for one in group.disagreements),
    )
    return Sheet(kind, given, result)


def _rate_words(placed: Placed, pair: Pairing) -> str:
    if not pair.offset.rate_error:
        return "taken as equal: too little shared sound to fit a drift"
    return f"{(placed.rate - 1) * 1e6:+.1f} millionths ± {pair.offset.rate_error * 1e6:.1f}"


def _traced(case: Case, exhibit: ExhibitId, watcher: Watcher) -> Trace | str:
    """Return the trace that the worker makes, or why there is none; raise UnknownItem, Cancelled."""
    original = case.original(case.row(exhibit).id)
    if not original.is_file():
        return "its original is missing from the case"
    digest, reason = "", "the measuring process told nothing"
    with tempfile.TemporaryDirectory(prefix="assay-") as scratch:
        job = Job("trace", path_code(original), "", path_code(Path(scratch)), (), Limits(), ())
        for answer in measure(job, cancelled=watcher.cancelled):
            match answer:
                case Result(_, _, Measurement("trace.sha256", str() as value)):
                    digest = value
                case Result(_, _, NotMeasured(reason=why)):
                    reason = why
        if watcher.cancelled():
            raise Cancelled("stopped by a person")
        written = Path(scratch) / FILE
        if not digest or written.is_symlink() or not written.is_file() or written.stat().st_size > _LARGEST_TRACE:
            return reason
        untrusted = written.read_bytes()
    if hashlib.sha256(untrusted).hexdigest() != digest:
        return "the measuring process wrote another trace than it told of"
    try:
        return from_bytes(untrusted)
    except TraceRefused as error:
        return f"the measuring process wrote {error}"


def _by_picture(case: Case, chosen: Sequence[ExhibitId], silent: set[str]) -> list[Pairing]:
    """Return pairs with a silent exhibit that show the same footage, laid by its longest stretch at plain speed."""
    copies = {str(one): exhibit_copy(case, one)[0] for one in chosen} if silent else {}
    found = []
    for this, other in combinations(copies, 2):
        if this not in silent and other not in silent:
            continue
        stretches = [one.stretch for one in relation(copies[this], copies[other]).pictures]
        plain = [one for one in stretches if one.timed and abs(one.speed - 1) < 0.01]
        if not plain:
            continue
        best = max(plain, key=lambda one: one.end - one.start)
        shared = best.end - best.start
        told = Offset(best.other_start - best.start, 0.05, 1.0, 0.0, best.support, 0.0, shared, (1, 1))
        found.append(Pairing(this, other, told))
    return found
