"""Fingerprints of devices' sensors, kept by this person, and what an exhibit's noise agrees with."""

from __future__ import annotations

from pathlib import Path

from casefiles import verbs_sensors
from casefiles.errors import EntryRefused
from casefiles.sensors import SensorFingerprint, VouchedSensor
from casefiles.views import ExhibitId
from gui.acts.declared import Act, At, Book, Done, Listed
from gui.acts.words import ids, of_exhibits, pairs, paths
from gui.fields import Blank, Values
from gui.models.rows import Heading
from gui.saying import tr
from gui.words import one_line, value_words


def _read(_path: Path, _exhibit: ExhibitId) -> Listed[SensorFingerprint]:
    found = verbs_sensors.sensor_list()
    return Listed(
        found, "" if found else tr("None is kept yet. Five pictures of one device at least, twenty are better.")
    )


def _words(row: SensorFingerprint) -> str:
    own = tr("only one half") if row.own_agreement is None else f"PCE {row.own_agreement:.0f}"
    return pairs(
        ("Fingerprint", row.id),
        ("Device", row.device),
        ("Source", row.source),
        ("Vouched for by", f"{row.by}, {row.made}"),
        ("Size", f"{row.width} × {row.height}"),
        ("Pictures", str(row.pictures)),
        ("Its halves agree", own),
        ("SHA-256", row.sha256),
        ("Withdrawn", row.withdrawn),
        ("Note", row.note),
    )


def _add(at: At[SensorFingerprint], given: Values) -> Done:
    files, exhibits = paths(given["files"]), ids(given["exhibits"])
    vouched = VouchedSensor(given["device"], given["source"], at.signer.name, given["note"])
    if bool(files) == bool(exhibits):
        raise EntryRefused(
            tr("a fingerprint is made of files or of exhibits"), hint=tr("Choose files, or tick exhibits, not both.")
        )
    if files:
        made = verbs_sensors.add_sensor(files, vouched, watcher=at.watcher)
    else:
        made = verbs_sensors.add_sensor_exhibits(at.path, exhibits, vouched, watcher=at.watcher)
    return Done(tr("{id} is made of {count} pictures.", id=made.id, count=made.pictures), _words(made))


def _withdraw(at: At[SensorFingerprint], given: Values) -> Done:
    made = verbs_sensors.withdraw_sensor(at.marked.id, by=at.signer.name, reason=given["reason"])
    return Done(tr("{id} does not stand any more.", id=made.id))


def _compare(at: At[SensorFingerprint], given: Values) -> Done:
    exhibits = ids(given["exhibits"])
    if not exhibits:
        raise EntryRefused(tr("no exhibit is ticked"), hint=tr("Tick one or more."))
    found = verbs_sensors.compare_sensors(at.path, exhibits, signer=at.signer, watcher=at.watcher)
    lines: list[str] = []
    for one in found:
        lines += [f"{one.exhibit}, {one.examination}"]
        lines += [f"  {m.quantity}: {value_words(m.value, m.unit)}" for m in one.measured]
        lines += [f"  {tr('not measured')}: {gap.quantity}: {one_line(gap.reason, 600)}" for gap in one.not_measured]
        lines += [f"  {one_line(finding.observation, 1000)}" for finding in one.findings]
    return Done(tr("Compared with every fingerprint that stands."), "\n".join(lines))


SENSORS: Book[SensorFingerprint] = Book(
    "Sensors",
    "Fingerprints of the sensors of devices at hand belong here.\n\nMake or open a case.",
    "Made of pictures or films of one device each, flat and evenly lit at best. They stay on this machine.",
    (
        Heading("Id", lambda row: row.id, fixed=True),
        Heading("Device", lambda row: one_line(row.device)),
        Heading("Size", lambda row: f"{row.width} × {row.height}", right=True),
        Heading("Pictures", lambda row: str(row.pictures), lambda row: row.pictures, right=True),
        Heading("Vouched for by", lambda row: one_line(row.by)),
        Heading("State", lambda row: tr("withdrawn") if row.withdrawn else tr("stands")),
    ),
    (110, 0, 110, 70, 120, 90),
    1,
    _read,
    _words,
    (
        (
            "&Make a fingerprint…",
            Act(
                "Make a sensor fingerprint…",
                "You vouch that one device made all these pictures or films.",
                "Make",
                lambda at: (
                    Blank("files", tr("&Files"), asks="files"),
                    of_exhibits(at, help=tr("Instead of files: exhibits of this case.")),
                    Blank("device", tr("&Device"), needed=True, hint=tr("name, model and serial number")),
                    Blank("source", tr("&Source"), needed=True, hint=tr("whence, and how the device is known")),
                    Blank("note", tr("&Note"), hint=tr("settings, and what was filmed")),
                ),
                _add,
                long=True,
            ),
        ),
        (
            "&Compare exhibits…",
            Act(
                "Compare with sensors…",
                "Examines the exhibits anew with the comparison of sensors, against every fingerprint that stands.",
                "Compare",
                lambda at: (of_exhibits(at, ticked=[at.exhibit]),),
                _compare,
                long=True,
            ),
        ),
        (
            "&Withdraw…",
            Act(
                "Withdraw a fingerprint…",
                "Its record stays; nothing is compared with it any more.",
                "Withdraw",
                lambda _at: (Blank("reason", tr("&Reason"), needed=True),),
                _withdraw,
                of_row=True,
            ),
        ),
    ),
)
