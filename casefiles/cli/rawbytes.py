"""How the command show prints bytes of an exhibit: offset, hexadecimal, and the printable ones as text."""

from __future__ import annotations

from pathlib import Path

import click

from casefiles import workbench
from casefiles.cli.output import line, print_json
from casefiles.rawbytes import span
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
    raw = bytes.fromhex(found.hex)
    for at in range(0, len(raw), 16):
        row = raw[at : at + 16]
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        line(f"  {offset + at:>12}  {row[:8].hex(' '):<23}  {row[8:].hex(' '):<23}  {shown}")
    if len(raw) < length:
        line(f"  The file ends here: {len(raw)} of {length} bytes.")
