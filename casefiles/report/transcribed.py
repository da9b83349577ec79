"""Set the transcripts that stand: whose words, of which file, with their times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casefiles.case import Case
from casefiles.imports.subtitles import Cue
from casefiles.report.blocks import Block, Column, Facts, Prose, Section, Table, Text, code, quoted
from casefiles.transcripts import Transcript, lines, transcripts

LINES_PRINTED = 300
NOT_HEARD = (
    "The words are those of whoever or whatever wrote them. They were not compared with the sound. Captions in a file "
    "can say what nobody said."
)
BY_MACHINE = (
    "Machine text: a program wrote these words, not a person. Such programs also write fluent words that nobody spoke "
    "or showed. The confidence of each word (0 to 100) is what the program says of itself; how often words of a given "
    "confidence are right was not tested."
)


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A version that stands, with its lines."""

    transcript: Transcript
    lines: tuple[Cue, ...]


def gather(case: Case) -> tuple[Transcribed, ...]:
    """Return the transcripts that stand, with their lines."""
    return tuple(Transcribed(one, lines(case, one.id)) for one in transcripts(case) if not one.superseded_by)


def transcribed(found: Sequence[Transcribed]) -> Iterator[Section]:
    """Yield the part on transcripts; nothing where there is none."""
    if not found:
        return
    yield Section(1, "Transcripts", "transcripts", (Prose(Text(NOT_HEARD), "note"),))
    for one in found:
        named = one.transcript
        title, blocks = f"{named.id}: transcript of {named.exhibit}", tuple(_one(one))
        yield Section(2, title, f"transcript-{named.id}", blocks, named.exhibit)


def _one(one: Transcribed) -> Iterator[Block]:
    named = one.transcript
    yield Facts(
        (
            ("Origin, form, language", quoted(named.origin, named.form, named.language)),
            ("Of", quoted(named.source)),
            ("Corrects", code(named.supersedes) if named.supersedes else quoted("nothing: the first version")),
            ("Note", quoted(named.note)),
            ("By, at", quoted(named.by, named.made)),
        )
    )
    if any(cue.confidence or cue.place for cue in one.lines):
        yield Prose(Text(BY_MACHINE), "note")
    yield _table(one)
    if len(one.lines) > LINES_PRINTED:
        yield Prose(Text(f"The first {LINES_PRINTED} of {len(one.lines)} lines; all are in the attached JSON."))


def _table(one: Transcribed) -> Table:
    sure, placed = any(cue.confidence for cue in one.lines), any(cue.place for cue in one.lines)
    columns = [Column("Line", 0.6), Column("From, to (s)", 1.2), Column("Words", 3 if placed else 5)]
    columns += [Column("Confidence a word, %", 1.5)] * sure + [Column("Place", 4)] * placed
    rows = []
    for number, cue in enumerate(one.lines[:LINES_PRINTED]):
        row = [code(str(number)), code(_seconds(cue.start), _seconds(cue.end)), quoted(*cue.text.split("\n"))]
        row += [quoted(cue.confidence)] * sure + [quoted(cue.place)] * placed
        rows.append(tuple(row))
    return Table(f"{one.transcript.id}: {len(one.lines)} lines", tuple(columns), tuple(rows))


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}" if milliseconds >= 0 else "not stated"
