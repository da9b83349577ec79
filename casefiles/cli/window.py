"""The command gui."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from casefiles.cli.session import CASE


@click.command()
@click.argument("case", required=False, type=CASE)
def gui(case: Path | None) -> int:
    """Open the window, with CASE in it if one is given."""
    # By name: the command line stands below the window and does not know it unless a person asks for it.
    app = importlib.import_module("gui.app")
    code = app.main([str(case)] if case else [])
    return int(code)
