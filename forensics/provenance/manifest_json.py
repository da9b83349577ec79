"""Read the library's JSON with bounds: what is not there or of another kind is an empty value, never an error.

Everything in it was written by whoever made the file, so every text is cut at a length and every list at a count.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from forensics.codec import Json, clean_text

MAX_TEXT = 12_000
"""Characters of one text of a manifest that are kept."""
MAX_ITEMS = 1_000
"""Entries of one list of a manifest that are kept."""


def parsed(untrusted: str) -> dict[str, Json]:
    """Return the library's JSON object; an empty one when it is none or nested without end."""
    try:
        value: Json = json.loads(untrusted)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def record(node: Json, *path: str) -> dict[str, Json]:
    """Return the object at a path of keys, or an empty one."""
    found = at(node, *path)
    return found if isinstance(found, dict) else {}


def items(node: Json, *path: str) -> list[Json]:
    """Return the first ``MAX_ITEMS`` entries of the list at a path of keys, or an empty list."""
    found = at(node, *path)
    return found[:MAX_ITEMS] if isinstance(found, list) else []


def records(node: Json, *path: str) -> Iterator[dict[str, Json]]:
    """Yield the objects of the list at a path of keys."""
    for entry in items(node, *path):
        if isinstance(entry, dict):
            yield entry


def text(node: Json, *path: str) -> str:
    """Return the text or number at a path of keys, cut at ``MAX_TEXT`` characters; '' when there is none."""
    return plain(at(node, *path))


def at(node: Json, *path: str) -> Json:
    """Return whatever stands at a path of keys, or None."""
    for key in path:
        if not isinstance(node, dict):
            return None
        node = node.get(key)
    return node


def plain(value: Json) -> str:
    """Return a value as text: text and numbers as they are, structures as JSON, all cut at ``MAX_TEXT``."""
    if value is None:
        return ""
    if isinstance(value, str):
        whole = value
    elif isinstance(value, bool | int | float):
        whole = json.dumps(value)
    else:
        whole = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if len(whole) > MAX_TEXT:
        whole = f"{whole[:MAX_TEXT]}… (cut; {len(whole)} characters)"
    return clean_text(whole)
