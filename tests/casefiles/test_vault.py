"""Acquisition: durable, compared, recorded; and every source that must be refused, with nothing left behind."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from blake3 import blake3

from casefiles import copying, sourcefile, unfinished, vault
from casefiles.case import Case
from casefiles.errors import (
    AssayError,
    Cancelled,
    CaseNotWritable,
    SourceUnusable,
    StorageFailed,
    VerificationFailed,
)
from casefiles.keys import Signer
from casefiles.sourcefile import Mount, display, mount_of, nanosecond_stamp
from casefiles.verification import verify
from casefiles.views import DeclaredDigest, Provided, Watcher
from forensics.types import Progress

NOBODY = Provided()
QUIET = Watcher()


def files(case: Case) -> list[str]:
    """Return the files of a case besides its database."""
    return sorted(
        path.relative_to(case.path).as_posix()
        for path in case.path.rglob("*")
        if path.is_file() and not path.name.startswith("case.db")
    )


def refused(case: Case, source: Path, kind: type[AssayError], match: str, watcher: Watcher = QUIET) -> None:
    """Acquire what must be refused, and look that nothing of it is left."""
    before = files(case), case.head()
    with pytest.raises(kind, match=match) as refusal:
        vault.acquire(case, source, NOBODY, watcher=watcher)
    assert (files(case), case.head()) == before
    assert refusal.value.advice


def test_an_original_is_kept_as_it_was(case: Case, clip: Path) -> None:
    content = clip.read_bytes()
    acquired = vault.acquire(case, clip, NOBODY)
    kept = case.original(acquired.exhibit.id)
    assert kept.read_bytes() == content == clip.read_bytes()
    assert kept.stat().st_mode & 0o777 == 0o444
    assert kept.stat().st_ino != clip.stat().st_ino
    assert kept.stat().st_nlink == 1
    assert acquired.exhibit.sha256 == hashlib.sha256(content).hexdigest()
    assert {row.algorithm: row.value for row in acquired.exhibit.digests} == {
        "sha256": hashlib.sha256(content).hexdigest(),
        "blake3": blake3(content).hexdigest(),
    }
    assert acquired.exhibit.stored_as == f"originals/sha256/{acquired.exhibit.sha256[:2]}/{acquired.exhibit.sha256}"
    assert files(case) == [acquired.exhibit.stored_as]


def test_everything_known_of_how_it_came_is_kept(case: Case, clip: Path) -> None:
    os.utime(clip, ns=(1_600_000_000_000_000_001, 1_500_000_000_123_456_789))
    said = Provided("a reader", "https://example.org/post", "asked by the desk", "editor", "as attachment")
    act = vault.acquire(case, clip, said).acquisition
    assert act.provided == said
    assert (act.original_name, act.source_path) == ("clip.mp4", str(clip))
    assert act.times.modified == "2017-07-14T02:40:00.123456789Z"
    assert act.times.accessed == "2020-09-13T12:26:40.000000001Z"
    assert act.times.changed
    assert act.source_kind.startswith("regular file, on a ")
    assert (act.by, act.clock) == ("Jane Doe", "set by the test")
    assert act.started < act.ended
    event = case.events()[act.event]
    assert (event.action, event.item, event.reason) == ("acquire", "E-0001", "asked by the desk")
    assert "a reader" not in event.detail, "what persons say stands where it can be erased"


def test_reading_does_not_move_the_sources_access_time(case: Case, clip: Path) -> None:
    os.utime(clip, ns=(1, 1))
    vault.acquire(case, clip, NOBODY)
    assert clip.stat().st_atime_ns == 1


def test_the_same_file_again_is_a_second_acquisition_of_the_same_exhibit(
    case: Case, clip: Path, tmp_path: Path
) -> None:
    first = vault.acquire(case, clip, NOBODY)
    copy = tmp_path / "another name.mov"
    copy.write_bytes(clip.read_bytes())
    second = vault.acquire(case, copy, NOBODY, digests=frozenset({"SHA-512"}))
    assert (first.again, second.again) == (False, True)
    assert second.exhibit.id == first.exhibit.id
    assert second.exhibit.name == "clip.mp4"
    assert second.acquisition.original_name == "another name.mov"
    assert [row.algorithm for row in second.exhibit.digests] == ["sha256", "blake3", "sha512"]
    assert [act.id for act in case.acquisitions(first.exhibit.id)] == ["A-0001", "A-0002"]
    assert len(files(case)) == 1


def test_declared_digests_are_compared_and_both_outcomes_recorded(case: Case, clip: Path) -> None:
    good = hashlib.md5(clip.read_bytes()).hexdigest()
    said = Provided(declared=(DeclaredDigest("MD5", good.upper()), DeclaredDigest("sha-1", "0" * 40)))
    acquired = vault.acquire(case, clip, said)
    assert {(one.algorithm, one.matches) for one in acquired.acquisition.compared} == {("md5", True), ("sha1", False)}
    remarks = {row.algorithm: row.remark for row in acquired.exhibit.digests}
    assert "does not identify material by itself" in remarks["md5"]
    assert remarks["sha1"].startswith("SHA-1")
    assert remarks["sha256"] == ""
    assert "result match" in case.events()[1].detail
    assert "result mismatch" in case.events()[1].detail


def test_old_digests_are_made_only_when_asked_for(case: Case, clip: Path) -> None:
    assert {row.algorithm for row in vault.acquire(case, clip, NOBODY).exhibit.digests} == {"sha256", "blake3"}


@pytest.mark.parametrize(
    ("algorithm", "value", "match"),
    [("md5", "12", "not a digest"), ("sha256", "z" * 64, "not a digest"), ("crc32", "00000000", "not known")],
)
def test_a_declared_digest_must_be_one(case: Case, clip: Path, algorithm: str, value: str, match: str) -> None:
    with pytest.raises(SourceUnusable, match=match):
        vault.acquire(case, clip, Provided(declared=(DeclaredDigest(algorithm, value),)))
    assert case.exhibits() == ()


def test_an_empty_file_is_an_exhibit_too(case: Case, tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    acquired = vault.acquire(case, empty, NOBODY)
    assert (acquired.exhibit.size, acquired.exhibit.sha256) == (0, hashlib.sha256(b"").hexdigest())
    assert verify(case).problems == ()


@pytest.mark.parametrize(
    "name",
    [
        b"two\nlines.mp4",
        b"\x1b[31mred.mp4",
        b"not utf8 \xff\xfe.mp4",
        "\u202e4pm.exe".encode(),
        b"-rf",
        b"a\\x1bb",
        "\u0627\u0644\u0641\u064a\u062f\u064a\u0648.mp4".encode(),
    ],
)
def test_every_name_is_shown_safely_and_kept_byte_for_byte(case: Case, tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(name)
    acquired = vault.acquire(case, path, NOBODY)
    assert acquired.exhibit.name.isprintable()
    acquired.exhibit.name.encode()
    row = next(case.store.rows("SELECT original_name_bytes FROM acquisition"))
    assert bytes.fromhex(str(row["original_name_bytes"])) == name
    said = next(case.store.rows("SELECT source_path_bytes FROM statement"))
    assert bytes.fromhex(str(said["source_path_bytes"])) == os.fsencode(path)
    assert verify(case).problems == ()


def test_a_link_is_resolved_and_recorded(case: Case, clip: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.mp4"
    link.symlink_to(clip.name)
    act = vault.acquire(case, link, NOBODY).acquisition
    assert act.source_kind.startswith("regular file, reached through a symbolic link")
    assert act.source_path == f"{link} -> clip.mp4"
    assert act.original_name == "link.mp4"


def test_what_is_no_file_is_refused(case: Case, tmp_path: Path) -> None:
    refused(case, tmp_path / "absent", SourceUnusable, "does not exist")
    refused(case, tmp_path, SourceUnusable, "is a folder")
    os.mkfifo(tmp_path / "pipe")
    refused(case, tmp_path / "pipe", SourceUnusable, "is a pipe")
    refused(case, Path("/dev/null"), SourceUnusable, "is a device")
    (tmp_path / "loop").symlink_to("loop")
    refused(case, tmp_path / "loop", SourceUnusable, "cannot be read")
    (tmp_path / "dangling").symlink_to("nowhere")
    refused(case, tmp_path / "dangling", SourceUnusable, "does not exist")
    refused(case, Path("nul\0byte"), SourceUnusable, "cannot be read")


def test_a_source_without_read_permission_is_refused(case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def deny(path: Path, flags: int, *mode: int) -> int:
        if path == clip:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *mode)

    monkeypatch.setattr(os, "open", deny)
    refused(case, clip, SourceUnusable, "may not be read by this user")


def at_block(number: int, act: Callable[[], None]) -> Watcher:
    """Return a watcher that does something when the n-th block was copied."""
    calls = 0

    def told(progress: Progress) -> None:
        nonlocal calls
        calls += 1
        if calls == number + 1:
            act()

    return Watcher(progress=told)


@pytest.fixture
def blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in small blocks, so that something can happen between them."""
    monkeypatch.setattr(copying, "BLOCK", 32_768)


