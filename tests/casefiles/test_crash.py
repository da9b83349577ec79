"""A small sample of the long runs in `benchmarks.crash`: work cut off at random instants, and single changed bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.crash.changes import campaign
from casefiles.case import Case
from casefiles.halfmade import half_made
from casefiles.keys import Signer
from casefiles.package.content import Wanted
from casefiles.package.write import pack
from casefiles.verification import verify
from casefiles.views import Watcher

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
def test_work_cut_off_at_any_instant_leaves_a_whole_case_and_can_be_repeated() -> None:
    deeds = [word for deed in ("acquire", "package", "import") for word in ("--deed", deed)]
    command = [sys.executable, "-m", "benchmarks.crash", "--runs", "5", "--seed", "4", *deeds]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("5 runs, no promise broken\n"), done.stdout + done.stderr


def test_every_changed_byte_is_reported_or_touches_no_evidence(tmp_path: Path) -> None:
    outcomes = campaign(tmp_path, count=12, seed=2, show=False)
    assert sum(outcomes.values()) == 12
    assert not [words for words in outcomes if words.endswith("MISSED")]
    assert any(words.endswith("reported") for words in outcomes)


def test_what_a_killed_run_left_beside_its_place_is_cleared_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "made"
    stale = tmp_path / ".made.0123abcd.part"
    stale.mkdir()
    (stale / "half").write_bytes(b"of it")
    stale.with_suffix(".zip").write_bytes(b"of it")
    other = tmp_path / ".made2.0123abcd.part"
    other.mkdir()
    with half_made(target) as part:
        assert not stale.exists() and not stale.with_suffix(".zip").exists()
        with half_made(target) as second:
            assert part.is_dir() and second.is_dir(), "what somebody works on stays"
    assert [path.name for path in tmp_path.iterdir()] == [other.name]


def test_a_package_that_got_no_name_stands_recorded_and_is_packed_again(
    filled: Case, jane: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        pack(filled, tmp_path / "out", Wanted(), Watcher())
    monkeypatch.undo()
    assert list(tmp_path.glob("*out*")) == []
    assert pack(filled, tmp_path / "out", Wanted(), Watcher()).id == "PK-0002"
    assert verify(filled).problems == ()
