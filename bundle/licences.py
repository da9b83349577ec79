"""Write the table of licences from a list of parts in CycloneDX: `python bundle/licences.py build/sbom.cdx.json`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

HEAD = """\
# Licences of everything in a release

Each package of `bundle/lock.txt` that a release for Linux on Python 3.11 is built with, its version, and the licence
that its own metadata state (`make licences`). What each direct dependency is for stands in
[decisions/dependencies](decisions/dependencies.md), the rest in [supply-chain](supply-chain.md).

The metadata do not speak of libraries inside binary files: PyAV's wheels hold FFmpeg and x264 (LGPL and GPL), those of
pysequoia hold Sequoia (LGPL-2.0-or-later), those of OpenCV hold FFmpeg (LGPL-2.1). Who hands out a bundle hands out
those too, on their terms.

| package | version | licence, as its metadata state it |
|---|---|---|
"""
NOT_STATED = "not stated in its metadata: see the files of the package"
_LONGEST = 80


def stated(part: Mapping[str, Any]) -> str:
    """Return what a part says of its licence: expressions before names, and of a text its first line only."""
    found = []
    for one in part.get("licenses", ()):
        named = one.get("license", {})
        text = named.get("text", {}).get("content", "")
        said = one.get("expression") or named.get("id") or text or named.get("name") or ""
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        words = lines[0].removeprefix("License :: OSI Approved :: ").removeprefix("License :: ") if lines else ""
        if words and len(words) <= _LONGEST and not words.startswith("Copyright") and words not in found:
            found.append(words)
    return "; ".join(found).replace("|", "\\|") or _in_free_words(str(part.get("name", ""))) or NOT_STATED


def _in_free_words(name: str) -> str:
    """Return a licence that a package of this environment states in a line of its own words, which CycloneDX omits."""
    try:
        said = str(metadata(name).get("License") or "").strip()
    except (PackageNotFoundError, ValueError):
        return ""
    return said if "\n" not in said and len(said) <= _LONGEST else ""


def rows(parts: Mapping[str, Any]) -> Iterator[str]:
    """Yield a row of the table for each part, in order of name."""
    for part in sorted(parts["components"], key=lambda one: str(one["name"]).lower()):
        yield f"| {part['name']} | {part['version']} | {stated(part)} |\n"


if __name__ == "__main__":
    sys.stdout.write(HEAD + "".join(rows(json.loads(Path(sys.argv[1]).read_text("utf-8")))))
