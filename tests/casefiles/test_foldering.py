"""A watched folder: each file is taken in, examined and looked up once, over restarts too; the rest waits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from casefiles import copies, foldering, handsearch, vault, verification, workbench
from casefiles.case import Case
from casefiles.errors import SourceUnusable
from casefiles.foldering import LIBRARY, Round, Seen, round_of
from casefiles.handsearch import Outcome
from casefiles.keys import Signer
from casefiles.views import ExhibitId, Watcher

SILENT = Watcher()
E1 = ExhibitId("E-0001")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "incoming"
    path.mkdir()
    return path


@pytest.fixture
def closed(case: Case) -> Path:
    case.close()
    return case.path


def look(case: Path, folder: Path, jane: Signer, seen: Seen | None = None) -> Round:
    return round_of(case, folder, seen or Seen(settled=0), signer=jane, watcher=SILENT)


def test_what_comes_is_acquired_examined_and_looked_up_once(
    closed: Path, folder: Path, jane: Signer, clip: Path
) -> None:
    (folder / "note.bin").write_bytes(clip.read_bytes())
    first = look(closed, folder, jane)
    assert [one.done.split(":")[0] for one in first.taken] == ["acquired", "examined", "looked up"]
    for _ in range(2):
        assert look(closed, folder, jane) == Round((), 0)
    (folder / "again.bin").write_bytes(clip.read_bytes())
    assert [one.done for one in look(closed, folder, jane).taken] == ["acquired, content that the case held already"]
    assert look(closed, folder, jane) == Round((), 0)
    with Case.open(closed) as case:
        assert len(case.exhibits()) == 1 and len(case.examinations(E1)) == 1
        (search,) = handsearch.searches(case, E1)
        assert (search.place, search.outcome) == (LIBRARY, Outcome.UNCLEAR)
        assert verification.verify(case, SILENT).problems == ()


def test_a_stop_between_two_steps_loses_nothing(
    closed: Path, folder: Path, jane: Signer, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "note.bin").write_bytes(clip.read_bytes())

    def killed(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    for place, name, standing in (
        (workbench, "examine", (1, 0, 0)),
        (copies, "find_exhibit", (1, 1, 0)),
        (handsearch, "log", (1, 1, 0)),
    ):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(place, name, killed)
            look(closed, folder, jane)
        assert counts(closed) == standing
    look(closed, folder, jane)
    assert counts(closed) == (1, 1, 1)


def counts(path: Path) -> tuple[int, int, int]:
    with Case.open(path) as case:
        return len(case.acquisitions(E1)), len(case.examinations(E1)), len(handsearch.searches(case, E1))


def test_a_round_is_bounded_and_takes_the_oldest_first(
    closed: Path, folder: Path, jane: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foldering, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(workbench, "examine", lambda *_given, **_named: ())
    for number, name in enumerate(("c", "b", "a")):
        (folder / name).write_bytes(name.encode() * 50)
        os.utime(folder / name, (1_000 + number, 1_000 + number))
    first = look(closed, folder, jane)
    assert ([one.name for one in first.taken], first.waiting) == (["c", "b"], 1)
    assert [one.name for one in look(closed, folder, jane).taken] == ["a"]


def test_what_is_not_whole_is_left_and_what_is_refused_is_told_once(
    closed: Path, folder: Path, jane: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "clip.mp4.part").write_bytes(b"half")
    (folder / ".hidden").write_bytes(b"x")
    (folder / "inside").mkdir()
    (folder / "link").symlink_to(tmp_path)
    (folder / "fresh.mp4").write_bytes(b"still being written")
    assert look(closed, folder, jane, Seen(settled=3600)) == Round((), 0)

    def vanished(*_given: object, **_named: object) -> None:
        raise SourceUnusable("it is gone")

    monkeypatch.setattr(vault, "acquire", vanished)
    seen = Seen(settled=0)
    (told,) = look(closed, folder, jane, seen).taken
    assert told.done.startswith("not acquired: ")
    assert look(closed, folder, jane, seen) == Round((), 0)
    with pytest.raises(SourceUnusable):
        look(closed, tmp_path / "none", jane)
