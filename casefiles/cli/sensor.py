"""`assay sensor`: fingerprints of devices' sensors, and what an exhibit's noise agrees with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import verbs_sensors as verbs
from casefiles.cli.output import facts, heading, line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer, watching
from casefiles.report.values import value_words
from casefiles.sensors import SensorFingerprint, VouchedSensor
from casefiles.views import ExhibitId

by_option = click.option("--by", required=True, metavar="NAME", help="The person who vouches or decides.")


@click.group()
def sensor() -> None:
    """Keep fingerprints of sensors (PRNU), made of pictures of devices at hand, and compare exhibits with them."""


@sensor.command("add")
@click.argument("files", nargs=-1, type=CASE)
@click.option("--exhibit", "exhibits", multiple=True, metavar="E-0001", help="Exhibits of --case instead of files.")
@click.option("--case", type=CASE, default=None, help="The case of those exhibits.")
@click.option("--device", required=True, help="The one device by name, model and serial number.")
@click.option(
    "--source", required=True, help="Where the pictures were had, and how it is known which device made them."
)
@by_option
@click.option("--note", default="", help="Settings, and what was filmed: flat and evenly lit is best.")
@json_option
def add(  # noqa: PLR0917 - click calls it by name
    files: Sequence[Path],
    exhibits: tuple[str, ...],
    case: Path | None,
    device: str,
    source: str,
    by: str,
    note: str,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Make a fingerprint of pictures or films (FILES) of one device: five at least, twenty flat ones are better."""
    if bool(files) == bool(exhibits) or bool(exhibits) != (case is not None):
        raise click.UsageError("give either FILES, or --case CASE with --exhibit E-0001 …")
    vouched = VouchedSensor(device, source, by, note)
    with watching() as watcher:
        if case is not None:
            made = verbs.add_sensor_exhibits(case, [ExhibitId(one) for one in exhibits], vouched, watcher=watcher)
        else:
            made = verbs.add_sensor(files, vouched, watcher=watcher)
    if as_json:
        print_json(made)
        return
    line(f"{made.id} made of {made.pictures} pictures in {len(made.files)} files.")
    facts(_facts(made))


def _facts(made: SensorFingerprint) -> list[tuple[str, str]]:
    own = "only one half" if made.own_agreement is None else f"PCE {made.own_agreement:.0f}"
    pairs = [
        ("device", made.device),
        ("source", made.source),
        ("vouched by", f"{made.by}, {made.made}"),
        ("size", f"{made.width} × {made.height} pixels, {made.pictures} pictures"),
        ("its halves", own),
        ("SHA-256", made.sha256),
    ]
    return pairs + ([("withdrawn", made.withdrawn)] if made.withdrawn else [])


@sensor.command("list")
@json_option
def list_(as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the fingerprints, also those that were withdrawn."""
    found = verbs.sensor_list()
    if as_json:
        print_json(found)
        return
    if not found:
        line("None yet: `assay sensor add FILES --device … --source … --by …`.")
        return
    rows = ((one.id, one.device, f"{one.width}x{one.height}", str(one.pictures), one.by, _state(one)) for one in found)
    table(("id", "device", "size", "pictures", "vouched by", "state"), rows)


def _state(one: SensorFingerprint) -> str:
    return f"withdrawn: {one.withdrawn}" if one.withdrawn else "stands"


@sensor.command("withdraw")
@click.argument("name")
@by_option
@click.option("--reason", required=True)
def withdraw(name: str, by: str, reason: str) -> None:
    """Say that the fingerprint NAME does not stand any more; its record stays."""
    verbs.withdraw_sensor(name, by=by, reason=reason)
    line(f"{name} does not stand any more.")


@sensor.command("compare")
@case_argument
@click.argument("exhibits", nargs=-1, required=True)
@json_option
def compare(case: Path, exhibits: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Examine EXHIBITS of CASE and compare the noise of their pictures with every fingerprint that stands."""
    with watching() as watcher:
        ids = [ExhibitId(one) for one in exhibits]
        found = verbs.compare_sensors(case, ids, signer=signer(), watcher=watcher)
    if as_json:
        print_json(found)
        return
    for one in found:
        heading(f"{one.exhibit}, examined as {one.examination}")
        facts([(measured.quantity, value_words(measured.value, measured.unit)) for measured in one.measured])
        for missing in one.not_measured:
            line(f"  not measured: {missing.quantity}: {missing.reason}")
        for finding in one.findings:
            line(f"  {finding.observation}")
