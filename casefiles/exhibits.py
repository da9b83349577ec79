"""What the case's rows say, as the frozen views that every front end shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from casefiles import custody
from casefiles.custody import EventRefused
from casefiles.errors import NotACase, UnknownItem
from casefiles.store import Cell, Store
from casefiles.views import (
    AcquisitionRow,
    ComparedDigest,
    DeclaredDigest,
    Derivative,
    DigestRow,
    EventRow,
    ExaminationId,
    ExaminationRow,
    ExhibitDetail,
    ExhibitId,
    ExhibitRow,
    FileTimes,
    Provided,
    SeriesRow,
)
from forensics.codec import CodecError, Json, decode_finding, decode_line, parse_json
from forensics.digest import ALGORITHMS, OUTDATED
from forensics.types import Finding, Measurement, Result, Series, StreamLocus, TimeSpan, WholeFile

ERASED = "(erased)"
_MEDIA = ("container.format", "stream.codec", "stream.width", "stream.height")


def exhibits(store: Store) -> tuple[ExhibitRow, ...]:
    """Return all exhibits in order of acquisition."""
    return tuple(_exhibit(store, row) for row in store.rows("SELECT * FROM exhibit ORDER BY id"))


def row(store: Store, exhibit: ExhibitId) -> ExhibitRow:
    """Return one exhibit; raise UnknownItem."""
    found = next(store.rows("SELECT * FROM exhibit WHERE id = ?", (exhibit,)), None)
    if found is None:
        raise UnknownItem(f"there is no exhibit {exhibit} in this case")
    return _exhibit(store, found)


def with_digest(store: Store, sha256: str) -> ExhibitId | None:
    """Return the exhibit that has this SHA-256, if the case holds one."""
    found = next(store.rows("SELECT id FROM exhibit WHERE sha256 = ?", (sha256,)), None)
    return ExhibitId(str(found["id"])) if found else None


def acquisitions(store: Store, exhibit: ExhibitId) -> tuple[AcquisitionRow, ...]:
    """Return the acts of acquisition of one exhibit, oldest first; raise UnknownItem."""
    row(store, exhibit)
    found = store.rows("SELECT * FROM acquisition WHERE exhibit = ? ORDER BY id", (exhibit,))
    return tuple(_acquisition(store, acquisition) for acquisition in found)


def examinations(store: Store, exhibit: ExhibitId) -> tuple[ExaminationRow, ...]:
    """Return the examinations of one exhibit, oldest first; raise UnknownItem."""
    row(store, exhibit)
    found = store.rows("SELECT * FROM examination WHERE exhibit = ? ORDER BY id", (exhibit,))
    return tuple(_examination(examination) for examination in found)


def detail(store: Store, exhibit: ExhibitId) -> ExhibitDetail:
    """Return everything known of one exhibit, from its latest examination where it has one."""
    about = row(store, exhibit)
    latest = examinations(store, exhibit)[-1:]
    acts = acquisitions(store, exhibit)
    if not latest:
        return ExhibitDetail(about, acts, None, (), (), (), ())
    examination = latest[0]
    results = tuple(_results(store, examination.id, "kind <> 'series'"))
    return ExhibitDetail(
        about,
        acts,
        examination,
        results,
        _series_rows(_series(store, examination.id, "")),
        tuple(derivatives(store, examination.id)),
        tuple(_findings(store, examination.id)),
    )


def series(store: Store, exhibit: ExhibitId, quantity: str, *, stream: int | None = None) -> Series:
    """Return a table of the latest examination, its chunks joined; of the first stream that has it if none is named."""
    latest = examinations(store, exhibit)[-1:]
    chunks = [
        chunk
        for chunk in (_series(store, latest[0].id, quantity) if latest else ())
        if stream is None or _stream(chunk) == stream
    ]
    if not chunks:
        where = "" if stream is None else f" of stream {stream}"
        raise UnknownItem(f"no table {quantity}{where} was measured in {exhibit}")
    same = [chunk for chunk in chunks if _stream(chunk) == _stream(chunks[0])]
    rows = tuple(cells for chunk in same for cells in chunk.rows)
    return Series(quantity, same[0].columns, same[0].first_row, rows, same[0].locus)


def derivatives(store: Store, examination: ExaminationId) -> Iterator[Derivative]:
    """Yield the files that an examination made."""
    for found in store.rows("SELECT * FROM derivative WHERE examination = ? ORDER BY id", (examination,)):
        yield _derivative(found)


def all_derivatives(store: Store) -> tuple[Derivative, ...]:
    """Return every file that was ever made from an exhibit, those of earlier examinations and stills too."""
    return tuple(_derivative(found) for found in store.rows("SELECT * FROM derivative ORDER BY parent, id"))


def _derivative(found: dict[str, Cell]) -> Derivative:
    return Derivative(
        _text(found, "id"),
        ExhibitId(_text(found, "parent")),
        _text(found, "quantity"),
        _text(found, "recipe"),
        _text(found, "media_type"),
        _number(found, "width"),
        _number(found, "height"),
        _text(found, "sha256"),
        _text(found, "path"),
        _text(found, "locus_words"),
    )


def events(store: Store) -> tuple[EventRow, ...]:
    """Return the custody log; raise NotACase where an event cannot be read."""
    return tuple(_event(found) for found in store.rows("SELECT seq, canon, leaf FROM event ORDER BY seq"))


def last_event(store: Store) -> EventRow | None:
    """Return the newest event of the custody log, read alone: a long log takes seconds to read whole."""
    found = next(store.rows("SELECT seq, canon, leaf FROM event ORDER BY seq DESC LIMIT 1"), None)
    return None if found is None else _event(found)


def _exhibit(store: Store, found: dict[str, Cell]) -> ExhibitRow:
    exhibit = ExhibitId(_text(found, "id"))
    count = store.number("SELECT count(*) FROM acquisition WHERE exhibit = ?", (exhibit,))
    latest = next(store.rows("SELECT * FROM examination WHERE exhibit = ? ORDER BY id DESC LIMIT 1", (exhibit,)), None)
    examination = _examination(latest) if latest else None
    return ExhibitRow(
        exhibit,
        _text(found, "name"),
        _number(found, "size"),
        _digests(store, exhibit),
        _text(found, "stored_as"),
        count,
        examination.id if examination else None,
        examination.ended if examination else "",
        _media(store, examination.id) if examination else "",
        examination.findings if examination else 0,
        examination.not_measured if examination else 0,
    )


def _digests(store: Store, exhibit: ExhibitId) -> tuple[DigestRow, ...]:
    found = store.rows("SELECT algorithm, value FROM digest WHERE exhibit = ?", (exhibit,))
    order = {name: place for place, name in enumerate(ALGORITHMS)}
    rows = [
        DigestRow(_text(digest, "algorithm"), _text(digest, "value"), OUTDATED.get(_text(digest, "algorithm"), ""))
        for digest in found
    ]
    return tuple(sorted(rows, key=lambda digest: order.get(digest.algorithm, len(order))))


def _media(store: Store, examination: ExaminationId) -> str:
    """Return container, codecs and size in a few words, as the demuxer gave them."""
    marks = ", ".join("?" * len(_MEDIA))
    words: list[str] = []
    for result in _results(store, examination, f"kind = 'measurement' AND quantity IN ({marks})", *_MEDIA):
        value = result.outcome
        if not isinstance(value, Measurement):
            continue
        if value.quantity == "stream.height" and words:
            words[-1] += f"×{value.value}"
        elif value.quantity == "stream.width" and words:
            words[-1] += f" {value.value}"
        else:
            words.append(str(value.value))
    return ": ".join([words[0], ", ".join(words[1:])]) if len(words) > 1 else "".join(words)


def _acquisition(store: Store, found: dict[str, Cell]) -> AcquisitionRow:
    act = _text(found, "id")
    said = next(store.rows("SELECT * FROM statement WHERE acquisition = ?", (act,)), None)
    compared = tuple(
        ComparedDigest(_text(one, "algorithm"), _text(one, "declared"), _text(one, "computed"))
        for one in store.rows("SELECT * FROM comparison WHERE acquisition = ? ORDER BY algorithm", (act,))
    )
    declared = tuple(DeclaredDigest(one.algorithm, one.declared) for one in compared)
    provided = Provided(
        _text(said, "received_from") if said else ERASED,
        _text(said, "source") if said else ERASED,
        _text(found, "reason"),
        _text(found, "authority"),
        _text(said, "note") if said else ERASED,
        declared,
    )
    return AcquisitionRow(
        act,
        ExhibitId(_text(found, "exhibit")),
        _text(found, "original_name"),
        _text(said, "source_path") if said else ERASED,
        _text(found, "source_kind"),
        FileTimes(*(_text(found, name) for name in ("modified", "changed", "accessed", "born"))),
        provided,
        compared,
        _text(found, "by"),
        _text(found, "machine"),
        _text(found, "clock"),
        _text(found, "started"),
        _text(found, "ended"),
        _number(found, "event"),
    )


def _examination(found: dict[str, Cell]) -> ExaminationRow:
    return ExaminationRow(
        ExaminationId(_text(found, "id")),
        ExhibitId(_text(found, "exhibit")),
        _text(found, "started"),
        _text(found, "ended"),
        _text(found, "by"),
        _text(found, "outcome"),
        _number(found, "results"),
        _number(found, "findings"),
        _number(found, "not_measured"),
        _environment(_text(found, "environment")),
        _number(found, "event"),
    )


def _environment(text: str) -> tuple[tuple[str, str], ...]:
    """Return names and versions from a JSON object, or from a JSON list of pairs."""
    try:
        value = parse_json(text)
    except CodecError:
        return (("environment", "unreadable"),)
    if isinstance(value, dict):
        return tuple((name, str(version)) for name, version in value.items())
    if isinstance(value, list):
        return tuple((str(pair[0]), str(pair[1])) for pair in value if isinstance(pair, list) and len(pair) == 2)
    return (("environment", "unreadable"),)


def _results(store: Store, examination: ExaminationId, where: str, *values: str) -> Iterator[Result]:
    found = store.rows(
        f"SELECT number, line FROM record WHERE examination = ? AND {where} ORDER BY number",  # noqa: S608 - composed here
        (examination, *values),
    )
    for record in found:
        try:
            line = decode_line(_text(record, "line"))
        except CodecError as error:
            raise _damaged(f"record {examination}/{_number(record, 'number')}", error) from error
        if isinstance(line, Result):
            yield line


def _series(store: Store, examination: ExaminationId, quantity: str) -> Iterator[Series]:
    where, values = ("kind = 'series' AND quantity = ?", (quantity,)) if quantity else ("kind = 'series'", ())
    for result in _results(store, examination, where, *values):
        if isinstance(result.outcome, Series):
            yield result.outcome


def _series_rows(chunks: Iterable[Series]) -> tuple[SeriesRow, ...]:
    """Count the rows of each table; tables keep the order in which they begin."""
    tables: dict[tuple[str, int], SeriesRow] = {}
    for (quantity, stream), run in groupby(chunks, key=lambda chunk: (chunk.quantity, _stream(chunk))):
        for chunk in run:
            before = tables.get((quantity, stream))
            rows = len(chunk.rows) + (before.rows if before else 0)
            tables[quantity, stream] = SeriesRow(quantity, chunk.columns, rows, stream)
    return tuple(tables.values())


def _stream(chunk: Series) -> int:
    """Return the stream that a table is of, -1 for the whole file."""
    match chunk.locus:
        case StreamLocus(stream=stream) | TimeSpan(stream=stream):
            return stream
        case WholeFile():
            return -1
        case _:
            return -1


def _findings(store: Store, examination: ExaminationId) -> Iterator[Finding]:
    for found in store.rows("SELECT number, line FROM finding WHERE examination = ? ORDER BY number", (examination,)):
        try:
            yield decode_finding(_text(found, "line"))
        except CodecError as error:
            raise _damaged(f"finding {examination}/{_number(found, 'number')}", error) from error


def _event(found: dict[str, Cell]) -> EventRow:
    canon, leaf = found["canon"], found["leaf"]
    if not isinstance(canon, bytes) or not isinstance(leaf, bytes):
        raise _damaged(f"event {_number(found, 'seq')}", TypeError("not bytes"))
    try:
        event = custody.read(canon)
    except EventRefused as error:
        raise _damaged(f"event {_number(found, 'seq')}", error) from error
    return EventRow(
        event.place.seq,
        event.place.at,
        event.actor,
        event.key,
        event.act.action,
        event.act.item,
        event.act.reason,
        _words(event.body),
        leaf.hex(),
    )


def _words(body: object) -> str:
    """Return the facts of an event's body in one line, the bindings of its rows left out."""
    if not isinstance(body, dict):
        return ""
    told = ((name, _plain(value)) for name, value in body.items() if name not in {"rows", "runs"})
    return "; ".join(f"{name}: {value}" for name, value in told if value)


def _plain(value: Json) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _damaged(place: str, error: Exception) -> NotACase:
    return NotACase(f"{place} cannot be read: {error}", hint="Run `assay verify`: it names every damaged place.")


def _text(found: dict[str, Cell], name: str) -> str:
    value = found[name]
    return value if isinstance(value, str) else str(value)


def _number(found: dict[str, Cell], name: str) -> int:
    value = found[name]
    return value if isinstance(value, int) else 0
