"""The command demo: the whole way from footage made on the spot to a report."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import click

from casefiles import keys, workbench
from casefiles.cli.output import line, size_words
from casefiles.cli.session import CASE, watching
from casefiles.errors import CaseExists, ExaminationFailed
from casefiles.keys import Signer
from casefiles.views import Provided, Watcher
from forensics.starting import command

CLAIM = "This clip shows, unaltered, what the camera saw."
NAME, PASSPHRASE = "Demonstration Examiner", "demonstration only"


@click.command()
@click.argument("folder", type=CASE, default=Path("demo"))
def demo(folder: Path) -> None:
    """Make a disputed clip, a re-encoded and cropped copy and a copy with one byte changed in FOLDER, and examine them.

    Everything happens in FOLDER, with a key of its own; the examiner's real key is not touched.
    """
    case = folder / "demonstration.assay"
    if os.path.lexists(case):
        raise CaseExists(f"{case} exists already", hint="Remove it, or name another folder: `assay demo FOLDER`.")
    made = _footage(folder / "footage")
    line(f"Made {len(made)} clips in {folder / 'footage'}:")
    for name, words in made:
        line(f"  {name}: {words}")
    signer = _signer(folder / "key")
    with watching() as watcher:
        _run(case, [folder / "footage" / name for name, _ in made], signer, watcher)


def _footage(folder: Path) -> list[tuple[str, str]]:
    """Make the clips in another process: this one never loads a codec."""
    process = subprocess.run(
        command("forensics.footage", os.fspath(folder)),
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        last = process.stderr.strip().splitlines()[-1:] or ["no word"]
        raise ExaminationFailed(f"the demonstration's footage could not be made: {last[0]}")
    said = [json.loads(text) for text in process.stdout.splitlines()]
    return [(Path(one["path"]).name, _truth(one)) for one in said if one["part"] in PARTS]


PARTS = {
    "signed": "the disputed clip, signed as C2PA with a certificate chain made on the spot",
    "copied": "a copy of it, cropped and encoded again",
    "changed": "a copy of it with one byte changed",
}


def _truth(made: dict[str, Any]) -> str:
    edits = [", ".join(f"{name} {value}" for name, value in edit.items()) for edit in made["edits"]]
    return f"{PARTS[made['part']]} ({'; '.join(edits) or 'nothing edited'})"


def _signer(home: Path) -> Signer:
    home.mkdir(parents=True, exist_ok=True)
    if keys.exists(home):
        return keys.unlock(home, PASSPHRASE)
    return keys.create(home, name=NAME, passphrase=PASSPHRASE)


def _run(case: Path, clips: list[Path], signer: Signer, watcher: Watcher) -> None:
    workbench.init(case, name="Demonstration", claim=CLAIM, signer=signer)
    line(f"Opened the case {case}.")
    provided = Provided(received_from="assay demo", source="made on the spot", reason="demonstration")
    done = workbench.acquire(case, clips, signer=signer, provided=provided, watcher=watcher)
    for one in done.acquired:
        line(f"  {one.exhibit.id} {one.acquisition.original_name} {size_words(one.exhibit.size)} {one.exhibit.sha256}")
    for row in workbench.examine(case, signer=signer, watcher=watcher):
        line(f"Examined {row.exhibit}: {row.outcome}, {row.findings} findings, {row.not_measured} not measured.")
    for exhibit in workbench.exhibits(case):
        line(f"{exhibit.id} {exhibit.name}:")
        for finding in workbench.exhibit(case, exhibit.id).findings:
            line(f"  - {finding.observation}")
    checked = workbench.verify(case, signer=signer, watcher=watcher)
    line(f"Verified: {checked.events} events, {checked.rows} rows, {len(checked.problems)} differences.")
    made = workbench.report(case, signer=signer, watcher=watcher)
    line("The report is here:")
    for _, path, _ in made.files:
        line(f"  {path}")
