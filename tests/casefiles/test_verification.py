"""The attacks of the threat model, each with the result that is promised: with nothing but the file, and with a head.

The attacker has the whole case folder and every tool, drops the triggers, does the deed, and restores the triggers.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import rfc8785

from casefiles import binding, custody, notes, vault
from casefiles.case import DATABASE, Case
from casefiles.custody import Entry
from casefiles.errors import AssayError, Cancelled, NotACase
from casefiles.file_check import KeptFile, checking_files
from casefiles.keys import Signer
from casefiles.merkle import Frontier
from casefiles.notes import Checkpoint, NoteRefused, origin, signer_name
from casefiles.schema import BY_NAME
from casefiles.verification import Outside, printed_head, verify
from casefiles.views import Provided, Verification, Watcher
from forensics.types import Progress
from tests.casefiles.conftest import SteppingClock, fill


@contextlib.contextmanager
def attack(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold the database without its triggers; they stand again afterwards, letter by letter."""
    connection = sqlite3.connect(path / DATABASE, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("BEGIN")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.close()


def check(path: Path, outside: Outside = Outside()) -> Verification:  # noqa: B008 - frozen
    """Verify as somebody else who has only the folder, on a machine that never saw it."""
    with Case.open(path) as case:
        return verify(case, outside=outside)


def places(found: Verification) -> list[str]:
    """Return the places of all problems."""
    return [problem.place for problem in found.problems]


@pytest.fixture
def path(filled: Case) -> Path:
    """Return the folder of a closed case with ten events."""
    for number in range(7):
        with filled.change("note", body={"number": number}):
            pass
    assert filled.head().size == 10
    filled.close()
    return filled.path


@pytest.fixture
def head(path: Path) -> Checkpoint:
    """Return the head that was printed before the attack."""
    with Case.open(path) as case:
        return printed_head(case.head().note)


def test_a_case_that_nobody_touched_has_no_problem(path: Path, head: Checkpoint, jane: Signer) -> None:
    found = check(path, Outside((head,), (jane.key_id,)))
    assert found.problems == ()
    assert (found.events, found.originals, found.bytes_read) == (10, 1, 200_000)
    assert found.rows == 15
    assert any("0 of 10 events came after" in limit for limit in found.limits)


def test_verification_is_itself_recorded(filled: Case) -> None:
    found = verify(filled)
    assert found.recorded == "event 3"
    event = filled.events()[3]
    assert (event.action, event.detail.split("; ")[0]) == ("verify", "bytes_read: 200000")
    assert verify(filled).problems == ()


def test_what_verification_found_is_recorded_too(filled: Case) -> None:
    kept = filled.original(filled.exhibits()[0].id)
    kept.unlink()
    found = verify(filled)
    assert "problems: 1" in filled.events()[-1].detail
    assert found.problems[0].what.startswith("is missing")


# --- rows ---------------------------------------------------------------------------------------------------------


ROW_EDITS = {
    "exhibit": ("UPDATE exhibit SET name = 'other.mp4'", "table exhibit, row E-0001, column name"),
    "case_fact": ("UPDATE case_fact SET claim = 'It was dry.'", "column claim"),
    "examiner": ("UPDATE examiner SET roles = 'reviewer'", "column roles"),
    "acquisition": ("UPDATE acquisition SET modified = '2020'", "table acquisition, row A-0001, column modified"),
    "statement": ("UPDATE statement SET received_from = 'somebody'", "row A-0001, column received_from"),
    "digest": ("UPDATE digest SET value = 'ff' WHERE algorithm = 'blake3'", "row E-0001/blake3, column value"),
    "examination": ("UPDATE examination SET results = 4", "table examination, row X-0001, column results"),
    "record": (
        "UPDATE record SET line = replace(line, '12347', '99999') WHERE number = 2",
        "row X-0001/2, column line",
    ),
    "record's quantity": ("UPDATE record SET quantity = 'x' WHERE number = 4", "row X-0001/4, column quantity"),
    "record's binding": ("UPDATE record SET binding = 'x' || binding WHERE number = 3", "row X-0001/3, column binding"),
    "finding": ("UPDATE finding SET line = replace(line, 'One', 'No')", "table finding, row X-0001/0, column line"),
    "a row's event": ("UPDATE exhibit SET event = 2", "table exhibit, row E-0001, column event"),
    "a salt": ("UPDATE exhibit SET salt = ''", "table exhibit, row E-0001"),
    "piece map": ("UPDATE piece_map SET length = 65537", "table piece_map, row E-0001, column length"),
    "a type": ("UPDATE exhibit SET name = 7", "table exhibit, row E-0001, column name"),
}


@pytest.mark.parametrize("what", ROW_EDITS)
def test_an_edited_row_is_named_with_its_column(path: Path, what: str) -> None:
    sql, place = ROW_EDITS[what]
    with attack(path) as database:
        assert database.execute(sql).rowcount == 1
    assert any(place in found for found in places(check(path))), places(check(path))


ROW_DEEDS = {
    "deleted": ("DELETE FROM digest WHERE algorithm = 'blake3'", "table digest, row E-0001/blake3"),
    "deleted from a long table": ("DELETE FROM record WHERE number = 2", "table record, rows of X-0001"),
    "a whole run deleted": ("DELETE FROM record", "table record, rows of X-0001"),
    "key changed": ("UPDATE digest SET algorithm = 'x' WHERE algorithm = 'blake3'", "table digest, row E-0001/x"),
    "swapped": (
        "UPDATE record SET number = CASE number WHEN 1 THEN 102 WHEN 2 THEN 101 ELSE number END",
        "table record, rows of X-0001",
    ),
    "inserted": (
        "INSERT INTO comparison SELECT 'A-0001', 'md5', 'a', 'b', '', 1",
        "table comparison, row A-0001/md5/a",
    ),
    "inserted in a long table": (
        "INSERT INTO record SELECT 'X-0001', 9, kind, method, quantity, line, binding, event FROM record LIMIT 1",
        "table record, rows of X-0001",
    ),
    "inserted for another event": (
        "INSERT INTO record SELECT 'X-0001', 9, kind, method, quantity, line, binding, 5 FROM record LIMIT 1",
        "table record, rows of X-0001",
    ),
    "replaced": (
        "INSERT OR REPLACE INTO exhibit SELECT id, 'other', size, sha256, stored_as, salt, event FROM exhibit",
        "table exhibit, row E-0001, column name",
    ),
}


@pytest.mark.parametrize("what", ROW_DEEDS)
def test_rows_put_in_taken_out_or_exchanged_are_found(path: Path, what: str) -> None:
    sql, place = ROW_DEEDS[what]
    with attack(path) as database:
        database.execute(sql)
    assert any(place in found for found in places(check(path))), places(check(path))


def test_a_long_row_edited_together_with_its_binding_is_found(path: Path) -> None:
    table = BY_NAME["record"]
    with attack(path) as database:
        database.row_factory = sqlite3.Row
        row = dict(database.execute("SELECT * FROM record WHERE number = 2").fetchone())
        row["line"] = str(row["line"]).replace("12347", "99999")
        forged = binding.bind("record", table.bound, row).text()
        database.execute("UPDATE record SET line = ?, binding = ? WHERE number = 2", (row["line"], forged))
    found = check(path)
    assert places(found) == ["case.db, table record, rows of X-0001"]
    assert "are not the 5 that event 2 brought" in found.problems[0].what


def test_an_erasure_that_was_not_recorded_is_a_missing_row(path: Path) -> None:
    with attack(path) as database:
        database.execute("DELETE FROM statement")
        database.execute("INSERT INTO erasure VALUES ('statement', 'A-0001', '', '', '', '', 1)")
    found = places(check(path))
    assert "case.db, table statement, row A-0001" in found
    assert "case.db, table erasure, row statement/A-0001" in found


def test_many_edited_rows_are_counted_after_the_first_fifty(filled: Case) -> None:
    with filled.change("examine") as change:
        rows = [{"examination": "X-0001", "number": n, "code": "c", "line": ""} for n in range(10, 100)]
        change.insert_many("finding", rows)
    filled.close()
    with attack(filled.path) as database:
        database.execute("UPDATE finding SET code = 'd' WHERE number >= 10")
    found = check(filled.path)
    assert len(found.problems) == 51
    assert "40 more rows" in found.problems[-1].what


def test_dropped_triggers_are_named(path: Path) -> None:
    with sqlite3.connect(path / DATABASE) as database:
        database.execute("DROP TRIGGER event_no_delete")
    database.close()
    assert places(check(path)) == ["case.db, trigger event_no_delete on event"]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER extra AFTER INSERT ON exhibit BEGIN SELECT 1; END",
        "CREATE TABLE extra (a)",
        "CREATE VIEW extra AS SELECT 1",
        "CREATE INDEX extra ON exhibit (name)",
        "CREATE TRIGGER extra AFTER INSERT ON _sqlite_migrations BEGIN SELECT 1; END",
    ],
)
def test_what_was_added_to_the_schema_is_named(path: Path, sql: str) -> None:
    with sqlite3.connect(path / DATABASE) as database:
        database.execute(sql)
    database.close()
    assert any("extra" in place for place in places(check(path)))


