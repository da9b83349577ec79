"""`assay generators`: the register of systems that generate video, and an exhibit held against it."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import facts, heading, line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer_if_possible
from casefiles.clock import SYSTEM
from casefiles.errors import UnknownItem
from casefiles.generators import Matched
from casefiles.views import ExhibitId
from forensics.generators.claims import Family, GeneratorClaim
from forensics.generators.trials import Weight


@click.group()
def generators() -> None:
    """Show the register of video generators, add to it, and hold an exhibit against it."""


@generators.command("list")
@json_option
def list_(as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the families of the register and how old their claims are."""
    used, today = workbench.register(), SYSTEM.now().date()
    if as_json:
        print_json(used)
        return
    rows = ((f.id, f.name, f.maker, str(len(f.standing())), _unknown(f), _stale(f, today)) for f in used.families)
    table(("id", "name", "maker", "claims", "unknown", "stale"), rows)
    line(f"State of the register: SHA-256 {used.sha256}")


def _unknown(family: Family) -> str:
    return str(sum(claim.unknown for claim in family.standing()))


def _stale(family: Family, today: datetime.date) -> str:
    return str(sum(family.is_stale(claim, today) for claim in family.standing()))


@generators.command("show")
@click.argument("family")
@json_option
def show(family: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show every claim about FAMILY with its kind, source and date of review; corrected ones too."""
    found = workbench.register().family(family)
    if found is None:
        raise UnknownItem(f"the register has no family {family!r}", hint="See `assay generators list`.")
    if as_json:
        print_json(found)
        return
    heading(f"{found.name} ({found.maker})")
    line(found.reminder)
    standing = found.standing()
    for claim in found.claims:
        _claim(found, claim, corrected=claim not in standing)


def _claim(family: Family, claim: GeneratorClaim, *, corrected: bool) -> None:
    marks = [f"reviewed {claim.reviewed.isoformat()}"]
    if family.is_stale(claim, SYSTEM.now().date()):
        marks.append("STALE")
    if corrected:
        marks.append("replaced by a later claim")
    heading(f"{claim.field}: {claim.value}")
    pairs = [
        ("kind", claim.kind.value),
        ("source", f"{claim.source} ({claim.source_date})"),
        ("state", ", ".join(marks)),
    ]
    if claim.valid_from or claim.valid_until:
        pairs.append(("valid", f"{claim.valid_from or '…'} to {claim.valid_until or '…'}"))
    pairs += [(name, text) for name, text in (("note", claim.note), ("added by", claim.by)) if text]
    facts(pairs)


@generators.command("add")
@click.argument("file", type=CASE)
def add(file: Path) -> None:
    """Take FILE, an entry in TOML, into the user's part of the register; it is checked by schema first."""
    made = workbench.add_to_register(file)
    line(f"Added. State of the register: SHA-256 {made.sha256}")


class _Size(click.ParamType[tuple[int, int]]):
    """Two whole numbers: WIDTHxHEIGHT in pixels."""

    name = "WxH"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        width, _, height = str(value).partition("x")
        if not (width.isdigit() and height.isdigit() and int(width) and int(height)):
            self.fail(f"{value!r} is not WIDTHxHEIGHT in whole pixels", param, ctx)
        return int(width), int(height)


@generators.command("add-mark")
@click.argument("family")
@click.argument("picture", type=CASE)
@click.option("--frame", type=_Size(), required=True, help="Size of the frame that the picture was cut from.")
@click.option("--source", required=True, help="The film or page that the mark was seen in.")
@click.option("--date", required=True, help="When it was seen, as 2026-11-22.")
@click.option("--note", default="")
def add_mark(family: str, picture: Path, frame: tuple[int, int], source: str, date: str, note: str) -> None:  # noqa: PLR0917 - click
    """Take PICTURE (PNG or JPEG), a visible mark of FAMILY cut from a frame, into the user's part of the register.

    Later examinations look for it. The register brings no pictures of marks: they are their makers', and change.
    """
    made = workbench.add_mark(family, picture, frame=frame, source=source, date=date, note=note)
    line(f"Added as {made.id}. Later examinations compare films with it.")


@generators.command("marks")
@json_option
def marks(as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """List the mark pictures that the user added."""
    found = workbench.own_marks()
    if as_json:
        print_json(found)
    elif found:
        table(
            ("id", "date", "share of the frame", "source"), ((m.id, m.date, f"{m.share:.1%}", m.source) for m in found)
        )
    else:
        line("No picture of a mark was added: a mark that is found bears no name.")


@generators.command("match")
@case_argument
@click.argument("exhibit")
@click.option("--family", default="", help="Only this family.")
@json_option
def match(case: Path, exhibit: str, family: str, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Hold EXHIBIT of CASE against the register: each claim met, contradicted or not testable here.

    There is no sum and no score. The case keeps the state of the register that was used.
    """
    found = workbench.match(case, ExhibitId(exhibit), signer=signer_if_possible())
    if as_json:
        print_json(found)
    else:
        _show_match(found, family)


def _show_match(found: Matched, only: str) -> None:
    for one in found.families:
        if only and one.family.id != only:
            continue
        heading(f"{one.family.name} ({one.family.id})")
        line(f"  {one.statement}")
        rows = [row for row in one.rows if only or row.tried.weight is not Weight.NOTHING]
        if rows:
            table(
                ("claim", "answer", "weight", "because", "reviewed"),
                (
                    (
                        f"{row.claim.field.value}: {row.claim.value[:60]}",
                        row.tried.held.value,
                        row.tried.weight.value,
                        row.tried.because,
                        row.claim.reviewed.isoformat()
                        + (" STALE" if one.family.is_stale(row.claim, found.today) else ""),
                    )
                    for row in rows
                ),
            )
        for reminder in one.reminders:
            line(f"  {reminder}")
    line()
    pinned = "kept in the case" if found.pinned else "not kept: the case was opened for reading"
    line(f"Examination {found.examination}; register SHA-256 {found.register_sha256}, {pinned}.")
