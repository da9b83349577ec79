"""Examining over a cluster: other processes measure, one is killed, the scheduler is lost; one process writes."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from casefiles import cluster, examinations, replay, vault
from casefiles.case import Case
from casefiles.errors import ClusterFailed
from casefiles.verification import verify
from casefiles.views import ExhibitId, Provided, Watcher
from forensics.codec import encode
from forensics.footage.encode import Encoding, make
from forensics.footage.scene import Scene
from forensics.footage.timeline import plain
from forensics.types import Progress

distributed = pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
pytestmark = [
    pytest.mark.filterwarnings("default"),  # what Dask leaves open when its processes are killed is its own
    pytest.mark.skipif(os.name != "posix", reason="a process is killed by signal"),
]
SECONDS = 120


def cluster_of(processes: int) -> Any:
    """Return a cluster of so many processes and a scheduler."""
    return distributed.LocalCluster(
        n_workers=processes, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Return a cluster of two processes and a scheduler."""
    with cluster_of(2) as started:
        yield started


def acquired(case: Case, folder: Path, count: int) -> list[ExhibitId]:
    for number in range(count):
        clip = folder / f"{number}.mp4"
        scene = Scene(width=96, height=64, seed=number + 50)
        make(clip, scene, plain(Fraction(25), Fraction(1)), Encoding(gop=10, bframes=0))
        vault.acquire(case, clip, Provided(), watcher=Watcher())
    return [row.id for row in case.exhibits()]


def examine(
    case: Case, exhibits: list[ExhibitId], address: str, *, ship: bool = False, **watch: Any
) -> tuple[Any, ...]:
    nothing: Callable[[ExhibitId], examinations.Beside] = lambda _: examinations.NOTHING_BESIDE  # noqa: E731
    return cluster.examine(case, exhibits, nothing, scheduler=address, ship=ship, watcher=Watcher(**watch))


def when_one_measures(address: str, act: Callable[[str], None]) -> threading.Thread:
    """Do something to the address of the first process that measures."""

    def wait() -> None:
        with distributed.Client(address, set_as_default=False) as client:
            until = time.monotonic() + SECONDS
            while time.monotonic() < until:
                for worker, running in client.processing().items():
                    if running:
                        act(worker)
                        return
                time.sleep(0.02)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def test_an_exhibit_whose_process_was_killed_is_measured_by_another(machines: Any, case: Case, tmp_path: Path) -> None:
    exhibits, address, killed = acquired(case, tmp_path, 3), machines.scheduler_address, []
    with distributed.Client(address, set_as_default=False) as client:
        processes = client.run(os.getpid)

    def kill(worker: str) -> None:
        os.kill(processes[worker], signal.SIGKILL)
        killed.append(worker)

    killer = when_one_measures(address, kill)
    told: list[str] = []
    rows = examine(case, exhibits, address, progress=lambda one: told.append(f"{one.done} of {one.total}"))
    killer.join(SECONDS)
    assert killed
    assert sorted((row.exhibit, row.outcome) for row in rows) == [(one, "complete") for one in exhibits]
    assert told[0] == "0 of 3"
    for row in rows:
        assert ("measured on", os.uname().nodename) in row.environment
    assert verify(case, Watcher()).problems == ()


def test_files_are_shipped_and_measured_as_on_this_machine(machines: Any, case: Case, tmp_path: Path) -> None:
    exhibits = acquired(case, tmp_path, 1)
    (row,) = examine(case, exhibits, machines.scheduler_address, ship=True)
    assert row.outcome == "complete"
    (again,) = replay.replay(case, watcher=Watcher())
    assert (again.differs, again.not_repeatable) == (0, 0)
    assert again.same == len(again.lines) > 50
    assert verify(case, Watcher()).problems == ()


def test_a_lost_scheduler_leaves_the_case_whole_and_the_rest_to_be_done(case: Case, tmp_path: Path) -> None:
    exhibits = acquired(case, tmp_path, 2)
    with cluster_of(1) as machines:
        ending = when_one_measures(machines.scheduler_address, lambda _: machines.close(timeout=30))
        with pytest.raises(ClusterFailed, match="scheduler was lost; 0 of 2 exhibits"):
            examine(case, exhibits, machines.scheduler_address)
        ending.join(SECONDS)
    assert not [one for exhibit in exhibits for one in case.examinations(exhibit)]
    assert verify(case, Watcher()).problems == ()
    assert examinations.examine(case, exhibits[0]).outcome == "complete"
    gc.collect()  # sockets that Dask left open are closed here and are not counted against another test


def test_work_that_a_person_stops_records_nothing_half(machines: Any, case: Case, tmp_path: Path) -> None:
    exhibits, stopped = acquired(case, tmp_path, 1), threading.Event()
    stopping = when_one_measures(machines.scheduler_address, lambda _: stopped.set())
    assert examine(case, exhibits, machines.scheduler_address, cancelled=stopped.is_set) == ()
    stopping.join(SECONDS)
    assert case.examinations(exhibits[0]) == ()
    assert verify(case, Watcher()).problems == ()


def test_a_machine_without_the_same_file_says_so(machines: Any, case: Case, tmp_path: Path) -> None:
    exhibits = acquired(case, tmp_path, 1)
    original = case.original(exhibits[0])
    original.chmod(0o644)
    original.write_bytes(b"other bytes")
    with pytest.raises(ClusterFailed, match="does not hold the bytes that the case holds"):
        examine(case, exhibits, machines.scheduler_address)
    assert case.examinations(exhibits[0]) == ()


def test_an_address_where_no_scheduler_is_gives_one_clear_line(case: Case, tmp_path: Path) -> None:
    with pytest.raises(ClusterFailed, match="does not answer as a scheduler"):
        examine(case, acquired(case, tmp_path, 1), "nowhere:at:all")


def test_an_answer_that_is_no_record_is_refused() -> None:
    with pytest.raises(ClusterFailed, match="no record"):
        cluster._read(cluster.Answer(lines=('{"is": "nothing"}',)))
    with pytest.raises(ClusterFailed, match="no result"):
        cluster._read(cluster.Answer(lines=(encode(Progress("step", 0, 1, "step")),)))
