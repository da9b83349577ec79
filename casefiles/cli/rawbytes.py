"""How the command show prints bytes of an exhibit: offset, hexadecimal, and the printable ones as text."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import line, print_json
from casefiles.rawbytes import dump, span
from casefiles.views import ExhibitId


def show_bytes(case: Path, exhibit: str | None, text: str, *, as_json: bool) -> None:
    """Print the bytes OFFSET:LENGTH of an exhibit; raise UsageError for what is no such place."""
    if exhibit is None:
        raise click.UsageError("--bytes needs an EXHIBIT")
    try:
        offset, length = span(text)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    found = workbench.raw_bytes(case, ExhibitId(exhibit), offset, length)
    if as_json:
        print_json(found)
        return
    for row in dump(found).splitlines():
        line(f"  {row}")
    if len(found.hex) < 2 * length:
        line(f"  The file ends here: {len(found.hex) // 2} of {length} bytes.")
