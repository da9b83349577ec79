"""The first page of an exhibit in plain words: what was preserved, what speaks from it, what is missing, what next."""

from __future__ import annotations

from dataclasses import dataclass

from casefiles.report.escape import shortened, visible
from casefiles.report.loci import locus_words
from casefiles.views import AcquisitionRow, ExhibitDetail
from forensics.types import Assurance, C2paPresence, C2paReading, Direction, Finding, Measurement, NotMeasured, Signal

_MOST = 12
_TEXT = 400
NEXT = (
    "Ask whoever sent it for the original file as the device wrote it, and for that file's SHA-256 by another way.",
    "Archive the post or message in which it was found, with its address, account, caption and date.",
    "Search for earlier copies with key frames from this file, and note also the searches that find nothing.",
    "Have a second person look at each finding and at its innocent explanations before anybody concludes.",
)
CAUTION = (
    "No single line on this page decides anything. A watermark, credential or tag that is not there supports nothing: "
    "platforms remove them from camera footage and from generated footage alike."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the first page: a heading and sentences; ``nothing`` is what is said when there are none."""

    heading: str
    lines: tuple[str, ...]
    nothing: str


def first_page(detail: ExhibitDetail) -> tuple[Section, ...]:
    """Return the sections of an exhibit's first page, in reading order; hostile text in them is made visible."""
    return (
        Section("What was preserved", _preserved(detail), "Nothing is preserved yet."),
        Section("What the file is", _facts(detail), _unexamined(detail, "It was not examined yet.")),
        Section(
            "What speaks from the file",
            _speaks(detail),
            _unexamined(detail, "No method made a finding and the file states nothing about its origin. " + CAUTION),
        ),
        Section(
            "What could not be measured",
            _missing(detail),
            _unexamined(detail, "Everything that was asked for could be measured."),
        ),
        Section("What to do next", _next(detail), ""),
    )


def _unexamined(detail: ExhibitDetail, otherwise: str) -> str:
    return otherwise if detail.examination else "Not known before the exhibit is examined."


def _shown(text: str) -> str:
    return shortened(visible(text), _TEXT)


def _preserved(detail: ExhibitDetail) -> tuple[str, ...]:
    row = detail.row
    lines = [
        f"{row.id}: {_shown(row.name)}, {row.size:,} bytes, copied whole and read back from the disk.",
        *(f"{d.algorithm}: {d.value}" + (f" ({d.remark})" if d.remark else "") for d in row.digests),
    ]
    for number, acquisition in enumerate(detail.acquisitions):
        lines += _acquired(acquisition, again=number > 0)
    return tuple(lines)


def _acquired(row: AcquisitionRow, *, again: bool) -> list[str]:
    provided = row.provided
    origin = f", received from {_shown(provided.received_from)}" if provided.received_from else ""
    source = f", source: {_shown(provided.source)}" if provided.source else ""
    act = "Acquired again" if again else "Acquired"
    lines = [f"{act} {row.ended} by {_shown(row.by)}{origin}{source} (custody event {row.event})."]
    for compared in row.compared:
        same = "is the same as" if compared.matches else "DIFFERS from"
        lines.append(f"The {compared.algorithm} that the sender gave {same} the one computed here.")
    if not row.compared:
        lines.append("No digest came with it, so nothing says that it arrived as it was sent.")
    return lines


_FACTS = (
    ("container.format", "Container"),
    ("media.duration", "Duration"),
    ("stream.codec", "Stream"),
    ("stream.width", "Width"),
    ("stream.height", "Height"),
    ("stream.frame_rate", "Frame rate stated"),
    ("frames.count", "Frames decoded"),
)


def _facts(detail: ExhibitDetail) -> tuple[str, ...]:
    found = detail.measurements()
    lines = (
        "; ".join(
            f"{words}: {_value(measurement)}"
            for quantity, words in group
            for measurement in found
            if measurement.quantity == quantity
        )
        for group in (_FACTS[:2], _FACTS[2:])
    )
    return tuple(line for line in lines if line)


def _value(measurement: Measurement) -> str:
    value = measurement.value
    number = f"{float(value):.6g}" if not isinstance(value, str | bool | int) else _shown(str(value))
    return number if measurement.unit in ("1", "text") else f"{number} {measurement.unit}"


def _speaks(detail: ExhibitDetail) -> tuple[str, ...]:
    lines = [_found(finding) for finding in detail.findings[:_MOST]]
    lines += _more(len(detail.findings), "findings")
    readings = [r.outcome for r in detail.results if isinstance(r.outcome, C2paReading)]
    lines += [_credentials(reading) for reading in readings]
    signals = [r.outcome for r in detail.results if isinstance(r.outcome, Signal)]
    lines += [_stated(signal) for signal in signals[:_MOST]]
    return tuple(lines + _more(len(signals), "statements"))


def _found(finding: Finding) -> str:
    place = f" ({locus_words(finding.loci[0])})" if finding.loci else ""
    match finding.direction:
        case Direction(_, ("H1" | "H2") as towards, _):
            direction = f" It points towards {towards}; see its innocent explanations."
        case _:
            direction = ""
    return f"{_shown(finding.observation)}{place}{direction}"


def _credentials(reading: C2paReading) -> str:
    if reading.presence is not C2paPresence.PRESENT:
        return f"Content credentials (C2PA): {reading.presence.value}. Their absence would support nothing."
    answers = "; ".join(f"{_shown(d.name)}: {_shown(d.result)}" for d in reading.dimensions)
    return f"Content credentials (C2PA) are present: {answers}."


def _stated(signal: Signal) -> str:
    how = "signed" if signal.assurance is Assurance.SIGNED else "not signed"
    return f"{_shown(signal.statement)} ({how}; could be written by {_shown(signal.could_be_written_by)})"


def _missing(detail: ExhibitDetail) -> tuple[str, ...]:
    gaps = detail.not_measured()
    return (*(_gap(gap) for gap in gaps[:_MOST]), *_more(len(gaps), "quantities"))


def _gap(gap: NotMeasured) -> str:
    return f"{_shown(gap.quantity)}: {_shown(gap.reason)}"


def _more(count: int, what: str) -> list[str]:
    return [f"… and {count - _MOST} more {what}: see their own page."] if count > _MOST else []


def _next(detail: ExhibitDetail) -> tuple[str, ...]:
    if detail.examination is None:
        return ("Examine it: nothing was measured yet.", *NEXT)
    if detail.examination.outcome != "complete":
        again = f"The examination {detail.examination.id} {_shown(detail.examination.outcome)}: examine it again."
        return (again, *NEXT, CAUTION)
    return (*NEXT, CAUTION)
