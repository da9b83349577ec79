"""Read a list of digests with names (the form of sha256sum, or BSD's) and hold it against what lies beside it."""

from __future__ import annotations

import hashlib
import re

from casefiles.imports.archive import Member
from casefiles.imports.found import Check, Given, Outcome, Read, Role, is_media, text_of
from casefiles.sourcefile import display

LARGEST_LIST = 8 * 1024 * 1024
_GNU = re.compile(r"^\\?([0-9a-fA-F]{32,128})[ \t]+\*?(.+)$")
_BSD = re.compile(r"^(MD5|SHA1|SHA256|SHA512|SHA2-256|SHA2-512) ?\((.+)\) ?= ?([0-9a-fA-F]{32,128})$")
_BY_LENGTH = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}


def entries(text: str) -> list[tuple[str, str, str]]:
    """Return (algorithm, digest, name) of every line; nothing where a line that is filled has another form."""
    found = []
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith(("#", ";")):
            continue
        gnu, bsd = _GNU.match(line), _BSD.match(line)
        digest, name = (gnu.group(1), gnu.group(2)) if gnu else (bsd.group(3), bsd.group(2)) if bsd else ("", "")
        algorithm = _BY_LENGTH.get(len(digest), "")
        if not algorithm:
            return []
        found.append((algorithm, digest.lower(), name.strip()))
    return found


def read(given: Given) -> Read | None:
    """Return what lists of digests say of the members beside them, None where there is no such list."""
    lists = [(one, entries(text_of(one))) for one in given.members.values() if _may_be(one)]
    lists = [(one, rows) for one, rows in lists if rows]
    if not lists:
        return None
    found = Read("list of digests")
    for one, rows in lists:
        found.roles[one.name] = Role.SIDECAR
        folder = one.name[: -len(one.base)]
        for algorithm, digest, name in rows:
            held = given.members.get(f"{folder}{name.removeprefix('./')}")
            if held is None:
                found.checks.append(Check(f"{algorithm} {digest} of {display(name)}", Outcome.NOT_CHECKED, ABSENT))
                continue
            found.check(f"{algorithm} of {display(name)}", digest, _digest(held, algorithm))
            found.roles[held.name] = Role.MEDIA if is_media(held.name) else Role.UNKNOWN
    return found


ABSENT = "no such file was given with the list"


def _may_be(member: Member) -> bool:
    if member.size > LARGEST_LIST or not member.size:
        return False
    with member.path.open("rb") as file:
        start = file.read(512)
    return b"\0" not in start and bool(re.match(rb"(?:\xef\xbb\xbf)?[\s#;]*(?:\\?[0-9a-fA-F]{32}|MD5|SHA|#)", start))


def _digest(member: Member, algorithm: str) -> str:
    if algorithm == "sha256":
        return member.sha256
    with member.path.open("rb") as file:
        if algorithm == "md5":
            return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
        return hashlib.file_digest(file, algorithm).hexdigest()
