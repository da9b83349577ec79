"""Which methods a job of the worker uses: ours, allowed ones of other packages, and the user's own models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forensics.adapters.model_card import MODELS_FILE
from forensics.detector import Detector, described
from forensics.registry import Loaded, allowed, without_cached_code
from forensics.types import Line, NotMeasured, Result
from forensics.worker import Job, coded_path

ALLOWED = "methods allowed"
"""The job's option that names code of other packages that may be loaded: 'id=sha256', with commas between."""
ASKED = "methods on request"
"""The job's option that names the methods that run only when asked for, by id, with commas between."""
ONLY = "methods only"
"""The job's option that names the only methods to run, for trials: nothing else is fingerprinted or drawn either."""
NOT_LOADED = "not loaded"
"""What stands for the version of a method whose code was not loaded."""


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
    loaded = allowed(listed)
    if not (scratch / MODELS_FILE).exists():
        return loaded
    from forensics.adapters.onnx import given, method_of

    models = tuple(method_of(model) for model in given(scratch))
    told = tuple(described(one, distribution="a model of the user's own") for one in models)
    return Loaded((*loaded.detectors, *models), (*loaded.outside, *told), loaded.refused)


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
