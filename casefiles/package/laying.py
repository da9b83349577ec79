"""A package laid out as a case folder: its database made anew from the log, its files where their digests say."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from casefiles.case import DATABASE, DERIVATIVES, EXPORTS, INCOMING, ORIGINALS, Case
from casefiles.errors import EntryRefused
from casefiles.package.bag import Bag
from casefiles.package.opened import Opened
from casefiles.package.replay import write_database
from casefiles.sourcefile import display
from casefiles.vault import stored_as


def lay_out(taken: Opened, part: Path) -> None:
    """Make in ``part`` the case folder that a package holds; raise EntryRefused. Nothing is believed: verify it."""
    for folder in (ORIGINALS, DERIVATIVES, EXPORTS, INCOMING):
        (part / folder).mkdir(parents=True)
    write_database(taken, part / DATABASE)
    with Case.open(part) as case:
        rows = case.store.rows("SELECT id, sha256, stored_as FROM exhibit")
        files = {str(row["id"]): (str(row["stored_as"]), str(row["sha256"])) for row in rows}
        for name, (path, sha256) in files.items():
            if not re.fullmatch(r"[0-9a-f]{64}", sha256) or path != stored_as(sha256):
                raise EntryRefused(f"the package says that {display(name)} is kept in another place than its digest's")
        kept = {str(row["id"]): str(row["path"]) for row in case.store.rows("SELECT id, path FROM derivative")}
        for row in case.store.rows("SELECT report, format, path FROM report_file"):
            if str(row["path"]).startswith(f"{EXPORTS}/"):
                kept[str(row["report"]) + "/" + str(row["format"])] = str(row["path"])
    _copy_originals(taken, part, {name: path for name, (path, _) in files.items()})
    for name, path in _named(taken, "derivatives") | _named(taken, "reports"):
        if name in kept:
            _copy(taken, part, path, _inside(kept[name]))


def _copy_originals(taken: Opened, part: Path, places: dict[str, str]) -> None:
    described = taken.description.get("exhibits")
    for one in described if isinstance(described, list) else ():
        match one:
            case {"id": str(name), "file": str(file)} if file and name in places:
                _copy(taken, part, file, places[name])
                (part / places[name]).chmod(0o444)


def _named(taken: Opened, kind: str) -> set[tuple[str, str]]:
    found = taken.description.get(kind)
    pairs = found.items() if isinstance(found, dict) else ()
    return {(name, path) for name, path in pairs if isinstance(path, str)}


def _copy(taken: Opened, part: Path, source: str, place: str) -> None:
    if (part / place).exists():
        return  # two derivatives of the same bytes are one file
    Bag(part).copy(taken.path(source), place)


def _inside(path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or parts[0] not in {DERIVATIVES, EXPORTS} or "\\" in path:
        raise EntryRefused(f"the package names a file outside the case: {display(path)}")
    return path
