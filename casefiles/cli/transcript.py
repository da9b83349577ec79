"""`assay transcript` and `assay search`: words with their times, and everything in a case that holds some words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import verbs_sources as verbs
from casefiles.cli.output import line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer, watching
from casefiles.errors import EntryRefused
from casefiles.searching import NO_TIME
from casefiles.transcripts import Transcript
from casefiles.views import ExhibitId

MACHINE_TEXT = "This is machine text: a lead to listen and look, not what was said or shown. Correct it by line."


@click.group()
def transcript() -> None:
    """Keep transcripts of exhibits in versions: imported, out of a file's own captions, or by machine."""


@transcript.command("import")
@case_argument
@click.argument("exhibit")
@click.argument("file", type=CASE)
@click.option("--source", default="", help="Who or what wrote it.")
@click.option("--language", default="")
@click.option("--note", default="")
@json_option
def import_(case: Path, exhibit: str, file: Path, as_json: bool, **stated: str) -> None:  # noqa: FBT001 - click
    """Keep FILE (SubRip, WebVTT or TTML) as a transcript of EXHIBIT."""
    made = verbs.import_transcript(case, ExhibitId(exhibit), file, signer=signer(), **stated)
    print_json(made) if as_json else _list((made,))


@transcript.command("extract")
@case_argument
@click.argument("exhibit")
@json_option
def extract(case: Path, exhibit: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Take the captions out of EXHIBIT: subtitle streams, and CEA-608 in the pictures."""
    with watching() as watcher:
        made = verbs.extract_captions(case, ExhibitId(exhibit), signer=signer(), watcher=watcher)
    print_json(made) if as_json else _list(made)


@transcript.command("recognise")
@case_argument
@click.argument("exhibit")
@click.option("--model", type=CASE, default=None, help="Folder of a faster-whisper or pocketsphinx model.")
@click.option("--language", default="", help="Spoken language, such as en; found by the engine if left out.")
@json_option
def recognise(case: Path, exhibit: str, model: Path | None, language: str, as_json: bool) -> None:  # noqa: FBT001
    """Recognise speech in EXHIBIT with a local engine and keep it, marked as machine text.

    Nothing is fetched. Without --model the American English model is used that comes with pocketsphinx. The engines
    are the extras `speech` (faster-whisper) and `speech-small` (pocketsphinx) of this package.
    """
    with watching() as watcher:
        made = verbs.recognise_speech(
            case, ExhibitId(exhibit), model=model, language=language, signer=signer(), watcher=watcher
        )
    print_json(made) if as_json else _list((made,))
    if not as_json:
        line(MACHINE_TEXT)


@transcript.command("read")
@case_argument
@click.argument("exhibit")
@click.option("--frames", default="", help="Numbers of frames from 0, with commas; shots and steps if left out.")
@click.option("--language", default="eng", show_default=True, help="Languages of Tesseract, such as eng+deu.")
@json_option
def read(case: Path, exhibit: str, frames: str, language: str, as_json: bool) -> None:  # noqa: FBT001 - click
    """Read on-screen text in EXHIBIT with Tesseract, where it is installed, and keep it, marked as machine text."""
    named = [one.strip() for one in frames.split(",") if one.strip()]
    if not all(one.isdecimal() for one in named):
        raise EntryRefused(f"{frames!r} names no frames", hint="Give numbers with commas, such as 0,120,240.")
    with watching() as watcher:
        made = verbs.read_screen(
            case,
            ExhibitId(exhibit),
            frames=[int(one) for one in named],
            languages=language,
            signer=signer(),
            watcher=watcher,
        )
    print_json(made) if as_json else _list((made,))
    if not as_json:
        line(MACHINE_TEXT)


@transcript.command("correct")
@case_argument
@click.argument("transcript_id", metavar="TRANSCRIPT")
@click.argument("changes", nargs=-1, required=True, metavar="LINE=TEXT…")
@click.option("--reason", required=True)
@json_option
def correct(case: Path, transcript_id: str, changes: Sequence[str], reason: str, as_json: bool) -> None:  # noqa: FBT001
    """Keep a new version of TRANSCRIPT in which LINE reads TEXT; an empty TEXT leaves the line out."""
    wanted = dict(_change(one) for one in changes)
    made = verbs.correct_transcript(case, transcript_id, wanted, reason=reason, signer=signer())
    print_json(made) if as_json else _list((made,))


@transcript.command("list")
@case_argument
@json_option
def list_(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List every version of every transcript of CASE."""
    found = verbs.transcripts(case)
    print_json(found) if as_json else _list(found)


@transcript.command("show")
@case_argument
@click.argument("transcript_id", metavar="TRANSCRIPT")
@json_option
def show(case: Path, transcript_id: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show the lines of TRANSCRIPT with their times."""
    found = verbs.transcript_lines(case, transcript_id)
    if as_json:
        print_json(found)
        return
    heads = ("line", "from", "to", "words", "confidence a word, %", "place")
    shown = 6 if any(cue.place for cue in found) else 5 if any(cue.confidence for cue in found) else 4
    rows = (
        (
            str(number),
            clock(cue.start),
            clock(cue.end) if cue.end >= 0 else "",
            cue.text.replace("\n", " / "),
            cue.confidence,
            cue.place,
        )
        for number, cue in enumerate(found)
    )
    table(heads[:shown], (row[:shown] for row in rows))


@click.command()
@case_argument
@click.argument("words", nargs=-1, required=True)
@click.option("--restricted", is_flag=True, help="Search restricted values of source records too.")
@json_option
def search(case: Path, words: Sequence[str], restricted: bool, as_json: bool) -> None:  # noqa: FBT001 - click
    """Find the places in CASE that hold all WORDS: transcripts, source records, findings, tags, what persons wrote.

    A word ending in * stands for all words that begin so. Hits name the exhibit and, in transcripts, the time.
    """
    found = verbs.search(case, " ".join(words), restricted=restricted)
    if as_json:
        print_json(found)
        return
    rows = (
        (
            one.exhibit or "–",
            clock(one.milliseconds) if one.milliseconds != NO_TIME else "",
            one.where,
            one.id,
            one.text.replace("\n", " / "),
        )
        for one in found
    )
    table(("exhibit", "time", "where", "no.", "words"), rows)
    if not found:
        line("Nothing was found. That means nothing: not everything that is seen or heard is written.")


def clock(milliseconds: int) -> str:
    """Return a time as H:MM:SS.mmm."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _change(text: str) -> tuple[int, str]:
    number, equals, words = text.partition("=")
    if not equals or not number.strip().isdecimal():
        raise EntryRefused(f"{text!r} names no line", hint="Give LINE=TEXT, such as 12='It rains'.")
    return int(number), words


def _list(found: Sequence[Transcript]) -> None:
    rows = (
        (
            one.id,
            one.exhibit,
            one.origin,
            one.form,
            one.language,
            str(one.lines),
            one.superseded_by or "stands",
            one.source,
        )
        for one in found
    )
    table(("no.", "exhibit", "origin", "form", "language", "lines", "superseded by", "of"), rows)
    if not found:
        line("There is no transcript. That supports nothing.")
