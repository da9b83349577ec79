"""Set what the files say of their origin, and what was observed, with places, pictures, explanations and limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casefiles.choices import Choice
from casefiles.propositions import Placement
from casefiles.report.blocks import (
    LONGEST_LINE,
    Block,
    Cell,
    Column,
    Facts,
    Figure,
    Pictures,
    Prose,
    Section,
    Table,
    Text,
    code,
    excerpt,
    own,
    quoted,
    words,
)
from casefiles.report.brief import placed_words, placements_by_number
from casefiles.report.escape import shortened
from casefiles.report.fields import asks
from casefiles.report.loci import locus_words
from casefiles.report.origin import origin_sections
from casefiles.report.overtime import over_time
from casefiles.report.parts import Item, NumberedFinding, Shown
from casefiles.report.persons import Persons
from casefiles.report.standing import ABSENCE, TRUST_NOT_EVALUATED
from casefiles.report.stated import said
from casefiles.report.values import value_words
from casefiles.views import ExaminationRow
from forensics.types import C2paManifest, C2paReading, Dimension, Direction, Finding, Measurement, Signal

LOCI_PRINTED = 24
VALUES_PRINTED = 3
MANIFESTS_PRINTED = 12


def provenance(items: tuple[Item, ...]) -> Iterator[Section]:
    """Yield the part on provenance: statements that files carry of themselves."""
    yield Section(1, "Provenance", "provenance", (Prose(Text(ABSENCE), "note"),))
    for item in items:
        blocks: list[Block] = [_signals(item)]
        for reading in item.c2pa:
            blocks += _reading(reading, item)
        name = item.exhibit.id
        yield Section(2, f"{name}: provenance", f"provenance-{name}", tuple(blocks), name)
        yield from own(name, origin_sections(item))


def _signals(item: Item) -> Block:
    if not item.signals:
        said = "No statement of origin was found." if item.examination else "Not examined."
        return Prose(Text(f"{said} {ABSENCE}" if item.examination else said))
    return Table(
        f"{item.exhibit.id}: statements of origin; of each, the absence would mean nothing",
        (
            Column("Kind, place", 1.8),
            Column("What it states", 2.6),
            Column("Who could have written it", 2),
            Column("What it supports", 2.4),
        ),
        tuple(_signal(signal) for signal in item.signals),
    )


def _signal(signal: Signal) -> tuple[Cell, ...]:
    return (
        (*excerpt(signal.kind), *words(signal.assurance.value, locus_words(signal.locus))),
        excerpt(signal.statement),
        excerpt(signal.could_be_written_by),
        excerpt(signal.supports),
    )


def _reading(reading: C2paReading, item: Item) -> Iterator[Block]:
    facts: list[tuple[str, Cell]] = [
        ("C2PA manifest store", words(reading.presence.value)),
        ("Detail", excerpt(reading.detail)),
        ("Read with", excerpt(reading.library)),
        ("Where", words(locus_words(reading.locus))),
    ]
    if reading.library_state:
        facts.append(("The library's own word", excerpt(reading.library_state)))
    if reading.rubric:
        facts.append(("Rubric", excerpt(*reading.rubric)))
    yield Facts(tuple(facts))
    if reading.dimensions:
        yield _dimensions(f"{item.exhibit.id}: the active manifest, question by question", reading.dimensions)
    for manifest in reading.manifests[:MANIFESTS_PRINTED]:
        yield from _manifest(manifest)
    if len(reading.manifests) > MANIFESTS_PRINTED:
        yield Prose(Text(f"The first {MANIFESTS_PRINTED} of {len(reading.manifests)} manifests; all are in the JSON."))
    if reading.trust_lists:
        yield _trust_lists(reading, item)
    elif reading.manifests:
        yield Prose(Text(TRUST_NOT_EVALUATED), "note")


def _trust_lists(reading: C2paReading, item: Item) -> Table:
    return Table(
        f"{item.exhibit.id}: trust lists used",
        (Column("List", 2), Column("Dated, source", 2), Column("Certificates", 1.2), Column("SHA-256", 3.1)),
        tuple(
            (
                quoted(used.name, used.role),
                quoted(used.dated, used.source),
                code(str(used.certificates)),
                code(used.sha256[:32], used.sha256[32:]),
            )
            for used in reading.trust_lists
        ),
    )


def _dimensions(caption: str, dimensions: tuple[Dimension, ...]) -> Table:
    return Table(
        caption,
        (Column("Question", 1.5), Column("Answer", 1.5), Column("What that means", 3.4), Column("Codes", 2.6)),
        tuple(
            (excerpt(d.name), excerpt(d.result), excerpt(d.meaning), excerpt(*d.codes) if d.codes else words("none"))
            for d in dimensions
        ),
    )


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(shortened(text, LONGEST_LINE) for text in texts if text)


def _manifest(manifest: C2paManifest) -> Iterator[Block]:
    actions = (
        _joined((a.action, a.digital_source_type, a.software_agent, a.description, a.when)) for a in manifest.actions
    )
    ingredients = (
        _joined((i.title, i.relationship, i.media_type, i.manifest_label, *i.found_failures))
        for i in manifest.ingredients
    )
    signer = (manifest.signer_organisation, manifest.signer_common_name, manifest.signer_issuer)
    validity = f"{manifest.signer_not_before} to {manifest.signer_not_after}"
    yield Facts(
        (
            ("Manifest", excerpt(manifest.label)),
            ("Depth", words("the active one" if manifest.depth == 0 else f"{manifest.depth} below the active one")),
            ("Title", excerpt(manifest.title)),
            ("Claim generator", excerpt(manifest.claim_generator, f"claim version {manifest.claim_version}")),
            ("Signer as the certificate names it", excerpt(*signer)),
            ("Certificate valid", excerpt(validity if manifest.signer_not_before else "")),
            ("Signed at", excerpt(manifest.signed_at, manifest.time_stamp_authority)),
            ("Actions, as the signer wrote them", quoted(*actions)),
            ("Ingredients", quoted(*ingredients)),
            ("Assertions", excerpt(", ".join(manifest.assertions))),
            ("Soft bindings", excerpt(*manifest.soft_bindings)),
            ("Identities", excerpt(*manifest.identities)),
            ("Not covered by the binding", excerpt(*manifest.unbound)),
        )
    )
    if manifest.dimensions and manifest.depth:
        yield _dimensions("This manifest, question by question", manifest.dimensions)


def observations(items: tuple[Item, ...], persons: Persons) -> Iterator[Section]:
    """Yield the part on observations, each with its number."""
    note = Prose(
        Text(
            "An observation is no conclusion. Each is printed with what else could have caused it. Streams and frames "
            "are counted from 0, frames in presentation order; times are presentation times of the file."
        ),
        "note",
    )
    yield Section(1, "Observations", "observations", (note,))
    placed = placements_by_number(persons)
    for item in items:
        yield from own(item.exhibit.id, _observed(item, persons, placed))


def _observed(item: Item, persons: Persons, placed: Mapping[str, Sequence[Placement]]) -> Iterator[Section]:
    pictures = {shown.derivative.id: shown for shown in item.pictures}
    known = _Known(_by_quantity(item), pictures, item.examination, placed)
    blocks = () if item.findings else (Prose(Text(_nothing_observed(item))),)
    yield Section(2, f"{item.exhibit.id}: observations", f"observations-{item.exhibit.id}", blocks)
    yield from over_time(item)
    for numbered in item.findings:
        choice = persons.shortened(numbered.number)
        if choice is not None:
            yield _one_line(numbered, choice)
            continue
        yield _observation(numbered, known, _added(numbered.number, known, persons))
    yield from _other_pictures(item)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked up for each observation of an item, gathered once."""

    measured: Mapping[str, Sequence[Measurement]]
    pictures: Mapping[str, Shown]
    examination: ExaminationRow | None
    placed: Mapping[str, Sequence[Placement]]


