"""Fingerprints from where they are kept: the derivatives of an exhibit, or a file measured for the occasion."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from casefiles.case import Case
from casefiles.errors import ExaminationFailed, NotACase, SourceUnusable, UnknownItem
from casefiles.views import Derivative, ExhibitId, Watcher
from forensics.codec import clean_text
from forensics.confinement import Limits
from forensics.fingerprint import known_copy, sound, video
from forensics.fingerprint.known_copy import KnownCopy
from forensics.fingerprint.video import FingerprintRefused
from forensics.types import Finding, Progress, Result, Series, StoredFingerprint
from forensics.worker import Job, measure, path_code

VIDEO, SOUND = "fingerprint.video", "fingerprint.sound"
_MOST_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Prints:
    """The stored bytes of both fingerprints of one file, empty where there is none."""

    video: bytes
    sound: bytes


def of_exhibit(case: Case, exhibit: ExhibitId) -> Prints:
    """Return an exhibit's fingerprints; raise UnknownItem, NotACase where a kept one was changed."""
    derivatives = case.detail(exhibit).derivatives
    return Prints(*(kept_bytes(case, derivatives, quantity) for quantity in (VIDEO, SOUND)))


def kept_bytes(case: Case, derivatives: tuple[Derivative, ...], quantity: str) -> bytes:
    """Return the bytes of a derivative, b"" where there is none; raise NotACase where it was changed."""
    for derivative in derivatives:
        if derivative.quantity == quantity:
            try:
                data = case.derivative_path(derivative).read_bytes()
            except OSError as error:
                raise NotACase(
                    f"{derivative.id} cannot be read: {error.strerror}", hint="Run `assay verify`."
                ) from error
            if hashlib.sha256(data).hexdigest() != derivative.sha256:
                raise NotACase(f"{derivative.id} is not the file that was kept", hint="Run `assay verify`.")
            return data
    return b""


def exhibit_copy(case: Case, exhibit: ExhibitId) -> tuple[KnownCopy, Prints]:
    """Return what is known of an exhibit as a copy; raise UnknownItem, NotACase."""
    detail, prints = case.detail(exhibit), of_exhibit(case, exhibit)
    try:
        frames: Series | None = case.series(exhibit, "frames")
    except UnknownItem:
        frames = None
    return _copy(str(exhibit), detail.row.sha256, detail.results, frames, prints), prints


def file_copy(path: Path, *, watcher: Watcher) -> tuple[KnownCopy, Prints]:
    """Measure a file that belongs to no case; raise SourceUnusable, ExaminationFailed."""
    if not path.is_file():
        raise SourceUnusable(f"{path} is not a file")
    scratch = Path(tempfile.mkdtemp(prefix="assay-"))
    try:
        name = clean_text(path.name)
        job = Job("examine", path_code(path.absolute()), name, path_code(scratch), (), Limits(), ())
        results = _measured(job, watcher)
        made = [one.outcome for one in results if isinstance(one.outcome, StoredFingerprint)]
        prints = Prints(*(_left(scratch, made, quantity) for quantity in (VIDEO, SOUND)))
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ExaminationFailed(f"{path.name} could not be measured: {error.strerror}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return _copy(path.name, digest, results, _frames(results), prints), prints


def _measured(job: Job, watcher: Watcher) -> tuple[Result, ...]:
    results: list[Result] = []
    for line in measure(job, cancelled=watcher.cancelled):
        match line:
            case Progress():
                watcher.progress(line)
            case Result():
                results.append(line)
            case Finding():
                continue
    return tuple(results)


def _left(scratch: Path, made: list[StoredFingerprint], quantity: str) -> bytes:
    """Return the bytes that the worker left, where they are what it said: it is not believed otherwise."""
    for one in made:
        path = scratch / Path(one.name).name
        if one.quantity == quantity and not path.is_symlink() and path.is_file() and path.stat().st_size <= _MOST_BYTES:
            untrusted = path.read_bytes()
            if hashlib.sha256(untrusted).hexdigest() == one.sha256:
                return untrusted
    return b""


def _frames(results: tuple[Result, ...]) -> Series | None:
    chunks = [one.outcome for one in results if isinstance(one.outcome, Series) and one.outcome.quantity == "frames"]
    if not chunks:
        return None
    same = [chunk for chunk in chunks if chunk.locus == chunks[0].locus]
    return Series("frames", same[0].columns, 0, tuple(row for chunk in same for row in chunk.rows), same[0].locus)


def _copy(name: str, sha256: str, results: tuple[Result, ...], frames: Series | None, prints: Prints) -> KnownCopy:
    try:
        pictures = video.from_bytes(prints.video) if prints.video else None
        heard = sound.from_bytes(prints.sound) if prints.sound else None
    except FingerprintRefused as error:
        raise NotACase(f"a fingerprint of {name} cannot be read: {error}", hint="Examine the exhibit again.") from error
    return known_copy.known_copy(name, sha256, results, frames=frames, video=pictures, sound=heard)
