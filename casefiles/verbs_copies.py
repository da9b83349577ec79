"""The verbs of copies: compare the exhibits of a case, look a clip up, keep the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casefiles import aligning, library, shared_library, sharing
from casefiles import copies as comparing
from casefiles.aligning import Alignment, By, FrameMap
from casefiles.case import DATABASE, Case
from casefiles.copies import Copies, Search
from casefiles.library import LibraryEntry
from casefiles.views import ExhibitId, Watcher

SILENT = Watcher()


def copies(path: Path, *, watcher: Watcher = SILENT) -> Copies:
    """Return which exhibits of a case are copies of each other and how; raise Cancelled, NotACase."""
    with Case.open(path) as case:
        return comparing.copies(case, watcher=watcher)


def alignment(path: Path, this: ExhibitId, other: ExhibitId) -> Alignment:
    """Return how two exhibits are related and which times of one are which of the other; raise UnknownItem."""
    with Case.open(path) as case:
        return aligning.aligned(case, this, other)


def frame_map(path: Path, this: ExhibitId, other: ExhibitId, *, by: By | None = None) -> FrameMap:
    """Return for each frame of an exhibit the one of another that goes with it; raise UnknownItem, FramesUnavailable.

    ``by`` chooses pictures or sound; without it the times of pictures are taken where they are exact.
    """
    with Case.open(path) as case:
        return aligning.frame_map(case, this, other, by=by)


def find(clip: Path, *, watcher: Watcher = SILENT) -> Search:
    """Return where in the library a clip is found; raise SourceUnusable, ExaminationFailed, EntryRefused."""
    return comparing.find(clip, watcher=watcher)


def library_add(
    path: Path, exhibits: Sequence[ExhibitId] = (), *, watcher: Watcher = SILENT
) -> tuple[LibraryEntry, ...]:
    """Take a case, some of its exhibits, or a file of reference footage into the library."""
    if (path / DATABASE).is_file():
        with Case.open(path) as case:
            return comparing.take_case(case, exhibits)
    return (comparing.take_file(path, watcher=watcher),)


def library_remove(identifier: str) -> LibraryEntry:
    """Take an entry out of the library; raise UnknownItem, StorageFailed."""
    return library.remove(identifier)


def library_list() -> tuple[LibraryEntry, ...]:
    """Return what the library holds; raise EntryRefused."""
    return library.listed()


def library_give(identifier: str, target: Path, *, contact: str = "", nameless: bool = False) -> LibraryEntry:
    """Write an entry into a file for another desk, without footage; raise UnknownItem, EntryRefused, StorageFailed."""
    return sharing.give(identifier, target, contact=contact, nameless=nameless)


def library_take(source: Path, *, by: str = "") -> LibraryEntry:
    """Take an entry that another desk gave into the library; raise EntryRefused, StorageFailed."""
    return sharing.take(source, by=by)


def library_connect(address: str) -> int:
    """Look into the library that desks share at an address too; return how many entries it holds.

    Raise EntryRefused, SharedLibraryFailed, StorageFailed.
    """
    return shared_library.connect(address)


def library_disconnect() -> str:
    """Look into this desk's library only, and return the address of the shared one; raise UnknownItem."""
    return shared_library.disconnect()


def library_share(identifiers: Sequence[str], *, contact: str, nameless: bool = False) -> tuple[LibraryEntry, ...]:
    """Give entries to the shared library, without footage; raise EntryRefused, UnknownItem, SharedLibraryFailed."""
    return shared_library.share(identifiers, contact=contact, nameless=nameless)


def library_withdraw(identifiers: Sequence[str]) -> int:
    """Take entries back from the shared library; raise UnknownItem, SharedLibraryFailed."""
    return shared_library.withdraw(identifiers)


def library_shared() -> tuple[LibraryEntry, ...]:
    """Return what the shared library holds; raise UnknownItem, EntryRefused, SharedLibraryFailed."""
    return shared_library.listed()
