"""Cases that earlier programs made, kept as they were: they open, are whole, and can be gone on with.

`kept/` holds a ZIP for each state of the format. A new one is added whenever a release changes the tables; those that
stand there are never made anew. They are signed with the keys below, which belong to nobody.
"""

from __future__ import annotations

import os
import sqlite3
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casefiles import keys
from casefiles.case import DATABASE, Case
from casefiles.errors import AssayError
from casefiles.keys import Signer
from casefiles.store import check_header
from casefiles.verification import printed_head, verify
from casefiles.views import ExhibitId

KEPT = Path(__file__).parent / "kept"
HEADS = {"before-2026-11-27": "5 70f9ae896d24201b44a7d1fb01e7d421f0a3601a2a256e7f58b3ee937740aa6f"}
"""The head of each kept case, as it was printed when it was made."""


@pytest.fixture(params=sorted(path.stem for path in KEPT.glob("*.zip")))
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """Return a copy of a kept case, and its head."""
    with zipfile.ZipFile(KEPT / f"{request.param}.zip") as archive:
        archive.extractall(tmp_path)
    path = tmp_path / "case.assay"
    for original in (path / "originals").rglob("*"):
        if original.is_file():
            original.chmod(0o444)  # a ZIP keeps no permissions
    return path, HEADS[request.param]


def nobody(seed: int, name: str, home: Path) -> Signer:
    """Return the examiner who made the kept cases."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    public = private.public_key().public_bytes_raw()
    return Signer(name, keys.key_id(public), public, home, private.sign)


def test_an_older_case_is_read_and_whole_without_being_touched(kept: tuple[Path, str]) -> None:
    path, head = kept
    before = (path / DATABASE).read_bytes()
    with Case.open(path) as case:
        found = verify(case)
        assert found.problems == ()
        assert any("an earlier program made it" in limit for limit in found.limits)
        size, root = head.split()
        assert (str(found.head.size), found.head.root) == (size, root)
        assert printed_head(found.head.note).root.hex() == root
        assert [row.id for row in case.exhibits()] == ["E-0001"]
        assert case.row(ExhibitId("E-0001")).name == "clip.mp4"
        assert case.summary().events == int(size)
    assert (path / DATABASE).read_bytes() == before


def test_an_older_case_is_gone_on_with_and_that_is_on_record(kept: tuple[Path, str], tmp_path: Path) -> None:
    path, head = kept
    jane = nobody(1, "Jane Doe", tmp_path / "home")
    with Case.open(path, signer=jane) as case:
        event = case.events()[-1]
        assert (event.action, event.seq) == ("case.tables", int(head.split()[0]))
        assert verify(case).problems == ()
        assert not any("earlier program" in limit for limit in verify(case).limits)
    check_header(path / DATABASE)
    with Case.open(path, signer=jane) as case:
        assert [one.action for one in case.events()].count("case.tables") == 1


def test_a_stranger_adds_no_event_to_an_older_case(kept: tuple[Path, str], tmp_path: Path) -> None:
    path, head = kept
    with Case.open(path, signer=nobody(9, "Stranger", tmp_path / "home")) as case:
        assert len(case.events()) == int(head.split()[0])
        assert verify(case).problems == ()


def test_a_table_with_rows_that_is_taken_out_is_no_older_case(kept: tuple[Path, str]) -> None:
    path, _ = kept
    with sqlite3.connect(path / DATABASE) as database:
        database.execute("DROP TABLE correction")
    database.close()
    with Case.open(path) as case:
        places = [problem.place for problem in verify(case).problems]
    assert "case.db, table correction, row C-0001" in places
    assert "case.db, table correction on correction" in places


@pytest.mark.parametrize("column", ["type", "name", "tbl_name", "sql"])
def test_what_else_is_changed_of_an_older_case_is_named(kept: tuple[Path, str], column: str) -> None:
    path, _ = kept
    with sqlite3.connect(path / DATABASE) as database:
        database.execute("PRAGMA writable_schema = ON")
        changed = f"UPDATE sqlite_master SET {column} = upper(substr({column}, 1, 1)) || substr({column}, 2)"
        if column == "sql":
            changed = "UPDATE sqlite_master SET sql = replace(sql, 'reason', 'Reason')"
        database.execute(f"{changed} WHERE name = 'claim'")
    database.close()
    try:
        with Case.open(path) as case:
            assert any("claim" in problem.place.lower() for problem in verify(case).problems)
    except AssayError:
        pass  # SQLite itself does not take it


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_an_older_case_opens_where_nothing_can_be_written(
    kept: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = kept
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with Case.open(path, signer=nobody(1, "Jane Doe", tmp_path / "home")) as case:
        assert not case.writable
        assert verify(case).problems == ()
