"""Judge stored results again: every detector's pure judgement over what was measured, without the exhibit.

Runs in the worker process, so that judgements of outside packages are as confined as their measurements.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from forensics.codec import decode_line
from forensics.detector import Detector
from forensics.methods import tried, used_by
from forensics.types import Finding, Line, NotMeasured, Result
from forensics.worker import Job, coded_path, guarded

LINES_FILE = "results.jsonl"
"""Name of the file in the scratch folder that holds the results, one line of forensics.codec each."""


def run(job: Job) -> Iterator[Line]:
    """Yield the findings of every detector, in order of detector."""
    with (coded_path(job.scratch) / LINES_FILE).open(encoding="ascii") as lines:
        results = tuple(line for line in map(decode_line, lines) if isinstance(line, Result))
    methods = used_by(job).detectors
    for detector in methods:
        for outcome in guarded(f"{detector.id}.judgement", partial(_judged, detector, results)):
            yield Result(detector.id, detector.version, outcome) if isinstance(outcome, NotMeasured) else outcome
    yield from tried({one.id: one.version for one in methods}, ".judgement")


def _judged(detector: Detector, results: tuple[Result, ...]) -> Iterator[Finding]:
    yield from detector.judge(results)