def test_a_trigger_with_another_body_or_other_letters_is_named(path: Path) -> None:
    for change in (
        "sql = replace(sql, 'ABORT', 'IGNORE') WHERE name = 'event_no_update'",
        "name = 'Event_no_delete' WHERE name = 'event_no_delete'",
        "type = 'TRIGGER' WHERE name = 'event_next'",
    ):
        copy = Path(shutil.copytree(path, path.with_name(f"copy{len(change)}.assay")))
        with sqlite3.connect(copy / DATABASE) as database:
            database.execute("PRAGMA writable_schema = ON")
            database.execute(f"UPDATE sqlite_master SET {change}")
        database.close()
        try:
            found = places(check(copy))
        except AssayError as refusal:
            found = [str(refusal)]
        assert found, change


def test_transform_of_sqlite_utils_drops_the_triggers_and_is_found(path: Path) -> None:
    from sqlite_utils import Database

    database = Database(path / DATABASE)
    database["head"].transform(rename={})
    database.close()
    assert any("trigger head_no_update" in place for place in places(check(path)))


@pytest.mark.parametrize("sql", ["SET name = 'version_2'", "SET migration_set = 'other'"])
def test_another_list_of_migrations_is_named(path: Path, sql: str) -> None:
    with attack(path) as database:
        database.execute(f"UPDATE _sqlite_migrations {sql}")
    assert places(check(path)) == ["case.db, table of migrations"]


