"""The command report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from casefiles import courtroom, workbench
from casefiles.cli.output import facts, line, print_json
from casefiles.cli.session import (
    CASE,
    case_argument,
    json_option,
    passphrase,
    signer,
    signer_if_possible,
    watching,
)
from casefiles.errors import StorageFailed
from casefiles.views import ExhibitId, ReportFiles

PKCS12_PASSPHRASE = "ASSAY_PKCS12_PASSPHRASE"  # noqa: S105 - the name of a variable

HEEDED = {
    "--folder": ("", "--card"),
    "--format": ("", "--final", "--redact"),
    "--pkcs12": ("--final",),
    "--timestamp": ("--final",),
    "--exhibit": ("--card",),
}
"""Which kinds of report heed an option; '' is the plain one."""
WHERE = {"--folder": ": that goes into the folder exports/ of the case, because the custody log names its file"}


@click.command()
@case_argument
@click.option(
    "--folder", type=CASE, default=None, help="Where to write it; the folder exports/ of the case if not given."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(workbench.FORMATS),
    help="Only this rendering; may be given several times. All three if not given.",
)
@click.option("--at", type=int, default=None, metavar="EVENTS", help="Make the report of an earlier head again.")
@click.option("--like", type=CASE, default=None, help="With --at: a final.json; gives the bytes that were signed.")
@click.option("--final", "is_final", is_flag=True, help="Verify the case, freeze the report and sign it as PAdES.")
@click.option("--pkcs12", type=CASE, default=None, help="Sign with this certificate; one made here if not given.")
@click.option(
    "--timestamp", "authority", default="", metavar="URL", help="Ask this RFC 3161 authority; uses the network."
)
@click.option("--card", "is_card", is_flag=True, help="Only the newsroom card of each exhibit: one page, plain words.")
@click.option("--exhibit", "exhibits", multiple=True, help="With --card: only these exhibits.")
@click.option("--redact", type=CASE, default=None, help="A disclosure version: what to take out stands in this TOML.")
@json_option
def report(
    case: Path,
    *,
    folder: Path | None,
    formats: Sequence[str],
    at: int | None,
    like: Path | None,
    is_final: bool,
    pkcs12: Path | None,
    authority: str,
    is_card: bool,
    exhibits: Sequence[str],
    redact: Path | None,
    as_json: bool,
) -> None:
    """Write the report of CASE as it stands: PDF, HTML and JSON of one document.

    The report names the head of the custody log that it was made at; the same case at the same head gives the same
    bytes. With the examiner's key the report is recorded in the log; on a read-only case give --folder.

    A final report is verified, signed and recorded. It is refused while an objection of the board is not answered.
    """
    chosen = tuple(formats) or workbench.FORMATS
    if like is not None and at is None:
        raise click.UsageError("--like goes with --at: the number of events that the final report names")
    _one_of(final=is_final, card=is_card, redact=redact is not None, at=at is not None)
    kind = "--final" if is_final else "--card" if is_card else "--redact" if redact is not None else ""
    given = {"--folder": folder, "--format": formats, "--pkcs12": pkcs12, "--timestamp": authority}
    _goes_with(kind, **given, **{"--exhibit": exhibits})
    if is_card:
        made = courtroom.cards(case, [ExhibitId(name) for name in exhibits], folder=folder)
    elif is_final:
        made = _final(case, chosen, pkcs12, authority)
    elif redact is not None:
        with watching() as watcher:
            made = courtroom.disclose(case, redact, signer=signer(), formats=chosen, watcher=watcher)
    else:
        with watching() as watcher:
            made = workbench.report(
                case, signer=signer_if_possible(), folder=folder, formats=chosen, at=at, like=like, watcher=watcher
            )
    if as_json:
        print_json(made)
        return
    line(f"Wrote the report {made.id} at {made.head.size} custody events:")
    for kind, path, sha256 in made.files:
        facts(((kind, str(path)), ("sha256", sha256)))


def _one_of(**given: bool) -> None:
    named = [f"--{name}" for name, is_given in given.items() if is_given]
    if len(named) > 1:
        raise click.UsageError(f"{' and '.join(named)} do not go together")


def _goes_with(kind: str, **given: object) -> None:
    """Refuse options that the report of a kind, '' for the plain one, would not heed."""
    for option, value in given.items():
        kinds = HEEDED[option]
        if value and kind not in kinds:
            goes = f"does not go with {kind}" if "" in kinds else f"goes with {' or '.join(kinds)}"
            raise click.UsageError(f"{option} {goes}{WHERE.get(option, '')}")


def _final(case: Path, formats: Sequence[str], pkcs12: Path | None, authority: str) -> ReportFiles:
    from casefiles import signing
    from casefiles.reports import Finish

    examiner = signer()
    mine = (
        signing.brought(pkcs12, passphrase("Passphrase of the PKCS#12 file", PKCS12_PASSPHRASE))
        if pkcs12
        else courtroom.credentials(passphrase("Passphrase of the examiner's key"), signer=examiner)
    )
    with watching() as watcher:
        return courtroom.final_report(case, Finish(mine, authority), signer=examiner, formats=formats, watcher=watcher)


@click.command()
@case_argument
@click.argument("target", type=CASE)
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page.")
@click.option("--width", type=click.IntRange(100, 2400), default=900, show_default=True, help="Its width in pixels.")
def preview(case: Path, target: Path, *, page: int, width: int) -> None:
    """Draw a page of the report of CASE, as it would be now, into the new PNG file TARGET. Nothing is recorded."""
    from casefiles.pictures import png

    found = courtroom.preview(case)
    (drawn,) = courtroom.preview_pages(found, page - 1, width=width)
    try:
        with target.open("xb") as file:
            file.write(png(drawn.rgb, drawn.width, drawn.height))
    except OSError as error:
        raise StorageFailed(f"{target} could not be written: {error.strerror}", hint="Choose another name.") from error
    line(f"Page {page} of {drawn.total} of the report {found.id}, as it would be at {found.head.size} events: {target}")
