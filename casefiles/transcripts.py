"""Transcripts of exhibits: imported, taken out of the file's own captions, or written by a person; in versions.

A correction is a new version that names the one it corrects; no version is overwritten. The words are testimony of
whoever or whatever wrote them: captions in a file can say what nobody said. Words that a machine heard or read are
marked so (casefiles.machine_text).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casefiles.case import Case
from casefiles.errors import EntryRefused, SourceUnusable, UnknownItem
from casefiles.imports.archive import of_file
from casefiles.imports.found import octets_of
from casefiles.imports.subtitles import Cue, parse
from casefiles.sourcefile import display
from casefiles.views import ExhibitId, Watcher
from forensics.codec import clean_text
from forensics.confinement import Limits
from forensics.types import NotMeasured, Result, Series, StreamLocus
from forensics.worker import Job, measure, path_code

IMPORTED, EMBEDDED, CORRECTED = "imported", "captions in the file", "corrected by a person"
SPEECH, SCREEN = "machine text: speech", "machine text: on-screen text"
MACHINE = frozenset({SPEECH, SCREEN})


@dataclass(frozen=True, slots=True)
class Transcript:
    """A version of a transcript. ``source`` names the file or stream it is of; ``superseded_by`` '' for what stands."""

    id: str
    exhibit: ExhibitId
    origin: str
    form: str
    language: str
    source: str
    supersedes: str
    note: str
    made: str
    by: str
    event: int
    lines: int
    superseded_by: str


def transcripts(case: Case, exhibit: ExhibitId | None = None) -> tuple[Transcript, ...]:
    """Return every version of every transcript, or those of one exhibit, oldest first; raise UnknownItem."""
    if exhibit is not None:
        case.row(exhibit)
    sql = (
        "SELECT t.*, (SELECT count(*) FROM transcript_line l WHERE l.transcript = t.id) AS lines FROM transcript t "
        "ORDER BY t.event, t.id"
    )
    rows = [{name: str(value) for name, value in row.items()} for row in case.store.rows(sql)]
    gone = {row["supersedes"]: row["id"] for row in rows if row["supersedes"]}
    return tuple(
        Transcript(
            row["id"],
            ExhibitId(row["exhibit"]),
            row["origin"],
            row["form"],
            row["language"],
            row["source"],
            row["supersedes"],
            row["note"],
            row["made"],
            row["by"],
            int(row["event"]),
            int(row["lines"]),
            gone.get(row["id"], ""),
        )
        for row in rows
        if exhibit in (None, row["exhibit"])
    )


def lines(case: Case, transcript: str) -> tuple[Cue, ...]:
    """Return the lines of one version; raise UnknownItem."""
    _named(case, transcript)
    sql = (
        "SELECT l.starts, l.ends, l.text, l.confidence, coalesce(p.place, '') AS place FROM transcript_line l "
        "LEFT JOIN transcript_place p ON p.transcript = l.transcript AND p.number = l.number "
        "WHERE l.transcript = ? ORDER BY l.number"
    )
    rows = case.store.rows(sql, (transcript,))
    return tuple(
        Cue(int(str(row["starts"])), int(str(row["ends"])), str(row["text"]), str(row["confidence"]), str(row["place"]))
        for row in rows
    )


def import_file(
    case: Case, exhibit: ExhibitId, path: Path, *, source: str = "", language: str = "", note: str = ""
) -> Transcript:
    """Keep a subtitle file as a transcript of an exhibit; raise EntryRefused for what is none, SourceUnusable."""
    case.require_writable()
    case.row(exhibit)
    member = of_file(path)
    said = parse(octets_of(member))
    if said is None or not said.cues:
        raise EntryRefused(f"{display(path.name)} holds no SubRip, WebVTT or TTML cue")
    words = source or f"{display(path.name)}, SHA-256 {member.sha256}"
    remarks = "; ".join(filter(None, (note, *said.remarks)))
    made = Transcript("", exhibit, IMPORTED, said.form, language or said.language, words, "", remarks, "", "", 0, 0, "")
    return _keep(case, made, said.cues)


def extract(case: Case, exhibit: ExhibitId, *, watcher: Watcher) -> tuple[Transcript, ...]:
    """Take the captions out of an exhibit in the confined worker and keep them, one transcript a stream.

    Raise UnknownItem where the file carries none, SourceUnusable, CaseNotWritable. What stands is not kept twice.
    """
    case.require_writable()
    original = case.original(case.row(exhibit).id)
    if not original.is_file():
        raise SourceUnusable(f"{exhibit}: its original is missing from the case", hint="Run `assay verify`.")
    found: dict[tuple[str, int], list[Cue]] = {}
    reason = ""
    with tempfile.TemporaryDirectory(prefix="assay-") as scratch:
        job = Job("captions", path_code(original), "", path_code(Path(scratch)), (), Limits(), ())
        for answer in measure(job, cancelled=watcher.cancelled):
            match answer:
                case Result(_, _, Series(quantity=name, rows=rows, locus=StreamLocus(stream))):
                    found.setdefault((name, stream), []).extend(_cues(rows))
                case Result(_, _, NotMeasured(reason=why)):
                    reason = why
    if not found:
        raise UnknownItem(f"{exhibit}: {reason or 'no captions were found'}", hint="That supports nothing.")
    made = []
    for (name, stream), cues in found.items():
        source = f"stream {stream}"
        standing = [one for one in transcripts(case, exhibit) if (one.origin, one.source) == (EMBEDDED, source)]
        form = name.removeprefix("captions.cues.")
        new = Transcript("", exhibit, EMBEDDED, form, "", source, "", "", "", "", 0, 0, "")
        made.append(standing[0] if standing else _keep(case, new, cues))
    return tuple(made)


def keep_machine_text(case: Case, new: Transcript, cues: Sequence[Cue]) -> Transcript:
    """Keep words that a machine heard or read; raise CaseNotWritable. The same of the same is not kept twice."""
    for one in transcripts(case, new.exhibit):
        same = (one.origin, one.source, one.language, one.note) == (new.origin, new.source, new.language, new.note)
        if same and not one.superseded_by and _shown(lines(case, one.id)) == _shown(cues):
            return one
    return _keep(case, new, cues)


def _shown(cues: Sequence[Cue]) -> list[Cue]:
    return [replace(one, text=clean_text(one.text)) for one in cues]


def _cues(rows: Sequence[Sequence[object]]) -> Iterator[Cue]:
    """Yield cues of a worker's table, which is hostile until each cell has its kind."""
    for row in rows:
        match row:
            case (int() as starts, int() as ends, str() as text) if abs(starts) < 2**52 and abs(ends) < 2**52:
                yield Cue(starts, ends, text)


