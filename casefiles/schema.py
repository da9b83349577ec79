"""The tables of a case, the triggers that keep them append-only, and the migrations that make them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x41535941
"""'ASYA' in the file's header: what tells a case from any other SQLite file."""

LOG = (
    """CREATE TABLE event (
    seq INTEGER PRIMARY KEY CHECK (seq >= 0),
    canon BLOB NOT NULL,
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT""",
    """CREATE TABLE head (
    size INTEGER PRIMARY KEY CHECK (size > 0),
    note TEXT NOT NULL
) STRICT""",
    # INSERT OR REPLACE fires no delete trigger unless recursive_triggers is on: the insert itself is guarded.
    """CREATE TRIGGER event_next BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM event)
BEGIN SELECT RAISE(ABORT, 'event: only the next one can be added'); END""",
    """CREATE TRIGGER head_next BEFORE INSERT ON head
WHEN NEW.size IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM event) OR EXISTS (SELECT 1 FROM head WHERE size >= NEW.size)
BEGIN SELECT RAISE(ABORT, 'head: only one of the whole log can be added'); END""",
)


_HEAD_NEXT = LOG[-1]
CURRENT_GUARDS: dict[tuple[str, str, str, str | None], tuple[str, str, str, str]] = {
    ("trigger", "head_next", "head", _HEAD_NEXT.replace("coalesce(max(seq) + 1, 0)", "count(*)")): (
        "trigger",
        "head_next",
        "head",
        _HEAD_NEXT,
    )
}
"""Guards as earlier programs worded them, and how they are worded now: the same promise, in another time."""


