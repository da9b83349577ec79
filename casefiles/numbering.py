"""The numbers that findings have in the report, and the identity that outlives them.

A number counts the findings of the latest examinations, so it can move when an exhibit is examined again. What a
person lays on the board is therefore kept as 'X-0001/3' with the SHA-256 of the exhibit and the finding's line: a later
examination of that exhibit that gives the same line gives the same finding.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.case import Case
from casefiles.errors import UnknownItem
from casefiles.views import ExhibitId
from forensics.codec import decode_finding
from forensics.types import Finding


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the report now, its place in the case and the SHA-256 of its exhibit and line."""

    number: str
    ref: str
    sha256: str
    exhibit: ExhibitId
    finding: Finding


def numbered(case: Case, exhibit: ExhibitId | None = None) -> tuple[Numbered, ...]:
    """Return all findings of the latest examinations, or those of one exhibit, as the report numbers them."""
    found: list[Numbered] = []
    before = 0
    for row in case.exhibits():
        if row.examination is None:
            continue
        if exhibit not in (None, row.id):
            before += row.findings
            continue
        lines = case.store.rows(
            "SELECT number, line FROM finding WHERE examination = ? ORDER BY number", (row.examination,)
        )
        for one in lines:
            line = str(one["line"])
            found.append(
                Numbered(
                    f"F-{before + len(found) + 1:04d}",
                    f"{row.examination}/{int(one['number'])}",
                    hashlib.sha256(f"{row.id}\n{line}".encode()).hexdigest(),
                    row.id,
                    decode_finding(line),
                )
            )
    return tuple(found)


def named(findings: Sequence[Numbered], number: str) -> Numbered:
    """Return the finding that a person names by its number; raise UnknownItem."""
    for one in findings:
        if one.number == number:
            return one
    raise UnknownItem(
        f"the report has no finding {number}", hint="List the findings with their numbers: `assay board show CASE`."
    )


def located(findings: Sequence[Numbered], ref: str, sha256: str) -> Numbered | None:
    """Return the finding that something kept in the case is about, or None where no examination gives it now."""
    same = [one for one in findings if one.sha256 == sha256]
    return next((one for one in same if one.ref == ref), same[0] if same else None)
