"""What a library of references holds: signatures of files whose origin a person vouches for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from forensics.reference.signature import StructureSignature


class OriginKind(StrEnum):
    """What sort of thing wrote a file of known origin."""

    DEVICE = "device"
    PROGRAM = "program"
    PLATFORM = "platform"
    GENERATOR = "generator"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a reference comes from: a device and its firmware, a program and its version, a platform, a generator."""

    kind: OriginKind
    name: str
    version: str

    @property
    def label(self) -> str:
        """Return the class that references of one kind and name make, whatever their version."""
        return f"{self.kind}: {self.name}"

    @property
    def words(self) -> str:
        """Return the origin as a person reads it."""
        return f"{self.kind} {self.name}{f', {self.version}' if self.version else ''}"


@dataclass(frozen=True, slots=True)
class Reference:
    """One file of known origin. ``source`` names where it was had: files of one source are not independent."""

    origin: Origin
    source: str
    vouched_by: str
    vouched_at: str
    note: str
    file_sha256: str
    file_size: int
    signature: StructureSignature

    @property
    def id(self) -> str:
        """Return a short name that follows from the file, the origin and who vouches, and from nothing else."""
        return f"R-{self.file_sha256[:12]}"
