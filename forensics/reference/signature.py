"""Make a file's structure signature from what an examination stored: how the file is written, not what it shows.

The idea is that of Iuliani, Shullani, Fontani, Meucci, Piva: A Video Forensic Framework for the Unsupervised Analysis
of MP4-Like File Container (IEEE TIFS 14(3), 2019): the tree of elements with their fields, as a set of symbols.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from forensics.codec import encode
from forensics.reference.kept import CODED, FIELDS, MARKS, OPAQUE, STATEMENTS, SWALLOWED
from forensics.types import Element, Field, Measurement, Outcome, Tag

VERSION: Final = "2"
"""Raised whenever the same results give another signature; signatures of different versions are not compared."""
MAX_TRAITS: Final = 4_000
MAX_VALUE: Final = 200
"""Characters of a value that are kept; of a longer one also its digest."""
_DATE: Final = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}")
MAX_ORDER: Final = 64
"""Runs of children whose order is written down."""


Kind = Literal["container", "coded", "statement"]


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing about how a file is written.

    ``kind`` says by whom: the container by the program that wrote the file last, the coded media by the encoder before
    it, which may be another; a statement is free text about the writer.
    """

    place: str
    name: str
    value: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class StructureSignature:
    """How a file is written: its format and its traits, sorted and without repeats."""

    version: str
    format: str
    traits: tuple[Trait, ...]

    def container(self) -> frozenset[Trait]:
        """Return the traits of the container alone: what the last writer of the file left."""
        return frozenset(trait for trait in self.traits if trait.kind == "container")

    def sha256(self) -> str:
        """Return the SHA-256 of the signature's canonical line, in hex."""
        return hashlib.sha256(encode(self).encode("ascii")).hexdigest()


class NoStructure(ValueError):
    """The results hold no structure to make a signature of; the text says why."""


def signature(outcomes: Iterable[Outcome]) -> StructureSignature:
    """Return the structure signature of one examination's outcomes; raise NoStructure where no format was read."""
    kept = list(outcomes)
    form = next((str(one.value) for one in _measurements(kept) if one.quantity == "container.format"), "")
    elements = sorted((one for one in kept if isinstance(one, Element)), key=lambda one: one.number)
    if not form or not elements:
        raise NoStructure("no structure of a known format was read from this file")
    found: dict[Trait, None] = {Trait("file", "format", form, "container"): None}
    for trait in (*_walk(elements), *_stated(kept)):
        if len(found) >= MAX_TRAITS:
            break
        found[trait] = None
    return StructureSignature(VERSION, form, tuple(sorted(found, key=lambda one: (one.place, one.name, one.value))))


def _measurements(outcomes: Sequence[Outcome]) -> Iterator[Measurement]:
    return (one for one in outcomes if isinstance(one, Measurement))


def _walk(elements: Sequence[Element]) -> Iterator[Trait]:
    children: dict[int, list[Element]] = {}
    for element in elements:
        children.setdefault(element.parent, []).append(element)
    places: dict[int, str] = {-1: ""}
    names = _track_names(elements, children)
    yield from _order("file", children.get(-1, []), names)
    for element in elements:
        parent = places.get(element.parent)
        if parent is None:  # inside an opaque element
            continue
        place = f"{parent}/{names.get(element.number, _kind(element))}".lstrip("/")
        kind: Kind = "coded" if element.kind in CODED else "container"
        yield Trait(place, "stands", "yes", kind)
        yield from _fields(place, element, kind)
        if element.kind in OPAQUE or element.kind in SWALLOWED:
            continue
        places[element.number] = place
        if element.number in children and kind == "container":
            yield from _order(place, children[element.number], names)


def _kind(element: Element) -> str:
    """Return an element's kind; items of a list are named by number in some files, which says nothing by itself."""
    return "item" if element.kind.startswith("\\x00\\x00") else element.kind


def _track_names(elements: Sequence[Element], children: dict[int, list[Element]]) -> dict[int, str]:
    """Name each track by what it carries: a second one of a kind gets its number."""
    names: dict[int, str] = {}
    count: Counter[str] = Counter()
    for element in elements:
        if element.kind not in ("trak", "TrackEntry", "LIST strl"):
            continue
        inside = [*children.get(element.number, [])]
        inside += [each for child in inside for each in children.get(child.number, []) if child.kind == "mdia"]
        carries = next(filter(None, (_carries(each) for each in inside)), "?")
        count[carries] += 1
        number = f" {count[carries]}" if count[carries] > 1 else ""
        names[element.number] = f"{element.kind}[{carries}{number}]"
    return names


def _carries(element: Element) -> str:
    wanted = {"hdlr": "handler_type", "TrackType": "value", "strh": "type"}.get(element.kind)
    return next((str(field.value) for field in element.fields if field.name == wanted), "")


def _order(place: str, inside: Sequence[Element], names: dict[int, str]) -> Iterator[Trait]:
    """Write the sequence of children down, a run of one kind once with a plus: how many there are is the content's."""
    runs: list[str] = []
    for element in inside:
        name = names.get(element.number, _kind(element))
        if runs and runs[-1].rstrip("+") == name:
            runs[-1] = f"{name}+"
        else:
            runs.append(name)
    text = " ".join(runs[:MAX_ORDER]) + (" …" if len(runs) > MAX_ORDER else "")
    yield Trait(place, "order", _bounded(text), "container")


def _fields(place: str, element: Element, kind: Kind) -> Iterator[Trait]:
    kept = FIELDS.get(element.kind, frozenset())
    if element.kind == "keys":
        yield from (Trait(place, "key", _bounded(str(one.value)), kind) for one in element.fields[3:40])
        return
    for field in element.fields:
        stated = field.name in STATEMENTS or (field.name == "value" and element.kind in STATEMENTS)
        if stated and str(field.value).strip():
            yield Trait(place, field.name, _bounded(str(field.value)), "statement")
        elif field.name in kept or (element.kind == "PMT" and field.name.startswith("PID")):
            yield Trait(place, field.name, _value(field), kind)


def _value(field: Field) -> str:
    """Return a field's value as text; some writers put the day of writing into the handler's name."""
    return _bounded(_DATE.sub("<date>", str(field.value)))


def _bounded(text: str) -> str:
    if len(text) <= MAX_VALUE:
        return text
    return f"{text[:MAX_VALUE]}… sha256 {hashlib.sha256(text.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}"


def _stated(outcomes: Sequence[Outcome]) -> Iterator[Trait]:
    for outcome in outcomes:
        match outcome:
            case Tag("assay" | "exifread", group, name, value) if name in STATEMENTS and value.strip():
                yield Trait(f"tag {group}"[:MAX_VALUE], name, _bounded(value), "statement")
            case Measurement(quantity, value) if quantity in MARKS:
                yield Trait("coded media", quantity, _bounded(str(value)), "statement")
            case Measurement("stream.first_packet.nal_units", value):
                units = dict.fromkeys(str(value).split(" | "))
                yield Trait("coded media", "first units", _bounded(" ".join(units)), "coded")
