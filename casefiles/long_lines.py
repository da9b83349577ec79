"""Lines of results in their order, of which those that hold long tables lie in a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from forensics.nameless import nameless

SHORT: Final = 4096
"""Characters up to which a line stands in memory."""


class Lines:
    """Lines of ASCII, added at the end and read again as often as wanted; raises OSError where the disk refuses.

    A film of an hour has some 30 MB of them.
    """

    def __init__(self) -> None:
        self._lines: list[str | tuple[int, int]] = []
        self._file: IO[bytes] | None = None
        self._size = 0

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        return map(self._line, self._lines)

    def __getitem__(self, place: int) -> str:
        return self._line(self._lines[place])

    def append(self, line: str) -> None:
        """Add a line."""
        self._lines.append(line if len(line) <= SHORT else self._put_by(line.encode("ascii")))

    def __setitem__(self, place: int, line: str) -> None:
        self._lines[place] = line

    def _line(self, line: str | tuple[int, int]) -> str:
        if isinstance(line, str):
            return line
        assert self._file is not None  # whoever put a line by opened it
        self._file.seek(line[0])
        return self._file.read(line[1]).decode("ascii")

    def _put_by(self, line: bytes) -> tuple[int, int]:
        if self._file is None:
            self._file = nameless(self)
        place = self._file.seek(self._size), len(line)
        self._size += self._file.write(line)
        return place
