"""The verbs about references that a desk brings: fingerprints of sensors, logs of a grid, and comparing with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casefiles import humlogs, sensors, workbench
from casefiles.case import Case
from casefiles.humlogs import GivenLog, HumHeld
from casefiles.keys import Signer
from casefiles.sensors import SensorFingerprint, VouchedSensor
from casefiles.views import ExhibitId, Watcher
from forensics.types import Finding, Measurement, NotMeasured

SILENT = Watcher()


@dataclass(frozen=True, slots=True)
class SensorCompared:
    """What an examination says of an exhibit and the sensors at hand, in the order in which it was measured."""

    exhibit: ExhibitId
    examination: str
    measured: tuple[Measurement, ...]
    not_measured: tuple[NotMeasured, ...]
    findings: tuple[Finding, ...]


def add_sensor(files: Sequence[Path], vouched: VouchedSensor, *, watcher: Watcher = SILENT) -> SensorFingerprint:
    """Make a fingerprint of pictures of one device; raise SourceUnusable, EntryRefused, ExaminationFailed."""
    return sensors.add(files, vouched, watcher=watcher)


def add_sensor_exhibits(
    path: Path, exhibits: Sequence[ExhibitId], vouched: VouchedSensor, *, watcher: Watcher = SILENT
) -> SensorFingerprint:
    """Make a fingerprint of exhibits of a case; raise UnknownItem, EntryRefused, ExaminationFailed."""
    with Case.open(path) as case:
        return sensors.add_exhibits(case, exhibits, vouched, watcher)


def sensor_list() -> tuple[SensorFingerprint, ...]:
    """Return every fingerprint of this user, also those that were withdrawn; raise EntryRefused for a damaged one."""
    return sensors.every()


def withdraw_sensor(name: str, *, by: str, reason: str) -> SensorFingerprint:
    """Say that a fingerprint does not stand any more; raise UnknownItem, EntryRefused."""
    return sensors.withdraw(name, by=by, reason=reason)


def compare_sensors(
    path: Path, exhibits: Sequence[ExhibitId], *, signer: Signer, watcher: Watcher = SILENT
) -> tuple[SensorCompared, ...]:
    """Examine exhibits with the comparison of sensors, and return what it says; raise UnknownItem, Cancelled."""
    rows = workbench.examine(path, exhibits, signer=signer, asked=(sensors.METHOD,), watcher=watcher)
    found = []
    for row in rows:
        detail = workbench.exhibit(path, row.exhibit)
        mine = [result.outcome for result in detail.results if result.method == sensors.METHOD]
        found.append(
            SensorCompared(
                row.exhibit,
                row.id,
                tuple(one for one in mine if isinstance(one, Measurement)),
                tuple(one for one in mine if isinstance(one, NotMeasured)),
                tuple(one for one in detail.findings if one.method == sensors.METHOD),
            )
        )
    return tuple(found)


def hold_hum(path: Path, exhibit: ExhibitId, given: GivenLog, *, signer: Signer | None = None) -> HumHeld:
    """Hold an exhibit's hum against a log of the grid; with a signer it is kept. Raise UnknownItem, EntryRefused."""
    with Case.open(path, signer=signer) as case:
        return humlogs.hold(case, exhibit, given, keep=signer is not None)