def _patch(clip: Path, *, keep_times: bool) -> None:
    found = clip.stat()
    with clip.open("r+b") as file:
        file.seek(180_000)
        file.write(b"PATCH")
    if keep_times:
        os.utime(clip, ns=(found.st_atime_ns, found.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "appended": lambda clip: clip.write_bytes(clip.read_bytes() + b"more"),
    "patched": lambda clip: _patch(clip, keep_times=False),
    "patched with its time put back": lambda clip: _patch(clip, keep_times=True),
    "truncated": lambda clip: os.truncate(clip, 100_000),
    "removed": lambda clip: clip.unlink(),
    "replaced": lambda clip: (
        clip.with_name("new").write_bytes(clip.read_bytes()),
        clip.with_name("new").replace(clip),
    ),
}


@pytest.mark.usefixtures("blocks")
@pytest.mark.parametrize("how", CHANGES)
def test_a_source_that_changes_while_it_is_read_is_refused(case: Case, clip: Path, how: str) -> None:
    refused(case, clip, SourceUnusable, "changed while it was being read", at_block(2, lambda: CHANGES[how](clip)))


@pytest.mark.usefixtures("blocks")
def test_a_share_that_lies_about_its_times_is_caught_by_a_second_reading(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = Mount("cifs", "//server/share", read_only=False, removable=False)
    monkeypatch.setattr(sourcefile, "mount_of", lambda path: share)
    monkeypatch.setattr(copying, "state_of", lambda found: sourcefile.State(0, 0, found.st_size, 0, 0))
    monkeypatch.setattr(sourcefile, "state_of", lambda found: sourcefile.State(0, 0, found.st_size, 0, 0))

    def change_both_ends() -> None:
        with clip.open("r+b") as file:
            file.write(b"BEHIND")

    refused(case, clip, SourceUnusable, "a second reading gave other bytes", at_block(2, change_both_ends))
    act = vault.acquire(case, clip, NOBODY).acquisition
    assert "network share (cifs)" in act.source_kind
    assert "source_read_twice: yes" in case.events()[act.event].detail


@pytest.mark.usefixtures("blocks")
@pytest.mark.parametrize("step", ["copying", "reading the copy back"])
def test_a_person_can_stop_at_every_step(case: Case, clip: Path, step: str) -> None:
    steps: list[str] = []
    watcher = Watcher(lambda progress: steps.append(progress.step), lambda: step in steps)
    refused(case, clip, Cancelled, "stopped", watcher)


def test_progress_goes_up_to_the_size(case: Case, clip: Path) -> None:
    told: list[Progress] = []
    vault.acquire(case, clip, NOBODY, watcher=Watcher(told.append))
    assert [one.step for one in told if one.done == one.total == 200_000] == ["copying", "reading the copy back"]


@pytest.mark.parametrize("call", ["posix_fallocate", "pwrite", "fsync", "ftruncate"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_leaves_nothing(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, refuse)
    match = {errno.ENOSPC: "full|no room", errno.EIO: "cannot be written"}[number]
    refused(case, clip, StorageFailed, match)


def test_a_file_system_that_cannot_reserve_room_is_used_all_the_same(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "not supported")

    monkeypatch.setattr(os, "posix_fallocate", refuse)
    assert vault.acquire(case, clip, NOBODY).exhibit.size == 200_000


def test_one_wrong_bit_on_the_target_is_found_by_reading_back(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.pwrite

    def flip(descriptor: int, data: memoryview, offset: int) -> int:
        return real(descriptor, bytes(data[:-1]) + bytes([data[-1] ^ 1]), offset)

    monkeypatch.setattr(os, "pwrite", flip)
    refused(case, clip, StorageFailed, "does not hold what was written")


def test_a_failing_source_is_refused(case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "preadv", fail)
    refused(case, clip, SourceUnusable, "Input/output error")


def test_nothing_is_kept_whose_event_could_not_be_written(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageFailed("the disk is full")

    monkeypatch.setattr(vault, "_record", fail)
    refused(case, clip, StorageFailed, "full")


def test_an_exhibit_kept_before_stays_when_recording_it_again_fails(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.acquire(case, clip, NOBODY)
    with monkeypatch.context() as patch:
        patch.setattr(vault, "_insert_acquisition", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            vault.acquire(case, clip, NOBODY)
    assert verify(case).problems == ()


def test_a_damaged_original_is_not_taken_for_the_same(case: Case, clip: Path) -> None:
    kept = case.original(vault.acquire(case, clip, NOBODY).exhibit.id)
    kept.chmod(0o644)
    kept.write_bytes(b"something else")
    refused(case, clip, VerificationFailed, "no longer what was acquired")


def test_a_lost_original_is_restored_by_acquiring_the_same_file(case: Case, clip: Path) -> None:
    kept = case.original(vault.acquire(case, clip, NOBODY).exhibit.id)
    kept.unlink()
    again = vault.acquire(case, clip, NOBODY)
    assert again.again
    assert kept.read_bytes() == clip.read_bytes()
    assert "restored: yes" in case.events()[again.acquisition.event].detail


def test_holes_stay_holes(case: Case, tmp_path: Path) -> None:
    sparse = tmp_path / "sparse.bin"
    with sparse.open("wb") as file:
        file.seek(64 << 20)
        file.write(b"end")
    acquired = vault.acquire(case, sparse, NOBODY)
    kept = case.original(acquired.exhibit.id)
    assert kept.stat().st_size == (64 << 20) + 3
    assert kept.stat().st_blocks * 512 < 1 << 20
    with sparse.open("rb") as file:
        assert acquired.exhibit.sha256 == hashlib.file_digest(file, "sha256").hexdigest()


def test_a_file_system_without_hard_links_still_overwrites_nothing(
    case: Case, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    first = vault.acquire(case, clip, NOBODY)
    assert case.original(first.exhibit.id).read_bytes() == clip.read_bytes()
    assert vault.acquire(case, clip, NOBODY).again
    assert files(case) == [first.exhibit.stored_as]


def test_a_case_that_cannot_be_written_is_refused_before_the_long_work(case: Case, clip: Path) -> None:
    with Case.open(case.path) as reader, pytest.raises(AssayError, match="reading only"):
        vault.acquire(reader, clip, NOBODY)
    assert not list((case.path / "incoming").iterdir())


def test_a_case_in_doubt_takes_nothing_in(case: Case, clip: Path) -> None:
    case.doubt = "this copy is older"
    with pytest.raises(CaseNotWritable, match="older"):
        vault.acquire(case, clip, NOBODY)


def test_what_a_killed_run_left_is_removed_and_recorded(case: Case, clip: Path) -> None:
    left = case.path / "incoming" / "left.part"
    left.write_bytes(b"half")
    vault.acquire(case, clip, NOBODY)
    assert not left.exists()
    event = case.events()[1]
    assert (event.action, event.detail) == ("incoming.clear", "removed: file left.part, size 4")


def test_what_another_run_is_working_on_is_left_alone(case: Case, clip: Path) -> None:
    with copying.new_part(case.path / "incoming") as part:
        vault.acquire(case, clip, NOBODY)
        assert part.path.exists()
    assert [event.action for event in case.events()] == ["case.open", "acquire"]


def test_a_part_that_cannot_be_opened_is_left_alone(case: Case) -> None:
    (case.path / "incoming" / "link.part").symlink_to("nowhere")
    assert unfinished.stale_parts(case.path / "incoming") == ()
    assert unfinished.stale_parts(case.path / "absent") == ()


KILLED = """
import sys
from pathlib import Path
from casefiles import keys, vault
from casefiles.case import Case
from casefiles.views import Provided
case = Case.open(Path(sys.argv[1]), signer=keys.unlock(Path(sys.argv[2]), "four plain words here"))
print("go", flush=True)
while True:
    for source in sys.argv[3:]:
        vault.acquire(case, Path(source), Provided())
"""


def test_a_killed_run_leaves_whole_exhibits_or_none(case: Case, clip: Path, jane: Signer, tmp_path: Path) -> None:
    sources = []
    for number in range(4):
        source = tmp_path / f"source {number}"
        source.write_bytes(bytes([number]) * 3_000_000)
        sources.append(source)
    case.close()
    for round_number in range(6):
        run = subprocess.Popen(
            [sys.executable, "-c", KILLED, case.path, jane.home, *sources], stdout=subprocess.PIPE, text=True
        )
        assert run.stdout is not None
        assert run.stdout.readline() == "go\n"
        time.sleep(0.013 * round_number)
        run.send_signal(signal.SIGKILL)
        run.communicate()
    with Case.open(case.path, signer=jane) as again:
        vault.acquire(again, clip, NOBODY)
        for source in sources:
            vault.acquire(again, source, NOBODY)
        assert verify(again).problems == ()
        assert len(files(again)) == 5


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain.mp4", "plain.mp4"),
        ("a\nb", "a\\u{000a}b"),
        ("\udcff", "\\xff"),
        ("\ud800", "\\u{d800}"),
        ("\u202e", "\\u{202e}"),
    ],
)
def test_names_are_shown_without_what_could_mislead(name: str, shown: str) -> None:
    assert display(name) == shown


def test_times_outside_the_calendar_are_left_out() -> None:
    assert nanosecond_stamp(10**30) == ""
    assert nanosecond_stamp(-1) == "1969-12-31T23:59:59.999999999Z"


def test_the_mount_of_a_file_is_known(tmp_path: Path) -> None:
    mount = mount_of(tmp_path)
    assert mount.kind != "unknown"
    assert mount_of(tmp_path / "absent").kind == "unknown"


@pytest.mark.parametrize(
    ("mount", "twice", "words"),
    [
        (Mount("ext4", "/dev/vda", read_only=False, removable=False), False, "local disk (ext4)"),
        (Mount("exfat", "/dev/sdb1", read_only=True, removable=True), True, "removable medium (exfat, read-only)"),
        (Mount("nfs4", "server:/x", read_only=False, removable=False), True, "network share (nfs4)"),
        (Mount("unknown", "", read_only=False, removable=False), True, "local disk (unknown)"),
    ],
)
def test_shares_and_cards_are_read_twice(mount: Mount, twice: bool, words: str) -> None:
    assert (mount.read_twice, mount.words()) == (twice, words)
