"""The verbs of copies: compare the exhibits of a case, look a clip up, keep the library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casefiles import copies as comparing
from casefiles import library
from casefiles.case import DATABASE, Case
from casefiles.copies import Copies, Search
from casefiles.library import LibraryEntry
from casefiles.views import ExhibitId, Watcher

SILENT = Watcher()


def copies(path: Path, *, watcher: Watcher = SILENT) -> Copies:
    """Return which exhibits of a case are copies of each other and how; raise Cancelled, NotACase."""
    with Case.open(path) as case:
        return comparing.copies(case, watcher=watcher)


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
