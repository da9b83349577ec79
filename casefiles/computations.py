"""Calculations that a person made on an exhibit at the time bench: what was given, what came out, by whom and when.

The numbers that were put in are a person's measurements on a frame or a map; the program vouches for the arithmetic
only. A calculation is never changed: another one is made.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from casefiles.case import Case
from casefiles.views import ExhibitId

Pairs = tuple[tuple[str, str], ...]
MOST_PAIRS = 500


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a calculation is made of, before it is kept: its kind, what was given, and what came out."""

    kind: str
    given: Pairs
    found: Pairs


@dataclass(frozen=True, slots=True)
class Computation:
    """A calculation as the case keeps it."""

    id: str
    exhibit: ExhibitId
    sheet: Sheet
    note: str
    made: str
    by: str
    event: int


def keep(case: Case, exhibit: ExhibitId, sheet: Sheet, *, note: str = "") -> Computation:
    """Keep a calculation with its event; raise UnknownItem, CaseNotWritable."""
    case.require_writable()
    case.row(exhibit)
    assert case.signer is not None  # require_writable saw one
    with case.change("calculation", item=exhibit) as change:
        identifier = change.next_id("computation")
        change.record(computation=identifier, kind=sheet.kind)
        change.insert(
            "computation",
            {
                "id": identifier,
                "exhibit": exhibit,
                "kind": sheet.kind,
                "given": json.dumps(sheet.given),
                "found": json.dumps(sheet.found[:MOST_PAIRS]),
                "note": note,
                "made": change.at,
                "by": case.signer.name,
            },
        )
    return computations(case)[-1]


def computations(case: Case) -> tuple[Computation, ...]:
    """Return every calculation of a case, oldest first."""
    return tuple(
        Computation(
            str(row["id"]),
            ExhibitId(str(row["exhibit"])),
            Sheet(str(row["kind"]), _pairs(str(row["given"])), _pairs(str(row["found"]))),
            str(row["note"]),
            str(row["made"]),
            str(row["by"]),
            int(str(row["event"])),
        )
        for row in case.store.rows("SELECT * FROM computation ORDER BY event, id")
    )


def _pairs(text: str) -> Pairs:
    return tuple((str(name), str(value)) for name, value in json.loads(text))
