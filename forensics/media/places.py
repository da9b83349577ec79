"""Tell where a part of a packet lies in the file: demuxers name the place of the block around it, if any."""

from __future__ import annotations

from pathlib import Path

from forensics.types import ByteRange

_HEADER = 512
"""Bytes after a packet's named place in which its data may begin: block headers, PES headers."""
_BEGIN = 16
_MAX_CHECKED = 1 << 16


class Places:
    """Finds parts of packets in one file by comparing bytes; a place is given only where the bytes stand there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, position: int, data: memoryview, offset: int, length: int) -> ByteRange | None:
        """Return where ``data[offset:offset + length]`` of a packet at ``position`` lies; None where it cannot be told.

        Transport streams cut packets into pieces: a part behind such a cut is not found.
        """
        wanted = bytes(data[offset : offset + min(length, _MAX_CHECKED)])
        if not wanted:
            return None
        with self._path.open("rb") as file:
            file.seek(position)
            begin = file.read(_HEADER + _BEGIN).find(bytes(data[:_BEGIN]))
            if begin < 0:
                return None
            file.seek(position + begin + offset)
            stands = file.read(len(wanted)) == wanted
        return ByteRange(position + begin + offset, length) if stands else None
