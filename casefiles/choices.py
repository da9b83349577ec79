"""Which findings the report prints in full and which as one line: a person's choice, with the reason, never a removal.

A finding that is shortened keeps its number, its sentence and its place on the board; the whole of it is in the JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from casefiles.case import Case
from casefiles.errors import EntryRefused
from casefiles.numbering import Numbered, located, named, numbered
from casefiles.views import ExhibitId
from forensics.codec import clean_text


class Printed(StrEnum):
    """How a finding stands in the report."""

    FULL = "in full"
    LINE = "one line"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that stands; ``number`` is '' for a finding that the latest examination does not give."""

    id: str
    number: str
    printed: Printed
    because: str
    by: str
    made: str
    event: int


@dataclass(frozen=True, slots=True)
class ChosenFinding:
    """A finding with its number, and the choice made about it; None where nobody made one: it is printed in full."""

    numbered: Numbered
    choice: Choice | None

    @property
    def printed(self) -> Printed:
        """Return how the report prints it."""
        return Printed.FULL if self.choice is None else self.choice.printed


def findings(case: Case, exhibit: ExhibitId | None = None) -> tuple[ChosenFinding, ...]:
    """Return the findings of a case or of one exhibit with what was chosen; raise UnknownItem."""
    if exhibit is not None:
        case.row(exhibit)
    found = numbered(case, exhibit)
    chosen = {one.number: one for one in standing(case, found)}
    return tuple(ChosenFinding(one, chosen.get(one.number)) for one in found)


def standing(case: Case, found: Sequence[Numbered] | None = None) -> tuple[Choice, ...]:
    """Return the choices that no later one supersedes, for the findings given or for all."""
    rows = [
        {name: str(value) for name, value in row.items()}
        for row in case.store.rows("SELECT * FROM report_choice ORDER BY event, id")
    ]
    gone = {row["supersedes"] for row in rows}
    known = (numbered(case) if found is None else found) if rows else ()
    made = []
    for row in rows:
        if row["id"] not in gone:
            now = located(known, row["ref"], row["sha256"])
            facts = (Printed(row["printed"]), row["because"], row["by"], row["made"], int(row["event"]))
            made.append(Choice(row["id"], now.number if now else "", *facts))
    return tuple(made)


def choose(case: Case, numbers: Sequence[str], printed: Printed, *, because: str) -> tuple[ChosenFinding, ...]:
    """Say how findings are printed, in one event; raise UnknownItem, EntryRefused, CaseNotWritable."""
    case.require_writable()
    if not because.strip() or not numbers:
        raise EntryRefused("a choice names findings and says why", hint="Give the numbers and --because.")
    found = numbered(case)
    wanted = [named(found, number) for number in dict.fromkeys(numbers)]
    before = {one.number: one for one in standing(case, found)}
    assert case.signer is not None  # require_writable saw one
    with case.change(
        "report.choice", item="report", body={"printed": printed.value, "findings": len(wanted)}
    ) as change:
        for one in wanted:
            earlier = before.get(one.number)
            change.insert(
                "report_choice",
                {
                    "id": change.next_id("report_choice"),
                    "ref": one.ref,
                    "sha256": one.sha256,
                    "printed": printed.value,
                    "because": clean_text(because),
                    "supersedes": earlier.id if earlier else "",
                    "made": change.at,
                    "by": case.signer.name,
                },
            )
    return findings(case)
