"""Take a manifest store apart at its manifests, so that each can be validated as if it were the active one.

A later signer's records of its ingredients make the reading library leave out what it found itself. A store cut
off after one manifest has that manifest as its last, that is active, one: the library then validates its
signature, certificate, time-stamp and assertions first-hand. Only the hash over the asset cannot match there,
because the ingredient's own bytes are not in the file.

Sources: ISO/IEC 19566-5:2023 (JUMBF superbox, description box); C2PA 2.2 (2025-05-01) 11.1.4, the active
manifest is the last one of the store.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_MANIFESTS = 200


@dataclass(frozen=True, slots=True)
class ManifestBox:
    """One manifest of a store: its label and where its superbox lies in the store."""

    label: str
    offset: int
    length: int


def manifest_boxes(store: bytes) -> tuple[ManifestBox, ...]:
    """Return the manifests of a store in their order; stops at the first box that makes no sense."""
    end = min(int.from_bytes(store[:4], "big"), len(store))
    found: list[ManifestBox] = []
    offset = 8
    while offset + 8 <= end and len(found) < MAX_MANIFESTS:
        length = int.from_bytes(store[offset : offset + 4], "big")
        if length < 8 or offset + length > end:
            break
        if store[offset + 4 : offset + 8] == b"jumb":
            found.append(ManifestBox(_label(store, offset + 8, offset + length), offset, length))
        offset += length
    return tuple(found)


def up_to(store: bytes, label: str) -> bytes:
    """Return the store cut off after the manifest ``label``; b'' when it holds none of that label."""
    for box in manifest_boxes(store):
        if box.label == label:
            end = box.offset + box.length
            return end.to_bytes(4, "big") + store[4:end]
    return b""


def joined(stores: tuple[bytes, ...]) -> bytes:
    """Return one store with the manifests of an original store and of its later updates, in that order."""
    if len(stores) < 2:
        return b"".join(stores)
    body = stores[0][4 : int.from_bytes(stores[0][:4], "big")]
    for store in stores[1:]:
        body += b"".join(store[box.offset : box.offset + box.length] for box in manifest_boxes(store))
    return (len(body) + 4).to_bytes(4, "big") + body


def _label(store: bytes, offset: int, end: int) -> str:
    if store[offset + 4 : offset + 8] != b"jumd" or offset + 25 > end:
        return ""
    # box header (8), type (16), toggles (1), label with its zero when the toggles announce one
    if not store[offset + 24] & 0x02:
        return ""
    raw, _, _ = store[offset + 25 : min(offset + 25 + 512, end)].partition(b"\0")
    return raw.decode("utf-8", "replace")