def test_another_format_number_is_named(path: Path) -> None:
    with sqlite3.connect(path / DATABASE) as database:
        database.execute("PRAGMA user_version = 1")
        database.execute("PRAGMA application_id = 1")
    database.close()
    with pytest.raises(NotACase):
        check(path)


# --- events -------------------------------------------------------------------------------------------------------


def test_an_edited_event_is_named_and_only_that_one(path: Path) -> None:
    with attack(path) as database:
        edited = "CAST(replace(CAST(canon AS TEXT), '\"number\":2', '\"number\":9') AS BLOB)"
        database.execute(f"UPDATE event SET canon = {edited} WHERE seq = 5")
    found = check(path)
    assert set(places(found)) == {"event 5"}
    assert "the signature is not good" in [problem.what for problem in found.problems]


def test_an_event_that_is_no_event_any_more_takes_its_rows_with_it(path: Path) -> None:
    with attack(path) as database:
        database.execute("UPDATE event SET canon = x'00' WHERE seq = 2")
    found = check(path)
    assert "event 2" in places(found)
    told = {problem.place: problem.what for problem in found.problems}
    assert "cannot be read" in told["case.db, table examination, row X-0001"]
    assert "cannot be read" in told["case.db, table record, rows of X-0001"]


def test_swapped_events_are_found(path: Path) -> None:
    with attack(path) as database:
        rows = dict(database.execute("SELECT seq, canon FROM event WHERE seq IN (5, 6)").fetchall())
        database.execute("UPDATE event SET canon = ? WHERE seq = 5", (rows[6],))
        database.execute("UPDATE event SET canon = ? WHERE seq = 6", (rows[5],))
    assert {"event 5", "event 6"} <= set(places(check(path)))


