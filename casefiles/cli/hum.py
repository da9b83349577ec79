"""`assay hum`: hold the hum of an exhibit against a log of the grid's frequency."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_sensors as verbs
from casefiles.cli.output import facts, line, print_json
from casefiles.cli.session import CASE, case_argument, json_option, signer
from casefiles.humlogs import GivenLog
from casefiles.views import ExhibitId


@click.command()
@case_argument
@click.argument("exhibit")
@click.option("--log", "path", type=CASE, required=True, help="CSV: time with zone (ISO 8601), hertz; once a second.")
@click.option("--source", required=True, help="Who measured the log, and where it was had.")
@click.option("--date", required=True, metavar="2026-11-27", help="The day on which it was had.")
@click.option("--keep", is_flag=True, help="Keep it in the case as a calculation.")
@json_option
def hum(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibit: str,
    path: Path,
    source: str,
    date: str,
    keep: bool,  # noqa: FBT001 - click calls it by name
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Hold the hum of EXHIBIT, as its latest examination measured it, against a log of the grid's frequency.

    It says where the hum fits best and whether any other place fits about as well. The program brings no log. A place
    is the time of the first value of hum, four seconds after the sound begins.
    """
    held = verbs.hold_hum(case, ExhibitId(exhibit), GivenLog(path, source, date), signer=signer() if keep else None)
    if as_json:
        print_json(held)
        return
    compared = held.compared
    pairs = [("seconds of hum", str(compared.seconds)), ("places compared", f"{compared.places:,}")]
    for name, place in (("best place", compared.best), ("next best", compared.next_best)):
        if place is not None:
            words = f"{place.at.isoformat()}  deviation {place.deviation * 1000:.2f} mHz"
            pairs.append((name, f"{words}, correlation {place.correlation:.3f}, shift {place.shift:+.4f} Hz"))
    facts([*pairs, ("log SHA-256", held.log_sha256)])
    line(compared.words)
    if held.kept is not None:
        line(f"{held.kept.id} kept (event {held.kept.event}).")
