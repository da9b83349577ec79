"""Which events a package of chosen exhibits may disclose: those about them, and those about nobody's exhibit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casefiles.errors import UnknownItem
from casefiles.schema import TABLES, EvidenceTable
from casefiles.store import Cell, Store
from casefiles.views import ExhibitId

ABOUT_NO_EXHIBIT = frozenset(
    {"case_fact", "examiner", "revocation", "trust_list", "register_state", "authority", "seal"}
)
"""Tables whose rows tell nothing of any exhibit and are needed to check what is disclosed."""
_OTHER = ""
"""Stands for what belongs to no single exhibit and is withheld."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The exhibits of a package and the numbers of the events that it discloses; None: all of them."""

    exhibits: tuple[ExhibitId, ...]
    events: frozenset[int] | None

    def discloses(self, event: int) -> bool:
        """Return whether an event belongs to the package."""
        return self.events is None or event in self.events


def whole(store: Store) -> Scope:
    """Return the scope of a whole case."""
    return Scope(tuple(ExhibitId(str(row["id"])) for row in store.rows("SELECT id FROM exhibit ORDER BY id")), None)


def chosen(store: Store, exhibits: Iterable[ExhibitId]) -> Scope:
    """Return the scope of some exhibits; raise UnknownItem. An event that also touches another is left out."""
    names = tuple(dict.fromkeys(exhibits))
    for name in names:
        if not store.number("SELECT count(*) FROM exhibit WHERE id = ?", (name,)):
            raise UnknownItem(f"there is no exhibit {name} in this case")
    touched = _touched(store)
    allowed = {*names, *ABOUT_NO_EXHIBIT}
    events = {event for event, about in touched.about.items() if about <= allowed}
    for event, corrected in touched.corrections.items():
        if corrected in events and touched.about.get(event, set()) <= {*allowed, _OTHER}:
            events.add(event)
    return Scope(names, frozenset(events))


@dataclass(slots=True)
class _Touched:
    """For each event, which exhibits its rows are about; for each correction, the event that it corrects."""

    about: dict[int, set[str]] = field(default_factory=dict)
    corrections: dict[int, int] = field(default_factory=dict)


def _touched(store: Store) -> _Touched:
    found = _Touched()
    links: dict[str, dict[str, str]] = {table.name: {} for table in TABLES}
    for table in TABLES:
        for row in _rows(store, table):
            exhibit = _exhibit(table, row, links)
            if not table.owner and len(table.key) == 1:
                links[table.name][str(row[table.key[0]])] = exhibit
            event = row["event"]
            assert isinstance(event, int)  # the schema says so
            found.about.setdefault(event, set()).add(exhibit)
            if table.name == "correction" and isinstance(row["corrects"], int):
                found.corrections[event] = row["corrects"]
    return found


def _rows(store: Store, table: EvidenceTable) -> Iterator[dict[str, Cell]]:
    """Yield the columns that tell what a row is about; of a long table one row for each owner and event."""
    if table.owner:
        yield from store.rows(f"SELECT DISTINCT {table.owner}, event FROM {table.name}")  # noqa: S608 - names of the schema
        return
    telling = {*table.key, *(column for column, _ in table.parents), "exhibit", "parent", "corrects"}
    wanted = [name for name in table.names if name in telling]
    yield from store.rows(f"SELECT {', '.join([*wanted, 'event'])} FROM {table.name}")  # noqa: S608 - names of the schema


def _exhibit(table: EvidenceTable, row: Mapping[str, Cell], links: Mapping[str, Mapping[str, str]]) -> str:
    if table.name in ABOUT_NO_EXHIBIT:
        return table.name
    if table.name == "exhibit":
        return str(row["id"])
    if table.name == "erasure":
        return links.get(str(row["of_table"]), {}).get(str(row["of_key"]), _OTHER)
    for name in ("exhibit", "parent"):
        if name in row:
            return str(row[name])
    followed = (links[of].get(str(row[name]), _OTHER) for name, of in table.parents if of not in ABOUT_NO_EXHIBIT)
    return next((found for found in followed if found), _OTHER)
