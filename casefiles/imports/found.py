"""What a reader of an import gives back: members with their role, checks with their outcome, values for the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from casefiles.errors import EntryRefused
from casefiles.imports.archive import Member
from casefiles.sourcefile import display
from casefiles.sources import Stated
from forensics.codec import Json

LARGEST_TEXT = 64 * 1024 * 1024
"""Bytes of a text member (JSON, chat, page) that is read whole."""
LONGEST_STATED = 50_000


class Outcome(StrEnum):
    """How a check of an import came out."""

    SAME = "the same"
    DIFFERS = "differs"
    NOT_CHECKED = "not checked"


class Role(StrEnum):
    """What a member is."""

    MEDIA = "media"
    SIDECAR = "describes the media"
    SUBTITLES = "subtitles"
    PAGE = "archived page"
    SIGNATURE = "signature or time stamp"
    KEY = "public key"
    UNKNOWN = "not known: kept and listed"


@dataclass(frozen=True, slots=True)
class Check:
    """One integrity mark of an import, held against what was received."""

    what: str
    outcome: Outcome
    detail: str = ""


@dataclass(slots=True)
class Read:
    """What a reader found, filled while it reads. ``stated`` has for a member's name the values of its source record.

    ``made`` are members that the reader took out of others; ``about`` names for a subtitle file its media.
    """

    kind: str
    roles: dict[str, Role] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)
    stated: dict[str, list[Stated]] = field(default_factory=dict)
    made: list[Member] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def check(self, what: str, declared: str, computed: str) -> None:
        """Add a comparison of two values."""
        outcome = Outcome.SAME if declared.lower() == computed.lower() else Outcome.DIFFERS
        self.checks.append(Check(what, outcome, "" if outcome is Outcome.SAME else f"{declared} / {computed}"))

    def unchecked(self, what: str, why: str) -> None:
        """Add what could not be checked, with the reason."""
        self.checks.append(Check(what, Outcome.NOT_CHECKED, why))

    def state(self, member: str, values: Iterable[tuple[str, object]]) -> None:
        """Add values of a source record; those that are empty are left out."""
        kept = self.stated.setdefault(member, [])
        for name, value in values:
            text = "" if value is None or isinstance(value, dict | list) else str(value).strip()
            if text:
                kept.append(Stated(name, text[:LONGEST_STATED]))


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be imported: its members by name, the file they came out of if any, and a folder for what is made."""

    members: Mapping[str, Member]
    container: Member | None
    scratch: Path

    def ending(self, *endings: str) -> Iterator[Member]:
        """Yield the members whose names end so, letter case aside."""
        return (one for name, one in self.members.items() if name.lower().endswith(endings))

    def single(self) -> Member | None:
        """Return the only member of what was given, None where there are several or it came out of an archive."""
        found = list(self.members.values())
        return found[0] if len(found) == 1 and self.container is None else None


def text_of(member: Member) -> str:
    """Return a member as text; raise EntryRefused for one that is too large to be read whole."""
    return octets_of(member).decode("utf-8-sig", "replace")


def octets_of(member: Member) -> bytes:
    """Return a member's bytes; raise EntryRefused for one that is too large to be read whole."""
    if member.size > LARGEST_TEXT:
        raise EntryRefused(f"{display(member.name)} is larger than {LARGEST_TEXT:,} bytes and is not read as text")
    return member.path.read_bytes()


def json_of(member: Member) -> Json:
    """Return a member as JSON, None where it is none or too large."""
    if member.size > LARGEST_TEXT:
        return None
    try:
        value: Json = json.loads(member.path.read_bytes().decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    return value


def mapping(value: Json) -> Mapping[str, Json]:
    """Return a JSON object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: Json) -> Sequence[Json]:
    """Return a JSON array, an empty one for anything else."""
    return value if isinstance(value, list) else ()


def string(value: Json) -> str:
    """Return a JSON string, '' for anything else."""
    return value if isinstance(value, str) else ""


MEDIA_ENDINGS = (
    ".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi", ".3gp", ".ts", ".mpg", ".mpeg", ".mp3", ".m4a", ".aac", ".opus",
    ".ogg", ".wav", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".avif",
)  # fmt: skip


def is_media(name: str) -> bool:
    """Return whether a member's name ends like a picture, a film or a sound."""
    return name.lower().endswith(MEDIA_ENDINGS)
