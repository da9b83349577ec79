"""The check-list of an exhibit: what should be preserved and which duties hold, each item with its state and a note.

Items are dated and sourced; a tick is a person's statement, recorded with an event, and a later one adds to it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from casefiles.case import Case
from casefiles.clock import stamp
from casefiles.errors import UnknownItem
from casefiles.views import ExhibitId

Kind = Literal["preserve", "transparency", "handling"]


class State(StrEnum):
    """How an item stands."""

    HELD = "held"
    ASKED_FOR = "asked for"
    REFUSED = "refused"
    NOT_APPLICABLE = "not applicable"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list, with its source and date; ``applies_from`` '' where no day is set."""

    id: str
    kind: Kind
    text: str
    source: str
    source_date: str
    applies_from: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """An item with the state that a person gave it last; 'open', without name and time, where nobody did."""

    item: Item
    state: State
    note: str
    by: str
    made: str


@cache
def items() -> tuple[Item, ...]:
    """Return the items that come with the program."""
    table = tomllib.loads((files("casefiles") / "governance.toml").read_text("utf-8"))
    reviewed = str(table["reviewed"])
    return tuple(
        Item(
            id=entry["id"],
            kind=cast("Kind", entry["kind"]),  # a test holds our own file to the three kinds
            text=entry["text"],
            source=entry["source"],
            source_date=entry["source_date"],
            applies_from=entry.get("applies_from", ""),
            reviewed=reviewed,
        )
        for entry in table["item"]
    )


def checklist(case: Case, exhibit: ExhibitId) -> tuple[Ticked, ...]:
    """Return every item with the last state that was given to it for an exhibit; raise UnknownItem."""
    case.row(exhibit)
    found = case.store.rows("SELECT * FROM checklist WHERE exhibit = ? ORDER BY id", (exhibit,))
    last = {str(row["item"]): row for row in found}
    ticked = []
    for item in items():
        row = last.get(item.id)
        if row is None:
            ticked.append(Ticked(item, State.OPEN, "", "", ""))
        else:
            ticked.append(Ticked(item, State(str(row["state"])), str(row["note"]), str(row["by"]), str(row["made"])))
    return tuple(ticked)


def tick(case: Case, exhibit: ExhibitId, item: str, state: State, *, note: str = "") -> Ticked:
    """Give an item of an exhibit a state, with its event; raise UnknownItem, CaseNotWritable."""
    case.require_writable()
    case.row(exhibit)
    if item not in {one.id for one in items()}:
        raise UnknownItem(f"there is no item {item!r} in the check-list", hint="See `assay checklist show`.")
    assert case.signer is not None  # require_writable saw one
    with case.change("check-list item stated", item=exhibit) as change:
        change.record(item=item, state=state.value)
        change.insert(
            "checklist",
            {
                "id": change.next_id("checklist"),
                "exhibit": exhibit,
                "item": item,
                "state": state.value,
                "note": note,
                "made": stamp(case.clock.now()),
                "by": case.signer.name,
            },
        )
    return next(one for one in checklist(case, exhibit) if one.item.id == item)