def test_an_event_deleted_in_the_middle_is_missed(path: Path) -> None:
    with attack(path) as database:
        database.execute("DELETE FROM event WHERE seq = 5")
    found = check(path)
    assert ("event 5", "is missing; the next one is event 6") in [(one.place, one.what) for one in found.problems]


def test_an_event_deleted_in_the_middle_and_the_rest_renumbered_is_found(path: Path) -> None:
    with attack(path) as database:
        database.execute("DELETE FROM event WHERE seq = 5")
        for seq in range(6, 10):
            database.execute("UPDATE event SET seq = ? WHERE seq = ?", (seq - 1, seq))
        database.execute("DELETE FROM head WHERE size = 10")
    found = check(path)
    assert ("event 5", "says that it is event 6") in [(one.place, one.what) for one in found.problems]


@pytest.mark.parametrize("column", ["leaf", "signature"])
def test_a_changed_leaf_or_signature_is_named(path: Path, column: str) -> None:
    with attack(path) as database:
        database.execute(f"UPDATE event SET {column} = zeroblob(length({column})) WHERE seq = 4")
    assert set(places(check(path))) == {"event 4"}


def test_an_event_of_another_type_is_named(path: Path) -> None:
    with attack(path) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'event'")
    with attack(path) as database:
        database.execute("UPDATE event SET canon = 'text' WHERE seq = 9")
    assert any("event 9" in place for place in places(check(path)))


def recompute(path: Path, signer: Signer | None, edit: Callable[[dict[str, object]], None]) -> None:
    """Edit events and recompute chain, leaves and heads; with a key everything is signed again, without one nothing."""
    with attack(path) as database:
        prev, edge = custody.NO_LEAF, Frontier()
        database.execute("DELETE FROM head")
        for seq, canon, signature in database.execute(
            "SELECT seq, canon, signature FROM event ORDER BY seq"
        ).fetchall():
            event = json.loads(canon)
            event["prev"] = prev
            edit(event)
            canon = rfc8785.dumps(event)
            if signer:
                signature = signer.sign(custody.pae(custody.EVENT_TYPE, canon))
            leaf = Entry(canon, signature).leaf
            prev, edge = leaf.hex(), edge.add(leaf)
            database.execute(
                "UPDATE event SET canon = ?, signature = ?, leaf = ? WHERE seq = ?", (canon, signature, leaf, seq)
            )
            text = Checkpoint(origin(event["case"]), edge.size, edge.root()).text()
            note = notes.sign(text, signer_name(signer.key_id), signer.public, signer.sign) if signer else text + "\n"
            database.execute("INSERT INTO head VALUES (?, ?)", (edge.size, note))


def say_otherwise(event: dict[str, object]) -> None:
    """Change what event 5 says."""
    if event["seq"] == 5:
        event["body"] = {"number": 99, "rows": [], "runs": []}


def test_a_chain_recomputed_without_a_key_is_found(path: Path) -> None:
    recompute(path, None, say_otherwise)
    found = check(path)
    assert ("event 5", "the signature is not good") in [(one.place, one.what) for one in found.problems]


def test_an_insider_with_the_key_is_found_only_with_a_head_from_outside(
    path: Path, head: Checkpoint, jane: Signer
) -> None:
    recompute(path, jane, say_otherwise)
    assert check(path).problems == (), "nothing inside the case can show this, and the limits say so"
    assert any("another log" in limit for limit in check(path).limits)
    found = check(path, Outside((head,)))
    assert places(found) == ["head of 10 events known from outside"]
    assert "rewritten" in found.problems[0].what


def cut(path: Path, size: int, *, heads: bool) -> None:
    """Cut off all events from ``size`` on, and the heads too if asked for."""
    with attack(path) as database:
        database.execute("DELETE FROM event WHERE seq >= ?", (size,))
        if heads:
            database.execute("DELETE FROM head WHERE size > ?", (size,))


def test_a_cut_end_is_found_by_the_heads_that_stay(path: Path) -> None:
    cut(path, 7, heads=False)
    found = check(path)
    assert "head of 8 events" in places(found)
    assert "its end was cut off" in found.problems[0].what


