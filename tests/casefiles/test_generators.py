"""The case pins the register that it used; users' entries are checked, added and never overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casefiles import examinations, generators, trust, vault, verification
from casefiles.case import Case
from casefiles.errors import EntryRefused, SourceUnusable
from casefiles.views import ExhibitId, Provided, Watcher
from forensics.generators.matching import Statement

ENTRY = """
schema = 1
id = "pika"
name = "Pika"
maker = "Pika Labs"

[[claim]]
id = "frame-rate-ours"
field = "frame rate"
value = "24 frames a second in our own three files"
kind = "real deployment"
source = "desk's own files"
source_date = "2026-10"
reviewed = 2026-11-01
replaces = "frame-rate"
"""


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSAY_HOME", str(tmp_path / "home"))


def entry(tmp_path: Path, text: str = ENTRY, name: str = "pika-desk.toml") -> Path:
    path = tmp_path / name
    path.write_text(text)
    return path


def test_an_entry_is_checked_and_added(tmp_path: Path) -> None:
    before = generators.register()
    made = generators.add(entry(tmp_path))
    assert made.sha256 != before.sha256
    assert generators.register().sha256 == made.sha256
    pika = made.family("pika")
    assert pika is not None
    assert [c.by for c in pika.standing() if c.id == "frame-rate-ours"] == ["pika-desk.toml"]


def test_nothing_is_overwritten_and_nothing_wrong_is_taken(tmp_path: Path) -> None:
    generators.add(entry(tmp_path))
    with pytest.raises(EntryRefused, match="stands there already"):
        generators.add(entry(tmp_path))
    with pytest.raises(EntryRefused, match="must be one of"):
        generators.add(entry(tmp_path, ENTRY.replace("real deployment", "rumour"), "other.toml"))
    with pytest.raises(EntryRefused, match=r"\.toml"):
        generators.add(entry(tmp_path, name="entry.txt"))
    with pytest.raises(SourceUnusable):
        generators.add(tmp_path / "missing.toml")
    assert [name for name, _ in generators.own_entries()] == ["pika-desk.toml"]


def test_a_match_pins_the_state_of_the_register_once(case: Case, clip: Path, tmp_path: Path) -> None:
    exhibit = vault.acquire(case, clip, Provided(), digests=frozenset(), watcher=Watcher()).exhibit.id
    with pytest.raises(EntryRefused, match="not been examined"):
        generators.match_exhibit(case, exhibit)
    examinations.examine(case, exhibit, beside=trust.beside(case))
    first = generators.match_exhibit(case, exhibit)
    assert {one.statement for one in first.families} == {Statement.NOTHING}
    again = generators.match_exhibit(case, exhibit)
    assert generators.pinned(case) == (first.pinned,) == (again.pinned,)
    generators.add(entry(tmp_path))
    changed = generators.match_exhibit(case, ExhibitId(exhibit))
    assert len(generators.pinned(case)) == 2
    assert changed.pinned != first.pinned
    (row,) = case.store.rows("SELECT content FROM register_state WHERE sha256 = ?", (changed.pinned,))
    assert ["pika-desk.toml", ENTRY, True] in json.loads(str(row["content"]))
    assert verification.verify(case, Watcher()).problems == ()
