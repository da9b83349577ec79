"""Sessions of many changes: one flush a change, one file at the end, and nothing lost that was acknowledged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casefiles import store
from casefiles.case import Case
from casefiles.errors import CaseNotWritable, NotACase
from casefiles.keys import Signer
from casefiles.sourcefile import Mount
from casefiles.verification import verify


def several(case: Case, count: int) -> None:
    for number in range(count):
        with case.change("note", body={"number": number}):
            pass


def test_a_session_of_many_changes_ends_with_one_file(case: Case) -> None:
    several(case, 10)
    beside = {path.name for path in case.path.glob("case.db*")}
    case.close()
    assert [path.name for path in case.path.glob("case.db*")] == ["case.db"]
    assert beside >= {"case.db", "case.db-wal"}
    with Case.open(case.path) as again:
        assert again.head().size == 11
        assert verify(again).problems == ()


def test_others_can_read_and_write_while_a_session_of_many_changes_goes_on(case: Case, jane: Signer) -> None:
    several(case, 10)
    with Case.open(case.path) as reader:
        assert reader.head().size == 11
        several(case, 1)
        assert reader.head().size == 12
    with Case.open(case.path, signer=jane) as other:
        several(other, 5)
    several(case, 1)
    assert case.head().size == 18
    case.close()
    assert [path.name for path in case.path.glob("case.db*")] == ["case.db"]
    with Case.open(case.path) as again:
        assert verify(again).problems == ()


def test_a_case_that_somebody_reads_at_the_end_is_put_together_by_the_next_session(case: Case, jane: Signer) -> None:
    several(case, 10)
    with Case.open(case.path) as reader:
        reader.store.connection.execute("BEGIN")
        assert reader.head().size == 11
        case.close()
    with Case.open(case.path) as again:
        assert again.head().size == 11
    with Case.open(case.path, signer=jane) as writer:
        several(writer, 1)
    assert [path.name for path in case.path.glob("case.db*")] == ["case.db"]


MANY = """
import sys
from pathlib import Path
from casefiles import keys
from casefiles.case import Case
case = Case.open(Path(sys.argv[1]), signer=keys.unlock(Path(sys.argv[2]), "four plain words here"))
number = 0
while True:
    number += 1
    with case.change("note", body={"number": number}):
        pass
    print(case.head().size, flush=True)
"""


def test_a_killed_session_of_many_changes_loses_nothing_that_was_acknowledged(case: Case, jane: Signer) -> None:
    case.close()
    command = [sys.executable, "-c", MANY, str(case.path), str(jane.home)]
    for rounds in (8, 20, 33):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = [int(process.stdout.readline()) for _ in range(rounds)]
            process.kill()
            said += [int(line) for line in process.stdout.read().split()]
        with Case.open(case.path) as again:
            assert again.head().size >= said[-1]
            assert verify(again).problems == ()


def test_a_case_left_to_a_write_ahead_log_opens_on_a_disk_that_cannot_be_written(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(case, 10)
    case.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = case.path.with_name("copy.assay")
    shutil.copytree(case.path, copy, ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with Case.open(copy) as again:
        assert again.head().size == 11
        assert verify(again).problems == ()
    assert [path.name for path in copy.glob("case.db*")] == ["case.db"]
    shutil.copy(case.path / "case.db", copy / "case.db-wal")
    with pytest.raises(CaseNotWritable, match="in the middle of a write"):
        Case.open(copy)


def test_on_a_network_share_every_change_goes_through_the_journal(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    share = Mount("nfs", "server:/share", read_only=False, removable=False)
    monkeypatch.setattr(store, "mount_of", lambda _path: share)
    several(case, 10)
    assert case.store.connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_a_disk_that_goes_while_a_case_is_opened_is_told_of_in_one_line(
    case: Case, jane: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.close()
    real = store.check_header

    def look_and_lose(path: Path) -> None:
        real(path)
        path.rename(path.with_name("elsewhere"))

    monkeypatch.setattr(store, "check_header", look_and_lose)
    with pytest.raises(NotACase, match="cannot be read: No such file"):
        Case.open(case.path, signer=jane)
