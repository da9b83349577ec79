"""Unpack an archive with bounds, so that no member writes outside its place, hides another, or fills the disk.

A member is written to a numbered folder of its own under its bare last name: what its name says never becomes a path.
An archive that breaks a rule is refused whole, with the reason; nothing of it is used.
"""

from __future__ import annotations

import hashlib
import stat
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from casefiles.errors import EntryRefused, SourceUnusable
from casefiles.sourcefile import display

_BLOCK = 1024 * 1024
_HEADER_FIXED = 30
"""Bytes of a local file header in a ZIP before its name (PKWARE APPNOTE 4.3.7)."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an archive may cost."""

    members: int = 20_000
    octets: int = 64 * 1024**3
    ratio: int = 1_000
    """Most bytes out for one byte in; archives of media are far below, and text is seldom above a hundred."""
    free_ratio: int = 1024 * 1024
    """A member below this size is not held against the ratio."""
    name: int = 1_000
    depth: int = 32


DEFAULT = Bounds()


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive or a folder: ``name`` as it stands there with '/', ``path`` where its content lies."""

    name: str
    path: Path
    size: int
    sha256: str

    @property
    def base(self) -> str:
        """Return the last part of the name."""
        return self.name.rsplit("/", 1)[-1]


def is_archive(path: Path) -> bool:
    """Return whether a file is a ZIP or a tar by its content."""
    return zipfile.is_zipfile(path) or tarfile.is_tarfile(path)


def unpack(archive: Path, into: Path, bounds: Bounds = DEFAULT) -> tuple[Member, ...]:
    """Write the regular members of a ZIP or tar below ``into``; raise EntryRefused for a hostile or damaged one.

    Refused are: paths that leave their place, links and devices, names that stand twice (letter case and Unicode form
    aside), encrypted members, members that overlap, too many, too large, or growing beyond ``bounds.ratio``.
    """
    try:
        if zipfile.is_zipfile(archive):
            with zipfile.ZipFile(archive) as opened:
                return tuple(_zip_members(opened, archive, into, bounds))
        with tarfile.open(archive, "r:*") as opened_tar:
            return tuple(_tar_members(opened_tar, archive, into, bounds))
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        why = str(error).partition(":\n")[0]  # tarfile lists what each of its readers says, line after line
        raise EntryRefused(f"{display(archive.name)} is damaged or of an unknown kind: {why}") from error
    except (UnicodeError, ValueError) as error:
        raise EntryRefused(f"{display(archive.name)} is damaged: {error}") from error
    except OSError as error:
        raise SourceUnusable(f"{display(archive.name)} cannot be unpacked: {error.strerror or error}") from error


def safe_name(name: str, bounds: Bounds = DEFAULT) -> str:
    """Return a member's name with its parts joined by '/'; raise EntryRefused for one that leaves its place."""
    shown = display(name[:200])
    if not name or len(name) > bounds.name:
        raise EntryRefused(f"an archive's member has no name, or one of more than {bounds.name} characters")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in name):
        raise EntryRefused(f"the name {shown} of an archive's member holds control characters")
    if "\\" in name or name.startswith("/") or (len(name) > 1 and name[1] == ":"):
        raise EntryRefused(f"the member {shown} of an archive has an absolute or foreign path")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if not parts or ".." in parts or len(parts) > bounds.depth:
        raise EntryRefused(f"the member {shown} of an archive leads out of its place")
    return "/".join(parts)


def write_member(name: str, number: int, source: IO[bytes], into: Path, most: int) -> Member:
    """Write one member's content below ``into`` in a folder of its own; raise EntryRefused beyond ``most`` bytes."""
    folder = into / f"{number:05d}"
    folder.mkdir(parents=True)
    path = folder / (_short(name.rsplit("/", 1)[-1]))
    size, digest = 0, hashlib.sha256()
    with path.open("xb") as file:
        while block := source.read(_BLOCK):
            size += len(block)
            if size > most:
                raise EntryRefused(f"the member {display(name)} of an archive grows beyond {most:,} bytes")
            digest.update(block)
            file.write(block)
    return Member(name, path, size, digest.hexdigest())


