"""Work runs beside the window and comes back on its thread, whatever happens to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from casefiles.errors import CaseNotWritable
from casefiles.views import Watcher
from forensics.types import Progress
from gui.jobs import Failure, Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


class Kept:
    """What came back, and on which thread."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.failures: list[Failure] = []
        self.progress: list[Progress] = []
        self.threads: set[int] = set()

    def done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def failed(self, failure: Failure) -> None:
        self.failures.append(failure)
        self.threads.add(threading.get_ident())


def test_every_result_comes_back_on_the_ui_thread_in_order(jobs: Jobs, qtbot: QtBot) -> None:
    kept = Kept()
    for number in range(500):
        jobs.start("case", "counting", lambda _w, n=number: n, done=kept.done, failed=kept.failed)
    qtbot.waitUntil(lambda: len(kept.results) == 500)
    assert kept.results == list(range(500))
    assert kept.threads == {threading.get_ident()}
    assert jobs.busy() == ()


def test_a_lane_is_one_thread_and_lanes_do_not_wait_for_each_other(jobs: Jobs, qtbot: QtBot) -> None:
    kept, gate = Kept(), threading.Event()

    def slow(_watcher: Watcher) -> str:
        gate.wait(10)
        return threading.current_thread().name

    jobs.start("analysis", "slow", slow, done=kept.done, failed=kept.failed)
    jobs.start("case", "quick", lambda _w: threading.current_thread().name, done=kept.done, failed=kept.failed)
    qtbot.waitUntil(lambda: len(kept.results) == 1)
    assert jobs.busy() == ("slow",)
    gate.set()
    qtbot.waitUntil(lambda: len(kept.results) == 2)
    assert kept.results == ["assay-case_0", "assay-analysis_0"]


def test_an_error_for_a_person_comes_as_a_line_and_advice(jobs: Jobs, qtbot: QtBot) -> None:
    kept = Kept()

    def refuse(_watcher: Watcher) -> None:
        raise CaseNotWritable("the disk is read-only")

    jobs.start("case", "writing", refuse, done=kept.done, failed=kept.failed)
    qtbot.waitUntil(lambda: bool(kept.failures))
    assert kept.failures == [Failure("the disk is read-only", CaseNotWritable.hint)]


def test_a_fault_of_ours_is_one_line_and_goes_to_the_log(
    jobs: Jobs, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    kept = Kept()
    jobs.start("case", "dividing", lambda _w: 1 // 0, done=kept.done, failed=kept.failed)
    qtbot.waitUntil(lambda: bool(kept.failures))
    assert "ZeroDivisionError" in kept.failures[0].message
    assert "\n" not in kept.failures[0].message
    assert "dividing failed" in caplog.text


def test_work_that_is_cancelled_is_told_so(jobs: Jobs, qtbot: QtBot) -> None:
    kept, begun = Kept(), threading.Event()

    def patient(watcher: Watcher) -> None:
        begun.set()
        while not watcher.cancelled():
            QThread.msleep(5)
        raise CaseNotWritable("stopped half-way")

    job = jobs.start("analysis", "waiting", patient, done=kept.done, failed=kept.failed)
    assert begun.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(kept.failures))
    assert kept.failures[0].cancelled


def test_progress_is_told_about_ten_times_a_second_and_at_each_new_step(jobs: Jobs, qtbot: QtBot) -> None:
    kept = Kept()

    def chatty(watcher: Watcher) -> None:
        for number in range(20_000):
            watcher.progress(Progress("reading" if number < 10_000 else "decoding", number, 20_000, "rows"))

    jobs.start("analysis", "chatty", chatty, done=kept.done, failed=kept.failed, progress=kept.progress.append)
    qtbot.waitUntil(lambda: bool(kept.results))
    assert {p.step for p in kept.progress} == {"reading", "decoding"}
    assert len(kept.progress) < 40


def test_after_closing_nothing_is_delivered_and_no_thread_is_left(qtbot: QtBot) -> None:
    before = threading.active_count()
    jobs, kept = Jobs(), Kept()
    for lane in ("case", "analysis", "pictures"):
        jobs.start(lane, "waiting", lambda w: w.cancelled() or QThread.msleep(50), done=kept.done, failed=kept.failed)  # type: ignore[arg-type] # a literal in a loop
    jobs.close()
    qtbot.wait(50)
    assert threading.active_count() == before
    assert not kept.results
