"""Large files taken up again, folders, removals, what killed runs leave, and disks that hold no permissions."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from casefiles import (
    copying,
    direct,
    file_check,
    folders,
    removal,
    resuming,
    sourcefile,
    unfinished,
    vault,
    verification,
)
from casefiles.case import ORIGINALS, Case
from casefiles.errors import Cancelled, KeyUnavailable, SourceUnusable, StorageFailed, UnknownItem
from casefiles.keys import Signer
from casefiles.resuming import Pace
from casefiles.sourcefile import Mount
from casefiles.verification import glance, verify
from casefiles.views import ExhibitId, Provided, Watcher
from forensics import digest
from forensics.types import Progress
from tests.casefiles.conftest import fill

NOBODY = Provided()
FIRST = ExhibitId("E-0001")
SAVED = 4 * 32_768
"""Bytes saved when a copy of blocks of 16,384 bytes is stopped at 120,000: the one under way, too."""


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files of 100,000 bytes be large, in pieces of 32,768, and be moved past the system's memory."""
    small = Pace(100_000, 32_768)
    monkeypatch.setattr(digest, "SMALLEST_PIECE", 32_768)
    monkeypatch.setattr(copying, "BLOCK", 16_384)
    monkeypatch.setattr(direct, "SMALLEST", 100_000)
    monkeypatch.setattr(copying, "new_journal", lambda path, source: resuming.new_journal(path, source, small))


def stop_at(octets: int) -> Watcher:
    """Return a watcher that stops the copying once so many bytes are done."""
    told: list[Progress] = []
    return Watcher(told.append, lambda: any(one.step == copying.COPYING and one.done >= octets for one in told))


def begun(case: Case, clip: Path, octets: int = 120_000) -> None:
    """Begin a copy and stop it."""
    with pytest.raises(Cancelled):
        vault.acquire(case, clip, NOBODY, watcher=stop_at(octets))


# --- taking up ----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("pace")
def test_a_stopped_copy_of_a_large_file_is_taken_up(case: Case, clip: Path) -> None:
    begun(case, clip)
    (one,) = unfinished.listed(case)
    assert (one.source, one.size) == (str(clip), 200_000)
    assert one.finished == SAVED
    assert verify(case).problems == ()
    done = vault.acquire(case, clip, NOBODY)
    assert case.original(FIRST).read_bytes() == clip.read_bytes()
    assert f"resumed_at_byte: {one.finished}" in case.events()[done.acquisition.event].detail
    assert unfinished.listed(case) == ()
    assert [path.name for path in (case.path / "incoming").iterdir()] == []
    assert verify(case).problems == ()


def locked_when(case: Case, wanted: Callable[[Progress], bool]) -> tuple[Case, Watcher]:
    """Return a case whose key is unlocked meanwhile, and a watcher under which that fails at a step of the copy."""
    found: Future[Signer] = Future()

    def tell(progress: Progress) -> None:
        if wanted(progress) and not found.done():
            found.set_exception(KeyUnavailable("the passphrase does not open the key"))

    assert case.signer is not None
    case.signer = replace(case.signer, sign=lambda message: found.result().sign(message), pending=found)
    return case, Watcher(tell)


AT: dict[str, Callable[[Progress], bool]] = {
    "while it is copied": lambda told: told.step == copying.COPYING and told.done >= 120_000,
    "while it is read back": lambda told: told.step != copying.COPYING and told.done >= 120_000,
    "after that": lambda told: told.step != copying.COPYING and told.done == told.total,
}


@pytest.mark.usefixtures("pace")
@pytest.mark.parametrize("when", AT)
@pytest.mark.parametrize("before", [False, True])
def test_a_key_that_stays_locked_leaves_nothing_but_what_was_begun_before(
    case: Case, clip: Path, when: str, *, before: bool
) -> None:
    if before:
        begun(case, clip)
    owner, head, kept = case.signer, case.head(), unfinished.listed(case)
    case, watcher = locked_when(case, AT[when])
    with pytest.raises(KeyUnavailable, match="does not open"):
        vault.acquire(case, clip, NOBODY, watcher=watcher)
    assert case.head() == head
    assert len(unfinished.listed(case)) == len(kept) == int(before)
    assert [path for path in (case.path / ORIGINALS).rglob("*") if path.is_file()] == []
    assert bool(list((case.path / "incoming").iterdir())) == before
    case.signer = owner
    vault.acquire(case, clip, NOBODY)
    assert case.original(FIRST).read_bytes() == clip.read_bytes()
    assert verify(case).problems == ()


