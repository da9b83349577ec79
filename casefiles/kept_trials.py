"""What a trial measured of each file, kept in a folder: a trial can be stopped and gone on with.

One line of forensics.codec for each file and treatment, named by the SHA-256 of its bytes and not by its place. What a
method gave is known by its id, version and code: raised, it is measured again, and only it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from casefiles.errors import SourceUnusable
from forensics.codec import CodecError, decode_as, encode
from forensics.description import MethodDescription
from forensics.evaluation.pack import Seen


@dataclass(frozen=True, slots=True)
class Given:
    """What one method gave of one file: its score, or why there is none, and how many findings it made."""

    method: str
    version: str
    code_sha256: str
    score: float | None
    reason: str
    findings: int

    def is_of(self, method: MethodDescription) -> bool:
        """Say whether the method as it is now gave this."""
        return (self.method, self.version, self.code_sha256) == (method.id, method.version, method.code_sha256)


@dataclass(frozen=True, slots=True)
class Tried:
    """One file under one treatment: what its pictures or sound are, and what each method gave."""

    seen: Seen
    given: tuple[Given, ...]

    def by(self, method: MethodDescription) -> Given | None:
        """Return what a method as it is now gave, None where it was not asked yet."""
        return next((one for one in self.given if one.is_of(method)), None)


NOTHING = Tried(Seen("", 0, 0), ())


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of what was measured; ``folder`` None keeps nothing."""

    folder: Path | None = None

    def read(self, sha256: str, treatment: str) -> Tried:
        """Return what is kept of a file under a treatment; raise SourceUnusable for what is no such record."""
        path = self._path(sha256, treatment)
        if path is None or not path.exists():
            return NOTHING
        try:
            return decode_as(Tried, path.read_text("ascii").strip())
        except (OSError, UnicodeDecodeError, CodecError) as error:
            raise SourceUnusable(
                f"{path} is not what a trial keeps: {error}", hint="Delete that file; it is measured again."
            ) from error

    def write(self, sha256: str, treatment: str, tried: Tried) -> None:
        """Put a record in its place, whole or not at all; raise SourceUnusable where the folder takes none."""
        path = self._path(sha256, treatment)
        if path is None:
            return
        part = path.with_suffix(".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(encode(tried) + "\n", "ascii")
            part.replace(path)
        except OSError as error:
            raise SourceUnusable(f"{path} cannot be written: {error.strerror}") from error

    def _path(self, sha256: str, treatment: str) -> Path | None:
        if self.folder is None:
            return None
        name = hashlib.sha256(f"{sha256} {treatment}".encode()).hexdigest()[:32]
        return self.folder / f"{name}.json"
