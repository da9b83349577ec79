"""A long log is checked by processes, one for each core: what is said of it is what the careful reader says."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from casefiles import event_pool
from casefiles.case import DATABASE, Case
from casefiles.errors import Cancelled
from casefiles.keys import Signer
from casefiles.people import enrol, request
from casefiles.row_check import reading
from casefiles.verification import verify
from casefiles.views import Problem, Verification, Watcher
from tests.casefiles.test_verification import attack

EVENTS = 32
DEEDS = {
    "nothing": "SELECT 1",
    "event edited": "UPDATE event SET canon = CAST(replace(CAST(canon AS TEXT), 'number', 'nomber') AS BLOB) "
    "WHERE seq = 11",
    "event not canonical": "UPDATE event SET canon = CAST(canon || ' ' AS BLOB) WHERE seq = 11",
    "signature exchanged": "UPDATE event SET signature = (SELECT signature FROM event WHERE seq = 3) WHERE seq = 12",
    "leaf exchanged": "UPDATE event SET leaf = (SELECT leaf FROM event WHERE seq = 3) WHERE seq = 12",
    "end cut off": "DELETE FROM event WHERE seq > 28",
    "head removed": "DELETE FROM head WHERE size = 7",
    "head exchanged": "UPDATE head SET note = (SELECT note FROM head h WHERE h.size = 5) WHERE size = 7",
    "last head unsigned": f"UPDATE head SET note = replace(note, 'key/', 'kez/') WHERE size = {EVENTS}",
    "another key beside the log": "UPDATE examiner SET public = '" + "ab" * 32 + "'",
    "a key that is none": "UPDATE examiner SET public = 'none'",
    "the first event": "UPDATE event SET canon = CAST(canon || ' ' AS BLOB) WHERE seq = 0",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, jane: Signer, omar: Signer) -> Path:
    """Return a closed case whose log is read in several ranges."""
    path = tmp_path_factory.mktemp("long") / "long.assay"
    with Case.create(path, name="long", claim="", signer=jane) as case:
        case.store.connection.execute("PRAGMA synchronous = OFF")
        enrol(case, request(case.id, omar), roles=("examiner",), reason="help")
        for number in range(EVENTS - 2):
            with case.change("note", body={"number": number}):
                pass
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    """Return a copy that may be changed."""
    return Path(shutil.copytree(whole, tmp_path / "long.assay"))


def check(path: Path) -> Verification:
    with Case.open(path) as case:
        return verify(case)


def on_all_cores(monkeypatch: pytest.MonkeyPatch, *, processes: bool) -> None:
    """Have even a short log read in ranges, by processes or by what stands in for one that ended early."""
    monkeypatch.setattr(event_pool, "FROM", 1)
    monkeypatch.setattr(event_pool, "STEP", 5)
    monkeypatch.setattr(event_pool, "MOST_KEYS", 10 if processes else 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.mark.parametrize("by", ["ranges", "threads"])
@pytest.mark.parametrize("deed", DEEDS)
def test_in_ranges_the_same_is_found_as_one_by_one(
    path: Path, deed: str, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with attack(path) as database:
        database.execute(DEEDS[deed])
    careful = check(path)
    if by == "threads":
        monkeypatch.setattr(event_pool, "FROM_THREADS", 1)
        monkeypatch.setattr(event_pool, "STEP_THREADS", 5)
    else:
        on_all_cores(monkeypatch, processes=False)
    found = check(path)
    assert set(found.problems) == set(careful.problems)
    assert (found.head, found.events) == (careful.head, careful.events)
    assert bool(found.problems) == (deed != "nothing")


@pytest.mark.parametrize("deed", ["nothing", "event edited"])
def test_processes_find_the_same(path: Path, deed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with attack(path) as database:
        database.execute(DEEDS[deed])
    careful = check(path)
    on_all_cores(monkeypatch, processes=True)
    found = check(path)
    assert found.problems == careful.problems


def test_processes_answer_with_what_is_good_in_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch, jane: Signer
) -> None:
    on_all_cores(monkeypatch, processes=True)
    with Case.open(path) as case:
        name, publics = case.id, {jane.key_id: jane.public}
    with (
        reading(path / DATABASE) as connection,
        event_pool.checked_chunks(path / DATABASE, connection, EVENTS, case=name, publics=publics) as chunks,
    ):
        events, heads = zip(*chunks, strict=True)
    lengths = [len(event) for those in events for event in those]
    assert lengths == [4, 4] + [9] * (EVENTS - 2)  # the two that bring keys are left to the careful reader
    assert [len(head) for those in heads for head in those] == [3] * EVENTS


def test_a_process_that_cannot_be_had_is_done_without(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_all_cores(monkeypatch, processes=True)
    monkeypatch.setattr("sys.executable", shutil.which("false"))
    assert check(path).problems == ()


def test_an_enrolled_key_signs_as_well(path: Path, omar: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(path, signer=replace(omar, home=path / "none")) as case, case.change("note", body={"number": 99}):
        pass
    on_all_cores(monkeypatch, processes=False)
    assert check(path).problems == ()


def test_a_key_that_the_table_hides_is_taken_from_the_log(
    path: Path, omar: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(path, signer=replace(omar, home=path / "none")) as case, case.change("note", body={"number": 99}):
        pass
    with attack(path) as database:
        database.execute("DELETE FROM examiner WHERE key = ?", (omar.key_id,))
    on_all_cores(monkeypatch, processes=False)
    assert check(path).problems == (
        Problem(f"case.db, table examiner, row {omar.key_id}", "is missing; event 1 brought it"),
    )


def test_reading_in_ranges_can_be_stopped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_all_cores(monkeypatch, processes=True)
    with Case.open(path) as case, pytest.raises(Cancelled):
        verify(case, Watcher(cancelled=lambda: True))