@pytest.mark.usefixtures("pace")
def test_a_small_file_is_copied_anew(case: Case, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.write_bytes(bytes(99_999))
    begun(case, small, 50_000)
    assert list((case.path / "incoming").iterdir()) == []


@pytest.mark.usefixtures("pace")
def test_a_part_that_the_disk_lost_some_of_is_taken_up_before_that(case: Case, clip: Path) -> None:
    begun(case, clip)
    (part,) = (case.path / "incoming").glob("*.part")
    with part.open("r+b") as file:
        file.seek(40_000)
        file.write(b"\xff")
    done = vault.acquire(case, clip, NOBODY)
    assert "resumed_at_byte: 32768" in case.events()[done.acquisition.event].detail
    assert case.original(FIRST).read_bytes() == clip.read_bytes()


@pytest.mark.usefixtures("pace")
def test_a_part_of_a_source_that_changed_since_is_removed_and_recorded(case: Case, clip: Path) -> None:
    begun(case, clip)
    clip.write_bytes(b"other" * 40_000)
    done = vault.acquire(case, clip, NOBODY)
    assert "resumed_at_byte: 0" in case.events()[done.acquisition.event].detail
    assert case.events()[1].action == "incoming.clear"
    assert list((case.path / "incoming").iterdir()) == []


@pytest.mark.usefixtures("pace")
def test_a_source_on_a_medium_that_was_put_in_again_is_read_a_second_time(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(case, clip)
    finished = unfinished.listed(case)[0].finished
    other = resuming.origin_of
    monkeypatch.setattr(
        copying, "origin_of", lambda source: resuming.Origin(**{**_fields(other(source)), "state": "another device"})
    )
    done = vault.acquire(case, clip, NOBODY)
    detail = case.events()[done.acquisition.event].detail
    assert f"resumed_at_byte: {finished}" in detail
    assert "source_read_twice: yes" in detail


def _fields(found: resuming.Origin) -> dict[str, object]:
    return {"path": found.path, "size": found.size, "modified_ns": found.modified_ns, "state": found.state}


@pytest.mark.usefixtures("pace")
def test_a_source_that_changes_while_it_is_read_leaves_no_part(case: Case, clip: Path) -> None:
    told: list[Progress] = []

    def change(progress: Progress) -> None:
        told.append(progress)
        if progress.done >= 120_000 and len(told) < 100:
            clip.write_bytes(b"other")

    with pytest.raises(SourceUnusable):
        vault.acquire(case, clip, NOBODY, watcher=Watcher(change))
    assert list((case.path / "incoming").iterdir()) == []


@pytest.mark.usefixtures("pace")
def test_copies_that_were_begun_can_be_given_up(case: Case, clip: Path) -> None:
    begun(case, clip)
    assert [one.source for one in unfinished.discard(case)] == [str(clip)]
    assert case.events()[-1].reason == "a person gave the copy up"
    assert unfinished.discard(case) == ()
    assert list((case.path / "incoming").iterdir()) == []


@pytest.mark.usefixtures("pace")
@pytest.mark.parametrize(
    "text", ["", "{}\n", "nonsense\n", '{"path":"00","size":1,"modified_ns":1,"state":"","piece":0}\n']
)
def test_a_journal_that_is_none_makes_its_part_a_left_over(case: Case, clip: Path, text: str) -> None:
    begun(case, clip)
    (journal,) = (case.path / "incoming").glob("*.resume")
    journal.write_text(text)
    vault.acquire(case, clip, NOBODY)
    assert list((case.path / "incoming").iterdir()) == []


KILLED = """
import sys, time
from pathlib import Path
from casefiles import copying, keys, resuming, vault
from casefiles.case import Case
from casefiles.views import Provided, Watcher
from forensics import digest
small = resuming.Pace(100_000, 32_768)
digest.SMALLEST_PIECE = 32_768
copying.BLOCK = 16_384
copying.new_journal = lambda path, source: resuming.new_journal(path, source, small)
case = Case.open(Path(sys.argv[1]), signer=keys.unlock(Path(sys.argv[2]), "four plain words here"))
def told(progress):
    if progress.done >= 120_000:
        while all(len(one.finished) < 3 for one in resuming.journals(Path(sys.argv[1]) / "incoming")):
            time.sleep(0.01)
        print("there", flush=True)
        input()
vault.acquire(case, Path(sys.argv[3]), Provided(), watcher=Watcher(told))
"""


def killed_at(code: str, *arguments: object) -> None:
    """Run a program until it says that it is there, and kill it."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"there\n"
        process.send_signal(signal.SIGKILL)


@pytest.mark.usefixtures("pace")
def test_a_killed_copy_of_a_large_file_is_taken_up(case: Case, clip: Path, jane: Signer) -> None:
    killed_at(KILLED, case.path, jane.home, clip)
    assert unfinished.listed(case)[0].finished in {SAVED - 32_768, SAVED}
    vault.acquire(case, clip, NOBODY)
    assert case.original(FIRST).read_bytes() == clip.read_bytes()
    assert verify(case).problems == ()


# --- what killed runs leave ---------------------------------------------------------------------------------------


BETWEEN = """
import sys
from pathlib import Path
from casefiles import keys, vault
from casefiles.case import Case
from casefiles.views import Provided
case = Case.open(Path(sys.argv[1]), signer=keys.unlock(Path(sys.argv[2]), "four plain words here"))
def stop(*_, **__):
    print("there", flush=True)
    input()
vault._record = stop
vault.acquire(case, Path(sys.argv[3]), Provided())
"""


def test_an_original_whose_event_was_never_written_is_named_and_cleared_by_the_next_acquisition(
    case: Case, clip: Path, jane: Signer, tmp_path: Path
) -> None:
    killed_at(BETWEEN, case.path, jane.home, clip)
    found = verify(case)
    assert found.problems == (), "nobody changed anything"
    assert found.limits[0].startswith("originals/sha256/")
    assert "did not come to its end" in found.limits[0]
    (twin,) = (case.path / "incoming").glob("*.placing")
    kept = twin.read_bytes()
    twin.unlink()
    twin.write_bytes(kept)
    (problem,) = verify(case).problems
    assert "known to no row of the case" in problem.what, "a twin that is another file vouches for nothing"
    twin.unlink()
    twin.hardlink_to(case.path / found.limits[0].split(" ")[0])
    other = tmp_path / "other"
    other.write_bytes(b"other")
    vault.acquire(case, other, NOBODY)
    event = next(one for one in case.events() if one.action == "incoming.clear")
    assert "originals: " in event.detail
    assert verify(case).problems == ()
    assert list((case.path / "incoming").iterdir()) == []


def test_acquiring_the_same_file_again_takes_in_what_a_killed_run_left(case: Case, clip: Path, jane: Signer) -> None:
    killed_at(BETWEEN, case.path, jane.home, clip)
    assert vault.acquire(case, clip, NOBODY).exhibit.id == FIRST
    assert verify(case).problems == ()


def test_a_journal_whose_part_is_gone_is_not_offered_and_goes_with_the_next_acquisition(
    case: Case, clip: Path, jane: Signer, tmp_path: Path
) -> None:
    journal = case.path / "incoming" / ("ab" * 16 + ".resume")
    header = {"path": "2f78", "size": 300, "modified_ns": 1, "state": "", "piece": 100}
    journal.write_text(json.dumps(header) + "\n" + "0" * 64 + "\n")
    assert unfinished.listed(case) == ()
    vault.acquire(case, clip, NOBODY)
    assert list((case.path / "incoming").iterdir()) == []


def test_an_original_that_another_run_is_placing_is_left_alone(case: Case, clip: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"other")
    with copying.new_part(case.path / "incoming") as part:
        unfinished.mark_placing(part, "ab" * 32)
        final = case.path / unfinished.original_path("ab" * 32)
        final.parent.mkdir(parents=True)
        final.write_bytes(b"")
        vault.acquire(case, other, NOBODY)
        assert final.exists()
        assert part.path.exists()


def test_derivatives_whose_event_was_never_written_are_named_and_cleared_by_the_next_examination(
    case: Case, clip: Path
) -> None:
    fill(case, clip)
    orphan = case.path / "derivatives/sha256/ab/abab.png"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"picture")
    (problem,) = verify(case).problems
    assert "an examination that did not come to its end left it" in problem.what
    with unfinished.placing_derivatives(case):
        assert not orphan.exists()
    event = case.events()[-1]
    assert (event.action, event.detail) == ("derivatives.clear", "removed: derivatives/sha256/ab/abab.png")
    assert verify(case).problems == ()
    with unfinished.placing_derivatives(case):
        assert case.events()[-1].action == "verify"
    with pytest.raises(KeyboardInterrupt), unfinished.placing_derivatives(case):
        orphan.write_bytes(b"picture")
        raise KeyboardInterrupt
    found = verify(case)
    assert found.problems == ()
    assert found.limits[0].startswith("derivatives/sha256/ab/abab.png belongs to work that is under way")
    with unfinished.placing_derivatives(case):
        assert not orphan.exists()


# --- folders ------------------------------------------------------------------------------------------------------


def make_card(folder: Path) -> Path:
    """Make a folder as a camera's card has it, with things that are no files."""
    card = folder / "card"
    (card / "DCIM" / "100").mkdir(parents=True)
    for number in range(3):
        (card / "DCIM" / "100" / f"clip{number}.mp4").write_bytes(b"clip %d" % number)
    (card / "README").write_bytes(b"about")
    (card / "link").symlink_to("README")
    (card / "loop").symlink_to(card)
    os.mkfifo(card / "pipe")
    return card


def test_a_folder_is_taken_with_its_structure_and_what_is_left_out_is_said(case: Case, tmp_path: Path) -> None:
    card = make_card(tmp_path)
    taken = folders.acquire_folder(case, card, Provided(reason="the whole card"))
    assert [inside for inside, _ in taken.acquired] == [
        "README",
        *(f"DCIM/100/clip{number}.mp4" for number in range(3)),
    ]
    assert {inside: one.reason.split(";")[0] for inside, one in taken.left_out} == {
        "link": "a symbolic link to README",
        "loop": f"a symbolic link to {card}",
        "pipe": "no regular file (prw-r--r--)",
    }
    rows = list(case.store.rows("SELECT path, acquisition FROM folder_entry ORDER BY number"))
    assert {row["path"]: bool(row["acquisition"]) for row in rows} == {
        "DCIM/100/clip0.mp4": True,
        "DCIM/100/clip1.mp4": True,
        "DCIM/100/clip2.mp4": True,
        "README": True,
        "link": False,
        "loop": False,
        "pipe": False,
    }
    event = case.events()[taken.event]
    assert (event.action, event.item, event.reason) == ("folder", "FO-0001", "the whole card")
    assert verify(case).problems == ()


def test_a_stopped_folder_records_what_it_did_and_did_not_reach(case: Case, tmp_path: Path) -> None:
    card = make_card(tmp_path)
    watcher = Watcher(cancelled=lambda: case.store.number("SELECT count(*) FROM exhibit") == 2)
    with pytest.raises(Cancelled):
        folders.acquire_folder(case, card, NOBODY, watcher=watcher)
    rows = list(case.store.rows("SELECT left_out FROM folder_entry WHERE left_out <> ''"))
    assert [row["left_out"] for row in rows].count(folders.STOPPED) == 2
    assert verify(case).problems == ()


def test_a_file_is_no_folder(case: Case, clip: Path) -> None:
    with pytest.raises(SourceUnusable, match="not a folder"):
        folders.acquire_folder(case, clip, NOBODY)


# --- removal ------------------------------------------------------------------------------------------------------


def test_an_original_is_removed_on_record_and_its_digests_stay(case: Case, clip: Path) -> None:
    fill(case, clip)
    sha256 = case.row(FIRST).sha256
    done = removal.remove(case, FIRST, reason="a court ordered it", authority="order 7")
    assert not case.original(FIRST).exists()
    assert (done.sha256, done.reason, done.authority) == (sha256, "a court ordered it", "order 7")
    found = verify(case)
    assert found.problems == ()
    assert glance(case) == ()
    assert "The originals of E-0001 are not kept here, by a recorded act; their digests are." in found.limits
    assert case.detail(FIRST).examination is not None
    with pytest.raises(UnknownItem, match="removed already"):
        removal.remove(case, FIRST, reason="again")
    again = vault.acquire(case, clip, NOBODY)
    assert (again.again, case.original(FIRST).exists()) == (True, True)
    assert verify(case).problems == ()
    assert removal.in_force(case, FIRST) is None


def test_a_removed_original_that_stands_again_is_named(case: Case, clip: Path) -> None:
    fill(case, clip)
    kept = case.original(FIRST)
    removal.remove(case, FIRST, reason="a court ordered it")
    kept.write_bytes(clip.read_bytes())
    (problem,) = verify(case).problems
    assert "a removal that did not come to its end left it" in problem.what
    assert removal.remove(case, FIRST, reason="again").reason == "a court ordered it"
    assert verify(case).problems == ()


def test_a_removal_that_the_disk_refuses_is_finished_by_the_same_call(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(case, clip)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(StorageFailed, match="stands recorded"):
            removal.remove(case, FIRST, reason="r")
    removal.remove(case, FIRST, reason="r")
    assert [one.action for one in case.events()].count("remove") == 1
    assert not case.original(FIRST).exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_removal_says_why(case: Case, clip: Path, reason: str) -> None:
    fill(case, clip)
    with pytest.raises(UnknownItem, match="says why"):
        removal.remove(case, FIRST, reason=reason)


# --- disks --------------------------------------------------------------------------------------------------------


def test_on_a_disk_that_holds_no_permissions_nothing_is_said_of_them_but_once(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchmod", refuse)
    fill(case, clip)
    assert case.original(FIRST).stat().st_mode & 0o222
    assert any("permissions allow writing" in problem.what for problem in verify(case).problems)
    card = Mount("exfat", "/dev/sdb1", read_only=False, removable=True)
    monkeypatch.setattr(verification, "mount_of", lambda _path: card)
    found = verify(case)
    assert found.problems == ()
    assert sum("holds no permissions of its own" in limit for limit in found.limits) == 1


def test_a_write_blocked_source_is_recorded_as_such(case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = Mount("exfat", "/dev/sdb1", read_only=True, removable=True, write_blocked=True)
    monkeypatch.setattr(sourcefile, "mount_of", lambda _path: blocked)
    act = vault.acquire(case, clip, NOBODY).acquisition
    assert act.source_kind == "regular file, on a removable medium (exfat, read-only, the device refuses writing)"
    (row,) = case.store.rows("SELECT source_facts FROM acquisition")
    assert '"device_refuses_writing": "yes"' in str(row["source_facts"])


LOOKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda kept: kept.unlink(), "is missing"),
    "shorter": (lambda kept: (kept.chmod(0o644), kept.write_bytes(b"x")), "has 1 bytes instead of 200000"),
    "a folder": (lambda kept: (kept.unlink(), kept.mkdir()), "is no regular file any more"),
}


@pytest.mark.parametrize("how", LOOKS)
def test_opening_a_case_shows_at_a_glance_what_is_gone(case: Case, clip: Path, how: str) -> None:
    fill(case, clip)
    assert glance(case) == ()
    deed, words = LOOKS[how]
    deed(case.original(FIRST))
    assert any(words in problem.what for problem in glance(case))
    assert file_check.MOST_RANGES == 8
