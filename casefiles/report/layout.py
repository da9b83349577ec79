"""Set a report document: its sections in order, the same for every rendering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from casefiles.report.annexes import annexes
from casefiles.report.blocks import (
    NOT_DONE,
    Cell,
    Column,
    Facts,
    Layout,
    Listing,
    Prose,
    Section,
    Table,
    Text,
    code,
    digest_lines,
    paragraphs,
    quoted,
    words,
)
from casefiles.report.brief import brief, short
from casefiles.report.custody_log import custody_log
from casefiles.report.document import ReportDocument
from casefiles.report.loci import locus_words
from casefiles.report.noted import noted
from casefiles.report.observations import observations, provenance
from casefiles.report.parts import Item, Method
from casefiles.report.received import acquisitions, items
from casefiles.report.repeated import repeated
from casefiles.report.reviewing import reviewing
from casefiles.report.sourced import sourced
from casefiles.report.standing import CHECK_IT, GLOSSARY, ITEMS_ONLY, THREE_LEVELS
from casefiles.report.stated import field_table, stated
from casefiles.report.weighing import weighing
from forensics.types import NotMeasured

END_MARK = "End of report"
PLACES_PRINTED = 3
APART = (
    "This case is large. Files that are too long to be attached stand beside this one, with the lengths and digests "
    "above: where this report speaks of the attached JSON or of custody.jsonl, they are meant. Of long tables fewer "
    "rows are printed; each says how many of how many. No observation, and nothing that could not be measured, is left "
    "out."
)


@dataclass(frozen=True, slots=True)
class Apart:
    """A file that belongs to a report and is too long to be attached: which, its length and its SHA-256."""

    kind: str
    size: int
    sha256: str


def lay_out(document: ReportDocument, *, apart: tuple[Apart, ...] = ()) -> Layout:
    """Return the document as headings, tables, lists and pictures; ``apart`` is what stands beside it as files."""
    front = document.front
    sections, behind = tuple(_sections(document, apart)), tuple(annexes(document.items))
    titles = {section.anchor: section.title for section in (*sections, *behind)}
    return Layout(
        id=document.id,
        title=document.title,
        subtitle=f"Case {short(front.case_name, 120)}, {front.case_id}",
        issued=front.issued,
        head=document.custody.head.root,
        sections=(*sections, *field_table(document, titles), *behind),
        end=f"{END_MARK} {document.id}",
    )


def _sections(document: ReportDocument, apart: tuple[Apart, ...]) -> Iterator[Section]:
    """Yield the parts: first what a reader must know, then what it rests on, last what is there to be looked up."""
    persons = document.persons
    yield brief(document)
    yield from _front(document, apart)
    yield from weighing(persons)
    yield from observations(document.items, persons)
    yield from provenance(document.items)
    yield from items(document.items, persons)
    yield from acquisitions(document.items)
    yield from sourced(persons.sourced)
    yield from _not_measured(document)
    yield Section(1, "Limits", "limits", (Listing(tuple(Text(limit) for limit in document.limits)),))
    yield from stated(persons, skeleton=_skeleton(document))
    yield from noted(persons.noted)
    yield from reviewing(persons)
    yield from repeated(persons)
    yield from _methods(document.methods)
    yield from custody_log(document.custody, persons)
    yield from _redactions(document)
    yield from _count(document)
    yield from _wording(document)
    yield Section(1, "How to check this without the program", "check-it", (*_digests(document), _points(CHECK_IT)))
    yield Section(1, "Terms", "glossary", (Facts(tuple((term, words(means)) for term, means in GLOSSARY)),))


def _points(points: tuple[str, ...]) -> Listing:
    return Listing(tuple(Text(point) for point in points))


def _digests(document: ReportDocument) -> Iterator[Table]:
    if document.items:
        yield Table(
            "Exhibits and their SHA-256",
            (Column("No", 0), Column("Name", 2), Column("SHA-256", 4)),
            tuple((code(i.exhibit.id), quoted(i.exhibit.name), code(i.exhibit.sha256)) for i in document.items),
        )


def _skeleton(document: ReportDocument) -> str:
    board = document.persons.board
    return (
        f"Drafted from the case, to be confirmed by the examiner: {len(document.items)} items were received; "
        f"{sum(item.examination is not None for item in document.items)} were examined; "
        f"{sum(len(item.findings) for item in document.items)} observations were made; {len(board.opinions)} opinions "
        f"stand under {len(board.pairs)} pairs of propositions. Counts carry no weight and are no conclusion."
    )


def _state(document: ReportDocument) -> tuple[Text, ...]:
    reviewed = [one.kind.value for one in document.persons.reviews]
    said = f"review: {', '.join(dict.fromkeys(reviewed))}" if reviewed else "not reviewed"
    signed = document.signing
    if document.redaction is not None:
        return words(f"Disclosure version, with redactions; {said}")
    if signed is None:
        return words(f"Draft: not signed as a document; {said}")
    about = (
        "The certificate was made by the examiner: it shows that the document is whole and not who the signer is."
        if signed.self_made
        else "The certificate was given by the examiner; who issued it stands in it."
    )
    asked = f"a time-stamp of {signed.authority} was asked for" if signed.authority else "no time-stamp was asked for"
    return (
        *words(f"Final; {said}; signed as PAdES; {asked}"),
        *quoted(signed.subject),
        *code(f"certificate SHA-256 {signed.certificate_sha256}"),
        *words(about),
    )


def _front(document: ReportDocument, apart: tuple[Apart, ...]) -> Iterator[Section]:
    front, head = document.front, document.custody.head
    people = tuple(
        text for person in front.examiners for text in (*quoted(person.name), Text(f"key {person.key}", "code"))
    )
    findings = sum(len(item.findings) for item in document.items)
    unmeasured = sum(len(item.not_measured) for item in document.items)
    yield Section(
        1,
        "Particulars of this report",
        "front",
        (
            Facts(
                (
                    ("Report", code(document.id)),
                    ("State", _state(document)),
                    ("Case", quoted(front.case_name)),
                    ("Case id", code(front.case_id)),
                    ("Claim under examination", paragraphs(document.persons.board.claim or front.claim)),
                    ("Case opened", (Text(front.opened, "code"), Text(front.opened_by, "quoted"))),
                    ("Persons who wrote to the case", people or words("nobody is named in the log")),
                    ("Items received", _span(front.received, "nothing was received")),
                    ("Items examined", _span(front.examined, "nothing was examined")),
                    ("Issued", (Text(front.issued, "code"), Text("the time of the last event of the custody log"))),
                    ("Zone of all times", words("UTC")),
                    ("Custody head", (Text(head.root, "code"), Text(f"root over {head.size} events"))),
                    ("Program", words(front.program)),
                    *(_beside(one) for one in apart),
                )
            ),
            *((Prose(Text(APART), "note"),) if apart else ()),
            Prose(Text(ITEMS_ONLY), "note"),
            Prose(Text(THREE_LEVELS)),
            Prose(
                Text(
                    f"Items: {len(document.items)}. Observations: {findings}. Quantities that could not be measured: "
                    f"{unmeasured}. These are counts and carry no weight."
                )
            ),
        ),
    )


def _beside(one: Apart) -> tuple[str, Cell]:
    words_of = {"json": "JSON of this report", "custody": "Custody log, custody.jsonl"}
    size = words(f"{one.size:,} bytes, beside this file and not attached to it; SHA-256:")
    return words_of[one.kind], (*size, *digest_lines(one.sha256))


def _span(times: tuple[str, ...], otherwise: str) -> tuple[Text, ...]:
    return code(" to ".join(dict.fromkeys(times))) if times else words(otherwise)


def _methods(methods: tuple[Method, ...]) -> Iterator[Section]:
    rows = tuple(
        (
            code(f"{method.id} {method.version}"),
            words(method.summary or method.remark),
            code(str(method.measured)),
            code(str(method.findings)),
            code(str(method.not_measured)),
        )
        for method in methods
    )
    columns = (
        Column("Method, version", 2.2),
        Column("What it does", 4.2),
        Column("Results", 0.9),
        Column("Observations", 1.2),
        Column("Not measured", 1.2),
    )
    blocks = (Table("Methods that gave results", columns, rows),) if rows else (Prose(Text("No method was used.")),)
    yield Section(1, "Methods", "methods", blocks)
    for method in methods:
        if method.summary:
            yield _method(method)


def _method(method: Method) -> Section:
    facts: list[tuple[str, tuple[Text, ...]]] = [
        ("What it does", words(method.summary)),
        ("Family", words(method.family)),
        ("Parameters", code(*(f"{name} = {value}" for name, value in method.parameters)) or words("none")),
        ("Calibration", words(_calibration(method))),
        ("What its findings rest on", words(*method.grounds) or words("nothing: it makes no finding")),
        ("Limits", words(*method.limits) or words("none stated")),
        ("Known failures", words(*method.known_failures) or words("none stated")),
        ("Validation", words(*_validations(method)) or words("none stated")),
        ("References", words(*(f"{ref.citation} ({ref.identifier})" for ref in method.references)) or words("none")),
    ]
    if method.code:
        facts.insert(1, ("Code of another package", code(method.code)))
    if method.remark:
        facts.append(("Remark", words(method.remark)))
    return Section(2, f"{method.id}, version {method.version}", f"method-{method.id}", (Facts(tuple(facts)),))


def _calibration(method: Method) -> str:
    if method.calibration == "uncalibrated":
        return "uncalibrated: its scores are scores"
    return method.calibration


def _validations(method: Method) -> Iterator[str]:
    for trial in method.validations:
        yield f"{trial.data} ({trial.dated}; {trial.groups} independent groups, {trial.files} files): {trial.outcome}"


def _not_measured(document: ReportDocument) -> Iterator[Section]:
    yield Section(1, "What was not measured, and what was not done", "not-measured", ())
    columns = (Column("Quantity", 2.4), Column("Why", 4), Column("Where", 2), Column("Method", 1.6))
    for item in document.items:
        title = f"{item.exhibit.id}: not measured"
        said = Prose(Text("Everything that was asked for was measured." if item.examination else "Not examined."))
        rows = tuple(_unmeasured(item))
        block = Table(f"{title}, {len(item.not_measured)} in all, by reason", columns, rows) if rows else said
        yield Section(2, title, f"not-measured-{item.exhibit.id}", (block,), item.exhibit.id)
    points = tuple(Text(sentence) for sentence in document.not_done)
    yield Section(2, "Not done", NOT_DONE, (Listing(points),))


def _unmeasured(item: Item) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each reason of each method, with all the quantities and places that it holds for."""
    groups: dict[tuple[str, str, str], list[NotMeasured]] = {}
    for row in item.not_measured:
        groups.setdefault((row.method, row.version, row.not_measured.reason), []).append(row.not_measured)
    for (method, version, reason), rows in groups.items():
        places = dict.fromkeys(locus_words(row.locus) for row in rows)
        counted = Counter(row.quantity for row in rows)
        yield (
            quoted(*(f"{name}, {times} times" if times > 1 else name for name, times in counted.items())),
            quoted(reason),
            words(*tuple(places)[:PLACES_PRINTED], *_further(len(places))),
            code(f"{method} {version}"),
        )


