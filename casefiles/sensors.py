"""Fingerprints of sensors in the user's home: made of pictures of one named device, vouched for by a person.

The program brings none. Each is a folder with the pattern and a record; the pattern is known by its digest. A
fingerprint that does not stand any more keeps its record, with who took it away and why.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casefiles.case import Case
from casefiles.clock import SYSTEM, Clock, stamp
from casefiles.derived import keep
from casefiles.durable import sync_folder
from casefiles.errors import EntryRefused, ExaminationFailed, SourceUnusable, StorageFailed, UnknownItem
from casefiles.examinations import Beside
from casefiles.home import home
from casefiles.views import ExhibitId, Watcher
from forensics.codec import CodecError, clean_text, decode_as, encode
from forensics.confinement import Limits
from forensics.sensor_files import MOST_SENSORS, PATTERN, SENSORS_FILE, GivenSensor, GivenSensors
from forensics.types import Measurement, NotMeasured, Progress, Result, Scalar, StoredFingerprint
from forensics.worker import Job, measure, path_code

FOLDER, RECORD = "sensors", "sensor.json"
METHOD = "sensor_noise"
LEAST_PICTURES = 5
MOST_FILES = 400
_FACT = "sensor fingerprint "


@dataclass(frozen=True, slots=True)
class PictureUsed:
    """A file that a fingerprint was made of."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SensorFingerprint:
    """The fingerprint of one device's sensor and where it comes from; ``withdrawn`` says why it stands no more, or ''.

    ``own_agreement`` is the PCE of one half of the pictures against the other, None where there was one half only.
    """

    id: str
    device: str
    source: str
    by: str
    note: str
    made: str
    files: tuple[PictureUsed, ...]
    pictures: int
    width: int
    height: int
    own_agreement: float | None
    sha256: str
    format: str
    recipe: str
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class VouchedSensor:
    """What a person says of pictures that a fingerprint is made of: the device, where they come from, who says it."""

    device: str
    source: str
    by: str
    note: str = ""


def add(
    files: Sequence[Path],
    vouched: VouchedSensor,
    *,
    watcher: Watcher = Watcher(),  # noqa: B008 - a frozen value, shared safely
    clock: Clock = SYSTEM,
) -> SensorFingerprint:
    """Make a fingerprint of pictures or films of one device; raise SourceUnusable, EntryRefused, ExaminationFailed.

    Flat, evenly lit pictures without full pixels are best; all must have the same size in pixels.
    """
    if not vouched.device.strip() or not vouched.source.strip() or not vouched.by.strip():
        raise EntryRefused("a fingerprint needs the device, the source of its pictures, and who vouches for them")
    if not 1 <= len(files) <= MOST_FILES:
        raise EntryRefused(f"a fingerprint is made of 1 to {MOST_FILES} files")
    used = tuple(PictureUsed(clean_text(path.name), _digest(path)) for path in files)
    if len({one.sha256 for one in used}) < len(used):
        raise EntryRefused("a file is named twice")
    with tempfile.TemporaryDirectory(prefix="assay-") as scratch:
        values, stored = _measured(files, Path(scratch), watcher)
        content = (Path(scratch) / PATTERN).read_bytes()
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise ExaminationFailed("the pattern left by the measuring process is not the one it named")
    pictures = int(values["sensor.pictures"])
    if pictures < LEAST_PICTURES:
        raise EntryRefused(
            f"{pictures} pictures are too few: at least {LEAST_PICTURES} are needed, 20 or more are better",
            hint="Take flat pictures of a bright, even surface, or a film of it.",
        )
    own = values.get("sensor.own_agreement")
    made = SensorFingerprint(
        f"sensor-{stored.sha256[:12]}",
        clean_text(vouched.device),
        clean_text(vouched.source),
        clean_text(vouched.by),
        clean_text(vouched.note),
        stamp(clock.now()),
        used,
        pictures,
        int(values["sensor.width"]),
        int(values["sensor.height"]),
        None if own is None else float(own),
        stored.sha256,
        stored.format,
        stored.recipe,
    )
    if any(one.id == made.id for one in every()):
        raise EntryRefused(f"{made.id} stands already: it was made of the same pictures")
    if len(own_sensors()) >= MOST_SENSORS:
        raise EntryRefused(f"{MOST_SENSORS} fingerprints stand already, and no more are compared")
    place = _folder() / made.id
    keep((content,), place / PATTERN)
    _write(place, made)
    return made


