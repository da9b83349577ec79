"""Reading every kept file again: originals, derivatives, reports; and looking for files that nobody recorded."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import Event

from casefiles.errors import Cancelled
from casefiles.sourcefile import display
from casefiles.views import Problem
from forensics.digest import BLOCK, Pieces

MOST_RANGES = 8
Tell = Callable[[int], None]
"""Called with the bytes of every block that was read; raises Cancelled to stop."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that the case says it keeps. ``size`` -1 and ``pieces`` '' where none were recorded."""

    path: str
    sha256: str
    owner: str
    size: int = -1
    piece_length: int = 0
    pieces: str = ""
    read_only: bool = False


def glance_at_files(case: Path, files: Sequence[KeptFile]) -> list[Problem]:
    """Return what is wrong with the files as far as their folder shows it: missing, of another kind or size."""
    return [problem for kept in files for problem in _look(case, kept).problems]


def check_files(case: Path, files: Sequence[KeptFile], tell: Tell) -> list[Problem]:
    """Return what is wrong with the files, read on all cores."""
    with checking_files(case, files, tell) as problems:
        return problems()


@contextmanager
def checking_files(case: Path, files: Sequence[KeptFile], tell: Tell) -> Iterator[Callable[[], list[Problem]]]:
    """Read the files on all cores but one while the caller does something else, and on all once it calls what is held.

    That returns what is wrong with them. The largest come first, so that no core waits at the end. Who leaves before
    the end waits for one block at most.
    """
    from concurrent.futures import ThreadPoolExecutor

    waiting = iter(sorted(range(len(files)), key=lambda place: -files[place].size))
    found: dict[int, list[Problem]] = {}
    left = Event()

    def tell_unless_left(count: int) -> None:
        if left.is_set():
            raise Cancelled("stopped while reading files")
        tell(count)

    def take() -> None:
        for place in waiting:  # of one iterator each takes the next
            found[place] = list(_check(case, files[place], tell_unless_left))

    others = max((os.cpu_count() or 1) - 1, 1)
    with ThreadPoolExecutor(max_workers=others) as pool:
        taking = [pool.submit(take) for _ in range(others)]

        def problems() -> list[Problem]:
            take()  # the caller's core is free now
            for one in taking:
                one.result()
            return [problem for _, those in sorted(found.items()) for problem in those]

        try:
            yield problems
        finally:
            left.set()


def unknown_files(case: Path, folder: str, known: frozenset[str]) -> Iterator[str]:
    """Yield the paths, inside the case, of files in a folder that are not among those known."""
    for root, folders, names in os.walk(case / folder, followlinks=False):
        inside = Path(root).relative_to(case).as_posix()
        for name in (*names, *(one for one in folders if (Path(root) / one).is_symlink())):
            path = f"{inside}/{name}"
            if path not in known:
                yield path


def _check(case: Path, kept: KeptFile, tell: Tell) -> Iterator[Problem]:
    """1 to 4 what the folder shows, 5 the content."""
    seen = _look(case, kept)
    yield from seen.problems
    if not seen.readable:
        return
    try:
        yield from _check_content(case / kept.path, kept, tell)
    except OSError as error:
        yield Problem(_place(kept), f"cannot be read: {error.strerror}")


@dataclass(frozen=True, slots=True)
class _Look:
    """What the folder shows of a kept file, and whether its content can be read at all."""

    problems: tuple[Problem, ...]
    readable: bool


def _look(case: Path, kept: KeptFile) -> _Look:
    """1 the path stays inside the case, 2 it is a plain file, 3 nobody may write to it, 4 size."""
    parts = PurePosixPath(kept.path).parts
    if not parts or ".." in parts or parts[0] == "/":
        return _unreadable(kept, "the recorded path leads out of the case")
    try:
        found = (case / kept.path).lstat()
    except (OSError, ValueError) as error:
        return _unreadable(kept, f"is missing ({getattr(error, 'strerror', None) or error})")
    if not stat.S_ISREG(found.st_mode):
        return _unreadable(kept, f"is no regular file any more but {stat.filemode(found.st_mode)}")
    problems = []
    if kept.read_only and found.st_mode & 0o222:
        problems.append(f"its permissions allow writing ({stat.filemode(found.st_mode)})")
    if kept.size >= 0 and found.st_size != kept.size:
        problems.append(f"has {found.st_size} bytes instead of {kept.size}")
    return _Look(tuple(Problem(_place(kept), what) for what in problems), readable=True)


def _unreadable(kept: KeptFile, what: str) -> _Look:
    return _Look((Problem(_place(kept), what),), readable=False)


def _place(kept: KeptFile) -> str:
    return f"{display(kept.path)} ({kept.owner})"


def _check_content(path: Path, kept: KeptFile, tell: Tell) -> Iterator[Problem]:
    digest = sha256()
    for block in _blocks(path):
        digest.update(block)
        tell(len(block))
    if digest.hexdigest() == kept.sha256:
        return
    place = _place(kept)
    if not kept.pieces or not kept.piece_length:
        yield Problem(place, "its SHA-256 is not the recorded one")
        return
    pieces = Pieces(kept.piece_length)
    for block in _blocks(path):
        pieces.update(block)
    ranges = _differing(kept.pieces.split(" "), pieces.hexdigest().split(" "), kept.piece_length)
    where = ", ".join(f"{low} to {high}" for low, high in ranges[:MOST_RANGES])
    more = f" and in {len(ranges) - MOST_RANGES} other places" if len(ranges) > MOST_RANGES else ""
    told = f"; it differs within bytes {where}{more}" if ranges else "; its pieces are the recorded ones"
    yield Problem(place, f"its SHA-256 is not the recorded one{told}")


def _blocks(path: Path) -> Iterator[bytes]:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        while block := os.read(descriptor, BLOCK):
            yield block
    finally:
        os.close(descriptor)


def _differing(expected: Sequence[str], found: Sequence[str], length: int) -> list[tuple[int, int]]:
    """Return the byte ranges (both ends included) of the pieces that differ, neighbours joined."""
    ranges: list[tuple[int, int]] = []
    for number in range(max(len(expected), len(found))):
        one, other = expected[number : number + 1], found[number : number + 1]
        if one == other:
            continue
        low, high = number * length, (number + 1) * length - 1
        if ranges and ranges[-1][1] + 1 == low:
            ranges[-1] = (ranges[-1][0], high)
        else:
            ranges.append((low, high))
    return ranges
