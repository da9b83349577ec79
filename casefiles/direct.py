"""Reading and writing at a place in an open file, past the system's memory of files where its file system allows that.

Through that memory each byte is copied once more by the processor and pushes out what other programs work with; past
it (Linux: O_DIRECT) the disk fills or empties our own buffer. Such a transfer begins at, and mostly is, a multiple of
ALIGNMENT bytes. Where a file system refuses it, the ordinary way serves.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from dataclasses import dataclass

ALIGNMENT = 4096
SMALLEST = 32 * 1024 * 1024
"""From how many bytes on a file is moved past memory: a small one may well be wanted again at once."""
_PROBES = 16
_REFUSED = frozenset({errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS})


@dataclass(slots=True)
class Channel:
    """An open file and, where its file system grants it, a second handle of it that goes past memory."""

    descriptor: int
    past_memory: int = -1

    @classmethod
    def of(cls, descriptor: int, size: int, *, write: bool = False) -> Channel:
        """Return the way to a file of ``size`` bytes; close it when done, which leaves ``descriptor`` open."""
        channel = cls(descriptor)
        if size >= SMALLEST and sys.platform == "linux":
            how = os.O_RDWR if write else os.O_RDONLY | _kept_access_time(descriptor)
            with contextlib.suppress(OSError):  # refused: the ordinary way serves
                # By the number, not by the name, which may lead elsewhere by now.
                channel.past_memory = os.open(f"/proc/self/fd/{descriptor}", how | os.O_DIRECT | os.O_CLOEXEC)
        return channel

    def close(self) -> None:
        """Give the second handle back."""
        if self.past_memory >= 0:
            os.close(self.past_memory)
            self.past_memory = -1

    def read(self, room: memoryview, offset: int) -> int:
        """Fill ``room`` from ``offset`` on; return how many bytes there were: fewer only at the end of the file."""
        done = 0
        if self.past_memory >= 0 and not offset % ALIGNMENT and not len(room) % ALIGNMENT:
            try:
                done = os.preadv(self.past_memory, [room], offset)
            except OSError as error:
                if error.errno not in _REFUSED:
                    raise
                self.close()
        while done < len(room) and (found := _read(self.descriptor, room[done:], offset + done)):
            done += found
        return done

    def write(self, data: memoryview, offset: int) -> None:
        """Write all of ``data`` at ``offset``."""
        whole = len(data) - len(data) % ALIGNMENT
        if self.past_memory >= 0 and whole and not offset % ALIGNMENT:
            try:
                done = os.pwrite(self.past_memory, data[:whole], offset)
                data, offset = data[done:], offset + done
            except OSError as error:
                if error.errno not in _REFUSED:
                    raise
                self.close()
        while data:
            done = _write(self.descriptor, data, offset)
            data, offset = data[done:], offset + done


def in_memory(descriptor: int, size: int) -> bool:
    """Return whether the system holds most of a file in memory, or cannot say.

    Bytes at evenly spaced places are asked for, to be given only if that needs no disk (Linux: RWF_NOWAIT).
    """
    if not hasattr(os, "RWF_NOWAIT"):
        return True
    found, byte = 0, bytearray(1)
    for number in range(_PROBES):
        try:
            found += os.preadv(descriptor, [byte], size * number // _PROBES, os.RWF_NOWAIT)
        except BlockingIOError:
            continue
        except OSError:
            return True
    return found * 2 > _PROBES


def _read(descriptor: int, room: memoryview, offset: int) -> int:
    if hasattr(os, "preadv"):
        return os.preadv(descriptor, [room], offset)
    os.lseek(descriptor, offset, os.SEEK_SET)
    found = os.read(descriptor, len(room))
    room[: len(found)] = found
    return len(found)


def _write(descriptor: int, data: memoryview, offset: int) -> int:
    if hasattr(os, "pwrite"):
        return os.pwrite(descriptor, data, offset)
    os.lseek(descriptor, offset, os.SEEK_SET)
    return os.write(descriptor, data)


def _kept_access_time(descriptor: int) -> int:
    """Return O_NOATIME if the file was opened so: the second handle must move no times either."""
    import fcntl

    return fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_NOATIME
