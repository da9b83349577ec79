"""Read the statements of origin in XMP: IPTC's digital source type and the AI fields of IPTC 2025.1.

Sources: IPTC Photo Metadata Standard 2025.1 (Iptc4xmpExt: DigitalSourceType, AISystemUsed, AISystemVersionUsed,
AIPromptInformation, AIPromptWriterName); ISO 16684-1:2019 (XMP: a property is an attribute, an element's text or
an rdf:resource). Only these properties are looked for; the packet is not parsed as XML, so no entity is expanded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from forensics.codec import clean_text

PROPERTIES = (
    "DigitalSourceType",
    "AISystemUsed",
    "AISystemVersionUsed",
    "AIPromptInformation",
    "AIPromptWriterName",
)
MAX_VALUE = 4_000
_NAMES = "|".join(PROPERTIES)
_FOUND = re.compile(
    rf"(?:[A-Za-z0-9_.-]{{1,40}}:)?(?P<name>{_NAMES})\s*"
    rf"(?:=\s*(?P<quote>[\"'])(?P<attribute>[^\"'<]{{0,{MAX_VALUE}}})(?P=quote)"
    rf"|(?P<inside>[^<>]{{0,400}})>(?P<content>[^<]{{0,{MAX_VALUE}}}))"
)
_RESOURCE = re.compile(r"rdf:resource\s*=\s*[\"']([^\"']{0,2000})[\"']")
_ITEM = re.compile(r"\s*<rdf:(?:Bag|Seq|Alt)[^>]{0,80}>\s*<rdf:li[^>]{0,80}>([^<]{0,4000})")


@dataclass(frozen=True, slots=True)
class XmpStatement:
    """One property with its value, and where its name begins in the packet."""

    name: str
    value: str
    offset: int


def statements(packet: bytes) -> Iterator[XmpStatement]:
    """Yield the properties looked for, at most 64 of one packet."""
    text = packet.decode("utf-8", "replace")
    for number, found in enumerate(_FOUND.finditer(text)):
        if number >= 64:
            return
        if found.start() >= 2 and text[found.start() - 2 : found.start()] == "</":
            continue
        value = _value(text, found)
        if value:
            offset = len(text[: found.start()].encode("utf-8", "replace"))
            yield XmpStatement(found["name"], clean_text(html.unescape(value)), offset)


def _value(text: str, found: re.Match[str]) -> str:
    if found["attribute"] is not None:
        return found["attribute"].strip()
    resource = _RESOURCE.search(found["inside"] or "")
    if resource is not None:
        return resource[1].strip()
    content = (found["content"] or "").strip()
    if content:
        return content
    item = _ITEM.match(text, found.end())
    return item[1].strip() if item is not None else ""