def correct(case: Case, transcript: str, changes: Mapping[int, str], *, reason: str) -> Transcript:
    """Keep a new version in which some lines read otherwise, an empty one being left out; raise UnknownItem."""
    before = _named(case, transcript)
    if before.superseded_by:
        raise EntryRefused(f"{transcript} was corrected already by {before.superseded_by}", hint="Correct that one.")
    if not reason.strip() or not changes:
        raise EntryRefused("a correction says what is right and why", hint="Give LINE=TEXT and --reason.")
    old = list(lines(case, transcript))
    for number, text in changes.items():
        if not 0 <= number < len(old):
            raise UnknownItem(f"{transcript} has lines 0 to {len(old) - 1}, no line {number}")
        old[number] = replace(old[number], text=text, confidence="")
    new = replace(before, origin=CORRECTED, supersedes=transcript, note=reason)
    return _keep(case, new, [one for one in old if one.text])


def _keep(case: Case, new: Transcript, cues: Sequence[Cue]) -> Transcript:
    case.require_writable()
    assert case.signer is not None  # require_writable saw one
    with case.change("transcript", item=new.exhibit, reason=new.note if new.supersedes else "") as change:
        identifier = change.next_id("transcript")
        change.record(transcript=identifier, origin=new.origin, lines=len(cues))
        change.insert(
            "transcript",
            {
                "id": identifier,
                "exhibit": new.exhibit,
                "origin": new.origin,
                "form": new.form,
                "language": new.language,
                "source": new.source,
                "supersedes": new.supersedes,
                "note": new.note,
                "made": change.at,
                "by": case.signer.name,
            },
        )
        for number, cue in enumerate(cues):
            change.insert(
                "transcript_line",
                {
                    "transcript": identifier,
                    "number": number,
                    "starts": cue.start,
                    "ends": cue.end,
                    "text": clean_text(cue.text),
                    "confidence": cue.confidence,
                },
            )
            if cue.place:
                change.insert("transcript_place", {"transcript": identifier, "number": number, "place": cue.place})
    return _named(case, identifier)


def _named(case: Case, transcript: str) -> Transcript:
    found = next((one for one in transcripts(case) if one.id == transcript), None)
    if found is None:
        raise UnknownItem(f"there is no transcript {transcript}", hint="List them with `assay transcript list`.")
    return found
