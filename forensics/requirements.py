"""What code of another package rests on: the installed distributions that it requires and the program itself does not.

Each is told by name, version and the SHA-256 of its RECORD, the list of its files with their digests that the installer
wrote: another version, or the same one built otherwise, is seen; a file that was changed after its installing is not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

PROGRAM = "assay"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r";.*\bextra\s*==")


def lines(of: Distribution) -> Iterator[str]:
    """Yield '<sha256 of RECORD>  requires <name> <version>' of what a distribution requires, by name, all the way down.

    What the program itself requires is left out: an examination records its versions anyway.
    """
    own = set(_closure(PROGRAM, {}))
    mine: dict[str, Distribution] = {}
    for name in sorted(set(_closure(of.name, mine)) - own - {_plain(of.name)}):
        record = mine[name].read_text("RECORD") or ""
        digest = hashlib.sha256(record.encode("utf-8", "backslashreplace")).hexdigest()
        yield f"{digest}  requires {name} {mine[name].version}\n"


def _closure(name: str, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """Return the installed distributions that one leads to, itself among them, by plain name; extras are left out."""
    try:
        one = distribution(name)
    except PackageNotFoundError:
        return found
    if _plain(name) not in found:
        found[_plain(name)] = one
        for words in one.requires or ():
            named = _NAME.match(words.strip())
            if named is not None and not _EXTRA.search(words):
                _closure(named.group(), found)
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
