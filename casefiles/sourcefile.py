"""The file that an exhibit is copied from: opened so that nothing of it changes, and described as it was found."""

from __future__ import annotations

import ctypes
import os
import stat
import sys
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casefiles.errors import SourceUnusable

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "9p", "virtiofs", "fuse.sshfs", "fuse.rclone"}
)
_NO_PERMISSIONS = frozenset({"vfat", "msdos", "exfat", "fuseblk", "ntfs", "ntfs3", "hfs", "cifs", "smb3", "9p"})
"""File systems that hold no permissions of their own: what is made read-only there may not stay so."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Mount:
    """The file system that a source stands on. ``trusted`` is False where its answers may come from a cache."""

    kind: str
    device: str
    read_only: bool
    removable: bool
    write_blocked: bool = False
    """Whether the device itself refuses writing, as behind a write blocker or with a card's switch set."""

    @property
    def keeps_permissions(self) -> bool:
        """Return whether a file that was made read-only can be expected to stay so."""
        return self.kind not in _NO_PERMISSIONS

    @property
    def shares_memory(self) -> bool:
        """Return whether processes can be expected to share memory through files on it."""
        return self.kind not in _NETWORK and self.kind != "unknown" and not self.kind.startswith("fuse")

    @property
    def read_twice(self) -> bool:
        """Return whether one reading is not enough: a network share may lie about times, a card may fail."""
        return self.removable or self.kind in _NETWORK or self.kind.startswith("fuse") or self.kind == "unknown"

    def words(self) -> str:
        """Return the mount in a few words."""
        place = "network share" if self.kind in _NETWORK else "removable medium" if self.removable else "local disk"
        how = ", read-only" if self.read_only else ""
        return f"{place} ({self.kind}{how}{', the device refuses writing' if self.write_blocked else ''})"


@dataclass(frozen=True, slots=True)
class State:
    """What must not change while a file is read."""

    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An open source: ``given`` is the path as it was given, ``path`` the regular file that was opened.

    ``link`` is what a symbolic link said, '' where ``given`` was none.
    """

    given: Path
    path: Path
    link: str
    descriptor: int
    before: os.stat_result
    born: str
    mount: Mount
    access_time_kept: bool

    @property
    def state(self) -> State:
        """Return the state at opening."""
        return state_of(self.before)

    @property
    def sparse(self) -> bool:
        """Return whether the source has holes."""
        return self.before.st_blocks * 512 < self.before.st_size

    def kind(self) -> str:
        """Return in words what was opened."""
        what = "regular file, reached through a symbolic link" if self.link else "regular file"
        return f"{what}, on a {self.mount.words()}"

    def facts(self) -> dict[str, str]:
        """Return what the file system says besides the times."""
        found = self.before
        return {
            "device": str(found.st_dev),
            "inode": str(found.st_ino),
            "links": str(found.st_nlink),
            "mode": stat.filemode(found.st_mode),
            "owner": str(found.st_uid),
            "group": str(found.st_gid),
            "allocated_bytes": str(found.st_blocks * 512),
            "file_system": self.mount.kind,
            "mounted_from": display(self.mount.device),
            "mounted_read_only": "yes" if self.mount.read_only else "no",
            "device_refuses_writing": "yes" if self.mount.write_blocked else "no",
            "removable": "yes" if self.mount.removable else "no",
            "access_time": "kept by O_NOATIME" if self.access_time_kept else "may have been moved by the reading",
        }

    def close(self) -> None:
        """Close the source."""
        os.close(self.descriptor)


def open_source(given: Path) -> SourceFile:
    """Open a source read-only; raise SourceUnusable with the reason.

    A link is not followed silently: it is resolved first, the file that it leads to is opened, and both are recorded.
    """
    shown = display(os.fspath(given))
    try:
        link = ""
        path = given
        if given.is_symlink():
            link, path = display(os.fspath(given.readlink())), Path(os.path.realpath(given))
        descriptor, kept = _open(path)
    except (OSError, ValueError) as error:
        raise unusable(shown, error) from error
    try:
        before = os.fstat(descriptor)
        _require_regular(before, shown)
        return SourceFile(given, path, link, descriptor, before, _born(descriptor), mount_of(path), kept)
    except BaseException:
        os.close(descriptor)
        raise


def unusable(shown: str, error: OSError | ValueError) -> SourceUnusable:
    """Return the error for a source that the system refuses."""
    if isinstance(error, FileNotFoundError):
        return SourceUnusable(f"{shown} does not exist", hint="Check the path.")
    if isinstance(error, PermissionError):
        return SourceUnusable(
            f"{shown} may not be read by this user", hint="Ask for the right to read it, or copy it as its owner."
        )
    return SourceUnusable(f"{shown} cannot be read: {getattr(error, 'strerror', None) or error}")


def _open(path: Path) -> tuple[int, bool]:
    """Open without following a link, without waiting for a pipe's other end, and if allowed without moving atime."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    quiet = getattr(os, "O_NOATIME", 0)
    if quiet:
        try:
            return os.open(path, flags | quiet), True
        except PermissionError:
            pass  # only the owner may ask for that; the plain way says whether reading is allowed
    return os.open(path, flags | getattr(os, "O_BINARY", 0)), False


