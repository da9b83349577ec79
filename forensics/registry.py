"""Find the detectors that are installed: ours, and those of outside packages whose code a case allows.

Code of another package is never imported by the window, the command line or the report, and by the worker only when
the SHA-256 of its files is on the list that it was given. What is not on it is told, with the digest.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, PackagePath, entry_points
from pathlib import Path

from forensics import requirements
from forensics.attempts import attempts
from forensics.description import MethodDescription
from forensics.detector import Detector, described

GROUP = "assay.detectors"
OURS = "forensics"
MOST_FILES = 20_000


class RegistryError(Exception):
    """An installed entry point gives no detector, or two give the same id."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A detector of another package, found and not loaded: what it is called, where it comes from, its code's digest.

    ``code_sha256`` is '' where the code cannot be read, and then ``remark`` says why.
    """

    name: str
    distribution: str
    code_sha256: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A detector that was not loaded, with the reason."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The detectors that may run, in order of id, the descriptions of those from outside, and what was refused."""

    detectors: tuple[Detector, ...]
    outside: tuple[MethodDescription, ...]
    refused: tuple[Refused, ...]


def detectors() -> tuple[Detector, ...]:
    """Return the program's own detectors in order of id; raise RegistryError for one that cannot be used.

    An entry point of the group 'assay.detectors' is named as the detector's id and points at the record.
    """
    return load(point for point in entry_points(group=GROUP) if _is_ours(point))


def outside() -> tuple[Outside, ...]:
    """Return the detectors that other packages bring, in order of name, without importing any of their code."""
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return tuple(_outside(point) for point in points if not _is_ours(point))


def allowed(listed: frozenset[tuple[str, str]]) -> Loaded:
    """Return our detectors and those of outside whose (name, code digest) is listed; imports nothing else.

    A listed one that cannot be used is refused with the reason. For the worker process only.
    """
    found = {detector.id: detector for detector in detectors()}
    told: list[MethodDescription] = []
    refused: list[Refused] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        if _is_ours(point):
            continue
        one = _outside(point)
        if one.remark or (one.name, one.code_sha256) not in listed:
            refused.append(Refused(one.name, one.remark or _unlisted(one)))
            continue
        try:
            with attempts().of(one.name):
                (detector,) = load([point])
            if detector.id in found:
                raise RegistryError(f"two installed detectors bear the id {detector.id!r}")
        except RegistryError as error:
            refused.append(Refused(one.name, str(error)))
            continue
        except Exception as error:  # noqa: BLE001 - the boundary: code of another package falls over as it is imported
            refused.append(Refused(one.name, f"its code failed as it was loaded: {type(error).__name__}: {error}"))
            continue
        found[detector.id] = detector
        told.append(described(detector, distribution=one.distribution, code_sha256=one.code_sha256))
    return Loaded(tuple(found[name] for name in sorted(found)), tuple(told), tuple(refused))


def load(points: Iterable[EntryPoint]) -> tuple[Detector, ...]:
    """Return the detectors that entry points name, in order of id; raise RegistryError as ``detectors`` does."""
    found: dict[str, Detector] = {}
    for point in sorted(points, key=lambda point: (point.name, point.value)):
        detector = _loaded(point)
        if detector.id in found:
            raise RegistryError(f"two installed detectors bear the id {detector.id!r}")
        found[detector.id] = detector
    return tuple(found[identifier] for identifier in sorted(found))


def _is_ours(point: EntryPoint) -> bool:
    # What stands inside our own package is covered by the digest of the measuring code.
    return point.module == OURS or point.module.startswith(f"{OURS}.")


def _unlisted(one: Outside) -> str:
    return (
        f"not loaded: the code of {one.distribution} with SHA-256 {one.code_sha256} is not on the case's list; "
        f"a person puts it there with `assay detectors allow CASE {one.name}`"
    )


def _outside(point: EntryPoint) -> Outside:
    distribution = f"{point.dist.name} {point.dist.version}" if point.dist else "a package without a name"
    try:
        return Outside(point.name, distribution, _digest(point))
    except (OSError, ImportError, ValueError) as error:
        return Outside(point.name, distribution, "", f"not loaded: its code cannot be read: {error}")


def _digest(point: EntryPoint) -> str:
    """Return SHA-256 over the lines '<sha256>  <name>' of the files that the entry point's package consists of.

    These are all files of the module's own package, and every other file that the distribution lists, in order of name
    and as `sha256sum` prints them; then a line for each package that it requires (forensics.requirements).
    """
    files: dict[str, Path] = {}
    top = point.module.partition(".")[0]
    spec = importlib.util.find_spec(top)
    if spec is None or (spec.origin is None and not spec.submodule_search_locations):
        raise ImportError(f"no module {top!r} is installed")
    for place in spec.submodule_search_locations or ():
        files |= {f"{top}/{path.relative_to(place).as_posix()}": path for path in _code_below(Path(place))}
    if not spec.submodule_search_locations and spec.origin:
        files[Path(spec.origin).name] = Path(spec.origin)
    files |= {name: path for name, path in _listed(point) if name not in files}
    if len(files) > MOST_FILES:
        raise ValueError(f"it has {len(files)} files, more than {MOST_FILES}")
    lines = [f"{_sha256(files[name])}  {name}\n" for name in sorted(files)]
    if point.dist is not None:
        lines += requirements.lines(point.dist)
    return hashlib.sha256("".join(lines).encode("utf-8", "backslashreplace")).hexdigest()


def _code_below(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path


def _listed(point: EntryPoint) -> Iterator[tuple[str, Path]]:
    for entry in (point.dist.files if point.dist else None) or ():
        path = Path(str(entry.locate()))
        if _is_code(entry) and path.is_file():
            yield entry.as_posix(), path


def _is_code(entry: PackagePath) -> bool:
    return not entry.parts[0].endswith((".dist-info", ".data")) and "__pycache__" not in entry.parts


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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


def without_cached_code(scratch: Path) -> None:
    """Have Python compile everything anew from the files that were digested: a cached file could hold other code."""
    sys.pycache_prefix = str(scratch / "compiled")
    sys.dont_write_bytecode = True
