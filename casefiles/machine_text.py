"""Transcripts by machine: speech by a local engine, and on-screen text by Tesseract; both in confined processes.

Such a transcript is marked as machine text with its engine, the digest of the model, and the confidence that the
engine states for each word (0 to 100). It is a lead for a person who listens and looks, never a reading of the clip.
"""

from __future__ import annotations

import hashlib
import importlib.util
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles.case import Case
from casefiles.errors import Cancelled, EntryRefused, SourceUnusable, UnknownItem
from casefiles.imports.subtitles import Cue
from casefiles.transcripts import SCREEN, SPEECH, Transcript, keep_machine_text
from casefiles.views import ExhibitId, Watcher
from forensics import onscreen_names, speech
from forensics.confinement import Limits
from forensics.tesseract import AT_ONCE, NoReader, WordLine, engine, read_pictures
from forensics.types import FrameLocus, Measurement, NotMeasured, Picture, Progress, Result, Series, StreamLocus
from forensics.worker import Job, measure, path_code

MOST_MODEL_FILES = 200


def recognise(
    case: Case, exhibit: ExhibitId, *, model: Path | None, language: str = "", watcher: Watcher
) -> Transcript:
    """Keep what a local engine recognises in an exhibit's sound; raise EntryRefused, UnknownItem, SourceUnusable.

    ``model`` is a folder of faster-whisper's or pocketsphinx's form; None is the one that comes with pocketsphinx.
    """
    case.require_writable()
    original = _original(case, exhibit)
    folder = _model(model)
    engine_name = speech.engine_of(folder)
    if not engine_name:
        raise EntryRefused(
            f"{folder.name} is no model that is known",
            hint="Give a folder of faster-whisper (model.bin, config.json, tokenizer.json) or of pocketsphinx.",
        )
    _require(engine_name)
    digest, size = _digest(folder)
    rows: list[Cue] = []
    said, reason, stream = engine_name, "", 0
    for answer in _measured("speech", original, watcher, beside=folder, language=language):
        match answer:
            case Result(_, _, Series(quantity=speech.LINES, rows=found, locus=StreamLocus(number))):
                stream = number
                rows += _cues(found)
            case Result(_, _, Measurement(speech.ENGINE, str() as named)):
                said = named
            case Result(_, _, NotMeasured(reason=why)):
                reason = why
    if not rows:
        raise UnknownItem(f"{exhibit}: {reason or 'no words were recognised'}", hint="That supports nothing.")
    source = f"stream {stream}; {said}; model {folder.name}, {size} bytes, SHA-256 {digest}"
    return keep_machine_text(case, _made(exhibit, SPEECH, said, language, source, reason), rows)


def read_screen(
    case: Case, exhibit: ExhibitId, *, frames: Sequence[int] = (), languages: str = "eng", watcher: Watcher
) -> Transcript:
    """Keep the words that Tesseract reads in frames of an exhibit, a choice where none is named.

    Raise EntryRefused where Tesseract cannot be used, UnknownItem where it read no word, SourceUnusable.
    """
    case.require_writable()
    original = _original(case, exhibit)
    if any(one < 0 for one in frames) or len(frames) > onscreen_names.MOST:
        raise EntryRefused(
            f"frames are counted from 0, and at most {onscreen_names.MOST} are read at once", hint="Name fewer."
        )
    with tempfile.TemporaryDirectory(prefix="assay-") as scratch:
        place = Path(scratch)
        try:
            reader = engine(languages, place)
            screens, reason = _screens(original, place, frames, watcher)
            read: list[tuple[_Screen, list[WordLine]]] = []
            for first in range(0, len(screens), AT_ONCE):
                if watcher.cancelled():
                    raise Cancelled("stopped; nothing was kept")
                watcher.progress(Progress("reading pictures", first, len(screens), "frames"))
                some = screens[first : first + AT_ONCE]
                pictures = [place / one.file for one in some]
                read += zip(some, read_pictures(reader, pictures, place), strict=True)
            cues = list(_seen(read))
        except NoReader as error:
            raise EntryRefused(str(error), hint="Nothing was kept.") from error
    if not cues:
        why = reason or f"no word was read in {len(screens)} frames"
        raise UnknownItem(f"{exhibit}: {why}", hint="That supports nothing.")
    looked = ", ".join(str(one.place.index) for one in screens)
    note = "; ".join(filter(None, (f"frames looked at: {looked}", reason)))
    source = f"stream {screens[0].place.stream}; {reader.named}"
    return keep_machine_text(case, _made(exhibit, SCREEN, "Tesseract", languages, source, note), cues)


