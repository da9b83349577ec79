"""Run observers over a file through the real session, without the worker process around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from forensics.detector import Detector, Needs, Observer
from forensics.media.opening import open_media
from forensics.media.session import Attached, TypeOfPacket, run_session
from forensics.types import Finding, Measurement, MediaFacts, NotMeasured, Result, Scalar, StreamFacts


def no_types(_facts: StreamFacts, _extradata: bytes) -> TypeOfPacket | None:
    """Read no picture types from packets: detectors must do with those that frames bring."""
    return None


def facts_of(path: Path) -> MediaFacts:
    opened = open_media(path, path.stat().st_size)
    opened.container.close()
    return opened.facts


def observe(path: Path, observer: Observer, needs: Needs) -> list[Result]:
    """Return what one observer yields for a file."""
    opened = open_media(path, path.stat().st_size)
    with opened.container:
        lines = list(run_session(opened, [Attached("mine", "1", needs, observer)], no_types))
    return [line for line in lines if isinstance(line, Result) and line.method == "mine"]


def measure(detector: Detector, path: Path) -> list[Result]:
    """Run one detector over a file and return its outcomes as they would be stored."""
    observer = detector.observe(facts_of(path), dict(detector.parameters))
    return [Result(detector.id, detector.version, r.outcome) for r in observe(path, observer, detector.needs)]


def value(results: Sequence[Result], quantity: str) -> Scalar:
    """Return the one value of a quantity; fail where there is none or more."""
    (found,) = values(results, quantity)
    return found.value


def values(results: Sequence[Result], quantity: str) -> list[Measurement]:
    return [r.outcome for r in results if isinstance(r.outcome, Measurement) and r.outcome.quantity == quantity]


def reasons(results: Sequence[Result]) -> dict[str, str]:
    """Return the reason for each quantity that was not measured."""
    return {r.outcome.quantity: r.outcome.reason for r in results if isinstance(r.outcome, NotMeasured)}


def codes(detector: Detector, results: Sequence[Result]) -> list[str]:
    return [finding.code for finding in findings(detector, results)]


def findings(detector: Detector, results: Sequence[Result]) -> list[Finding]:
    return list(detector.judge(results))
