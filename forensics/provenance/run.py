"""Read the content credentials of one exhibit and nothing else: the worker's mode for a recheck."""

from __future__ import annotations

from collections.abc import Iterator

from forensics.examine import METHODS, read_c2pa_of
from forensics.types import Line, Result
from forensics.worker import Job, coded_path


def run(job: Job) -> Iterator[Line]:
    """Yield the C2PA reading of the job's exhibit with the trust lists that lie in the scratch folder."""
    for outcome in read_c2pa_of(job, coded_path(job.exhibit)):
        yield Result("c2pa", METHODS["c2pa"], outcome)