def _made(exhibit: ExhibitId, origin: str, form: str, language: str, source: str, note: str) -> Transcript:  # noqa: PLR0917
    return Transcript("", exhibit, origin, form, language, source, "", note, "", "", 0, 0, "")


@dataclass(frozen=True, slots=True)
class _Screen:
    file: str
    place: FrameLocus
    sha256: str


def _screens(original: Path, scratch: Path, frames: Sequence[int], watcher: Watcher) -> tuple[list[_Screen], str]:
    found, reason, digest = [], "", ""
    named = ",".join(str(one) for one in frames)
    for answer in _measured("screens", original, watcher, scratch=scratch, frames=named):
        match answer:
            case Result(_, _, Measurement(onscreen_names.DIGEST, str() as of_frame)):
                digest = of_frame
            case Result(_, _, Picture(onscreen_names.QUANTITY, str() as name, locus=FrameLocus() as place)):
                untrusted = scratch / name
                if Path(name).name == name and untrusted.is_file() and not untrusted.is_symlink():
                    found.append(_Screen(name, place, digest))
            case Result(_, _, NotMeasured(reason=why)):
                reason = why
    return found, reason


def _seen(read: Sequence[tuple[_Screen, list[WordLine]]]) -> Iterator[Cue]:
    """Yield a cue for each line of words in each frame; its end is the next frame that was looked at, -1 for none."""
    times = [round(one.place.at.seconds * 1000) for one, _ in read]
    for number, (one, lines) in enumerate(read):
        end = times[number + 1] if number + 1 < len(times) else -1
        for line in lines:
            box = f"box x {line.x}, y {line.y}, {line.width} × {line.height} px in the picture as shown"
            where = f"frame {one.place.index}, SHA-256 of its decoded planes {one.sha256}; {box}"
            sure = " ".join(str(round(word.confidence)) for word in line.words)
            yield Cue(times[number], end, " ".join(word.text for word in line.words), sure, where)


def _measured(
    mode: str, original: Path, watcher: Watcher, *, beside: Path | None = None, scratch: Path | None = None,
    **options: str,
) -> Iterator[Result]:  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="assay-") as own:
        given = () if beside is None else (path_code(beside),)
        named = options if beside is None else {**options, "model": path_code(beside)}
        place = path_code(scratch or Path(own))
        job = Job(mode, path_code(original), "", place, given, Limits(), tuple(named.items()))  # type: ignore[arg-type]
        for answer in measure(job, cancelled=watcher.cancelled):
            if isinstance(answer, Progress):
                watcher.progress(answer)
            elif isinstance(answer, Result):
                yield answer
    if watcher.cancelled():
        raise Cancelled("stopped; nothing was kept")


def _cues(rows: Sequence[Sequence[object]]) -> Iterator[Cue]:
    for row in rows:
        match row:
            case (int() as starts, int() as ends, str() as text, str() as sure) if max(abs(starts), abs(ends)) < 2**52:
                yield Cue(starts, ends, text, sure[:50_000])


def _original(case: Case, exhibit: ExhibitId) -> Path:
    original = case.original(case.row(exhibit).id)
    if not original.is_file():
        raise SourceUnusable(f"{exhibit}: its original is missing from the case", hint="Run `assay verify`.")
    return original


def _require(name: str) -> None:
    if importlib.util.find_spec(speech.MODULES[name]) is None:
        raise EntryRefused(
            f"{name} is not installed, so no speech is recognised",
            hint=f"Install it with: pip install 'assay[{speech.EXTRAS[name]}]'",
        )


def _model(given: Path | None) -> Path:
    if given is not None:
        if not given.is_dir():
            raise SourceUnusable(f"{given.name} is no folder", hint="A model is a folder; name it with --model.")
        return given.resolve()
    _require(speech.SPHINX)
    found = importlib.util.find_spec(speech.MODULES[speech.SPHINX])
    assert found is not None and found.origin is not None
    return Path(found.origin).parent / "model" / "en-us"


def _digest(folder: Path) -> tuple[str, int]:
    """Return SHA-256 over 'SHA-256  path' of each file of a model, sorted by path as sha256sum prints it, and bytes."""
    files = sorted(one for one in folder.rglob("*") if one.is_file())
    if len(files) > MOST_MODEL_FILES:
        raise EntryRefused(
            f"{folder.name} holds more than {MOST_MODEL_FILES} files", hint="Name the model's own folder."
        )
    whole, size = hashlib.sha256(), 0
    for one in files:
        with one.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size += one.stat().st_size
        whole.update(f"{digest}  {one.relative_to(folder).as_posix()}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest(), size
