"""Going on with the copy of a large file where it stopped: the BLAKE3 of every finished piece, kept beside the part.

The pieces are those by which a later change of the exhibit is located, so they cost nothing more. The state of a
running hash cannot be saved: a copy that is taken up is read again from its beginning, from the disk, up to the last
piece that is good; only then the source is read on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casefiles.sourcefile import SourceFile
from forensics.codec import CodecError, parse_json
from forensics.digest import piece_length

SUFFIX, NEW, PART = ".resume", ".new", ".part"
LONGEST_HEADER = 100_000
DIGEST = "blake3"


@dataclass(frozen=True, slots=True)
class Pace:
    """From which size on a copy can be taken up again, and after how many bytes it is made durable."""

    smallest: int = 256 * 1024 * 1024
    flush: int = 64 * 1024 * 1024


PACE = Pace()


@dataclass(frozen=True, slots=True)
class Origin:
    """What a part is a copy of: if all of it is the same, the source was not touched; ``state`` names its inode too."""

    path: str
    size: int
    modified_ns: int
    state: str

    def matches(self, other: Origin) -> bool:
        """Return whether both can be the same file, perhaps on a medium that was taken out and put in again."""
        return (self.path, self.size, self.modified_ns) == (other.path, other.size, other.modified_ns)


def origin_of(source: SourceFile) -> Origin:
    """Return what a part of this source is a copy of."""
    found = source.state
    path = os.path.realpath(source.path)
    return Origin(
        os.fsencode(path).hex(), found.size, found.modified_ns, f"{found.device} {found.inode} {found.changed_ns}"
    )


@dataclass(slots=True)
class Journal:
    """The file beside a part that says what it is a copy of, and which pieces are finished."""

    path: Path
    origin: Origin
    piece: int
    finished: list[str]
    same_state: bool = True
    flush: int = PACE.flush
    saved: int = field(init=False, default=0)
    """How many pieces stand in the file and were found good, or taken down, by this run."""

    def begin(self) -> None:
        """Write the file anew with the pieces that were saved until now."""
        said = {**self._header(), "piece": self.piece}
        text = json.dumps(said) + "\n" + "".join(f"{digest}\n" for digest in self.finished[: self.saved])
        part = self.path.with_suffix(NEW)
        with part.open("w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path)

    def save(self, digests: Sequence[str], written: int) -> None:
        """Add those pieces of which the digest is known and, as all bytes up to ``written``, the bytes are durable."""
        ready = digests[self.saved : written // self.piece]
        if not ready:
            return
        with self.path.open("a", encoding="ascii") as file:
            file.writelines(f"{digest}\n" for digest in ready)
            file.flush()
            os.fsync(file.fileno())
        self.saved += len(ready)

    def _header(self) -> dict[str, str | int]:
        found = self.origin
        return {
            "path": found.path,
            "size": found.size,
            "modified_ns": found.modified_ns,
            "state": found.state,
            "digest": DIGEST,
        }


def new_journal(part: Path, source: SourceFile, pace: Pace = PACE) -> Journal | None:
    """Return the journal for a new part, None for a file that is copied from its beginning whatever happens."""
    if source.before.st_size < pace.smallest:
        return None
    size = source.before.st_size
    return Journal(part.with_suffix(SUFFIX), origin_of(source), piece_length(size), [], flush=pace.flush)


def read_journal(path: Path) -> Journal | None:
    """Return a journal as it stands, None where it is none or has no finished piece."""
    try:
        with path.open("rb") as file:
            lines = file.read(256 * 1024 * 1024).decode("ascii").splitlines()
        said = parse_json(lines[0], limit=LONGEST_HEADER) if lines else None
    except (OSError, UnicodeDecodeError, CodecError):
        return None
    match said:
        case {
            "path": str(source),
            "size": int(size),
            "modified_ns": int(modified),
            "state": str(state),
            "piece": int(piece),
            "digest": str(digest),
        } if digest == DIGEST:
            finished = [line for line in lines[1:] if len(line) == 64]
            whole = piece > 0 and 0 < len(finished) <= size // piece
            return Journal(path, Origin(source, size, modified, state), piece, finished) if whole else None
        case _:
            return None


def journals(incoming: Path) -> Iterator[Journal]:
    """Yield the journals of parts that can be taken up, those with most pieces first."""
    names = sorted(incoming.glob(f"*{SUFFIX}")) if incoming.is_dir() else []
    found = [read_journal(path) for path in names if path.with_suffix(PART).exists()]
    yield from sorted((one for one in found if one is not None), key=lambda one: -len(one.finished) * one.piece)


def clear_without_part(incoming: Path) -> None:
    """Remove what is left of journals whose part is gone: it was placed, or cleared, and the run killed just then."""
    for ending in (SUFFIX, NEW):
        for path in incoming.glob(f"*{ending}"):
            if not path.with_suffix(PART).exists():
                path.unlink(missing_ok=True)
