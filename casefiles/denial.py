"""When somebody says that footage is made up: what speaks for a recording, topic by topic, and what is missing.

Genuine footage dismissed is as great a harm as invented footage believed. This lays out what the case holds for each
thing that a recording can have and a claim of forgery must explain, beside what the other side will name. Nothing is
added up, nothing is weighed, and what is missing supports nothing: it says what to ask for while it can still be had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from casefiles import references
from casefiles.case import Case
from casefiles.errors import AssayError, Cancelled
from casefiles.fingerprints import exhibit_copy
from casefiles.handover import handovers
from casefiles.methods import families
from casefiles.published import published
from casefiles.seal import seals
from casefiles.sources import ZONE_UNKNOWN, SourceEntry, standing
from casefiles.views import AcquisitionRow, ExhibitDetail, ExhibitId, Watcher
from forensics.fingerprint.relation import relation
from forensics.types import C2paPresence, C2paReading, Finding, Measurement, NotMeasured, Progress, Scalar

CAUTION = (
    "None of this shows that the scene took place, and what is missing shows nothing. It is what a person who says "
    "that the footage is made up has to explain, and what that person will ask for."
)
MOST = 12
FIRST_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to look at: what the case holds on it, what is missing, and what to do about that.

    ``why`` says what it is worth. ``held`` are sentences with the place in the case that each rests on.
    """

    id: str
    heading: str
    why: str
    held: tuple[str, ...]
    missing: tuple[str, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """The topics for one exhibit, in the order in which they are best worked through."""

    exhibit: ExhibitId
    name: str
    caution: str
    topics: tuple[Topic, ...]


def denial(case: Case, exhibit: ExhibitId, *, watcher: Watcher) -> Denial:
    """Return what a case holds against the claim that an exhibit is made up; raise UnknownItem, Cancelled."""
    detail = case.detail(exhibit)
    stated = {one.field: one for one in standing(case, exhibit) if one.value}
    findings = _by_family(case, detail)
    return Denial(
        exhibit,
        detail.row.name,
        CAUTION,
        (
            _custody(case, detail, stated),
            _source(stated),
            _original(stated, detail),
            _structure(case, detail, findings),
            _clocks(detail, stated),
            _timeline(detail, findings),
            _sensor(detail, findings),
            _credentials(detail),
            _copies(case, exhibit, watcher),
            _against(detail),
            _published(case, exhibit),
        ),
    )


def _custody(case: Case, detail: ExhibitDetail, stated: Mapping[str, SourceEntry]) -> Topic:
    first = detail.acquisitions[0]
    held = [f"Held since {first.ended}, by {first.by}, unchanged by its digest since (custody event {first.event})."]
    missing, todo = [], []
    held += [f"{words} {delay}." for words, delay in _delays(first, stated)]
    if not held[1:]:
        missing.append("No time at which it was recorded, posted, seen or captured is stated with its zone.")
        todo.append("Enter what is known: `assay source set CASE EXHIBIT recorded=… posted=… seen=… captured=…`.")
    compared = [one for row in detail.acquisitions for one in row.compared]
    held += [
        f"The {one.algorithm} that the sender gave {'is the same' if one.matches else 'DIFFERS'}." for one in compared
    ]
    if not compared:
        missing.append("The sender gave no digest, so nothing says that the file arrived as it was sent.")
        todo.append("Ask the sender for the SHA-256 of the file on the device, by another way than the file came.")
    sealed = [one for one in seals(case) if one.head_size > first.event]
    held += [f"The log that holds it was sealed by {one.authority} at {one.sealed} ({one.id})." for one in sealed[:3]]
    if not sealed:
        missing.append("No time-stamp authority has sealed the log since it was acquired: its dates are this desk's.")
        todo.append("Seal the log now, `assay seal ask CASE`: it shows that the file existed by then.")
    held += [f"Handed over: {one.id}, {one.offered}." for one in handovers(case)[:3]]
    why = "Custody from the first hour leaves little room for a file that was made afterwards."
    return Topic("custody", "Custody from the first hour", why, tuple(held), tuple(missing), tuple(todo))


def _delays(first: AcquisitionRow, stated: Mapping[str, SourceEntry]) -> Iterator[tuple[str, str]]:
    for field, words in (("recorded", "Recorded"), ("posted", "Posted"), ("seen", "Seen by the desk")):
        entry = stated.get(field)
        if entry is None or entry.value.endswith(ZONE_UNKNOWN):
            continue
        apart = datetime.fromisoformat(first.ended) - datetime.fromisoformat(entry.value)
        order = "before it was acquired" if apart >= timedelta() else "AFTER it was acquired: one of the two is wrong"
        yield f"{words} {entry.value} ({entry.id}),", f"{_apart(apart)} {order}"


def _apart(span: timedelta) -> str:
    if abs(span) < FIRST_DAY:
        return "less than a day"
    return "a day" if abs(span).days == 1 else f"{abs(span).days} days"


def _source(stated: Mapping[str, SourceEntry]) -> Topic:
    asked = {
        "creator": "who shot it",
        "contact": "how the source can be reached",
        "willing_to_testify": "whether the source would testify",
        "device": "with which device",
        "place": "where it was shot",
    }
    held = tuple(_stated(stated[name], words) for name, words in asked.items() if name in stated)
    missing = tuple(f"Not stated: {words}." for name, words in asked.items() if name not in stated)
    todo = ("Speak with the source while memory is fresh; enter it with `assay source set`.",) if missing else ()
    why = "A person who can be asked is what invented footage lacks. Names stay out of reports."
    return Topic("source", "The person behind it", why, held, missing, todo)


def _stated(entry: SourceEntry, words: str) -> str:
    said = "held, restricted" if entry.known.restricted else f"“{entry.value}”"
    return f"Stated {words}: {said} ({entry.id}, event {entry.event})."


def _original(stated: Mapping[str, SourceEntry], detail: ExhibitDetail) -> Topic:
    held, missing, todo = [], [], []
    generation = stated.get("generation")
    if generation is not None:
        held.append(f"Stated to be: {generation.value} ({generation.id}).")
    if "original_at" in stated:
        held.append(_stated(stated["original_at"], "where the original is"))
    if generation is None or generation.value != "original":
        missing.append("This file is not stated to be the original as the device wrote it.")
        todo.append("Ask for the original, copied from the device by cable or card, and for the device itself.")
        todo.append("Ask for clips and pictures shot just before and after: they share device, settings and numbering.")
    if detail.examination is None:
        missing.append("It was not examined.")
        todo.append("Examine it: `assay examine CASE EXHIBIT`.")
    why = "An original carries the device's own structure, clocks and sensor noise; a copy from a platform rarely does."
    return Topic("original", "The original file", why, tuple(held), tuple(missing), tuple(todo))


def _structure(case: Case, detail: ExhibitDetail, findings: Mapping[str, list[Finding]]) -> Topic:
    why = "Each device and program writes a container in a way of its own; few forgers imitate all of it."
    held = [one.observation for one in findings.get("container", [])]
    missing, todo = [], []
    try:
        compared = references.held_against(references.exhibit(case, detail.row.id)).comparison
    except AssayError as error:
        missing.append(f"Its structure cannot be compared with references: {error}.")
        todo.append(error.advice)
    else:
        held.append(f"{compared.statement} ({compared.comparable} comparable references.)")
        if not compared.nearest:
            missing.append("The library of references holds nothing that its structure can be compared with.")
            todo.append("Record some clips with the same model and firmware: `assay reference add`.")
    return Topic("structure", "Structure of the container", why, tuple(held[:MOST]), tuple(missing), tuple(todo))


def _clocks(detail: ExhibitDetail, stated: Mapping[str, SourceEntry]) -> Topic:
    clocks = [
        one for one in detail.measurements() if one.quantity.startswith("clock.") and one.quantity.endswith(".utc")
    ]
    held = tuple(f"{one.quantity.removeprefix('clock.')}: {_value(one.value)}." for one in clocks[:MOST])
    missing = [] if clocks else ["The file holds no clock that is set. Platforms remove them."]
    recorded = stated.get("recorded")
    missing += _far_from(recorded, clocks)
    said = (f"The source says: recorded {recorded.value} ({recorded.id}).",) if recorded is not None else ()
    why = "Clocks that agree with each other and with what the source says are easily written, and easily got wrong."
    todo = ("Lay them out under each time zone: `assay show CASE EXHIBIT --clocks`.",) if clocks else ()
    return Topic("clocks", "Clocks in the file", why, held + said, tuple(missing), todo)


def _far_from(recorded: SourceEntry | None, clocks: Sequence[Measurement]) -> Iterator[str]:
    """Say so where no clock of the file is within a day of the time that the source states."""
    if recorded is None or recorded.value.endswith(ZONE_UNKNOWN):
        return
    stated = datetime.fromisoformat(recorded.value)
    spans = [datetime.fromisoformat(one.value) - stated for one in clocks if isinstance(one.value, str)]
    if spans and min(abs(span) for span in spans) > FIRST_DAY:
        nearest = min(spans, key=abs)
        yield (
            f"To be explained: the nearest clock of the file and the stated time are {_apart(nearest)} apart. Clocks "
            "that were never set, dates of a copy and a wrong statement all do that."
        )


def _timeline(detail: ExhibitDetail, findings: Mapping[str, list[Finding]]) -> Topic:
    wanted = ("frame_times.pattern", "frame_times.usual_interval", "frame_times.usual_share", "frame_times.gaps")
    values = [one for one in detail.measurements() if one.quantity in wanted]
    held = [f"{one.quantity}: {_value(one.value)}{_unit(one)}." for one in values]
    seen = findings.get("timeline", [])
    if values and not seen:
        held.append("No gap, repetition or discontinuity was observed; what the methods cannot see stands with them.")
    missing = [] if values else ["The times of its frames were not measured."]
    missing += [f"Observed, and to be explained: {one.observation}" for one in seen[:MOST]]
    why = "A recording in one piece has continuous times; a cut has to be explained, innocent or not."
    return Topic("timeline", "Continuous times", why, tuple(held), tuple(missing), ())


def _sensor(detail: ExhibitDetail, findings: Mapping[str, list[Finding]]) -> Topic:
    held = [one.observation for one in findings.get("sensor", [])]
    gaps = [one for one in detail.not_measured() if "sensor" in one.quantity]
    missing = [_gap(one) for one in gaps[:3]]
    todo = []
    if not held:
        missing = missing or ["No comparison with a sensor's noise stands in the case."]
        todo = [
            "Borrow the device. Film an even, bright surface for a minute and make some flat pictures with it; "
            "they are the reference that sensor noise is compared with."
        ]
    why = "A sensor's own noise ties footage to one device; strong compression and stabilisation hide it."
    return Topic("sensor", "Sensor noise", why, tuple(held[:MOST]), tuple(missing), tuple(todo))


def _credentials(detail: ExhibitDetail) -> Topic:
    readings = [one.outcome for one in detail.results if isinstance(one.outcome, C2paReading)]
    present = [one for one in readings if one.presence is C2paPresence.PRESENT]
    held = tuple(f"{one.name}: {one.result}." for reading in present for one in reading.dimensions)
    why = "A device's signature over the bytes is strong where its binding matches and its list is trusted."
    if present:
        return Topic("credentials", "Content credentials", why, held[:MOST], (), ())
    missing = ("The file carries none. That supports nothing: most devices sign nothing and platforms remove them.",)
    todo = ("If the device can sign, ask for the signed original.",)
    return Topic("credentials", "Content credentials", why, (), missing, todo)


def _copies(case: Case, exhibit: ExhibitId, watcher: Watcher) -> Topic:
    mine = exhibit_copy(case, exhibit)[0]
    held: list[str] = []
    rows = [row for row in case.exhibits() if row.id != exhibit]
    for number, row in enumerate(rows):
        if watcher.cancelled():
            raise Cancelled("stopped by a person")
        watcher.progress(Progress("comparing exhibits", number, len(rows), "exhibit"))
        found = relation(mine, exhibit_copy(case, row.id)[0])
        if found.related:
            first = case.acquisitions(row.id)[0]
            source = first.provided.received_from or first.provided.source or "source not stated"
            said = "; ".join(one.words for one in found.statements[:3])
            held.append(f"{row.id}, {source}, acquired {first.ended}: {said}.")
    for entry in (one for one in standing(case, exhibit) if one.field == "seen_elsewhere" and one.value):
        held.append(f"Seen elsewhere: “{entry.value}” ({entry.id}).")
    missing, todo = [], []
    if not held:
        missing.append("No other copy and no other camera's footage of the scene stands in the case.")
        todo.append("Look for earlier copies: `assay find`, `assay searches pack`, and other people who were there.")
    todo.append("Footage of the same event by others is laid on a common time by `assay sync CASE`.")
    why = "Copies that came by independent ways, above all from other cameras, are hard to invent together."
    return Topic("copies", "Independent copies and other cameras", why, tuple(held[:MOST]), tuple(missing), tuple(todo))


def _against(detail: ExhibitDetail) -> Topic:
    named = [one for one in detail.findings if one.innocent_explanations][:MOST]
    held = tuple(f"{one.observation} Innocent: {one.innocent_explanations[0]}" for one in named)
    why = "Whoever calls it made up will name these. Each has innocent explanations; know which one holds here."
    todo = ("For each, find out which explanation holds, from the source or by trying it with the device.",)
    return Topic("against", "What the other side will name", why, held, (), todo if held else ())


def _published(case: Case, exhibit: ExhibitId) -> Topic:
    entries = [one for one in published(case) if one.exhibit == exhibit]
    held = tuple(f"{one.kind.value}, {one.at}, {one.where}: {one.id}." for one in entries[:MOST])
    missing = () if held else ("Nothing that this desk said of it stands in the case.",)
    todo = () if held else ("Enter what was published, and the denial itself: `assay published add`.",)
    why = "What was said of it, when, and what was corrected, in the desk's own record."
    return Topic("published", "What this desk said of it", why, held, missing, todo)


def _by_family(case: Case, detail: ExhibitDetail) -> Mapping[str, list[Finding]]:
    known = families(case)
    grouped: dict[str, list[Finding]] = {}
    for finding in detail.findings:
        grouped.setdefault(known.get(finding.method, ""), []).append(finding)
    return grouped


def _gap(gap: NotMeasured) -> str:
    return f"{gap.quantity}: {gap.reason}"


def _value(value: Scalar) -> str:
    return str(value) if isinstance(value, str | bool | int) else f"{float(value):.6g}"


def _unit(one: Measurement) -> str:
    return "" if one.unit in ("1", "text") else f" {one.unit}"