def test_a_cut_end_with_its_heads_is_found_only_with_a_head_from_outside(path: Path, head: Checkpoint) -> None:
    cut(path, 7, heads=True)
    found = check(path)
    assert found.problems == ()
    assert any("cut off at the end" in limit for limit in found.limits)
    assert places(check(path, Outside((head,)))) == ["head of 10 events known from outside"]


def test_an_older_copy_is_found_only_with_a_head_from_outside(filled: Case) -> None:
    older = Path(shutil.copytree(filled.path, filled.path.with_name("older.assay")))
    with filled.change("note"):
        pass
    head = printed_head(f"{filled.head().size} {filled.head().root}")
    assert check(older).problems == ()
    found = check(older, Outside((head,)))
    assert "cut off, or it is an older copy" in found.problems[0].what


def test_an_older_copy_is_found_by_the_witness_of_the_machine(path: Path, jane: Signer) -> None:
    cut(path, 7, heads=True)
    with Case.open(path, home=jane.home) as case:
        found = verify(case)
    assert places(found) == ["head of 10 events known from the witness file of this machine"]


def test_a_whole_new_log_by_an_outsider_is_found_only_with_a_known_key(
    path: Path, head: Checkpoint, jane: Signer, omar: Signer, clip: Path
) -> None:
    forged = Case.create(
        path.with_name("forged.assay"), name="storm", claim="It rained.", signer=omar, clock=SteppingClock()
    )
    fill(forged, clip)
    forged.close()
    assert check(forged.path).problems == ()
    found = check(forged.path, Outside(keys=(jane.key_id,)))
    assert len(found.problems) == 2
    assert all(problem.place == "keys" for problem in found.problems)
    assert places(check(forged.path, Outside((head,)))) == ["head of 10 events known from outside"]


def test_a_head_of_another_case_is_refused(path: Path) -> None:
    other = Checkpoint("assay.local/another", 1, bytes(32))
    assert places(check(path, Outside((other,)))) == ["head of 1 events known from outside"]


def test_events_after_the_last_known_head_are_counted(path: Path, head: Checkpoint) -> None:
    early = replace(head, size=4, root=_root(path, 4))
    found = check(path, Outside((early,)))
    assert found.problems == ()
    assert any("6 of 10 events came after" in limit for limit in found.limits)


def _root(path: Path, size: int) -> bytes:
    edge = Frontier()
    with sqlite3.connect(path / DATABASE) as database:
        for (leaf,) in database.execute("SELECT leaf FROM event WHERE seq < ? ORDER BY seq", (size,)):
            edge = edge.add(leaf)
    database.close()
    return edge.root()


HEAD_DEEDS = {
    "removed": "DELETE FROM head WHERE size = 4",
    "exchanged": "UPDATE head SET note = (SELECT note FROM head h WHERE h.size = 5) WHERE size = 4",
    "damaged": "UPDATE head SET note = replace(note, 'assay.local', 'assay.other') WHERE size = 4",
    "cut": "UPDATE head SET note = substr(note, 1, 40) WHERE size = 4",
}


@pytest.mark.parametrize("what", HEAD_DEEDS)
def test_heads_taken_out_or_changed_are_named(path: Path, what: str) -> None:
    with attack(path) as database:
        database.execute(HEAD_DEEDS[what])
    assert places(check(path)) == ["head of 4 events"]


