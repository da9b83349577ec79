"""The verbs of methods: what is installed, whose code a case allows, and what its calibrations say."""

from __future__ import annotations

from pathlib import Path

from casefiles import methods
from casefiles.case import Case
from casefiles.errors import UnknownItem
from casefiles.keys import Signer
from casefiles.methods import Code, Installed


def installed(path: Path | None = None) -> tuple[Installed, ...]:
    """Return all installed methods; those of other packages are described where the case at ``path`` allows them."""
    if path is None:
        return methods.installed()
    with Case.open(path) as case:
        return methods.installed(case)


def one(name: str, path: Path | None = None) -> Installed:
    """Return one installed method; raise UnknownItem."""
    for found in installed(path):
        if found.name == name:
            return found
    raise UnknownItem(f"no method {name!r} is installed", hint="List them with `assay detectors list`.")


def code(path: Path) -> tuple[Code, ...]:
    """Return every entry of the case's list of code, oldest first."""
    with Case.open(path) as case:
        return methods.entries(case)


def allow(path: Path, name: str, *, reason: str, signer: Signer) -> Code:
    """Allow the code of a method of another package in a case; raise UnknownItem, EntryRefused, CaseNotWritable."""
    with Case.open(path, signer=signer) as case:
        return methods.allow(case, name, reason=reason)


def withdraw(path: Path, name: str, *, reason: str, signer: Signer) -> tuple[Code, ...]:
    """Take a method's code off the list; what it measured stays. Raise UnknownItem, EntryRefused, CaseNotWritable."""
    with Case.open(path, signer=signer) as case:
        return methods.withdraw(case, name, reason=reason)
