"""Which methods a job of the worker uses: ours, allowed ones of other packages, and the user's own models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from forensics.adapters.model_card import MODELS_FILE
from forensics.attempts import THREADS, attempts, watch
from forensics.detector import Applicability, Detector, Observer, Parameters, described
from forensics.registry import Loaded, allowed, without_cached_code
from forensics.types import Finding, Line, MediaFacts, NotMeasured, Outcome, Result
from forensics.worker import Job, allowed_to, coded_path

ALLOWED = "methods allowed"
"""The job's option that names code of other packages that may be loaded: 'id=sha256', with commas between."""
ASKED = "methods on request"
"""The job's option that names the methods that run only when asked for, by id, with commas between."""
ONLY = "methods only"
"""The job's option that names the only methods to run, for trials: nothing else is fingerprinted or drawn either."""
NOT_LOADED = "not loaded"
"""What stands for the version of a method whose code was not loaded."""

ATTEMPTS = ".attempts"
"""Ends the quantity under which stands what a method of another package tried that the confinement refuses."""

_T = TypeVar("_T")


def option_of(listed: Iterable[tuple[str, str]]) -> str:
    """Return the value of the option ALLOWED for pairs of id and digest."""
    return ",".join(f"{name}={digest}" for name, digest in sorted(listed))


def used_by(job: Job) -> Loaded:
    """Return the methods of a job; loads code that the job allows, and no other."""
    listed = frozenset(
        (name, digest)
        for entry in job.option(ALLOWED).split(",")
        for name, _, digest in [entry.rpartition("=")]
        if name and digest
    )
    scratch = coded_path(job.scratch)
    if listed:
        without_cached_code(scratch)
        watch(allowed_to(job))
    loaded = _with_outside_watched(allowed(listed))
    if not (scratch / MODELS_FILE).exists():
        return loaded
    from forensics.adapters.onnx import given, method_of

    models = tuple(method_of(model) for model in given(scratch))
    told = tuple(described(one, distribution="a model of the user's own") for one in models)
    return Loaded((*loaded.detectors, *models), (*loaded.outside, *told), loaded.refused)


def _with_outside_watched(loaded: Loaded) -> Loaded:
    outside = {one.id for one in loaded.outside}
    return replace(loaded, detectors=tuple(_watched(one) if one.id in outside else one for one in loaded.detectors))


def _watched(detector: Detector) -> Detector:
    """Return a detector of another package whose attempts are noted, whichever of its functions makes them."""
    noted, name = attempts(), detector.id

    def watched(feed: Callable[[_T], None] | None) -> Callable[[_T], None] | None:
        def fed(item: _T) -> None:
            assert feed is not None
            with noted.of(name):
                feed(item)

        return None if feed is None else fed

    def applicability(media: MediaFacts) -> Applicability:
        with noted.of(name):
            return detector.applicability(media)

    def observe(media: MediaFacts, parameters: Parameters) -> Observer:
        with noted.of(name):
            made = detector.observe(media, parameters)

        def finish() -> Iterator[Outcome]:
            return noted.each(name, lambda: iter(made.finish()))

        return Observer(finish, watched(made.packet), watched(made.frame), watched(made.audio))

    def judge(results: Sequence[Result]) -> Sequence[Finding]:
        with noted.of(name):
            return tuple(detector.judge(results))

    return replace(detector, applicability=applicability, observe=observe, judge=judge)


def tried(versions: Mapping[str, str], step: str = "") -> Iterator[Result]:
    """Yield, for each method of another package, what it tried that is refused, even if it kept quiet about that.

    ``versions`` holds those of all methods that ran; ``step`` stands in the quantity's name.
    """
    for name in attempts().methods():
        words = attempts().words(name)
        if name == THREADS:
            told = NotMeasured(
                f"threads{step}{ATTEMPTS}", f"a thread that a method of another package started: {words}"
            )
            yield Result("methods", "1", told)
        else:
            told = NotMeasured(f"{name}{step}{ATTEMPTS}", f"{words}; worker.confinement names what is refused here")
            yield Result(name, versions.get(name, NOT_LOADED), told)


def asked_for(job: Job) -> frozenset[str]:
    """Return the ids of the methods on request that a job asks for."""
    return frozenset(name for name in job.option(ASKED).split(",") if name)


def only(job: Job) -> frozenset[str]:
    """Return the ids of the only methods to run; empty for all."""
    return frozenset(name for name in job.option(ONLY).split(",") if name)


def on_request(detector: Detector) -> str:
    """Say why a method on request did not run, and how it is asked for."""
    return f"it runs only when it is asked for ({detector.on_request}): `assay examine --with {detector.id}`"


def statements(loaded: Loaded) -> Iterator[Result]:
    """Yield what is to be kept of the methods themselves: descriptions from outside, and what was refused and why."""
    for one in loaded.outside:
        yield Result(one.id, one.version, one)
    for refused in loaded.refused:
        yield Result(refused.name, NOT_LOADED, NotMeasured(refused.name, refused.reason))


def run(job: Job) -> Iterator[Line]:
    """Yield the descriptions of a job's methods of other packages, and the refusals."""
    yield from statements(used_by(job))
