"""The clock that events are stamped with, and what the operating system says of its state."""

from __future__ import annotations

import ctypes
import sys
import time
from datetime import UTC, datetime
from functools import cache
from typing import Protocol

_STA_UNSYNC = 0x0040
"""`adjtimex(2)`: the kernel's clock is not disciplined by anything."""


class Clock(Protocol):
    """What tells the time and how far it can be relied on."""

    def now(self) -> datetime:
        """Return the time in UTC."""
        ...

    def state(self) -> str:
        """Return in words what the operating system says of this clock."""
        ...


class SystemClock:
    """The clock of this machine."""

    def __init__(self) -> None:
        self._asked: tuple[int, str] = (-1, "")

    def now(self) -> datetime:
        """Return the time in UTC."""
        return datetime.now(UTC)

    def state(self) -> str:
        """Return in words whether the kernel's clock is synchronised; 'unknown' where that cannot be asked.

        Asked once in each second, which is how often the kernel itself counts its state on.
        """
        second, state = self._asked
        now = int(time.monotonic())
        if now != second:
            state = _kernel_state() if sys.platform.startswith("linux") else "unknown"
            self._asked = (now, state)
        return state


SYSTEM = SystemClock()


def stamp(moment: datetime) -> str:
    """Return a time as ISO 8601 in UTC with microseconds."""
    universal = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return f"{universal.isoformat(timespec='microseconds')[: -len('+00:00')]}Z"


class _Timex(ctypes.Structure):
    """`struct timex` up to what is read here; the rest is room for the kernel to write in."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("frequency", ctypes.c_long),
        ("maximum_error", ctypes.c_long),
        ("estimated_error", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_long * 64),
    )


@cache
def _c_library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _kernel_state() -> str:
    """Ask `adjtimex(2)` with modes 0, which changes nothing."""
    timex = _Timex()
    try:
        answer = _c_library().adjtimex(ctypes.byref(timex))
    except (OSError, AttributeError):
        return "unknown"
    if answer < 0:
        return "unknown"
    if timex.status & _STA_UNSYNC:
        return "not synchronised (as the kernel says)"
    return f"synchronised (as the kernel says, estimated error {timex.estimated_error} µs)"
