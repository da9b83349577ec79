"""The lanes in which the desk's work runs: short reading and writing, long work that can be stopped, work beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from casefiles.errors import KeyUnavailable
from casefiles.keys import Signer
from casefiles.views import Watcher
from gui.jobs import Failure, Job, Jobs

T = TypeVar("T")


class Lanes(QObject):
    """Holds the case and the key in use, hands work over with them, and tells of long work how it goes."""

    failed = Signal(object)  # Failure
    started = Signal(object)  # Job of long work
    progressed = Signal(object)  # Progress of long work
    ended = Signal(object)  # Job of long work

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.path: Path | None = None
        self.signer: Signer | None = None

    def refetch(self) -> None:
        """Fetch everything that may have changed again."""
        raise NotImplementedError

    # What the pages ask for by themselves.

    def read(
        self,
        name: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Read what one page shows, beside what the whole window shows."""
        self._jobs.start("asides", name, lambda _watcher: work(), done=done, failed=failed or self.failed.emit)

    def write(
        self,
        name: str,
        work: Callable[[Path, Signer], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None],
    ) -> None:
        """Do something short that writes to the case, then fetch everything that may have changed."""

        def written(result: T) -> None:
            done(result)
            self.refetch()

        self._read(name, partial(work, self._case(), self._signer()), written, failed)

    def do(
        self, name: str, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Failure], None]
    ) -> None:
        """Do something short in the lane of the case; whoever asked fetches anew what it changed."""
        self._read(name, work, done, failed)

    def draw(
        self, name: str, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Failure], None]
    ) -> None:
        """Do something beside everything else that nobody waits for, such as setting the report."""
        self._jobs.start("pages", name, lambda _watcher: work(), done=done, failed=failed)

    def labour(
        self,
        name: str,
        work: Callable[[Path, Watcher], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Do something long on the case that can be watched and stopped."""
        self._long(name, partial(work, self._case()), done, failed)

    def labour_apart(
        self,
        name: str,
        work: Callable[[Watcher], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Do something long that needs no case and can be watched and stopped."""
        self._long(name, work, done, failed)

    # The lanes.

    def _read(
        self,
        name: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        self._jobs.start("case", name, lambda _watcher: work(), done=done, failed=failed or self.failed.emit)

    def _long(
        self,
        name: str,
        work: Callable[[Watcher], T],
        done: Callable[[T], None],
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        job: list[Job] = []

        def finished(result: T) -> None:
            self.ended.emit(job[0])
            done(result)

        def stopped(failure: Failure) -> None:
            self.ended.emit(job[0])
            (failed or self.failed.emit)(failure)
            self.refetch()

        job.append(
            self._jobs.start("analysis", name, work, done=finished, failed=stopped, progress=self.progressed.emit)
        )
        self.started.emit(job[0])

    def _case(self) -> Path:
        assert self.path is not None, "no case is open"
        return self.path

    def _signer(self) -> Signer:
        if self.signer is None:
            raise KeyUnavailable("the key is locked")
        return self.signer