def add_exhibits(
    case: Case, exhibits: Sequence[ExhibitId], vouched: VouchedSensor, watcher: Watcher
) -> SensorFingerprint:
    """Make a fingerprint of exhibits of a case; raise UnknownItem and as ``add`` does."""
    for exhibit in exhibits:
        case.row(exhibit)
    return add([case.original(exhibit) for exhibit in exhibits], vouched, watcher=watcher, clock=case.clock)


def own_sensors() -> tuple[SensorFingerprint, ...]:
    """Return the fingerprints that stand, in order of device and id; raise EntryRefused for one that is damaged."""
    return tuple(one for one in every() if not one.withdrawn)


def every() -> tuple[SensorFingerprint, ...]:
    """Return all fingerprints, also those that were withdrawn."""
    folder = _folder()
    found = [_read(path) for path in sorted(folder.glob(f"*/{RECORD}"))] if folder.is_dir() else []
    return tuple(sorted(found, key=lambda one: (one.device, one.id)))


def withdraw(name: str, *, by: str, reason: str, clock: Clock = SYSTEM) -> SensorFingerprint:
    """Say that a fingerprint does not stand any more; raise UnknownItem, EntryRefused."""
    if not by.strip() or not reason.strip():
        raise EntryRefused("say who withdraws a fingerprint and why")
    found = next((one for one in own_sensors() if one.id == name), None)
    if found is None:
        raise UnknownItem(f"no fingerprint {name!r} stands", hint="See `assay sensor list`.")
    words = f"{clean_text(by)}, {stamp(clock.now())}: {clean_text(reason)}"
    withdrawn = replace(found, withdrawn=words)
    _write(_folder() / found.id, withdrawn)
    return withdrawn


def beside(asked: Sequence[str], then: tuple[tuple[str, str], ...] | None = None) -> Beside:
    """Return the fingerprints that an examination compares with where it is asked to, named in its environment.

    ``then`` is the environment of an earlier examination: only those that it used, with the same digests, are given.
    """
    if METHOD not in asked:
        return Beside()
    held = every() if then is not None else own_sensors()
    used = tuple(one for one in held if then is None or _fact(one) in then)
    if not used:
        return Beside(facts=(("sensor fingerprints", "none at hand"),))
    given = tuple(
        GivenSensor(one.id, one.device, one.width, one.height, one.pictures, one.sha256, path_code(_pattern(one)))
        for one in used
    )
    return Beside(
        scratch_files=((SENSORS_FILE, encode(GivenSensors(given))),),
        originals=tuple((one.id, _pattern(one)) for one in used),
        facts=tuple(_fact(one) for one in used),
    )


def _fact(one: SensorFingerprint) -> tuple[str, str]:
    return (f"{_FACT}{one.id}", f"{one.device}, vouched for by {one.by}, {one.made}; SHA-256 {one.sha256}")


def _folder() -> Path:
    return home() / FOLDER


def _pattern(one: SensorFingerprint) -> Path:
    path = _folder() / one.id / PATTERN
    if _digest(path) != one.sha256:
        raise EntryRefused(f"the pattern of {one.id} is not the one that was made", hint="Withdraw it; make it again.")
    return path


def _measured(files: Sequence[Path], scratch: Path, watcher: Watcher) -> tuple[dict[str, Scalar], StoredFingerprint]:
    codes = tuple(path_code(path) for path in files)
    job = Job("sensor", codes[0], clean_text(files[0].name), path_code(scratch), codes[1:], Limits(), ())
    values: dict[str, Scalar] = {}
    stored: StoredFingerprint | None = None
    for line in measure(job, cancelled=watcher.cancelled):
        match line:
            case Progress():
                watcher.progress(line)
            case Result(outcome=Measurement(quantity=name, value=value)):
                values[name] = value
            case Result(outcome=StoredFingerprint() as found):
                stored = found
            case Result(outcome=NotMeasured(reason=reason)):
                raise ExaminationFailed(f"no fingerprint: {reason}")
    if stored is None:
        raise ExaminationFailed("no fingerprint: the measuring process gave none")
    return values, stored


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceUnusable(f"{path.name} cannot be read: {error.strerror}") from error


def _read(path: Path) -> SensorFingerprint:
    try:
        return decode_as(SensorFingerprint, path.read_text("ascii").rstrip("\n"))
    except (OSError, UnicodeDecodeError, CodecError) as error:
        raise EntryRefused(f"the record of the sensor {path.parent.name} cannot be read: {error}") from error


def _write(place: Path, made: SensorFingerprint) -> None:
    part = place / f"{RECORD}.part"
    try:
        place.mkdir(parents=True, exist_ok=True)
        part.write_text(encode(made) + "\n", "ascii")
        part.replace(place / RECORD)
        sync_folder(place)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise StorageFailed(f"{place} could not be written: {error.strerror}") from error
