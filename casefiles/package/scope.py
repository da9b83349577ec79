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
_LINKS = ("acquisition", "examination", "replay")


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
    links: dict[str, dict[str, str]] = {name: {} for name in _LINKS}
    for table in TABLES:
        for row in _rows(store, table):
            exhibit = _exhibit(table.name, row, links)
            if table.name in links:
                links[table.name][str(row["id"])] = exhibit
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
    wanted = [name for name in table.names if name in _TELLING]
    yield from store.rows(f"SELECT {', '.join([*wanted, 'event'])} FROM {table.name}")  # noqa: S608 - names of the schema


_TELLING = frozenset(
    {"id", "exhibit", "parent", "acquisition", "examination", "replay", "of_table", "of_key", "corrects"}
)


def _exhibit(table: str, row: Mapping[str, Cell], links: Mapping[str, Mapping[str, str]]) -> str:
    if table in ABOUT_NO_EXHIBIT:
        return table
    if table == "exhibit":
        return str(row["id"])
    if table == "erasure" and row["of_table"] == "statement":
        return links["acquisition"].get(str(row["of_key"]), _OTHER)
    if "exhibit" in row or "parent" in row:
        return str(row.get("exhibit", row.get("parent")))
    for name in _LINKS:
        if name in row:
            return links[name].get(str(row[name]), _OTHER)
    return _OTHER
