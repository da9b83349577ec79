"""`assay sun`: the time bench, by the sun and by clocks seen on screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import sunsheets
from casefiles import verbs_sources as verbs
from casefiles.cli.output import facts, heading, print_json
from casefiles.cli.session import case_argument, json_option, signer
from casefiles.computations import Computation, Sheet
from casefiles.views import ExhibitId
from forensics.evaluation.shadows import ShadowInFrame
from forensics.evaluation.sun import Angle, Place

LATITUDE = click.option("--lat", type=float, required=True, help="Degrees north.")
LONGITUDE = click.option("--lon", type=float, required=True, help="Degrees east.")
POINT = click.Tuple([float, float])


@click.group()
def sun() -> None:
    """Time bench: where the sun stands, which times fit a shadow, how a clock on screen runs."""


@sun.command("position")
@LATITUDE
@LONGITUDE
@click.option("--at", required=True, help="ISO 8601 with zone.")
@json_option
def position(lat: float, lon: float, at: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Say where the sun stands; nothing is kept."""
    _show(sunsheets.sun_sheet(Place(lat, lon), sunsheets.moment(at)), as_json=as_json)


@sun.command("fit")
@case_argument
@click.argument("exhibit")
@LATITUDE
@LONGITUDE
@click.option("--from", "first", required=True, help="Earliest time: ISO 8601 with zone.")
@click.option("--to", "last", required=True, help="Latest time.")
@click.option("--height", type=POINT, help="Height of an upright object and its uncertainty, in any unit.")
@click.option("--shadow", type=POINT, help="Length of its shadow on level ground and its uncertainty, same unit.")
@click.option("--elevation", type=POINT, help="Instead: the sun's elevation and its uncertainty, in degrees.")
@click.option("--bearing", type=POINT, help="Where the shadow points, from true north, and its uncertainty.")
@click.option("--note", default="")
@json_option
def fit(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibit: str,
    lat: float,
    lon: float,
    first: str,
    last: str,
    height: tuple[float, float] | None,
    shadow: tuple[float, float] | None,
    elevation: tuple[float, float] | None,
    bearing: tuple[float, float] | None,
    note: str,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Keep which times fit a shadow seen in EXHIBIT, with the uncertainty carried through."""
    sheets = []
    apparent = Angle(*elevation) if elevation else None
    if height and shadow:
        apparent, sheet = sunsheets.shadow_sheet(height, shadow)
        sheets.append(sheet)
    sun_azimuth = sunsheets.away_from(*bearing) if bearing else None
    between = (sunsheets.moment(first), sunsheets.moment(last))
    _, sheet = sunsheets.fit_sheet(Place(lat, lon), between, apparent=apparent, sun_azimuth=sun_azimuth)
    _keep(case, exhibit, [*sheets, sheet], note, as_json=as_json)


@sun.command("frame")
@case_argument
@click.argument("exhibit")
@click.option("--foot", type=POINT, required=True, help="Pixels from the upper left.")
@click.option("--top", type=POINT, required=True)
@click.option("--tip", type=POINT, required=True, help="The end of the shadow.")
@click.option("--horizon", type=POINT, required=True, help="Its row and the uncertainty, in pixels.")
@click.option("--focal", type=POINT, required=True, help="Focal length in pixels and its uncertainty.")
@click.option("--centre", type=POINT, required=True, help="The middle of the uncropped frame.")
@click.option("--pixels", type=float, default=2.0, show_default=True, help="Uncertainty of a point.")
@click.option("--note", default="")
@json_option
def frame(  # noqa: PLR0917 - click calls it by name
    case: Path,
    exhibit: str,
    foot: tuple[float, float],
    top: tuple[float, float],
    tip: tuple[float, float],
    horizon: tuple[float, float],
    focal: tuple[float, float],
    centre: tuple[float, float],
    pixels: float,
    note: str,
    as_json: bool,  # noqa: FBT001 - click calls it by name
) -> None:
    """Keep the sun's elevation from an upright object and its shadow in a frame of EXHIBIT."""
    seen = ShadowInFrame(foot, top, tip, horizon[0], focal[0], centre)
    _, sheet = sunsheets.frame_sheet(seen, pixels=pixels, horizon_error=horizon[1], focal_error=focal[1])
    _keep(case, exhibit, [sheet], note, as_json=as_json)


@sun.command("drift")
@case_argument
@click.argument("exhibit")
@click.argument("readings", nargs=-1, required=True, metavar="VIDEO=CLOCK…")
@click.option("--resolution", type=float, default=1.0, show_default=True, help="The clock's step in seconds.")
@click.option("--note", default="")
@json_option
def drift(case: Path, exhibit: str, readings: Sequence[str], resolution: float, note: str, as_json: bool) -> None:  # noqa: FBT001, PLR0917
    """Keep how a clock seen in EXHIBIT runs: seconds of the recording = seconds or H:MM:SS that it shows."""
    pairs = [sunsheets.reading(one) for one in readings]
    _keep(case, exhibit, [sunsheets.drift_sheet(pairs, resolution=resolution)], note, as_json=as_json)


@sun.command("list")
@case_argument
@json_option
def list_(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show every calculation that CASE keeps."""
    found = verbs.computations(case)
    if as_json:
        print_json(found)
        return
    for one in found:
        _print(one)


def _keep(case: Path, exhibit: str, sheets: Sequence[Sheet], note: str, *, as_json: bool) -> None:
    made = [verbs.keep_computation(case, ExhibitId(exhibit), one, note=note, signer=signer()) for one in sheets]
    if as_json:
        print_json(made)
        return
    for one in made:
        _print(one)


def _print(one: Computation) -> None:
    heading(f"{one.id}: {one.sheet.kind}, {one.exhibit}, by {one.by} at {one.made}")
    facts(one.sheet.given)
    facts(one.sheet.found)


def _show(sheet: Sheet, *, as_json: bool) -> None:
    if as_json:
        print_json(sheet)
        return
    heading(sheet.kind)
    facts((*sheet.given, *sheet.found))
