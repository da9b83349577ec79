"""A folder with its structure: every file in it is acquired, and what could not be is written down with the reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casefiles import vault
from casefiles.case import Case
from casefiles.errors import AssayError, Cancelled, SourceUnusable
from casefiles.sourcefile import display, unusable
from casefiles.views import Acquired, Provided, Refused, Watcher

STOPPED = "not reached: a person stopped the work"


@dataclass(frozen=True, slots=True)
class FolderTaken:
    """A folder as it was taken in: its files, and what was left out, by paths inside it."""

    id: str
    name: str
    acquired: tuple[tuple[str, Acquired], ...]
    left_out: tuple[tuple[str, Refused], ...]
    event: int


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry of the folder: its path inside, and why it cannot be acquired, '' where it can be tried."""

    path: Path
    inside: str
    why_not: str


def acquire_folder(
    case: Case,
    folder: Path,
    provided: Provided,
    *,
    digests: frozenset[str] = frozenset(),
    watcher: Watcher = Watcher(),  # noqa: B008 - a frozen value, shared safely
) -> FolderTaken:
    """Acquire every file below ``folder`` and record the structure; raise SourceUnusable, Cancelled, case errors.

    Links are not followed; they, and pipes, sockets and devices, are recorded as left out. A stopped run records what
    it had taken until then, and which files it did not reach.
    """
    case.require_writable()
    if not folder.is_dir():
        raise SourceUnusable(f"{display(str(folder))} is not a folder", hint="Leave --folder out for files.")
    acquired: list[tuple[str, Acquired]] = []
    left_out: list[tuple[str, Refused]] = []
    stopped: Cancelled | None = None
    for found in _entries(folder):
        if found.why_not or stopped:
            left_out.append((found.inside, Refused(found.inside, found.why_not or STOPPED, "", 0)))
            continue
        try:
            acquired.append((found.inside, vault.acquire(case, found.path, provided, digests=digests, watcher=watcher)))
        except Cancelled as error:
            stopped = error
            left_out.append((found.inside, Refused(found.inside, STOPPED, error.advice, error.exit_code)))
        except AssayError as error:
            left_out.append((found.inside, Refused(found.inside, str(error), error.advice, error.exit_code)))
    taken = _record(case, folder, acquired, left_out, provided)
    if stopped is not None:
        raise stopped
    return taken


def _entries(folder: Path) -> Iterator[_Found]:
    """Yield everything below a folder but the folders themselves, in order of name; nothing is followed."""
    unread: list[_Found] = []

    def refuse(error: OSError) -> None:
        path = Path(error.filename or folder)
        unread.append(_Found(path, os.path.relpath(path, folder), str(unusable("the folder", error))))

    for place, folders, names in os.walk(folder, followlinks=False, onerror=refuse):
        folders.sort()
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in sorted([*names, *links]):
            path = Path(place) / name
            yield _Found(path, os.path.relpath(path, folder), _why_not(path))
    yield from unread


def _why_not(path: Path) -> str:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return str(unusable("the file", error))
    if stat.S_ISLNK(mode):
        return f"a symbolic link to {display(os.fspath(path.readlink()))}; links in a folder are not followed"
    return "" if stat.S_ISREG(mode) else f"no regular file ({stat.filemode(mode)})"


def _record(
    case: Case,
    folder: Path,
    acquired: list[tuple[str, Acquired]],
    left_out: list[tuple[str, Refused]],
    provided: Provided,
) -> FolderTaken:
    entries = [(inside, one.acquisition.id, "") for inside, one in acquired]
    entries += [(inside, "", one.reason) for inside, one in left_out]
    name = Path(os.path.abspath(folder)).name  # noqa: PTH100 - resolve would follow a link
    with case.change("folder", reason=provided.reason, authority=provided.authority) as change:
        identifier = change.next_id("folder")
        change.concern(identifier)
        change.record(acquired=len(acquired), left_out=len(left_out))
        change.insert(
            "folder",
            {
                "id": identifier,
                "name": display(name),
                "name_bytes": os.fsencode(name).hex(),
                "made": change.at,
                "by": case.signer.name if case.signer else "",
                "acquired": len(acquired),
                "left_out": len(left_out),
            },
        )
        for number, (inside, acquisition, why_not) in enumerate(sorted(entries)):
            change.insert(
                "folder_entry",
                {
                    "folder": identifier,
                    "number": number,
                    "path": display(inside),
                    "path_bytes": os.fsencode(inside).hex(),
                    "acquisition": acquisition,
                    "left_out": why_not,
                },
            )
        seq = change.seq
    return FolderTaken(identifier, display(name), tuple(acquired), tuple(left_out), seq)