def _by_quantity(item: Item) -> dict[str, list[Measurement]]:
    found: dict[str, list[Measurement]] = {}
    for one in item.measured:
        found.setdefault(one.measurement.quantity, []).append(one.measurement)
    return found


def _nothing_observed(item: Item) -> str:
    if item.examination is None:
        return "Not examined."
    if item.examination.outcome != "complete":
        return f"No observation. The examination did not run to its end: {item.examination.outcome}."
    return "No observation. That supports no statement about how the file came to be."


def _added(number: str, known: _Known, persons: Persons) -> tuple[tuple[str, Cell], ...]:
    """Return what persons state about an observation, and whether the review has seen all of it."""
    placed = known.placed.get(number, ())
    rows: list[tuple[str, Cell]] = [("On the board", words(placed_words(placed)))]
    events = {one.event: "placed" for one in placed}
    for field in ("interpretation", "challenges"):
        statement = persons.stated(field, number)
        rows.append((asks()[field].title, said(statement) if statement else words("EMPTY: not filled by anybody")))
        if statement:
            events[statement.event] = "written about"
    if known.examination is not None:
        events[known.examination.event] = "examined"
    late = sorted({one.event for one in persons.edited} & events.keys())
    if late:
        unseen = (f"{events[event]} anew in event {event}, which the review did not see" for event in late)
        rows.append(("After the review", words(*unseen)))
    return tuple(rows)


