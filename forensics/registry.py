"""Find the detectors that are installed: ours and those of outside packages, through entry points."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from forensics.detector import Detector

GROUP = "assay.detectors"


class RegistryError(Exception):
    """An installed entry point gives no detector, or two give the same id."""


def detectors() -> tuple[Detector, ...]:
    """Return every installed detector in order of id; raise RegistryError for one that cannot be used.

    An entry point of the group 'assay.detectors' is named as the detector's id and points at the record.
    """
    return load(entry_points(group=GROUP))


def load(points: Iterable[EntryPoint]) -> tuple[Detector, ...]:
    """Return the detectors that entry points name, in order of id; raise RegistryError as ``detectors`` does."""
    found: dict[str, Detector] = {}
    for point in sorted(points, key=lambda point: (point.name, point.value)):
        detector = _loaded(point)
        if detector.id in found:
            raise RegistryError(f"two installed detectors bear the id {detector.id!r}")
        found[detector.id] = detector
    return tuple(found[identifier] for identifier in sorted(found))


def _loaded(point: EntryPoint) -> Detector:
    try:
        detector = point.load()
    except (ImportError, AttributeError) as error:
        raise RegistryError(f"the detector {point.name!r} cannot be loaded from {point.value!r}: {error}") from error
    if not isinstance(detector, Detector):
        raise RegistryError(f"{point.value!r} is no detector")
    if detector.id != point.name:
        raise RegistryError(f"the entry point {point.name!r} gives a detector that calls itself {detector.id!r}")
    return detector
