"""Moving bytes past the system's memory, or through it: the same copy, and the disk really read."""

from __future__ import annotations

import errno
import os
import sys
import threading
from pathlib import Path

import pytest

from casefiles import copying, direct, resuming, vault
from casefiles.blocks import Block, Buffers, Takers
from casefiles.case import Case
from casefiles.direct import Channel, in_memory
from casefiles.durable import drop_from_memory
from casefiles.errors import StorageFailed
from casefiles.reading_back import PieceMap, good_pieces
from casefiles.resuming import Pace
from casefiles.sourcefile import mount_of
from casefiles.views import ExhibitId, Provided, Watcher
from forensics.digest import Pieces

NOBODY = Provided()
SIZE = 1_000_001
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the way past memory is Linux's")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return a file whose size is no multiple of anything, on the disk and in memory."""
    path = tmp_path / "large.bin"
    with path.open("wb") as file:
        file.write(os.urandom(SIZE))
        os.fsync(file.fileno())
    return path


@pytest.fixture(params=["past memory", "through memory"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let files of any size go past memory, or none."""
    monkeypatch.setattr(direct, "SMALLEST", 1 if request.param == "past memory" else 1 << 60)
    monkeypatch.setattr(copying, "BLOCK", 65_536)
    return str(request.param)


def read_from_disk() -> int:
    """Return the bytes that this process had fetched from a disk so far."""
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("read_bytes")).split()[1])


def forget(path: Path) -> None:
    """Have the system drop a file from memory."""
    with path.open("rb") as file:
        drop_from_memory(file.fileno())


@LINUX
@pytest.mark.parametrize("cold", [False, True])
def test_the_copy_is_the_same_and_is_read_back_from_the_disk(case: Case, large: Path, way: str, *, cold: bool) -> None:
    if mount_of(large).kind not in {"ext4", "xfs", "btrfs"}:
        pytest.skip("tests run on no disk")
    if cold:
        forget(large)
    before = read_from_disk()
    vault.acquire(case, large, NOBODY)
    fetched = read_from_disk() - before
    assert case.original(ExhibitId("E-0001")).read_bytes() == large.read_bytes()
    assert fetched >= SIZE * (2 if cold else 1), "the copy, and a source that was not in memory"


@LINUX
def test_a_source_is_known_to_be_in_memory_or_not(large: Path) -> None:
    if mount_of(large).kind not in {"ext4", "xfs"}:
        pytest.skip("tests run on no disk")
    large.read_bytes()
    with large.open("rb") as file:
        assert in_memory(file.fileno(), SIZE)
        drop_from_memory(file.fileno())
        assert not in_memory(file.fileno(), SIZE)


def test_where_the_system_cannot_say_a_source_is_taken_to_be_in_memory(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EOPNOTSUPP, "not supported")

    with large.open("rb") as file:
        monkeypatch.setattr(os, "preadv", refuse)
        assert in_memory(file.fileno(), SIZE)


@LINUX
def test_a_file_system_that_does_not_open_a_way_past_memory_is_used_all_the_same(
    case: Case, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: str | Path, flags: int, *mode: int) -> int:
        if flags & os.O_DIRECT:
            raise OSError(errno.EINVAL, "Invalid argument")
        return real(path, flags, *mode)

    monkeypatch.setattr(direct, "SMALLEST", 1)
    monkeypatch.setattr(os, "open", refuse)
    vault.acquire(case, large, NOBODY)
    assert case.original(ExhibitId("E-0001")).read_bytes() == large.read_bytes()


@LINUX
def test_a_file_system_that_refuses_to_move_bytes_past_memory_gets_them_the_ordinary_way(
    case: Case, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = []

    def through(real: object) -> object:
        def act(descriptor: int, *rest: object) -> int:
            import fcntl

            if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_DIRECT:
                refused.append(descriptor)
                raise OSError(errno.EINVAL, "Invalid argument")
            return int(real(descriptor, *rest))  # type: ignore[operator]

        return act

    monkeypatch.setattr(direct, "SMALLEST", 1)
    forget(large)
    for name in ("preadv", "pwrite"):
        monkeypatch.setattr(os, name, through(getattr(os, name)))
    vault.acquire(case, large, NOBODY)
    assert refused
    assert case.original(ExhibitId("E-0001")).read_bytes() == large.read_bytes()


def test_one_wrong_bit_is_found_either_way(case: Case, large: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.pwrite

    def flip(descriptor: int, data: memoryview, offset: int) -> int:
        done = real(descriptor, data, offset)
        if offset <= 700_000 < offset + done:
            with (next((case.path / "incoming").glob("*.part"))).open("r+b") as file:
                file.seek(700_000)
                file.write(bytes([data[700_000 - offset] ^ 1]))
        return done

    monkeypatch.setattr(os, "pwrite", flip)
    with pytest.raises(StorageFailed, match="it differs from byte 655360 on"):
        vault.acquire(case, large, NOBODY)
    assert not list((case.path / "incoming").iterdir())


def test_a_disk_that_cannot_make_durable_what_it_took_is_told_of_at_once(
    case: Case, large: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    failed: list[int] = []

    def refuse(descriptor: int) -> None:
        if threading.current_thread() is not threading.main_thread() and not failed:
            failed.append(descriptor)
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    small = Pace(100_000, 65_536)
    monkeypatch.setattr(copying, "new_journal", lambda path, source: resuming.new_journal(path, source, small))
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageFailed, match="Input/output error"):
        vault.acquire(case, large, NOBODY)
    assert failed
    assert len(case.events()) == 1


def test_pieces_are_good_up_to_the_first_that_differs_or_is_not_there(large: Path) -> None:
    pieces = Pieces(65_536)
    pieces.update(large.read_bytes())
    digests = pieces.hexdigest().split()
    told: list[int] = []
    with large.open("r+b") as file:
        whole = PieceMap(SIZE, 65_536, digests)
        way = Channel(file.fileno())
        assert good_pieces(way, whole, "reading", Watcher(lambda one: told.append(one.done))) == len(digests) == 16
        assert told == [0, SIZE]
        first = PieceMap(2 * 65_536, 65_536, digests[:2])
        assert good_pieces(way, first, "reading", Watcher()) == 2
        file.truncate(SIZE - 1)
        assert good_pieces(way, whole, "reading", Watcher()) == 15
        file.truncate(65_536)
        assert good_pieces(way, whole, "reading", Watcher()) == 1
        assert good_pieces(way, PieceMap(0, 65_536, []), "reading", Watcher()) == 0


def test_what_a_taker_raises_reaches_whoever_gives_and_nobody_waits_for_ever() -> None:
    buffers, seen = Buffers(10, 2), []

    def fail(block: Block) -> None:
        if block.offset == 3:
            raise StorageFailed("the disk is full")

    with pytest.raises(StorageFailed), Takers([fail, lambda block: seen.append(block.offset)]) as takers:
        for offset in range(1_000):
            block = buffers.take()
            block.offset = offset
            takers.give(block)
        takers.finish()
    assert seen[:4] == [0, 1, 2, 3]
    assert len(seen) < 20
    with pytest.raises(StorageFailed), Takers([fail]) as takers:
        block = buffers.take()
        block.offset = 3
        takers.give(block)
        takers.finish()
