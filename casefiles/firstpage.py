"""The first page of an exhibit in plain words: what was preserved, what speaks from it, what is missing, what next.

Each line is a sentence that can be said in another language: a template, and the values that stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from casefiles.report.escape import shortened, visible
from casefiles.views import AcquisitionRow, ExhibitDetail
from forensics.types import (
    Assurance,
    C2paPresence,
    C2paReading,
    Direction,
    Finding,
    FrameLocus,
    Locus,
    Measurement,
    Result,
    Signal,
    TimeSpan,
)

_MOST = 12
_TEXT = 400
_PLAIN = 240
"""Letters of an observation on this page; the whole stands on the page of findings."""
_NAMES = 4
CREDENTIALS = "provenance_statements"
ASKED = "it runs only when it is asked for"
WATCHES_NOTHING = "It watches no packets"
"""How a method begins its reason that is no gap: it judges what others read."""
CLOCK = "clock."
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
SILENT = "No method made a finding and the file states nothing about its origin."
_Kind = TypeVar("_Kind", C2paReading, Signal)


class Sentence(str):
    """A line in English that knows its template and its values, so that it can be said in another language."""

    __slots__ = ("template", "values")
    template: str
    values: dict[str, str]


def said(template: str, **values: str) -> Sentence:
    """Return a sentence of a template and values."""
    sentence = Sentence(template.format(**values) if values else template)
    sentence.template, sentence.values = template, values
    return sentence


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the first page: a heading and sentences; ``nothing`` is what is said when there are none."""

    heading: str
    lines: tuple[Sentence, ...]
    nothing: str


def first_page(detail: ExhibitDetail) -> tuple[Section, ...]:
    """Return the sections of an exhibit's first page, in reading order; hostile text in them is made visible."""
    return (
        Section("What was preserved", tuple(_preserved(detail)), "Nothing is preserved yet."),
        Section("What the file is", tuple(_facts(detail)), _unexamined(detail, "It was not examined yet.")),
        Section("What speaks from the file", tuple(_speaks(detail)), _unexamined(detail, f"{SILENT} {CAUTION}")),
        Section(
            "What could not be measured",
            tuple(_missing(detail)),
            _unexamined(detail, "Everything that was asked for could be measured."),
        ),
        Section("What to do next", tuple(_next(detail)), ""),
    )


def _unexamined(detail: ExhibitDetail, otherwise: str) -> str:
    return otherwise if detail.examination else "Not known before the exhibit is examined."


def _shown(text: str) -> str:
    return shortened(visible(text), _TEXT)


def _plain(text: str) -> str:
    """Return the beginning of a text, cut at a word."""
    whole = visible(text)
    if len(whole) <= _PLAIN:
        return whole
    return whole[:_PLAIN].rpartition(" ")[0].rstrip(" ,;:") + " …"


def _preserved(detail: ExhibitDetail) -> Iterator[Sentence]:
    row = detail.row
    yield said(
        "{id}: {name}, {size} bytes, copied whole and read back from the disk.",
        id=row.id, name=_shown(row.name), size=f"{row.size:,}",
    )  # fmt: skip
    for digest in row.digests:
        yield said("{algorithm}: {digest}", algorithm=digest.algorithm, digest=digest.value)
        if digest.remark:
            yield said("{algorithm}: {digest}", algorithm=digest.algorithm, digest=_shown(digest.remark))
    for number, acquisition in enumerate(detail.acquisitions):
        yield from _acquired(acquisition, again=number > 0)


def _acquired(row: AcquisitionRow, *, again: bool) -> Iterator[Sentence]:
    when = f"{row.ended[:10]} {row.ended[11:19]} UTC"
    yield said(
        "Acquired again {when} by {by} (custody event {event})."
        if again
        else "Acquired {when} by {by} (custody event {event}).",
        when=when,
        by=_shown(row.by),
        event=str(row.event),
    )
    if row.provided.received_from:
        yield said("Received from: {who}", who=_shown(row.provided.received_from))
    if row.provided.source:
        yield said("Source: {source}", source=_shown(row.provided.source))
    for compared in row.compared:
        yield said(
            "The {algorithm} that the sender gave is the same as the one computed here."
            if compared.matches
            else "The {algorithm} that the sender gave DIFFERS from the one computed here.",
            algorithm=compared.algorithm,
        )
    if not row.compared:
        yield said("No digest came with it, so nothing says that it arrived as it was sent.")


def _facts(detail: ExhibitDetail) -> Iterator[Sentence]:
    found: dict[str, list[Measurement]] = {}
    for one in detail.measurements():
        found.setdefault(one.quantity, []).append(one)

    def words(quantity: str) -> str:
        return ", ".join(dict.fromkeys(_value(one) for one in found.get(quantity, ())))

    if words("container.format"):
        yield said("Container: {container}", container=words("container.format"))
    if words("media.duration"):
        yield said("Duration: {duration}", duration=words("media.duration"))
    if words("stream.codec"):
        yield said("Streams: {codecs}", codecs=words("stream.codec"))
    width, height = words("stream.width"), words("stream.height")
    if width and height:
        size = f"{width.removesuffix(' px')} × {height.removesuffix(' px')}"
        yield said("Picture: {size} pixels", size=size)
    rate, count = words("stream.frame_rate"), words("frames.count")
    if rate:
        yield said("Frames a second, as the file states: {rate}", rate=rate.removesuffix(" 1/s"))
    if count:
        yield said("Frames that were decoded: {count}", count=count)