def _require_regular(found: os.stat_result, shown: str) -> None:
    mode = found.st_mode
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise SourceUnusable(f"{shown} is a folder, not a file", hint="Give the files in it one by one.")
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
    raise SourceUnusable(
        f"{shown} is {kinds.get(stat.S_IFMT(mode), 'no regular file')}, not a file", hint="Give a regular file."
    )


def state_of(found: os.stat_result) -> State:
    """Return what must stay the same."""
    return State(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def nanosecond_stamp(nanoseconds: int) -> str:
    """Return a file system's time as ISO 8601 in UTC with nanoseconds; '' where it lies outside the calendar."""
    seconds, rest = divmod(nanoseconds, 1_000_000_000)
    try:
        moment = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return ""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest:09d}Z"


def display(name: str) -> str:
    """Return a file name as printable text: control, format and line characters and stray bytes are written out.

    The bytes of the name are kept beside it, so nothing is lost.
    """
    shown = []
    for sign in name:
        code = ord(sign)
        if 0xDC80 <= code <= 0xDCFF:
            shown.append(f"\\x{code - 0xDC00:02x}")
        elif unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
            shown.append(f"\\u{{{code:04x}}}")
        else:
            shown.append(sign)
    return "".join(shown)


def mount_of(path: Path) -> Mount:
    """Return the file system of a file as Linux's mount table names it; 'unknown' elsewhere."""
    try:
        table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        device = path.stat().st_dev
    except OSError:
        return Mount("unknown", "", read_only=False, removable=False)
    number = f"{os.major(device)}:{os.minor(device)}"
    real = os.path.realpath(path)
    best: tuple[int, Mount] | None = None
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 10 or "-" not in fields[6:]:
            continue
        rest = fields[fields.index("-", 6) + 1 :]
        point = fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
        within = real == point or real.startswith(point.rstrip("/") + "/")
        if not within or (best is not None and len(point) < best[0]):
            continue
        options = {*fields[5].split(","), *(rest[2].split(",") if len(rest) > 2 else ())}
        flags = {"removable": _flag(number, "removable"), "write_blocked": _flag(number, "ro")}
        best = (len(point), Mount(rest[0], rest[1], read_only="ro" in options, **flags))
    return best[1] if best else Mount("unknown", "", read_only=False, removable=False)


def _flag(number: str, name: str) -> bool:
    """Ask the block device, or for a partition the device that it is part of, whether a flag is set."""
    device = Path(f"/sys/dev/block/{number}")
    if not device.exists():
        return False
    for folder in (device.resolve(), device.resolve().parent):
        try:
            if (folder / name).read_text(encoding="ascii").strip() == "1":
                return True
        except (OSError, ValueError):
            continue
    return False


class _StatxTime(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_int64), ("nanoseconds", ctypes.c_uint32), ("reserved", ctypes.c_int32))


class _Statx(ctypes.Structure):
    """`struct statx` of Linux, 256 bytes."""

    _fields_ = (
        ("mask", ctypes.c_uint32),
        ("before_times", ctypes.c_uint8 * 60),
        ("accessed", _StatxTime),
        ("born", _StatxTime),
        ("rest", ctypes.c_uint8 * 160),
    )


_AT_EMPTY_PATH = 0x1000
_STATX_BTIME = 0x800


def _born(descriptor: int) -> str:
    """Return the time of birth that `statx(2)` gives, '' where the file system or the C library has none."""
    if not sys.platform.startswith("linux"):
        return ""
    found = _Statx()
    try:
        failed = ctypes.CDLL(None).statx(descriptor, b"", _AT_EMPTY_PATH, _STATX_BTIME, ctypes.byref(found))
    except (OSError, AttributeError):
        return ""
    if failed or not found.mask & _STATX_BTIME:
        return ""
    return nanosecond_stamp(found.born.seconds * 1_000_000_000 + found.born.nanoseconds)
