"""Note what methods of other packages try that the confinement refuses, also where they keep quiet about it.

The kernel refuses (forensics.confinement); this only writes down. Python tells of sockets, programs, processes and
files before they are asked for (audit events, PEP 578); what native code asks the kernel for by itself is refused too,
but not seen here. What a method tries is noted while the worker is inside a call to it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from forensics.confinement import Allowed

MOST: Final = 20
"""Different attempts of one method that are noted; further ones are counted."""
THREADS: Final = ""
"""Stands for the method where a thread that some method started tried it."""
_LONGEST_PATH: Final = 200

_PROCESSES: Final = {
    "os.fork": "start another process",
    "os.forkpty": "start another process",
    "os.kill": "signal another process",
    "os.killpg": "signal another process",
    "os.exec": "start another program",
    "os.posix_spawn": "start another program",
    "os.spawn": "start another program",
    "os.system": "start another program",
    "pty.spawn": "start another program",
    "subprocess.Popen": "start another program",
}
_CHANGES: Final = frozenset(
    {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"}
)
_LISTS: Final = frozenset({"os.listdir", "os.scandir"})
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_T = TypeVar("_T")


class Attempts:
    """What was tried, by method. One in a worker; ``hook`` is its audit hook, which cannot be taken away again."""

    def __init__(self, allowed: Allowed) -> None:
        self._read = tuple(os.path.realpath(path) for path in (*allowed.read, *allowed.write))
        self._write = tuple(os.path.realpath(path) for path in allowed.write)
        self._method: str | None = None
        self._thread = 0
        self._noting = False
        self._own = threading.local()  # not the thread's number, which a later one may be given again
        self._found: dict[str, dict[str, None]] = {}
        self._more: dict[str, int] = {}

    @contextmanager
    def of(self, method: str) -> Iterator[None]:
        """Note what this thread tries as the method's."""
        before = self._method, self._thread
        self._method, self._thread = method, threading.get_ident()
        try:
            yield
        finally:
            self._method, self._thread = before

    def each(self, method: str, items: Callable[[], Iterator[_T]]) -> Iterator[_T]:
        """Yield items, each of which the method makes while it is watched."""
        with self.of(method):
            source = iter(items())
        while True:
            with self.of(method):
                try:
                    item = next(source)
                except StopIteration:
                    return
            yield item

    def trust(self) -> None:
        """Note nothing of what the calling thread tries from here on: it runs code of the program only."""
        self._own.trusted = True

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note an event if it asks for what the confinement refuses."""
        own_thread = threading.get_ident() == self._thread
        if self._noting or getattr(self._own, "trusted", False) or (own_thread and self._method is None):
            return
        if not own_thread and threading.current_thread() is threading.main_thread():
            return
        self._noting = True  # what is asked here must not be noted
        try:
            if words := self._words(event, arguments):
                self._note(self._method if own_thread and self._method is not None else THREADS, words)
        finally:
            self._noting = False

    def methods(self) -> tuple[str, ...]:
        """Return the methods of which something is noted, in order of name."""
        return tuple(sorted(self._found))

    def words(self, method: str) -> str:
        """Return what a method tried, in words; '' where nothing was seen."""
        if not (found := self._found.get(method)):
            return ""
        more = f" ({self._more[method]} further attempts are not listed)" if method in self._more else ""
        return f"it tried to {'; to '.join(found)}{more}"

    def _note(self, method: str, words: str) -> None:
        found = self._found.setdefault(method, {})
        if words not in found and len(found) >= MOST:
            self._more[method] = self._more.get(method, 0) + 1
        else:
            found[words] = None

    def _words(self, event: str, arguments: tuple[object, ...]) -> str:
        if event.startswith("socket."):
            return "use the network" if event != "socket.__new__" else "open a socket"
        if event in _PROCESSES:
            return _PROCESSES[event]
        if event == "open":
            path, _, flags = arguments
            writes = isinstance(flags, int) and bool(flags & _WRITING)
            return self._outside("write" if writes else "read", path, self._write if writes else self._read)
        if event in _LISTS:
            return self._outside("list", arguments[0], self._read)
        if event in _CHANGES:
            return self._outside("change", arguments[0], self._write)
        return ""

    def _outside(self, what: str, path: object, places: tuple[str, ...]) -> str:
        if not isinstance(path, str | bytes | os.PathLike):
            return ""  # a descriptor of what is open already
        try:
            real = os.path.realpath(os.fsdecode(path))
        except (OSError, ValueError):
            return ""
        if any(real == place or real.startswith(place.rstrip("/") + "/") for place in places):
            return ""
        return f"{what} {real[:_LONGEST_PATH]!r}" if real.isprintable() else f"{what} {real[:_LONGEST_PATH]!a}"


class _Nobody(Attempts):
    """Watches nothing: outside of a worker, and where no method of another package is loaded."""

    def __init__(self) -> None:
        super().__init__(Allowed((), ()))


_watching: Attempts = _Nobody()


def watch(allowed: Allowed) -> None:
    """Note attempts from here on, for the rest of this process."""
    global _watching  # noqa: PLW0603 - an audit hook stands for the whole process, and so does what it notes
    _watching = Attempts(allowed)
    sys.addaudithook(_watching.hook)


def attempts() -> Attempts:
    """Return what notes attempts in this process."""
    return _watching
