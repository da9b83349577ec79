"""Read labels of machine-made content that platforms and generators write without a signature.

GB 45438-2025 (in force 2025-09-01): a JSON object with TC260's fields, in every placement of the practice guide
TC260-PG-20257A and the variants met since: keys of QuickTime metadata (under moov/udta/meta or moov/meta, or
keyless), Matroska SimpleTag, RIFF INFO, FLV onMetaData, XMP, PNG text, EXIF user comment; wrapped once more as
{"AIGC": {…}} by some. As the label is text wherever it stands, it is found by its fields and not by its place.
TikTok's downloads carry a key AigcInfo, ByteDance's Dreamina a JSON object that names the product.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from forensics.codec import Json, clean_text
from forensics.provenance import manifest_json as mj

FIELDS = (
    "Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2",
    "ServiceProvider", "ServiceUser",
)  # fmt: skip
_TELLING = frozenset(FIELDS) - {"Label"}
"""'Label' alone is too common a word to know the standard's object by."""
LABELS = {"1": "generated", "2": "possibly generated", "3": "suspected of being generated"}
TIKTOK = {"0": "inconclusive", "1": "labelled by its author", "2": "labelled by the platform"}
MAX_OBJECT = 16 * 1024
MAX_HITS = 64

_MARKS = re.compile(
    rb"ContentProducer|ProduceID|ContentPropagator|PropagateID|aigc_label_type|ServiceProvider|\"dreamina\""
)


@dataclass(frozen=True, slots=True)
class Label:
    """One label: which kind, its fields as written, and where its bytes begin and how many they are."""

    kind: str
    fields: tuple[tuple[str, str], ...]
    offset: int
    length: int


def in_bytes(content: bytes, base: int) -> Iterator[Label]:
    """Yield the labels in a stretch of bytes that begins at byte ``base`` of the file, at most ``MAX_HITS``."""
    seen_to = -1
    for number, hit in enumerate(_MARKS.finditer(content)):
        if number >= MAX_HITS:
            return
        if hit.start() < seen_to:
            continue
        for begin in _openings(content, hit.start()):
            found = _object(content[begin : begin + MAX_OBJECT])
            if found is not None and begin + found[1] > hit.start():
                label = _label(found[0])
                if label is not None:
                    yield Label(label[0], label[1], base + begin, found[1])
                    seen_to = begin + found[1]
                    break


def in_text(text: str) -> Label | None:
    """Return the label that a tag's value is, or None."""
    found = _object(html.unescape(text[:MAX_OBJECT]).lstrip().encode("utf-8", "replace"))
    label = None if found is None else _label(found[0])
    return None if label is None else Label(label[0], label[1], 0, 0)


def _openings(content: bytes, position: int) -> Iterator[int]:
    """Yield the places of the opening braces before a hit, the outer one first, at most four."""
    begins = []
    at = position
    for _ in range(4):
        at = content.rfind(b"{", max(position - MAX_OBJECT, 0), at)
        if at < 0:
            break
        begins.append(at)
    yield from reversed(begins)


def _object(raw: bytes) -> tuple[dict[str, Json], int] | None:
    text = raw.decode("utf-8", "replace")
    for candidate in (text, html.unescape(text)):
        try:
            value, end = json.JSONDecoder().raw_decode(candidate)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            consumed = len(candidate[:end].encode("utf-8")) if candidate is text else min(len(raw), end)
            return value, consumed
    return None


def _label(value: dict[str, Json]) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    inner: Json = value.get("AIGC", value)
    if isinstance(inner, str):  # wrapped as a text
        found = _object(inner.encode("utf-8", "replace"))
        inner = found[0] if found is not None else {}
    if isinstance(inner, dict) and _TELLING & inner.keys():
        return "gb45438", tuple((name, mj.text(inner, name)) for name in FIELDS if name in inner)
    if isinstance(inner, dict) and "aigc_label_type" in inner and "product" not in inner:
        return "aigc_info", (("aigc_label_type", mj.text(inner, "aigc_label_type")),)
    if mj.text(value, "product") == "dreamina":
        return "dreamina", tuple((clean_text(k), mj.plain(v)) for k, v in list(value.items())[:40])
    return None