def test_a_head_that_a_damaged_page_hides_from_a_look_up_is_told_of_and_ends_nothing(filled: Case) -> None:
    for number in range(60):
        with filled.change("note", body={"number": number}):
            pass
    path = filled.path
    filled.close()
    with contextlib.closing(sqlite3.connect(path / DATABASE)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'head'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (newest,) = connection.execute("SELECT max(size) FROM head").fetchone()
    whole = bytearray((path / DATABASE).read_bytes())
    at = (root - 1) * size
    assert whole[at] == 5, "the table of heads takes more than one page"  # SQLite file format, 1.6: an interior page
    count = int.from_bytes(whole[at + 3 : at + 5], "big")
    last = int.from_bytes(whole[at + 12 + 2 * (count - 1) : at + 14 + 2 * (count - 1)], "big")
    assert whole[at + last + 4] < newest < 127
    whole[at + last + 4] = 127  # the greatest key of the last page but one: whoever looks for more goes astray
    (path / DATABASE).write_bytes(whole)
    found = check(path)
    assert any("SQLite says" in problem.what for problem in found.problems)
    assert found.head.size == newest
    assert found.head.note


def test_a_foreign_key_signs_nothing(path: Path, omar: Signer) -> None:
    def foreign(event: dict[str, object]) -> None:
        if event["seq"] == 9:
            event["actor"] = {"name": omar.name, "key": omar.key_id}

    recompute(path, omar, foreign)
    assert "event 9" in places(check(path))


def test_a_signature_under_another_persons_name_is_found(path: Path, jane: Signer) -> None:
    def rename(event: dict[str, object]) -> None:
        if event["seq"] == 9:
            event["actor"] = {"name": "Somebody Else", "key": jane.key_id}

    recompute(path, jane, rename)
    found = check(path)
    assert [(one.place, one.what) for one in found.problems] == [
        ("event 9", "is signed with the key of Jane Doe, but names Somebody Else")
    ]


def test_events_of_another_case_are_found(path: Path, jane: Signer) -> None:
    def move(event: dict[str, object]) -> None:
        if event["seq"] == 3:
            event["case"] = "another"

    recompute(path, jane, move)
    assert ("event 3", "belongs to another case") in [(one.place, one.what) for one in check(path).problems]


@pytest.mark.parametrize(
    "body",
    [
        {"rows": [["exhibit", "E-0001", "00", ""]], "runs": []},
        {"rows": [["exhibit"]], "runs": []},
        {"rows": [], "runs": [["record", 1]]},
    ],
)
def test_an_insiders_event_that_names_rows_it_did_not_bring_is_found(
    path: Path, jane: Signer, body: dict[str, object]
) -> None:
    def claim(event: dict[str, object]) -> None:
        if event["seq"] == 6:
            event["body"] = body

    recompute(path, jane, claim)
    assert "event 6" in places(check(path))


def test_a_first_event_that_names_one_before_it_is_found(path: Path, jane: Signer) -> None:
    def claim(event: dict[str, object]) -> None:
        if event["seq"] == 0:
            event["prev"] = "ab" * 32

    recompute(path, jane, claim)
    assert places(check(path)) == ["event 0"]


def test_an_empty_log_is_a_problem(path: Path) -> None:
    with attack(path) as database:
        database.execute("DELETE FROM event")
        database.execute("DELETE FROM head")
    assert "custody log" in places(check(path))


def test_a_clock_that_went_back_is_said(case: Case) -> None:
    assert isinstance(case.clock, SteppingClock)
    case.clock.moment = case.clock.moment.replace(year=2025)
    with case.change("note"):
        pass
    found = verify(case)
    assert found.problems == ()
    assert any("gone back at event 1" in limit for limit in found.limits)


# --- files --------------------------------------------------------------------------------------------------------


@pytest.fixture
def original(path: Path) -> Path:
    """Return the kept original."""
    with Case.open(path) as case:
        return case.original(case.exhibits()[0].id)


def test_a_changed_byte_of_an_original_is_located(path: Path, original: Path) -> None:
    original.chmod(0o644)
    with original.open("r+b") as file:
        file.seek(150_000)
        file.write(b"\xff")
    original.chmod(0o444)
    found = check(path)
    assert len(found.problems) == 1
    assert found.problems[0].place.endswith("(E-0001)")
    assert "it differs within bytes 131072 to 196607" in found.problems[0].what


def test_an_original_that_was_cut_or_grew_is_found(path: Path, original: Path) -> None:
    original.chmod(0o644)
    os.truncate(original, 100_000)
    original.chmod(0o444)
    told = [problem.what for problem in check(path).problems]
    assert told[0] == "has 100000 bytes instead of 200000"
    assert "bytes 65536 to 262143" in told[1]


def test_a_missing_original_is_found(path: Path, original: Path) -> None:
    original.unlink()
    assert check(path).problems[0].what.startswith("is missing")


def test_an_original_replaced_by_a_link_is_found(path: Path, original: Path, clip: Path) -> None:
    original.unlink()
    original.symlink_to(clip)
    assert "no regular file" in check(path).problems[0].what


def test_an_original_that_may_be_written_is_found(path: Path, original: Path) -> None:
    original.chmod(0o644)
    assert [problem.what for problem in check(path).problems] == ["its permissions allow writing (-rw-r--r--)"]


def test_files_that_nobody_recorded_are_found(path: Path, original: Path) -> None:
    (original.parent / "extra").write_bytes(b"")
    (path / "originals" / "link").symlink_to(original.parent)
    (path / "derivatives" / "\x1b[31mred.png").write_bytes(b"")
    assert places(check(path)) == [
        "originals/link",
        f"{original.parent.relative_to(path).as_posix()}/extra",
        "derivatives/\\u{001b}[31mred.png",
    ]


def test_an_original_that_cannot_be_read_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from casefiles import file_check

    def fail(_: Path) -> Iterator[bytes]:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(file_check, "_blocks", fail)
    assert check(path).problems[0].what == "cannot be read: Input/output error"


@pytest.fixture
def with_derivative(filled: Case) -> Case:
    """Return a case that holds a derivative and a report."""
    from hashlib import sha256

    (filled.path / "derivatives" / "D-0001.png").write_bytes(b"picture")
    (filled.path / "exports" / "report.pdf").write_bytes(b"report")
    with filled.change("examine") as change:
        change.insert(
            "derivative",
            {
                "id": "D-0001", "examination": "X-0001", "parent": "E-0001", "quantity": "frame", "recipe": "decode 0",
                "media_type": "image/png", "width": 1, "height": 1, "sha256": sha256(b"picture").hexdigest(),
                "path": "derivatives/D-0001.png", "locus_words": "frame 0",
            },
        )  # fmt: skip
        change.insert(
            "report", {"id": "R-0001", "made": "", "by": "", "head_size": 3, "head_root": "", "folder": "exports"}
        )
        change.insert(
            "report_file",
            {
                "report": "R-0001",
                "format": "pdf",
                "path": "exports/report.pdf",
                "sha256": sha256(b"report").hexdigest(),
            },
        )
    return filled


def test_derivatives_and_reports_are_read_again(with_derivative: Case) -> None:
    found = verify(with_derivative)
    assert (found.problems, found.originals, found.derivatives) == ((), 1, 1)
    detail = with_derivative.detail(with_derivative.exhibits()[0].id)
    assert with_derivative.derivative_path(detail.derivatives[0]).read_bytes() == b"picture"


@pytest.mark.parametrize("name", ["derivatives/D-0001.png", "exports/report.pdf"])
def test_a_swapped_derivative_or_report_is_found(with_derivative: Case, name: str) -> None:
    (with_derivative.path / name).write_bytes(b"another")
    found = verify(with_derivative)
    assert found.problems[0].place.startswith(name)
    assert found.problems[0].what == "its SHA-256 is not the recorded one"


def test_a_report_written_elsewhere_is_not_looked_for_in_the_case(with_derivative: Case) -> None:
    row = {"report": "R-0001", "format": "html", "path": "report.html", "sha256": "00"}
    with with_derivative.change("report") as change:
        change.insert("report_file", row)
    found = verify(with_derivative)
    assert found.problems == ()
    assert "1 report files were written outside the case and were not read." in found.limits


def test_a_good_verification_is_remembered_on_this_machine(path: Path, tmp_path: Path) -> None:
    with Case.open(path, home=tmp_path / "home") as case:
        found = verify(case)
        assert found.head.note.splitlines()[1] == "10"
        seen = case.witnessed()
    assert seen is not None
    assert (seen.size, seen.root.hex()) == (10, found.head.root)


@pytest.mark.parametrize("stored_as", ["../outside", "/etc/passwd", ""])
def test_a_path_that_leads_out_of_the_case_is_not_followed(path: Path, stored_as: str) -> None:
    with attack(path) as database:
        database.execute("UPDATE exhibit SET stored_as = ?", (stored_as,))
    assert "the recorded path leads out of the case" in [problem.what for problem in check(path).problems]


# --- the database as bytes ----------------------------------------------------------------------------------------


def content(path: Path) -> object:
    """Return everything that SQL shows of a case, or None where it cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(path / DATABASE)) as database:
            database.text_factory = bytes
            tables = [
                row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            ]
            rows = [
                (table, database.execute(f'SELECT * FROM "{table.decode()}"').fetchall())
                for table in tables
                if table != b"_sqlite_migrations"
            ]
            master = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
            ids = [database.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
            return rows, sorted(master), ids
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def test_a_changed_byte_of_the_database_is_found_or_touches_no_evidence(path: Path) -> None:
    database = path / DATABASE
    whole, before = database.read_bytes(), content(path)
    assert before is not None
    found, harmless = 0, 0
    for place in range(7, len(whole), 397):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << (place % 8)
        database.write_bytes(damaged)
        try:
            told = bool(check(path).problems)
        except AssayError:
            told = True
        if told:
            found += 1
        else:
            harmless += 1
            assert content(path) == before, f"byte {place} changed what the case says, and nobody noticed"
    assert found > 50
    assert harmless > 0


# --- the rest -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "7", "x y", f"7 {'z' * 64}", "7 " + "٣" * 64])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        printed_head(text)


@pytest.mark.parametrize("step", ["reading the custody log", "holding rows", "reading the kept files"])
def test_a_person_can_stop_a_verification(path: Path, step: str) -> None:
    told: list[Progress] = []
    watcher = Watcher(told.append, lambda: any(one.step.startswith(step) for one in told))
    with Case.open(path) as case, pytest.raises(Cancelled):
        verify(
            case,
            Watcher(told.append, watcher.cancelled)
            if step != "reading the kept files"
            else Watcher(cancelled=Later(12)),
        )


class Later:
    """Says 'stop' from the n-th time that it is asked."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __call__(self) -> bool:
        """Return whether it is time."""
        self.times -= 1
        return self.times < 0


def test_progress_is_told_in_bytes(path: Path) -> None:
    told: list[Progress] = []
    with Case.open(path) as case:
        verify(case, Watcher(told.append))
    assert (told[-1].done, told[-1].total, told[-1].unit) == (200_000, 200_000, "byte")


def test_files_are_read_beside_the_log_and_told_of_after_it(path: Path) -> None:
    told: list[str] = []
    with Case.open(path) as case:
        found = verify(case, Watcher(lambda one: told.append(one.step)))
    assert found.bytes_read == 200_000
    assert told.index("reading the kept files") == len(told) - told.count("reading the kept files")


def test_others_can_write_while_the_kept_files_are_read(path: Path, jane: Signer) -> None:
    wrote: list[int] = []

    def write(one: Progress) -> None:
        if one.step == "reading the kept files" and not wrote:
            with Case.open(path, signer=jane) as other, other.change("note") as change:
                wrote.append(change.seq)

    with Case.open(path) as case:
        assert verify(case, Watcher(write)).problems == ()
    assert wrote


def test_who_leaves_a_reading_of_files_leaves_no_thread(path: Path) -> None:
    with Case.open(path) as case:
        files = [KeptFile(row.stored_as, row.sha256, row.id, row.size) for row in case.exhibits()]
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError), checking_files(path, files * 50, lambda _count: None):
        raise ZeroDivisionError
    assert threading.active_count() == before
    with checking_files(path, files, lambda _count: None) as problems:
        assert problems() == []


def test_an_orphan_of_a_killed_acquisition_is_adopted_by_acquiring_it_again(filled: Case, tmp_path: Path) -> None:
    source = tmp_path / "more.mp4"
    source.write_bytes(b"more")
    from hashlib import sha256

    orphan = filled.path / vault.stored_as(sha256(b"more").hexdigest())
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"more")
    orphan.chmod(0o444)
    assert "acquiring the same file again" in verify(filled).problems[0].what
    assert not vault.acquire(filled, source, Provided()).again
    assert verify(filled).problems == ()
