"""References made by hand: the container is written by us, so what differs is known."""

from __future__ import annotations

from forensics.reference.entries import Origin, OriginKind, Reference
from forensics.reference.signature import StructureSignature, signature
from tests.forensics.media.handmade import everything


def signed(data: bytes) -> StructureSignature:
    return signature(everything(data))


def reference(
    made: StructureSignature, number: int, *, name: str = "One", source: str = "here", kind: str = "program"
) -> Reference:
    digest = f"{number:064x}"[::-1]
    return Reference(Origin(OriginKind(kind), name, "1.0"), source, "Jane Doe", "2026-03-01", "", digest, 1, made)
