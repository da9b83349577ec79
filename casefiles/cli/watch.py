"""`assay watch`: take in what comes into a folder."""

from __future__ import annotations

import time
from pathlib import Path

import click

from casefiles import verbs_desk as verbs
from casefiles.cli.output import line
from casefiles.cli.session import CASE, case_argument, signer, watching
from casefiles.foldering import SETTLED, Seen


@click.command()
@case_argument
@click.argument("folder", type=CASE)
@click.option("--once", is_flag=True, help="Look once and end.")
@click.option("--every", type=click.FloatRange(min=0.5), default=10.0, show_default=True, help="Seconds between looks.")
@click.option("--settled", type=click.FloatRange(min=0), default=SETTLED, show_default=True,
              help="Seconds since its last change before a file is taken for whole.")  # fmt: skip
def watch(case: Path, folder: Path, once: bool, every: float, settled: float) -> None:  # noqa: FBT001
    """Acquire what comes into FOLDER, examine it, and look it up in the library; what was found is logged in CASE.

    Ctrl-C ends it. Started again it does nothing twice and goes on where it was. Folders inside, hidden files and
    unfinished downloads (.part, .crdownload …) are left alone. Nothing in FOLDER is changed.
    """
    who, seen = signer(), Seen(settled)
    with watching() as watcher:
        while not watcher.cancelled():
            done = verbs.watch_round(case, folder, seen, signer=who, watcher=watcher)
            for one in done.taken:
                line(": ".join(filter(None, (one.exhibit, one.name, one.done))))
            if done.waiting:
                line(f"{done.waiting} files wait for the next round.")
            elif once:
                return
            until = time.monotonic() + (0 if done.waiting else every)
            while time.monotonic() < until and not watcher.cancelled():
                time.sleep(0.1)
