"""A local witness: a file outside the case that remembers the largest head seen, so that a rollback is noticed.

It follows the rule of the C2SP tlog-witness specification: the largest consistent tree seen is kept, and a smaller
or differing one is refused.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from casefiles import notes
from casefiles.notes import Checkpoint, NoteRefused

FOLDER = "witness"


@dataclass(frozen=True, slots=True)
class Witness:
    """The memory of one case on one machine."""

    path: Path

    def seen(self) -> Checkpoint | None:
        """Return the largest head seen, or None where there is no memory; raise NoteRefused where it is damaged."""
        try:
            note = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise NoteRefused(f"{self.path} cannot be read: {error.strerror}") from error
        try:
            return notes.read_checkpoint(notes.text_of(note.decode()))
        except UnicodeDecodeError:
            raise NoteRefused(f"{self.path} is not text") from None

    def remember(self, note: str) -> None:
        """Keep a head if it is larger than the one kept; raise OSError where the file cannot be written."""
        head = notes.read_checkpoint(notes.text_of(note))
        before = self.seen()
        if before is not None and before.size >= head.size:
            return
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = self.path.with_suffix(f".{os.getpid()}.part")
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(note)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path)


def witness(home: Path, case: str) -> Witness:
    """Return the witness of a case in an examiner's home folder."""
    return Witness(home / FOLDER / f"{case}.note")
