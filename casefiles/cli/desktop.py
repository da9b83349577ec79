"""The command desktop: put the window into the menu of a Linux desktop, with its icon, or take it out again."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.resources import files
from pathlib import Path

import click

from casefiles.cli.output import line
from casefiles.errors import StorageFailed
from forensics.starting import bundled

NAME = "assay"


def desktop_entry(program: str) -> str:
    """Return the desktop entry (freedesktop.org, Desktop Entry Specification 1.5) that starts a program."""
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in program)
    template = files("gui").joinpath("assay.desktop").read_text("utf-8")
    return template.replace("Exec=assay-gui", f'Exec="{quoted}"')


def data_home() -> Path:
    """Return the folder of the user's own data, by the XDG Base Directory Specification."""
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given) if given.startswith("/") else Path.home() / ".local" / "share"


@click.command()
@click.option("--remove", is_flag=True, help="Take it out again.")
def desktop(*, remove: bool) -> None:
    """Put the window into the menu of this user's Linux desktop, with its icon.

    Nothing outside ~/.local/share (or XDG_DATA_HOME) is touched. On macOS and Windows the bundle brings this.
    """
    if sys.platform != "linux":
        raise click.UsageError("this is for Linux desktops; on macOS and Windows the bundle brings its own icon")
    entry = data_home() / "applications" / f"{NAME}.desktop"
    icon = data_home() / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"
    try:
        if remove:
            for path in (entry, icon):
                path.unlink(missing_ok=True)
                line(f"Removed {path}")
            return
        entry_text = _entry()
        for path, text in ((icon, files("gui").joinpath("assay.svg").read_text("utf-8")), (entry, entry_text)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            line(f"Wrote {path}")
    except OSError as error:
        raise StorageFailed(f"the menu entry could not be written: {error.strerror}") from error


def _entry() -> str:
    beside = Path(sys.executable).with_name("assay-gui")
    found = str(beside) if beside.exists() else shutil.which("assay-gui")
    if not found or (bundled() and not beside.exists()):
        raise StorageFailed("the program assay-gui was not found", hint="Install Assay with `pipx install` first.")
    return desktop_entry(found)
