"""The verbs on where an exhibit comes from and what was said of it; the command line and the window call them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from casefiles import computations as sheets
from casefiles import importing, machine_text, searching
from casefiles import published as desk
from casefiles import sources as kept
from casefiles import synchronising as together
from casefiles import transcripts as written
from casefiles.case import Case
from casefiles.computations import Computation, Sheet
from casefiles.importing import Import
from casefiles.imports.subtitles import Cue
from casefiles.keys import Signer
from casefiles.published import Left, Published
from casefiles.searching import Hit
from casefiles.sources import SourceEntry, Stated
from casefiles.synchronising import Synchronised
from casefiles.transcripts import Transcript
from casefiles.views import ExhibitId, Provided, Watcher


def source(path: Path, exhibit: ExhibitId) -> tuple[SourceEntry, ...]:
    """Return the values that stand in an exhibit's source record; raise UnknownItem."""
    with Case.open(path) as case:
        return kept.standing(case, exhibit)


def source_history(path: Path, exhibit: ExhibitId) -> tuple[SourceEntry, ...]:
    """Return every version of an exhibit's source record, oldest first; raise UnknownItem."""
    with Case.open(path) as case:
        return kept.entries(case, exhibit)


def state_source(
    path: Path, exhibit: ExhibitId, stated: Sequence[Stated], *, signer: Signer, reason: str = ""
) -> tuple[SourceEntry, ...]:
    """Enter values into an exhibit's source record; raise UnknownItem, EntryRefused."""
    with Case.open(path, signer=signer) as case:
        return kept.enter(case, exhibit, stated, reason=reason)


def import_(path: Path, given: Path, *, provided: Provided, signer: Signer, watcher: Watcher) -> Import:
    """Import a file or folder; raise EntryRefused for hostile input, SourceUnusable."""
    with Case.open(path, signer=signer) as case:
        return importing.take(case, given, provided=provided, watcher=watcher)


def imports(path: Path) -> tuple[Import, ...]:
    """Return every import of a case, oldest first."""
    with Case.open(path) as case:
        return importing.imports(case)


def transcripts(path: Path) -> tuple[Transcript, ...]:
    """Return every version of every transcript of a case, oldest first."""
    with Case.open(path) as case:
        return written.transcripts(case)


def transcript_lines(path: Path, transcript: str) -> tuple[Cue, ...]:
    """Return the lines of one version of a transcript; raise UnknownItem."""
    with Case.open(path) as case:
        return written.lines(case, transcript)


def import_transcript(
    path: Path,
    exhibit: ExhibitId,
    file: Path,
    *,
    signer: Signer,
    source: str = "",
    language: str = "",
    note: str = "",
) -> Transcript:
    """Keep a subtitle file as a transcript; raise EntryRefused, UnknownItem, SourceUnusable."""
    with Case.open(path, signer=signer) as case:
        return written.import_file(case, exhibit, file, source=source, language=language, note=note)


def extract_captions(path: Path, exhibit: ExhibitId, *, signer: Signer, watcher: Watcher) -> tuple[Transcript, ...]:
    """Keep the captions that an exhibit carries; raise UnknownItem where it carries none."""
    with Case.open(path, signer=signer) as case:
        return written.extract(case, exhibit, watcher=watcher)


def recognise_speech(
    path: Path, exhibit: ExhibitId, *, model: Path | None = None, language: str = "", signer: Signer, watcher: Watcher
) -> Transcript:
    """Keep what a local engine recognises in an exhibit's sound; raise EntryRefused, UnknownItem, SourceUnusable."""
    with Case.open(path, signer=signer) as case:
        return machine_text.recognise(case, exhibit, model=model, language=language, watcher=watcher)


def read_screen(
    path: Path,
    exhibit: ExhibitId,
    *,
    frames: Sequence[int] = (),
    languages: str = "eng",
    signer: Signer,
    watcher: Watcher,
) -> Transcript:
    """Keep the words that Tesseract reads in frames of an exhibit; raise EntryRefused, UnknownItem, SourceUnusable."""
    with Case.open(path, signer=signer) as case:
        return machine_text.read_screen(case, exhibit, frames=frames, languages=languages, watcher=watcher)


def correct_transcript(
    path: Path, transcript: str, changes: Mapping[int, str], *, reason: str, signer: Signer
) -> Transcript:
    """Keep a new version of a transcript with some lines changed; raise UnknownItem, EntryRefused."""
    with Case.open(path, signer=signer) as case:
        return written.correct(case, transcript, changes, reason=reason)


def search(path: Path, words: str, *, restricted: bool = False) -> tuple[Hit, ...]:
    """Return the places in a case that hold all the words; raise EntryRefused for no word."""
    with Case.open(path) as case:
        return searching.search(case, words, restricted=restricted)


def published(path: Path) -> tuple[tuple[Published, ...], ...]:
    """Return every statement that left the desk, each with its corrections and retractions in order."""
    with Case.open(path) as case:
        return desk.histories(desk.published(case))


def enter_published(path: Path, left: Left, *, signer: Signer) -> Published:
    """Enter a statement that left the desk, a correction or a retraction; raise EntryRefused, UnknownItem."""
    with Case.open(path, signer=signer) as case:
        return desk.enter(case, left)


def keep_computation(path: Path, exhibit: ExhibitId, sheet: Sheet, *, note: str = "", signer: Signer) -> Computation:
    """Keep a calculation of the time bench; raise UnknownItem."""
    with Case.open(path, signer=signer) as case:
        return sheets.keep(case, exhibit, sheet, note=note)


def computations(path: Path) -> tuple[Computation, ...]:
    """Return every calculation of a case, oldest first."""
    with Case.open(path) as case:
        return sheets.computations(case)


def synchronise(path: Path, exhibits: Sequence[ExhibitId] = (), *, watcher: Watcher) -> Synchronised:
    """Lay exhibits on a common time, all where none is named; raise UnknownItem, EntryRefused, Cancelled."""
    with Case.open(path) as case:
        return together.synchronise(case, exhibits, watcher=watcher)


def keep_synchronised(path: Path, found: Synchronised, *, note: str = "", signer: Signer) -> tuple[Computation, ...]:
    """Keep what was found as calculations of the time bench; raise CaseNotWritable."""
    with Case.open(path, signer=signer) as case:
        return together.keep_synchronised(case, found, note=note)
