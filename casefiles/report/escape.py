"""Make hostile text visible: what does not show, or shows as something else, is written as ⟨U+XXXX⟩."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import lru_cache

Coverage = tuple[frozenset[int], ...]
"""The code points of each font that may set a text, in any order."""

OPEN, CLOSE = "⟨", "⟩"
MARKS_ON_ONE_BASE = 3
"""Combining marks beyond this number are written out: stacked marks cover the lines above and below."""

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_MARK_CATEGORIES = frozenset({"Mn", "Mc", "Me"})
# Unicode 16 DerivedCoreProperties.txt, Default_Ignorable_Code_Point, as far as the categories do not say it.
_IGNORABLE = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0xE0000, 0xE0FFF),
)


def visible(text: str, *, coverage: Coverage | None = None) -> str:
    """Return ``text`` with everything that would not be seen written as ⟨U+XXXX⟩.

    That is: control, format, bidirectional, surrogate, private-use and ignorable characters, spaces other than
    U+0020, line ends, marks that stand on nothing or are stacked, and the brackets of this
    notation themselves, so that it cannot be imitated. With ``coverage``, also what no single font sets whole.
    """
    if text.isascii() and text.isprintable() and (coverage is None or _sets_ascii(coverage)):
        return text  # nearly all of a report, and nothing in it can be what is looked for below
    shown: list[str] = []
    base = ""
    marks = 0
    for character in text:
        is_mark, is_hidden = _nature(character)
        if is_mark and base and not is_hidden:
            marks += 1
            stands = marks <= MARKS_ON_ONE_BASE and _set_whole(base + character, coverage)
            shown.append(character if stands else written_out(character))
            base = base + character if stands else ""
        elif is_mark or is_hidden or not _set_whole(character, coverage):
            shown.append(written_out(character))
            base = ""
        else:
            shown.append(character)
            base, marks = ("" if character == " " else character), 0
    return "".join(shown)


def written_out(character: str) -> str:
    """Return a character's notation: U+202E gives ⟨U+202E⟩."""
    return f"{OPEN}U+{ord(character):04X}{CLOSE}"


def shortened(text: str, limit: int) -> str:
    """Return ``text``, or its first ``limit`` characters with the count and the SHA-256 of the whole said."""
    if len(text) <= limit:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{text[:limit]} … [{len(text):,} characters in all; SHA-256 of the whole as UTF-8: {digest}]"


@lru_cache(maxsize=65_536)
def _nature(character: str) -> tuple[bool, bool]:
    """Return whether a character is a mark, which stands on another, and whether it would not be seen by itself."""
    category = unicodedata.category(character)
    return category in _MARK_CATEGORIES, (
        category in _HIDDEN_CATEGORIES
        or (category == "Zs" and character != " ")
        or character in (OPEN, CLOSE)
        or _ignorable(character)
    )


def _ignorable(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _IGNORABLE)


@lru_cache(maxsize=16)
def _sets_ascii(coverage: Coverage) -> bool:
    return all(_set_whole(chr(code), coverage) for code in range(0x20, 0x7F))


def _set_whole(cluster: str, coverage: Coverage | None) -> bool:
    """Return whether one font has every character: a base and its marks cannot come from two fonts."""
    return coverage is None or any(all(ord(c) in font for c in cluster) for font in coverage)
