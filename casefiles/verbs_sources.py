"""The verbs on where an exhibit comes from and what was said of it; the command line and the window call them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casefiles import sources as kept
from casefiles.case import Case
from casefiles.keys import Signer
from casefiles.sources import SourceEntry, Stated
from casefiles.views import ExhibitId


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
