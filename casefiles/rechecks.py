"""Validate an exhibit's content credentials again, with other lists or on a later day, and say what differs.

The examination stays as it is; a recheck is recorded beside it. The library has no "as of" date: certificates end,
so the same file read later may be answered otherwise, and the difference says which question that concerns.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from casefiles import trust
from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.companions import in_force, original
from casefiles.errors import ExaminationFailed, UnknownItem
from casefiles.views import ExhibitId
from forensics.codec import clean_text, decode_line, encode
from forensics.confinement import Limits
from forensics.provenance.trust import TrustSettings
from forensics.types import C2paManifest, C2paReading, NotMeasured, Result
from forensics.worker import Job, measure, path_code


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not what it was: of which manifest, to which question, before and now ('' where none)."""

    manifest: str
    question: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """A reading made again, what it is compared with, and every answer that differs."""

    id: str
    exhibit: ExhibitId
    made: str
    by: str
    lists: tuple[str, ...]
    compared_with: str
    before: C2paReading | None
    now: C2paReading
    differences: tuple[Difference, ...]


def recheck(
    case: Case,
    exhibit: ExhibitId,
    *,
    lists: Sequence[str] = (),
    sidecar: ExhibitId | None = None,
    init_segment: ExhibitId | None = None,
) -> Recheck:
    """Read the credentials again and record it; raise UnknownItem, ExaminationFailed, CaseNotWritable, EntryRefused.

    ``lists`` names trust lists of the case by id, none of them all in force. ``sidecar`` and ``init_segment`` are
    exhibits of the case: a manifest store that was acquired apart, the first part of a fragmented film. Without
    them, those that are linked with the exhibit are used.
    """
    case.require_writable()
    row, used = case.row(exhibit), trust.settings(case, lists)
    linked: dict[str, ExhibitId] = {role.value: one.companion for role, one in in_force(case, exhibit).items()}
    given = {"sidecar": sidecar or linked.get("sidecar"), "init_segment": init_segment or linked.get("init_segment")}
    originals = {name: original(case, item) for name, item in given.items() if item is not None}
    now = _read(case, exhibit, row.name, used, originals)
    compared_with, before = _last(case, exhibit)
    found = differences(before, now)
    names = tuple(f"{entry.name} ({entry.dated or 'no date'}, SHA-256 {entry.sha256})" for entry in used.lists)
    assert case.signer is not None  # require_writable saw one
    made, by = stamp(case.clock.now()), case.signer.name
    return _recorded(case, Recheck("", exhibit, made, by, names, compared_with, before, now, found), given)


def rechecks(case: Case, exhibit: ExhibitId) -> tuple[Recheck, ...]:
    """Return the rechecks of an exhibit, oldest first."""
    found = case.store.rows("SELECT * FROM recheck WHERE exhibit = ? ORDER BY id", (exhibit,))
    return tuple(
        Recheck(
            id=str(row["id"]),
            exhibit=exhibit,
            made=str(row["made"]),
            by=str(row["by"]),
            lists=tuple(json.loads(str(row["lists"]))),
            compared_with=str(row["before"]),
            before=None,
            now=_reading(str(row["line"])),
            differences=tuple(Difference(*entry) for entry in json.loads(str(row["differences"]))),
        )
        for row in found
    )


def differences(before: C2paReading | None, now: C2paReading) -> tuple[Difference, ...]:
    """Return every answer that differs between two readings, manifest by manifest and question by question."""
    if before is None:
        return (Difference("", "presence", "not read before", now.presence.value),)
    found = []
    if before.presence != now.presence:
        found.append(Difference("", "presence", before.presence.value, now.presence.value))
    old, new = ({m.label: m for m in reading.manifests} for reading in (before, now))
    for label in dict.fromkeys((*old, *new)):
        found += _manifest(label, old.get(label), new.get(label))
    return tuple(found)


def _manifest(label: str, before: C2paManifest | None, now: C2paManifest | None) -> Iterator[Difference]:
    answers = [{} if m is None else {d.name: d.result for d in m.dimensions} for m in (before, now)]
    lists = ["" if m is None else ", ".join(m.trusted_by) for m in (before, now)]
    for question in dict.fromkeys((*answers[0], *answers[1])):
        was, is_now = (given.get(question, "") for given in answers)
        if was != is_now:
            yield Difference(label, question, was, is_now)
    if lists[0] != lists[1]:
        yield Difference(label, "lists that vouch for the signer", *lists)


def _read(case: Case, exhibit: ExhibitId, name: str, used: TrustSettings, originals: dict[str, Path]) -> C2paReading:
    path = original(case, exhibit)
    with _scratch() as scratch:
        for file_name, content in trust.beside_with(used).scratch_files:
            (scratch / file_name).write_text(content, "ascii")
        job = Job(
            mode="provenance",
            exhibit=path_code(path),
            name=clean_text(name),
            scratch=path_code(scratch),
            beside=tuple(path_code(other) for other in originals.values()),
            limits=Limits(),
            options=tuple((option, path_code(other)) for option, other in originals.items()),
        )
        lines = [line for line in measure(job, cancelled=lambda: False) if isinstance(line, Result)]
    for line in reversed(lines):  # a sidecar's reading comes after that of the file itself
        if isinstance(line.outcome, C2paReading):
            return line.outcome
    reasons = [line.outcome.reason for line in lines if isinstance(line.outcome, NotMeasured)]
    raise ExaminationFailed(f"{exhibit}: {reasons[0] if reasons else 'the worker gave no reading'}")


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="assay-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _last(case: Case, exhibit: ExhibitId) -> tuple[str, C2paReading | None]:
    """Return what a recheck is compared with: the last recheck, else the latest examination's reading."""
    earlier = rechecks(case, exhibit)
    if earlier:
        return earlier[-1].id, earlier[-1].now
    detail = case.detail(exhibit)
    reading = next((r.outcome for r in reversed(detail.results) if isinstance(r.outcome, C2paReading)), None)
    return (detail.examination.id if detail.examination is not None and reading is not None else ""), reading


def _recorded(case: Case, made: Recheck, given: dict[str, ExhibitId | None]) -> Recheck:
    with case.change("credentials rechecked", item=made.exhibit) as change:
        identifier = change.next_id("recheck")
        change.record(
            recheck=identifier,
            compared_with=made.compared_with,
            differences=len(made.differences),
            lists=list(made.lists),
        )
        change.insert(
            "recheck",
            {
                "id": identifier,
                "exhibit": made.exhibit,
                "made": made.made,
                "by": made.by,
                "lists": json.dumps(made.lists),
                "given": json.dumps({name: item for name, item in given.items() if item is not None}),
                "before": made.compared_with,
                "line": encode(Result("c2pa", "1", made.now)),
                "differences": json.dumps([[d.manifest, d.question, d.before, d.now] for d in made.differences]),
            },
        )
    return replace(made, id=identifier)


def _reading(line: str) -> C2paReading:
    decoded = decode_line(line)
    if isinstance(decoded, Result) and isinstance(decoded.outcome, C2paReading):
        return decoded.outcome
    raise UnknownItem("a recheck of the case holds no reading", hint="Run `assay verify`.")
