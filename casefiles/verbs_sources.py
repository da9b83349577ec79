"""The verbs on where an exhibit comes from and what was said of it; the command line and the window call them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casefiles import importing
from casefiles import sources as kept
from casefiles.case import Case
from casefiles.importing import Import
from casefiles.keys import Signer
from casefiles.sources import SourceEntry, Stated
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
