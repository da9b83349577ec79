"""Give an entry of the library to another desk as one file, and take such a file in: fingerprints, never footage.

The file is a ZIP of ``entry.json`` and the fingerprints. What it says of where the footage comes from is chosen: all of
it, or only a contact whom to ask. A fingerprint still lets the other desk see that it holds the same footage, and
outlines of a picture can be guessed from many points of it.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

from casefiles import library
from casefiles.errors import EntryRefused, StorageFailed
from casefiles.fingerprints import Prints
from casefiles.library import ENTRY, SOUND, VIDEO, LibraryEntry, Origin
from forensics.codec import CodecError, clean_text, decode_as, encode

MOST_BYTES = 1 << 30
_MOST_ENTRY = 64 * 1024


def give(identifier: str, target: Path, *, contact: str = "", nameless: bool = False) -> LibraryEntry:
    """Write an entry into a new file and return what it says; raise UnknownItem, EntryRefused, StorageFailed.

    With ``nameless`` the names of file, case and exhibit and the case's path are left out; ``contact`` stands instead.
    """
    said, prints = given(identifier, contact=contact, nameless=nameless)
    try:
        with target.open("xb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(ENTRY, encode(said))
            packed.writestr(VIDEO, prints.video)
            if prints.sound:
                packed.writestr(SOUND, prints.sound)
    except OSError as error:
        raise StorageFailed(f"{target} could not be written: {error.strerror}") from error
    return said


def given(identifier: str, *, contact: str = "", nameless: bool = False) -> tuple[LibraryEntry, Prints]:
    """Return what an entry says when it is given to others, and its fingerprints; raise UnknownItem, EntryRefused."""
    if nameless and not contact.strip():
        raise EntryRefused("an entry without names needs somebody to ask", hint="Give a contact.")
    entry, prints = library.contents(identifier)
    said = replace(entry, case_path="", contact=contact.strip())
    if nameless:
        said = replace(said, name="(not named)", case="", case_name="", exhibit="")
    return said, prints


def take(source: Path, *, by: str = "") -> LibraryEntry:
    """Take in an entry that was given; raise EntryRefused, StorageFailed. ``by`` says who gave it."""
    try:
        with zipfile.ZipFile(source) as packed:
            said = decode_as(LibraryEntry, _read(packed, ENTRY, _MOST_ENTRY).decode("ascii"))
            names = set(packed.namelist())
            prints = Prints(
                _read(packed, VIDEO, MOST_BYTES), _read(packed, SOUND, MOST_BYTES) if SOUND in names else b""
            )
    except (OSError, zipfile.BadZipFile, KeyError, UnicodeDecodeError, CodecError, NotImplementedError) as error:
        raise EntryRefused(f"{source.name} is no entry of a library: {clean_text(str(error))}") from error
    contact = said.contact or by.strip()
    if not contact:
        raise EntryRefused(f"{source.name} does not say whom to ask", hint="Say who gave it, with --from.")
    origin = Origin(said.name, said.sha256, said.case, said.case_name, "", said.exhibit, contact)
    return library.add(origin, prints)


def _read(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    with packed.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise EntryRefused(f"{name} is larger than {most} bytes")
    return data
