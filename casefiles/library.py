"""The library of copies: fingerprints of exhibits that a desk opts in, and of reference footage, without the footage.

One folder an entry under ``library/`` in the user's home: ``entry.json``, the fingerprints as they are kept with an
exhibit, and what an index holds of them. An entry is taken in by writing its folder and removed by deleting it; the
index (``lookup``) brings itself up to date. A lost library is built again by adding the cases again. An entry can be
given to somebody else by copying its folder: it holds no footage, and its name, case and path are what stands in
``entry.json``.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from casefiles.clock import SYSTEM, Clock, stamp
from casefiles.durable import sync_folder
from casefiles.errors import EntryRefused, StorageFailed, UnknownItem
from casefiles.fingerprints import Prints
from casefiles.home import home
from forensics.codec import CodecError, decode_as, encode
from forensics.fingerprint import sound, video
from forensics.fingerprint.codebook import codebook, codebook_sha256
from forensics.fingerprint.search import share
from forensics.fingerprint.segment import Share
from forensics.fingerprint.sound import SoundFingerprint
from forensics.fingerprint.video import FingerprintRefused, VideoFingerprint

FOLDER = "library"
ENTRY, VIDEO, SOUND, INDEX = "entry.json", "video.bin", "sound.bin", "index.npz"
_MOST_ENTRY_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """One video in the library. ``case`` is the id of its case, '' for reference footage; ``codebook`` a SHA-256."""

    id: str
    name: str
    case: str
    case_name: str
    case_path: str
    exhibit: str
    sha256: str
    seconds: float
    video_sha256: str
    sound_sha256: str
    codebook: str
    added: str
    contact: str = ""
    """Whom to ask, where another desk gave the entry; '' for this desk's own."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from; the case's fields are '' for reference footage."""

    name: str
    sha256: str
    case: str = ""
    case_name: str = ""
    case_path: str = ""
    exhibit: str = ""
    contact: str = ""


def place() -> Path:
    """Return where the library stands on this machine."""
    return home() / FOLDER


def add(origin: Origin, prints: Prints, *, clock: Clock = SYSTEM) -> LibraryEntry:
    """Take a video into the library, or replace what stands for the same exhibit; raise EntryRefused, StorageFailed."""
    try:
        pictures = video.from_bytes(prints.video)
        if prints.sound:
            sound.from_bytes(prints.sound)
    except FingerprintRefused as error:
        raise EntryRefused(
            f"{origin.name} has no fingerprint of pictures: {error}", hint="Examine it first."
        ) from error
    # An entry that was given never stands in for one of this desk's own.
    key = "\0".join((origin.case, origin.exhibit, origin.sha256, *filter(None, [origin.contact])))
    times = pictures.mark_times()
    entry = LibraryEntry(
        f"L-{hashlib.sha256(key.encode('utf-8', 'backslashreplace')).hexdigest()[:12]}",
        *(origin.name, origin.case, origin.case_name, origin.case_path, origin.exhibit, origin.sha256),
        float(times.max() - times.min()) if len(times) else 0.0,
        hashlib.sha256(prints.video).hexdigest(),
        hashlib.sha256(prints.sound).hexdigest() if prints.sound else "",
        codebook_sha256(),
        stamp(clock.now()),
        origin.contact,
    )
    _write(entry, prints, _packed(pictures))
    return entry


def _write(entry: LibraryEntry, prints: Prints, index: bytes) -> None:
    folder = place()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = Path(tempfile.mkdtemp(prefix=".part-", dir=folder))
        try:
            contents = (
                (ENTRY, encode(entry).encode("ascii")),
                (VIDEO, prints.video),
                (SOUND, prints.sound),
                (INDEX, index),
            )
            for name, content in contents:
                if content:
                    with (part / name).open("wb") as file:
                        file.write(content)
                        file.flush()
                        os.fsync(file.fileno())
            shutil.rmtree(folder / entry.id, ignore_errors=True)
            part.rename(folder / entry.id)
            sync_folder(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise StorageFailed(f"the library could not be written: {error.strerror}") from error


def remove(identifier: str) -> LibraryEntry:
    """Take an entry out of the library; raise UnknownItem, StorageFailed."""
    found = next((entry for entry in listed() if entry.id == identifier), None)
    if found is None:
        raise UnknownItem(f"the library holds no {identifier}", hint="List what it holds with `assay library list`.")
    try:
        shutil.rmtree(place() / found.id)
        sync_folder(place())
    except OSError as error:
        raise StorageFailed(f"{identifier} could not be removed: {error.strerror}") from error
    return found


def listed() -> tuple[LibraryEntry, ...]:
    """Return what the library holds, by case and exhibit; raise EntryRefused where an entry cannot be read."""
    return tuple(sorted(_entries(), key=lambda entry: (entry.case_name, entry.case, entry.exhibit, entry.name)))


def _entries() -> Iterator[LibraryEntry]:
    folder = place()
    if not folder.is_dir():
        return
    for path in sorted(folder.glob(f"L-*/{ENTRY}")):
        yield _read(path)


def _read(path: Path) -> LibraryEntry:
    try:
        with path.open("r", encoding="ascii") as file:
            entry = decode_as(LibraryEntry, file.read(_MOST_ENTRY_BYTES))
    except (OSError, UnicodeDecodeError, CodecError) as error:
        raise EntryRefused(
            f"{path} cannot be read: {error}", hint="Remove that folder and add its case again."
        ) from error
    if entry.id != path.parent.name:
        raise EntryRefused(f"{path} says that it is {entry.id}", hint="Remove that folder and add its case again.")
    return entry


def fingerprint(entry: LibraryEntry) -> VideoFingerprint:
    """Return an entry's fingerprint of pictures; raise EntryRefused where it is not what was taken in."""
    try:
        return video.from_bytes(_content(entry, VIDEO, entry.video_sha256))
    except FingerprintRefused as error:
        raise EntryRefused(f"the fingerprint of {entry.id} cannot be read: {error}") from error


