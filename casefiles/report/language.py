"""Find wordings that state more than a finding can, each with a wording to put in its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording found: its place in the text, the rule that it breaks, why, and a proposal."""

    start: int
    found: str
    rule: str
    why: str
    proposed: str


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    why: str
    pattern: re.Pattern[str]
    proposed: str


# What stands between quotation marks is somebody else's wording. An apostrophe opens nothing, so ' is no mark here.
_QUOTATIONS = re.compile(
    r'"[^"\n]{0,2000}"|“[^”\n]{0,2000}”|„[^“”\n]{0,2000}[“”]|«[^»\n]{0,2000}»|‹[^›\n]{0,2000}›|‘[^’\n]{0,2000}’(?!\w)'
)
LONGEST = 20_000
"""Characters of one text that are read: a longer one is no wording of a person or of this program."""


def check(text: str) -> tuple[Hit, ...]:
    """Return the wordings of ``text`` that a report should not use, in order; quotations are left alone."""
    unquoted = _QUOTATIONS.sub(lambda found: "\n" * len(found.group()), text[:LONGEST])
    hits = [
        Hit(found.start(), found.group(), rule.name, rule.why, rule.proposed)
        for rule in _rules()
        for found in rule.pattern.finditer(unquoted)
    ]
    return tuple(_widest(sorted(hits, key=lambda hit: (hit.start, -len(hit.found)))))


def _widest(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield hits without those that lie within one before them."""
    end = -1
    for hit in hits:
        if hit.start + len(hit.found) > end:
            end = hit.start + len(hit.found)
            yield hit


@cache
def _rules() -> tuple[_Rule, ...]:
    data = tomllib.loads(files("casefiles.report").joinpath("language.toml").read_text("utf-8"))
    return tuple(
        _Rule(rule["name"], rule["why"], re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), proposed)
        for rule in data["rule"]
        for pattern, proposed in rule["patterns"]
    )
