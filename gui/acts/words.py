"""What the declarations share: names with values as text to read, and the fields that many forms have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from casefiles.views import ExhibitId, ReportFiles
from gui.acts.declared import At
from gui.fields import Blank
from gui.saying import tr
from gui.words import one_line, paragraphs

Some = At[Any]


def pairs(*named: tuple[str, str]) -> str:
    """Return names, translated, with their values, one a line; those without a value are left out."""
    return "\n".join(f"{tr(name)}: {paragraphs(value)}" for name, value in named if value)


def files_words(files: ReportFiles) -> str:
    """Return every file of a report with its digest."""
    return "\n".join(f"{kind}: {one_line(str(path), 1000)}\n  SHA-256 {sha256}" for kind, path, sha256 in files.files)


def reason() -> Blank:
    """Return the field for a reason, which stands in the custody log."""
    return Blank("reason", tr("&Reason"), needed=True, hint=tr("it stands in the custody log"))


def authority() -> Blank:
    """Return the field for an authority."""
    return Blank("authority", tr("A&uthority"), hint=tr("under which authority or request, if any"))


def of_exhibits(at: Some, *, ticked: Sequence[str] = (), help: str = "") -> Blank:
    """Return the field in which exhibits are ticked."""
    choices = tuple((one.id, f"{one.id}  {one_line(one.name, 80)}") for one in at.exhibits)
    return Blank("exhibits", tr("E&xhibits"), "\n".join(ticked), choices=choices, asks="several", help=help)


def ids(text: str) -> tuple[ExhibitId, ...]:
    """Return the exhibits that were ticked."""
    return tuple(ExhibitId(one) for one in text.split("\n") if one)


def paths(text: str) -> tuple[Path, ...]:
    """Return the paths that were chosen, one a line."""
    return tuple(Path(one).expanduser() for one in text.split("\n") if one)
