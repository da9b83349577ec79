"""`assay import`: take in what others made of a clip."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import verbs_sources as verbs
from casefiles.cli import package
from casefiles.cli.output import heading, line, print_json, table
from casefiles.cli.session import CASE, case_argument, json_option, signer, watching
from casefiles.importing import Import
from casefiles.views import Provided

SHOWN = 200


@click.command("import")
@case_argument
@click.argument("path", type=CASE)
@click.option("--from", "received_from", default="", help="Who gave it.")
@click.option("--source", default="", help="Where it comes from, in words.")
@click.option("--note", default="")
@click.option("--reason", default="", help="Why it is imported.")
@click.option("--authority", default="")
@click.option("--despite-problems", is_flag=True, help="Of a package: take it although something differs.")
@json_option
@click.pass_context
def import_(  # noqa: PLR0917 - click calls it by name
    context: click.Context,
    case: Path,
    path: Path,
    received_from: str,
    source: str,
    note: str,
    reason: str,
    authority: str,
    despite_problems: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Take PATH, a file or a folder, into CASE: recognised by content, checked, kept whole, every member listed.

    Recognised are output of yt-dlp and auto-archiver, ProofMode bundles, WACZ, WARC, HAR, MHTML, exports of WhatsApp
    and Telegram, subtitles (SRT, WebVTT, TTML), lists of digests, and ZIP or tar archives of anything. A hostile
    archive is refused whole. An integrity mark that differs is recorded, and does not hinder the import.

    Where no CASE stands yet, PATH is a package that `assay package` made, and the new case takes over its history:
    every file, row, event and signature is checked first, and the log goes on under your key.
    """
    if not case.exists():
        context.invoke(
            package.import_, case=case, package=path, reason=reason, despite_problems=despite_problems, as_json=as_json
        )
        return
    provided = Provided(received_from=received_from, source=source, note=note, reason=reason, authority=authority)
    with watching() as watcher:
        made = verbs.import_(case, path, provided=provided, signer=signer(), watcher=watcher)
    print_json(made) if as_json else _show(made)


@click.command()
@case_argument
@json_option
def imports(case: Path, as_json: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Show every import of CASE with its members and checks."""
    found = verbs.imports(case)
    if as_json:
        print_json(found)
        return
    for one in found:
        _show(one)
    if not found:
        line("Nothing was imported.")


def _show(one: Import) -> None:
    heading(f"{one.id}: {one.name}, recognised as {one.kind}{f', kept as {one.container}' if one.container else ''}")
    for remark in one.remarks:
        line(f"  {remark}")
    rows = ((m.exhibit or "–", m.role, m.name, str(m.size), m.remark) for m in one.members[:SHOWN])
    table(("exhibit", "role", "member", "bytes", "remark"), rows)
    if len(one.members) > SHOWN:
        line(f"  The first {SHOWN} of {len(one.members)}; --json shows all.")
    checks = sorted(one.checks, key=lambda check: check.outcome != "differs")
    table(("outcome", "checked", "detail"), ((c.outcome.value, c.what, c.detail) for c in checks[:SHOWN]))
    if len(checks) > SHOWN:
        line(f"  The first {SHOWN} of {len(checks)}; --json shows all.")


globals()["import"] = import_  # the command's name is a word of the language