def _value(measurement: Measurement) -> str:
    value = measurement.value
    number = f"{float(value):.6g}" if not isinstance(value, str | bool | int) else _shown(str(value))
    return number if measurement.unit in ("1", "text") else f"{number} {measurement.unit}"


def _speaks(detail: ExhibitDetail) -> Iterator[Sentence]:
    yield from (_found(finding) for finding in detail.findings[:_MOST])
    yield from _more(len(detail.findings), "… and {count} more findings: see their own page.")
    told = any(finding.method == CREDENTIALS for finding in detail.findings)
    for reading in _of(detail.results, C2paReading):
        if reading.presence is not C2paPresence.PRESENT:
            yield said(
                "Content credentials (C2PA): {presence}. Their absence would support nothing.",
                presence=reading.presence.value,
            )
        elif not told:
            answers = "; ".join(f"{_shown(d.name)}: {_shown(d.result)}" for d in reading.dimensions)
            yield said("Content credentials (C2PA) are present: {answers}.", answers=answers)
    signals = _of(detail.results, Signal)
    yield from (_stated(signal) for signal in signals[:_MOST])
    yield from _more(len(signals), "… and {count} more statements: see their own page.")


def _of(results: Sequence[Result], kind: type[_Kind]) -> list[_Kind]:
    return [one.outcome for one in results if isinstance(one.outcome, kind)]


def _found(finding: Finding) -> Sentence:
    observation, where = _plain(finding.observation), _when(finding.loci)
    match finding.direction:
        case Direction(_, ("H1" | "H2") as towards, _):
            return said(
                "{observation}{where} It points towards {towards}; see its innocent explanations.",
                observation=observation, where=where, towards=towards,
            )  # fmt: skip
        case _:
            return said("{observation}{where}", observation=observation, where=where)


def _when(loci: Sequence[Locus]) -> str:
    """Return the time of the first place as ' (0:01:02.3)', '' where a finding is about no moment."""
    match loci[0] if loci else None:
        case TimeSpan(_, start, _):
            moment = start
        case FrameLocus(_, _, at, _):
            moment = at
        case _:
            return ""
    seconds = float(moment.seconds)
    return f" ({int(seconds) // 3600}:{int(seconds) // 60 % 60:02}:{seconds % 60:04.1f})"


def _stated(signal: Signal) -> Sentence:
    who = _plain(signal.could_be_written_by)
    if signal.assurance is Assurance.SIGNED:
        return said("{statement} (signed; could be written by {who})", statement=_plain(signal.statement), who=who)
    return said("{statement} (not signed; could be written by {who})", statement=_plain(signal.statement), who=who)


def _missing(detail: ExhibitDetail) -> Iterator[Sentence]:
    """Yield what is missing, one line a reason; methods that wait to be asked for share the last one."""
    reasons: dict[str, list[str]] = {}
    asked: list[str] = []
    for gap in detail.not_measured():
        if gap.reason.startswith(ASKED):
            asked.append(gap.quantity)
        elif not gap.reason.startswith(WATCHES_NOTHING):
            reasons.setdefault(gap.reason, []).append(gap.quantity)
    for reason, names in list(reasons.items())[:_MOST]:
        shown = ", ".join(_plain(name) for name in names[:_NAMES])
        if all(name.startswith(CLOCK) for name in names):
            yield said(
                "{count} times that the container can hold: {reason}", count=str(len(names)), reason=_plain(reason)
            )
        elif len(names) > _NAMES:
            yield said("{names} and {count} more: {reason}", names=shown, count=str(len(names) - _NAMES),
                       reason=_plain(reason))  # fmt: skip
        else:
            yield said("{names}: {reason}", names=shown, reason=_plain(reason))
    yield from _more(len(reasons), "… and {count} more reasons: see the page “Not measured”.")
    if asked:
        yield said("Methods that run only when you ask for them: {names}.", names=", ".join(map(_plain, asked)))


def _more(count: int, template: str) -> Iterator[Sentence]:
    if count > _MOST:
        yield said(template, count=str(count - _MOST))


def _next(detail: ExhibitDetail) -> Iterator[Sentence]:
    if detail.examination is None:
        yield said("Examine it: nothing was measured yet.")
        yield from map(said, NEXT)
        return
    if detail.examination.outcome != "complete":
        done = detail.examination
        yield said("The examination {id} {outcome}: examine it again.", id=done.id, outcome=_shown(done.outcome))
    yield from map(said, (*NEXT, CAUTION))