def _short(base: str) -> str:
    """Return a name that every file system takes: at most 200 bytes, keeping its ending."""
    raw = base.encode()
    if len(raw) <= 200:
        return base
    ending = Path(base).suffix[:16]
    return raw[:150].decode("utf-8", "ignore") + ending


@dataclass(slots=True)
class _Budget:
    bounds: Bounds
    packed: int
    members: int = 0
    octets: int = 0

    def admit(self, name: str, seen: set[str]) -> None:
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            raise EntryRefused(f"the name {display(name)} stands twice in the archive")
        seen.add(key)
        self.members += 1
        if self.members > self.bounds.members:
            raise EntryRefused(f"the archive has more than {self.bounds.members:,} members")

    def left(self) -> int:
        whole = min(self.bounds.octets, max(self.packed * self.bounds.ratio, self.bounds.free_ratio))
        return max(0, whole - self.octets)


def _zip_members(opened: zipfile.ZipFile, archive: Path, into: Path, bounds: Bounds) -> Iterator[Member]:
    budget, seen = _Budget(bounds, archive.stat().st_size), set[str]()
    found = opened.infolist()
    if len(found) > bounds.members:
        raise EntryRefused(f"the archive has more than {bounds.members:,} members")
    _refuse_overlaps(found)
    for info in found:
        name = safe_name(info.orig_filename.rstrip("/") if info.is_dir() else info.orig_filename, bounds)
        if info.is_dir():
            continue
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise EntryRefused(f"the member {display(name)} of an archive is a link or a device")
        if info.flag_bits & 0x1:
            raise EntryRefused(f"the member {display(name)} of an archive is encrypted")
        budget.admit(name, seen)
        most = min(budget.left(), max(info.compress_size * bounds.ratio, bounds.free_ratio))
        with opened.open(info) as source:
            member = write_member(name, budget.members, source, into, most)
        budget.octets += member.size
        yield member


def _refuse_overlaps(found: list[zipfile.ZipInfo]) -> None:
    """Refuse members that share bytes, by which a small file gives endless output (Fifield, WOOT 2019)."""
    end = 0
    for info in sorted(found, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise EntryRefused(f"the member {display(info.filename)} of an archive overlaps with another")
        end = info.header_offset + _HEADER_FIXED + len(info.orig_filename) + info.compress_size


def _tar_members(opened: tarfile.TarFile, archive: Path, into: Path, bounds: Bounds) -> Iterator[Member]:
    budget, seen = _Budget(bounds, archive.stat().st_size), set[str]()
    for info in opened:
        name = safe_name(info.name, bounds) if info.name not in (".", "./") else ""
        if info.isdir():
            continue
        if not info.isreg():
            raise EntryRefused(f"the member {display(name)} of an archive is a link or a device")
        budget.admit(name, seen)
        source = opened.extractfile(info)
        assert source is not None  # a regular member
        member = write_member(name, budget.members, source, into, budget.left())
        budget.octets += member.size
        yield member


def of_folder(
    folder: Path, bounds: Bounds = DEFAULT, *, only: Callable[[Path], bool] | None = None
) -> tuple[Member, ...]:
    """Return the regular files below a folder where they lie; raise EntryRefused beyond the bounds.

    Links are not followed and not taken. ``only`` chooses among the files.
    """
    members: list[Member] = []
    waiting = [folder]
    try:
        while waiting:
            place = waiting.pop()
            for path in sorted(place.iterdir()):
                if path.is_symlink():
                    continue
                if path.is_dir():
                    waiting.append(path)
                elif path.is_file() and (only is None or only(path)):
                    members.append(of_file(path, path.relative_to(folder).as_posix()))
                if len(members) > bounds.members or len(path.relative_to(folder).parts) > bounds.depth:
                    raise EntryRefused(f"{display(folder.name)} holds more than can be taken in at once")
    except OSError as error:
        raise SourceUnusable(f"{display(folder.name)} cannot be read: {error.strerror}") from error
    return tuple(sorted(members, key=lambda one: one.name))


def of_file(path: Path, name: str = "") -> Member:
    """Return one file where it lies."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Member(name or path.name, path, path.stat().st_size, digest)
    except OSError as error:
        raise SourceUnusable(f"{display(path.name)} cannot be read: {error.strerror}") from error
