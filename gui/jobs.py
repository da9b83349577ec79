"""The only threads of the window: work runs in lanes, and everything that it tells comes back on the UI thread."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from casefiles.errors import AssayError, Cancelled
from casefiles.views import Watcher
from forensics.types import Progress
from gui.saying import tr

T = TypeVar("T")
Lane = Literal["case", "asides", "analysis", "pictures", "pages"]
"""'case' reads a case and writes small things to it, 'asides' reads what single pages show, 'analysis' is long work,
'pictures' talks to the process that decodes frames, 'pages' sets and draws the report."""
_LANES: tuple[Lane, ...] = ("case", "asides", "analysis", "pictures", "pages")
_PROGRESS_INTERVAL = 0.1
"""Seconds between two progress messages of one piece of work, unless its step changes."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why work failed, in one line, and what a person can do."""

    message: str
    advice: str
    cancelled: bool = False


class Job:
    """Work that was handed over; ``cancel`` asks it to stop, and its callbacks still tell how it ended."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._cancel = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next opportunity."""
        self._cancel.set()

    def cancelled(self) -> bool:
        """Return whether a person asked it to stop."""
        return self._cancel.is_set()


class Jobs(QObject):
    """Runs callables in lanes of one thread each; their callbacks run on this object's thread, until ``close``."""

    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: ThreadPoolExecutor(1, thread_name_prefix=f"assay-{lane}") for lane in _LANES}
        self._waiting: list[Job] = []
        self._closed = False
        self._told.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        lane: Lane,
        name: str,
        work: Callable[[Watcher], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Failure], None],
        progress: Callable[[Progress], None] | None = None,
    ) -> Job:
        """Queue ``work`` in a lane; exactly one of ``done`` and ``failed`` is called later, unless this is closed."""
        job = Job(name)
        self._waiting.append(job)

        def tell(progressed: Progress) -> None:
            if progress is not None:
                self._told.emit(partial(progress, progressed))

        def run() -> None:
            ended = _outcome(job, partial(work, Watcher(_throttled(tell), job.cancelled)), done, failed)
            self._told.emit(partial(self._end, job, ended))

        self._lanes[lane].submit(run)
        return job

    def busy(self) -> tuple[str, ...]:
        """Return the names of the work that has not ended, in the order in which it was handed over."""
        return tuple(job.name for job in self._waiting)

    def close(self) -> None:
        """Ask all work to stop, wait for it, and deliver nothing any more."""
        self._closed = True
        for job in self._waiting:
            job.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)
        self._waiting.clear()

    @Slot(object)
    def _deliver(self, told: Callable[[], None]) -> None:
        if not self._closed:
            told()

    def _end(self, job: Job, ended: Callable[[], None]) -> None:
        self._waiting.remove(job)
        ended()


def _outcome(
    job: Job, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Failure], None]
) -> Callable[[], None]:
    """Do the work and return what is to be called with its outcome."""
    try:
        result = work()
    except AssayError as error:
        cancelled = isinstance(error, Cancelled) or job.cancelled()
        return partial(failed, Failure(str(error), error.advice, cancelled=cancelled))
    except Exception as error:  # the boundary: a fault of ours becomes one line and a log entry
        logging.getLogger("assay.gui").error("%s failed", job.name, exc_info=error)
        message = tr("{name}: a fault of the program stopped it ({kind})", name=job.name, kind=type(error).__name__)
        return partial(failed, Failure(message, AssayError.hint))
    return partial(done, result)


def _throttled(tell: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """Return ``tell`` such that it is called about ten times a second, and whenever the step changes."""
    last: tuple[float, str] = (0.0, "")

    def throttled(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if progress.step != last[1] or now - last[0] >= _PROGRESS_INTERVAL:
            last = (now, progress.step)
            tell(progress)

    return throttled
