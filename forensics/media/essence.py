"""Digests of a stream's coded data: as stored, and independent of the container that carries it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Protocol

from forensics.media.sei import nal_framing


class _Hash(Protocol):
    def update(self, data: bytes | memoryview, /) -> None: ...
    def hexdigest(self) -> str: ...


START_CODE = b"\0\0\1"

# NAL unit types that remuxing adds, drops or moves to the header (ITU-T H.264 table 7-1; H.265 table 7-1):
# parameter sets, access unit delimiters, ends of sequence and stream, filler data.
_AVC_MOVABLE = frozenset({7, 8, 9, 10, 11, 12, 13})
_HEVC_MOVABLE = frozenset({32, 33, 34, 35, 36, 37, 38})


class EssenceDigest:
    """SHA-256 of one stream's coded data, fed packet by packet.

    ``packets``: the packets as the demuxer gives them, concatenated; equal to ``ffmpeg -i X -map 0:N -c copy -f
    streamhash -hash sha256 -``. ``essence``: the same without what a change of container changes, that is NAL unit
    framing, parameter sets and delimiters of H.264 and H.265, and ADTS headers of AAC.
    """

    def __init__(self, codec: str, extradata: bytes) -> None:
        self._packets: _Hash = hashlib.sha256()
        self._essence: _Hash = hashlib.sha256()
        self._normalise = _normaliser(codec, extradata)

    def packet(self, data: memoryview) -> None:
        """Add the next packet of the stream."""
        self._packets.update(data)
        if self._normalise is not None:
            for piece in self._normalise(data):
                self._essence.update(piece)

    def packets_sha256(self) -> str:
        """Return the digest of the packets as stored."""
        return self._packets.hexdigest()

    def essence_sha256(self) -> str:
        """Return the digest that remuxing leaves unchanged."""
        return self._packets.hexdigest() if self._normalise is None else self._essence.hexdigest()


_Normalise = Callable[[memoryview], "Iterator[bytes | memoryview]"]


def _normaliser(codec: str, extradata: bytes) -> _Normalise | None:
    if codec == "h264":
        return _nal_normaliser(nal_framing(codec, extradata), lambda first: (first & 0x1F) in _AVC_MOVABLE)
    if codec == "hevc":
        return _nal_normaliser(nal_framing(codec, extradata), lambda first: (first >> 1 & 0x3F) in _HEVC_MOVABLE)
    if codec == "aac":
        return _without_adts
    return None


def _nal_normaliser(length_size: int, movable: Callable[[int], bool]) -> _Normalise:
    def normalise(data: memoryview) -> Iterator[bytes | memoryview]:
        for unit in _length_prefixed(data, length_size) if length_size else _annex_b(data):
            body = _without_trailing_zeros(unit)
            if len(body) and not movable(body[0]):
                yield len(body).to_bytes(4, "big")
                yield body

    return normalise


def _length_prefixed(data: memoryview, length_size: int) -> Iterator[memoryview]:
    place = 0
    while place + length_size <= len(data):
        length = int.from_bytes(data[place : place + length_size], "big")
        place += length_size
        yield data[place : place + length]
        place += length


def _annex_b(data: memoryview) -> Iterator[memoryview]:
    raw = bytes(data)  # a copy: searching bytes is ten times as fast as matching in a view
    code = raw.find(START_CODE)
    while code >= 0:
        following = raw.find(START_CODE, code + 3)
        yield data[code + 3 : following if following >= 0 else len(data)]
        code = following


def _without_trailing_zeros(unit: memoryview) -> memoryview:
    end = len(unit)
    while end and unit[end - 1] == 0:
        end -= 1
    return unit[:end]


def _without_adts(data: memoryview) -> Iterator[memoryview]:
    # ISO/IEC 13818-7, 6.2: sync word, layer 0; the header has 7 bytes, 9 with a check sum.
    if len(data) >= 7 and data[0] == 0xFF and data[1] & 0xF6 == 0xF0:
        yield data[7 if data[1] & 1 else 9 :]
    else:
        yield data
