"""Find where a C2PA manifest store stands in a file, without the reading library.

The library answers damage and absence alike with an exception; this look of our own tells them apart. It walks
only the outermost level of each container, reads headers and the store itself, never the media.

Sources: C2PA specification 2.2 (2025-05-01), annex "Embedding manifests into various file formats" (A.3 JPEG,
PNG, RIFF; A.5 BMFF); ISO/IEC 14496-12:2022 4.2 (boxes); ISO/IEC 19566-5:2023 (JUMBF, APP11).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
STORE_MARK = b"jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71"
"""The description box of a manifest store: type and content type 'c2pa' (ISO/IEC 19566-5, C2PA 11.1)."""

MAX_STORE = 64 * 1024 * 1024
"""Bytes of one manifest store that are taken into memory."""
MAX_BOXES = 100_000
SCANNED = 8 * 1024 * 1024
"""Bytes searched at each end of a container whose structure is not walked here."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the file that holds manifest-store bytes."""

    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class StorePlace:
    """One manifest store as it lies in the file: the element that carries it and the stretches of its own bytes."""

    carrier: str
    offset: int
    length: int
    parts: tuple[Part, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class OuterBox:
    """One box of the outermost level of an ISO BMFF file."""

    kind: str
    offset: int
    length: int
    is_store: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What the walk over the outermost level saw. ``walked`` says whether it came to the end of the file."""

    container: str
    places: tuple[StorePlace, ...]
    walked: bool
    boxes: tuple[OuterBox, ...] = ()
    merkle_boxes: int = 0

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of the outermost boxes."""
        return frozenset(box.kind for box in self.boxes)

    @property
    def is_fragment(self) -> bool:
        """Return whether this is a media segment that lacks its initialisation segment."""
        return self.container == "bmff" and "moov" not in self.kinds and bool({"moof", "styp"} & set(self.kinds))

    @property
    def is_init_segment(self) -> bool:
        """Return whether this is an initialisation segment without media."""
        return self.container == "bmff" and "moov" in self.kinds and not {"mdat", "moof"} & set(self.kinds)


def look(path: Path) -> Look:
    """Return where manifest stores stand in a file; raise OSError only when the file cannot be read."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        head = file.read(16)
        if head[4:8] == b"jumb":
            return Look("c2pa", (StorePlace("jumb", 0, size, (Part(0, size),), complete=True),), walked=True)
        if head[:8] == b"\x89PNG\r\n\x1a\n":
            return _png(file, size)
        if head[:2] == b"\xff\xd8":
            return _jpeg(file, size)
        if head[:4] in (b"RIFF", b"RF64"):
            return _riff(file, size)
        if _is_box(head):
            return _bmff(file, size)
        return _marked(file, size)


def store_bytes(path: Path, place: StorePlace) -> bytes:
    """Return the bytes of a manifest store; b'' when it is larger than ``MAX_STORE``."""
    if sum(part.length for part in place.parts) > MAX_STORE:
        return b""
    with path.open("rb") as file:
        pieces = []
        for part in place.parts:
            file.seek(part.offset)
            pieces.append(file.read(part.length))
    return b"".join(pieces)


_BOX_STARTS = {
    b"ftyp",
    b"styp",
    b"moov",
    b"moof",
    b"mdat",
    b"free",
    b"skip",
    b"wide",
    b"sidx",
    b"uuid",
    b"emsg",
    b"prft",
}


def _is_box(head: bytes) -> bool:
    return len(head) >= 8 and head[4:8] in _BOX_STARTS


def _bmff(file: BinaryIO, size: int) -> Look:
    places: list[StorePlace] = []
    boxes: list[OuterBox] = []
    merkle = offset = 0
    for _ in range(MAX_BOXES):
        if offset + 8 > size:
            break
        file.seek(offset)
        head = file.read(64)
        length, start = int.from_bytes(head[:4], "big"), 8
        if length == 1 and len(head) >= 16:
            length, start = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = size - offset
        if length < start:
            break
        is_store = head[4:8] == b"uuid" and head[start : start + 16] == C2PA_UUID
        boxes.append(OuterBox(head[4:8].decode("latin-1"), offset, length, is_store))
        if is_store:
            purpose, _, _ = head[start + 20 :].partition(b"\0")
            if purpose == b"merkle":
                merkle += 1
            else:
                # FullBox version and flags, purpose string with its zero, 8 bytes of merkle offset, then the store
                inside = start + 20 + len(purpose) + 1 + 8
                stored = max(min(length, size - offset) - inside, 0)
                part = Part(offset + inside, stored)
                carrier = f"uuid box, purpose {purpose.decode('latin-1')}"
                places.append(StorePlace(carrier, offset, length, (part,), complete=offset + length <= size))
        offset += length
    return Look("bmff", tuple(places), walked=offset == size, boxes=tuple(boxes), merkle_boxes=merkle)


def _png(file: BinaryIO, size: int) -> Look:
    places: list[StorePlace] = []
    offset = 8
    for _ in range(MAX_BOXES):
        file.seek(offset)
        head = file.read(8)
        if len(head) < 8:
            break
        length = int.from_bytes(head[:4], "big")
        if head[4:] == b"caBX":
            part = Part(offset + 8, max(min(length, size - offset - 8), 0))
            places.append(StorePlace("caBX chunk", offset, length + 12, (part,), complete=offset + 12 + length <= size))
        offset += 12 + length
        if head[4:] == b"IEND":
            return Look("png", tuple(places), walked=offset <= size)
    return Look("png", tuple(places), walked=False)


def _riff(file: BinaryIO, size: int) -> Look:
    places: list[StorePlace] = []
    offset = 12
    for _ in range(MAX_BOXES):
        file.seek(offset)
        head = file.read(8)
        if len(head) < 8:
            break
        length = int.from_bytes(head[4:], "little")
        if head[:4] == b"RIFF":  # OpenDML: a further RIFF form begins
            offset += 12
            continue
        if head[:4] == b"C2PA":
            part = Part(offset + 8, max(min(length, size - offset - 8), 0))
            places.append(StorePlace("C2PA chunk", offset, length + 8, (part,), complete=offset + 8 + length <= size))
        offset += 8 + length + (length & 1)
    return Look("riff", tuple(places), walked=offset in (size, size + 1))


def _jpeg(file: BinaryIO, size: int) -> Look:
    """Walk marker segments to the start of scan and join APP11 JUMBF segments by their box instance number."""
    boxes: dict[int, list[tuple[int, int, Part]]] = {}
    offset, walked = 2, False
    for _ in range(MAX_BOXES):
        file.seek(offset)
        head = file.read(20)
        if len(head) < 4 or head[0] != 0xFF:
            break
        if head[1] in (0xDA, 0xD9):
            walked = True
            break
        if head[1] == 0xFF:
            offset += 1
            continue
        length = int.from_bytes(head[2:4], "big")
        if head[1] == 0xEB and head[4:6] == b"JP" and len(head) == 20 and head[16:20] == b"jumb":
            instance = int.from_bytes(head[6:8], "big")
            sequence = int.from_bytes(head[8:12], "big")
            available = max(min(length + 2, size - offset) - 12, 0)
            boxes.setdefault(instance, []).append((sequence, offset, Part(offset + 12, available)))
        offset += 2 + length
    places = tuple(place for pieces in boxes.values() if (place := _jpeg_place(file, size, pieces)) is not None)
    return Look("jpeg", places, walked=walked)


def _jpeg_place(file: BinaryIO, size: int, pieces: list[tuple[int, int, Part]]) -> StorePlace | None:
    pieces.sort(key=lambda piece: piece[:2])
    first = pieces[0][2]
    # Every segment repeats the eight bytes of the box header; only the first one's belong to the store.
    parts = (first, *(Part(part.offset + 8, max(part.length - 8, 0)) for _, _, part in pieces[1:]))
    file.seek(first.offset)
    opening = file.read(min(first.length, 64))
    if STORE_MARK not in opening:
        return None
    declared = int.from_bytes(opening[:4], "big")
    held = sum(part.length for part in parts)
    end = max(part.offset + part.length for part in parts)
    return StorePlace(
        "APP11 segments",
        pieces[0][1],
        end - pieces[0][1],
        parts,
        complete=declared <= held and end <= size,
    )


def _marked(file: BinaryIO, size: int) -> Look:
    """Search both ends of a file of another kind for the mark of a manifest store."""
    windows = [(0, min(size, SCANNED))]
    if size > SCANNED:
        windows.append((max(size - SCANNED, SCANNED), min(SCANNED, size - SCANNED)))
    for offset, length in windows:
        file.seek(offset)
        at = file.read(length).find(STORE_MARK)
        if at >= 12:
            begin = offset + at - 12
            file.seek(begin)
            declared = int.from_bytes(file.read(4), "big")
            held = max(min(declared, size - begin), 0)
            place = StorePlace("jumb box", begin, declared, (Part(begin, held),), complete=begin + declared <= size)
            return Look("other", (place,), walked=size <= 2 * SCANNED)
    return Look("other", (), walked=size <= 2 * SCANNED)