def sound_of(entry: LibraryEntry) -> SoundFingerprint | None:
    """Return an entry's fingerprint of sound, if it has one; raise EntryRefused."""
    if not entry.sound_sha256:
        return None
    try:
        return sound.from_bytes(_content(entry, SOUND, entry.sound_sha256))
    except FingerprintRefused as error:
        raise EntryRefused(f"the sound fingerprint of {entry.id} cannot be read: {error}") from error


def contents(identifier: str) -> tuple[LibraryEntry, Prints]:
    """Return an entry with its fingerprints as they are stored; raise UnknownItem, EntryRefused."""
    if not (place() / identifier / ENTRY).is_file() or Path(identifier).name != identifier:
        raise UnknownItem(f"the library holds no {identifier}", hint="List what it holds with `assay library list`.")
    entry = entry_of(identifier)
    sounded = _content(entry, SOUND, entry.sound_sha256) if entry.sound_sha256 else b""
    return entry, Prints(_content(entry, VIDEO, entry.video_sha256), sounded)


def _content(entry: LibraryEntry, name: str, sha256: str) -> bytes:
    try:
        data = (place() / entry.id / name).read_bytes()
    except OSError as error:
        raise EntryRefused(f"{name} of {entry.id} cannot be read: {error.strerror}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise EntryRefused(f"{name} of {entry.id} is not what was taken in", hint="Add its case again.")
    return data


def standing() -> dict[str, str]:
    """Return the ids of all entries by names that change when an entry is replaced; none of them is read."""
    if not place().is_dir():
        return {}
    with os.scandir(place()) as listed_:
        return {f"{one.name}.{one.stat().st_mtime_ns:x}": one.name for one in listed_ if one.name.startswith("L-")}


def entry_of(identifier: str) -> LibraryEntry:
    """Return one entry; raise EntryRefused where it cannot be read."""
    return _read(place() / identifier / ENTRY)


def share_of(identifier: str) -> Share:
    """Return what an index holds of an entry: kept with it, or made again; raise EntryRefused."""
    entry = entry_of(identifier)
    if entry.codebook == codebook_sha256():
        with contextlib.suppress(OSError, ValueError, KeyError, EOFError):
            return _unpacked((place() / identifier / INDEX).read_bytes())
    return share(fingerprint(entry), codebook())


def _packed(pictures: VideoFingerprint) -> bytes:
    made = share(pictures, codebook())
    kept = io.BytesIO()
    np.savez(kept, **{each.name: getattr(made, each.name) for each in fields(Share)})
    return kept.getvalue()


def _unpacked(data: bytes) -> Share:
    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        made = Share(*(kept[each.name] for each in fields(Share)))
    if not len(made.words) == len(made.signatures) == len(made.keys) or len(made.bits) != len(made.mark_times):
        raise ValueError("arrays that contradict each other")
    return made