def _further(places: int) -> tuple[str, ...]:
    return (f"and {places - PLACES_PRINTED} further places, in the attached JSON",) if places > PLACES_PRINTED else ()


def _redactions(document: ReportDocument) -> Iterator[Section]:
    made = document.redaction
    if made is None:
        yield Section(1, "Redactions", "redactions", (Prose(Text("Nothing was redacted: this is the whole report.")),))
        return
    table = Table(
        "What was taken out",
        (Column("Mark", 1.4), Column("Why", 4), Column("Times", 0.8)),
        tuple((code(one.mark), quoted(one.reason), code(str(one.times))) for one in made.removed),
    )
    tied = Facts((("SHA-256 of the JSON of the whole report", code(made.unredacted_json_sha256)),))
    note = Prose(Text("The custody log attached to the whole report is not attached to this version."))
    yield Section(1, "Redactions", "redactions", (tied, table, note))


def _count(document: ReportDocument) -> Iterator[Section]:
    rows = tuple(
        (
            words(count.what),
            code(str(count.in_case)),
            code(str(count.in_report)),
            words("agree" if count.in_case == count.in_report else "DO NOT AGREE"),
        )
        for count in document.counts
    )
    columns = (Column("Counted", 3), Column("In the case", 1), Column("In this report", 1), Column("Result", 1))
    yield Section(1, "Count check", "count", (Table("What the case holds and what is printed", columns, rows),))


def _wording(document: ReportDocument) -> Iterator[Section]:
    nothing = Prose(Text("No wording of the program or of a method was found that states more than a finding can."))
    table = Table(
        "Wordings that state more than a finding can",
        (Column("Where", 1.4), Column("Wording", 1.6), Column("Why not", 3), Column("Proposed", 2.4)),
        tuple(
            (words(row.place), quoted(row.found), words(row.rule, row.why), words(row.proposed))
            for row in document.wordings
        ),
    )
    note = Prose(Text("Statements of files and quotations are left as they are: they are not this report's words."))
    yield Section(1, "Wording check", "wording", (table if document.wordings else nothing, note))
