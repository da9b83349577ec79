"""RGB pixels as a PNG file (ISO/IEC 15948), written by hand so that equal pixels give equal bytes.

No library that decodes pictures is needed for this, and none is loaded beside the case.
"""

from __future__ import annotations

import struct
import zlib

MEDIA_TYPE = "image/png"
_LEVEL = 6


def png(rgb: bytes, width: int, height: int) -> bytes:
    """Return a PNG of 8-bit RGB rows without padding; raise ValueError where their number does not fit the size."""
    row = width * 3
    if width < 1 or height < 1 or len(rgb) != row * height:
        raise ValueError(f"{len(rgb)} bytes are no picture of {width}x{height} pixels")
    lines = b"".join(b"\0" + rgb[start : start + row] for start in range(0, len(rgb), row))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, _LEVEL)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
