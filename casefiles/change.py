"""A change of a case while it is being made: the rows it adds, and what its event will say of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable

from casefiles import binding
from casefiles.binding import Row, Value
from casefiles.custody import LARGEST_INTEGER
from casefiles.errors import UnknownItem
from casefiles.merkle import Frontier, leaf_hash
from casefiles.schema import BY_NAME, EvidenceTable
from casefiles.store import Store
from forensics.codec import Json, clean_text

ID_LETTERS = {
    "exhibit": "E",
    "acquisition": "A",
    "examination": "X",
    "derivative": "D",
    "report": "R",
    "handover": "H",
    "correction": "C",
    "seal": "S",
    "trust_list": "L",
    "recheck": "V",
    "testimony": "T",
    "checklist": "G",
    "claim": "Q",
    "newsroom_decision": "ND",
    "scale_choice": "K",
    "pair": "P",
    "placement": "M",
    "opinion": "O",
    "dissent": "N",
    "declaration": "J",
    "replay": "Y",
    "selftest": "Z",
    "review": "W",
    "disclosure": "B",
    "hash_set": "U",
    "authority": "TA",
    "calendar": "CA",
    "stamp": "OT",
    "block_header": "BH",
    "package": "PK",
    "takeover": "TO",
    "removal": "RM",
    "folder": "FO",
    "companion": "F",
    "annotation": "AN",
    "searched": "SE",
    "source_entry": "SR",
    "import_act": "IM",
    "transcript": "TX",
    "published": "PB",
    "computation": "CP",
    "method_code": "MC",
    "calibration": "CB",
    "report_choice": "RC",
}


class Change:
    """What a transaction adds. ``seq`` is the number that its event will have, ``at`` its time."""

    def __init__(self, store: Store, *, seq: int, at: str, salt: Callable[[], str]) -> None:
        self.seq = seq
        self.at = at
        self._store = store
        self._salt = salt
        self.item = ""
        self._body: dict[str, Json] = {}
        self._rows: list[Json] = []
        self._runs: dict[tuple[str, str], Frontier] = {}
        self._last: dict[tuple[str, str], tuple[Value, ...]] = {}

    def record(self, **facts: Json) -> None:
        """Put facts into the body of the event."""
        self._body.update(facts)

    def concern(self, item: str) -> None:
        """Name the item of the event, where its id is only known inside the change."""
        self.item = item

    def insert(self, table: str, row: Row) -> None:
        """Add one row; the columns are those of the schema, all of them filled with text or integers."""
        kind = BY_NAME[table]
        if kind.owner:
            self._insert_in_run(kind, row)
        else:
            self._insert_alone(kind, row)

    def insert_many(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows; those of a table with an owner must come in ascending order of their key."""
        for row in rows:
            self.insert(table, row)

    def next_id(self, table: str) -> str:
        """Return the next free id of a table, such as 'E-0001', counting what this change added."""
        count = self._store.number(f"SELECT count(*) FROM {BY_NAME[table].name}")  # noqa: S608 - a name of the schema
        count += self._store.number("SELECT count(*) FROM erasure WHERE of_table = ?", (table,))
        return f"{ID_LETTERS[table]}-{count + 1:04d}"

    def erase(self, table: str, key: str, *, by: str, reason: str) -> None:
        """Remove the content of an erasable row for good; the log keeps its digest, who erased it and why."""
        kind = BY_NAME[table]
        if not kind.erasable:
            raise UnknownItem(f"rows of {table} cannot be erased", hint="Only statements of persons can be.")
        where = f"SELECT count(*) FROM {kind.name} WHERE {kind.key[0]} = ?"  # noqa: S608 - names of the schema
        if not self._store.number(where, (key,)):
            raise UnknownItem(f"{table} {key} does not stand in the case")
        self.insert("erasure", {"of_table": table, "of_key": key, "erased": self.at, "by": by, "reason": reason})
        self._store.erase(kind.name, kind.key[0], key)

    def body(self) -> dict[str, Json]:
        """Return the body of the event: the facts, and the binding of every row."""
        runs: list[Json] = [
            [table, owner, run.size, run.root().hex()] for (table, owner), run in sorted(self._runs.items())
        ]
        return {**self._body, "rows": self._rows, "runs": runs}

    def _insert_alone(self, kind: EvidenceTable, row: Row) -> None:
        full = {**_checked(kind, row), "salt": self._salt(), "event": self.seq}
        bound = binding.bind(kind.name, kind.bound, full)
        self._store.insert(kind.name, full)
        self._rows.append([kind.name, row_key(kind, full), bound.digest, bound.marks])

    def _insert_in_run(self, kind: EvidenceTable, row: Row) -> None:
        full = {**_checked(kind, row), "event": self.seq}
        run = (kind.name, str(full[kind.owner]))
        key = tuple(full[column] for column in kind.key)
        if run in self._last and not self._last[run] < key:
            raise ValueError(f"rows of {kind.name} come in ascending order of {', '.join(kind.key)}")
        bound = binding.bind(kind.name, kind.bound, full).text()
        self._store.insert(kind.name, {**full, "binding": bound})
        self._runs[run] = self._runs.get(run, Frontier()).add(leaf_hash(bound.encode()))
        self._last[run] = key


def row_key(kind: EvidenceTable, row: Row) -> str:
    """Return a row's key as text, its parts joined by a slash."""
    return "/".join(str(row[column]) for column in kind.key)


def new_salt() -> str:
    """Return 128 random bits in hex."""
    return secrets.token_hex(16)


def _checked(kind: EvidenceTable, row: Row) -> dict[str, Value]:
    if row.keys() != set(kind.names):
        odd = sorted(row.keys() ^ set(kind.names))
        raise ValueError(f"{kind.name}: missing or unknown columns: {', '.join(odd)}")
    return {name: _value(kind, name, row[name]) for name in kind.names}


def _value(kind: EvidenceTable, name: str, value: Value) -> Value:
    if name in kind.integers:
        if type(value) is not int or abs(value) > LARGEST_INTEGER:
            raise TypeError(f"{kind.name}.{name} holds integers below 2^53, not {value!r}")
        return value
    if not isinstance(value, str):
        raise TypeError(f"{kind.name}.{name} holds text, not {value!r}")
    return clean_text(value)