@cache
def _names(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(column.removesuffix(":int") for column in columns)


@cache
def _integers(columns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(column.removesuffix(":int") for column in columns if column.endswith(":int"))


@dataclass(frozen=True, slots=True)
class EvidenceTable:
    """A table whose every row is bound to the event that brought it.

    Rows of a table with an ``owner`` come in long runs and are bound together by a Merkle root over their bindings;
    rows of the others are bound one by one, with a salt, so that the log by itself tells nothing of their content.
    """

    name: str
    columns: tuple[str, ...]
    """'name' is text, 'name:int' an integer."""
    key: tuple[str, ...]
    unique: str = ""
    owner: str = ""
    erasable: bool = False
    parents: tuple[tuple[str, str], ...] = ()
    """(column, table): the column holds the single key of a row of that table."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns that a caller fills."""
        return _names(self.columns)

    @property
    def integers(self) -> frozenset[str]:
        """Return the columns that hold integers."""
        return _integers(self.columns)

    @property
    def bound(self) -> tuple[str, ...]:
        """Return the columns that the binding covers."""
        return (*self.names, "event") if self.owner else (*self.names, "salt", "event")

    def statements(self) -> Iterator[str]:
        """Yield what creates the table and its guards."""
        yield self._create()
        same = " AND ".join(f"{column} = NEW.{column}" for column in self.key)
        stands = f"({same}) OR {self.unique} = NEW.{self.unique}" if self.unique else same
        yield from append_only(self.name, _erased(self) if self.erasable else "")
        yield (
            f"CREATE TRIGGER {self.name}_no_replace BEFORE INSERT ON {self.name}\n"  # noqa: S608 - names from below
            f"WHEN EXISTS (SELECT 1 FROM {self.name} WHERE {stands})\n"
            f"BEGIN SELECT RAISE(ABORT, '{self.name}: this row stands already'); END"
        )
        yield (
            f"CREATE TRIGGER {self.name}_with_event BEFORE INSERT ON {self.name}\n"  # noqa: S608 - names from below
            "WHEN NEW.event IS NOT (SELECT coalesce(max(seq) + 1, 0) FROM event)\n"
            f"BEGIN SELECT RAISE(ABORT, '{self.name}: a row comes with its event'); END"
        )
        if self.owner:
            yield self.lookup()[1]

    def lookup(self) -> tuple[str, str]:
        """Return name and SQL of the index of a long table by event.

        When an event is added SQLite looks in each table for the rows that wait for it, which without an index means
        reading all rows of the case.
        """
        return f"{self.name}_by_event", f"CREATE INDEX {self.name}_by_event ON {self.name} (event)"

    def _create(self) -> str:
        lines = [f"{name} {'INTEGER' if name in self.integers else 'TEXT'} NOT NULL" for name in self.names]
        lines.append("binding TEXT NOT NULL" if self.owner else "salt TEXT NOT NULL")
        lines.append("event INTEGER NOT NULL REFERENCES event (seq) DEFERRABLE INITIALLY DEFERRED")
        lines.append(f"PRIMARY KEY ({', '.join(self.key)})")
        if self.unique:
            lines.append(f"UNIQUE ({self.unique})")
        lines += [f"FOREIGN KEY ({column}) REFERENCES {table}" for column, table in self.parents]
        return f"CREATE TABLE {self.name} (\n    " + ",\n    ".join(lines) + "\n) STRICT, WITHOUT ROWID"


def append_only(table: str, unless: str = "") -> Iterator[str]:
    """Yield the triggers that refuse every change and every removal."""
    yield (
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}\n"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )
    yield (
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}\n{unless}"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _erased(table: EvidenceTable) -> str:
    recorded = f"of_table = '{table.name}' AND of_key = OLD.{table.key[0]}"
    return f"WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE {recorded})\n"  # noqa: S608 - names from below


TABLES = (
    EvidenceTable("case_fact", ("id", "name", "claim", "created", "created_by"), ("id",)),
    EvidenceTable("examiner", ("key", "name", "public", "roles", "enrolled"), ("key",)),
    EvidenceTable("revocation", ("key", "revoked", "by", "reason"), ("key",), parents=(("key", "examiner"),)),
    EvidenceTable("exhibit", ("id", "name", "size:int", "sha256", "stored_as"), ("id",), unique="sha256"),
    EvidenceTable("piece_map", ("exhibit", "length:int", "digests"), ("exhibit",), parents=(("exhibit", "exhibit"),)),
    EvidenceTable(
        "acquisition",
        (
            "id",
            "exhibit",
            "original_name",
            "original_name_bytes",
            "source_kind",
            "source_facts",
            "modified",
            "changed",
            "accessed",
            "born",
            "reason",
            "authority",
            "by",
            "machine",
            "clock",
            "started",
            "ended",
        ),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable(
        "statement",
        ("acquisition", "source_path", "source_path_bytes", "received_from", "source", "note"),
        ("acquisition",),
        erasable=True,
        parents=(("acquisition", "acquisition"),),
    ),
    EvidenceTable(
        "digest",
        ("exhibit", "algorithm", "value", "acquisition"),
        ("exhibit", "algorithm"),
        parents=(("exhibit", "exhibit"), ("acquisition", "acquisition")),
    ),
    EvidenceTable(
        "comparison",
        ("acquisition", "algorithm", "declared", "computed"),
        ("acquisition", "algorithm", "declared"),
        parents=(("acquisition", "acquisition"),),
    ),
    EvidenceTable(
        "examination",
        (
            "id",
            "exhibit",
            "started",
            "ended",
            "by",
            "outcome",
            "results:int",
            "findings:int",
            "not_measured:int",
            "environment",
        ),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable(
        "record",
        ("examination", "number:int", "kind", "method", "quantity", "line"),
        ("examination", "number"),
        owner="examination",
        parents=(("examination", "examination"),),
    ),
    EvidenceTable(
        "finding",
        ("examination", "number:int", "code", "line"),
        ("examination", "number"),
        owner="examination",
        parents=(("examination", "examination"),),
    ),
    EvidenceTable(
        "derivative",
        (
            "id",
            "examination",
            "parent",
            "quantity",
            "recipe",
            "media_type",
            "width:int",
            "height:int",
            "sha256",
            "path",
            "locus_words",
        ),
        ("id",),
        # `examination` is '' for a still, which a person asked for and no examination made.
        parents=(("parent", "exhibit"),),
    ),
    EvidenceTable(
        "annotation",
        ("id", "exhibit", "frame", "frame_sha256", "until", "drawing", "text", "still", "made", "by"),
        ("id",),
        erasable=True,
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable(
        "searched",
        ("id", "exhibit", "place", "asked_with", "found", "note", "made", "by"),
        ("id",),
        erasable=True,
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable("report", ("id", "made", "by", "head_size:int", "head_root", "folder"), ("id",)),
    EvidenceTable(
        "report_file", ("report", "format", "path", "sha256"), ("report", "format"), parents=(("report", "report"),)
    ),
    EvidenceTable(
        "handover",
        ("id", "offered", "by_key", "to_key", "items", "reason"),
        ("id",),
        parents=(("by_key", "examiner"), ("to_key", "examiner")),
    ),
    EvidenceTable(
        "answer",
        ("handover", "answered", "answer", "by_key", "reason"),
        ("handover",),
        parents=(("handover", "handover"),),
    ),
    EvidenceTable("correction", ("id", "corrects:int", "corrected", "by", "replacement", "reason"), ("id",)),
    EvidenceTable("seal", ("id", "head_size:int", "authority", "address", "certificates", "token", "sealed"), ("id",)),
    EvidenceTable(
        "trust_list",
        ("id", "name", "role", "dated", "source", "sha256", "certificates:int", "content", "imported", "by"),
        ("id",),
    ),
    EvidenceTable(
        "recheck",
        ("id", "exhibit", "made", "by", "lists", "given", "before", "line", "differences"),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable("register_state", ("sha256", "taken", "by", "content"), ("sha256",)),
    EvidenceTable(
        "testimony",
        (
            "id",
            "exhibit",
            "kind",
            "statement",
            "vendor",
            "product",
            "version",
            "asked",
            "asked_by",
            "locus",
            "attachments",
            "note",
        ),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable(
        "checklist",
        ("id", "exhibit", "item", "state", "note", "made", "by"),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable(
        "hash_set",
        ("id", "name", "purpose", "source", "dated", "sha256", "algorithm", "entries:int", "content", "imported", "by"),
        ("id",),
    ),
    EvidenceTable(
        "companion",
        ("id", "exhibit", "role", "companion", "made", "by"),
        ("id",),
        parents=(("exhibit", "exhibit"), ("companion", "exhibit")),
    ),
    EvidenceTable(
        "claim",
        ("id", "text", "claimed_by", "if_true", "if_not", "reason", "supersedes", "made", "by"),
        ("id",),
    ),
    EvidenceTable(
        "newsroom_decision",
        ("id", "exhibit", "wording", "because", "supersedes", "made", "by"),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable("scale_choice", ("id", "kind", "content", "sha256", "supersedes", "made", "by"), ("id",)),
    EvidenceTable("pair", ("id", "name", "aspect", "h1", "h2", "reason", "supersedes", "made", "by"), ("id",)),
    EvidenceTable(
        "placement",
        (
            "id",
            "pair",
            "kind",
            "what",
            "sha256",
            "method",
            "family",
            "side",
            "because",
            "alternatives",
            "supersedes",
            "made",
            "by",
        ),
        ("id",),
        parents=(("pair", "pair"),),
    ),
    EvidenceTable(
        "opinion",
        (
            "id",
            "pair",
            "towards",
            "result_class",
            "strength",
            "text",
            "others",
            "objections",
            "supersedes",
            "made",
            "by",
        ),
        ("id",),
        parents=(("pair", "pair"),),
    ),
    EvidenceTable(
        "dissent", ("id", "opinion", "text", "answers", "made", "by"), ("id",), parents=(("opinion", "opinion"),)
    ),
    EvidenceTable(
        "declaration", ("id", "field", "item", "sha256", "text", "supersedes", "made", "by"), ("id",), erasable=True
    ),
    EvidenceTable("report_choice", ("id", "ref", "sha256", "printed", "because", "supersedes", "made", "by"), ("id",)),
    EvidenceTable(
        "replay",
        (
            "id",
            "exhibit",
            "examination",
            "made",
            "by",
            "same:int",
            "differs:int",
            "not_repeatable:int",
            "outcome",
            "environment",
        ),
        ("id",),
        parents=(("exhibit", "exhibit"), ("examination", "examination")),
    ),
    EvidenceTable(
        "replay_line",
        ("replay", "number:int", "of", "method", "kind", "quantity", "outcome", "reason"),
        ("replay", "number"),
        owner="replay",
        parents=(("replay", "replay"),),
    ),
    EvidenceTable("selftest", ("id", "made", "by", "content"), ("id",)),
    EvidenceTable("review", ("id", "kind", "item", "text", "head_size:int", "head_root", "made", "by"), ("id",)),
    EvidenceTable(
        "disclosure",
        ("id", "report", "unredacted", "redacted", "redactions", "head_size:int", "head_root", "made", "by"),
        ("id",),
    ),
    EvidenceTable(
        "transcript",
        ("id", "exhibit", "origin", "form", "language", "source", "supersedes", "note", "made", "by"),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable(
        "transcript_line",
        ("transcript", "number:int", "starts:int", "ends:int", "text", "confidence"),
        ("transcript", "number"),
        owner="transcript",
        parents=(("transcript", "transcript"),),
    ),
    EvidenceTable(
        "transcript_place",
        ("transcript", "number:int", "place"),
        ("transcript", "number"),
        owner="transcript",
        parents=(("transcript", "transcript"),),
    ),
    EvidenceTable(
        "published",
        ("id", "kind", "text", "at", "place", "exhibit", "report", "about", "reason", "made", "by"),
        ("id",),
    ),
    EvidenceTable(
        "computation",
        ("id", "exhibit", "kind", "given", "found", "note", "made", "by"),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable("import_act", ("id", "kind", "name", "container", "remarks", "made", "by"), ("id",)),
    EvidenceTable(
        "import_member",
        ("act", "number:int", "name", "size:int", "sha256", "role", "exhibit", "remark"),
        ("act", "number"),
        owner="act",
        parents=(("act", "import_act"),),
    ),
    EvidenceTable(
        "import_check",
        ("act", "number:int", "what", "outcome", "detail"),
        ("act", "number"),
        owner="act",
        parents=(("act", "import_act"),),
    ),
    EvidenceTable(
        "source_entry",
        ("id", "exhibit", "field", "basis", "supersedes", "made", "by"),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable("source_words", ("entry", "value"), ("entry",), erasable=True, parents=(("entry", "source_entry"),)),
    EvidenceTable("authority", ("id", "name", "address", "certificates", "named", "by"), ("id",)),
    EvidenceTable(
        "package",
        ("id", "made", "by", "items", "originals", "head_size:int", "head_root", "tagmanifest_sha256"),
        ("id",),
    ),
    EvidenceTable(
        "takeover",
        ("id", "key", "made", "by", "head_size:int", "head_root", "tagmanifest_sha256", "left_out"),
        ("id",),
        parents=(("key", "examiner"),),
    ),
    EvidenceTable(
        "removal",
        ("id", "exhibit", "sha256", "size:int", "removed", "by", "reason", "authority"),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable("folder", ("id", "name", "name_bytes", "made", "by", "acquired:int", "left_out:int"), ("id",)),
    EvidenceTable(
        "folder_entry",
        ("folder", "number:int", "path", "path_bytes", "acquisition", "left_out"),
        ("folder", "number"),
        owner="folder",
        parents=(("folder", "folder"),),
    ),
    EvidenceTable("method_code", ("id", "method", "distribution", "sha256", "state", "reason", "made", "by"), ("id",)),
    EvidenceTable(
        "calibration",
        ("id", "method", "version", "state", "sha256", "content", "signature", "key_id", "reason", "made", "by"),
        ("id",),
    ),
    EvidenceTable("calendar", ("id", "address", "named", "by"), ("id",)),
    EvidenceTable("stamp", ("id", "head_size:int", "calendar", "proof", "supersedes", "obtained"), ("id",)),
    EvidenceTable("block_header", ("id", "height:int", "header", "source", "given", "by"), ("id",)),
    EvidenceTable("erasure", ("of_table", "of_key", "erased", "by", "reason"), ("of_table", "of_key")),
)
EARLIER = (
    EvidenceTable(
        "testimony",
        (
            *("id", "exhibit", "kind", "statement", "product", "version", "asked", "asked_by", "locus"),
            *("attachment", "note"),
        ),
        ("id",),
        parents=(("exhibit", "exhibit"),),
    ),
    EvidenceTable("claim", ("id", "text", "reason", "supersedes", "made", "by"), ("id",)),
)
"""Tables as earlier programs made them, before the first release: where such a one is empty it is made anew."""
EARLIER_WORDINGS = frozenset(next(table.statements()) for table in EARLIER)
BY_NAME = {table.name: table for table in TABLES}

MIGRATION_SET = "assay"
MIGRATIONS_TABLE = "_sqlite_migrations"
"""Where sqlite-utils counts migrations that were made."""


def version_1(db: Database) -> None:
    """Make the tables of the first version."""
    for statement in LOG:
        db.execute(statement)
    for log in ("event", "head"):
        for statement in append_only(log):
            db.execute(statement)
    for table in TABLES:
        for statement in table.statements():
            db.execute(statement)
    db.execute("PRAGMA user_version = 1")


STEPS = (version_1,)


@cache
def migrations() -> Migrations:
    """Return the steps as sqlite-utils takes them: a library slow to load, which reading a case does without."""
    from sqlite_utils.migrations import Migrations

    made = Migrations(MIGRATION_SET)
    for step in STEPS:
        made()(step)
    return made


def migrate(connection: sqlite3.Connection) -> None:
    """Make the steps that a database lacks, one transaction each."""
    from sqlite_utils import Database

    migrations().apply(Database(connection, recursive_triggers=True, execute_plugins=False))


VERSION = 1
"""`user_version` of the newest case that this program reads and writes."""


def _newest() -> sqlite3.Connection:
    """Return an empty case in memory."""
    database = sqlite3.connect(":memory:")
    migrate(database)
    return database


@cache
def expected_schema() -> frozenset[tuple[str, str, str, str | None]]:
    """Return type, name, table and SQL of everything that a sound case's `sqlite_master` holds."""
    with closing(_newest()) as database:
        return schema_of(database)


@cache
def earlier_schema() -> frozenset[tuple[str, str, str, str | None]]:
    """Return what `sqlite_master` holds of the tables as earlier programs made them."""
    database = sqlite3.connect(":memory:")
    for table in EARLIER:
        for statement in table.statements():
            database.execute(statement)
    found = schema_of(database)
    database.close()
    return found


def missing_tables(connection: sqlite3.Connection) -> tuple[EvidenceTable, ...]:
    """Return the tables that a case made by an earlier program does not have, or has as they were, and empty."""
    stand = dict(connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'table'"))
    return tuple(
        table
        for table in TABLES
        if table.name not in stand
        or (
            stand[table.name] in EARLIER_WORDINGS
            and connection.execute(f"SELECT 1 FROM main.{table.name} LIMIT 1").fetchone() is None  # noqa: S608 - ours
        )
    )


def missing_lookups(connection: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """Return name and SQL of the indexes that long tables of a case made by an earlier program do not have."""
    found = {name: kind for kind, name in connection.execute("SELECT type, name FROM main.sqlite_master")}
    return tuple(
        table.lookup()
        for table in TABLES
        if table.owner and found.get(table.name) == "table" and table.lookup()[0] not in found
    )


def lend_tables(connection: sqlite3.Connection) -> None:
    """Give a connection that only reads the tables that a case lacks: empty, in memory, for itself alone."""
    missing = missing_tables(connection)
    if missing:
        connection.execute("PRAGMA temp_store = MEMORY")
    for table in missing:
        columns = ", ".join((*table.bound, *(("binding",) if table.owner else ())))
        connection.execute(f"CREATE TEMP TABLE {table.name} ({columns})")


def migrations_of(connection: sqlite3.Connection) -> frozenset[tuple[object, ...]]:
    """Return which migrations a case counts as made: with another list it would be migrated again, and in vain."""
    rows = connection.execute(f"SELECT migration_set, name FROM {MIGRATIONS_TABLE}")  # noqa: S608 - a constant
    return frozenset(tuple(row) for row in rows)


def pending(connection: sqlite3.Connection) -> bool:
    """Return whether a database lacks a step."""
    stands = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    if connection.execute(stands, (MIGRATIONS_TABLE,)).fetchone() is None:
        return True
    return not expected_migrations() <= migrations_of(connection)


def expected_migrations() -> frozenset[tuple[object, ...]]:
    """Return the migrations of a case of this program."""
    return frozenset((MIGRATION_SET, step.__name__) for step in STEPS)


def schema_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str, str | None]]:
    """Return all four telling columns of `sqlite_master`: letter case in type or name is a change too.

    The table in which sqlite-utils counts migrations is left out: its wording is not ours, and no evidence is in it.
    """
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return frozenset(
        (kind, name, table, sql)
        for kind, name, table, sql in rows
        if not (table == MIGRATIONS_TABLE and kind in {"table", "index"})
    )