def _observation(numbered: NumberedFinding, known: _Known, added: tuple[tuple[str, Cell], ...]) -> Section:
    pictures, finding = known.pictures, numbered.finding
    all_places = list(dict.fromkeys(finding.loci))  # two values can stand at one place
    places = [locus_words(locus) for locus in all_places[:LOCI_PRINTED]]
    if len(all_places) > LOCI_PRINTED:
        places.append(f"and {len(all_places) - LOCI_PRINTED} further places, in the attached JSON")
    facts = Facts(
        (
            ("Observed", quoted(finding.observation)),
            ("Where", words(*places) or words("no place is stated")),
            ("Rests on", quoted(*_grounds(finding, known))),
            ("Innocent explanations", quoted(*finding.innocent_explanations)),
            ("Limits", quoted(*finding.limits)),
            ("Direction, stated by the method", _direction(finding.direction)),
            *added,
            ("Method", code(f"{finding.method} {finding.version}", finding.code)),
        )
    )
    figures = tuple(figure(pictures[name]) for name in numbered.pictures if not pictures[name].remark)
    blocks: tuple[Block, ...] = (facts, Pictures(figures)) if figures else (facts,)
    named = f"{numbered.number}: {finding.code.replace('_', ' ')}"
    return Section(3, named, f"finding-{numbered.number}", blocks)


def _grounds(finding: Finding, known: _Known) -> Iterator[str]:
    """Yield the quantities that a finding rests on, with the values that were measured, the first few of each."""
    for quantity in finding.rests_on:
        measured = known.measured.get(quantity, ())
        values = [f"{value_words(one.value, one.unit)} ({locus_words(one.locus)})" for one in measured[:VALUES_PRINTED]]
        more = f"; and {len(measured) - VALUES_PRINTED} more" if len(measured) > VALUES_PRINTED else ""
        yield f"{quantity} = {'; '.join(values)}{more}" if values else quantity


def _one_line(numbered: NumberedFinding, choice: Choice) -> Section:
    """Set an observation that somebody chose to have printed as one line: it is said that, by whom and why."""
    facts = Facts(
        (
            ("Observed", quoted(numbered.finding.observation)),
            ("Method", code(f"{numbered.finding.method} {numbered.finding.version}", numbered.finding.code)),
            ("Shortened", words(f"by {choice.by}, {choice.made}; whole in the attached JSON")),
            ("Because", quoted(choice.because)),
        )
    )
    return Section(3, numbered.number, f"finding-{numbered.number}", (facts,))


def _direction(direction: Direction | None) -> Cell:
    if direction is None:
        return words("none: what it means under a pair of propositions is for a person to say")
    towards = "towards neither proposition" if direction.towards == "neither" else f"towards {direction.towards}"
    return (
        Text(f"Under the pair named here, {towards}. This is a direction and no weight."),
        Text(direction.pair, "quoted"),
        Text(direction.because, "quoted"),
    )


def figure(shown: Shown) -> Figure:
    """Return a picture with what identifies it."""
    made = shown.derivative
    return Figure(
        sha256=made.sha256,
        media_type=made.media_type,
        alternative=f"Frame of {made.parent}: {made.locus_words}",
        caption=(
            *code(made.id),
            *quoted(made.locus_words, made.recipe),
            *code(f"{made.width} × {made.height} pixels, SHA-256", made.sha256[:32], made.sha256[32:]),
        ),
    )


def _small(shown: Shown) -> Figure:
    """Return a picture of a contact sheet: its digest and making stand in the table above it."""
    made = shown.derivative
    return replace(figure(shown), caption=(*code(made.id), *quoted(made.locus_words)))


def _other_pictures(item: Item) -> Iterator[Section]:
    if not item.pictures:
        return
    used = {name for numbered in item.findings for name in numbered.pictures}
    others = [shown for shown in item.pictures if shown.derivative.id not in used and not shown.remark]
    said = Prose(
        Text(f"Everything that was made from the exhibit, {len(item.pictures)} in all, is listed in the annex.")
    )
    blocks: tuple[Block, ...] = (
        (said, Pictures(tuple(_small(shown) for shown in others), across=4)) if others else (said,)
    )
    yield Section(3, f"{item.exhibit.id}: further pictures", f"pictures-{item.exhibit.id}", blocks)
