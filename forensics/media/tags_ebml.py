"""Read the tags of Matroska and WebM: segment information, track names, SimpleTags (RFC 9559 5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forensics.media.location import altitude_of, parse_iso6709, place
from forensics.types import ByteRange, Element, Outcome, Tag

_PLAIN = frozenset(
    {"Title", "MuxingApp", "WritingApp", "SegmentFilename", "DateUTC", "Name", "Language", "LanguageBCP47", "CodecName"}
    | {"FileName", "FileMediaType", "FileDescription", "DocType", "ChapString"}
)


def read(structure: Sequence[Element]) -> Iterator[Outcome]:
    """Yield the texts of a Matroska file in file order."""
    names: dict[int, str] = {}
    targets = _targets(structure)
    for element in structure:
        value = str(element.fields[0].value) if element.fields else ""
        where = ByteRange(element.offset + element.header, element.size - element.header)
        if element.kind in _PLAIN and value:
            parent = structure[element.parent].kind if element.parent >= 0 else "EBML"
            yield Tag("assay", parent, element.kind, value, where)
        elif element.kind == "TagName":
            names[element.parent] = value
        elif element.kind == "TagString":
            name = names.get(element.parent, "")
            group = f"Tags ({targets.get(_tag_above(element, structure), 'whole file')})"
            yield Tag("assay", group, name, value, where)
            if "location" in name.lower() and (found := parse_iso6709(value)) is not None:
                yield from place(*found, name, where, altitude_of(value))


def _tag_above(element: Element, structure: Sequence[Element]) -> int:
    number = element.parent
    for _ in range(64):
        if number < 0 or structure[number].kind == "Tag":
            return number
        number = structure[number].parent
    return -1


def _targets(structure: Sequence[Element]) -> dict[int, str]:
    found: dict[int, str] = {}
    for element in structure:
        if element.kind == "TagTrackUID" and element.fields and element.fields[0].value:
            found[_tag_above(element, structure)] = f"track {element.fields[0].value}"
    return found
